import { describe, expect, it } from 'vitest';
import { few, number, readOver, stream, unique } from './fake-streams.ts';

const LOANS = stream(
  'loans',
  ['loans'],
  [
    unique('loan_id', 'L-'),
    few('event', ['borrowed', 'returned', 'lost']),
    few('branch', ['north', 'south', 'harbor']),
    few('firmware', ['4.1.0', '4.1.2']),
    few('grade', [1, 2, 3, 4, 5], 'Int64'),
    few('check', ['selfcheck_ok', 'selfcheck_failed', 'desk']),
    few('member_id', ['m1', 'm2', 'm3']),
    number('fee_eur'),
    number('sent_bytes', 'Int64'),
    number('result_count', 'Int64'),
    number('wait_minutes'),
  ],
);

/** Records that say by one field what their number is a number of. */
const SENSORS = stream(
  'sns_rdg',
  ['sns', 'rdg'],
  [
    few('metric', ['co2', 'humidity', 'noise']),
    few('room_cd', ['A1', 'A2', 'B1']),
    number('val'),
    number('battery_v'),
  ],
);

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

const read = (request: string, entry = LOANS) => readOver(request, entry);

describe('reading a request over one stream', () => {
  it.each([
    ['loans without any result', { kind: 'compare', field: 'result_count', operator: '=', value: 0 }],
    ['loans of grade 3 and 4', { kind: 'in', field: 'grade', values: ['3', '4'], not: false }],
    [
      'members who waited over 2 hours',
      { kind: 'compare', field: 'wait_minutes', operator: '>', value: 120 },
    ],
  ])('filters: %s', (request, condition) => {
    expect(read(request).form.where).toContainEqual(condition);
  });

  it.each([
    ['GB sent by branch', { kind: 'sum', field: 'sent_bytes' }],
    ['how many people borrowed something yesterday', { kind: 'distinct', field: 'member_id' }],
    ['how many loans yesterday', { kind: 'count' }],
  ])('measures: %s', (request, measure) => {
    expect(read(request).form.measure).toEqual(measure);
  });

  it('compares two values, and not two periods, where they stand on both sides of a "vs"', () => {
    const { form } = read('loans borrowed vs returned in the past day');
    expect(form.groupBy).toEqual(['event']);
    expect(form.compare).toMatchObject({ field: 'event' });
  });

  it('tells versions from numbers', () => {
    const { form } = read('is 4.1.2 faster than 4.1.0? average wait_minutes');
    expect(form.where).toEqual([{ kind: 'in', field: 'firmware', values: ['4.1.2', '4.1.0'], not: false }]);
    expect(form.groupBy).toEqual(['firmware']);
  });

  it('takes a share of what begins alike', () => {
    const { form } = read('what percent of selfchecks failed');
    expect(form.measure).toEqual({
      kind: 'ratio',
      of: [{ kind: 'in', field: 'check', values: ['selfcheck_failed'], not: false }],
    });
    expect(form.where).toEqual([
      { kind: 'in', field: 'check', values: ['selfcheck_ok', 'selfcheck_failed'], not: false },
    ]);
  });

  it('counts the kinds of what is most common', () => {
    expect(read('most common loan event').form.groupBy).toEqual(['event']);
  });

  it('shows the records themselves where it is asked why', () => {
    expect(read('which loans were lost and why').form.answer).toBe('rows');
  });

  it('knows what records are by the ID that no two of them share', () => {
    const log = stream('register_log', ['register'], [unique('visit_id', 'V-'), few('branch', ['a', 'b'])]);
    expect(read('visits by branch', log).named).toBeGreaterThan(0.7);
  });

  it('names a time that the answer is not of', () => {
    expect(read('loans today and yesterday').unused).not.toEqual([]);
  });

  it('names a rank where one number came of the words', () => {
    expect(read('the top 3 zebras').unused.join(' ')).toMatch(/zebras/);
  });

  it.each([
    ['highest humidity', { kind: 'max', field: 'val' }, 'humidity'],
    ['what was the average noise yesterday', { kind: 'average', field: 'val' }, 'noise'],
    ['median co2 in the last 6 hours', { kind: 'median', field: 'val' }, 'co2'],
  ])('the number of what a value names: %s', (request, measure, value) => {
    const { form } = read(request, SENSORS);
    expect(form.measure).toEqual(measure);
    expect(form.where).toContainEqual({ kind: 'in', field: 'metric', values: [value], not: false });
  });

  it.each([
    ['how many parcels were completed yesterday', 'parcel.completed'],
    ['which sender sent the most parcels', 'parcel.sent'],
    ['did we complete more parcels today than yesterday', 'parcel.completed'],
  ])('what happened to things, and no other end of it: %s', (request, value) => {
    expect(read(request, PARCELS).form.where).toContainEqual({
      kind: 'in',
      field: 'event',
      values: [value],
      not: false,
    });
  });

  it.each([
    ['how many labels were completed', { kind: 'count' }],
    ['how many senders completed something', { kind: 'distinct', field: 'sender_id' }],
    ['how many label sources are there', { kind: 'distinct', field: 'label_source' }],
  ])('counts the values of a field by what they are: %s', (request, measure) => {
    expect(read(request, PARCELS).form.measure).toEqual(measure);
  });

  it('lists records with what is named beside them', () => {
    const { form } = read('could you list the parcels of sender s2 with weight and price', PARCELS);
    expect(form.answer).toBe('rows');
    expect(form.columns).toEqual(expect.arrayContaining(['weight_kg', 'price_eur']));
  });

  it('cuts the time where each part of it is asked for', () => {
    const { form } = read('how many parcels were sent in each of the last 12 hours', PARCELS);
    expect(form).toMatchObject({ answer: 'series', bucket: '1 hour' });
    expect(form.range.endUs - form.range.startUs).toBe(12 * 3600e6);
  });
});
