import type { Arguments, ToolRow } from '../../contract/tool.ts';
import { plainLetters } from '../data/fields/name-parts.ts';
import { NUMBER_WORDS } from '../language/lexicon/number-words.ts';
import { statedRoles } from '../understand/slots/member-roles.ts';
import type { NamedThing } from './named-things.ts';
import type { PlanStep } from './plan.ts';

const EMAIL = /[^\s,;<>"'()@]+@[^\s,;<>"'()@.]+(?:\.[^\s,;<>"'()@.]+)+/g;
const ADDRESS = /\b[a-z][a-z0-9+.-]*:\/\/[^\s"'<>]+/gi;
/** With thousands apart, as in "1,000" and "1 000", and not two numbers in a row, as in "20 5xx". */
const NUMBER = /\d+(?:[,. ]\d{3}(?!\d))*(?:[.,]\d+)?/g;
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

/** Names are said with spaces as well as with what stands in their place. */
const withoutSpaces = (text: string) => text.toLowerCase().replaceAll(/[\s_-]+/g, ' ');

/** A unit without a number is one of it: "per hour". */
const UNIT =
  /second|minute|hour|day|week|month|daily|weekly|monthly|sekunde|stunde|stündlich|\btag|täglich|woche|wöchentlich|monat|heure|jour|semaine|mois|hora|día|dia|semana|mes|mês|小时|分钟|天|周|月/i;
const WORDS = Object.values(NUMBER_WORDS).flatMap((words) => Object.entries(words));
/** A unit with its number, as in "15 minutes", is not one of it. */
const COUNTED = new RegExp(
  `(?<![\\p{L}\\d])(?:\\d+|${WORDS.flatMap(([word, number]) => (number === 1 ? [] : [word])).join('|')})[\\s-]*\\p{L}+`,
  'giu',
);

/** The numbers that words may mean, in any unit. */
function numbersIn(words: string): Set<number> {
  const folded = ` ${plainLetters(words).replaceAll(/[^\p{L}\p{N}]+/gu, ' ')} `;
  const said = [
    ...(words.match(NUMBER) ?? []).flatMap((text) => [
      Number(text.replaceAll(/[, ]/g, '')),
      Number(text.replaceAll(/[. ]/g, '').replace(',', '.')),
    ]),
    ...WORDS.flatMap(([word, number]) =>
      number !== 1 && (/\p{Script=Han}/u.test(word) ? words.includes(word) : folded.includes(` ${word} `))
        ? [number]
        : [],
    ),
  ];
  return new Set(said.flatMap((number) => FACTORS.map((factor) => Number((number * factor).toPrecision(9)))));
}

/** Addresses in arguments: of people, and of places that OpenObserve sends to or fetches from. */
export function addressesIn(args: Readonly<Arguments>): string[] {
  const texts = leavesOf(args, '').map(([, value]) => String(value));
  return [
    ...new Set(texts.flatMap((text) => [...(text.match(EMAIL) ?? []), ...(text.match(ADDRESS) ?? [])])),
  ];
}

/** Arguments that say where or of which kind a thing is, and not which. */
const WHERE = /^(?:org_id|folder|folder_type|type|stream_type|module|tab_id|hash)$/;

/** What a call is about, as people call it: what it takes away, for one that does. */
function namedIn(args: Readonly<Arguments>, things: readonly NamedThing[]): string[] {
  const labels = new Map(things.map(({ value, label }) => [value, label]));
  return Object.entries(args).flatMap(([name, value]) =>
    WHERE.test(name)
      ? []
      : [value].flat().flatMap((each) => (typeof each === 'string' ? [labels.get(each) ?? each] : [])),
  );
}

/** What a call changes, by the names in its path, as people call it. */
function changedBy(
  { access, method, places }: ToolRow,
  args: Readonly<Arguments>,
  labels: ReadonlyMap<string, string>,
): string[] {
  if (access !== 'write' || method === 'POST') return [];
  return Object.entries(args).flatMap(([name, value]) =>
    typeof value === 'string' && !WHERE.test(name) && places[name]?.some((place) => place.in === 'path')
      ? [labels.get(value) ?? value]
      : [],
  );
}

/**
 * What a call has that the person did not say and should look at: addresses, roles, where it sends, what it takes away,
 * and numbers that decide what it does; what it changes where the person named what others of the same tool change.
 * `said`: all that the person said. `others`: the other steps of the same tool.
 */
export function unsaidIn(
  row: ToolRow,
  args: Readonly<Arguments>,
  things: readonly NamedThing[],
  said: string,
  others: ReadonlyArray<Pick<PlanStep, 'about' | 'arguments'>>,
): string[] {
  const words = withoutSpaces(said);
  const isSaid = (text: string) => words.includes(withoutSpaces(text));
  const numbers = numbersIn(said);
  const units = UNIT.test(said.replaceAll(COUNTED, ' ')) ? numbersIn('1') : new Set<number>();
  const isSaidNumber = (key: string, value: number) =>
    numbers.has(value) || (!/threshold/.test(key) && units.has(value));
  const addresses = addressesIn(args).filter((address) => !isSaid(address));
  const stated = statedRoles(said);
  const roles = leavesOf(args, '').flatMap(([key, value]) => {
    const role = String(value);
    const isUnsaid = /^(?:role|roles|custom_role)$/.test(key) && !isSaid(role) && !stated.includes(role);
    return isUnsaid ? [`the role ${role}`] : [];
  });
  const targets = things.filter(({ label, value }) => !isSaid(label) && !isSaid(value));
  const sent = targets.filter(({ argument }) => /destination/.test(argument));
  const gone = row.access === 'destructive' ? namedIn(args, things).filter((label) => !isSaid(label)) : [];
  const labels = new Map(things.map(({ value, label }) => [value, label]));
  const isNamed = ({ about = '', arguments: values }: Pick<PlanStep, 'about' | 'arguments'>) =>
    [...about.split(', ').filter((label) => label !== ''), ...namedIn(values, [])].some(isSaid);
  const changed = others.some(isNamed) ? changedBy(row, args, labels).filter((label) => !isSaid(label)) : [];
  const deciding = leavesOf(args, '').flatMap(([key, value]) =>
    DECIDING.test(key) && !isSaidNumber(key, Number(value)) && Number(value) !== 0 ? [`${key} ${value}`] : [],
  );
  return [
    ...addresses.map((address) => `the address ${address}`),
    ...roles,
    ...sent.map(({ label }) => `the destination ${label}`),
    ...gone.map((label) => `that ${label} is deleted`),
    ...changed.map((label) => `that ${label} is changed`),
    ...deciding,
  ];
}
