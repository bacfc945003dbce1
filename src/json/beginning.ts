/** Characters of the shortest value there can be, with its comma. */
const SHORTEST = 4;

/**
 * About how many of `most` characters a value leaves, below 0 where it has more: nothing is looked at beyond them. Of a
 * text no more than `longest` count, as no more are shown.
 */
export function leftOf(value: unknown, longest: number, most: number): number {
  if (typeof value === 'string') return most - Math.min(value.length, longest);
  let left = most - SHORTEST;
  if (typeof value !== 'object' || value === null) return left;
  for (const item of Array.isArray(value) ? value : Object.values(value)) {
    if (left < 0) break;
    left = leftOf(item, longest, left);
  }
  return left;
}

/**
 * A value as it is, or, where it is much larger than could be shown, its first `most` characters or so. What else there
 * is of lists and objects is counted.
 */
export function beginning(value: unknown, longest: number, most: number): unknown {
  if (leftOf(value, longest, most) >= 0) return value;
  let left = most;
  function takeItems(all: readonly unknown[]): unknown[] {
    const kept: unknown[] = [];
    for (const item of all) {
      if (left < 0) return [...kept, `(+${all.length - kept.length} items)`];
      kept.push(take(item));
    }
    return kept;
  }
  function take(item: unknown): unknown {
    left -= typeof item === 'string' ? Math.min(item.length, longest) : SHORTEST;
    if (typeof item !== 'object' || item === null) return item;
    if (Array.isArray(item)) return takeItems(item);
    const all = Object.keys(item);
    const kept: Array<[string, unknown]> = [];
    for (const key of all) {
      if (left < 0) return Object.fromEntries([...kept, ['(more)', `${all.length - kept.length} fields`]]);
      kept.push([key, take(item[key as keyof object])]);
    }
    return Object.fromEntries(kept);
  }
  return take(value);
}
