import { describe, expect, it } from 'vitest';
import { answerTo, sharedApp } from '../model/asking.ts';

const shared = sharedApp();

const ask = (request: string) => answerTo(shared.app, request);

describe('a courtesy is answered with three questions that can be asked', () => {
  it.each([
    ['hi', /^Hello\. Ask /],
    ['Hello there!', /^Hello\. Ask /],
    ['thank you very much', /^You are welcome\. /],
    ['Guten Morgen', /^Hallo\. Frage /],
    ['danke', /^Gern geschehen\. /],
    ['bonjour', /^Bonjour\. Posez /],
    ['merci beaucoup !', /^De rien\. Posez /],
    ['¡hola!', /^Hola\. Pregunta /],
    ['muchas gracias', /^De nada\. Pregunta /],
    ['bom dia', /^Olá\. Pergunte /],
    ['obrigada', /^De nada\. Pergunte /],
    ['你好！', /^你好。/],
    ['谢谢', /^不客气。/],
  ])('%s', async (request, said) => {
    const { answer, decision, steps } = await ask(request);
    expect(answer).toMatch(said);
    expect({ decision, steps }).toEqual({ decision: 'run', steps: [] });
    const examples = [...answer.matchAll(/"([^"]+)"/g)].map(([, example = '']) => example);
    expect(examples).toHaveLength(3);
    for (const example of examples) expect((await ask(example)).decision).toBe('run');
  });

  it('but what follows it is a request', async () => {
    expect((await ask('hi, show me the errors')).query).toContain('level =');
  });
});

describe('whether something rises or falls is answered with figures of now and before', () => {
  it.each([
    ['are payment service errors going up?', /: \d+ \(last 1 h\) against \d+ \(1 h before\)/],
    ['are the sales_orders decreasing?', /: \d+ \(last 1 h\) against \d+ \(1 h before\)/],
    ['steigen die Fehler im payment_service?', /: \d+ \(1 h bis jetzt\) gegenüber \d+ \(1 h davor\)/],
    ['les erreurs augmentent-elles dans payment_service ?', / \d+ \(1 h jusqu’à maintenant\) contre \d+ /],
    ['¿están aumentando los errores en payment_service?', /: \d+ \(1 h hasta ahora\) frente a \d+ /],
    ['os erros estão aumentando no payment_service?', /: \d+ \(1 h até agora\) contra \d+ /],
    ['payment_service 的错误在增加吗？', /：\d+（最近 1 h）对比 \d+（之前 1 h）/],
  ])('%s', async (request, said) => {
    const { answer, query } = await ask(request);
    expect(answer).toMatch(said);
    expect(answer).not.toMatch(/^Yes|Not used/);
    expect(query).toMatch(/FROM (?:payment_service|sales_orders)\b/);
  });

  it('compares the halves of what there is where the records do not reach back two hours', async () => {
    const { answer, query } = await ask('is the latency of checkout_service getting worse?');
    expect(query).toContain('avg(duration_ms)');
    const [, late, early] =
      / ms \(last ([\d.]+) min\) against [\d.]+ ms \(([\d.]+) min before\)/.exec(answer) ?? [];
    expect(Number(late), answer).toBe(Number(early));
  });

  it('calls it no 0 where the other period holds no records at all', async () => {
    const { answer } = await ask('how do the sales_orders of today compare with the same day last year?');
    expect(answer).toMatch(/: \d+ \(today\)\. There are no such records from /);
  });
});

it('sets two values against each other where a "than" stands before one of them, and not two periods', async () => {
  const { query, answer } = await ask('did web make more refunded sales_orders than phone yesterday?');
  expect(query).toMatch(/GROUP BY channel/);
  expect(answer).not.toMatch(/against/);
});

describe('a share', () => {
  const rowsOf = (condition: string) => `sum(CASE WHEN ${condition} THEN 1 ELSE 0 END)`;

  it.each([
    [
      'what share of the sales_orders ended in paid or refunded',
      `100.0 * ${rowsOf("status IN ('paid', 'refunded')")} / count(*) AS n`,
    ],
    [
      'what part of the open sales_orders was refunded, in percent?',
      `100.0 * ${rowsOf("status = 'refunded'")} / nullif(${rowsOf("status = 'open'")}, 0) AS n`,
    ],
    [
      'what fraction of the paid sales_orders used the phone channel',
      `100.0 * ${rowsOf("channel = 'phone'")} / count(*) AS n`,
    ],
  ])('%s', async (request, column) => {
    expect((await ask(request)).query).toContain(column);
  });

  it('is of the two values between which is chosen', async () => {
    const { query } = await ask('web or phone, which has the larger share of refunded sales_orders?');
    expect(query).toContain(rowsOf("status = 'refunded'"));
    expect(query).toMatch(/WHERE channel IN \('(?:web', 'phone|phone', 'web)'\) .*GROUP BY channel/);
  });
});

describe('how long data are kept is read from the settings of streams', () => {
  it.each([
    'what is the retention of payment_service',
    'how long do we keep payment logs',
    'how long are payment logs kept?',
    'wie lange werden die payment logs aufbewahrt?',
    'combien de temps les logs payment sont conservés',
    '¿cuánto tiempo guardamos los logs de payment?',
    'por quanto tempo guardamos os logs de payment',
    'payment 日志保留多久',
  ])('%s', async (request) => {
    const { answer, steps } = await ask(request);
    expect(steps.map(({ tool }) => tool)).toEqual(['stream_list']);
    expect(answer).toMatch(/^Records are kept: payment_service: /);
  });

  it('where how many are asked for, records are counted', async () => {
    expect((await ask('how many orders do we keep')).query).toContain('count(*)');
  });
});

describe('what is counted is called by its own noun', () => {
  it.each([
    ['non-200 responses in nginx', /Found \d+ responses in/],
    ['nginx responses with status 404', /Found \d+ responses? in/],
    ['how many log lines in nginx_access', /Found \d+ (?:lines|records) in/],
    ['how many orders were refunded', /Found \d+ orders in/],
  ])('%s', async (request, said) => {
    expect((await ask(request)).answer).toMatch(said);
  });
});

describe('an object is found by a name of several words without quotes', () => {
  it.each([
    ['show the pipeline payments to archive', 'get_pipeline', 'payments to archive'],
    ['show the pipeline "payments to archive"', 'get_pipeline', 'payments to archive'],
    ['show the dashboard payment service', 'get_dashboard', 'Payment service'],
  ])('%s', async (request, tool, name) => {
    const { answer, steps } = await ask(request);
    expect(steps).toMatchObject([{ tool, state: 'done' }]);
    expect(answer).toContain(`"${name}": `);
  });

  it('and all of a kind are listed where no name is said', async () => {
    expect((await ask('show the pipelines')).steps).toMatchObject([{ tool: 'list_pipelines' }]);
  });
});
