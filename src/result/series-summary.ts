import { rounded } from './values.ts';

/** A point of a course: its time as ISO 8601 text, and its value, null where there is none. */
export interface Point {
  readonly at: string;
  readonly value: number | null;
}

/** A time and a value. */
type Told = readonly [at: string, value: number];

/** What can be said of a course over time, whatever is shown of it. */
export interface SeriesStatistics {
  readonly min: Told;
  readonly max: Told;
  /** The first and the last value; of buckets, the first and last whole ones. */
  readonly first: Told;
  readonly last: Told;
  /** The stretch around the peak that stands out; left out where none does. `until` null: it goes on. */
  readonly raised?: { readonly above: number; readonly from: string; readonly until: string | null };
}

const FEWEST_FOR_ONSET = 8;
/** A value stands out when it is this many deviations from the median, and this many times it. */
const DEVIATIONS = 5;
const TIMES_MEDIAN = 2;
const TIMES_MEAN = 3;
/** Makes the median absolute deviation comparable to a standard deviation. */
const MAD_TO_SIGMA = 1.4826;
/** Most of a course that can stand out of it. */
const MOST_SHARE = 0.5;

function medianOf(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1
    ? (sorted[middle] as number)
    : ((sorted[middle - 1] as number) + (sorted[middle] as number)) / 2;
}

type Known = Point & { readonly value: number };
const isKnown = (point: Point): point is Known => point.value !== null && Number.isFinite(point.value);
const told = ({ at, value }: Known): Told => [at, rounded(value)];

/** The stretch around the peak where values stand out of the median of all; a single lower value does not end it. */
function raisedStretch(points: readonly Known[]): SeriesStatistics['raised'] {
  if (points.length < FEWEST_FOR_ONSET) return undefined;
  const values = points.map(({ value }) => value);
  const median = medianOf(values);
  const deviation = medianOf(values.map((value) => Math.abs(value - median))) * MAD_TO_SIGMA;
  const spread = Math.max(DEVIATIONS * deviation, Math.abs(median) * (TIMES_MEDIAN - 1));
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  // Where most values are the same, such as 0, neither the median nor the deviation tells what is much.
  const above = spread > 0 ? median + spread : median + TIMES_MEAN * (mean - median);
  const peak = values.indexOf(Math.max(...values));
  if (!((values[peak] as number) > above)) return undefined;
  const isHigh = (at: number) => (values[at] ?? Number.NEGATIVE_INFINITY) > above;
  let from = peak;
  while (isHigh(from - 1) || isHigh(from - 2)) from -= isHigh(from - 1) ? 1 : 2;
  let last = peak;
  while (isHigh(last + 1) || isHigh(last + 2)) last += isHigh(last + 1) ? 1 : 2;
  if (last - from + 1 > points.length * MOST_SHARE) return undefined;
  return {
    above: rounded(above),
    from: (points[from] as Known).at,
    until: last === points.length - 1 ? null : (points[last + 1] as Known).at,
  };
}

/**
 * What can be said of points in the order of time; null where none has a value. `partial`: times of buckets that lie
 * in the range only in part, which say nothing of the lowest value, the first and the last.
 */
export function seriesStatistics(
  points: readonly Point[],
  partial: readonly string[] = [],
): SeriesStatistics | null {
  const known = points.filter(isKnown);
  const whole = known.filter(({ at }) => !partial.includes(at));
  const judged = whole.length > 0 ? whole : known;
  const [first] = judged;
  const last = judged.at(-1);
  if (first === undefined || last === undefined) return null;
  const min = judged.reduce((least, point) => (point.value < least.value ? point : least));
  const max = known.reduce((most, point) => (point.value > most.value ? point : most));
  const raised = raisedStretch(judged);
  return {
    min: told(min),
    max: told(max),
    first: told(first),
    last: told(last),
    ...(raised ? { raised } : {}),
  };
}
