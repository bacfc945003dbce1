import type { ToolAnswer } from '../../views/client/draw/host.ts';
import { EXTENSION, VIEW_TYPE } from '../../views/tool-views.ts';
import { askForKey, keyHeaders } from './key.ts';

/** The server said no, or did not answer. The message is for people. */
export class Failure extends Error {}

const ERA = '2026-07-28';
const META = {
  'io.modelcontextprotocol/protocolVersion': ERA,
  'io.modelcontextprotocol/clientInfo': { name: 'openobserve-mcp page', version: '1' },
  'io.modelcontextprotocol/clientCapabilities': {
    elicitation: { form: {} },
    extensions: { [EXTENSION]: { mimeTypes: [VIEW_TYPE] } },
  },
};

let lastId = 0;
let isOldEra = false;

/** From now on speak as a client of 2025: a question of the server then comes as part of an answer. */
export function speakOldEra(): void {
  isOldEra = true;
}

async function send(path: string, init: RequestInit): Promise<Response> {
  try {
    // Without credentials of the browser's own, which would also make it show a login box.
    return await fetch(path, {
      ...init,
      headers: { ...init.headers, ...keyHeaders() },
      credentials: 'omit',
      cache: 'no-store',
    });
  } catch (error) {
    if (init.signal?.aborted) throw error;
    throw new Failure('The server does not respond. Check that it is running.');
  }
}

async function messageOf(response: Response): Promise<string> {
  const body = await response.json().catch(() => null);
  return body?.error?.message ?? `The server answered ${response.status}.`;
}

/** Sends a request, and asks for the key as often as the server wants another one. */
async function request(path: string, init: RequestInit = {}): Promise<unknown> {
  for (;;) {
    const response = await send(path, init);
    if (response.status !== 401) {
      if (!response.ok) throw new Failure(await messageOf(response));
      return response.json();
    }
    const wantsCredential = /^basic/i.test(response.headers.get('www-authenticate') ?? '');
    await askForKey(await messageOf(response), wantsCredential);
  }
}

/** Reads JSON from a path of this server. @throws with the reason when it refuses */
export function read<T>(path: string): Promise<T> {
  return request(path) as Promise<T>;
}

/** A field of a form, as JSON Schema. */
export interface FormField {
  readonly type?: string;
  readonly title?: string;
  readonly description?: string;
  readonly enum?: readonly string[];
}

/** What the server asks of the person before it goes on. */
export interface ServerQuestion {
  readonly message: string;
  readonly properties: Readonly<Record<string, FormField>>;
  readonly required: readonly string[];
  /** Calls again with what was answered; null for a no. */
  reply(content: Readonly<Record<string, unknown>> | null, signal: AbortSignal): Promise<CallReply>;
}

/** A reply to a call: a question of the server, or the result. */
export type CallReply =
  | { readonly kind: 'asked'; readonly asked: ServerQuestion }
  | { readonly kind: 'done'; readonly result: ToolAnswer };

interface RpcAnswer {
  readonly error?: { readonly message: string };
  readonly result?: ToolAnswer & {
    readonly requestState?: string;
    readonly inputRequests?: Readonly<
      Record<
        string,
        {
          readonly params: {
            readonly message: string;
            readonly requestedSchema: {
              readonly properties: Readonly<Record<string, FormField>>;
              readonly required?: readonly string[];
            };
          };
        }
      >
    >;
  };
}

/** Call a tool over MCP, as any other client does. @throws {Failure} */
export async function callTool(
  name: string,
  args: Readonly<Record<string, unknown>>,
  signal: AbortSignal,
  more: Readonly<Record<string, unknown>> = {},
): Promise<CallReply> {
  lastId += 1;
  const method = 'tools/call';
  const params = { name, arguments: args, ...more, ...(isOldEra ? {} : { _meta: META }) };
  const headers: Record<string, string> = isOldEra
    ? {}
    : { 'mcp-protocol-version': ERA, 'mcp-method': method, 'mcp-name': name };
  const answer = (await request('mcp', {
    method: 'POST',
    signal,
    headers: {
      'content-type': 'application/json',
      accept: 'application/json, text/event-stream',
      ...headers,
    },
    body: JSON.stringify({ jsonrpc: '2.0', id: lastId, method, params }),
  })) as RpcAnswer;
  if (answer.error || !answer.result) throw new Failure(answer.error?.message ?? 'The answer was empty.');
  const { inputRequests, requestState } = answer.result;
  const [entry] = Object.entries(inputRequests ?? {});
  if (!entry) return { kind: 'done', result: answer.result };
  const [key, { params: asked }] = entry;
  return {
    kind: 'asked',
    asked: {
      message: asked.message,
      properties: asked.requestedSchema.properties,
      required: asked.requestedSchema.required ?? [],
      reply: (content, later) =>
        callTool(name, args, later, {
          inputResponses: { [key]: content === null ? { action: 'decline' } : { action: 'accept', content } },
          ...(requestState === undefined ? {} : { requestState }),
        }),
    },
  };
}
