import type { MiddlewareHandler } from 'hono';
import { cors } from 'hono/cors';
import type { HostOriginGuard } from './host-origin-guard.ts';

const PREFLIGHT_SECONDS = 600;

/** What browsers ask before they let a page call. Other clients send no Origin and pay nothing for it. */
export function createCors(guard: HostOriginGuard): MiddlewareHandler {
  const answer = cors({
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
    exposeHeaders: [
      'mcp-session-id',
      'www-authenticate',
      'retry-after',
      'x-ratelimit-limit',
      'x-ratelimit-remaining',
      'x-ratelimit-reset',
    ],
    maxAge: PREFLIGHT_SECONDS,
  });
  return (context, next) => (context.req.header('origin') === undefined ? next() : answer(context, next));
}
