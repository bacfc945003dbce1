import { gunzipSync } from 'node:zlib';
import type { HttpBindings } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import type { Context, Hono } from 'hono';
import { parseExact, stringifyExact } from '../json/exact-json.ts';
import { Refusal } from './http/refusal.ts';
import type { Call, Route } from './http/route.ts';
import { sortedBy } from './objects/objects.ts';

/** What the sample's requests carry along. */
export interface SampleEnvironment {
  Bindings: HttpBindings;
  Variables: { caller: string };
}

type SampleContext = Context<SampleEnvironment>;

const TEXT = 'text/plain; charset=utf-8';

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

/** JSON or text. Bytes, because a text body gets a content type where the real server sends none. */
export function reply(
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): Response {
  const isText = typeof body === 'string';
  const bytes = new TextEncoder().encode(isText ? body : stringifyExact(body));
  return new Response(bytes, {
    status,
    headers: { 'content-type': isText ? TEXT : 'application/json', ...headers },
  });
}

const emptyReply = (status: number, headers: Readonly<Record<string, string>> = {}) =>
  new Response(null, { status, headers });

/** An error as the reply that OpenObserve gives. */
export function refusalReply(error: Error, { env }: SampleContext): Response {
  if (!(error instanceof Refusal))
    return reply(500, { code: 500, message: `The sample OpenObserve failed: ${error.message}` });
  const { status, body, headers } = error;
  if (error.isUntyped) {
    // The adapter would add a content type, which the real server leaves out.
    env.outgoing.writeHead(status, headers).end(String(body));
    return RESPONSE_ALREADY_SENT;
  }
  if (body === '') return emptyReply(status, headers);
  return error.isJsonText
    ? reply(status, JSON.stringify(body), { 'content-type': 'application/json' })
    : reply(status, body, headers);
}

/** Sorts fixed segments before open ones, as the real server's router takes them. */
const openness = (path: string) =>
  path
    .split('/')
    .map((segment) => (segment.startsWith(':') ? '1' : '0'))
    .join('');

/** The table over HTTP: a path that is in it answers other methods with 405, any other path with 404. */
export function mount(hono: Hono<SampleEnvironment>, routes: readonly Route[]): void {
  for (const path of sortedBy(new Set(routes.map((route) => route[1])), openness)) {
    const here = routes.filter((route) => route[1] === path);
    for (const [method, , handle] of here) {
      hono.on(method, path, async (context) => {
        const call: Call = {
          path: context.req.param() as Record<string, string>,
          query: new URL(context.req.url).searchParams,
          caller: context.get('caller'),
          contentType: context.req.header('content-type') ?? '',
          text: () => textOf(context),
          body: () => jsonOf(context),
        };
        return reply(200, await handle(call));
      });
    }
    const allow = here.flatMap(([method]) => (method === 'GET' ? ['GET', 'HEAD'] : [method]));
    hono.all(path, () => emptyReply(405, { allow: allow.join(',') }));
  }
  hono.notFound(() => emptyReply(404));
}
