import type { FieldEntry, FieldType, Role, Unit, ValueCount } from './field.ts';
import { EDGE_WORDS, ROLE_RULES, type RoleRule, VALUE_ROLES } from './field-roles.ts';
import { levelClasses } from './levels.ts';
import { isInMinutes } from './minutes.ts';
import { meaningsOf, partsOf, stemsOf, wordsOfParts } from './name-parts.ts';
import { textForm } from './text-form.ts';
import { isUnitWord, unitOfMagnitude, unitOfName } from './units.ts';
import { ownMember } from '../../../json/own-member.ts';

/** Of fields with many values only some are kept, as examples. */
const MOST_EXAMPLES = 5;
const MOST_LENGTH = 160;
/** More values than this have a form in common, or are none of a kind. */
const LONG = 20;
const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:e[+-]?\d+)?$/i;
/** Share of the records whose values must be levels. */
const MOST_LEVELS = 0.8;
const BY_VALUES = 0.95;
const LEVEL_BY_VALUES = 0.7;

const TYPES: ReadonlyArray<readonly [RegExp, FieldType]> = [
  [/^u?int/i, 'whole'],
  [/^(?:float|decimal)/i, 'decimal'],
  [/^bool/i, 'boolean'],
];

/** The kind of values in a field, from its type in the schema, such as `Int64`; `text` for an unknown one. */
export const fieldType = (stored: string): FieldType =>
  TYPES.find(([form]) => form.test(stored))?.[1] ?? 'text';

type Tokens = ReadonlyArray<ReadonlySet<string>>;

const isNumber = (type: FieldType) => type === 'whole' || type === 'decimal';

/** The English words of each part, one after the other: `lat_ms` is latency or latitude, then ms; `uid` is user, then id. */
const tokensOf = (parts: readonly string[]): Tokens =>
  parts.flatMap((part) => {
    const meanings = meaningsOf(part);
    const [only = []] = meanings;
    return meanings.length === 1 && only.length > 1
      ? only.map((word) => new Set([word]))
      : [new Set([part, ...meanings.filter(({ length }) => length === 1).flat()])];
  });

const isEdge = (token: ReadonlySet<string>) =>
  [...token].some((word) => EDGE_WORDS.has(word) || isUnitWord(word));

/** The tokens between the words at the edges; all of them where nothing is left. */
function coreOf(tokens: Tokens): Tokens {
  const first = tokens.findIndex((token) => !isEdge(token));
  const last = tokens.findLastIndex((token) => !isEdge(token));
  return first < 0 ? tokens : tokens.slice(first, last + 1);
}

/** How well tokens end in the words of a phrase, in any order: 0 for not at all, more for a longer part of the name. */
function ending(tokens: Tokens, words: readonly string[]): number {
  if (words.length > tokens.length) return 0;
  const tail = tokens.slice(tokens.length - words.length);
  const fits =
    words.every((word) => tail.some((token) => token.has(word))) &&
    tail.every((token) => words.some((word) => token.has(word)));
  return fits ? 0.5 + words.length / tokens.length / 2 : 0;
}

/** Whether values of a type can play a role. */
const suits = (needs: string | undefined, type: FieldType) =>
  needs === undefined || (needs === 'text' ? type === 'text' : isNumber(type));

interface Scored {
  readonly role: Role;
  /** 0 to 1. */
  readonly score: number;
}

interface Phrase {
  readonly role: Role;
  readonly needs: RoleRule['needs'];
  readonly words: readonly string[];
  /** They must be all that the name says. */
  readonly isWhole: boolean;
  /** Longer phrases say more, later ones of a rule are less sure. */
  readonly bonus: number;
}

/** The phrases of all roles by each of their words. */
const PHRASES: ReadonlyMap<string, readonly Phrase[]> = (() => {
  const found = new Map<string, Phrase[]>();
  for (const { role, phrases, needs } of ROLE_RULES)
    phrases.forEach((phrase, index) => {
      const isWhole = phrase.startsWith('=');
      const words = phrase.replace('=', '').split(' ');
      const entry = { role, needs, words, isWhole, bonus: words.length * 0.05 - index * 0.01 };
      for (const word of words) found.set(word, [...(found.get(word) ?? []), entry]);
    });
  return found;
})();

/** Ends of names of fields that say yes or no. */
const FLAGS: ReadonlySet<string> = new Set(['yn', 'flag', 'flg', 'ind']);

function rolesOfName(parts: readonly string[], type: FieldType): Scored[] {
  // A yes-or-no field can hold an outcome (`ok_yn`), and nothing else that has a role: `customer_yn` holds no customer.
  if (parts.length > 1 && FLAGS.has(parts.at(-1) ?? ''))
    return rolesOfName(parts.slice(0, -1), type).filter(({ role }) => role === 'outcome');
  const tokens = tokensOf(parts);
  const core = coreOf(tokens);
  const ends = [...(tokens.at(-1) ?? []), ...(core.at(-1) ?? [])];
  const scores = new Map<Role, number>();
  for (const { role, needs, words, isWhole, bonus } of new Set(
    ends.flatMap((word) => PHRASES.get(word) ?? []),
  )) {
    if (!suits(needs, type) || (isWhole && words.length !== core.length)) continue;
    const whole = Math.max(ending(tokens, words), ending(core, words));
    if (whole > 0) scores.set(role, Math.max(scores.get(role) ?? 0, Math.min(1, whole + bonus)));
  }
  return [...scores].map(([role, score]) => ({ role, score }));
}

/** Whether values are levels of a log, by nearly all records. */
function areLevels(field: FieldEntry, isNamed: boolean): boolean {
  const values = field.values ?? [];
  if (!field.valuesComplete || (field.type !== 'text' && !isNamed)) return false;
  const classes = levelClasses(field);
  const counted = values.reduce((sum, { count }) => sum + count, 0);
  const leveled = values.reduce((sum, { value, count }) => sum + (classes.has(value) ? count : 0), 0);
  // One letter, such as T or F, is a level only where the name says so.
  const isWritten = values.some(({ value }) => value.length > 2) && classes.size > 1;
  return leveled >= counted * MOST_LEVELS && (isNamed || isWritten);
}

/** The roles that the name told, confirmed or put right by the values. */
function rolesWithValues(named: readonly Scored[], field: FieldEntry): readonly Scored[] {
  const values = (field.values ?? []).filter(({ value }) => value !== '');
  if (values.length === 0) return named;
  const has = (role: Role) => named.some((each) => each.role === role);
  const isLevel = areLevels(field, has('level'));
  const told = VALUE_ROLES.filter(
    ({ role, form, needs }) =>
      (needs === field.type || (needs === 'whole' && field.numberAsText)) &&
      values.every(({ value }) => form.test(value)) &&
      // Numbers such as 200 are not only statuses.
      (role !== 'status' || has('status') || has('error code')),
  ).map(({ role }) => ({ role, score: BY_VALUES }));
  const contradicted = VALUE_ROLES.filter(
    ({ form, always }) => always && !values.some(({ value }) => form.test(value)),
  ).map(({ role }) => role);
  const stands = named.filter(
    ({ role }) =>
      !contradicted.includes(role) &&
      (role !== 'level' || isLevel) &&
      // `severity_text`
      (role !== 'message' || !isLevel) &&
      !told.some((each) => each.role === role),
  );
  const isNew = isLevel && !has('level') && !has('status') && !has('outcome');
  return [...stands, ...told, ...(isNew ? [{ role: 'level' as const, score: LEVEL_BY_VALUES }] : [])];
}

const SPAN_UNITS: Readonly<Record<string, Unit>> = {
  duration: 'us',
  start_time: 'epoch ns',
  end_time: 'epoch ns',
};

function unitFor(
  field: Pick<FieldEntry, 'name' | 'type' | 'numberAsText' | 'least' | 'greatest'>,
  parts: readonly string[],
  roles: readonly Role[],
  of: FieldOf,
  isMinutes: boolean,
): Pick<FieldEntry, 'unit' | 'unitFrom'> {
  const none = { unit: null, unitFrom: null };
  if (!isNumber(field.type) && !field.numberAsText) return none;
  const span = of === 'span' ? ownMember(SPAN_UNITS, field.name) : undefined;
  if (span) return { unit: span, unitFrom: 'span' };
  const named = unitOfName(parts) ?? (isMinutes ? 'min' : null);
  if (named) return { unit: named, unitFrom: 'name' };
  if (field.least === undefined || field.greatest === undefined) return none;
  const guessed = unitOfMagnitude(roles, field.type, field.least, field.greatest);
  return guessed === null ? none : { unit: guessed, unitFrom: 'magnitude' };
}

/** Each role once, as sure as it is found to be. */
function bestOf(scored: readonly Scored[]): readonly Scored[] {
  const best = new Map<Role, number>();
  for (const { role, score } of scored) best.set(role, Math.max(best.get(role) ?? 0, score));
  return [...best].map(([role, score]) => ({ role, score }));
}

/** Fields of spans are OpenObserve's own, with units of their own. */
export type FieldOf = 'span' | 'record';

/** Values of a field as `_values` answers them: the most frequent, and whether there are no others. */
export interface FoundValues {
  readonly values: readonly ValueCount[];
  readonly isComplete: boolean;
  /** Records with any value that the most frequent field has, to compare with. */
  readonly most: number;
}

/** A field by its name, its stored type, its values where they are known, and the names of all fields of its stream. */
export function fieldEntry(
  of: FieldOf,
  name: string,
  stored: string,
  found: FoundValues | null,
  beside: readonly string[] = [],
): FieldEntry {
  const type = fieldType(stored);
  const parts = partsOf(name);
  const named = rolesOfName(parts, type);
  const isMinutes = isInMinutes({
    parts,
    words: wordsOfParts(parts),
    roles: named.map(({ role }) => role),
    beside,
  });
  const words = wordsOfParts(parts).filter((word) => !isMinutes || word !== 'minimum');
  const filledIn = (found?.values ?? []).map(({ value }) => value).filter((value) => value !== '');
  const numberAsText =
    type === 'text' && filledIn.length > 0 && filledIn.every((value) => NUMBER.test(value));
  const numbers = isNumber(type) || numberAsText ? filledIn.map(Number).filter(Number.isFinite) : [];
  const counted = (found?.values ?? []).reduce((sum, { count }) => sum + count, 0);
  const isMany = found !== null && !found.isComplete;
  const isLong = isMany || filledIn.length > LONG;
  const form = isLong && type === 'text' ? textForm(filledIn) : undefined;
  const isUnique = isMany && (found.values.at(0)?.count ?? 0) <= 2;
  const kept = (found?.values ?? [])
    .slice(0, isUnique ? MOST_EXAMPLES : undefined)
    .map(({ value, count }) => ({ value: value.slice(0, MOST_LENGTH), count }));
  const entry: FieldEntry = {
    name,
    type,
    numberAsText,
    roles: [],
    certainty: {},
    unit: null,
    unitFrom: null,
    words,
    stems: stemsOf(words),
    ...(found ? { values: kept } : {}),
    distinct: found?.isComplete ? found.values.length : null,
    valuesComplete: found?.isComplete ?? false,
    ...(form ? { form } : {}),
    ...(numbers.length > 0 ? { least: Math.min(...numbers), greatest: Math.max(...numbers) } : {}),
    filled: found?.isComplete && found.most > 0 ? counted / found.most : null,
  };
  const all = [...named, ...(numberAsText ? rolesOfName(parts, 'decimal') : [])];
  const scored = rolesWithValues(bestOf(all), entry).toSorted((a, b) => b.score - a.score);
  const unit = unitFor(
    entry,
    parts,
    scored.map(({ role }) => role),
    of,
    isMinutes,
  );
  // A moment is no length of time, though both are called a time.
  const isMoment = unit.unit?.startsWith('epoch') ?? false;
  const sure = scored.filter(({ role }) => !isMoment || role !== 'duration');
  return {
    ...entry,
    roles: sure.map(({ role }) => role),
    certainty: Object.fromEntries(sure.map(({ role, score }) => [role, score])),
    ...unit,
  };
}

/** Fields by what they are for, the surest first, and among equally sure ones that of most records. */
export function fieldsFor(fields: readonly FieldEntry[], role: Role): readonly FieldEntry[] {
  return fields
    .filter(({ roles }) => roles.includes(role))
    .sort((a, b) => (b.certainty[role] ?? 0) - (a.certainty[role] ?? 0) || (b.filled ?? 1) - (a.filled ?? 1));
}
