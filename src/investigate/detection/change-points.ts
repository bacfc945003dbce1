import { mean, medianAbsoluteDeviation, medianSorted, probit } from 'simple-statistics';

/** Where a series moved to another level. */
export interface Shift {
  /** Index of the first bucket at the other level. */
  readonly onset: number;
  /** Index of the first bucket back at the old level; null while it lasts. */
  readonly end: number | null;
  readonly direction: 'up' | 'down';
  /** Levels before and during: trimmed means of counts, medians of other values. */
  readonly before: number;
  readonly during: number;
  /** The distance of the levels in robust deviations of the part before. */
  readonly deviations: number;
}

/** What a shift is looked for in. */
export interface ShiftOptions {
  /** Buckets from here on may hold the shift; those before say what is usual. */
  readonly from: number;
  /** The same buckets a day or a week before: what repeats is no shift. `NaN` where nothing is known. */
  readonly season?: readonly number[];
  /** The values count events, of which few vary more by chance. */
  readonly areCounts?: boolean;
}

/** Chance of a change point in a series without one. */
const FALSE_ALARMS = 0.001;
const FEWEST_BUCKETS = 3;
const LEAST_DEVIATIONS = 2.5;
/** A level must be so many times the other. */
const LEAST_RATIO = 1.4;
/** A level that hardly varies, such as a percentage, may move less. */
const MANY_DEVIATIONS = 6;
const LEAST_RATIO_OF_MANY = 1.1;
const MAD_TO_DEVIATION = 1.4826;

const medianOf = (values: readonly number[]) => medianSorted([...values].sort((a, b) => a - b));

/** The mean without the lowest and highest twentieth: of few events, the median would be none. */
function trimmedMean(values: readonly number[]): number {
  const cut = Math.floor(values.length / 20);
  return mean([...values].sort((a, b) => a - b).slice(cut, values.length - cut));
}

function ranksOf(values: readonly number[]): { ranks: number[]; tieSum: number } {
  const order = values.map((value, at) => ({ value, at })).sort((a, b) => a.value - b.value);
  const ranks: number[] = [];
  let tieSum = 0;
  for (let start = 0; start < order.length; ) {
    let end = start + 1;
    while (end < order.length && order[end]?.value === order[start]?.value) end += 1;
    for (const { at } of order.slice(start, end)) ranks[at] = (start + end + 1) / 2;
    tieSum += (end - start) ** 3 - (end - start);
    start = end;
  }
  return { ranks, tieSum };
}

/** The stretch of a part whose values differ most from the rest, and how surely: the greatest Wilcoxon statistic. */
function bestStretch(values: readonly number[]): { start: number; end: number; z: number } {
  const n = values.length;
  const { ranks, tieSum } = ranksOf(values);
  const variance = (n + 1 - tieSum / (n * (n - 1))) / 12;
  let best = { start: 0, end: n, z: 0 };
  if (variance <= 0) return best;
  for (let start = 0; start <= n - FEWEST_BUCKETS; start += 1) {
    if (start > 0 && start < FEWEST_BUCKETS) continue;
    let sum = 0;
    for (let end = start + 1; end <= n; end += 1) {
      sum += (ranks[end - 1] as number) - (n + 1) / 2;
      const length = end - start;
      if (length < FEWEST_BUCKETS || n - length < FEWEST_BUCKETS) continue;
      if (end < n && n - end < FEWEST_BUCKETS) continue;
      const z = Math.abs(sum) / Math.sqrt(length * (n - length) * variance);
      if (z > best.z) best = { start, end, z };
    }
  }
  return best;
}

/**
 * Indexes at which a series moves to another level, by circular binary segmentation (Olshen et al., 2004) on ranks: a
 * part is cut where a stretch differs most from the rest by Wilcoxon's rank sum, as long as that is unlikely for a
 * series without change (Bonferroni over the stretches). Ranks because counts and latencies have outliers and no
 * normal distribution; stretches because an incident that is over leaves the same level before and after.
 */
export function changePoints(values: readonly number[], from = 0): number[] {
  const n = values.length;
  if (n < 2 * FEWEST_BUCKETS) return [];
  const { start, end, z } = bestStretch(values);
  if (z < -probit(FALSE_ALARMS / (n * n))) return [];
  const cuts = [start, end].filter((at) => at > 0 && at < n);
  return [0, ...cuts].flatMap((at, index) => {
    const next = cuts[index] ?? n;
    return [...changePoints(values.slice(at, next), from + at), ...(next < n ? [from + next] : [])];
  });
}

/** A series without what repeats: each value less how far its hour of the day before was from usual. */
function withoutSeason(values: readonly number[], season: readonly number[] | undefined): readonly number[] {
  const known = season?.filter(Number.isFinite) ?? [];
  if (!season || known.length < values.length / 2) return values;
  const usual = medianOf(known);
  return values.map((value, at) => {
    const then = season[at] as number;
    return Number.isFinite(then) ? value - (then - usual) : value;
  });
}

/**
 * The onset and the end of the greatest shift in a series, null where it holds none. The level during the shift must
 * be at least 2.5 robust deviations (median absolute deviation) and 40 % away from that before.
 */
export function shiftOf(
  values: readonly number[],
  { from, season, areCounts = true }: ShiftOptions,
): Shift | null {
  const flat = withoutSeason(values, season);
  const usual = flat.slice(0, from);
  if (usual.length < FEWEST_BUCKETS || flat.length - from < FEWEST_BUCKETS) return null;
  const levelOf = areCounts ? trimmedMean : medianOf;
  const before = levelOf(usual);
  const noise = Math.max(
    medianAbsoluteDeviation([...usual]) * MAD_TO_DEVIATION,
    areCounts ? Math.sqrt(Math.abs(before)) / 2 : 0,
    Math.abs(before) * 0.02,
    1e-9,
  );
  const edges = [0, ...changePoints(flat), flat.length];
  const parts = edges.slice(1).map((end, at) => {
    const start = edges[at] as number;
    const level = levelOf(flat.slice(start, end));
    return { start, end, level, deviations: (level - before) / noise };
  });
  const isOff = ({ level, deviations }: (typeof parts)[number]) => {
    const ratio = !areCounts && Math.abs(deviations) >= MANY_DEVIATIONS ? LEAST_RATIO_OF_MANY : LEAST_RATIO;
    return (
      Math.abs(deviations) >= LEAST_DEVIATIONS &&
      (level > before ? level > before * ratio : level < before / ratio)
    );
  };
  const candidates = parts.filter((part) => part.end > from && part.start > 0 && isOff(part));
  const greatest = candidates.reduce<(typeof parts)[number] | null>(
    (best, part) => (best && Math.abs(best.deviations) >= Math.abs(part.deviations) ? best : part),
    null,
  );
  if (!greatest) return null;
  const sign = Math.sign(greatest.deviations);
  const sameSide = (part: (typeof parts)[number] | undefined) =>
    part !== undefined && isOff(part) && Math.sign(part.deviations) === sign;
  let first = parts.indexOf(greatest);
  let last = first;
  while (sameSide(parts[first - 1])) first -= 1;
  while (sameSide(parts[last + 1])) last += 1;
  const [onset, end] = [parts[first]?.start as number, parts[last]?.end as number];
  return {
    onset,
    end: end === flat.length ? null : end,
    direction: sign > 0 ? 'up' : 'down',
    before: levelOf(values.slice(0, from)),
    during: levelOf(values.slice(onset, end)),
    deviations: Math.abs(greatest.deviations),
  };
}

/** A series without the time before it began. `from`: where the window begins in `values`; `first`: what was cut off. */
export interface UsualPart {
  readonly values: readonly number[];
  readonly first: number;
  readonly from: number;
}

/** Buckets that say what is usual. */
const FEWEST_USUAL = 8;
const FIRST_PART = 0.25;

/**
 * How many buckets from `first` on say what is usual: those before the window. A series that begins in the window or
 * shortly before has none, and its own first quarter does. Null where even that is too short.
 */
export function usualLength(buckets: number, first: number, from: number): number | null {
  const own = from - first >= FEWEST_USUAL ? from - first : Math.ceil((buckets - first) * FIRST_PART);
  return own < FEWEST_USUAL ? null : own;
}

/** A series from its first value above zero, where it has a beginning. */
export function usualPart(values: readonly number[], from: number): UsualPart | null {
  const first = values.findIndex((value) => value !== 0);
  if (first < 0) return null;
  // Few rows in the time before are few, and no beginning.
  const begins = first > from / 2 ? first : 0;
  const own = usualLength(values.length, begins, from);
  return own === null ? null : { values: values.slice(begins), first: begins, from: own };
}
