import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { TOOLS } from '../../src/generated/tools.ts';
import { type FakeOpenObserve, sendJson, startFakeOpenObserve } from '../helpers/fake-openobserve.ts';
import { appAt, runTool } from '../helpers/run-tool.ts';

const asked = async (app: Awaited<ReturnType<typeof appAt>>, request: string) =>
  (await runTool(app, 'ask', { request })).answer as { answer: string; decision: string };
const NAMES = ['default', 'meadow', 'skyline'];
const ORGS = { O2_ORGS: 'default,meadow', O2_ORG: '', O2_CONFIRM: 'never' };

let fake: FakeOpenObserve;
const sent = () => fake.seen.map(({ method, path, body }) => `${method} ${path} ${body}`);
beforeAll(async () => {
  fake = await startFakeOpenObserve(({ path }, response) => {
    if (path === '/api/organizations')
      return sendJson(response, {
        data: NAMES.map((identifier, id) => ({ id, identifier, name: `${identifier} inc`, type: 'custom' })),
      });
    if (path.startsWith('/api/gone/')) return sendJson(response, 'Organization not found', 404);
    sendJson(response, { list: [], data: [] });
  });
});
beforeEach(() => {
  fake.seen.length = 0;
});
afterAll(() => fake.close());

const stream = (org_id: string) => ({ node_type: 'stream', org_id, stream_name: 'app', stream_type: 'logs' });
const nodes = (org: string) => [
  { id: 'a', io_type: 'input', position: { x: 0, y: 0 }, data: stream('default') },
  { id: 'b', io_type: 'output', position: { x: 0, y: 1 }, data: stream(org) },
];
const pipeline = { name: 'p', edges: [{ id: 'e', source: 'a', target: 'b' }] };

describe('row 7: O2_ORGS did not hold the organization in', () => {
  it.each<[string, string, Record<string, unknown>]>([
    [
      'the source of a pipeline',
      'create_pipeline',
      { ...pipeline, nodes: nodes('default'), source: { source_type: 'realtime', ...stream('skyline') } },
    ],
    ['a node of a pipeline', 'create_pipeline', { ...pipeline, nodes: nodes('skyline') }],
    ['a node in a body', 'create_pipeline', { request_body: { ...pipeline, nodes: nodes('skyline') } }],
    ['a node as text', 'create_pipeline', { ...pipeline, nodes: JSON.stringify(nodes('skyline')) }],
    ['the pipeline itself', 'create_pipeline', { ...pipeline, nodes: nodes('default'), org: 'skyline' }],
    ['a change of a pipeline', 'update_pipeline', { pipeline_id: '1', nodes: nodes('skyline') }],
    ['another account', 'assume_service_account', { target_org_id: 'skyline' }],
    [
      'a target organization, told twice',
      'assume_service_account',
      { org_id: 'default', targetOrgId: 'skyline' },
    ],
  ])('%s', async (_, tool, args) => {
    const app = await appAt(fake.url, ORGS);
    const { error, text } = await runTool(app, tool, { org_id: 'default', ...args });
    expect(error?.code, text).toBe('organization_not_allowed');
    expect(text).toBe('Organization "skyline" is not allowed here. Allowed: default, meadow.');
    expect(sent()).toEqual([]);
    await app.close();
  });

  it('an allowed one passes, and so does what records say', async () => {
    const app = await appAt(fake.url, ORGS);
    const made = { org_id: 'default', ...pipeline, nodes: nodes('meadow') };
    expect((await runTool(app, 'create_pipeline', made)).error).toBeNull();
    const record = { org_id: 'skyline', message: 'from elsewhere' };
    const written = { org_id: 'default', stream_name: 'app', content: [record] };
    expect((await runTool(app, 'logs_ingestion_json', written)).error).toBeNull();
    await app.close();
  });

  it('writes that are about no organization are out while O2_ORGS is set', async () => {
    const app = await appAt(fake.url, ORGS);
    const outside = TOOLS.filter(({ access, places }) => access !== 'read' && !places.org_id);
    expect(outside.map(({ name }) => name)).toEqual(['create_organization']);
    const { error } = await runTool(app, 'create_organization', { name: 'new' });
    expect(error?.code).toBe('unknown_tool');
    expect(app.view.listedAs('create_organization')).toBeUndefined();
    expect(sent()).toEqual([]);
    await app.close();
    const open = await appAt(fake.url);
    expect(open.view.listedAs('create_organization')).toBeDefined();
    await open.close();
  });
});

describe('row W5: names of other organizations came from lists and errors', () => {
  it('the list of organizations has those of O2_ORGS alone', async () => {
    const app = await appAt(fake.url, ORGS);
    const { text } = await runTool(app, 'get_user_organizations', {});
    expect(text).toContain('meadow');
    expect(text).not.toContain('skyline');
    await app.close();
    const open = await appAt(fake.url);
    expect((await runTool(open, 'get_user_organizations', {})).text).toContain('skyline');
    await open.close();
  });

  it('an error about an organization names no other', async () => {
    const app = await appAt(fake.url, { ...ORGS, O2_ORGS: 'default,gone' });
    const { text } = await runTool(app, 'list_functions', { org_id: 'gone' });
    expect(text).toContain('default');
    expect(text).not.toMatch(/skyline|meadow/);
    await app.close();
    const two = await appAt(fake.url, ORGS);
    const missing = await runTool(two, 'list_functions', {});
    expect(missing.text).toContain('There are several organizations: default, meadow.');
    await two.close();
  });

  it('ask says that another organization is named, and writes nothing into its own instead', async () => {
    const app = await appAt(fake.url, { O2_ORGS: 'default', O2_CONFIRM: 'never' });
    const read = await asked(app, 'list the streams of the organization skyline');
    expect(read.answer).toMatch(
      /^This answer is about the organization "default", and "skyline" is another\. /,
    );
    const before = fake.seen.length;
    const written = await asked(app, 'create a folder called Payments in the skyline organization');
    expect(written).toMatchObject({
      decision: 'decline',
      answer:
        'Nothing was done: this server answers for the organization "default", and "skyline" is another.',
    });
    expect(fake.seen.length).toBe(before);
    for (const request of [
      'list the streams of the organization default',
      'list the streams of our organization',
      'list the streams',
    ])
      expect((await asked(app, request)).answer).not.toContain('another');
    await app.close();
  });

  it('ask writes nothing into the only organization that there is instead of another', async () => {
    const one = await startFakeOpenObserve(({ path }, response) =>
      sendJson(
        response,
        path === '/api/organizations' ? { data: [{ identifier: 'default' }] } : { list: [] },
      ),
    );
    const app = await appAt(one.url, { O2_ORG: '', O2_CONFIRM: 'never' });
    for (const request of [
      'create a folder called Payments in the skyline organization',
      'create a folder called Payments in org skyline',
      'delete the alert errors in the organization "skyline"',
    ]) {
      const { answer } = await asked(app, request);
      expect(answer).toContain('"skyline" is another');
    }
    expect(one.seen.filter(({ method }) => method !== 'GET')).toEqual([]);
    const { text } = await runTool(app, 'ask', { request: 'create a folder for alerts called Payments' });
    expect(text).not.toContain('is another');
    await app.close();
    await one.close();
  });
});
