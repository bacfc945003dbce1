import { afterEach, describe, expect, it } from 'vitest';
import { sendJson } from '../helpers/fake-openobserve.ts';
import { modern, type Running, start } from '../transports/running.ts';

const CAN_ASK = { 'io.modelcontextprotocol/clientCapabilities': { elicitation: { form: {} } } };
const opened: Running[] = [];
afterEach(async () => {
  for (const each of opened.splice(0)) await each.close();
});

async function serve(env: Record<string, string> = {}): Promise<Running> {
  const server = await start({ O2_CONFIRM: 'person', ...env });
  server.openobserve.answer = ({ method, path }, response) =>
    sendJson(
      response,
      method !== 'GET'
        ? { code: 200 }
        : path.includes('/folders')
          ? { list: [{ folderId: 'f1', name: 'Payments', description: '' }] }
          : { id: 'A1', name: 'errors', enabled: true, list: [] },
    );
  opened.push(server);
  return server;
}

const writes = ({ openobserve }: Running) => openobserve.seen.filter(({ method }) => method !== 'GET');

/** A call of the 2026 era by a client that can ask its person; its result. */
async function call(server: Running, name: string, args: object, more: object = {}) {
  const { json } = await server.ask(modern('tools/call', { name, arguments: args, _meta: CAN_ASK, ...more }));
  return json.result ?? json.error;
}

const answer = (content: unknown, action = 'accept') => ({ form: { action, content } });

/** A request in words that lacks something, with the form for it. */
const LACKS = { request: 'create a folder for alerts' };

describe('an answer to a form', () => {
  it.each<[string, unknown]>([
    ['a text', { approve: 'true' }],
    ['a number', { approve: 1 }],
    ['a list', { approve: [true] }],
    ['an object', { approve: { valueOf: true } }],
    ['another name', { Approve: true, approved: true, yes: true }],
    ['nothing', {}],
    ['no object', 'approve'],
  ])('says yes with true alone, and not with %s', async (_, content) => {
    const server = await serve();
    const { requestState } = await call(server, 'trigger_alert', { alert_id: 'A1' });
    await call(
      server,
      'trigger_alert',
      { alert_id: 'A1' },
      { inputResponses: answer(content), requestState },
    );
    expect(writes(server)).toEqual([]);
  });

  it.each(['decline', 'cancel', 'ACCEPT', ''])(
    'that is "%s" does nothing, whatever it holds',
    async (action) => {
      const server = await serve();
      const { requestState } = await call(server, 'trigger_alert', { alert_id: 'A1' });
      const inputResponses = answer({ approve: true }, action);
      await call(server, 'trigger_alert', { alert_id: 'A1' }, { inputResponses, requestState });
      expect(writes(server)).toEqual([]);
    },
  );

  it('fills in what was asked, and nothing beside it', async () => {
    const server = await serve();
    const asked = await call(server, 'ask', LACKS);
    const { properties } = asked.inputRequests.form.params.requestedSchema;
    expect(Object.keys(properties)).toEqual(['name']);
    const content = {
      name: 'Checkout',
      description: 'taken from the form',
      folder_type: 'dashboards',
      org_id: 'another',
      leave_out: 'yes',
      confirm: 'x',
      __proto__: { polluted: true },
    };
    const requestState = asked.requestState;
    await call(server, 'ask', LACKS, { inputResponses: answer(content), requestState });
    const [made, ...more] = writes(server);
    expect(more).toEqual([]);
    expect(made?.path).toContain('/default/folders/alerts');
    expect(made?.body).toContain('Checkout');
    expect(made?.body).not.toContain('taken from the form');
  });

  it.each<[string, unknown]>([
    ['a list', { name: ['Checkout'] }],
    ['an object', { name: { folderId: 'f1', name: 'Checkout' } }],
    ['a number', { name: 7 }],
    ['a truth', { name: true }],
  ])('of another kind than was asked for is asked for again: %s', async (_, content) => {
    const server = await serve();
    const { requestState } = await call(server, 'ask', LACKS);
    const again = await call(server, 'ask', LACKS, { inputResponses: answer(content), requestState });
    expect(writes(server)).toEqual([]);
    expect(again.inputRequests?.form.params.requestedSchema.properties).toHaveProperty('name');
  });

  it('to the form of another request, tool or caller is no answer', async () => {
    const server = await serve();
    const { requestState: ofAlert } = await call(server, 'trigger_alert', { alert_id: 'A1' });
    const { requestState: ofWords } = await call(server, 'ask', LACKS);
    const yes = answer({ approve: true, name: 'Checkout' });
    for (const [name, args, requestState] of [
      ['trigger_alert', { alert_id: 'A2' }, ofAlert],
      ['trigger_alert', { alert_id: 'A1' }, ofWords],
      ['trigger_alert', { alert_id: 'A1' }, `${ofAlert}x`],
      ['trigger_alert', { alert_id: 'A1' }, ofAlert.split('.')[0]],
      ['trigger_alert', { alert_id: 'A1', confirm: 'x' }, ofAlert],
      ['delete_alert', { alert_id: 'A1' }, ofAlert],
      ['ask', LACKS, ofAlert],
      ['ask', { ...LACKS, dry_run: true }, ofWords],
      ['ask', { request: 'create a folder for dashboards' }, ofWords],
      ['ask', { request: 'trigger the alert A1' }, ofAlert],
    ] as const)
      await call(server, name, args, { inputResponses: yes, requestState });
    expect(writes(server)).toEqual([]);
  });
});
