import type { CallContext, Execute } from '../../call/execute.ts';
import type { Outcome } from '../../call/outcome.ts';
import type { Arguments } from '../../contract/tool.ts';
import type { DataOperations } from '../../contract/words.ts';
import { ApiError, InputError } from '../../errors.ts';
import { textOf } from '../../json/exact-json.ts';
import { listAt } from '../../openobserve/answer.ts';
import type { DataRow, DataSource, ListedStream, Series, StreamType } from './source.ts';

const TYPES: readonly string[] = ['logs', 'metrics', 'traces'] satisfies StreamType[];
const BYTES_PER_MB = 1024 * 1024;
/** Nobody names anything longer in a question, and each name is read as words. */
const LONGEST_NAME = 256;

const isReadable = (name: unknown) => textOf(name).length <= LONGEST_NAME;

interface StoredStream {
  readonly name?: unknown;
  readonly stream_type?: unknown;
  readonly stats?: Readonly<Record<string, unknown>>;
  readonly schema?: ReadonlyArray<{ readonly name: string; readonly type: string }>;
  readonly settings?: {
    readonly full_text_search_keys?: readonly string[];
    readonly data_retention?: number;
  };
  readonly metrics_meta?: {
    readonly metric_type?: string;
    readonly unit?: string;
    readonly help?: string;
  } | null;
}

function listedStream(stored: StoredStream, withFields: boolean): ListedStream {
  const { name, stream_type: type, stats = {}, schema = [], settings = {}, metrics_meta: metric } = stored;
  const statistic = (of: string) => Number(stats[of] ?? 0);
  return {
    type: type as StreamType,
    name: textOf(name),
    records: statistic('doc_num'),
    firstUs: statistic('doc_time_min'),
    lastUs: statistic('doc_time_max'),
    sizeBytes: Math.round(statistic('storage_size') * BYTES_PER_MB),
    retentionDays: settings.data_retention || null,
    fullText: settings.full_text_search_keys ?? [],
    fields: withFields ? schema.filter((field) => isReadable(field.name)) : null,
    metric: metric
      ? { type: metric.metric_type ?? '', unit: metric.unit ?? '', help: metric.help ?? '' }
      : null,
  };
}

interface StoredSeries {
  readonly metric?: Readonly<Record<string, string>>;
  readonly value?: readonly [number, string];
  readonly values?: ReadonlyArray<readonly [number, string]>;
}

const numberOf = (text: string) =>
  text === '+Inf' ? Number.POSITIVE_INFINITY : text === '-Inf' ? Number.NEGATIVE_INFINITY : Number(text);

function seriesOf({ metric = {}, value, values }: StoredSeries): Series {
  const { __name__: name = null, ...labels } = metric;
  const points = values ?? (value ? [value] : []);
  return { name, labels, points: points.map(([timeS, text]) => [timeS, numberOf(text)]) };
}

/** Reads through `execute` as a caller's own calls go, in one organization: `undefined` for the one of the settings. */
export function viewSource(
  execute: Execute,
  operations: DataOperations,
  context: CallContext,
  organization: unknown,
): DataSource {
  let reads = 0;

  function read(operationId: string, args: Arguments, signal: AbortSignal): Promise<Outcome> {
    reads += 1;
    const named = organization === undefined ? args : { org_id: organization, ...args };
    return execute({ name: operationId, arguments: named }, { ...context, signal, approved: () => false });
  }

  const rowsOf = ({ value, row }: Outcome) => (listAt(value, row.rows ?? '') ?? []) as readonly DataRow[];

  return {
    get reads() {
      return reads;
    },
    async streams({ type, withFields, most }, signal) {
      const args = {
        ...(type === null ? {} : { type }),
        ...(withFields ? { fetchSchema: true } : {}),
        ...(most === null ? {} : { limit: most, sort: 'doc_num', asc: false }),
      };
      try {
        const outcome = await read(operations.streams, args, signal);
        const rows = rowsOf(outcome) as readonly StoredStream[];
        const { total } = (outcome.value ?? {}) as { total?: unknown };
        return {
          streams: rows
            .filter(({ stream_type: of, name }) => TYPES.includes(textOf(of)) && isReadable(name))
            .map((row) => listedStream(row, withFields)),
          isWhole: !outcome.truncated && Number(total ?? 0) <= rows.length,
        };
      } catch (error) {
        // A view that does not offer the list has no data to tell about.
        if (error instanceof InputError && error.code === 'unknown_tool')
          return { streams: [], isWhole: true };
        throw error;
      }
    },
    async stream(type, name, signal) {
      try {
        const { value } = await read(operations.schema, { stream_name: name, type }, signal);
        return listedStream({ stream_type: type, ...(value as StoredStream) }, true);
      } catch (error) {
        if (error instanceof ApiError && error.status === 404) return null;
        throw error;
      }
    },
    async search({ sql, type, startUs, endUs, size }, signal) {
      const args = { sql, type, start_time: startUs, end_time: endUs, size };
      return rowsOf(await read(operations.search, args, signal));
    },
    async values({ type, stream, fields, startUs, endUs, size }, signal) {
      const args = {
        stream_name: stream,
        type,
        fields: fields.join(','),
        start_time: startUs,
        end_time: endUs,
        size,
      };
      const rows = rowsOf(await read(operations.values, args, signal));
      return new Map(
        rows.map(({ field, values }) => [
          textOf(field),
          ((values ?? []) as readonly DataRow[])
            .filter(({ zo_sql_key: value }) => value !== null && value !== undefined)
            .map(({ zo_sql_key: value, zo_sql_num: count }) => ({
              value: textOf(value),
              count: Number(count),
            })),
        ]),
      );
    },
    async promqlAt(expression, atUs, signal) {
      const rows = rowsOf(await read(operations.promqlAt, { query: expression, time: atUs / 1e6 }, signal));
      return (rows as readonly StoredSeries[]).map(seriesOf);
    },
    async promqlOver(expression, { startUs, endUs }, stepS, signal) {
      const args = { query: expression, start: startUs / 1e6, end: endUs / 1e6, step: String(stepS) };
      return (rowsOf(await read(operations.promqlOver, args, signal)) as readonly StoredSeries[]).map(
        seriesOf,
      );
    },
  };
}
