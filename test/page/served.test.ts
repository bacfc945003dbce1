import { CLIENTS } from '../../src/clients/clients.ts';
import { FORM_CLIENTS } from '../../src/clients/form-clients.ts';
import { GATEWAYS } from '../../src/clients/gateways.ts';
import { afterEach, describe, expect, it } from 'vitest';
import { lastCredential, type Running, rpc, start } from '../transports/running.ts';

const KEYS = { MCP_KEYS: 'ann:key-of-ann-for-tests,ben:key-of-ben-for-tests' };
const ANN = { 'x-api-key': 'key-of-ann-for-tests' };
const BEN = { 'x-api-key': 'key-of-ben-for-tests' };
const HTML = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' };
const running: Running[] = [];

afterEach(async () => {
  for (const server of running.splice(0)) await server.close();
});

async function serve(env: Record<string, string> = {}): Promise<Running> {
  const server = await start(env);
  running.push(server);
  return server;
}

const get = (server: Running, path: string, headers: Record<string, string> = {}) =>
  server.ask({ method: 'GET', path, headers });

describe('GET /', () => {
  it('is the page for browsers, a hint for curl, and MCP for clients', async () => {
    const server = await serve();
    const page = await get(server, '/', HTML);
    expect(page.status).toBe(200);
    expect(page.text).toMatch(/^<!doctype html>/i);
    for (const accept of ['application/json', 'application/json, text/event-stream']) {
      const probe = await get(server, '/', { accept });
      expect([probe.status, probe.headers.allow, probe.json.error.code]).toEqual([405, 'POST', -32000]);
    }
    const hint = await get(server, '/', { accept: '*/*' });
    expect([hint.status, hint.headers['content-type']]).toEqual([200, 'text/plain; charset=UTF-8']);
    expect(hint.text).toContain('open this address in a browser');
    const client = await get(server, '/mcp', HTML);
    expect([client.status, client.json.error.message]).toEqual([405, expect.stringContaining('web page')]);
    expect((await server.ask({ path: '/', body: rpc('ping') })).json.result).toEqual({});
  });

  it('lets nothing run but its own, and nobody frame it', async () => {
    const server = await serve(KEYS);
    const { headers, text } = await get(server, '/', HTML);
    const policy = String(headers['content-security-policy']);
    expect(policy).toMatch(/default-src 'none'.*connect-src 'self'.*frame-ancestors 'none'/);
    expect(policy).not.toContain('unsafe');
    expect(headers['x-frame-options']).toBe('DENY');
    expect(text).not.toMatch(/\son\w+=|<script src|<link rel="stylesheet"|style="/);
    expect(text.match(/https?:\/\/[^\s"'`]+/g)?.filter((url) => !url.includes('www.w3.org'))).toEqual([]);
    expect(text).not.toContain('own@example.com');
  });
});

describe('what the page reads', () => {
  it('needs the key that calls need', async () => {
    const server = await serve(KEYS);
    for (const path of ['/page/status', '/page/tools', '/page/calls']) {
      expect((await get(server, path)).status).toBe(401);
      expect((await get(server, path, { 'x-api-key': 'wrong' })).status).toBe(401);
      expect((await get(server, path, ANN)).status).toBe(200);
    }
  });

  it('shows the state without a secret', async () => {
    const server = await serve(KEYS);
    const { json, text } = await get(server, '/page/status?url=https%3A%2F%2Fmcp.example.com%2Fmcp', ANN);
    expect(json).toMatchObject({
      isSample: false,
      instances: [
        {
          name: null,
          state: 'reachable',
          address: server.openobserve.url,
          organization: { name: 'default' },
        },
      ],
      caller: 'ann',
      canAsk: true,
    });
    expect(json.clients.map(({ name }: { name: string }) => name)).toEqual(
      [...CLIENTS, ...FORM_CLIENTS, ...GATEWAYS].map(({ name }) => name),
    );
    const cursor = json.clients.find(({ name }: { name: string }) => name === 'cursor');
    expect(JSON.parse(cursor.snippet).mcpServers.openobserve.url).toBe('https://mcp.example.com/mcp');
    expect(text).not.toMatch(/own-secret|key-of-/);
  });

  it('says which organization is the only one, with the credential of the caller', async () => {
    const server = await serve({ O2_ORG: '', O2_AUTH: 'caller' });
    server.openobserve.answer = (_, response) => {
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify({ data: [{ identifier: 'acme', name: 'Acme' }] }));
    };
    const authorization = `Basic ${Buffer.from('me@example.com:mine').toString('base64')}`;
    const { json } = await get(server, '/page/status', { authorization });
    expect(json.instances[0].organization).toEqual({ name: 'acme', remedy: null });
    expect(lastCredential(server)).toBe('me@example.com:mine');
  });

  it('shows the tools of the view alone', async () => {
    const server = await serve({ O2_PROFILE: 'kv', O2_READ_ONLY: '1' });
    const { json } = await get(server, '/page/tools');
    expect(json.map(({ name }: { name: string }) => name)).toEqual(['get_kv_value', 'list_kv_keys']);
    expect(json[0]).toMatchObject({
      access: 'read',
      toolset: expect.any(String),
      proof: { level: 'proven' },
    });
    expect(json[0].arguments).toContainEqual(expect.objectContaining({ name: 'key', required: true }));
  });

  it("shows a caller's own calls, without a value of an argument", async () => {
    const server = await serve(KEYS);
    await server.call('stream_list', { keyword: 'very-private' }, { headers: ANN });
    await server.call('no_such_tool', { x: 1 }, { headers: ANN });
    const { json, text } = await get(server, '/page/calls', ANN);
    expect(json).toMatchObject([
      { tool: 'no_such_tool', end: 'error', error: 'unknown_tool', caller: 'ann' },
      { tool: 'stream_list', end: 'ok', argumentNames: ['keyword'], operations: ['stream_list'] },
    ]);
    expect(text).not.toContain('very-private');
    expect((await get(server, '/page/calls', BEN)).json).toEqual([]);
  });

  it('shows calls of one credential to no other that somebody made up for the same account', async () => {
    const server = await serve({ O2_AUTH: 'caller' });
    const as = (password: string) => ({ authorization: `Basic ${btoa(`ann@example.com:${password}`)}` });
    await server.call('stream_list', {}, { headers: as('right-password') });
    expect((await get(server, '/page/calls', as('right-password'))).json).toHaveLength(1);
    expect((await get(server, '/page/calls', as('made-up'))).json).toEqual([]);
  });

  it('keeps the last hundred calls', async () => {
    const server = await serve();
    for (let count = 0; count < 105; count += 1) await server.call(`tool_${count}`);
    const { json } = await get(server, '/page/calls');
    expect(json).toHaveLength(100);
    expect([json[0].tool, json[99].tool]).toEqual(['tool_104', 'tool_5']);
  });
});

describe('another site', () => {
  const CROSS = { 'sec-fetch-site': 'cross-site' };
  const hostOf = (server: Running) => new URL(server.url).host;
  const ask = (server: Running, headers: Record<string, string>) =>
    server.ask({ headers, body: rpc('tools/list') });

  it('gets nothing of what the page reads', async () => {
    const server = await serve();
    for (const site of ['cross-site', 'same-site'])
      expect((await get(server, '/page/calls', { 'sec-fetch-site': site })).status).toBe(403);
    expect((await get(server, '/page/calls', { 'sec-fetch-site': 'same-origin' })).status).toBe(200);
    expect((await get(server, '/page/calls', { origin: 'https://evil.example' })).status).toBe(403);
  });

  it('calls nothing, where keys are needed or not, while the page itself does', async () => {
    for (const [env, key] of [
      [{}, {}],
      [KEYS, ANN],
      [{ O2_NO_AUTH: '1' }, {}],
    ] as const) {
      const server = await serve(env);
      const own = { ...key, origin: `http://${hostOf(server)}`, 'sec-fetch-site': 'same-origin' };
      expect((await ask(server, own)).status).toBe(200);
      const { 'sec-fetch-site': _, ...plain } = own;
      expect((await ask(server, plain)).status).toBe(200);
      const evil = { ...key, origin: 'https://evil.example' };
      expect((await ask(server, { ...evil, ...CROSS })).status).toBe(403);
      expect((await ask(server, evil)).status).toBe(403);
      expect((await ask(server, { ...key, origin: 'null' })).status).toBe(403);
    }
  });

  it('does not get in by a name that it pointed here, where no key is needed', async () => {
    const rebound = {
      host: 'evil.example',
      origin: 'http://evil.example',
      'sec-fetch-site': 'same-origin',
    };
    const open: Record<string, string>[] = [{}, { O2_NO_AUTH: '1' }];
    for (const env of open) expect((await ask(await serve(env), rebound)).status).toBe(403);
    const named = await serve({ O2_NO_AUTH: '1', O2_ALLOWED_HOSTS: 'mcp.example.com' });
    const own = { host: 'mcp.example.com', origin: 'http://mcp.example.com' };
    expect((await ask(named, own)).status).toBe(200);
    expect((await get(await serve(), '/', { ...HTML, host: 'evil.example' })).status).toBe(403);
  });
});
