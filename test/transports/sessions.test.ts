import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { afterEach, expect, it, vi } from 'vitest';
import { type Running, rpc, start } from './running.ts';

const KEYS = { a: 'key-of-a-long-kind-1', b: 'key-of-a-long-kind-2' };
const INITIALIZE = rpc('initialize', {
  protocolVersion: '2025-06-18',
  capabilities: {},
  clientInfo: { name: 'test', version: '1' },
});
const running: Running[] = [];

async function serve(env: Record<string, string> = {}): Promise<Running> {
  const server = await start({ O2_SESSIONS: '2', ...env });
  running.push(server);
  return server;
}

afterEach(async () => {
  for (const server of running.splice(0)) await server.close();
});

/** A 2025 client whose person answers as told. */
async function connected(server: Running, approve: boolean, asked: string[] = []) {
  const client = new Client(
    { name: 'test', version: '1' },
    { capabilities: { elicitation: { form: {} } }, versionNegotiation: { mode: 'legacy' } },
  );
  client.setRequestHandler('elicitation/create', async ({ params }) => {
    asked.push(params.message);
    return { action: 'accept' as const, content: { approve } };
  });
  const transport = new StreamableHTTPClientTransport(new URL(server.url));
  await client.connect(transport);
  return { client, transport };
}

it('let 2025 clients ask their person over HTTP', async () => {
  const server = await serve();
  const asked: string[] = [];
  for (const approve of [false, true]) {
    const { client, transport } = await connected(server, approve, asked);
    await client.callTool({ name: 'stream_delete', arguments: { stream_name: 'app' } });
    await transport.terminateSession();
    await client.close();
    expect(server.openobserve.seen.filter(({ method }) => method === 'DELETE')).toHaveLength(approve ? 1 : 0);
  }
  expect(asked).toHaveLength(2);
});

it('let them cancel', async () => {
  const server = await serve();
  server.openobserve.answer = () => undefined;
  const { client } = await connected(server, true);
  const cancel = new AbortController();
  const call = client
    .callTool({ name: 'stream_list', arguments: {} }, { signal: cancel.signal })
    .catch(() => 'cancelled');
  await vi.waitFor(() => expect(server.openobserve.seen).toHaveLength(1));
  cancel.abort();
  expect(await call).toBe('cancelled');
  await vi.waitFor(() => expect(server.openobserve.seen[0]?.isCutOff).toBe(true));
  await client.close();
});

it('are capped: who comes later is served without one', async () => {
  const server = await serve();
  const ids = [];
  for (let count = 0; count < 4; count++)
    ids.push((await server.ask({ body: INITIALIZE })).headers['mcp-session-id']);
  expect(ids.filter((id) => id !== undefined)).toHaveLength(2);
  expect((await server.ask({ body: rpc('tools/list') })).status).toBe(200);
});

it('end when idle, or when told to, and then others have room', async () => {
  const server = await serve({ O2_SESSIONS: '1', O2_SESSION_IDLE: '200ms' });
  const open = async () =>
    (await server.ask({ body: INITIALIZE })).headers['mcp-session-id'] as string | undefined;
  expect(await open()).toBeDefined();
  await vi.waitFor(async () => expect(await open()).toBeDefined(), { timeout: 3000, interval: 100 });
  await vi.waitFor(
    async () => {
      const id = await open();
      expect(id).toBeDefined();
      const ended = await server.ask({ method: 'DELETE', headers: { 'mcp-session-id': id } });
      expect(ended.status).toBe(200);
    },
    { timeout: 3000, interval: 100 },
  );
  expect(await open()).toBeDefined();
});

it('belong to who opened them', async () => {
  const server = await serve({ MCP_KEYS: `a:${KEYS.a},b:${KEYS.b}` });
  const opened = await server.ask({ body: INITIALIZE, headers: { 'x-api-key': KEYS.a } });
  const id = opened.headers['mcp-session-id'] as string;
  const list = (key: string) =>
    server.ask({ body: rpc('tools/list'), headers: { 'x-api-key': key, 'mcp-session-id': id } });
  expect((await list(KEYS.a)).status).toBe(200);
  const other = await list(KEYS.b);
  expect(other.status).toBe(404);
  expect(other.json.error.message).toContain('no such session');
});

it('are none by default', async () => {
  const server = await serve({ O2_SESSIONS: '0' });
  expect((await server.ask({ body: INITIALIZE })).headers['mcp-session-id']).toBeUndefined();
  expect((await server.ask({ method: 'GET' })).status).toBe(405);
});
