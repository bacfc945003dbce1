import { setTimeout as pause } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { afterEach, describe, expect, it } from 'vitest';
import { createRunOnce } from '../../src/ask/plan/claimed-runs.ts';
import { createLog } from '../../src/log.ts';
import { createSharedState } from '../../src/state/shared-state.ts';
import { startValkey, VALKEY } from '../helpers/valkey.ts';
import { type Answered, rpc, type Running, start } from '../transports/running.ts';

const STATE_KEY = 'the-key-that-all-replicas-share-1234';
const closing: Array<() => unknown> = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

/** A store, and somebody who may write there but has no key of ours. */
async function withStranger() {
  const valkey = await startValkey();
  closing.push(() => valkey.kill());
  const stranger = new Redis(valkey.url);
  closing.push(() => stranger.disconnect());
  return { url: valkey.url, stranger };
}

async function replica(url: string): Promise<Running> {
  const running = await start({
    O2_STATE_URL: url,
    O2_STATE_KEY: STATE_KEY,
    O2_SESSIONS: '10',
    O2_CONFIRM: 'never',
  });
  closing.push(() => running.close());
  return running;
}

const OPENING = rpc('initialize', {
  protocolVersion: '2025-06-18',
  capabilities: {},
  clientInfo: { name: 'test', version: '1' },
});
const CALL = rpc('tools/call', { name: 'list_functions', arguments: {} }, 77);
const calls = ({ openobserve }: Running) =>
  openobserve.seen.filter(({ path }) => path.includes('/functions'));
const inSession = (running: Running, id: string, body: unknown): Promise<Answered> =>
  running.ask({ body, headers: { 'mcp-session-id': id } });

describe.skipIf(VALKEY === null)('what others write into the store that replicas share', () => {
  it('is no message of a session: it runs nothing, answers nothing and stops no replica', async () => {
    const { url, stranger } = await withStranger();
    const running = await replica(url);
    const opened = await running.ask({ body: OPENING });
    const id = String(opened.headers['mcp-session-id']);
    const channels = (await stranger.pubsub('CHANNELS', '*')) as string[];
    expect(channels).toHaveLength(1);
    const forged = [
      ...[CALL, null, 5, 'x', {}, [CALL]].map((message) => ({ from: 'other', to: null, id, message })),
      ...[null, 5, 'text', {}, []],
    ].map((told) => JSON.stringify(told));
    const texts = ['no json', '.', ...forged, ...forged.map((text) => `${'A'.repeat(43)}.${text}`)];
    for (const channel of channels) for (const text of texts) await stranger.publish(channel, text);
    await pause(300);
    expect(calls(running)).toEqual([]);
    const answered = await inSession(running, id, CALL);
    expect(answered.status).toBe(200);
    expect(calls(running)).toHaveLength(1);
  }, 30_000);

  it('is no session: the next replica carries out nothing of it', async () => {
    const { url, stranger } = await withStranger();
    const [first, second] = [await replica(url), await replica(url)];
    const opened = await first.ask({ body: OPENING });
    const id = String(opened.headers['mcp-session-id']);
    const [place = ''] = await stranger.keys('*session:*');
    const whole = String(await stranger.get(place));
    const record = JSON.parse(whole.slice(whole.indexOf('{'))) as object;
    const forged = JSON.stringify({ ...record, opening: [OPENING, CALL] });
    for (const text of ['no json', 'null', '{}', forged, `${whole.split('.')[0]}.${forged}`]) {
      await stranger.set(place, text);
      const answered = await inSession(second, id, rpc('tools/list'));
      expect(answered.status).toBe(503);
      expect(answered.text).toContain('was not written by a replica with this O2_STATE_KEY');
    }
    // What one of ours wrote for another place is none of this one either.
    await stranger.set(place.replace(id, 'elsewhere'), whole);
    expect((await inSession(second, 'elsewhere', rpc('tools/list'))).status).toBe(503);
    expect([...calls(first), ...calls(second)]).toEqual([]);
  }, 30_000);

  it('is no report of a plan, and does not let one run', async () => {
    const { url, stranger } = await withStranger();
    const log = createLog({ level: 'error', secrets: [], write: () => undefined });
    const state = createSharedState({ url, stateKey: STATE_KEY, caFile: null, log });
    closing.push(() => state.close());
    const runOnce = createRunOnce(state);
    await runOnce('plan', async () => ({ value: 'report', isCutShort: false }));
    const [place = ''] = await stranger.keys('*plan:*');
    let runs = 0;
    for (const text of ['running', '"all is well"', '5', '']) {
      await stranger.set(place, text);
      const again = runOnce('plan', async () => {
        runs += 1;
        return { value: 'again', isCutShort: false };
      });
      await expect(again).rejects.toThrow(/was not written by a replica/);
    }
    expect(runs).toBe(0);
  }, 30_000);
});
