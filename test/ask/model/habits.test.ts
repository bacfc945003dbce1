import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { App } from '../../../src/server/app.ts';
import { appWith, askOnce, startSample } from './asking.ts';
import { type Asked, type Brain, type ModelServer, PROTOCOLS, startModelServer } from './model-server.ts';

/** Habits of weaker models, each over every wire: none costs more than a turn, and none does what was not ordered. */
let sample: Awaited<ReturnType<typeof startSample>>;
let model: ModelServer;
beforeAll(async () => {
  sample = await startSample();
  model = await startModelServer(() => ({ text: '' }));
});
afterAll(async () => {
  await model.close();
  await sample.close();
});

const SQL = 'SELECT count(*) AS n FROM "payment_service"';
const COUNT = { name: 'search_sql', arguments: { sql: SQL } };
const DONE = { text: 'There were 1,000 payments.' };
const lastTold = () => JSON.stringify((model.asked.at(-1) as Asked).turns.at(-1));

describe.each(PROTOCOLS)('%s', (protocol) => {
  let app: App;
  beforeEach(async () => {
    model.asked.length = 0;
    app = await appWith({ ...sample.env, ...model.env(protocol) });
  });
  afterEach(() => app.close());

  async function askWith(brain: Brain, mode = 'agent') {
    model.brain = brain;
    const { answer, error } = await askOnce(app, { request: 'tell me of the payments', mode });
    if (error) throw error;
    return answer;
  }

  it('reads arguments that were put into a text once more', async () => {
    const twice = { ...COUNT, arguments: JSON.stringify(JSON.stringify(COUNT.arguments)) };
    const answer = await askWith(({ turns }) => (turns.length > 1 ? DONE : { calls: [twice] }));
    expect(answer.steps).toMatchObject([{ tool: 'search_sql', state: 'done', arguments: { sql: SQL } }]);
    expect(model.asked).toHaveLength(2);
  });

  it('takes numbers and lists that are texts', async () => {
    const args = { sql: SQL, size: '5' };
    const answer = await askWith(({ turns }) =>
      turns.length > 1 ? DONE : { calls: [{ name: 'search_sql', arguments: args }] },
    );
    expect(answer.steps).toMatchObject([{ state: 'done' }]);
  });

  it('answers a repeated call from what it knows', async () => {
    const answer = await askWith(({ turns }) => (turns.length > 3 ? DONE : { calls: [COUNT] }));
    expect(answer.steps).toHaveLength(1);
    expect(lastTold()).toContain('You have made this very call already');
    expect(lastTold()).not.toContain('columns');
  });

  it('tells which fields and arguments are invented, and what there is', async () => {
    const invented: Brain = ({ turns }) => {
      if (turns.length > 3) return DONE;
      const args =
        turns.length === 1
          ? { ...COUNT.arguments, explain: true }
          : { sql: 'SELECT amont FROM "payment_service"' };
      return { calls: [{ name: 'search_sql', arguments: args }] };
    };
    await askWith(invented);
    const told = JSON.stringify((model.asked.at(-1) as Asked).turns);
    expect(told).toMatch(/explain/);
    expect(told).toMatch(/is no field of payment_service\. Did you mean amount/);
  });

  it('has calls that were written into prose made as calls', async () => {
    const prose = `I will count them.\n\`\`\`json\n${JSON.stringify({ name: 'search_sql', arguments: COUNT.arguments })}\n\`\`\``;
    const answer = await askWith(({ turns, protocol: wire }) => {
      if (turns.length === 1) return { text: prose };
      if (wire !== 'chat' && turns.length === 3) return { calls: [COUNT] };
      return DONE;
    });
    expect(answer.steps).toMatchObject([{ tool: 'search_sql', state: 'done' }]);
    expect(answer.answer).toContain('There were 1,000 payments.');
  });

  it('has its parallel calls made in order, each answered under its own ID', async () => {
    const tables = ['payment_service', 'checkout_service', 'nginx_access'];
    const answer = await askWith(({ turns }) =>
      turns.length > 1
        ? DONE
        : {
            calls: tables.map((table) => ({
              name: 'search_sql',
              arguments: { sql: `SELECT count(*) AS n FROM "${table}"` },
            })),
          },
    );
    expect(answer.steps.map(({ arguments: args }) => String(args.sql))).toEqual(
      tables.map((table) => expect.stringContaining(table)),
    );
    const { turns } = model.asked.at(-1) as Asked;
    const calls = turns.flatMap((turn) => (turn.role === 'model' ? turn.calls.map(({ id }) => id) : []));
    const told = turns.flatMap((turn) => (turn.role === 'tools' ? turn.answers.map(({ id }) => id) : []));
    expect(told).toEqual(calls);
    expect(new Set(told).size).toBe(tables.length);
  });

  it.each([
    ['says nothing', { text: '' }],
    ['refuses', { refusal: true }],
    ['answers HTTP 500', { fault: { kind: 'status', status: 500, body: {} } }],
    ['breaks off', { fault: { kind: 'cut' } }],
  ] as const)('that %s after a read: what was read stands, as no answer', async (_, end) => {
    const answer = await askWith(({ turns }) => (turns.length > 1 ? end : { calls: [COUNT] }));
    expect(answer).toMatchObject({ decision: 'decline', steps: [{ tool: 'search_sql', state: 'done' }] });
    expect(answer.answer).toMatch(/^Stopped before the end\. .*\nWhat was read:\nSearch with SQL: 1 /);
    expect(JSON.stringify(answer.untrusted_data)).toContain('"n"');
  });

  it('is said to be cut off where it wrote all that it may', async () => {
    const cut = { text: 'There were 1,000 payments, and', isCutOff: true };
    const answer = await askWith(({ turns }) => (turns.length > 1 ? cut : { calls: [COUNT] }));
    expect(answer.answer).toMatch(
      /^“There were 1,000 payments, and” .*\nStopped before the end\. .*was cut off/,
    );
    const half = { ...COUNT, arguments: '{"sql": "SELECT count(*) AS' };
    const mended = await askWith(({ turns, protocol: wire }) => {
      if (turns.length > 3) return DONE;
      return turns.length > 1 || wire === 'chat' ? { calls: [COUNT] } : { calls: [half], isCutOff: true };
    });
    expect(mended.steps.at(-1)).toMatchObject({ tool: 'search_sql', state: 'done' });
  });

  it('is told what one tool takes when it asks', async () => {
    await askWith(({ turns }) =>
      turns.length > 1 ? DONE : { calls: [{ name: 'tool_details', arguments: { name: 'create_pipeline' } }] },
    );
    expect(lastTold()).toMatch(/node_type.*condition/);
  });

  it('asks again without force where a model refuses to be forced', async () => {
    let refused = 0;
    const answer = await askWith(({ body, turns }) => {
      const choice = JSON.stringify(JSON.parse(body).tool_choice);
      if (/any|required/.test(choice)) {
        refused += 1;
        const message = 'tool_choice: forced tool use is not supported with thinking';
        return { fault: { kind: 'status', status: 400, body: { error: { message } } } };
      }
      return turns.length > 1 ? DONE : { calls: [COUNT] };
    }, 'llm');
    expect(answer).toMatchObject({ mode: 'llm', steps: [{ state: 'done' }] });
    expect(refused).toBe(1);
  });

  it('says that nothing was done when no tool fits', async () => {
    const none = { name: 'none_of_these', arguments: { reason: 'That is about the weather.' } };
    const answer = await askWith(() => ({ calls: [none] }), 'llm');
    expect(answer).toMatchObject({ decision: 'decline', steps: [] });
    expect(answer.answer).toBe('“That is about the weather.” (words of the language model)');
  });
});
