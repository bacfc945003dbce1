import { readAnswer, valueAt } from '../../openobserve/answer.ts';
import type { OpenObserveClient } from '../../openobserve/client.ts';
import { buildRequest } from '../../openobserve/request.ts';
import type { MayRead } from './name-lists.ts';
import { isSelectStar } from './sql-guard.ts';
import type { ToolRow, Arguments } from '../../contract/tool.ts';

/** What to say of `SELECT *` on a stream with very many fields; null for all else, and where its schema cannot be read. */
export type NoteWideStream = (
  sql: string,
  args: Readonly<Arguments>,
  signal: AbortSignal,
  mayRead: MayRead,
) => Promise<string | null>;

const MANY_FIELDS = 100;
/** From here on OpenObserve leaves fields out of `SELECT *` without a word. */
const MOST_FIELDS = 500;
const LIFE_MS = 60_000;
const PATIENCE_MS = 2000;
const MOST_STREAMS = 200;

/** Note results of streams with very many fields. */
export function createWideStreamNote(
  client: OpenObserveClient,
  schema: ToolRow,
  nowMs: () => number,
): NoteWideStream {
  const known = new Map<string, { readonly fields: number; readonly untilMs: number }>();

  async function countFields(args: Arguments, signal: AbortSignal): Promise<number> {
    const key = JSON.stringify(args);
    const found = known.get(key);
    if (found && found.untilMs > nowMs()) return found.fields;
    const patience = AbortSignal.any([signal, AbortSignal.timeout(PATIENCE_MS)]);
    const response = await client.send(buildRequest(schema, { ...args, offset: 0, limit: 1 }), patience);
    const total = response.status === 200 ? Number(valueAt(readAnswer(response), 'total_fields')) : 0;
    const fields = Number.isFinite(total) ? total : 0;
    if (known.size >= MOST_STREAMS) known.clear();
    known.set(key, { fields, untilMs: nowMs() + LIFE_MS });
    return fields;
  }

  return async (sql, { org_id, type }, signal, mayRead) => {
    const stream = /\bfrom\s+"?([\w-]+)"?(?![\w".])/i.exec(sql)?.[1];
    if (stream === undefined || !isSelectStar(sql) || !mayRead(schema)) return null;
    try {
      const args = { org_id, stream_name: stream, ...(type === undefined ? {} : { type }) };
      const fields = await countFields(args, signal);
      if (fields <= MANY_FIELDS) return null;
      const left = fields > MOST_FIELDS ? `, of which OpenObserve leaves out all but ${MOST_FIELDS}` : '';
      return `${stream} has ${fields} fields${left}: name those that you need instead of SELECT *. stream_schema finds them by keyword.`;
    } catch {
      return null;
    }
  };
}
