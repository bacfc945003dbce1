import type { StreamEntry } from '../ask/data/dictionary.ts';
import { identifier } from '../ask/data/sql.ts';
import type { DataSource } from '../ask/data/source.ts';
import { amount, type Finding, minuteOf } from './findings.ts';
import {
  type CountedMessage,
  type CountedStream,
  countedMessages,
  countedStream,
  durationsSql,
  messagesSql,
  MOST_MESSAGES,
  MOST_VALUES,
  operationCalls,
  type Periods,
  valuesSql,
} from './log-queries.ts';
import type { Reads } from './reads.ts';
import { type StreamFields, streamFields } from './stream-fields.ts';
import { messageFindings, valueFindings } from './stream-findings.ts';
import type { OperationCalls } from './trace-differences.ts';
import { operationFindings } from './trace-findings.ts';

/** What is known of one stream of logs or traces after its messages and durations were read. */
export interface MessageReading {
  readonly stream: StreamEntry;
  readonly fields: StreamFields;
  readonly messages: readonly CountedMessage[];
  readonly calls: readonly OperationCalls[];
  readonly findings: readonly Finding[];
}

/** The same with the values of its fields. */
export interface StreamReading extends MessageReading {
  readonly counted: CountedStream;
}

/** Events may come so long before the window. */
export const NEAR_US = 45 * 60e6;
const MOST_OPERATIONS = 1000;
const PEER = /^(peer_service|net_peer_name|server_address|db_system)$/;
/** Rows that must be missing before silence is told. */
const FEWEST_MISSING = 40;
/** Silence is so many times the usual distance of two rows. */
const SILENT_GAPS = 25;

const usualRows = ({ before }: { readonly before: number }, { baselineStartUs, startUs, endUs }: Periods) =>
  (before * (endUs - startUs)) / Math.max(1, startUs - baselineStartUs);

/** A stream that has fallen silent. */
function silence({ type, name }: StreamEntry, { whole }: CountedStream, periods: Periods): Finding[] {
  const usual = usualRows(whole, periods);
  const quietUs = periods.endUs - whole.lastUs;
  const gapUs = (periods.endUs - periods.startUs) / Math.max(1, usual);
  if (usual < FEWEST_MISSING || whole.lastUs === 0 || quietUs < Math.max(SILENT_GAPS * gapUs, 10 * 60e6))
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
      query: { type, sql: `SELECT count(*) AS n, max(_timestamp) AS last FROM ${identifier(name)}` },
    },
  ];
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
  const [texts, took] = await Promise.all([
    message === null
      ? []
      : ask('messages', messagesSql(name, message, isBad, periods, periods.startUs - NEAR_US), MOST_MESSAGES),
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
      })
    : [];
  return {
    stream,
    fields,
    messages,
    calls,
    findings: [...messageFindings(stream, messages, fields), ...operations],
  };
}

/** Reads the values of the fields of a stream. One read; null where it did not come about. */
export async function readValues(
  reading: MessageReading,
  periods: Periods,
  source: DataSource,
  reads: Reads,
): Promise<StreamReading | null> {
  const { stream, fields, findings } = reading;
  const { type, name } = stream;
  const sql = valuesSql(name, fields.telling, fields.isBad, periods);
  const range = { startUs: periods.baselineStartUs, endUs: periods.endUs };
  const rows = await reads.take(`values of ${name}`, (signal) =>
    source.search({ sql, type, ...range, size: MOST_VALUES }, signal),
  );
  if (!rows) return null;
  const counted = countedStream(rows);
  return {
    ...reading,
    counted,
    findings: [
      ...silence(stream, counted, periods),
      ...valueFindings(stream, counted, fields, periods),
      ...findings,
    ],
  };
}
