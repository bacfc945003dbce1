import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { App } from '../../../src/server/app.ts';
import { appWith, askOnce, startSample } from './asking.ts';
import { type Asked, type Brain, type ModelServer, startModelServer } from './model-server.ts';

const REQUEST = 'create an alert for errors of the payment service and a folder for it';
const QUESTIONS = [
  { about: 'threshold', question: 'More than how many errors?' },
  { about: 'folder', question: 'What should the folder be called?', choices: ['Shop', 'Ops'] },
];
const FOLDER = { name: 'Ops', folder_type: 'alerts', description: '' };

let sample: Awaited<ReturnType<typeof startSample>>;
let model: ModelServer;
let app: App;
beforeAll(async () => {
  sample = await startSample();
  model = await startModelServer(() => ({ text: '' }));
  app = await appWith({ ...sample.env, ...model.env('anthropic') });
});
afterAll(async () => {
  await app.close();
  await model.close();
  await sample.close();
});
beforeEach(() => {
  model.asked.length = 0;
  model.brain = asking;
});

/** Reads, plans a step, asks two things in one turn, and plans the rest with the answers. */
const asking: Brain = ({ turns }) => {
  if (turns.length === 1)
    return {
      calls: [
        { name: 'list_destinations', arguments: {} },
        { name: 'create_folder', arguments: FOLDER },
        ...QUESTIONS.map((args) => ({ name: 'ask_person', arguments: args })),
      ],
    };
  return { text: 'The alert is left out; the folder is planned.' };
};

const turnsOf = ({ turns }: Asked) => JSON.stringify(turns);

describe('a question to the person', () => {
  it('keeps the turns, the reads and the steps, and the model sees question and answer', async () => {
    const first = await askOnce(app, { request: REQUEST, mode: 'agent' }, { canAsk: true });
    expect(Object.keys(first.needed?.question.properties ?? {})).toEqual(['threshold', 'folder']);
    const state = JSON.parse(JSON.stringify(first.needed?.state));
    const content = { threshold: '10', folder: 'Ops' };
    const second = await askOnce(
      app,
      { request: REQUEST, mode: 'agent' },
      { canAsk: true, reply: { state, content } },
    );
    const [one, two] = model.asked as [Asked, Asked];
    expect(model.asked).toHaveLength(2);
    expect(two.turns.slice(0, 1)).toEqual(one.turns);
    expect(two.turns[1]).toMatchObject({
      role: 'model',
      calls: [{}, {}, { name: 'ask_person' }, { name: 'ask_person' }],
    });
    const told = turnsOf(two);
    expect(told).toContain('The person answers: 10');
    expect(told).toContain('The person answers: Ops');
    expect(told).toContain('payment_oncall');
    expect(second.needed?.question.message).toContain('1. Create a folder: name=Ops');
    // What the first half used counts too.
    expect(second.needed?.question.message).toContain('The alert is left out');
  });

  it('does so for a client that cannot ask, by what the answer carries', async () => {
    const { answer } = await askOnce(app, { request: REQUEST, mode: 'agent' });
    expect(answer).toMatchObject({
      decision: 'ask',
      missing: [{ name: 'threshold' }, { name: 'folder', choices: ['Shop', 'Ops'] }],
    });
    expect(answer.answer).toMatch(/^More than how many errors\? What should the folder be called\?\n/);
    const half = await askOnce(app, { request: REQUEST, mode: 'agent', ...answer.resume });
    expect(half.error?.code).toBe('not_answered');
    const answers = { ...answer.resume?.answers, threshold: 10, folder: 'Ops' };
    const next = await askOnce(app, { request: REQUEST, mode: 'agent', tool: 'ask', answers });
    expect(model.asked).toHaveLength(2);
    expect(next.answer.usage?.input).toBeGreaterThan(answer.usage?.input ?? 0);
    expect(next.answer.resume?.answers.plan).toBeTypeOf('string');
  });

  it('begins anew with question and answer in another process, or for another caller', async () => {
    const { answer } = await askOnce(app, { request: REQUEST, mode: 'agent' });
    const answers = { ...answer.resume?.answers, threshold: 10, folder: 'Ops' };
    model.brain = () => ({ text: 'Now it is clear.' });
    await askOnce(
      app,
      { request: REQUEST, mode: 'agent', tool: 'ask', answers },
      { caller: 'somebody else' },
    );
    const told = turnsOf(model.asked.at(-1) as Asked);
    expect(told).toContain('The person was asked: More than how many errors? The answer: 10');
    expect(told).not.toContain('payment_oncall');
  });
});

describe('while it plans, a model', () => {
  const folder = (name: string) => ({ name: 'create_folder', arguments: { ...FOLDER, name } });
  const plan = 'create the folders Shop and Ops';

  it('takes steps back, and puts others in their place', async () => {
    model.brain = ({ turns }) => {
      if (turns.length === 1) return { calls: [folder('Shop'), folder('Shop'), folder('Wrong')] };
      if (turns.length === 3)
        return { calls: [{ name: 'withdraw_step', arguments: { step: 's2' } }, folder('Ops')] };
      return { text: 'Both are planned.' };
    };
    const { answer } = await askOnce(app, { request: plan, mode: 'agent' });
    expect(turnsOf(model.asked[1] as Asked)).toContain('You have made this very call already');
    expect(answer.steps.map(({ arguments: args }) => args.name)).toEqual(['Shop', 'Ops']);
  });

  it('is told that a step does the same as another', async () => {
    model.brain = ({ turns }) =>
      turns.length === 1
        ? {
            calls: [
              folder('Shop'),
              { name: 'create_folder', arguments: { ...FOLDER, name: 'shop', description: 'again' } },
            ],
          }
        : { text: 'One is planned.' };
    await askOnce(app, { request: plan, mode: 'agent' });
    expect(turnsOf(model.asked[1] as Asked)).toContain('Step s1 does the same already');
  });

  it('is told the limit of steps, and keeps the twenty', async () => {
    model.brain = ({ turns }) => {
      const from = turns.length === 1 ? 0 : 12;
      if (turns.length > 3) return { text: 'Twenty are planned.' };
      return { calls: Array.from({ length: 12 }, (_, index) => folder(`folder_${from + index}`)) };
    };
    const { answer } = await askOnce(app, { request: 'create folders', mode: 'agent' });
    expect(turnsOf(model.asked[0] as Asked)).toContain('at most 20');
    expect(turnsOf(model.asked[2] as Asked)).toContain('A plan has at most 20 steps, and this one has them');
    expect(answer.answer).toContain('The plan has 20 steps');
  });

  it('hears of a destination that is neither there nor planned before the person sees the plan', async () => {
    const alert = (destination: string) => ({
      name: 'create_alert',
      arguments: {
        name: 'many_errors',
        stream_name: 'payment_service',
        stream_type: 'logs',
        destinations: [destination],
        condition: { where: "level = 'error'", threshold: 10, period: 10 },
      },
    });
    model.brain = ({ turns }) => {
      if (turns.length === 1) return { calls: [alert('nowhere')] };
      if (turns.length === 3) return { text: 'It is planned.' };
      if (turns.length === 5)
        return { calls: [{ name: 'withdraw_step', arguments: { step: 's1' } }, alert('payment_oncall')] };
      return { text: 'It sends to payment_oncall.' };
    };
    const { answer } = await askOnce(app, {
      request: 'create an alert for payment errors over 10',
      mode: 'agent',
    });
    expect(turnsOf(model.asked[2] as Asked)).toMatch(/The plan would fail.*there is no .*nowhere/);
    expect(answer.answer).toMatch(
      /destinations=payment_oncall.*You did not say: the destination payment_oncall/s,
    );
    expect(answer.answer).toContain('It will be on.');
  });

  it('is refused an alert that can never fire', async () => {
    model.brain = ({ turns }) =>
      turns.length === 1
        ? {
            calls: [
              {
                name: 'create_alert',
                arguments: {
                  name: 'never',
                  stream_name: 'payment_service',
                  stream_type: 'logs',
                  destinations: ['payment_oncall'],
                  query_condition: {
                    type: 'sql',
                    sql: 'SELECT count(*) AS n FROM "payment_service"',
                    conditions: [],
                  },
                  trigger_condition: {
                    period: 10,
                    operator: '>=',
                    threshold: 100,
                    frequency: 10,
                    silence: 30,
                  },
                },
              },
            ],
          }
        : { text: 'It cannot be done like that.' };
    await askOnce(app, { request: 'create an alert for more than 100 payments', mode: 'agent' });
    expect(turnsOf(model.asked[1] as Asked)).toContain('The alert can never fire');
  });

  it('may name things as people do: the plan has identifiers, names and old values', async () => {
    const { rows } = await askOnce(app, { request: 'list alerts', mode: 'semantic' }).then(
      ({ answer }) => answer.untrusted_data as { rows: unknown[][] },
    );
    const [id, name] = rows[0] as [string, string];
    model.brain = ({ turns }) =>
      turns.length === 1
        ? { calls: [{ name: 'enable_alert', arguments: { alert_id: name, value: false } }] }
        : { text: 'It will be quiet.' };
    const { answer } = await askOnce(app, { request: `mute the alert ${name}`, mode: 'agent' });
    expect(answer.answer).toContain(`alert_id=${id} ("${name}"), value=false (now true)`);
    const { answer: done } = await askOnce(app, {
      request: `mute the alert ${name}`,
      mode: 'agent',
      ...answer.resume,
    });
    expect(done.answer).toContain(`"${name}". Changed: value true → false. Read back: as planned.`);
    expect(done.undo).toEqual([{ tool: 'enable_alert', arguments: { alert_id: id, value: true } }]);
  });

  it('marks what it would delete beside what the person said, in whatever form', async () => {
    const remove = (stream_name: string) => ({
      name: 'stream_delete',
      arguments: { stream_name, type: 'logs' },
    });
    model.brain = ({ turns }) =>
      turns.length === 1 ? { calls: [remove('nginx_access'), remove('k8s_logs')] } : { text: 'Both go.' };
    const { answer } = await askOnce(app, { request: 'delete the stream nginx access', mode: 'agent' });
    expect(answer.answer.match(/You did not say: .*/g)).toEqual([
      'You did not say: that k8s_logs is deleted.',
    ]);
  });

  it('takes numbers and lengths in words for said', async () => {
    model.brain = ({ turns }) =>
      turns.length === 1
        ? {
            calls: [
              {
                name: 'create_alert',
                arguments: {
                  name: 'zehn',
                  stream_name: 'payment_service',
                  stream_type: 'logs',
                  destinations: ['payment_oncall'],
                  condition: {
                    where: "level = 'error'",
                    operator: '>',
                    threshold: 10,
                    period: 60,
                    silence: 5,
                  },
                },
              },
            ],
          }
        : { text: 'Geplant.' };
    const request =
      'Erstelle einen Alarm zehn für mehr als zehn Fehler pro Stunde im payment_service an payment_oncall';
    const { answer } = await askOnce(app, { request, mode: 'agent' });
    expect(answer.answer.match(/You did not say: .*/g)).toEqual(['You did not say: silence 5.']);
  });
});
