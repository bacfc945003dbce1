import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { INPUT_SCHEMAS } from '../../src/generated/schemas.ts';
import { TOOLS } from '../../src/generated/tools.ts';
import { isSecretKey } from '../../src/redact/patterns.ts';
import { FAULTS, type Misbehave } from '../faults/faults.ts';

const CLI = new URL('../../src/cli.ts', import.meta.url).pathname;
const EMAIL = 'root@example.com';
/** Every secret begins so, and nothing else does. */
const MARK = /mrk[a-z]{4,12}\d{6}/gi;
const API_KEY = 'mrkapikey123456';
const AUTHORIZATION = Buffer.from(`${EMAIL}:${API_KEY}`).toString('base64');

interface OutcomeText {
  /** Everything that came out on stdout and stderr. */
  text: string;
  readonly child: ChildProcessWithoutNullStreams;
  call(name: string, args: Record<string, unknown>): Promise<void>;
  close(): Promise<void>;
}

/** A server over stdio, spoken to in raw JSON-RPC, so that every byte of its answers is seen. */
async function startStdio(env: Record<string, string>): Promise<OutcomeText> {
  const child = spawn(process.execPath, [CLI, 'stdio'], {
    env: {
      PATH: process.env.PATH ?? '',
      API_KEY: `${EMAIL}:${API_KEY}`,
      O2_ORG: 'default',
      O2_LOG_LEVEL: 'debug',
      ...env,
    },
  });
  const waiting = new Map<number, () => void>();
  let pending = '';
  let lastId = 0;
  const told: OutcomeText = {
    text: '',
    child,
    call: (name, args) => request('tools/call', { name, arguments: args }),
    async close() {
      child.stdin.end();
      await new Promise((resolve) => child.once('close', resolve));
    },
  };
  child.stderr.on('data', (chunk: Buffer) => {
    told.text += chunk.toString();
  });
  child.stdout.on('data', (chunk: Buffer) => {
    told.text += chunk.toString();
    pending += chunk.toString();
    const lines = pending.split('\n');
    pending = lines.pop() ?? '';
    for (const line of lines) waiting.get((JSON.parse(line) as { id: number }).id)?.();
  });
  const send = (message: object) => child.stdin.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`);
  function request(method: string, params: object): Promise<void> {
    lastId += 1;
    const id = lastId;
    return new Promise((resolve) => {
      waiting.set(id, resolve);
      send({ id, method, params });
    });
  }
  await request('initialize', {
    protocolVersion: '2025-06-18',
    capabilities: {},
    clientInfo: { name: 't', version: '1' },
  });
  send({ method: 'notifications/initialized' });
  return told;
}

/** One run of the command line to its end: all that it said. */
async function runCli(args: readonly string[], env: Record<string, string>): Promise<string> {
  const child = spawn(process.execPath, [CLI, ...args], {
    env: { PATH: process.env.PATH ?? '', O2_LOG_LEVEL: 'debug', ...env },
  });
  let text = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => (text += chunk.toString()));
  child.stdin.end();
  const timer = setTimeout(() => child.kill(), 20_000);
  await new Promise((resolve) => child.once('close', resolve));
  clearTimeout(timer);
  return text;
}

/** Every mark in `text`, and the credential in its encoded form, with what stands around it. */
function leaks(text: string): string[] {
  return [...text.matchAll(MARK), ...text.matchAll(new RegExp(AUTHORIZATION.slice(0, 20), 'g'))].map(
    ({ index }) => text.slice(Math.max(0, index - 120), index + 60),
  );
}

/** The example of a tool with a marked secret under every key that holds one, and headers where it takes any. */
function markedArguments(name: string): Record<string, unknown> {
  const mark = (value: unknown): unknown =>
    typeof value !== 'object' || value === null
      ? value
      : Array.isArray(value)
        ? value.map(mark)
        : Object.fromEntries(
            Object.entries(value).map(([key, item]) => [
              key,
              isSecretKey(key) && typeof item === 'string' ? 'Mrkargument123456!' : mark(item),
            ]),
          );
  const schema = INPUT_SCHEMAS[name] ?? {};
  const example = ((schema.examples ?? []) as Record<string, unknown>[])[0] ?? {};
  const own = Object.keys((schema.properties ?? {}) as object).filter(isSecretKey);
  return {
    ...(mark(example) as Record<string, unknown>),
    ...Object.fromEntries(own.map((key) => [key, 'Mrkargument123456!'])),
    ...('headers' in ((schema.properties ?? {}) as object)
      ? { headers: { Authorization: 'Bearer mrkheader123456', 'X-Api-Key': 'mrkheaderkey123456' } }
      : {}),
  };
}

const OBJECT = {
  name: 'a',
  password: 'mrkpassword123456',
  apiKey: 'mrkcamelcase123456',
  headers: {
    Authorization: 'Bearer mrkbearer123456',
    Cookie: 'mrkcookie123456',
    'x-api-key': ['mrklisted123456'],
  },
  credentials: { user: 'a', value: 'mrknested123456' },
  url: 'https://user:mrkuserinfo123456@hooks.example.com/x?token=mrkparameter123456&a=b',
  slack: 'https://hooks.slack.com/services/T000/B000/mrkslack123456',
  message:
    'sent Authorization: Basic mrkbasic123456bXJrOm1yaw==, o2oi_mrkingest123456 and eyJhbGciOiJI.mrkclaims123456.mrksigned123456',
};

/** What the far side does with a request; it repeats what it was sent, as a careless server may. */
type Far = (request: IncomingMessage, body: string) => { status: number; text: string };
const echo = (request: IncomingMessage, body: string) =>
  `you sent ${request.headers.authorization} with ${body.slice(0, 2000)} and ${OBJECT.message} to ${OBJECT.url}`;
const FAR: Readonly<Record<string, Far>> = {
  'answers with secrets': (request, body) => ({
    status: 200,
    text: JSON.stringify({
      ...OBJECT,
      code: 200,
      message: echo(request, body),
      list: [OBJECT],
      hits: [OBJECT],
      data: [OBJECT],
      status: [{ name: 'a', failed: 1, successful: 0, error: echo(request, body) }],
      is_partial: true,
      function_error: [echo(request, body)],
    }),
  }),
  'answers with a bare list': () => ({ status: 200, text: JSON.stringify([OBJECT, OBJECT]) }),
  'answers with text': (request, body) => ({ status: 200, text: echo(request, body) }),
  'refuses in JSON': (request, body) => ({
    status: 400,
    text: JSON.stringify({ code: 400, message: echo(request, body) }),
  }),
  'refuses with a code of search': (request, body) => ({
    status: 400,
    text: JSON.stringify({ code: 20001, message: 'x', error_detail: echo(request, body) }),
  }),
  'refuses in text': (request, body) => ({ status: 422, text: echo(request, body) }),
  fails: (request, body) => ({
    status: 500,
    text: JSON.stringify({ code: 500, message: echo(request, body) }),
  }),
};

let far: Far = FAR.fails as Far;
let misbehave: Misbehave | null = null;
let url = '';
const openobserve = createServer((request, response) => {
  let body = '';
  request.on('data', (chunk: Buffer) => {
    body += chunk.toString();
  });
  request.on('end', () => {
    response.setHeader('set-cookie', 'auth_tokens=mrksetcookie123456');
    response.setHeader('x-secret', 'mrkresponse123456');
    if (misbehave) return misbehave(response, request.method === 'GET' ? 'read' : 'write');
    const { status, text } = far(request, body);
    response
      .writeHead(status, {
        'content-type': text.startsWith('{') || text.startsWith('[') ? 'application/json' : 'text/plain',
      })
      .end(text);
  });
});
beforeAll(async () => {
  await new Promise<void>((resolve) => openobserve.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(openobserve.address() as AddressInfo).port}`;
});
afterAll(() => {
  openobserve.closeAllConnections();
  openobserve.close();
});

describe('no secret comes out', () => {
  it('can be seen when one does', () => {
    expect(leaks('a mrkapikey123456 b')).toHaveLength(1);
    expect(leaks(`Basic ${AUTHORIZATION}`)).toHaveLength(1);
    expect(leaks('***masked***')).toEqual([]);
  });

  describe('of any tool', () => {
    let server: OutcomeText;
    beforeAll(async () => {
      server = await startStdio({ O2_BASE_URL: url, O2_CONFIRM: 'never' });
    });
    afterAll(async () => {
      await server.close();
      expect(leaks(server.text)).toEqual([]);
    });

    it.each(Object.keys(FAR))(
      'when OpenObserve %s',
      async (name) => {
        far = FAR[name] as Far;
        const before = server.text.length;
        for (const row of TOOLS) {
          // A token that this very call makes is shown once; no other secret is.
          if (row.reveals.length > 0 && name.startsWith('answers with secrets')) continue;
          await server.call(row.name, markedArguments(row.name));
          await server.call(row.name, { ...markedArguments(row.name), detail: 'full' });
        }
        const text = server.text.slice(before);
        expect(text.length).toBeGreaterThan(TOOLS.length * 200);
        expect(leaks(text)).toEqual([]);
      },
      120_000,
    );
  });

  it('of a preview, whatever the arguments and the objects that it tells of', async () => {
    far = FAR['answers with secrets'] as Far;
    const server = await startStdio({ O2_BASE_URL: url });
    for (const row of TOOLS.filter(({ access, confirm }) => access === 'destructive' || confirm !== null))
      await server.call(row.name, { ...markedArguments(row.name), password: 'Mrkstray123456' });
    await server.close();
    expect(leaks(server.text)).toEqual([]);
  }, 60_000);

  it('of any fault, for a read or a write', async () => {
    const server = await startStdio({ O2_BASE_URL: url, O2_CONFIRM: 'never', O2_TIMEOUT: '3s' });
    for (const fault of FAULTS.filter(({ over, timeoutMs }) => over === 'http' && timeoutMs < 10_000)) {
      ({ misbehave } = fault);
      await server.call('stream_list', {});
      await server.call('user_save', markedArguments('user_save'));
    }
    misbehave = (response) =>
      response
        .writeHead(302, { location: 'https://user:mrklocation123456@x.example/?token=mrkredirect123456' })
        .end();
    await server.call('stream_list', {});
    misbehave = null;
    await server.close();
    expect(leaks(server.text)).toEqual([]);
  }, 240_000);
});

describe('no secret of the settings comes out', () => {
  const secret = { API_KEY: `${EMAIL}:${API_KEY}` };
  const unreachable = {
    ...secret,
    O2_BASE_URL: 'https://127.0.0.1:1',
    O2_TIMEOUT: '500ms',
    O2_ORG: 'default',
  };
  const proxied = {
    ...unreachable,
    O2_BASE_URL: 'https://openobserve.example',
    HTTPS_PROXY: 'http://puser:mrkproxy123456@127.0.0.1:1',
  };

  it.each<[string, string[], Record<string, string>]>([
    [
      'an address with a password',
      ['stdio'],
      { ...secret, O2_BASE_URL: 'http://user:mrkaddress123456@127.0.0.1:1' },
    ],
    [
      'a malformed address',
      ['stdio'],
      { ...secret, O2_BASE_URL: 'http//user:mrkaddress123456@127.0.0.1:1:1' },
    ],
    [
      'a malformed key',
      ['call', 'stream_list'],
      { ...unreachable, API_KEY: 'mrkmalformed123456 with blanks' },
    ],
    ['a malformed key of state', ['stdio'], { ...secret, O2_STATE_KEY: 'mrkstate123456' }],
    [
      'a malformed proxy',
      ['call', 'stream_list'],
      { ...unreachable, HTTPS_PROXY: 'mrk://puser:mrkproxy123456@@' },
    ],
    [
      'malformed keys of callers',
      [],
      { ...secret, MCP_KEYS: 'mrkcaller123456,,=mrkcaller234567', O2_PORT: 'no' },
    ],
    [
      'another malformed setting',
      ['stdio'],
      { ...proxied, O2_TIMEOUT: 'never', O2_STATE_KEY: 'mrkstate123456'.repeat(3) },
    ],
    ['doctor without a server', ['doctor'], unreachable],
    ['doctor through a proxy that is not there', ['doctor'], proxied],
    ['a call through a proxy that is not there', ['call', 'stream_list'], proxied],
    [
      'a call with a secret argument',
      ['call', 'user_save', 'email=a@b.c', 'password=mrkcommand123456', 'role=admin'],
      unreachable,
    ],
    ['a wrong tool with a secret argument', ['call', 'user_savee', 'password=mrkcommand123456'], unreachable],
    ['an unknown flag', ['--api-key', 'mrkflag123456', 'stdio'], unreachable],
  ])(
    '%s',
    async (_, args, env) => {
      const text = await runCli(args, env);
      expect(text.length).toBeGreaterThan(20);
      expect(leaks(text)).toEqual([]);
    },
    60_000,
  );
});
