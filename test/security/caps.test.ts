import { connect, type Socket } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createLoadLimits, MOST_CONNECTIONS } from '../../src/transports/http/load-limits.ts';
import type { HttpRefusal } from '../../src/transports/refusal.ts';
import { modern, type Running, start } from '../transports/running.ts';

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
});
