import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { App } from '../../../src/server/app.ts';
import { appWith, askOnce, startSample } from './asking.ts';
import { type Brain, type ModelServer, PROTOCOLS, startModelServer } from './model-server.ts';

const REQUEST = 'tell me about the records of the payment service';
let sample: Awaited<ReturnType<typeof startSample>>;
let model: ModelServer;
let app: App;
beforeAll(async () => {
  sample = await startSample();
  model = await startModelServer(() => ({ text: '' }));
});
afterAll(async () => {
  await model.close();
  await sample.close();
});
afterEach(async () => {
  model.asked.length = 0;
  await app.close();
});

/** Never ends: always another read, never the same. */
const endless: Brain = ({ turns }) => ({
  calls: [
    {
      name: 'search_sql',
      arguments: { sql: `SELECT count(*) AS n FROM "payment_service" LIMIT ${turns.length}` },
    },
  ],
});

async function askWith(env: Record<string, string>, brain: Brain, args: Record<string, unknown> = {}) {
  model.brain = brain;
  app = await appWith({ ...sample.env, ...model.env('anthropic'), ...env });
  return askOnce(app, { request: REQUEST, mode: 'agent', ...args });
}

describe('a model that never ends', () => {
  it.each(PROTOCOLS)('stops at its steps: %s', async (protocol) => {
    const { answer } = await askWith({ ...model.env(protocol), O2_LLM_STEPS: '5' }, endless);
    expect(model.asked).toHaveLength(5);
    expect(answer).toMatchObject({ mode: 'agent', decision: 'decline' });
    expect(answer.answer).toMatch(
      /^Stopped before the end\. .*O2_LLM_STEPS.*\nWhat was read:\nSearch with SQL: 1 /,
    );
    // Told that its last turn is one, it wants another call, which is not made.
    expect(answer.steps).toHaveLength(4);
    expect(JSON.stringify(model.asked.at(-1)?.turns.at(-1))).toContain('This is your last turn');
    expect(JSON.stringify(model.asked.at(-2)?.turns.at(-1))).not.toContain('last turn');
  });

  it('stops at its tokens', async () => {
    const dear: Brain = (asked) => ({ ...endless(asked), usage: { input: 3000, output: 1000 } });
    const { answer } = await askWith({ O2_LLM_TOKENS: '10000' }, dear);
    expect(answer.answer).toContain('O2_LLM_TOKENS');
    expect(model.asked).toHaveLength(2);
    expect(answer.usage).toEqual({ input: 6000, output: 2000, cached: 0 });
  });

  it('never gets more tokens to write than are left', async () => {
    const dear: Brain = (asked) => ({ ...endless(asked), usage: { input: 4000, output: 500 } });
    await askWith({ O2_LLM_TOKENS: '10000' }, dear);
    expect(model.asked.map(({ body }) => JSON.parse(body).max_tokens)).toEqual([10_000, 5500]);
  });

  it('stops when the time is up', async () => {
    const slow: Brain = async (asked) => {
      if (asked.turns.length > 3) await new Promise((resolve) => setTimeout(resolve, 12_000));
      return endless(asked);
    };
    const { answer } = await askWith({ O2_LLM_TIMEOUT: '10s' }, slow);
    expect(answer.answer).toContain('O2_LLM_TIMEOUT');
    expect(answer.steps.length).toBeGreaterThan(0);
  });

  it.each([
    ['the same call', 'search_sql', { sql: 'SELECT count(*) AS n FROM "payment_service"' }],
    ['a wrong call', 'search_sql', { wrong: 1 }],
    ['a tool that is not there', 'open_the_door', {}],
    ['a field that is not there', 'search_sql', { sql: 'SELECT nonsense FROM "payment_service"' }],
  ])('is stopped when it makes %s again and again', async (_, name, args) => {
    const { answer } = await askWith({}, () => ({ calls: [{ name, arguments: args }] }));
    expect(model.asked.length).toBeLessThanOrEqual(5);
    expect(answer.answer).toContain('repeated itself or made calls that led nowhere');
  });

  it('makes at most twelve calls of one turn, and tells the others so', async () => {
    const many: Brain = ({ turns }) =>
      turns.length > 1
        ? { text: 'Enough.' }
        : {
            calls: Array.from({ length: 300 }, (_, index) => ({
              name: 'search_sql',
              arguments: { sql: `SELECT ${index} AS n FROM "payment_service"` },
            })),
          };
    const { answer } = await askWith({}, many);
    expect(answer.steps).toHaveLength(12);
    expect(JSON.stringify(model.asked[1]?.turns)).toContain('At most 12 calls');
  });

  it('is not stopped for several wrong calls of one turn, whose refusals it has not seen', async () => {
    const wrong: Brain = ({ turns }) =>
      turns.length > 1
        ? { text: 'None of them is there.' }
        : {
            calls: [1, 2, 3, 4].map((index) => ({
              name: 'search_sql',
              arguments: { sql: `SELECT nonsense_${index} FROM "payment_service"` },
            })),
          };
    const { answer } = await askWith({}, wrong);
    expect(model.asked).toHaveLength(2);
    expect(JSON.stringify(model.asked[1]?.turns).match(/is no field of payment_service/g)).toHaveLength(4);
    expect(answer.answer).toContain('“None of them is there.”');
  });
});

it('counts the tokens of each caller within the hour, over all requests', async () => {
  const dear: Brain = () => ({ text: 'Nothing.', usage: { input: 900, output: 200 } });
  const env = { O2_LLM_CALLER_TOKENS: '2000' };
  const first = await askWith(env, dear);
  expect(first.answer.mode).toBe('agent');
  await askOnce(app, { request: REQUEST, mode: 'agent' });
  const third = await askOnce(app, { request: REQUEST, mode: 'agent' });
  expect(third.answer.mode).toBe('semantic');
  expect(third.answer.answer).toContain('O2_LLM_CALLER_TOKENS');
  expect(model.asked).toHaveLength(2);
  const other = await askOnce(app, { request: REQUEST, mode: 'agent' }, { caller: 'other' });
  expect(other.answer.mode).toBe('agent');
});

it('repairs a wrong call of the llm mode once, with our own words', async () => {
  const { answer } = await askWith(
    {},
    ({ turns }) =>
      turns.length > 3
        ? { text: 'One record was found.' }
        : {
            calls: [
              {
                name: 'search_sql',
                arguments: {
                  sql: `SELECT ${turns.length === 1 ? 'mesage' : 'message'} FROM "payment_service" LIMIT 1`,
                  start_time: '1h',
                },
              },
            ],
          },
    { mode: 'llm' },
  );
  expect(answer.steps).toMatchObject([{ tool: 'search_sql', state: 'done' }]);
  expect(answer.answer).toBe('“One record was found.” (words of the language model)');
  expect(model.asked).toHaveLength(3);
  expect(JSON.stringify(model.asked[1]?.turns)).toContain(
    '"mesage\\" is no field of payment_service. Did you mean message',
  );
});

it('gives up after three turns of wrong calls', async () => {
  const { answer } = await askWith({}, () => ({ calls: [{ name: 'search_sql', arguments: { size: 1 } }] }), {
    mode: 'llm',
  });
  expect(model.asked).toHaveLength(3);
  expect(answer.answer).toContain('made calls that led nowhere');
});

it('says so when no tool fits', async () => {
  const { answer } = await askWith(
    {},
    () => ({ calls: [{ name: 'none_of_these', arguments: { reason: 'It is about the weather.' } }] }),
    { mode: 'llm' },
  );
  expect(answer).toMatchObject({
    decision: 'decline',
    untrusted_data: { summary: 'It is about the weather.' },
  });
});
