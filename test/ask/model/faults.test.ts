import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { App } from '../../../src/server/app.ts';
import { type FakeOpenObserve, startFakeOpenObserve } from '../../helpers/fake-openobserve.ts';
import { runTool } from '../../helpers/run-tool.ts';
import { appWith, askApproved, askOnce, startSample } from './asking.ts';
import { brain } from './brain.ts';
import { type Brain, type Fault, type ModelServer, PROTOCOLS, startModelServer } from './model-server.ts';
import { passOn } from './pass-on.ts';

const SALES = 'Create a sales dashboard and alert me if revenue drops below $100k';
const PAYMENT = 'Show me errors in the payment service from the last hour';

let sample: Awaited<ReturnType<typeof startSample>>;
/** What nobody wrote into serves the next test, too. */
let isUntouched = false;
let model: ModelServer;
let between: FakeOpenObserve;
let apps: App[] = [];

beforeAll(async () => {
  model = await startModelServer(brain);
});
afterAll(async () => {
  await model.close();
  if (isUntouched) await sample.close();
});
beforeEach(async () => {
  model.brain = brain;
  model.asked.length = 0;
  if (!isUntouched) sample = await startSample();
  isUntouched = true;
  between = await startFakeOpenObserve(passOn(sample.url));
});
afterEach(async () => {
  for (const app of apps) await app.close();
  apps = [];
  await between.close();
  if (writes().length === 0) return;
  isUntouched = false;
  await sample.close();
});

async function appAt(env: Record<string, string> = {}): Promise<App> {
  const app = await appWith({ ...sample.env, O2_BASE_URL: between.url, ...model.env('anthropic'), ...env });
  apps.push(app);
  return app;
}

/** The writes that OpenObserve got, as `METHOD path`. */
const writes = () =>
  between.seen
    .filter(({ method, path }) => method !== 'GET' && !/_search|\/export/.test(path))
    .map(({ method, path }) => `${method} ${path.replace(/\/\d+$/, '/id')}`);
const BOTH = ['POST /api/default/dashboards', 'POST /api/v2/default/alerts'];

describe('a provider that fails before anything was done', () => {
  const refuse = (status: number, message: string): Fault => ({
    kind: 'status',
    status,
    body: { error: { message } },
    headers: { 'x-should-retry': 'false' },
  });
  const FAULTS: ReadonlyArray<readonly [name: string, says: RegExp, fault: Fault]> = [
    ['is down', /fault of its own|overloaded/, refuse(503, 'down')],
    ['is over quota', /quota/, refuse(429, 'insufficient quota')],
    ['refuses the key', /key/, refuse(401, 'bad key sk-secret-of-them')],
    ['knows no such model', /no such language model/, refuse(404, 'no model')],
    ['is slow', /time/, { kind: 'hang' }],
    ['cuts its answer', /broke off/, { kind: 'cut' }],
    ['answers a page', /broke off|address of the language model/, { kind: 'nonsense' }],
  ];
  describe.each(PROTOCOLS)('%s', (protocol) => {
    it.each(FAULTS)('that %s: the semantic mode answers, and says so', async (_, says, fault) => {
      model.brain = () => ({ text: 'x'.repeat(400), fault });
      const app = await appAt({ ...model.env(protocol), O2_LLM_TIMEOUT: '4s' });
      const { answer } = await askOnce(app, { request: PAYMENT, mode: 'llm' });
      expect(answer.mode).toBe('semantic');
      expect(answer.answer).toMatch(says);
      expect(answer.answer).toContain('This was answered without it. Found 47 errors in payment_service');
      expect(answer.answer).not.toContain('sk-secret-of-them');
      expect(writes()).toEqual([]);
    });

    it('that will not answer, or answers nothing', async () => {
      const app = await appAt(model.env(protocol));
      for (const reply of [{ refusal: true }, { text: '' }]) {
        model.brain = () => reply;
        const { answer } = await askOnce(app, { request: PAYMENT, mode: 'agent' });
        expect(answer.answer).toMatch(/^The language model (will not|answered nothing).*Found 47 errors/s);
      }
    });
  });

  it('in the middle of its reads: they are kept', async () => {
    model.brain = (asked) =>
      asked.turns.length > 2
        ? { fault: { kind: 'status', status: 500, body: {}, headers: { 'x-should-retry': 'false' } } }
        : brain(asked);
    const { answer } = await askOnce(await appAt(), { request: SALES, dry_run: true });
    expect(answer).toMatchObject({
      mode: 'agent',
      decision: 'decline',
      steps: [{ tool: 'list_destinations' }],
    });
    expect(answer.answer).toMatch(
      /^Nothing was changed\.\nStopped before the end\. .*fault of its own.*\nWhat was read:\n\d+ destinations?: payment_oncall\./,
    );
    expect(writes()).toEqual([]);
  });
});

describe('a plan', () => {
  it('says what stands when a step fails, and offers to take it back', async () => {
    const app = await appAt();
    between.answer = passOn(sample.url, ({ method, path }) =>
      method === 'POST' && path.endsWith('/alerts')
        ? { status: 403, body: { code: 403, message: 'Unauthorized Access' } }
        : null,
    );
    const answer = await askApproved(app, { request: SALES });
    expect(answer.steps.map(({ tool, state }) => [tool, state])).toEqual([
      ['create_dashboard', 'done'],
      ['create_alert', 'failed'],
    ]);
    expect(answer.answer).toMatch(
      /1 of 2 steps is done.*create_alert.*Finished steps stay. To undo them: delete_dashboard/s,
    );
    expect(answer.undo).toMatchObject([
      { tool: 'delete_dashboard', arguments: { dashboard_id: expect.any(String) } },
    ]);
    // The undo is a call as it can be made.
    const [undo] = answer.undo ?? [];
    await app.run(
      { name: undo?.tool ?? '', arguments: { ...undo?.arguments } },
      { view: app.view, signal: new AbortController().signal, approved: () => true, caller: 'test' },
    );
    expect(writes().at(-1)).toMatch(/^DELETE/);
  });

  it('takes a write for done whose answer was lost, because it looks', async () => {
    const app = await appAt();
    between.answer = passOn(
      sample.url,
      null,
      ({ method, path }) => method === 'POST' && path.endsWith('/dashboards'),
    );
    const answer = await askApproved(app, { request: SALES });
    expect(answer.steps.map(({ state }) => state)).toEqual(['done', 'done']);
    expect(answer.answer).toContain('it exists, although the response was incomplete');
    expect(writes()).toEqual(BOTH);
  });

  /** Somebody else makes the same, a moment before ours is made. */
  function overtaken(kind: 'dashboards' | 'folders'): void {
    between.answer = async (seen, response) => {
      if (seen.method === 'POST' && seen.path.includes(`/${kind}`)) {
        const { authorization = '' } = seen.headers;
        const headers = { authorization, 'content-type': 'application/json' };
        await fetch(`${sample.url}${seen.path}`, { method: 'POST', headers, body: seen.body });
      }
      passOn(sample.url)(seen, response);
    };
  }

  it('takes its own away again where somebody was quicker, and offers no undo of what is not its own', async () => {
    overtaken('dashboards');
    const answer = await askApproved(await appAt(), { request: SALES });
    expect(answer.answer).toMatch(/another call made it at the same moment \(\d+\)\. .*taken away again/);
    expect(answer.undo?.map(({ tool }) => tool)).toEqual(['delete_alert']);
    expect(writes()).toEqual([BOTH[0], 'DELETE /api/default/dashboards/id', BOTH[1]]);
  });

  it('offers no undo of what somebody else made, for which ours was refused', async () => {
    overtaken('folders');
    const folder = { name: 'Night shift', folder_type: 'dashboards', description: '' };
    model.brain = () => ({ calls: [{ name: 'create_folder', arguments: folder }] });
    const answer = await askApproved(await appAt(), { request: 'create a folder', mode: 'llm' });
    expect(answer.answer).toMatch(/it exists, but not by this call, which was refused/);
    expect(answer.undo).toBeUndefined();
  });

  it('takes nothing for gone that only the head of a long list does not show', async () => {
    const app = await appAt({ O2_MAX_BYTES: '64KiB' });
    await runTool(app, 'set_kv_value', { key: 'kept', content: 'one' });
    const keys = Array.from({ length: 3000 }, (_, index) => `another_key_of_many_${index}`);
    between.answer = passOn(sample.url, ({ method, path }) =>
      method === 'GET' && path.endsWith('/kv') ? { status: 200, body: keys } : null,
    );
    model.brain = () => ({ calls: [{ name: 'remove_kv_value', arguments: { key: 'kept' } }] });
    const request = 'delete the value stored under the key kept';
    const answer = await askApproved(app, { request, mode: 'llm' });
    expect(answer.answer).toMatch(/^Done: .*It could not be read back/);
    expect(writes().at(-1)).toBe('DELETE /api/default/kv/kept');
  });

  it('names both where two stand and it may take none away', async () => {
    overtaken('dashboards');
    const app = await appAt({ O2_STATE_KEY: 'k'.repeat(40), O2_DENY: 'delete_dashboard' });
    const answer = await askApproved(app, { request: SALES });
    expect(answer.answer).toMatch(/several stand: \d+, \d+\. Look which one to keep/);
    expect(writes()).toEqual(BOTH);
  });

  async function pending(app: App) {
    const { answer } = await askOnce(app, { request: SALES });
    expect(answer.resume?.answers.plan).toBeTypeOf('string');
    return { request: SALES, ...answer.resume };
  }

  it('is carried out once when it is approved twice at once, and both get the report', async () => {
    const app = await appAt();
    const yes = await pending(app);
    const [first, second] = await Promise.all([askOnce(app, yes), askOnce(app, yes)]);
    expect(second.answer).toEqual(first.answer);
    expect(first.answer.steps.map(({ state }) => state)).toEqual(['done', 'done']);
    expect(writes()).toEqual(BOTH);
  });

  it('is carried out once by two replicas, one after the other', async () => {
    const key = { O2_STATE_KEY: 'k'.repeat(40) };
    const [one, two] = [await appAt(key), await appAt(key)];
    const yes = await pending(one);
    await askOnce(one, yes);
    const { answer } = await askOnce(two, yes);
    expect(answer.steps.map(({ state }) => state)).toEqual(['done', 'done']);
    expect(answer.answer.match(/it already exists and was not created again/g)).toHaveLength(2);
    expect(answer.undo).toBeUndefined();
    expect(writes()).toEqual(BOTH);
  });

  describe('whose step OpenObserve refuses for its arguments', () => {
    const REFUSAL = 'Alert period is greater than max query range of 1 hours for stream "sales_orders"';
    /** Plans as the brain does, and mends a refused alert by `period`. */
    const mending =
      (period: number): Brain =>
      (asked) => {
        const first = asked.turns[0];
        const text = first?.role === 'user' ? first.text : '';
        if (!text.includes('This call was refused')) return brain(asked);
        expect(text).toContain(REFUSAL);
        const args = JSON.parse(/refused: create_alert (.*)/.exec(text)?.[1] ?? '{}');
        const condition = { ...args.condition, period };
        return { calls: [{ name: 'create_alert', arguments: { ...args, condition } }] };
      };

    beforeEach(() => {
      between.answer = passOn(sample.url, ({ method, path, body }) =>
        method === 'POST' && path.endsWith('/alerts') && !/"period":30\b/.test(body)
          ? { status: 400, body: { code: 400, message: REFUSAL } }
          : null,
      );
    });

    it('is put in another form by the model, shown again, and told as one', async () => {
      model.brain = mending(30);
      const shown: string[] = [];
      const answer = await askApproved(await appAt(), { request: SALES }, {}, shown);
      expect(shown).toHaveLength(2);
      expect(shown[1]).toMatch(
        /^Done so far:\n1\. Done: Create a dashboard.*create_alert was refused.*max query range.*differently: condition\.period 60 → 30.*in one step\?.*period=30/s,
      );
      // What the model said was of the plan before.
      expect(shown[0]).toContain('The dashboard shows sales, and the alert watches revenue.');
      expect(shown[1]).not.toContain('The dashboard shows sales');
      expect(answer.steps.map(({ tool, state }) => [tool, state])).toEqual([
        ['create_dashboard', 'done'],
        ['create_alert', 'done'],
      ]);
      expect(answer.answer).toMatch(
        /^All steps are done\.\nOne step was done in another form than first approved: condition\.period 60 → 30\.\n1\. .*dashboard.*\n2\. .*alert.*it exists/,
      );
      expect(answer.undo?.map(({ tool }) => tool)).toEqual(['delete_alert', 'delete_dashboard']);
      expect(writes()).toEqual([...BOTH, BOTH[1]]);
    });

    it('waits for another yes without a person to ask, and the first one does nothing more', async () => {
      model.brain = mending(30);
      const app = await appAt();
      const yes = await pending(app);
      const [first, second] = [await askOnce(app, yes), await askOnce(app, yes)];
      for (const { answer } of [first, second]) {
        expect(answer).toMatchObject({ decision: 'ask', undo: [{ tool: 'delete_dashboard' }] });
        expect(answer.steps.map(({ state }) => state)).toEqual(['done', 'waiting']);
        expect(answer.answer).toMatch(/Done so far:.*What is left would be done in one step/s);
      }
      expect(writes()).toEqual(BOTH);
      const { answer: looked } = await askOnce(app, {
        request: SALES,
        ...first.answer.resume,
        dry_run: true,
      });
      expect(looked.answer).toContain('Nothing was done');
      expect(writes()).toEqual(BOTH);
      const both = await Promise.all(
        [first, second].map(({ answer }) => askOnce(app, { request: SALES, ...answer.resume })),
      );
      expect(both[1]?.answer).toEqual(both[0]?.answer);
      expect(both[0]?.answer.answer).toContain('All steps are done');
      expect(writes()).toEqual([...BOTH, BOTH[1]]);
    });

    it.each<[string, RegExp, Brain]>([
      [
        'has no other form',
        /found no other arguments/,
        (asked) => (asked.tools.length === 1 ? { text: 'It cannot be done.' } : brain(asked)),
      ],
      ['would do the same', /would try the same again/, mending(60)],
      [
        'is gone by then',
        /quota/,
        (asked) =>
          asked.tools.length === 1
            ? {
                fault: {
                  kind: 'status',
                  status: 402,
                  body: {},
                  headers: { 'x-should-retry': 'false' },
                },
              }
            : brain(asked),
      ],
    ])('is reported with what stands when the model %s', async (_, says, how) => {
      model.brain = how;
      const answer = await askApproved(await appAt(), { request: SALES });
      expect(answer).toMatchObject({ mode: 'agent', undo: [{ tool: 'delete_dashboard' }] });
      expect(answer.steps.map(({ state }) => state)).toEqual(['done', 'failed']);
      expect(answer.answer).toMatch(says);
      expect(answer.answer).toMatch(/1 of 2 steps is done.*max query range.*Finished steps stay/s);
      expect(writes()).toEqual(BOTH);
    });

    it('is put in another form once, not again and again', async () => {
      model.brain = mending(45);
      const shown: string[] = [];
      const answer = await askApproved(await appAt(), { request: SALES }, {}, shown);
      expect(shown).toHaveLength(2);
      expect(answer.answer).toMatch(/1 of 2 steps is done.*create_alert/);
      expect(writes()).toEqual([...BOTH, BOTH[1]]);
    });

    it('keeps what was done when the other form is declined', async () => {
      model.brain = mending(30);
      const app = await appAt();
      const first = await askOnce(app, { request: SALES }, { canAsk: true });
      const state = (needed: unknown) => JSON.parse(JSON.stringify((needed as { state: unknown }).state));
      const second = await askOnce(
        app,
        { request: SALES },
        { canAsk: true, reply: { state: state(first.needed), content: { approve: true } } },
      );
      const { answer } = await askOnce(
        app,
        { request: SALES },
        { canAsk: true, reply: { state: state(second.needed), content: { approve: false } } },
      );
      expect(answer.answer).toMatch(/^Nothing more was done: .*Done so far:/s);
      expect(answer.steps.map(({ state: each }) => each)).toEqual(['done', 'skipped']);
      expect(answer.undo).toMatchObject([{ tool: 'delete_dashboard' }]);
      expect(writes()).toEqual(BOTH);
    });
  });

  it('is bound to its caller, its request, its time and its very words', async () => {
    const app = await appAt();
    const yes = await pending(app);
    const token = String(yes.answers?.plan);
    for (const [args, context] of [
      [yes, { caller: 'somebody else' }],
      [{ ...yes, request: 'delete everything' }, {}],
      [{ ...yes, answers: { plan: `A${token.slice(1)}` } }, {}],
      [{ ...yes, answers: { plan: 'none' } }, {}],
    ] as const)
      expect((await askOnce(app, args, context)).error?.code).toBe('plan_mismatch');
    expect(writes()).toEqual([]);
  });

  it('does nothing without a yes: declined, closed, or never answered', async () => {
    const app = await appAt();
    const { needed } = await askOnce(app, { request: SALES }, { canAsk: true });
    expect(needed?.message).toContain('Create a dashboard');
    for (const content of [{ approve: false }, null]) {
      const reply = { state: needed?.state, content };
      const { answer } = await askOnce(app, { request: SALES }, { canAsk: true, reply });
      expect(answer.answer).toContain('Nothing was done');
    }
    expect(writes()).toEqual([]);
  });

  it('finishes the step it is at when the caller leaves, begins no other, and goes on when the same yes comes again', async () => {
    const app = await appAt();
    const yes = await pending(app);
    const leaving = new AbortController();
    between.answer = passOn(sample.url, ({ method, path }) => {
      if (method === 'POST' && path.endsWith('/dashboards')) leaving.abort();
      return null;
    });
    const { answer } = await askOnce(app, yes, { signal: leaving.signal });
    expect(answer.steps.map(({ state }) => state)).toEqual(['done', 'skipped']);
    expect(answer.answer).toMatch(
      /1 of 2 steps is done. Then the call was canceled.*Left to do: create_alert/s,
    );
    expect(writes()).toEqual(BOTH.slice(0, 1));
    between.answer = passOn(sample.url);
    const rest = await askOnce(app, yes);
    expect(rest.answer.steps.map(({ state }) => state)).toEqual(['done', 'done']);
    expect(writes()).toEqual(BOTH);
  });

  it('is not made when the caller leaves before it is whole', async () => {
    const app = await appAt();
    const leaving = new AbortController();
    model.brain = (asked) => {
      leaving.abort();
      return brain(asked);
    };
    const { error } = await askOnce(app, { request: SALES }, { signal: leaving.signal });
    expect(error?.code).toBe('cancelled');
    expect(writes()).toEqual([]);
  });

  it('is shown without the quotes of JSON, whole, and told by the names of things', async () => {
    const shown: string[] = [];
    const { answer } = await askApproved(await appAt(), { request: SALES }, {}, shown);
    expect(shown[0]?.split('\n')).toEqual([
      'Should this be done, in 2 steps?',
      '1. Create a dashboard: title=Sales',
      '   panels:',
      '   - title=Revenue over time, type=line, sql=SELECT histogram(_timestamp) AS time, sum(revenue) AS revenue FROM "sales_orders" GROUP BY time ORDER BY time',
      '   - title=Orders, type=stat, sql=SELECT count(*) AS orders FROM "sales_orders"',
      '2. Create an alert: name=revenue_low, stream_name=sales_orders, stream_type=logs, enabled=true, destinations=payment_oncall',
      '   condition: measure=sum(revenue), operator=<, threshold=100000, period=60',
      '   By default it is checked every 10 minutes and is silent for 30 minutes after it fires.',
      expect.stringMatching(/^ {3}Over the last 24 hours it would /),
      '   You did not say: the destination payment_oncall; period 60.',
      '“The dashboard shows sales, and the alert watches revenue.” (words of the language model)',
    ]);
    expect(answer).toBe(
      'All steps are done.\n1. Done: Create a dashboard "Sales". Read back: it exists.\n2. Done: Create an alert "revenue_low". Read back: it exists.',
    );
  });

  it('that is there already says so, whatever the model says', async () => {
    const app = await appAt();
    await askApproved(app, { request: SALES });
    const again = await askOnce(app, { request: SALES });
    expect(again.answer.answer).toMatch(
      /^Nothing was changed\. Create a dashboard: "Sales" is there already.*Create an alert: "revenue_low" is there already/,
    );
    const folder = { name: 'Payments', folder_type: 'dashboards', description: '' };
    model.brain = ({ turns }) =>
      turns.length === 1
        ? { calls: [{ name: 'create_folder', arguments: folder }] }
        : { calls: [{ name: 'none_of_these', arguments: { reason: 'It is there.' } }] };
    const { answer } = await askOnce(app, { request: 'create a folder called Payments', mode: 'llm' });
    expect(answer.answer).toMatch(/^Nothing was changed\. .*"Payments" is there already/);
  });

  it('waits for a person alone where the operator says so', async () => {
    const { answer } = await askOnce(await appAt({ O2_CONFIRM: 'person' }), { request: SALES });
    expect(answer).toMatchObject({ decision: 'decline' });
    expect(answer.answer).toContain('only a person may approve it');
    expect(answer.resume).toBeUndefined();
  });

  it('is shown even where nothing is to be confirmed', async () => {
    const { answer } = await askOnce(await appAt({ O2_CONFIRM: 'never' }), { request: SALES });
    expect(answer.decision).toBe('ask');
    expect(writes()).toEqual([]);
  });

  it('tells each step to a client that asked for progress', async () => {
    const told: string[] = [];
    await askApproved(await appAt(), { request: SALES }, { onProgress: (message) => told.push(message) });
    expect(told).toEqual(
      ['List destinations', 'create_dashboard (step 1 of 2)', 'create_alert (step 2 of 2)', 'done'].map(
        (text) => expect.stringContaining(text.slice(0, 6)),
      ),
    );
  });
});
