import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it, vi } from 'vitest';
import { AUDIT_FIELDS } from '../../src/telemetry/audit.ts';
import { fileWith, modern, type Running, rpc, start } from '../transports/running.ts';

const KEY = 'key-of-the-kong-gateway';
const TRACE = '0af7651916cd43dd8448eb211c80319c';
const running: Running[] = [];

afterEach(async () => {
  for (const server of running.splice(0)) await server.close();
});

async function serve(env: Record<string, string> = {}) {
  const path = join(mkdtempSync(join(tmpdir(), 'openobserve-mcp-')), 'audit.jsonl');
  const keys = [{ name: 'kong', key: KEY, gateway: 'kong', rate: '4/min' }];
  const server = await start({ O2_AUDIT: path, MCP_KEYS_FILE: fileWith({ keys }), ...env });
  running.push(server);
  const text = () => readFileSync(path, 'utf8');
  const split = () =>
    text()
      .split('\n')
      .filter((line) => line !== '');
  const lines = async (count: number) => {
    await vi.waitFor(() => expect(split()).toHaveLength(count), 3000);
    return split().map((line) => JSON.parse(line));
  };
  return { server, lines, text };
}

it('has one line for each call, with who, what, whence and how it ended', async () => {
  const { server, lines } = await serve({ TRUST_PROXY: '1' });
  const headers = {
    'x-api-key': KEY,
    'x-consumer-username': 'ann@example.com',
    'x-kong-request-id': 'kong-1',
    'cf-ray': 'ray-1',
    'x-correlation-id': 'c-1',
    'x-forwarded-for': '6.6.6.6, 203.0.113.9',
    traceparent: `00-${TRACE}-b7ad6b7169203331-01`,
  };
  const { headers: ofEra, body } = modern(
    'tools/call',
    { name: 'stream_list', arguments: { type: 'logs' } },
    7,
  );
  await server.ask({ headers: { ...headers, ...ofEra }, body });
  const [line] = await lines(1);
  expect(line).toMatchObject({
    event: 'tool_call',
    trace_id: TRACE,
    parent_span_id: 'b7ad6b7169203331',
    transport: 'http',
    key: 'kong',
    gateway: 'kong',
    user: 'ann@example.com',
    verified_by: 'kong',
    account: 'own',
    client_ip: '203.0.113.9',
    kong_request_id: 'kong-1',
    cf_ray: 'ray-1',
    correlation_id: 'c-1',
    era: 'modern',
    protocol_version: '2026-07-28',
    method: 'tools/call',
    rpc_id: 7,
    tool: 'stream_list',
    operations: ['stream_list'],
    access: 'read',
    arguments: ['type'],
    status: 200,
    end: 'ok',
    is_error: false,
  });
  expect(Date.parse(line.ts)).toBeGreaterThan(Date.now() - 60_000);
  expect(line.duration_ms).toBeGreaterThan(0);
  expect(line.bytes_in).toBe(Buffer.byteLength(JSON.stringify(body)));
  expect(line.bytes_out).toBeGreaterThan(10);
  const order = Object.keys(AUDIT_FIELDS);
  expect(Object.keys(line)).toEqual(order.filter((field) => field in line));
});

it('tells of previews, errors, unknown tools, helpers and refusals', async () => {
  const { server, lines } = await serve({ O2_PROFILE: 'search' });
  const asking = { headers: { 'x-api-key': KEY } };
  await server.call('write_tool', { name: 'stream_delete', arguments: { stream_name: 'app' } }, asking);
  server.openobserve.answer = (_, response) => void response.writeHead(403).end('{"message":"no"}');
  await server.call('read_tool', { name: 'stream_list' }, asking);
  await server.call('nonsense', { a: 1 }, asking);
  server.openobserve.answer = (_, response) => void response.writeHead(200).end('{"list":[]}');
  await server.call('find_tools', { words: 'alerts' }, asking);
  expect((await server.call('read_tool', { name: 'stream_list' }, asking)).status).toBe(429);
  const told = await lines(5);
  expect(
    told.map(({ tool, operations, access, end, error, status }) => ({
      tool,
      operations,
      access,
      end,
      error,
      status,
    })),
  ).toEqual([
    {
      tool: 'write_tool',
      operations: ['stream_delete'],
      access: 'destructive',
      end: 'asked',
      error: 'confirmation_required',
      status: 200,
    },
    {
      tool: 'read_tool',
      operations: ['stream_list'],
      access: 'read',
      end: 'error',
      error: expect.any(String),
      status: 200,
    },
    { tool: 'nonsense', operations: [], access: 'read', end: 'error', error: 'unknown_tool', status: 200 },
    expect.objectContaining({ tool: 'find_tools', operations: [], access: 'read' }),
    expect.objectContaining({ tool: 'read_tool', end: 'refused', error: 'rate_limited', status: 429 }),
  ]);
});

it('never holds a value of an argument, nor a key', async () => {
  const { server, lines, text } = await serve();
  const asking = { headers: { 'x-api-key': KEY } };
  const secret = 'very-secret-value';
  await server.call('search_sql', { sql: `SELECT '${secret}' FROM "app"`, start_time: '1h' }, asking);
  await server.call('stream_schema', { stream_name: secret, [`${'x'.repeat(500)}`]: secret }, asking);
  await server.call('logs_ingestion_json', { stream_name: 'app', content: [{ password: secret }] }, asking);
  const [first, second] = await lines(3);
  expect(first.arguments).toEqual(['sql', 'start_time']);
  expect(second.arguments[1]).toHaveLength(64);
  for (const hidden of [
    secret,
    KEY,
    'own-secret',
    Buffer.from('own@example.com:own-secret').toString('base64'),
  ])
    expect(text()).not.toContain(hidden);
});

it('names the account of a caller with a credential of their own', async () => {
  const { server, lines, text } = await serve({ O2_AUTH: 'caller' });
  await server.call(
    'stream_list',
    {},
    { headers: { 'x-api-key': KEY, authorization: 'ann@example.com:token-of-ann' } },
  );
  expect((await lines(1))[0]).toMatchObject({ account: 'ann@example.com', key: 'kong' });
  expect(text()).not.toContain('token-of-ann');
});

it('stops the start when its file cannot be written', async () => {
  await expect(start({ O2_AUDIT: '/nowhere/at/all' })).rejects.toThrow(
    /O2_AUDIT cannot be written \(ENOENT\)/,
  );
});

it('has a line for each read that a resource or a completion needs', async () => {
  const { server, lines } = await serve();
  const headers = { 'x-api-key': KEY };
  const uri = 'openobserve://streams/logs/app';
  await server.ask({ headers, body: rpc('resources/read', { uri }) });
  await server.ask({
    headers,
    body: rpc('completion/complete', {
      ref: { type: 'ref/resource', uri: 'openobserve://streams/{type}/{name}' },
      argument: { name: 'name', value: 'a' },
    }),
  });
  expect(await lines(2)).toMatchObject([
    { method: 'resources/read', tool: 'stream_schema', key: 'kong', arguments: ['type', 'stream_name'] },
    { method: 'completion/complete', tool: 'stream_list', key: 'kong', end: 'ok' },
  ]);
});
