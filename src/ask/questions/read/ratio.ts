import { hasTag } from '../../language/tagged-words.ts';
import { fold, splitIntoParts, stemOf } from '../../language/word-forms.ts';
import { isIdentity, isNumeric } from '../link/fields.ts';
import { valueParts } from '../link/value-parts.ts';
import type { StreamView } from '../link/stream-view.ts';
import { isContentWord } from '../parse/parse-question.ts';
import type { Measure } from '../query/logical-form.ts';
import { categoryIn, type DraftReading, isUnused, markUsed } from '../conditions/draft-reading.ts';
import { isPartOfWhole, type ShareNumber, sumsOf } from '../conditions/share-numbers.ts';
import type { Filter } from '../conditions/filters.ts';
import { SOURCES } from './things.ts';
import { mergeFilters } from '../conditions/merge-filters.ts';

/** A field with a value in fewer records than this has none in many. */
const MOSTLY = 0.95;

interface Split {
  readonly base: readonly Filter[];
  readonly part: readonly Filter[];
}

/** Verbs between the whole and its part. */
const COPULA =
  /^(that|which|who|are|is|was|were|came|come|comes|got|get|gets|end|ends|ended|made|use|uses|used|using|has|have|had|leave|leaves|left|sind|ist|war|waren|wurden|wurde|kam|kamen|kommt|kommen|stammt|stammen|entfallt|entfallen|entfiel|entfielen|sont|est|etait|etaient|ete|ont|vient|viennent|venait|provient|proviennent|provenait|concerne|concernent|furent|son|es|era|eran|fue|fueron|viene|vienen|vino|vinieron|procede|proceden|corresponde|corresponden|era|eram|veio|vieram|provem|corresponde|correspondem|uso|usa|usan|usaron|sao|foi|foram|vem|usou|usam|usaram|utilise|utilisent|nutzt|nutzen|nutzten|是|来自)$/;
/** Portuguese for "is", which without its accent is "and". */
const IS = 'é';

const isOutcome = (draft: DraftReading, name: string) =>
  draft.view.fields.some(
    ({ field }) =>
      field.name === name &&
      (field.roles[0] === 'outcome' ||
        field.roles[0] === 'status' ||
        field.roles[0] === 'error type' ||
        field.roles[0] === 'reason'),
  );

/** A share of what passed or failed is one of what was decided at all: records without an outcome are no part of it. */
function decided(part: readonly Filter[], { fields }: StreamView, isRate: boolean): Filter[] {
  return part.flatMap((filter): Filter[] => {
    const { condition } = filter;
    if (condition.kind !== 'in' || condition.not) return [];
    const field = fields.find((known) => known.field.name === condition.field)?.field;
    // A win rate is one of the games that were won by anyone.
    // What has no rating is neither a good one nor a bad one.
    const isOfRating = field !== undefined && isNumeric(field) && field.valuesComplete;
    const isOfOutcome = field?.type === 'boolean' || field?.roles[0] === 'outcome' || isOfRating || isRate;
    return field && isOfOutcome && (field.filled ?? 1) < MOSTLY
      ? [{ ...filter, condition: { kind: 'exists', field: field.name, not: false } }]
      : [];
  });
}

/** "what percent of self tests fail" of `selftest_failed` beside `selftest_ok`: all values that begin alike. */
function familyOf(part: readonly Filter[], { fields }: StreamView): Filter[] {
  const [filter] = part;
  if (!filter || part.length > 1 || filter.condition.kind !== 'in' || filter.condition.not) return [];
  const { field: name, values } = filter.condition;
  const field = fields.find((known) => known.field.name === name)?.field;
  const [first, ...rest] = values.length === 1 ? splitIntoParts(values[0] ?? '') : [];
  if (!field?.valuesComplete || first === undefined || rest.length === 0) return [];
  const known = (field.values ?? []).map(({ value }) => value);
  const family = known.filter((value) => splitIntoParts(value)[0] === first);
  return family.length > 1 && family.length < known.length
    ? [{ ...filter, condition: { kind: 'in', field: name, values: family, not: false } }]
    : [];
}

/** Whether both are values of one field, which "or" joins: no record has the one and the other. */
const isOr = ({ parsed }: DraftReading, a: Filter, b: Filter) =>
  a.condition.kind === 'in' &&
  b.condition.kind === 'in' &&
  a.condition.field === b.condition.field &&
  !a.condition.not &&
  !b.condition.not &&
  (a === b || hasTag(parsed.words[Math.max(a.from, b.from) - 1], 'or', 'and'));

/** Whether no record can hold both conditions: two values of a field, or two texts of which no known message has both. */
function excludes({ condition: a }: Filter, { condition: b }: Filter, { fields }: StreamView): boolean {
  if (a.kind === 'in' && b.kind === 'in')
    return a.field === b.field && !a.not && !b.not && !a.values.some((value) => b.values.includes(value));
  if (a.kind !== 'contains' || b.kind !== 'contains' || a.field !== b.field || a.not || b.not) return false;
  const field = fields.find((known) => known.field.name === a.field)?.field;
  const texts = field?.valuesComplete ? (field.values ?? []).map(({ value }) => fold(value)) : [];
  const [first, second] = [a, b].map(({ text }) => texts.filter((each) => each.includes(fold(text)))) as [
    string[],
    string[],
  ];
  return first.length > 0 && second.length > 0 && !first.some((text) => second.includes(text));
}

const OF_WHOLE = /^(?:of|among|out|from)$/;

/** "of the runs that passed or failed, what share failed": the part is one of the states that the whole names. Null for other words. */
function ofWhole(draft: DraftReading, filters: readonly Filter[], at: number): Split | null {
  if (!OF_WHOLE.test(draft.parsed.words[0]?.folded ?? '')) return null;
  const whole = filters.filter(({ to }) => to < at);
  const part = filters.filter(({ from }) => from > at);
  const [only] = part;
  if (only?.condition.kind !== 'in' || part.length > 1 || only.condition.not) return null;
  const { field, values } = only.condition;
  const states = whole.filter(
    ({ condition }) => condition.kind === 'in' && !condition.not && condition.field === field,
  );
  const named = new Set(states.flatMap(({ condition }) => (condition.kind === 'in' ? condition.values : [])));
  const [first] = states;
  // The part may stand for all states that are named: only its own words tell which it is.
  const stems = draft.parsed.words.slice(only.from, only.to + 1).map(({ folded }) => stemOf(folded));
  const own = values.filter(
    (value) => named.has(value) && valueParts(value).some((part) => stems.includes(stemOf(part))),
  );
  if (!first || own.length === 0 || own.length === named.size) return null;
  return {
    base: [
      ...whole.filter((filter) => !states.includes(filter)),
      { ...first, condition: { kind: 'in', field, values: [...named], not: false } },
    ],
    part: [{ ...only, condition: { ...only.condition, values: own } }],
  };
}

/** Of a ratio: what is the part, and of what. */
function splitRatio(draft: DraftReading, filters: readonly Filter[], at: number): Split {
  const opened = ofWhole(draft, filters, at);
  if (opened) return opened;
  // The same said twice is one condition.
  const texts = filters.map(({ condition }) => JSON.stringify(condition));
  const once = filters.filter((_, index) => texts.indexOf(texts[index] as string) === index);
  if (once.length > 1 && once.every((filter) => isOr(draft, once[0] as Filter, filter)))
    return { base: [], part: once };
  return splitOf(draft, once, at);
}

function splitOf(draft: DraftReading, filters: readonly Filter[], at: number): Split {
  if (filters.length <= 1) return { base: [], part: filters };
  const sorted = [...filters].sort((a, b) => a.from - b.from);
  // "orders placed yesterday came from business customers": what follows the verb is the part.
  for (let index = sorted.length - 1; index > 0; index--) {
    const [before, after] = [sorted[index - 1] as Filter, sorted[index] as Filter];
    // A verb may be a word of the part: "logins used a passkey".
    const verb = draft.parsed.words
      .slice(before.to + 1, after.from + 1)
      .some(({ folded, text }) => COPULA.test(folded) || text === IS);
    if (verb) return { base: sorted.slice(0, index), part: sorted.slice(index) };
  }
  // "the rook win rate in ranked": what stands before "rate" is the part, and of "hit ratio" the hits are.
  const isNamed = filters.some(({ to, isState }) => to === at - 1 && !isState);
  if (hasTag(draft.parsed.words[at], 'rate') || isNamed) {
    const isBefore = ({ to }: Filter) =>
      to < at && draft.parsed.words.slice(to + 1, at).every((word) => isContentWord(draft.parsed, word));
    const before = filters.filter(isBefore);
    if (before.length > 0 && before.length < filters.length)
      return { base: filters.filter((filter) => !before.includes(filter)), part: before };
  }
  const states = filters.filter(
    ({ isState, condition }) => isState || condition.kind === 'compare' || condition.kind === 'between',
  );
  if (states.length === 0)
    states.push(
      ...filters.filter(({ condition }) => 'field' in condition && isOutcome(draft, condition.field)),
    );
  if (states.length > 0 && states.length < filters.length)
    return { base: filters.filter((filter) => !states.includes(filter)), part: states };
  const part = filters.filter(({ from }) => from > at).slice(0, 1);
  const chosen = part.length > 0 && part.length < filters.length ? part : filters.slice(0, 1);
  return { base: filters.filter((filter) => !chosen.includes(filter)), part: chosen };
}

/** What a share is of. Without `measure` the groups are what shares are told of. */
interface Share {
  readonly measure: Measure | null;
  readonly base: readonly Filter[];
  readonly groupBy: readonly string[];
}

/** Two values that a share is compared of: "north or south, which has the larger share". */
function sidesOf(draft: DraftReading, filters: readonly Filter[]): readonly Filter[] {
  const { parsed } = draft;
  if (!parsed.has('or') || !(parsed.has('which') || parsed.has('who'))) return [];
  return filters.filter((filter, at) =>
    filters.some(
      (other, index) =>
        index !== at &&
        JSON.stringify(other.condition) !== JSON.stringify(filter.condition) &&
        isOr(draft, filter, other),
    ),
  );
}

const isPartlyFilled = ({ view }: DraftReading, name: string) =>
  (view.fields.find(({ field }) => field.name === name)?.field.filled ?? 1) < MOSTLY;

/** What only some of the records have: "used a coupon". */
const havingOne = (field: string): Measure => ({
  kind: 'ratio',
  of: [{ kind: 'exists', field, not: false }],
});

const FROM = /^(?:from|via|through|over|on|using|aus|uber|depuis|par|desde|por|via)$/;

/** "the share of orders from mobile" where no value is called so: the field that tells where they come from, whose shares are told instead. */
function sourceOfUnknown({ parsed: { words }, spans, view }: DraftReading) {
  const isAsked = spans.some(
    ({ from, links, isOptional }) =>
      !isOptional && links.length === 0 && FROM.test(words[from - 1]?.folded ?? ''),
  );
  return isAsked
    ? view.fields.find(({ field }) => field.valuesComplete && field.words.some((word) => SOURCES.has(word)))
        ?.field
    : undefined;
}

/** "share of the tours that left late" of a `tour_no`: the records that are of a tour. */
function thingsWithId(draft: DraftReading): Filter[] {
  const { measures, words } = draft.parsed;
  const at = measures.find(({ kind }) => kind === 'ratio')?.at ?? 0;
  const span = draft.spans.find(({ from, isOptional }) => from > at && !isOptional);
  const category = span && isUnused(draft, span) ? categoryIn(span, NAMED_ID) : null;
  const isThing = /s$/.test(words[span?.to ?? 0]?.folded ?? '') && category && isIdentity(category.field);
  if (!span || !category || !isThing) return [];
  markUsed(draft, span, 0.75);
  return isPartlyFilled(draft, category.field.name)
    ? [
        {
          condition: { kind: 'exists', field: category.field.name, not: false },
          from: span.from,
          to: span.to,
          isState: false,
        },
      ]
    : [];
}
const NAMED_ID = 0.9;

/** Read a share; null where nothing says of what. */
export function readShare(
  draft: DraftReading,
  filters: readonly Filter[],
  groupBy: readonly string[],
  at: number,
  numbers: readonly ShareNumber[],
): Share | null {
  const sums = sumsOf(draft, numbers, at, filters.length > 0);
  if (sums?.perSum !== undefined)
    return { measure: { kind: 'ratio', of: [], ...sums }, base: filters, groupBy };
  if (sums && isPartOfWhole(draft, at)) return null;
  const share = shareOf(draft, filters, groupBy, at);
  if (!sums || !share) return share;
  if (share.measure?.kind === 'ratio') return { ...share, measure: { ...share.measure, ...sums } };
  return { ...share, measure: { kind: 'sum', field: sums.sum } };
}

function shareOf(
  draft: DraftReading,
  filters: readonly Filter[],
  groupBy: readonly string[],
  at: number,
): Share | null {
  const { parsed, view } = draft;
  const sides = sidesOf(draft, filters);
  const [cue] = groupBy;
  const field = sides[0]?.condition.kind === 'in' ? sides[0].condition.field : null;
  // "which declines the larger share": the cue is about the two, and what it names is the part.
  if (field !== null && filters.length === sides.length && cue !== undefined && isPartlyFilled(draft, cue))
    return { measure: havingOne(cue), base: sides, groupBy: [field] };
  const isOfSides = field !== null && filters.length > sides.length;
  const split = splitRatio(
    draft,
    isOfSides ? filters.filter((filter) => !sides.includes(filter)) : filters,
    at,
  );
  // "of those requested, how many were canceled": no record is both, and the one is counted per the other.
  const whole = split.base.filter((filter) => split.part.some((part) => excludes(filter, part, view)));
  const base = [
    ...(isOfSides ? sides : []),
    ...split.base.filter((filter) => !whole.includes(filter)),
    ...decided(split.part, view, hasTag(parsed.words[at], 'rate')),
    ...(split.base.length === 0 ? familyOf(split.part, view) : []),
  ];
  if (split.part.length > 0 && base.length > 0) base.push(...thingsWithId(draft));
  if (split.part.length > 0)
    return {
      measure: {
        kind: 'ratio',
        of: mergeFilters(split.part, parsed),
        ...(whole.length > 0 ? { per: mergeFilters(whole, parsed) } : {}),
      },
      base,
      groupBy,
    };
  if (groupBy.length > 0) return { measure: null, base, groupBy };
  const span = draft.spans.find((each) => isUnused(draft, each) && categoryIn(each) !== null);
  const category = span ? categoryIn(span) : null;
  if (!span || !category) {
    const source = sourceOfUnknown(draft);
    return source === undefined ? null : { measure: null, base, groupBy: [source.name] };
  }
  markUsed(draft, span, category.score);
  const { name } = category.field;
  // "what percentage used a coupon" asks which of nothing.
  const isWhich = parsed.cues.some(
    ({ kind, next }) =>
      kind === 'which' && !parsed.measures.some((each) => each.kind === 'ratio' && each.at - next <= 1),
  );
  return isPartlyFilled(draft, name) && !isWhich
    ? { measure: havingOne(name), base, groupBy }
    : { measure: null, base, groupBy: [name] };
}
