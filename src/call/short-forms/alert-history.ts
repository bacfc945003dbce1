import type { Arguments } from '../../contract/tool.ts';
import type { TimeRange } from '../arguments/times.ts';
import { type AlertIntent, measureOf, type Operator, quotedName, triggerFor } from './alert.ts';
import { type AlertHistory, type Checking, checkTimes, historyFrom, messagesAt } from './alert-messages.ts';
import { merged, type MergeableMeasure, mergeableMeasure } from './mergeable-measure.ts';

const MINUTE_US = 60e6;
const DAY_MINUTES = 1440;
const DAY_US = DAY_MINUTES * MINUTE_US;
/** Rows of one read. */
const MOST_ROWS = 10_000;
/** Reads of one history. */
const MOST_READS = 6;

/** Rows of a query over a range, at most so many. */
export type RowsOf = (sql: string, range: TimeRange, size: number) => Promise<readonly Arguments[]>;

const COMPARE: Readonly<Record<Operator, (one: number, other: number) => boolean>> = {
  '>': (one, other) => one > other,
  '>=': (one, other) => one >= other,
  '<': (one, other) => one < other,
  '<=': (one, other) => one <= other,
  '=': (one, other) => one === other,
  '!=': (one, other) => one !== other,
};

const isCrossed = ({ operator, threshold, bounds }: AlertIntent, value: number | null) =>
  value !== null &&
  (bounds === undefined
    ? COMPARE[operator](value, threshold)
    : (value >= bounds.from && value <= bounds.to) !== bounds.isOutside);

const divisor = (one: number, other: number): number => (other === 0 ? one : divisor(other, one % other));

const numberOf = (value: unknown) => (value === null || value === undefined ? null : Number(value));

/** Times of buckets are UTC, and OpenObserve writes no zone behind them. */
function momentUs(value: unknown): number {
  if (typeof value === 'number' || typeof value === 'bigint') return Number(value);
  const text = String(value);
  return Date.parse(/(?:Z|[+-]\d\d:?\d\d)$/.test(text) ? text : `${text.replace(' ', 'T')}Z`) * 1000;
}

const whereOf = ({ where }: AlertIntent) => (where === undefined || where === '' ? '' : ` WHERE ${where}`);

/** Rows in buckets, the newest first. */
const bucketSql = (intent: AlertIntent, bucket: string, columns: readonly string[]) => {
  const { stream, groupBy = [] } = intent;
  return `SELECT ${[`${bucket} AS period_start`, ...groupBy, ...columns].join(', ')} FROM ${quotedName(stream)}${whereOf(intent)} GROUP BY ${[bucket, ...groupBy].join(', ')} ORDER BY period_start DESC`;
};

/** The values that a group is of. */
const groupOf = (row: Arguments) =>
  JSON.stringify(
    Object.entries(row).filter(([name]) => name !== 'period_start' && !/^(?:value|part_\d+)$/.test(name)),
    (_, value) => (typeof value === 'bigint' ? String(value) : value),
  );

/** Windows put together from buckets of one read, which both the period and the frequency are a multiple of. */
async function fromBuckets(
  intent: AlertIntent,
  { parts, measureFrom }: MergeableMeasure,
  checking: Checking,
  times: readonly number[],
  rowsOf: RowsOf,
): Promise<AlertHistory | null> {
  const width = divisor(divisor(checking.period, checking.frequency), DAY_MINUTES);
  const widthUs = width * MINUTE_US;
  const periodUs = checking.period * MINUTE_US;
  const [firstUs = 0] = times;
  const lastUs = times.at(-1) ?? 0;
  if ((lastUs - firstUs + periodUs) / widthUs > MOST_ROWS) return null;
  const columns = parts.map(({ sql }, index) => `${sql} AS part_${index}`);
  const sql = bucketSql(intent, `histogram(_timestamp, '${width} minute')`, columns);
  const rows = await rowsOf(sql, { startUs: firstUs - periodUs, endUs: lastUs }, MOST_ROWS);
  const groups = new Map<string, Map<number, ReadonlyArray<number | null>>>();
  let oldestUs = Number.POSITIVE_INFINITY;
  for (const row of rows) {
    const atUs = momentUs(row.period_start);
    const group = groupOf(row);
    const buckets = groups.get(group) ?? new Map<number, ReadonlyArray<number | null>>();
    buckets.set(
      Math.round(atUs / widthUs),
      parts.map((_, index) => numberOf(row[`part_${index}`])),
    );
    groups.set(group, buckets);
    oldestUs = Math.min(oldestUs, atUs);
  }
  // Of more rows than one read gives, those of the oldest bucket may be missing.
  const wholeUs = rows.length >= MOST_ROWS ? oldestUs + widthUs : Number.NEGATIVE_INFINITY;
  const none = parts.map((part) => part.none);
  const steps = checking.period / width;
  const isGrouped = (intent.groupBy ?? []).length > 0;
  if (!isGrouped && groups.size === 0) groups.set('', new Map());
  const holds = (atUs: number) => {
    const end = Math.round(atUs / widthUs);
    return [...groups.values()].some((buckets) => {
      let values: ReadonlyArray<number | null> = none;
      let isThere = !isGrouped;
      for (let at = end - steps; at < end; at++) {
        const bucket = buckets.get(at);
        if (bucket === undefined) continue;
        isThere = true;
        const before = values;
        values = parts.map((part, index) => merged(part, before[index] ?? null, bucket[index] ?? null));
      }
      return isThere && isCrossed(intent, measureFrom(values));
    });
  };
  const looked = times.filter((atUs) => atUs - periodUs >= wholeUs);
  return historyFrom(checking, looked, looked.length, holds);
}

/**
 * Windows read as they are. One read gives those that follow each other without a gap, so windows that overlap take
 * several; where that were too many, only some of the checks are looked at.
 */
async function fromWindows(
  intent: AlertIntent,
  measure: string,
  checking: Checking,
  times: readonly number[],
  rowsOf: RowsOf,
): Promise<AlertHistory | null> {
  const { period, frequency } = checking;
  const periodUs = period * MINUTE_US;
  const readsFor = (each: number) => period / divisor(period, frequency * each);
  let every = 1;
  while (readsFor(every) > MOST_READS) every += 1;
  const looked = times.filter((_, index) => (times.length - 1 - index) % every === 0);
  const sets = [...Map.groupBy(looked, (atUs) => atUs % periodUs)];
  const isZeroWithout = /^(?:count|coalesce)/i.test(measure) && (intent.groupBy ?? []).length === 0;
  const isSilentHeld = isZeroWithout && isCrossed(intent, 0);
  const crossed = new Set<number>();
  const seen = new Set<number>();
  const read = async ([offsetUs, ends]: readonly [number, readonly number[]]): Promise<boolean> => {
    const isWhole = offsetUs === 0 && DAY_MINUTES % period === 0;
    const bucket = isWhole
      ? `histogram(_timestamp, '${period} minute')`
      : `_timestamp - (_timestamp - ${offsetUs}) % ${periodUs}`;
    const range = { startUs: (ends[0] ?? 0) - periodUs, endUs: ends.at(-1) ?? 0 };
    const rows = await rowsOf(bucketSql(intent, bucket, [`${measure} AS value`]), range, MOST_ROWS);
    for (const row of rows) {
      const endUs = momentUs(row.period_start) + periodUs;
      seen.add(endUs);
      if (isCrossed(intent, numberOf(row.value))) crossed.add(endUs);
    }
    return rows.length < MOST_ROWS;
  };
  const isRead = await Promise.all(sets.map(read));
  if (isRead.includes(false)) return null;
  const holds = (atUs: number) => crossed.has(atUs) || (isSilentHeld && !seen.has(atUs));
  return historyFrom(checking, looked, times.length, holds);
}

/**
 * What an alert would have done over the last day, as OpenObserve checks it: at its frequency, each time over its period,
 * with a message only when the silence after the last one is over. A window without records counts as zero where records
 * are counted or summed, and says nothing otherwise. `sinceUs`: checks before are left out. Null where it cannot be told.
 */
export async function historyOf(
  intent: AlertIntent,
  rowsOf: RowsOf,
  nowUs: number,
  sinceUs: number = Number.NEGATIVE_INFINITY,
): Promise<AlertHistory | null> {
  const checking = triggerFor(intent);
  const measure = measureOf(intent.measure);
  const times = checkTimes(checking, nowUs, sinceUs);
  if (times.length === 0) return null;
  const mergeable = mergeableMeasure(measure);
  return mergeable !== null && mergeable.parts.length > 0
    ? fromBuckets(intent, mergeable, checking, times, rowsOf)
    : fromWindows(intent, measure, checking, times, rowsOf);
}

/** What an alert on each record would have done over the last day. */
export async function realTimeHistoryOf(
  { stream, where, silence }: { readonly stream: string; readonly where: string; readonly silence: number },
  rowsOf: RowsOf,
  nowUs: number,
): Promise<AlertHistory | null> {
  const sql = `SELECT _timestamp FROM ${quotedName(stream)} WHERE ${where} ORDER BY _timestamp DESC`;
  const rows = await rowsOf(sql, { startUs: nowUs - DAY_US, endUs: nowUs }, MOST_ROWS);
  const moments = rows.map((row) => momentUs(row._timestamp)).sort((a, b) => a - b);
  const isWhole = rows.length < MOST_ROWS;
  return {
    held: moments.length,
    checks: null,
    all: moments.length,
    messages: messagesAt(moments, silence),
    minutes: isWhole ? DAY_MINUTES : Math.max(1, Math.floor((nowUs - (moments[0] ?? nowUs)) / MINUTE_US)),
  };
}
