import { createServer as createHttpServer, type RequestListener, type Server } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import Table from 'cli-table3';
import { generate } from 'selfsigned';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createApp } from '../../src/server/app.ts';
import { readConfig } from '../../src/config/config.ts';
import { OpenObserveMcpError } from '../../src/errors.ts';
import { type Expected, FAULTS, type Fault } from './faults.ts';

const MAX_GROWTH_BYTES = 200 * 2 ** 20;
const CALLS = {
  read: { name: 'stream_list', arguments: { detail: 'full' } },
  write: {
    name: 'logs_ingestion_json',
    arguments: { stream_name: 'app', content: [{ message: 'once' }], detail: 'full' },
  },
};
const METHODS = { read: 'GET', write: 'POST' };
const DAY_MS = 86_400_000;

const seen: Array<Array<string | number>> = [];
const certificates: Record<'current' | 'expired', { key: string; cert: string }> = {
  current: { key: '', cert: '' },
  expired: { key: '', cert: '' },
};
const servers: Server[] = [];

beforeAll(async () => {
  const names = [{ name: 'commonName', value: '127.0.0.1' }];
  for (const [name, startMs] of [
    ['current', Date.now() - DAY_MS],
    ['expired', Date.now() - 60 * DAY_MS],
  ] as const) {
    const { private: key, cert } = await generate(names, {
      notBeforeDate: new Date(startMs),
      notAfterDate: new Date(startMs + 30 * DAY_MS),
    });
    certificates[name] = { key, cert };
  }
});
afterAll(() => {
  const table = new Table({
    head: ['fault', 'attempts', 'ms', 'MiB more', 'code', 'who mends it', 'what is said'],
    style: { head: [], border: [], compact: true },
  });
  table.push(...seen);
  process.stdout.write(`${table.toString()}\n`);
});
afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
});

async function listen(server: Server): Promise<number> {
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

/** Address of a server that misbehaves as told. */
async function addressOf({ over }: Fault, listener: RequestListener): Promise<string> {
  if (over === 'unknown-host') return 'http://nosuch.invalid';
  if (over === 'tls-unknown')
    return `https://127.0.0.1:${await listen(createHttpsServer(certificates.current, listener))}`;
  if (over === 'tls-expired')
    return `https://127.0.0.1:${await listen(createHttpsServer(certificates.expired, listener))}`;
  if (over === 'proxy-refusing') return 'https://openobserve.example';
  const port = await listen(createHttpServer(listener));
  if (over !== 'refused') return `http://127.0.0.1:${port}`;
  const [server] = servers.splice(-1);
  await new Promise((resolve) => server?.close(resolve));
  return `http://127.0.0.1:${port}`;
}

async function withProxy<T>({ over }: Fault, use: () => Promise<T>): Promise<T> {
  if (over !== 'proxy-refusing') return use();
  const proxy = createHttpServer();
  proxy.on('connect', (_, socket) => socket.end('HTTP/1.1 407 Proxy Authentication Required\r\n\r\n'));
  const before = process.env.HTTPS_PROXY;
  process.env.HTTPS_PROXY = `http://127.0.0.1:${await listen(proxy)}`;
  try {
    return await use();
  } finally {
    if (before === undefined) delete process.env.HTTPS_PROXY;
    else process.env.HTTPS_PROXY = before;
  }
}

async function run(fault: Fault, kind: 'read' | 'write') {
  let attempts = 0;
  let bytesSent = 0;
  const baseUrl = await addressOf(fault, (request, response) => {
    request.resume().on('end', () => {
      // What a refusal looks up for its sentence is no attempt of the call.
      if (request.method === METHODS[kind]) attempts += 1;
      response.on('close', () => {
        bytesSent = response.socket?.bytesWritten ?? bytesSent;
      });
      fault.misbehave(response, kind);
    });
  });
  // The authority of the expired certificate is trusted, so that its age alone is what is wrong.
  const trust = fault.over === 'tls-expired' ? { O2_CA_FILE: await caFile(certificates.expired.cert) } : {};
  const env = {
    O2_BASE_URL: baseUrl,
    API_KEY: 'a@example.com:marked-secret',
    O2_ORG: 'default',
    O2_TIMEOUT: `${fault.timeoutMs}ms`,
    O2_LOG_LEVEL: 'error',
    ...trust,
  };
  const app = await createApp(readConfig({}, env));
  const startMs = performance.now();
  const context = {
    view: app.view,
    signal: new AbortController().signal,
    approved: () => true,
    caller: 'test',
  };
  const outcome = await app.run(CALLS[kind], context).then(
    (result) => ({ error: null, text: result.content[0]?.text ?? '' }),
    (error: unknown) => ({ error, text: (error as Error).message }),
  );
  await app.close();
  return { ...outcome, attempts, bytesSent, tookMs: performance.now() - startMs };
}

async function caFile(cert: string): Promise<string> {
  const { mkdtemp, writeFile } = await import('node:fs/promises');
  const { tmpdir } = await import('node:os');
  const { join } = await import('node:path');
  const path = join(await mkdtemp(join(tmpdir(), 'ca-')), 'ca.pem');
  await writeFile(path, cert);
  return path;
}

const cases = FAULTS.flatMap((fault) =>
  (['read', 'write'] as const).map((kind) => [`${fault.name}, ${kind}`, fault, kind, fault[kind]] as const),
);

describe('faults', () => {
  it.each(cases)(
    '%s',
    async (name, fault, kind, expected: Expected) => {
      const before = process.memoryUsage().rss;
      const { error, text, attempts, tookMs } = await withProxy(fault, () => run(fault, kind));
      const grownBytes = process.memoryUsage().rss - before;
      seen.push([
        name,
        attempts,
        Math.round(tookMs),
        Math.round(grownBytes / 2 ** 20),
        expected.code ?? 'answered',
        expected.remedy ?? '',
        text.slice(0, 90),
      ]);
      if (expected.code === null) expect(error).toBeNull();
      else {
        expect(error).toBeInstanceOf(OpenObserveMcpError);
        expect({
          code: (error as OpenObserveMcpError).code,
          remedy: (error as OpenObserveMcpError).remedy,
        }).toEqual({ code: expected.code, remedy: expected.remedy });
      }
      expect(text).toMatch(expected.says);
      expect(text).not.toContain('marked-secret');
      expect(attempts).toBe(expected.attempts);
      expect(tookMs).toBeLessThan(fault.timeoutMs + 2000);
      expect(grownBytes).toBeLessThan(MAX_GROWTH_BYTES);
    },
    30_000,
  );
});
