import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { diagnose } from '../../src/cli/doctor/diagnosis.ts';
import { readConfig } from '../../src/config/config.ts';
import { TOOLS } from '../../src/generated/tools.ts';
import { type App, createApp } from '../../src/server/app.ts';
import type { FakeOpenObserve } from '../helpers/fake-openobserve.ts';
import {
  callTool,
  exampleOf,
  learnReleases,
  NO_ORGANIZATION,
  startRecordedServer,
} from './recorded-server.ts';

const PIPELINE = { pipeline_id: '7532872605963911168', name: 'rec_pipe_one', enabled: true, version: 3 };
const TRACES = [3, 9, 1, 7, 5].map((duration, index) => ({
  trace_id: `${index}`.repeat(32),
  duration,
  start_time: 1795976590270648000n - BigInt(index) * 1_000_000_000n,
}));

let server: FakeOpenObserve;
let app: App;
const settings = {
  API_KEY: 'root@example.com:secret',
  O2_ORG: 'default',
  O2_CONFIRM: 'never',
  O2_LOG_LEVEL: 'error',
  O2_PROFILE: 'core',
};

beforeAll(async () => {
  server = await startRecordedServer('v0.60.5', TOOLS, (method, path) => {
    if (method === 'GET' && path === '/api/default/pipelines') return { list: [PIPELINE] };
    if (method === 'GET' && path.endsWith('/export')) return { name: 'rec_rows' };
    if (path === '/api/default/shop/traces/latest')
      return { hits: TRACES.map((each) => ({ ...each, start_time: Number(each.start_time) })), total: 5 };
    return undefined;
  });
  app = await createApp(readConfig({}, { ...settings, O2_BASE_URL: server.url }));
});
afterAll(async () => {
  await app.close();
  await server.close();
});

const call = (name: string, args: Record<string, unknown> = {}) => callTool(app, name, args);

describe('on a server of an older release', () => {
  it.each(TOOLS.map((row) => [row.name, row] as const))('%s works, or says since when', async (name, row) => {
    const { text, error } = await call(name, exampleOf(row));
    expect(text).not.toMatch(/no such organi[sz]ation|O2_BASE_URL/);
    if (row.since > 'v0.60.5' && row.releases.every(({ picks }) => picks === null)) {
      expect(error?.code).toBe('too_old');
      expect(text).toContain(`${name} came with OpenObserve ${row.since}, and this server is v0.60.5`);
    } else expect(error?.code).not.toBe('too_old');
  });

  it('names what to use instead', async () => {
    const { text } = await call('add_panel', { dashboard_id: '1', panel: {} });
    expect(text).toMatch(/Instead: get_dashboard, then update_dashboard/);
  });

  it('tells enterprise operations from missing organizations', async () => {
    const { text, error } = await call('list_search_jobs');
    expect(error?.code).toBe('enterprise_only');
    expect(text).toMatch(/needs the enterprise edition/);
  });

  it('still says when it is the organization that is missing', async () => {
    const { error } = await call('list_dashboards', { org_id: NO_ORGANIZATION });
    expect(error?.code).toBe('organization_not_found');
  });

  it('sends in the older shape', async () => {
    server.seen.length = 0;
    await call('export_alert', { alert_id: '3MnC6DbTvfQ2mlGy1HTMx6CQ1ND' });
    expect(server.seen.map(({ method, path }) => `${method} ${path}`)).toContain(
      'GET /api/v2/default/alerts/3MnC6DbTvfQ2mlGy1HTMx6CQ1ND/export',
    );
    await call('create_report', exampleOf(TOOLS.find(({ name }) => name === 'create_report') as never));
    const sent = server.seen.find(({ method, path }) => method === 'POST' && path.endsWith('/reports'));
    expect(JSON.parse(sent?.body ?? '{}')).toMatchObject({ owner: '', lastEditedBy: '' });
  });

  it('finds one pipeline in the list, and the ID of a new one', async () => {
    expect((await call('get_pipeline', { pipeline_id: PIPELINE.pipeline_id })).text).toContain(
      'rec_pipe_one',
    );
    const missing = await call('get_pipeline', { pipeline_id: '1' });
    expect(missing.error?.code).toBe('not_found');
    const row = TOOLS.find(({ name }) => name === 'create_pipeline');
    const made = await call('create_pipeline', { ...exampleOf(row as never), name: 'Rec_Pipe_One' });
    expect(made.text).toContain(PIPELINE.pipeline_id);
  });

  it('renews the token of a new service account to show it', async () => {
    server.seen.length = 0;
    const { text } = await call('service_account_save', { email: 'rec.sa@example.com' });
    expect(server.seen.map(({ method, path, query }) => `${method} ${path}?${query}`)).toContain(
      'PUT /api/default/service_accounts/rec.sa%40example.com?rotateToken=true',
    );
    expect(JSON.parse(text)).toMatchObject({ token: '<token>' });
  });

  it('puts traces into order by itself', async () => {
    const { text } = await call('get_latest_traces', {
      stream_name: 'shop',
      sort_by: 'duration',
      size: 2,
      start_time: '1h',
    });
    const { untrusted_data: shown } = JSON.parse(text);
    expect(shown.rows).toHaveLength(2);
    expect(text.indexOf('1'.repeat(32))).toBeGreaterThan(0);
    expect(text).not.toContain('0'.repeat(32));
  });

  it('refuses arguments that it would ignore', async () => {
    const { text, error } = await call('list_alerts', { alert_type: 'realtime' });
    expect(error?.code).toBe('not_in_release');
    expect(text).toMatch(/"alert_type" came with OpenObserve v0\.80\.0, and this server is v0\.60\.5/);
  });

  it('is diagnosed by release', async () => {
    const findings = await diagnose(app);
    const version = findings.find(({ check }) => check === 'version');
    expect(version?.found).toBe('v0.60.5 is too old for 15 of 161 tools');
    expect(version?.remedy).toMatch(/v0\.70\.0: get_latest_sessions.*; v0\.80\.0: add_panel/);
    expect(findings.find(({ check }) => check === 'organization')).toMatchObject({ isGood: true });
    expect(findings.map(({ found }) => found).join()).not.toMatch(/no such organi/);
  });

  it('is marked in lists, and ranked last', async () => {
    await learnReleases(app);
    const all = app.catalog.view({ ...app.view.options, profile: 'all' });
    const marked = all.listed.filter(({ description }) => /^Needs OpenObserve v0/.test(description));
    expect(marked).toHaveLength(15);
    expect(all.listedAs('clone_alert')?.description).toMatch(/^Needs OpenObserve v0\.80\.0\. /);
    const { tools } = JSON.parse((await call('find_tools', { query: 'copy an alert', limit: 200 })).text);
    const lacking = tools.map((tool: { lacking?: string }) => tool.lacking !== undefined);
    expect(lacking.indexOf(true)).toBeGreaterThan(lacking.lastIndexOf(false));
  });

  it('decides what is listed with O2_MATCH_RELEASE', async () => {
    const env = { ...settings, O2_PROFILE: 'all', O2_MATCH_RELEASE: '1', O2_BASE_URL: server.url };
    const matched = await createApp(readConfig({}, env));
    const names = matched.view.listed.map(({ name }) => name);
    expect(names).not.toContain('clone_alert');
    expect(names).toContain('get_pipeline');
    expect(TOOLS.filter(({ name }) => names.includes(name))).toHaveLength(146);
    await matched.close();
  });
});
