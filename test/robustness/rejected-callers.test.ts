import { connect, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type FakeOpenObserve, sendJson, startFakeOpenObserve } from '../helpers/fake-openobserve.ts';
import { settledHeapMiB } from '../helpers/heap.ts';
import { askAt, rpc, STREAMS } from '../transports/running.ts';
import { FULL_TIMEOUT_MS, scaled } from './load.ts';
import { type ServerProcess, startProcess } from './server-process.ts';

const KEY = 'key-of-a-long-kind-1';
/** For thousands of requests: a thousand bytes kept of each would be more. */
const GROWTH_MIB = 2;
const WARM_ROUNDS = 3;
let openobserve: FakeOpenObserve;
let server: ServerProcess;

beforeAll(async () => {
  openobserve = await startFakeOpenObserve((_, response) => sendJson(response, STREAMS));
  server = await startProcess({
    O2_BASE_URL: openobserve.url,
    API_KEY: 'own@example.com:own-secret',
    MCP_KEYS: `a:${KEY}`,
  });
});
afterAll(async () => {
  server.child.kill('SIGINT');
  await server.stopped;
  await openobserve.close();
});

const call = () =>
  askAt(server.url, {
    headers: { 'x-api-key': KEY },
    body: rpc('tools/call', { name: 'stream_list', arguments: {} }),
  });

/** What a good caller sees while `harm` goes on: every call is answered. */
async function undisturbed(harm: () => Promise<unknown>): Promise<void> {
  let isOver = false;
  const harming = harm().finally(() => {
    isOver = true;
  });
  let calls = 0;
  do {
    const { status, json } = await call();
    expect({ status, isError: json?.result?.isError === true }).toEqual({ status: 200, isError: false });
    calls += 1;
  } while (!isOver);
  await harming;
  expect(calls).toBeGreaterThan(0);
}

/** Several at a time, until so many are done. */
async function many(count: number, work: (index: number) => Promise<void>): Promise<void> {
  let next = 0;
  const worker = async () => {
    while (next < count) await work(next++);
  };
  await Promise.all(Array.from({ length: 16 }, worker));
}

function opened(bytes: string): Promise<Socket> {
  return new Promise((resolve) => {
    const socket = connect(Number(new URL(server.url).port), '127.0.0.1', () => {
      socket.write(bytes);
      resolve(socket);
    });
    socket.on('error', () => undefined);
  });
}

describe('strangers disturb nobody, and memory stays flat', () => {
  const harms: ReadonlyArray<readonly [string, () => Promise<unknown>]> = [
    [
      'wrong keys',
      () =>
        many(scaled(1000, 10_000), async (index) => {
          const { status, json } = await askAt(server.url, {
            headers: { authorization: `Bearer ${'wrong-key-'.repeat(3)}${index}` },
            body: rpc('ping'),
          });
          expect(status).toBe(401);
          expect(json.error.code).toBe(-32001);
        }),
    ],
    [
      'oversized bodies',
      () =>
        many(scaled(40, 400), async (index) => {
          const body = `{"x":"${'x'.repeat(2 << 20)}"}`;
          const headers =
            index % 2 === 0 ? { 'x-api-key': KEY } : { 'x-api-key': KEY, 'transfer-encoding': 'chunked' };
          // The connection may end before all was sent; an answer is always 413.
          const answered = await askAt(server.url, { headers, body }).catch(() => null);
          if (answered) expect(answered.status).toBe(413);
        }),
    ],
    [
      'malformed bodies',
      () =>
        many(scaled(300, 3000), async (index) => {
          const bodies = [
            '',
            '{',
            'null',
            '[]',
            '{"jsonrpc":"2.0"}',
            '\u0000',
            `${'['.repeat(5000)}`,
            '{"jsonrpc":"2.0","id":{},"method":7}',
          ];
          const answered = await askAt(server.url, {
            headers: { 'x-api-key': KEY },
            body: bodies[index % bodies.length],
          });
          expect(answered.status).toBe(400);
          expect(answered.json).toMatchObject({ jsonrpc: '2.0', error: { code: expect.any(Number) } });
        }),
    ],
    [
      'slow senders',
      async () => {
        const head = `POST /mcp HTTP/1.1\r\nHost: localhost\r\nX-API-Key: ${KEY}\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n`;
        const sockets = await Promise.all(
          Array.from({ length: scaled(200, 1000) }, (_, index) =>
            opened(index % 2 === 0 ? head : `${head}\r\n{`),
          ),
        );
        for (let drop = 0; drop < scaled(5, 30); drop++) {
          for (const socket of sockets) socket.write(' ');
          await new Promise((resolve) => setTimeout(resolve, 100));
        }
        for (const socket of sockets) socket.destroy();
      },
    ],
    [
      'clients that leave',
      async () => {
        const body = JSON.stringify(rpc('tools/list'));
        const message = `POST /mcp HTTP/1.1\r\nHost: localhost\r\nX-API-Key: ${KEY}\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`;
        await many(scaled(300, 3000), async () => (await opened(message)).destroy() && undefined);
      },
    ],
  ];

  it.each(harms)(
    '%s',
    async (_, harm) => {
      // Parsers and buffers that are kept for the next connections are all there after a few rounds.
      for (let round = 0; round < WARM_ROUNDS; round++) await undisturbed(harm);
      const beforeMiB = await settledHeapMiB(server.child);
      await undisturbed(harm);
      expect((await settledHeapMiB(server.child)) - beforeMiB).toBeLessThan(GROWTH_MIB);
      expect(server.child.exitCode).toBeNull();
      expect(server.stderr()).toBe('');
    },
    FULL_TIMEOUT_MS,
  );
});
