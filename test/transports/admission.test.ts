import { createHash } from 'node:crypto';
import { renameSync, writeFileSync } from 'node:fs';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { fileWith, lastCredential, type Running, rpc, start } from './running.ts';

const KEY = 'key-of-a-long-kind-1';
const OTHER = 'key-of-a-long-kind-2';
const running: Running[] = [];

async function serve(env: Record<string, string>): Promise<Running> {
  const server = await start(env);
  running.push(server);
  return server;
}

afterEach(async () => {
  for (const server of running.splice(0)) await server.close();
});

/** An address that only this machine reaches, and that is not written as one. */
const BEYOND = { O2_HOST: '::ffff:127.0.0.1' };
const PING = { body: rpc('ping') };
const authorization = (value: string) => ({ headers: { authorization: value } });

describe('keys', () => {
  it.each([
    [authorization(`Bearer ${KEY}`)],
    [authorization(`bearer ${KEY}`)],
    [authorization(KEY)],
    [{ headers: { 'x-api-key': KEY } }],
    [{ headers: { 'x-api-key': KEY, authorization: 'Bearer something-of-the-gateway' } }],
    [authorization(`Bearer ${OTHER}`)],
  ])('open with %j', async (asking) => {
    const server = await serve({ MCP_KEYS: `a:${KEY},b:${OTHER}` });
    expect((await server.ask({ ...PING, ...asking })).json).toMatchObject({ result: {} });
  });

  it.each([
    [{}],
    [authorization('')],
    [authorization('Bearer')],
    [authorization(`Bearer ${KEY}x`)],
    [authorization(`Bearer a:${KEY}`)],
    [authorization(`Basic ${KEY}`)],
    [{ headers: { 'x-api-key': KEY.toUpperCase() } }],
    [{ path: `/mcp?key=${KEY}&api_key=${KEY}&access_token=${KEY}` }],
  ])('do not open with %j', async (asking) => {
    const server = await serve({ MCP_KEYS: `a:${KEY},b:${OTHER}` });
    const { status, json, headers } = await server.ask({ ...PING, ...asking });
    expect(status).toBe(401);
    expect(headers['www-authenticate']).toMatch(/^Bearer /);
    expect(json).toMatchObject({ jsonrpc: '2.0', id: null, error: { code: -32001 } });
    expect(json.error.message).toContain('X-API-Key');
    expect(server.openobserve.seen).toEqual([]);
  });

  it('are never sent on to OpenObserve', async () => {
    const server = await serve({ MCP_KEYS: `a:${KEY}` });
    await server.call('stream_list', {}, authorization(`Bearer ${KEY}`));
    expect(lastCredential(server)).toBe('own@example.com:own-secret');
    expect(JSON.stringify(server.openobserve.seen)).not.toContain(KEY);
  });

  it('rotate in their file without a restart, and a wrong new file changes nothing', async () => {
    const path = fileWith(`keys:\n  - name: old\n    key: ${KEY} # until Friday\n`);
    const server = await serve({ MCP_KEYS_FILE: path });
    const status = async (key: string) =>
      (await server.ask({ ...PING, ...authorization(`Bearer ${key}`) })).status;
    expect(await status(KEY)).toBe(200);
    expect(await status(OTHER)).toBe(401);
    const sha256 = createHash('sha256').update(OTHER).digest('hex');
    writeFileSync(`${path}.new`, JSON.stringify({ keys: [{ name: 'new', sha256 }] }));
    renameSync(`${path}.new`, path);
    await vi.waitFor(async () => expect(await status(OTHER)).toBe(200), { timeout: 5000, interval: 200 });
    expect(await status(KEY)).toBe(401);
    writeFileSync(path, 'keys: [');
    await new Promise((resolve) => setTimeout(resolve, 1200));
    expect(await status(OTHER)).toBe(200);
  });

  it('expire', async () => {
    const keys = [
      { name: 'past', key: KEY, expires: '2020-01-01' },
      { name: 'future', key: OTHER, expires: '2999-01-01T00:00:00Z' },
    ];
    const server = await serve({ MCP_KEYS_FILE: fileWith({ keys }) });
    expect((await server.ask({ ...PING, ...authorization(KEY) })).status).toBe(401);
    expect((await server.ask({ ...PING, ...authorization(OTHER) })).status).toBe(200);
  });

  it('narrow what is seen and called, and a request narrows further and never widens', async () => {
    const keys = [
      { name: 'a', key: KEY, toolsets: ['streams', 'queries'], read_only: true },
      { name: 'b', key: OTHER, profile: 'core' },
    ];
    const server = await serve({ MCP_KEYS_FILE: fileWith({ keys }) });
    const listed = (key: string, query = '') =>
      server.list({ path: `/mcp${query}`, headers: { 'x-api-key': key } });
    const own = await listed(KEY);
    expect(own).toEqual(expect.arrayContaining(['stream_list', 'search_sql']));
    expect(own).not.toEqual(expect.arrayContaining(['stream_delete']));
    expect(own).not.toEqual(expect.arrayContaining(['list_alerts']));
    const streams = await listed(KEY, '?toolsets=streams,alerts');
    expect(streams).toContain('stream_list');
    for (const name of streams) expect(own).toContain(name);
    expect(await listed(KEY, '?profile=all&readonly=0')).toEqual(own);
    const core = await listed(OTHER);
    expect(core).toContain('find_tools');
    expect(await listed(OTHER, '?readonly=1')).not.toContain('write_tool');
    const refused = await server.call(
      'stream_delete',
      { stream_name: 'app' },
      { headers: { 'x-api-key': KEY } },
    );
    expect(refused.json.error.message).toContain('not offered here');
    const unknown = await server.ask({
      path: '/mcp?toolsets=streems',
      body: rpc('tools/list'),
      headers: { 'x-api-key': KEY },
    });
    expect(unknown.status).toBe(400);
    expect(unknown.json.error.message).toContain('streams');
  });

  it.each([
    '?readonly=0&readonly=1',
    '?readonly=1&readonly=0',
    '?read_only=1',
    '?Read-Only=true',
    '?READONLY=on',
    '?%72eadonly=1',
  ])('leave no write to a request that wants to read only: %s', async (query) => {
    const server = await serve({ MCP_KEYS_FILE: fileWith({ keys: [{ name: 'a', key: KEY }] }) });
    const call = () =>
      server.call('stream_delete', {}, { path: `/mcp${query}`, headers: { 'x-api-key': KEY } });
    expect((await call()).text).toContain('not offered here');
  });

  it.each([
    ['?profile=all&profile=core', 'stream_delete', 'find_tools'],
    ['?profile=&profile=core', 'stream_delete', 'find_tools'],
    ['?toolsets=streams,logs&toolsets=streams', 'logs_ingestion_json', 'stream_delete'],
    ['?toolset[]=streams', 'logs_ingestion_json', 'stream_delete'],
  ])('narrow by each word of the address, however often it stands there: %s', async (query, out, within) => {
    const server = await serve({ MCP_KEYS_FILE: fileWith({ keys: [{ name: 'a', key: KEY }] }) });
    const listed = await server.list({ path: `/mcp${query}`, headers: { 'x-api-key': KEY } });
    expect(listed).not.toContain(out);
    expect(listed).toContain(within);
  });

  it.each([
    ['no YAML', 'keys: ["', /no valid YAML or JSON/],
    ['no list', 'key: x', /wrong at keys: /],
    ['a short key', { keys: [{ name: 'a', key: 'short' }] }, /keys\.0\.key: must have 16 characters/],
    ['neither key nor digest', { keys: [{ name: 'a' }] }, /either "key" or "sha256"/],
    ['an unknown field', { keys: [{ name: 'a', key: KEY, readonly: true }] }, /readonly/],
    ['an unknown toolset', { keys: [{ name: 'a', key: KEY, toolsets: ['logz'] }] }, /logz.*logs/],
    ['an odd rate', { keys: [{ name: 'a', key: KEY, rate: 'often' }] }, /rate: must be a count per time/],
  ])('in a file with %s stop the start with one line', async (_, content, message) => {
    const failure = await start({ MCP_KEYS_FILE: fileWith(content) }).then(
      () => null,
      (error: Error) => error,
    );
    expect(failure?.message).toMatch(message);
    expect(failure?.message).not.toMatch(/\n/);
    expect(failure?.message).not.toContain(KEY);
    expect(failure?.name).toBe('ConfigError');
  });
});

describe('without keys', () => {
  it('loopback is open', async () => {
    expect((await (await serve({})).ask(PING)).status).toBe(200);
  });

  it('an address that others reach needs the value of API_KEY', async () => {
    const server = await serve(BEYOND);
    expect((await server.ask(PING)).status).toBe(401);
    for (const value of ['Bearer own@example.com:own-secret', 'own@example.com:own-secret'])
      expect((await server.ask({ ...PING, ...authorization(value) })).status).toBe(200);
    expect((await server.ask({ ...PING, ...authorization('Bearer own-secret') })).status).toBe(401);
  });

  it('an address that others reach, and no API_KEY either, do not start', async () => {
    await expect(start({ ...BEYOND, API_KEY: '' })).rejects.toThrow(/MCP_KEYS.*--no-auth/);
  });

  it('everybody comes in only when that is said', async () => {
    const server = await serve({ ...BEYOND, O2_NO_AUTH: 'true' });
    expect((await server.ask({ ...PING, headers: { host: 'mcp.example.com' } })).status).toBe(200);
  });

  it('keys and "nobody needs one" contradict each other', async () => {
    await expect(start({ MCP_KEYS: `a:${KEY}`, O2_NO_AUTH: 'true' })).rejects.toThrow(/MCP_KEYS.*--no-auth/);
  });
});

describe('callers with their own credentials', () => {
  const basic = (pair: string) => Buffer.from(pair).toString('base64');

  it.each([
    [`Basic ${basic('ann@example.com:token-a')}`],
    [`Bearer ${basic('ann@example.com:token-a')}`],
    [basic('ann@example.com:token-a')],
    ['ann@example.com:token-a'],
  ])('act as themselves with %s', async (value) => {
    const server = await serve({ O2_AUTH: 'caller', API_KEY: '' });
    expect((await server.call('stream_list', {}, authorization(value))).json.result.isError).toBeFalsy();
    expect(lastCredential(server)).toBe('ann@example.com:token-a');
  });

  it('are asked for one', async () => {
    const server = await serve({ O2_AUTH: 'caller' });
    for (const headers of [{}, { authorization: 'nonsense' }]) {
      const { status, headers: answered } = await server.ask({ ...PING, headers });
      expect(status).toBe(401);
      expect(answered['www-authenticate']).toMatch(/^Basic /);
    }
    expect(server.openobserve.seen).toEqual([]);
  });

  it('present a key beside it where there are keys', async () => {
    const server = await serve({ O2_AUTH: 'caller', MCP_KEYS: `a:${KEY}` });
    const own = 'ann@example.com:token-a';
    expect((await server.ask({ ...PING, ...authorization(own) })).status).toBe(401);
    expect((await server.ask({ ...PING, ...authorization(`Bearer ${KEY}`) })).status).toBe(401);
    const both = { headers: { authorization: own, 'x-api-key': KEY } };
    await server.call('stream_list', {}, both);
    expect(lastCredential(server)).toBe(own);
  });

  it('see their own organization, whoever asked before', async () => {
    const server = await serve({ O2_AUTH: 'caller', O2_ORG: '' });
    const orgs: Record<string, string> = { 'ann@example.com:a': 'alpha', 'bob@example.com:b': 'beta' };
    server.openobserve.answer = (request, response) => {
      const pair = Buffer.from((request.headers.authorization ?? '').slice(6), 'base64').toString();
      const body = request.path.endsWith('/organizations')
        ? { data: [{ identifier: orgs[pair] }] }
        : { list: [] };
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify(body));
    };
    const calls = Object.keys(orgs).flatMap((pair) => [pair, pair, pair]);
    await Promise.all(calls.map((pair) => server.call('stream_list', {}, authorization(pair))));
    const lists = server.openobserve.seen.filter(({ path }) => path.endsWith('/streams'));
    expect(lists).toHaveLength(6);
    for (const { headers, path } of lists) {
      const pair = Buffer.from((headers.authorization ?? '').slice(6), 'base64').toString();
      expect(path).toBe(`/api/${orgs[pair]}/streams`);
    }
  });

  it('cannot use the confirmation of another', async () => {
    const server = await serve({ O2_AUTH: 'caller' });
    const destroy = (confirm: string | undefined, pair: string) =>
      server.call(
        'stream_delete',
        { stream_name: 'app', ...(confirm ? { confirm } : {}) },
        authorization(pair),
      );
    const preview = (await destroy(undefined, 'ann@example.com:a')).json.result.content[0].text;
    const token = /confirm: "([^"]+)"/.exec(preview)?.[1];
    expect((await destroy(token, 'bob@example.com:b')).json.result).toMatchObject({ isError: true });
    expect(server.openobserve.seen.filter(({ method }) => method === 'DELETE')).toEqual([]);
    expect((await destroy(token, 'ann@example.com:a')).json.result.isError).toBeFalsy();
  });
});
