import { encode } from 'gpt-tokenizer';
import { setTimeout as pause } from 'node:timers/promises';
import { writeFileSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import { readConfig } from '../../src/config/config.ts';
import { type App, createApp } from '../../src/server/app.ts';
import { localCaller } from '../../src/server/caller.ts';
import { createInstructions } from '../../src/server/instructions.ts';
import { type HttpServer, serveHttp } from '../../src/transports/http/http.ts';
import { type FakeOpenObserve, sendJson, startFakeOpenObserve } from '../helpers/fake-openobserve.ts';
import { appAt, runTool } from '../helpers/run-tool.ts';
import { type Answered, askAt, fileWith, rpc, STREAMS } from '../transports/running.ts';
import { deadUrl } from './three.ts';

const closing: Array<() => Promise<unknown>> = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

async function fake(): Promise<FakeOpenObserve> {
  const made = await startFakeOpenObserve((request, response) => {
    if (request.method === 'DELETE') return sendJson(response, { code: 200, message: 'stream deleted' });
    if (request.path.endsWith('/organizations'))
      return sendJson(response, { data: [{ identifier: 'default' }] });
    sendJson(response, STREAMS);
  });
  closing.push(() => made.close());
  return made;
}

const secretOf = (name: string) => `${name}-secret-word-1`;
const entryOf = (name: string, { url }: { readonly url: string }, more: object = {}) => ({
  name,
  address: url,
  credential: `own@example.com:${secretOf(name)}`,
  organization: 'default',
  ...more,
});

async function appWith(instances: readonly object[], env: Record<string, string> = {}) {
  const path = fileWith({ instances });
  const app = await createApp(
    readConfig({}, { O2_INSTANCES_FILE: path, O2_LOG_LEVEL: 'error', O2_PORT: '0', O2_AUDIT: 'off', ...env }),
  );
  closing.push(() => app.close());
  return { app, path };
}

async function twins(env: Record<string, string> = {}, more: object = {}) {
  const [production, staging] = [await fake(), await fake()];
  const made = await appWith(
    [entryOf('production', production, { label: 'Frankfurt', ...more }), entryOf('staging', staging)],
    env,
  );
  return { ...made, production, staging };
}

async function served(app: App): Promise<HttpServer> {
  const http = await serveHttp(app);
  closing.push(() => http.close());
  return http;
}

const call = (
  { url }: HttpServer,
  name: string,
  args: object,
  key: string | null = null,
  query = '',
): Promise<Answered> =>
  askAt(url, {
    path: `/mcp${query}`,
    body: rpc('tools/call', { name, arguments: args }),
    headers: key === null ? {} : { authorization: key },
  });
const textOf = ({ json }: Answered): string => json.result?.content[0].text ?? json.error?.message;

describe('what a list costs', () => {
  it('grows by at most 300 tokens, the instructions included, and by none for one', async () => {
    const single = await appAt((await fake()).url);
    closing.push(() => single.close());
    const { app, production } = await twins();
    const { app: one } = await appWith([entryOf('production', production)]);
    const cost = ({ view }: App) =>
      encode(
        JSON.stringify(
          view.listed.map(({ name, description, inputSchema }) => ({ name, description, inputSchema })),
        ) + createInstructions('UTC')(view),
      ).length;
    const grown = cost(app) - cost(single);
    expect(grown).toBeGreaterThan(0);
    expect(grown).toBeLessThanOrEqual(300);
    expect(cost(one)).toBe(cost(single));
    expect(app.view.listedAs('ask')?.inputSchema.properties).toMatchObject({
      instance: { enum: ['production', 'staging'] },
    });
    const { app: core } = await appWith([entryOf('production', production), entryOf('staging', production)], {
      O2_PROFILE: 'traces',
    });
    for (const { name, inputSchema } of core.view.listed)
      if (name !== 'describe_tool') expect(inputSchema.properties, name).toHaveProperty('instance');
  });
});

describe('confirmation', () => {
  it('is of one OpenObserve: a token of another does nothing', async () => {
    const { app, production, staging } = await twins();
    const args = { stream_name: 'app' };
    const seen = await runTool(app, 'stream_delete', { ...args, instance: 'staging' });
    expect(seen.text).toMatch(/^staging: "Delete a stream" would run/i);
    const { token } = seen.error as unknown as { token: string };
    const other = await runTool(app, 'stream_delete', { ...args, instance: 'production', confirm: token });
    expect(other.error?.code).toBe('confirm_mismatch');
    const right = await runTool(app, 'stream_delete', { ...args, instance: 'staging', confirm: token });
    expect(right.error).toBeNull();
    expect(right.answer.instance).toBe('staging');
    const deletes = ({ seen: all }: FakeOpenObserve) =>
      all.filter(({ method }) => method === 'DELETE').length;
    expect([deletes(production), deletes(staging)]).toEqual([0, 1]);
  });

  it('is asked for as each says', async () => {
    const [careful, quick] = [await fake(), await fake()];
    const { app } = await appWith([
      entryOf('careful', careful, { confirm: 'person' }),
      entryOf('quick', quick, { confirm: 'never' }),
    ]);
    const args = { stream_name: 'app' };
    const first = await runTool(app, 'stream_delete', { ...args, instance: 'careful' });
    expect((first.error as unknown as { token: unknown }).token).toBeNull();
    expect((await runTool(app, 'stream_delete', { ...args, instance: 'quick' })).error).toBeNull();
  });
});

describe('ask', () => {
  it.each([
    ['list the streams in staging', 'staging'],
    ['list the streams in prod', 'production'],
    ['list the streams in Frankfurt', 'production'],
    ['list the streams', 'production'],
    ['staging: list the streams', 'staging'],
  ])('%s', async (request, name) => {
    const { app, production, staging } = await twins();
    const { answer } = await runTool(app, 'ask', { request });
    expect(answer.instance).toBe(name);
    expect(answer.answer).toMatch(new RegExp(`^${name}: `));
    expect((name === 'staging' ? production : staging).seen).toEqual([]);
  });

  it('asks each of several, and one that is down keeps none from answering', async () => {
    const { production, staging } = await twins();
    const { app } = await appWith([
      entryOf('production', production),
      entryOf('staging', staging),
      entryOf('lost', { url: await deadUrl() }),
    ]);
    const both = await runTool(app, 'ask', { request: 'compare the streams of prod and staging' });
    expect(both.answer.answer).toMatch(/^production: .*\nstaging: /);
    expect(Object.keys(both.answer.each as object)).toEqual(['production', 'staging']);
    const all = await runTool(app, 'ask', { request: 'list the streams in all instances' });
    expect(all.answer.answer).toMatch(/^production: .*\nstaging: .*\nlost: /);
    expect(all.error).toBeNull();
  });

  it('writes where it was told, and nowhere when it was told nothing or two places', async () => {
    const { app, production, staging } = await twins({ O2_CONFIRM: 'never' });
    const writes = ({ seen }: FakeOpenObserve) =>
      seen.filter(({ method, path }) => method === 'POST' && path.includes('folders')).length;
    const told = await runTool(app, 'ask', {
      request: 'create a dashboard folder called Payments in staging',
    });
    expect(told.answer.instance).toBe('staging');
    expect([writes(production), writes(staging)]).toEqual([0, 1]);
    expect(told.answer.steps).toMatchObject([{ tool: 'create_folder', arguments: { instance: 'staging' } }]);
    for (const request of [
      'create a dashboard folder called Payments',
      'create a dashboard folder called Payments in prod and staging',
    ]) {
      const { error, text } = await runTool(app, 'ask', { request });
      expect(error?.code, text).toBe('instance_missing');
    }
    expect([writes(production), writes(staging)]).toEqual([0, 1]);
  });

  it('does not take the words for another place than the argument', async () => {
    const { app } = await twins();
    const { error } = await runTool(app, 'ask', {
      request: 'list streams in staging',
      instance: 'production',
    });
    expect(error?.code).toBe('instance_contradicted');
  });
});

describe('the file', () => {
  it('is read again: new ones come, old ones go, and a wrong one changes nothing', async () => {
    const { app, path, production, staging } = await twins();
    const third = await fake();
    const write = async (instances: readonly object[] | string) => {
      writeFileSync(path, typeof instances === 'string' ? instances : JSON.stringify({ instances }));
      for (let count = 0; count < 3; count++) {
        await pause(550);
        app.instances.current();
      }
    };
    const [kept] = app.instances.current();
    await write([
      entryOf('production', production, { label: 'Frankfurt' }),
      entryOf('third', third, { read_only: true }),
    ]);
    expect(app.instances.current().map(({ name }) => name)).toEqual(['production', 'third']);
    expect(app.instances.current()[0]).toBe(kept);
    expect((await runTool(app, 'stream_list', { instance: 'third' })).answer.instance).toBe('third');
    expect((await runTool(app, 'stream_list', { instance: 'staging' })).error?.code).toBe('unknown_instance');
    expect(staging.seen).toEqual([]);
    await write('instances: [{name: x}]');
    expect(app.instances.current().map(({ name }) => name)).toEqual(['production', 'third']);
  }, 20_000);

  it('narrows a client that stays connected, as on stdio', async () => {
    const { app, path, production } = await twins({ O2_CONFIRM: 'never' });
    const caller = localCaller(app, 'stdio');
    const remove = () =>
      caller.run(
        { name: 'stream_delete', arguments: { stream_name: 'app', instance: 'production' } },
        { view: caller.view, signal: new AbortController().signal, approved: () => false, caller: 'local' },
      );
    expect((await remove()).content[0]?.text).toContain('"instance":"production"');
    writeFileSync(
      path,
      JSON.stringify({ instances: [entryOf('production', production, { read_only: true })] }),
    );
    for (let count = 0; count < 3; count++) {
      await pause(550);
      app.instances.current();
    }
    await expect(remove()).rejects.toThrow(/^production: The tool stream_delete is not offered here/);
    expect(caller.view.listedAs('stream_delete')).toBeUndefined();
  }, 20_000);

  it.each<[string, object[], RegExp]>([
    ['two of a name', [{ name: 'A' }, { name: 'a' }], /names two instances "a"/],
    ['no credential', [{ credential: undefined }], /give one of "credential"/],
    ['two credentials', [{ credential_env: 'X' }], /give one of "credential"/],
    [
      'a variable that is not set',
      [{ credential: undefined, credential_env: 'NOT_SET_HERE' }],
      /NOT_SET_HERE, which is not set/,
    ],
    [
      'an organization outside',
      [{ organizations: ['a'], organization: 'b' }],
      /"organization" must be one of/,
    ],
    ['a header of its own', [{ headers: { Authorization: 'x' } }], /"headers" must be/],
    ['an unknown profile', [{ profile: 'nope' }], /The instance one: There is no profile or toolset "nope"/],
    ['a password in the address', [{ address: 'http://a:b@c.example' }], /instances\.0\.address/],
  ])('refuses %s', async (_, entries, message) => {
    const base = { name: 'one', address: 'http://a.example', credential: 'a@b.c:secret-word' };
    await expect(appWith(entries.map((entry) => ({ ...base, ...entry })))).rejects.toThrow(message);
  });

  it('stands alone: no address or credential beside it', async () => {
    const outside: Record<string, string>[] = [
      { O2_BASE_URL: 'http://x.example' },
      { API_KEY: 'a:b' },
      { O2_DEMO: 'true' },
    ];
    for (const beside of outside)
      await expect(appWith([entryOf('one', { url: 'http://a.example' })], beside)).rejects.toThrow(
        /O2_INSTANCES_FILE says of each OpenObserve/,
      );
  });
});

describe('over HTTP', () => {
  const keys = (instances?: string[]) =>
    fileWith({
      keys: [
        { name: 'all', key: 'key-for-all-of-them-1' },
        {
          name: 'bound',
          key: 'key-for-staging-only-1',
          instances: ['staging'],
          ...(instances ? { instances } : {}),
        },
      ],
    });

  it('a key is bound to its instances, in lists and calls', async () => {
    const { app, production, staging } = await twins({ MCP_KEYS_FILE: keys() });
    const http = await served(app);
    const bound = 'key-for-staging-only-1';
    const list = await askAt(http.url, { body: rpc('tools/list'), headers: { authorization: bound } });
    expect(JSON.stringify(list.json.result.tools)).not.toContain('"instance"');
    expect(JSON.parse(textOf(await call(http, 'stream_list', {}, bound))).instance).toBe('staging');
    const refused = await call(http, 'stream_list', { instance: 'production' }, bound);
    expect(textOf(refused)).toContain('There is no instance "production" here. There are: staging.');
    const asked = await call(http, 'ask', { request: 'list the streams in production' }, bound);
    // Nor is what is meant for another done in its own.
    expect(textOf(asked)).toContain('There is no instance "production" here. There are: staging.');
    expect(production.seen).toEqual([]);
    expect(staging.seen.length).toBeGreaterThan(0);
    expect(JSON.parse(textOf(await call(http, 'stream_list', {}, 'key-for-all-of-them-1'))).instance).toBe(
      'production',
    );
    const narrowed = await call(http, 'stream_list', {}, 'key-for-all-of-them-1', '?instance=staging');
    expect(JSON.parse(textOf(narrowed)).instance).toBe('staging');
    const wrong = await call(http, 'stream_list', {}, bound, '?instance=production');
    expect(wrong.status).toBe(400);
  });

  it('a key of an instance that is not there stops the start', async () => {
    const { app } = await twins({ MCP_KEYS_FILE: keys(['nowhere']) });
    await expect(serveHttp(app)).rejects.toThrow(/The key bound: There is no instance nowhere here/);
  });

  it("a caller's own credential goes only where the address says", async () => {
    const { app, production, staging } = await twins({ O2_AUTH: 'caller' });
    const http = await served(app);
    const own = `Basic ${Buffer.from('me@example.com:my-own-secret').toString('base64')}`;
    expect(textOf(await call(http, 'stream_list', { instance: 'staging' }, own))).toContain(
      '/mcp?instance=NAME',
    );
    expect([production.seen, staging.seen]).toEqual([[], []]);
    await call(http, 'stream_list', {}, own, '?instance=staging');
    expect(staging.seen.at(-1)?.headers.authorization).toBe(own);
    expect(production.seen).toEqual([]);
  });

  it('a person has a credential for each', async () => {
    const people = fileWith({
      people: [
        {
          user: 'ann',
          instance: 'production',
          credential: 'ann@example.com:ann-in-production',
          read_only: true,
        },
        { user: 'ann', instance: 'staging', credential: 'ann@example.com:ann-in-staging' },
      ],
    });
    const keysFile = fileWith({ keys: [{ name: 'gate', key: 'key-of-the-gateway-1', gateway: 'kong' }] });
    const { app, production, staging } = await twins({ MCP_KEYS_FILE: keysFile, O2_IDENTITIES_FILE: people });
    const http = await served(app);
    const asAnn = (instance: string) =>
      askAt(http.url, {
        body: rpc('tools/call', { name: 'stream_list', arguments: { instance } }),
        headers: { authorization: 'key-of-the-gateway-1', 'x-consumer-username': 'ann' },
      });
    await asAnn('production');
    await asAnn('staging');
    const passwords = [production, staging].map(({ seen }) =>
      Buffer.from(String(seen.at(-1)?.headers.authorization).slice(6), 'base64').toString(),
    );
    expect(passwords).toEqual(['ann@example.com:ann-in-production', 'ann@example.com:ann-in-staging']);
    const loose = fileWith({ people: [{ user: 'ann', credential: 'ann@example.com:loose-one' }] });
    const { app: second } = await twins({ MCP_KEYS_FILE: keysFile, O2_IDENTITIES_FILE: loose });
    await expect(serveHttp(second)).rejects.toThrow(/for which instance/);
  });

  it('audit lines, metrics, readiness and the page name each; no secret is among them', async () => {
    const { production } = await twins();
    const lost = await deadUrl();
    const { app } = await appWith([
      entryOf('production', production, { read_only: true, label: 'Frankfurt' }),
      entryOf('lost', { url: lost }),
    ]);
    const records: Array<readonly string[]> = [];
    app.telemetry.add({ call: ({ instances }) => void records.push(instances) });
    const http = await served(app);
    await call(http, 'stream_list', { instance: 'production' });
    await call(http, 'stream_list', { instance: 'lost' });
    await call(http, 'ask', { request: 'list the streams in production and lost' });
    expect(records).toEqual([['production'], ['lost'], ['production', 'lost']]);
    const get = (path: string) => askAt(http.url, { method: 'GET', path });
    const metrics = await get('/metrics');
    expect(metrics.text).toMatch(
      /openobserve_mcp_calls_total\{tool="stream_list",[^}]*instance="production"\} 1/,
    );
    expect(metrics.text).toMatch(/openobserve_mcp_backend_requests_total\{[^}]*instance="lost"\}/);
    const ready = await get('/readyz');
    expect(ready.status).toBe(200);
    expect(ready.json.instances).toEqual({ production: 'reachable', lost: 'unreachable' });
    const page = await get('/page/status');
    expect(page.json.instances).toMatchObject([
      { name: 'production', label: 'Frankfurt', state: 'reachable', isReadOnly: true },
      { name: 'lost', state: 'unreachable', address: lost },
    ]);
    const tools = await get('/page/tools');
    const argument = (name: string) =>
      tools.json.find((tool: { name: string }) => tool.name === name).arguments[0];
    expect(argument('stream_list')).toMatchObject({ name: 'instance', required: false });
    expect(argument('stream_delete')).toMatchObject({ choices: ['production', 'lost'], required: true });
    for (const { text } of [metrics, ready, page]) expect(text).not.toContain('secret-word');
  });
});

describe('a secret of one', () => {
  it('is in no answer of another', async () => {
    const { app, staging } = await twins();
    staging.answer = (_, response) =>
      sendJson(response, { list: [{ name: secretOf('production'), stream_type: 'logs' }], total: 1 });
    const { text } = await runTool(app, 'stream_list', { instance: 'staging' });
    expect(text).toContain('***');
    expect(text).not.toContain(secretOf('production'));
  });
});
