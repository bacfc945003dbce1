import type { FieldEntry } from '../../data/fields/field.ts';
import { hasTag, writtenText } from '../../language/tagged-words.ts';
import {
  bestScore,
  categoryIn,
  type DraftReading,
  fieldsOf,
  groupSpanAt,
  hasTagAt,
  isAboutMeasure,
  isUnused,
  linkOf,
  markUsed,
  measureIn,
  spanAt,
} from '../conditions/draft-reading.ts';
import type { Filter } from '../conditions/filters.ts';
import { thingsOfKind } from '../conditions/things-of-kind.ts';
import { personField } from '../conditions/persons.ts';
import { isIdentity, isMeasure, isNearlyOneEach, isNumeric, withRole } from '../link/fields.ts';
import type { Span } from '../link/spans.ts';
import type { GroupCue, ParsedQuestion } from '../parse/parse-question.ts';
import { asksForFrequent, bareKind, errorKindField, KIND, kindField } from './kinds.ts';
import { isNounOfErrors } from './row-words.ts';
import { isEventAbove, isNamedIn, isSizeOfOwn, namedBeside } from './group-nouns.ts';
import { deviceOf, namedThings, SOURCES } from './things.ts';

/** The fields that a question groups by. */
export interface Groups {
  readonly fields: readonly FieldEntry[];
  /** "top products by revenue": the number that groups are ordered by. */
  readonly orderBy: FieldEntry | null;
  /** Of the things that a group is of, those that are meant. */
  readonly filters: readonly Filter[];
  /** A group cue that led to words that no field of the stream is called. */
  readonly isMissing: boolean;
}

/** Further fields of a list: "by region and channel". */
function listed(draft: DraftReading, span: Span, fields: FieldEntry[]): void {
  let last = span;
  for (;;) {
    let at = last.to + 1;
    if (!hasTagAt(draft, at, 'and')) return;
    while (hasTagAt(draft, at, 'and', 'by')) at += 1;
    const next = spanAt(draft, at);
    const link = next && isUnused(draft, next) ? categoryIn(next, 0.6) : null;
    if (!next || !link || bestScore(next) > link.score + 0.12) return;
    fields.push(link.field);
    markUsed(draft, next, link.score);
    last = next;
  }
}

/** A field with another value in nearly every row: its values are the rows themselves. */
const isOneEach = ({ distinct, valuesComplete, values, roles, words }: FieldEntry) =>
  !valuesComplete &&
  (distinct === null || distinct > 300) &&
  (['order id', 'request id', 'span id', 'trace id'].includes(roles[0] ?? '') ||
    (words.includes('id') && values?.every(({ count }) => count <= 1)));

const PER = /^(?:per|pro|je|par|por|每个?)$/;

/** "average time per session" where nearly each record has another session: the average of all records. */
const isPerRecord = ({ parsed, view }: DraftReading, { kind, after }: GroupCue, field: FieldEntry) =>
  kind === 'by' &&
  PER.test(parsed.words[after - 1]?.folded ?? '') &&
  parsed.measures.some((measure) => measure.kind === 'average') &&
  parsed.superlative === null &&
  !parsed.has('which') &&
  (isNearlyOneEach(field) ||
    (isIdentity(field) && field.stems.some((stem) => stem.length > 2 && stem === view.telling.at(-1))));

/** "top regions by alarms": the records of the stream are counted. */
function isOfRecords({ parsed, view }: DraftReading, span: Span): boolean {
  const stream = linkOf(span, 'stream')?.score ?? 0;
  const category = categoryIn(span, 0.95);
  const isOwnId =
    category?.field.words.includes('id') && category.field.stems.some((stem) => view.telling.includes(stem));
  return (
    (parsed.has('top') || parsed.superlative !== null) &&
    parsed.cues.some(({ kind, next }) => kind !== 'by' && kind !== 'each' && next < span.from) &&
    stream >= 0.7 &&
    ((category?.score ?? 0) <= stream || isOwnId === true)
  );
}

/** "top hosts by errors": the errors of each are counted, and not told apart by their kinds. */
const isOfErrors = ({ parsed }: DraftReading, span: Span): boolean =>
  span.words.length === 1 &&
  isNounOfErrors(parsed, span.from) &&
  linkOf(span, 'state') !== null &&
  parsed.cues.some(({ kind, next }) => kind !== 'by' && kind !== 'each' && next < span.from);

/** A number of which there are so few that records can be grouped by it, such as a rating. */
const isFew = ({ values, valuesComplete }: FieldEntry) => valuesComplete && (values?.length ?? 0) > 0;

/** "the most orders": what stands after a bare "most" is counted. */
function isCounted({ parsed }: DraftReading, span: Span): boolean {
  const cue = parsed.cues.find(
    ({ kind, next }) => kind === 'superlative' && next <= span.from && span.from - next <= 2,
  );
  const word = cue && parsed.words[cue.next - 1];
  // "the most watched channels" are channels; "the most orders" are counted.
  const isOfVerb =
    cue !== undefined &&
    parsed.words.slice(cue.next, span.from).some(({ folded }) => /(?:ed|en|ent|ive|ing)$/.test(folded));
  return (
    !isOfVerb &&
    word !== undefined &&
    hasTag(word, 'most', 'least') &&
    /^(most|the most|fewest|the fewest|least|meisten|die meisten|wenigsten|plus|le plus|les plus|mas|mais|o mais|最多|最少|最多的)$/.test(
      parsed.words
        .slice(word.phrase[0], word.phrase[1] + 1)
        .map(({ folded }) => folded)
        .join(' '),
    )
  );
}

/** "the last 5 exceptions": so many records by their time. In English "the latest 3 versions" are a list of versions. */
const isListOfNewest = (parsed: ParsedQuestion, { from }: Span): boolean =>
  parsed.limit !== null &&
  (parsed.language !== 'en' || isNounOfErrors(parsed, from)) &&
  (parsed.superlative?.tag === 'newest' || parsed.superlative?.tag === 'oldest');

/** "which courses": kinds are asked for, and here they are one value. */
export const isKindOfValue = (draft: DraftReading, filters: readonly Filter[]): boolean =>
  draft.parsed.cues.some(({ kind, next }) => {
    const span = kind === 'superlative' || kind === 'who' ? null : groupSpanAt(draft, next);
    return (
      span !== null &&
      filters.some(
        ({ from, to, isState, condition }) =>
          from === span.from && to === span.to && !isState && condition.kind === 'in',
      ) &&
      !draft.spans.some(({ from }) => from === span.to + 1)
    );
  });

/** "which kiosks" of a channel that is `kiosk`: the channel is kept to, and the single ones are not told apart. */
export const unlistedThings = (draft: DraftReading, filters: readonly Filter[]): string[] =>
  isKindOfValue(draft, filters)
    ? draft.parsed.cues.flatMap(({ kind, next }) => {
        const span = kind === 'which' ? groupSpanAt(draft, next) : null;
        const value = span && linkOf(span, 'value');
        const isSource = value?.field.words.some((word) => SOURCES.has(word)) ?? false;
        return span && isSource && /s$/.test(span.words.at(-1)?.folded ?? '')
          ? [writtenText(span.words)]
          : [];
      })
    : [];

const SURELY_ERRORS = 0.99;

/** Read the groups of a question and mark the spans that name them as used. */
export function groupsIn(draft: DraftReading): Groups {
  const { parsed, view } = draft;
  const fields: FieldEntry[] = [];
  let orderBy: FieldEntry | null = null;
  let isMissing = false;
  const filters: Filter[] = [];
  const group = (span: Span, field: FieldEntry, score: number) => {
    if (!fields.includes(field)) fields.push(field);
    // "the most frequent exceptions": the types of errors say both that they are, and which.
    const isOfErrors = field.roles[0] === 'error type' && linkOf(span, 'state') !== null;
    markUsed(draft, span, isOfErrors ? Math.max(score, SURELY_ERRORS) : score);
    listed(draft, span, fields);
  };
  for (const cue of parsed.cues.filter(({ kind }) => kind === 'by' || kind === 'each')) {
    if (isAboutMeasure(draft, cue.next)) continue;
    const { words } = parsed;
    if (
      KIND.test(words[cue.after]?.folded ?? '') &&
      cue.next > cue.after &&
      words[cue.after + 1]?.folded !== 'of'
    ) {
      const field = bareKind(draft);
      if (field && !fields.includes(field)) fields.push(field);
      isMissing ||= field === null;
      continue;
    }
    const isKind = KIND.test(words[cue.next]?.folded ?? '') && words[cue.next + 1]?.folded === 'of';
    const span = groupSpanAt(draft, isKind ? cue.next + 2 : cue.next);
    if (!span || !isUnused(draft, span)) continue;
    const category = categoryIn(span);
    const number = measureIn(span, 0.6);
    const wantsOrder = parsed.superlative !== null || parsed.has('which') || parsed.has('top');
    if (cue.kind === 'by' && number && (!category || number.score > category.score) && wantsOrder) {
      orderBy = number.field;
      markUsed(draft, span, number.score);
    } else if (wantsOrder && (isOfRecords(draft, span) || isOfErrors(draft, span))) continue;
    else if (category && isPerRecord(draft, cue, category.field)) {
      markUsed(draft, span, category.score);
      draft.assumed.push(`each record has another ${category.field.name}`);
    } else if (category) {
      const kind = kindField(draft, cue.next, span);
      group(span, kind ?? category.field, category.score);
    } else if (linkOf(span, 'state') && cue.kind === 'by' && !wantsOrder) {
      const field = errorKindField(draft);
      if (field) group(span, field, 0.8);
    } else if (number && (!isMeasure(number.field) || isFew(number.field)))
      group(span, number.field, number.score);
    else if (cue.kind === 'by' && span.links.length === 0) isMissing = true;
  }
  for (const cue of parsed.cues.filter(
    ({ kind }) => kind === 'which' || kind === 'who' || kind === 'top' || kind === 'superlative',
  )) {
    if (cue.kind === 'who') {
      const field = personField(fieldsOf(draft));
      if (!field || fields.length > 0) continue;
      fields.push(field);
      // "who was the first adjuster"
      for (const span of draft.spans) {
        const own = categoryIn(span, 0.8);
        if (isUnused(draft, span) && own?.field === field) markUsed(draft, span, own.score);
      }
      continue;
    }
    const span = groupSpanAt(draft, cue.next);
    if (!span || !isUnused(draft, span)) continue;
    const ofKind = cue.kind !== 'superlative' && fields.length === 0 ? thingsOfKind(draft, span) : null;
    if (ofKind) {
      fields.push(ofKind);
      continue;
    }
    const device = cue.kind === 'which' && fields.length === 0 ? deviceOf(draft, span) : undefined;
    if (device) {
      group(span, device, 0.8);
      continue;
    }
    const category = namedBeside(draft, span, categoryIn(span, cue.kind === 'which' ? 0.55 : 0.6));
    if (cue.kind === 'superlative' && isCounted(draft, span)) continue;
    // "the last 5 errors": records, where the noun comes first as well.
    if (cue.kind === 'superlative' && isListOfNewest(parsed, span)) continue;
    // "the biggest message" is one of the records, where the most frequent one is a text of many.
    const isText = category?.field.roles[0] === 'message' && parsed.superlative?.tag !== 'most';
    if (category && cue.kind === 'superlative' && isText) {
      markUsed(draft, span, category.score);
      continue;
    }
    // "the longest waits": the wait is a number here, and no queue.
    if (category && cue.kind === 'superlative' && (measureIn(span, 0.7)?.score ?? 0) > category.score)
      continue;
    // "the slowest query" of a query time: how long one takes, and none of the databases.
    const own = cue.kind === 'superlative' && category ? measureIn(span) : null;
    if (own && category && isNamedIn(own.field, span) && !isNamedIn(category.field, span)) continue;
    // "slowest API call": the call is what is slow.
    const head = draft.spans.find(({ from, isOptional }) => from === span.to + 1 && !isOptional);
    if (cue.kind === 'superlative' && head && (linkOf(head, 'stream')?.score ?? 0) > 0.6) continue;
    if (
      category &&
      (cue.kind === 'superlative' || cue.kind === 'top') &&
      (isOneEach(category.field) || isSizeOfOwn(draft, category.field)) &&
      category.field.roles[0] !== 'trace id' &&
      (parsed.superlative?.tag !== 'most' || asksForFrequent(parsed))
    )
      continue;
    if (category && cue.kind === 'which' && isOneEach(category.field) && parsed.superlative === null) {
      markUsed(draft, span, category.score);
      continue;
    }
    const stream = linkOf(span, 'stream');
    const value = linkOf(span, 'value');
    // "which departure was latest": what happened, and no field that tells more of it.
    if (category && cue.kind === 'which' && isEventAbove(value, category)) continue;
    // A number that a word is a synonym of is nothing to rank.
    const isLoose = category !== null && category.score < 0.9 && isNumeric(category.field);
    if (isLoose && cue.kind === 'superlative' && !isIdentity(category.field)) continue;
    const things = category ? null : namedThings(span);
    if (things && fields.length === 0 && cue.kind === 'which') {
      fields.push(things.field);
      markUsed(draft, span, 0.75);
      if (things.values.length < (things.field.values?.length ?? 0))
        filters.push({
          condition: { kind: 'in', field: things.field.name, values: things.values, not: false },
          from: span.from,
          to: span.to,
          isState: false,
        });
      continue;
    }
    // "which requests": the rows, unless a field fits much better.
    // "which model" where one of them is called sample-model.
    const isKind =
      cue.kind === 'which' && value !== null && value.field === category?.field && value.score < 0.9;
    const isField =
      category &&
      category.score >= (stream?.score ?? 0) - (cue.kind === 'which' ? 0.02 : -0.02) &&
      (isKind || category.score > (value?.score ?? 0) - 0.1);
    if (
      isField &&
      (fields.length === 0 || (cue.kind !== 'superlative' && !fields.includes(category.field)))
    ) {
      if (cue.kind === 'superlative' && fields.length > 0) continue;
      group(span, category.field, category.score);
    } else if (cue.kind === 'which' && linkOf(span, 'state') && fields.length === 0) {
      const field = errorKindField(draft);
      if (field) fields.push(field);
    }
  }
  // "the customer with the most orders"
  const { superlative } = parsed;
  if (
    fields.length === 0 &&
    superlative &&
    !['newest', 'oldest', 'top', 'bottom'].includes(superlative.tag) &&
    !parsed.has('when')
  ) {
    const before = draft.spans.filter((span) => span.to < superlative.at && isUnused(draft, span));
    for (const span of before.reverse()) {
      // "the pod with the most restarts" where `object_kind` is `Pod`.
      const ofKind = thingsOfKind(draft, span);
      if (ofKind) {
        fields.push(ofKind);
        break;
      }
      const category = categoryIn(span, 0.7);
      const own = measureIn(span);
      if (own && category && isNamedIn(own.field, span) && !isNamedIn(category.field, span)) continue;
      const stream = linkOf(span, 'stream');
      if (!category || (stream && stream.score > category.score) || bestScore(span) > category.score + 0.1)
        continue;
      group(span, category.field, category.score);
      break;
    }
  }
  // "the error that customers run into most": which kind of them.
  const isLast = superlative !== null && !draft.spans.some(({ from }) => from > superlative.at);
  if (
    fields.length === 0 &&
    isLast &&
    superlative.tag === 'most' &&
    parsed.bucket === null &&
    !parsed.has('when') &&
    parsed.words.some(({ index }) => index < superlative.at && isNounOfErrors(parsed, index))
  ) {
    const field = errorKindField(draft);
    if (field) fields.push(field);
  }
  // "the gateway with the highest average latency"
  const [extreme] = parsed.measures.filter(({ kind }) => kind === 'max' || kind === 'min');
  if (fields.length === 0 && extreme && superlative === null) {
    const before = draft.spans.filter((span) => span.to < extreme.at && isUnused(draft, span)).at(-1);
    const named = before ? categoryIn(before, 0.7) : null;
    const category = before && named && isEventAbove(linkOf(before, 'value'), named) ? null : named;
    const isWith = parsed.words
      .slice((before?.to ?? 0) + 1, extreme.at)
      .some(({ folded }) => /^(with|has|had|having|mit|hat|avec|a|con|tiene|com|tem)$/.test(folded));
    if (before && category && isWith) group(before, category.field, category.score);
  }
  // "the slowest calls on average": an average is of the calls of one kind.
  if (
    fields.length === 0 &&
    view.entry.type === 'traces' &&
    superlative !== null &&
    ['slowest', 'fastest'].includes(superlative.tag) &&
    parsed.measures.some(({ kind }) => kind === 'average' || kind === 'median' || kind === 'percentile')
  ) {
    const operation = withRole(fieldsOf(draft), 'operation');
    if (operation) fields.push(operation);
  }
  const isUser = parsed.has('who') && view.fields.length > 0;
  return { fields: isUser ? fields.slice(0, 2) : fields, orderBy, isMissing, filters };
}
