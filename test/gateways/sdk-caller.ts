import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import type { Caller } from './calls.ts';

export type Mode = 'legacy' | 'auto' | { readonly pin: string };

/** The official client, connected. `nameOf` gives the gateway's name of a tool. */
export async function connectSdk(
  url: string,
  headers: Readonly<Record<string, string>>,
  { mode = 'auto', nameOf = (name) => name }: { mode?: Mode; nameOf?: (name: string) => string } = {},
): Promise<Caller & { readonly client: Client; close(): Promise<void> }> {
  const client = new Client({ name: 'gateway-test', version: '1' }, { versionNegotiation: { mode } });
  await client.connect(
    new StreamableHTTPClientTransport(new URL(url), { requestInit: { headers: { ...headers } } }),
  );
  return {
    client,
    async list() {
      const { tools } = await client.listTools();
      return tools.map(({ name, description = '' }) => ({ name, description }));
    },
    async call(name, args) {
      const result = await client.callTool({ name: nameOf(name), arguments: { ...args } });
      const [first] = result.content as Array<{ text?: string }>;
      return { text: first?.text ?? '', isError: result.isError === true };
    },
    close: () => client.close(),
  };
}
