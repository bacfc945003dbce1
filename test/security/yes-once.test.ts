import { afterEach, describe, expect, it } from 'vitest';
import { sendJson } from '../helpers/fake-openobserve.ts';
import { modern, type Running, start } from '../transports/running.ts';

const KEY = 'the-key-that-all-replicas-share-1234';
const CAN_ASK = { 'io.modelcontextprotocol/clientCapabilities': { elicitation: { form: {} } } };
const YES = { form: { action: 'accept', content: { approve: true } } };
const opened: Running[] = [];
afterEach(async () => {
  for (const each of opened.splice(0)) await each.close();
});

async function running(): Promise<Running> {
  const server = await start({ O2_CONFIRM: 'person', O2_STATE_KEY: KEY });
  server.openobserve.answer = ({ method }, response) =>
    sendJson(response, method === 'GET' ? { id: 'A1', name: 'errors', enabled: true } : { code: 200 });
  opened.push(server);
  return server;
}

const writes = ({ openobserve }: Running) => openobserve.seen.filter(({ method }) => method !== 'GET').length;

/** A call of the 2026 era by a client that can ask its person. */
const call = (server: Running, name: string, args: object, more: object = {}) =>
  server.ask(modern('tools/call', { name, arguments: args, _meta: CAN_ASK, ...more }));

describe('row 8: a yes of a person ran a call again and again for ten minutes', () => {
  it('runs it once, whatever comes after it or at the same moment', async () => {
    const server = await running();
    const args = { alert_id: 'A1' };
    const asked = (await call(server, 'trigger_alert', args)).json.result;
    expect(asked.requestState).toBeTypeOf('string');
    expect(writes(server)).toBe(0);
    const answered = { inputResponses: YES, requestState: asked.requestState };
    await Promise.all([1, 2, 3].map(() => call(server, 'trigger_alert', args, answered)));
    expect(writes(server)).toBe(1);
    const late = await call(server, 'trigger_alert', args, answered);
    expect(late.json.result.content[0].text).toContain('This approval was used already');
    expect(writes(server)).toBe(1);
  });

  it('is refused by another replica where a second call would find the same', async () => {
    const [one, two] = [await running(), await running()];
    const args = { alert_id: 'A1' };
    const asked = (await call(one, 'trigger_alert', args)).json.result;
    const answered = { inputResponses: YES, requestState: asked.requestState };
    await call(two, 'trigger_alert', args, answered);
    expect(writes(two)).toBe(0);
    await call(one, 'trigger_alert', args, answered);
    expect(writes(one)).toBe(1);
  });
});
