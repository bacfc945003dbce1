import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { nearestNames } from '../../src/names/nearest.ts';
import type { App } from '../../src/server/app.ts';
import { type FakeOpenObserve, sendJson, startFakeOpenObserve } from '../helpers/fake-openobserve.ts';
import { appAt, runTool } from '../helpers/run-tool.ts';

const LISTS: Readonly<Record<string, unknown>> = {
  '/api/organizations': {
    data: [
      { identifier: 'default', name: 'default' },
      { identifier: 'payments', name: 'Payments' },
    ],
  },
  '/api/default/streams': {
    list: [
      { name: 'payment_service', stream_type: 'logs' },
      { name: 'checkout', stream_type: 'traces' },
    ],
  },
  '/api/default/streams/payment_service/schema': {
    schema: ['_timestamp', 'level', 'error_type', 'message'].map((name) => ({ name, type: 'Utf8' })),
  },
  '/api/v2/default/alerts': { list: [{ alert_id: '3MV5LbJvBHo4clNMaas1UqXSq89', name: 'high errors' }] },
  '/api/v2/default/folders/dashboards': { list: [{ folderId: '7530', name: 'Sales' }] },
  '/api/default/alerts/destinations': [{ name: 'slack_ops' }, { name: 'pager' }],
  '/api/default/functions': { list: [{ name: 'mask_cards' }] },
  '/api/default/dashboards': { dashboards: [] },
};

let fake: FakeOpenObserve;
let app: App;
let server: { version: string; build_type: string } | null;
let refusal: { status: number; body: unknown };

beforeAll(async () => {
  fake = await startFakeOpenObserve(({ method, path }, response) => {
    if (path === '/config') return void (server ? sendJson(response, server) : response.writeHead(404).end());
    const known = method === 'GET' ? LISTS[path] : undefined;
    if (known) return sendJson(response, known);
    if (refusal.body === '') return void response.writeHead(refusal.status).end();
    return sendJson(response, refusal.body, refusal.status);
  });
});
beforeEach(async () => {
  server = { version: 'v0.91.5', build_type: 'opensource' };
  app = await appAt(fake.url, { O2_CONFIRM: 'never', O2_ORG: '' });
});
afterAll(() => fake.close());

const notFound = (message: string, status = 404) => ({ status, body: { code: status, message } });
const search = (code: number, message: string, detail = '') => ({
  status: 400,
  body: { code, message, error_detail: detail },
});
const say = async (name: string, args: Record<string, unknown>) =>
  (await runTool(app, name, { org_id: 'default', ...args })).text;

describe('a wrong name', () => {
  it.each([
    [
      'a stream of a search',
      search(20002, 'Search stream not found: payment_servce'),
      'search_sql',
      { sql: 'SELECT a FROM payment_servce' },
      'Did you mean payment_service?',
    ],
    [
      'a stream',
      notFound('stream not found'),
      'stream_schema',
      { stream_name: 'paymentservice' },
      'Did you mean payment_service?',
    ],
    [
      'the type of a stream',
      notFound('stream not found'),
      'stream_delete',
      { stream_name: 'checkout', type: 'logs' },
      '"checkout" exists with another type: give type "traces".',
    ],
    [
      'a field',
      search(
        20004,
        'Search field not found: Schema error: No field named eror_type. Valid fields are payment_service._timestamp.',
      ),
      'search_sql',
      { sql: 'SELECT eror_type FROM "payment_service"' },
      'Did you mean error_type?',
    ],
    [
      'a function of SQL',
      search(
        20005,
        "Search function not defined: Error during planning: Invalid function 'str_matches'.\nDid you mean 'nullif'?",
      ),
      'search_sql',
      { sql: "SELECT str_matches(level, 'a') FROM payment_service" },
      'Did you mean str_match',
    ],
    [
      'a function',
      notFound('Function not found'),
      'delete_function',
      { name: 'mask_card' },
      'Did you mean mask_cards?',
    ],
    [
      'a folder by its name',
      notFound('Folder not found'),
      'get_folder',
      { folder_type: 'dashboards', folder_id: 'sales' },
      '"folder_id" wants its ID: "Sales" is 7530.',
    ],
    [
      'an alert by its name',
      notFound('invalid alert id high_errors'),
      'get_alert',
      { alert_id: 'high_errors' },
      '“high errors” has the ID 3MV5LbJvBHo4clNMaas1UqXSq89.',
    ],
    [
      'a destination',
      notFound('Destination not found'),
      'get_destination',
      { destination_name: 'slack-op' },
      'Did you mean slack_ops?',
    ],
    [
      'something of which there is none',
      notFound('Dashboard not found'),
      'get_dashboard',
      { dashboard_id: '1' },
      'There is none yet',
    ],
    [
      'an organization',
      { status: 404, body: 'Organization not found' },
      'list_saved_views',
      { org_id: 'paymnts' },
      'Did you mean payments',
    ],
  ])('of %s is answered with the nearest', async (_, answer, tool, args, says) => {
    refusal = answer;
    expect(await say(tool, args)).toContain(says);
  });

  it('of a field is one clear sentence, without the few names that the server gives', async () => {
    const refuse = (field: string) =>
      search(
        20004,
        `Search field not found: Schema error: No field named ${field}. Valid fields are payment_service._timestamp, a.b.`,
      );
    const sql = 'SELECT x FROM "payment_service"';
    refusal = refuse('eror_type');
    expect(await say('search_sql', { sql })).toBe('There is no field "eror_type". Did you mean error_type?');
    refusal = refuse('color');
    expect(await say('search_sql', { sql })).toBe(
      'There is no field "color". payment_service has: _timestamp, level, error_type, message.',
    );
    const unknown = await say('search_sql', { sql: 'SELECT color FROM elsewhere' });
    expect(unknown).toContain('No field named color”. Write fields as they are stored');
  });

  it('of an argument is told once, with the near name alone', async () => {
    expect(await say('search_sql', { sqll: 'SELECT 1' })).toBe(
      'search_sql has no argument "sqll". Did you mean sql? describe_tool shows the full schema of search_sql, with an example.',
    );
    expect(await say('create_dashboard', { titel: 'x' })).toContain('Did you mean title? describe_tool');
    expect(await say('search_sql', { sql: 'SELECT 1', xyzzy: 5 })).toContain('"xyzzy". It has: type, ');
  });

  it('leaves the refusal as it is when the names cannot be read', async () => {
    refusal = { status: 404, body: { code: 404, message: 'Template not found' } };
    expect(await say('get_template', { template_name: 'x' })).toBe(
      'OpenObserve does not have it: “Template not found”. Check the name or id, and the folder or type that it belongs to.',
    );
  });
});

describe('what is not there', () => {
  it('is too old, where the server says so', async () => {
    server = { version: 'v0.10.8', build_type: 'opensource' };
    refusal = { status: 404, body: '' };
    const { error } = await runTool(app, 'list_kv_keys', { org_id: 'default' });
    expect(error?.message).toMatch(
      /came with OpenObserve v0\.\d+\.\d+, and this server is v0\.10\.8: it is too old/,
    );
    expect(error?.code).toBe('too_old');
  });

  it('is of the enterprise edition, with the version of this one', async () => {
    refusal = { status: 404, body: '' };
    expect(await say('list_search_jobs', {})).toBe(
      'list_search_jobs needs the enterprise edition of OpenObserve; this server is the open-source edition v0.91.5.',
    );
    refusal = { status: 403, body: { code: 403, message: 'Not Supported' } };
    expect(await say('list_roles', {})).toContain('this server is the open-source edition v0.91.5');
  });

  it('is said to be missing in an enterprise edition that should have it', async () => {
    server = { version: 'v0.91.5', build_type: 'enterprise' };
    refusal = { status: 404, body: '' };
    expect(await say('list_search_jobs', {})).toContain('check its license and settings');
  });

  it('is behind a wrong path, where the version has it', async () => {
    refusal = { status: 404, body: '' };
    expect(await say('list_kv_keys', {})).toContain('Check the path in O2_BASE_URL');
  });

  it('is told without a version when the server hides it, and the question is put once', async () => {
    server = null;
    refusal = { status: 404, body: '' };
    fake.seen.length = 0;
    for (let count = 0; count < 3; count++)
      expect(await say('list_kv_keys', {})).toContain('may be too old for list_kv_keys');
    expect(fake.seen.filter(({ path }) => path === '/config')).toHaveLength(1);
  });

  it('is an enterprise function of SQL', async () => {
    refusal = search(
      20005,
      "Search function not defined: Error during planning: Invalid function 'approx_topk'.",
    );
    expect(await say('search_sql', { sql: 'SELECT approx_topk(level, 3) FROM payment_service' })).toContain(
      'approx_topk needs the enterprise edition',
    );
  });
});

describe('the nearest names', () => {
  it.each([
    ['cor', ['reports', 'organizations', 'composites', 'core', 'search'], 'core'],
    ['serch', ['search_around', 'search_history', 'search_partition', 'search_sql'], 'search_sql'],
  ])('begin as %s does, and have least beside it', (wanted, names, first) => {
    expect(nearestNames(wanted, names)[0]).toBe(first);
  });
});
