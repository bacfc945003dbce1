import { identifier } from '../ask/data/sql.ts';
import type { Arguments } from '../contract/tool.ts';
import { InputError } from '../errors.ts';
import { shiftOf } from './detection/change-points.ts';
import { amount } from './reading/findings.ts';
import { durationIn, rangeIn, streamIn, expressionIn, type ToolSetting } from './tool-arguments.ts';

const HOUR_US = 3600e6;
const MOST_BUCKETS = 60;
const MOST_READ = 1000;
/** Divisors of a day, because the edges of others move. In seconds. */
const STEPS = [10, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10_800, 21_600, 43_200, 86_400];

function stepIn(args: Readonly<Arguments>, lengthUs: number): number {
  const statedUs = durationIn(args, 'interval');
  if (statedUs === null) return STEPS.find((step) => lengthUs / 1e6 / step <= MOST_BUCKETS) ?? 86_400;
  const seconds = Math.round(statedUs / 1e6);
  if (seconds < 1 || lengthUs / statedUs > MOST_READ / 2)
    throw new InputError(
      `"interval" makes more than ${MOST_READ / 2} buckets. Use a longer one, or a shorter window.`,
    );
  return seconds;
}

/**
 * A measure by time, empty buckets as zero where rows are counted, with the shift that it holds against the same time
 * before the window. Two reads.
 * @throws {InputError} on wrong arguments
 */
export async function showTimeline(
  args: Readonly<Arguments>,
  setting: ToolSetting,
  iso: (us: number) => string,
) {
  const stated = rangeIn(args, setting, HOUR_US);
  const stepS = stepIn(args, stated.endUs - stated.startUs);
  const stepUs = stepS * 1e6;
  const startUs = Math.floor(stated.startUs / stepUs) * stepUs;
  const stream = await streamIn(args, setting);
  const measure = expressionIn(args, 'measure') ?? 'count(*)';
  const where = expressionIn(args, 'where');
  const fromUs = startUs - Math.ceil((stated.endUs - startUs) / stepUs) * stepUs;
  const sql =
    `SELECT histogram(_timestamp, '${stepS} second') AS t, ${measure} AS value FROM ${identifier(stream.name)}` +
    `${where === null ? '' : ` WHERE ${where}`} GROUP BY t ORDER BY t`;
  const rows = await setting.source.search(
    { sql, type: stream.type, startUs: fromUs, endUs: stated.endUs, size: MOST_READ + 10 },
    setting.signal,
  );
  const isCount = /^\s*(count|sum)\s*\(/i.test(measure);
  const buckets = Math.ceil((stated.endUs - fromUs) / stepUs);
  const values: (number | null)[] = new Array(buckets).fill(isCount ? 0 : null);
  for (const { t, value } of rows) {
    const at = Math.floor((Date.parse(`${String(t)}Z`) * 1000 - fromUs) / stepUs);
    if (at >= 0 && at < buckets && value !== null && value !== undefined) values[at] = Number(value);
  }
  const from = Math.round((startUs - fromUs) / stepUs);
  // The last bucket is not full yet.
  const whole = stated.endUs % stepUs === 0 ? values : values.slice(0, -1);
  const known = whole.filter((value) => value !== null);
  const shift =
    known.length < whole.length * 0.7
      ? null
      : shiftOf(
          whole.map((value) => value ?? 0),
          { from },
        );
  const at = (index: number) => iso(fromUs + index * stepUs);
  const what = `${measure} of ${stream.name}`;
  const told = shift
    ? `${what} went ${shift.direction} at ${at(shift.onset)}, from ${amount(shift.before)} to ${amount(shift.during)} per ${stepS} s, and ${shift.end === null ? 'it still is so' : `was back at ${at(shift.end)}`}.`
    : `${what} shows no shift against the time before.`;
  return {
    answer: told,
    window: { start: iso(stated.startUs), end: iso(stated.endUs) },
    interval_seconds: stepS,
    onset: shift ? at(shift.onset) : null,
    end: shift && shift.end !== null ? at(shift.end) : null,
    data: values.slice(from).map((value, index) => [at(from + index), value]),
    query: sql,
  };
}
