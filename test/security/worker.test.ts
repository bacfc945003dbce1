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
