import {
  type CompleteRequestParams,
  type CompleteResult,
  type GetPromptRequestParams,
  type GetPromptResult,
  type InputRequiredResult,
  type Prompt,
  ProtocolError,
  ProtocolErrorCode,
  type ReadResourceResult,
  type Resource,
  ResourceNotFoundError,
  type ResourceTemplateType,
  type Server,
  type ServerContext,
} from '@modelcontextprotocol/server';
import { failureId, OpenObserveMcpError, toMessage } from '../errors.ts';
import type { CompletionRequest } from '../guides/completions.ts';
import type { createGuides } from '../guides/guides.ts';
import type { Offers } from '../guides/offered-guides.ts';
import type { App } from './app.ts';

/** How long clients may keep a list, in ms. */
export const LIST_TTL_MS = 300_000;
const READ_TTL_MS = 60_000;

/** What is served beside tools, as the SDK wants it. */
export interface GuideHandlers {
  prompts(): Prompt[];
  prompt(
    params: GetPromptRequestParams,
    context: ServerContext,
  ): Promise<GetPromptResult | InputRequiredResult>;
  resources(): Resource[];
  templates(): ResourceTemplateType[];
  /** Null when there is nothing at this address. */
  resource(uri: string): Promise<ReadResourceResult | null>;
  complete(params: CompleteRequestParams): Promise<CompleteResult>;
}

/** How long clients may keep what is served beside tools. */
export const GUIDE_CACHE = {
  'prompts/list': { ttlMs: LIST_TTL_MS, cacheScope: 'private' },
  'resources/list': { ttlMs: LIST_TTL_MS, cacheScope: 'private' },
  'resources/templates/list': { ttlMs: LIST_TTL_MS, cacheScope: 'private' },
  'resources/read': { ttlMs: READ_TTL_MS, cacheScope: 'private' },
} as const;

/** Capabilities of MCP for the prompts and resources that are offered. */
export function guideCapabilities({ prompts, templates }: Offers) {
  return {
    resources: { listChanged: false, subscribe: false },
    ...(prompts ? { prompts: { listChanged: false } } : {}),
    ...(prompts || templates ? { completions: {} } : {}),
  };
}

/** Lists are whole: a cursor asks for a page that there is not. @throws {ProtocolError} */
export function onlyPage(method: string, params: { cursor?: string } | undefined): void {
  if (params?.cursor === undefined) return;
  throw new ProtocolError(
    ProtocolErrorCode.InvalidParams,
    `There is only one page: call ${method} without a cursor.`,
  );
}

/** Serve prompts, resources and completions; what they are is loaded with the first request for one. */
export function serveGuides(
  server: Server,
  load: (context: ServerContext) => Promise<GuideHandlers>,
  { prompts, templates }: Offers,
): void {
  server.setRequestHandler('resources/list', async ({ params }, context) => {
    onlyPage('resources/list', params);
    return { resources: (await load(context)).resources() };
  });
  server.setRequestHandler('resources/templates/list', async ({ params }, context) => {
    onlyPage('resources/templates/list', params);
    return { resourceTemplates: (await load(context)).templates() };
  });
  server.setRequestHandler('resources/read', async ({ params }, context) => {
    const result = await (await load(context)).resource(params.uri);
    if (result) return result;
    throw new ResourceNotFoundError(
      params.uri,
      `There is nothing at ${params.uri}. resources/list and resources/templates/list show what there is.`,
    );
  });
  if (prompts) {
    server.setRequestHandler('prompts/list', async ({ params }, context) => {
      onlyPage('prompts/list', params);
      return { prompts: (await load(context)).prompts() };
    });
    server.setRequestHandler('prompts/get', async ({ params }, context) =>
      (await load(context)).prompt(params, context),
    );
  }
  if (prompts || templates)
    server.setRequestHandler('completion/complete', async ({ params }, context) =>
      (await load(context)).complete(params),
    );
}

function asProtocolError(error: unknown, { log }: App): ProtocolError {
  if (!(error instanceof OpenObserveMcpError)) log.error('unexpected', { id: failureId(error), error });
  const isCallers = error instanceof OpenObserveMcpError && error.remedy === 'caller';
  const code = isCallers ? ProtocolErrorCode.InvalidParams : ProtocolErrorCode.InternalError;
  return new ProtocolError(code, toMessage(error));
}

/** Guides as the SDK wants them, their errors as protocol errors. */
export function asHandlers(guides: ReturnType<typeof createGuides>, app: App): GuideHandlers {
  const telling = async <T>(work: () => T | Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      throw asProtocolError(error, app);
    }
  };
  return {
    prompts: guides.prompts,
    prompt: ({ name, arguments: args = {} }) =>
      telling(() => {
        const { description, text } = guides.prompt(name, args);
        return { description, messages: [{ role: 'user', content: { type: 'text', text } }] };
      }),
    resources: guides.resources,
    templates: guides.templates,
    resource: (uri) =>
      telling(async () => {
        const found = await guides.resource(uri);
        return found && { contents: [found] };
      }),
    complete: ({ ref, argument, context }) =>
      telling(async () => {
        const of = ref.type === 'ref/prompt' ? { prompt: ref.name } : { template: ref.uri };
        const completing: CompletionRequest = { of, ...argument, known: context?.arguments ?? {} };
        return { completion: { ...(await guides.complete(completing)) } };
      }),
  };
}
