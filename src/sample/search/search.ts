import type { Offset } from '../store/clock.ts';
import { type Plan, planSearch } from './plan.ts';
import { cannot, plainRefusal, Refusal, searchRefusal } from '../http/refusal.ts';
import type { Route } from '../http/route.ts';
import {
  checkRange,
  checkSearchType,
  decoded,
  fieldOf,
  type Json,
  objectOf,
  refuseFunction,
  streamType,
  traceId,
  unreadable,
  type SearchRequest,
} from '../http/search-body.ts';
import { quoted, type Store } from '../store/store.ts';

/** Runs what the search endpoints ask for. */
export interface Searcher {
  sql(query: URLSearchParams, body: unknown): Promise<Json>;
  partition(type: string | null, body: unknown): Promise<Json>;
  /** Rows of a query in a range, for the other parts of the sample. */
  rows(request: SearchRequest): Promise<Record<string, unknown>[]>;
}

const HOUR_US = 3600e6;
const PARTIAL = 'Please be aware that the response is based on partial data';

/** Functions that a real OpenObserve has, so that the sample must not say that they do not exist. */
const REAL_FUNCTIONS =
  /^(arr\w+|array_\w+|regexp_\w+|to_\w+|date_\w+|approx_(?!topk)\w+|spath|re_matches|cast_to_\w+|digest|md5|sha\d+|get_field|named_struct|make_array|nth_value|uuid|struct|find_in_set|substr_index|levenshtein|encode|decode|overlay|strpos|btrim|initcap|octet_length|bit_length|character_length|arrow_\w+|from_unixtime)$/i;

/** Mistakes that are mistakes in every SQL, unlike what only DuckDB does not take. */
const NOT_VALID =
  /Binder Error: (.*(?:must appear in the GROUP BY clause|cannot contain aggregates|calls cannot be nested|mbiguous reference|same number of result columns).*)/;

/** As the real server shows rows: keys in order, fields without a value left out. */
function hit(row: Record<string, unknown>): Record<string, unknown> {
  const entries = Object.entries(row).filter(([, value]) => value !== null && value !== undefined);
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
}

const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error));

/** What DuckDB says, in OpenObserve's codes. */
function fromDuckDb(error: unknown): Refusal {
  const message = messageOf(error);
  const unknownFunction = /Function with name "?(\w+)"? does not exist!(?:\s+Did you mean "(\w+)")?/.exec(
    message,
  );
  const [, name = '', near = 'count'] = unknownFunction ?? [];
  if (REAL_FUNCTIONS.test(name)) return cannot(`compute ${name}()`);
  if (unknownFunction) {
    return searchRefusal(
      20005,
      `Search function not defined: Error during planning: Invalid function '${name.toLowerCase()}'.\nDid you mean '${near}'?`,
    );
  }
  const [, mistake] = NOT_VALID.exec(message) ?? [];
  return mistake
    ? searchRefusal(20008, `Error during planning: ${mistake}`)
    : cannot(`run this SQL: ${message.split('\n')[0]}`);
}

/** What shows only while rows are read, in the words of the real server: the answer is then partial, not refused. */
function faultOf(error: unknown): string | null {
  const message = messageOf(error);
  const [division] = /Arrow error: Divide by zero error/.exec(message) ?? [];
  if (division) return division;
  const [, text, type] = /Could not convert string '(.*)' to (\w+)/.exec(message) ?? [];
  const arrowType = type === 'DOUBLE' ? 'Float64' : 'Int64';
  return type ? `Arrow error: Cast error: Cannot cast string '${text}' to value of ${arrowType} type` : null;
}

interface Found {
  readonly rows: ReadonlyArray<Record<string, unknown>>;
  /** What went wrong without making it an error. */
  readonly warnings: readonly string[];
}

/** A request for all that `sql` finds, with no page of its own. Times in µs. */
export function plainRequest(
  sql: string,
  type: string,
  range: { readonly startUs: number; readonly endUs: number },
  size: number | null,
  from = 0,
): SearchRequest {
  return { sql, type, ...range, size, from, histogramSeconds: null, timeZone: null };
}

/** Runs SQL over the sample as OpenObserve does. */
export function createSearcher(store: Store, offset: Offset): Searcher {
  async function run(plan: Plan): Promise<Record<string, unknown>[]> {
    try {
      return (await store.query(plan.sql)).map(hit);
    } catch (error) {
      throw fromDuckDb(error);
    }
  }

  async function find(plan: Plan): Promise<Found> {
    try {
      const rows = (await store.query(plan.sql)).map(hit);
      if (plan.capRows === null || rows.length <= plan.capRows) return { rows, warnings: [] };
      return {
        rows: rows.slice(0, plan.capRows),
        warnings: ['Warn: results are capped to meet default limit', PARTIAL],
      };
    } catch (error) {
      const fault = faultOf(error);
      if (fault === null) throw fromDuckDb(error);
      return { rows: [], warnings: [`code: 'Internal error', message: "${fault}"`, PARTIAL] };
    }
  }

  /** The request cut to the longest range that its streams allow, with the plan for it. */
  async function planWithin(request: SearchRequest) {
    const plan = await planSearch(store, request, offset);
    const limits = plan.streams.flatMap(({ settings: { max_query_range: hours } }) =>
      typeof hours === 'number' && hours > 0 ? [hours] : [],
    );
    const hours = Math.min(...limits);
    if (request.endUs - request.startUs <= hours * HOUR_US)
      return { plan, hours: null, startUs: request.startUs };
    const startUs = request.endUs - hours * HOUR_US;
    return { plan: await planSearch(store, { ...request, startUs }, offset), hours, startUs };
  }

  async function answer(request: SearchRequest): Promise<Json> {
    checkRange(request.startUs, request.endUs);
    const { plan, hours, startUs } = await planWithin(request);
    const { rows: hits, warnings } = await find(plan);
    const limits =
      hours === null ? [] : [`Query duration is modified due to query range restriction of ${hours} hours`];
    const functionError = [...limits, ...warnings];
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
      trace_id: traceId(),
      ...(functionError.length > 0 ? { function_error: functionError } : {}),
      is_partial: functionError.length > 0,
      ...(plan.histogramSeconds === null ? {} : { histogram_interval: plan.histogramSeconds }),
      ...(hours === null ? {} : { new_start_time: startUs, new_end_time: request.endUs }),
      result_cache_ratio: 0,
      ...(plan.orderBy.length === 0
        ? {}
        : { order_by: plan.orderBy[0]?.[1], order_by_metadata: plan.orderBy }),
      is_histogram_eligible: plan.isHistogramEligible,
      peak_memory_usage: 0,
    };
  }

  /** `track_total_hits` puts a count in the place of the query. */
  async function count(request: SearchRequest): Promise<Json> {
    const sql = `SELECT count(*) AS zo_sql_num FROM (${request.sql.replace(/;\s*$/, '')})`;
    const counted = await answer({ ...request, sql, from: 0, size: null });
    const total = Number((counted.hits as Array<{ zo_sql_num?: number }>)[0]?.zo_sql_num ?? 0);
    return { ...counted, total, size: request.size ?? 1000 };
  }

  /** `is_ui_histogram` makes the query a histogram of its rows, by level where the stream has one. */
  async function histogram(request: SearchRequest): Promise<Json> {
    const plan = await planSearch(store, request, offset);
    const [stream] = plan.streams;
    const rows = /\bFROM\s.*?(?=\s+(?:GROUP|ORDER)\s+BY\b|;?\s*$)/is.exec(request.sql);
    if (!plan.isHistogramEligible || !stream || !rows)
      throw searchRefusal(20013, 'Histogram unavailable for CTEs, DISTINCT, UNION, JOIN and LIMIT queries.');
    const field = stream.fields.some(({ name }) => name === 'level') ? 'level' : null;
    const breakdown = field === null ? '' : ` ${quoted(field)} AS zo_sql_breakdown,`;
    const sql = `SELECT histogram(_timestamp) AS zo_sql_key,${breakdown} count(*) AS zo_sql_num ${rows[0]} GROUP BY zo_sql_key${field === null ? '' : ', zo_sql_breakdown'} ORDER BY zo_sql_key DESC`;
    return {
      ...(await answer({ ...request, sql })),
      converted_histogram_query: sql,
      ...(field === null ? {} : { histogram_breakdown_field: field }),
    };
  }

  return {
    rows: async (request) => run(await planSearch(store, request, offset)),

    async sql(parameters, body) {
      checkSearchType(parameters.get('search_type'), (message) => plainRefusal(400, message));
      const whole = objectOf(body, '');
      checkSearchType(whole.search_type, (message) => unreadable(`search_type: ${message}`));
      if (whole.query === undefined) throw unreadable('missing field `query`');
      const query = objectOf(whole.query, 'query: ');
      const sql = fieldOf(query, 'query: ', 'sql', 'string') as string;
      const startUs = fieldOf(query, 'query: ', 'start_time', 'number') as number;
      const endUs = fieldOf(query, 'query: ', 'end_time', 'number') as number;
      refuseFunction(query.query_fn);
      const histogramSeconds =
        typeof query.histogram_interval === 'number' && query.histogram_interval > 0
          ? query.histogram_interval
          : null;
      const request: SearchRequest = {
        sql: decoded(sql, whole.encoding),
        type: streamType(parameters.get('type')),
        // A given interval widens the range to whole buckets.
        startUs: histogramSeconds === null ? startUs : startUs - (startUs % (histogramSeconds * 1e6)),
        endUs,
        from: query.from === undefined ? 0 : (fieldOf(query, 'query: ', 'from', 'number') as number),
        size: query.size === undefined ? null : (fieldOf(query, 'query: ', 'size', 'number') as number),
        histogramSeconds,
        timeZone: query.timezone,
      };
      if (parameters.get('is_ui_histogram') === 'true') return histogram(request);
      return query.track_total_hits === true ? count(request) : answer(request);
    },

    async partition(type, body) {
      const whole = objectOf(body, '');
      const sql = fieldOf(whole, '', 'sql', 'string') as string;
      const startUs = fieldOf(whole, '', 'start_time', 'number') as number;
      const endUs = fieldOf(whole, '', 'end_time', 'number') as number;
      checkRange(startUs, endUs);
      const request = plainRequest(decoded(sql, whole.encoding), streamType(type), { startUs, endUs }, null);
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
        trace_id: traceId(),
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
        is_histogram_eligible: plan.isHistogramEligible,
      };
    },
  };
}

/** Past searches need usage reporting, which the open edition has off unless told otherwise. */
function searchHistory(body: unknown): never {
  const whole = objectOf(body, '');
  const startUs = fieldOf(whole, '', 'start_time', 'number') as number;
  const endUs = fieldOf(whole, '', 'end_time', 'number') as number;
  if (startUs >= endUs) throw plainRefusal(400, 'start_time must be less than end_time');
  throw searchRefusal(20002, 'Search stream not found: usage');
}

/** Routes of searches. */
export function searchRoutes(searcher: Searcher): Route[] {
  return [
    ['POST', '/api/default/_search', async ({ query, body }) => searcher.sql(query, await body())],
    [
      'POST',
      '/api/default/_search_partition',
      async ({ query, body }) => searcher.partition(query.get('type'), await body()),
    ],
    ['POST', '/api/default/_search_history', async ({ body }) => searchHistory(await body())],
  ];
}
