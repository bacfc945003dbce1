import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createSpent } from '../../src/call/confirm/spent.ts';
import { createApprovals } from '../../src/call/confirm/approvals.ts';
import { ConfirmationRequired, type InputError } from '../../src/errors.ts';
import { INPUT_SCHEMAS } from '../../src/generated/schemas.ts';
import { TOOLS } from '../../src/generated/tools.ts';
import type { ToolRow } from '../../src/contract/tool.ts';
import { type FakeOpenObserve, sendJson, startFakeOpenObserve } from '../helpers/fake-openobserve.ts';
import { appAt, runTool } from '../helpers/run-tool.ts';

const READS: Readonly<Record<string, unknown>> = {
  '/api/default/streams': {
    list: [
      { name: 'nginx_access', stream_type: 'logs', stats: { doc_num: 500, storage_size: 1228.8 } },
      { name: 'nginx_access_old', stream_type: 'logs', stats: { doc_num: 1, storage_size: 1 } },
      { name: 'audit_log', stream_type: 'logs', stats: { doc_num: 1, storage_size: 1 } },
    ],
  },
  '/api/v2/default/alerts': {
    list: ['errors', 'latency', 'silence'].map((name) => ({ alert_id: name, name })),
  },
  '/api/default/pipelines': {
    list: [
      { name: 'mask_ips', source: { stream_name: 'nginx_access' } },
      { name: 'other', source: { stream_name: 'app' } },
    ],
  },
  '/api/default/streams/nginx_access/schema': {
    name: 'nginx_access',
    stream_type: 'logs',
    schema: [],
    stats: { doc_num: 500, storage_size: 1228.8 },
    settings: { data_retention: 30 },
  },
  '/api/default/functions': { list: [{ name: 'mask_cards' }, { name: 'add_field' }] },
  '/api/default/kv': ['greeting', 'Bearer abcdefghijklmnopqrstuvwxyz'],
  '/api/default/settings/v2/unset': 'null',
  '/api/default/streams/kept_by_default/schema': { schema: [], settings: { data_retention: 0 } },
  '/api/default/streams/narrowed/schema': {
    name: 'narrowed',
    stream_type: 'logs',
    schema: [],
    settings: { data_retention: 30, max_query_range: 48, store_original_data: true, index_all_values: false },
  },
  '/api/default/slos/S1': {
    id: 'S1',
    name: 'checkout',
    target: 99.5,
    window_secs: 604_800,
    slice_interval_secs: 60,
    sli_type: 'time_slice',
    config: {
      stream: 'app',
      stream_type: 'logs',
      query_language: 'sql',
      query: 'SELECT avg(ms)',
      comparator: '<',
      threshold: 300,
    },
    enabled: true,
  },
  '/api/default/synthetics/C1': {
    id: 'C1',
    name: 'front',
    type: 'http',
    target: 'https://shop.example.com',
    config: { method: 'GET', body: '' },
    frequency: { type: 'minutes', interval: 5 },
    locations: ['eu'],
    destinations: ['slack_ops'],
    enabled: true,
    alert_if_fails: 1,
  },
  '/api/v2/default/alerts/A1': {
    id: 'A1',
    name: 'errors',
    stream_type: 'logs',
    stream_name: 'nginx_access',
    enabled: true,
    destinations: ['slack_ops'],
    query_condition: { type: 'custom', conditions: [] },
    trigger_condition: { period: 10, operator: '>=', threshold: 1, frequency: 1, silence: 30 },
  },
};

const DASHBOARD = {
  version: 8,
  hash: '1',
  v8: {
    title: 'Payments',
    owner: 'me',
    tabs: [{ panels: [{ id: 'Panel_1', type: 'line', title: 'Errors' }] }],
  },
};

let fake: FakeOpenObserve;
const writes = () => fake.seen.filter(({ method }) => method !== 'GET');

beforeAll(async () => {
  fake = await startFakeOpenObserve(({ method, path }, response) => {
    if (method !== 'GET') return sendJson(response, { code: 200, message: 'done' });
    if (path.includes('/gone')) return sendJson(response, { code: 404, message: 'not found' }, 404);
    if (path.startsWith('/api/default/dashboards/')) return sendJson(response, DASHBOARD);
    return READS[path]
      ? sendJson(response, READS[path])
      : sendJson(response, { code: 500, message: 'no' }, 500);
  });
});
beforeEach(() => {
  fake.seen.length = 0;
});
afterAll(() => fake.close());

/** The example of a tool: what is at least needed. */
const exampleOf = ({ name }: ToolRow) =>
  ((INPUT_SCHEMAS[name]?.examples ?? []) as Record<string, unknown>[])[0] ?? {};
const careful = TOOLS.filter(
  (row) => row.access === 'destructive' || (row.confirm.length > 0 && row.update === null),
);
/** What makes an example one that reaches an address, or gives rights. */
const ADDING: Readonly<Record<string, Record<string, unknown>>> = {
  create_enrichment_table_from_url: { url: 'https://tables.example/hosts.csv' },
  create_group: { roles: ['reader'] },
  create_pipeline: {
    nodes: [
      {
        id: 'n1',
        io_type: 'output',
        position: { x: 0, y: 0 },
        data: { node_type: 'remote_stream', destination_name: 'far' },
      },
    ],
  },
};
const off = ({ confirm }: ToolRow) =>
  Object.fromEntries(
    confirm.flatMap(({ when, argument }) => (when === 'off' && argument ? [[argument, false]] : [])),
  );

describe.each(careful.map((row) => [row.name, row] as const))('%s', (name, row) => {
  it('sends nothing but reads before it is confirmed, then once, although its preview cannot be read', async () => {
    const app = await appAt(fake.url, { O2_TIMEOUT: '2s' });
    const args = { ...exampleOf(row), ...off(row), ...ADDING[name] };
    const first = await runTool(app, name, args);
    expect(first.error).toBeInstanceOf(ConfirmationRequired);
    expect(first.text).toMatch(/would run with .+\. .*(This cannot be undone|Check this first: .+)\.$/s);
    expect(writes()).toEqual([]);
    const { token } = first.error as ConfirmationRequired;
    await runTool(app, name, { ...args, confirm: token });
    const sent = writes().length;
    const again = await runTool(app, name, { ...args, confirm: token });
    expect(again.error?.code).toBe('confirm_used');
    expect(writes().length).toBe(sent);
    expect(sent).toBe(1);
    await app.close();
  });

  it('is refused where only a person may approve, and runs when one did', async () => {
    const app = await appAt(fake.url, { O2_CONFIRM: 'person', O2_TIMEOUT: '2s' });
    const args = { ...exampleOf(row), ...off(row), ...ADDING[name] };
    const { error } = await runTool(app, name, args);
    expect((error as ConfirmationRequired).token).toBeNull();
    expect(writes()).toEqual([]);
    const { pledge } = error as ConfirmationRequired;
    const saying = (told: string) => ({ state: { pledge: told }, content: { approve: true } });
    const other = await runTool(app, name, args, { reply: saying(`${pledge}x`) });
    expect(other.error).toBeInstanceOf(ConfirmationRequired);
    await runTool(app, name, args, { reply: saying(pledge) });
    expect(writes()).toHaveLength(1);
    await app.close();
  });
});

describe('a preview', () => {
  it('names what will be lost', async () => {
    const app = await appAt(fake.url);
    const { text } = await runTool(app, 'stream_delete', { stream_name: 'nginx_access' });
    expect(text).toBe(
      '"Delete a stream" would run with stream_name=nginx_access, org_id=default. It is about the logs stream nginx_access: 500 stored records, 1.2 GB. Alerts on it: 3 (errors, latency, silence). Pipelines that read it: 1 (mask_ips). This cannot be undone.',
    );
    await app.close();
  });

  it('says who will be told', async () => {
    const app = await appAt(fake.url);
    const { text } = await runTool(app, 'trigger_alert', { alert_id: 'A1' });
    expect(text).toContain(
      'alert errors on the logs stream nginx_access, enabled true, destinations slack_ops',
    );
    await app.close();
  });

  it('shows no secret of the arguments', async () => {
    const app = await appAt(fake.url);
    const { text } = await runTool(app, 'remove_kv_value', { key: 'Bearer abcdefghijklmnopqrstuvwxyz' });
    expect(text).toContain('key=***masked***');
    await app.close();
  });
});

describe('what is not there', () => {
  it.each([
    ['stream_delete', { stream_name: 'nginx_acess' }, 'Did you mean nginx_access'],
    ['delete_function', { name: 'mask_card' }, 'Did you mean mask_cards?'],
    ['remove_kv_value', { key: 'greetings' }, 'Did you mean greeting?'],
    [
      'delete_panel',
      { dashboard_id: '1', tab_id: 't', panel_id: 'Panel_9' },
      'get_dashboard does not show it',
    ],
    ['delete_alert', { alert_id: 'gone' }, 'OpenObserve does not have it'],
    ['delete_pipeline', { pipeline_id: 'gone' }, 'OpenObserve does not have it'],
    ['system_setting_delete_org', { key: 'unset' }, 'finds nothing of that name or id'],
    ['trigger_alert', { alert_id: 'gone' }, 'For "alert_id" there are: errors, latency, silence.'],
  ])('%s says so before it asks, with near names', async (name, args, words) => {
    const app = await appAt(fake.url);
    const { error, text } = await runTool(app, name, args);
    expect(error?.code).toBe('not_found');
    expect(text).toContain(words);
    expect(writes()).toEqual([]);
    await app.close();
  });
});

describe('what needs a second look only sometimes', () => {
  const confirmed = async (name: string, args: Record<string, unknown>) => {
    const app = await appAt(fake.url);
    const { error } = await runTool(app, name, args);
    await app.close();
    return error instanceof ConfirmationRequired;
  };

  it.each([
    ['a shorter retention', { stream_name: 'nginx_access', data_retention: 7 }, true],
    ['the same retention', { stream_name: 'nginx_access', data_retention: 30 }, false],
    ['a longer retention', { stream_name: 'nginx_access', data_retention: 90 }, false],
    ['no limit of its own', { stream_name: 'nginx_access', data_retention: 0 }, false],
    ['a limit where there was none', { stream_name: 'kept_by_default', data_retention: 90 }, true],
    ['a retention that cannot be compared', { stream_name: 'unreadable', data_retention: 90 }, true],
    ['a range of queries where there was none', { stream_name: 'nginx_access', max_query_range: 1 }, true],
    ['a shorter range of queries', { stream_name: 'narrowed', max_query_range: 24 }, true],
    ['a wider range of queries', { stream_name: 'narrowed', max_query_range: 72 }, false],
    ['no limit of queries', { stream_name: 'narrowed', max_query_range: 0 }, false],
    ['records no longer kept as they came', { stream_name: 'narrowed', store_original_data: false }, true],
    ['records kept as they came', { stream_name: 'nginx_access', store_original_data: true }, false],
    ['what is off already', { stream_name: 'narrowed', index_all_values: false }, false],
    [
      'fields that alone are columns',
      { stream_name: 'narrowed', defined_schema_fields: { add: ['a'] } },
      true,
    ],
    [
      'a pattern that drops what comes in',
      {
        stream_name: 'narrowed',
        pattern_associations: {
          add: [
            {
              field: 'message',
              pattern_name: 'all',
              description: '',
              pattern: '.*',
              pattern_id: '1',
              policy: 'DropField',
              apply_at: 'AtIngestion',
            },
          ],
        },
      },
      true,
    ],
    ['another setting', { stream_name: 'narrowed', index_fields: { add: ['a'] } }, false],
  ])('%s', async (_, args, isConfirmed) => {
    expect(await confirmed('update_stream_settings', args)).toBe(isConfirmed);
    expect(writes()).toHaveLength(isConfirmed ? 0 : 1);
  });

  it.each([
    ['what an SLO is measured by', 'update_slo', { slo_id: 'S1', config: { threshold: 9000 } }, true],
    ['a lower target', 'update_slo', { slo_id: 'S1', target: 1 }, true],
    ['a higher target', 'update_slo', { slo_id: 'S1', target: 99.999 }, false],
    ['its description', 'update_slo', { slo_id: 'S1', description: 'carts' }, false],
    ['an SLO that is paused', 'update_slo', { slo_id: 'S1', enabled: false }, true],
    ['where a check calls', 'update_synthetic', { id: 'C1', target: 'https://far.example' }, true],
    ['what a check sends', 'update_synthetic', { id: 'C1', config: { body: 'drop=all' } }, true],
    ['how often a check looks', 'update_synthetic', { id: 'C1', frequency: { interval: 600 } }, true],
    ['when a check tells', 'update_synthetic', { id: 'C1', alert_if_fails: 99 }, true],
    ['whom a check tells', 'update_synthetic', { id: 'C1', destinations: [] }, true],
    ['a check that is paused', 'update_synthetic', { id: 'C1', enabled: false }, true],
    ['its words', 'update_synthetic', { id: 'C1', description: 'front page' }, false],
  ])('%s', async (_, name, args, isConfirmed) => {
    expect(await confirmed(name, args)).toBe(isConfirmed);
    expect(writes()).toHaveLength(isConfirmed ? 0 : 1);
  });

  it.each([
    ['switching on', 'enable_alert', { alert_id: 'A1', value: true }, false],
    ['switching off', 'enable_alert', { alert_id: 'A1', value: false }, true],
    ['an update that switches off', 'update_alert', { alert_id: 'A1', enabled: false }, true],
    ['an update that leaves it on', 'update_alert', { alert_id: 'A1', enabled: true }, false],
    ['an update of something else', 'update_alert', { alert_id: 'A1', description: 'x' }, false],
  ])('%s', async (_, name, args, isConfirmed) => {
    expect(await confirmed(name, args)).toBe(isConfirmed);
  });
});

describe('a token', () => {
  const row = TOOLS.find(({ name }) => name === 'stream_delete') as ToolRow;
  const look = {
    reason: async () => ({ text: 'This cannot be undone.', state: null }),
    plan: null,
    preview: async () => ({ text: 'preview', state }),
  };
  const state: unknown = ['the stream as it is'];
  let nowMs = 1_000_000;
  const make = (stateKey = 'm'.repeat(32)) =>
    createApprovals({
      mode: 'token',
      stateKey,
      nowMs: () => nowMs,
      spent: createSpent(null, () => nowMs),
    });
  const args = { stream_name: 'a', org_id: 'default' };
  const call = (approvals: ReturnType<typeof make>, token: unknown, own = args, caller = 'me', tool = row) =>
    approvals.require(tool, own, { isApproved: () => false, pledge: null, token, caller }, look).then(
      () => 'passed',
      (error: InputError | ConfirmationRequired) =>
        error instanceof ConfirmationRequired ? error : error.code,
    );
  const tokenOf = async (approvals: ReturnType<typeof make>) =>
    ((await call(approvals, undefined)) as ConfirmationRequired).token as string;

  it('holds once, for exactly its tool, arguments and caller', async () => {
    const approvals = make();
    const token = await tokenOf(approvals);
    expect(await call(approvals, token, { ...args, stream_name: 'b' })).toBe('confirm_mismatch');
    expect(await call(approvals, token, { ...args, delete_all: true } as typeof args)).toBe(
      'confirm_mismatch',
    );
    expect(await call(approvals, token, args, 'somebody else')).toBe('confirm_mismatch');
    const other = TOOLS.find(({ name }) => name === 'delete_pipeline') as ToolRow;
    expect(await call(approvals, token, args, 'me', other)).toBe('confirm_mismatch');
    expect(await call(approvals, `${token}.`, args)).toBe('passed');
    expect(await call(approvals, token, { org_id: 'default', stream_name: 'a' })).toBe('confirm_used');
    expect(await call(approvals, await tokenOf(approvals))).toBe('passed');
  });

  it('expires after ten minutes, and cannot be made to last', async () => {
    const approvals = make('k'.repeat(32));
    const token = await tokenOf(approvals);
    nowMs += 10 * 60_000 + 1000;
    expect(await call(approvals, token)).toBe('confirm_expired');
    expect(await call(approvals, token.replace(/^[^-]+/, 'zzzzzzzz'))).toBe('confirm_mismatch');
    for (const forged of ['x', '.', 'a.b.c', `${token}x`])
      expect(await call(approvals, forged)).toBe('confirm_mismatch');
  });

  it('passes between replicas that share a key, and no others', async () => {
    const token = await tokenOf(make('k'.repeat(32)));
    expect(await call(make('k'.repeat(32)), token)).toBe('passed');
    expect(await call(make('l'.repeat(32)), token)).toBe('confirm_mismatch');
    expect(await call(make(), token)).toBe('confirm_mismatch');
  });
});
