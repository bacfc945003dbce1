import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { App } from '../../../src/server/app.ts';
import { readAlertWords } from '../../../src/ask/create/alert-words.ts';
import { runTool } from '../../helpers/run-tool.ts';
import { appWith, askOnce, startSample } from '../model/asking.ts';

let sample: Awaited<ReturnType<typeof startSample>>;
let app: App;
beforeAll(async () => {
  sample = await startSample();
  app = await appWith(sample.env);
});
afterAll(async () => {
  await app.close();
  await sample.close();
});

it.each([
  ['alert me if revenue drops below $100k', '<', 100_000, true],
  ['alert me if revenue drops below $100,000', '<', 100_000, true],
  ['warn when amount is over 2,5', '>', 2.5, false],
])('reads what is compared with how much: %s', (words, operator, value, isMoney) => {
  const { threshold, ...read } = readAlertWords(words);
  expect({ operator: read.operator, value: threshold?.value, isMoney: threshold?.of === 'money' }).toEqual({
    operator,
    value,
    isMoney,
  });
});

describe('an alert on an amount of money', () => {
  const REQUEST = 'alert me if revenue drops below $100k';
  const answers = { destination: 'payment_oncall', period_minutes: '60', name: 'revenue_low' };

  it('takes the one stream with such a field, and names it and the sum', async () => {
    const { answer } = await askOnce(app, { request: REQUEST });
    expect(answer.missing.map(({ name }) => name)).toEqual(['destination', 'period_minutes']);
    expect(answer.answer).toMatch(/The sum of revenue in sales_orders over how many minutes/);
  });

  it('compares the sum of the field that the words name', async () => {
    const { answer } = await askOnce(app, {
      request: 'alert me if total revenue drops below $100k',
      tool: 'create_alert',
      answers: { ...answers, stream: 'sales_orders' },
    });
    expect(answer.steps, answer.answer).toMatchObject([{ tool: 'create_alert', state: 'done' }]);
    expect(answer.query).toMatch(/HAVING coalesce\(sum\(revenue\), 0\) < 100000/);
    expect((await runTool(app, 'list_alerts', {})).text).toContain('revenue_low');
  });

  it('takes it for no number of records where the stream has no such field', async () => {
    const { answer } = await askOnce(app, {
      request: REQUEST,
      tool: 'create_alert',
      answers: { ...answers, stream: 'nginx_access' },
    });
    expect(answer.answer).toBe('nginx_access has no field "revenue".');
    expect(answer.missing.map(({ name }) => name)).toEqual(['field']);
  });
});
