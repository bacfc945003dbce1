import { describe, expect, it } from 'vitest';
import { histogramQuantile, quantile, stddev } from '../../src/sample/promql/quantiles.ts';

const bucket = (upTo: number, count: number) => ({ upTo, count });
const INFINITE = Number.POSITIVE_INFINITY;

describe('quantiles of PromQL', () => {
  it('lie between neighbors in proportion', () => {
    expect(quantile(0.5, [3, 1, 2])).toBe(2);
    expect(quantile(0.5, [1, 2])).toBe(1.5);
    expect(quantile(0.9, [10, 20, 30, 40, 50])).toBeCloseTo(46);
  });

  it('are infinite outside of 0 to 1, and none of nothing', () => {
    expect(quantile(-1, [1])).toBe(Number.NEGATIVE_INFINITY);
    expect(quantile(2, [1])).toBe(INFINITE);
    expect(quantile(0.5, [])).toBeNaN();
  });

  it('of histograms lie within their bucket', () => {
    const buckets = [bucket(0.1, 50), bucket(0.5, 90), bucket(1, 100), bucket(INFINITE, 100)];
    expect(histogramQuantile(0.5, buckets)).toBeCloseTo(0.1);
    expect(histogramQuantile(0.7, buckets)).toBeCloseTo(0.3);
    expect(histogramQuantile(0.95, buckets)).toBeCloseTo(0.75);
  });

  it('of histograms never lie above the last finite bucket', () => {
    expect(histogramQuantile(0.99, [bucket(1, 10), bucket(2, 20), bucket(INFINITE, 100)])).toBe(2);
  });

  it('of histograms need an infinite bucket', () => {
    expect(histogramQuantile(0.5, [bucket(1, 10), bucket(2, 20)])).toBeNaN();
  });

  it('have the deviation of all values', () => {
    expect(stddev([2, 4, 4, 4, 5, 5, 7, 9])).toBe(2);
  });
});
