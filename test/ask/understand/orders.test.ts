import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { asOrder } from '../../../src/ask/understand/orders/wishes.ts';
import { askOnce, sharedApp } from '../model/asking.ts';

/** Orders in five languages, the operation, and the arguments that the words have. */
const FOREIGN = readFileSync(new URL('foreign-orders.txt', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .map((line) => line.split(' | ') as [string, string, string]);

const shared = sharedApp();

const ask = async (request: string, more: Record<string, unknown> = {}) =>
  (await askOnce(shared.app, { request, mode: 'semantic', ...more })).answer;

describe('orders in other languages', () => {
  it.each(FOREIGN)('%s', async (request, tool, args) => {
    const { answer, steps } = await ask(request, { dry_run: true });
    expect(steps).toMatchObject([{ tool, state: 'planned' }]);
    // A name stands in the answer where the call has its ID.
    const told = answer + JSON.stringify(steps);
    for (const value of Object.values(JSON.parse(args))) expect(told).toContain(String(value));
  });

  it.each([
    ['Welche Alarme gibt es?', 'list_alerts'],
    ['wie viele Dashboards gibt es?', 'list_dashboards'],
    ['liste les tableaux de bord', 'list_dashboards'],
    ['quelles alertes avons-nous ?', 'list_alerts'],
    ['lista los paneles', 'list_dashboards'],
    ['¿qué alertas hay?', 'list_alerts'],
    ['quais alertas existem?', 'list_alerts'],
    ['有哪些告警?', 'list_alerts'],
    ['列出所有仪表盘', 'list_dashboards'],
  ])('may be to list something: %s', async (request, tool) => {
    expect((await ask(request)).steps.map((step) => step.tool)).toEqual([tool]);
  });

  it('ask about words that no call has', async () => {
    const { answer, decision } = await ask('lösche den Stream sales_orders vor Freitag');
    expect(decision).toBe('ask');
    expect(answer).toContain('"vor Freitag"');
  });
});

describe('a wish', () => {
  it.each([
    ['I need a dashboard for nginx', 'create a dashboard for nginx'],
    [
      'I want a daily report of sales by email to a@example.com',
      'create a daily report of sales by email to a@example.com',
    ],
    ["I'd like an alert on payment_service", 'create an alert on payment_service'],
    ['can we have a folder called Ops?', 'create a folder called Ops'],
    ['I want the alert payment_errors muted', 'mute the alert payment_errors'],
    ['make sure that payment_errors is off', 'turn off payment_errors'],
    ['we need to delete the stream a', 'delete the stream a'],
    ['it would be great if you could delete the stream a', 'could you please delete the stream a'],
    [
      'we should be alerted when payment_service has more than 3 errors',
      'alert me when payment_service has more than 3 errors',
    ],
    [
      'let me know as soon as payment_service is below 3 records',
      'alert me as soon as payment_service is below 3 records',
    ],
    [
      'let the payments team know when payment_service has over 3 errors',
      'alert the payments team when payment_service has over 3 errors',
    ],
    ['ich hätte gern ein Dashboard für a', 'erstelle ein Dashboard für a'],
    ["j'ai besoin d'un tableau de bord", 'crée un tableau de bord'],
    ['necesito una alerta', 'crea una alerta'],
    ['gostaria de ter um painel', 'crie um painel'],
    ['我想要一个仪表盘', '创建 一个仪表盘'],
  ])('%s: is the order', (wish, order) => {
    expect(asOrder(wish)).toBe(order);
  });

  it.each([
    'I need the errors of payment_service',
    'I need a list of dashboards',
    'I want a table of errors by host',
    'I want a report of errors by host',
    'can I have a chart of errors',
    'I want to know when the first error occurred',
    'tell me when errors exceeded 10',
    'let me know when the deployment is done',
    'let bob know when payment_errors is muted',
    'let the team know when errors exceeded 10',
    'Bob needs a dashboard',
    'I needed a dashboard',
    'do I need a dashboard?',
    "I don't need a dashboard",
    'I would like a dashboard if it were free',
    'we want the events deleted by bob',
    'have the alerts been muted',
    'have they muted the alert',
    'can we get a dashboard deleted by accident back?',
    'we should be alerted, but not now',
    'make sure payment_errors is not muted',
    'I need an alert history',
  ])('to be told something, or none: %s', (words) => {
    expect(asOrder(words)).toBe(words);
  });
});

describe('an alert in Chinese whose condition is part of the order', () => {
  it.each([
    '当 payment_service 的错误超过 10 条时，创建一个告警',
    '当payment_service在5分钟内错误超过10条时创建一个告警，通知payment_oncall',
    '如果 payment_service 的错误超过 10 条，请新建告警',
    '请创建一个告警，当 payment_service 的错误在5分钟内超过 10 条时',
    '创建一个告警：当payment_service的错误超过10条',
    '请创建一个告警，当payment_service在5分钟内错误超过10条时通知payment_oncall',
  ])('is ordered: %s', async (request) => {
    const { steps } = await ask(request, { dry_run: true });
    expect(steps).toMatchObject([
      { tool: 'create_alert', arguments: { stream_name: 'payment_service' }, state: 'planned' },
    ]);
  });

  it.each([
    '当错误超过10条时创建告警的人是谁',
    '当错误超过10条时创建了告警',
    '当错误超过10条时不要创建告警',
    '当错误超过10条时创建告警规则有哪些',
    '为什么当错误超过10条时创建一个告警',
    '昨天当错误超过10条时，系统创建一个告警',
  ])('is not ordered: %s', async (request) => {
    const { steps } = await ask(request, { dry_run: true });
    expect(steps.filter(({ tool }) => tool === 'create_alert')).toEqual([]);
  });
});

describe('the tail of an order', () => {
  it.each([
    'mute payment_errors, right?',
    'delete the stream sales_orders, ok?',
    'create a folder called Ops, yes?',
  ])('that asks leaves it open: %s', async (request) => {
    const { answer, steps } = await ask(request);
    expect(steps).toEqual([]);
    expect(answer).toContain('leave open whether you order this');
  });

  it.each([
    ['delete the stream sales_orders before Friday', 'Friday'],
    ['mute payment_errors until Monday', 'until Monday'],
    ['mute payment_errors for 2 hours', 'for 2 hours'],
    ['snooze payment_errors until tomorrow', 'until tomorrow'],
    ['create a folder called Ops by Tuesday', 'Tuesday'],
    ['create a folder called Ops after the meeting', 'meeting'],
  ])('that no call has is shown and asked: %s', async (request, words) => {
    const { answer, steps } = await ask(request);
    expect(steps.map(({ state }) => state)).toEqual(['waiting']);
    expect(answer).toContain(`would be done without these words of yours: "${words}"`);
  });

  it('that only leaves out a question still gets the preview', async () => {
    const { answer, steps } = await ask('delete the stream sales_orders without asking me');
    expect(steps).toEqual([
      {
        tool: 'stream_delete',
        arguments: { stream_name: 'sales_orders', type: 'logs' },
        state: 'waiting',
      },
    ]);
    expect(answer).toContain('This cannot be undone');
  });
});

it.each(['how do I delete a stream?', 'should I delete nginx_access?', 'never mute payment_errors'])(
  'a question about a change, or a ban, is no question about data: %s',
  async (request) => {
    const { answer, steps, query } = await ask(request);
    expect({ steps, query }).toEqual({ steps: [], query: undefined });
    expect(answer).toContain('nothing was changed');
  },
);

it.each([
  'lösche den Ordner Payments nicht',
  'Bitte lösche das Dashboard Payment service nicht!',
  'no borres el dashboard Payment service',
  'no elimines la alerta payment_errors',
  'não apague o usuário anna@example.com',
  'não exclua o painel Payment service',
  'ne supprime pas le dossier Payments',
  "ne supprimez jamais l'alerte payment_errors",
  '不要删除文件夹 Payments',
  '别删除告警 payment_errors',
  'do not delete the folder Payments',
])('what is forbidden is neither done nor looked for in the data: %s', async (request) => {
  const { answer, steps, query } = await ask(request);
  expect({ steps, query }).toEqual({ steps: [], query: undefined });
  expect(answer).toContain('nothing was changed');
  expect(answer).not.toMatch(/Payments? (?:ne|no|不要)"/);
});

it.each([
  ['copy the dashboard Payment service as Payment service backup', 'I cannot copy a dashboard'],
  ['create a copy of the dashboard Payment service', 'I cannot copy a dashboard'],
  ['archive the dashboard Payment service', 'I do not know how to "archive" a dashboard'],
  ['please freeze the alert payment_errors', 'I do not know how to "freeze" an alert'],
  ['share the dashboard Payment service with anna@example.com', 'I do not know how to "share" a dashboard'],
  ['archiviere das Dashboard Payment service', 'I do not know how to "archiviere" a dashboard'],
])('an order with a verb that nothing does is no question about data: %s', async (request, told) => {
  const { answer, steps } = await ask(request);
  expect(steps).toEqual([]);
  expect(answer).toContain(told);
});

it.each([
  ['open the dashboard Payment service', 'get_dashboard'],
  ['share of errors in payment_service', 'search_sql'],
  ['errors that were not deleted in payment_service', 'search_sql'],
  ['cuántos errores no son de la base de datos en payment_service', 'search_sql'],
])('what only asks is answered: %s', async (request, tool) => {
  expect((await ask(request)).steps[0]?.tool).toBe(tool);
});

it.each([
  ['keep checkout_service data for 90 days and nginx_access for 14 days', [90, 14]],
  ['retain checkout_service for 3 weeks, nginx_access for 10 days and k8s_logs for 5 days', [21, 10, 5]],
  ['bewahre checkout_service 90 Tage und nginx_access 14 Tage auf', [90, 14]],
  ['garde checkout_service pendant 90 jours et nginx_access pendant 14 jours', [90, 14]],
])('lengths that differ by stream are all set: %s', async (request, days) => {
  const { steps } = await ask(request, { dry_run: true });
  expect(steps.map(({ arguments: args }) => args.data_retention)).toEqual(days);
});

it.each([
  ['show the history of the alert many_errors', 'there is none called "many_errors"'],
  ['show the dashboard Many things', 'there is none called "Many things"'],
  ['show the pipeline many_errors', 'there is none called "many_errors"'],
  ['show the function many_errors', 'There is no function "many_errors" here.'],
  ['show the folder Ghost', 'There is no folder "Ghost" here.'],
  ['show the stream many_errors', 'There is no stream "many_errors" here.'],
  ['show the schema of the stream many_errors', 'there is none called "many_errors"'],
])('what does not exist is not answered from another: %s', async (request, told) => {
  expect((await ask(request)).answer).toContain(told);
});

it('a name that was only typed wrong is found', async () => {
  expect((await ask('show the history of the alert paymnt_errors')).steps).toMatchObject([
    { tool: 'get_alert_history', state: 'done' },
  ]);
});

it('an order is offered with the name of its thing', async () => {
  expect((await ask('do not delete the folder Payments')).answer).toContain('"delete the folder Payments"');
});

it('none of several orders is left out in silence', async () => {
  const { answer, steps } = await ask('invite carol@example.com as admin and create a folder called Team');
  expect(steps.filter(({ state }) => state === 'done')).toEqual([]);
  expect(`${answer} ${JSON.stringify(steps)}`).toContain('carol@example.com');
});

it('what follows a ban is done, and the banned is not', async () => {
  expect((await ask('never delete anything, just list the streams')).steps.map(({ tool }) => tool)).toEqual([
    'stream_list',
  ]);
  expect((await ask('never mute payment_errors, delete it')).steps).toEqual([]);
});
