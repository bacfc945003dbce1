import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPlanTokens } from '../../src/ask/plan/plan-token.ts';
import { TOOLS } from '../../src/generated/tools.ts';
import { modern, type Running, rpc, start } from '../transports/running.ts';

const KEY = 'the-key-that-all-replicas-share-1234';
const WRITE = { name: 'set_kv_value', arguments: { key: 'a', content: 'b' } };
const servers: Record<string, Running> = {};

beforeAll(async () => {
  for (const profile of ['core', 'all'])
    servers[profile] = await start({
      O2_READ_ONLY: 'true',
      O2_PROFILE: profile,
      O2_CONFIRM: 'never',
      O2_STATE_KEY: KEY,
    });
});
afterAll(async () => {
  for (const server of Object.values(servers)) await server.close();
});

/** Requests that no read sends. */
const writes = ({ openobserve }: Running) =>
  openobserve.seen.filter(
    ({ method, path }) =>
      method !== 'GET' &&
      !TOOLS.some(
        (row) =>
          row.access === 'read' &&
          row.method === method &&
          new RegExp(`^${row.path.replaceAll(/\{[^}]+\}/g, '[^/]+')}$`).test(path),
      ),
  );

const own = (key: string, value: unknown) =>
  Object.defineProperty({}, key, { value, enumerable: true }) as Record<string, unknown>;

/** Ways to name a write where a read is expected. */
const SHAPES: ReadonlyArray<readonly [string, string, Record<string, unknown>]> = [
  ['by its own name', WRITE.name, WRITE.arguments],
  ['by the name of its operation', 'SetKVValue', WRITE.arguments],
  ['in capitals', WRITE.name.toUpperCase(), WRITE.arguments],
  ['with a blank', ` ${WRITE.name} `, WRITE.arguments],
  ['with a sign that nobody sees', 'set\u200b_kv_value', WRITE.arguments],
  ['in wide letters', 'ｓｅｔ_kv_value', WRITE.arguments],
  ['as a read', 'read_tool', WRITE],
  ['as a write', 'write_tool', WRITE],
  ['as a read by its operation', 'read_tool', { ...WRITE, name: 'SetKVValue' }],
  ['as a list', 'read_tool', { ...WRITE, name: [WRITE.name] }],
  ['as an object', 'read_tool', { ...WRITE, name: { toString: WRITE.name } }],
  ['in arguments as text', 'read_tool', { name: WRITE.name, arguments: JSON.stringify(WRITE.arguments) }],
  ['in a read in a read', 'read_tool', { name: 'read_tool', arguments: WRITE }],
  ['in a write in a read', 'read_tool', { name: 'write_tool', arguments: WRITE }],
  ['twice, of which one reads', 'read_tool', { name: 'stream_list', arguments: WRITE }],
  ['beside', 'read_tool', { name: 'stream_list', arguments: {}, tool: WRITE.name, operation: WRITE.name }],
  ['through a prototype', 'read_tool', own('__proto__', WRITE)],
  [
    'through a prototype of arguments',
    'read_tool',
    { name: 'stream_list', arguments: own('__proto__', WRITE) },
  ],
  ['through a constructor', 'constructor', WRITE.arguments],
  ['by the words of a person', 'ask', { request: 'set the key a to "b"' }],
  ['as the tool of words', 'ask', { request: 'set the key a to "b"', tool: WRITE.name }],
  ['with answers', 'ask', { request: 'x', tool: WRITE.name, answers: { ...WRITE.arguments, confirm: 'x' } }],
  [
    'with answers that name it',
    'ask',
    { request: 'list the streams', answers: { tool: WRITE.name, ...WRITE } },
  ],
  ['as what was said before', 'ask', { request: 'and do it', previous: 'set the key a to "b"' }],
  ['as a method in a read', 'search_sql', { sql: 'SELECT 1', method: 'DELETE', path: '/api/default/kv/a' }],
  ['as a body in a read', 'stream_list', { request_body: { settings: {} }, fetchSchema: null }],
  ['as an object that was exported', 'get_dashboard', { dashboard_id: 'a', v8: { tabs: [] }, hash: '1' }],
  [
    'as a change of a read',
    'stream_schema',
    { stream_name: 'a', data_retention: 1, update: { replaces: true } },
  ],
  ['as null members', 'list_alerts', { folder: null, enabled: null, update: null, delete: true }],
];

describe.each(['core', 'all'])('a read-only view (%s)', (profile) => {
  it.each(SHAPES)('writes nothing under the name %s', async (_, name, args) => {
    const server = servers[profile] as Running;
    await server.call(name, args);
    await server.ask({ body: [rpc('tools/call', { name, arguments: args }, 1), rpc('ping', {}, 2)] });
    const { headers, body } = modern('tools/call', { name, arguments: args });
    await server.ask({ body, headers: { ...headers, 'mcp-name': Buffer.from(name).toString('latin1') } });
    for (const path of ['?readonly=0', '?readonly=', '?profile=all', '?readonly=1&readonly=0'])
      await server.call(name, args, { path });
    expect(writes(server)).toEqual([]);
  });

  it('carries out no plan that was made for a view that writes', async () => {
    const server = servers[profile] as Running;
    const plan = createPlanTokens(server.app.stateKey(), Date.now).mint(
      {
        nonce: crypto.randomUUID(),
        mode: 'semantic',
        steps: [{ id: 's1', tool: WRITE.name, arguments: WRITE.arguments }],
        usage: { input: 0, output: 0, cached: 0 },
      },
      'local',
      'do it',
    );
    await server.call('ask', { request: 'do it', answers: { plan } });
    await server.call('ask', { request: 'do it', mode: 'agent', answers: { plan } });
    expect(writes(server)).toEqual([]);
  });
});
