import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type App, createApp } from '../../src/server/app.ts';
import { ASK_TOOL } from '../../src/catalog/ask-tool.ts';
import { readConfig } from '../../src/config/config.ts';
import { TOOLSETS } from '../../src/generated/tools.ts';
import { type HttpServer, serveHttp } from '../../src/transports/http/http.ts';
import { CLIENTS, type Reach } from '../helpers/clients.ts';
import { type FakeOpenObserve, sendJson, startFakeOpenObserve } from '../helpers/fake-openobserve.ts';

const isAnswer = new Ajv2020({ strict: true }).compile(ASK_TOOL.outputSchema ?? {});
let openobserve: FakeOpenObserve;
let app: App;
let http: HttpServer;
let reach: Reach;

beforeAll(async () => {
  openobserve = await startFakeOpenObserve((_, response) => sendJson(response, { list: [], total: 0 }));
  const env = {
    O2_BASE_URL: openobserve.url,
    API_KEY: 'someone@example.com:secret',
    O2_ORG: 'default',
    O2_PORT: '0',
    O2_LOG_LEVEL: 'error',
  };
  app = await createApp(readConfig({}, env));
  http = await serveHttp(app);
  reach = { url: http.url, env };
});
afterAll(async () => {
  await http.close();
  await app.close();
  await openobserve.close();
});

describe('ask', () => {
  it.each(['all', 'core', 'search', ...TOOLSETS.map(({ name }) => name)])('is listed in %s', (profile) => {
    for (const readOnly of [false, true]) {
      const view = app.catalog.view({ ...app.view.options, profile, readOnly });
      const tool = view.listed.find(({ name }) => name === 'ask');
      expect(tool?.annotations).toMatchObject({ readOnlyHint: readOnly, destructiveHint: !readOnly });
    }
  });

  it.each(CLIENTS)('answers what its outputSchema says: $name', async ({ connect }) => {
    const client = await connect(reach, { person: null });
    try {
      await client.listTools();
      for (const args of [
        { request: 'show me the streams', dry_run: true },
        { request: 'what is the weather in Paris' },
        { request: 'list streams', tool: 'stream_list', answers: { type: 'logs' } },
      ]) {
        const result = await client.callTool({ name: 'ask', arguments: args });
        expect(result.isError ?? false, JSON.stringify(result)).toBe(false);
        expect(isAnswer(result.structuredContent), JSON.stringify(isAnswer.errors)).toBe(true);
        expect(JSON.parse(result.content[0]?.text ?? '')).toEqual(result.structuredContent);
      }
    } finally {
      await client.close();
    }
  });

  it('says what is wrong with its arguments', async () => {
    const call = (args: Record<string, unknown>, readOnly = false) =>
      app.run(
        { name: 'ask', arguments: args },
        {
          view: app.catalog.view({ ...app.view.options, readOnly }),
          signal: new AbortController().signal,
          approved: () => false,
          caller: 'test',
        },
      );
    await expect(call({})).rejects.toThrow('"request" is missing');
    await expect(call({ request: 'x', mode: 'magic' })).rejects.toThrow('"mode" must be one of auto, agent');
    await expect(call({ request: 'x', answers: 'yes' })).rejects.toThrow('"answers" must be an object');
    await expect(call({ request: 'x', mode: 'llm' })).rejects.toThrow('needs a language model');
    await expect(call({ request: 'x', tool: 'stream_lst' })).rejects.toThrow('stream_list');
    await expect(call({ request: 'x', tool: 'stream_delete' }, true)).rejects.toThrow('not offered here');
  });
});
