import { createServer } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createLoadLimits, MOST_CONNECTIONS } from '../../src/transports/http/load-limits.ts';
import type { HttpRefusal } from '../../src/transports/refusal.ts';
import { fileWith, modern, rpc, type Running, start } from '../transports/running.ts';

const MOST_STREAMS_OF_ONE = 50;
const KEYS = { MCP_KEYS: 'a:a-key-of-a-long-kind,b:b-key-of-a-long-kind' };

async function serve(): Promise<Running> {
  const running = await start(KEYS);
  onTestFinished(() => running.close());
  return running;
}

/** The status with which something is refused; null where it is not. */
function statusOf(work: () => unknown): number | null {
  try {
    work();
    return null;
  } catch (error) {
    return (error as HttpRefusal).status;
  }
}

describe('what is open at once: weak row 10', () => {
  it('subscriptions hold nothing once they have ended, however many one caller opens', async () => {
    const running = await serve();
    const { headers, body } = modern('subscriptions/listen', { notifications: { toolsListChanged: true } });
    const key = { 'x-api-key': 'a-key-of-a-long-kind' };
    for (let count = 0; count < 2 * MOST_STREAMS_OF_ONE; count++)
      expect((await running.ask({ headers: { ...headers, ...key }, body })).status).toBe(200);
  });

  it('answers without an end have a cap for one caller and for all', () => {
    const { enter } = createLoadLimits();
    const ends = Array.from({ length: MOST_STREAMS_OF_ONE }, () => enter('a', true));
    expect(statusOf(() => enter('a', true))).toBe(429);
    expect(statusOf(() => enter('a', false))).toBeNull();
    for (let caller = 0; caller < 9; caller++)
      for (let count = 0; count < MOST_STREAMS_OF_ONE; count++) enter(`b${caller}`, true);
    expect(statusOf(() => enter('c', true))).toBe(503);
    for (const end of ends) end();
    expect(statusOf(() => enter('c', true))).toBeNull();
  });

  it('connections have a cap, and those with a request under way go on', async () => {
    const running = await serve();
    const { port } = new URL(running.url);
    const sockets: Socket[] = [];
    let closed = 0;
    onTestFinished(() => {
      for (const socket of sockets) socket.destroy();
    });
    let answer = (): void => undefined;
    running.openobserve.answer = (_, response) => {
      answer = () => void response.end('{"list":[]}');
    };
    const underWay = running.call('stream_list', {}, { headers: { 'x-api-key': 'a-key-of-a-long-kind' } });
    await expect.poll(() => running.openobserve.seen).toHaveLength(1);
    for (let count = 0; count < MOST_CONNECTIONS + 50; count++) {
      const socket = connect(Number(port), '127.0.0.1');
      socket.on('error', () => undefined).on('close', () => (closed += 1));
      sockets.push(socket);
      if (count % 100 === 0) await new Promise((resolve) => socket.once('connect', resolve));
    }
    await expect.poll(() => closed, { timeout: 10_000 }).toBeGreaterThanOrEqual(50);
    answer();
    expect((await underWay).status).toBe(200);
    expect(closed).toBeLessThanOrEqual(60);
  }, 60_000);

  it('calls of one caller and of all have a cap, and give back what they took', () => {
    const { enter, hold } = createLoadLimits();
    const ends = Array.from({ length: 500 }, () => enter('a', false));
    expect(statusOf(() => enter('a', false))).toBe(429);
    for (const caller of ['b', 'c', 'd']) for (let count = 0; count < 500; count++) enter(caller, false);
    expect(statusOf(() => enter('e', false))).toBe(503);
    for (const end of ends) {
      end();
      end();
    }
    expect(statusOf(() => enter('e', false))).toBeNull();
    expect(statusOf(() => hold('a', 17 * 1024 ** 2))).toBe(429);
    hold('a', 16 * 1024 ** 2);
    hold('b', 16 * 1024 ** 2);
    expect(statusOf(() => hold('c', 1))).toBe(503);
  });

  it('calls give back what they took, also when the client leaves while its token is verified', async () => {
    const { publicKey, privateKey } = await generateKeyPair('RS256');
    const keys = JSON.stringify({ keys: [{ ...(await exportJWK(publicKey)), kid: 'k', alg: 'RS256' }] });
    const asked: Array<() => void> = [];
    const issuer = createServer((_, response) => void asked.push(() => response.end(keys)));
    await new Promise<void>((resolve) => issuer.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void issuer.close());
    const team = `http://127.0.0.1:${(issuer.address() as AddressInfo).port}`;
    const key = 'a-key-of-a-long-kind';
    const running = await start({
      O2_ACCESS_TEAM: team,
      O2_ACCESS_AUDIENCE: 'app',
      MCP_KEYS_FILE: fileWith({ keys: [{ name: 'portal', key, gateway: 'cloudflare' }] }),
    });
    onTestFinished(() => running.close());
    const token = await new SignJWT({ email: 'ann@example.com' })
      .setProtectedHeader({ alg: 'RS256', kid: 'k' })
      .setIssuer(team)
      .setAudience('app')
      .setExpirationTime('5m')
      .sign(privateKey);
    const headers = { 'x-api-key': key, 'cf-access-jwt-assertion': token };
    const body = JSON.stringify(rpc('tools/call', { name: 'stream_list', arguments: {} }));
    const sockets = Array.from({ length: 550 }, () => {
      const socket = connect(Number(new URL(running.url).port), '127.0.0.1');
      const lines = Object.entries(headers).map((pair) => pair.join(': '));
      const head = ['POST /mcp HTTP/1.1', 'Host: localhost', ...lines, `Content-Length: ${body.length}`];
      socket.on('error', () => undefined).write(`${head.join('\r\n')}\r\n\r\n${body}`);
      return socket;
    });
    await expect.poll(() => asked.length, { timeout: 10_000 }).toBe(1);
    await pause(2000);
    const gone = sockets.map((socket) => new Promise((resolve) => socket.once('close', resolve)));
    for (const socket of sockets) socket.destroy();
    await Promise.all(gone);
    await pause(500);
    asked[0]?.();
    await pause(2000);
    expect((await running.ask({ body: rpc('tools/list'), headers })).status).toBe(200);
  }, 60_000);

  it('a connection that sends many requests ahead of their answers ends, and holds nothing afterwards', async () => {
    const running = await serve();
    running.openobserve.answer = () => undefined;
    const body = JSON.stringify(rpc('tools/call', { name: 'stream_list', arguments: {} }));
    const one = `POST /mcp HTTP/1.1\r\nHost: localhost\r\nX-API-Key: a-key-of-a-long-kind\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`;
    const open = (count: number) => {
      const socket = connect(Number(new URL(running.url).port), '127.0.0.1');
      socket.on('error', () => undefined).write(one.repeat(count));
      return socket;
    };
    await new Promise((resolve) => open(1000).once('close', resolve));
    await pause(500);
    expect(running.openobserve.seen.length).toBeLessThan(21);
    // Fewer are all begun; those behind the first have no place on the connection yet when it ends.
    for (let count = 0; count < 40; count++) {
      const before = running.openobserve.seen.length;
      const socket = open(15);
      await expect.poll(() => running.openobserve.seen.length).toBeGreaterThan(before);
      socket.destroy();
    }
    running.openobserve.answer = (_, response) => void response.end('{"list":[]}');
    const key = { 'x-api-key': 'a-key-of-a-long-kind' };
    await expect.poll(async () => (await running.call('stream_list', {}, { headers: key })).status).toBe(200);
  }, 60_000);
});
