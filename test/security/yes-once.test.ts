import { afterEach, describe, expect, it } from 'vitest';
import { createPlanTokens } from '../../src/ask/plan/plan-token.ts';
import { askOnce, appWith, startSample } from '../ask/model/asking.ts';
import { startModelServer } from '../ask/model/model-server.ts';
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

describe('row 8: a yes to a plan', () => {
  it('is refused elsewhere where it could not be seen that it was carried out', async () => {
    const sample = await startSample();
    const model = await startModelServer(() => ({ text: '' }));
    const app = await appWith({ ...sample.env, ...model.env('anthropic'), O2_STATE_KEY: KEY });
    const request = 'do it';
    const planOf = (tool: string, args: Record<string, unknown>) =>
      createPlanTokens(app.stateKey(), Date.now).mint(
        {
          nonce: crypto.randomUUID(),
          mode: 'agent',
          steps: [{ id: 's1', tool, arguments: args }],
          usage: { input: 0, output: 0, cached: 0 },
          by: 'another replica',
        },
        'test',
        request,
      );
    const carryOut = (plan: string) =>
      askOnce(app, { request, mode: 'agent', tool: 'ask', answers: { plan } });
    const records = { stream_name: 'app', content: [{ message: 'twice' }] };
    expect((await carryOut(planOf('logs_ingestion_json', records))).error?.code).toBe('plan_elsewhere');
    const { answer } = await carryOut(planOf('set_kv_value', { key: 'plan', content: 'one' }));
    expect(answer.steps.map(({ state }) => state)).toEqual(['done']);
    await app.close();
    await model.close();
    await sample.close();
  });

  it("is a person's where only a person may give it, though another replica gave a token", async () => {
    const sample = await startSample();
    const model = await startModelServer(() => ({ text: '' }));
    const app = await appWith({
      ...sample.env,
      ...model.env('anthropic'),
      O2_STATE_KEY: KEY,
      O2_CONFIRM: 'person',
    });
    const plan = createPlanTokens(app.stateKey(), Date.now).mint(
      {
        nonce: crypto.randomUUID(),
        mode: 'agent',
        steps: [{ id: 's1', tool: 'set_kv_value', arguments: { key: 'plan', content: 'one' } }],
        usage: { input: 0, output: 0, cached: 0 },
      },
      'test',
      'do it',
    );
    const asked = { request: 'do it', mode: 'agent', tool: 'ask', answers: { plan } };
    for (const more of [{}, { dry_run: true }])
      expect((await askOnce(app, { ...asked, ...more })).error?.code).toBe('plan_needs_person');
    await app.close();
    await model.close();
    await sample.close();
  });
});
