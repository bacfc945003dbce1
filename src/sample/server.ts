import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { pathToFileURL } from 'node:url';
import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import { compress } from 'hono/compress';
import { createOffset } from './store/clock.ts';
import { enterpriseRoutes } from './enterprise.ts';
import { admit, type Credentials } from './authentication.ts';
import { ingestRoutes } from './ingest.ts';
import { metricRoutes } from './metrics.ts';
import { mount, refusalReply, reply, type SampleEnvironment } from './mount.ts';
import { organizationRoutes, withoutTelemetry } from './organizations.ts';
import { Refusal } from './http/refusal.ts';
import { createSearcher, searchRoutes } from './search/search.ts';
import { createStore } from './store/store.ts';
import { streamRoutes } from './streams.ts';
import { traceRoutes } from './search/traces.ts';
import { valueRoutes } from './search/values.ts';
import { createIds } from './objects/ids.ts';
import { createObjects } from './objects/objects.ts';
import { writtenRoutes } from './written/routes.ts';
import { addBuiltInTemplates, type Template } from './written/templates.ts';
import type { World } from './objects/world.ts';

/** A running stand-in for OpenObserve, for trying things out and for tests. It is not OpenObserve. */
export interface Sample {
  /** `http://127.0.0.1:PORT` */
  readonly url: string;
  readonly port: number;
  readonly credentials: Credentials;
  close(): Promise<void>;
}

/** Settings of the sample. */
export interface SampleOptions {
  /** Folder of `streams.json`, the rows and the objects. */
  readonly dataDir: string | URL;
  /** Move all times so that the newest payment is now; otherwise the data keep their own times. */
  readonly shiftToNow: boolean;
  /** Begin with the objects of `objects.json`: a dashboard, an alert and the like. False by default. */
  readonly withObjects?: boolean;
  /** 0, the default, takes a free one. */
  readonly port?: number;
  /** Milliseconds since the epoch. */
  readonly nowMs?: () => number;
  readonly email?: string;
  readonly password?: string;
}

/** A request that writes one of the objects that are there at the start. */
interface Written {
  readonly method: string;
  readonly path: string;
  readonly body: unknown;
}

/**
 * Start the sample on loopback.
 * @throws {ConfigError} when DuckDB is not installed
 */
export async function createSample({
  dataDir,
  shiftToNow,
  withObjects = false,
  port = 0,
  nowMs = Date.now,
  email = 'root@example.com',
  password = 'Sample#Passw0rd',
}: SampleOptions): Promise<Sample> {
  const credentials = { email, token: password };
  const folder = typeof dataDir === 'string' ? pathToFileURL(`${dataDir}/`) : dataDir;
  const store = await createStore(folder);
  const offset = await createOffset(store, { shiftToNow, nowMs });
  const searcher = createSearcher(store, offset);
  const world: World = {
    objects: createObjects(),
    ids: createIds(),
    store,
    nowUs: () => Math.round(nowMs() * 1000),
    root: email,
  };
  const read = (file: string) => JSON.parse(readFileSync(new URL(file, folder), 'utf8'));
  addBuiltInTemplates(world, read('templates.json') as Template[]);

  // The path as it was sent: dot segments are names here, which a URL would resolve.
  const getPath = (request: Request, options?: { env?: unknown }) =>
    (
      (options?.env as SampleEnvironment['Bindings'] | undefined)?.incoming.url ??
      new URL(request.url).pathname
    ).split(/[?#]/)[0] ?? '';
  const hono = new Hono<SampleEnvironment>({ getPath });
  hono.use(compress({ encoding: 'gzip' }));
  hono.get('/healthz', () => reply(200, { status: 'ok' }));
  hono.get('/config', () => reply(200, { version: 'v0.91.5', build_type: 'opensource', sample: true }));
  hono.use('/api/*', async ({ req, env, set }, next) => {
    set('caller', admit(world, credentials, req.header('authorization'), env.incoming.url ?? ''));
    const encoding = req.header('content-encoding');
    if (encoding !== undefined && encoding !== 'gzip') throw new Refusal(415, '');
    return next();
  });
  const telemetry = [
    ...streamRoutes(store, offset),
    ...searchRoutes(searcher),
    ...valueRoutes(store, searcher),
    ...ingestRoutes(store, nowMs),
    ...metricRoutes(store, offset, world.nowUs),
    ...traceRoutes(store, searcher),
  ];
  mount(hono, [
    ...organizationRoutes(world),
    ...telemetry,
    ...withoutTelemetry(telemetry),
    ...writtenRoutes(world),
    ...enterpriseRoutes(),
  ]);
  hono.onError(refusalReply);

  for (const { method, path, body } of withObjects ? (read('objects.json') as Written[]) : []) {
    const headers = {
      authorization: `Basic ${btoa(`${email}:${password}`)}`,
      'content-type': 'application/json',
    };
    const env = { incoming: { url: path } };
    const answer = await hono.request(path, { method, headers, body: JSON.stringify(body) }, env);
    if (!answer.ok) throw new Error(`The sample refused its own ${path}: ${await answer.text()}`);
  }

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
