import type { AddressInfo } from 'node:net';
import { type HttpBindings, type ServerType, serve } from '@hono/node-server';
import {
  createMcpHandler,
  isLegacyRequest,
  type McpServerFactory,
  WebStandardStreamableHTTPServerTransport,
} from '@modelcontextprotocol/server';
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { App } from '../app.ts';
import type { View } from '../catalog.ts';
import { ConfigError, InputError } from '../errors.ts';
import { createMcpFactory } from '../server.ts';

const MAX_BODY_BYTES = 1 << 20;
/** Above the idle time of every gateway's connection pool, so that none sends into a connection that is just closing. */
const KEEP_ALIVE_MS = 120_000;
const STOP_GRACE_MS = 10_000;
const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);

/** A running HTTP server. */
export interface HttpServer {
  readonly url: string;
  readonly port: number;
  /** Take no more calls, let those under way finish, then stop. */
  close(): Promise<void>;
}

/** Every refusal is a JSON-RPC error: gateways read any other body as an empty success. */
function refuse(
  status: number,
  code: number,
  message: string,
  headers: Record<string, string> = {},
): Response {
  return Response.json({ jsonrpc: '2.0', error: { code, message }, id: null }, { status, headers });
}

const hostNameOf = (host: string) => host.replace(/:\d+$/, '').toLowerCase();

/** On loopback no key protects, so that a web page must not get in by a name of its own (DNS rebinding). */
function guard(request: Request): Response | null {
  const host = request.headers.get('host') ?? '';
  if (!LOOPBACK.has(hostNameOf(host)))
    return refuse(403, -32600, `The Host header "${host}" is not allowed here. Use localhost or 127.0.0.1.`);
  const origin = request.headers.get('origin');
  if (origin === null) return null;
  const name = URL.canParse(origin) ? new URL(origin).hostname : '';
  return LOOPBACK.has(name) || LOOPBACK.has(`[${name}]`)
    ? null
    : refuse(403, -32600, 'Requests from this web page are not allowed here.');
}

/** A narrower view for one request: `?profile=core`, or toolsets. It never widens what the settings allow. */
function viewFor(app: App, profile: string | null): View {
  return profile === null ? app.view : app.catalog.view({ ...app.view.options, narrow: profile });
}

type Handle = (request: Request) => Promise<Response>;

interface JsonRpcMessage {
  readonly id?: string | number;
  readonly method?: string;
  readonly params?: { readonly requestId?: string | number };
}

/** Calls of 2025 clients under way, by their id, so that `notifications/cancelled` reaches them: it comes as a request of its own. */
type CallsUnderWay = Map<string | number, Set<() => void>>;

/**
 * Stop the call that a notification names. Without sessions an id may be that of several clients: then none is stopped.
 */
function cancelCall(calls: CallsUnderWay, { method, params }: JsonRpcMessage): void {
  if (method !== 'notifications/cancelled' || params?.requestId === undefined) return;
  const stops = calls.get(params.requestId);
  if (stops?.size === 1) for (const stop of stops) stop();
}

/** One request of a 2025 client, answered with plain JSON by a server of its own. */
async function handleLegacy(
  request: Request,
  parsedBody: unknown,
  factory: McpServerFactory,
  calls: CallsUnderWay,
): Promise<Response> {
  const message = (parsedBody ?? {}) as JsonRpcMessage;
  cancelCall(calls, message);
  const headers = new Headers(request.headers);
  headers.set('accept', 'application/json, text/event-stream');
  headers.delete('mcp-session-id');
  const transport = new WebStandardStreamableHTTPServerTransport({
    sessionIdGenerator: undefined,
    enableJsonResponse: true,
    maxRequestBodySize: MAX_BODY_BYTES,
  });
  const server = await factory({ era: 'legacy', requestInfo: request });
  await server.connect(transport);
  const stopped = new AbortController();
  const stop = () => stopped.abort();
  const { id } = message;
  if (id !== undefined) calls.set(id, (calls.get(id) ?? new Set()).add(stop));
  request.signal.addEventListener('abort', stop, { once: true });
  const cancelled = new Promise<Response>((resolve) => {
    stopped.signal.addEventListener('abort', () => {
      void transport.close();
      resolve(
        Response.json({
          jsonrpc: '2.0',
          error: { code: -32000, message: 'The call was cancelled.' },
          id: id ?? null,
        }),
      );
    });
  });
  try {
    return await Promise.race([
      transport.handleRequest(new Request(request.url, { method: 'POST', headers }), { parsedBody }),
      cancelled,
    ]);
  } finally {
    if (id !== undefined) {
      calls.get(id)?.delete(stop);
      if (calls.get(id)?.size === 0) calls.delete(id);
    }
  }
}

/** Both eras on one address, with plain JSON answers; a stream only where the client asked for progress. */
function createHandle(app: App, factory: McpServerFactory): Handle {
  const onerror = (error: Error) => app.log.debug('protocol', { error: error.message });
  const modern = createMcpHandler(factory, {
    legacy: 'reject',
    responseMode: 'auto',
    maxRequestBodySize: MAX_BODY_BYTES,
    onerror,
  });
  const calls: CallsUnderWay = new Map();
  return async (request) => {
    const text = await request.text();
    let parsedBody: unknown;
    try {
      parsedBody = JSON.parse(text);
    } catch {
      return refuse(400, -32700, 'The request body is not valid JSON.');
    }
    const isLegacy = await isLegacyRequest(request, parsedBody);
    return isLegacy
      ? handleLegacy(request, parsedBody, factory, calls)
      : modern.fetch(request, { parsedBody });
  };
}

/**
 * Serve Streamable HTTP at `/mcp` and `/` on the address of the settings. `createFactory` makes what speaks MCP there.
 * @throws {ConfigError} when the port is taken or the address is not to be had
 */
export async function serveHttp(
  app: App,
  createFactory: typeof createMcpFactory = createMcpFactory,
): Promise<HttpServer> {
  const handles = new Map<View, Handle>();
  const under = new Set<Promise<unknown>>();
  const hono = new Hono<{ Bindings: HttpBindings }>();

  hono.get('/healthz', (context) => context.json({ status: 'ok' }));
  const limit = bodyLimit({
    maxSize: MAX_BODY_BYTES,
    onError: () =>
      refuse(
        413,
        -32600,
        `The request body is larger than ${MAX_BODY_BYTES / 1024 / 1024} MiB. Send it in parts.`,
      ),
  });
  for (const path of ['/', '/mcp', '/mcp/']) {
    hono.post(path, limit, async (context) => {
      const refused = guard(context.req.raw);
      if (refused) return refused;
      const view = viewFor(app, context.req.query('profile') ?? null);
      let handle = handles.get(view);
      if (!handle) {
        handle = createHandle(app, createFactory(app, view, 'local'));
        handles.set(view, handle);
      }
      const work = handle(context.req.raw);
      under.add(work);
      return work.finally(() => under.delete(work));
    });
    hono.all(path, () =>
      refuse(405, -32000, 'Send a POST: this server keeps no sessions and opens no streams on its own.', {
        allow: 'POST',
      }),
    );
  }
  hono.notFound(() => refuse(404, -32601, 'There is nothing here. MCP is served at /mcp.'));
  hono.onError((error) => {
    if (error instanceof InputError) return refuse(400, -32602, error.message);
    app.log.error('http', { error });
    return refuse(500, -32603, 'Something unexpected went wrong. The server log has the details.');
  });

  const server = await listen(app, hono);
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://${app.config.host.includes(':') ? `[${app.config.host}]` : app.config.host}:${port}/mcp`,
    port,
    async close() {
      const stopped = new Promise<void>((resolve) => server.close(() => resolve()));
      if ('closeIdleConnections' in server) server.closeIdleConnections();
      const grace = AbortSignal.timeout(STOP_GRACE_MS);
      await Promise.race([
        Promise.allSettled([...under]),
        new Promise((resolve) => grace.addEventListener('abort', resolve)),
      ]);
      if ('closeAllConnections' in server) setImmediate(() => server.closeAllConnections());
      await stopped;
    },
  };
}

function listen(app: App, hono: Hono<{ Bindings: HttpBindings }>): Promise<ServerType> {
  const { host, port } = app.config;
  return new Promise((resolve, reject) => {
    const server = serve(
      {
        fetch: hono.fetch,
        hostname: host,
        port,
        serverOptions: { keepAliveTimeout: KEEP_ALIVE_MS, headersTimeout: KEEP_ALIVE_MS + 5000 },
      },
      () => resolve(server),
    );
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
