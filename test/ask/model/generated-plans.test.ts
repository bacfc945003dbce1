import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { AskAnswer } from '../../../src/ask/types.ts';
import type { App } from '../../../src/server/app.ts';
import { type FakeOpenObserve, sendJson, startFakeOpenObserve } from '../../helpers/fake-openobserve.ts';
import { appAt, runTool } from '../../helpers/run-tool.ts';
import { appWith, askOnce, type Heard } from './asking.ts';
import { emptyOpenObserve, isShownIn, leavesOf, PLAN, wire } from './generated-steps.ts';
import { type ModelServer, startModelServer } from './model-server.ts';

const SEED = 20;
const PLANS = 200;
const REQUEST = 'create a folder, a template, a function, a dashboard and an alert';

let openobserve: FakeOpenObserve;
let model: ModelServer;
let asked: App;
let direct: App;
beforeAll(async () => {
  openobserve = await startFakeOpenObserve((seen, response) => sendJson(response, emptyOpenObserve(seen)));
  model = await startModelServer(() => ({ text: '' }));
  const env = {
    O2_BASE_URL: openobserve.url,
    API_KEY: 'root@example.com:pw',
    O2_ORG: 'default',
    O2_LOG_LEVEL: 'error',
  };
  asked = await appWith({ ...env, ...model.env('chat') });
  direct = await appAt(openobserve.url);
});
afterAll(async () => {
  await asked.close();
  await direct.close();
  await model.close();
  await openobserve.close();
});
beforeEach(() => {
  openobserve.seen.length = 0;
});

/** What a person was shown: the plan in words, and its steps as data. */
interface Shown {
  readonly words: string;
  readonly steps: AskAnswer['steps'];
  readonly goOn: () => Promise<Heard>;
}

async function show(caller: string, canAsk: boolean): Promise<Shown> {
  const args = { request: REQUEST, mode: 'agent' };
  const { answer, needed, error } = await askOnce(asked, args, { caller, canAsk });
  if (error) throw error;
  if (needed === null)
    return {
      words: answer.answer,
      steps: answer.steps,
      goOn: () => askOnce(asked, { ...args, ...answer.resume }, { caller }),
    };
  const state = JSON.parse(JSON.stringify(needed.state));
  return {
    words: needed.question.message,
    steps: state.plan.steps,
    goOn: () => askOnce(asked, args, { caller, canAsk, reply: { state, content: { approve: true } } }),
  };
}

/** The very requests that the calls make when somebody makes them directly. */
async function madeDirectly(calls: readonly { tool: string; arguments: unknown }[]): Promise<string[]> {
  openobserve.seen.length = 0;
  for (const { tool, arguments: args } of calls) {
    const { error } = await runTool(direct, tool, { ...(args as object) }, { approved: () => true });
    if (error) throw error;
  }
  return wire(openobserve.seen);
}

describe('of 200 generated plans', () => {
  const plans = fc.sample(PLAN, { numRuns: PLANS, seed: SEED });
  const pairs = Array.from({ length: PLANS / 2 }, (_, index) => plans.slice(2 * index, 2 * index + 2));

  it('each runs byte for byte as it was shown, with two people at once', { timeout: 600_000 }, async () => {
    let compared = 0;
    for (const [index, pair] of pairs.entries()) {
      const callers = [`anna ${index}`, `ben ${index}`];
      // One is asked by a form, the other gets the signed plan in the answer.
      const shown: Shown[] = [];
      for (const [at, calls] of pair.entries()) {
        model.brain = ({ turns }) => (turns.length > 1 ? { text: 'That is the plan.' } : { calls });
        const plan = await show(callers[at] ?? '', at === index % 2);
        expect(plan.steps, plan.words).toHaveLength(calls.length);
        shown.push(plan);
      }
      // What the model would plan by now is something else.
      model.brain = () => ({ calls: [{ name: 'create_folder', arguments: { name: 'other' } }] });
      for (const { words, steps, goOn } of shown) {
        for (const { arguments: args } of steps)
          for (const leaf of leavesOf(args)) expect(isShownIn(words, leaf), `${leaf}\n${words}`).toBe(true);
        openobserve.seen.length = 0;
        const turns = model.asked.length;
        const { answer, error } = await goOn();
        expect(error).toBeNull();
        expect(answer.steps.map(({ state }) => state)).toEqual(steps.map(() => 'done'));
        const ran = wire(openobserve.seen);
        expect(ran).toEqual(await madeDirectly(steps));
        expect(model.asked.length).toBe(turns);
        compared += 1;
      }
    }
    expect(compared).toBe(PLANS);
  });
});
