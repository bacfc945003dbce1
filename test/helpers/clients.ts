import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { Client as ClientV1 } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport as StdioClientTransportV1 } from '@modelcontextprotocol/sdk/client/stdio.js';
import { StreamableHTTPClientTransport as StreamableHTTPClientTransportV1 } from '@modelcontextprotocol/sdk/client/streamableHttp.js';

const CLI = new URL('../../src/cli.ts', import.meta.url).pathname;

/** Where a client reaches the server: its address, or the environment for a process of its own. */
export interface Reach {
  readonly url: string;
  readonly env: Readonly<Record<string, string>>;
}

export interface ClientOptions {
  /** What the person answers when asked; null for a client that cannot ask one. */
  readonly person:
    | ((message: string) => {
        action: 'accept' | 'decline' | 'cancel';
        content?: Record<string, string | number | boolean>;
      })
    | null;
}

/** The part of the official clients that the tests use. */
export interface AnyClient {
  listTools(): Promise<{ tools: Array<{ name: string }> }>;
  callTool(
    call: { name: string; arguments: Record<string, unknown> },
    options?: { signal: AbortSignal },
  ): Promise<{ content: Array<{ text: string }>; isError?: boolean; structuredContent?: unknown }>;
  close(): Promise<void>;
}

type Connect = (reach: Reach, options: ClientOptions) => Promise<AnyClient>;

const stdioParameters = ({ env }: Reach) => ({
  command: process.execPath,
  args: [CLI, 'stdio'],
  env: {
    PATH: process.env.PATH ?? '',
    NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE ?? '',
    ...env,
  },
});

function clientV2(mode: 'legacy' | { pin: string }, { person }: ClientOptions): Client {
  const capabilities = person === null ? {} : { elicitation: { form: {} } };
  const client = new Client({ name: 'test', version: '1' }, { capabilities, versionNegotiation: { mode } });
  if (person !== null)
    client.setRequestHandler('elicitation/create', async ({ params }) => person(params.message));
  return client;
}

function v2(mode: 'legacy' | { pin: string }, transport: 'stdio' | 'http'): Connect {
  return async (reach, options) => {
    const client = clientV2(mode, options);
    await client.connect(
      transport === 'stdio'
        ? new StdioClientTransport(stdioParameters(reach))
        : new StreamableHTTPClientTransport(new URL(reach.url)),
    );
    return client as unknown as AnyClient;
  };
}

function v1(transport: 'stdio' | 'http'): Connect {
  return async (reach) => {
    const client = new ClientV1({ name: 'test', version: '1' });
    await client.connect(
      transport === 'stdio'
        ? new StdioClientTransportV1(stdioParameters(reach))
        : new StreamableHTTPClientTransportV1(new URL(reach.url)),
    );
    return {
      listTools: () => client.listTools(),
      callTool: (call, options) => client.callTool(call, undefined, options),
      close: () => client.close(),
    } as AnyClient;
  };
}

/** Every official client on every transport and era. `canAsk`: elicitation works there. */
export const CLIENTS: ReadonlyArray<{
  readonly name: string;
  readonly connect: Connect;
  readonly canAsk: boolean;
}> = [
  { name: 'v2, 2026 era, stdio', connect: v2({ pin: '2026-07-28' }, 'stdio'), canAsk: true },
  { name: 'v2, 2026 era, HTTP', connect: v2({ pin: '2026-07-28' }, 'http'), canAsk: true },
  { name: 'v2, 2025 era, stdio', connect: v2('legacy', 'stdio'), canAsk: true },
  { name: 'v2, 2025 era, HTTP', connect: v2('legacy', 'http'), canAsk: false },
  { name: 'v1, stdio', connect: v1('stdio'), canAsk: false },
  { name: 'v1, HTTP', connect: v1('http'), canAsk: false },
];
