import type { FieldEntry } from '../../data/fields/field.ts';
import { US_PER } from '../../data/fields/unit-sizes.ts';
import type { Language } from '../../language/lexicon/lexicon.ts';
import { hasTag } from '../../language/tagged-words.ts';
import { fold, stemOf } from '../../language/word-forms.ts';
import { rolesFor } from '../link/concepts.ts';
import { isMeasure, withRole } from '../link/fields.ts';
import { mainMeasure } from '../parse/asked-measures.ts';
import type { MeasureWord } from '../parse/measure-word.ts';
import type { ParsedQuestion } from '../parse/parse-question.ts';
import { currencyOf } from '../parse/quantities.ts';
import type { Span } from '../link/spans.ts';
import type { FieldMeasure, Measure } from '../query/logical-form.ts';
import { counted, countedPerson } from './counted-things.ts';
import {
  categoryIn,
  type DraftReading,
  fieldsOf,
  isUnused,
  linkOf,
  markUsed,
  measureIn,
  spanAt,
} from './draft-reading.ts';
import {
  amountField,
  bytesField,
  durationField,
  impliedField,
  isAdditive,
  lengthNamed,
  MONEY,
  MONEY_ALONE,
  namedAlone,
  namedRate,
  nearestNumber,
  readingOf,
} from './measured-fields.ts';
import { type ShareNumber, shareNumbers } from './share-numbers.ts';
import { thingsOfKind } from './things-of-kind.ts';
import { unitField } from './unit-words.ts';

/** What is measured. `rows`: nothing is, the rows themselves are wanted. */
export interface ReadMeasure {
  readonly measure: Measure | null;
  readonly field: FieldEntry | null;
  /** The words ask for a measure that the stream has no field for. */
  readonly isMissing: boolean;
  /** The words that ask for it count a kind of thing: its distinct values. */
  readonly isRatio: boolean;
  /** The numbers that a share is of; empty where it is one of records. */
  readonly shared?: readonly ShareNumber[];
}

/** "the longest stall": how sure it is that a time is named. */
const NAMED_TIME = 0.7;

const LONG: readonly string[] = ['slowest', 'fastest'];

/** What is long by how much is in it, and not by how long it takes. */
const QUEUE = /^(?:queues?|backlogs?)$/;
/** Names of how much there is in such a thing. */
const LENGTHS: ReadonlySet<string> = new Set(['depth', 'length', 'backlog', 'lag', 'size']);

/** "the longest the queue got". */
const isLongQueue = ({ words }: ParsedQuestion, at: number): boolean =>
  /^(?:long|short)est$/.test(words[at]?.folded ?? '') &&
  QUEUE.test(words.slice(at + 1).find((word) => !hasTag(word, 'stop word'))?.folded ?? '');

/** Whether words speak of how long something takes. */
export const saysLength = ({ words, taken }: ParsedQuestion): boolean =>
  words.some(({ index, forms, folded }) => {
    const stem = stemOf(forms[0] ?? folded);
    return !taken.has(index) && (stem === 'time' || rolesFor(stem).includes('duration'));
  });

const fieldMeasure = (kind: MeasureWord): FieldMeasure =>
  kind === 'how much' ? 'sum' : kind === 'how long' ? 'average' : (kind as FieldMeasure);

const isMoneyWord = (draft: DraftReading) =>
  draft.parsed.words.some(({ folded, forms }) => MONEY.test(forms[0] ?? folded));

/** "what did the parts cost": a sum of money. */
const COSTS =
  /\bwhat (?:do|does|did|have|has) .*\b(?:cost|pay|paid|spen[dt]|earn(?:ed)?|ma[dk]e|charged?)\b(?!-)|\bwas (?:kosten|haben .* gekostet)\b|\bcombien (?:coute|ont coute|a coute)|\bcuanto (?:cuesta|cuestan|costaron|costo)|\bquanto (?:custa|custam|custaram|custou)/;

/** Languages in which "different" follows its noun. */
const POSTPOSED: ReadonlySet<Language> = new Set(['fr', 'es', 'pt']);

/** "how expensive was it": money, whatever else stands beside it. */
const EXPENSIVE = /\bhow (?:expensive|costly|pricey)\b/;

/** What is done for a time: the most of it is the longest in all. */
const SPENT = /^(?:watched|viewed|played|listened|streamed|heard|time|hours|minutes|seconds)$/;

/** "most watched", "lost the most time": of times that add up. */
const saysMostTime = ({ words }: ParsedQuestion, at: number): boolean =>
  words
    .slice(words[at]?.phrase[0] ?? at, (words[at]?.phrase[1] ?? at) + 2)
    .some(({ folded }) => SPENT.test(folded));

/** Numbers of which a low one is bad news. */
const BETTER_HIGH: ReadonlySet<string> = new Set(
  'dbm rssi snr signal rx tx score rating satisfaction battery soc uptime availability throughput yield quality health'.split(
    ' ',
  ),
);
const isBetterHigh = ({ words, unit }: FieldEntry) =>
  unit === 'dBm' || words.some((word) => BETTER_HIGH.has(word));

/** "the average withdrawal": what happened, and not where or to whom. */
function isWhatHappened(span: Span): boolean {
  const link = linkOf(span, 'value');
  return (
    link !== null && link.score >= 0.75 && /^(?:event|action|operation)$/.test(link.field.roles[0] ?? '')
  );
}

/** Words for an amount that a day or a shop has in all, whose highest is that of the highest total. */
const TOTAL =
  /^(?:turnover|revenue|sales|income|takings|spend|spending|consumption|usage|traffic|output|production|proceeds)$/;

/** What asks how long the one thing took that is named before. */
const TOOK = /\bhow long (?:did|has|had|was) (?:it|that|this)\b/;

const MORE = /^(?:more|less|fewer)$/;

/** "who used more, A or B": a number that adds up, named by the verb beside "more"; null for none. */
function moreOf(draft: DraftReading): ReturnType<typeof nearestNumber> {
  const { words, taken, has } = draft.parsed;
  const more = words.find(({ folded, index }) => MORE.test(folded) && !taken.has(index));
  if (!more || !(has('or') || has('versus') || has('than'))) return null;
  const near = nearestNumber(draft, more.index, 0.75);
  const gap = near === null ? 0 : Math.max(more.index - near.span.to, near.span.from - more.index);
  return near && gap <= 2 && isAdditive(near.field) && (linkOf(near.span, 'stream')?.score ?? 0) < near.score
    ? near
    : null;
}

/** The measure of a question over a stream. `orderBy` is the field that groups are ordered by; null for none. */
export function measureFor(draft: DraftReading, orderBy: FieldEntry | null, isGrouped: boolean): ReadMeasure {
  const { parsed } = draft;
  const asked = mainMeasure(parsed);
  const none: ReadMeasure = { measure: null, field: null, isMissing: false, isRatio: false };
  const found = (measure: Measure, field: FieldEntry | null = null): ReadMeasure => ({
    ...none,
    measure,
    field,
  });
  if (asked?.kind === 'ratio')
    return { ...none, measure: { kind: 'count' }, isRatio: true, shared: shareNumbers(draft) };
  // "the longest statement, and how long did it take": one record, and no average.
  const longest =
    LONG.includes(parsed.superlative?.tag ?? '') && TOOK.test(fold(parsed.request))
      ? durationField(draft)
      : undefined;
  if (longest)
    return found({ kind: parsed.superlative?.descending ? 'max' : 'min', field: longest.name }, longest);
  if (orderBy) {
    const kind: FieldMeasure =
      asked && ['average', 'max', 'min', 'median'].includes(asked.kind)
        ? fieldMeasure(asked.kind)
        : orderBy.roles[0] === 'duration' ||
            orderBy.roles[0] === 'temperature' ||
            orderBy.roles[0] === 'percentage'
          ? 'average'
          : 'sum';
    return found({ kind, field: orderBy.name }, orderBy);
  }
  const { superlative } = parsed;
  // "is A faster than B": how long both take.
  const isPace = parsed.words.some(
    (word) => !parsed.taken.has(word.index) && hasTag(word, 'slower than', 'faster than'),
  );
  if (isPace && (!asked || asked.kind === 'how long')) {
    const field = durationField(draft);
    if (field) {
      draft.assumed.push(`the time taken is ${field.name}`);
      return found({ kind: 'average', field: field.name }, field);
    }
  }
  // "US dollar sales": money, and no number of sales.
  const isInCurrency = parsed.words.some(
    ({ folded, index }) => !parsed.taken.has(index) && currencyOf(folded).currency !== undefined,
  );
  const more = asked || superlative ? null : moreOf(draft);
  if (more) {
    markUsed(draft, more.span, more.score);
    return found({ kind: 'sum', field: more.field.name }, more.field);
  }
  const alone = !asked && !superlative && parsed.bucket === null && !isInCurrency ? namedAlone(draft) : null;
  if (alone) {
    markUsed(draft, alone.span, alone.score);
    return found({ kind: 'sum', field: alone.field.name }, alone.field);
  }
  const subject = draft.spans.find(({ isOptional }) => !isOptional);
  const isMoney = isInCurrency || MONEY_ALONE.test(subject?.words.at(-1)?.folded ?? '');
  const asksForRows = ['show', 'records', 'values', 'newest', 'oldest'] as const;
  const paid =
    !asked && !superlative && isMoney && parsed.limit === null && !asksForRows.some((tag) => parsed.has(tag))
      ? amountField(draft)
      : undefined;
  if (paid && subject && isMoney && !isInCurrency) markUsed(draft, subject, 0.8);
  if (paid) return found({ kind: 'sum', field: paid.name }, paid);
  if (!asked && !superlative && parsed.bucket !== null) {
    const near = nearestNumber(draft, 0, 0.75);
    const stream = near ? (linkOf(near.span, 'stream')?.score ?? 0) : 0;
    if (near && near.score > stream + 0.05) {
      markUsed(draft, near.span, near.score);
      return { ...none, field: near.field };
    }
  }
  if (!asked) {
    if (superlative && LONG.includes(superlative.tag)) {
      if (isLongQueue(parsed, superlative.at)) {
        const size = fieldsOf(draft).find(
          (field) => isMeasure(field) && field.words.some((word) => LENGTHS.has(word)),
        );
        return size ? { ...none, field: size } : { ...none, isMissing: true };
      }
      const near = nearestNumber(draft, superlative.at, NAMED_TIME);
      const isTime = near !== null && (near.field.unit ?? '') in US_PER && near.span.from > superlative.at;
      if (isTime) markUsed(draft, near.span, near.score);
      const length = isTime ? undefined : lengthNamed(draft, superlative.at);
      const field = isTime
        ? near.field
        : (length ?? durationField(draft) ?? impliedField(draft, superlative.at));
      return field ? { ...none, field } : { ...none, isMissing: true };
    }
    if (superlative && ['dearest', 'cheapest', 'largest', 'smallest'].includes(superlative.tag)) {
      const implied = impliedField(draft, superlative.at);
      const near = implied ? null : nearestNumber(draft, superlative.at);
      const field =
        implied ??
        near?.field ??
        (superlative.tag === 'largest' || superlative.tag === 'smallest'
          ? (amountField(draft) ?? withRole(fieldsOf(draft), 'bytes'))
          : amountField(draft));
      if (near) markUsed(draft, near.span, near.score);
      // "is it windier here than there": no single record.
      const isComparison =
        /er$/.test(parsed.words[superlative.at]?.folded ?? '') && (parsed.has('than') || parsed.has('or'));
      if (field && isComparison && (implied || near))
        return found({ kind: 'average', field: field.name }, field);
      const isPrice = superlative.tag === 'dearest' || superlative.tag === 'cheapest';
      return field ? { ...none, field } : { ...none, isMissing: isPrice };
    }
    if (superlative?.tag === 'most' || superlative?.tag === 'least' || superlative?.tag === 'top') {
      const near = nearestNumber(draft, superlative.at, 0.75);
      if (near?.span.from === superlative.at + 1 && parsed.words[superlative.at]?.folded === 'worst') {
        const kind = isBetterHigh(near.field) ? 'min' : 'max';
        markUsed(draft, near.span, near.score);
        draft.assumed.push(`the worst ${near.field.name} is the ${kind === 'min' ? 'lowest' : 'highest'}`);
        return found({ kind, field: near.field.name }, near.field);
      }
      const added = near ? null : nearestNumber(draft, superlative.at, 0.6);
      if (
        added &&
        added.span.from > superlative.at &&
        isAdditive(added.field) &&
        !linkOf(added.span, 'stream')
      ) {
        markUsed(draft, added.span, added.score);
        return found({ kind: 'sum', field: added.field.name }, added.field);
      }
      if (near && near.span.from > superlative.at && (linkOf(near.span, 'stream')?.score ?? 0) < near.score) {
        markUsed(draft, near.span, near.score);
        const isSummed = isAdditive(near.field) || saysMostTime(parsed, superlative.at);
        return found({ kind: isSummed ? 'sum' : 'average', field: near.field.name }, near.field);
      }
      const summed = isMoneyWord(draft) ? amountField(draft) : (bytesField(draft) ?? unitField(draft));
      if (summed) return found({ kind: 'sum', field: summed.name }, summed);
      return found({ kind: 'count' });
    }
    const cost = COSTS.test(fold(parsed.request)) ? amountField(draft) : undefined;
    const ofUnit = cost ?? (parsed.has('by') || parsed.bucket !== null ? unitField(draft) : null);
    return ofUnit && isAdditive(ofUnit) ? found({ kind: 'sum', field: ofUnit.name }, ofUnit) : none;
  }
  const { kind, at } = asked;
  if (kind === 'how much' && EXPENSIVE.test(fold(parsed.request))) {
    const amount = amountField(draft);
    return amount ? found({ kind: 'sum', field: amount.name }, amount) : { ...none, isMissing: true };
  }
  if (kind === 'rate') {
    const rate = namedRate(draft, at);
    if (rate) {
      markUsed(draft, rate.span, 0.9);
      const other = parsed.measures.find((each) => each.kind === 'max' || each.kind === 'min');
      return found(
        { kind: other ? fieldMeasure(other.kind) : 'average', field: rate.field.name },
        rate.field,
      );
    }
    const before = draft.spans.find((span) => span.to === at - 1 && isUnused(draft, span));
    const stream = before ? (linkOf(before, 'stream')?.score ?? 0) : 0;
    const isShare = before !== undefined && stream < 0.6 && measureIn(before, 0.8) === null;
    // "the rate of failed deliveries": what has a state is a part of all.
    const after = parsed.words[at + 1]?.folded === 'of' ? spanAt(draft, at + 2) : null;
    const isOfState =
      after !== null && (linkOf(after, 'state') ?? linkOf(after, 'value')) !== null && !parsed.perSecond;
    if (isShare || isOfState) return { ...none, measure: { kind: 'count' }, isRatio: true };
  }
  const person = kind === 'count' ? countedPerson(draft, parsed.words[at]?.phrase[1] ?? at) : undefined;
  if (person) return found({ kind: 'distinct', field: person.name }, person);
  if (kind === 'count' || kind === 'rate') {
    const things = counted(draft, at);
    return things ? found(things.measure, things.field) : found({ kind: 'count' });
  }
  if (kind === 'distinct') {
    // "clientes diferentes": the adjective comes last.
    const before = POSTPOSED.has(parsed.language)
      ? draft.spans.find((each) => each.to === at - 1 && categoryIn(each) !== null)
      : undefined;
    const span =
      before ??
      spanAt(draft, at + 1) ??
      draft.spans.find((each) => isUnused(draft, each) && categoryIn(each) !== null) ??
      null;
    const kind = span && isUnused(draft, span) ? thingsOfKind(draft, span) : null;
    if (kind) return found({ kind: 'distinct', field: kind.name }, kind);
    const category = span && isUnused(draft, span) ? categoryIn(span) : null;
    const person = category ? undefined : countedPerson(draft, at);
    if (person) return found({ kind: 'distinct', field: person.name }, person);
    if (!span || !category) return { ...none, isMissing: true };
    markUsed(draft, span, category.score);
    return found({ kind: 'distinct', field: category.field.name }, category.field);
  }
  // "how much did the heaviest parcel weigh"
  const extreme = superlative && kind === 'how much' ? impliedField(draft, superlative.at) : undefined;
  if (extreme && superlative)
    return found({ kind: superlative.descending ? 'max' : 'min', field: extreme.name }, extreme);
  const near = nearestNumber(draft, at);
  const make = (field: FieldEntry): ReadMeasure =>
    kind === 'percentile'
      ? found({ kind: 'percentile', field: field.name, share: asked.share ?? 0.5 }, field)
      : found({ kind: fieldMeasure(kind), field: field.name }, field);
  if (near) {
    markUsed(draft, near.span, near.score);
    const isTotal =
      kind === 'max' &&
      isGrouped &&
      superlative === null &&
      parsed.measures.length === 1 &&
      isAdditive(near.field) &&
      near.span.words.some(({ forms, folded }) => TOTAL.test(forms[0] ?? folded));
    if (isTotal) return found({ kind: 'sum', field: near.field.name }, near.field);
    const isLevel = kind === 'how much' && !isAdditive(near.field);
    return isLevel ? found({ kind: 'average', field: near.field.name }, near.field) : make(near.field);
  }
  const ofUnit = kind === 'how long' ? null : unitField(draft);
  if (ofUnit) {
    draft.assumed.push(`the number is ${ofUnit.name}`);
    return kind === 'how much' && !isAdditive(ofUnit)
      ? found({ kind: 'average', field: ofUnit.name }, ofUnit)
      : make(ofUnit);
  }
  const ofBytes = kind === 'how much' || kind === 'sum' ? bytesField(draft) : undefined;
  if (ofBytes) return make(ofBytes);
  if (
    parsed.measures.some((each) => each.kind === 'how long') ||
    LONG.includes(superlative?.tag ?? '') ||
    kind === 'percentile'
  ) {
    const field = durationField(draft);
    if (field) {
      draft.assumed.push(`the time taken is ${field.name}`);
      return make(field);
    }
  }
  if (
    kind === 'sum' ||
    kind === 'average' ||
    kind === 'how much' ||
    kind === 'max' ||
    kind === 'min' ||
    kind === 'median'
  ) {
    const field = amountField(draft);
    const isStream = draft.spans.some(
      (span) => isUnused(draft, span) && ((linkOf(span, 'stream')?.score ?? 0) > 0.7 || isWhatHappened(span)),
    );
    if (
      field &&
      !saysLength(parsed) &&
      (isMoneyWord(draft) || (kind !== 'sum' && isStream && !parsed.has('count')))
    ) {
      draft.assumed.push(`the amount is ${field.name}`);
      return make(field);
    }
    const reading = kind === 'sum' || kind === 'how much' ? undefined : readingOf(draft);
    if (reading) {
      draft.assumed.push(`the number is ${reading.name}`);
      return make(reading);
    }
    if (kind === 'sum') return found({ kind: 'count' });
    if ((kind === 'max' || kind === 'min') && superlative === null) return { ...none, isMissing: true };
  }
  return { ...none, isMissing: true };
}
