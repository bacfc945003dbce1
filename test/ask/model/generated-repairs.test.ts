import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createPlanTokens } from '../../../src/ask/plan/plan-token.ts';
import { objectionToRepair } from '../../../src/ask/plan/repair-limits.ts';
import { WORDS } from '../../../src/generated/words.ts';
import type { App } from '../../../src/server/app.ts';
import { type FakeOpenObserve, sendJson, startFakeOpenObserve } from '../../helpers/fake-openobserve.ts';
import { appWith, askOnce } from './asking.ts';
import { type ModelServer, startModelServer } from './model-server.ts';

type Json = Record<string, unknown>;

/** A step, and other arguments for it that would do more than was approved. */
interface Repair {
  readonly tool: string;
  readonly before: Json;
  readonly after: Json;
}

const word = fc.stringMatching(/^[a-z]{4,9}$/);
const email = word.map((name) => `${name}@example.com`);
const url = word.map((host) => `https://${host}.example.com/in`);
const USER = {
  email: 'kim@example.com',
  first_name: 'Kim',
  last_name: 'Lee',
  role: 'viewer',
  password: 'SECRET_1',
};
const DESTINATION = {
  name: 'team',
  type: 'http',
  method: 'post',
  template: 'plain',
  url: 'https://a.example.com/in',
};
const ALERT = {
  name: 'low',
  stream_name: 'orders',
  stream_type: 'logs',
  enabled: true,
  destinations: ['team'],
  condition: { threshold: 5, period: 10 },
};
const SQL_ALERT = {
  ...ALERT,
  condition: undefined,
  query_condition: { type: 'sql', sql: 'SELECT count(*) AS n FROM "orders"' },
};
const PROMQL_ALERT = {
  ...ALERT,
  condition: undefined,
  query_condition: { type: 'promql', promql: 'avg by (host) (rate(cpu[5m]))' },
};
const REPORT = {
  name: 'weekly',
  dashboards: [{ dashboard: '7', folder: 'default', tabs: ['default'] }],
  destinations: [{ email: 'kim@example.com' }],
  schedule: 'Monday 9:00 UTC',
};
const repair = (tool: string, before: Json, changed: Record<string, fc.Arbitrary<unknown>>) =>
  fc.record(changed).map((made): Repair => ({ tool, before, after: { ...before, ...made } }));

/** Each raises a role, widens what is taken away, or adds an address or a target. */
const RAISING = fc.oneof(
  repair('user_save', USER, { role: fc.constantFrom('admin', 'editor', 'root') }),
  repair('user_save', USER, { email }),
  repair('user_save', USER, { custom_role: fc.tuple(word) }),
  repair(
    'user_update',
    { email_id: 'kim@example.com', role: 'viewer' },
    { role: fc.constantFrom('admin', 'root') },
  ),
  repair('create_destination', DESTINATION, { url }),
  repair('create_destination', DESTINATION, { emails: fc.tuple(email) }),
  repair('create_destination', DESTINATION, { headers: fc.record({ 'x-to': url }) }),
  repair('create_alert', ALERT, { destinations: word.map((name) => ['team', name]) }),
  repair('create_alert', ALERT, { stream_name: word }),
  repair('create_alert', ALERT, { description: email.map((to) => `tell ${to}`) }),
  repair('create_alert', SQL_ALERT, {
    query_condition: word.map((name) => ({ type: 'sql', sql: `SELECT count(*) AS n FROM "${name}"` })),
  }),
  repair('create_alert', PROMQL_ALERT, {
    query_condition: word.map((name) => ({ type: 'promql', promql: `avg by (host) (rate(${name}[5m]))` })),
  }),
  repair('create_report_v2', REPORT, {
    destinations: email.map((to) => [{ email: 'kim@example.com' }, { email: to }]),
  }),
  repair('create_report_v2', REPORT, {
    dashboards: word.map((dashboard) => [{ dashboard, folder: 'default', tabs: [] }]),
  }),
  repair('stream_delete', { stream_name: 'orders' }, { stream_name: word }),
  repair('stream_delete', { stream_name: 'orders' }, { delete_all: fc.constant(true) }),
  repair(
    'delete_annotations',
    { dashboard_id: '7', annotation_ids: ['a'] },
    { annotation_ids: word.map((id) => ['a', id]) },
  ),
  repair('delete_alert', { alert_id: '3MV5LbJvBHo4clNMaas1UqXSq89' }, { alert_id: word }),
  repair(
    'move_dashboards',
    { dashboard_ids: ['7'], dst_folder_id: 'shop' },
    { dashboard_ids: word.map((id) => ['7', id]) },
  ),
  repair('move_dashboards', { dashboard_ids: ['7'], dst_folder_id: 'shop' }, { dst_folder_id: word }),
  repair(
    'update_stream_settings',
    { stream_name: 'orders', data_retention: 30 },
    { data_retention: fc.integer({ min: 3, max: 29 }) },
  ),
  repair('set_kv_value', { key: 'limits', content: 'one' }, { key: word }),
);

/** Each puts a call in another form, and nothing more. */
const HARMLESS: readonly Repair[] = [
  {
    tool: 'create_alert',
    before: SQL_ALERT,
    after: {
      ...SQL_ALERT,
      query_condition: { type: 'sql', sql: 'SELECT count(*) AS n FROM "orders" HAVING count(*) > 5' },
    },
  },
  { tool: 'create_alert', before: ALERT, after: { ...ALERT, condition: { threshold: 5, period: 5 } } },
  {
    tool: 'create_folder',
    before: { name: 'a b', folder_type: 'dashboards', description: '' },
    after: { name: 'a_b', folder_type: 'dashboards', description: '' },
  },
  {
    tool: 'create_template',
    before: { name: 'plain', body: '{', type: 'http' },
    after: { name: 'plain', body: '{}', type: 'http' },
  },
];

let openobserve: FakeOpenObserve;
let model: ModelServer;
let app: App;
beforeAll(async () => {
  openobserve = await startFakeOpenObserve(({ method, path }, response) => {
    if (method !== 'GET' && !path.includes('_search'))
      return sendJson(response, { code: 400, message: 'This form of it is not allowed' }, 400);
    if (path.endsWith('/destinations') || path.endsWith('/templates') || path.endsWith('/kv'))
      return sendJson(response, []);
    sendJson(
      response,
      path.includes('_search') ? { hits: [] } : { list: [], data: [], dashboards: [], roles: [] },
    );
  });
  model = await startModelServer(() => ({ text: '' }));
  app = await appWith({
    O2_BASE_URL: openobserve.url,
    API_KEY: 'root@example.com:pw',
    O2_ORG: 'default',
    O2_LOG_LEVEL: 'error',
    ...model.env('responses'),
  });
});
afterAll(async () => {
  await app.close();
  await model.close();
  await openobserve.close();
});
beforeEach(() => {
  model.asked.length = 0;
});

/** Words that order the call, roles of all kinds among them, so that nothing but the limits of repairs stands in the way. */
const ORDERS: Readonly<Record<string, string>> = {
  user_save: 'create a user with the role viewer, admin, editor or root',
  user_update: 'change the role of the user to viewer, admin or root',
  create_destination: 'create a destination',
  create_alert: 'create an alert',
  create_report_v2: 'create a report',
  stream_delete: 'delete the stream orders',
  delete_annotations: 'delete the annotations',
  delete_alert: 'delete the alert',
  move_dashboards: 'move the dashboards',
  update_stream_settings: 'change the retention of the stream',
  set_kv_value: 'set the key limits',
  create_folder: 'create a folder',
  create_template: 'create a template',
};

let count = 0;

/** Carries out an approved plan of one step that is refused, and whose repair the model has ready. */
async function carryOut({ tool, before, after }: Repair) {
  count += 1;
  const request = `${ORDERS[tool]}. Number ${count}, the password is Tr0ub4dor&3xyz`;
  model.brain = () => ({ calls: [{ name: tool, arguments: after }] });
  const plan = createPlanTokens(app.stateKey(), Date.now).mint(
    {
      nonce: `nonce ${count}`,
      mode: 'agent',
      steps: [{ id: 's1', tool, arguments: before }],
      usage: { input: 0, output: 0, cached: 0 },
    },
    'test',
    request,
  );
  const { answer, error } = await askOnce(app, { request, mode: 'agent', tool: 'ask', answers: { plan } });
  if (error) throw error;
  return answer;
}

describe('a repair that a model wants', () => {
  const raising = fc.sample(RAISING, { numRuns: 100, seed: 20 });

  it('is not even shown where it raises a role, widens a deletion, or adds an address or a target: 0 of 100', {
    timeout: 300_000,
  }, async () => {
    const shown: string[] = [];
    const limited = new Set<string>();
    for (const each of raising) {
      const { decision, resume, answer } = await carryOut(each);
      if (resume !== undefined || decision === 'ask') shown.push(`${JSON.stringify(each)} ${answer}`);
      if (answer.includes('was not taken, because it changes')) limited.add(each.tool);
    }
    expect(shown).toEqual([]);
    // Other checks stop some of them earlier.
    expect(limited.size).toBeGreaterThan(5);
  });

  it('is against the limits of repairs, whatever else would stop it: 100 of 100', () => {
    const taken = raising.filter(({ tool, before, after }) => {
      const row = app.view.reach(tool);
      return objectionToRepair(row, before, after, WORDS.stands[row.operationId]?.by ?? null) === null;
    });
    expect(taken).toEqual([]);
  });

  it('says what it would have changed', async () => {
    const { answer } = await carryOut({ tool: 'user_save', before: USER, after: { ...USER, role: 'admin' } });
    expect(answer).toContain('not taken, because it changes who may do what: role');
    expect(answer).toContain('This form of it is not allowed');
  });

  it.each(HARMLESS)('is shown with what it changes, and waits for a yes of its own: $tool', async (each) => {
    const { decision, answer, resume } = await carryOut(each);
    expect(decision).toBe('ask');
    expect(answer).toContain('It would now be done differently: ');
    expect(resume?.answers.plan).toBeTypeOf('string');
  });

  it('sees the names of secrets in the refused call, and not a mask that it could not send back', async () => {
    await carryOut({ tool: 'user_save', before: USER, after: USER });
    const sent = JSON.stringify(model.asked[0]?.turns);
    expect(sent).toContain('SECRET_1');
    expect(sent).not.toContain('***masked***');
    expect(sent).not.toContain('Tr0ub4dor');
  });
});
