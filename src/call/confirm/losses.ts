import { offeredName } from '../../redact/quoted-words.ts';
import { type Change, changesBetween } from '../../json/merge.ts';

type JsonObject = Readonly<Record<string, unknown>>;

/** Fields by which an item of a list is the same item after a change. */
const NAMES = ['id', 'tabId', 'name', 'email', 'dashboard', 'key', 'field'];
const LABELS = ['title', 'name', 'email', 'id'];
const IS_SWITCH = /^(\w+_)?enabled$|^creates_incident$/i;
/** Switches that take something away while they are on. */
const IS_OFF_SWITCH = /^(skip_tls_verify|(is_)?(disabled|muted|silenced|paused))$/i;
/** Texts that somebody thought out: queries, code, and what messages say. */
const WRITTEN =
  /^(query|sql|promql|function|vrl\w*|query_?fn|body|data|row_?template|regex|expression|cron)$/i;
/** Arguments that set a password; the present one only proves who asks. */
const SETS_PASSWORD = /(?<!old_?)(password|passwd)$/i;
/** Arguments that name what is to be taken out, as `remove_users` does. */
const TAKES_OUT = /^(is_?)?(remove|delete)/i;
const MOST_NAMES = 5;
const LONGEST_NAME = 60;
const LONGEST_TEXT = 80;

const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isFilled = (value: unknown): boolean =>
  Array.isArray(value) ? value.length > 0 : isObject(value) && Object.keys(value).length > 0;
const bigints = (_key: string, value: unknown) => (typeof value === 'bigint' ? `${value}n` : value);
const textOf = (value: unknown) => JSON.stringify(value, bigints) ?? '';

/** The names of an item, each as one text; none for what is no object. */
const namesOf = (item: unknown): string[] =>
  isObject(item)
    ? NAMES.filter((name) => item[name] !== undefined).map((name) => `${name} ${textOf(item[name])}`)
    : [];

const shown = (name: string) => offeredName(name.slice(0, LONGEST_NAME));

function labelOf(item: unknown): string {
  if (!isObject(item)) return shown(typeof item === 'string' ? item : textOf(item));
  const label = LABELS.map((name) => item[name]).find((value) => typeof value === 'string' && value !== '');
  return typeof label === 'string' ? shown(label) : 'an item';
}

function excerpt(text: string): string {
  const line = text.slice(0, LONGEST_TEXT).replaceAll(/\s+/g, ' ').trim();
  return `"${line}${text.length > LONGEST_TEXT ? '...' : ''}"`;
}

function listed(field: string, items: readonly unknown[]): string {
  const names = items.slice(0, MOST_NAMES).map(labelOf);
  const more = items.length > MOST_NAMES ? ` and ${items.length - MOST_NAMES} more` : '';
  return `${names.join(', ')}${more} out of ${field}`;
}

/** The items of `list` that are not in `other` just so, each as often as there are more of it. */
function without(list: readonly unknown[], other: readonly unknown[]): unknown[] {
  const counts = new Map<string, number>();
  for (const item of other) counts.set(textOf(item), (counts.get(textOf(item)) ?? 0) + 1);
  return list.filter((item) => {
    const count = counts.get(textOf(item)) ?? 0;
    if (count > 0) counts.set(textOf(item), count - 1);
    return count === 0;
  });
}

/** Finds what an item of a list has become: the one of the same name; where it has none, the next object without one. */
function successors(items: readonly unknown[]): (item: unknown) => unknown {
  const unnamed = items.filter((item) => isObject(item) && namesOf(item).length === 0);
  const byName = new Map<string, unknown>();
  for (const item of items) for (const name of namesOf(item)) byName.set(name, item);
  return (item) => {
    const names = namesOf(item);
    if (names.length === 0) return isObject(item) ? unnamed.shift() : undefined;
    return names.map((name) => byName.get(name)).find((other) => other !== undefined);
  };
}

/** What goes out of a list that another replaces: items without a counterpart, and what their counterparts lack. */
function lossesInList(field: string, from: readonly unknown[], to: readonly unknown[]): string[] {
  const find = successors(without(to, from));
  const gone: unknown[] = [];
  const inner: string[] = [];
  for (const item of without(from, to)) {
    const successor = find(item);
    if (successor === undefined) gone.push(item);
    else inner.push(...lossesIn(changesBetween(item, successor, field)));
  }
  return [...(gone.length > 0 ? [listed(field, gone)] : []), ...inner];
}

const NUMBER = /(?<![\w.])-?\d+(?:\.\d+)?(?![\w.])/g;

/** The only thing in which two texts differ, where that is one number; null otherwise. */
function changedNumber(from: string, to: string): { readonly from: string; readonly to: string } | null {
  const numbersIn = (text: string): readonly string[] => text.match(NUMBER) ?? [];
  const [before, after] = [numbersIn(from), numbersIn(to)];
  if (from.replaceAll(NUMBER, '#') !== to.replaceAll(NUMBER, '#') || before.length !== after.length)
    return null;
  const at = before.flatMap((number, index) => (number === after[index] ? [] : [index]));
  const [only = -1] = at;
  return at.length === 1 ? { from: before[only] as string, to: after[only] as string } : null;
}

/**
 * What changes take away, each in a few words: items of lists, whole objects, what was on, queries and code that others
 * replace. Empty where they only change.
 */
export function lossesIn(changes: readonly Change[]): string[] {
  return changes.flatMap(({ field, from, to }) => {
    if (Array.isArray(from) && Array.isArray(to)) return lossesInList(field, from, to);
    if (isFilled(from) && !isObject(to) && !Array.isArray(to))
      return [Array.isArray(from) ? listed(field, from) : `all of ${field}`];
    const key = field.split('.').at(-1) ?? '';
    if (from === true && to !== true && IS_SWITCH.test(key)) return [`${field}, which is turned off`];
    if (from !== true && to === true && IS_OFF_SWITCH.test(key))
      return [`what ${field} holds off, as it is turned on`];
    const isWritten = typeof from === 'string' && from.trim() !== '' && WRITTEN.test(key);
    const number = isWritten && typeof to === 'string' ? changedNumber(from, to) : null;
    if (number !== null) return [`the ${number.from} in ${field}, which becomes ${number.to}`];
    return isWritten ? [`${field} as it is now, ${excerpt(from)}`] : [];
  });
}

/** What arguments say is to be taken out. */
export function removalsIn(value: unknown, path = ''): string[] {
  if (Array.isArray(value)) return value.flatMap((item) => removalsIn(item, path));
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([key, item]) => {
    const field = path === '' ? key : `${path}.${key}`;
    if (!TAKES_OUT.test(key)) return removalsIn(item, field);
    if (Array.isArray(item) && item.length > 0) return [listed(field, item)];
    return item === true ? [`what ${field} says`] : [];
  });
}

/** Arguments that set a password, by name. */
export function passwordsIn(args: JsonObject): string[] {
  return Object.entries(args).flatMap(([name, value]) =>
    SETS_PASSWORD.test(name) && typeof value === 'string' && value !== '' ? [name] : [],
  );
}
