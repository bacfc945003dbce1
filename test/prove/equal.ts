import { parseExact, stringifyExact } from '../../src/json/exact-json.ts';

export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** JSON text with sorted keys: equal values give equal texts. */
export function canonical(value: unknown): string {
  const sorted = (item: unknown): unknown => {
    if (Array.isArray(item)) return item.map(sorted);
    if (!isObject(item)) return item;
    return Object.fromEntries(
      Object.entries(item)
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([key, inner]) => [key, sorted(inner)]),
    );
  };
  return stringifyExact(sorted(value)) ?? '';
}

/** The JSON value of a text, or the text itself. */
export function parsed(text: string): unknown {
  try {
    return parseExact(text);
  } catch {
    return text;
  }
}

/** Whether `sent` is `recorded` laid over `before`: nothing of the recorded write missing, nothing else from elsewhere. */
export function isLaidOver(sent: unknown, recorded: unknown, before: unknown): boolean {
  if (!isObject(sent) || !isObject(recorded)) return canonical(sent) === canonical(recorded);
  const stored = isObject(before) ? before : {};
  return (
    Object.entries(sent).every(([key, value]) =>
      key in recorded
        ? isLaidOver(value, recorded[key], stored[key])
        : canonical(value) === canonical(stored[key]),
    ) &&
    Object.entries(recorded).every(
      ([key, value]) => key in sent || value === null || canonical(value) === canonical(stored[key]),
    )
  );
}
