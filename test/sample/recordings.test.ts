import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseExact, stringifyExact } from '../../src/exact-json.ts';
import { createSample, type Sample } from '../../src/sample/server.ts';
import { type Exchange, readExchanges } from '../helpers/exchanges.ts';

const OPERATIONS = new Set([
  'StreamList',
  'StreamSchema',
  'SearchSQL',
  'SearchValues',
  'SearchAround',
  'SearchPartition',
  'SearchHistory',
]);
/** What the sample does not claim to answer, with the reason. A row here that the sample answers right fails the test. */
const NOT_CLAIMED: ReadonlyArray<readonly [title: RegExp, reason: string]> = [
  [/^broken JSON$/, 'the place of the mistake in broken JSON'],
  [
    /^read the table|^range beyond the stream|^64-bit integers come back$|^the record in the target$/,
    'a stream that was made on the way, by steps of other operations',
  ],
  [/^metrics by type=metrics$/, 'which of several rows of the same microsecond comes first'],
  [/^window function$/, 'which rows a LIMIT without ORDER BY takes'],
  [/VRL|query_fn/, 'VRL functions'],
  [/^is_ui_histogram/, 'is_ui_histogram'],
  [/^text compared with a number field$/, 'comparing text with numbers: refused'],
  [/^division by zero$/, 'division by zero: null instead of a partial answer'],
  [/^fuzzy_match_all$/, 'a fault of the real server on fresh data'],
  [/^undocumented sql/, 'the undocumented parameter sql'],
];

/** Fields that differ from run to run, or that describe the machinery of the real server. */
const VOLATILE = new Set([
  'took',
  'took_detail',
  'trace_id',
  'scan_records',
  'scan_size',
  'idx_scan_size',
  'peak_memory_usage',
  'is_histogram_eligible',
  'order_by',
  'order_by_metadata',
  'stats',
  'converted_histogram_query',
]);

function comparable(value: unknown): unknown {
  if (typeof value === 'number' && !Number.isInteger(value)) return Number(value.toPrecision(9));
  if (Array.isArray(value)) return value.map(comparable);
  if (typeof value !== 'object' || value === null)
    return typeof value === 'string'
      ? value.replace(/ at line 1 column \d+$/, '').replace(/Did you mean '\w+'/, 'Did you mean')
      : value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => !VOLATILE.has(key))
      .map(([key, item]) => [key, comparable(item)]),
  );
}

/** Rows in any order where the query says none, and only as many as were recorded. */
function rowsOf(body: unknown, isOrdered: boolean): { rows: string[]; isCut: boolean } | null {
  const hits = (body as { hits?: unknown[] } | null)?.hits;
  if (!Array.isArray(hits)) return null;
  const isCut = hits.some((item) => typeof item === 'string' && item.startsWith('<cut: '));
  const rows = hits
    .filter((item) => typeof item !== 'string')
    .map((item) => stringifyExact(comparable(item)));
  return { rows: isOrdered ? rows : rows.sort(), isCut };
}

const exchanges = readExchanges().filter(
  ({ op, file, response, request }) =>
    op !== null &&
    OPERATIONS.has(op) &&
    file === 'search.json' &&
    response.status !== 401 &&
    request.path.startsWith('/api/default'),
);
let sample: Sample;

beforeAll(async () => {
  sample = await createSample({
    dataDir: new URL('../../fixtures/sample/', import.meta.url),
    shiftToNow: false,
  });
});
afterAll(() => sample.close());

async function ask({ request }: Exchange) {
  const { email, token } = sample.credentials;
  const authorization = `Basic ${Buffer.from(`${email}:${token}`).toString('base64')}`;
  const isText = typeof request.body === 'string';
  const response = await fetch(`${sample.url}${request.path}${request.query ? `?${request.query}` : ''}`, {
    method: request.method,
    headers: { ...request.headers, authorization },
    ...(request.body === undefined || request.body === null
      ? {}
      : { body: isText ? (request.body as string) : stringifyExact(request.body) }),
  });
  const text = await response.text();
  return {
    status: response.status,
    body: /json/.test(response.headers.get('content-type') ?? '') ? parseExact(text) : text,
  };
}

/** An approximate percentile is an estimate: two good ones differ a little. */
function nearlyEqual(a: unknown, b: unknown): boolean {
  const numberIn = (body: unknown) =>
    Object.values((body as { hits: Array<Record<string, number>> }).hits[0] ?? {})[0] ?? 0;
  return Math.abs(numberIn(a) - numberIn(b)) <= Math.abs(numberIn(b)) * 0.01;
}

async function difference(exchange: Exchange): Promise<string | null> {
  const { status, body } = await ask(exchange);
  const { response } = exchange;
  if (status !== response.status)
    return `status ${status} instead of ${response.status}: ${stringifyExact(body).slice(0, 300)}`;
  const sql = String((exchange.request.body as { query?: { sql?: string } } | undefined)?.query?.sql ?? '');
  const isOrdered = /order\s+by/i.test(sql) || !/group\s+by|count\(|over \(|limit/i.test(sql);
  const ours = rowsOf(body, isOrdered);
  const theirs = rowsOf(response.body, isOrdered);
  if (theirs === null) {
    const [a, b] = [stringifyExact(comparable(body)), stringifyExact(comparable(response.body ?? ''))];
    return a === b ? null : `${a.slice(0, 400)}\n  instead of ${b.slice(0, 400)}`;
  }
  const { hits: _, ...rest } = comparable(body) as Record<string, unknown>;
  const { hits: __, ...wanted } = comparable(response.body) as Record<string, unknown>;
  for (const key of ['total', 'from', 'size', 'is_partial', 'function_error', 'histogram_interval']) {
    if (stringifyExact(rest[key] ?? null) !== stringifyExact(wanted[key] ?? null))
      return `${key}: ${stringifyExact(rest[key] ?? null)} instead of ${stringifyExact(wanted[key] ?? null)}`;
  }
  if (/approx_percentile/.test(sql)) return nearlyEqual(body, response.body) ? null : 'more than 1 % apart';
  const shown =
    theirs.isCut && isOrdered ? (ours?.rows.slice(0, theirs.rows.length) ?? []) : (ours?.rows ?? []);
  if (theirs.isCut && !isOrdered)
    return theirs.rows.every((row) => shown.includes(row)) ? null : 'a recorded row is missing';
  return stringifyExact(shown) === stringifyExact(theirs.rows)
    ? null
    : `${stringifyExact(shown).slice(0, 500)}\n  instead of ${stringifyExact(theirs.rows).slice(0, 500)}`;
}

describe.each(
  exchanges.map((exchange, index) => [`${exchange.op} ${index}: ${exchange.title}`, exchange] as const),
)('%s', (_, exchange) => {
  const excuse = NOT_CLAIMED.find(([title]) => title.test(exchange.title));

  it(excuse === undefined ? 'is answered as recorded' : `is not claimed: ${excuse[1]}`, async () => {
    const found = await difference(exchange);
    if (excuse === undefined) expect(found).toBeNull();
    else expect(found, 'the sample answers this now: take it off the list').not.toBeNull();
  });
});
