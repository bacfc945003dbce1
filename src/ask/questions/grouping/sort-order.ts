import { writtenText } from '../../language/tagged-words.ts';
import {
  categoryIn,
  type DraftReading,
  fieldsOf,
  isUnused,
  markUsed,
  measureIn,
  spanAt,
} from '../conditions/draft-reading.ts';
import type { ParsedQuestion } from '../parse/parse-question.ts';
import { amountField, durationField } from '../conditions/measured-fields.ts';
import type { FieldEntry } from '../../data/fields/field.ts';
import type { LogicalForm, Measure } from '../query/logical-form.ts';
import type { Filter } from '../conditions/filters.ts';

/** What a noun must be surely to be ordered by. */
const NAMED = 0.6;

/** The order that the words ask for, before it is known what is ordered. */
export interface AskedOrder {
  /** The field that a noun or a superlative names; null for none. */
  readonly field: FieldEntry | null;
  /** As written. */
  readonly text: string;
}

/** Read the noun of "sorted by duration" and mark it as used; null where the words ask for no order, or for groups by that noun. */
export function readSort(draft: DraftReading): AskedOrder | null {
  const { sort, words } = draft.parsed;
  if (!sort) return null;
  const span = sort.noun === null ? null : spanAt(draft, sort.noun);
  const number = span && measureIn(span, NAMED);
  const category = span && categoryIn(span, NAMED);
  const link = number && number.score >= (category?.score ?? 0) ? number : category;
  if (sort.isCue && link !== number) return null;
  if (span && link && isUnused(draft, span)) markUsed(draft, span, link.score);
  const [from = 0] = sort.words;
  const to = Math.max(sort.words.at(-1) ?? from, (link && span?.to) || 0);
  return { field: link?.field ?? null, text: writtenText(words.slice(from, to + 1)) };
}

/** The number that "slowest first" is about in a list of records. */
function statedField(draft: DraftReading, filters: readonly Filter[]): FieldEntry | null {
  const { sort } = draft.parsed;
  if (sort?.tag === 'slowest' || sort?.tag === 'fastest') return durationField(draft) ?? null;
  if (sort?.tag === 'dearest' || sort?.tag === 'cheapest') return amountField(draft) ?? null;
  // "over 500 euros, highest first": of the number that is limited.
  const limited = filters.flatMap(({ condition }) =>
    condition.kind === 'compare' || condition.kind === 'between' ? [condition.field] : [],
  );
  return limited.length === 1 ? (fieldsOf(draft).find(({ name }) => name === limited[0]) ?? null) : null;
}

/** What is ordered: the answer without its order. */
interface Ordered {
  readonly answer: LogicalForm['answer'];
  readonly measure: Measure | null;
  readonly groupBy: readonly string[];
  readonly filters: readonly Filter[];
}

const EXTREMES = new Set(['max', 'min', 'largest', 'smallest', 'most', 'least', 'busiest']);

/** The order of an answer as the words ask for it; null where the answer cannot have it. */
export function sortedBy(
  draft: DraftReading,
  { field }: AskedOrder,
  { answer, measure, groupBy, filters }: Ordered,
): LogicalForm['order'] | null {
  const { sort } = draft.parsed;
  if (!sort) return null;
  const { by, tag } = sort;
  // "top 5 ascending" would be the bottom 5.
  if (draft.parsed.limit !== null && draft.parsed.superlative !== null && by !== 'name') {
    if ((sort.descending ?? draft.parsed.superlative.descending) !== draft.parsed.superlative.descending)
      return null;
  }
  if (answer === 'table' || answer === 'kinds' || answer === 'values') {
    const ofMeasure = { by: 'measure', descending: sort.descending ?? true };
    if (by === 'name' || (field && groupBy[0] === field.name))
      return { by: 'group', descending: sort.descending ?? false };
    if (by === 'count') return measure?.kind === 'count' || measure?.kind === 'rate' ? ofMeasure : null;
    if (by === null) return ofMeasure;
    const measured = measure && 'field' in measure ? measure.field : null;
    if (field) return field.name === measured ? ofMeasure : null;
    if (tag === 'slowest' || tag === 'fastest')
      return measured !== null && durationField(draft)?.name === measured ? ofMeasure : null;
    return tag !== null && EXTREMES.has(tag) ? ofMeasure : null;
  }
  if (answer === 'series')
    return (by === 'time' || by === null) && sort.descending !== true
      ? { by: 'time', descending: false }
      : null;
  if (answer !== 'rows') return null;
  if (by === 'time' || by === null) return { by: 'time', descending: sort.descending ?? true };
  if (by === 'count') return null;
  const named = by === 'name' ? nameField(draft) : (field ?? statedField(draft, filters));
  const isText = by === 'name' || named?.type === 'text';
  return named ? { by: named.name, descending: sort.descending ?? !isText } : null;
}

/** The field that is a name by what it is called. */
const nameField = (draft: DraftReading): FieldEntry | null => {
  const found = fieldsOf(draft).filter(({ words }) => words.includes('name'));
  return found.length === 1 ? (found[0] ?? null) : null;
};

/** The order of the series of a metric as the words ask for it; null where they cannot have it. */
export function sortedSeries(
  { sort }: ParsedQuestion,
  answer: LogicalForm['answer'],
): LogicalForm['order'] | null {
  if (!sort || answer !== 'table') return null;
  if (sort.by === 'name') return { by: 'group', descending: sort.descending ?? false };
  const isOfValue = sort.by === null || (sort.by === 'stated' && EXTREMES.has(sort.tag ?? ''));
  return isOfValue ? { by: 'measure', descending: sort.descending ?? true } : null;
}
