import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { lossesIn, removalsIn } from '../../src/call/confirm/losses.ts';
import { ConfirmationRequired } from '../../src/errors.ts';
import { changesBetween } from '../../src/json/merge.ts';
import { createSample, type Sample } from '../../src/sample/server.ts';
import type { App } from '../../src/server/app.ts';
import { appAt, type Ran, runTool } from '../helpers/run-tool.ts';

let sample: Sample;
let app: App;
const apps: App[] = [];

async function open(env: Record<string, string> = {}): Promise<App> {
  const { email, token } = sample.credentials;
  const opened = await appAt(sample.url, { API_KEY: `${email}:${token}`, ...env });
  apps.push(opened);
  return opened;
}

beforeAll(async () => {
  sample = await createSample({
    dataDir: new URL('../../fixtures/sample/', import.meta.url),
    shiftToNow: true,
    withObjects: true,
  });
  app = await open();
});
afterAll(async () => {
  for (const each of apps) await each.close();
  await sample.close();
});

/** Run what must simply run. */
async function done(name: string, args: Record<string, unknown>): Promise<Ran> {
  const ran = await runTool(app, name, args);
  expect(ran.error).toBeNull();
  return ran;
}

/** The preview of what must not simply run. */
async function previewOf(name: string, args: Record<string, unknown>): Promise<string> {
  const { error, text } = await runTool(app, name, args);
  expect(error, text).toBeInstanceOf(ConfirmationRequired);
  return text;
}

interface Dashboard {
  readonly tabs: ReadonlyArray<{ readonly panels: readonly unknown[] }>;
}

/** What the sample itself answers. */
async function stored(path: string): Promise<Record<string, unknown>> {
  const { email, token } = sample.credentials;
  const response = await fetch(sample.url + path, {
    headers: { authorization: `Basic ${btoa(`${email}:${token}`)}` },
  });
  return (await response.json()) as Record<string, unknown>;
}

/** The first object that a list of the sample has. */
async function firstOf(path: string, rows: string, id: string): Promise<string> {
  const answer = await stored(path);
  const list = (rows === '' ? answer : answer[rows]) as unknown as Array<Record<string, string>>;
  return list[0]?.[id] as string;
}

const dashboardId = () =>
  firstOf('/api/default/dashboards?folder=7500000000000000001', 'dashboards', 'dashboard_id');
const pipelineId = () => firstOf('/api/default/pipelines', 'list', 'pipeline_id');
const alertId = () => firstOf('/api/v2/default/alerts', 'list', 'alert_id');
const reportId = () => firstOf('/api/v2/default/reports', '', 'report_id');

describe('row 6: what must be confirmed was done by a neighbor without a word', () => {
  it('update_pipeline pauses nothing without a word', async () => {
    const pipeline_id = await pipelineId();
    expect(await previewOf('update_pipeline', { pipeline_id, enabled: false })).toContain(
      'it takes away enabled, which is turned off',
    );
    await done('update_pipeline', { pipeline_id, description: 'copies lines' });
  });

  it('update_dashboard takes no panel out without a word', async () => {
    const dashboard_id = await dashboardId();
    const v8 = (await stored(`/api/default/dashboards/${dashboard_id}`)).v8 as Dashboard;
    const tabs = v8.tabs.map((tab) => ({ ...tab, panels: [] }));
    expect(await previewOf('update_dashboard', { dashboard_id, tabs })).toMatch(
      /it takes away “Errors by type”.* out of tabs\.panels/,
    );
    expect(await previewOf('update_dashboard', { dashboard_id, tabs: [] })).toContain('out of tabs');
    await done('update_dashboard', { dashboard_id, tabs: v8.tabs, title: 'Payment service, renamed' });
  });

  it('create_update_enrichment_table replaces no rows without a word', async () => {
    const table = (content: string, more = {}) => ({ table_name: 'teams', content, ...more });
    await done('create_update_enrichment_table', table('host,team\npay-1,payments\n'));
    expect(await previewOf('create_update_enrichment_table', table('host,team\npay-2,search\n'))).toContain(
      'it replaces the rows of the table',
    );
    await done('create_update_enrichment_table', table('host,team\npay-2,search\n', { append: true }));
  });

  it('set_kv_value writes over nothing without a word', async () => {
    await done('set_kv_value', { key: 'greeting', content: 'hello' });
    await done('set_kv_value', { key: 'greeting', content: 'hello' });
    expect(await previewOf('set_kv_value', { key: 'greeting', content: 'bye' })).toContain(
      'it overwrites the value of this key',
    );
    // OpenObserve cuts blanks off when it stores.
    await previewOf('set_kv_value', { key: ' greeting ', content: 'bye' });
  });

  it('system_setting_set_org writes over nothing without a word', async () => {
    await done('system_setting_set_org', { setting_key: 'theme', setting_value: 'dark' });
    expect(
      await previewOf('system_setting_set_org', { setting_key: 'theme', setting_value: 'light' }),
    ).toContain('it overwrites the value of this setting');
  });

  it('update_report and update_report_v2 turn nothing off without a word', async () => {
    const dashboard = await dashboardId();
    const report = {
      name: 'weekly_sales',
      enabled: true,
      dashboards: [{ dashboard, folder: '7500000000000000001', tabs: ['default'] }],
      destinations: [{ email: 'team@example.com' }],
    };
    const made = await previewOf('create_report_v2', report);
    expect(made).toContain('OpenObserve will send what the dashboards show to team@example.com');
    expect((await runTool(app, 'create_report_v2', report, { approved: () => true })).error).toBeNull();
    const report_id = await reportId();
    expect(await previewOf('update_report_v2', { report_id, enabled: false })).toContain(
      'enabled, which is turned off',
    );
    expect(await previewOf('update_report', { name: 'weekly_sales', enabled: false })).toContain(
      'enabled, which is turned off',
    );
    await done('update_report_v2', { report_id, description: 'for the board' });
  });

  it('update_alert drops no destination and mutes nothing without a word', async () => {
    const alert_id = await alertId();
    expect(await previewOf('update_alert', { alert_id, destinations: [] })).toContain(
      'it takes away payment_oncall out of destinations',
    );
    expect(await previewOf('update_alert', { alert_id, enabled: false })).toContain(
      'enabled, which is turned off',
    );
    await done('update_alert', { alert_id, description: 'more than 40 in an hour' });
  });

  it.each([
    ['update_group', { group_name: 'oncall', remove_users: ['anna@example.com'] }, 'remove_users'],
    ['update_roles', { role_id: 'reader', remove_users: ['anna@example.com'] }, 'remove_users'],
    [
      'update_stream_settings',
      { stream_name: 'payment_service', full_text_search_keys: { remove: ['message'] } },
      'full_text_search_keys.remove',
    ],
    [
      'create_backfill_job',
      { pipeline_id: '1', start_time: 'now-1h', end_time: 'now', delete_before_backfill: true },
      'what delete_before_backfill says',
    ],
  ])('%s takes nothing out without a word', async (tool, args, says) => {
    expect(await previewOf(tool, args)).toContain(says);
  });

  it('turning off what is off already takes nothing away', async () => {
    const pipeline_id = await pipelineId();
    const off = { pipeline_id, value: false };
    await previewOf('enable_pipeline', off);
    expect((await runTool(app, 'enable_pipeline', off, { approved: () => true })).error).toBeNull();
    await done('enable_pipeline', off);
    await done('enable_pipeline', { pipeline_id, value: true });
  });
});

describe('what changes take away', () => {
  it.each<[string, unknown, unknown, string[]]>([
    ['a word that changes', { a: 'x' }, { a: 'y' }, []],
    ['an item more', { list: ['a'] }, { list: ['a', 'b'] }, []],
    ['another order', { list: ['a', 'b'] }, { list: ['b', 'a'] }, []],
    ['an item less', { list: ['a', 'b'] }, { list: ['a'] }, ['b out of list']],
    ['an item that stood twice', { list: ['a', 'a'] }, { list: ['a'] }, ['a out of list']],
    ['an item in the place of another', { list: ['a'] }, { list: ['b'] }, ['a out of list']],
    ['a list that goes', { list: ['a'] }, {}, ['a out of list']],
    ['an object that goes', { deep: { of: { x: 1 } } }, { deep: {} }, ['all of deep.of']],
    ['a list that becomes a text', { list: [1] }, { list: '' }, ['1 out of list']],
    ['an item that changes', { tabs: [{ id: 1, t: 'x' }] }, { tabs: [{ id: 1, t: 'y' }] }, []],
    [
      'what stands inside of an item',
      { tabs: [{ tabId: 't', panels: [{ id: 'p', title: 'P' }] }] },
      { tabs: [{ tabId: 't', panels: [] }] },
      ['P out of tabs.panels'],
    ],
    ['conditions without a name', { c: [{ v: 1 }, { v: 2 }] }, { c: [{ v: 3 }, { v: 2 }] }, []],
    ['one condition less', { c: [{ v: 1 }, { v: 2 }] }, { c: [{ v: 3 }] }, ['an item out of c']],
    ['a switch', { x: { enabled: true } }, { x: { enabled: false } }, ['x.enabled, which is turned off']],
    ['a switch that goes', { enabled: true }, {}, ['enabled, which is turned off']],
    ['a switch turned on', { enabled: false }, { enabled: true }, []],
  ])('%s', (_, before, after, lost) => {
    expect(lossesIn(changesBetween(before, after))).toEqual(lost);
  });

  it('is found in time in large lists', () => {
    const items = Array.from({ length: 5000 }, (_, index) => ({ id: index, list: [index] }));
    const before = process.threadCpuUsage();
    const changed = items.map(({ id }) => ({ id, list: [-id] }));
    expect(lossesIn(changesBetween({ items }, { items: changed })).length).toBeGreaterThan(4900);
    const { user, system } = process.threadCpuUsage(before);
    expect((user + system) / 1000).toBeLessThan(2000);
  });

  it('is not what a record says', () => {
    expect(removalsIn({ remove: [], delete_all: false, removed_at: 5 })).toEqual([]);
  });
});

describe('row W15: addresses that OpenObserve will reach were neither named nor asked about', () => {
  it('create_destination and update_destination name the address before a yes', async () => {
    const url = 'https://collect.example.net/in';
    const destination = { name: 'far', url, method: 'post', template: 'payment_message' };
    expect(await previewOf('create_destination', destination)).toContain(
      `OpenObserve will send messages or records to ${url}`,
    );
    expect(
      await previewOf('create_destination', {
        name: 'mail',
        type: 'email',
        emails: ['mallory@example.net'],
        template: 'payment_message',
      }),
    ).toContain('mallory@example.net');
    expect(
      (await runTool(app, 'create_destination', destination, { approved: () => true })).error,
    ).toBeNull();
    const moved = { destination_name: 'far', url: 'https://elsewhere.example.net/in' };
    expect(await previewOf('update_destination', moved)).toContain('https://elsewhere.example.net/in');
    await done('update_destination', { destination_name: 'far', url });
  });

  it('create_enrichment_table_from_url names the address before a yes', async () => {
    const url = 'https://tables.example.net/a.csv';
    expect(await previewOf('create_enrichment_table_from_url', { table_name: 'far', url })).toMatch(
      /OpenObserve will fetch the rows .* from https:\/\/tables\.example\.net\/a\.csv/,
    );
  });

  it('a pipeline to a remote destination names it before a yes', async () => {
    const { list } = await stored('/api/default/pipelines');
    const [{ pipeline_id, nodes }] = list as [{ pipeline_id: string; nodes: object[] }];
    const node = {
      id: 'far',
      io_type: 'output',
      position: { x: 0, y: 200 },
      data: { node_type: 'remote_stream', org_id: 'default', destination_name: 'collector' },
    };
    const text = await previewOf('update_pipeline', { pipeline_id, nodes: [...nodes, node] });
    expect(text).toContain('OpenObserve will send records to the remote destination collector');
    expect(text).toContain('Remote destinations that it sends to:');
  });

  it('a report names who will get it', async () => {
    const report_id = await reportId();
    const destinations = [{ email: 'team@example.com' }, { email: 'mallory@example.net' }];
    const text = await previewOf('update_report_v2', { report_id, destinations });
    expect(text).toContain('OpenObserve will send what the dashboards show to mallory@example.net');
  });
});

const KEY = 'the-key-that-all-replicas-share-1234';

/** Ask for a preview at one server, and bring what it gave to another. */
const tokenOf = async (at: App, name: string, args: Record<string, unknown>) =>
  (await runTool(at, name, args)).error as ConfirmationRequired;

describe('row 8: a yes, and a token, held more than once', () => {
  it('a yes of a person is redeemed once', async () => {
    const at = await open({ O2_CONFIRM: 'person' });
    const alert_id = await alertId();
    const { pledge } = await tokenOf(at, 'trigger_alert', { alert_id });
    const reply = { state: { pledge }, content: { approve: true } };
    expect((await runTool(at, 'trigger_alert', { alert_id }, { reply })).error?.code ?? 'ran').not.toMatch(
      /confirm/,
    );
    expect((await runTool(at, 'trigger_alert', { alert_id }, { reply })).error?.code).toBe('confirm_used');
    const declined = { state: { pledge }, content: { approve: false } };
    expect((await runTool(at, 'trigger_alert', { alert_id }, { reply: declined })).error).toBeInstanceOf(
      ConfirmationRequired,
    );
    // What a person's yes redeems is no token, and the other way round.
    const both = await open();
    const { token, pledge: own } = await tokenOf(both, 'trigger_alert', { alert_id });
    expect((await runTool(both, 'trigger_alert', { alert_id, confirm: own })).error?.code).toBe(
      'confirm_mismatch',
    );
    const forged = { state: { pledge: token }, content: { approve: true } };
    expect((await runTool(both, 'trigger_alert', { alert_id }, { reply: forged })).error).toBeInstanceOf(
      ConfirmationRequired,
    );
  });

  it('three at once by one yes run once', async () => {
    const at = await open({ O2_CONFIRM: 'person' });
    await runTool(at, 'create_function', { name: 'thrice', function: '.a = 1\n.' });
    const args = { name: 'thrice' };
    const { pledge } = await tokenOf(at, 'delete_function', args);
    const reply = { state: { pledge }, content: { approve: true } };
    const ran = await Promise.all([1, 2, 3].map(() => runTool(at, 'delete_function', args, { reply })));
    expect(ran.filter(({ error }) => error === null)).toHaveLength(1);
    expect((await runTool(at, 'delete_function', args, { reply })).error?.code).toMatch(/not_found|used/);
  });

  it('a token holds for the state that was previewed, on every replica and after a restart', async () => {
    const [one, two] = [await open({ O2_STATE_KEY: KEY }), await open({ O2_STATE_KEY: KEY })];
    await done('set_kv_value', { key: 'bound', content: 'first' });
    const args = { key: 'bound', content: 'second' };
    const { token } = await tokenOf(one, 'set_kv_value', args);
    const { token: stale } = await tokenOf(one, 'set_kv_value', args);
    expect((await runTool(two, 'set_kv_value', { ...args, confirm: token })).error).toBeNull();
    await runTool(one, 'set_kv_value', { key: 'bound', content: 'third' }, { approved: () => true });
    expect((await runTool(one, 'set_kv_value', { ...args, confirm: token })).error?.code).toBe(
      'confirm_changed',
    );
    expect((await runTool(one, 'set_kv_value', { ...args, confirm: stale })).error?.code).toBe(
      'confirm_changed',
    );
  });

  it('a delete that ran elsewhere finds nothing to delete', async () => {
    const [one, two] = [await open({ O2_STATE_KEY: KEY }), await open({ O2_STATE_KEY: KEY })];
    await done('set_kv_value', { key: 'gone', content: 'x' });
    const { token } = await tokenOf(one, 'remove_kv_value', { key: 'gone' });
    expect((await runTool(two, 'remove_kv_value', { key: 'gone', confirm: token })).error).toBeNull();
    expect((await runTool(one, 'remove_kv_value', { key: 'gone', confirm: token })).error?.code).toBe(
      'not_found',
    );
  });

  it('where a second call would find the same, it is refused anywhere else', async () => {
    const [one, two] = [await open({ O2_STATE_KEY: KEY }), await open({ O2_STATE_KEY: KEY })];
    const alert_id = await alertId();
    const { token, pledge } = await tokenOf(one, 'trigger_alert', { alert_id });
    const elsewhere = await runTool(two, 'trigger_alert', { alert_id, confirm: token });
    expect(elsewhere.error?.code).toBe('confirm_elsewhere');
    expect(elsewhere.text).toContain('another replica of this server, which may have carried it out');
    const reply = { state: { pledge }, content: { approve: true } };
    expect((await runTool(two, 'trigger_alert', { alert_id }, { reply })).error?.code).toBe(
      'confirm_elsewhere',
    );
  });

  it('an update that conflicts is not sent again when it would take away more than was shown', async () => {
    const at = await open();
    const dashboard_id = await dashboardId();
    const tabs = [{ tabId: 'default', name: 'Default', panels: [] }];
    const { token } = await tokenOf(at, 'update_dashboard', { dashboard_id, tabs });
    await done('update_dashboard', { dashboard_id, description: 'somebody else was here' });
    const late = await runTool(at, 'update_dashboard', { dashboard_id, tabs, confirm: token });
    expect(late.error?.code).toBe('confirm_changed');
  });
});

describe('row W17: tokens and yeses held for another OpenObserve that shares the key', () => {
  it('are signed for one address', async () => {
    const other = await createSample({
      dataDir: new URL('../../fixtures/sample/', import.meta.url),
      shiftToNow: true,
      withObjects: true,
    });
    try {
      const { email, token: password } = other.credentials;
      const staging = await open({ O2_STATE_KEY: KEY });
      const production = await appAt(other.url, { API_KEY: `${email}:${password}`, O2_STATE_KEY: KEY });
      apps.push(production);
      for (const at of [staging, production])
        await runTool(at, 'set_kv_value', { key: 'both', content: 'x' }, { approved: () => true });
      const { token } = await tokenOf(staging, 'remove_kv_value', { key: 'both' });
      expect(
        (await runTool(production, 'remove_kv_value', { key: 'both', confirm: token })).error?.code,
      ).toBe('confirm_mismatch');
      expect(production.stateKey()).not.toBe(staging.stateKey());
    } finally {
      await other.close();
    }
  });
});
