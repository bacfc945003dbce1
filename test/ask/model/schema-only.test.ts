import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { App } from '../../../src/server/app.ts';
import { TOOLS } from '../../../src/generated/tools.ts';
import { type FakeOpenObserve, sendJson, startFakeOpenObserve } from '../../helpers/fake-openobserve.ts';
import { appWith, askApproved, askOnce } from './asking.ts';
import {
  type Brain,
  type ModelServer,
  PROTOCOLS,
  startModelServer,
  type WantedCall,
} from './model-server.ts';

/** What people called things: a model needs it to find them. */
const NAME = 'named-by-people';
/** All else that people and programs wrote. */
const VALUE = 'written-by-people';

const RECORD = { _timestamp: 1795419188716764, level: VALUE, message: VALUE, [`${VALUE}_key`]: VALUE };
const THING = {
  id: '7500000000000000009',
  alert_id: '3MV5GyWyPcDCYhSBulOLtnZamqD',
  dashboard_id: '7500000000000000009',
  name: NAME,
  title: NAME,
  description: VALUE,
  text: VALUE,
  body: VALUE,
  url: `https://hooks.example.com/${VALUE}`,
  headers: { [`x-${VALUE}`]: VALUE },
  owner: VALUE,
  tags: [VALUE],
  condition: { sql: `SELECT '${VALUE}'`, conditions: [{ column: 'level', operator: '=', value: VALUE }] },
  tabs: [{ panels: [{ title: VALUE, description: VALUE, queries: [{ query: VALUE }] }] }],
};

let openobserve: FakeOpenObserve;
let model: ModelServer;
beforeAll(async () => {
  model = await startModelServer(() => ({ text: '' }));
  openobserve = await startFakeOpenObserve(({ path, method, body }, response) => {
    if (method !== 'GET' && !/_search|export|generate_sql|test/.test(path))
      return sendJson(response, { code: 400, message: `the condition ${VALUE} cannot be read` }, 400);
    if (path.endsWith('/streams'))
      return sendJson(response, {
        list: [
          {
            name: 'payment_service',
            stream_type: 'logs',
            stats: { doc_num: 9 },
            settings: { cross_links: [{ name: VALUE }] },
            metrics_meta: { help: VALUE },
          },
        ],
        total: 1,
      });
    if (path.endsWith('/schema'))
      return sendJson(response, {
        name: 'payment_service',
        stream_type: 'logs',
        schema: ['_timestamp', 'level', 'message'].map((name) => ({ name, type: 'Utf8' })),
        settings: { cross_links: [{ name: VALUE }], pattern_associations: [VALUE] },
        metrics_meta: { help: VALUE },
      });
    if (/\/kv\/|templates\/system|annotations/.test(path)) return sendJson(response, [THING, VALUE]);
    if (/traces|around|values|history/.test(path))
      return sendJson(response, { code: 400, message: `cannot cast '${VALUE}' to Int64` }, 400);
    if (path.includes('_search') && body.includes('message > 5'))
      return sendJson(response, { code: 400, message: `cannot cast '${VALUE}' to Int64` }, 400);
    if (path.includes('_search'))
      return sendJson(response, {
        hits: [RECORD, RECORD],
        total: 2,
        took: 1,
        is_partial: true,
        function_error: [`cannot cast '${VALUE}'`],
      });
    if (path.includes('prometheus'))
      return sendJson(response, {
        status: 'success',
        data: {
          resultType: 'vector',
          result: [{ metric: { [`${VALUE}_label`]: VALUE }, value: [1, '42424242'] }],
        },
      });
    if (/templates|destinations|reports|groups|roles/.test(path)) return sendJson(response, [THING]);
    sendJson(response, { ...THING, list: [THING], dashboards: [THING], views: [THING], data: [THING] });
  });
});
afterAll(async () => {
  await model.close();
  await openobserve.close();
});
beforeEach(() => {
  model.asked.length = 0;
});

const appFor = (protocol: (typeof PROTOCOLS)[number], send: string): Promise<App> =>
  appWith({
    O2_BASE_URL: openobserve.url,
    API_KEY: 'root@example.com:secret-of-the-server',
    O2_ORG: 'default',
    O2_LOG_LEVEL: 'error',
    O2_LLM_SEND: send,
    O2_LLM_STEPS: '200',
    O2_LLM_TOKENS: '100000000',
    ...model.env(protocol),
  });

/** Arguments with which a read runs here: something for everything that it wants. */
function someArguments(name: string): Record<string, unknown> {
  const row = TOOLS.find((each) => each.name === name);
  const known: Record<string, unknown> = {
    sql: 'SELECT * FROM "payment_service"',
    stream_name: 'payment_service',
    folder_type: 'dashboards',
    query: 'cpu_usage',
    match: 'cpu_usage',
    key: '1795419188716764',
    fields: 'level',
    query_condition: {},
    stream_type: 'logs',
    function: '.',
    events: [{ a: 1 }],
  };
  const wanted = ((row?.inputSchema.required ?? []) as string[]).filter((each) => each !== 'org_id');
  return Object.fromEntries(
    [...wanted, ...(name === 'search_sql' ? ['sql'] : [])].map((each) => [each, known[each] ?? 'one']),
  );
}

/** Reads everything that it is offered, and all that it can find besides. */
const curious: Brain = ({ turns, tools }) => {
  const made = new Set(
    turns.flatMap((turn) =>
      turn.role === 'model' ? turn.calls.map((call) => JSON.stringify(call.arguments)) : [],
    ),
  );
  const called = new Set(
    turns.flatMap((turn) => (turn.role === 'model' ? turn.calls.map(({ name }) => name) : [])),
  );
  const reads = tools.filter(
    ({ name }) => !called.has(name) && TOOLS.find((row) => row.name === name)?.access === 'read',
  );
  const topics = [
    'alerts',
    'templates',
    'annotations',
    'stored values',
    'settings',
    'saved views',
    'users',
    'metrics',
  ];
  const more = topics.map((does) => ({ name: 'more_tools', arguments: { does } }));
  const calls: WantedCall[] = [
    ...reads.map(({ name }) => ({ name, arguments: someArguments(name) })),
    ...more.filter((call) => !made.has(JSON.stringify(call.arguments))),
  ];
  // One at a time: what is wrong too often in a row ends the talk.
  return calls.length === 0 ? { text: 'That was all.' } : { calls: calls.slice(0, 2) };
};

const REQUEST = 'what is wrong with the payment service, its dashboards and its alerts?';
const sent = () => model.asked.map(({ body }) => body).join('\n');

describe.each(PROTOCOLS)('O2_LLM_SEND=schema, over %s', (protocol) => {
  it('no byte of what stands in records, texts and conditions reaches the provider, whatever is read', async () => {
    const app = await appFor(protocol, 'schema');
    model.brain = curious;
    const { answer, error } = await askOnce(app, { request: REQUEST, mode: 'agent' });
    await app.close();
    expect(error).toBeNull();
    const read = new Set(openobserve.seen.map(({ path }) => path));
    expect(answer.steps.length + read.size).toBeGreaterThan(20);
    expect(sent()).toContain(NAME);
    expect(sent()).toContain('payment_service');
    expect(sent()).not.toContain(VALUE);
    expect(sent()).not.toContain('42424242');
    expect(sent()).not.toContain('secret-of-the-server');
    // The person gets what was found.
    expect(JSON.stringify(answer.untrusted_data)).toContain(VALUE);
  });

  it('nor does what a refused read says, in the llm mode', async () => {
    const app = await appFor(protocol, 'schema');
    model.brain = ({ tools }) => ({
      calls: [
        {
          name: tools.some(({ name }) => name === 'search_values') ? 'search_values' : 'search_around',
          arguments: { stream_name: 'payment_service', fields: 'level', key: '1795419188716764' },
        },
      ],
    });
    await askOnce(app, { request: 'which values does level have in the payment service?', mode: 'llm' });
    await app.close();
    expect(model.asked.length).toBeGreaterThan(1);
    expect(sent()).not.toContain(VALUE);
  });

  it.each([
    ["level = 'error'", /"planned":"s1"|planned\\*":\\*"s1/],
    ['message > 5', /condition_refused/],
  ])('nor does what an alert would have done, where %s', async (where, told) => {
    const app = await appFor(protocol, 'schema');
    const condition = { where, threshold: 1, period: 10 };
    const alert = { name: 'many', stream_name: 'payment_service', stream_type: 'logs', condition };
    model.brain = ({ turns }) =>
      turns.length > 1
        ? { text: 'That is all.' }
        : { calls: [{ name: 'create_alert', arguments: { ...alert, destinations: [NAME] } }] };
    const request = `create an alert many for more than 1 error in 10 minutes to ${NAME}`;
    await askOnce(app, { request, mode: 'agent' });
    await app.close();
    expect(sent()).toMatch(told);
    expect(sent()).not.toMatch(/would (?:not )?have fired/);
    expect(sent()).not.toContain(VALUE);
  });

  it('nor does what OpenObserve says of a refused step', async () => {
    const app = await appFor(protocol, 'schema');
    model.brain = ({ turns, tools }) =>
      tools.length === 1 || turns.length > 1
        ? { text: 'That is all.' }
        : {
            calls: [
              {
                name: 'create_folder',
                arguments: { name: 'ops', folder_type: 'dashboards', description: '' },
              },
            ],
          };
    const answer = await askApproved(app, { request: 'create a folder called ops', mode: 'llm' });
    await app.close();
    expect(answer.steps.map(({ state }) => state)).toEqual(['failed']);
    // The person is told; the model is not.
    expect(answer.answer).toContain(VALUE);
    expect(model.asked.length).toBeGreaterThan(1);
    expect(sent()).not.toContain(VALUE);
  });
});

it('without it the same reads do send them, so that the test can fail', async () => {
  const app = await appFor('anthropic', 'rows');
  model.brain = curious;
  await askOnce(app, { request: REQUEST, mode: 'agent' });
  await app.close();
  expect(sent()).toContain(VALUE);
});
