import type { FieldEntry } from '../../data/fields/field.ts';
import { stemOf } from '../../language/word-forms.ts';
import {
  bestScore,
  type DraftReading,
  type FieldLink,
  fieldLinks,
  isUnused,
  markUsed,
} from '../conditions/draft-reading.ts';
import { tellsWhatHappened } from '../link/fields.ts';
import type { Span } from '../link/spans.ts';

/** Fields whose names fit as well. */
const AS_WELL = 0.02;
const NAMED_TOO = 0.55;

/** Of fields that a noun names alike, the one that other words name too: of "which port do they leave from" that of the departure. */
export function namedBeside(draft: DraftReading, span: Span, category: FieldLink | null): FieldLink | null {
  if (category === null) return null;
  const alike = fieldLinks(span).filter(({ score }) => Math.abs(score - category.score) <= AS_WELL);
  for (const link of alike.length > 1 ? alike : []) {
    const beside = draft.spans.find(
      (other) =>
        other !== span &&
        isUnused(draft, other) &&
        fieldLinks(other)[0]?.field === link.field &&
        bestScore(other) >= NAMED_TOO,
    );
    if (beside === undefined) continue;
    markUsed(draft, beside, SAID_BY_FIELD);
    return link;
  }
  return category;
}
const SAID_BY_FIELD = 0.75;

/** Whether words are parts of the name of a field, and no synonyms of it. */
export const isNamedIn = ({ stems }: FieldEntry, { words }: Span): boolean =>
  words.some(({ forms }) => forms.some((form) => stems.includes(stemOf(form))));

const SIZES: readonly string[] = ['largest', 'smallest', 'dearest', 'cheapest', 'slowest', 'fastest'];

/** "the largest payout" of a stream of payouts with an ID for each: one of the records, however many tell of it. */
export const isSizeOfOwn = (
  { parsed, view }: DraftReading,
  { words, stems, valuesComplete }: FieldEntry,
): boolean =>
  !valuesComplete &&
  SIZES.includes(parsed.superlative?.tag ?? '') &&
  words.includes('id') &&
  stems.some((stem) => stem.length > 2 && stem === view.telling.at(-1));

/** Whether a noun is what happened rather than a part of the name of a field. */
export const isEventAbove = (
  value: Extract<Span['links'][number], { kind: 'value' }> | null,
  { score }: FieldLink,
): boolean =>
  value !== null && value.score > score && score < NAMED_IN_PART && tellsWhatHappened(value.field);
const NAMED_IN_PART = 0.75;
