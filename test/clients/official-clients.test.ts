import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { type App, createApp } from '../../src/server/app.ts';
import { readConfig } from '../../src/config/config.ts';
import { TOOLS } from '../../src/generated/tools.ts';
import { type HttpServer, serveHttp } from '../../src/transports/http/http.ts';
import { type AnyClient, CLIENTS, type Reach } from '../helpers/clients.ts';
import { type FakeOpenObserve, sendJson, startFakeOpenObserve } from '../helpers/fake-openobserve.ts';

const STREAMS = {
  list: [
    { name: 'payment_service', stream_type: 'logs', stats: { doc_num: 1000 } },
    { name: 'old', stream_type: 'logs', stats: { doc_num: 1 } },
  ],
  total: 2,
};
let openobserve: FakeOpenObserve;
let app: App;
let http: HttpServer;
let reach: Reach;

beforeAll(async () => {
  openobserve = await startFakeOpenObserve(() => undefined);
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
beforeEach(() => {
  openobserve.seen.length = 0;
  openobserve.answer = (request, response) =>
    sendJson(response, request.method === 'DELETE' ? { code: 200, message: 'stream deleted' } : STREAMS);
});

const textOf = (result: { content: Array<{ text: string }> }) => result.content[0]?.text ?? '';
const deletions = () => openobserve.seen.filter(({ method }) => method === 'DELETE');

type Connect = (typeof CLIENTS)[number]['connect'];

async function connected<T>(
  connect: Connect,
  person: Parameters<Connect>[1]['person'],
  use: (client: AnyClient) => Promise<T>,
): Promise<T> {
  const client = await connect(reach, { person });
  try {
    return await use(client);
  } finally {
    await client.close();
  }
}

/** What was asked of OpenObserve by calls; its version is asked for on its own, some time after the start. */
const called = () => openobserve.seen.filter(({ path }) => path.startsWith('/api/'));

describe.each(CLIENTS)('$name', ({ connect }) => {
  it('lists every tool, describes one and calls one', async () => {
    await connected(connect, null, async (client) => {
      const names = (await client.listTools()).tools.map((tool) => tool.name);
      expect(names).toEqual(expect.arrayContaining([...TOOLS.map((row) => row.name), 'describe_tool']));
      const described = JSON.parse(
        textOf(await client.callTool({ name: 'describe_tool', arguments: { name: 'search_sql' } })),
      );
      expect(described.inputSchema.properties.sql.type).toBe('string');
      expect(described.example.sql).toContain('SELECT');
      const result = JSON.parse(
        textOf(await client.callTool({ name: 'stream_list', arguments: { type: 'logs' } })),
      );
      expect(result.untrusted_data.rows.flat()).toContain('payment_service');
      expect(called()[0]).toMatchObject({
        method: 'GET',
        path: '/api/default/streams',
        query: 'type=logs',
      });
      expect(called()[0]?.headers.authorization).toBe(
        `Basic ${Buffer.from('someone@example.com:secret').toString('base64')}`,
      );
    });
  });

  it('names the near tool for an unknown one, and the right argument for a wrong one', async () => {
    await connected(connect, null, async (client) => {
      await expect(client.callTool({ name: 'serch_sql', arguments: {} })).rejects.toThrow(
        /no tool "serch_sql".*search_sql/,
      );
      const result = await client.callTool({
        name: 'search_sql',
        arguments: { sql: 'SELECT 1', start_tme: '1h' },
      });
      expect(result.isError).toBe(true);
      expect(textOf(result)).toMatch(/no argument "start_tme".*start_time/);
      expect(called()).toEqual([]);
    });
  });

  it('cancels down to the socket of OpenObserve', async () => {
    await connected(connect, null, async (client) => {
      openobserve.answer = () => undefined;
      const cancel = new AbortController();
      const call = client
        .callTool({ name: 'stream_schema', arguments: { stream_name: 'slow' } }, { signal: cancel.signal })
        .catch(() => 'cancelled');
      await vi.waitFor(() => expect(called()).toHaveLength(1), 5000);
      cancel.abort();
      expect(await call).toBe('cancelled');
      await vi.waitFor(() => expect(called()[0]?.isCutOff).toBe(true), 5000);
      openobserve.answer = (_, response) => sendJson(response, STREAMS);
      expect((await client.callTool({ name: 'stream_list', arguments: {} })).isError).toBeFalsy();
    });
  });

  it('deletes only after a preview, with its token, and only what was previewed', async () => {
    await connected(connect, null, async (client) => {
      const preview = textOf(
        await client.callTool({ name: 'stream_delete', arguments: { stream_name: 'old' } }),
      );
      expect(preview).toMatch(/Nothing was done yet.*stream_name=old/);
      expect(deletions()).toEqual([]);
      const confirm = /confirm: "([^"]+)"/.exec(preview)?.[1];
      const other = await client.callTool({
        name: 'stream_delete',
        arguments: { stream_name: 'new', confirm },
      });
      expect(other.isError).toBe(true);
      expect(textOf(other)).toContain('does not belong to this call');
      expect(deletions()).toEqual([]);
      const done = await client.callTool({
        name: 'stream_delete',
        arguments: { stream_name: 'old', confirm },
      });
      expect(done.isError).toBeFalsy();
      expect(deletions().map(({ path }) => path)).toEqual(['/api/default/streams/old']);
    });
  });
});

describe.each(CLIENTS.filter(({ canAsk }) => canAsk))('$name, with a person to ask', ({ connect }) => {
  it('asks a person where the client can, once, and does what was answered', async () => {
    const asked: string[] = [];
    await connected(
      connect,
      (message) => {
        asked.push(message);
        return { action: 'accept', content: { approve: true } };
      },
      async (client) => {
        const result = await client.callTool({ name: 'stream_delete', arguments: { stream_name: 'old' } });
        expect(textOf(result)).toContain('Delete a stream');
        expect(asked).toHaveLength(1);
        expect(deletions()).toHaveLength(1);
      },
    );
    openobserve.seen.length = 0;
    for (const answer of [
      { action: 'decline' as const },
      { action: 'cancel' as const },
      { action: 'accept' as const, content: { approve: false } },
    ]) {
      await connected(
        connect,
        () => answer,
        async (client) => {
          const result = await client.callTool({ name: 'stream_delete', arguments: { stream_name: 'old' } });
          expect(textOf(result)).toContain('Nothing was done');
        },
      );
    }
    // The preview reads; a write must not follow.
    expect(openobserve.seen.filter(({ method }) => method !== 'GET')).toEqual([]);
  });
});
