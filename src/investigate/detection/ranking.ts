/** What speaks for a moment at which something began. */
export interface Evidence {
  /** Microseconds since the epoch. */
  readonly atUs: number;
  /** How much it counts, above 0. */
  readonly weight: number;
}

/** How well a finding explains what went wrong. */
export interface Strength {
  /** Part of the additional bad rows that it accounts for, 0 to 1. */
  readonly explains: number;
  /** Chance of it if nothing had changed. */
  readonly probability: number;
  /** When it was first seen, in microseconds since the epoch; null where that is not known. */
  readonly firstUs: number | null;
}

const MINUTE_US = 60e6;
/** Moments so near to each other are one. */
const WIDTH_US = 4 * MINUTE_US;
const HALF_US = 10 * MINUTE_US;
const SURE = 12;
const DENSE = 0.4;

/**
 * The moment at which it began: the first place where evidence is dense, its weighted median. Dense is at least 40 % of
 * the densest place, because what follows from a cause often shows more than the cause. Null without evidence. One
 * early or late stray does not move it.
 */
export function onsetOf(evidence: readonly Evidence[]): number | null {
  const support = (atUs: number) =>
    evidence.reduce(
      (sum, each) => sum + each.weight * Math.max(0, 1 - Math.abs(each.atUs - atUs) / WIDTH_US),
      0,
    );
  const densest = Math.max(0, ...evidence.map(({ atUs }) => support(atUs)));
  const peak = evidence
    .toSorted((a, b) => a.atUs - b.atUs)
    .find(({ atUs }) => support(atUs) >= densest * DENSE);
  if (!peak) return null;
  const near = evidence
    .filter(({ atUs }) => atUs >= peak.atUs && atUs - peak.atUs <= WIDTH_US)
    .toSorted((a, b) => a.atUs - b.atUs);
  const half = near.reduce((sum, { weight }) => sum + weight, 0) / 2;
  let sum = 0;
  for (const { atUs, weight } of near) {
    sum += weight;
    if (sum >= half) return atUs;
  }
  return peak.atUs;
}

/** 0 to 1: explains much, is no chance, and began when the rest began. */
export function scoreOf({ explains, probability, firstUs }: Strength, onsetUs: number | null): number {
  const surety = Math.min(1, -Math.log10(Math.max(probability, 1e-300)) / SURE);
  const nearness = firstUs === null || onsetUs === null ? 0.7 : 2 ** (-Math.abs(firstUs - onsetUs) / HALF_US);
  return Math.sqrt(Math.max(0, Math.min(1, explains))) * surety * (0.25 + 0.75 * nearness);
}
