import { get } from 'node:http';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { startValkey, VALKEY } from '../helpers/valkey.ts';
import { type Answered, fileWith, type Running, rpc, start } from '../transports/running.ts';

const KEYS = {
  keys: [
    { name: 'a', key: 'key-of-a-long-kind-a' },
    { name: 'b', key: 'key-of-a-long-kind-b' },
    { name: 'forge', key: 'key-of-contextforge-gw', gateway: 'contextforge' },
  ],
};
const PEOPLE = [
  { user: 'ann@example.com', credential: 'ann@example.com:token-of-ann' },
  { user: 'bob@example.com', credential: 'bob@example.com:token-of-bob' },
];
const a = { 'x-api-key': 'key-of-a-long-kind-a' };
const b = { 'x-api-key': 'key-of-a-long-kind-b' };
const person = (name: string) => ({
  'x-api-key': 'key-of-contextforge-gw',
  'x-forwarded-user-email': `${name}@example.com`,
});
const INITIALIZE = rpc('initialize', {
  protocolVersion: '2025-06-18',
  capabilities: { elicitation: {} },
  clientInfo: { name: 'test', version: '1' },
});
const LIST = rpc('tools/call', { name: 'stream_list', arguments: {} });

const closing: Array<() => Promise<unknown>> = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

async function serve(env: Record<string, string> = {}): Promise<Running> {
  const server = await start({
    O2_SESSIONS: '3',
    MCP_KEYS_FILE: fileWith(KEYS),
    O2_IDENTITIES_FILE: fileWith({ people: PEOPLE }),
    ...env,
  });
  closing.push(() => server.close());
  return server;
}

const idOf = ({ headers }: Answered) => headers['mcp-session-id'] as string | undefined;

/** The headers of a session that these headers open. */
async function opened(server: Running, headers: Record<string, string>, path = '') {
  const id = idOf(await server.ask({ body: INITIALIZE, headers, path }));
  expect(id).toBeDefined();
  return { 'mcp-session-id': id as string };
}

const lists = async (server: Running, headers: Record<string, string>) =>
  (await server.ask({ body: LIST, headers })).status;

describe("a session is nobody else's", () => {
  it.each<[string, Record<string, string>, Record<string, string>]>([
    ['another key', a, b],
    ['another person of the same gateway', person('ann'), person('bob')],
    ['a person of a gateway, for a plain key', a, person('ann')],
    ['nobody, for a person', person('ann'), { 'x-api-key': 'key-of-contextforge-gw' }],
    [
      'two names of one header',
      person('ann'),
      { ...person('ann'), 'x-forwarded-user-email': 'ann@example.com, bob@example.com' },
    ],
  ])('%s can read, write, listen and end nothing in it', async (_, owner, stranger) => {
    const server = await serve();
    const session = await opened(server, owner);
    const stolen = { ...stranger, ...session };
    for (const asking of [
      { body: LIST },
      { body: [LIST] },
      { body: INITIALIZE },
      { body: rpc('notifications/cancelled', { requestId: 1 }, null) },
      { body: { jsonrpc: '2.0', id: 0, result: { action: 'accept', content: { approve: true } } } },
      { method: 'GET', headers: { accept: 'text/event-stream' } },
      { method: 'GET', headers: { accept: 'text/event-stream', 'last-event-id': '1' } },
      { method: 'DELETE' },
    ]) {
      const answered = await server.ask({ ...asking, headers: { ...asking.headers, ...stolen } });
      const [first = answered.json] = [answered.json].flat();
      expect([answered.status, first.error.message], JSON.stringify(asking)).toEqual([
        Array.isArray(asking.body) ? expect.any(Number) : 404,
        expect.stringContaining('There is no such session'),
      ]);
    }
    expect(server.openobserve.seen).toEqual([]);
    expect(await lists(server, { ...owner, ...session })).toBe(200);
  });

  it('a batch of several people runs each message as its own person, and in no session', async () => {
    const server = await serve();
    const gateway = { 'x-api-key': 'key-of-contextforge-gw' };
    const as = (user: string, id: number) =>
      rpc('tools/call', { name: 'stream_list', arguments: {}, _meta: { user: `${user}@example.com` } }, id);
    const opening = await server.ask({
      headers: gateway,
      body: rpc('initialize', {
        protocolVersion: '2025-06-18',
        capabilities: {},
        clientInfo: { name: 'test', version: '1' },
        _meta: { user: 'ann@example.com' },
      }),
    });
    const headers = { ...gateway, 'mcp-session-id': idOf(opening) as string };
    const { json } = await server.ask({ headers, body: [as('ann', 1), as('bob', 2)] });
    expect(json.map(({ id }: { id: number }) => id)).toEqual([1, 2]);
    const credentials = server.openobserve.seen.map(({ headers: { authorization = '' } }) =>
      Buffer.from(authorization.replace('Basic ', ''), 'base64').toString(),
    );
    expect(credentials).toEqual(['ann@example.com:token-of-ann', 'bob@example.com:token-of-bob']);
    const { status } = await server.ask({ headers, body: as('bob', 3) });
    expect(status).toBe(404);
  });

  it.each([
    ['?readonly=1', ''],
    ['', '?readonly=1'],
    ['?toolsets=streams', ''],
    ['?profile=search', '?profile=all'],
  ])('opened at "%s", it is not one at "%s"', async (path, other) => {
    const server = await serve();
    const session = await opened(server, a, path);
    const { status } = await server.ask({ body: LIST, headers: { ...a, ...session }, path: other });
    expect(status).toBe(404);
  });

  it('and its id is ours, whatever the client wants it to be', async () => {
    const server = await serve();
    for (const wanted of [
      'fixed-by-an-attacker',
      '__proto__',
      'x'.repeat(8000),
      '00000000-0000-4000-8000-000000000000',
    ]) {
      const answered = await server.ask({ body: INITIALIZE, headers: { ...a, 'mcp-session-id': wanted } });
      const id = idOf(answered);
      expect(id).not.toBe(wanted);
      const { status } = await server.ask({ method: 'DELETE', headers: { ...a, 'mcp-session-id': wanted } });
      expect(status).toBe(404);
      if (id !== undefined) await server.ask({ method: 'DELETE', headers: { ...a, 'mcp-session-id': id } });
    }
  });

  it('a stream of it gives nothing again, whichever event somebody names', async () => {
    const server = await serve();
    const session = await opened(server, a);
    const read = (lastEvent: string) =>
      new Promise<string>((resolve, reject) => {
        const headers = { ...a, ...session, accept: 'text/event-stream', 'last-event-id': lastEvent };
        const asked = get(server.url, { headers }, (response) => {
          let text = '';
          response.on('data', (part) => (text += part));
          setTimeout(() => {
            asked.destroy();
            resolve(text);
          }, 200);
        }).on('error', reject);
      });
    await server.ask({ body: LIST, headers: { ...a, ...session } });
    for (const event of ['0', '1', `${session['mcp-session-id']}_0`, '../../x']) {
      expect(await read(event)).not.toContain('result');
      // The first one must be gone before another may be opened.
      await vi.waitFor(async () => expect(await lists(server, { ...a, ...session })).toBe(200));
    }
  });
});

describe('sessions cannot be crowded out', () => {
  it('by callers who make up a credential for each', async () => {
    const server = await start({ O2_SESSIONS: '3', O2_AUTH: 'caller', TRUST_PROXY: '1' });
    closing.push(() => server.close());
    const as = (email: string, address: string) => ({
      authorization: `Basic ${Buffer.from(`${email}:token`).toString('base64')}`,
      'x-forwarded-for': address,
    });
    for (let count = 0; count < 6; count++)
      await server.ask({ body: INITIALIZE, headers: as(`made-up-${count}@example.com`, '6.6.6.6') });
    await opened(server, as('ann@example.com', '10.0.0.1'));
  });

  it.skipIf(VALKEY === null)(
    'by one caller who goes on, through the store, with sessions that gave way to others',
    async () => {
      const valkey = await startValkey();
      closing.push(() => valkey.kill());
      const server = await serve({
        O2_STATE_URL: valkey.url,
        O2_STATE_KEY: 'the-key-that-all-replicas-share-1234',
      });
      const own = [];
      for (let count = 0; count < 3; count++) own.push(await opened(server, a));
      for (const other of [b, person('ann')]) {
        // Those of `a` that gave way are used again: they must not be there beside those of others.
        for (const session of own) await lists(server, { ...a, ...session });
        const session = await opened(server, other);
        for (const each of own) await lists(server, { ...a, ...each });
        expect(await lists(server, { ...other, ...session })).toBe(200);
      }
    },
    30_000,
  );
});
