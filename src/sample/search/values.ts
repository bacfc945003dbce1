import { plainRefusal, searchRefusal } from '../http/refusal.ts';
import type { Route } from '../http/route.ts';
import { plainRequest, type Searcher } from './search.ts';
import { checkRange, decoded, type Json, refuseFunction, streamType } from '../http/search-body.ts';
import { quoted, type Store } from '../store/store.ts';

const AROUND_US = 15 * 60e6;
const DEFAULT_SIZE = 10;

const textLiteral = (value: string) => `'${value.replaceAll("'", "''")}'`;
const sizeOf = (query: URLSearchParams) => Number(query.get('size') ?? DEFAULT_SIZE) || DEFAULT_SIZE;

/** The rows to look into: those of the undocumented parameter `sql` (base64url), else the whole stream. */
function sourceOf(query: URLSearchParams, stream: string): string {
  const sql = query.get('sql');
  return sql ? `(${decoded(sql, 'base64').replace(/;\s*$/, '')})` : quoted(stream);
}

const page = (hits: readonly unknown[], total: number, from: number, size: number): Json => ({
  took: 1,
  hits,
  total,
  from,
  size,
  cached_ratio: 0,
  scan_size: 0,
  idx_scan_size: 0,
  scan_records: 0,
  is_partial: false,
  result_cache_ratio: 0,
});

/** `field=a,b` as a condition; none without a filter. @throws {Refusal} when it is another form */
function filterSql(filter: string): string[] {
  const [field, values] = filter.split('=');
  if (!field) return [];
  if (values === undefined) throw plainRefusal(400, 'Invalid filter format');
  if (/[<>!]$/.test(field))
    throw searchRefusal(
      20005,
      `Search function not defined: Error during planning: Invalid function 'in'.\nDid you mean 'sin'?`,
    );
  return [`${quoted(field)}::VARCHAR IN (${values.split(',').map(textLiteral).join(', ')})`];
}

/** The most frequent values of each field. Unknown fields and streams are passed over. */
async function valuesOf(
  store: Store,
  searcher: Searcher,
  name: string,
  query: URLSearchParams,
): Promise<Json> {
  refuseFunction(query.get('query_fn'));
  const fields = (query.get('fields') ?? '').split(',').filter((field) => field !== '');
  if (fields.length === 0) throw plainRefusal(400, 'fields is empty');
  for (const edge of ['start_time', 'end_time'])
    if (!Number(query.get(edge))) throw plainRefusal(400, `${edge} is empty`);
  const startUs = Number(query.get('start_time'));
  const endUs = Number(query.get('end_time'));
  checkRange(startUs, endUs);
  const filter = filterSql(query.get('filter') ?? '');
  const keyword = query.get('keyword');
  const type = streamType(query.get('type'));
  const stream = store.find(type, name);
  const size = sizeOf(query);
  const from = Number(query.get('from') ?? 0);
  const noCount = query.get('no_count') === 'true';
  // The real server widens a range of no length by a microsecond on either side.
  const widen = startUs === endUs ? 1 : 0;
  const range = { startUs: startUs - widen, endUs: endUs + widen };
  const known = fields.filter((field) => stream?.fields.some(({ name }) => name === field));
  if (stream === undefined || known.length === 0)
    return { ...page([], fields.length, from, size), peak_memory_usage: 0 };
  const order = noCount ? 'zo_sql_key' : 'zo_sql_num DESC, zo_sql_key';
  const counted = known.map((field, at) => {
    const column = quoted(field);
    const conditions = [
      `${column} IS NOT NULL`,
      ...filter,
      ...(keyword ? [`str_match_ignore_case(${column}, ${textLiteral(keyword)})`] : []),
    ].join(' AND ');
    return `(SELECT ${at} AS field, ${column}::VARCHAR AS zo_sql_key, ${noCount ? '0 * ' : ''}count(*) AS zo_sql_num FROM ${sourceOf(query, stream.name)} WHERE ${conditions} GROUP BY zo_sql_key ORDER BY ${order} LIMIT ${size} OFFSET ${from})`;
  });
  // One query for all fields: each one alone takes as long.
  const rows = await searcher.rows(
    plainRequest(counted.join(' UNION ALL '), type, range, size * known.length, 0),
  );
  const hits = known.map((field, at) => ({
    field,
    values: rows.filter((row) => row.field === at).map(({ field: _, ...value }) => value),
  }));
  return { ...page(hits, fields.length, from, size), peak_memory_usage: 0 };
}

/** The rows before and after a moment, newest first, within a quarter of an hour. */
async function rowsAround(searcher: Searcher, name: string, query: URLSearchParams): Promise<Json> {
  refuseFunction(query.get('query_fn'));
  const keyUs = Number(query.get('key'));
  if (!Number.isInteger(keyUs) || keyUs === 0)
    throw plainRefusal(400, 'Error# [file_list] invalid time range');
  const size = sizeOf(query);
  const type = streamType(query.get('type'));
  // Half of 1 is 0, which the real server takes for no size at all.
  const half = Math.floor(size / 2) || null;
  const rows = (order: string, startUs: number, endUs: number) =>
    searcher.rows(
      plainRequest(
        `SELECT * FROM ${sourceOf(query, name)} ORDER BY _timestamp ${order}`,
        type,
        { startUs, endUs },
        half,
      ),
    );
  const after = await rows('ASC', keyUs, keyUs + AROUND_US);
  const before = await rows('DESC', keyUs - AROUND_US, keyUs);
  const hits = [...after.reverse(), ...before];
  return page(hits, hits.length, 0, size);
}

/** Routes of values of a field. */
export function valueRoutes(store: Store, searcher: Searcher): Route[] {
  return [
    [
      'GET',
      '/api/default/:stream/_values',
      ({ path, query }) => valuesOf(store, searcher, path.stream ?? '', query),
    ],
    [
      'GET',
      '/api/default/:stream/_around',
      ({ path, query }) => rowsAround(searcher, path.stream ?? '', query),
    ],
  ];
}
