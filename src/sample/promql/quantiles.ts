/** The value below which a share of the values lies, between neighbors in proportion; infinite outside of 0 to 1. */
export function quantile(share: number, values: readonly number[]): number {
  if (values.length === 0 || Number.isNaN(share)) return Number.NaN;
  if (share < 0) return Number.NEGATIVE_INFINITY;
  if (share > 1) return Number.POSITIVE_INFINITY;
  const sorted = [...values].sort((a, b) => a - b);
  const rank = share * (sorted.length - 1);
  const lower = Math.floor(rank);
  const upper = Math.min(sorted.length - 1, lower + 1);
  const weight = rank - lower;
  return (sorted[lower] as number) * (1 - weight) + (sorted[upper] as number) * weight;
}

/** The standard deviation of all values, not of a sample of them. */
export function stddev(values: readonly number[]): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length);
}

/** A bucket of a histogram: how many values are at most `upTo`. */
export interface Bucket {
  readonly upTo: number;
  readonly count: number;
}

/** A quantile out of cumulative buckets, in proportion within the bucket that it falls into. NaN without an infinite bucket. */
export function histogramQuantile(share: number, given: readonly Bucket[]): number {
  if (share < 0) return Number.NEGATIVE_INFINITY;
  if (share > 1) return Number.POSITIVE_INFINITY;
  const buckets = [...given].sort((a, b) => a.upTo - b.upTo);
  const last = buckets.at(-1);
  if (buckets.length < 2 || last?.upTo !== Number.POSITIVE_INFINITY) return Number.NaN;
  let most = 0;
  const rising = buckets.map(({ upTo, count }) => {
    most = Math.max(most, count);
    return { upTo, count: most };
  });
  if (most === 0) return Number.NaN;
  const rank = share * most;
  const index = rising.findIndex(({ count }) => count >= rank);
  if (index >= rising.length - 1) return (rising.at(-2) as Bucket).upTo;
  const { upTo, count } = rising[index] as Bucket;
  if (index === 0 && upTo <= 0) return upTo;
  const before = rising[index - 1] ?? { upTo: 0, count: 0 };
  return before.upTo + (upTo - before.upTo) * ((rank - before.count) / (count - before.count));
}
