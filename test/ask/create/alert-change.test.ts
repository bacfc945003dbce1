import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { directionAt, isOpposite } from '../../../src/ask/create/stated-direction.ts';
import type { App } from '../../../src/server/app.ts';
import { runTool } from '../../helpers/run-tool.ts';
import { appWith, askOnce, startSample } from '../model/asking.ts';

// payment_errors of the sample: more than 40 in 60 minutes, checked every 5, silent for 30.
let sample: Awaited<ReturnType<typeof startSample>>;
let app: App;
beforeAll(async () => {
  sample = await startSample();
  app = await appWith(sample.env);
}, 60_000);
afterAll(async () => {
  await app.close();
  await sample.close();
});

const dryRun = async (request: string) =>
  (await askOnce(app, { request, mode: 'semantic', dry_run: true })).answer;

describe('a number that goes the other way than the words say', () => {
  it.each([
    ['raise the threshold of payment_errors to 25', /goes up, but 25 is lower than 40/],
    ['increase the threshold of payment_errors to 25', /goes up, but 25 is lower than 40/],
    ['lower the threshold of payment_errors to 80', /goes down, but 80 is higher than 40/],
    ['reduce the threshold of payment_errors to 80', /goes down, but 80 is higher than 40/],
    ['shorten the silence of payment_errors to 600 minutes', /goes down, but 600 is higher than 30/],
    ['extend the period of payment_errors to 30 minutes', /goes up, but 30 is lower than 60/],
    ['Erhöhe den Schwellwert von payment_errors auf 25', /soll steigen, aber 25 ist weniger als 40/],
    ['verkürze die Ruhezeit von payment_errors auf 60 Minuten', /soll sinken, aber 60 ist mehr als 30/],
    ['augmente le seuil de payment_errors à 25', /devrait augmenter, mais 25 est moins que 40/],
    ['raccourcis la période de payment_errors à 90 minutes', /devrait baisser, mais 90 est plus que 60/],
    ['sube el umbral de payment_errors a 25', /debía subir, pero 25 es menos que 40/],
    ['baja el umbral de payment_errors a 80', /debía bajar, pero 80 es más que 40/],
    ['aumente o limite de payment_errors para 25', /deveria subir, mas 25 é menos que 40/],
    ['reduza o limite de payment_errors para 80', /deveria baixar, mas 80 é mais que 40/],
    ['把 payment_errors 的阈值提高到 25', /要提高.*但 25 低于现在的 40/],
    ['降低 payment_errors 的阈值到 80', /要降低.*但 80 高于现在的 40/],
  ])('is asked about: %s', async (request, question) => {
    expect((await dryRun(request)).answer).toMatch(question);
    const { answer } = await askOnce(app, { request, mode: 'semantic' });
    expect(answer.missing.map(({ name }) => name)).toEqual(['opposite']);
    expect((await runTool(app, 'list_alerts', {})).text).toContain('payment_errors');
  });

  it.each([
    'lower the threshold of payment_errors to 25',
    'raise the threshold of payment_errors to 80',
    'change the threshold of payment_errors to 25',
    'set the threshold of payment_errors to 80',
    'extend the period of payment_errors to 90 minutes',
    'change the silence of payment_errors from 30 to 60 minutes',
    'Senke den Schwellwert von payment_errors auf 25',
  ])('is not asked about where it goes the same way, or none is said: %s', async (request) => {
    const { answer, steps } = await dryRun(request);
    expect(answer).not.toMatch(/anyway|Trotzdem|would first ask|Zuerst/);
    expect(JSON.stringify(steps[0]?.arguments)).toMatch(/HAVING|"period"/);
  });

  it('is set where the person says yes, and asked for where they say no', async () => {
    const request = 'raise the threshold of payment_errors to 25';
    const { answer } = await askOnce(app, { request, mode: 'semantic' });
    const { tool, answers } = answer.resume ?? {};
    const resumed = (opposite: string) =>
      askOnce(app, { request, mode: 'semantic', tool, answers: { ...answers, opposite }, dry_run: true });
    expect((await resumed('yes')).answer.answer).toContain('would be 25; it is 40');
    expect((await resumed('no')).answer.answer).toContain('Which threshold should payment_errors have?');
  });

  it('says that a number is the same already, and whether it is checked more often', async () => {
    expect((await dryRun('raise the threshold of payment_errors to 40')).answer).toContain('is 40 already');
    expect((await dryRun('increase the frequency of payment_errors to 10 minutes')).answer).toContain(
      'would be 10 minutes; it is 5 minutes. So it is checked less often.',
    );
  });

  it('is asked about of a retention as well', async () => {
    const set = { request: 'set the retention of payment_service to 14 days', mode: 'semantic' };
    const { answer } = await askOnce(app, set, { approved: () => true });
    expect(answer.answer).toContain('Done');
    const fresh = await appWith(sample.env);
    const answerTo = async (request: string) =>
      (await askOnce(fresh, { request, mode: 'semantic', dry_run: true })).answer.answer;
    expect(await answerTo('raise the retention of payment_service to 3 days')).toContain(
      'goes up, but 3 is lower than 14',
    );
    expect(await answerTo('Senke die Aufbewahrung von payment_service auf 30 Tage')).toContain(
      'soll sinken, aber 30 ist mehr als 14',
    );
    expect(await answerTo('raise the retention of payment_service to 30 days')).not.toContain('anyway');
    await fresh.close();
  });
});

describe('the way that words change a number', () => {
  it('is what the verb before it says', () => {
    const words = 'raise the threshold to 25 and shorten the silence to 10 minutes';
    expect(directionAt(words, words.indexOf('threshold'))).toBe('up');
    expect(directionAt(words, words.indexOf('silence'))).toBe('down');
    expect(directionAt('set the threshold to 25', 8)).toBeNull();
  });

  it('is opposite only where the number changes', () => {
    expect(isOpposite('up', 40, 25)).toBe(true);
    expect(isOpposite('up', 40, 41)).toBe(false);
    expect(isOpposite('down', 40, 40)).toBe(false);
    expect(isOpposite(null, 40, 25)).toBe(false);
  });
});

describe('what is shown before a change', () => {
  it.each([
    ['switch off the payment_errors alert', /The alert "payment_errors" would be switched off\. It is about/],
    [
      'delete the stream sales_orders',
      /The stream "sales_orders" would be deleted\. It is about .* 400 stored records/,
    ],
    [
      'change the threshold of payment_errors to 50',
      /The threshold of "payment_errors" would be 50; it is 40\. .*the 40 in query_condition\.sql, which becomes 50/,
    ],
  ])('says in words what it is about, and what becomes what: %s', async (request, told) => {
    const { answer } = await askOnce(app, { request, mode: 'semantic' });
    expect(answer.answer).toMatch(told);
    expect(answer.answer).not.toContain('would run with');
  });

  it('tells a retention in words before and lists after, where nothing shows what they were', async () => {
    const ask = async (request: string) => (await askOnce(app, { request, mode: 'semantic' })).answer.answer;
    expect(await ask('set the retention of nginx_access to 7 days')).toContain(
      'The data retention of "nginx_access" would be 7 days. It is about',
    );
    expect(await ask('add an index on user_id in payment_service')).toBe(
      'Done: "payment_service" has been given index fields: add user_id.',
    );
  });

  it('takes a stream of another type than logs, the only one of its name', async () => {
    const { answer } = await askOnce(app, { request: 'drop stream llm_legacy', mode: 'semantic' });
    expect(answer.answer).toContain(
      'The stream "llm_legacy" would be deleted. It is about the traces stream',
    );
  });

  it('has what goes with it in a dry run too', async () => {
    expect((await dryRun('delete the stream sales_orders')).answer).toContain(
      'The stream "sales_orders" would be deleted. It is about the logs stream sales_orders: 400 stored records',
    );
  });

  it('tells one minute as one', async () => {
    expect((await dryRun('check payment_errors every minute')).answer).toContain('would be 1 minute;');
  });
});
