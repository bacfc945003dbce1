import type { FieldEntry } from '../../data/fields/field.ts';
import { canHold, isIdentity, isMeasure, isNumeric, toFieldUnit, withRole } from '../link/fields.ts';
import { stemOf } from '../../language/word-forms.ts';
import type { Span } from '../link/spans.ts';
import type { StreamView } from '../link/stream-view.ts';
import type { NumberCondition, ParsedQuestion } from '../parse/parse-question.ts';
import type { Quantity } from '../parse/quantities.ts';
import { conditionText } from '../query/condition-text.ts';
import type { Condition } from '../query/logical-form.ts';
import {
  type DraftReading,
  fieldLinks,
  fieldsOf,
  hasTagAt,
  isUnused,
  linkOf,
  markUsed,
  spanAt,
} from './draft-reading.ts';
import { durationField } from './measures.ts';

/** A condition with the place of the words that state it. */
export interface Filter {
  readonly condition: Condition;
  readonly from: number;
  readonly to: number;
  readonly isState: boolean;
  /** How sure the value is; 1 where it is stated with its field. */
  readonly score?: number;
}

/** The opposite of a condition. */
export function negate(condition: Condition): Condition {
  switch (condition.kind) {
    case 'compare': {
      const other = { '>': '<=', '>=': '<', '<': '>=', '<=': '>', '=': '!=', '!=': '=' } as const;
      return { ...condition, operator: other[condition.operator] };
    }
    case 'any':
      return condition.of.length === 1
        ? negate(condition.of[0] as Condition)
        : { ...condition, of: condition.of };
    default:
      return { ...condition, not: !condition.not };
  }
}

/** Whether a word is under a "not": nothing but articles and a list stands between. */
export function isNegated(draft: Pick<DraftReading, 'parsed' | 'spans'>, at: number): boolean {
  return draft.parsed.negations.some((start) => {
    if (start > at) return false;
    let seen = false;
    for (let index = start; index < at; index++) {
      const isInSpan = draft.spans.some(({ from, to }) => from <= index && index <= to);
      if (isInSpan) seen = true;
      else if (draft.parsed.taken.has(index)) return false;
      else if (hasTagAt(draft, index, 'and', 'or')) continue;
      else if (hasTagAt(draft, index, 'preposition') && seen) return false;
      else if (!hasTagAt(draft, index, 'stop word', 'preposition', 'not', 'equals')) return false;
    }
    return true;
  });
}

/** The field that a comparison with a number is about. */
function subjectOf(
  draft: DraftReading,
  condition: NumberCondition,
  measured: FieldEntry | null,
): { field: FieldEntry; span: Span | null; score: number } | null {
  const { quantity, from, to, isDuration } = condition;
  const accepts = (field: FieldEntry) =>
    canHold(field, quantity) &&
    (!isDuration || quantity.of === 'plain' || field.unit === null || toFieldUnit(field, quantity) !== null);
  const numeric = (span: Span) =>
    fieldLinks(span)
      .filter(({ field, score }) => score >= 0.5 && isNumeric(field) && accepts(field))
      .sort((a, b) => b.score - a.score)[0] ?? null;
  const before = draft.spans.filter((span) => span.to < from && from - span.to <= 4).reverse();
  const after = draft.spans.filter((span) => span.from > to && span.from - to <= 3);
  const isBroken = (a: number, b: number) =>
    Array.from({ length: Math.max(0, b - a - 1) }, (_, index) => a + 1 + index).some((index) =>
      hasTagAt(draft, index, 'and', 'by', 'which'),
    );
  for (const span of [
    ...before.filter(({ to: end }) => !isBroken(end, from)),
    ...after.filter(({ from: start }) => !isBroken(to, start)),
  ]) {
    const link = numeric(span);
    if (link && !(linkOf(span, 'value') && (linkOf(span, 'value')?.score ?? 0) > link.score + 0.05))
      return { field: link.field, span, score: link.score };
  }
  const fields = fieldsOf(draft).filter((field) => isMeasure(field) && accepts(field));
  if (isDuration || quantity.of === 'time') {
    const field = durationField(draft) ?? fields.find(({ roles }) => roles.includes('duration'));
    return field && accepts(field) ? { field, span: null, score: 0.85 } : null;
  }
  const { unitWords } = quantity;
  if (unitWords) {
    const field = fields.find((each) => each.words.some((word) => unitWords.includes(word)));
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
  if (before && fieldLinks(before).some(({ field, score }) => score >= 0.5 && isNumeric(field))) return false;
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

/** Comparisons with numbers. Those whose field is not found come back as their words. */
export function numberFilters(
  draft: DraftReading,
  measured: FieldEntry | null,
): { filters: Filter[]; counts: NumberCondition[]; unused: string[] } {
  const filters: Filter[] = [];
  const counts: NumberCondition[] = [];
  const unused: string[] = [];
  const { conditions } = draft.parsed;
  for (const condition of conditions) {
    const { operator, quantity, upTo, from, to } = condition;
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
    filters.push({ condition: isNegated(draft, from) ? negate(made) : made, from, to, isState: false });
    // "above 20 euros" counts euros alone, where a stream has several currencies.
    const currency = fieldsOf(draft).find(({ roles }) => roles[0] === 'currency');
    if (quantity.currency !== undefined && currency && (currency.values?.length ?? 0) > 1)
      filters.push({
        condition: { kind: 'in', field: currency.name, values: [quantity.currency], not: false },
        from,
        to,
        isState: false,
      });
  }
  return { filters, counts, unused };
}

/** Whether a number is one of the few that a field holds, such as a severity from 1 to 5. */
const isOneOf = ({ values = [], valuesComplete, type, roles }: FieldEntry, text: string) =>
  roles[0] === 'level' ||
  (type === 'whole' && valuesComplete && values.length <= 12 && values.some(({ value }) => value === text));

const isIdText = (text: string) => /\d/.test(text);

/** "user u1001", "customer 63", "pod payment-1", "status = refunded": a field and the value after it. */
function statedPair(draft: DraftReading, span: Span): Filter | null {
  const names = fieldLinks(span).filter(({ score }) => score >= 0.6);
  const [first] = names;
  if (!first) return null;
  const next =
    spanAt(draft, span.to + 1) ??
    (hasTagAt(draft, span.to + 1, 'equals') ? spanAt(draft, span.to + 2) : null);
  if (!next || next === span || !isUnused(draft, next) || next.words.length > 3) return null;
  const gap = next.from - span.to - 1;
  const [word] = next.words;
  if (!word) return null;
  const known = next.links.filter((link) => link.kind === 'value');
  for (const { field, score } of names) {
    const link = known.find((each) => each.kind === 'value' && each.field.name === field.name);
    if (link?.kind === 'value') {
      markUsed(draft, span, Math.max(score, 0.9));
      markUsed(draft, next, link.score);
      const condition: Condition = { kind: 'in', field: field.name, values: link.values, not: false };
      return { condition, from: next.from, to: next.to, isState: false };
    }
  }
  const isEquals = hasTagAt(draft, span.to + 1, 'equals');
  if (next.words.length > 1 || (gap > 0 && !isEquals)) return null;
  const isStated =
    isEquals || word.kind === 'number' || word.kind === 'quoted' || word.kind === 'id' || isIdText(word.text);
  if (!isStated || word.kind === 'status class' || (known[0]?.score ?? 0) > 0.9) return null;
  // An ID is no text of a message.
  const rankOf = ({ field }: (typeof names)[number]) =>
    (field.roles[0] === 'message' && word.kind !== 'quoted' ? 2 : 0) +
    (isIdText(word.text) && !isIdentity(field) ? 1 : 0);
  const fitting = [...names]
    .sort((a, b) => rankOf(a) - rankOf(b))
    .find(({ field }) => (word.kind === 'number' && word.unit === undefined) || field.type === 'text');
  const text = word.kind === 'number' ? String(word.value) : word.text;
  if (!fitting || (isMeasure(fitting.field) && !isOneOf(fitting.field, text))) return null;
  markUsed(draft, span, fitting.score);
  markUsed(draft, next, 0.85);
  return {
    condition: { kind: 'in', field: fitting.field.name, values: [text], not: false },
    from: next.from,
    to: next.to,
    isState: false,
  };
}

/** Conditions of everything that is still open: values, states, IDs, texts. */
export function valueFilters(draft: DraftReading): Filter[] {
  const found: Filter[] = [];
  for (const span of draft.spans) {
    if (!isUnused(draft, span)) continue;
    const pair = statedPair(draft, span);
    if (pair) {
      found.push({
        ...pair,
        condition:
          isNegated(draft, pair.from) || isNegated(draft, span.from)
            ? negate(pair.condition)
            : pair.condition,
      });
      continue;
    }
    const stream = linkOf(span, 'stream')?.score ?? 0;
    const candidates = span.links.filter(
      (link) => link.kind === 'value' || link.kind === 'state' || link.kind === 'condition',
    );
    const [first] = candidates;
    if (!first || first.score < 0.5 || stream > first.score + 0.02) continue;
    const field = fieldLinks(span)[0];
    if (field && field.score > first.score + 0.15) continue;
    const near = candidates.filter(({ score }) => score >= first.score - 0.03);
    const chosen = near.length > 1 ? preferred(draft, span, near) : first;
    if (
      chosen.kind === 'value' &&
      isEverywhere(chosen.field, chosen.values) &&
      !isNegated(draft, span.from)
    ) {
      markUsed(draft, span, chosen.score);
      continue;
    }
    const condition: Condition =
      chosen.kind === 'value'
        ? { kind: 'in', field: chosen.field.name, values: chosen.values, not: false }
        : chosen.condition;
    markUsed(draft, span, span.isOptional ? 0.9 : chosen.score);
    found.push({
      condition: isNegated(draft, span.from) ? negate(condition) : condition,
      from: span.from,
      to: span.to,
      isState: chosen.kind === 'state',
    });
  }
  return found;
}

/** A value that all rows have, such as the service of a stream that only one writes to. */
const isEverywhere = ({ values = [], valuesComplete, filled }: FieldEntry, wanted: readonly string[]) =>
  valuesComplete && values.length === 1 && wanted.includes(values[0]?.value ?? '') && (filled ?? 0) > 0.99;

type FilterLink = Extract<Span['links'][number], { kind: 'value' | 'state' | 'condition' }>;

/** Of a value in several fields, the one of the field that the words name beside it, else the likeliest kind of field. */
function preferred(draft: DraftReading, span: Span, links: readonly FilterLink[]): FilterLink {
  const beside = draft.spans.filter(
    (other) => other !== span && (other.to === span.from - 1 || other.from === span.to + 1),
  );
  const named = links.find(
    (link) =>
      link.kind === 'value' &&
      beside.some((other) =>
        fieldLinks(other).some(({ field, score }) => field.name === link.field.name && score > 0.6),
      ),
  );
  if (named) return named;
  const rank = (link: FilterLink) =>
    link.kind === 'state'
      ? 1.5
      : link.kind !== 'value'
        ? 5
        : link.field.roles[0] === 'message'
          ? 4
          : link.field.roles[0] === 'outcome' ||
              link.field.roles[0] === 'status' ||
              link.field.roles[0] === 'service'
            ? 1
            : link.field.valuesComplete
              ? 2
              : 3;
  return [...links].sort((a, b) => rank(a) - rank(b) || b.score - a.score)[0] as FilterLink;
}

/** Below this, words are mentioned and have no part in the query. */
const PART = 0.5;
/** Below this, what words mean is a guess. */
const SURE = 0.62;

const textOf = (span: Span) => span.words.map(({ text }) => text).join(' ');

/** Words that have no part in the query. */
export const unusedWords = (draft: DraftReading): string[] =>
  draft.spans.filter((span) => !span.isOptional && (draft.used.get(span) ?? 0) < PART).map(textOf);

function meaningOf({ links: [link] }: Span, { entry }: StreamView): string {
  if (!link) return entry.name;
  if (link.kind === 'stream') return entry.name;
  if (link.kind === 'field') return link.field.name;
  if (link.kind === 'value') return `${link.field.name} = ${link.values.slice(0, 3).join(', ')}`;
  return conditionText(link.condition);
}

/** Words whose meaning is a guess, with that meaning. */
export const guessedWords = (draft: DraftReading): Array<{ readonly words: string; readonly as: string }> =>
  draft.spans
    .filter((span) => {
      const score = span.isOptional ? 1 : (draft.used.get(span) ?? 0);
      return score >= PART && score < SURE;
    })
    .map((span) => ({ words: textOf(span), as: meaningOf(span, draft.view) }));
