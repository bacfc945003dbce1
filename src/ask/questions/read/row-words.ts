import type { StreamView } from '../link/stream-view.ts';
import type { FieldEntry } from '../../data/fields/field.ts';
import { hasTag } from '../../language/tagged-words.ts';
import { stemOf } from '../../language/word-forms.ts';
import { isCategory, isNumeric, withRole } from '../link/fields.ts';
import type { ParsedQuestion } from '../parse/parse-question.ts';
import type { Condition } from '../query/logical-form.ts';
import {
  categoryIn,
  type DraftReading,
  fieldLinks,
  isUnused,
  linkOf,
  markUsed,
  spanAt,
} from '../conditions/draft-reading.ts';
import type { Filter } from '../conditions/filters.ts';

/** The fields of which responses of several classes are wanted. */
const classesOf = (where: readonly Condition[]): string[] =>
  where.flatMap((condition) => {
    const of = condition.kind === 'any' ? condition.of : [condition];
    const classes = of.flatMap((each) => (each.kind === 'status class' ? [each] : []));
    const [first] = classes;
    return first && (classes.length > 1 || first.from < first.to) ? [first.field] : [];
  });

/** Conditions without states: both levels of errors are one state, and both outcomes of a share its whole, and none sets values apart. */
export function withoutStates(where: readonly Condition[], filters: readonly Filter[]): Condition[] {
  const isOne = ({ condition }: Filter) =>
    'field' in condition &&
    filters.every(
      (each) =>
        each.condition === condition ||
        !('field' in each.condition) ||
        each.condition.field !== condition.field,
    );
  const states = filters.flatMap((filter) =>
    filter.isState && isOne(filter) && 'field' in filter.condition ? [filter.condition.field] : [],
  );
  return where.filter((condition) => !('field' in condition && states.includes(condition.field)));
}

/** "rank A, B and C by sales" */
const RANK =
  /^(?:rank|ranks|ranked|ranking|rangliste|rangfolge|classement|classe[rz]?|clasifica|clasificacion|classifique|classificacao|排名|排序)$/;

/** Two values of one field that are set against each other. */
export function comparedValues(
  draft: DraftReading,
  where: readonly Condition[],
): { field: string; values: readonly string[] } | null {
  const found = where.find(
    (condition) => condition.kind === 'in' && !condition.not && condition.values.length >= 2,
  );
  const { parsed } = draft;
  // "4xx vs 5xx": by the codes of both.
  const [status] = parsed.has('versus') || parsed.has('compare') ? classesOf(where) : [];
  if (status !== undefined) return { field: status, values: [] };
  if (found?.kind !== 'in') return null;
  // "which orders were refused or canceled": the orders.
  const isOfRecords = parsed.cues.some(({ kind, next }) => {
    const span = kind === 'which' ? spanAt(draft, next) : null;
    return span !== null && (linkOf(span, 'stream')?.score ?? 0) > 0.7 && categoryIn(span, 0.8) === null;
  });
  // Values that one word names together are not set against each other by "longer than booked".
  const named = draft.spans.filter(
    (span) =>
      !isUnused(draft, span) &&
      (linkOf(span, 'value')?.field.name === found.field ||
        (span.words.length === 1 && found.values.includes(span.words[0]?.text ?? ''))),
  );
  // "does A run hotter than B": no number is compared with.
  const isMoreThan = parsed.words.some(
    (word) =>
      !parsed.taken.has(word.index) &&
      hasTag(word, 'more than', 'less than', 'slower than', 'faster than') &&
      /^(?:than|als|que)$/.test(word.folded),
  );
  const isChoice =
    (parsed.has('which') && !isOfRecords) ||
    parsed.has('than') ||
    (isMoreThan && named.length > 1) ||
    parsed.isYesOrNo ||
    (parsed.has('who') && parsed.has('or'));
  const isBetween = parsed.words.some((word) => !parsed.taken.has(word.index) && hasTag(word, 'between'));
  const isRanked = parsed.words.some(({ folded, index }) => RANK.test(folded) && !parsed.taken.has(index));
  if (!parsed.has('compare') && !parsed.has('versus') && !isBetween && !isChoice && !isRanked) return null;
  return { field: found.field, values: found.values };
}

/** Whether two values of one field stand on both sides of a "versus": they are compared, and no periods. */
export const setsValuesAgainst = ({ parsed }: DraftReading, filters: readonly Filter[]): boolean =>
  parsed.times.filter(({ kind }) => kind !== 'now').length < 2 &&
  !parsed.words.some((word) => !parsed.taken.has(word.index) && hasTag(word, 't:before', 'same time')) &&
  filters.some(({ condition: a, to }) =>
    filters.some(
      ({ condition: b, from }) =>
        a.kind === 'in' &&
        b.kind === 'in' &&
        a.field === b.field &&
        to < from &&
        parsed.words.slice(to + 1, from).some((word) => hasTag(word, 'versus', 'than')),
    ),
  );

const OTHERS =
  /^(?:others?|rest|everything|remaining|anderen?|andere|ubrigen|rest|autres?|otr[oa]s?|outr[oa]s?|resto|其他|其它)$/;

/** "splitpay compared to the other methods": the value against all of its kind; null where no such thing is asked. */
export function comparedWithRest(
  { parsed }: DraftReading,
  filters: readonly Filter[],
): { readonly filter: Filter; readonly field: string } | null {
  const at = parsed.words.findIndex(
    ({ folded }, index) =>
      OTHERS.test(folded) &&
      parsed.words
        .slice(Math.max(0, index - 4), index)
        .some((word) => hasTag(word, 'versus', 'than', 'compare')),
  );
  const filter = filters.findLast(
    ({ condition, to }) =>
      to < at && condition.kind === 'in' && !condition.not && condition.values.length === 1,
  );
  return filter?.condition.kind === 'in' ? { filter, field: filter.condition.field } : null;
}

/** Whether words that are none of the language's own and a preposition of place stand before a word. */
function isAfterPlace({ parsed: { words }, spans }: DraftReading, at: number): boolean {
  let before = at - 1;
  while (hasTag(words[before], 'stop word') && !hasTag(words[before], 'preposition')) before -= 1;
  return (
    /^(?:in|on|at|within|inside|im|in den|dans|en|em|na|no)$/.test(words[before]?.folded ?? '') &&
    (spans.some(({ to }) => to < before) || hasTag(words[before - 1], 'change'))
  );
}

const KINDS = /^(kinds?|types?|sorts?|arten|typen|sortes|tipos|种类|类型)$/;

/** "which regions are there", "what kinds of scans": the field whose values are wanted. */
export function listedCategory(draft: DraftReading): FieldEntry | null {
  // "what kinds of documents do customers send": kinds of nothing that is here.
  const kindsAt = draft.parsed.words.findIndex(
    ({ folded, index }) => KINDS.test(folded) && !draft.parsed.taken.has(index),
  );
  const ofKinds = draft.spans.find(({ from }) => kindsAt >= 0 && from > kindsAt);
  if (ofKinds && ofKinds.from - kindsAt <= 2 && ofKinds.links.length === 0) return null;
  const first = draft.spans.find((each) => !each.isOptional);
  // "alarm codes": the codes of the stream of alarms.
  const next = first && draft.spans.find(({ from }) => from === first.to + 1);
  const isCompound =
    first &&
    next &&
    (isUnused(draft, next) || linkOf(next, 'stream') !== null) &&
    linkOf(first, 'stream') !== null &&
    (categoryIn(next, 0.7)?.score ?? 0) > (linkOf(next, 'stream')?.score ?? 0);
  // "what was changed in our systems": where, and not what.
  const isPlace = first !== undefined && isAfterPlace(draft, first.from);
  const span = isCompound ? next : first && isUnused(draft, first) && !isPlace ? first : null;
  const link = span ? categoryIn(span) : null;
  if (
    span &&
    link &&
    link.score >= (linkOf(span, 'stream')?.score ?? 0) &&
    link.score >= (span.links[0]?.score ?? 0) - 0.05
  ) {
    markUsed(draft, span, link.score);
    return link.field;
  }
  // "what batch jobs do we have" of a stream with a row for each run: the jobs.
  const last = first?.words.at(-1);
  const noun = last ? stemOf(last.forms[0] ?? last.folded) : null;
  const own = draft.view.fields.find(
    ({ field, telling }) =>
      isCategory(field) && field.valuesComplete && telling.includes(noun ?? '') && telling.length <= 2,
  )?.field;
  if (own && first && linkOf(first, 'stream') && (draft.parsed.has('which') || draft.parsed.has('distinct')))
    return own;
  const isKinds = draft.parsed.words.some(
    ({ folded, index }) => !draft.parsed.taken.has(index) && KINDS.test(folded),
  );
  if (!isKinds) return null;
  // "what kinds of engine alarm" of an event `eng_alm`: the field that tells alarms apart.
  const ofValue = draft.view.fields.find(
    ({ field, telling, parts }) =>
      isCategory(field) &&
      field.valuesComplete &&
      (field.values?.length ?? 0) > 1 &&
      ofKinds !== undefined &&
      linkOf(ofKinds, 'value') !== null &&
      linkOf(ofKinds, 'value')?.field !== field &&
      parts.length === 1 &&
      telling.includes(stemOf(ofKinds.words.at(-1)?.forms[0] ?? '')),
  )?.field;
  if (ofValue) return ofValue;
  const kinds = draft.view.fields.filter(
    ({ field }) => isCategory(field) && field.words.some((word) => /^(type|kind|category|class)$/.test(word)),
  );
  return (
    kinds[0]?.field ??
    withRole(
      draft.view.fields.map(({ field }) => field),
      'event',
    ) ??
    null
  );
}

/** "firmware versions seen at the depot", "coupons used": the field whose values are asked for by a plural at the beginning. */
export function pluralCategory(draft: DraftReading): FieldEntry | null {
  const span = draft.spans.find((each) => !each.isOptional);
  const link = span ? categoryIn(span, 0.8) : null;
  // "firmware versions" of a field that both words name.
  const next = span && draft.spans.find(({ from }) => from === span.to + 1);
  const isOfBoth = next && fieldLinks(next).some(({ field, score }) => field === link?.field && score >= 0.8);
  const last = isOfBoth ? next : span;
  const isPlural = /[^s]s$/.test(last?.words.at(-1)?.folded ?? '');
  if (!span || !link || !isUnused(draft, span) || !isPlural || !link.field.valuesComplete) return null;
  if (draft.parsed.words.slice(0, span.from).some((word) => !hasTag(word, 'stop word', 'values', 'exists')))
    return null;
  const others = Math.max(0, ...span.links.filter(({ kind }) => kind !== 'field').map(({ score }) => score));
  if (others > link.score - 0.05 || (link.field.values?.length ?? 0) < 2) return null;
  markUsed(draft, span, link.score);
  if (last && last !== span) markUsed(draft, last, link.score);
  return link.field;
}

/** Whether two versions are compared, of which the older one may write no more. */
export const comparesVersions = ({ view }: DraftReading, filters: readonly Filter[]): boolean => {
  const fields = filters.flatMap(({ condition }) => (condition.kind === 'in' ? [condition.field] : []));
  return fields.some(
    (name, at) =>
      fields.indexOf(name) !== at &&
      view.fields.some(({ field }) => field.name === name && field.roles[0] === 'version'),
  );
};

/** "who was the last to", "which user was first": one record tells it. */
export const isOneOf = (parsed: ParsedQuestion) =>
  (parsed.has('first') || parsed.has('last') || /\bwas (?:the )?last\b/i.test(parsed.request)) &&
  (parsed.has('who') || parsed.has('which')) &&
  parsed.limit === null &&
  (!parsed.has('when') || parsed.has('who')) &&
  parsed.superlative === null;

const RECENT = /^(?:last|latest|newest)$/;

/** "the last error in checkout": one record, and no list of them. */
export function isLastOne({ words, taken, limit, measures, language, cues }: ParsedQuestion): boolean {
  if (language !== 'en' || limit !== null || measures.length > 0) return false;
  if (cues.some(({ kind }) => kind === 'by' || kind === 'each' || kind === 'which')) return false;
  const at = words.findIndex(({ folded, index }) => RECENT.test(folded) && !taken.has(index));
  if (at < 0 || at > 4) return false;
  const rest = words.slice(at + 1);
  const end = rest.findIndex(({ meanings, kind }) => kind !== 'word' || meanings.length > 0);
  const noun = rest.slice(0, end < 0 ? rest.length : end).at(-1);
  return noun !== undefined && !/s$/.test(noun.folded);
}

const OCCURS =
  /^(?:seen|occur(?:red)?|happen(?:ed|ing)?|logged|recorded|received|appear(?:ed)?|came|come|in)$/;

/** Whether words name records as such, as "entries" does and "seen" does not. */
export const namesRecordsInGeneral = ({ words, taken, details }: ParsedQuestion): boolean =>
  words.some(
    (word, at) =>
      !taken.has(at) &&
      at < (details ?? words.length) &&
      hasTag(word, 'records') &&
      !OCCURS.test(word.folded),
  );

/** Whether several are asked for beside an order such as "slowest". */
export const isPlural = (parsed: ParsedQuestion, at: number) =>
  parsed.language !== 'en' ||
  parsed.words.slice(at, at + 4).some(({ folded }) => folded.length > 3 && /[^s]s$/.test(folded));

/** "the oldest record", "what is the newest order": one record. */
export const isOneRecord = (parsed: ParsedQuestion): boolean =>
  parsed.superlative?.tag === 'oldest' &&
  parsed.limit === null &&
  parsed.measures.length === 0 &&
  parsed.language === 'en' &&
  !isPlural(parsed, parsed.superlative.at);

/** "when was the spike": the time with most of them. */
const SPIKE = /^(spikes?|surges?|bursts?|peaks?|spitze|pics?|picos?|峰值|高峰)$/;

const ERROR_NOUN =
  /^(errors?|exceptions?|failures?|problems?|issues?|warnings?|fehlern?|erreurs?|errores|erros?|falhas?|fallos?|错误|报错|异常|erors?|ausnahmen?|warnungen|alertes?)$/;
/** Whether the word is one for errors themselves, such as `exceptions`. */
export const isNounOfErrors = (parsed: ParsedQuestion, at: number) => {
  const word = parsed.words[at];
  return word !== undefined && ERROR_NOUN.test(word.folded);
};

/** Whether a condition names one thing by its ID. */
export function isIdentifier(condition: Condition, { fields }: StreamView): boolean {
  if (condition.kind === 'any')
    return condition.of.some((each) => isIdentifier(each, { fields } as StreamView));
  if (condition.kind !== 'in' || condition.not) return false;
  const field = fields.find((known) => known.field.name === condition.field)?.field;
  return (
    field !== undefined &&
    !field.valuesComplete &&
    condition.values.every((value) => /\d/.test(value)) &&
    !isNumeric(field)
  );
}

/** Whether the time with most records is asked for. */
export const asksForSpike = (parsed: ParsedQuestion): boolean =>
  (parsed.has('when') || parsed.superlative?.tag === 'largest') &&
  parsed.words.some(({ folded }) => SPIKE.test(folded));

const HELD =
  /^(?:stored|hold|holds|held|contains?|gespeichert|enthalt|enthalten|stockee?s?|contient|contiennent|almacenad[oa]s?|contiene[n]?|armazenad[oa]s?|contem)$/;

/** Whether a word says that a stream holds records, such as `stored`. */
export const isHeldWord = (word: string): boolean => HELD.test(word);

/** The word that asks how many records a stream holds in all, such as `stored`; null for none. */
export const heldSpan = (draft: DraftReading) =>
  draft.parsed.has('count')
    ? (draft.spans.find(
        (span) => isUnused(draft, span) && span.words.length === 1 && isHeldWord(span.words[0]?.folded ?? ''),
      ) ?? null)
    : null;

const BE = /^(?:was|were|been|being|is|are|be|got|gets?|wurden?|worden|ete|fue|fueron|foi|foram)$/;

/** Where somebody changed something: "who changed what", "which prices were changed". Null where figures changed, which compares them. */
const changedAt = ({ words, taken }: ParsedQuestion): number | null => {
  const at = words.findIndex(
    (word, index) =>
      !taken.has(index) &&
      hasTag(word, 'change') &&
      (hasTag(words[index - 1], 'who') ||
        (/ed$|[et]$/.test(word.folded) && BE.test(words[index - 1]?.folded ?? ''))),
  );
  return at < 0 ? null : at;
};

/** Whether somebody changed something, and nothing is compared. */
export const asksWhoChanged = (parsed: ParsedQuestion): boolean => changedAt(parsed) !== null;

/** The same where the stream does not tell of changes. */
export function isIdleChange({ parsed, view, spans, used }: DraftReading): boolean {
  const at = changedAt(parsed);
  return (
    at !== null &&
    !view.telling.includes('chang') &&
    !spans.some((span) => span.from <= at && at <= span.to && used.has(span))
  );
}

/** "who changed what": the records tell both. */
export const asksWhoChangedWhat = (parsed: ParsedQuestion) =>
  asksWhoChanged(parsed) &&
  parsed.words.some((word, at) => hasTag(parsed.words[at - 1], 'change') && hasTag(word, 'which'));
