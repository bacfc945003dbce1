import type { DataRow, DataSource } from '../ask/data/source.ts';
import { identifier, literal } from '../ask/data/sql.ts';
import { ApiError, InputError } from '../errors.ts';
import type { Span } from './span-tree.ts';
import { offeredNames } from '../redact/quoted-words.ts';

const HOUR_US = 3600e6;
const DAY_US = 24 * HOUR_US;
/** How far back a trace is looked for, a step at a time: most are young. */
const STEPS_US = [HOUR_US, DAY_US, 7 * DAY_US, 30 * DAY_US, 365 * DAY_US];
/** Traces lie in a few streams, mostly in one that is called so. */
const USUAL_STREAM = 'default';
const MOST_STREAMS = 20;
const MOST_SPANS = 5000;
const LONGEST_ERROR = 160;
const WANTED = [
  'span_id',
  'reference_parent_span_id',
  'service_name',
  'operation_name',
  'start_time',
  'duration',
  'span_status',
  'status_message',
  'events',
  'http_response_status_code',
];

/** A span as it is stored, and what it says of its failure. */
export interface StoredSpan extends Span {
  readonly stream: string;
  /** Null unless it failed. */
  readonly error: string | null;
}

/** A trace with all its spans, or with the first of very many. */
export interface Trace {
  readonly spans: readonly StoredSpan[];
  readonly streams: readonly string[];
  readonly startUs: number;
  readonly endUs: number;
  readonly isWhole: boolean;
}

interface Place {
  readonly stream: string;
  readonly firstUs: number;
  readonly lastUs: number;
}

/** The moment in an ID of UUID version 7, in µs; null for any other. */
export function momentInId(traceId: string, nowUs: number): number | null {
  const us = Number.parseInt(traceId.slice(0, 12), 16) * 1000;
  return traceId[12] === '7' && us > nowUs - 365 * DAY_US && us < nowUs + DAY_US ? us : null;
}

function rangesFor(traceId: string, nowUs: number): Array<readonly [startUs: number, endUs: number]> {
  const known = momentInId(traceId, nowUs);
  const back = STEPS_US.map(
    (step, at) => [nowUs - step, at === 0 ? nowUs + HOUR_US : nowUs - (STEPS_US[at - 1] as number)] as const,
  );
  return known === null ? back : [[known - HOUR_US, known + DAY_US], ...back];
}

/** A stream without the column has no such trace. */
async function rowsOrNone(read: Promise<readonly DataRow[]>): Promise<readonly DataRow[]> {
  try {
    return await read;
  } catch (error) {
    if (error instanceof ApiError && error.status === 400) return [];
    throw error;
  }
}

async function placesOf(
  traceId: string,
  streams: readonly string[],
  nowUs: number,
  source: DataSource,
  signal: AbortSignal,
): Promise<readonly Place[]> {
  for (const [startUs, endUs] of rangesFor(traceId, nowUs)) {
    const found = await Promise.all(
      streams.map(async (stream): Promise<Place[]> => {
        const sql = `SELECT count(*) AS n, min(_timestamp) AS first, max(_timestamp) AS last FROM ${identifier(stream)} WHERE trace_id = ${literal(traceId)}`;
        const [row] = await rowsOrNone(
          source.search({ sql, type: 'traces', startUs, endUs, size: 1 }, signal),
        );
        return Number(row?.n ?? 0) > 0
          ? [{ stream, firstUs: Number(row?.first), lastUs: Number(row?.last) }]
          : [];
      }),
    );
    if (found.flat().length > 0) return found.flat();
  }
  return [];
}

const textIn = (value: unknown) => (typeof value === 'string' && value.trim() !== '' ? value.trim() : null);

/** The message of an exception among the events of a span. */
function exceptionIn(events: unknown): string | null {
  const [, message] = /"exception\.message"\s*:\s*"((?:[^"\\]|\\.)*)"/.exec(String(events ?? '')) ?? [];
  return textIn(message?.replaceAll('\\"', '"'));
}

function errorOf(row: DataRow): string | null {
  if (row.span_status !== 'ERROR') return null;
  const code = textIn(String(row.http_response_status_code ?? ''));
  const text =
    textIn(row.status_message) ?? exceptionIn(row.events) ?? (code === null ? 'error' : `HTTP ${code}`);
  return text.length > LONGEST_ERROR ? `${text.slice(0, LONGEST_ERROR)}…` : text;
}

const usOf = (nanoseconds: unknown) => Number(BigInt(String(nanoseconds ?? 0)) / 1000n);

const spanOf = (row: DataRow, stream: string): StoredSpan => ({
  spanId: String(row.span_id),
  parentId: String(row.reference_parent_span_id ?? ''),
  service: String(row.service_name ?? ''),
  operation: String(row.operation_name ?? ''),
  startUs: usOf(row.start_time),
  durationUs: Number(row.duration ?? 0),
  isError: row.span_status === 'ERROR',
  error: errorOf(row),
  stream,
});

async function spansIn(
  traceId: string,
  { stream, firstUs, lastUs }: Place,
  source: DataSource,
  signal: AbortSignal,
) {
  const stored = await source.stream('traces', stream, signal);
  const there = new Set((stored?.fields ?? []).map(({ name }) => name));
  const columns = WANTED.filter((name) => there.has(name)).map(identifier);
  const rows = await source.search(
    {
      sql: `SELECT ${columns.join(', ') || '*'} FROM ${identifier(stream)} WHERE trace_id = ${literal(traceId)} ORDER BY start_time`,
      type: 'traces',
      startUs: firstUs - HOUR_US,
      endUs: lastUs + HOUR_US,
      size: MOST_SPANS,
    },
    signal,
  );
  return rows.map((row) => spanOf(row, stream));
}

/**
 * A trace by its ID, whatever stream it lies in and however old it is.
 * @throws {InputError} when there is none
 */
export async function findTrace(
  traceId: string,
  source: DataSource,
  nowUs: number,
  signal: AbortSignal,
): Promise<Trace> {
  const { streams } = await source.streams({ type: 'traces', withFields: false, most: null }, signal);
  const names = streams
    .map(({ name }) => name)
    .sort((a, b) => Number(b === USUAL_STREAM) - Number(a === USUAL_STREAM))
    .slice(0, MOST_STREAMS);
  const places = await placesOf(traceId, names, nowUs, source, signal);
  if (places.length === 0)
    throw new InputError(
      `No trace "${traceId}" was found in the last 365 days, in ${names.length === 0 ? 'no stream of traces' : offeredNames(names)}. get_latest_traces lists the traces that there are.`,
      { code: 'no_trace' },
    );
  const parts = await Promise.all(places.map((place) => spansIn(traceId, place, source, signal)));
  const spans = parts.flat();
  return {
    spans,
    streams: places.map(({ stream }) => stream),
    startUs: Math.min(...spans.map(({ startUs }) => startUs)),
    endUs: Math.max(...spans.map(({ startUs, durationUs }) => startUs + durationUs)),
    isWhole: parts.every((part) => part.length < MOST_SPANS),
  };
}
