import { afterAll, beforeAll, expect, it } from 'vitest';
import { parseExact, stringifyExact } from '../../src/exact-json.ts';
import { createSample, type Sample } from '../../src/sample/server.ts';
import { readExchanges } from '../helpers/exchanges.ts';

/** The moment at which the ingestion exchanges were recorded: records are refused by their age. */
const RECORDED_MS = 1_795_422_826_000;
const OPERATIONS = new Set([
  'StreamCreate',
  'UpdateStreamSettings',
  'StreamDelete',
  'LogsIngestionJson',
  'StreamSchema',
  'ExtractPatterns',
]);
/** Exchanges that lean on what the sample does not have, with the reason. */
const LEFT_OUT: ReadonlyArray<readonly [title: RegExp, reason: string]> = [
  [/enrichment|table|rec_hosts/i, 'enrichment tables come with another operation'],
  [
    /^create at once after the delete$/,
    'the sample deletes at once, so that nothing is ever "being deleted"',
  ],
  [/newline/, 'a fault of the real server: an error text that cannot be a header'],
  [
    /token|unknown organisation|gzip|content encoding|without a content|source|^empty stream name$|umlaut|dot, encoded|two dots/,
    'other credentials, other wires, pipelines, or a name that fetch itself rewrites',
  ],
  [
    /^delete |automatic|delete_all|^max_query_range of one hour$|^a stream with data and everything/,
    'streams made by steps that were not recorded',
  ],
];

let sample: Sample;
beforeAll(async () => {
  sample = await createSample({
    dataDir: new URL('../../fixtures/sample/', import.meta.url),
    shiftToNow: false,
    nowMs: () => RECORDED_MS,
  });
});
afterAll(() => sample.close());

function comparable(status: number, body: unknown): string {
  const text = stringifyExact(body ?? '');
  if (status === 200 && text.includes('"stream_type"')) {
    const { name, schema } = body as { name: string; schema: Array<{ name: string }> };
    return stringifyExact({ name, fields: schema.slice(0, 20).flatMap((field) => field.name ?? []) });
  }
  return text
    .replaceAll(/ at line 1 column \d+/g, '')
    .replaceAll(/expected a[^"]*/g, '')
    .replaceAll(/=<max_hour[^"]*/g, '');
}

const exchanges = readExchanges().filter(
  ({ op, file, title, request, response }) =>
    op !== null &&
    OPERATIONS.has(op) &&
    (file === 'streams.json' || file === 'logs.json' || file === 'patterns.json') &&
    response.status !== 401 &&
    request.path.startsWith('/api/default/') &&
    !LEFT_OUT.some(([left]) => left.test(title)) &&
    !(op === 'StreamSchema' && /^stream name with/.test(title)), // asked before the stream was made
);

it('has recorded life cycles to hold against', () => {
  expect(exchanges.length).toBeGreaterThan(50);
});

it.each(
  exchanges.map((exchange, index) => [`${exchange.op} ${index}: ${exchange.title}`, exchange] as const),
)('%s', async (_, { request, response }) => {
  const { email, token } = sample.credentials;
  const authorization = `Basic ${Buffer.from(`${email}:${token}`).toString('base64')}`;
  const hasBody = request.body !== undefined && request.body !== null;
  const answer = await fetch(`${sample.url}${request.path}${request.query ? `?${request.query}` : ''}`, {
    method: request.method,
    headers: { ...request.headers, authorization },
    ...(hasBody
      ? { body: typeof request.body === 'string' ? request.body : stringifyExact(request.body) }
      : {}),
  });
  const text = await answer.text();
  const body = /json/.test(answer.headers.get('content-type') ?? '') ? parseExact(text) : text;
  expect(`${answer.status} ${comparable(answer.status, body)}`).toBe(
    `${response.status} ${comparable(response.status, response.body)}`,
  );
});
