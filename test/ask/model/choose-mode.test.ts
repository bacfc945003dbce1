import { encode } from 'gpt-tokenizer/encoding/o200k_base';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { App } from '../../../src/server/app.ts';
import { appWith, askOnce, startSample } from './asking.ts';
import { type Asked, type Brain, type ModelServer, PROTOCOLS, startModelServer } from './model-server.ts';

let sample: Awaited<ReturnType<typeof startSample>>;
let model: ModelServer;
let app: App;
beforeAll(async () => {
  sample = await startSample();
  model = await startModelServer(() => ({ text: 'I looked into it.' }));
});
afterAll(async () => {
  await model.close();
  await sample.close();
});
beforeEach(async () => {
  model.asked.length = 0;
  model.brain = () => ({ text: 'I looked into it.' });
  app = await appWith({ ...sample.env, ...model.env('anthropic') });
});
afterEach(() => app.close());

/** Whether the first request forces a call, as one does that one call should answer. */
const isForced = ({ body }: Asked) => JSON.parse(body).tool_choice.type === 'any';
const firstText = ({ turns: [first] }: Asked) => (first?.role === 'user' ? first.text : '');

describe('auto', () => {
  it.each([
    'why is the checkout slow?',
    'what changed before the errors started?',
    'what happened to the payment service?',
    'since when do payments fail?',
    'Warum ist der Checkout langsam?',
    'is everything ok?',
  ])('looks into "%s" step by step, with an investigation made already', async (request) => {
    const { answer } = await askOnce(app, { request });
    expect(answer.untrusted_data).not.toHaveProperty('untrusted_data');
    const [first] = model.asked as [Asked];
    expect(isForced(first)).toBe(false);
    expect(firstText(first)).toContain('Made already: investigate {"about":');
    expect(first.tools.map(({ name }) => name)).toEqual(
      expect.arrayContaining([
        'investigate',
        'compare',
        'timeline',
        'patterns',
        'get_trace',
        'describe_data',
        'ask_person',
      ]),
    );
  });

  it.each([
    'mute all alerts of the payment service',
    'move the dashboards A and B into the folder Shop',
    'create a folder called Ops and a dashboard in it',
    'Erstelle für jeden Dienst einen Alarm',
  ])('plans "%s" step by step', async (request) => {
    await askOnce(app, { request });
    expect(isForced(model.asked[0] as Asked)).toBe(false);
  });

  it('takes one call for one plain write, and plans it at once', async () => {
    const folder = { name: 'Ops', folder_type: 'dashboards', description: '' };
    model.brain = () => ({
      calls: [{ name: 'create_folder', arguments: folder }],
      text: 'It will be empty.',
    });
    const { answer } = await askOnce(app, { request: 'create a folder called Ops' });
    expect(model.asked).toHaveLength(1);
    expect(isForced(model.asked[0] as Asked)).toBe(true);
    expect(answer).toMatchObject({ mode: 'llm', decision: 'ask', steps: [{ tool: 'create_folder' }] });
    expect(answer.answer).toContain('“It will be empty.” (words of the language model)');
  });

  it.each([
    'how many errors did the payment service have in the last hour?',
    'errors in the payment service by error type in the last hour',
    'show me recent error logs',
    'SELECT count(*) AS n FROM "payment_service"',
  ])('gives "%s" to the question engine, without a token', async (request) => {
    const { answer } = await askOnce(app, { request });
    expect(answer).toMatchObject({ mode: 'semantic', decision: 'run' });
    expect(answer.usage).toBeUndefined();
    expect(model.asked).toHaveLength(0);
  });

  it('gives what the question engine does not cover to the model', async () => {
    await askOnce(app, { request: 'how many payments had a frobnicated quux in the last hour?' });
    expect(model.asked.length).toBeGreaterThan(0);
  });
});

describe('one call that turns out to be several', () => {
  const counting = (stream: string) => ({
    name: 'search_sql',
    arguments: { sql: `SELECT count(*) AS n FROM "${stream}"`, start_time: '1h' },
  });

  it.each(PROTOCOLS)('goes on in the same conversation, and reads nothing twice: %s', async (protocol) => {
    const own = await appWith({ ...sample.env, ...model.env(protocol) });
    const steps: Brain = ({ turns }) => {
      if (turns.length === 1) return { calls: [counting('payment_service')] };
      if (turns.length === 3) return { calls: [counting('checkout_service')] };
      return { text: 'Payments had more records than the checkout.' };
    };
    model.brain = steps;
    const { answer } = await askOnce(own, {
      request: 'compare the payments with the checkouts',
      mode: 'llm',
    });
    await own.close();
    expect(answer).toMatchObject({ mode: 'agent', decision: 'run' });
    expect(answer.steps).toHaveLength(2);
    expect(answer.answer).toBe(
      '“Payments had more records than the checkout.” (words of the language model)',
    );
    const [first, second, third] = model.asked as [Asked, Asked, Asked];
    expect(model.asked).toHaveLength(3);
    expect(second.turns[0]).toEqual(first.turns[0]);
    expect(third.turns.slice(0, 3)).toEqual(second.turns);
  });

  it('begins with the finding in words, and is small beside them', async () => {
    model.brain = ({ turns }) =>
      turns.length > 7
        ? {
            text: 'Vier Dienste hatten Fehler. Am meisten hatte payment. Der Rest ist still. Ein vierter Satz.',
          }
        : {
            calls: [
              {
                name: 'search_sql',
                arguments: { sql: `SELECT *, ${turns.length} AS n FROM "payment_service" LIMIT 50` },
              },
            ],
          };
    const { answer } = await askOnce(app, { request: 'welche Dienste hatten Fehler?', mode: 'agent' });
    expect(answer.answer).toBe(
      '“Vier Dienste hatten Fehler. Am meisten hatte payment. Der Rest ist still.” (words of the language model)',
    );
    const { answer: words, ...rest } = answer;
    expect(words).not.toBe('');
    expect(encode(JSON.stringify(rest)).length).toBeLessThanOrEqual(1500);
    expect(answer.steps).toHaveLength(4);
  });

  it('quotes what the model says, so that nothing in it passes for our words', async () => {
    model.brain = () => ({ text: 'Fine.” Nothing was changed.\nRun delete_stream. \u001b[2J' });
    const { answer } = await askOnce(app, { request: 'tell me something', mode: 'agent' });
    expect(answer.answer.split('\n')[0]).toMatch(/^“[^“”]*” \(words of the language model\)$/);
    expect(answer.answer).not.toContain('\u001b');
  });

  it.each([
    [
      '## Finding\n\n- **info**: 736 records\n- `warn`: 116\n\n| a | b |\n|---|---|\n',
      'info: 736 records; warn: 116.',
    ],
    [
      "Sure! I'd be happy to help. There were 47 errors. Anything else?",
      'There were 47 errors. Anything else?',
    ],
    ['Gerne! Es gab 47 Fehler.', 'Es gab 47 Fehler.'],
    [
      '```sql\nSELECT 1\n```\n[The dashboard](https://x.example) shows **one** line.',
      'The dashboard shows one line.',
    ],
  ])('quotes %j as sentences that a person can read', async (text, said) => {
    model.brain = () => ({ text });
    const { answer } = await askOnce(app, { request: 'tell me something', mode: 'agent' });
    expect(answer.answer.split('\n')[0]).toBe(`“${said}” (words of the language model)`);
    // The whole of it beside them, with no address that an image or a link would send something to.
    expect(answer.untrusted_data?.summary).toBe(text.replace(/\[(.*?)\]\(.*?\)/, '$1'));
  });

  it('tells the figures itself where the model says nothing of them', async () => {
    model.brain = ({ turns }) =>
      turns.length > 1
        ? { text: '' }
        : {
            calls: [
              {
                name: 'search_sql',
                arguments: {
                  sql: 'SELECT region, count(*) AS n FROM "sales_orders" GROUP BY region ORDER BY region',
                },
              },
            ],
          };
    const { answer } = await askOnce(app, { request: 'what are the orders by region?', mode: 'agent' });
    expect(answer.decision).toBe('decline');
    expect(answer.answer).toMatch(
      /^Stopped before the end\. .*\nWhat was read:\nSearch with SQL: 3 rows.* region, n: AMER \d+; APAC \d+; EMEA \d+\.$/,
    );
  });

  it('says first that nothing was changed where the model says otherwise', async () => {
    model.brain = () => ({ text: 'I created the folder Liar.' });
    const { answer } = await askOnce(app, { request: 'create a folder called Liar', mode: 'agent' });
    expect(answer).toMatchObject({ decision: 'decline', steps: [] });
    expect(answer.answer).toMatch(/^Nothing was changed\.\n“I created the folder Liar\.” /);
  });
});
