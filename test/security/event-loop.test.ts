import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { blockedMs as blockedAtMost } from '../helpers/blocked.ts';
import { sendJson } from '../helpers/fake-openobserve.ts';
import { slowdown } from '../helpers/slow-core.ts';
import { modern, rpc, type Running, start } from '../transports/running.ts';
import { clusterMessages } from '../../src/investigate/reading/cluster-messages.ts';
import { HOSTILE_SHAPES } from './hostile-shapes.ts';

const MOST_BLOCKED_MS = 50 * slowdown();
const MEGABYTE = 1_000_000;

let running: Running;
beforeAll(async () => {
  running = await start({ O2_PROFILE: 'all' });
  // What is loaded and compiled with the first use is no part of what a text can do.
  await running.call('ask', { request: 'list the streams', dry_run: true });
  await running.call('find_tools', { query: 'streams' });
  await running.call('nearest', {});
  await running.call('search_sql', { sql: 'SELECT a FROM b-c WHERE d', start_time: '1h' });
  await running.call('search_sql', { nonsense: 1 });
  for (const { text } of HOSTILE_SHAPES) await running.call('ask', { request: text(2000), dry_run: true });
}, 120_000);
afterAll(() => running.close());

const blockedMs = (work: () => Promise<unknown>) => blockedAtMost(work, MOST_BLOCKED_MS);

/** A request that is written already, and its answer not looked at: that is no part of what the server does. */
function sendOnly(body: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/json', accept: 'application/json, text/event-stream' };
    const sent = request(running.url, { method: 'POST', headers }, (response) => {
      response.resume().on('end', resolve);
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

const bodyOf = (tool: string, args: Record<string, unknown>) =>
  JSON.stringify(rpc('tools/call', { name: tool, arguments: args }));

const paths: Readonly<Record<string, (text: string) => Promise<unknown>>> = {
  'as the name of a tool': (text) => running.call(text),
  'in describe_tool': (text) => running.call('describe_tool', { name: text }),
  'in read_tool': (text) => running.call('read_tool', { name: text }),
  'in find_tools': (text) => running.call('find_tools', { query: text }),
  'as a question': (text) => running.call('ask', { request: text, dry_run: true }),
  'as an answer to a question': (text) =>
    running.call('ask', {
      request: 'create a dashboard',
      tool: 'create_dashboard',
      answers: { title: text },
    }),
  'as SQL': (text) => running.call('search_sql', { sql: text, start_time: '1h' }),
  'as code': (text) => running.call('create_function', { name: 'f', function: text }),
  'as a time': (text) => running.call('search_sql', { sql: 'SELECT 1', start_time: text }),
  'as the name of an argument': (text) => running.call('search_sql', { [text]: 1 }),
  'as the name of a stream': (text) => running.call('stream_schema', { stream_name: text }),
  'as the name of a prompt': (text) => running.ask({ body: rpc('prompts/get', { name: text }) }),
  'as the address of a resource': (text) => running.ask({ body: rpc('resources/read', { uri: text }) }),
  'as a value to complete': (text) =>
    running.ask({
      body: rpc('completion/complete', {
        ref: { type: 'ref/resource', uri: 'openobserve://streams/{type}/{name}' },
        argument: { name: 'name', value: text },
      }),
    }),
  'as a trace': (text) => {
    const { headers, body } = modern('tools/call', {
      name: 'stream_list',
      arguments: {},
      _meta: { traceparent: text, tracestate: text },
    });
    return running.ask({ headers, body });
  },
};

describe('one request blocks nobody', { retry: 2 }, () => {
  for (const [place, send] of Object.entries(paths))
    it(`${place}: finding 4`, async () => {
      const slow: string[] = [];
      for (const { name, text } of HOSTILE_SHAPES)
        for (const length of [2000, 50_000, MEGABYTE - 2000]) {
          const ms = await blockedMs(() => send(text(length)));
          if (ms > MOST_BLOCKED_MS) slow.push(`${name} of ${length}: ${Math.round(ms)} ms`);
        }
      expect(slow).toEqual([]);
    }, 120_000);

  it('with a hundred thousand arguments, or an argument of as many members', async () => {
    const many = Object.fromEntries(Array.from({ length: 90_000 }, (_, at) => [`a${at}`, 1]));
    for (const args of [many, { filter: many }, { list: [many] }]) {
      const { status, text } = await running.call('search_sql', args);
      expect([status, text]).toEqual([400, expect.stringContaining('more than 5000 members')]);
      const body = bodyOf('search_sql', args);
      expect(await blockedMs(() => sendOnly(body))).toBeLessThan(MOST_BLOCKED_MS);
    }
    const most = Object.fromEntries(Array.from({ length: 4900 }, (_, at) => [`a${at}`, 1]));
    for (const args of [most, { filter: most }]) {
      const body = bodyOf('search_sql', args);
      expect(await blockedMs(() => sendOnly(body))).toBeLessThan(MOST_BLOCKED_MS);
    }
  });

  it('with an argument that is nested without end', async () => {
    for (const levels of [101, 1000, 100_000, 450_000]) {
      const args = `{"filter":${'['.repeat(levels)}${']'.repeat(levels)}}`;
      const body = `{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"search_sql","arguments":${args}}}`;
      const { text } = await running.ask({ body });
      expect(text).toMatch(/nested deeper than \d+ levels/);
      expect(await blockedMs(() => sendOnly(body))).toBeLessThan(MOST_BLOCKED_MS);
    }
  });
});

const list = (count: number, item: unknown) => Array.from({ length: count }, () => item);
const many = (count: number, item: unknown) =>
  Object.fromEntries(Array.from({ length: count }, (_, at) => [`k${at}`, item]));
const json = (count: number, item: string) =>
  Array.from({ length: count }, (_, at) => `"k${at}":${item}`).join();

describe('one request of many values blocks nobody', () => {
  it.each<[string, string, Record<string, unknown>, RegExp]>([
    ['numbers', 'update_dashboard', { dashboard_id: 'a', tabs: list(90_000, 1) }, /more than 50,000 values/],
    ['empty lists', 'search_sql', { sql: 'SELECT 1', regions: list(330_000, []) }, /more than 100000 values/],
    ['as many as are read', 'search_sql', { sql: 'SELECT 1', regions: list(25_000, 1) }, /./],
    ['wrong items', 'create_dashboard', { title: 'a', tabs: list(25_000, 1) }, /must be an object/],
    [
      'JSON as text',
      'create_dashboard',
      { title: 'a', variables: `{${json(80_000, '1')}}` },
      /too many values/,
    ],
    ['a list as text', 'create_dashboard', { title: 'a', tabs: `[${list(450_000, 1)}]` }, /too many values/],
    ['nested lists as text', 'create_dashboard', { title: 'a', tabs: '['.repeat(900_000) }, /levels/],
    [
      'several lists as text',
      'create_dashboard',
      {
        title: `[${list(24_000, 1)}]`,
        tabs: `[${list(24_000, 1)}]`,
        variables: `{"list":[${list(24_000, 1)}]}`,
      },
      /more than 50,000 values|must be an object/,
    ],
    [
      'secrets',
      'logs_ingestion_json',
      { stream_name: 'a', content: { password: Array.from({ length: 40_000 }, (_, at) => `secret-${at}`) } },
      /at most 1000 can be hidden/,
    ],
    [
      'short secrets',
      'logs_ingestion_json',
      {
        stream_name: 'a',
        content: { password: Array.from({ length: 1000 }, (_, at) => `s3"&'cret-${at}-${at * at}`) },
      },
      /./,
    ],
    [
      'long secrets',
      'logs_ingestion_json',
      {
        stream_name: 'a',
        content: { password: list(90, 0).map((_, at) => `${at}${'s3cret'.repeat(1500)}`) },
      },
      /at most 100000 can be hidden/,
    ],
    ['digits', 'search_sql', { sql: 'SELECT 1', size: '9'.repeat(900_000) }, /./],
    ['texts', 'update_dashboard', { dashboard_id: 'a', tabs: list(40_000, 'password=x&?token=a&') }, /./],
    [
      'members of what is previewed',
      'create_destination',
      { name: 'a', url: 'https://a.b/c', headers: many(4900, 'password=x&?token=a&'.repeat(8)) },
      /would run/,
    ],
    ['names', 'stream_delete', { stream_name: 'password=x&'.repeat(80_000) }, /at most 1000 are read/],
    [
      'signs of a boundary',
      'create_update_enrichment_table',
      { table_name: 'a', append: true, content: `openobserve-mcp${'-'.repeat(900_000)}` },
      /done/,
    ],
    [
      'answers',
      'ask',
      {
        request: 'create a dashboard',
        tool: 'create_dashboard',
        answers: many(150, 'password=x&?token=a&'.repeat(300)),
      },
      /at most 50000 are read/,
    ],
  ])('%s', async (_, tool, args, said) => {
    expect((await running.call(tool, args)).text).toMatch(said);
    const body = bodyOf(tool, args);
    expect(await blockedMs(() => sendOnly(body))).toBeLessThan(MOST_BLOCKED_MS);
  });

  it('a list in many messages of one batch', async () => {
    const batch = Array.from({ length: 100 }, (_, id) => rpc('tools/list', {}, id));
    const body = JSON.stringify(batch);
    expect(await blockedMs(() => sendOnly(body))).toBeLessThan(MOST_BLOCKED_MS);
    const { json } = await running.ask({ body: batch.slice(0, 8) });
    expect(
      json.map(({ id, result }: { id: number; result: { tools: unknown[] } }) => [
        id,
        result.tools.length > 5,
      ]),
    ).toEqual(batch.slice(0, 8).map((_, id) => [id, true]));
  });
});

describe('one record blocks nobody', { retry: 2 }, () => {
  for (const { name, text } of HOSTILE_SHAPES)
    it(`of 1 MB ${name}: finding 3`, async () => {
      const long = text(MEGABYTE);
      for (const answer of [
        { hits: [{ message: long, level: 'error' }], total: 1 },
        { hits: Array.from({ length: 100 }, () => ({ message: long.slice(0, 10_000) })), total: 100 },
        { message: long, code: 400 },
      ]) {
        const status = 'hits' in answer ? 200 : 400;
        running.openobserve.answer = (_, response) => sendJson(response, answer, status);
        const ms = await blockedMs(() =>
          running.call('search_sql', { sql: 'SELECT message FROM app', start_time: '1h', detail: 'full' }),
        );
        expect(ms, `${status}`).toBeLessThan(MOST_BLOCKED_MS);
      }
    }, 60_000);
});

const MEBIBYTE = 1024 ** 2;
const rows = (count: number, row: (at: number) => unknown) =>
  JSON.stringify({ hits: Array.from({ length: count }, (_, at) => row(at)), total: count });

/** Answers of 16 MiB, of which half is read. */
const LARGE: Readonly<Record<string, () => string>> = {
  'of rows of a kilobyte': () => rows(16_000, (at) => ({ at, message: 'm'.repeat(990) })),
  'of short rows': () => rows(120_000, (at) => ({ at, level: 'error', code: 500, host: `h${at % 7}` })),
  'of one text': () => rows(1, () => ({ message: 'x'.repeat(15 * MEBIBYTE) })),
  'of one text of quotes': () => rows(1, () => ({ message: '"'.repeat(7 * MEBIBYTE) })),
  'of one text of wide characters': () => rows(1, () => ({ message: '\u{1F600}'.repeat(3.5 * MEBIBYTE) })),
  'of one text of escapes': () => `{"hits":[{"message":"${'\\t'.repeat(7 * MEBIBYTE)}"}],"total":1}`,
  'of one text that was not cut': () => rows(1, () => ({ message: 'x'.repeat(8 * MEBIBYTE - 100) })),
  'of one number': () => `{"hits":[{"message":${'7'.repeat(15 * MEBIBYTE)}}],"total":1}`,
  'of long numbers': () => `{"hits":[${`{"n":${'7'.repeat(60_000)}},`.repeat(250)}{}],"total":1}`,
  'of many numbers': () => rows(1, () => ({ list: Array.from({ length: 600_000 }, (_, at) => at * 1000) })),
  'of empty lists': () => `{"hits":[{"m":[${'[],'.repeat(4e6)}1]}],"total":1}`,
  'of one name': () => rows(1, () => ({ ['k'.repeat(15 * MEBIBYTE)]: 1 })),
  'of blanks': () => `{"hits":[{"message":${' '.repeat(15 * MEBIBYTE)}1}],"total":1}`,
  'of one wide row': () =>
    rows(1, () => Object.fromEntries(Array.from({ length: 4900 }, (_, at) => [`k${at}`, at]))),
  'of one row that is too wide': () =>
    rows(1, () => Object.fromEntries(Array.from({ length: 700_000 }, (_, at) => [`k${at}`, at]))),
  'of brackets': () => '['.repeat(15 * MEBIBYTE),
  'that was cut': () => rows(20_000, (at) => ({ at, message: 'm'.repeat(990) })),
};

describe('one large answer blocks nobody', { retry: 2 }, () => {
  it.each(Object.keys(LARGE))(
    '%s',
    async (kind) => {
      const text = Buffer.from(LARGE[kind]?.() ?? '');
      running.openobserve.answer = (_, response) => {
        response.setHeader('content-type', 'application/json');
        response.end(text);
      };
      const slow: string[] = [];
      for (const detail of ['summary', 'full']) {
        const args = { sql: 'SELECT message FROM app', start_time: '1h', detail };
        const ms = await blockedMs(() => running.call('search_sql', args));
        if (ms > MOST_BLOCKED_MS) slow.push(`${detail}: ${Math.round(ms)} ms`);
      }
      expect(slow).toEqual([]);
    },
    180_000,
  );
});

describe('records that differ in every word block nobody', { retry: 2 }, () => {
  it('when they are read by pattern', async () => {
    const word = (at: number, place: number) => ((at * 7919 + place * 104_729) % 456_976).toString(26);
    const text = (at: number) =>
      `a ${Array.from({ length: 60 }, (_, place) => `q${word(at, place)}`).join(' ')}`;
    const messages = Array.from({ length: 1000 }, (_, at) => ({
      masked: text(at),
      example: text(at),
      now: 1,
      before: 1,
      nowBad: 0,
      day: 0,
      firstUs: 1,
      lastUs: 2,
    }));
    const ms = await blockedMs(() => clusterMessages(messages));
    expect(ms).toBeLessThan(MOST_BLOCKED_MS);
  }, 60_000);
});

describe('a list of names that nobody could type blocks nobody', { retry: 2 }, () => {
  it('when one of them is named in words', async () => {
    const alerts = Array.from({ length: 3000 }, (_, at) => ({
      alert_id: `id${at}`,
      name: `${'disk full on host '.repeat(120)}${at}`,
      folder_id: 'default',
    }));
    running.openobserve.answer = (_, response) => sendJson(response, { list: alerts });
    const request = 'delete the alert disk full on host seven';
    const ms = await blockedMs(() => running.call('ask', { request, mode: 'semantic' }));
    expect(ms).toBeLessThan(MOST_BLOCKED_MS);
  }, 60_000);
});
