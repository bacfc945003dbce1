import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import proxy from '../../../docs/gateways/cloudflare-worker.ts';

/** What the test asks the Worker to do: connect as the portal does, then list or call. */
interface Order {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly mode: 'legacy' | 'auto' | { readonly pin: string };
  readonly call?: { readonly name: string; readonly arguments: Record<string, unknown> };
}

async function carryOut({ url, headers, mode, call }: Order): Promise<unknown> {
  const client = new Client({ name: 'portal-test', version: '1' }, { versionNegotiation: { mode } });
  const transport = new StreamableHTTPClientTransport(new URL(url), { requestInit: { headers } });
  await client.connect(transport);
  try {
    const answer = call ? await client.callTool(call) : await client.listTools();
    return { version: client.getNegotiatedProtocolVersion(), ...answer };
  } finally {
    await client.close();
  }
}

export default {
  async fetch(request: Request): Promise<Response> {
    // The proxy that the docs show, with the settings of the Worker taken from the request.
    const { headers } = request;
    const origin = headers.get('x-target');
    if (origin) {
      const keyOf = (name: string) => headers.get(name) ?? '';
      return proxy.fetch(request, { ORIGIN: origin, KEY: keyOf('x-key'), CALLER_KEY: keyOf('x-caller-key') });
    }
    try {
      return Response.json(await carryOut((await request.json()) as Order));
    } catch (error) {
      return Response.json({ failure: String(error) }, { status: 502 });
    }
  },
};
