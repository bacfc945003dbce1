import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { AskAnswer } from '../../../src/ask/types.ts';
import type { App } from '../../../src/server/app.ts';
import {
  type FakeOpenObserve,
  type SeenRequest,
  sendJson,
  startFakeOpenObserve,
} from '../../helpers/fake-openobserve.ts';
import { appAt, runTool } from '../../helpers/run-tool.ts';
import { appWith, askOnce, type Heard } from './asking.ts';
import { type ModelServer, startModelServer, type WantedCall } from './model-server.ts';

const SEED = 20;
const PLANS = 200;
const REQUEST = 'create a folder, a template, a function, a dashboard and an alert';

/** Answers every read with nothing but a destination and a template that are there, and every write with a yes. */
function emptyOpenObserve({ method, path }: SeenRequest): unknown {
  if (method !== 'GET')
    return path.includes('_search') ? { hits: [], total: 0 } : { code: 200, message: 'ok' };
  if (path.endsWith('/destinations'))
    return [{ name: 'ops', type: 'http', url: 'https://ops.example.com/in' }];
  if (path.endsWith('/templates')) return [{ name: 'plain', type: 'http', title: '' }];
  if (path.endsWith('/dashboards')) return { dashboards: [] };
  if (path.includes('/savedviews')) return { views: [] };
  return path.endsWith('/kv') ? [] : { list: [], data: [] };
}

const isWrite = ({ method, path }: SeenRequest) => method !== 'GET' && !/_search|\/export/.test(path);
const wire = (seen: readonly SeenRequest[]) =>
  seen.filter(isWrite).map(({ method, path, query, body }) => `${method} ${path}?${query} ${body}`);

/** Names without the words of secrets, texts with everything that could break a line, a quotation or a shell. */
const name = fc
  .stringMatching(/^[a-z][a-z0-9_]{2,14}$/)
  .filter((text) => !/token|secret|pass|key|pwd|auth/.test(text));
const text = fc
  .string({ unit: fc.constantFrom(...'abc ÄßçÑ中文 "\'`$\\{}<>|&;%#\n“”'), minLength: 1, maxLength: 60 })
  .filter((value) => value.trim() !== '' && value === value.trim());
const number = fc.integer({ min: 2, max: 1_000_000 });
const call = (tool: string, args: Record<string, fc.Arbitrary<unknown>>) =>
  fc.record(args).map((made): WantedCall => ({ name: tool, arguments: made }));

const STEPS = fc.oneof(
  call('create_folder', { name, description: text, folder_type: fc.constant('dashboards') }),
  call('create_template', { name, body: text, type: fc.constant('http') }),
  call('create_function', { name, function: fc.constant('.a = 1\n.'), transType: fc.constant(0) }),
  call('create_dashboard', {
    title: name,
    description: text,
    panels: fc.array(
      fc.record({
        title: name,
        type: fc.constantFrom('line', 'bar', 'table'),
        sql: name.map(
          (stream) => `SELECT histogram(_timestamp) AS t, count(*) AS n FROM "${stream}" GROUP BY t`,
        ),
      }),
      { minLength: 1, maxLength: 3 },
    ),
  }),
  call('create_alert', {
    name,
    stream_name: name,
    stream_type: fc.constant('logs'),
    enabled: fc.boolean(),
    destinations: fc.constant(['ops']),
    condition: fc.record({
      threshold: number,
      period: fc.integer({ min: 1, max: 600 }),
      operator: fc.constant('>'),
    }),
  }),
);
const PLAN = fc.uniqueArray(STEPS, {
  minLength: 1,
  maxLength: 5,
  selector: ({ name: tool, arguments: args }) => {
    const { name: own, title, key } = args as Record<string, string>;
    return `${tool} ${own ?? title ?? key}`;
  },
});

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

/** Every text and number in a value. */
function leavesOf(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [String(value)];
  return Object.values(value).flatMap(leavesOf);
}

/** Whether a plan has a value whole: on one line, or line by line behind a mark. */
function isShownIn(words: string, leaf: string): boolean {
  if (!leaf.includes('\n')) return words.includes(leaf);
  return (
    words.includes(
      leaf
        .split('\n')
        .map((line) => `   | ${line}`)
        .join('\n'),
    ) || words.includes(JSON.stringify(leaf))
  );
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
