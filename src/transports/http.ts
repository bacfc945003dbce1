import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { serve } from '@hono/node-server';
import type { App } from '../app.ts';
import { ConfigError } from '../errors.ts';
import { createMcpFactory } from '../server.ts';
import { createRoutes, type Routes } from './routes.ts';

/** Above the idle time of every gateway's connection pool, so that none sends into a connection that is just closing. */
const KEEP_ALIVE_MS = 120_000;
const RECEIVE_MS = KEEP_ALIVE_MS + 5000;
const STOP_GRACE_MS = 10_000;

/** A running HTTP server. */
export interface HttpServer {
  readonly url: string;
  readonly port: number;
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
  const { host } = app.config;
  const routes = await createRoutes(app, createFactory(app, { name: 'local', view: app.view, run: app.run }));
  const server = await listen(app, routes);
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${port}/mcp`,
    port,
    async close() {
      const stopped = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeIdleConnections();
      const grace = AbortSignal.timeout(STOP_GRACE_MS);
      await Promise.race([stopped, new Promise((resolve) => grace.addEventListener('abort', resolve))]);
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
        serverOptions: {
          keepAliveTimeout: KEEP_ALIVE_MS,
          headersTimeout: RECEIVE_MS,
          requestTimeout: RECEIVE_MS,
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
