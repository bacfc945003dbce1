import { listAt, valueAt } from '../../../openobserve/answer.ts';
import { textOf } from '../../../json/exact-json.ts';
import { didYouMean } from '../../../names/nearest.ts';
import type { Arguments, ToolRow } from '../../../contract/tool.ts';
import type { TimeRange } from '../../arguments/times.ts';
import type { MayRead } from '../name-lists.ts';
import type { ResolveNames } from '../resolve-names.ts';
import { equalitiesIn, plainEqualitiesIn } from './conditions.ts';
import { explainPromql } from './explain-promql.ts';
import { explainConditions, newestRecord } from './explain-sql.ts';
import type { Explanation } from './explanation.ts';
import type { EmptyReads } from './read.ts';

/** A read that was answered without rows. */
export interface EmptyRead {
  readonly row: ToolRow;
  /** As sent. */
  readonly args: Readonly<Arguments>;
  readonly answer: unknown;
  readonly range: TimeRange | null;
  readonly nowUs: number;
}

/** Why a read has no rows, in a few more reads; null for one that has rows, and where nothing is to be found out. */
export type ExplainEmpty = (
  read: EmptyRead,
  signal: AbortSignal,
  mayRead: MayRead,
) => Promise<Explanation | null>;

const PATIENCE_MS = 5000;
const FILTER_FORM = 'Write the filter as field=value, without spaces and quotes.';

const isNone = (value: unknown) => value === null || (typeof value !== 'object' && Number(value) === 0);

/** Whether an answer has no rows, or is one row that counts none. */
function isEmpty({ rows }: ToolRow, args: Readonly<Arguments>, answer: unknown): boolean {
  const list = rows === null ? null : listAt(answer, rows);
  if (list === null) return false;
  const offset = Number(args.from ?? args.offset ?? args.page_idx ?? 0);
  if (list.length === 0) return offset === 0;
  const [first] = list;
  const isCount = list.length === 1 && typeof args.sql === 'string' && !/\bgroup\s+by\b/i.test(args.sql);
  return isCount && typeof first === 'object' && first !== null && Object.values(first).every(isNone);
}

/** Whether a read asks for values of fields by name, and some of them have none. */
function fieldsIn({ args, answer }: EmptyRead): { readonly areNamed: boolean; readonly areShort: boolean } {
  const hits = typeof args.fields === 'string' ? listAt(answer, 'hits') : null;
  const filled = hits?.filter((hit) => listAt(hit, 'values')?.length !== 0) ?? [];
  return {
    areNamed: hits !== null,
    areShort: hits !== null && filled.length < textOf(args.fields).split(',').length,
  };
}

/** The stream that a call reads, and its conditions. */
function readOf({ toolset }: ToolRow, args: Readonly<Arguments>) {
  const sql = typeof args.sql === 'string' && args.encoding !== 'base64' ? args.sql : null;
  const [, quoted, bare] = /\bfrom\s+(?:"((?:[^"]|"")+)"|([\w.-]+))/i.exec(sql ?? '') ?? [];
  const stream = sql === null ? args.stream_name : (quoted ?? bare);
  const condition = sql === null ? args.filter : (/\bwhere\b([\s\S]*)$/i.exec(sql)?.[1] ?? '');
  if (typeof stream !== 'string') return null;
  const type = textOf(args.type ?? (toolset === 'traces' ? 'traces' : 'logs'));
  return { of: { org_id: args.org_id, stream, type }, condition: textOf(condition ?? '') };
}

/** The fields that were asked for by name and have no values, by the fields that there are. */
async function explainFields(
  reads: EmptyReads,
  { args, answer }: EmptyRead,
  signal: AbortSignal,
): Promise<Explanation | null> {
  const asked = textOf(args.fields)
    .split(',')
    .map((field) => field.trim());
  const found = (listAt(answer, 'hits') ?? []).map((hit) => textOf(valueAt(hit, 'field')));
  const { org_id, stream_name, type } = args;
  const missing = asked.filter((field) => !found.includes(field));
  const schema = await reads.answer(
    'StreamSchema',
    { org_id, stream_name, ...(type === undefined ? {} : { type }) },
    signal,
  );
  const fields = listAt(schema, 'schema')?.map((field) => textOf(valueAt(field, 'name')));
  if (fields === undefined) return null;
  const notes = missing
    .filter((field) => !fields.includes(field))
    .map((field) => `There is no field "${field}".${didYouMean(field, fields)}`);
  return notes.length === 0 ? null : { notes, seen: {} };
}

/** Explain answers without rows. */
export function createExplainEmpty(
  readsWithin: (mayRead: MayRead) => EmptyReads,
  resolveNames: ResolveNames,
): ExplainEmpty {
  async function explain(
    read: EmptyRead,
    signal: AbortSignal,
    mayRead: MayRead,
  ): Promise<Explanation | null> {
    const reads = readsWithin(mayRead);
    const { row, args, answer, range, nowUs } = read;
    const { areNamed: asksFields, areShort: isShort } = fieldsIn(read);
    if (row.path.includes('/prometheus/')) return explainPromql(reads, args, answer, { nowUs }, signal);
    const asked = readOf(row, args);
    if (asksFields) {
      const wrong = await explainFields(reads, read, signal);
      if (wrong !== null) return wrong;
    }
    if (typeof args.sql !== 'string') {
      const repeat = await resolveNames.inEmpty(row, args, signal, mayRead);
      if (typeof repeat !== 'string') return { notes: [], seen: {}, repeat };
      if (repeat !== '') return { notes: [repeat], seen: {} };
    }
    if (asked === null || range === null) return null;
    if (asksFields && isShort && asked.condition === '') {
      const newest = await newestRecord(reads, asked.of, nowUs, signal);
      return newest === '' ? null : { notes: [newest], seen: {} };
    }
    const form = asksFields && /[\s'"]/.test(asked.condition) ? [FILTER_FORM] : [];
    const equalities = [
      ...equalitiesIn(asked.condition),
      ...(asksFields ? plainEqualitiesIn(asked.condition) : []),
    ];
    const conditions = { condition: asked.condition, equalities };
    const found = await explainConditions(reads, asked.of, conditions, { range, nowUs }, signal);
    return found && { ...found, notes: [...form, ...found.notes] };
  }

  return async (read, signal, mayRead) => {
    const { row, args, answer } = read;
    if (row.access !== 'read') return null;
    if (!fieldsIn(read).areShort && !isEmpty(row, args, answer)) return null;
    try {
      return await explain(read, AbortSignal.any([signal, AbortSignal.timeout(PATIENCE_MS)]), mayRead);
    } catch {
      // What cannot be found out is left unsaid: the answer itself is right.
      return null;
    }
  };
}
