import type { Arguments } from '../../contract/tool.ts';
import type { TimeRange } from '../arguments/times.ts';
import { type AlertIntent, measureOf, type Operator, quotedName } from './alert.ts';

const DAY_US = 86_400e6;
const MINUTE_US = 60e6;
const MOST_BUCKETS = 2000;

const COMPARE: Readonly<Record<Operator, (one: number, other: number) => boolean>> = {
  '>': (one, other) => one > other,
  '>=': (one, other) => one >= other,
  '<': (one, other) => one < other,
  '<=': (one, other) => one <= other,
  '=': (one, other) => one === other,
  '!=': (one, other) => one !== other,
};

const isCrossed = ({ operator, threshold, bounds }: AlertIntent, value: number) =>
  bounds === undefined
    ? COMPARE[operator](value, threshold)
    : (value >= bounds.from && value <= bounds.to) !== bounds.isOutside;

/** In how many of the periods of a day an alert would have fired. */
export interface AlertHistory {
  readonly fired: number;
  readonly periods: number;
}

/** The last day, up to the end of the last whole period, so that a period that has only begun does not count. */
export function lastDay(nowUs: number, periodMinutes: number): TimeRange {
  const endUs = Math.floor(nowUs / (periodMinutes * MINUTE_US)) * periodMinutes * MINUTE_US;
  return { startUs: endUs - DAY_US, endUs };
}

/**
 * What a condition would have done over the last day, period by period. A period without records counts as zero where
 * records are counted or summed, and says nothing otherwise. Null where it cannot be told.
 */
export async function historyOf(
  intent: AlertIntent,
  rowsOf: (sql: string, range: TimeRange, size: number) => Promise<readonly Arguments[]>,
  nowUs: number,
): Promise<AlertHistory | null> {
  const { stream, where, periodMinutes, groupBy = [] } = intent;
  const range = lastDay(nowUs, periodMinutes);
  const measure = measureOf(intent.measure);
  const periods = Math.floor(DAY_US / (periodMinutes * MINUTE_US));
  if (periods < 1) return null;
  const bucket = `histogram(_timestamp, '${periodMinutes} minute')`;
  const condition = where === undefined || where === '' ? '' : ` WHERE ${where}`;
  const sql = `SELECT ${[`${bucket} AS period_start`, ...groupBy, `${measure} AS value`].join(', ')} FROM ${quotedName(stream)}${condition} GROUP BY ${[bucket, ...groupBy].join(', ')} ORDER BY period_start`;
  const rows = await rowsOf(sql, range, MOST_BUCKETS);
  if (rows.length >= MOST_BUCKETS) return null;
  const crosses = (value: unknown) =>
    value !== null && value !== undefined && isCrossed(intent, Number(value));
  const seen = new Set(rows.map((row) => String(row.period_start)));
  const fired = new Set(rows.filter((row) => crosses(row.value)).map((row) => String(row.period_start)));
  const isZeroWithout = /^(?:count|coalesce)/i.test(measure) && groupBy.length === 0;
  const silent = isZeroWithout && isCrossed(intent, 0) ? Math.max(0, periods - seen.size) : 0;
  return { fired: Math.min(periods, fired.size + silent), periods };
}

/** "It would have fired in 3 of the 144 periods of the last 24 hours." */
export function historyText({ fired, periods }: AlertHistory): string {
  if (fired === 0) return 'Over the last 24 hours it would not have fired.';
  if (fired >= periods) return 'Over the last 24 hours it would have fired all the time.';
  return `Over the last 24 hours it would have fired ${fired === 1 ? 'once' : `${fired} times`}.`;
}
