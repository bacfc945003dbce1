import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mergeableMeasure } from '../../../src/call/short-forms/mergeable-measure.ts';
import { messagesAt } from '../../../src/call/short-forms/alert-messages.ts';
import type { App } from '../../../src/server/app.ts';
import { runTool } from '../../helpers/run-tool.ts';
import { appWith, askOnce, startSample } from '../model/asking.ts';

const MINUTE_US = 60e6;
const STREAM = 'planted_orders';

/** The same numbers in each run. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1103515245 + 12345) % 2 ** 31;
    return state / 2 ** 31;
  };
}

interface Row {
  readonly _timestamp: number;
  readonly level: string;
  readonly amount: number;
  readonly user_id: string;
  readonly region: string;
}

/** Hours of orders, as far back as OpenObserve takes records: calm ones, some with many errors, and half an hour without any. */
function plantedRows(nowUs: number): Row[] {
  const random = seeded(7);
  const rows: Row[] = [];
  for (let minute = 1; minute < 280; minute++) {
    if (minute > 150 && minute < 185) continue;
    const isStormy = minute > 70 && minute < 120;
    for (let count = Math.floor(random() * 3); count >= 0; count--)
      rows.push({
        _timestamp: Math.round(nowUs - minute * MINUTE_US - random() * MINUTE_US),
        level: random() < (isStormy ? 0.4 : 0.05) ? 'error' : 'info',
        amount: Math.round(random() * (isStormy ? 200 : 100)),
        user_id: `u${Math.floor(random() * (isStormy ? 40 : 8))}`,
        region: random() < 0.7 ? 'eu-west' : 'us-east',
      });
  }
  return rows;
}

let sample: Awaited<ReturnType<typeof startSample>>;
let app: App;
let rows: Row[];
beforeAll(async () => {
  sample = await startSample();
  app = await appWith(sample.env);
  rows = plantedRows(Date.now() * 1000);
  const { text } = await runTool(app, 'logs_ingestion_json', { stream_name: STREAM, content: rows });
  expect(text).toContain('"successful"');
}, 60_000);
afterAll(async () => {
  await app.close();
  await sample.close();
});

interface Told {
  readonly messages: number;
  readonly held: number;
  readonly checks: number;
}

/** What an answer tells of the past. */
function toldIn(answer: string): Told {
  const found =
    /would (?:not have fired|have sent (?:at least )?(?<messages>\d+) messages?): the condition held at (?:(?<held>\d+) of |(?<all>all )|(?<none>none of ))(?<checks>\d+) checks?/.exec(
      answer,
    )?.groups;
  expect(found, answer).toBeDefined();
  const { messages = '0', held, all, checks } = found as Record<string, string | undefined>;
  return {
    messages: Number(messages),
    held: held === undefined ? (all === undefined ? 0 : Number(checks)) : Number(held),
    checks: Number(checks),
  };
}

interface Trigger {
  readonly period: number;
  readonly frequency: number;
  readonly silence: number;
}

/** The checks of a day as OpenObserve makes them, from the first record on, and the messages that follow. */
async function simulated(
  { period, frequency, silence }: Trigger,
  nowUs: number,
  holds: (startUs: number, endUs: number) => Promise<boolean> | boolean,
  sinceUs = Math.min(...rows.map(({ _timestamp }) => _timestamp)),
): Promise<Told> {
  const endUs = Math.floor(nowUs / (frequency * MINUTE_US)) * frequency * MINUTE_US;
  const all = Math.floor(1440 / frequency);
  let checks = 0;
  let held = 0;
  let messages = 0;
  let quietUntil = 0;
  for (let check = all - 1; check >= 0; check--) {
    const atUs = endUs - check * frequency * MINUTE_US;
    if (atUs <= sinceUs) continue;
    checks += 1;
    if (!(await holds(atUs - period * MINUTE_US, atUs))) continue;
    held += 1;
    if (atUs < quietUntil) continue;
    messages += 1;
    quietUntil = atUs + silence * MINUTE_US;
  }
  return { messages, held, checks };
}

async function planned(words: string) {
  const { answer } = await askOnce(app, { request: words, mode: 'semantic', dry_run: true });
  const [step] = answer.steps;
  const { query_condition: query, trigger_condition: trigger } = (step?.arguments ?? {}) as unknown as {
    query_condition: { sql: string };
    trigger_condition: Trigger;
  };
  expect(query?.sql, answer.answer).toBeTypeOf('string');
  return { answer: answer.answer, sql: query.sql, trigger };
}

/** Whether the query of an alert gives a row over a range. */
async function firesOver(sql: string, startUs: number, endUs: number): Promise<boolean> {
  const args = { sql, start_time: startUs, end_time: endUs };
  const { text } = await runTool(app, 'search_sql', args);
  return ((JSON.parse(text) as { shown?: number }).shown ?? 0) > 0;
}

const SENTENCES = [
  'there are more than 8 errors in planted_orders in 20 minutes',
  'there are more than 6 errors in planted_orders in 15 minutes, check every 15 minutes, silence 1 hour',
  'there are more than 4 errors per region in planted_orders in 20 minutes',
  'the sum of amount in planted_orders is over 8000 within an hour, check every 15 minutes',
  'the sum of amount in planted_orders in eu-west is under 900 in 20 minutes',
  'the average of amount in planted_orders is over 60 in 30 minutes',
  'the max of amount in planted_orders is over 190 in 15 minutes, check every 15 minutes',
  'the error rate of planted_orders is above 20% in 30 minutes',
  'p95 of amount in planted_orders is over 120 in 30 minutes',
  'the number of distinct users in planted_orders is over 12 in 30 minutes, silence 2 hours',
  'planted_orders sends no data for 20 minutes',
  'there are between 3 and 8 errors in planted_orders in 20 minutes',
];

describe('what an alert would have done', () => {
  it.each(SENTENCES)(
    'is what its query gives at each check, and a message after each silence: %s',
    async (condition) => {
      const { answer, sql, trigger } = await planned(`alert payment_oncall when ${condition}`);
      const before = Date.now() * 1000;
      const told = toldIn(answer);
      expect(told).toEqual(
        await simulated(trigger, before, (startUs, endUs) => firesOver(sql, startUs, endUs)),
      );
      // Both sides are planted: it holds at some checks and not at others.
      expect(told.held).toBeGreaterThan(0);
      expect(told.held).toBeLessThan(told.checks);
      expect(told.messages).toBeLessThanOrEqual(told.held);
    },
    60_000,
  );

  it('counts windows that overlap, checked every minute, and one message in a silence', async () => {
    const nowUs = Date.now() * 1000;
    const { answer, trigger } = await planned(
      'create an alert to payment_oncall when errors in planted_orders > 5 in 10 minutes checked every minute, silence 2 hours',
    );
    expect(trigger).toMatchObject({ period: 10, frequency: 1, silence: 120 });
    const errors = rows.filter(({ level }) => level === 'error').map(({ _timestamp }) => _timestamp);
    const expected = async (atUs: number) =>
      simulated(
        trigger,
        atUs,
        (startUs, endUs) => errors.filter((each) => each >= startUs && each < endUs).length > 5,
      );
    const later = Date.now() * 1000;
    expect([await expected(nowUs), await expected(later)]).toContainEqual(toldIn(answer));
  });

  it('says of windows that cannot be put together how many were looked at', async () => {
    const { answer, trigger } = await planned(
      'alert payment_oncall when p95 of amount in planted_orders is over 120 in 60 minutes, check every minute',
    );
    expect(trigger).toMatchObject({ period: 60, frequency: 1 });
    expect(answer).toMatch(
      /would have sent at least \d+ messages: the condition held at \d+ of \d\d checks that were looked at, of \d{3}\./,
    );
  });

  it('counts the messages of an alert in real time with its silence', async () => {
    const nowUs = Date.now() * 1000;
    const { answer } = await askOnce(app, {
      request: 'alert payment_oncall in real time when level is error in planted_orders, silence 15 minutes',
      mode: 'semantic',
      dry_run: true,
    });
    const moments = rows
      .filter(({ level, _timestamp }) => level === 'error' && _timestamp >= nowUs - 1440 * MINUTE_US)
      .map(({ _timestamp }) => _timestamp)
      .sort((a, b) => a - b);
    expect(answer.answer).toContain(
      `it would have sent ${messagesAt(moments, 15)} messages: ${moments.length} records fit.`,
    );
  });

  it('is told by create_alert as well, with the schedule that it is given', async () => {
    const { text } = await runTool(app, 'create_alert', {
      name: 'tool_history',
      stream_name: STREAM,
      stream_type: 'logs',
      destinations: ['payment_oncall'],
      condition: { where: "level = 'error'", threshold: 8, period: 20, frequency: 5, silence: 90 },
    });
    const sql = `SELECT count(*) AS value FROM "${STREAM}" WHERE level = 'error' HAVING count(*) > 8`;
    const trigger = { period: 20, frequency: 5, silence: 90 };
    expect(toldIn(text)).toEqual(
      await simulated(trigger, Date.now() * 1000, (startUs, endUs) => firesOver(sql, startUs, endUs), 0),
    );
  }, 60_000);
});

describe('a measure put together from parts', () => {
  it.each([
    ['count(*)', ['count(*)'], [4], 4],
    ['coalesce(sum(amount), 0)', ['sum(amount)'], [null], 0],
    ['avg("a(b")', ['sum("a(b")', 'count("a(b")'], [10, 4], 2.5],
    [
      "100.0 * sum(CASE WHEN level = 'error)' THEN 1 ELSE 0 END) / count(*)",
      ["sum(CASE WHEN level = 'error)' THEN 1 ELSE 0 END)", 'count(*)'],
      [1, 4],
      25,
    ],
    ['max(a) - min(a)', ['max(a)', 'min(a)'], [7, 3], 4],
    ['1.0 * sum(a) / nullif(sum(b), 0)', ['sum(a)', 'sum(b)'], [7, 0], null],
  ])('is made of %s', (measure, parts, values, value) => {
    const found = mergeableMeasure(measure);
    expect(found?.parts.map(({ sql }) => sql)).toEqual(parts);
    expect(found?.measureFrom(values)).toBe(value);
  });

  it.each([
    'approx_percentile_cont(amount, 0.95)',
    'count(DISTINCT user_id)',
    'stddev(amount)',
    'sum(amount) / count(*)',
    'sum(amount) FILTER (WHERE level = 1)',
    'max(amount',
    'sum()',
    `${'('.repeat(5000)}count(*)`,
    '',
  ])('is none of %s', (measure) => {
    expect(mergeableMeasure(measure)).toBeNull();
  });
});
