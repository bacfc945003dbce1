import type { StreamEntry } from '../../ask/data/dictionary.ts';
import { identifier } from '../../ask/data/sql.ts';
import type { DataSource } from '../../ask/data/source.ts';
import { amount, type Finding, minuteOf } from './findings.ts';
import {
  type CountedMessage,
  type CountedStream,
  countedBuckets,
  countedMessages,
  countedStream,
  durationsSql,
  MOST_MESSAGES,
  MOST_VALUES,
  operationCalls,
  overviewSql,
  type Periods,
  valuesSql,
} from './log-queries.ts';
import type { Grid } from './metric-shifts.ts';
import type { Reads } from './reads.ts';
import { type StreamFields, streamFields } from './stream-fields.ts';
import { messageFindings, valueFindings } from './stream-findings.ts';
import {
  longestGapUs,
  seriesFindings,
  type SeriesShift,
  seriesShifts,
  usualDispersion,
} from './stream-series.ts';
import type { OperationCalls } from '../detection/trace-differences.ts';
import { operationFindings } from './trace-findings.ts';

/** What is known of one stream of logs or traces after its messages and durations were read. */
export interface MessageReading {
  readonly stream: StreamEntry;
  readonly fields: StreamFields;
  readonly messages: readonly CountedMessage[];
  readonly calls: readonly OperationCalls[];
  readonly shifts: readonly SeriesShift[];
  readonly grid: Grid;
  /** The longest time between two rows, in the window and the hours before. */
  readonly usualGapUs: number;
  /** Of its failures before the window: 1 where each comes by itself, more where they come in bursts. */
  readonly dispersion: number;
  readonly findings: readonly Finding[];
}

/** The same with the values of its fields. */
export interface StreamReading extends MessageReading {
  readonly counted: CountedStream;
}

const MINUTE_US = 60e6;
const HOUR_US = 60 * MINUTE_US;
const MOST_BUCKETS = 300;
/** Events may come so long before the window. */
export const NEAR_US = 45 * MINUTE_US;
const MOST_OPERATIONS = 1000;
const PEER = /^(peer_service|net_peer_name|server_address|db_system)$/;
/** Rows that must be missing before silence is told. */
const FEWEST_MISSING = 40;
/** Silence is so many times the usual distance of two rows. */
const SILENT_GAPS = 25;
/** What reports every few minutes may be late. */
const SHORTEST_SILENCE_US = 20 * 60e6;
/** And so many times the longest pause in the window and the hours before. */
const LONGER_THAN_USUAL = 2;

const usualRows = ({ before }: { readonly before: number }, { baselineStartUs, startUs, endUs }: Periods) =>
  (before * (endUs - startUs)) / Math.max(1, startUs - baselineStartUs);

/** Rows that come together: spans come by the trace. */
const burstOf = (type: StreamEntry['type']) => (type === 'traces' ? 4 : 1);

const DAY_US = 24 * HOUR_US;

/** Whether the same hours of the day before, as far back as rows reach, had far fewer rows than other hours too. */
const isSilentDaily = ({ day, oldestUs }: CountedStream['whole'], usual: number, { startUs }: Periods) =>
  oldestUs !== null && oldestUs < startUs - DAY_US + HOUR_US && day * LONGER_THAN_USUAL < usual;

/** A stream that has fallen silent. */
function silence(
  { type, name }: StreamEntry,
  { whole }: CountedStream,
  periods: Periods,
  usualGapUs: number,
): Finding[] {
  const usual = usualRows(whole, periods);
  const quietUs = periods.endUs - whole.lastUs;
  const gapUs = ((periods.endUs - periods.startUs) / Math.max(1, usual)) * burstOf(type);
  if (
    usual < FEWEST_MISSING ||
    whole.lastUs === 0 ||
    isSilentDaily(whole, usual, periods) ||
    quietUs < Math.max(SILENT_GAPS * gapUs, LONGER_THAN_USUAL * usualGapUs, SHORTEST_SILENCE_US)
  )
    return [];
  return [
    {
      kind: 'values',
      stream: name,
      text: `no row since ${minuteOf(whole.lastUs)} UTC; about ${amount(Math.round(usual))} are usual in such a time`,
      isBad: true,
      explains: 1,
      probability: 10 ** -Math.min(30, quietUs / gapUs / 2.3),
      firstUs: whole.lastUs,
      lastUs: null,
      isNew: true,
      count: 0,
      names: [name.toLowerCase()],
      condition: null,
      isGone: true,
      query: { type, sql: `SELECT count(*) AS n, max(_timestamp) AS last FROM ${identifier(name)}` },
    },
  ];
}

/** One minute or more for a bucket, from some time before the window on. */
function gridOf({ startUs, endUs }: Periods): Grid {
  const beforeUs = Math.max(endUs - startUs, 2 * HOUR_US);
  const stepUs = Math.ceil((endUs - startUs + beforeUs) / MOST_BUCKETS / MINUTE_US) * MINUTE_US;
  const fromUs = Math.floor((startUs - beforeUs) / stepUs) * stepUs;
  return {
    startUs: fromUs,
    stepUs,
    // The last bucket is not full yet.
    buckets: Math.floor((endUs - fromUs) / stepUs),
    from: Math.round((startUs - fromUs) / stepUs),
  };
}

/** Reads the messages of a stream of logs or traces, and how long things took. At most two reads. */
export async function readMessages(
  stream: StreamEntry,
  periods: Periods,
  source: DataSource,
  reads: Reads,
): Promise<MessageReading> {
  const { type, name } = stream;
  const fields = streamFields(stream);
  const range = { startUs: periods.baselineStartUs, endUs: periods.endUs };
  const isSpans = type === 'traces';
  const ask = (what: string, sql: string, size: number) =>
    reads.take(`${what} of ${name}`, (signal) => source.search({ sql, type, ...range, size }, signal));
  const { message, isBad, duration } = fields;
  const peer = stream.fields?.find((field) => PEER.test(field.name))?.name ?? null;
  const durations = isSpans
    ? { of: ['service_name', 'operation_name'], field: 'duration', peer }
    : duration && { of: [duration.of], field: duration.field, peer: null };
  const grid = gridOf(periods);
  const overview = overviewSql(name, message, isBad, periods, periods.startUs - NEAR_US, grid);
  const [texts, took] = await Promise.all([
    ask('messages', overview, MOST_MESSAGES + 2 * grid.buckets),
    durations ? ask('durations', durationsSql(name, durations, isBad, periods), MOST_OPERATIONS) : [],
  ]);
  const messages = countedMessages(texts ?? []);
  const calls = operationCalls(took ?? [], {
    service: isSpans ? null : name,
    unit: isSpans ? 'us' : (duration?.unit ?? null),
    hasPeer: isSpans && peer !== null,
  });
  const operations = durations
    ? operationFindings(stream, calls, {
        service: isSpans ? 'service_name' : null,
        operation: (isSpans ? durations.of[1] : durations.of[0]) as string,
        duration: durations.field,
        isBad,
        peer,
      })
    : [];
  const buckets = countedBuckets(texts ?? []);
  const shifts = seriesShifts(buckets, grid, burstOf(type));
  return {
    stream,
    fields,
    messages,
    calls,
    shifts,
    grid,
    usualGapUs: longestGapUs(buckets, grid),
    dispersion: usualDispersion(buckets, grid),
    findings: [
      ...seriesFindings(stream, shifts, isBad, grid),
      ...(await messageFindings(stream, messages, fields)),
      ...operations,
    ],
  };
}

/** Reads the values of the fields of a stream. One read; null where it did not come about. */
export async function readValues(
  reading: MessageReading,
  periods: Periods,
  source: DataSource,
  reads: Reads,
): Promise<StreamReading | null> {
  const { stream, fields, shifts, grid, usualGapUs } = reading;
  const { type, name } = stream;
  const sql = valuesSql(name, fields.telling, fields.isBad, periods);
  const range = { startUs: periods.baselineStartUs, endUs: periods.endUs };
  const rows = await reads.take(`values of ${name}`, (signal) =>
    source.search({ sql, type, ...range, size: MOST_VALUES }, signal),
  );
  if (!rows) return null;
  const counted = countedStream(rows);
  // The same again, in the words that the values hold.
  const series = seriesFindings(stream, shifts, fields.isBadOf(counted.values), grid);
  const others = reading.findings.filter(({ kind }) => kind !== 'series');
  return {
    ...reading,
    counted,
    findings: [
      ...silence(stream, counted, periods, usualGapUs),
      ...valueFindings(stream, counted, fields, periods),
      ...series,
      ...others,
    ],
  };
}
