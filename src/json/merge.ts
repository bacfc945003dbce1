type JsonObject = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** `changes` laid over `current`: objects merge in depth, lists and other values replace, null removes. */
export function mergeChanges(current: unknown, changes: unknown): unknown {
  if (!isObject(current) || !isObject(changes)) return changes;
  const merged: Record<string, unknown> = { ...current };
  for (const [key, value] of Object.entries(changes)) {
    if (value === null) delete merged[key];
    else merged[key] = mergeChanges(Object.hasOwn(current, key) ? current[key] : undefined, value);
  }
  return merged;
}

/** One field that an update changed, by its path. `to` is undefined where the field was removed. */
export interface Change {
  readonly field: string;
  readonly from: unknown;
  readonly to: unknown;
}

/** What differs between two values, field by field; lists count as one value. */
export function changesBetween(before: unknown, after: unknown, path = ''): Change[] {
  if (isObject(before) && isObject(after)) {
    return [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap((key) =>
      changesBetween(before[key], after[key], path === '' ? key : `${path}.${key}`),
    );
  }
  // What was not set and is null has not changed.
  const isUnset = (before ?? null) === null && (after ?? null) === null;
  const same = isUnset || JSON.stringify(before, bigints) === JSON.stringify(after, bigints);
  return same ? [] : [{ field: path, from: before, to: after }];
}

function bigints(_key: string, value: unknown): unknown {
  return typeof value === 'bigint' ? `${value}n` : value;
}
