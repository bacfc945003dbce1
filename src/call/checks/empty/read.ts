import { listAt, readAnswer, valueAt } from '../../../openobserve/answer.ts';
import { textOf } from '../../../json/exact-json.ts';
import type { OpenObserveClient } from '../../../openobserve/client.ts';
import { buildRequest } from '../../../openobserve/request.ts';
import type { Arguments, ToolRow } from '../../../contract/tool.ts';
import type { MayRead } from '../name-lists.ts';
import type { TimeRange } from '../../arguments/times.ts';
import type { SeenValue } from './conditions.ts';

const MOST_VALUES = 100;
const DAY_US = 86_400e6;
/** How far back the newest record is looked for. */
export const LOOK_BACK_DAYS = 30;

/** A stream of an organization, under its type. */
export interface StreamOf {
  readonly org_id: unknown;
  readonly stream: string;
  readonly type: string;
}

/** What is read to explain an empty answer. Each is one request; null where it failed, or the view does not offer it. */
export interface EmptyReads {
  answer(operationId: string, args: Readonly<Arguments>, signal: AbortSignal): Promise<unknown>;
  /** The most frequent values of fields within a range. */
  values(
    of: StreamOf,
    fields: readonly string[],
    range: TimeRange,
    signal: AbortSignal,
  ): Promise<ReadonlyMap<string, readonly SeenValue[]> | null>;
  /** How many records there are within a range, and when the newest was, in µs since the epoch. */
  records(
    of: StreamOf,
    range: TimeRange,
    signal: AbortSignal,
  ): Promise<{ readonly count: number; readonly newestUs: number | null } | null>;
}

/** Reads that explain why an answer is empty; only what `mayRead` allows. */
export function createEmptyReads(
  client: OpenObserveClient,
  byOperationId: ReadonlyMap<string, ToolRow>,
  mayRead: MayRead,
): EmptyReads {
  async function answer(operationId: string, args: Readonly<Arguments>, signal: AbortSignal) {
    const row = byOperationId.get(operationId);
    if (row === undefined || !mayRead(row)) return null;
    const response = await client.send(buildRequest(row, args), signal);
    return response.status === 200 && !response.truncated ? readAnswer(response) : null;
  }

  return {
    answer,
    async values({ org_id, stream, type }, fields, { startUs, endUs }, signal) {
      const asked = { fields: fields.join(','), size: MOST_VALUES, start_time: startUs, end_time: endUs };
      const found = await answer('SearchValues', { org_id, stream_name: stream, type, ...asked }, signal);
      const hits = listAt(found, 'hits');
      if (hits === null) return null;
      return new Map(
        hits.map((hit) => [
          textOf(valueAt(hit, 'field')),
          (listAt(hit, 'values') ?? []).map((each): SeenValue => {
            const records = valueAt(each, 'zo_sql_num');
            return [textOf(valueAt(each, 'zo_sql_key')), typeof records === 'number' ? records : null];
          }),
        ]),
      );
    },
    async records({ org_id, stream, type }, { startUs, endUs }, signal) {
      const sql = `SELECT count(*) AS n, max(_timestamp) AS newest FROM "${stream.replaceAll('"', '""')}"`;
      const asked = { sql, type, start_time: startUs, end_time: endUs, size: 1 };
      const found = listAt(await answer('SearchSQL', { org_id, ...asked }, signal), 'hits');
      if (found === null) return null;
      const [count, newest] = ['n', 'newest'].map((name) => Number(valueAt(found[0], name) ?? 0));
      return { count: count ?? 0, newestUs: newest ? newest : null };
    },
  };
}

/** The range in which the newest record is looked for. */
export function lookBack(nowUs: number): TimeRange {
  return { startUs: nowUs - LOOK_BACK_DAYS * DAY_US, endUs: nowUs };
}
