import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { serve } from '@hono/node-server';
import type { App } from '../../server/app.ts';
import { ConfigError } from '../../errors.ts';
import { createMcpFactory } from '../../server/server.ts';
import { localCaller } from '../../server/caller.ts';
import { answerBrokenRequests } from './connections/broken-requests.ts';
import { createReadiness } from './readiness.ts';
import { createRoutes, type Routes } from './routes.ts';
import { MOST_CONNECTIONS } from './load-limits.ts';
import { trackInFlight } from './connections/in-flight.ts';
import { limitConnections } from './connections/open-connections.ts';

/** Above the idle time of every gateway's connection pool, so that none sends into a connection that is just closing. */
const KEEP_ALIVE_MS = 120_000;
const RECEIVE_MS = KEEP_ALIVE_MS + 5000;
/** What Node reads of a body before it is asked for: of short pieces each byte costs as much as a thousand of a long one. */
const READ_AHEAD_BYTES = 16 * 1024;
/** Beyond the deadline of a call, to write its answer. */
const ANSWER_MS = 2000;

/** A running HTTP server. */
export interface HttpServer {
  readonly url: string;
  readonly port: number;
  /** Say no at /readyz and end connections with their answers, but take calls for a while yet (`O2_DRAIN`). */
  drain(): Promise<void>;
  /** Take no more calls, let those under way finish, then stop. */
  close(): Promise<void>;
}

/**
 * Serve Streamable HTTP at `/mcp` and `/` on the address of the settings. `createFactory` makes what speaks MCP there.
 * @throws {ConfigError} when the port is taken, the address is not to be had, or it is not said who may come in
 */
export async function serveHttp(
  app: App,
  createFactory: typeof createMcpFactory = createMcpFactory,
): Promise<HttpServer> {
  const { host, drainMs, timeoutMs } = app.config;
  const readiness = createReadiness(app);
  const routes = await createRoutes(
    app,
    createFactory(app, localCaller(app, 'http')),
    readiness,
    (response) => underWay.forget(response),
  );
  const server = await listen(app, routes);
  limitConnections(server, MOST_CONNECTIONS);
  const underWay = trackInFlight(server);
  answerBrokenRequests(server, underWay);
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${port}/mcp`,
    port,
    async drain() {
      readiness.drain();
      underWay.endConnections();
      const connections = await new Promise<number>((resolve) =>
        server.getConnections((_, count) => resolve(count)),
      );
      if (connections > 0) await sleep(drainMs);
    },
    async close() {
      const stopped = new Promise<void>((resolve) => server.close(() => resolve()));
      underWay.endConnections();
      server.closeIdleConnections();
      await underWay.finished(timeoutMs + ANSWER_MS);
      await routes.close();
      server.closeAllConnections();
      await stopped;
    },
  };
}

function listen({ config: { host, port } }: App, { fetch }: Routes): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = serve(
      {
        fetch,
        hostname: host,
        port,
        // What came with the end of its connection in one packet is begun no more.
        createServer: ((options, answer) =>
          createServer(options, (request, response) => {
            if (!request.socket.destroyed) answer?.(request, response);
          })) as typeof createServer,
        serverOptions: {
          keepAliveTimeout: KEEP_ALIVE_MS,
          headersTimeout: RECEIVE_MS,
          requestTimeout: RECEIVE_MS,
          highWaterMark: READ_AHEAD_BYTES,
          // Node would answer without a body; the guard refuses it as anything else is refused.
          requireHostHeader: false,
        },
      },
      () => resolve(server),
    ) as Server;
    server.once('error', (error: NodeJS.ErrnoException) => {
      const taken = error.code === 'EADDRINUSE';
      reject(
        new ConfigError(
          taken
            ? `Port ${port} on ${host} is taken. Stop what uses it, or choose another with --port or O2_PORT.`
            : `The server cannot listen on ${host}:${port} (${error.code}). Check --host and --port.`,
          { code: 'address_in_use', cause: error },
        ),
      );
    });
  });
}
