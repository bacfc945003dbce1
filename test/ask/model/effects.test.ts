import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { App } from '../../../src/server/app.ts';
import { createPlanTokens } from '../../../src/ask/plan/plan-token.ts';
import type { AskAnswer } from '../../../src/ask/types.ts';
import { TOOLS } from '../../../src/generated/tools.ts';
import { WORDS } from '../../../src/generated/words.ts';
import { runTool } from '../../helpers/run-tool.ts';
import { changesBetween, stateOf } from '../../helpers/sample-state.ts';
import { appWith, askOnce, startSample } from './asking.ts';
import { type ModelServer, startModelServer } from './model-server.ts';
import { panelQuery } from './panel-query.ts';

type Json = Record<string, unknown>;

/**
 * A write as a plan carries it out. `at`: where OpenObserve shows its effect. `says`: what the answer says of reading it back.
 * `undo`: the tools that take it back, so that what is shown is as it was.
 */
interface Written {
  readonly tool: string;
  readonly arguments: Json | (() => Json);
  readonly at: string | (() => string);
  readonly says: RegExp;
  readonly undo: readonly string[];
}

const STANDS = /Read back: it exists\./;
const SO = /Read back: as planned\./;
const GONE = /Read back: it is deleted\./;
const UNSEEN = /Not read back: OpenObserve does not expose it\./;
const KEY = 'k'.repeat(40);
const PAYMENTS = '7500000000000000001';

let sample: Awaited<ReturnType<typeof startSample>>;
let model: ModelServer;
let app: App;
const ids: Record<string, string> = {};

const authorization = () => `Basic ${Buffer.from(sample.env.API_KEY).toString('base64')}`;

async function send(method: string, path: string, body?: unknown): Promise<string> {
  const answer = await fetch(`${sample.url}/api/${path}`, {
    method,
    headers: { authorization: authorization(), 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  return answer.text();
}

/** What is shown there, without what every write changes: the order, hashes, versions and times of writing. */
async function shownAt(path: string): Promise<unknown> {
  const text = await send('GET', path);
  const stable = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map((item) => JSON.stringify(stable(item))).sort();
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value)
        .filter(
          ([key]) => !/^(hash|version|updated_?at|last_?edited_?by|index_updated_at|paused_at)$/i.test(key),
        )
        .map(([key, item]) => [key, stable(item)])
        .sort(([a], [b]) => (String(a) < String(b) ? -1 : 1)),
    );
  };
  try {
    return stable(JSON.parse(text));
  } catch {
    return text;
  }
}

/** Carries out a plan of one step that a person said yes to. */
async function carryOut(tool: string, args: Json): Promise<AskAnswer> {
  const request = `do ${tool}`;
  const plan = createPlanTokens(app.stateKey(), Date.now).mint(
    {
      nonce: crypto.randomUUID(),
      mode: 'agent',
      steps: [{ id: 's1', tool, arguments: args }],
      usage: { input: 0, output: 0, cached: 0 },
    },
    'test',
    request,
  );
  const { answer, error } = await askOnce(app, { request, mode: 'agent', tool: 'ask', answers: { plan } });
  if (error) throw error;
  return answer;
}

const PIPELINE = {
  name: 'Keep orders',
  source: { source_type: 'realtime', org_id: 'default', stream_name: 'sales_orders', stream_type: 'logs' },
  nodes: [
    {
      id: 'a',
      io_type: 'input',
      position: { x: 0, y: 0 },
      data: { node_type: 'stream', org_id: 'default', stream_name: 'sales_orders', stream_type: 'logs' },
    },
    {
      id: 'b',
      io_type: 'output',
      position: { x: 0, y: 200 },
      data: { node_type: 'stream', org_id: 'default', stream_name: 'kept_orders', stream_type: 'logs' },
    },
  ],
  edges: [{ id: 'a-b', source: 'a', target: 'b' }],
};
const QUERY = panelQuery('SELECT count(*) AS n FROM "payment_service"');
const REPORT = () => ({
  dashboards: [{ dashboard: ids.dashboard, folder: PAYMENTS, tabs: ['default'] }],
  destinations: [{ email: 'team@example.com' }],
});
const dashboardAt = () => `default/dashboards/${ids.dashboard}`;
const annotationsAt = () => `${dashboardAt()}/annotations?start_time=1&end_time=4102444800000000`;
const alertAt = () => `v2/default/alerts/${ids.alert}`;

const CREATIONS: readonly Written[] = [
  {
    tool: 'create_folder',
    arguments: { name: 'Ops', description: '', folder_type: 'dashboards' },
    at: 'v2/default/folders/dashboards',
    says: STANDS,
    undo: ['delete_folder'],
  },
  {
    tool: 'create_dashboard',
    arguments: { title: 'Ops', folder: PAYMENTS },
    at: `default/dashboards?folder=${PAYMENTS}`,
    says: STANDS,
    undo: ['delete_dashboard'],
  },
  {
    tool: 'create_destination',
    arguments: {
      name: 'ops',
      type: 'http',
      method: 'post',
      template: 'payment_message',
      url: 'https://hooks.example.com/ops',
    },
    at: 'default/alerts/destinations',
    says: STANDS,
    undo: ['delete_alert_destination'],
  },
  {
    tool: 'create_template',
    arguments: { name: 'ops', type: 'http', body: '{"text": "{alert_name}"}' },
    at: 'default/alerts/templates',
    says: STANDS,
    undo: ['delete_alert_template'],
  },
  {
    tool: 'create_alert',
    arguments: {
      name: 'ops',
      stream_name: 'payment_service',
      stream_type: 'logs',
      destinations: ['payment_oncall'],
      condition: { operator: '>=', threshold: 5, period: 60 },
    },
    at: 'v2/default/alerts',
    says: STANDS,
    undo: ['delete_alert'],
  },
  {
    tool: 'clone_alert',
    arguments: () => ({ alert_id: ids.alert, name: 'again' }),
    at: 'v2/default/alerts',
    says: STANDS,
    undo: ['delete_alert'],
  },
  {
    tool: 'create_function',
    arguments: { name: 'ops', function: '.', transType: 0 },
    at: 'default/functions',
    says: STANDS,
    undo: ['delete_function'],
  },
  {
    tool: 'create_pipeline',
    arguments: PIPELINE,
    at: 'default/pipelines',
    says: STANDS,
    undo: ['delete_pipeline'],
  },
  {
    tool: 'create_report_v2',
    arguments: () => ({ name: 'ops', ...REPORT() }),
    at: 'v2/default/reports',
    says: STANDS,
    undo: ['delete_report_v2'],
  },
  {
    tool: 'create_report',
    arguments: () => ({ name: 'ops', ...REPORT() }),
    at: 'default/reports',
    says: SO,
    undo: ['delete_report'],
  },
  {
    tool: 'create_saved_views',
    arguments: { view_name: 'ops', data: {} },
    at: 'default/savedviews',
    says: STANDS,
    undo: ['delete_saved_views'],
  },
  {
    tool: 'service_account_save',
    arguments: { email: 'Robot@example.com', first_name: 'R', last_name: 'O' },
    at: 'default/service_accounts',
    says: STANDS,
    undo: ['remove_service_account'],
  },
  {
    tool: 'user_save',
    arguments: { email: 'Ben@example.com', password: 'Sample#Passw0rd', role: 'admin' },
    at: 'default/users',
    says: STANDS,
    undo: ['remove_user_from_org'],
  },
  {
    tool: 'stream_create',
    arguments: { stream_name: 'Ops log', fields: [{ name: 'level', type: 'Utf8' }], settings: {} },
    at: 'default/streams?type=logs',
    says: STANDS,
    undo: ['stream_delete'],
  },
  {
    tool: 'set_kv_value',
    arguments: { key: 'ops', content: '{"on": true}' },
    at: 'default/kv/ops',
    says: SO,
    undo: ['remove_kv_value'],
  },
  {
    tool: 'create_organization',
    arguments: { name: 'Ops' },
    at: 'organizations',
    says: STANDS,
    undo: [],
  },
  {
    tool: 'add_panel',
    arguments: () => ({
      dashboard_id: ids.dashboard,
      folder: PAYMENTS,
      panel: {
        id: 'ops',
        title: 'Ops',
        type: 'line',
        description: '',
        queryType: 'sql',
        config: { show_legends: true },
        queries: [QUERY],
      },
    }),
    at: dashboardAt,
    says: SO,
    undo: ['delete_panel'],
  },
  {
    tool: 'create_annotations',
    arguments: () => ({
      dashboard_id: ids.dashboard,
      timed_annotations: [{ title: 'Deploy', start_time: 1795419188716764, panels: [], tags: [] }],
    }),
    at: annotationsAt,
    says: SO,
    undo: ['delete_annotations'],
  },
  {
    tool: 'create_update_enrichment_table',
    arguments: { table_name: 'hosts', content: 'host,team\npay-1,payments\n' },
    at: 'default/streams?type=enrichment_tables',
    says: SO,
    undo: ['stream_delete'],
  },
];

const CHANGES: readonly Written[] = [
  {
    tool: 'enable_alert',
    arguments: () => ({ alert_id: ids.alert, value: false }),
    at: alertAt,
    says: SO,
    undo: ['enable_alert'],
  },
  {
    tool: 'update_alert',
    arguments: () => ({
      alert_id: ids.alert,
      description: 'otherwise',
      trigger_condition: { silence: 5 },
    }),
    at: alertAt,
    says: SO,
    undo: ['update_alert'],
  },
  {
    tool: 'update_folder',
    arguments: { folder_type: 'dashboards', folder_id: PAYMENTS, name: 'Money' },
    at: `v2/default/folders/dashboards/${PAYMENTS}`,
    says: SO,
    undo: ['update_folder'],
  },
  {
    tool: 'update_dashboard',
    arguments: () => ({ dashboard_id: ids.dashboard, title: 'Money', description: 'of the shop' }),
    at: dashboardAt,
    says: SO,
    undo: ['update_dashboard'],
  },
  {
    tool: 'update_panel',
    arguments: () => ({
      dashboard_id: ids.dashboard,
      folder: PAYMENTS,
      panel_id: ids.panel,
      panel: { title: 'Errors again', description: 'by hour' },
    }),
    at: dashboardAt,
    says: SO,
    undo: ['update_panel'],
  },
  {
    tool: 'update_destination',
    arguments: {
      destination_name: 'payment_oncall',
      url: 'https://hooks.example.com/other',
      headers: { 'x-team': 'ops' },
    },
    at: 'default/alerts/destinations/payment_oncall',
    says: SO,
    undo: ['update_destination'],
  },
  {
    tool: 'update_template',
    arguments: { template_name: 'payment_message', body: '{"text": "{alert_name}!"}' },
    at: 'default/alerts/templates/payment_message',
    says: SO,
    undo: ['update_template'],
  },
  {
    tool: 'update_function',
    arguments: { name: 'kept', function: '.kept = true\n.' },
    at: 'default/functions',
    says: SO,
    undo: ['update_function'],
  },
  {
    tool: 'update_pipeline',
    arguments: () => ({ pipeline_id: ids.pipeline, description: 'otherwise' }),
    at: 'default/pipelines',
    says: SO,
    undo: ['update_pipeline'],
  },
  {
    tool: 'enable_pipeline',
    arguments: () => ({ pipeline_id: ids.pipeline, value: false }),
    at: 'default/pipelines',
    says: SO,
    undo: ['enable_pipeline'],
  },
  {
    tool: 'update_report_v2',
    arguments: () => ({ report_id: ids.report, description: 'for the board' }),
    at: () => `v2/default/reports/${ids.report}`,
    says: SO,
    undo: ['update_report_v2'],
  },
  {
    tool: 'enable_report_v2',
    arguments: () => ({ report_id: ids.report, value: true }),
    at: () => `v2/default/reports/${ids.report}`,
    says: SO,
    undo: ['enable_report_v2'],
  },
  {
    tool: 'update_report',
    arguments: { name: 'kept', description: 'for the board' },
    at: 'default/reports/kept',
    says: SO,
    undo: ['update_report'],
  },
  {
    tool: 'enable_report',
    arguments: { name: 'kept', value: true },
    at: 'default/reports/kept',
    says: SO,
    undo: ['enable_report'],
  },
  {
    tool: 'update_saved_views',
    arguments: () => ({ view_id: ids.view, view_name: 'all errors' }),
    at: 'default/savedviews',
    says: SO,
    undo: ['update_saved_views'],
  },
  {
    tool: 'user_update',
    arguments: { email_id: 'anna@example.com', first_name: 'Anne' },
    at: 'default/users',
    says: SO,
    undo: ['user_update'],
  },
  {
    tool: 'service_account_update',
    arguments: { email_id: 'kept@example.com', first_name: 'Robot' },
    at: 'default/service_accounts',
    says: SO,
    undo: ['service_account_update'],
  },
  {
    tool: 'set_kv_value',
    arguments: { key: 'kept', content: 'two' },
    at: 'default/kv/kept',
    says: SO,
    undo: ['set_kv_value'],
  },
  {
    tool: 'update_stream_settings',
    arguments: {
      stream_name: 'payment_service',
      data_retention: 30,
      full_text_search_keys: { add: ['message'] },
    },
    at: 'default/streams/payment_service/schema?type=logs',
    says: SO,
    undo: ['update_stream_settings'],
  },
  {
    tool: 'organization_setting_create',
    arguments: { scrape_interval: 30 },
    at: 'default/settings',
    says: SO,
    undo: ['organization_setting_create'],
  },
  {
    tool: 'system_setting_set_org',
    arguments: { setting_key: 'kept', setting_value: 'dark' },
    at: 'default/settings/v2/kept',
    says: SO,
    undo: ['system_setting_set_org'],
  },
  {
    tool: 'system_setting_set_user',
    arguments: { user_id: 'anna@example.com', setting_key: 'kept', setting_value: 'green' },
    at: 'default/settings/v2/kept?user_id=anna@example.com',
    says: SO,
    undo: ['system_setting_set_user'],
  },
  {
    tool: 'rename_organization',
    arguments: { new_name: 'shop' },
    at: 'organizations',
    says: SO,
    undo: ['rename_organization'],
  },
  {
    tool: 'update_annotations',
    arguments: () => ({
      dashboard_id: ids.dashboard,
      timed_annotation_id: ids.annotation,
      title: 'Deploy 2',
    }),
    at: annotationsAt,
    says: SO,
    undo: ['update_annotations'],
  },
  {
    tool: 'move_dashboard',
    arguments: () => ({ dashboard_id: ids.dashboard, from: PAYMENTS, to: 'default' }),
    at: `default/dashboards?folder=${PAYMENTS}`,
    says: SO,
    undo: ['move_dashboard'],
  },
  {
    tool: 'move_dashboards',
    arguments: () => ({ dashboard_ids: [ids.dashboard], dst_folder_id: 'default' }),
    at: `default/dashboards?folder=${PAYMENTS}`,
    says: SO,
    undo: ['move_dashboards'],
  },
  {
    tool: 'move_alerts',
    arguments: () => ({ alert_ids: [ids.alert], dst_folder_id: ids.alertFolder }),
    at: 'v2/default/alerts',
    says: SO,
    undo: ['move_alerts'],
  },
  {
    tool: 'move_reports',
    arguments: () => ({ report_ids: [ids.report], dst_folder_id: ids.reportFolder }),
    at: 'v2/default/reports',
    says: SO,
    undo: ['move_reports'],
  },
];

const REST: readonly Written[] = [
  {
    tool: 'trigger_alert',
    arguments: () => ({ alert_id: ids.alert }),
    at: '',
    says: UNSEEN,
    undo: [],
  },
  {
    tool: 'logs_ingestion_json',
    arguments: { stream_name: 'payment_service', content: [{ level: 'info', message: 'by hand' }] },
    at: '',
    says: UNSEEN,
    undo: [],
  },
  {
    tool: 'delete_panel',
    arguments: () => ({ dashboard_id: ids.dashboard, folder: PAYMENTS, panel_id: ids.panel }),
    at: dashboardAt,
    says: GONE,
    undo: [],
  },
  {
    tool: 'delete_annotations',
    arguments: () => ({ dashboard_id: ids.dashboard, annotation_ids: [ids.annotation] }),
    at: annotationsAt,
    says: GONE,
    undo: [],
  },
  {
    tool: 'delete_alert',
    arguments: () => ({ alert_id: ids.alert }),
    at: 'v2/default/alerts',
    says: GONE,
    undo: [],
  },
  {
    tool: 'delete_report',
    arguments: { name: 'kept' },
    at: 'default/reports',
    says: GONE,
    undo: [],
  },
  {
    tool: 'delete_saved_views',
    arguments: () => ({ view_id: ids.view }),
    at: 'default/savedviews',
    says: GONE,
    undo: [],
  },
  { tool: 'delete_function', arguments: { name: 'kept' }, at: 'default/functions', says: GONE, undo: [] },
  {
    tool: 'delete_pipeline',
    arguments: () => ({ pipeline_id: ids.pipeline }),
    at: 'default/pipelines',
    says: GONE,
    undo: [],
  },
  {
    tool: 'system_setting_delete_user',
    arguments: { user_id: 'anna@example.com', key: 'kept' },
    at: 'default/settings/v2/kept?user_id=anna@example.com',
    says: GONE,
    undo: [],
  },
  {
    tool: 'system_setting_delete_org',
    arguments: { key: 'kept' },
    at: 'default/settings/v2/kept',
    says: GONE,
    undo: [],
  },
  { tool: 'remove_kv_value', arguments: { key: 'kept' }, at: 'default/kv', says: GONE, undo: [] },
  {
    tool: 'delete_dashboard',
    arguments: () => ({ dashboard_id: ids.dashboard, folder: PAYMENTS }),
    at: `default/dashboards?folder=${PAYMENTS}`,
    says: GONE,
    undo: [],
  },
  {
    tool: 'remove_user_from_org',
    arguments: { email_id: 'Anna@example.com' },
    at: 'default/users',
    says: GONE,
    undo: [],
  },
  {
    tool: 'stream_delete',
    arguments: { stream_name: 'nginx_access' },
    at: 'default/streams?type=logs',
    says: GONE,
    undo: [],
  },
];

beforeAll(async () => {
  sample = await startSample();
  model = await startModelServer(() => ({ text: '' }));
  app = await appWith({ ...sample.env, ...model.env('anthropic'), O2_STATE_KEY: KEY });
  const id = async (path: string, pattern: RegExp) => pattern.exec(await send('GET', path))?.[1] ?? '';
  ids.alert = await id('v2/default/alerts', /"alert_id":"(\w+)"/);
  ids.dashboard = await id(`default/dashboards?folder=${PAYMENTS}`, /"dashboard_id":"(\d+)"/);
  ids.panel = await id(dashboardAt(), /"panels":\[\{"id":"([^"]+)"/);
  ids.pipeline = await id('default/pipelines', /"pipeline_id":"(\d+)"/);
  await send('POST', 'default/functions', { name: 'kept', function: '.', transType: 0, params: 'row' });
  await send('POST', 'default/savedviews', { view_name: 'kept', data: { a: 1 } });
  ids.view = await id('default/savedviews', /"view_id":"(\w+)"/);
  await send('POST', 'default/reports', { orgId: 'default', name: 'kept', ...REPORT() });
  ids.report = await id('v2/default/reports', /"report_id":"(\w+)"/);
  for (const type of ['alert', 'report'] as const) {
    await send('POST', `v2/default/folders/${type}s`, { name: 'Moved', description: '' });
    ids[`${type}Folder`] = await id(`v2/default/folders/${type}s/name/Moved`, /"folderId":"(\w+)"/);
  }
  await send('POST', 'default/kv/kept', 'one');
  await send('POST', 'default/service_accounts', {
    email: 'kept@example.com',
    first_name: 'K',
    last_name: 'E',
  });
  await send('POST', 'default/settings/v2', { setting_key: 'kept', setting_value: 'light' });
  await send('POST', 'default/settings/v2/user/anna@example.com', {
    setting_key: 'kept',
    setting_value: 'blue',
  });
  await send('POST', `${dashboardAt()}/annotations`, {
    timed_annotations: [{ title: 'Kept', start_time: 1795419188716764, panels: [], tags: [] }],
  });
  ids.annotation = await id(annotationsAt(), /"annotation_id":"(\w+)"/);
});
afterAll(async () => {
  await app.close();
  await model.close();
  await sample.close();
});

const written = (value: Json | (() => Json)) => (typeof value === 'function' ? value() : value);
const cases = (all: readonly Written[]) => all.map((each) => [each.tool, each] as const);

// Before the changes below take away what it moves.
it.each([
  { kind: 'alert', copy: 'clone_alert', move: 'move_alerts' },
  { kind: 'report', copy: null, move: 'move_reports' },
])('takes $kind moves from several folders back to each', async ({ kind, copy, move }) => {
  const folder = ids[`${kind}Folder`];
  const list = `v2/default/${kind}s`;
  const idsIn = async () =>
    [...(await send('GET', list)).matchAll(new RegExp(`"${kind}_id":"(\\w+)"`, 'g'))].map(([, each]) => each);
  await send('POST', `v2/default/folders/${kind}s`, { name: 'Second', description: '' });
  const second = /"folderId":"(\w+)"/.exec(await send('GET', `v2/default/folders/${kind}s/name/Second`))?.[1];
  const known = await idsIn();
  if (copy)
    await runTool(
      app,
      copy,
      { alert_id: ids.alert, name: 'copied', folder_id: second },
      { approved: () => true },
    );
  else
    await send('POST', `v2/default/reports?folder=${second}`, {
      orgId: 'default',
      name: 'copied',
      ...REPORT(),
    });
  const all = await idsIn();
  expect(all).toHaveLength(known.length + 1);
  const before = await stateOf(sample);
  const report = await carryOut(move, { [`${kind}_ids`]: all, dst_folder_id: folder });
  expect(report.answer).toMatch(SO);
  const moved = changesBetween(before, await stateOf(sample));
  expect(moved.map(({ change, kind: of }) => [change, of])).toEqual(all.map(() => ['changed', `${kind}s`]));
  const back = (report.undo ?? []).map(({ arguments: args }) => args.dst_folder_id);
  expect(back.toSorted()).toEqual(['default', second].toSorted());
  for (const each of report.undo ?? []) {
    const { error, text } = await runTool(app, each.tool, { ...each.arguments }, { approved: () => true });
    expect(error, text).toBeNull();
  }
  expect(changesBetween(before, await stateOf(sample))).toEqual([]);
  const copied = all.find((each) => !known.includes(each));
  await send('DELETE', `${list}/${copied}`);
});

describe.each([
  ['a creation', CREATIONS],
  ['a change', CHANGES],
  ['what leaves nothing, or takes away', REST],
])('%s', (_, all) => {
  it.each(cases(all))('is read back, and taken back as offered: %s', async (tool, row) => {
    const at = typeof row.at === 'function' ? row.at() : row.at;
    const before = await shownAt(at);
    const report = await carryOut(tool, written(row.arguments));
    expect(
      report.steps.map(({ state }) => state),
      report.answer,
    ).toEqual(['done']);
    expect(report.answer).toMatch(row.says);
    if (at !== '') expect(await shownAt(at), 'it did nothing').not.toEqual(before);
    const undo = report.undo ?? [];
    expect(undo.map((each) => each.tool)).toEqual(row.undo);
    if (row.undo.length === 0) return;
    for (const each of undo) {
      const { error, text } = await runTool(app, each.tool, { ...each.arguments }, { approved: () => true });
      expect(error, text).toBeNull();
    }
    expect(await shownAt(at)).toEqual(before);
  });
});

it('is not done again where it is already as planned, or deleted', async () => {
  const change = { key: 'twice', content: 'one' };
  expect((await carryOut('set_kv_value', change)).answer).toMatch(SO);
  expect((await carryOut('set_kv_value', change)).answer).toContain(
    'already as planned, nothing was changed',
  );
  await carryOut('remove_kv_value', { key: 'twice' });
  expect((await carryOut('remove_kv_value', { key: 'twice' })).answer).toContain('it is already deleted');
});

it('offers no undo that would show a secret', async () => {
  await send('POST', 'default/alerts/destinations', {
    name: 'secretive',
    type: 'http',
    method: 'post',
    template: 'payment_message',
    url: 'https://hooks.example.com/s',
    headers: { authorization: 'Bearer abcdefghijklmnop1234' },
  });
  const change = { destination_name: 'secretive', headers: { authorization: 'Bearer zyxwvutsrqponmlk9876' } };
  const report = await carryOut('update_destination', change);
  expect(report.answer).toMatch(SO);
  expect(report.undo).toBeUndefined();
  expect(JSON.stringify(report)).not.toMatch(/abcdefghijklmnop1234|zyxwvutsrqponmlk9876/);
});

it('says what is not shown, and so is not checked', async () => {
  const { answer, undo } = await carryOut('user_update', {
    email_id: 'root@example.com',
    last_name: 'Root',
    change_password: true,
    old_password: 'x',
    new_password: 'Complexpass#1234',
  });
  expect(answer).toMatch(/Not shown, so not checked: .*new_password/);
  expect(undo).toBeUndefined();
});

it('every write of the open edition is read back, but for those that leave nothing to be seen', () => {
  const silent = TOOLS.filter(
    ({ operationId, access, edition, update }) =>
      access !== 'read' &&
      edition !== 'enterprise' &&
      !update?.replaces &&
      !(operationId in WORDS.stands) &&
      !(operationId in WORDS.shows),
  ).map(({ name }) => name);
  expect(silent).toEqual([
    'logs_ingestion_json',
    'remove_timed_annotation_from_panel',
    'test_function',
    'trigger_alert',
  ]);
});

it('every write of the open edition has a way back, but for those that OpenObserve has none for', () => {
  const moves = Object.entries(WORDS.shows).filter(([, { moves }]) => moves !== null);
  const undoable = (operationId: string) => {
    const shows = WORDS.shows[operationId];
    const hasFields = Object.keys(shows?.fields ?? {}).length > 0;
    const isMove = moves.some(([id]) => id === operationId);
    return Boolean(WORDS.stands[operationId]?.undo ?? shows?.undo) || hasFields || isMove;
  };
  const oneWay = TOOLS.filter(
    ({ operationId, access, edition, update }) =>
      access === 'write' && edition !== 'enterprise' && !update?.replaces && !undoable(operationId),
  ).map(({ name }) => name);
  expect(oneWay).toEqual(['create_organization', 'logs_ingestion_json', 'test_function', 'trigger_alert']);
});
