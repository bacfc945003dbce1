import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type App, createApp } from '../../src/server/app.ts';
import { readConfig } from '../../src/config/config.ts';
import { TOOLS, TOOLSETS } from '../../src/generated/tools.ts';
import { createCatalog } from '../../src/catalog/catalog.ts';
import { HELPER_TOOLS } from '../../src/catalog/helper-tools.ts';
import { offersOf } from '../../src/guides/offered-guides.ts';
import { listedPrompts, promptsOf, promptText } from '../../src/guides/offered-prompts.ts';
import { PROMPTS } from '../../src/guides/prompts.ts';
import { CHEAT_SHEET } from '../../src/guides/cheat-sheet.ts';
import { listedTemplates } from '../../src/guides/resources.ts';
import { type HttpServer, serveHttp } from '../../src/transports/http/http.ts';
import { askAt, lastCredential, rpc, start } from '../transports/running.ts';

const CLI = new URL('../../src/cli.ts', import.meta.url).pathname;
const SETTINGS = { O2_DEMO: '1', O2_PORT: '0', O2_LOG_LEVEL: 'error', O2_AUDIT: 'off' };

let app: App;
let http: HttpServer;

beforeAll(async () => {
  app = await createApp(readConfig({}, SETTINGS));
  http = await serveHttp(app);
});
afterAll(async () => {
  await http.close();
  await app.close();
});

const transports = {
  stdio: () =>
    new StdioClientTransport({
      command: process.execPath,
      args: [CLI, 'stdio'],
      env: { PATH: process.env.PATH ?? '', ...SETTINGS },
    }),
  HTTP: () => new StreamableHTTPClientTransport(new URL(http.url)),
};
const WAYS = (['stdio', 'HTTP'] as const).flatMap((transport) =>
  (['legacy', { pin: '2026-07-28' }] as const).map((mode) => ({
    name: `${transport}, ${mode === 'legacy' ? '2025' : '2026'} era`,
    transport,
    mode,
  })),
);

describe.each(WAYS)('prompts, resources and completions over $name', ({ transport, mode }) => {
  let client: Client;

  beforeAll(async () => {
    client = new Client({ name: 'test', version: '1' }, { versionNegotiation: { mode } });
    await client.connect(transports[transport]());
  });
  afterAll(() => client.close());

  it('says that they are there', () => {
    expect(client.getServerCapabilities()).toMatchObject({ prompts: {}, resources: {}, completions: {} });
  });

  it('lists prompts and fills one in', async () => {
    const { prompts } = await client.listPrompts();
    expect(prompts.map(({ name }) => name)).toEqual(PROMPTS.map(({ name }) => name));
    const { messages } = await client.getPrompt({
      name: 'incident_triage',
      arguments: { symptom: 'checkout is failing', stream: 'payment_service' },
    });
    const text = (messages[0]?.content as { text: string } | undefined)?.text;
    expect(text).toContain('checkout is failing');
    expect(text).toContain('Begin with the stream payment_service.');
    expect(text).not.toMatch(/Look at the time|[{}]/);
  });

  it('says what is wrong with a request for a prompt', async () => {
    await expect(client.getPrompt({ name: 'incident_triag' })).rejects.toThrow(
      /Did you mean incident_triage/,
    );
    await expect(client.getPrompt({ name: 'slow_service' })).rejects.toThrow(/needs "service"/);
  });

  it('reads the guide, the catalog and the fields of a stream', async () => {
    const { resources } = await client.listResources();
    for (const { uri } of resources) {
      const { contents } = await client.readResource({ uri });
      expect((contents[0] as { text: string }).text.length).toBeGreaterThan(500);
    }
    const { resourceTemplates } = await client.listResourceTemplates();
    expect(resourceTemplates.map(({ uriTemplate }) => uriTemplate)).toEqual([
      'openobserve://streams/{type}/{name}',
    ]);
    const { contents } = await client.readResource({ uri: 'openobserve://streams/logs/payment_service' });
    expect((contents[0] as { text: string }).text).toContain('error_type');
  });

  it('says what is not there', async () => {
    for (const uri of ['openobserve://nothing', 'file:///etc/passwd', 'openobserve://streams/logs/a/b'])
      await expect(client.readResource({ uri })).rejects.toThrow(/There is nothing at/);
    await expect(client.readResource({ uri: 'openobserve://streams/logs/paymnt_service' })).rejects.toThrow(
      /Did you mean payment_service/,
    );
  });

  it('completes streams, fields, folders and closed lists', async () => {
    const stream = (value: string) =>
      client.complete({
        ref: { type: 'ref/resource', uri: 'openobserve://streams/{type}/{name}' },
        argument: { name: 'name', value },
        context: { arguments: { type: 'logs' } },
      });
    expect((await stream('pay')).completion.values).toEqual(['payment_service']);
    const prompt = (name: string, argument: string, value: string, known = {}) =>
      client
        .complete({
          ref: { type: 'ref/prompt', name },
          argument: { name: argument, value },
          context: { arguments: known },
        })
        .then(({ completion }) => completion.values);
    expect(await prompt('write_query', 'field', 'err', { stream: 'payment_service' })).toContain(
      'error_type',
    );
    expect(await prompt('write_query', 'field', '')).toEqual([]);
    expect(await prompt('noisy_alert', 'folder', 'def')).toEqual(['default']);
    expect(await prompt('write_query', 'since', 'yes')).toEqual(['yesterday']);
    expect(await prompt('write_query', 'question', 'x')).toEqual([]);
  });
});

describe('what a caller is offered', () => {
  const catalog = createCatalog(TOOLS, TOOLSETS, HELPER_TOOLS);
  const viewOf = (profile: string, readOnly = false) =>
    catalog.view({ profile, narrow: [], readOnly, allow: [], deny: [], org: 'default' });

  it('is announced exactly where it is there', () => {
    for (const profile of ['all', 'core', 'search', ...TOOLSETS.map(({ name }) => name)]) {
      const view = viewOf(profile);
      expect([profile, offersOf(view).templates]).toEqual([profile, listedTemplates(view).length > 0]);
      expect([profile, offersOf(view).prompts || promptsOf(view).length === 0]).toEqual([profile, true]);
      if (['all', 'core', 'search', 'alerts', 'streams', 'queries'].includes(profile))
        expect([profile, promptsOf(view).length > 0]).toEqual([profile, true]);
    }
  });

  it('names only tools that can be called there', () => {
    const all = TOOLS.map(({ name }) => name);
    for (const profile of ['all', 'core', 'search', 'alerts', 'streams', 'queries']) {
      for (const readOnly of [false, true]) {
        const view = viewOf(profile, readOnly);
        const offered = new Set(view.rows.map(({ name }) => name));
        for (const { name, arguments: args } of listedPrompts(view)) {
          const given = Object.fromEntries(args.map((each) => [each.name, 'xyzzy']));
          const said = promptText(view, name, given).match(/[a-z]+(_[a-z0-9]+)+/g) ?? [];
          const tools = said.filter((word) => all.includes(word));
          expect(tools.filter((tool) => !offered.has(tool))).toEqual([]);
        }
      }
    }
  });

  it('knows each tool and argument that a prompt speaks of', () => {
    const all = new Set([...TOOLS.map(({ name }) => name), ...HELPER_TOOLS.map(({ listed }) => listed.name)]);
    for (const { needs, steps, given, goal, arguments: args } of PROMPTS) {
      const names = args.map(({ name }) => name);
      for (const tool of [...needs, ...steps.flatMap(({ tools }) => tools)]) expect(all).toContain(tool);
      expect(names).toEqual(expect.arrayContaining(Object.keys(given)));
      for (const [, name] of [goal, ...Object.values(given)].join(' ').matchAll(/\{(\w+)\}/g))
        expect(names).toContain(name);
    }
  });

  it('runs every query of the guide', async () => {
    const queries = [...CHEAT_SHEET.matchAll(/```sql\n(.*?)\n```/gs)].map(([, sql]) => sql ?? '');
    expect(queries.length).toBeGreaterThan(5);
    for (const sql of queries) {
      const { json } = await askAt(http.url, {
        body: rpc('tools/call', { name: 'search_sql', arguments: { sql } }),
      });
      expect([sql, json.result.isError ?? false, json.result.content[0].text]).toEqual([
        sql,
        false,
        expect.stringContaining('"rows"'),
      ]);
    }
  });

  it("follows the key, and reads with the caller's own credential", async () => {
    const running = await start({ O2_AUTH: 'caller', O2_AUDIT: 'off' });
    try {
      const asking = {
        headers: { authorization: `Basic ${Buffer.from('me@example.com:mine').toString('base64')}` },
      };
      const read = { uri: 'openobserve://streams/logs/app' };
      const { json } = await running.ask({ ...asking, body: rpc('resources/read', read) });
      expect(json.result.contents).toHaveLength(1);
      expect(lastCredential(running)).toBe('me@example.com:mine');
      const narrow = { ...asking, path: '/mcp?toolsets=kv' };
      const refused = await running.ask({ ...narrow, body: rpc('resources/read', read) });
      expect(refused.json.error.code).toBe(-32602);
      const prompts = await running.ask({ ...narrow, body: rpc('prompts/list') });
      expect(prompts.json.error.code).toBe(-32601);
    } finally {
      await running.close();
    }
  });
});
