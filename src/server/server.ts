import {
  type CallToolResult,
  type InputRequiredResult,
  type McpServerFactory,
  ProtocolError,
  ProtocolErrorCode,
  Server,
  type ServerContext,
  type Tool,
} from '@modelcontextprotocol/server';
import type { App } from './app.ts';
import { approvalQuestion } from '../call/confirm/approval-question.ts';
import { createPersonAsker } from '../ask/person.ts';
import { ASK } from '../catalog/ask-tool.ts';
import { callThrough } from '../catalog/call-through.ts';
import { ConfirmationRequired, failureId, OpenObserveMcpError, toMessage } from '../errors.ts';
import { PersonNeeded } from '../call/confirm/question.ts';
import type { CallContext, ToolCall } from '../call/execute.ts';
import { offersOf } from '../guides/offered-guides.ts';
import type { Readable } from '../guides/resources.ts';
import type { ToolResult } from '../result/result.ts';
import type { Caller } from './caller.ts';
import { createInstructions } from './instructions.ts';
import {
  asHandlers,
  GUIDE_CACHE,
  guideCapabilities,
  LIST_TTL_MS,
  onlyPage,
  serveGuides,
} from './guide-handlers.ts';
import { observeCall } from './observe-call.ts';
import type { CallEnd } from '../telemetry/records.ts';
import { VERSION } from '../version.ts';
import { drawsViews, planResult, withViews, withViewData } from './views.ts';

function asText(text: string, isError: boolean): ToolResult {
  return { content: [{ type: 'text', text }], ...(isError ? { isError } : {}) };
}

/** Any thrown value as a result. */
function errorResult(error: unknown, { log }: App): ToolResult {
  if (!(error instanceof OpenObserveMcpError)) log.error('unexpected', { id: failureId(error), error });
  return asText(toMessage(error), true);
}

/** The preview of a destructive call for a client that cannot ask its person. */
function previewResult({ preview, token }: ConfirmationRequired): ToolResult {
  return token === null
    ? asText(
        `${preview} Here only a person may approve it, and this client cannot ask one. Use a client that can, or the command line.`,
        true,
      )
    : asText(
        `Nothing was done yet. ${preview} To go on, call again with the same arguments and confirm: "${token}".`,
        false,
      );
}

/** Progress goes to clients that asked for it; one that has left misses it without a word. */
function progressOf({ mcpReq: { _meta: meta, notify } }: ServerContext): Pick<CallContext, 'onProgress'> {
  const progressToken = meta?.progressToken;
  if (progressToken === undefined) return {};
  return {
    onProgress(message, progress, total) {
      const params = { progressToken, progress, message, ...(total === undefined ? {} : { total }) };
      notify({ method: 'notifications/progress', params }).catch(() => undefined);
    },
  };
}

/**
 * Makes MCP servers for connections (stdio) or requests (HTTP): the same tools, calls and errors for both eras.
 * Callers that no transport names are `local`. The only place where an error becomes an MCP result.
 */
export function createMcpFactory(app: App, local: Caller): McpServerFactory {
  const instructionsFor = createInstructions(app.config.timeZone);
  return ({ era, requestInfo, authInfo }) => {
    const isStatelessLegacy = era === 'legacy' && requestInfo !== undefined;
    const opening = (authInfo?.extra?.caller as Caller | undefined) ?? local;
    const { name } = opening;
    /** In a session each request says anew where it comes from, and with whose credential it runs. */
    const callerOf = (context: ServerContext) =>
      (context.http?.authInfo?.extra?.caller as Caller | undefined) ?? opening;
    const person = createPersonAsker(app.stateKey, name);
    const offers = offersOf(opening.view);
    const server = new Server(
      { name: 'openobserve-mcp', title: 'OpenObserve', version: VERSION },
      {
        capabilities: { tools: { listChanged: false }, ...guideCapabilities(offers) },
        instructions: instructionsFor(opening.view),
        cacheHints: {
          'tools/list': { ttlMs: LIST_TTL_MS, cacheScope: 'private' },
          'server/discover': { ttlMs: LIST_TTL_MS, cacheScope: 'private' },
          ...GUIDE_CACHE,
        },
        requestState: { verify: person.verify },
      },
    );
    const observe = (call: ToolCall, context: ServerContext) =>
      observeCall(app.telemetry, {
        method: context.mcpReq.method,
        tool: call.name,
        arguments: call.arguments,
        view: callerOf(context).view,
        origin: callerOf(context).origin,
        era,
        protocolVersion:
          server.getNegotiatedProtocolVersion() ??
          context.http?.req?.headers.get('mcp-protocol-version') ??
          null,
        rpcId: context.mcpReq.id,
        meta: context.mcpReq._meta,
      });

    /** A read that a resource or a completion needs: a call like any other. */
    const readFor = (context: ServerContext) => async (tool: Readable, args: ToolCall['arguments']) => {
      const observed = observe({ name: tool.name, arguments: args }, context);
      const { view, run } = callerOf(context);
      try {
        const result = await app.telemetry.within(observed.span, () =>
          run(callThrough(view, tool, args), {
            view,
            signal: context.mcpReq.signal,
            approved: () => false,
            caller: name,
            onOperation: observed.operation,
            onInstance: observed.instance,
          }),
        );
        observed.end('ok', null, result);
        return result;
      } catch (error) {
        observed.end('error', error instanceof OpenObserveMcpError ? error.code : 'unexpected', null);
        throw error;
      }
    };

    serveGuides(
      server,
      async (context) =>
        asHandlers(
          (await import('../guides/guides.ts')).createGuides({
            view: callerOf(context).view,
            toolsets: app.catalog.toolsets,
            read: readFor(context),
          }),
          app,
        ),
      offers,
    );
    server.setRequestHandler('tools/list', ({ params }, context) => {
      onlyPage('tools/list', params);
      const tools = callerOf(context).view.current().listed as unknown as Tool[];
      return { tools: drawsViews(server, context) ? withViews(tools) : tools };
    });
    server.setRequestHandler(
      'tools/call',
      async ({ params }, context): Promise<CallToolResult | InputRequiredResult> => {
        const { view, run } = callerOf(context);
        const call: ToolCall = { name: params.name, arguments: { ...params.arguments } };
        const observed = observe(call, context);
        const canAsk = person.canAsk(server, context, isStatelessLegacy);
        const hasViews = drawsViews(server, context);
        const settle = (end: CallEnd, error: string | null, result: ToolResult) => {
          observed.end(end, error, result);
          return withViewData(result);
        };
        try {
          const reply = await person.replyTo(call, context);
          if (reply && reply.content?.approve !== true && call.name !== ASK)
            return settle('asked', 'declined', asText('Nothing was done: it was not approved.', true));
          const result = await app.telemetry.within(observed.span, () =>
            run(call, {
              view,
              signal: context.mcpReq.signal,
              approved: () => false,
              caller: name,
              onOperation: observed.operation,
              onInstance: observed.instance,
              canAsk,
              hasViews,
              ...progressOf(context),
              ...(reply === undefined ? {} : { reply }),
            }),
          );
          return settle(result.isError ? 'error' : 'ok', result.isError ? 'step_failed' : null, result);
        } catch (error) {
          const plan =
            hasViews && error instanceof ConfirmationRequired ? planResult(error, call, view) : null;
          if (plan) return settle('asked', 'confirmation_required', plan);
          if (error instanceof PersonNeeded || (error instanceof ConfirmationRequired && canAsk)) {
            observed.end('asked', error.code, null);
            return person.ask(error instanceof PersonNeeded ? error : approvalQuestion(error), call);
          }
          if (error instanceof ConfirmationRequired) return settle('asked', error.code, previewResult(error));
          const code = error instanceof OpenObserveMcpError ? error.code : 'unexpected';
          if (code !== 'unknown_tool') return settle('error', code, errorResult(error, app));
          observed.end('error', code, null);
          throw new ProtocolError(ProtocolErrorCode.InvalidParams, toMessage(error));
        }
      },
    );
    return server;
  };
}
