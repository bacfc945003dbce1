import type { StreamEntry } from '../../ask/data/dictionary.ts';
import type { Series } from '../../ask/data/source.ts';
import { type Shift, shiftOf, usualLength } from '../detection/change-points.ts';

/** Labels that a query keeps apart; further ones are added up. */
const MOST_LABELS = 4;
/** Series of one metric that are looked at, those with the highest values. */
const MOST_SERIES = 60;
const LEAST_KNOWN = 0.8;

/** How a metric is read: counters as rates, histograms as their 95th percentile. Null for what another stream stands for. */
export function metricExpression({ name, metric }: StreamEntry): string | null {
  if (!metric) return null;
  const labels = metric.labels.filter((label) => label !== 'le').slice(0, MOST_LABELS);
  const by = labels.length === 0 ? '' : ` by (${labels.join(', ')})`;
  if (metric.part === 'bucket')
    return `histogram_quantile(0.95, sum by (${['le', ...labels].join(', ')}) (rate(${name}[5m])))`;
  if (metric.part !== null) return null;
  if (metric.kind === 'counter') return `sum${by} (rate(${name}[2m]))`;
  return `avg${by} (${name})`;
}

/** A series of a metric that moved. */
export interface MetricShift {
  readonly labels: Readonly<Record<string, string>>;
  readonly shift: Shift;
  /** Microseconds since the epoch; `endUs` is null while it lasts. */
  readonly onsetUs: number;
  readonly endUs: number | null;
}

/** Buckets of equal length. */
export interface Grid {
  readonly startUs: number;
  readonly stepUs: number;
  readonly buckets: number;
  /** Buckets from here on are the window. */
  readonly from: number;
}

/** Values from the first one that is known; `first` is its place on the grid, `from` where the window begins in them. */
interface Known {
  readonly values: number[];
  readonly first: number;
  readonly from: number;
}

/**
 * The values of a series on a grid; null where too few say what is usual. A series that begins in the window or shortly
 * before is held against its own first quarter.
 */
function valuesOn({ points }: Series, { startUs, stepUs, buckets, from }: Grid): Known | null {
  const values: number[] = new Array(buckets).fill(Number.NaN);
  for (const [timeS, value] of points) {
    const at = Math.round((timeS * 1e6 - startUs) / stepUs);
    if (at >= 0 && at < buckets && Number.isFinite(value)) values[at] = value;
  }
  const first = values.findIndex(Number.isFinite);
  if (first < 0) return null;
  const own = usualLength(buckets, first, from);
  if (own === null) return null;
  const known = values.slice(first, first + own).filter(Number.isFinite).length;
  if (known < own * LEAST_KNOWN) return null;
  // A series that stops is silent; a gap of one is not.
  const filled = values.map((value, at) => {
    if (Number.isFinite(value)) return value;
    const near = [values[at - 1], values[at + 1]].find((each) => each !== undefined && Number.isFinite(each));
    return near ?? 0;
  });
  return { values: filled.slice(first), first, from: own };
}

const meanOf = ({ points }: Series) =>
  points.reduce((sum, [, value]) => sum + (Number.isFinite(value) ? value : 0), 0) /
  Math.max(1, points.length);
const keyOf = ({ labels }: Series) => JSON.stringify(Object.entries(labels).sort());

/** Series of a metric that moved to another level in the window, the furthest first. `dayBefore`: the same a day before. */
export function metricShifts(
  series: readonly Series[],
  grid: Grid,
  dayBefore: readonly Series[] = [],
): readonly MetricShift[] {
  const before = new Map(dayBefore.map((each) => [keyOf(each), each]));
  return series
    .toSorted((a, b) => meanOf(b) - meanOf(a))
    .slice(0, MOST_SERIES)
    .flatMap((each) => {
      const known = valuesOn(each, grid);
      if (!known) return [];
      const { values, first } = known;
      const then = before.get(keyOf(each));
      const season = then && valuesOn(then, grid);
      const shift = shiftOf(values, {
        from: known.from,
        areCounts: false,
        ...(season && season.first === 0 ? { season: season.values.slice(first) } : {}),
      });
      if (!shift) return [];
      const at = (index: number) => grid.startUs + (first + index) * grid.stepUs;
      return [
        {
          labels: each.labels,
          shift,
          onsetUs: at(shift.onset),
          endUs: shift.end === null ? null : at(shift.end),
        },
      ];
    })
    .sort((a, b) => b.shift.deviations - a.shift.deviations);
}
