import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { spanUnder } from '../../src/telemetry/trace.ts';
import { type FakeOpenObserve, sendJson, startFakeOpenObserve } from '../helpers/fake-openobserve.ts';
import { appAt, runTool } from '../helpers/run-tool.ts';
import { modern, type Running, STREAMS, start } from '../transports/running.ts';

const PARENT = `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01`;
const opened: Array<{ close(): Promise<void> }> = [];
afterEach(async () => {
  for (const each of opened.splice(0)) await each.close();
});

async function running(env: Record<string, string> = {}): Promise<Running> {
  const server = await start({ O2_TIMEOUT: '5s', ...env });
  opened.push(server);
  return server;
}

async function fakeWith(answer: Parameters<typeof startFakeOpenObserve>[0]): Promise<FakeOpenObserve> {
  const fake = await startFakeOpenObserve(answer);
  opened.push(fake);
  return fake;
}

const withState = (server: Running, tracestate: string) =>
  server.ask(
    modern('tools/call', {
      name: 'stream_list',
      arguments: {},
      _meta: { traceparent: PARENT, tracestate },
    }),
  );

describe('row 5: ten small requests told everybody that OpenObserve is down', () => {
  it('does not send on a tracestate that is none, and the circuit stays closed', async () => {
    const server = await running();
    for (let count = 0; count < 14; count++) {
      const { json } = await withState(server, 'a=1\r\nx-injected: 1');
      expect(json.result.isError).toBeFalsy();
    }
    expect(server.openobserve.seen.every(({ headers }) => headers.tracestate === undefined)).toBe(true);
    expect((await server.ask({ method: 'GET', path: '/readyz' })).status).toBe(200);
    expect((await server.call('stream_list')).json.result.isError).toBeFalsy();
  });

  it.each([
    ['vendor=value', 'vendor=value'],
    ['a=1, b@c=2,', 'a=1,b@c=2'],
    ['a=ü', null],
    ['A=1', null],
    ['a', null],
    ['a=1\n', null],
    ['a=\u0000', null],
    [Array.from({ length: 33 }, (_, index) => `k${index}=1`).join(','), null],
    ['a='.padEnd(600, 'x'), null],
  ])('takes a tracestate by the W3C form: %j', (given, taken) => {
    expect(spanUnder(PARENT, given).state).toBe(taken);
  });

  it('does not count its own slowness', async () => {
    const fake = await fakeWith((_, response) => sendJson(response, STREAMS));
    const app = await appAt(fake.url, { O2_TIMEOUT: '300ms' });
    await runTool(app, 'stream_list', {});
    const late = Array.from({ length: 12 }, () => runTool(app, 'stream_list', {}));
    await new Promise((resolve) => setImmediate(resolve));
    const endMs = performance.now() + 900;
    while (performance.now() < endMs);
    await Promise.all(late);
    expect((await runTool(app, 'stream_list', {})).error).toBeNull();
    await app.close();
  });

  it('does not count calls that waited for a connection', async () => {
    let delayMs = 2200;
    const fake = await fakeWith((_, response) => setTimeout(() => sendJson(response, STREAMS), delayMs));
    const app = await appAt(fake.url, { O2_TIMEOUT: '3s' });
    // More than there are connections: the last of them get one when their time is nearly over.
    const ran = await Promise.all(Array.from({ length: 80 }, () => runTool(app, 'stream_list', {})));
    expect(ran.filter(({ error }) => error?.code === 'timeout').length).toBeGreaterThan(10);
    delayMs = 0;
    expect((await runTool(app, 'stream_list', {})).error).toBeNull();
    await app.close();
  });

  it('does not count answers that had begun', async () => {
    let isSlow = true;
    const fake = await fakeWith((_, response) => {
      if (!isSlow) return sendJson(response, STREAMS);
      response.writeHead(200, { 'content-type': 'application/json' }).write('{"list":[');
    });
    const app = await appAt(fake.url, { O2_TIMEOUT: '200ms' });
    await Promise.all(Array.from({ length: 12 }, () => runTool(app, 'stream_list', {})));
    isSlow = false;
    expect((await runTool(app, 'stream_list', {})).error).toBeNull();
    await app.close();
  });

  it('opens for an OpenObserve that does not answer, as before', async () => {
    const fake = await fakeWith(() => undefined);
    const app = await appAt(fake.url, { O2_TIMEOUT: '150ms' });
    await Promise.all(Array.from({ length: 12 }, () => runTool(app, 'stream_list', {})));
    expect((await runTool(app, 'stream_list', {})).error?.code).toBe('backend_down');
    await app.close();
  });

  it('is not kept open by the call of one caller that is refused: a small request of its own looks', async () => {
    let isDown = true;
    const fake = await fakeWith(({ path }, response) => {
      // One stream is refused for good, whatever the state of the rest.
      if (isDown || path.includes('/poison/')) return void response.writeHead(503).end();
      sendJson(response, STREAMS);
    });
    const app = await appAt(fake.url, { O2_TIMEOUT: '3s' });
    const poison = () => runTool(app, 'stream_schema', { stream_name: 'poison' });
    while ((await runTool(app, 'stream_list', {})).error?.code !== 'backend_down');
    isDown = false;
    await new Promise((resolve) => setTimeout(resolve, 2100));
    expect((await poison()).error?.code).not.toBe('backend_down');
    expect((await runTool(app, 'stream_list', {})).error).toBeNull();
    await app.close();
  });
});

const UNSURE = /Whether OpenObserve carried it out is not known: check before you repeat it/;

describe('row W12: a write that was cut off said nothing of what it may have done', () => {
  const write = { stream_name: 'app', content: [{ a: 1 }] };

  it('says so when it is canceled on the way, and not for a read', async () => {
    const fake = await fakeWith(() => undefined);
    const app = await appAt(fake.url);
    for (const [name, args, isTold] of [
      ['logs_ingestion_json', write, true],
      ['stream_list', {}, false],
    ] as const) {
      const cancel = new AbortController();
      const call = runTool(app, name, { ...args }, { signal: cancel.signal });
      while (fake.seen.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
      cancel.abort();
      const { text, error } = await call;
      expect(error?.code).toBe('cancelled');
      expect(UNSURE.test(text)).toBe(isTold);
      fake.seen.length = 0;
    }
    const before = await runTool(app, 'logs_ingestion_json', write, { signal: AbortSignal.abort() });
    expect(before.text).toBe('The call was canceled.');
    await app.close();
  });

  it.each([
    ['an HTML page', 200, { 'content-type': 'text/html' }, '<!doctype html><p>Sign in</p>'],
    ['a redirect', 302, { location: 'https://login.example/' }, ''],
  ])('says so for %s', async (_, status, headers, body) => {
    const fake = await fakeWith((__, response) => void response.writeHead(status, headers).end(body));
    const app = await appAt(fake.url);
    expect((await runTool(app, 'logs_ingestion_json', write)).text).toMatch(UNSURE);
    expect((await runTool(app, 'stream_list', {})).text).not.toMatch(UNSURE);
    await app.close();
  });

  it('says so for headers that are too large', async () => {
    const server = createServer((request, response) => {
      request.resume().on('end', () => response.writeHead(200, { 'x-large': 'x'.repeat(60_000) }).end('{}'));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const app = await appAt(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    expect((await runTool(app, 'logs_ingestion_json', write)).text).toMatch(UNSURE);
    await app.close();
    server.closeAllConnections();
    server.close();
  });
});
