import type { FieldEntry } from '../../data/fields/field.ts';
import { fold, stemOf } from '../../language/word-forms.ts';
import { stateOfValue } from '../link/states.ts';
import { valueParts } from '../link/value-parts.ts';
import type { Condition, Measure } from '../query/logical-form.ts';
import { type DraftReading, fieldsOf } from './draft-reading.ts';

/** Things that move money. */
const MOVES_MONEY = new Set('payment charge transaction transfer deposit sale'.split(' ').map(stemOf));

/** Words for money that arrived. */
const ARRIVED = /\b(?:c[ao]me(?:s)? in|coming in|received?|collected|cleared|settled)\b/;
/** Words for money that someone gave. */
const GAVE = /\b(?:pay|pays|paid|paying|spend|spent)\b/;

const isOfMoney = (value: string) => {
  const [thing = '', ...states] = valueParts(value).map(stemOf);
  return states.length > 0 && MOVES_MONEY.has(thing);
};

/** The one state of `payment.paid` beside `payment.failed` in which money has moved; null for a field that holds no such states. */
function paidValue({ type, values = [] }: FieldEntry): string | null {
  const known = type === 'text' ? values.map(({ value }) => value).filter(isOfMoney) : [];
  const paid = known.filter((value) => stateOfValue(value) === 'success');
  return paid.length === 1 && known.length > 1 ? (paid[0] as string) : null;
}

const isMoney = (field: FieldEntry | null) =>
  field !== null && (field.roles.includes('amount') || field.unit === 'currency' || field.unit === 'cents');

const holds = (condition: Condition, name: string) => 'field' in condition && condition.field === name;

/**
 * The conditions, with those of payments in whatever state narrowed to the ones that were made, where words sum up money or say
 * that it arrived: what failed brings none. Null where nothing is to be narrowed.
 */
export function paidOnly(
  draft: DraftReading,
  measure: Measure | null,
  where: readonly Condition[],
): Condition[] | null {
  const words = fold(draft.parsed.request);
  const isSum =
    measure?.kind === 'sum' && isMoney(fieldsOf(draft).find(({ name }) => name === measure.field) ?? null);
  if (!isSum && !(measure?.kind === 'count' && ARRIVED.test(words))) return null;
  for (const field of fieldsOf(draft)) {
    const paid = paidValue(field);
    if (paid === null) continue;
    const only: Condition = { kind: 'in', field: field.name, values: [paid], not: false };
    const stated = where.filter((condition) => holds(condition, field.name));
    if (stated.length === 0 && isSum && (GAVE.test(words) || ARRIVED.test(words))) return [...where, only];
    const [first] = stated;
    const isOfAnyState =
      first?.kind === 'in' &&
      !first.not &&
      first.values.length > 1 &&
      first.values.includes(paid) &&
      first.values.every(isOfMoney) &&
      !draft.spans.some((span) => isStatedValue(span.words, field));
    if (stated.length === 1 && isOfAnyState)
      return where.map((condition) => (condition === first ? only : condition));
  }
  return null;
}

/** Whether words name a state of the field: "paid or failed payments" are both. */
const isStatedValue = (
  words: ReadonlyArray<{ readonly forms: readonly string[]; readonly folded: string }>,
  { values = [] }: FieldEntry,
): boolean => {
  const stems = words.flatMap(({ forms, folded }) => [forms[0] ?? '', folded]).map(stemOf);
  return values.some(({ value }) => {
    const states = valueParts(value).map(stemOf).slice(1);
    return isOfMoney(value) && states.some((state) => stems.includes(state));
  });
};
