import { parseExact, stringifyExact, textOf } from '../../json/exact-json.ts';

type JsonObject = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A change of a list that names what comes and what goes. */
interface ListChange {
  readonly add?: readonly unknown[];
  readonly remove?: readonly unknown[];
}

function isListChange(given: unknown, stored: unknown): given is ListChange {
  return Array.isArray(stored) && isObject(given) && ('add' in given || 'remove' in given);
}

/** Whether a list has an item; of items that are objects, one that has at least the same. */
const has = (list: readonly unknown[], item: unknown) => list.some((each) => isShown(item, each));

/** Whether what was given is in what is stored: the server adds fields of its own. Null asks for nothing to be there. */
export function isShown(given: unknown, stored: unknown): boolean {
  if (given === null || given === undefined) return stored === null || stored === undefined;
  if (isListChange(given, stored)) {
    const list = stored as readonly unknown[];
    return (
      (given.add ?? []).every((item) => has(list, item)) &&
      !(given.remove ?? []).some((item) => has(list, item))
    );
  }
  if (Array.isArray(given))
    return (
      Array.isArray(stored) &&
      given.length === stored.length &&
      given.every((item, index) => isShown(item, stored[index]))
    );
  if (isObject(given))
    return isObject(stored) && Object.entries(given).every(([key, value]) => isShown(value, stored[key]));
  return textOf(given) === textOf(stored) || (typeof given === 'string' && isSameJson(given, stored));
}

/** A text that is stored as it is, and read as the JSON that it holds. */
function isSameJson(given: string, stored: unknown): boolean {
  if (typeof stored !== 'object' || stored === null) return false;
  try {
    return stringifyExact(parseExact(given)) === stringifyExact(stored);
  } catch {
    return false;
  }
}

/**
 * What to give so that `given` is taken back and `old` is there again. `merges`: objects are laid over what is there, and
 * null removes.
 */
export function reverted(given: unknown, old: unknown, merges: boolean): unknown {
  if (isListChange(given, old)) {
    const list = old as readonly unknown[];
    return {
      add: (given.remove ?? []).filter((item) => has(list, item)),
      remove: (given.add ?? []).filter((item) => !has(list, item)),
    };
  }
  if (merges && isObject(given) && isObject(old))
    return Object.fromEntries(
      Object.entries(given).map(([key, value]) => [key, reverted(value, old[key], merges)]),
    );
  return old ?? null;
}
