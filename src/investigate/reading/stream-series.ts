import { identifier } from '../../ask/data/sql.ts';
import { type Shift, shiftOf, usualPart } from '../detection/change-points.ts';
import { type Finding, rates } from './findings.ts';
import type { CountedBucket } from './log-queries.ts';
import type { Grid } from './metric-shifts.ts';
import { dispersionOf, probabilityOfExcess } from '../detection/significance.ts';
import type { StreamName } from './stream-findings.ts';

/** A shift of a stream's rows in time. */
export interface SeriesShift {
  readonly of: 'failures' | 'rows';
  readonly shift: Shift;
  readonly onsetUs: number;
  /** Null while it lasts. */
  readonly endUs: number | null;
  /** Rows in a bucket, on average. */
  readonly before: number;
  readonly during: number;
}

/** Fewer rows per bucket say nothing when they stop. */
const FEWEST_ROWS = 4;
/** Failures are over where as few as came since would come by this chance while they last. */
const MOST_CHANCE_OF_END = 0.02;
/** A whole stream moves often; only much counts. */
const LEAST_RATIO = 2.5;
/** Few rows come in bursts by chance. */
const MOST_CHANCE = 1e-7;

/** So many rows could have come in a bucket: many more than did, so that rows are rare events. */
const MANY = 1_000_000;
const DAY_US = 86_400e6;

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
const mean = (values: readonly number[]) => sum(values) / Math.max(1, values.length);

function shiftIn(
  values: readonly number[],
  { startUs, stepUs, from }: Grid,
  of: SeriesShift['of'],
  burst: number,
  dayBefore: readonly number[],
  all: readonly number[],
): SeriesShift[] {
  const part = usualPart(values, from);
  if (!part) return [];
  const shift = shiftOf(part.values, { from: part.from });
  if (!shift) return [];
  const at = (index: number) => startUs + (part.first + index) * stepUs;
  const end = shift.end ?? part.values.length;
  // What has stopped failing still sends: without rows enough since then, the newest failures may not be there yet.
  const share = (from: number, to?: number) => ({
    hits: sum(part.values.slice(from, to)),
    total: sum(all.slice(part.first).slice(from, to)),
  });
  const isKnown =
    of === 'rows' || probabilityOfExcess(share(shift.onset, end), share(end)) <= MOST_CHANCE_OF_END;
  const isOver = end < part.values.length - 1 && isKnown;
  const usual = part.values.slice(0, Math.min(part.from, shift.onset));
  const moved = part.values.slice(shift.onset, shift.end ?? undefined);
  const [before, during] = [mean(usual), mean(moved)];
  // A row falls into the time of the shift with this chance if nothing had changed.
  const chance = probabilityOfExcess(
    { hits: Math.round(sum(moved) / burst), total: moved.length * MANY },
    { hits: Math.round(sum(usual) / burst), total: usual.length * MANY },
  );
  if (shift.direction === 'up' && (chance > MOST_CHANCE || during < before * LEAST_RATIO)) return [];
  // The same buckets a day before, where there were rows then.
  const then = dayBefore.slice(part.first).slice(shift.onset, shift.end ?? undefined);
  const isUsual =
    shift.direction === 'up'
      ? mean(then) * LEAST_RATIO > during
      : sum(dayBefore) > 0 && mean(then) < during * LEAST_RATIO;
  if (isUsual) return [];
  return [
    { of, shift, onsetUs: at(shift.onset), endUs: isOver ? at(shift.end as number) : null, before, during },
  ];
}

/** `burst`: rows that come together. Where the failures of a stream rose, and where all its rows became many more or fewer. */
export function seriesShifts(buckets: readonly CountedBucket[], grid: Grid, burst: number): SeriesShift[] {
  const rows: number[] = new Array(grid.buckets).fill(0);
  const bad: number[] = new Array(grid.buckets).fill(0);
  const rowsThen: number[] = new Array(grid.buckets).fill(0);
  const badThen: number[] = new Array(grid.buckets).fill(0);
  for (const { atUs, all, bad: failures } of buckets) {
    const at = Math.round((atUs - grid.startUs) / grid.stepUs);
    const earlier = Math.round((atUs + DAY_US - grid.startUs) / grid.stepUs);
    if (at >= 0 && at < grid.buckets) {
      rows[at] = all;
      bad[at] = failures;
    } else if (earlier >= 0 && earlier < grid.buckets) {
      rowsThen[earlier] = (rowsThen[earlier] as number) + all;
      badThen[earlier] = (badThen[earlier] as number) + failures;
    }
  }
  return [
    ...shiftIn(bad, grid, 'failures', burst, badThen, rows).filter(({ shift }) => shift.direction === 'up'),
    ...shiftIn(rows, grid, 'rows', burst, rowsThen, rows).filter(({ shift, before, during }) =>
      shift.direction === 'down'
        ? before >= FEWEST_ROWS && during <= before / LEAST_RATIO
        : during >= FEWEST_ROWS,
    ),
  ];
}

/** The longest time between two rows, in microseconds; the whole time where there are fewer. */
export function longestGapUs(buckets: readonly CountedBucket[], grid: Grid): number {
  const times = buckets
    .filter(({ all, atUs }) => all > 0 && atUs >= grid.startUs)
    .map(({ atUs }) => atUs)
    .sort((a, b) => a - b);
  if (times.length < 2) return grid.buckets * grid.stepUs;
  return times.slice(1).reduce((longest, atUs, at) => Math.max(longest, atUs - (times[at] as number)), 0);
}

/** How much more the failures of a stream vary from bucket to bucket before the window than independent ones would. */
export function usualDispersion(buckets: readonly CountedBucket[], grid: Grid): number {
  const bad: number[] = new Array(grid.from).fill(0);
  for (const { atUs, bad: failures } of buckets) {
    const at = Math.round((atUs - grid.startUs) / grid.stepUs);
    if (at >= 0 && at < grid.from) bad[at] = failures;
  }
  return dispersionOf(bad);
}

/** Shifts in the number of records or failures over time, as findings. */
export function seriesFindings(
  { type, name }: StreamName,
  shifts: readonly SeriesShift[],
  isBad: string | null,
  { stepUs }: Grid,
): Finding[] {
  return shifts.map(({ of, shift, onsetUs, endUs, before, during }): Finding => {
    const what = of === 'failures' ? 'rows that report a failure' : 'rows';
    const where = of === 'failures' && isBad !== null ? ` WHERE ${isBad}` : '';
    const bucket = `histogram(_timestamp, '${stepUs / 60e6} minute')`;
    const rate = rates(during, before, stepUs);
    return {
      kind: 'series',
      stream: name,
      text: `${what}: ${shift.direction} to ${rate.now}, before ${rate.before}`,
      isBad: of === 'failures' || shift.direction === 'down',
      explains: of === 'failures' ? 0.8 : 0.5,
      probability: 1e-9,
      firstUs: onsetUs,
      lastUs: endUs,
      isNew: true,
      count: Math.round(during),
      names: [],
      condition: of === 'failures' ? isBad : null,
      query: {
        type,
        sql: `SELECT ${bucket} AS t, count(*) AS n FROM ${identifier(name)}${where} GROUP BY ${bucket} ORDER BY t`,
      },
    };
  });
}
