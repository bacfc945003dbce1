import { probabilityOfExcess, type Share, significant } from './significance.ts';

/** So many rows with the same values, as a query that groups and counts gives them. */
export interface CountedRows {
  /** Null where the rows have no value. */
  readonly values: Readonly<Record<string, string | null>>;
  readonly isBad: boolean;
  /** Inside the window that is looked into, else in the baseline. */
  readonly inWindow: boolean;
  readonly count: number;
}

/** A field with one of its values. */
export interface FieldValue {
  readonly field: string;
  readonly value: string;
}

/** Values that are over-represented in the window. */
export interface ValueDifference {
  /** One value, or two of which neither alone tells as much. */
  readonly values: readonly FieldValue[];
  /**
   * `bad`: rows with it fail more often than before; `more`: there are more rows with it; `less`: there are fewer, or
   * none. Shares compare the window with the baseline.
   */
  readonly kind: 'bad' | 'more' | 'less';
  /** For `bad`: bad ones of the rows with the value. For `more` and `less`: rows with the value of all. */
  readonly window: Share;
  readonly baseline: Share;
  /** How many times the share of the baseline the share of the window is; infinite where there was none. */
  readonly ratio: number;
  /** For `bad`: which part of the additional bad rows has the value, 0 to 1. Else its share of what was added or lost. */
  readonly explains: number;
  /** Chance of such a difference if nothing had changed. */
  readonly probability: number;
}

/** What counts as a difference. */
export interface DifferenceOptions {
  /** Share of wrong ones among the differences. */
  readonly falseDiscoveryRate: number;
  /** Rows that a difference needs. */
  readonly fewestRows: number;
  readonly leastRatio: number;
}

/** The options of an investigation. */
export const DIFFERENCE_DEFAULTS: DifferenceOptions = {
  falseDiscoveryRate: 0.001,
  fewestRows: 5,
  leastRatio: 1.5,
};

/** A pair must explain nearly as much as the better one of its values, and be this much surer a sign. */
const PAIR_GAIN = 1.5;
const PAIR_KEEPS = 0.7;
const MOST_PAIRED = 12;

interface Tally {
  readonly values: readonly FieldValue[];
  badNow: number;
  allNow: number;
  badBefore: number;
  allBefore: number;
}

const tallyOf = (values: readonly FieldValue[]): Tally => ({
  values,
  badNow: 0,
  allNow: 0,
  badBefore: 0,
  allBefore: 0,
});

function add(tally: Tally, { isBad, inWindow, count }: CountedRows): void {
  if (inWindow) {
    tally.allNow += count;
    if (isBad) tally.badNow += count;
  } else {
    tally.allBefore += count;
    if (isBad) tally.badBefore += count;
  }
}

function tallies(rows: readonly CountedRows[]): Tally[] {
  const found = new Map<string, Tally>();
  for (const row of rows)
    for (const [field, value] of Object.entries(row.values)) {
      if (value === null) continue;
      const key = `${field}\0${value}`;
      let tally = found.get(key);
      if (!tally) {
        tally = tallyOf([{ field, value }]);
        found.set(key, tally);
      }
      add(tally, row);
    }
  return [...found.values()];
}

const shareOf = ({ hits, total }: Share) => (total === 0 ? 0 : hits / total);
const ratioOf = (window: Share, baseline: Share) => {
  const before = shareOf(baseline);
  return before === 0 ? Number.POSITIVE_INFINITY : shareOf(window) / before;
};

/** Bad rows beyond those that were usual for so many rows. */
function excess({ badNow, allNow, badBefore, allBefore }: Tally, usual: number): number {
  return badNow - allNow * (allBefore === 0 ? usual : badBefore / allBefore);
}

function badDifference(tally: Tally, total: Tally, usual: number): ValueDifference | null {
  const { badNow, allNow, badBefore, allBefore } = tally;
  const window = { hits: badNow, total: allNow };
  // A value that was not there before is held against all rows of the baseline.
  const baseline =
    allBefore === 0
      ? { hits: total.badBefore, total: total.allBefore }
      : { hits: badBefore, total: allBefore };
  const explains = excess(tally, usual) / Math.max(1, excess(total, usual));
  return {
    values: tally.values,
    kind: 'bad',
    window,
    baseline,
    ratio: ratioOf(window, baseline),
    explains: Math.max(0, Math.min(1, explains)),
    probability: probabilityOfExcess(window, baseline),
  };
}

function volumeDifference(tally: Tally, total: Tally): ValueDifference {
  const window = { hits: tally.allNow, total: total.allNow };
  const baseline = { hits: tally.allBefore, total: total.allBefore };
  const isMore = shareOf(window) > shareOf(baseline);
  const usualRows = total.allNow * shareOf(baseline);
  const change = Math.abs(tally.allNow - usualRows);
  return {
    values: tally.values,
    kind: isMore ? 'more' : 'less',
    window,
    baseline,
    ratio: ratioOf(window, baseline),
    explains: isMore ? change / Math.max(1, total.allNow) : change / Math.max(1, usualRows),
    probability: isMore
      ? probabilityOfExcess(window, baseline)
      : probabilityOfExcess(
          { hits: total.allNow - tally.allNow, total: total.allNow },
          { hits: total.allBefore - tally.allBefore, total: total.allBefore },
        ),
  };
}

function hasEffect(
  { kind, window, baseline, ratio }: ValueDifference,
  { fewestRows, leastRatio }: DifferenceOptions,
): boolean {
  if (kind === 'less') return shareOf(baseline) * window.total >= fewestRows && ratio <= 1 / leastRatio;
  return window.hits >= fewestRows && ratio >= leastRatio;
}

/** Pairs of values that are a surer sign than either alone, and explain about as much. */
function pairs(
  rows: readonly CountedRows[],
  single: readonly ValueDifference[],
  total: Tally,
  usual: number,
): ValueDifference[] {
  const best = single.filter(({ kind }) => kind === 'bad').slice(0, MOST_PAIRED);
  return best.flatMap((one, at) =>
    best.slice(at + 1).flatMap((other) => {
      const values = [...one.values, ...other.values];
      if (new Set(values.map(({ field }) => field)).size < values.length) return [];
      const tally = tallyOf(values);
      for (const row of rows)
        if (values.every(({ field, value }) => row.values[field] === value)) add(tally, row);
      const found = badDifference(tally, total, usual);
      if (!found) return [];
      const better = Math.max(shareOf(one.window), shareOf(other.window));
      const kept = Math.max(one.explains, other.explains) * PAIR_KEEPS;
      return shareOf(found.window) >= better * PAIR_GAIN && found.explains >= kept ? [found] : [];
    }),
  );
}

/**
 * What is over-represented in the window: values whose rows fail more often than they did, and values of which there
 * are more or fewer than there were. Fisher's exact test, corrected for the many tests by Benjamini and Hochberg, and a
 * least size of the effect. The one that explains most first.
 */
export function valueDifferences(
  rows: readonly CountedRows[],
  options: DifferenceOptions = DIFFERENCE_DEFAULTS,
): readonly ValueDifference[] {
  const total = tallyOf([]);
  for (const row of rows) add(total, row);
  if (total.allNow === 0 || total.allBefore === 0) return [];
  const usual = total.badBefore / total.allBefore;
  const counted = tallies(rows);
  const tested = counted.flatMap((tally) => {
    const bad = badDifference(tally, total, usual);
    return [...(bad ? [bad] : []), volumeDifference(tally, total)];
  });
  const stands = significant(
    tested.map(({ probability }) => probability),
    options.falseDiscoveryRate,
  );
  const single = tested
    .filter((found, at) => stands[at] && hasEffect(found, options))
    .sort((a, b) => b.explains - a.explains || a.probability - b.probability);
  return [...single, ...pairs(rows, single, total, usual)].sort(
    (a, b) => b.explains - a.explains || a.probability - b.probability,
  );
}
