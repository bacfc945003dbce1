import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { App } from '../../src/server/app.ts';
import { MASK } from '../../src/redact/patterns.ts';
import { type FakeOpenObserve, sendJson, startFakeOpenObserve } from '../helpers/fake-openobserve.ts';
import { appAt, runTool } from '../helpers/run-tool.ts';

/** What the server holds. It replaces a destination or template as a whole, and names of people field by field. */
interface Store {
  destination: Record<string, unknown>;
  account: Record<string, unknown>;
  user: Record<string, unknown>;
  fn: Record<string, unknown>;
}

const SECRETS = [
  'header-secret-1234567',
  'key-secret-1234567',
  'url-secret-1234567',
  'token-secret-1234567',
  'Pass-secret-1234567',
];
const fresh = (): Store => ({
  destination: {
    name: 'hook',
    type: 'http',
    method: 'post',
    url: 'https://hooks.example.com/hook?token=url-secret-1234567',
    headers: {
      Authorization: 'Bearer header-secret-1234567',
      'X-Api-Key': 'key-secret-1234567',
      'X-Team': 'payments',
    },
    template: 'tmpl',
    skip_tls_verify: false,
    emails: [],
    metadata: {},
  },
  account: {
    email: 'shipper@example.com',
    first_name: 'Log',
    last_name: 'Shipper',
    role: 'service_account',
    token: 'token-secret-1234567',
  },
  user: {
    email: 'ann@example.com',
    first_name: 'Ann',
    last_name: 'Lee',
    role: 'admin',
    password: 'Pass-secret-1234567',
  },
  fn: {
    name: 'sign',
    function: '.auth = "Bearer header-secret-1234567"\n.',
    params: 'row',
    numArgs: 1,
    transType: 0,
  },
});

let store: Store;
let fake: FakeOpenObserve;
let app: App;
const writes = () => fake.seen.filter(({ method }) => method !== 'GET');

beforeAll(async () => {
  fake = await startFakeOpenObserve(({ method, path, body }, response) => {
    const given = method === 'PUT' ? (JSON.parse(body) as Record<string, unknown>) : {};
    const put = (name: keyof Store, merges: boolean) => {
      // The name in the path counts, whatever the body says.
      store[name] = merges ? { ...store[name], ...given } : { name: store[name].name, ...given };
      sendJson(response, { code: 200, message: 'done' });
    };
    if (path.endsWith('/alerts/templates')) return sendJson(response, [{ name: 'tmpl' }, { name: 'other' }]);
    if (path.endsWith('/destinations/hook'))
      return method === 'GET' ? sendJson(response, store.destination) : put('destination', false);
    if (path.endsWith('/functions')) return sendJson(response, { list: [store.fn] });
    if (path.endsWith('/functions/sign')) return put('fn', false);
    if (path.endsWith('/service_accounts'))
      return sendJson(response, { data: [{ ...store.account, token: '***' }] });
    if (path.includes('/service_accounts/')) return put('account', true);
    if (path.endsWith('/users'))
      return sendJson(response, { data: [{ ...store.user, password: undefined }] });
    if (path.includes('/users/')) return put('user', true);
    return sendJson(response, { code: 404, message: 'not found' }, 404);
  });
  app = await appAt(fake.url);
});
beforeEach(() => {
  store = fresh();
  fake.seen.length = 0;
});
afterAll(async () => {
  await app.close();
  await fake.close();
});

const expectNoSecret = (text: string) => {
  for (const secret of SECRETS) expect(text).not.toContain(secret);
};

describe('a destination with headers', () => {
  it('shows no secret, and keeps each when another field changes', async () => {
    const read = await runTool(app, 'get_destination', { destination_name: 'hook', detail: 'full' });
    expectNoSecret(read.text);
    expect(read.text).toContain(MASK);
    expect(read.text).toContain('payments');
    const written = await runTool(app, 'update_destination', { destination_name: 'hook', template: 'other' });
    expect(written.error).toBeNull();
    expectNoSecret(written.text);
    expect(written.answer.untrusted_data).toEqual({ changed: { template: { from: 'tmpl', to: 'other' } } });
    expect(store.destination).toEqual({ ...fresh().destination, template: 'other' });
  });

  it('keeps the others when one header changes, and does not show the new one', async () => {
    const headers = { 'X-Api-Key': 'renewed-secret-1234' };
    const { text } = await runTool(app, 'update_destination', { destination_name: 'hook', headers });
    expect(text).not.toContain('renewed-secret-1234');
    expectNoSecret(text);
    expect(store.destination.headers).toEqual({ ...(fresh().destination.headers as object), ...headers });
  });

  it('is not written back masked', async () => {
    const { answer } = await runTool(app, 'get_destination', { destination_name: 'hook', detail: 'full' });
    const shown = answer.untrusted_data as Record<string, unknown>;
    const { error } = await runTool(app, 'update_destination', {
      destination_name: 'hook',
      ...shown,
      template: 'other',
    });
    expect(error?.message).toMatch(/holds \*\*\*masked\*\*\*.*leave the field out to keep what is stored/);
    expect(writes()).toEqual([]);
    expect(store).toEqual(fresh());
  });
});

describe('a service account', () => {
  it('keeps its token and its other name', async () => {
    const read = await runTool(app, 'service_accounts_list', { detail: 'full' });
    expectNoSecret(read.text);
    const { error, text } = await runTool(app, 'service_account_update', {
      email_id: 'shipper@example.com',
      first_name: 'Logs',
    });
    expect(error).toBeNull();
    expectNoSecret(text);
    expect(store.account).toEqual({ ...fresh().account, first_name: 'Logs' });
    expect(
      writes()
        .map(({ body }) => body)
        .join(),
    ).not.toMatch(/token|\*\*\*/);
  });
});

describe('a user', () => {
  it('keeps the password when a name changes', async () => {
    const { error, text } = await runTool(app, 'user_update', {
      email_id: 'ann@example.com',
      first_name: 'Anna',
    });
    expect(error).toBeNull();
    expectNoSecret(text);
    expect(store.user).toEqual({ ...fresh().user, first_name: 'Anna' });
    expect(
      writes()
        .map(({ body }) => body)
        .join(),
    ).not.toMatch(/password"|\*\*\*/);
  });
});

describe('a function that holds a secret', () => {
  it('keeps it when another field changes', async () => {
    const { error, text } = await runTool(app, 'update_function', { name: 'sign', params: 'row, extra' });
    expect(error).toBeNull();
    expectNoSecret(text);
    expect(store.fn).toMatchObject({ function: fresh().fn.function, params: 'row, extra' });
  });
});
