import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type App, createApp } from '../../src/server/app.ts';
import { readConfig } from '../../src/config/config.ts';
import { TOOLS } from '../../src/generated/tools.ts';
import { createSample, type Sample } from '../../src/sample/server.ts';
import { runLive } from './live/run.ts';

let sample: Sample;
let app: App;
beforeAll(async () => {
  sample = await createSample({
    dataDir: new URL('../../fixtures/sample/', import.meta.url),
    shiftToNow: true,
    withObjects: true,
  });
  const { email, token } = sample.credentials;
  const env = {
    O2_BASE_URL: sample.url,
    API_KEY: `${email}:${token}`,
    O2_ORG: 'default',
    O2_CONFIRM: 'never',
    O2_MAX_TOKENS: '1000000',
    O2_LOG_LEVEL: 'error',
  };
  app = await createApp(readConfig({}, env));
});
afterAll(async () => {
  await app.close();
  await sample.close();
});

describe('the life cycles against the sample', () => {
  it('differ nowhere from what a real server does, and use every tool', async () => {
    const { differences, used } = await runLive(app, () => undefined);
    expect(differences).toEqual([]);
    expect(TOOLS.map((row) => row.name).filter((name) => !used.has(name))).toEqual([]);
  }, 120_000);

  it.each([
    'v2/default/alerts',
    'default/alerts/destinations',
    'default/alerts/templates',
    'default/dashboards',
    'default/functions',
    'default/kv',
    'default/pipelines',
    'default/savedviews',
    'default/service_accounts',
    'default/settings/v2',
    'default/streams',
    'default/users',
    'v2/default/reports',
    'v2/default/folders/alerts',
    'v2/default/folders/dashboards',
    'v2/default/folders/reports',
  ])('leave nothing behind at %s', async (path) => {
    const { email, token } = sample.credentials;
    const headers = { authorization: `Basic ${btoa(`${email}:${token}`)}` };
    const answer = await fetch(`${sample.url}/api/${path}`, { headers });
    expect(answer.status).toBe(200);
    expect(await answer.text()).not.toMatch(/prove_/);
  });
});
