import { setTimeout as pause } from 'node:timers/promises';
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { readConfig } from '../../src/config/config.ts';
import { createRunOnce } from '../../src/ask/plan/claimed-runs.ts';
import { createLog } from '../../src/log.ts';
import { createSharedState } from '../../src/state/shared-state.ts';
import { createApp } from '../../src/server/app.ts';
import { type FakeOpenObserve, sendJson, startFakeOpenObserve } from '../helpers/fake-openobserve.ts';
import { appAt, runTool } from '../helpers/run-tool.ts';
import { startValkey, VALKEY } from '../helpers/valkey.ts';
import { type Answered, askAt, rpc } from '../transports/running.ts';
import { FULL_TIMEOUT_MS, scaled } from './load.ts';
import { startRoundRobin } from './round-robin.ts';
import { type ServerProcess, startProcess } from './server-process.ts';

if (VALKEY === null)
  process.stderr.write(
    'Neither valkey-server nor redis-server is here: what replicas share is not tested.\n',
  );

const RACES = scaled(150, 1000);
const READ = 'list_functions';
const STATE_KEY = 'the-key-that-all-replicas-share-1234';
const closing: Array<() => Promise<unknown>> = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

async function setUp(environment: Record<string, string> = {}, count = 2) {
  const valkey = await startValkey();
  const openobserve = await startFakeOpenObserve((request, response) => {
    if (request.method === 'DELETE') return sendJson(response, { code: 200, message: 'stream deleted' });
    // A preview that cannot look says so, and what it rests on is then the token alone.
    if (request.path.endsWith('/streams')) return sendJson(response, { code: 403, message: 'no' }, 403);
    sendJson(response, { list: [] });
  });
  const replicas = await Promise.all(
    Array.from({ length: count }, () =>
      startProcess({
        O2_BASE_URL: openobserve.url,
        API_KEY: 'own@example.com:own-secret',
        O2_STATE_KEY: STATE_KEY,
        O2_STATE_URL: valkey.url,
        ...environment,
      }),
    ),
  );
  closing.push(
    () => valkey.kill(),
    () => openobserve.close(),
    async () => {
      for (const { child, stopped } of replicas) {
        child.kill('SIGINT');
        await stopped;
      }
    },
  );
  return { valkey, openobserve, replicas: replicas as [ServerProcess, ServerProcess] };
}

const callAt = ({ url }: ServerProcess, name: string, args: object = {}): Promise<Answered> =>
  askAt(url, { body: rpc('tools/call', { name, arguments: args }) });
const textOf = ({ json }: Answered): string => json?.result?.content[0].text ?? json?.error?.message ?? '';
const isOk = (answered: Answered) =>
  answered.status === 200 && answered.json?.result && !answered.json.result.isError;
const deletesIn = ({ seen }: FakeOpenObserve) => seen.filter(({ method }) => method === 'DELETE');

async function tokenFor(replica: ServerProcess, stream: string): Promise<string> {
  const text = textOf(await callAt(replica, 'stream_delete', { stream_name: stream }));
  const token = /confirm: "([^"]+)"/.exec(text)?.[1];
  if (token === undefined) throw new Error(`no token: ${text}`);
  return token;
}

describe.skipIf(VALKEY === null)('replicas that share a store', () => {
  it(
    `carry out what one token approves once, in each of ${RACES} races`,
    async () => {
      const { replicas, openobserve } = await setUp();
      let next = 0;
      const ends: number[] = [];
      const lane = async () => {
        for (let race = next++; race < RACES; race = next++) {
          const stream = `app${race}`;
          const token = await tokenFor(replicas[race % 2] as ServerProcess, stream);
          const args = { stream_name: stream, confirm: token };
          const answers = await Promise.all(
            [0, 1, 0, 1].map((index) => callAt(replicas[index] as ServerProcess, 'stream_delete', args)),
          );
          ends.push(answers.filter(isOk).length);
          for (const answer of answers)
            if (!isOk(answer)) expect(textOf(answer)).toMatch(/This approval was used already/);
        }
      };
      await Promise.all(Array.from({ length: 4 }, lane));
      expect(ends.filter((wins) => wins !== 1)).toEqual([]);
      const paths = deletesIn(openobserve).map(({ path }) => path);
      expect(paths).toHaveLength(RACES);
      expect(new Set(paths).size).toBe(RACES);
    },
    FULL_TIMEOUT_MS,
  );

  it(
    'let so many calls through together as one alone would, within 2 %',
    async () => {
      const { replicas } = await setUp({ O2_RATE: '1000/h' });
      const statuses: number[] = [];
      let next = 0;
      const lane = async (_: unknown, index: number) => {
        for (; next < 1500; next++)
          statuses.push((await callAt(replicas[(index + next) % 2] as ServerProcess, READ)).status);
      };
      await Promise.all(Array.from({ length: 8 }, lane));
      const passed = statuses.filter((status) => status === 200).length;
      expect(passed).toBeGreaterThanOrEqual(980);
      expect(passed).toBeLessThanOrEqual(1020);
      expect(statuses.filter((status) => status !== 200 && status !== 429)).toEqual([]);
    },
    FULL_TIMEOUT_MS,
  );

  it(
    'lose no call that needs nothing of the store when it is killed under load, and refuse the rest with the reason',
    async () => {
      const { replicas, valkey, openobserve } = await setUp({ O2_RATE: '1000000/h' });
      const reads: string[] = [];
      const writes = { ok: 0, refused: 0, other: [] as string[] };
      let isOver = false;
      let number = 0;
      const reader = async (_: unknown, index: number) => {
        while (!isOver) {
          const answer = await callAt(replicas[index % 2] as ServerProcess, READ);
          reads.push(isOk(answer) ? 'ok' : `${answer.status} ${textOf(answer)}`);
        }
      };
      const writer = async () => {
        while (!isOver) {
          const stream = `w${number++}`;
          const token = await tokenFor(replicas[0], stream);
          const answer = await callAt(replicas[1], 'stream_delete', { stream_name: stream, confirm: token });
          if (isOk(answer)) writes.ok += 1;
          else if (
            /^Nothing was done: .* the store of O2_STATE_URL, which does not answer/.test(textOf(answer))
          )
            writes.refused += 1;
          else writes.other.push(textOf(answer));
        }
      };
      const lanes = [...Array.from({ length: 6 }, reader), writer(), writer()];
      const until = async (done: () => boolean) => {
        for (let count = 0; !done() && count < 600; count++) await pause(50);
        expect(done()).toBe(true);
      };
      await until(() => writes.ok >= 5 && reads.length > 50);
      await valkey.kill();
      const before = { refused: writes.refused, reads: reads.length };
      await until(() => writes.refused >= before.refused + 10 && reads.length > before.reads + 100);
      await valkey.restart();
      const { ok } = writes;
      await until(() => writes.ok >= ok + 10);
      isOver = true;
      await Promise.all(lanes);
      expect(reads.filter((end) => end !== 'ok')).toEqual([]);
      expect(writes.other).toEqual([]);
      expect(deletesIn(openobserve)).toHaveLength(writes.ok);
    },
    FULL_TIMEOUT_MS,
  );

  it('start, list and read without the store, and say that it is away', async () => {
    const { replicas, valkey } = await setUp({ O2_LOG_LEVEL: 'info' }, 1);
    const [replica] = replicas;
    await valkey.kill();
    expect(isOk(await callAt(replica, READ))).toBe(true);
    const token = await tokenFor(replica, 'app');
    const refused = await callAt(replica, 'stream_delete', { stream_name: 'app', confirm: token });
    expect(textOf(refused)).toContain('Try again when it is back.');
    expect(replica.stderr()).toContain('The store of O2_STATE_URL does not answer');
  });
});

describe.skipIf(VALKEY === null)('a session of a 2025 client', () => {
  async function connected(url: string, asked: string[]) {
    const client = new Client(
      { name: 'test', version: '1' },
      { capabilities: { elicitation: { form: {} } }, versionNegotiation: { mode: 'legacy' } },
    );
    client.setRequestHandler('elicitation/create', async ({ params }) => {
      asked.push(params.message);
      return { action: 'accept' as const, content: { approve: true } };
    });
    const transport = new StreamableHTTPClientTransport(new URL(url));
    await client.connect(transport);
    return { client, transport };
  }

  it('goes on at whichever replica its messages come to: its person is asked, and it can cancel', async () => {
    const { replicas, openobserve } = await setUp({ O2_SESSIONS: '10' });
    const proxy = await startRoundRobin(
      replicas.map(({ url }) => url),
      60_000,
    );
    closing.push(() => proxy.close());
    const asked: string[] = [];
    const { client, transport } = await connected(proxy.url, asked);
    expect(transport.sessionId).toBeDefined();
    for (let round = 0; round < 6; round++) {
      const result = await client.callTool({
        name: 'stream_delete',
        arguments: { stream_name: `s${round}` },
      });
      expect(result.isError, JSON.stringify(result)).toBeFalsy();
      await client.listTools();
    }
    expect(asked).toHaveLength(6);
    expect(deletesIn(openobserve)).toHaveLength(6);
    openobserve.answer = () => undefined;
    for (let round = 0; round < 2; round++) {
      const before = openobserve.seen.length;
      const cancel = new AbortController();
      const call = client
        .callTool({ name: READ, arguments: {} }, { signal: cancel.signal })
        .catch(() => 'canceled');
      await vi.waitFor(() => expect(openobserve.seen.length).toBeGreaterThan(before), 5000);
      cancel.abort();
      expect(await call).toBe('canceled');
      await vi.waitFor(() => expect(openobserve.seen.at(-1)?.isCutOff).toBe(true), 5000);
    }
    const id = transport.sessionId as string;
    await transport.terminateSession();
    await client.close();
    await vi.waitFor(async () => {
      for (const { url } of replicas) {
        const { status } = await askAt(url, { method: 'DELETE', headers: { 'mcp-session-id': id } });
        expect(status).toBe(404);
      }
    }, 5000);
  }, 60_000);

  it('belongs to who opened it at the other replica too, and waits for a store that is away', async () => {
    const [a, b] = ['key-of-a-long-kind-1', 'key-of-a-long-kind-2'];
    const { replicas, valkey } = await setUp({ O2_SESSIONS: '10', MCP_KEYS: `a:${a},b:${b}` });
    const opening = rpc('initialize', {
      protocolVersion: '2025-06-18',
      capabilities: {},
      clientInfo: { name: 'test', version: '1' },
    });
    const opened = await askAt(replicas[0].url, { body: opening, headers: { 'x-api-key': a } });
    const id = opened.headers['mcp-session-id'] as string;
    const stream = (replica: ServerProcess, key: string) =>
      askAt(replica.url, { method: 'DELETE', headers: { 'mcp-session-id': id, 'x-api-key': key } });
    expect((await stream(replicas[1], b)).status).toBe(404);
    await valkey.kill();
    const away = await stream(replicas[1], a);
    expect(away.status).toBe(503);
    expect(textOf(away)).toContain('the store of O2_STATE_URL');
    const local = await askAt(replicas[0].url, {
      body: rpc('tools/list'),
      headers: { 'mcp-session-id': id, 'x-api-key': a },
    });
    expect(local.status).toBe(200);
  });
});

describe.skipIf(VALKEY === null)('a plan', () => {
  it('is carried out by one replica, and each gives its report; one that was cut short is taken up', async () => {
    const valkey = await startValkey();
    closing.push(() => valkey.kill());
    const log = createLog({ level: 'error', secrets: [], write: () => undefined });
    const replicas = Array.from({ length: 2 }, () => {
      const state = createSharedState({ url: valkey.url, stateKey: STATE_KEY, caFile: null, log });
      closing.push(async () => state.close());
      return createRunOnce(state);
    });
    for (let round = 0; round < scaled(20, 100); round++) {
      let runs = 0;
      const ends = await Promise.all(
        [...replicas, ...replicas].map((runOnce) =>
          runOnce(`plan ${round}`, async () => {
            runs += 1;
            await pause(5);
            return { value: { report: 9007199254740993n, round }, isCutShort: false };
          }),
        ),
      );
      expect(runs).toBe(1);
      for (const { value } of ends) expect(value).toEqual({ report: 9007199254740993n, round });
    }
    const cut = await replicas[0]?.('cut', async () => ({ value: 'half', isCutShort: true }));
    expect(cut?.value).toBe('half');
    const whole = await replicas[1]?.('cut', async () => ({ value: 'whole', isCutShort: false }));
    expect(whole?.value).toBe('whole');
    await expect(
      replicas[0]?.('failed', async () => {
        throw new Error('broken');
      }),
    ).rejects.toThrow('broken');
    await valkey.kill();
    let ran = false;
    await expect(
      replicas[0]?.('away', async () => {
        ran = true;
        return { value: null, isCutShort: false };
      }),
    ).rejects.toThrow(/the store of O2_STATE_URL/);
    expect(ran).toBe(false);
  }, 60_000);
});

describe.skipIf(VALKEY === null)('a store that is connected and hangs', () => {
  it('is as good as away: only the first commands wait for it', async () => {
    const valkey = await startValkey();
    closing.push(() => valkey.kill());
    const log = createLog({ level: 'error', secrets: [], write: () => undefined });
    const state = createSharedState({ url: valkey.url, stateKey: STATE_KEY, caFile: null, log });
    closing.push(async () => state.close());
    await state.set('name', 'text', 60_000);
    valkey.hang();
    const down = /the store of O2_STATE_URL/;
    for (let count = 0; count < 2; count++) await expect(state.get('name')).rejects.toThrow(down);
    const began = performance.now();
    for (let count = 0; count < 10; count++) await expect(state.get('name')).rejects.toThrow(down);
    expect(performance.now() - began).toBeLessThan(1000);
  }, 20_000);
});

describe('the address of the store', () => {
  it('needs the key that replicas share, and its password is in no message', async () => {
    await expect(appAt('http://a.example', { O2_STATE_URL: 'redis://x:6379' })).rejects.toThrow(
      /needs O2_STATE_KEY/,
    );
    expect(() => readConfig({}, { O2_STATE_URL: 'http://u:pass-word-1@x' })).toThrow(
      /^O2_STATE_URL must be an address such as redis:\/\/valkey:6379 or rediss:\/\/user:password@host:6380\/1\.$/,
    );
  });

  it('is connected by nothing that needs it not', async () => {
    const app = await createApp(
      readConfig(
        {},
        {
          O2_BASE_URL: 'http://127.0.0.1:9',
          API_KEY: 'a@b.c:d',
          O2_STATE_KEY: STATE_KEY,
          O2_STATE_URL: 'redis://127.0.0.1:1',
        },
      ),
    );
    const { text } = await runTool(app, 'describe_tool', { name: READ });
    expect(text).toContain('"name":"list_functions"');
    await app.close();
  });
});
