import { identifier, literal } from '../../ask/data/sql.ts';
import type { DataRow } from '../../ask/data/source.ts';
import type { OperationCalls } from '../detection/trace-differences.ts';
import type { CountedRows } from '../detection/value-differences.ts';

/**
 * The time that is looked into, and the time before that says what is usual; what lies between them counts for
 * neither. Microseconds since the epoch.
 */
export interface Periods {
  readonly baselineStartUs: number;
  readonly baselineEndUs: number;
  readonly startUs: number;
  readonly endUs: number;
}

/** Rows of a value that are fewer than these tell nothing. */
const FEWEST_ROWS = 3;
const FEWEST_BEFORE = 8;
/** Messages that are as frequent are read also when they stopped. */
const FREQUENT = 20;
/** Most rows of one count of values. */
export const MOST_VALUES = 3000;
/** Most rows of one count of messages. */
export const MOST_MESSAGES = 1000;
/** Numbers, and hexadecimal words with a digit: messages that differ only in them are counted as one by OpenObserve. */
export const NUMBERS = "'[0-9a-fA-F]*[0-9][0-9a-fA-F]*', '#', 'g'";

const DAY_US = 86_400e6;

const sumIf = (condition: string) => `sum(CASE WHEN ${condition} THEN 1 ELSE 0 END)`;
const since = ({ startUs }: Periods) => `_timestamp >= ${Math.floor(startUs)}`;
const before = ({ baselineEndUs }: Periods) => `_timestamp < ${Math.floor(baselineEndUs)}`;
/** The same hours of the day before. */
const dayBefore = ({ startUs, endUs }: Periods) =>
  `_timestamp >= ${Math.floor(startUs - DAY_US)} AND _timestamp < ${Math.floor(endUs - DAY_US)}`;

/** Every value of the fields with its rows now and before, the bad ones among them, and when it first came. */
export function valuesSql(
  stream: string,
  fields: readonly string[],
  isBad: string | null,
  periods: Periods,
): string {
  const bad = isBad ?? 'false';
  const [now, then] = [sumIf(since(periods)), sumIf(before(periods))];
  const counts =
    `${now} AS now, ${then} AS before, ` +
    `${sumIf(`${since(periods)} AND ${bad}`)} AS now_bad, ${sumIf(`${before(periods)} AND ${bad}`)} AS before_bad, ` +
    `${sumIf(dayBefore(periods))} AS day, ${sumIf(`${dayBefore(periods)} AND ${bad}`)} AS day_bad, min(_timestamp) AS oldest, ` +
    `min(CASE WHEN ${since(periods)} THEN _timestamp END) AS first, ` +
    `min(CASE WHEN ${since(periods)} AND ${bad} THEN _timestamp END) AS first_bad, max(_timestamp) AS last`;
  const whole = `SELECT '' AS f, '' AS v, ${counts} FROM ${identifier(stream)}`;
  return [
    whole,
    ...fields.map((field) => {
      const name = identifier(field);
      const value = `CAST(${name} AS VARCHAR)`;
      return (
        `SELECT ${literal(field)} AS f, ${value} AS v, ${counts} ` +
        `FROM ${identifier(stream)} WHERE ${name} IS NOT NULL GROUP BY ${value} ` +
        `HAVING ${now} >= ${FEWEST_ROWS} OR ${then} >= ${FEWEST_BEFORE}`
      );
    }),
  ].join(' UNION ALL ');
}

/** Records with a value in the window and before, and the failing ones among them. */
export interface CountedValue {
  readonly field: string;
  readonly value: string;
  readonly now: number;
  readonly before: number;
  readonly nowBad: number;
  readonly beforeBad: number;
  /** Rows at the same hours of the day before. */
  readonly day: number;
  readonly dayBad: number;
  /** First row of all that were read; null without one. */
  readonly oldestUs: number | null;
  /** First row of the window, and first bad one; null where it has none. */
  readonly firstUs: number | null;
  readonly firstBadUs: number | null;
  readonly lastUs: number;
}

/** What `valuesSql` counted: the whole stream, and every value. */
export interface CountedStream {
  readonly whole: CountedValue;
  readonly values: readonly CountedValue[];
}

const numberOr = (value: unknown, other: number) =>
  value === null || value === undefined ? other : Number(value);
const timeOf = (value: unknown) => (value === null || value === undefined ? null : Number(value));
const textOf = (value: unknown) => (value === null || value === undefined ? '' : String(value));

const countedValue = (row: DataRow): CountedValue => ({
  field: textOf(row.f),
  value: textOf(row.v),
  now: numberOr(row.now, 0),
  before: numberOr(row.before, 0),
  nowBad: numberOr(row.now_bad, 0),
  beforeBad: numberOr(row.before_bad, 0),
  day: numberOr(row.day, 0),
  dayBad: numberOr(row.day_bad, 0),
  oldestUs: timeOf(row.oldest),
  firstUs: timeOf(row.first),
  firstBadUs: timeOf(row.first_bad),
  lastUs: numberOr(row.last, 0),
});

/** Reads the row that counts a whole stream. */
export function countedStream(rows: readonly DataRow[]): CountedStream {
  const all = rows.map(countedValue);
  const whole = all.find(({ field }) => field === '') ?? countedValue({});
  return { whole, values: all.filter(({ field }) => field !== '') };
}

/** Rows by the values of several fields at once. */
export function combinationsSql(
  stream: string,
  fields: readonly string[],
  isBad: string,
  periods: Periods,
): string {
  const names = fields.map((field) => `CAST(${identifier(field)} AS VARCHAR)`);
  const columns = names.map((name, at) => `${name} AS v${at}`);
  return (
    `SELECT ${columns.join(', ')}, ${sumIf(since(periods))} AS now, ${sumIf(before(periods))} AS before, ` +
    `${sumIf(`${since(periods)} AND ${isBad}`)} AS now_bad, ${sumIf(`${before(periods)} AND ${isBad}`)} AS before_bad ` +
    `FROM ${identifier(stream)} GROUP BY ${names.join(', ')} ORDER BY now_bad DESC, now DESC`
  );
}

/** Reads rows that count combinations of values of `fields`. */
export const countedCombinations = (rows: readonly DataRow[], fields: readonly string[]): CountedRows[] =>
  rows.flatMap((row) => {
    const values = fields.map((field, at) => [
      field,
      row[`v${at}`] === undefined ? null : textOf(row[`v${at}`]),
    ]);
    return countedRows(Object.fromEntries(values), countedValue(row));
  });

/** Counts now and before as rows of both periods, bad and not. */
export function countedRows(
  values: Readonly<Record<string, string | null>>,
  { now, before: then, nowBad, beforeBad }: Pick<CountedValue, 'now' | 'before' | 'nowBad' | 'beforeBad'>,
): CountedRows[] {
  return [
    { values, isBad: true, inWindow: true, count: nowBad },
    { values, isBad: false, inWindow: true, count: now - nowBad },
    { values, isBad: true, inWindow: false, count: beforeBad },
    { values, isBad: false, inWindow: false, count: then - beforeBad },
  ].filter(({ count }) => count > 0);
}

/** Messages without their numbers, with their rows now and before and an example. */
export function messagesSql(
  stream: string,
  message: string,
  isBad: string | null,
  periods: Periods,
  nearUs: number,
  where: string | null = null,
): string {
  return `${messagesPart(stream, message, isBad, periods, nearUs, where)} ORDER BY now_bad DESC, before ASC, now DESC`;
}

function messagesPart(
  stream: string,
  message: string,
  isBad: string | null,
  periods: Periods,
  nearUs: number,
  where: string | null,
): string {
  const text = `CAST(${identifier(message)} AS VARCHAR)`;
  const masked = `regexp_replace(${text}, ${NUMBERS})`;
  return (
    `SELECT 0 AS b, ${masked} AS m, ${sumIf(since(periods))} AS now, ${sumIf(before(periods))} AS before, ` +
    `${sumIf(`${since(periods)} AND ${isBad ?? 'false'}`)} AS now_bad, ${sumIf(dayBefore(periods))} AS day, ` +
    `max(CASE WHEN _timestamp >= ${Math.floor(nearUs)} THEN ${text} END) AS example, ` +
    `min(CASE WHEN ${since(periods)} THEN _timestamp END) AS first, max(_timestamp) AS last ` +
    `FROM ${identifier(stream)} WHERE ${identifier(message)} IS NOT NULL${where === null ? '' : ` AND (${where})`} ` +
    `GROUP BY ${masked} HAVING max(_timestamp) >= ${Math.floor(nearUs)} OR count(*) >= ${FREQUENT}`
  );
}

/** The rows of a stream by time, the bad ones among them, and its messages where it has some: one query. */
export function overviewSql(
  stream: string,
  message: string | null,
  isBad: string | null,
  periods: Periods,
  nearUs: number,
  { startUs, stepUs }: { readonly startUs: number; readonly stepUs: number },
): string {
  const bucket = `_timestamp - _timestamp % ${stepUs}`;
  const series =
    `SELECT ${bucket} AS b, '' AS m, count(*) AS now, 0 AS before, ${sumIf(isBad ?? 'false')} AS now_bad, ` +
    `0 AS day, '' AS example, 0 AS first, 0 AS last FROM ${identifier(stream)} WHERE _timestamp >= ${startUs} OR (${dayBefore(periods)}) GROUP BY ${bucket}`;
  const messages =
    message === null ? '' : ` UNION ALL ${messagesPart(stream, message, isBad, periods, nearUs, null)}`;
  return `${series}${messages} ORDER BY b DESC, now_bad DESC, before ASC, now DESC`;
}

/** The rows of a condition by time, each as a bad one. */
export function bucketsSql(stream: string, condition: string, stepUs: number): string {
  const bucket = `_timestamp - _timestamp % ${stepUs}`;
  return (
    `SELECT ${bucket} AS b, count(*) AS now, count(*) AS now_bad ` +
    `FROM ${identifier(stream)} WHERE ${condition} GROUP BY ${bucket} ORDER BY b`
  );
}

/** Rows of a stream in one bucket of time. */
export interface CountedBucket {
  /** Its start, in microseconds since the epoch. */
  readonly atUs: number;
  readonly all: number;
  readonly bad: number;
}

/** Reads rows that count buckets of time. */
export const countedBuckets = (rows: readonly DataRow[]): CountedBucket[] =>
  rows
    .filter(({ b }) => Number(b) > 0)
    .map((row) => ({ atUs: Number(row.b), all: numberOr(row.now, 0), bad: numberOr(row.now_bad, 0) }));

/** Messages of one form in the window and before, and the failing ones among them. */
export interface CountedMessage {
  /** Without its numbers, as OpenObserve groups it. */
  readonly masked: string;
  readonly example: string;
  readonly now: number;
  readonly before: number;
  readonly nowBad: number;
  /** Rows at the same hours of the day before. */
  readonly day: number;
  readonly firstUs: number | null;
  readonly lastUs: number;
}

/** Reads rows that count messages. */
export const countedMessages = (rows: readonly DataRow[]): CountedMessage[] =>
  rows
    .filter(({ b }) => Number(b) === 0)
    .map((row) => ({
      masked: textOf(row.m),
      example: textOf(row.example ?? row.m),
      now: numberOr(row.now, 0),
      before: numberOr(row.before, 0),
      nowBad: numberOr(row.now_bad, 0),
      day: numberOr(row.day, 0),
      firstUs: timeOf(row.first),
      lastUs: numberOr(row.last, 0),
    }));

/** How often and how long, by what was done, in both periods. `factor`: units of the field in a microsecond. */
export function durationsSql(
  stream: string,
  {
    of,
    field,
    peer,
  }: { readonly of: readonly string[]; readonly field: string; readonly peer: string | null },
  isBad: string | null,
  periods: Periods,
): string {
  const names = [...of, ...(peer === null ? [] : [peer])].map(identifier);
  const now = `CASE WHEN ${since(periods)} THEN 1 ELSE 0 END`;
  const took = identifier(field);
  return (
    `SELECT ${names.map((name, at) => `${name} AS k${at}`).join(', ')}, ${now} AS w, count(*) AS calls, ` +
    `${sumIf(isBad ?? 'false')} AS errors, avg(${took}) AS mean, ` +
    `approx_percentile_cont(${took}, 0.5) AS p50, approx_percentile_cont(${took}, 0.95) AS p95 ` +
    `FROM ${identifier(stream)} WHERE ${took} IS NOT NULL GROUP BY ${names.join(', ')}, ${now} ` +
    'ORDER BY calls DESC'
  );
}

/** Microseconds that one of a unit is; a millisecond where the unit is not known. */
const US_PER_UNIT: Readonly<Record<string, number>> = { ns: 1e-3, us: 1, ms: 1e3, s: 1e6, min: 60e6 };

/** Reads rows that count the calls of an operation and how long they took, in microseconds. */
export function operationCalls(
  rows: readonly DataRow[],
  {
    service,
    unit,
    hasPeer,
  }: { readonly service: string | null; readonly unit: string | null; readonly hasPeer: boolean },
): OperationCalls[] {
  const us = US_PER_UNIT[unit ?? 'ms'] ?? 1e3;
  return rows.map((row) => ({
    service: service ?? textOf(row.k0),
    operation: textOf(service === null ? row.k1 : row.k0),
    peer: hasPeer ? textOf(row.k2) || null : null,
    inWindow: Number(row.w) === 1,
    calls: numberOr(row.calls, 0),
    errors: numberOr(row.errors, 0),
    meanUs: numberOr(row.mean, 0) * us,
    p50Us: numberOr(row.p50, 0) * us,
    p95Us: numberOr(row.p95, 0) * us,
  }));
}
