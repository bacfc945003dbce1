import { writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import type { TLSSocket } from 'node:tls';
import { generate } from 'selfsigned';
import { afterEach, describe, expect, it } from 'vitest';
import { createFetch } from '../../src/ask/providers/http-client.ts';
import { readConfig } from '../../src/config/config.ts';
import { type FakeOpenObserve, sendJson, startFakeOpenObserve } from '../helpers/fake-openobserve.ts';
import { appAt, runTool } from '../helpers/run-tool.ts';
import { fileWith, STREAMS } from '../transports/running.ts';

const closing: Array<() => Promise<unknown>> = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

async function fake(): Promise<FakeOpenObserve> {
  const made = await startFakeOpenObserve((_, response) => sendJson(response, STREAMS));
  closing.push(() => made.close());
  return made;
}

async function at(url: string, env: Record<string, string>) {
  const app = await appAt(url, env);
  closing.push(() => app.close());
  return app;
}

describe('headers of a login in front of OpenObserve', () => {
  it('go with every request, and never in place of its own', async () => {
    const openobserve = await fake();
    const app = await at(openobserve.url, {
      O2_HEADERS: 'CF-Access-Client-Id=an-id-of-a-service,CF-Access-Client-Secret=a%2Csecret%2Cof%20it',
    });
    await runTool(app, 'stream_list', {});
    expect(openobserve.seen.at(-1)?.headers).toMatchObject({
      'cf-access-client-id': 'an-id-of-a-service',
      'cf-access-client-secret': 'a,secret,of it',
      authorization: `Basic ${Buffer.from('root@example.com:secret').toString('base64')}`,
    });
  });

  it('come from a file too, which is read again', async () => {
    const openobserve = await fake();
    const path = fileWith('# a comment\nX-Gate: first-of-the-values\n');
    const app = await at(openobserve.url, { O2_HEADERS: 'X-Other=another-value', O2_HEADERS_FILE: path });
    await runTool(app, 'stream_list', {});
    const seen = () => openobserve.seen.at(-1)?.headers;
    expect([seen()?.['x-gate'], seen()?.['x-other']]).toEqual(['first-of-the-values', 'another-value']);
    writeFileSync(path, 'X-Gate: second-of-the-values\n');
    for (let count = 0; count < 3; count++) {
      await pause(550);
      await runTool(app, 'stream_list', {});
    }
    expect(seen()?.['x-gate']).toBe('second-of-the-values');
  });

  it('are hidden in whatever OpenObserve says', async () => {
    const openobserve = await fake();
    const path = fileWith('X-Gate: kept-in-a-file-77\n');
    const app = await at(openobserve.url, {
      O2_HEADERS: 'X-Other=kept-in-a-variable-78',
      O2_HEADERS_FILE: path,
    });
    openobserve.answer = (_, response) =>
      sendJson(response, { code: 400, message: 'bad: kept-in-a-file-77 and kept-in-a-variable-78' }, 400);
    const { text } = await runTool(app, 'stream_list', {});
    expect(text).toContain('bad: *** and ***');
  });

  it.each<[string, Record<string, string>, RegExp]>([
    [
      'one that each request has',
      { O2_HEADERS: 'Authorization=x' },
      /^O2_HEADERS must not set Authorization/,
    ],
    ['no pair', { O2_HEADERS: 'nonsense' }, /^O2_HEADERS must be name=value pairs/],
    ['two lines', { O2_HEADERS: 'X-A=a%0Ab' }, /^O2_HEADERS must have one line of text for X-A/],
    [
      'a line without a colon',
      { O2_HEADERS_FILE: fileWith('X-A: good\nsecret-thing') },
      /line 2 must be "name: value"/,
    ],
  ])('refuse %s, and do not show it', async (_, env, message) => {
    const error = await at('http://openobserve.example', env).then(
      () => null,
      (thrown: Error) => thrown,
    );
    expect(error?.message).toMatch(message);
    expect(error?.message).not.toMatch(/secret-thing|a\nb/);
  });

  it('go to a language model with LLM_HEADERS alone', async () => {
    const openobserve = await fake();
    const config = readConfig(
      {},
      { O2_HEADERS: 'X-Gate=of-openobserve', LLM_HEADERS: 'cf-aig-authorization=Bearer%20abc' },
    );
    await createFetch(config)(`${openobserve.url}/v1/x`, {
      method: 'POST',
      body: '{}',
      headers: { 'x-api-key': 'k' },
    });
    const headers = openobserve.seen[0]?.headers;
    expect(headers).toMatchObject({ 'cf-aig-authorization': 'Bearer abc', 'x-api-key': 'k' });
    expect(headers?.['x-gate']).toBeUndefined();
  });
});

describe('a client certificate', () => {
  async function tlsServer() {
    const altNames = { extensions: [{ name: 'subjectAltName', altNames: [{ type: 7, ip: '127.0.0.1' }] }] };
    const [own, client] = await Promise.all([
      generate([{ name: 'commonName', value: '127.0.0.1' }], altNames as Parameters<typeof generate>[1]),
      generate([{ name: 'commonName', value: 'openobserve-mcp' }], { clientCertificate: false } as Parameters<
        typeof generate
      >[1]),
    ]);
    const subjects: unknown[] = [];
    const server: Server = createServer(
      { key: own.private, cert: own.cert, ca: [client.cert], requestCert: true, rejectUnauthorized: true },
      (request, response) => {
        subjects.push((request.socket as TLSSocket).getPeerCertificate().subject.CN);
        sendJson(response, STREAMS);
      },
    );
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    closing.push(async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    });
    const url = `https://127.0.0.1:${(server.address() as AddressInfo).port}`;
    return { url, own, client, subjects };
  }

  it('is shown where one is asked for, and without it nobody comes in', async () => {
    const { url, own, client, subjects } = await tlsServer();
    const files = { O2_CA_FILE: fileWith(own.cert) };
    const bare = await at(url, files);
    expect((await runTool(bare, 'stream_list', {})).error).not.toBeNull();
    const app = await at(url, {
      ...files,
      O2_CLIENT_CERT_FILE: fileWith(client.cert),
      O2_CLIENT_KEY_FILE: fileWith(client.private),
    });
    const { error, text } = await runTool(app, 'stream_list', {});
    expect(error, text).toBeNull();
    expect(subjects).toEqual(['openobserve-mcp']);
  });

  it('needs its key, and a file that can be read', async () => {
    const { url, client } = await tlsServer();
    const half = await at(url, { O2_CLIENT_CERT_FILE: fileWith(client.cert) });
    expect((await runTool(half, 'stream_list', {})).text).toContain(
      'O2_CLIENT_CERT_FILE and O2_CLIENT_KEY_FILE go together.',
    );
    const gone = await at(url, {
      O2_CLIENT_CERT_FILE: '/nowhere/a.pem',
      O2_CLIENT_KEY_FILE: '/nowhere/b.pem',
    });
    expect((await runTool(gone, 'stream_list', {})).text).toMatch(
      /named by O2_CLIENT_CERT_FILE cannot be read \(ENOENT\)/,
    );
  });
});
