import { timingSafeEqual } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import { parseExact, stringifyExact } from '../exact-json.ts';
import { ingest } from './ingest.ts';
import type { Offset } from './plan.ts';
import { Refusal } from './refusal.ts';
import { createSearcher } from './search.ts';
import { createStore } from './store.ts';
import { createStreams } from './streams.ts';

/** A running stand-in for OpenObserve, for trying things out and for tests. It is not OpenObserve. */
export interface Sample {
  readonly url: string;
  readonly port: number;
  readonly credentials: { readonly email: string; readonly token: string };
  close(): Promise<void>;
}

export interface SampleOptions {
  /** Folder of `streams.json` and the rows. */
  readonly dataDir: URL;
  /** Move all times so that the newest payment is now; otherwise the data keep their own times. */
  readonly shiftToNow: boolean;
  readonly port?: number;
  readonly nowMs?: () => number;
}

const CREDENTIALS = { email: 'root@example.com', token: 'Sample#Passw0rd' };
/** The newest payment error hour still holds its 47 errors this long after its end, so that the rows move in steps. */
const STEP_MS = 20 * 60_000;
const NEWEST_STREAM = 'payment_service';

interface Call {
  readonly path: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly body: () => Promise<unknown>;
  readonly text: () => Promise<string>;
}

type Route = readonly [method: string, path: string, handle: (call: Call) => unknown];

/** @throws {Refusal} with the words of the real server */
function jsonBody(text: string, contentType: string | undefined): unknown {
  if (!/^application\/json/.test(contentType ?? ''))
    throw new Refusal(415, 'Expected request with `Content-Type: application/json`');
  try {
    return parseExact(text);
  } catch {
    throw new Refusal(
      400,
      `Failed to parse the request body as JSON: EOF while parsing a value at line 1 column ${text.length}`,
    );
  }
}

function isKnown(authorization: string | undefined): boolean {
  const wanted = Buffer.from(
    `Basic ${Buffer.from(`${CREDENTIALS.email}:${CREDENTIALS.token}`).toString('base64')}`,
  );
  const given = Buffer.from(authorization ?? '');
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}

function reply(status: number, body: unknown): Response {
  if (typeof body === 'string')
    return new Response(body, {
      status,
      headers: body === '' ? {} : { 'content-type': 'text/plain; charset=utf-8' },
    });
  return new Response(stringifyExact(body), { status, headers: { 'content-type': 'application/json' } });
}

/**
 * Start the sample on loopback.
 * @throws {ConfigError} when DuckDB is not installed
 */
export async function createSample({
  dataDir,
  shiftToNow,
  port = 0,
  nowMs = Date.now,
}: SampleOptions): Promise<Sample> {
  const store = await createStore(dataDir);
  const sampleStreams = new Set(store.streams.values());
  const [newest] = await store.query(`SELECT max(_timestamp) AS us FROM logs.${NEWEST_STREAM}`);
  const startedMs = nowMs();
  const offset: Offset = (stream) => {
    if (!shiftToNow || !sampleStreams.has(stream)) return 0;
    const steps = Math.floor((nowMs() - startedMs) / STEP_MS);
    return (startedMs + steps * STEP_MS) * 1000 - Number(newest?.us);
  };
  const streams = createStreams(store, offset);
  const searcher = createSearcher(store, offset);
  const organization = {
    id: 1,
    identifier: 'default',
    name: 'default',
    user_email: CREDENTIALS.email,
    type: 'default',
  };

  const routes: readonly Route[] = [
    ['GET', '/api/organizations', () => ({ data: [organization] })],
    ['GET', '/api/default/streams', ({ query }) => streams.list(query)],
    [
      'GET',
      '/api/default/streams/:stream/schema',
      ({ path, query }) => streams.schema(path.stream ?? '', query),
    ],
    [
      'POST',
      '/api/default/streams/:stream',
      async ({ path, query, body }) => streams.create(path.stream ?? '', query, await body()),
    ],
    [
      'PUT',
      '/api/default/streams/:stream/settings',
      async ({ path, query, body }) => streams.settings(path.stream ?? '', query, await body()),
    ],
    ['DELETE', '/api/default/streams/:stream', ({ path, query }) => streams.remove(path.stream ?? '', query)],
    ['POST', '/api/default/_search', async ({ query, body }) => searcher.sql(query, await body())],
    [
      'POST',
      '/api/default/_search_partition',
      async ({ query, body }) => searcher.partition(query.get('type') ?? '', await body()),
    ],
    ['POST', '/api/default/_search_history', async ({ body }) => searchHistory(await body())],
    ['GET', '/api/default/:stream/_values', ({ path, query }) => searcher.values(path.stream ?? '', query)],
    ['GET', '/api/default/:stream/_around', ({ path, query }) => searcher.around(path.stream ?? '', query)],
    [
      'POST',
      '/api/default/:stream/_json',
      async ({ path, text }) => ingest(store, path.stream ?? '', await text(), nowMs()),
    ],
  ];

  const hono = new Hono();
  hono.get('/healthz', (context) => context.json({ status: 'ok' }));
  hono.get('/config', (context) =>
    context.json({ version: 'v0.91.5', build_type: 'opensource', sample: true }),
  );
  hono.use('/api/*', async (context, next) => {
    const authorization = context.req.header('authorization');
    if (authorization === undefined) return reply(401, { code: 401, message: 'Unauthorized Access' });
    if (!isKnown(authorization))
      return new Response(authorization.startsWith('Bearer ') ? 'Not Supported' : 'Unauthorized Access', {
        status: 401,
        headers: { 'www-authenticate': 'Bearer realm="openobserve"' },
      });
    const encoding = context.req.header('content-encoding');
    if (encoding !== undefined && encoding !== 'gzip') return reply(415, '');
    const first = context.req.path.split('/')[2];
    if (first !== 'organizations' && first !== 'default') return reply(404, 'Organization not found');
    return next();
  });
  for (const [method, path, handle] of routes) {
    hono.on(method, path, async (context) => {
      const { req } = context;
      const call: Call = {
        path: req.param(),
        query: new URL(req.url).searchParams,
        text: () => req.text(),
        body: async () => jsonBody(await req.text(), req.header('content-type')),
      };
      return reply(200, await handle(call));
    });
  }
  hono.notFound(() => reply(404, ''));
  hono.onError((error) =>
    error instanceof Refusal
      ? reply(error.status, error.body)
      : reply(500, { code: 500, message: `The sample failed: ${error.message}` }),
  );

  const server = serve({ fetch: hono.fetch, hostname: '127.0.0.1', port });
  await new Promise((resolve, reject) => server.once('listening', resolve).once('error', reject));
  const address = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${address.port}`,
    port: address.port,
    credentials: CREDENTIALS,
    async close() {
      if ('closeAllConnections' in server) server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      store.close();
    },
  };
}

/** Past searches need usage reporting, which the open edition has off unless told otherwise. */
function searchHistory(body: unknown): never {
  const { start_time: start, end_time: end } = (body ?? {}) as Record<string, unknown>;
  for (const [name, value] of [
    ['start_time', start],
    ['end_time', end],
  ] as const) {
    if (value === undefined)
      throw new Refusal(
        422,
        `Failed to deserialize the JSON body into the target type: missing field \`${name}\` at line 1 column 0`,
      );
  }
  if (Number(start) >= Number(end))
    throw new Refusal(400, { code: 400, message: 'start_time must be less than end_time' });
  throw new Refusal(400, {
    code: 20002,
    message: 'Search stream not found: usage',
    error_detail: '',
    trace_id: crypto.randomUUID().replaceAll('-', ''),
  });
}
