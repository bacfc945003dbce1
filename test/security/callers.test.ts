import { connect } from 'node:net';
import { renameSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createTokenAccount } from '../../src/ask/model/token-account.ts';
import type { CallRecord } from '../../src/telemetry/records.ts';
import { fileWith, lastCredential, type Running, rpc, start } from '../transports/running.ts';

const KEYS = {
  keys: [
    { name: 'kong', key: 'key-of-the-kong-gateway', gateway: 'kong' },
    { name: 'forge', key: 'key-of-contextforge-gw', gateway: 'contextforge' },
    { name: 'bot', key: 'key-of-a-bot-that-reads', read_only: true, toolsets: ['streams'] },
  ],
};
const PEOPLE = [
  { user: 'ann@example.com', credential: 'ann@example.com:token-of-ann' },
  { user: 'bob@example.com', credential: 'bob@example.com:token-of-bob' },
];
const INITIALIZE = rpc('initialize', {
  protocolVersion: '2025-06-18',
  capabilities: {},
  clientInfo: { name: 'test', version: '1' },
});
const forge = { 'x-api-key': 'key-of-contextforge-gw' };
const STREAM_LIST = { name: 'stream_list', arguments: {} };
const running: Running[] = [];

async function serve(env: Record<string, string> = {}): Promise<Running> {
  const server = await start(env);
  running.push(server);
  return server;
}

afterEach(async () => {
  for (const server of running.splice(0)) await server.close();
});

/** A whole new content at once, as by a deployment. */
function replace(path: string, content: unknown): void {
  writeFileSync(`${path}.new`, typeof content === 'string' ? content : JSON.stringify(content));
  renameSync(`${path}.new`, path);
}

describe('a session', () => {
  async function opened(server: Running, headers: Record<string, string>) {
    const { headers: given } = await server.ask({ body: INITIALIZE, headers });
    return { ...headers, 'mcp-session-id': given['mcp-session-id'] as string };
  }

  it('ends for a person who is taken out of the file: finding 9', async () => {
    const file = fileWith({ people: PEOPLE });
    const server = await serve({
      MCP_KEYS_FILE: fileWith(KEYS),
      O2_IDENTITIES_FILE: file,
      O2_SESSIONS: '5',
    });
    const headers = await opened(server, { ...forge, 'x-forwarded-user-email': 'ann@example.com' });
    expect((await server.call('stream_list', {}, { headers })).text).toContain('app');
    expect(lastCredential(server)).toBe('ann@example.com:token-of-ann');
    replace(file, { people: [{ ...PEOPLE[0], credential: 'ann@example.com:another-token' }] });
    await vi.waitFor(
      async () => {
        await server.call('stream_list', {}, { headers });
        expect(lastCredential(server)).toBe('ann@example.com:another-token');
      },
      { timeout: 5000, interval: 200 },
    );
    replace(file, { people: [PEOPLE[1]] });
    await vi.waitFor(
      async () =>
        expect((await server.call('stream_list', {}, { headers })).text).toContain('may not use OpenObserve'),
      { timeout: 5000, interval: 200 },
    );
  });

  it('writes who calls into the audit, not who opened it: finding 18', async () => {
    const server = await serve({ O2_SESSIONS: '5', TRUST_PROXY: '1' });
    const calls: CallRecord[] = [];
    server.app.telemetry.add({ call: (record) => void calls.push(record) });
    const headers = await opened(server, { 'x-forwarded-for': '10.0.0.1', 'x-correlation-id': 'OPENED' });
    await server.call(
      'stream_list',
      {},
      {
        headers: { ...headers, 'x-forwarded-for': '6.6.6.6', 'x-correlation-id': 'CALLED' },
      },
    );
    expect(calls.at(-1)?.origin.clientAddress).toBe('6.6.6.6');
    expect(calls.at(-1)?.origin.requestIds).toEqual({ correlation_id: 'CALLED' });
  });

  it('stays open whatever others ask for, and one caller cannot take them all: weak row 1', async () => {
    const server = await serve({
      O2_SESSIONS: '3',
      MCP_KEYS: 'a:key-of-a-long-kind-1,b:key-of-a-long-kind-2',
    });
    const a = { 'x-api-key': 'key-of-a-long-kind-1' };
    const b = { 'x-api-key': 'key-of-a-long-kind-2' };
    const toolsets = server.app.catalog.toolsets.map(({ name }) => name);
    for (let first = 0; first < toolsets.length; first++)
      for (let second = first + 1; second < toolsets.length && second < first + 6; second++)
        await server.ask({
          path: `?toolsets=${toolsets[first]},${toolsets[second]}`,
          headers: a,
          body: rpc('ping'),
        });
    for (let count = 0; count < 3; count++) await opened(server, a);
    const own = await opened(server, b);
    expect(own['mcp-session-id']).toBeDefined();
    const path = `?toolsets=${toolsets[3]}`;
    const { headers } = await server.ask({ path, body: INITIALIZE, headers: b });
    const session = { ...b, 'mcp-session-id': headers['mcp-session-id'] as string };
    if (session['mcp-session-id'] !== undefined)
      expect((await server.ask({ path, body: rpc('tools/list'), headers: session })).status).toBe(200);
  });
});

describe('files of keys and people', () => {
  it('count only when they stay the same for a while: weak row 2', async () => {
    const whole = JSON.stringify(KEYS);
    const file = fileWith(whole);
    const server = await serve({ MCP_KEYS_FILE: file });
    const headers = { 'x-api-key': 'key-of-a-bot-that-reads' };
    const before = (await server.list({ headers })).length;
    const half = JSON.stringify({ keys: [{ name: 'bot', key: 'key-of-a-bot-that-reads' }] });
    // Somebody writes in place, slowly: what stands there in between is valid, and less narrow.
    const counts = new Set<number>();
    for (let round = 0; round < 12; round++) {
      writeFileSync(file, round % 2 === 0 ? `${half}${' '.repeat(round)}` : `${whole}${' '.repeat(round)}`);
      await sleep(150);
      counts.add((await server.list({ headers })).length);
    }
    expect([...counts]).toEqual([before]);
  });

  it('let nobody in when they are gone or empty: weak row 18', async () => {
    const file = fileWith(KEYS);
    const server = await serve({ MCP_KEYS_FILE: file });
    const headers = { 'x-api-key': 'key-of-a-bot-that-reads' };
    expect((await server.ask({ body: rpc('ping'), headers })).status).toBe(200);
    writeFileSync(file, '');
    await vi.waitFor(
      async () => expect((await server.ask({ body: rpc('ping'), headers })).status).toBe(401),
      { timeout: 10_000, interval: 500 },
    );
  }, 20_000);
});

describe('a person', () => {
  it('is the one of each message in a batch: weak row 6', async () => {
    const server = await serve({
      MCP_KEYS_FILE: fileWith(KEYS),
      O2_IDENTITIES_FILE: fileWith({ people: PEOPLE }),
    });
    const { json } = await server.ask({
      headers: forge,
      body: [
        rpc('ping', { _meta: { user: 'ann@example.com' } }, 1),
        rpc('tools/call', { ...STREAM_LIST, _meta: { user: 'bob@example.com' } }, 2),
      ],
    });
    expect(lastCredential(server)).toBe('bob@example.com:token-of-bob');
    expect(json.map(({ id }: { id: number }) => id)).toEqual([1, 2]);
  });

  it.each([
    ['an empty header', { 'x-forwarded-user-email': '' }],
    ['a header that is too long', { 'x-forwarded-user-email': 'a'.repeat(300) }],
  ])('is not named by the client beside %s: weak row 7', async (_, extra) => {
    const server = await serve({
      MCP_KEYS_FILE: fileWith(KEYS),
      O2_IDENTITIES_FILE: fileWith({ people: PEOPLE }),
    });
    const { text } = await server.ask({
      headers: { ...forge, ...extra },
      body: rpc('tools/call', { ...STREAM_LIST, _meta: { user: 'ann@example.com' } }),
    });
    expect(text).toContain('may not use OpenObserve');
  });

  it('is no other whose name only looks the same, and the same in capitals', async () => {
    const people = [{ user: 'kim@example.com', credential: 'kim@example.com:token-of-kim' }];
    const server = await serve({
      MCP_KEYS_FILE: fileWith(KEYS),
      O2_IDENTITIES_FILE: fileWith({ people }),
    });
    const as = async (user: string) =>
      (await server.ask({ headers: forge, body: rpc('tools/call', { ...STREAM_LIST, _meta: { user } }) }))
        .text;
    expect(await as('\u212Aim@example.com')).toContain('may not use OpenObserve');
    expect(await as('KIM@example.com')).not.toContain('may not use OpenObserve');
    expect(lastCredential(server)).toBe('kim@example.com:token-of-kim');
  });

  it.each(['TRUE', 'true, true', '1'])('is not the anonymous consumer (%s): weak row 7', async (value) => {
    const server = await serve({
      MCP_KEYS_FILE: fileWith(KEYS),
      O2_IDENTITIES_FILE: fileWith({ people: PEOPLE }),
    });
    const { text } = await server.call(
      'stream_list',
      {},
      {
        headers: {
          'x-api-key': 'key-of-the-kong-gateway',
          'x-anonymous-consumer': value,
          'x-consumer-username': 'ann@example.com',
        },
      },
    );
    expect(text).toContain('may not use OpenObserve');
  });
});

describe('rates', () => {
  it('are of an account, however its e-mail is written: finding 14', async () => {
    const server = await serve({ O2_AUTH: 'caller', O2_RATE: '3/hour' });
    const spellings = [
      'ann@example.com',
      'Ann@example.com',
      'ANN@EXAMPLE.COM',
      'aNN@example.com',
      ' ann@Example.com',
    ];
    const statuses = [];
    for (const email of spellings) {
      const authorization = `Basic ${Buffer.from(`${email}:token`).toString('base64')}`;
      statuses.push((await server.call('stream_list', {}, { headers: { authorization } })).status);
    }
    expect(statuses).toEqual([200, 200, 200, 429, 429]);
  });

  it('are of a person, however a gateway spells the name', async () => {
    const server = await serve({
      MCP_KEYS_FILE: fileWith(KEYS),
      O2_IDENTITIES_FILE: fileWith({ people: PEOPLE }),
      O2_RATE: '2/hour',
    });
    const statuses = [];
    for (const user of ['ann@example.com', 'Ann@example.com', 'ANN@EXAMPLE.COM', 'bob@example.com'])
      statuses.push(
        (await server.call('stream_list', {}, { headers: { ...forge, 'x-forwarded-user-email': user } }))
          .status,
      );
    expect(statuses).toEqual([200, 200, 429, 200]);
  });

  it('count what the page looks up: weak row 20', async () => {
    const server = await serve({ O2_RATE: '2/hour' });
    const statuses = [];
    for (let count = 0; count < 3; count++)
      statuses.push((await server.ask({ method: 'GET', path: '/page/status' })).status);
    expect(statuses).toEqual([200, 200, 429]);
  });

  it('of tokens are put aside before and settled after: finding 13', () => {
    const account = createTokenAccount(5000, () => 0);
    const first = account.reserve('ann', 16_000);
    expect(first.tokens).toBe(5000);
    expect(() => account.reserve('ann', 16_000)).toThrow('used up');
    first.settle(1200);
    const second = account.reserve('ann', 16_000);
    expect(second.tokens).toBe(3800);
    // Whoever leaves settles nothing.
    expect(() => account.reserve('ann', 100)).toThrow('used up');
  });
});

describe('HTTP', () => {
  it('is not canceled by another client with the same key: weak row 11', async () => {
    const server = await serve();
    let release = (): void => undefined;
    server.openobserve.answer = (_, response) => {
      release = () => void response.end('{"list":[]}');
    };
    const call = server.call('stream_list', {}, { headers: { 'user-agent': 'one' } });
    await vi.waitFor(() => expect(server.openobserve.seen).toHaveLength(1));
    await server.ask({
      headers: { 'user-agent': 'another' },
      body: rpc('notifications/cancelled', { requestId: 1 }, null),
    });
    release();
    expect((await call).text).not.toContain('cancel');
  });

  it.each(['http://localhost:9999', 'https://127.0.0.1:8443', 'ftp://localhost'])(
    'is not for another page on this machine (%s): weak row 13',
    async (origin) => {
      const server = await serve();
      const { status, headers } = await server.ask({ body: rpc('ping'), headers: { origin } });
      expect(status).toBe(403);
      expect(headers['access-control-allow-origin']).toBeUndefined();
    },
  );

  it.each(['/page/status', '/page/calls', '/page/tools', '/metrics'])(
    'shows %s under no name that a stranger could point here: weak row 19',
    async (path) => {
      const server = await serve({ O2_NO_AUTH: 'true' });
      const read = (host: string) => server.ask({ method: 'GET', path, headers: { host } });
      expect((await read('rebound.example.com')).status).toBe(403);
      expect((await read('127.0.0.1')).status).toBe(200);
      expect((await read('openobserve-mcp:3000')).status).toBe(200);
    },
  );

  it('answers a request without Host as any other that is wrong: weak row 21', async () => {
    const server = await serve();
    const answer = await new Promise<string>((resolve) => {
      const socket = connect(Number(new URL(server.url).port), '127.0.0.1', () =>
        socket.write('GET /mcp HTTP/1.1\r\nConnection: close\r\n\r\n'),
      );
      let text = '';
      socket.on('data', (chunk) => (text += chunk)).on('close', () => resolve(text));
    });
    expect(answer).toMatch(/^HTTP\/1\.1 400 /);
    expect(answer).toContain('"jsonrpc":"2.0"');
  });
});
