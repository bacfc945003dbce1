import { type Offset, type Plan, planSearch, type SearchRequest } from './plan.ts';
import { cannot, plainRefusal, Refusal, searchRefusal } from './refusal.ts';
import { quoted, type Store } from './store.ts';

type Json = Readonly<Record<string, unknown>>;

/** Runs what the search endpoints ask for. */
export interface Searcher {
  sql(query: URLSearchParams, body: unknown): Promise<Json>;
  partition(type: string, body: unknown): Promise<Json>;
  values(stream: string, query: URLSearchParams): Promise<Json>;
  around(stream: string, query: URLSearchParams): Promise<Json>;
  /** Rows of a query in a range, for the other parts of the sample. */
  rows(request: SearchRequest): Promise<Record<string, unknown>[]>;
}

const TYPES = ['logs', 'metrics', 'traces', 'enrichment_tables', 'metadata', 'index'];
const AROUND_US = 15 * 60e6;

const streamType = (type: string | null) =>
  type === 'enrich' ? 'enrichment_tables' : TYPES.includes(type ?? '') ? (type as string) : 'logs';

function missing(where: string, field: string): Refusal {
  return new Refusal(
    422,
    `Failed to deserialize the JSON body into the target type: ${where}missing field \`${field}\` at line 1 column 0`,
  );
}

function fieldOf(object: Json, where: string, field: string, wanted: 'string' | 'number'): unknown {
  const value = object[field];
  if (value === undefined) throw missing(where, field);
  if (typeof value !== wanted) {
    const given = typeof value === 'string' ? `string ${JSON.stringify(value)}` : typeof value;
    throw new Refusal(
      422,
      `Failed to deserialize the JSON body into the target type: ${where.replace(/: $/, '.')}${field}: invalid type: ${given}, expected ${wanted === 'number' ? 'i64' : 'a string'} at line 1 column 0`,
    );
  }
  return value;
}

function checkRange(startUs: number, endUs: number): void {
  if (startUs === 0 || endUs === 0 || startUs > endUs)
    throw plainRefusal(400, 'Error# [file_list] invalid time range');
}

const SEARCH_TYPES = [
  'ui',
  'dashboards',
  'reports',
  'alerts',
  'values',
  'other',
  'rum',
  'derived_stream',
  'search_job',
  'insights',
];

function checkSearchType(type: unknown, refusal: (message: string) => Refusal): void {
  if (type === null || type === undefined || SEARCH_TYPES.includes(String(type))) return;
  throw refusal(
    `invalid SearchEventType \`${type}\`, expected one of ${SEARCH_TYPES.map((known) => `\`${known}\``).join(', ')}`,
  );
}

/** Parameters that the published document does not have, and that change what is answered. */
function refuseScripts(query: URLSearchParams): void {
  for (const name of ['sql', 'query_fn'])
    if (query.get(name)) throw cannot(`take the parameter ${name} here`);
}

function decoded(sql: string, encoding: unknown): string {
  if (encoding !== 'base64') return sql;
  const wrong = [...sql].findIndex((symbol) => !/[A-Za-z0-9+/=_.-]/.test(symbol));
  if (wrong >= 0)
    throw plainRefusal(400, `base64 decode error: Invalid symbol ${sql.charCodeAt(wrong)}, offset ${wrong}.`);
  return Buffer.from(sql.replaceAll('-', '+').replaceAll('_', '/').replaceAll('.', '='), 'base64').toString(
    'utf8',
  );
}

/** As the real server shows rows: keys in order, fields without a value left out. */
function hit(row: Record<string, unknown>): Record<string, unknown> {
  const entries = Object.entries(row).filter(([, value]) => value !== null && value !== undefined);
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** What DuckDB says, in OpenObserve's codes. */
function fromDuckDb(error: unknown): Refusal {
  const message = error instanceof Error ? error.message : String(error);
  const unknownFunction = /Function with name "?(\w+)"? does not exist!(?:\s+Did you mean "(\w+)")?/.exec(
    message,
  );
  if (unknownFunction) {
    const [, name = '', near = 'count'] = unknownFunction;
    return searchRefusal(
      20005,
      `Search function not defined: Error during planning: Invalid function '${name.toLowerCase()}'.\nDid you mean '${near}'?`,
    );
  }
  return cannot(`run this SQL: ${message.split('\n')[0]}`);
}

export function createSearcher(store: Store, offset: Offset): Searcher {
  async function run(plan: Plan): Promise<Record<string, unknown>[]> {
    try {
      return (await store.query(plan.sql)).map(hit);
    } catch (error) {
      throw fromDuckDb(error);
    }
  }

  async function answer(request: SearchRequest): Promise<Json> {
    checkRange(request.startUs, request.endUs);
    const plan = await planSearch(store, request, offset);
    const rows = await run(plan);
    const isPartial = plan.capRows !== null && rows.length > plan.capRows;
    const hits = isPartial ? rows.slice(0, plan.capRows ?? rows.length) : rows;
    return {
      took: 1,
      hits,
      total: hits.length,
      from: request.from,
      size:
        plan.limit !== null && request.size !== null && request.size <= 0
          ? plan.limit
          : (request.size ?? 1000),
      cached_ratio: 0,
      scan_size: 0,
      idx_scan_size: 0,
      scan_records: hits.length,
      trace_id: crypto.randomUUID().replaceAll('-', ''),
      ...(isPartial
        ? {
            function_error: [
              'Warn: results are capped to meet default limit',
              'Please be aware that the response is based on partial data',
            ],
          }
        : {}),
      is_partial: isPartial,
      ...(plan.histogramSeconds === null ? {} : { histogram_interval: plan.histogramSeconds }),
      result_cache_ratio: 0,
      ...(plan.orderBy.length === 0
        ? {}
        : { order_by: plan.orderBy[0]?.[1], order_by_metadata: plan.orderBy }),
      is_histogram_eligible: true,
      peak_memory_usage: 0,
    };
  }

  function plainRequest(
    sql: string,
    type: string,
    startUs: number,
    endUs: number,
    size: number | null,
    from = 0,
  ): SearchRequest {
    return { sql, type, startUs, endUs, size, from, histogramSeconds: null, timeZone: null };
  }

  return {
    rows: async (request) => run(await planSearch(store, request, offset)),

    async sql(parameters, body) {
      const type = parameters.get('type');
      if (parameters.get('is_ui_histogram') === 'true')
        throw cannot('turn a query into a histogram (is_ui_histogram)');
      checkSearchType(parameters.get('search_type'), (message) => plainRefusal(400, message));
      const whole = (body ?? {}) as Json;
      checkSearchType(
        whole.search_type,
        (message) =>
          new Refusal(
            422,
            `Failed to deserialize the JSON body into the target type: search_type: ${message} at line 1 column 0`,
          ),
      );
      if (whole.query === undefined) throw missing('', 'query');
      const query = whole.query as Json;
      const sql = fieldOf(query, 'query: ', 'sql', 'string') as string;
      const startUs = fieldOf(query, 'query: ', 'start_time', 'number') as number;
      const endUs = fieldOf(query, 'query: ', 'end_time', 'number') as number;
      if (typeof query.query_fn === 'string' && query.query_fn !== '')
        throw cannot('run VRL functions (query_fn)');
      const histogramSeconds =
        typeof query.histogram_interval === 'number' && query.histogram_interval > 0
          ? query.histogram_interval
          : null;
      const request: SearchRequest = {
        sql: decoded(sql, whole.encoding),
        type: streamType(type),
        // A given interval widens the range to whole buckets.
        startUs: histogramSeconds === null ? startUs : startUs - (startUs % (histogramSeconds * 1e6)),
        endUs,
        from: Number(query.from ?? 0),
        size: typeof query.size === 'number' ? query.size : null,
        histogramSeconds,
        timeZone: query.timezone,
      };
      if (query.track_total_hits !== true) return answer(request);
      const counted = await answer({
        ...request,
        sql: `SELECT count(*) AS zo_sql_num FROM (${request.sql.replace(/;\s*$/, '')})`,
        from: 0,
        size: null,
      });
      const total = Number((counted.hits as Array<{ zo_sql_num?: number }>)[0]?.zo_sql_num ?? 0);
      return { ...counted, total, size: request.size ?? 1000 };
    },

    async partition(type, body) {
      const whole = (body ?? {}) as Json;
      const sql = fieldOf(whole, '', 'sql', 'string') as string;
      const startUs = fieldOf(whole, '', 'start_time', 'number') as number;
      const endUs = fieldOf(whole, '', 'end_time', 'number') as number;
      checkRange(startUs, endUs);
      const request = plainRequest(decoded(sql, whole.encoding), streamType(type), startUs, endUs, null);
      const plan = await planSearch(store, request, offset).catch((error) => {
        if (error instanceof Refusal && /ParserError/.test(error.message))
          throw searchRefusal(20001, error.message.replace('Error# ', ''));
        throw error;
      });
      const step = (plan.histogramSeconds ?? 60) * 1e6;
      const edges =
        plan.histogramSeconds === null
          ? [endUs - step]
          : [endUs - (endUs % step), startUs - (startUs % step) + step];
      const points = [endUs, ...edges.filter((edge) => edge > startUs && edge < endUs), startUs];
      const partitions = points.slice(1).map((from, index) => [from, points[index]]);
      return {
        trace_id: crypto.randomUUID().replaceAll('-', ''),
        file_num: 0,
        records: 0,
        original_size: 0,
        compressed_size: 0,
        ...(plan.histogramSeconds === null ? {} : { histogram_interval: plan.histogramSeconds }),
        max_query_range: 0,
        partitions,
        order_by: 'desc',
        limit: 0,
        streaming_output: false,
        streaming_aggs: false,
        streaming_id: null,
        is_histogram_eligible: true,
      };
    },

    async values(name, query) {
      refuseScripts(query);
      const fields = (query.get('fields') ?? '').split(',').filter((field) => field !== '');
      if (fields.length === 0) throw plainRefusal(400, 'fields is empty');
      for (const edge of ['start_time', 'end_time'])
        if (!Number(query.get(edge))) throw plainRefusal(400, `${edge} is empty`);
      const startUs = Number(query.get('start_time'));
      const endUs = Number(query.get('end_time'));
      checkRange(startUs, endUs);
      const [filterField, filterValues] = (query.get('filter') ?? '').split('=');
      if (filterField && filterValues === undefined) throw plainRefusal(400, 'Invalid filter format');
      if (filterField && /[<>!]$/.test(filterField))
        throw searchRefusal(
          20005,
          `Search function not defined: Error during planning: Invalid function 'in'.\nDid you mean 'sin'?`,
        );
      const type = streamType(query.get('type'));
      const stream = store.find(type, name);
      const size = Number(query.get('size') ?? 10) || 10;
      const text = (value: string) => `'${value.replaceAll("'", "''")}'`;
      const noCount = query.get('no_count') === 'true';
      const hits: Json[] = [];
      for (const field of fields) {
        if (!stream?.fields.some((known) => known.name === field)) continue;
        const conditions = [
          `${quoted(field)} IS NOT NULL`,
          ...(filterField
            ? [`${quoted(filterField)}::VARCHAR IN (${(filterValues ?? '').split(',').map(text).join(', ')})`]
            : []),
          ...(query.get('keyword')
            ? [`str_match_ignore_case(${quoted(field)}, ${text(query.get('keyword') ?? '')})`]
            : []),
        ];
        const sql = `SELECT ${quoted(field)}::VARCHAR AS zo_sql_key, ${noCount ? '0 * ' : ''}count(*) AS zo_sql_num FROM ${quoted(stream.name)} WHERE ${conditions.join(' AND ')} GROUP BY zo_sql_key ORDER BY ${noCount ? 'zo_sql_key' : 'zo_sql_num DESC, zo_sql_key'}`;
        // The real server widens a range of no length by a microsecond on either side.
        const widen = startUs === endUs ? 1 : 0;
        const values = await this.rows(
          plainRequest(sql, type, startUs - widen, endUs + widen, size, Number(query.get('from') ?? 0)),
        );
        hits.push({ field, values });
      }
      return {
        took: 1,
        hits,
        total: fields.length,
        from: Number(query.get('from') ?? 0),
        size,
        cached_ratio: 0,
        scan_size: 0,
        idx_scan_size: 0,
        scan_records: 0,
        is_partial: false,
        result_cache_ratio: 0,
        peak_memory_usage: 0,
      };
    },

    async around(name, query) {
      refuseScripts(query);
      const key = Number(query.get('key'));
      if (!Number.isInteger(key) || key === 0)
        throw plainRefusal(400, 'Error# [file_list] invalid time range');
      const asked = Number(query.get('size') ?? 10) || 10;
      const half = Math.floor(asked / 2);
      const type = streamType(query.get('type'));
      const sql = (order: string) => `SELECT * FROM ${quoted(name)} ORDER BY _timestamp ${order}`;
      const size = half === 0 ? null : half;
      const after = await this.rows(plainRequest(sql('ASC'), type, key, key + AROUND_US, size));
      const before = await this.rows(plainRequest(sql('DESC'), type, key - AROUND_US, key, size));
      const hits = [...after.reverse(), ...before];
      return {
        took: 1,
        hits,
        total: hits.length,
        from: 0,
        size: asked,
        cached_ratio: 0,
        scan_size: 0,
        idx_scan_size: 0,
        scan_records: 0,
        is_partial: false,
        result_cache_ratio: 0,
      };
    },
  };
}
