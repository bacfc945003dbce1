import type { DataSource, ListedStream, StreamType } from '../../../src/ask/data/source.ts';
import { request } from '../../worlds/load.ts';
import type { Sample } from '../../../src/sample/server.ts';

interface Stored {
  readonly name: string;
  readonly stream_type: StreamType;
  readonly stats: Readonly<Record<string, number>>;
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

/** Reads of the sample over HTTP. */
export function sampleSource(sample: Sample): DataSource {
  let reads = 0;
  const get = (path: string) => {
    reads += 1;
    return request(sample, 'GET', path) as Promise<never>;
  };
  const listed = (stored: Stored, type: StreamType | null, withFields: boolean): ListedStream => ({
    type: stored.stream_type ?? type,
    name: stored.name,
    records: stored.stats.doc_num ?? 0,
    firstUs: stored.stats.doc_time_min ?? 0,
    lastUs: stored.stats.doc_time_max ?? 0,
    sizeBytes: Math.round((stored.stats.storage_size ?? 0) * 1_048_576),
    retentionDays: stored.settings?.data_retention || null,
    fullText: stored.settings?.full_text_search_keys ?? [],
    fields: withFields ? (stored.schema ?? []) : null,
    metric: stored.metrics_meta
      ? {
          type: stored.metrics_meta.metric_type ?? '',
          unit: stored.metrics_meta.unit ?? '',
          help: stored.metrics_meta.help ?? '',
        }
      : null,
  });
  const series = (answer: {
    data: {
      result: ReadonlyArray<{
        metric: Record<string, string>;
        value?: [number, string];
        values?: [number, string][];
      }>;
    };
  }) =>
    answer.data.result.map(({ metric: { __name__: name = null, ...labels }, value, values }) => ({
      name,
      labels: labels as Record<string, string>,
      points: (values ?? (value ? [value] : [])).map(([at, text]) => [at, Number(text)] as const),
    }));
  const PROM = '/api/default/prometheus/api/v1';
  return {
    get reads() {
      return reads;
    },
    async streams({ type, withFields }) {
      const { list } = (await get(
        `/api/default/streams?${type === null ? '' : `type=${type}&`}fetchSchema=${withFields}`,
      )) as { list: Stored[] };
      return {
        streams: list
          .filter(({ stream_type: of }) => ['logs', 'metrics', 'traces'].includes(of))
          .map((stored) => listed(stored, type, withFields)),
        isWhole: true,
      };
    },
    async stream(type, name) {
      return listed(await get(`/api/default/streams/${name}/schema?type=${type}`), type, true);
    },
    async search({ sql, type, startUs, endUs, size }) {
      reads += 1;
      const query = { sql, start_time: startUs, end_time: endUs, from: 0, size };
      const answer = (await request(sample, 'POST', `/api/default/_search?type=${type}`, { query })) as {
        hits: Record<string, unknown>[];
      };
      return answer.hits;
    },
    async values({ type, stream, fields, startUs, endUs, size }) {
      const { hits } = (await get(
        `/api/default/${stream}/_values?type=${type}&fields=${fields.join(',')}&start_time=${startUs}&end_time=${endUs}&size=${size}`,
      )) as { hits: Array<{ field: string; values: Array<{ zo_sql_key: unknown; zo_sql_num: number }> }> };
      return new Map(
        hits.map(({ field, values }) => [
          field,
          values
            .filter(({ zo_sql_key: key }) => key !== null && key !== undefined)
            .map(({ zo_sql_key: key, zo_sql_num: count }) => ({ value: String(key), count })),
        ]),
      );
    },
    async promqlAt(expression, atUs) {
      return series(await get(`${PROM}/query?query=${encodeURIComponent(expression)}&time=${atUs / 1e6}`));
    },
    async promqlOver(expression, { startUs, endUs }, stepS) {
      return series(
        await get(
          `${PROM}/query_range?query=${encodeURIComponent(expression)}&start=${startUs / 1e6}&end=${endUs / 1e6}&step=${stepS}`,
        ),
      );
    },
  } as DataSource;
}
