import { connect } from 'node:net';
import { gunzipSync } from 'node:zlib';
import { createMcpHandler, isLegacyRequest, type McpServerFactory } from '@modelcontextprotocol/server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createMcpFactory } from '../../src/server/server.ts';
import { localCaller } from '../../src/server/caller.ts';
import { createServeLegacy } from '../../src/transports/http/legacy-protocol.ts';
import { type Answered, type Asking, modern, type Running, rpc, start } from './running.ts';

const INITIALIZE = {
  protocolVersion: '2025-06-18',
  capabilities: {},
  clientInfo: { name: 'test', version: '1' },
};
const LOOSE = { accept: '*/*' };
let server: Running;

beforeAll(async () => {
  server = await start();
});
afterAll(() => server.close());

/** Every refusal is something that a gateway can read. */
function isRpcError({ json, headers }: Answered): void {
  expect(headers['content-type']).toMatch(/^application\/json/);
  expect(json).toMatchObject({
    jsonrpc: '2.0',
    error: { code: expect.any(Number), message: expect.any(String) },
  });
}

describe('what gateways need', () => {
  it.each([['/'], ['/mcp'], ['/mcp/'], ['/mcp?profile=core']])(
    'is served at %s without a redirect',
    async (path) => {
      expect((await server.ask({ path, body: rpc('ping') })).json).toEqual({
        jsonrpc: '2.0',
        id: 1,
        result: {},
      });
    },
  );

  it.each(['2024-11-05', '2025-03-26', '2025-06-18', '2025-11-25'])(
    'speaks %s, without a session',
    async (version) => {
      const answered = await server.ask({
        body: rpc('initialize', { ...INITIALIZE, protocolVersion: version }),
      });
      expect(answered.json.result.protocolVersion).toBe(version);
      expect(answered.json.result.capabilities.tools.listChanged).not.toBe(true);
      expect(answered.headers['mcp-session-id']).toBeUndefined();
    },
  );

  it('speaks 2026-07-28, and says how long what it says holds', async () => {
    const discovered = await server.ask(modern('server/discover'));
    expect(discovered.json.result.supportedVersions).toContain('2026-07-28');
    const { json } = await server.ask(modern('tools/list'));
    expect(json.result).toMatchObject({
      resultType: 'complete',
      ttlMs: expect.any(Number),
      cacheScope: 'private',
    });
    expect(json.result.ttlMs).toBeGreaterThan(0);
  });

  it.each([
    ['any answer', LOOSE],
    ['JSON only', { accept: 'application/json' }],
    ['nothing about it', { accept: '' }],
    ['a stale session', { 'mcp-session-id': 'gone' }],
    ['no version', {}],
    ['a version', { 'mcp-protocol-version': '2025-06-18' }],
  ])('answers calls that come first, with plain JSON: client says %s', async (_, headers) => {
    for (const body of [
      rpc('ping'),
      rpc('tools/list'),
      rpc('tools/call', { name: 'stream_list', arguments: {} }),
    ]) {
      const answered = await server.ask({ headers, body });
      expect(answered.status).toBe(200);
      expect(answered.headers['content-type']).toMatch(/^application\/json/);
      expect(answered.json.result).toBeDefined();
      expect(answered.headers['mcp-session-id']).toBeUndefined();
    }
  });

  it('lists every tool on one page, and the same each time', async () => {
    const first = await server.ask({ body: rpc('tools/list') });
    expect(first.json.result.tools.length).toBeGreaterThan(161);
    expect(first.json.result.nextCursor).toBeUndefined();
    expect((await server.ask({ body: rpc('tools/list') })).text).toBe(first.text);
    const cursor = await server.ask({ body: rpc('tools/list', { cursor: '' }) });
    expect(cursor.json.error.code).toBe(-32602);
  });

  it('answers batches', async () => {
    const headers = { 'mcp-protocol-version': '2025-03-26' };
    const { json } = await server.ask({ headers, body: [rpc('ping', {}, 1), rpc('ping', {}, 'two')] });
    expect(json.map(({ id }: { id: unknown }) => id)).toEqual([1, 'two']);
  });

  it('accepts notifications', async () => {
    expect((await server.ask({ body: rpc('notifications/initialized', {}, null) })).status).toBe(202);
  });

  it.each([
    ['a GET', { method: 'GET' }, 405],
    ['a DELETE', { method: 'DELETE' }, 405],
    ['a PUT', { method: 'PUT', body: rpc('ping') }, 405],
    ['another path', { path: '/sse', method: 'GET' }, 404],
    ['another path posted to', { path: '/mcp/x', body: rpc('ping') }, 404],
    ['no JSON', { body: '{"jsonrpc":' }, 400],
    ['no message', { body: '[]' }, 400],
    ['a number', { body: '7' }, 400],
    ['nothing', { body: '' }, 400],
    ['another type', { body: rpc('ping'), headers: { 'content-type': 'text/plain' } }, 415],
    ['a large body', { body: `{"x":"${'x'.repeat(1 << 20)}"}` }, 413],
    ['an unknown profile', { path: '/mcp?profile=nope', body: rpc('ping') }, 400],
    ['an odd switch', { path: '/mcp?readonly=perhaps', body: rpc('ping') }, 400],
    ['another host', { body: rpc('ping'), headers: { host: 'evil.example' } }, 403],
    ['another web page', { body: rpc('ping'), headers: { origin: 'https://evil.example' } }, 403],
    ['no origin to speak of', { body: rpc('ping'), headers: { origin: 'null' } }, 403],
    [
      'headers that contradict the body',
      { ...modern('tools/list'), headers: { ...modern('ping').headers } },
      400,
    ],
    ['an unknown method of 2026', modern('tools/nope'), 404],
  ])('refuses %s in JSON-RPC', async (_, asking, status) => {
    const answered = await server.ask(asking);
    expect(answered.status).toBe(status);
    if (status === 405) expect(answered.headers.allow).toContain('POST');
    isRpcError(answered);
  });

  it('answers an unknown method of 2025 with 200', async () => {
    const answered = await server.ask({ body: rpc('tools/nope') });
    expect(answered.status).toBe(200);
    expect(answered.json.error.code).toBe(-32601);
  });

  it.each([
    ['no HTTP', 'NONSENSE\r\n\r\n', 400],
    [
      'a broken chunk',
      'POST /mcp HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nZZ\r\n',
      400,
    ],
    ['headers without end', `POST /mcp HTTP/1.1\r\nHost: localhost\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`, 431],
  ])('refuses %s in JSON-RPC too, and goes on', async (_, bytes, status) => {
    const text = await new Promise<string>((resolve, reject) => {
      const socket = connect(server.http.port, '127.0.0.1');
      let received = '';
      socket.on('data', (data) => {
        received += data;
      });
      socket.on('close', () => resolve(received));
      socket.on('error', reject);
      socket.write(bytes);
    });
    expect(text).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
    expect(JSON.parse(text.split('\r\n\r\n')[1] ?? '')).toMatchObject({
      jsonrpc: '2.0',
      error: { code: -32600 },
    });
    expect((await server.ask({ body: rpc('ping') })).status).toBe(200);
  });

  it('keeps connections open longer than any pool does', async () => {
    const { headers } = await server.ask({ body: rpc('ping'), headers: { connection: 'keep-alive' } });
    expect(headers['keep-alive']).toBe('timeout=120');
  });
});

describe('a body that is given again', () => {
  const handle = (factory: McpServerFactory) =>
    createMcpHandler(factory, { legacy: 'reject', responseMode: 'auto' });

  /** What the SDK itself answers to the same request. */
  async function bySdk({
    headers = {},
    body,
  }: {
    headers?: Record<string, string>;
    body: object;
  }): Promise<unknown> {
    const caller = localCaller(server.app, 'http');
    const factory = createMcpFactory(server.app, caller);
    const request = new Request('http://localhost/mcp', {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        accept: 'application/json, text/event-stream',
        ...headers,
      },
    });
    const response = (await isLegacyRequest(request, body))
      ? await createServeLegacy(factory, 1 << 20)(request, body, caller)
      : await handle(factory).fetch(request, { parsedBody: body });
    return {
      status: response.status,
      type: response.headers.get('content-type'),
      body: await response.json(),
    };
  }

  const ids = [1, 0, -5, 1.5, 'x', '', '"quoted" \\ ü', Number.MAX_SAFE_INTEGER];
  const cases = [
    ...ids.flatMap((id) => [
      modern('tools/list', {}, id),
      { body: rpc('tools/list', {}, id) },
      { body: { jsonrpc: '2.0', id, method: 'tools/list' } },
      { body: rpc('initialize', INITIALIZE, id) },
      modern('server/discover', {}, id),
      { body: rpc('ping', {}, id) },
    ]),
    { body: rpc('tools/list', { cursor: 'x' }) },
    { body: rpc('tools/list', { _meta: { progressToken: 3 } }) },
    modern('tools/list', { _meta: { progressToken: 3 } }),
    modern('tools/list', { cursor: 'x' }),
    { ...modern('tools/list'), headers: { ...modern('tools/list').headers, 'mcp-method': 'tools/call' } },
    { ...modern('tools/list'), headers: { 'mcp-protocol-version': '2026-07-28', 'mcp-method': 'ping' } },
    modern('tools/list', { _meta: { 'io.modelcontextprotocol/clientInfo': 7 } }),
    modern('tools/list', { _meta: { 'io.modelcontextprotocol/protocolVersion': '2099-01-01' } }),
  ];

  it.each(cases.map((asking) => [JSON.stringify(asking).slice(0, 90), asking] as const))(
    'is what the SDK answers: %s',
    async (_, asking) => {
      const wanted = await bySdk(asking);
      for (let round = 0; round < 3; round++) {
        const { status, headers, json } = await server.ask(asking);
        expect({ status, type: headers['content-type'], body: json }).toEqual(wanted);
      }
    },
  );

  it('differs with the view', async () => {
    const all = await server.list();
    const core = await server.list({ path: '/mcp?profile=core' });
    expect(core.length).toBeLessThan(all.length);
    expect(await server.list()).toEqual(all);
    expect(await server.list({ path: '/mcp?profile=core' })).toEqual(core);
  });

  it.each([['gzip'], ['gzip, deflate, br'], ['br;q=1.0, gzip;q=0.8, *;q=0.1']])(
    'is gzipped for "%s"',
    async (encoding) => {
      for (const id of [1, 'x'.repeat(300)]) {
        const plain = await server.ask({ body: rpc('tools/list', {}, id) });
        const response = await fetchRaw(encoding, id);
        expect(response.headers['content-encoding']).toBe('gzip');
        expect(response.bytes.length).toBeLessThan(plain.text.length / 3);
        expect(JSON.parse(gunzipSync(response.bytes).toString())).toEqual(plain.json);
      }
    },
  );

  it.each([['identity'], ['gzip;q=0'], ['br']])('is not gzipped for "%s"', async (encoding) => {
    const response = await fetchRaw(encoding, 1);
    expect(response.headers['content-encoding']).toBeUndefined();
    expect(JSON.parse(response.bytes.toString()).id).toBe(1);
  });
});

describe('the answer to a call', () => {
  const describing = { name: 'describe_tool', arguments: { name: 'search_sql' } };
  const listing = { name: 'stream_list', arguments: {} };
  const refused = { name: 'stream_list', arguments: { none: 1 } };

  it.each([
    ['is gzipped where it is long', { body: rpc('tools/call', describing) }, 'gzip'],
    ['is gzipped where it is long, in 2026', modern('tools/call', describing), 'gzip'],
    ['is as it is where it is short', { body: rpc('tools/call', listing) }, undefined],
    ['is as it is where it is short, in 2026', modern('tools/call', listing), undefined],
    [
      'is gzipped with the list in one batch',
      { body: [rpc('tools/call', listing), rpc('tools/list', {}, 2)] },
      'gzip',
    ],
    ['is as it is where it is an error', { body: rpc('tools/call', refused) }, undefined],
  ])('%s', async (_, asking, wanted) => {
    const plain = await server.ask(asking);
    const response = await fetchRaw('gzip', 1, asking);
    expect(response.headers['content-encoding']).toBe(wanted);
    const text = (wanted ? gunzipSync(response.bytes) : response.bytes).toString();
    expect(JSON.parse(text)).toEqual(plain.json);
  });
});

async function fetchRaw(
  encoding: string,
  id: string | number,
  { headers, body }: Asking = { body: rpc('tools/list', {}, id) },
) {
  const { request } = await import('node:http');
  return new Promise<{ headers: Record<string, unknown>; bytes: Buffer }>((resolve, reject) => {
    const sent = request(
      server.url,
      {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'accept-encoding': encoding, ...headers },
      },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () => resolve({ headers: response.headers, bytes: Buffer.concat(chunks) }));
      },
    );
    sent.on('error', reject);
    sent.end(JSON.stringify(body));
  });
}

describe('browsers', () => {
  const preflight = (origin: string, at: Running) =>
    at.ask({
      method: 'OPTIONS',
      headers: {
        origin,
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'content-type,mcp-protocol-version,authorization',
      },
    });

  it('of allowed pages get in, with keys', async () => {
    const KEY = 'key-of-a-long-kind-1';
    const keyed = await start({
      O2_AUDIT: 'off',
      MCP_KEYS: `a:${KEY}`,
      O2_ALLOWED_ORIGINS: 'https://chat.example.com',
    });
    try {
      const origin = 'https://chat.example.com';
      const allowed = await preflight(origin, keyed);
      expect(allowed.status).toBe(204);
      expect(allowed.headers).toMatchObject({ 'access-control-allow-origin': origin });
      for (const name of ['authorization', 'mcp-protocol-version', 'mcp-method', 'mcp-name'])
        expect(allowed.headers['access-control-allow-headers']).toContain(name);
      const called = await keyed.ask({ body: rpc('ping'), headers: { origin, 'x-api-key': KEY } });
      expect(called.headers['access-control-allow-origin']).toBe(origin);
      const unauthorized = await keyed.ask({ body: rpc('ping'), headers: { origin } });
      expect(unauthorized.headers['access-control-allow-origin']).toBe(origin);
      expect(unauthorized.headers['access-control-expose-headers']).toContain('www-authenticate');
      const evil = await preflight('https://evil.example', keyed);
      expect(evil.headers['access-control-allow-origin']).toBeUndefined();
      expect(
        (await keyed.ask({ body: rpc('ping'), headers: { origin: 'http://localhost:9', 'x-api-key': KEY } }))
          .status,
      ).toBe(403);
    } finally {
      await keyed.close();
    }
  });

  it('on this machine get in without keys', async () => {
    const origin = 'http://localhost:6274';
    expect((await preflight(origin, server)).headers['access-control-allow-origin']).toBe(origin);
    const called = await server.ask({ body: rpc('tools/list'), headers: { origin } });
    expect(called.status).toBe(200);
    expect(called.headers['access-control-allow-origin']).toBe(origin);
  });
});

describe('the 2025 era alone', () => {
  it('is served where it is asked for, also to clients that try 2026 first', async () => {
    const old = await start({ O2_PROTOCOL: '2025' });
    try {
      const { Client, StreamableHTTPClientTransport } = await import('@modelcontextprotocol/client');
      const client = new Client({ name: 'test', version: '1' }, { versionNegotiation: { mode: 'auto' } });
      await client.connect(new StreamableHTTPClientTransport(new URL(old.url)));
      expect((await client.listTools()).tools.length).toBeGreaterThan(160);
      expect((await client.callTool({ name: 'stream_list', arguments: {} })).isError).toBeFalsy();
      await client.close();
      const discovered = await old.ask(modern('server/discover'));
      expect(discovered.json.result).toBeUndefined();
      isRpcError(discovered);
    } finally {
      await old.close();
    }
  });
});
