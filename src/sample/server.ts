import type { AddressInfo } from 'node:net';
import { pathToFileURL } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { type HttpBindings, serve } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import { type Context, Hono } from 'hono';
import { compress } from 'hono/compress';
import { parseExact, stringifyExact } from '../exact-json.ts';
import { createOffset } from './clock.ts';
import { type Credentials, refuseStrangers } from './gate.ts';
import { ingestRoutes } from './ingest.ts';
import { organizationRoutes } from './organizations.ts';
import { Refusal } from './refusal.ts';
import type { Route } from './route.ts';
import { createSearcher, searchRoutes } from './search.ts';
import { createStore } from './store.ts';
import { streamRoutes } from './streams.ts';
import { valueRoutes } from './values.ts';

/** A running stand-in for OpenObserve, for trying things out and for tests. It is not OpenObserve. */
export interface Sample {
  /** `http://127.0.0.1:PORT` */
  readonly url: string;
  readonly port: number;
  readonly credentials: Credentials;
  close(): Promise<void>;
}

export interface SampleOptions {
  /** Folder of `streams.json` and the rows. */
  readonly dataDir: string | URL;
  /** Move all times so that the newest payment is now; otherwise the data keep their own times. */
  readonly shiftToNow: boolean;
  /** 0, the default, takes a free one. */
  readonly port?: number;
  /** Milliseconds since the epoch. */
  readonly nowMs?: () => number;
  readonly email?: string;
  readonly password?: string;
}

type SampleContext = Context<{ Bindings: HttpBindings }>;

async function textOf({ req }: SampleContext): Promise<string> {
  const bytes = Buffer.from(await req.arrayBuffer());
  return (req.header('content-encoding') === 'gzip' ? gunzipSync(bytes) : bytes).toString('utf8');
}

async function jsonOf(context: SampleContext): Promise<unknown> {
  if (!/^application\/json/.test(context.req.header('content-type') ?? ''))
    throw new Refusal(415, 'Expected request with `Content-Type: application/json`');
  const text = await textOf(context);
  try {
    return parseExact(text);
  } catch {
    throw new Refusal(
      400,
      `Failed to parse the request body as JSON: EOF while parsing a value at line 1 column ${text.length}`,
    );
  }
}

function reply(status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): Response {
  if (body === '') return new Response(null, { status, headers });
  const isText = typeof body === 'string';
  const type = isText ? 'text/plain; charset=utf-8' : 'application/json';
  // Bytes, because a text body gets a content type where the real server sends none.
  const bytes = new TextEncoder().encode(isText ? body : stringifyExact(body));
  return new Response(bytes, { status, headers: { 'content-type': type, ...headers } });
}

function refusalReply(error: Error, { env }: SampleContext): Response {
  if (!(error instanceof Refusal))
    return reply(500, { code: 500, message: `The sample OpenObserve failed: ${error.message}` });
  if (!error.isUntyped) return reply(error.status, error.body, error.headers);
  // The adapter would add a content type, which the real server leaves out.
  env.outgoing.writeHead(error.status, error.headers).end(String(error.body));
  return RESPONSE_ALREADY_SENT;
}

/** The table over HTTP: a path that is in it answers other methods with 405, any other path with 404. */
function mount(hono: Hono<{ Bindings: HttpBindings }>, routes: readonly Route[]): void {
  for (const [method, path, handle] of routes) {
    hono.on(method, path, async (context) => {
      const call = {
        path: context.req.param() as Record<string, string>,
        query: new URL(context.req.url).searchParams,
        text: () => textOf(context),
        body: () => jsonOf(context),
      };
      return reply(200, await handle(call));
    });
  }
  for (const path of new Set(routes.map((route) => route[1]))) {
    const allow = routes
      .filter((route) => route[1] === path)
      .flatMap(([method]) => (method === 'GET' ? ['GET', 'HEAD'] : [method]));
    hono.all(path, () => reply(405, '', { allow: allow.join(',') }));
  }
  hono.notFound(() => reply(404, ''));
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
  email = 'root@example.com',
  password = 'Sample#Passw0rd',
}: SampleOptions): Promise<Sample> {
  const credentials = { email, token: password };
  const store = await createStore(typeof dataDir === 'string' ? pathToFileURL(`${dataDir}/`) : dataDir);
  const offset = await createOffset(store, { shiftToNow, nowMs });
  const searcher = createSearcher(store, offset);

  const hono = new Hono<{ Bindings: HttpBindings }>();
  hono.use(compress({ encoding: 'gzip' }));
  hono.get('/healthz', () => reply(200, { status: 'ok' }));
  hono.get('/config', () => reply(200, { version: 'v0.91.5', build_type: 'opensource', sample: true }));
  hono.use('/api/*', async ({ req, env }, next) => {
    refuseStrangers(credentials, req.header('authorization'), env.incoming.url ?? '');
    const encoding = req.header('content-encoding');
    if (encoding !== undefined && encoding !== 'gzip') throw new Refusal(415, '');
    return next();
  });
  mount(hono, [
    ...organizationRoutes(credentials.email),
    ...streamRoutes(store, offset),
    ...searchRoutes(searcher),
    ...valueRoutes(store, searcher),
    ...ingestRoutes(store, nowMs),
  ]);
  hono.onError(refusalReply);

  const server = serve({ fetch: hono.fetch, hostname: '127.0.0.1', port });
  await new Promise((resolve, reject) => server.once('listening', resolve).once('error', reject));
  const address = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${address.port}`,
    port: address.port,
    credentials,
    async close() {
      if ('closeAllConnections' in server) server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      store.close();
    },
  };
}
