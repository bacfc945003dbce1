import type { Arguments, ToolRow } from '../../contract/tool.ts';
import type { NamedThing } from './named-things.ts';

const EMAIL = /[^\s,;<>"'()@]+@[^\s,;<>"'()@.]+(?:\.[^\s,;<>"'()@.]+)+/g;
const ADDRESS = /\b[a-z][a-z0-9+.-]*:\/\/[^\s"'<>]+/gi;
const NUMBER = /\d[\d,. ]*\d|\d/g;
/** Numbers of a write that decide what it does, beside those of a query. */
const DECIDING = /^(?:threshold|period|frequency|silence|data_retention|max_query_range|interval)$/;
/** What a number of the words may stand for in an argument: thousands, hours in minutes, days in hours. */
const FACTORS = [1, 60, 24, 1440, 7, 1e3, 1e6, 1e9, 1 / 60, 1 / 1e3, 1 / 24, 30, 10_080];

type Leaf = readonly [key: string, value: string | number];

function leavesOf(value: unknown, key: string): Leaf[] {
  if (typeof value === 'string' || typeof value === 'number') return [[key, value]];
  if (Array.isArray(value)) return value.flatMap((item) => leavesOf(item, key));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, item]) => leavesOf(item, name));
}

const withoutSpaces = (text: string) => text.toLowerCase().replaceAll(/\s+/g, ' ');

/** The numbers that words may mean, in any unit. */
function numbersIn(words: string): Set<number> {
  const said = (words.match(NUMBER) ?? []).map((text) => Number(text.replaceAll(/[, ]/g, '')));
  return new Set(said.flatMap((number) => FACTORS.map((factor) => Number((number * factor).toPrecision(9)))));
}

/** Addresses in arguments: of people, and of places that OpenObserve sends to or fetches from. */
export function addressesIn(args: Readonly<Arguments>): string[] {
  const texts = leavesOf(args, '').map(([, value]) => String(value));
  return [
    ...new Set(texts.flatMap((text) => [...(text.match(EMAIL) ?? []), ...(text.match(ADDRESS) ?? [])])),
  ];
}

/**
 * What a call has that the person did not say and should look at: addresses, roles, where it sends, what it takes away,
 * and numbers that decide what it does. `said`: all that the person said.
 */
export function unsaidIn(
  row: ToolRow,
  args: Readonly<Arguments>,
  things: readonly NamedThing[],
  said: string,
): string[] {
  const words = withoutSpaces(said);
  const isSaid = (text: string) => words.includes(withoutSpaces(text));
  const numbers = numbersIn(said);
  const addresses = addressesIn(args).filter((address) => !isSaid(address));
  const roles = leavesOf(args, '').flatMap(([key, value]) =>
    /^(?:role|roles|custom_role)$/.test(key) && !isSaid(String(value)) ? [`the role ${value}`] : [],
  );
  const targets = things.filter(({ label, value }) => !isSaid(label) && !isSaid(value));
  const sent = targets.filter(({ argument }) => /destination/.test(argument));
  const gone = row.access === 'destructive' ? targets.filter((each) => !sent.includes(each)) : [];
  const deciding = leavesOf(args, '').flatMap(([key, value]) =>
    DECIDING.test(key) && !numbers.has(Number(value)) && Number(value) !== 0 ? [`${key} ${value}`] : [],
  );
  return [
    ...addresses.map((address) => `the address ${address}`),
    ...roles,
    ...sent.map(({ label }) => `the destination ${label}`),
    ...gone.map(({ label }) => `that ${label} is deleted`),
    ...deciding,
  ];
}
