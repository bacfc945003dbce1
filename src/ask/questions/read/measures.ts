import type { FieldEntry } from '../../data/fields/field.ts';
import { hasTag } from '../../language/tagged-words.ts';
import { fold, stemOf } from '../../language/word-forms.ts';
import { isIdentity, isMeasure, isNumeric, withRole } from '../link/fields.ts';
import type { Span } from '../link/spans.ts';
import type { MeasureWord, ParsedQuestion } from '../parse/parse-question.ts';
import { currencyOf } from '../parse/quantities.ts';
import type { FieldMeasure, Measure } from '../query/logical-form.ts';
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

/** What is measured. `rows`: nothing is, the rows themselves are wanted. */
export interface ReadMeasure {
  readonly measure: Measure | null;
  readonly field: FieldEntry | null;
  /** The words ask for a measure that the stream has no field for. */
  readonly isMissing: boolean;
  /** The words that ask for it count a kind of thing: its distinct values. */
  readonly isRatio: boolean;
}

const ORDER: readonly MeasureWord[] = [
  'percentile',
  'ratio',
  'median',
  'stddev',
  'average',
  'distinct',
  'sum',
  'count',
  'how much',
  'how long',
  'rate',
  'max',
  'min',
];

/** The measure that decides where words name several, as in "the highest average". */
export function mainMeasure({ measures }: ParsedQuestion): ParsedQuestion['measures'][number] | null {
  for (const kind of ORDER) {
    const found = measures.find((each) => each.kind === kind);
    if (found) return found;
  }
  return null;
}

/** Superlatives that say what is measured. */
const IMPLIED: Readonly<Record<string, readonly string[]>> = {
  heaviest: ['weight', 'mass'],
  lightest: ['weight', 'mass'],
  hottest: ['temperature'],
  warmest: ['temperature'],
  coldest: ['temperature'],
  coolest: ['temperature'],
  fullest: ['level', 'usage', 'percent'],
  longest: ['duration', 'length', 'distance'],
  furthest: ['distance'],
};

/** The number that a superlative such as `heaviest` is about. */
function impliedField(draft: DraftReading, at: number): FieldEntry | undefined {
  const words = IMPLIED[draft.parsed.words[at]?.folded ?? ''];
  return (
    words &&
    fieldsOf(draft).find((field) => isMeasure(field) && field.words.some((word) => words.includes(word)))
  );
}

const LONG: readonly string[] = ['slowest', 'fastest'];

/** The span with a number that is nearest to the word that asks for it. */
function nearestNumber(
  draft: DraftReading,
  at: number,
  least = 0.55,
): { span: Span; field: FieldEntry; score: number } | null {
  const candidates = draft.spans
    .filter((span) => isUnused(draft, span))
    .flatMap((span) => {
      const link = measureIn(span, least);
      if (!link) return [];
      const gap = span.from > at ? span.from - at : at - span.to + 1.5;
      const value = linkOf(span, 'value');
      return value && value.score > link.score + 0.05
        ? []
        : [{ span, field: link.field, score: link.score, rank: link.score - 0.025 * gap }];
    });
  return candidates.sort((a, b) => b.rank - a.rank)[0] ?? null;
}

/** A field that is a rate itself, such as the heart rate. */
function namedRate(draft: DraftReading, at: number): { span: Span; field: FieldEntry } | null {
  const span = draft.spans.find(({ to }) => to === at - 1);
  const stems = span?.words.map(({ forms, folded }) => stemOf(forms[0] ?? folded)) ?? [];
  const field = fieldsOf(draft).find(
    (each) =>
      isMeasure(each) &&
      each.words.includes('rate') &&
      stems.length > 0 &&
      stems.every((stem) => each.stems.includes(stem)),
  );
  return span && field ? { span, field } : null;
}

/** The field with how long something took; undefined for none. */
export function durationField(draft: Pick<DraftReading, 'view'>): FieldEntry | undefined {
  const fields = fieldsOf(draft).filter(isMeasure);
  return (
    fields.find(({ roles }) => roles[0] === 'duration') ??
    fields.find(({ roles }) => roles.includes('duration'))
  );
}

const amountField = (draft: DraftReading): FieldEntry | undefined => {
  const fields = fieldsOf(draft).filter(isMeasure);
  return withRole(fields, 'amount') ?? fields.find(({ unit }) => unit === 'currency' || unit === 'cents');
};

const fieldMeasure = (kind: MeasureWord): FieldMeasure =>
  kind === 'how much' ? 'sum' : kind === 'how long' ? 'average' : (kind as FieldMeasure);

const isMoneyWord = (draft: DraftReading) =>
  draft.parsed.words.some(({ folded, forms }) =>
    /^(€|\$|£|euros?|eur|usd|gbp|nok|sek|dkk|chf|dollars?|pounds?|kron(?:er|or)|pesos|reais|francs|欧元|美元|money|revenue|spent|spend|spending|earn|earned|cost|costs|paid|worth|sales|turnover|income|business)$/.test(
      forms[0] ?? folded,
    ),
  );

const DATA =
  /\b(?:data|traffic|bandwidth|bytes|[kmgt]b|gigabytes|megabytes|datos|dados|donnees|daten|datenvolumen|download\w*|upload\w*|telecharg\w*|descarg\w*|baix\w*|heruntergeladen)\b|流量|数据/;
const RECEIVED = [
  'down',
  'download',
  'downloaded',
  'received',
  'in',
  'rx',
  'input',
  'incoming',
  'downstream',
];
const SENT = ['up', 'upload', 'uploaded', 'sent', 'out', 'tx', 'output', 'outgoing', 'upstream'];

/** "who downloaded the most data": bytes, of the direction that the words say. */
function bytesField(draft: DraftReading): FieldEntry | undefined {
  const text = fold(draft.parsed.request);
  if (!DATA.test(text)) return undefined;
  const fields = fieldsOf(draft).filter((field) => isMeasure(field) && field.roles[0] === 'bytes');
  const wanted = /upload|hochgeladen|subido|envi/.test(text) ? SENT : RECEIVED;
  return fields.find(({ words }) => words.some((word) => wanted.includes(word))) ?? fields[0];
}

/** The measure of a question over a stream. `orderBy` is the field that groups are ordered by; null for none. */
export function measureFor(draft: DraftReading, orderBy: FieldEntry | null): ReadMeasure {
  const { parsed } = draft;
  const asked = mainMeasure(parsed);
  const none: ReadMeasure = { measure: null, field: null, isMissing: false, isRatio: false };
  const found = (measure: Measure, field: FieldEntry | null = null): ReadMeasure => ({
    ...none,
    measure,
    field,
  });
  if (asked?.kind === 'ratio') return { ...none, measure: { kind: 'count' }, isRatio: true };
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
  const isInCurrency = parsed.words.some(({ folded }) => currencyOf(folded).currency !== undefined);
  const paid = !asked && !superlative && isInCurrency && !parsed.has('show') ? amountField(draft) : undefined;
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
      const field = durationField(draft);
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
      return field ? { ...none, field } : none;
    }
    if (superlative?.tag === 'most' || superlative?.tag === 'least' || superlative?.tag === 'top') {
      const near = nearestNumber(draft, superlative.at, 0.75);
      if (near && near.span.from > superlative.at && (linkOf(near.span, 'stream')?.score ?? 0) < near.score) {
        markUsed(draft, near.span, near.score);
        const isSummed = isAdditive(near.field);
        return found({ kind: isSummed ? 'sum' : 'average', field: near.field.name }, near.field);
      }
      const summed = isMoneyWord(draft) ? amountField(draft) : bytesField(draft);
      if (summed) return found({ kind: 'sum', field: summed.name }, summed);
      return found({ kind: 'count' });
    }
    return none;
  }
  const { kind, at } = asked;
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
  if (kind === 'count' || kind === 'rate') return counted(draft, at) ?? found({ kind: 'count' });
  if (kind === 'distinct') {
    const span =
      spanAt(draft, at + 1) ??
      draft.spans.find((each) => isUnused(draft, each) && categoryIn(each) !== null) ??
      null;
    const category = span && isUnused(draft, span) ? categoryIn(span) : null;
    if (!span || !category) return { ...none, isMissing: true };
    markUsed(draft, span, category.score);
    return found({ kind: 'distinct', field: category.field.name }, category.field);
  }
  const near = nearestNumber(draft, at);
  const make = (field: FieldEntry): ReadMeasure =>
    kind === 'percentile'
      ? found({ kind: 'percentile', field: field.name, share: asked.share ?? 0.5 }, field)
      : found({ kind: fieldMeasure(kind), field: field.name }, field);
  if (near) {
    markUsed(draft, near.span, near.score);
    const isLevel = kind === 'how much' && !isAdditive(near.field);
    return isLevel ? found({ kind: 'average', field: near.field.name }, near.field) : make(near.field);
  }
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
      (span) => isUnused(draft, span) && (linkOf(span, 'stream')?.score ?? 0) > 0.7,
    );
    if (field && (isMoneyWord(draft) || (kind !== 'sum' && isStream && !parsed.has('count')))) {
      draft.assumed.push(`the amount is ${field.name}`);
      return make(field);
    }
    if (kind === 'sum') return found({ kind: 'count' });
    if ((kind === 'max' || kind === 'min') && superlative === null) return { ...none, isMissing: true };
  }
  return { ...none, isMissing: true };
}

/** "median and max of …": what is asked of the same field besides the first. */
export function furtherMeasures({ measures }: ParsedQuestion, measure: Measure): Measure[] {
  if (!('field' in measure) || measure.kind === 'distinct' || measure.kind === 'summary') return [];
  const { field } = measure;
  return measures.flatMap(({ kind, share }): Measure[] => {
    if (kind === measure.kind && !(kind === 'percentile' && 'share' in measure && share !== measure.share))
      return [];
    if (kind === 'percentile') return [{ kind, field, share: share ?? 0.5 }];
    return kind === 'average' || kind === 'max' || kind === 'min' || kind === 'median'
      ? [{ kind, field }]
      : [];
  });
}

const ADDED = new Set(
  'consumption energy kwh volume quantity cost price revenue total traffic rainfall yield production distance consumed produced sold used'.split(
    ' ',
  ),
);

/** A number that makes sense added up. */
export const isAdditive = ({ roles, words, unit }: FieldEntry) =>
  ['amount', 'quantity', 'bytes'].includes(roles[0] ?? '') ||
  unit === 'currency' ||
  unit === 'cents' ||
  words.some((word) => ADDED.has(word));

/** The ID of the records themselves, such as `ticketid` of work tickets: to count it is to count rows. */
const isOwnId = ({ view }: DraftReading, field: FieldEntry) =>
  field.roles[0] !== 'trace id' &&
  field.words.includes('id') &&
  field.stems.some((stem) => stem.length > 2 && view.telling.includes(stem));

/** "how many users" counts different users, "how many bytes" adds them up, "how many orders" counts rows. */
function counted(draft: DraftReading, at: number): ReadMeasure | null {
  const { parsed } = draft;
  const span =
    spanAt(draft, (parsed.words[at]?.phrase[1] ?? at) + 1) ??
    (parsed.language === 'zh' ? (draft.spans.find((each) => isUnused(draft, each)) ?? null) : null);
  if (!span || !isUnused(draft, span)) return null;
  // Of "gateway messages" the messages are counted.
  const head = draft.spans.find(({ from, isOptional }) => from === span.to + 1 && !isOptional);
  if (head && (linkOf(head, 'stream')?.score ?? 0) > 0.45 && (linkOf(span, 'value')?.score ?? 0) < 0.9)
    return null;
  const stream = linkOf(span, 'stream')?.score ?? 0;
  const value = linkOf(span, 'value')?.score ?? 0;
  const state = linkOf(span, 'state')?.score ?? 0;
  const number = measureIn(span, 0.6);
  const none = { isMissing: false, isRatio: false };
  if (
    number &&
    ['quantity', 'bytes', 'amount'].includes(number.field.roles[0] ?? '') &&
    number.score > Math.max(stream, value, state)
  ) {
    markUsed(draft, span, number.score);
    return { ...none, measure: { kind: 'sum', field: number.field.name }, field: number.field };
  }
  const category = categoryIn(span, 0.6);
  if (!category || category.score <= Math.max(stream + 0.04, value, state)) return null;
  if (isNumeric(category.field) && !isIdentity(category.field)) return null;
  if (isOwnId(draft, category.field)) return null;
  markUsed(draft, span, category.score);
  return { ...none, measure: { kind: 'distinct', field: category.field.name }, field: category.field };
}
