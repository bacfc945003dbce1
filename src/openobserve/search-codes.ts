import type { Remedy } from '../errors.ts';

/** What to say for each code of the search API. `{detail}` is the server's own text in quotes, as the end of a sentence. */
export const SEARCH_CODES: Readonly<
  Record<number, { readonly code: string; readonly remedy: Remedy; readonly text: string }>
> = {
  10001: {
    code: 'internal',
    remedy: 'nobody',
    text: 'OpenObserve failed inside while searching: {detail} Try again, or make the query simpler.',
  },
  20001: {
    code: 'bad_sql',
    remedy: 'caller',
    text: 'OpenObserve does not accept the SQL: {detail} Correct it and call again; stream_schema lists the fields.',
  },
  20002: {
    code: 'stream_not_found',
    remedy: 'caller',
    text: 'OpenObserve says {detail} stream_list shows what there is; a stream is found only under its own type.',
  },
  20003: {
    code: 'no_full_text_field',
    remedy: 'caller',
    text: 'The stream has no full-text field, so match_all cannot be used: {detail} Use str_match(field, text) or ILIKE instead.',
  },
  20004: {
    code: 'field_not_found',
    remedy: 'caller',
    text: 'OpenObserve says {detail} Write fields as they are stored (stream_schema shows them); names with capitals, dots or dashes need double quotes.',
  },
  20005: {
    code: 'function_not_found',
    remedy: 'caller',
    text: 'OpenObserve says {detail} Use the functions of PostgreSQL and those of OpenObserve, such as match_all, str_match, re_match, histogram and approx_percentile_cont(field, 0.95).',
  },
  20006: {
    code: 'file_missing',
    remedy: 'operator',
    text: 'A data file is missing in OpenObserve: {detail} Try another time range; the operator should look at the storage.',
  },
  20007: {
    code: 'field_type',
    remedy: 'caller',
    text: 'OpenObserve says {detail} Cast the field to the type that you compare it with.',
  },
  20008: {
    code: 'sql_failed',
    remedy: 'caller',
    text: 'OpenObserve cannot run the SQL: {detail} Change what it names, then call again.',
  },
  20009: {
    code: 'query_cancelled',
    remedy: 'nobody',
    text: 'The query was canceled in OpenObserve: {detail} Call again if that was not intended.',
  },
  20010: {
    code: 'query_timeout',
    remedy: 'nobody',
    text: 'The query took longer than OpenObserve allows: {detail} Take a shorter time range or a narrower filter.',
  },
  20011: {
    code: 'invalid_parameter',
    remedy: 'caller',
    text: 'OpenObserve does not accept a parameter: {detail} Correct it and call again.',
  },
  20012: {
    code: 'rate_limited',
    remedy: 'nobody',
    text: 'OpenObserve limits the rate of queries just now: {detail} {wait}',
  },
  20013: {
    code: 'histogram_impossible',
    remedy: 'caller',
    text: 'This query cannot be made a histogram: {detail} Group by histogram(_timestamp) in the SQL itself.',
  },
};
