import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { diagnose } from '../../src/cli/doctor/diagnosis.ts';
import { readConfig } from '../../src/config/config.ts';
import type { ToolRow } from '../../src/contract/tool.ts';
import { NEWER_TOOLS } from '../../src/generated/newer-tools.ts';
import { TOOLS } from '../../src/generated/tools.ts';
import { type App, createApp } from '../../src/server/app.ts';
import type { FakeOpenObserve } from '../helpers/fake-openobserve.ts';
import type { Release } from '../helpers/exchanges.ts';
import { callTool, exampleOf, learnReleases, startRecordedServer } from './recorded-server.ts';

const EVERY = [...TOOLS, ...NEWER_TOOLS];
const SECRET = 'tok-1f3c9a7be2';

/** A check as OpenObserve returns it: with its secrets in plain text. */
const CHECK = {
  id: 'check-1',
  name: 'front_page',
  target: 'https://shop.example.com',
  enabled: true,
  auth: { type: 'bearer', token: SECRET },
  cookies: [{ name: 'session', value: SECRET, domain: 'shop.example.com' }],
  variables: [{ name: 'user', value: SECRET }],
};

const settings = {
  API_KEY: 'root@example.com:secret',
  O2_ORG: 'default',
  O2_CONFIRM: 'never',
  O2_LOG_LEVEL: 'error',
};

async function appOn(server: FakeOpenObserve, more: Record<string, string> = {}): Promise<App> {
  const app = await createApp(
    readConfig({}, { ...settings, O2_PROFILE: 'core', O2_BASE_URL: server.url, ...more }),
  );
  return app;
}

const start = (release: Release) =>
  startRecordedServer(release, EVERY, (method, path) =>
    method === 'GET' && /\/synthetics\/check-1$/.test(path) ? CHECK : undefined,
  );

let server: FakeOpenObserve;
let app: App;
beforeAll(async () => {
  server = await start('v0.93.0');
  app = await appOn(server);
});
afterAll(async () => {
  await app.close();
  await server.close();
});

const operationsIn = (from: App, rows: readonly ToolRow[]) =>
  rows.filter(({ name }) => from.view.listedAs(name) !== undefined);

describe('on a server of a newer release', () => {
  it.each(EVERY.map((row) => [row.name, row] as const))('%s is not too old', async (name, row) => {
    const { error } = await callTool(app, name, exampleOf(row));
    expect(['too_old', 'not_in_release', 'unknown_tool', 'invalid_argument']).not.toContain(error?.code);
  });

  it('lists the tools of the contract unless newer ones are asked for', async () => {
    await learnReleases(app);
    const all = await appOn(server, { O2_PROFILE: 'all' });
    await learnReleases(all);
    expect(operationsIn(all, TOOLS)).toHaveLength(161);
    expect(operationsIn(all, NEWER_TOOLS)).toHaveLength(0);
    const matched = await appOn(server, { O2_PROFILE: 'all', O2_MATCH_RELEASE: '1' });
    expect(operationsIn(matched, EVERY)).toHaveLength(200);
    const slos = await appOn(server, { O2_PROFILE: 'slos' });
    expect(operationsIn(slos, EVERY).map(({ toolset }) => toolset)).toEqual(Array(10).fill('slos'));
    await Promise.all([all.close(), matched.close(), slos.close()]);
  });

  it.each([
    ['create an SLO for checkout', 'create_slo'],
    ['synthetic uptime checks of our website', 'list_synthetics'],
    ['which composite alerts use this alert', 'get_composite_references'],
  ])('finds tools for "%s"', async (query, wanted) => {
    const { tools } = JSON.parse((await callTool(app, 'find_tools', { query })).text);
    const names = tools.map(({ name }: { name: string }) => name);
    expect(names.slice(0, 4)).toContain(wanted);
  });

  it.each([
    ['list all our SLOs', 'list_slos'],
    ['which tags do our alerts have', 'list_alert_tags'],
  ])('asks for "%s"', async (request, wanted) => {
    const { text } = await callTool(app, 'ask', { request });
    expect(JSON.parse(text).steps[0]?.tool).toBe(wanted);
  });

  it('says what is switched off', async () => {
    const { text, error } = await callTool(app, 'list_synthetics');
    expect(error?.code).toBe('switched_off');
    expect(text).toMatch(/ZO_SYNTHETICS_ENABLED=true/);
  });

  it('shows no secret of a synthetic check', async () => {
    const { text } = await callTool(app, 'get_synthetic', { id: 'check-1' });
    expect(text).toContain('front_page');
    expect(text).not.toContain(SECRET);
    const changed = await callTool(app, 'update_synthetic', {
      id: 'check-1',
      cookies: [{ name: 'session', value: 'other', domain: 'shop.example.com' }],
    });
    expect(changed.text).not.toContain(SECRET);
  });

  it('confirms what deletes a measurement, and what goes along with an SLO', async () => {
    const asking = await appOn(server, { O2_CONFIRM: 'token' });
    const id = '7532889955979231232';
    const target = await callTool(asking, 'update_slo', { slo_id: id, target: 99.999 }, false);
    expect(target.error?.code).not.toBe('confirmation_required');
    const window = await callTool(asking, 'update_slo', { slo_id: id, window_secs: 7776000 }, false);
    expect(window.error?.code).toBe('confirmation_required');
    expect(window.text).toMatch(/measured so far is deleted/);
    const deletion = await callTool(asking, 'delete_slo', { slo_id: id }, false);
    expect(deletion.text).toMatch(/alerts on it that go with it/i);
    await asking.close();
  });

  it('creates composite alerts and alerts on SLOs without a stream', async () => {
    server.seen.length = 0;
    const composite = await callTool(app, 'create_alert', {
      name: 'both_down',
      alert_type: 'composite',
      destinations: ['hook'],
      composite_condition: { expression: '{a} && {b}' },
    });
    expect(composite.error).toBeNull();
    const missing = await callTool(app, 'create_alert', { name: 'nothing', destinations: ['hook'] });
    expect(missing.text).toMatch(/"stream_name" is missing/);
  });

  it('is diagnosed with what it has more', async () => {
    const version = (await diagnose(app)).find(({ check }) => check === 'version');
    expect(version).toMatchObject({ isGood: true });
  });
});

it('says of newer operations that an older server does not have them', async () => {
  const older = await start('v0.91.5');
  const own = await appOn(older);
  const asked = await callTool(own, 'ask', { request: 'create an SLO with target 99.9 on payment_service' });
  expect(asked.text).toMatch(/came with OpenObserve v0\.92\.0/);
  const called = await callTool(own, 'list_slos');
  expect(called.error?.code).toBe('too_old');
  const refused = await callTool(own, 'list_alerts', { slo_id: '1' });
  expect(refused.error?.code).toBe('not_in_release');
  const { tools } = JSON.parse((await callTool(own, 'find_tools', { query: 'create an SLO' })).text);
  expect(tools.map(({ name }: { name: string }) => name)).not.toContain('create_slo');
  await own.close();
  await older.close();
});
