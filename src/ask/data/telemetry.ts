import { listAt } from '../../openobserve/answer.ts';
import type { Arguments } from '../../contract/tool.ts';
import { InputError } from '../../errors.ts';
import type { CallContext, Execute } from '../../call/execute.ts';
import type { TimeRange } from '../../call/arguments/times.ts';
import { identifier } from './sql.ts';

/** A kind of telemetry that is searched. */
export type StreamType = 'logs' | 'metrics' | 'traces';

/** A stream, as OpenObserve lists it. */
export interface Stream {
  readonly name: string;
  readonly type: StreamType;
  /** 0 while nothing has left the write-ahead log. */
  readonly records: number;
}

/** A field as stored. `type` is Arrow's name, such as Utf8, Int64, Float64. */
export interface Field {
  readonly name: string;
  readonly type: string;
}

/** The fields of a stream. */
export interface StreamSchema {
  readonly fields: readonly Field[];
  /** Fields that full-text search looks into, beside those that it always does. */
  readonly fullText: readonly string[];
  /** Counter, Gauge, Histogram, ...; null for what is no metric. */
  readonly metricType: string | null;
}

/** A value of a field and how many records have it. */
export interface ValueCount {
  readonly value: string;
  readonly count: number;
}

/** What data there is, for one call: read through `execute`, and kept for a minute for the same caller and organization. */
export interface Telemetry {
  streams(type: StreamType): Promise<readonly Stream[]>;
  schema(stream: Stream): Promise<StreamSchema>;
  /** The most frequent values of a field, at most 50. */
  values(stream: Stream, field: string, range: TimeRange): Promise<readonly ValueCount[]>;
  /** Rows of a query that only reads. */
  rows(sql: string, type: StreamType, range: TimeRange, size: number): Promise<readonly Arguments[]>;
}

/** The telemetry of the organization that a call is for. */
export type TelemetryFor = (
  using: Readonly<Record<string, string>>,
  context: CallContext,
  organization: unknown,
) => Telemetry;

const LIFE_MS = 60_000;
const MOST_KEPT = 500;

const textOf = (value: unknown) => (value === null || value === undefined ? '' : String(value));

/** The rows of a list; empty where this view does not offer the operation. */
async function listed(
  execute: Execute,
  operationId: string,
  args: Arguments,
  context: CallContext,
): Promise<{ rows: readonly Arguments[]; value: unknown }> {
  try {
    const { value, row } = await execute({ name: operationId, arguments: args }, context);
    return { rows: (listAt(value, row.rows ?? '') ?? []) as Arguments[], value };
  } catch (error) {
    if (error instanceof InputError && error.code === 'unknown_tool') return { rows: [], value: null };
    throw error;
  }
}

/** Read streams, schemas and values through calls; what was read is kept for a short time. */
export function createTelemetry(execute: Execute, nowMs: () => number): TelemetryFor {
  const kept = new Map<string, { readonly untilMs: number; readonly value: Promise<unknown> }>();

  /** The value of `make`, kept for a minute unless it fails. */
  function keep<T>(key: string, make: () => Promise<T>): Promise<T> {
    const found = kept.get(key);
    if (found && found.untilMs > nowMs()) return found.value as Promise<T>;
    if (kept.size >= MOST_KEPT) kept.clear();
    const value = make();
    kept.set(key, { untilMs: nowMs() + LIFE_MS, value });
    value.catch(() => kept.delete(key));
    return value;
  }

  return (using, context, organization) => {
    const org = organization === undefined ? {} : { org_id: organization };
    const quiet: CallContext = { ...context, approved: () => false };
    const keyOf = (...parts: unknown[]) =>
      JSON.stringify([context.caller, context.view.options, organization ?? null, ...parts]);
    const read = (what: string, args: Arguments) =>
      listed(execute, using[what] ?? '', { ...org, ...args }, quiet);

    async function rows(sql: string, type: StreamType, range: TimeRange, size: number) {
      const args = { sql, type, start_time: range.startUs, end_time: range.endUs, size };
      return (await read('search', args)).rows;
    }

    return {
      rows,
      streams: (type) =>
        keep(keyOf('streams', type), async () =>
          (await read('streams', { type })).rows.map((row): Stream => {
            const { doc_num: records } = (row.stats ?? {}) as { doc_num?: unknown };
            return { name: textOf(row.name), type, records: Number(records ?? 0) };
          }),
        ),
      schema: (stream) =>
        keep(keyOf('schema', stream.type, stream.name), async () => {
          const answer = await read('schema', { stream_name: stream.name, type: stream.type });
          const { settings, metrics_meta: metric } = (answer.value ?? {}) as {
            settings?: { full_text_search_keys?: readonly string[] };
            metrics_meta?: { metric_type?: string } | null;
          };
          return {
            fields: answer.rows.map((row) => ({ name: textOf(row.name), type: textOf(row.type) })),
            fullText: settings?.full_text_search_keys ?? [],
            metricType: metric?.metric_type ?? null,
          };
        }),
      values: (stream, field, range) =>
        keep(keyOf('values', stream.type, stream.name, field), async () => {
          const name = identifier(field);
          const sql = `SELECT ${name} AS value, count(*) AS n FROM ${identifier(stream.name)} GROUP BY ${name} ORDER BY n DESC`;
          const found = await rows(sql, stream.type, range, 50);
          return found
            .filter((row) => row.value !== null && row.value !== undefined)
            .map((row) => ({ value: textOf(row.value), count: Number(row.n) }));
        }),
    };
  };
}
