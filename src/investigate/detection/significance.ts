import { gammaln, mean, sampleVariance } from 'simple-statistics';

/** A part of a whole, as counts: `hits` of `total`. */
export interface Share {
  readonly hits: number;
  readonly total: number;
}

/** Below this a term adds nothing to the sum of those before. */
const NEGLIGIBLE = 1e-18;

const logChoose = (n: number, k: number) => gammaln(n + 1) - gammaln(k + 1) - gammaln(n - k + 1);

/**
 * Fisher's exact test, one side: the probability of at least so many hits in `observed` if hits were as likely there as
 * in `other`. Exact for any counts, so that small ones need no other test. 1 where one of the two is empty.
 */
export function probabilityOfExcess(observed: Share, other: Share): number {
  const hits = observed.hits + other.hits;
  const total = observed.total + other.total;
  if (observed.total === 0 || other.total === 0 || hits === 0) return 1;
  const most = Math.min(observed.total, hits);
  let term = Math.exp(
    logChoose(hits, observed.hits) +
      logChoose(total - hits, observed.total - observed.hits) -
      logChoose(total, observed.total),
  );
  let sum = term;
  for (let count = observed.hits; count < most && term > sum * NEGLIGIBLE; count += 1) {
    term *=
      ((hits - count) * (observed.total - count)) /
      ((count + 1) * (total - hits - observed.total + count + 1));
    sum += term;
  }
  return Math.min(1, sum);
}

/** So many rows could have come: many more than did, so that rows are rare events. */
const MANY = 1_000_000;

/** The chance of at least so many events as `now` where as long a time had `then`: the exact test of two rates. */
export const probabilityOfMore = (now: number, then: number) =>
  probabilityOfExcess({ hits: now, total: MANY + now }, { hits: then, total: MANY + then });

/**
 * How much more counts of equal times vary than independent events would: their variance by their mean (the dispersion
 * of a quasi-Poisson model), 1 at least.
 */
export function dispersionOf(counts: readonly number[]): number {
  if (counts.length < 2) return 1;
  const usual = mean([...counts]);
  return usual === 0 ? 1 : Math.max(1, sampleVariance([...counts]) / usual);
}

/**
 * Which of many tests stand at a false discovery rate, by Benjamini and Hochberg: true where the hypothesis that
 * nothing changed is given up. In the order of `probabilities`.
 */
export function significant(probabilities: readonly number[], falseDiscoveryRate: number): boolean[] {
  const order = probabilities.map((probability, at) => ({ probability, at }));
  order.sort((a, b) => a.probability - b.probability);
  const last = order.findLastIndex(
    ({ probability }, rank) => probability <= ((rank + 1) / order.length) * falseDiscoveryRate,
  );
  const stands = probabilities.map(() => false);
  for (const { at } of order.slice(0, last + 1)) stands[at] = true;
  return stands;
}
