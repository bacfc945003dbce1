import { describe, expect, it } from 'vitest';
import { TOOLS } from '../../../src/generated/tools.ts';
import { orderFor } from '../../../src/ask/understand/orders/ordered-call.ts';
import { readOrders } from '../../../src/ask/understand/orders/ordered-writes.ts';
import { unusedWords } from '../../../src/ask/understand/orders/unused-words.ts';

const rowOf = (name: string) => {
  const row = TOOLS.find((each) => each.name === name);
  if (!row) throw new Error(`There is no ${name}.`);
  return row;
};
const isOrdered = (request: string, tool: string) =>
  orderFor(readOrders(request).orders, rowOf(tool), {}) !== undefined;

describe('an order about several things, whose verb ends after the last', () => {
  it.each([
    ['keep the streams payment_service and checkout_service for 30 days', 'update_stream_settings'],
    ['turn the alerts a_b and c_d off', 'enable_alert'],
    ['Schalte die Alarme a_b und c_d stumm', 'enable_alert'],
    ['bewahre payment_service und sales_orders 30 Tage auf', 'update_stream_settings'],
  ])('%s', (request, tool) => expect(isOrdered(request, tool)).toBe(true));

  it.each([
    ['take a look at the alert and tell me what was left out', 'delete_alert'],
    ['turn to the alert a_b and show when it went off', 'enable_alert'],
    ['should I keep the streams a_b and c_d for 30 days?', 'update_stream_settings'],
    ['keep me posted and list the streams', 'update_stream_settings'],
  ])('%s: orders no %s', (request, tool) => expect(isOrdered(request, tool)).toBe(false));
});

describe('to be told when something happens', () => {
  it.each([
    'alert me at ops@example.com when checkout has more than 20 errors in 5 minutes',
    'alert me at once when checkout has more than 20 errors',
    'let me know by mail at ops@example.com when the disk is over 90 %',
    'I want to get a mail at ops@example.com when CPU is above 90',
    'Benachrichtige mich unter ops@example.com, wenn der Checkout mehr als 20 Fehler hat',
    'préviens-moi à ops@example.com quand checkout a plus de 20 erreurs en 5 minutes',
    'alerte-moi quand checkout a plus de 20 erreurs',
    'avísame a ops@example.com cuando checkout tenga más de 20 errores',
    'me avise em ops@example.com quando o checkout tiver mais de 20 erros',
    'avise-me quando o checkout tiver mais de 20 erros',
    '当 checkout 在5分钟内错误超过20个时，通知 ops@example.com',
  ])('orders an alert and nothing else that is made: %s', (request) => {
    expect(isOrdered(request, 'create_alert')).toBe(true);
    expect(isOrdered(request, 'create_destination')).toBe(true);
    expect(isOrdered(request, 'create_dashboard')).toBe(false);
  });

  it.each([
    'message me in what case checkout fails',
    'send me by region the errors when status is 500',
    'tell me by region how many errors there were',
    'montre-moi les erreurs quand checkout échoue',
  ])('orders none: %s', (request) => expect(isOrdered(request, 'create_alert')).toBe(false));

  it('has no name in "préviens-moi"', () =>
    expect(unusedWords('préviens-moi quand checkout échoue', [], false)).toEqual([]));
});

describe('a dashboard that is sent again and again', () => {
  it.each([
    'send the dashboard Payments every Monday at 9:00 to anna@example.com',
    'email me the Payments dashboard weekly',
    'schicke das Dashboard Payments jeden Montag um 9 Uhr an anna@example.com',
    'envoie le tableau de bord Payments chaque lundi à anna@example.com',
  ])('is a report: %s', (request) => expect(isOrdered(request, 'create_report_v2')).toBe(true));

  it('is none where it is only made', () =>
    expect(isOrdered('create a dashboard of the errors every day', 'create_report_v2')).toBe(false));

  it.each([
    { schedule: 'Monday 9:00 Europe/Berlin' },
    { frequency: { type: 'cron', cron: '0 0 9 * * MON' } },
  ])('has its day and time in %j', (args) => {
    const call = { row: rowOf('create_report_v2'), arguments: args, covers: 'Payments' };
    expect(unusedWords('send the dashboard Payments every Monday at 9:00', [call], false)).toEqual([]);
    expect(unusedWords('send the dashboard Payments every Tuesday at 9:00', [call], false)).not.toEqual([]);
  });
});
