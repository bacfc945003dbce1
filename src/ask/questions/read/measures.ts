import type { FieldEntry } from '../../data/fields/field.ts';
import { isIdentity, isMeasure, isNumeric, withRole } from '../link/fields.ts';
import { hasTag } from '../words/marks.ts';
import type { FieldMeasure, Measure } from '../query/logical-form.ts';
import type { AskedMeasure, Sketch } from '../sketch/sketch.ts';
import type { Span } from '../link/spans.ts';
import { categoryIn, claim, fieldsOf, isOpen, linkOf, measureIn, spanAt, type Work } from './work.ts';

/** What is measured. `rows`: nothing is, the rows themselves are wanted. */
export interface Measured {
  readonly measure: Measure | null;
  readonly field: FieldEntry | null;
  /** The words ask for a measure that the stream has no field for. */
  readonly isMissing: boolean;
  /** The words that ask for it count a kind of thing: its distinct values. */
  readonly isRatio: boolean;
}

const ORDER: readonly AskedMeasure[] = [
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
  'max',
  'min',
  'rate',
];

/** The measure that counts where words name several: "the highest average". */
export function askedMeasure({ measures }: Sketch): Sketch['measures'][number] | null {
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
function impliedField(work: Work, at: number): FieldEntry | undefined {
  const words = IMPLIED[work.sketch.words[at]?.folded ?? ''];
  return (
    words &&
    fieldsOf(work).find((field) => isMeasure(field) && field.words.some((word) => words.includes(word)))
  );
}

const LONG: readonly string[] = ['slowest', 'fastest'];

/** The span with a number that is nearest to the word that asks for it. */
function nearestNumber(
  work: Work,
  at: number,
  least = 0.55,
): { span: Span; field: FieldEntry; score: number } | null {
  const candidates = work.spans
    .filter((span) => isOpen(work, span))
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

export function durationField(work: Pick<Work, 'view'>): FieldEntry | undefined {
  const fields = fieldsOf(work).filter(isMeasure);
  return (
    fields.find(({ roles }) => roles[0] === 'duration') ??
    fields.find(({ roles }) => roles.includes('duration'))
  );
}

const amountField = (work: Work): FieldEntry | undefined => {
  const fields = fieldsOf(work).filter(isMeasure);
  return withRole(fields, 'amount') ?? fields.find(({ unit }) => unit === 'currency' || unit === 'cents');
};

const fieldMeasure = (kind: AskedMeasure): FieldMeasure =>
  kind === 'how much' ? 'sum' : kind === 'how long' ? 'average' : (kind as FieldMeasure);

const isMoneyWord = (work: Work) =>
  work.sketch.words.some(({ folded, forms }) =>
    /^(money|revenue|spent|spend|spending|earn|earned|cost|costs|paid|worth|sales|turnover|income|business)$/.test(
      forms[0] ?? folded,
    ),
  );

export function measureFor(work: Work, orderBy: FieldEntry | null): Measured {
  const { sketch } = work;
  const asked = askedMeasure(sketch);
  const none: Measured = { measure: null, field: null, isMissing: false, isRatio: false };
  const found = (measure: Measure, field: FieldEntry | null = null): Measured => ({
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
  const { superlative } = sketch;
  // "is A faster than B": how long both take.
  const isPace = sketch.words.some(
    (word) => !sketch.taken.has(word.index) && hasTag(word, 'slower than', 'faster than'),
  );
  if (isPace && (!asked || asked.kind === 'how long')) {
    const field = durationField(work);
    if (field) {
      work.assumed.push(`the time taken is ${field.name}`);
      return found({ kind: 'average', field: field.name }, field);
    }
  }
  if (!asked && !superlative && sketch.bucket !== null) {
    const near = nearestNumber(work, 0, 0.75);
    const stream = near ? (linkOf(near.span, 'stream')?.score ?? 0) : 0;
    if (near && near.score > stream + 0.05) {
      claim(work, near.span, near.score);
      return { ...none, field: near.field };
    }
  }
  if (!asked) {
    if (superlative && LONG.includes(superlative.tag)) {
      const field = durationField(work);
      return field ? { ...none, field } : { ...none, isMissing: true };
    }
    if (superlative && ['dearest', 'cheapest', 'largest', 'smallest'].includes(superlative.tag)) {
      const implied = impliedField(work, superlative.at);
      const near = implied ? null : nearestNumber(work, superlative.at);
      const field =
        implied ??
        near?.field ??
        (superlative.tag === 'largest' || superlative.tag === 'smallest'
          ? (amountField(work) ?? withRole(fieldsOf(work), 'bytes'))
          : amountField(work));
      if (near) claim(work, near.span, near.score);
      return field ? { ...none, field } : none;
    }
    if (superlative?.tag === 'most' || superlative?.tag === 'least' || superlative?.tag === 'top') {
      const near = nearestNumber(work, superlative.at, 0.75);
      if (near && near.span.from > superlative.at && (linkOf(near.span, 'stream')?.score ?? 0) < near.score) {
        claim(work, near.span, near.score);
        const isSummed = isAdditive(near.field);
        return found({ kind: isSummed ? 'sum' : 'average', field: near.field.name }, near.field);
      }
      const money = isMoneyWord(work) ? amountField(work) : undefined;
      if (money) return found({ kind: 'sum', field: money.name }, money);
      return found({ kind: 'count' });
    }
    return none;
  }
  const { kind, at } = asked;
  if (kind === 'rate') {
    const before = work.spans.find((span) => span.to === at - 1 && isOpen(work, span));
    const stream = before ? (linkOf(before, 'stream')?.score ?? 0) : 0;
    const isShare = before !== undefined && stream < 0.6 && measureIn(before, 0.8) === null;
    if (isShare) return { ...none, measure: { kind: 'count' }, isRatio: true };
  }
  if (kind === 'count' || kind === 'rate') return counted(work, at) ?? found({ kind: 'count' });
  if (kind === 'distinct') {
    const span =
      spanAt(work, at + 1) ??
      work.spans.find((each) => isOpen(work, each) && categoryIn(each) !== null) ??
      null;
    const category = span && isOpen(work, span) ? categoryIn(span) : null;
    if (!span || !category) return { ...none, isMissing: true };
    claim(work, span, category.score);
    return found({ kind: 'distinct', field: category.field.name }, category.field);
  }
  const near = nearestNumber(work, at);
  const make = (field: FieldEntry): Measured =>
    kind === 'percentile'
      ? found({ kind: 'percentile', field: field.name, share: asked.share ?? 0.5 }, field)
      : found({ kind: fieldMeasure(kind), field: field.name }, field);
  if (near) {
    claim(work, near.span, near.score);
    const isLevel = kind === 'how much' && !isAdditive(near.field);
    return isLevel ? found({ kind: 'average', field: near.field.name }, near.field) : make(near.field);
  }
  if (
    sketch.measures.some((each) => each.kind === 'how long') ||
    LONG.includes(superlative?.tag ?? '') ||
    kind === 'percentile'
  ) {
    const field = durationField(work);
    if (field) {
      work.assumed.push(`the time taken is ${field.name}`);
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
    const field = amountField(work);
    const isStream = work.spans.some(
      (span) => isOpen(work, span) && (linkOf(span, 'stream')?.score ?? 0) > 0.7,
    );
    if (field && (isMoneyWord(work) || (kind !== 'sum' && isStream && !sketch.has('count')))) {
      work.assumed.push(`the amount is ${field.name}`);
      return make(field);
    }
    if (kind === 'sum') return found({ kind: 'count' });
    if ((kind === 'max' || kind === 'min') && superlative === null) return { ...none, isMissing: true };
  }
  return { ...none, isMissing: true };
}

/** "median and max of …": what is asked of the same field besides the first. */
export function measuresBeside({ measures }: Sketch, measure: Measure): Measure[] {
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
const isOwnId = ({ view }: Work, field: FieldEntry) =>
  field.roles[0] !== 'trace id' &&
  field.words.includes('id') &&
  field.stems.some((stem) => stem.length > 2 && view.telling.includes(stem));

/** "how many users" counts different users, "how many bytes" adds them up, "how many orders" counts rows. */
function counted(work: Work, at: number): Measured | null {
  const { sketch } = work;
  const span =
    spanAt(work, (sketch.words[at]?.phrase[1] ?? at) + 1) ??
    (sketch.language === 'zh' ? (work.spans.find((each) => isOpen(work, each)) ?? null) : null);
  if (!span || !isOpen(work, span)) return null;
  // Of "gateway messages" the messages are counted.
  const head = work.spans.find(({ from, isOptional }) => from === span.to + 1 && !isOptional);
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
    claim(work, span, number.score);
    return { ...none, measure: { kind: 'sum', field: number.field.name }, field: number.field };
  }
  const category = categoryIn(span, 0.6);
  if (!category || category.score <= Math.max(stream + 0.04, value, state)) return null;
  if (isNumeric(category.field) && !isIdentity(category.field)) return null;
  if (isOwnId(work, category.field)) return null;
  claim(work, span, category.score);
  return { ...none, measure: { kind: 'distinct', field: category.field.name }, field: category.field };
}
