import { describe, expect, it } from 'vitest';
import { fieldEntry } from '../../../../src/ask/data/fields/field-entry.ts';
import { streamView } from '../../../../src/ask/questions/link/stream-view.ts';
import { parseQuestion } from '../../../../src/ask/questions/parse/parse-question.ts';
import { readRecords } from '../../../../src/ask/questions/read/read-records.ts';
import { few, MOST, NOW, number, readOver as read, stream } from './fake-streams.ts';

const PARCELS = stream(
  'parcel_events',
  ['parcel_events', 'parcel', 'events'],
  [
    few('event', ['parcel.sent', 'parcel.completed', 'parcel.opened']),
    few('label_source', ['web', 'app']),
    few('sender_id', ['s1', 's2', 's3']),
    number('weight_kg'),
    number('price_eur'),
  ],
);

const EDGE = stream(
  'edge_access',
  ['edge', 'access'],
  [few('status_code', [200, 404, 500, 502, 503], 'Int64'), few('site', ['north', 'south'])],
);

const TILLS = stream(
  'till_payments',
  ['till', 'payments', 'payment'],
  [
    few('merchantname', ['Oak', 'Fir', 'Elm']),
    few('userid', ['u1', 'u2', 'u3', 'u4']),
    few('decision', ['approved', 'declined']),
    few('entrymode', ['apple_pay', 'chip']),
    number('amountcents', 'Int64'),
  ],
);

/** Workers that tell by a text how it went, and by the status of a response too. */
const WORKERS = stream(
  'runner_log',
  ['runner', 'log'],
  [
    few('level', [30, 50, 60], 'Int64'),
    few('msg', ['hook delivered', 'hook delivery failed', 'heap exhausted']),
    few('queue', ['hooks', 'exports']),
    few('statuscode', [200, 410, 500], 'Int64'),
    number('took_ms', 'Int64'),
  ],
);

/** A stream that is called after a program, and has a record for each step of a ticket. */
const DESK = stream(
  'desk_app',
  ['desk', 'app'],
  [
    few('event', ['ticket_opened', 'ticket_assigned', 'ticket_solved', 'ticket_reopened', 'bot_replied']),
    few('priority', ['low', 'high']),
    few('channel', ['mail', 'chat']),
    few('assignee', ['mira.k', 'tom.w']),
    few('intent', ['refund', 'delivery']),
    few('locale', ['de', 'en']),
    few('ticket_id', ['T-1', 'T-2', 'T-3']),
  ],
);

describe('reading what happened, and to what', () => {
  it.each([
    ['how many different customers had a payment approved', { kind: 'distinct', field: 'userid' }],
    ['how many merchants had a payment approved', { kind: 'distinct', field: 'merchantname' }],
  ])('tells buyers from sellers: %s', (request, measure) => {
    const { form, guessed } = read(request, TILLS);
    expect({ measure: form.measure, guessed }).toEqual({ measure, guessed: [] });
  });

  it('takes what someone managed to do for a success', () => {
    const { form } = read('did u3 manage to pay yesterday', TILLS);
    expect(form.where).toContainEqual({ kind: 'in', field: 'decision', values: ['approved'], not: false });
    expect(form.answer).toBe('yes or no');
  });

  it('does not take how long something took for the length of a queue', () => {
    const parsed = parseQuestion('what was the longest the queue got today', NOW);
    expect(readRecords(parsed, streamView(WORKERS), NOW)).toBeNull();
  });

  it('finds what failed by the text that says so, whatever the status of the response', () => {
    expect(read('how many hooks failed', WORKERS).form.where).toContainEqual({
      kind: 'contains',
      field: 'msg',
      text: 'failed',
      not: false,
    });
    expect(read('show the fatal crashes of the hooks', WORKERS).form.where).toContainEqual({
      kind: 'in',
      field: 'level',
      values: ['60'],
      not: false,
    });
  });

  it('is sure of a value that two words name with all of its parts', () => {
    expect(read('did anyone complete a parcel', PARCELS).weak).toEqual([]);
  });

  it.each([
    ['how many new tickets came in yesterday', { answer: 'number' }],
    ['how many high tickets reached us', { answer: 'number' }],
    ['tickets per hour yesterday', { answer: 'series' }],
    ['did we get more tickets today than yesterday', { answer: 'number' }],
    ['which channel had the most tickets', { groupBy: ['channel'] }],
  ])('counts things once where a stream tells of each of their steps: %s', (request, form) => {
    const reading = read(request, DESK);
    expect(reading.form).toMatchObject(form);
    expect(reading.unused).toEqual([]);
    expect(reading.form.where).toContainEqual({
      kind: 'in',
      field: 'event',
      values: ['ticket_opened'],
      not: false,
    });
  });

  it.each([
    ['tickets mira closed', ['ticket_solved']],
    ['what share of the tickets that were closed came by mail', ['ticket_solved']],
    ['how many answers did the bot give', ['bot_replied']],
  ])('reads what happened in other words: %s', (request, values) => {
    const { form, guessed } = read(request, DESK);
    expect(guessed).toEqual([]);
    expect(form.where).toContainEqual({ kind: 'in', field: 'event', values, not: false });
  });

  it.each([
    ['how many failed agent logins yesterday', ['agent_sign_in_failed']],
    ['how many agent logins yesterday', ['agent_signed_in']],
  ])('tells what failed from what went well by the names of events: %s', (request, values) => {
    const entry = stream('door', ['door'], [few('event', ['agent_signed_in', 'agent_sign_in_failed'])]);
    expect(read(request, entry).form.where).toEqual([{ kind: 'in', field: 'event', values, not: false }]);
  });

  it.each([
    ['top 3 topics', 'intent'],
    ['in which languages do people write', 'locale'],
  ])('knows fields by other words: %s', (request, field) => {
    expect(read(request, DESK).form.groupBy).toEqual([field]);
  });

  it('shares ratings among those that were given', () => {
    const entry = stream(
      'calls',
      ['calls'],
      [
        fieldEntry('record', 'csat', 'Int64', {
          values: [1, 2, 3, 4, 5].map((value) => ({ value: String(value), count: 20 })),
          isComplete: true,
          most: MOST,
        }),
        few('desk', ['north', 'south']),
      ],
    );
    const { form } = read('what share of the ratings were 4 or 5 stars', entry);
    const given = { kind: 'exists', field: 'csat', not: false };
    const good = { kind: 'in', field: 'csat', values: ['4', '5'], not: false };
    expect(form).toMatchObject({ measure: { kind: 'ratio', of: [good] }, where: [given] });
    expect(read('average satisfaction score', entry).form.measure).toEqual({
      kind: 'average',
      field: 'csat',
    });
    expect(read('average rating given by desks', entry).form.groupBy).toEqual([]);
  });

  it('keeps to so many of the groups that are asked for with "which"', () => {
    const { form, unused } = read('which two merchants did our customers spend the most money at', TILLS);
    expect(form).toMatchObject({
      measure: { kind: 'sum', field: 'amountcents' },
      groupBy: ['merchantname'],
      limit: 2,
    });
    expect(unused).toEqual([]);
    expect(read('how many euros did our users pay', TILLS).form.measure).toMatchObject({ kind: 'sum' });
    expect(read('list the payments of Oak: user and amount', TILLS).form.answer).toBe('rows');
  });

  it('tells things of a kind apart where the one with most is asked for', () => {
    const entry = stream(
      'cluster',
      ['cluster'],
      [
        few('object_kind', ['Pod', 'Job']),
        few('object_name', ['a', 'b', 'c']),
        few('type', ['Normal', 'Warning']),
      ],
    );
    expect(read('pod with the most warnings', entry).form.groupBy).toEqual(['object_name']);
  });

  it('says the rest of a value by the name of the stream', () => {
    const bills = stream(
      'invoices',
      ['invoices'],
      [few('event', ['invoice.paid', 'invoice.sent', 'invoice.viewed'])],
    );
    expect(read('how many bills were paid', bills)).toMatchObject({
      form: { where: [{ kind: 'in', field: 'event', values: ['invoice.paid'], not: false }] },
      guessed: [],
    });
    const doors = stream('doors', ['doors'], [few('flow', ['login', 'reset'])]);
    expect(read('login attempts per hour', doors).guessed).toEqual([]);
  });

  it('takes a person by the first name', () => {
    expect(read('tickets mira closed', DESK).form.where).toContainEqual({
      kind: 'in',
      field: 'assignee',
      values: ['mira.k'],
      not: false,
    });
  });

  it('tells the largest of things with several records each alone', () => {
    const orders = stream(
      'order_steps',
      ['order', 'steps'],
      [few('orderid', ['A-1', 'A-2', 'A-3']), few('state', ['made', 'sent']), number('price_eur')],
    );
    expect(read('what is the largest single order', orders).form).toMatchObject({
      groupBy: ['orderid'],
      limit: 1,
    });
  });

  it('takes single codes away from a class', () => {
    const { where } = read('5xx without the 503s, how many', EDGE).form;
    expect(where).toContainEqual(expect.objectContaining({ kind: 'status class', from: 5, to: 5 }));
    expect(where).toContainEqual({ kind: 'in', field: 'status_code', values: ['503'], not: true });
  });
});
