import type { IncomingMessage, ServerResponse } from 'node:http';
import type { McpServerFactory } from '@modelcontextprotocol/server';
import { type Context, Hono } from 'hono';
import { tooManyIn, type Widest } from '../../json/members.ts';
import type { App } from '../../server/app.ts';
import { failureId, InputError, toMessage } from '../../errors.ts';
import { createRecentCalls } from '../../page/recent-calls.ts';
import type { Caller } from '../../server/caller.ts';
import { createAudit } from '../../telemetry/audit.ts';
import { lazySink } from '../../telemetry/lazy-sink.ts';
import { callerName, createAdmission } from '../auth/admission.ts';
import { type IncomingRequest, createIncomingRequest } from './request-body.ts';
import type { HttpContext } from './request-context.ts';
import { createCallers } from '../auth/callers.ts';
import { clientAddress } from './client-address.ts';
import { createCors } from './cors.ts';
import { createLoadLimits } from './load-limits.ts';
import { asksForMuch, asPart, serveEach } from './batches.ts';
import { type KeyPermissions, parseRate } from '../auth/key-permissions.ts';
import { createHostOriginGuard } from './host-origin-guard.ts';
import { type JsonRpcMessage, messagesOf, withCallArguments } from '../json-rpc.ts';
import { servePage } from './page-routes.ts';
import { createProtocol } from './protocol.ts';
import { createRateLimits } from '../auth/rate-limit.ts';
import type { Readiness } from './readiness.ts';
import { refuseSignIn } from '../auth/no-sign-in.ts';
import { HttpRefusal } from '../refusal.ts';
import { recordRefusedCalls } from './refused-calls.ts';
import { resourceMetadata } from '../auth/resource-metadata.ts';
import { whenOver } from './connections/answer-over.ts';
import { beforeRest } from './connections/unread-body.ts';
import { createRejectedCallersLog } from '../auth/rejected-callers.ts';

/** The whole of what is served over HTTP. */
export interface Routes {
  fetch: Hono<HttpContext>['fetch'];
  close(): Promise<void>;
}

const METHODS = new Set([
  'initialize',
  'ping',
  'tools/list',
  'tools/call',
  'prompts/list',
  'prompts/get',
  'resources/list',
  'resources/templates/list',
  'resources/read',
  'completion/complete',
  'server/discover',
  'subscriptions/listen',
  'notifications/initialized',
  'notifications/cancelled',
]);

/** A record that is sent has fewer fields, and a body fewer values and levels. V8 alone takes long to read more. */
const WIDEST: Widest = { members: 5000, values: 100_000, levels: 200 };
const TOO_MANY: Readonly<Record<keyof Widest, string>> = {
  members: `An object of the body has more than ${WIDEST.members} members.`,
  values: `The body has more than ${WIDEST.values} values. Send it in parts.`,
  levels: `The body is nested deeper than ${WIDEST.levels} levels.`,
};

async function readBody(asked: IncomingRequest, hold: (bytes: number) => void): Promise<unknown> {
  const text = await asked.text(hold);
  const many = tooManyIn(text, WIDEST);
  if (many !== null) throw new HttpRefusal(400, -32600, TOO_MANY[many]);
  try {
    return withCallArguments(JSON.parse(text));
  } catch {
    throw new HttpRefusal(400, -32700, 'The request body is not valid JSON.');
  }
}

/**
 * `onStream` is told of answers without an end, which nobody waits for.
 * @throws {ConfigError} when the settings of who may come in are wrong
 */
export async function createRoutes(
  app: App,
  factory: McpServerFactory,
  readiness: Readiness,
  onStream: (response: ServerResponse) => void,
): Promise<Routes> {
  const { config, log, telemetry } = app;
  const admission = await createAdmission(app);
  const callers = await createCallers(app);
  const audit = await createAudit({
    target: config.audit,
    log,
    onLost: (lines) => telemetry.lost(lines),
  });
  if (audit) telemetry.add(audit);
  const recentCalls = createRecentCalls();
  telemetry.add(recentCalls.sink);
  const metrics = lazySink(async () => (await import('../../telemetry/prometheus.ts')).createPrometheus());
  telemetry.add(metrics);
  const guard = createHostOriginGuard(config, admission.isOpen);
  const browsers = createCors(guard);
  const protocol = createProtocol(app, factory);
  const limits = createRateLimits(app.state);
  const load = createLoadLimits();
  const usualRate = config.rate === null ? null : parseRate(config.rate);
  const tellOfStranger = createRejectedCallersLog(log);
  const hono = new Hono<HttpContext>();

  const addressOf = ({ env, req }: Context<HttpContext>) =>
    clientAddress(
      env.incoming.socket.remoteAddress,
      req.header('x-forwarded-for') ?? null,
      config.trustProxy,
    );

  /** Nothing of the body is read before this has passed. */
  async function door(context: Context<HttpContext>, next: () => Promise<void>): Promise<void> {
    const asked = createIncomingRequest(
      context.env.incoming as IncomingMessage,
      context.env.outgoing as ServerResponse,
    );
    context.set('asked', asked);
    guard.check(asked.header);
    try {
      context.set('admitted', await admission.admit(asked.header));
    } catch (error) {
      if (error instanceof HttpRefusal) tellOfStranger(addressOf(context));
      throw error;
    }
    await next();
  }

  function callerOf(context: Context<HttpContext>, message: JsonRpcMessage): Promise<Caller> {
    const { header, query } = context.get('asked');
    return callers.of({
      admitted: context.get('admitted'),
      clientAddress: addressOf(context),
      header,
      query,
      message,
    });
  }

  /** The answer to a body whose messages are all of one caller. */
  async function serveOne(
    { asked, grant }: { readonly asked: IncomingRequest; readonly grant: KeyPermissions },
    body: unknown,
    caller: Caller,
  ): Promise<Response> {
    const rate = grant.rate ?? usualRate;
    const messages = messagesOf(body);
    try {
      const left = rate === null ? {} : await limits.take(caller.name, rate, messages);
      const response = await protocol.serve(asked, body, caller);
      for (const [name, value] of Object.entries(left)) response.headers.set(name, value);
      return response;
    } catch (error) {
      if (error instanceof HttpRefusal) recordRefusedCalls(telemetry, messages, caller, error.status);
      throw error;
    }
  }

  async function serve(context: Context<HttpContext>): Promise<Response> {
    const asked = context.get('asked');
    const admitted = context.get('admitted');
    const outgoing = context.env.outgoing as ServerResponse;
    const sender = callerName(admitted, admitted.identity);
    const body =
      asked.method === 'POST'
        ? await readBody(asked, (bytes) => whenOver(outgoing, load.hold(sender, bytes)))
        : undefined;
    const messages = messagesOf(body);
    const [message = {}] = messages;
    context.set('message', message);
    const isStream = body === undefined || message.method === 'subscriptions/listen';
    if (isStream) onStream(outgoing);
    const all = await Promise.all(messages.map((each) => callerOf(context, each)));
    const caller = all[0] ?? (await callerOf(context, {}));
    whenOver(outgoing, load.enter(caller.name, isStream));
    const { grant } = admitted;
    // Gateways name the person with each message: those of one batch may be of several.
    const isOfOne = all.every(({ name }) => name === caller.name);
    if (!Array.isArray(body) || (isOfOne && !asksForMuch(messages)))
      return serveOne({ asked, grant }, body, caller);
    const each = { asked: asPart(asked), grant };
    return serveEach(body, (one, index) => serveOne(each, one, all[index] ?? caller));
  }

  function toResponse(error: unknown, id: string | number | null): Response {
    if (error instanceof HttpRefusal) return error.toResponse(id);
    if (error instanceof InputError) return new HttpRefusal(400, -32602, error.message).toResponse(id);
    log.error('unexpected', { id: failureId(error), error });
    return new HttpRefusal(500, -32603, toMessage(error)).toResponse(id);
  }

  async function measure(context: Context<HttpContext>, next: () => Promise<void>): Promise<void> {
    const began = performance.now();
    await next();
    const { method = 'other' } = context.get('message') ?? {};
    telemetry.http({
      method: METHODS.has(method) ? method : 'other',
      status: context.res.status,
      durationMs: performance.now() - began,
    });
  }

  hono.get('/healthz', (context) => context.json({ status: 'ok' }));
  hono.get('/readyz', async (context) => {
    const state = await readiness.check();
    return context.json(state, state.status === 'ready' ? 200 : 503);
  });
  hono.get('/metrics', door, async (context) => {
    guard.checkRead(context.get('asked').header);
    const prometheus = await metrics.loaded();
    return context.text(await prometheus.text(), 200, { 'content-type': prometheus.contentType });
  });
  servePage(hono, {
    app,
    readiness,
    door,
    checkHost: guard.checkRead,
    callerOf: async (context) => {
      const caller = await callerOf(context, {});
      const rate = context.get('admitted').grant.rate ?? usualRate;
      if (rate !== null) await limits.take(caller.name, rate, [{ id: 'page', method: 'page' }]);
      return caller;
    },
    needsKey: !admission.isOpen,
    recentCalls,
  });
  for (const path of ['/', '/mcp', '/mcp/']) {
    hono.use(path, browsers);
    hono.all(path, measure, door, serve);
  }
  const metadata = resourceMetadata(config);
  if (metadata) {
    const wellKnown = '/.well-known/oauth-protected-resource';
    for (const path of new Set([wellKnown, new URL(metadata.url).pathname])) {
      hono.get(path, (context) => {
        context.header('access-control-allow-origin', '*');
        return context.json(metadata.document);
      });
    }
  }
  if (metadata === null && !admission.isOpen) refuseSignIn(hono as unknown as Hono);
  hono.notFound(() =>
    new HttpRefusal(404, -32601, 'There is nothing here. MCP is served at /mcp.').toResponse(),
  );
  hono.onError((error, context) => {
    const { incoming, outgoing } = context.env;
    const response = toResponse(error, context.get('message')?.id ?? null);
    if (incoming.complete) return response;
    // What is still coming would be taken for the next request, so that the connection cannot go on.
    outgoing.shouldKeepAlive = false;
    return beforeRest(response, incoming as IncomingMessage);
  });
  return { fetch: hono.fetch, close: () => protocol.close() };
}
