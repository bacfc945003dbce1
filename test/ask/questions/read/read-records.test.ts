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
    number('charge_wh'),
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

/** A railway that shortens what it can. */
const TRAINS = stream(
  'rail_ops',
  ['rail', 'operation'],
  [
    few('evt', ['brk_alm', 'eng_stat', 'departed', 'arrived', 'sale', 'refund']),
    few('locale', ['de', 'en-GB']),
    few('train', ['kite', 'wren', 'swift']),
    few('dep_stn', ['Arden', 'Bray']),
    few('arr_stn', ['Arden', 'Bray']),
    few('check_result', ['ok', 'too_heavy', 'no_seat', 'wrong_day']),
    few('hostname', ['crane-arden-01', 'crane-arden-02', 'crane-bray-01', 'kiosk-bray']),
    few('promo', ['SPRING24', 'CLUB10']),
    few('alm', ['door_open', 'low_oil']),
    unique('tour_no', 'T-'),
    few('message', [
      'login ok',
      'login failed',
      'Ticket mail not delivered',
      'Mail opened',
      'Seat map shown',
    ]),
    number('pax', 'Int64'),
    number('clt_temp_c'),
    number('amt_gbp'),
    number('feecents', 'Int64'),
    number('energy_wh', 'Int64'),
    number('delay_min', 'Int64'),
    number('request_time'),
    number('upstream_response_time'),
  ],
);
const equal = (field: string, ...values: string[]) => ({
  kind: 'in' as const,
  field,
  values,
  not: false,
});
/** A stream that names everything in short, without vowels where it can. */
const ASSAYS = stream(
  'lab_ssy',
  ['lab_ssy', 'lab', 'ssy'],
  [
    few('rej_yn', ['Y', 'N']),
    few('ok_yn', ['Y', 'N']),
    few('crit_yn', ['Y', 'N']),
    few('stat_yn', ['Y', 'N']),
    few('prb_cd', ['K', 'NA', 'CL']),
    few('note_txt', ['clot seen', 'probe low', 'door open']),
    number('wt_min'),
  ],
);
const read = (request: string, entry = LOANS) => readOver(request, entry);

type Condition = ReturnType<typeof read>['form']['where'][number];

describe('reading a request over one stream', () => {
  it.each([
    ['loans without any result', { kind: 'compare', field: 'result_count', operator: '=', value: 0 }],
    ['loans of grade 3 and 4', { kind: 'in', field: 'grade', values: ['3', '4'], not: false }],
    [
      'members who waited over 2 hours',
      { kind: 'compare', field: 'wait_minutes', operator: '>', value: 120 },
    ],
    ['loans above 30 kWh', { kind: 'compare', field: 'charge_wh', operator: '>', value: 30_000 }],
    ['有多少借阅超过30千瓦时', { kind: 'compare', field: 'charge_wh', operator: '>', value: 30_000 }],
  ])('filters: %s', (request, condition) => {
    expect(read(request).form.where).toContainEqual(condition);
  });

  it('takes a number with a leading zero as it stands', () => {
    const locks = stream(
      'lock_log',
      ['lock', 'log'],
      [unique('room', '01'), few('site', ['north', 'south'])],
    );
    expect(read('when did we last hear of room 0108 in north', locks).form.where).toContainEqual({
      kind: 'in',
      field: 'room',
      values: ['0108'],
      not: false,
    });
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

  it.each([
    ['what share of the fees came from north', { sum: 'fee_eur' }],
    ['the harbor part of all sent bytes in percent', { sum: 'sent_bytes' }],
    ['what percentage of revenue was from north', { sum: 'fee_eur' }],
    ['fees as a percentage of the sent bytes', { sum: 'fee_eur', perSum: 'sent_bytes' }],
    ['what percentage of loans came from north', {}],
  ])('takes a share of what is added up: %s', (request, sums) => {
    const { measure } = read(request).form;
    expect(measure).toMatchObject({ kind: 'ratio', ...sums });
    if (!('sum' in sums)) expect(measure).not.toHaveProperty('sum');
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

  it.each([
    ['any branch with fewer loans than it should have', 'than'],
    ['which branches were changed yesterday', 'changed'],
    ['which loan fees were changed and by whom', 'changed'],
  ])('names what is held against nothing, or was changed: %s', (request, word) => {
    expect(read(request).unused.join(' ')).toContain(word);
    expect(read(request).form.compare).toBeNull();
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

  it.each([
    ['rejected assays', 'rej_yn', 'Y'],
    ['assays that were refused', 'rej_yn', 'Y'],
    ['critical assays', 'crit_yn', 'Y'],
    ['stat assays', 'stat_yn', 'Y'],
    ['failed assays', 'ok_yn', 'N'],
  ])('what is said in short to be so: %s', (request, field, value) => {
    expect(read(request, ASSAYS).form.where).toEqual([{ kind: 'in', field, values: [value], not: false }]);
  });

  it.each([
    ['how many loans if we leave out north', [['branch', ['north'], true]]],
    ['loans yesterday, north excluded', [['branch', ['north'], true]]],
    ['loans yesterday, north and south not included', [['branch', ['north', 'south'], true]]],
    ['wie viele loans gab es gestern, north ausgenommen?', [['branch', ['north'], true]]],
    [
      'how many loans outside north were lost yesterday',
      [
        ['branch', ['north'], true],
        ['event', ['lost'], false],
      ],
    ],
  ])('what is left out, and no more than that: %s', (request, expected) => {
    const where = read(request).form.where.flatMap((each) =>
      each.kind === 'in' ? [[each.field, each.values, each.not]] : [],
    );
    expect(where).toEqual(expected);
  });

  it('is not sure which of two fields says so in other words', () => {
    expect(read('urgent assays', ASSAYS).guessed).toHaveLength(1);
  });

  it('groups by a field whose name is short', () => {
    expect(read('assays per probe', ASSAYS).form.groupBy).toEqual(['prb_cd']);
  });

  it('counts messages, and no different texts of them', () => {
    expect(read('how many notes yesterday', ASSAYS).form.measure).toEqual({ kind: 'count' });
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

  it.each<[string, Condition[]]>([
    ['how many brake alarms on the kite yesterday', [equal('evt', 'brk_alm'), equal('train', 'kite')]],
    ['how many bad checks', [{ ...equal('check_result', 'ok'), not: true }]],
    ['how many logged in successfully', [equal('message', 'login ok')]],
    ['ticket mails that were not delivered', [equal('message', 'Ticket mail not delivered')]],
    ['combien de mails de billet n’ont pas été livrés ?', [equal('message', 'Ticket mail not delivered')]],
    ['when did crane 2 at Arden last send anything', [equal('hostname', 'crane-arden-02')]],
    ['how often was the SPRING24 code used', [equal('promo', 'SPRING24')]],
    ['records over 30 kWh', [{ kind: 'compare', field: 'energy_wh', operator: '>', value: 30_000 }]],
    ['records over 15 quid', [{ kind: 'compare', field: 'amt_gbp', operator: '>', value: 15 }]],
    [
      'records where the cooling water temperature is above 88 degrees',
      [{ kind: 'compare', field: 'clt_temp_c', operator: '>', value: 88 }],
    ],
  ])('finds what names and values shorten or say in other words: %s', (request, conditions) => {
    const { form, unused } = read(request, TRAINS);
    expect(form.where).toEqual(expect.arrayContaining(conditions));
    expect(unused).toEqual([]);
  });

  it('takes the plural of what single things are called for all of them', () => {
    const [where] = read('records of the cranes', TRAINS).form.where;
    expect(where).toEqual(equal('hostname', 'crane-arden-01', 'crane-arden-02', 'crane-bray-01'));
  });

  it.each([
    ['sales in £ by hour yesterday', { kind: 'sum', field: 'amt_gbp' }],
    ['p95 response time', { kind: 'percentile', field: 'request_time', share: 0.95 }],
    ['how many passengers did our crew carry yesterday', { kind: 'sum', field: 'pax' }],
    ['wie hoch war die Summe der Fee gestern? Bitte nicht in Cent', { kind: 'sum', field: 'feecents' }],
    ['den höchsten Kühlwasserwert gestern', { kind: 'max', field: 'clt_temp_c' }],
    ['¿cuál fue el mayor retraso y de cuántos minutos?', { kind: 'max', field: 'delay_min' }],
  ])('measures what names shorten: %s', (request, measure) => {
    const { form, unused } = read(request, TRAINS);
    expect(form.measure).toEqual(measure);
    expect(unused).toEqual([]);
  });

  it('tells the kinds of an alarm by the field that is called so', () => {
    const { form, unused } = read('mornin, what kinds of brake alarm did the kite throw yesterday', TRAINS);
    expect(form.groupBy).toEqual(['alm']);
    expect(form.where).toContainEqual(equal('evt', 'brk_alm'));
    expect(unused).toEqual([]);
  });

  it('ranks the records themselves where a noun is what happened', () => {
    const { form, unused } = read('which departure had the highest delay', TRAINS);
    expect(form).toMatchObject({ answer: 'rows', groupBy: [], order: { by: 'delay_min', descending: true } });
    expect(unused).toEqual([]);
  });

  it('takes the slowest query for one of the records, and none of the databases', () => {
    const queries = stream(
      'app_slowlog',
      ['app', 'slowlog'],
      [few('db', ['orders', 'seats']), number('query_time_ms')],
    );
    const { form } = read('qual foi a consulta mais demorada no slow log', queries);
    expect(form).toMatchObject({
      answer: 'rows',
      groupBy: [],
      order: { by: 'query_time_ms', descending: true },
    });
  });

  it('counts the sales alone for what came in, where refunds are told as well', () => {
    expect(read('revenue yesterday', TRAINS).form.where).toEqual([equal('evt', 'sale')]);
    expect(read('昨天kite的销售额是多少英镑？', TRAINS).form).toMatchObject({
      measure: { kind: 'sum', field: 'amt_gbp' },
      where: [equal('train', 'kite'), equal('evt', 'sale')],
    });
  });

  it('finds a language by its code', () => {
    expect(read('有多少次德语', TRAINS).form.where).toEqual([equal('locale', 'de')]);
    expect(read('how many in german', TRAINS).form.where).toEqual([equal('locale', 'de')]);
  });

  it('takes a share of things of those that are named by their number', () => {
    const { form, unused } = read('share of tours that left more than 15 minutes late', TRAINS);
    expect(form.where).toEqual([equal('evt', 'departed')]);
    expect(unused).toEqual([]);
  });

  it.each([
    'more departures in the last 24 hours or in the 24 hours before?',
    'houve mais partidas nas últimas 24 horas ou nas 24 horas anteriores?',
  ])('sets the period before against one of the same length: %s', (request) => {
    const { form, unused } = read(request, TRAINS);
    expect(form.compare).toMatchObject({ range: { endUs: form.range.startUs } });
    expect(unused).toEqual([]);
  });

  it('takes of two fields of one name the one that the verb says', () => {
    const { form } = read('which station do most passengers leave from', TRAINS);
    expect(form.groupBy).toEqual(['dep_stn']);
    expect(form.measure).toEqual({ kind: 'sum', field: 'pax' });
  });

  it.each([
    ['rank kite, wren and swift by sales in pounds', ['train']],
    ['does the kite run hotter than the wren? mean coolant temp', ['train']],
  ])('sets values side by side: %s', (request, groups) => {
    expect(read(request, TRAINS).form.groupBy).toEqual(groups);
  });

  it.each([
    'quel pourcentage des ventes vient du kite ?',
    'what percentage of sales came from the kite',
    'wie viel Prozent der Verkäufe entfielen auf kite',
    '¿qué porcentaje de las ventas viene del kite?',
  ])('takes what follows the verb for the part: %s', (request) => {
    const { form } = read(request, TRAINS);
    expect(form.measure).toEqual({ kind: 'ratio', of: [equal('train', 'kite')] });
    expect(form.where).toEqual([equal('evt', 'sale')]);
  });
});
