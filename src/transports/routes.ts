import type { HttpBindings } from '@hono/node-server';
import type { McpServerFactory } from '@modelcontextprotocol/server';
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { cors } from 'hono/cors';
import type { App } from '../app.ts';
import { InputError } from '../errors.ts';
import { createAdmission } from './admission.ts';
import { createCallers } from './callers.ts';
import { createGuard } from './guard.ts';
import { createProtocol, MAX_BODY_BYTES } from './protocol.ts';
import { Refused } from './refuse.ts';
import { resourceMetadata } from './resource-metadata.ts';

/** The whole of what is served over HTTP. */
export interface Routes {
  fetch: Hono<{ Bindings: HttpBindings }>['fetch'];
  close(): Promise<void>;
}

const PREFLIGHT_SECONDS = 600;

async function readBody(request: Request): Promise<unknown> {
  const text = await request.text();
  try {
    return JSON.parse(text);
  } catch {
    throw new Refused(400, -32700, 'The request body is not valid JSON.');
  }
}

/** @throws {ConfigError} when the settings of who may come in are wrong */
export async function createRoutes(app: App, factory: McpServerFactory): Promise<Routes> {
  const { config, log } = app;
  const admission = await createAdmission(app);
  const callers = await createCallers(app);
  const guard = createGuard(config, admission.isOpen);
  const protocol = createProtocol(app, factory);
  const hono = new Hono<{ Bindings: HttpBindings }>();

  const limit = bodyLimit({
    maxSize: MAX_BODY_BYTES,
    onError: () => {
      throw new Refused(
        413,
        -32600,
        `The request body is larger than ${MAX_BODY_BYTES / 1024 / 1024} MiB. Send it in parts.`,
      );
    },
  });
  const browsers = cors({
    origin: (origin) => (guard.isAllowed(origin) ? origin : null),
    allowMethods: ['POST', 'GET', 'DELETE'],
    allowHeaders: [
      'content-type',
      'accept',
      'authorization',
      'x-api-key',
      'mcp-protocol-version',
      'mcp-method',
      'mcp-name',
      'mcp-session-id',
      'last-event-id',
      'traceparent',
      'tracestate',
    ],
    exposeHeaders: ['mcp-session-id', 'www-authenticate', 'retry-after'],
    maxAge: PREFLIGHT_SECONDS,
  });

  hono.get('/healthz', (context) => context.json({ status: 'ok' }));
  for (const path of ['/', '/mcp', '/mcp/']) {
    hono.use(path, (context, next) => (context.req.header('origin') ? browsers(context, next) : next()));
    hono.all(path, limit, async (context) => {
      const request = context.req.raw;
      const header = (name: string) => request.headers.get(name);
      guard.check(header);
      const admitted = await admission.admit(header);
      const body = request.method === 'POST' ? await readBody(request) : undefined;
      const query = new URL(request.url).searchParams;
      const caller = await callers.of({ admitted, header, query, body });
      return protocol.serve(request, body, caller);
    });
  }
  const metadata = resourceMetadata(config);
  if (metadata) {
    const wellKnown = '/.well-known/oauth-protected-resource';
    for (const path of new Set([wellKnown, new URL(metadata.url).pathname])) {
      hono.use(path, cors());
      hono.get(path, (context) => context.json(metadata.document));
    }
  }
  hono.notFound(() => new Refused(404, -32601, 'There is nothing here. MCP is served at /mcp.').toResponse());
  hono.onError((error) => {
    if (error instanceof Refused) return error.toResponse();
    if (error instanceof InputError) return new Refused(400, -32602, error.message).toResponse();
    log.error('http', { error });
    return new Refused(
      500,
      -32603,
      'Something unexpected went wrong. The server log has the details.',
    ).toResponse();
  });
  return { fetch: hono.fetch, close: () => protocol.close() };
}
