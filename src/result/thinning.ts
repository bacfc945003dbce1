/** A point of a course over time; null where there is no value. */
export interface Value {
  readonly value: number | null;
}

/**
 * At most `most` points in their order: the first, the last, and of each stretch between them the lowest and the
 * highest, so that no peak is lost.
 */
export function keepPeaks<T extends Value>(points: readonly T[], most: number): T[] {
  if (points.length <= most) return [...points];
  const stretches = Math.max(1, Math.floor((most - 2) / 2));
  const inner = points.length - 2;
  const kept = new Set([0, points.length - 1]);
  for (let stretch = 0; stretch < stretches; stretch++) {
    const from = 1 + Math.floor((stretch * inner) / stretches);
    const to = 1 + Math.floor(((stretch + 1) * inner) / stretches);
    let low = from;
    let high = from;
    for (let at = from; at < to; at++) {
      const value = points[at]?.value ?? Number.NaN;
      if (value < (points[low]?.value ?? Number.POSITIVE_INFINITY)) low = at;
      if (value > (points[high]?.value ?? Number.NEGATIVE_INFINITY)) high = at;
    }
    kept.add(low).add(high);
  }
  return [...kept].sort((a, b) => a - b).map((at) => points[at] as T);
}
