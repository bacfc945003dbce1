import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { anthropicEvents, readAnthropic } from './wire-anthropic.ts';
import { chatEvents, readChat } from './wire-chat.ts';
import { readResponses, responsesEvents } from './wire-responses.ts';

/** What a model is asked, whatever the protocol. */
export interface Asked {
  readonly protocol: ProtocolName;
  readonly system: string;
  readonly tools: readonly {
    readonly name: string;
    readonly description: string;
    readonly schema: unknown;
  }[];
  readonly turns: readonly AskedTurn[];
  /** Everything that was sent, as text. */
  readonly body: string;
  readonly headers: IncomingMessage['headers'];
}

export type AskedTurn =
  | { readonly role: 'user'; readonly text: string }
  | { readonly role: 'model'; readonly text: string; readonly calls: readonly WantedCall[] }
  | { readonly role: 'tools'; readonly answers: readonly { readonly id: string; readonly text: string }[] };

export interface WantedCall {
  readonly id?: string;
  readonly name: string;
  /** An object, or text that goes out as it is. */
  readonly arguments: unknown;
}

/** What the model does. Without anything else it says `text`. */
export interface Reply {
  readonly text?: string;
  readonly calls?: readonly WantedCall[];
  readonly refusal?: boolean;
  /** It has written all that it may, and has no end. */
  readonly isCutOff?: boolean;
  /** `cached`: the part of `input` that the provider had kept; left out for none. */
  readonly usage?: { readonly input: number; readonly output: number; readonly cached?: number };
  readonly fault?: Fault;
}

/** `status`: answer with it. `hang`: never answer. `cut`: break off in the middle. `nonsense`: a page instead of events. */
export type Fault =
  | {
      readonly kind: 'status';
      readonly status: number;
      readonly body: unknown;
      readonly headers?: Record<string, string>;
    }
  | { readonly kind: 'hang' }
  | { readonly kind: 'cut' }
  | { readonly kind: 'stall' }
  | { readonly kind: 'nonsense' };

/** Decides what to do from what it is asked. */
export type Brain = (asked: Asked) => Reply | Promise<Reply>;

export type ProtocolName = 'anthropic' | 'responses' | 'chat';

/** One event of a stream. */
export interface Event {
  readonly event?: string;
  readonly data: unknown;
}

interface Wire {
  read(body: Record<string, unknown>): Omit<Asked, 'protocol' | 'body' | 'headers'>;
  events(reply: Reply, asked: Asked): Event[];
}

const WIRES: Readonly<Record<string, readonly [ProtocolName, Wire]>> = {
  '/v1/messages': ['anthropic', { read: readAnthropic, events: anthropicEvents }],
  '/v1/responses': ['responses', { read: readResponses, events: responsesEvents }],
  '/v1/chat/completions': ['chat', { read: readChat, events: chatEvents }],
};

/** A language model on loopback that speaks the three protocols, streamed, and remembers what it was asked. */
export interface ModelServer {
  readonly url: string;
  readonly asked: Asked[];
  brain: Brain;
  /** Settings that make our server use it. */
  env(protocol: ProtocolName): Record<string, string>;
  close(): Promise<void>;
}

export const PROTOCOLS: readonly ProtocolName[] = ['anthropic', 'responses', 'chat'];

function sse({ event, data }: Event): string {
  const text = typeof data === 'string' ? data : JSON.stringify(data);
  return `${event === undefined ? '' : `event: ${event}\n`}data: ${text}\n\n`;
}

function fail(response: ServerResponse, fault: Fault): void {
  if (fault.kind === 'hang') return;
  if (fault.kind === 'status') {
    response.writeHead(fault.status, { 'content-type': 'application/json', ...fault.headers });
    response.end(JSON.stringify(fault.body));
    return;
  }
  response.writeHead(200, { 'content-type': fault.kind === 'nonsense' ? 'text/html' : 'text/event-stream' });
  response.end('<html><body>Welcome to the proxy</body></html>');
}

export async function startModelServer(brain: Brain): Promise<ModelServer> {
  const asked: Asked[] = [];
  async function answer(request: IncomingMessage, body: string, response: ServerResponse) {
    const [protocol, wire] = WIRES[request.url?.split('?')[0] ?? ''] ?? [];
    if (protocol === undefined || wire === undefined) {
      response.writeHead(404, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ error: { type: 'not_found_error', message: `no ${request.url}` } }));
      return;
    }
    const now: Asked = {
      protocol,
      ...wire.read(JSON.parse(body) as Record<string, unknown>),
      body,
      headers: request.headers,
    };
    asked.push(now);
    const reply = await server.brain(now);
    if (reply.fault && reply.fault.kind !== 'cut' && reply.fault.kind !== 'stall')
      return fail(response, reply.fault);
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    const events = wire.events(reply, now).map(sse);
    if (!reply.fault) return void response.end(events.join(''));
    response.write(events.slice(0, Math.ceil(events.length / 2)).join(''));
    if (reply.fault.kind === 'cut') setTimeout(() => response.destroy(), 20);
  }
  const http = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      answer(request, Buffer.concat(chunks).toString(), response).catch((error) => {
        response.writeHead(500, { 'content-type': 'application/json' });
        response.end(JSON.stringify({ error: { message: `the brain failed: ${(error as Error).message}` } }));
      });
    });
  });
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
  const server: ModelServer = {
    url,
    asked,
    brain,
    env: (protocol): Record<string, string> =>
      protocol === 'anthropic'
        ? { LLM_PROVIDER: 'anthropic', LLM_BASE_URL: url, ANTHROPIC_API_KEY: 'test-key-of-anthropic' }
        : {
            LLM_PROVIDER: 'openai',
            LLM_WIRE: protocol,
            LLM_BASE_URL: `${url}/v1`,
            OPENAI_API_KEY: 'test-key-of-openai',
          },
    async close() {
      http.closeAllConnections();
      await new Promise((resolve) => http.close(resolve));
    },
  };
  return server;
}

/** The tokens that a reply is said to cost: about what its text would, unless the brain says otherwise. */
export function usageOf(reply: Reply, body: string): { input: number; output: number; cached: number } {
  const said = `${reply.text ?? ''}${JSON.stringify(reply.calls ?? [])}`;
  const {
    input,
    output,
    cached = 0,
  } = reply.usage ?? {
    input: Math.ceil(body.length / 4),
    output: Math.ceil(said.length / 4),
  };
  return { input, output, cached };
}

/** Arguments of a call as text. */
export function argumentText(args: unknown): string {
  return typeof args === 'string' ? args : JSON.stringify(args);
}

/** `text` in pieces, as streams bring it. */
export function pieces(text: string): string[] {
  return text.match(/[\s\S]{1,40}/g) ?? [''];
}
