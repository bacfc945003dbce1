import { createServer as createTlsServer } from 'node:https';
import { createServer as createHttpServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { generate } from 'selfsigned';
import { afterAll, describe, expect, it } from 'vitest';
import { fileWith } from '../transports/running.ts';
import { runCli } from './run-cli.ts';
import { json } from './stand-in.ts';

const CREDENTIAL = 'ann@example.com:token-of-test';
const DAY_MS = 86_400_000;

type Answer = ReturnType<typeof json>;

const HEALTHY: Readonly<Record<string, Answer>> = {
  '/healthz': json({ status: 'ok' }),
  '/config': json({ version: 'v0.91.5', build_type: 'opensource' }),
  '/api/organizations': json({ data: [{ identifier: 'default' }] }),
  '/api/default/streams': json({ list: [{ name: 'app', stream_type: 'logs' }], total: 1 }),
  '/api/v2/default/folders/dashboards': (request, response) => {
    let body = '';
    request.on('data', (chunk) => {
      body += chunk;
    });
    request.on('end', () => {
      expect(body).toBe('{}');
      json('Failed to deserialize the JSON body: missing field `name`', 422)(request, response);
    });
  },
};

const servers: Server[] = [];
afterAll(() => {
  for (const server of servers) {
    server.close();
    server.closeAllConnections();
  }
});

/** The port of a server that answers by path. */
async function listen(server: Server): Promise<number> {
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

const answering =
  (answers: Readonly<Record<string, Answer>>): RequestListener =>
  (request, response) =>
    (answers[new URL(request.url ?? '/', 'http://localhost').pathname] ?? json({}, 404))(request, response);

async function openobserve(answers: Readonly<Record<string, Answer>> = {}): Promise<string> {
  return `http://127.0.0.1:${await listen(createHttpServer(answering({ ...HEALTHY, ...answers })))}`;
}

async function overTls(notAfterDate: Date) {
  const { private: key, cert } = await generate([{ name: 'commonName', value: 'localhost' }], {
    notBeforeDate: new Date(Date.now() - 10 * DAY_MS),
    notAfterDate,
    extensions: [{ name: 'subjectAltName', altNames: [{ type: 2, value: 'localhost' }] }],
  });
  const port = await listen(createTlsServer({ key, cert }, answering(HEALTHY)) as unknown as Server);
  return { url: `https://localhost:${port}`, authority: fileWith(cert) };
}

async function unused(): Promise<number> {
  const server = createHttpServer();
  const port = await listen(server);
  await new Promise((resolve) => server.close(resolve));
  return port;
}

type Environment = Readonly<Record<string, string>>;

interface Fault {
  readonly name: string;
  /** The line that must be bad, and the only one. */
  readonly check: string;
  readonly says: RegExp;
  /** A line that cannot be good beside it. */
  readonly also?: string;
  readonly plant: () => Promise<Environment>;
}

const forbidden: Answer = (_, response) =>
  response.writeHead(403, { 'content-type': 'text/plain' }).end('Unauthorized Access');
const aModel = (answer: Answer) => listen(createHttpServer(answer));

const FAULTS: readonly Fault[] = [
  {
    name: 'nothing listens at the address',
    check: 'reachable',
    says: /refused.*O2_BASE_URL/,
    plant: async () => ({ O2_BASE_URL: `http://127.0.0.1:${await unused()}` }),
  },
  {
    name: 'another program is at the address',
    check: 'reachable',
    says: /another program/,
    plant: async () => ({ O2_BASE_URL: `http://127.0.0.1:${await aModel(json('<html>'))}` }),
  },
  {
    name: 'the host name does not exist',
    check: 'DNS',
    says: /not found.*DNS/,
    plant: async () => ({ O2_BASE_URL: 'http://openobserve.invalid:5080' }),
  },
  {
    name: 'the certificate is of an unknown authority',
    check: 'TLS',
    says: /not trusted.*O2_CA_FILE/,
    plant: async () => ({ O2_BASE_URL: (await overTls(new Date(Date.now() + DAY_MS))).url }),
  },
  {
    name: 'the certificate has expired',
    check: 'TLS',
    says: /expired.*renewed/,
    plant: async () => {
      const { url, authority } = await overTls(new Date(Date.now() - DAY_MS));
      return { O2_BASE_URL: url, O2_CA_FILE: authority };
    },
  },
  {
    name: 'the proxy refuses',
    check: 'proxy',
    says: /proxy refused.*NO_PROXY/,
    plant: async () => {
      const proxy = createHttpServer();
      proxy.on('connect', (_, socket) => socket.end('HTTP/1.1 403 Forbidden\r\n\r\n'));
      const port = await listen(proxy);
      return {
        O2_BASE_URL: 'https://openobserve.example.com',
        HTTPS_PROXY: `http://user:token-of-test@127.0.0.1:${port}`,
      };
    },
  },
  {
    name: 'the proxy is down',
    check: 'proxy',
    says: /does not answer.*HTTPS_PROXY/s,
    plant: async () => ({
      O2_BASE_URL: 'https://openobserve.example.com',
      HTTPS_PROXY: `http://127.0.0.1:${await unused()}`,
    }),
  },
  {
    name: 'the clock is wrong',
    check: 'clock',
    says: /60\d s apart.*NTP/s,
    plant: async () => ({
      O2_BASE_URL: await openobserve({
        '/healthz': (request, response) => {
          response.setHeader('date', new Date(Date.now() - 605_000).toUTCString());
          json({ status: 'ok' })(request, response);
        },
      }),
    }),
  },
  {
    name: 'the credential is wrong',
    check: 'credential',
    says: /API_KEY/,
    plant: async () => ({
      O2_BASE_URL: await openobserve({ '/api/organizations': json({ code: 401 }, 401) }),
    }),
  },
  {
    name: 'the organization is unknown',
    check: 'organization',
    says: /no such organization/,
    plant: async () => ({
      O2_ORG: 'other',
      O2_BASE_URL: await openobserve({
        '/api/other/streams': (_, response) =>
          response.writeHead(404, { 'content-type': 'text/plain' }).end('Organization not found'),
      }),
    }),
  },
  {
    name: 'the account may not write',
    check: 'permissions',
    says: /reads only.*O2_READ_ONLY/s,
    plant: async () => ({
      O2_BASE_URL: await openobserve({ '/api/v2/default/folders/dashboards': forbidden }),
    }),
  },
  {
    name: 'the version is too old',
    check: 'version',
    says: /v0\.15\.0 is too old for \d+ of \d+ tools.*Update/s,
    plant: async () => ({
      O2_BASE_URL: await openobserve({ '/config': json({ version: 'v0.15.0', build_type: 'opensource' }) }),
    }),
  },
  {
    name: 'the port is taken',
    check: 'port',
    says: /taken.*O2_PORT/s,
    plant: async () => ({
      O2_BASE_URL: await openobserve(),
      O2_PORT: String(await listen(createHttpServer(json({})))),
    }),
  },
  {
    name: 'the file of keys is wrong',
    check: 'keys',
    says: /MCP_KEYS_FILE/,
    plant: async () => ({
      O2_BASE_URL: await openobserve(),
      MCP_KEYS_FILE: fileWith('keys:\n  - name: ann\n    key: short\n'),
    }),
  },
  {
    name: 'others could come in without a key',
    check: 'keys',
    says: /--no-auth/,
    also: 'credential',
    plant: async () => ({
      O2_BASE_URL: await openobserve(),
      O2_HOST: '0.0.0.0',
      API_KEY: '',
      API_KEY_FILE: '',
    }),
  },
  {
    name: 'the key of the language model is wrong',
    check: 'model',
    says: /refuses the key.*ANTHROPIC_API_KEY/,
    plant: async () => ({
      O2_BASE_URL: await openobserve(),
      LLM_PROVIDER: 'anthropic',
      ANTHROPIC_API_KEY: 'token-of-test',
      LLM_BASE_URL: `http://127.0.0.1:${await aModel(json({ error: { message: 'invalid x-api-key' } }, 401))}`,
    }),
  },
  {
    name: 'the language model cannot be reached',
    check: 'model',
    says: /LLM_BASE_URL|language model/,
    plant: async () => ({
      O2_BASE_URL: await openobserve(),
      LLM_PROVIDER: 'openai',
      OPENAI_API_KEY: 'token-of-test',
      LLM_BASE_URL: `http://127.0.0.1:${await unused()}/v1`,
    }),
  },
  {
    name: 'a setting has a wrong name',
    check: 'settings',
    says: /O2_TIMEOTU is no setting/,
    plant: async () => ({ O2_BASE_URL: await openobserve(), O2_TIMEOTU: '3' }),
  },
];

interface Line {
  readonly check: string;
  readonly isGood: boolean;
  readonly found: string;
  readonly remedy: string | null;
}

async function examine(environment: Environment) {
  const finished = await runCli(['doctor', '--json'], {
    environment: { API_KEY: CREDENTIAL, O2_PORT: '0', ...environment },
  });
  expect(finished.stdout + finished.stderr).not.toContain('token-of-test');
  const checks: Line[] = JSON.parse(finished.stdout).checks;
  return { exitCode: finished.exitCode, bad: checks.filter(({ isGood }) => !isGood), checks };
}

describe('the doctor', () => {
  it('finds nothing where nothing is wrong', async () => {
    const { exitCode, bad } = await examine({ O2_BASE_URL: await openobserve() });
    expect({ exitCode, bad }).toEqual({ exitCode: 0, bad: [] });
  });

  it.each(FAULTS)('finds that $name', async ({ check, says, also, plant }) => {
    const { exitCode, bad } = await examine(await plant());
    expect(exitCode).toBe(1);
    const others = bad.filter((line) => line.check !== check && line.check !== also);
    expect(others).toEqual([]);
    const [line] = bad.filter((each) => each.check === check);
    expect(`${line?.found}\n${line?.remedy}`).toMatch(says);
    expect(line?.remedy).toBeTruthy();
  });

  it('knows a server of its own kind on the port', async () => {
    const port = await listen(
      createHttpServer(json({ status: 'ready', tools: 3, openobserve: 'reachable' })),
    );
    const { exitCode, checks } = await examine({ O2_BASE_URL: await openobserve(), O2_PORT: String(port) });
    expect(exitCode).toBe(0);
    expect(checks.find(({ check }) => check === 'port')?.found).toContain(
      'an openobserve-mcp serves there already; a second one needs another port',
    );
  });
});
