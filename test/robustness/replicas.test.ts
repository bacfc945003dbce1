import { afterEach, describe, expect, it, vi } from 'vitest';
import { CLIENTS } from '../helpers/clients.ts';
import { type FakeOpenObserve, sendJson, startFakeOpenObserve } from '../helpers/fake-openobserve.ts';
import { askAt, rpc, STREAMS } from '../transports/running.ts';
import { FULL_TIMEOUT_MS, isFull, scaled } from './load.ts';
import { type RoundRobin, startRoundRobin } from './round-robin.ts';
import { type ServerProcess, startProcess } from './server-process.ts';

const POOL_IDLE_MS = 60_000;
const opened: { openobserve?: FakeOpenObserve; replicas: ServerProcess[]; proxy?: RoundRobin } = {
  replicas: [],
};

async function setUp(count: number, environment: Record<string, string> = {}) {
  const openobserve = await startFakeOpenObserve((request, response) => {
    const answer = request.method === 'DELETE' ? { code: 200, message: 'stream deleted' } : STREAMS;
    setTimeout(() => sendJson(response, answer), request.path.includes('slow') ? 300 : 5);
  });
  const replicas = await Promise.all(
    Array.from({ length: count }, () =>
      startProcess({
        O2_BASE_URL: openobserve.url,
        API_KEY: 'own@example.com:own-secret',
        O2_STATE_KEY: 'the-key-that-all-replicas-share-1234',
        ...environment,
      }),
    ),
  );
  const proxy = await startRoundRobin(
    replicas.map(({ url }) => url),
    POOL_IDLE_MS,
  );
  Object.assign(opened, { openobserve, replicas, proxy });
  return { openobserve, replicas, proxy };
}

afterEach(async () => {
  await opened.proxy?.close();
  for (const { child, stopped } of opened.replicas.splice(0)) {
    child.kill('SIGINT');
    await stopped;
  }
  await opened.openobserve?.close();
});

const callAt = (url: string) =>
  askAt(url, { body: rpc('tools/call', { name: 'stream_list', arguments: {} }) }).then(
    ({ status, json }) =>
      status === 200 && json.result && !json.result.isError ? 'ok' : `${status} ${JSON.stringify(json)}`,
    (error: Error) => error.message,
  );

describe('two replicas behind a round robin', () => {
  const overHttp = CLIENTS.filter(({ name }) => name.includes('HTTP'));

  it.each(overHttp.map((client) => [client.name, client] as const))(
    'serve every flow of %s',
    async (_, { connect, canAsk }) => {
      const { proxy, openobserve } = await setUp(2);
      const person = canAsk ? () => ({ action: 'accept' as const, content: { approve: true } }) : null;
      const client = await connect({ url: proxy.url, env: {} }, { person });
      for (let round = 0; round < 4; round++) {
        expect((await client.listTools()).tools.length).toBeGreaterThan(160);
        expect((await client.callTool({ name: 'stream_list', arguments: {} })).isError).toBeFalsy();
      }
      const args = { stream_name: 'app' };
      const first = await client.callTool({ name: 'stream_delete', arguments: args });
      if (!canAsk) {
        const confirm = /confirm: "([^"]+)"/.exec(first.content[0]?.text ?? '')?.[1];
        expect(confirm).toBeDefined();
        const second = await client.callTool({ name: 'stream_delete', arguments: { ...args, confirm } });
        expect(second.isError).toBeFalsy();
      }
      expect(openobserve.seen.filter(({ method }) => method === 'DELETE')).toHaveLength(1);
      expect(proxy.lost()).toBe(0);
      await client.close();
    },
  );
});

describe('a pool of 60 s in front', () => {
  it(
    'loses no call around idle gaps',
    async () => {
      const { proxy } = await setUp(1);
      const calls = scaled(60, 1000);
      // 4.9 s and 5.1 s: where Node would close connections by itself.
      const gapsMs = isFull ? [0, 1000, 4900, 5000, 5100, 30_000, 59_000] : [0, 50, 4950, 5050];
      const ends: string[] = [];
      const lanes = gapsMs.map(async (gapMs) => {
        for (let count = 0; count < calls / gapsMs.length; count++) {
          if (gapMs === 0 || count < scaled(1, 6)) {
            await new Promise((resolve) => setTimeout(resolve, gapMs));
          }
          ends.push(await callAt(proxy.url));
        }
      });
      await Promise.all(lanes);
      expect(ends.filter((end) => end !== 'ok')).toEqual([]);
      expect(ends.length).toBeGreaterThanOrEqual(calls);
      expect(proxy.lost()).toBe(0);
    },
    FULL_TIMEOUT_MS,
  );
});

describe('a replica that is told to stop under load', () => {
  it(
    'loses no call, and ends with 0',
    async () => {
      const { proxy, replicas } = await setUp(2, { O2_DRAIN: '1s' });
      const [leaving] = replicas as [ServerProcess];
      const ends: string[] = [];
      let isOver = false;
      const lanes = Array.from({ length: 16 }, async () => {
        while (!isOver) ends.push(await callAt(proxy.url));
      });
      await vi.waitFor(() => expect(ends.length).toBeGreaterThan(scaled(100, 3000)), FULL_TIMEOUT_MS);
      leaving.child.kill('SIGTERM');
      // As balancers do: look at /readyz, and take out who says no.
      await vi.waitFor(
        async () => expect((await askAt(leaving.url, { method: 'GET', path: '/readyz' })).status).toBe(503),
        { interval: 20 },
      );
      proxy.takeOut(leaving.url);
      expect(await leaving.stopped).toBe(0);
      const before = ends.length;
      await vi.waitFor(() => expect(ends.length).toBeGreaterThan(before + 100), 20_000);
      isOver = true;
      await Promise.all(lanes);
      expect(ends.filter((end) => end !== 'ok')).toEqual([]);
      expect(proxy.lost()).toBe(0);
    },
    FULL_TIMEOUT_MS,
  );

  it('finishes what is under way with nobody before it, and ends at once on Ctrl-C', async () => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) {
      const { replicas, openobserve } = await setUp(1);
      const [server] = replicas as [ServerProcess];
      const slow = askAt(server.url, {
        body: rpc('tools/call', { name: 'stream_schema', arguments: { stream_name: 'slow' } }),
      });
      await vi.waitFor(() => expect(openobserve.seen.length).toBeGreaterThan(0), 5000);
      server.child.kill(signal);
      expect((await slow).json.result.isError).toBeFalsy();
      expect(await server.stopped).toBe(0);
      await opened.proxy?.close();
      await openobserve.close();
    }
  });
});

describe('an OpenObserve that restarts under load', () => {
  it(
    'is told of truthfully in every failed call, and found again without a restart of ours',
    async () => {
      const { replicas, openobserve } = await setUp(1, { O2_TIMEOUT: '3s' });
      const [{ url }] = replicas as [ServerProcess];
      const port = Number(new URL(openobserve.url).port);
      const failures: Array<{ isWrite: boolean; text: string }> = [];
      let good = 0;
      let isOver = false;
      const lanes = Array.from({ length: 8 }, async (_, lane) => {
        while (!isOver) {
          const isWrite = lane % 2 === 1;
          const params = isWrite
            ? { name: 'logs_ingestion_json', arguments: { stream_name: 'app', content: [{ a: 1 }] } }
            : { name: 'stream_list', arguments: {} };
          const { status, json } = await askAt(url, { body: rpc('tools/call', params) });
          expect(status).toBe(200);
          if (json.result.isError) failures.push({ isWrite, text: json.result.content[0].text });
          else good += 1;
        }
      });
      await vi.waitFor(() => expect(good).toBeGreaterThan(20), 20_000);
      await openobserve.close();
      await vi.waitFor(() => expect(failures.length).toBeGreaterThan(20), 20_000);
      const { createServer } = await import('node:http');
      const again = createServer((_, response) => sendJson(response, STREAMS));
      await new Promise<void>((resolve) => again.listen(port, '127.0.0.1', resolve));
      const before = good;
      await vi.waitFor(() => expect(good).toBeGreaterThan(before + 50), 20_000);
      isOver = true;
      await Promise.all(lanes);
      again.closeAllConnections();
      await new Promise((resolve) => again.close(resolve));
      for (const { isWrite, text } of failures) {
        expect(text).toMatch(
          /connection was refused|broke before the answer was complete|did not answer the last 10 requests/,
        );
        // What was cut off while it was written may have been carried out, and only that.
        const wasCutOff = /broke before/.test(text);
        expect(/Whether OpenObserve carried it out is not known/.test(text)).toBe(isWrite && wasCutOff);
      }
    },
    FULL_TIMEOUT_MS,
  );
});
