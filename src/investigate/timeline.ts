import { identifier } from '../ask/data/sql.ts';
import type { Arguments } from '../contract/tool.ts';
import { InputError } from '../errors.ts';
import { utcFromUs } from '../call/arguments/times.ts';
import { type OwnToolAnswer, rangeText } from '../result/body.ts';
import { listAnswer } from '../result/list.ts';
import { shownUnit } from '../result/values.ts';
import { measureName, measureOf } from './measure.ts';
import { shiftOf } from './detection/change-points.ts';
import { amount } from './reading/findings.ts';
import { durationIn, rangeIn, streamIn, expressionIn, type ToolSetting } from './tool-arguments.ts';

const MOST_BUCKETS = 60;
const MOST_READ = 1000;
/** Of the buckets, so that gaps do not pass for shifts. */
const LEAST_KNOWN = 0.7;
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
export async function showTimeline(args: Readonly<Arguments>, setting: ToolSetting): Promise<OwnToolAnswer> {
  const stated = rangeIn(args, setting);
  const stepS = stepIn(args, stated.endUs - stated.startUs);
  const stepUs = stepS * 1e6;
  const startUs = Math.floor(stated.startUs / stepUs) * stepUs;
  const range = { startUs, endUs: stated.endUs };
  const stream = await streamIn(args, setting);
  const measure = expressionIn(args, 'measure') ?? 'count(*)';
  const name = measureName(measure);
  const where = expressionIn(args, 'where');
  const fromUs = startUs - Math.ceil((range.endUs - startUs) / stepUs) * stepUs;
  // By the bucket, not its name: GROUP BY takes a field before a column of the same name.
  const bucket = `histogram(_timestamp, '${stepS} second')`;
  const sql =
    `SELECT ${bucket} AS t, ${measure} AS ${identifier(name)} FROM ${identifier(stream.name)}` +
    `${where === null ? '' : ` WHERE ${where}`} GROUP BY ${bucket} ORDER BY t`;
  const rows = await setting.source.search(
    { sql, type: stream.type, startUs: fromUs, endUs: range.endUs, size: MOST_READ + 10 },
    setting.signal,
  );
  const isCount = /^\s*(count|sum)\s*\(/i.test(measure);
  const buckets = Math.ceil((range.endUs - fromUs) / stepUs);
  const values: (number | null)[] = new Array(buckets).fill(isCount ? 0 : null);
  for (const { t, [name]: value } of rows) {
    const at = Math.floor((Date.parse(`${String(t)}Z`) * 1000 - fromUs) / stepUs);
    if (at >= 0 && at < buckets && value !== null && value !== undefined) values[at] = Number(value);
  }
  const momentOf = (index: number) => utcFromUs(fromUs + index * stepUs);
  const from = Math.round((startUs - fromUs) / stepUs);
  const { table, about, thinned, whole } = listAnswer(
    {
      row: setting.searchRow,
      args: { sql, type: stream.type },
      range,
      value: null,
      isFull: args.detail === 'full',
    },
    values.slice(from).map((value, index) => ({ t: momentOf(from + index).replace('Z', ''), [name]: value })),
    true,
  );
  // The last bucket is not full yet.
  const full = range.endUs % stepUs === 0 ? values : values.slice(0, -1);
  const known = full.filter((value) => value !== null);
  const isTold = known.length >= full.length * LEAST_KNOWN;
  const shift = isTold
    ? shiftOf(
        full.map((value) => value ?? 0),
        { from },
      )
    : null;
  const { unit, shown } = measureOf(sql, name, stream.type, setting.searchRow);
  const per = unit === null ? `per ${stepS} s` : shownUnit(unit);
  const what = `${measure} of ${stream.name}`;
  const hasValues = values.slice(from).some((value) => value !== null);
  const told = shift
    ? `${what} went ${shift.direction} at ${momentOf(shift.onset)}, from ${amount(shown(shift.before))} to ${amount(shown(shift.during))} ${per}, and ${shift.end === null ? 'it still is so' : `was back at ${momentOf(shift.end)}`}.`
    : !hasValues
      ? `${what} has no value in this time, so no shift can be detected.`
      : isTold
        ? `${what} shows no shift against the time before.`
        : `${what} has values in ${known.length} of ${full.length} buckets, too few to tell a shift.`;
  return {
    parts: {
      head: {
        answer: told,
        range: rangeText(range),
        baseline: rangeText({ startUs: fromUs, endUs: startUs }),
        onset: shift ? momentOf(shift.onset) : null,
        end: shift && shift.end !== null ? momentOf(shift.end) : null,
        query: sql,
      },
      data: { ...about, ...table },
      tail: { shown: table.rows.length, total: whole.rows.length },
      cut: thinned === null ? [] : [thinned],
      notes: [],
    },
    whole,
  };
}
