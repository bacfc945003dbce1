import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import worker from '../../docs/gateways/cloudflare-worker.ts';

it('of Cloudflare lets only its own callers through, and names no person: weak row 8', async () => {
  const seen: IncomingHttpHeaders[] = [];
  const server = createServer((request, response) => {
    seen.push(request.headers);
    response.end('{}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const ORIGIN = `http://127.0.0.1:${(server.address() as AddressInfo).port}/mcp`;
  const environment = { ORIGIN, KEY: 'key-of-the-worker', CALLER_KEY: 'key-of-the-caller' };
  const ask = (headers: Record<string, string>, given = environment) =>
    worker.fetch(new Request('https://worker.example.com/mcp', { headers }), given);
  for (const headers of [{}, { authorization: 'Bearer wrong' }, { 'x-api-key': 'key-of-the-worker' }])
    expect((await ask(headers as Record<string, string>)).status).toBe(401);
  expect((await ask({ 'x-api-key': '' }, { ...environment, CALLER_KEY: '' })).status).toBe(401);
  expect(seen).toEqual([]);
  const { status } = await ask({
    authorization: 'Bearer key-of-the-caller',
    'mcp-method': 'ping',
    'x-user-email': 'ann@example.com',
    'x-forwarded-user-email': 'ann@example.com',
    'x-consumer-username': 'ann',
    cookie: 'a=b',
  });
  expect(status).toBe(200);
  const [headers] = seen;
  expect(headers?.authorization).toBe('Bearer key-of-the-worker');
  expect(headers?.['mcp-method']).toBe('ping');
  expect(JSON.stringify(headers)).not.toMatch(/ann|a=b|key-of-the-caller/);
});

it('follows no address that the server answers with, and passes on nothing by which a request would be another', async () => {
  const trapped: string[] = [];
  const trap = createServer((request, response) => {
    trapped.push(`${request.method} ${request.url}`);
    response.end('{}');
  });
  const seen: string[] = [];
  const server = createServer((request, response) => {
    seen.push(`${request.method} ${request.url} ${JSON.stringify(request.headers)}`);
    const { port } = trap.address() as AddressInfo;
    response.writeHead(307, { location: `http://127.0.0.1:${port}/elsewhere` }).end();
  });
  for (const each of [trap, server]) {
    await new Promise<void>((resolve) => each.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void each.close());
  }
  const ORIGIN = `http://127.0.0.1:${(server.address() as AddressInfo).port}/mcp`;
  const environment = { ORIGIN, KEY: 'key-of-the-worker', CALLER_KEY: 'key-of-the-caller' };
  const headers = {
    authorization: 'Bearer key-of-the-caller',
    'x-http-method-override': 'DELETE',
    'x-method-override': 'DELETE',
    'x-original-url': '/metrics',
    'x-forwarded-for': '127.0.0.1',
    'x-forwarded-host': 'localhost',
    forwarded: 'for=127.0.0.1;host=localhost',
    'cf-access-jwt-assertion': 'a.b.c',
    'x-upstream-authorization': 'Bearer another',
    origin: 'null',
    host: 'rebound.example.com',
  };
  const url = 'https://worker.example.com/metrics?profile=all&readonly=0';
  await worker.fetch(new Request(url, { headers }), environment);
  expect(trapped).toEqual([]);
  expect(seen).toHaveLength(1);
  expect(seen[0]).toMatch(/^GET \/mcp /);
  expect(seen[0]).not.toMatch(/override|original|forwarded|upstream|a\.b\.c|"origin"|rebound/);
});

it('takes one key from one place', async () => {
  const environment = {
    ORIGIN: 'http://127.0.0.1:1/mcp',
    KEY: 'key-of-the-worker',
    CALLER_KEY: 'key-of-the-caller',
  };
  for (const headers of [
    new Headers([
      ['authorization', 'Bearer key-of-the-caller'],
      ['authorization', 'Bearer wrong'],
    ]),
    new Headers({ 'x-api-key': 'wrong', authorization: 'Bearer key-of-the-caller' }),
    new Headers({ authorization: 'key-of-the-caller, key-of-the-caller' }),
    new Headers({ authorization: 'Bearer bearer key-of-the-caller' }),
    new Headers({ authorization: 'Basic key-of-the-caller' }),
    new Headers({ cookie: 'x-api-key=key-of-the-caller' }),
  ]) {
    const request = new Request('https://worker.example.com/mcp?x-api-key=key-of-the-caller', { headers });
    expect((await worker.fetch(request, environment)).status).toBe(401);
  }
});
