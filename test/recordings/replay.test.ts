import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type App, createApp } from '../../src/app.ts';
import { readConfig } from '../../src/config.ts';
import { OpenObserveMcpError } from '../../src/errors.ts';
import { parseExact, stringifyExact } from '../../src/exact-json.ts';
import { TOOLS } from '../../src/generated/tools.ts';
import { argumentsOf, type Exchange, readExchanges } from '../helpers/exchanges.ts';

/** Where our request must differ from the recorded one, or is never sent, with the reason. */
const DIFFERENT: ReadonlyArray<readonly [title: RegExp, reason: string]> = [
  [
    /^(seconds|milliseconds) instead of microseconds$|^key in milliseconds$/,
    'we tell the unit by magnitude and send microseconds, where the server would silently search 1970',
  ],
  [/^body use_cache is overwritten$/, 'use_cache goes into the query, where the server reads it'],
  [
    /^start 0$|^end 0$|^start_time 0$|^end_time 0$/,
    'a zero is the beginning of time to us, so it is sent as 1, or refused as upside down',
  ],
];
/** What the server takes without a word, and we refuse because it cannot be meant. */
const REFUSED: ReadonlyArray<readonly [title: RegExp, reason: string]> = [
  [
    /^JSON string, as the published schema says$|^records that are not objects$/,
    'the server counts every such record as failed',
  ],
  [/^stream name with (dot|two dots), encoded$/, 'dot segments are refused in every path'],
  [/^read the table with type=enrich$/, 'a second word for enrichment_tables'],
  [/^(invalid|unknown) type$|^type in capitals$/, 'the server silently takes logs, or every type, instead'],
  [/^unknown fields in the body$|^sampling is not available$/, 'the server silently ignores the field'],
  [/^size 1$/, 'the server halves it to 0 and returns the whole window'],
  [/^limit that is no number$/, 'the server silently returns everything'],
];
/** Parts of an exchange that make it another caller's or another wire's: not something that arguments can say. */
const OTHER_WIRE =
  /credential|password|unknown user|Bearer token|Basic with|cookie|scheme word|ingestion token|passcode|content type|content-type|encoding|gzip|compressed|sent as text|text\/plain|service account|token works|token is dead|not a member|trailing slash|doubled slash|dot segments|percent-encoded|encoded for no reason|broken JSON|empty body/i;

const byId = new Map(TOOLS.map((row) => [row.operationId, row]));
const exchanges = readExchanges().filter(
  ({ op, title, response }) =>
    op !== null && byId.has(op) && response.status !== 0 && !OTHER_WIRE.test(title),
);

let answer: Exchange['response'] = { status: 200, headers: {} };
const seen: Array<{ method: string; path: string; query: string; body: string }> = [];
const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk) => chunks.push(chunk));
  request.on('end', () => {
    const [path = '', query = ''] = (request.url ?? '').split('?');
    seen.push({ method: request.method ?? '', path, query, body: Buffer.concat(chunks).toString() });
    response.statusCode = answer.status;
    for (const [name, value] of Object.entries(answer.headers))
      if (name !== 'content-encoding') response.setHeader(name, value);
    const { body } = answer;
    const isText = typeof body === 'string' && !/json/.test(answer.headers['content-type'] ?? '');
    response.end(body === undefined || body === '' ? '' : isText ? body : stringifyExact(body));
  });
});
let app: App;

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const env = {
    O2_BASE_URL: `http://127.0.0.1:${port}`,
    API_KEY: 'root@example.com:secret',
    O2_ORG: 'default',
    O2_CONFIRM: 'never',
    O2_MAX_TOKENS: '1000000',
    O2_LOG_LEVEL: 'error',
  };
  app = await createApp(readConfig({}, env));
});
afterAll(async () => {
  await app.close();
  server.closeAllConnections();
  server.close();
});

async function call(name: string, args: Record<string, unknown>) {
  seen.length = 0;
  try {
    const result = await app.run(
      { name, arguments: args },
      { view: app.view, signal: new AbortController().signal, approved: () => false, caller: 'test' },
    );
    return { text: result.content[0]?.text ?? '', error: null };
  } catch (error) {
    return { text: '', error: error as OpenObserveMcpError };
  }
}

const sortedQuery = (query: string | null) => [...new URLSearchParams(query ?? '')].map(String).sort();

function cutAnswer(body: unknown): boolean {
  return stringifyExact(body ?? null).includes('<cut: ');
}

/** Rows of the recorded answer, as far as they were recorded. */
function recordedRows(row: (typeof TOOLS)[number], body: unknown): unknown[] | null {
  if (row.rows === null) return null;
  let found = body;
  for (const key of row.rows === '' ? [] : row.rows.split('.'))
    found = (found as Record<string, unknown> | null)?.[key];
  return Array.isArray(found) ? found : null;
}

describe.each(
  exchanges.map((exchange, index) => [`${exchange.op} ${index}: ${exchange.title}`, exchange] as const),
)('%s', (_, exchange) => {
  const row = byId.get(exchange.op ?? '') as (typeof TOOLS)[number];
  const recorded = argumentsOf(row, exchange);
  const isDifferent = DIFFERENT.some(([title]) => title.test(exchange.title));

  const isRefused = REFUSED.some(([title]) => title.test(exchange.title));

  it('is sent as recorded, or refused with a reason, and answered right', async () => {
    if (recorded === null) return expect(exchange.response.status).toBeGreaterThanOrEqual(400);
    answer = exchange.response;
    const { text, error } = await call(row.name, { ...recorded.wrapped, detail: 'full' });
    const first = seen[0];
    if (first === undefined) {
      expect(error).toBeInstanceOf(OpenObserveMcpError);
      const isOurs =
        exchange.response.status >= 400 || isDifferent || isRefused || recorded.strangers.length > 0;
      expect(isOurs, `refused what the server took: ${error?.message}`).toBe(true);
      return;
    }
    expect(isRefused, 'listed as refused, but it was sent').toBe(false);
    if (!isDifferent) {
      expect(first.method).toBe(exchange.request.method);
      expect(decodeURIComponent(first.path)).toBe(decodeURIComponent(exchange.request.path));
      const filledIn = row.time?.range === 'required' ? /^(start_time|end_time),/ : /^$/;
      const sent = sortedQuery(first.query).filter(
        (pair) => !filledIn.test(pair) || sortedQuery(exchange.request.query).includes(pair),
      );
      const wanted = sortedQuery(exchange.request.query).filter(
        (pair) => !recorded.strangers.includes(pair.split(',')[0] as string),
      );
      if (exchange.response.status < 400) expect(sent).toEqual(wanted);
      if (
        exchange.request.body !== undefined &&
        exchange.request.body !== null &&
        exchange.response.status < 400
      )
        expect(parseExact(first.body)).toEqual(exchange.request.body);
    }
    if (exchange.response.status >= 400) {
      expect(error).toBeInstanceOf(OpenObserveMcpError);
      expect(error?.message).toMatch(/^[A-Za-z"].{15,}[.?]/s);
      return;
    }
    expect(error?.message).toBeUndefined();
    const shown = parseExact(text) as Record<string, Record<string, unknown>>;
    const rows = recordedRows(row, exchange.response.body);
    if (rows !== null) expect(shown.shown).toBe(rows.length);
    if (rows !== null && rows.length === 1 && !cutAnswer(rows)) {
      expect((shown.untrusted_data ?? shown.data)?.rows).toEqual(rows);
    }
  });
});
