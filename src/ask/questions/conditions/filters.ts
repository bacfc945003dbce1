import type { FieldEntry } from '../../data/fields/field.ts';
import { isIdentity, isMeasure } from '../link/fields.ts';
import { hasTag, type TaggedWord, writtenText } from '../../language/tagged-words.ts';
import { stemOf } from '../../language/word-forms.ts';
import { saysNot } from '../link/refine-spans.ts';
import type { Span } from '../link/spans.ts';
import type { StreamView } from '../link/stream-view.ts';
import { valueParts } from '../link/value-parts.ts';
import { conditionText } from '../query/condition-text.ts';
import type { Condition } from '../query/logical-form.ts';
import {
  type DraftReading,
  fieldLinks,
  hasTagAt,
  isUnused,
  linkOf,
  markUsed,
  spanAt,
} from './draft-reading.ts';

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

/** Where an exclusion ends: in "people outside the US were blocked" only the US is excluded. */
const VERB =
  /^(?:is|are|was|were|got|get|did|do|does|has|have|had|can|could|sind|ist|war|waren|wurden?|hat|haben|hatten?|sont|ont|etaient|furent|son|fueron|estan|han|sao|foram|estao)$/;

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
      else if (
        seen &&
        (hasTagAt(draft, index, 'preposition') || VERB.test(draft.parsed.words[index]?.folded ?? ''))
      )
        return false;
      else if (!hasTagAt(draft, index, 'stop word', 'preposition', 'not', 'equals', 'contains')) return false;
    }
    return true;
  });
}

/** Whether a number is one of the few that a field holds, such as a severity from 1 to 5. */
const isOneOf = ({ values = [], valuesComplete, type, roles }: FieldEntry, text: string) =>
  roles[0] === 'level' ||
  (type === 'whole' && valuesComplete && values.length <= 12 && values.some(({ value }) => value === text));

const isIdText = (text: string) => /\d/.test(text);

/** "a promo code other than X". */
const saysOtherThan = ({ parsed: { words } }: DraftReading, at: number): boolean =>
  words[at]?.folded === 'other' && words[at + 1]?.folded === 'than';

/** "user u1001", "customer 63", "pod payment-1", "status = refunded": a field and the value after it. */
function statedPair(draft: DraftReading, span: Span): Filter | null {
  const names = fieldLinks(span).filter(({ score }) => score >= 0.6);
  const [first] = names;
  if (!first) return null;
  const isOther = saysOtherThan(draft, span.to + 1);
  const next = isOther
    ? spanAt(draft, span.to + 3)
    : (spanAt(draft, span.to + 1) ??
      (hasTagAt(draft, span.to + 1, 'equals') ? spanAt(draft, span.to + 2) : null));
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
  const text = valueIn(word);
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

/** A value as it is stored: room 0108 is not room 108. */
const valueIn = ({ kind, value, text }: TaggedWord): string =>
  kind === 'number' && !/^0\d/.test(text) ? String(value) : text;

/** "severity 4 and 5": a further value of the field that the one before is of. */
function alsoOf(draft: DraftReading, span: Span, before: Filter | undefined): Filter | null {
  const [word] = span.words;
  if (!before || !word || span.words.length > 1 || before.condition.kind !== 'in') return null;
  const isValue = (word.kind === 'number' && word.unit === undefined) || word.kind === 'id';
  const { field, values } = before.condition;
  const isAlike = values.every((value) => /^\d/.test(value) === /^\d/.test(word.text));
  const between = draft.parsed.words.slice(before.to + 1, span.from);
  const isListed =
    between.length > 0 && between.every((each) => hasTag(each, 'and', 'or', 'versus', 'than', 'stop word'));
  if (!isValue || !isAlike || !isListed) return null;
  markUsed(draft, span, 0.85);
  return {
    condition: {
      ...before.condition,
      field,
      values: [valueIn(word)],
    },
    from: span.from,
    to: span.to,
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
      // "used a code other than X": one that has none used no other.
      if (saysOtherThan(draft, span.to + 1) && 'field' in pair.condition)
        found.push({ ...pair, condition: { kind: 'exists', field: pair.condition.field, not: false } });
      found.push({
        ...pair,
        condition:
          isNegated(draft, pair.from) || isNegated(draft, span.from)
            ? negate(pair.condition)
            : pair.condition,
      });
      continue;
    }
    const again = alsoOf(draft, span, found.at(-1));
    if (again) {
      found.push(again);
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
      condition:
        isNegated(draft, span.from) && !(chosen.kind === 'value' && chosen.values.every(saysNot))
          ? (writtenNegation(condition, chosen) ?? negate(condition))
          : condition,
      from: span.from,
      to: span.to,
      isState: chosen.kind === 'state',
    });
  }
  return found;
}

/** "not ready" of a field that holds `NodeNotReady` beside `NodeReady`: that very value. Null where no value says so. */
function writtenNegation(condition: Condition, link: Span['links'][number]): Condition | null {
  if (condition.kind !== 'in' || link.kind !== 'value') return null;
  const wanted = condition.values.map((value) => valueParts(value).join(' '));
  const values = (link.field.values ?? []).flatMap(({ value }) => {
    const parts = valueParts(value);
    const rest = parts.filter((part) => part !== 'not');
    return rest.length < parts.length && wanted.includes(rest.join(' ')) ? [value] : [];
  });
  return values.length > 0 ? { ...condition, values } : null;
}

/** Whether words name what all records of a stream are of, and the stream is called after: "checkout" of `checkout_service`. */
export const namesOwner = ({ spans, view }: DraftReading): boolean =>
  spans.some(
    ({ links, words }) =>
      words.every(({ forms, folded }) => view.telling.includes(stemOf(forms[0] ?? folded))) &&
      links.some(
        (link) => link.kind === 'value' && link.score >= NAMED_OWNER && isEverywhere(link.field, link.values),
      ),
  );
const NAMED_OWNER = 0.9;

/** A value that all rows have, such as the service of a stream that only one writes to. */
const isEverywhere = ({ values = [], valuesComplete, filled }: FieldEntry, wanted: readonly string[]) =>
  valuesComplete && values.length === 1 && wanted.includes(values[0]?.value ?? '') && (filled ?? 0) > 0.99;

/** Fields that tell by what something came in, and words for that: a customer may be called so as well. */
const SOURCES: ReadonlySet<string> = new Set([
  'channel',
  'source',
  'platform',
  'client',
  'device',
  'medium',
  'origin',
]);
const PLATFORM =
  /^(?:mobile|web|app|ios|android|desktop|browser|phone|tablet|api|sdk|widget|email|sms|chat)$/;
const isPlatform = (value: string) => valueParts(value).every((part) => PLATFORM.test(part));

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
            : link.field.words.some((word) => SOURCES.has(word)) && link.values.every(isPlatform)
              ? 1.8
              : link.field.valuesComplete
                ? 2
                : 3;
  return [...links].sort((a, b) => rank(a) - rank(b) || b.score - a.score)[0] as FilterLink;
}

/** Below this, words are mentioned and have no part in the query. */
const PART = 0.5;
/** Below this, what words mean is a guess. */
const SURE = 0.7;

const textOf = (span: Span) => writtenText(span.words);

/** Words that have no part in the query. */
export const unusedWords = (draft: DraftReading): string[] =>
  draft.spans.filter((span) => !span.isOptional && (draft.used.get(span) ?? 0) < PART).map(textOf);

function meaningOf({ links }: Span, { entry }: StreamView, used: number | undefined): string {
  const link = links.find(({ score }) => score === used) ?? links[0];
  if (!link) return entry.name;
  if (link.kind === 'stream') return entry.name;
  if (link.kind === 'field') return link.field.name;
  if (link.kind === 'value') return `${link.field.name} = ${link.values.slice(0, 3).join(', ')}`;
  return conditionText(link.condition);
}

/** Below this, a condition that holds nothing is likelier misread than true. */
const CERTAIN = 0.95;

/** Words of conditions that are likelier misread where nothing is found, with what they were read as. */
export const weakWords = (draft: DraftReading): Array<{ readonly words: string; readonly as: string }> =>
  draft.spans
    .filter(
      (span) =>
        !span.isOptional &&
        (draft.used.get(span) ?? 0) >= SURE &&
        (draft.used.get(span) ?? 0) < CERTAIN &&
        span.links.some(({ kind }) => kind === 'value' || kind === 'state' || kind === 'condition') &&
        span.links[0]?.kind !== 'field' &&
        span.links[0]?.kind !== 'stream',
    )
    .map((span) => ({ words: textOf(span), as: meaningOf(span, draft.view, draft.used.get(span)) }));

/** Words whose meaning is a guess, with that meaning. */
export const guessedWords = (draft: DraftReading): Array<{ readonly words: string; readonly as: string }> =>
  draft.spans
    .filter((span) => {
      const score = span.isOptional ? 1 : (draft.used.get(span) ?? 0);
      return score >= PART && score < SURE;
    })
    .map((span) => ({ words: textOf(span), as: meaningOf(span, draft.view, draft.used.get(span)) }));
