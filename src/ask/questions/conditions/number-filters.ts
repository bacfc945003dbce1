import type { FieldEntry } from '../../data/fields/field.ts';
import { numberIn } from '../../language/tagged-words.ts';
import { stemOf } from '../../language/word-forms.ts';
import {
  canHold,
  countsSuch,
  isIdentity,
  isMeasure,
  isNumeric,
  toFieldUnit,
  withRole,
} from '../link/fields.ts';
import type { Span } from '../link/spans.ts';
import type { NumberCondition } from '../parse/comparison-words.ts';
import type { ParsedQuestion } from '../parse/parse-question.ts';
import type { Quantity } from '../parse/quantities.ts';
import type { Condition } from '../query/logical-form.ts';
import {
  categoryIn,
  type DraftReading,
  fieldLinks,
  fieldsOf,
  hasTagAt,
  linkOf,
  markUsed,
  measureIn,
} from './draft-reading.ts';
import { type Filter, isNegated, negate } from './filters.ts';
import { durationField } from './measured-fields.ts';

/** The field that a comparison with a number is about. */
function subjectOf(
  draft: DraftReading,
  condition: NumberCondition,
  measured: FieldEntry | null,
): { field: FieldEntry; span: Span | null; score: number } | null {
  const { quantity, from, to, isDuration } = condition;
  const accepts = (field: FieldEntry) =>
    canHold(field, quantity) &&
    // An ID is no energy, however it is called.
    !(quantity.unitWords && isIdentity(field)) &&
    (!isDuration || quantity.of === 'plain' || field.unit === null || toFieldUnit(field, quantity) !== null);
  const numeric = (span: Span) =>
    fieldLinks(span)
      .filter(({ field, score }) => score >= 0.5 && isNumeric(field) && accepts(field))
      .sort((a, b) => b.score - a.score)[0] ?? null;
  // "over 500 revenue under 3 quantity": the noun after a number is of that number.
  const isOfOther = ({ from: start }: Span) => draft.parsed.conditions.some((each) => each.to + 1 === start);
  const before = draft.spans
    .filter((span) => span.to < from && from - span.to <= 4 && !isOfOther(span))
    .reverse();
  const after = draft.spans.filter((span) => span.from > to && span.from - to <= 3);
  const isBroken = (a: number, b: number) =>
    Array.from({ length: Math.max(0, b - a - 1) }, (_, index) => a + 1 + index).some((index) =>
      hasTagAt(draft, index, 'and', 'by', 'which'),
    );
  if (countsOther(draft, condition) && !before.some((span) => span.to === from - 1 && measureIn(span)))
    return null;
  for (const span of [
    ...before.filter(({ to: end }) => !isBroken(end, from)),
    ...after.filter(({ from: start }) => !isBroken(to, start)),
  ]) {
    const link = numeric(span);
    // "viewers under 18": who they are is named, and no number of theirs.
    const other = Math.max(linkOf(span, 'value')?.score ?? 0, categoryIn(span)?.score ?? 0);
    if (link && other <= link.score + 0.05) return { field: link.field, span, score: link.score };
  }
  const fields = fieldsOf(draft).filter((field) => isMeasure(field) && accepts(field));
  if (isDuration || quantity.of === 'time') {
    const field = durationField(draft) ?? fields.find(({ roles }) => roles.includes('duration'));
    return field && accepts(field) ? { field, span: null, score: 0.85 } : null;
  }
  const { unitWords } = quantity;
  if (unitWords) {
    const inUnits = fields.filter((each) => countsSuch(each, quantity));
    const field =
      fields.find((each) => each.words.some((word) => unitWords.includes(word))) ??
      (inUnits.length === 1 ? inUnits[0] : undefined);
    return field ? { field, span: null, score: 0.85 } : null;
  }
  if (measured && isMeasure(measured) && accepts(measured))
    return { field: measured, span: null, score: 0.8 };
  if (quantity.of === 'money') {
    const field = withRole(fields, 'amount');
    return field ? { field, span: null, score: 0.85 } : null;
  }
  if (quantity.of === 'bytes') {
    const field = withRole(fields, 'bytes');
    return field ? { field, span: null, score: 0.85 } : null;
  }
  if (quantity.of === 'degrees') {
    const field = withRole(fields, 'temperature');
    return field ? { field, span: null, score: 0.85 } : null;
  }
  if (quantity.of === 'percent') {
    const field =
      fields.find(({ unit }) => unit === 'percent' || unit === 'fraction') ?? withRole(fields, 'percentage');
    return field ? { field, span: null, score: 0.7 } : null;
  }
  const stream = draft.spans.some((span) => linkOf(span, 'stream'));
  const amount = withRole(fields, 'amount');
  return stream && amount ? { field: amount, span: null, score: 0.6 } : null;
}

/** Words that say what one thing is not, and leave out no list of things. */
const NOT = /^(?:not|nicht|pas|no|nao|ne|不|不是|\w+nt)$/;

/** Whether the number itself is under a "not": of "except refunded ones over 100" that is what was refunded. */
const isOwnNegated = (draft: DraftReading, at: number): boolean =>
  isNegated(draft, at) &&
  ((hasTagAt(draft, at - 1, 'and', 'or') &&
    draft.parsed.negations.some((start) => !NOT.test(draft.parsed.words[start - 1]?.folded ?? ''))) ||
    draft.parsed.negations.some(
      (start) => start <= at && !draft.spans.some(({ from, to }) => from >= start && to < at),
    ));

/** Names of currencies that fields have besides their codes. */
const CURRENCY_NAMES: Readonly<Record<string, readonly string[]>> = {
  EUR: ['euro', 'euros'],
  USD: ['dollar', 'dollars'],
  GBP: ['pound', 'pounds'],
};

/** Whether the name of a field says its currency. */
const isIn = ({ words }: FieldEntry, currency: string): boolean =>
  words.some((word) => word === currency.toLowerCase() || (CURRENCY_NAMES[currency] ?? []).includes(word));

/** The unit of a quantity as written: the "euros" of "500 euros". */
const unitText = ({ text }: Quantity): string =>
  text.replace(/^-?[\d.,]+\s*(?=\D)|(?<=^[$€£¥])[\d.,]+$/u, '').trim();

/** "at least 3 coupons": the noun after a number says what it counts, and no field holds such a number. */
function countsOther(draft: DraftReading, { quantity, to }: NumberCondition): boolean {
  if (quantity.of !== 'plain' || quantity.unitWords) return false;
  const noun = draft.spans.find(({ from, isOptional }) => from === to + 1 && !isOptional);
  const [best] = noun?.links ?? [];
  return (
    noun !== undefined &&
    draft.parsed.words[noun.from]?.kind === 'word' &&
    /s$/.test(noun.words.at(-1)?.forms[0] ?? '') &&
    (best === undefined || best.kind === 'field') &&
    !fieldLinks(noun).some(({ field, score }) => score >= 0.5 && isNumeric(field))
  );
}

const inUnit = (field: FieldEntry, quantity: Quantity) => toFieldUnit(field, quantity) ?? quantity.value;

/** A comparison with a number as it is written. */
export const limitText = ({ words }: ParsedQuestion, { from, to }: NumberCondition): string =>
  words
    .slice(from, to + 1)
    .map(({ text }) => text)
    .join(' ');

/** "more than 3 errors" says how many records there are, not how large a number of theirs is. */
function isOfRecords(draft: DraftReading, { operator, quantity, from, to }: NumberCondition): boolean {
  if (quantity.of !== 'plain' || quantity.unitWords || operator === 'between') return false;
  const before = draft.spans.findLast((span) => span.to < from && from - span.to <= 2);
  if (
    before &&
    fieldLinks(before).some(({ field, score }) => score >= 0.5 && isNumeric(field) && !isIdentity(field))
  )
    return false;
  const noun = stemOf(draft.parsed.words[to + 1]?.folded ?? '');
  if (fieldsOf(draft).some((field) => isNumeric(field) && field.stems.includes(noun))) return false;
  if (hasTagAt(draft, to + 1, 'records')) return true;
  const counted = draft.spans.find((span) => span.from === to + 1);
  if (!counted) return false;
  const records = Math.max(linkOf(counted, 'stream')?.score ?? 0, linkOf(counted, 'state')?.score ?? 0);
  const number = fieldLinks(counted).find(({ field }) => isNumeric(field))?.score ?? 0;
  const next = draft.spans.find((span) => span.from === counted.to + 1);
  return Math.max(records, next ? (linkOf(next, 'stream')?.score ?? 0) : 0) > number;
}

/** "does build 8990 crash more than 9012": the number is the other of two values, and limits nothing. */
function otherValue(draft: DraftReading, { operator, quantity, from, to }: NumberCondition): Filter | null {
  if (operator !== '>' && operator !== '<') return null;
  if (quantity.of !== 'plain' || quantity.unitWords || quantity.length > 1) return null;
  const text = String(quantity.value);
  const isKnown = (field: FieldEntry, value: string) =>
    (field.values ?? []).some((known) => known.value === value);
  const field = fieldsOf(draft).find(
    (each) =>
      !isMeasure(each) &&
      isKnown(each, text) &&
      draft.spans.some(
        ({ words: [word], to: end }) =>
          end < from && word?.kind === 'number' && isKnown(each, String(word.value)),
      ),
  );
  return field
    ? { condition: { kind: 'in', field: field.name, values: [text], not: false }, from, to, isState: false }
    : null;
}

const STARS = /^(?:stars?|sterne?n?|etoiles?|estrellas?|estrelas?)$/;
const MOST_STARS = 11;

/** "one star", "4 or 5 stars": ratings of so many, of a field that holds few numbers. */
export function ratingFilters(draft: DraftReading): Filter[] {
  const { words, taken } = draft.parsed;
  return draft.spans.flatMap((span): Filter[] => {
    if (!STARS.test(span.words[0]?.folded ?? '')) return [];
    const field = fieldLinks(span).find(
      ({ field: { valuesComplete, values = [] }, field: each, score }) =>
        score >= 0.5 && isNumeric(each) && valuesComplete && values.length <= MOST_STARS,
    )?.field;
    const numbers: string[] = [];
    let from = span.from;
    for (let at = span.from - 1; at >= 0; at--) {
      const number = taken.has(at) ? null : numberIn(words[at]);
      if (number === null && !(numbers.length > 0 && hasTagAt(draft, at, 'or', 'and'))) break;
      if (number === null) continue;
      numbers.push(String(number));
      from = at;
    }
    if (!field || numbers.length === 0) return [];
    for (const other of draft.spans)
      if (other.from >= from && other.to <= span.to) markUsed(draft, other, 0.95);
    const isNamed = (other: Span) =>
      fieldLinks(other).some((link) => link.field === field && link.score > 0.7);
    for (const other of draft.spans) if (isNamed(other)) markUsed(draft, other, 0.95);
    return [
      {
        condition: { kind: 'in', field: field.name, values: numbers.reverse(), not: false },
        from,
        to: span.to,
        isState: false,
      },
    ];
  });
}

/** Comparisons with numbers. Those whose field is not found come back as their words, and so do currencies that no field tells. */
export function numberFilters(
  draft: DraftReading,
  measured: FieldEntry | null,
): { filters: Filter[]; counts: NumberCondition[]; unused: string[]; currencies: string[] } {
  const filters: Filter[] = [];
  const counts: NumberCondition[] = [];
  const unused: string[] = [];
  const currencies: string[] = [];
  const { conditions } = draft.parsed;
  for (const condition of conditions) {
    const { operator, quantity, upTo, from, to } = condition;
    const value = otherValue(draft, condition);
    if (value) {
      filters.push(value);
      continue;
    }
    if (isOfRecords(draft, condition)) {
      counts.push(condition);
      continue;
    }
    const subject = subjectOf(draft, condition, measured);
    if (!subject) {
      unused.push(limitText(draft.parsed, condition));
      continue;
    }
    const { field, span, score } = subject;
    if (span) markUsed(draft, span, score);
    const made: Condition =
      operator === 'between'
        ? {
            kind: 'between',
            field: field.name,
            from: inUnit(field, quantity),
            to: inUnit(field, upTo ?? quantity),
            not: false,
          }
        : { kind: 'compare', field: field.name, operator, value: inUnit(field, quantity) };
    filters.push({ condition: isOwnNegated(draft, from) ? negate(made) : made, from, to, isState: false });
    // "above 20 euros" counts euros alone, where a stream has several currencies.
    const currency = fieldsOf(draft).find(({ roles }) => roles[0] === 'currency');
    if (quantity.currency !== undefined && currency && (currency.values?.length ?? 0) > 1)
      filters.push({
        condition: { kind: 'in', field: currency.name, values: [quantity.currency], not: false },
        from,
        to,
        isState: false,
      });
    const priced = quantity.currency === undefined ? upTo : quantity;
    if (priced?.currency !== undefined && !currency && !isIn(field, priced.currency))
      currencies.push(unitText(priced));
  }
  return { filters, counts, unused, currencies };
}
