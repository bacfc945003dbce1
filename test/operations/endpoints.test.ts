import { afterEach, describe, expect, it, vi } from 'vitest';
import { INSTRUMENTS } from '../../src/telemetry/instruments.ts';
import { type Running, rpc, start } from '../transports/running.ts';

const KEY = 'key-of-a-long-kind-1';
const running: Running[] = [];

async function serve(env: Record<string, string> = {}): Promise<Running> {
  const server = await start(env);
  running.push(server);
  return server;
}

afterEach(async () => {
  for (const server of running.splice(0)) await server.close();
});

const get = (server: Running, path: string, headers = {}) => server.ask({ method: 'GET', path, headers });

describe('health', () => {
  it('is told without a key, and does not hang on OpenObserve', async () => {
    const server = await serve({ MCP_KEYS: `a:${KEY}` });
    expect((await get(server, '/healthz')).json).toEqual({ status: 'ok' });
    const ready = await get(server, '/readyz');
    expect(ready.status).toBe(200);
    expect(ready.json).toMatchObject({ status: 'ready', openobserve: 'reachable', draining: false });
    expect(ready.json.tools).toBeGreaterThan(160);
  });

  it('asks OpenObserve once in a few seconds, however often it is asked', async () => {
    const server = await serve();
    await Promise.all(Array.from({ length: 50 }, () => get(server, '/readyz')));
    expect(server.openobserve.seen.map(({ path }) => path)).toEqual(['/healthz']);
  });

  it('says that OpenObserve is down, while initialize and the list still answer', async () => {
    const server = await serve();
    server.openobserve.answer = (_, response) => void response.writeHead(503).end();
    const ready = await get(server, '/readyz');
    expect(ready.status).toBe(503);
    expect(ready.json).toMatchObject({ status: 'not ready', openobserve: 'unreachable' });
    const init = rpc('initialize', {
      protocolVersion: '2025-11-25',
      capabilities: {},
      clientInfo: { name: 'x', version: '1' },
    });
    expect((await server.ask({ body: init })).json.result.protocolVersion).toBe('2025-11-25');
    expect((await server.list()).length).toBeGreaterThan(160);
  });

  it('says no while draining, and calls are still taken', async () => {
    const server = await serve({ O2_DRAIN: '300ms' });
    await get(server, '/healthz');
    const agent = new (await import('node:http')).Agent({ keepAlive: true });
    const held = await fetch(new URL('/healthz', server.url));
    await held.text();
    const drained = server.http.drain();
    await vi.waitFor(async () => expect((await get(server, '/readyz')).status).toBe(503));
    const answered = await server.call('stream_list');
    expect(answered.json.result.isError).toBeFalsy();
    expect(answered.headers.connection).toBe('close');
    await drained;
    agent.destroy();
  });
});

describe('metrics', () => {
  it('count calls, errors, requests and time', async () => {
    const server = await serve();
    await server.call('stream_list');
    await server.call('stream_list');
    await server.call('no_such_tool_{"injection"}');
    await server.call('search_sql', { sql: 'SELECT 1', start: 'x' });
    await server.ask({ body: 'nonsense' });
    const { text, headers } = await get(server, '/metrics');
    expect(headers['content-type']).toMatch(/^text\/plain; version=/);
    for (const line of [
      'openobserve_mcp_calls_total{tool="stream_list",access="read",end="ok",key="local"} 2',
      'openobserve_mcp_calls_total{tool="unknown",access="read",end="error",key="local"} 1',
      'openobserve_mcp_call_errors_total{error="invalid_argument"} 1',
      'openobserve_mcp_call_duration_seconds_count{tool="stream_list"} 2',
      'openobserve_mcp_http_requests_total{method="tools/call",status="200"} 4',
      'openobserve_mcp_http_requests_total{method="other",status="400"} 1',
      'openobserve_mcp_backend_requests_total{method="GET",status="200"} 2',
    ])
      expect(text.split('\n')).toContain(line);
    expect(text).toContain('process_resident_memory_bytes');
    for (const name of Object.keys(INSTRUMENTS)) expect(text).toContain(`# TYPE ${name} `);
  });

  it('need a key where calls need one', async () => {
    const server = await serve({ MCP_KEYS: `a:${KEY}` });
    expect((await get(server, '/metrics')).status).toBe(401);
    expect((await get(server, '/metrics', { authorization: `Bearer ${KEY}` })).status).toBe(200);
  });
});

describe('rates', () => {
  it('are kept by key, tell what is left, and say when it goes on', async () => {
    const server = await serve({ MCP_KEYS: `a:${KEY},b:${KEY}b`, O2_RATE: '2/min' });
    const call = (key: string) => server.call('stream_list', {}, { headers: { 'x-api-key': key } });
    expect((await call(KEY)).headers).toMatchObject({
      'x-ratelimit-limit': '2',
      'x-ratelimit-remaining': '1',
    });
    await call(KEY);
    const { status, headers, json } = await call(KEY);
    expect(status).toBe(429);
    expect(headers).toMatchObject({ 'x-ratelimit-limit': '2', 'x-ratelimit-remaining': '0' });
    expect(Number(headers['retry-after'])).toBeGreaterThan(0);
    expect(Number(headers['x-ratelimit-reset'])).toBeLessThanOrEqual(60);
    expect(json).toMatchObject({ jsonrpc: '2.0', id: 1, error: { code: -32003 } });
    // Bifrost repeats calls whose error has one of these words.
    expect(json.error.message).not.toMatch(/\b(429|50[0234]|timeout|try again)\b/i);
    expect((await call(`${KEY}b`)).status).toBe(200);
    for (const method of ['ping', 'tools/list'])
      expect((await server.ask({ body: rpc(method), headers: { 'x-api-key': KEY } })).status).toBe(200);
    expect(server.openobserve.seen).toHaveLength(3);
  });
});

describe('an OpenObserve that is down', () => {
  it('is left alone after some failures, the callers are told so, and it is found again', async () => {
    const server = await serve({ O2_TIMEOUT: '5s' });
    server.openobserve.answer = (_, response) => void response.writeHead(503).end();
    for (let count = 0; count < 4; count++) await server.call('stream_list');
    const attempts = server.openobserve.seen.length;
    const held = await Promise.all(Array.from({ length: 20 }, () => server.call('stream_list')));
    for (const { json } of held) {
      expect(json.result.isError).toBe(true);
      expect(json.result.content[0].text).toMatch(
        /did not answer the last 10 requests, so nothing was sent now/,
      );
    }
    expect(server.openobserve.seen.length).toBe(attempts);
    expect(attempts).toBeLessThanOrEqual(12);
    expect((await get(server, '/metrics')).text).toContain('openobserve_mcp_circuit_open 1');
    server.openobserve.answer = (_, response) => {
      response.setHeader('content-type', 'application/json');
      response.end('{"list":[]}');
    };
    await vi.waitFor(async () => expect((await server.call('stream_list')).json.result.isError).toBeFalsy(), {
      timeout: 6000,
      interval: 300,
    });
    expect((await get(server, '/metrics')).text).toContain('openobserve_mcp_circuit_open 0');
  });
});
