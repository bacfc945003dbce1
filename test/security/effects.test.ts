import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { lossesIn } from '../../src/call/confirm/losses.ts';
import { ConfirmationRequired } from '../../src/errors.ts';
import { changesBetween } from '../../src/json/merge.ts';
import { createSample, type Sample } from '../../src/sample/server.ts';
import type { App } from '../../src/server/app.ts';
import { appAt, runTool } from '../helpers/run-tool.ts';

let sample: Sample;
let app: App;
beforeAll(async () => {
  sample = await createSample({
    dataDir: new URL('../../fixtures/sample/', import.meta.url),
    shiftToNow: true,
    withObjects: true,
  });
  const { email, token } = sample.credentials;
  app = await appAt(sample.url, { API_KEY: `${email}:${token}` });
});
afterAll(async () => {
  await app.close();
  await sample.close();
});

type Args = Record<string, unknown>;

/** Run what must simply run. */
async function done(name: string, args: Args): Promise<void> {
  const { error } = await runTool(app, name, args);
  expect(error?.message).toBeUndefined();
}

/** The preview of what must not simply run, which is then approved. */
async function previewOf(name: string, args: Args): Promise<string> {
  const { error, text } = await runTool(app, name, args);
  expect(error, text).toBeInstanceOf(ConfirmationRequired);
  return text;
}

async function stored(path: string): Promise<Args> {
  const { email, token } = sample.credentials;
  const headers = { authorization: `Basic ${btoa(`${email}:${token}`)}` };
  return (await (await fetch(sample.url + path, { headers })).json()) as Args;
}

const firstOf = async (path: string, rows: string): Promise<Args> =>
  ((await stored(path))[rows] as Args[])[0] as Args;

async function alert(): Promise<{ readonly alert_id: string; readonly stored: Args }> {
  const { alert_id } = await firstOf('/api/v2/default/alerts', 'list');
  return { alert_id: String(alert_id), stored: await stored(`/api/v2/default/alerts/${alert_id}`) };
}

describe('an alert that would tell nobody any more', () => {
  it.each<[string, Args, RegExp]>([
    ['an absurd threshold', { trigger_condition: { threshold: 1_000_000 } }, /threshold from 1 to 1000000/],
    ['a threshold that is only a little higher', { trigger_condition: { threshold: 2 } }, /from 1 to 2/],
    ['another comparison', { trigger_condition: { operator: '<' } }, /trigger_condition\.operator from/],
    ['a shorter time in which so many must come', { trigger_condition: { period: 1 } }, /period from/],
    ['a longer silence', { trigger_condition: { silence: 525_600 } }, /silence from/],
    ['a longer wait', { trigger_condition: { frequency: 10_000 } }, /frequency from/],
    ['another stream', { stream_name: 'checkout_service' }, /stream_name from payment_service/],
    [
      'a query that finds nothing',
      { query_condition: { sql: 'SELECT count(*) FROM payment_service WHERE 1=0' } },
      /query_condition\.sql/,
    ],
    ['code that drops the rows', { query_condition: { vrl_function: 'Lg==' } }, /vrl_function from none to/],
    [
      'repeats that are held back',
      { deduplication: { enabled: true, time_window_minutes: 1440 } },
      /deduplication/,
    ],
  ])('%s is confirmed', async (_, change, says) => {
    const { alert_id, stored: before } = await alert();
    const text = await previewOf('update_alert', { alert_id, ...change });
    expect(text).toMatch(says);
    expect((await alert()).stored).toEqual(before);
  });

  it('conditions that are emptied or changed are confirmed', async () => {
    await done('create_alert', {
      name: 'by_conditions',
      stream_type: 'logs',
      stream_name: 'payment_service',
      destinations: ['payment_oncall'],
      query_condition: {
        type: 'custom',
        conditions: [{ column: 'level', operator: '=', value: 'error' }],
      },
      trigger_condition: { period: 10, operator: '>=', threshold: 1, frequency: 10, silence: 10 },
    });
    const { list } = (await stored('/api/v2/default/alerts')) as { list: Args[] };
    const { alert_id } = list.find(({ name }) => name === 'by_conditions') as Args;
    for (const conditions of [[], [{ column: 'level', operator: '=', value: 'nothing' }]])
      expect(await previewOf('update_alert', { alert_id, query_condition: { conditions } })).toContain(
        'query_condition.conditions',
      );
  });

  it('is none with a lower threshold, a shorter silence, a longer period or another name', async () => {
    const { alert_id } = await alert();
    for (const change of [
      { trigger_condition: { threshold: 0 } },
      { trigger_condition: { silence: 1 } },
      { trigger_condition: { period: 120 } },
      { description: 'fewer than before' },
    ])
      await done('update_alert', { alert_id, ...change });
  });
});

describe('what others wrote', () => {
  it('the code of a function is not replaced without a word', async () => {
    await done('create_function', { name: 'cleanup', function: '.a = 1\n.' });
    const text = await previewOf('update_function', { name: 'cleanup', function: '.' });
    expect(text).toContain('it takes away function as it is now, ".a = 1 .');
    await done('update_function', { name: 'cleanup', function: '.a = 1\n.', params: 'row' });
  });

  it('the body of a template is not replaced without a word', async () => {
    const [template] = (await stored('/api/default/alerts/templates')) as unknown as Args[];
    const template_name = template?.name;
    expect(await previewOf('update_template', { template_name, body: '-' })).toContain('body as it is now');
    await done('update_template', { template_name, body: template?.body });
  });

  it('the query of a panel is not blanked or replaced without a word', async () => {
    const { dashboard_id } = await firstOf(
      '/api/default/dashboards?folder=7500000000000000001',
      'dashboards',
    );
    const { v8, hash } = await stored(`/api/default/dashboards/${dashboard_id}`);
    const { tabs } = v8 as { tabs: ReadonlyArray<{ tabId: string; panels: readonly Args[] }> };
    const panel = tabs[0]?.panels[0] as Args;
    const address = { dashboard_id, panel_id: panel.id, hash, tabId: tabs[0]?.tabId };
    for (const query of ['', 'SELECT 1']) {
      const queries = (panel.queries as Args[]).map((each) => ({ ...each, query }));
      expect(await previewOf('update_panel', { ...address, panel: { queries } })).toMatch(
        /it takes away .*queries\.query as it is now/,
      );
      const blank = tabs.map((tab) => ({
        ...tab,
        panels: tab.panels.map((each) => ({
          ...each,
          queries: (each.queries as Args[]).map((of) => ({ ...of, query })),
        })),
      }));
      expect(await previewOf('update_dashboard', { dashboard_id, tabs: blank })).toMatch(
        /tabs\.panels\.queries\.query as it is now/,
      );
    }
    await done('update_panel', { ...address, panel: { title: 'Another title' } });
  });

  it('settings of the organization are not written over without a word', async () => {
    const { data } = (await stored('/api/default/settings')) as { data: Args };
    const scrape_interval = Number(data.scrape_interval);
    expect(
      await previewOf('organization_setting_create', { scrape_interval: scrape_interval + 600 }),
    ).toContain('it overwrites settings of the organization: scrape_interval');
    await done('organization_setting_create', { scrape_interval });
  });
});

describe('rights and passwords', () => {
  it.each<[string, Args, string]>([
    [
      'user_save',
      { email: 'mallory@example.net', password: 'Complexpass#123', role: 'admin' },
      'gets the role admin',
    ],
    ['add_user_to_org', { email_id: 'mallory@example.net', role: 'admin' }, 'with the role admin'],
    ['service_account_save', { email: 'bot@example.net' }, 'a token of its own'],
    ['create_group', { name: 'g', roles: ['admin'] }, 'with admin'],
    ['create_group', { name: 'g', users: ['mallory@example.net'] }, 'with mallory@example.net'],
    ['update_group', { group_name: 'g', add_users: ['mallory@example.net'] }, 'mallory@example.net'],
    ['update_roles', { role_id: 'r', add: [{ object: 'stream:_all', permission: 'AllowAll' }] }, 'AllowAll'],
    ['assume_service_account', { target_org_id: 'default' }, 'the token can act as an account'],
  ])('%s gives none without a word', async (tool, args, says) => {
    const text = await previewOf(tool, args);
    expect(text).toContain(says);
    expect(text).not.toContain('Complexpass');
  });

  it('user_update changes no password and no role without a word', async () => {
    const { email, role } = await firstOf('/api/default/users', 'data');
    const password = { change_password: true, old_password: 'Oldpass#123', new_password: 'Newpass#1234' };
    const text = await previewOf('user_update', { email_id: email, ...password });
    expect(text).toContain('it sets a password (new_password)');
    expect(text).not.toMatch(/Oldpass|Newpass/);
    expect(await previewOf('user_update', { email_id: email, role: 'service_account' })).toContain(
      'the account gets the role service_account',
    );
    const other = await runTool(app, 'user_update', { email_id: email, role: 'editor' });
    expect(String(other.error)).toContain('has only the role admin');
    const { error } = await runTool(app, 'user_update', { email_id: email, first_name: 'Ada', role });
    expect(error).not.toBeInstanceOf(ConfirmationRequired);
  });
});

describe('a pipeline', () => {
  const stream = (stream_name: string) => ({
    node_type: 'stream',
    org_id: 'default',
    stream_name,
    stream_type: 'logs',
  });
  const node = (id: string, io_type: string, data: Args) => ({ id, io_type, position: { x: 0, y: 0 }, data });
  const source = node('in', 'input', stream('payment_service'));
  const pipeline = (to: Args, more: Args = {}) => ({
    name: 'copies',
    source: { source_type: 'realtime', ...stream('payment_service') },
    nodes: [source, node('out', 'output', to)],
    edges: [{ id: 'e', source: 'in', target: 'out' }],
    ...more,
  });

  it('takes no records of a stream away without a word', async () => {
    expect(await previewOf('create_pipeline', pipeline(stream('elsewhere')))).toContain(
      'records of the stream logs/payment_service are stored there only as the pipeline leaves them',
    );
    await previewOf('create_pipeline', pipeline(stream('payment_service'), { edges: [] }));
    const drops = node('f', 'default', { node_type: 'function', name: 'cleanup' });
    await previewOf(
      'create_pipeline',
      pipeline(stream('payment_service'), {
        nodes: [source, drops, node('out', 'output', stream('payment_service'))],
        edges: [
          { id: 'a', source: 'in', target: 'f' },
          { id: 'b', source: 'f', target: 'out' },
        ],
      }),
    );
  });

  it('hands on no other records than before without a word', async () => {
    const condition = (value: string) =>
      node('only', 'default', {
        node_type: 'condition',
        conditions: [{ column: 'level', operator: '=', value }],
      });
    const [input, output] = [
      node('in', 'input', stream('checkout_service')),
      node('out', 'output', stream('kept')),
    ];
    const edges = [
      { id: 'a', source: 'in', target: 'only' },
      { id: 'b', source: 'only', target: 'out' },
    ];
    const nodes = [input, condition('error'), output];
    const made = {
      name: 'keeps errors',
      source: { source_type: 'realtime', ...stream('checkout_service') },
      nodes,
      edges,
    };
    const { error } = await runTool(app, 'create_pipeline', made, { approved: () => true });
    expect(error?.message).toBeUndefined();
    const { list } = (await stored('/api/default/pipelines')) as { list: Args[] };
    const { pipeline_id } = list.find(({ name }) => name === 'keeps errors') as Args;
    for (const change of [
      { nodes: [input, condition('nothing'), output] },
      { nodes: [input, condition('error'), node('out', 'output', stream('elsewhere'))] },
      { edges: edges.slice(0, 1) },
    ])
      expect(await previewOf('update_pipeline', { pipeline_id, ...change })).toContain('checkout_service');
    const moved = nodes.map((each) => ({ ...each, position: { x: 7, y: 7 } }));
    await done('update_pipeline', { pipeline_id, nodes: moved });
  });

  it('that hands all records on as they come needs none', async () => {
    const [input, output] = [stream('nginx_access'), stream('nginx_access')];
    const whole = {
      name: 'keeps all',
      source: { source_type: 'realtime', ...input },
      nodes: [node('in', 'input', input), node('out', 'output', output)],
      edges: [{ id: 'e', source: 'in', target: 'out' }],
    };
    await done('create_pipeline', whole);
    const { list } = (await stored('/api/default/pipelines')) as { list: Args[] };
    const { pipeline_id } = list.find(({ name }) => name === 'keeps all') as Args;
    const nodes = [node('in', 'input', input), node('out', 'output', stream('elsewhere'))];
    expect(await previewOf('update_pipeline', { pipeline_id, nodes })).toContain(
      'records of the stream logs/nginx_access are stored there only as the pipeline leaves them',
    );
  });
});

describe('what changes take away of what was written and switched', () => {
  it.each<[string, unknown, unknown, string[]]>([
    ['a query', { query: 'a' }, { query: 'b' }, ['query as it is now, "a"']],
    ['a query that was empty', { query: ' ' }, { query: 'b' }, []],
    ['a title', { title: 'a' }, { title: 'b' }, []],
    [
      'code deep in a list',
      { n: [{ id: 1, function: '.' }] },
      { n: [{ id: 1, function: '' }] },
      ['n.function as it is now, "."'],
    ],
    [
      'a check that is turned off',
      { skip_tls_verify: false },
      { skip_tls_verify: true },
      ['what skip_tls_verify holds off, as it is turned on'],
    ],
    ['a check that is turned on', { skip_tls_verify: true }, { skip_tls_verify: false }, []],
  ])('%s', (_, before, after, lost) => {
    expect(lossesIn(changesBetween(before, after))).toEqual(lost);
  });
});
