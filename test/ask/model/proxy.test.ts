import { mkdtempSync, writeFileSync } from 'node:fs';
import { createServer as createHttp } from 'node:http';
import { type AddressInfo, connect, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createServer as createTls } from 'node:tls';
import { generate } from 'selfsigned';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { readConfig } from '../../../src/config/config.ts';
import { loadProvider } from '../../../src/ask/providers/load.ts';
import { type ModelServer, PROTOCOLS, type ProtocolName, startModelServer } from './model-server.ts';

const HOST = 'model.invalid';
const FOREIGN = /certificate.*O2_CA_FILE/;

let model: ModelServer;
let secured: Server;
let proxy: ReturnType<typeof createHttp>;
let caFile: string;
/** What the proxy was asked for, and with which credential. */
let asked: Array<{ readonly to: string; readonly credential: string | undefined }> = [];
/** Where the proxy leads, whatever host it is asked for; null makes it refuse. */
let leadsTo: number | null;
const sockets = new Set<Socket>();

const portOf = (server: { address(): unknown }) => (server.address() as AddressInfo).port;
const listening = (server: Server) => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));

beforeAll(async () => {
  model = await startModelServer(() => ({ text: 'yes' }));
  const { private: key, cert } = await generate([{ name: 'commonName', value: HOST }], {
    extensions: [
      { name: 'basicConstraints', cA: true },
      {
        name: 'subjectAltName',
        altNames: [
          { type: 2, value: HOST },
          { type: 7, ip: '127.0.0.1' },
        ],
      },
    ],
  });
  caFile = join(mkdtempSync(join(tmpdir(), 'ca-')), 'ca.pem');
  writeFileSync(caFile, cert);
  const plain = Number(new URL(model.url).port);
  secured = createTls({ key, cert }, (socket) => {
    const inner = connect(plain, '127.0.0.1');
    for (const each of [socket, inner]) {
      each.on('error', () => undefined);
      sockets.add(each);
    }
    socket.pipe(inner).pipe(socket);
  });
  await listening(secured);
  proxy = createHttp();
  proxy.on('connect', (request, socket) => {
    asked.push({ to: request.url ?? '', credential: request.headers['proxy-authorization'] });
    socket.on('error', () => undefined);
    if (leadsTo === null) return socket.end('HTTP/1.1 407 Proxy Authentication Required\r\n\r\n');
    const inner = connect(leadsTo, '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 Connection Established\r\n\r\n');
      inner.pipe(socket).pipe(inner);
    });
    inner.on('error', () => socket.destroy());
    sockets.add(inner);
  });
  await listening(proxy);
});
afterAll(async () => {
  for (const socket of sockets) socket.destroy();
  proxy.closeAllConnections();
  proxy.close();
  secured.close();
  await model.close();
});
afterEach(() => {
  vi.unstubAllEnvs();
  asked = [];
  model.asked.length = 0;
});

async function complete(protocol: ProtocolName, address: string, env: Record<string, string> = {}) {
  const settings = {
    ...model.env(protocol),
    LLM_BASE_URL: `${address}${protocol === 'anthropic' ? '' : '/v1'}`,
    ...env,
  };
  const provider = await loadProvider(readConfig({}, settings));
  const { text } = await provider.complete({
    system: 'You help.',
    messages: [{ role: 'user', text: 'hello' }],
    tools: [],
    toolChoice: 'auto',
    maxTokens: 100,
    signal: new AbortController().signal,
  });
  return text;
}

function throughProxy(credential = ''): void {
  vi.stubEnv('HTTPS_PROXY', `http://${credential}127.0.0.1:${portOf(proxy)}`);
  vi.stubEnv('HTTP_PROXY', `http://${credential}127.0.0.1:${portOf(proxy)}`);
  vi.stubEnv('NO_PROXY', '');
}

describe.each(PROTOCOLS)('%s', (protocol) => {
  it('goes through the proxy to a provider whose authority O2_CA_FILE names, and shows the key to nobody on the way', async () => {
    leadsTo = portOf(secured);
    throughProxy('user:pass@');
    expect(await complete(protocol, `https://${HOST}`, { O2_CA_FILE: caFile })).toBe('yes');
    expect(asked).toEqual([
      { to: `${HOST}:443`, credential: `Basic ${Buffer.from('user:pass').toString('base64')}` },
    ]);
    expect(model.asked[0]?.headers['proxy-authorization']).toBeUndefined();
  });

  it('believes no certificate of an authority that nobody named, with a proxy or without', async () => {
    leadsTo = portOf(secured);
    await expect(complete(protocol, `https://127.0.0.1:${portOf(secured)}`)).rejects.toThrow(FOREIGN);
    throughProxy();
    await expect(complete(protocol, `https://${HOST}`)).rejects.toThrow(FOREIGN);
    expect(model.asked).toHaveLength(0);
  });

  it('reaches a provider of an own authority without a proxy', async () => {
    const address = `https://127.0.0.1:${portOf(secured)}`;
    expect(await complete(protocol, address, { O2_CA_FILE: caFile })).toBe('yes');
    expect(asked).toEqual([]);
  });

  it('says that the proxy refuses, without its credential', async () => {
    leadsTo = null;
    throughProxy('user:hidden-pass@');
    const failure = await complete(protocol, `https://${HOST}`).catch((error: Error) => error.message);
    expect(failure).toMatch(/proxy refuse.*HTTPS_PROXY/);
    expect(failure).not.toContain('hidden-pass');
  });
});

it('goes past the proxy to hosts that NO_PROXY names', async () => {
  leadsTo = portOf(secured);
  throughProxy();
  vi.stubEnv('NO_PROXY', HOST);
  const failure = complete('anthropic', `https://${HOST}`, { O2_CA_FILE: caFile });
  await expect(failure).rejects.toThrow(/cannot be reached/);
  expect(asked).toEqual([]);
});

it('goes through the proxy to a provider without TLS too', async () => {
  leadsTo = Number(new URL(model.url).port);
  throughProxy();
  expect(await complete('chat', `http://${HOST}`)).toBe('yes');
  expect(asked.map(({ to }) => to)).toEqual([`${HOST}:80`]);
});
