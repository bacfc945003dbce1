import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type HttpServer, serveHttp } from '../../src/transports/http/http.ts';
import { runTool } from '../helpers/run-tool.ts';
import { type Three, startThree, TOKENS } from '../instances/three.ts';
import { askAt, fileWith, rpc } from '../transports/running.ts';
import { HOSTILE_SHAPES } from './hostile-shapes.ts';

const OF_ALL = 'key-of-everything-001';
const OF_STAGING = 'key-of-staging-00001';
const STREAM = { stream_name: 'payment_service' };

let three: Three;
let http: HttpServer;
beforeAll(async () => {
  const keys = [
    { name: 'all', key: OF_ALL },
    { name: 'staging', key: OF_STAGING, instances: ['staging'] },
  ];
  three = await startThree({ MCP_KEYS_FILE: fileWith({ keys }) });
  http = await serveHttp(three.app);
}, 60_000);
afterAll(async () => {
  await http.close();
  await three.close();
});

async function call(key: string, name: string, args: object, query = ''): Promise<string> {
  const { json } = await askAt(http.url, {
    path: `/mcp${query}`,
    body: rpc('tools/call', { name, arguments: args }),
    headers: { authorization: key },
  });
  return json.result?.content[0].text ?? json.error.message;
}

/** Bytes that reached each while `work` was done. */
async function sent(work: () => Promise<unknown>): Promise<{ production: number; staging: number }> {
  const { production, staging } = three.proxies;
  const [before, beforeStaging] = [production.bytes().length, staging.bytes().length];
  await work();
  return {
    production: production.bytes().length - before,
    staging: staging.bytes().length - beforeStaging,
  };
}

describe('a key that is bound to one of several', () => {
  it.each<[string, string, object, string]>([
    ['an argument', 'stream_list', { instance: 'production' }, ''],
    ['what people call it', 'stream_list', { instance: 'Frankfurt' }, ''],
    [
      'an argument of the inner call',
      'read_tool',
      { name: 'stream_list', arguments: { instance: 'production' } },
      '?profile=core',
    ],
    ['the address', 'stream_list', {}, '?instance=production'],
    ['the address beside its own', 'stream_list', {}, '?instance=staging&instance=production'],
    ['the address in another spelling', 'stream_list', {}, '?Instances[]=production'],
    ['words', 'ask', { request: 'list the streams in production' }, ''],
    ['words under another name of the argument', 'ask', { Request: 'list the streams in Frankfurt' }, ''],
    [
      'words that change something',
      'ask',
      { request: 'delete the stream payment_service in production' },
      '',
    ],
    ['words beside its own', 'ask', { request: 'compare the errors in staging and production' }, ''],
    ['an earlier answer', 'ask', { request: 'and yesterday', previous: 'production~x' }, ''],
  ])('reaches no other by %s, and nothing is done in its own instead', async (_, name, args, query) => {
    let text = '';
    const bytes = await sent(async () => {
      text = await call(OF_STAGING, name, args, query);
    });
    expect(text).toMatch(/^There is no instance /);
    expect(text).not.toContain('dead');
    expect(bytes).toEqual({ production: 0, staging: 0 });
  });

  it('may say that all are meant: that is its own', async () => {
    let text = '';
    const bytes = await sent(async () => {
      text = await call(OF_STAGING, 'ask', { request: 'list the streams in all instances' });
    });
    expect(JSON.parse(text).instance).toBe('staging');
    expect(bytes.production).toBe(0);
    expect(bytes.staging).toBeGreaterThan(0);
  });
});

describe('where a call goes', () => {
  it.each<[string, string, object]>([
    ['in another spelling', 'stream_list', { Instance: 'staging' }],
    ['of ask in another spelling', 'ask', { request: 'list the streams', INSTANCE: 'staging' }],
    ['at depth', 'search_sql', { request_body: { instance: 'staging', sql: 'SELECT 1' } }],
    ['as a list', 'stream_list', { instance: ['staging', 'production'] }],
    ['as an object', 'stream_list', { instance: { name: 'staging' } }],
  ])('is not guessed from an argument %s', async (_, name, args) => {
    const bytes = await sent(async () => {
      expect(await call(OF_ALL, name, args)).toMatch(/has no argument "instance"|There is no instance/i);
    });
    expect(bytes.staging).toBe(0);
  });

  it.each([
    ['StreamDelete', STREAM],
    ['stream_delete', { ...STREAM, instance: 'Frankfurt' }],
    ['stream_delete', { ...STREAM, INSTANCE: 'staging' }],
    ['write_tool', { name: 'stream_delete', arguments: STREAM }],
    ['write_tool', { name: 'stream_delete', arguments: { ...STREAM, instance: 'production' } }],
    ['ask', { request: 'delete the stream payment_service in production and staging' }],
    ['ask', { Request: 'delete the stream payment_service in production and staging' }],
  ])('is said for a change, and the rights are those of that one: %s %j', async (name, args) => {
    for (const query of ['', '?profile=core']) await call(OF_ALL, name, args, query);
    for (const { bytes } of Object.values(three.proxies))
      expect(bytes().toString('latin1')).not.toMatch(/^(DELETE|PUT|PATCH) /m);
  });

  it('is read from texts of a bounded length', async () => {
    for (const { text } of HOSTILE_SHAPES) {
      const long = text(900_000);
      for (const [name, args] of [
        ['stream_list', { instance: long }],
        ['ask', { request: long }],
        ['ask', { request: 'and yesterday', previous: `${long}~x` }],
      ] as const)
        expect((await call(OF_ALL, name, args)).length).toBeLessThan(1000);
    }
    const deep = JSON.parse(`${'['.repeat(500)}${']'.repeat(500)}`);
    expect((await runTool(three.app, 'stream_list', { instance: deep })).text).toContain('nested deeper');
  }, 60_000);
});

describe('secrets of all', () => {
  it.each(Object.values(TOKENS))('are not repeated where one is given for an instance: %s', async (token) => {
    const texts = [
      await call(OF_ALL, 'stream_list', { instance: token }),
      await call(OF_ALL, 'ask', { request: 'and yesterday', previous: `${token}~x` }),
      await call(OF_STAGING, 'stream_schema', { stream_name: token }),
    ];
    for (const text of texts) expect(text).not.toContain(token);
  });
});
