import type { FieldEntry } from '../../data/fields/field.ts';
import { absenceFilters } from '../conditions/absence.ts';
import type { DraftReading } from '../conditions/draft-reading.ts';
import { type Filter, valueFilters } from '../conditions/filters.ts';
import { oppositeFilters } from '../conditions/merge-filters.ts';
import { numberFilters, ratingFilters } from '../conditions/number-filters.ts';
import { markSharedText } from '../conditions/shared-text.ts';
import { markUnits } from '../conditions/unit-words.ts';
import { zeroFilters } from '../conditions/zero.ts';

/** The conditions that the words of a question state. */
export interface StatedFilters {
  /** All but `opposed`, in the order of their words. */
  readonly filters: Filter[];
  /** Those that ask for a value and for all others, and so leave nothing out. */
  readonly opposed: readonly Filter[];
  /** Those that name values or states. */
  readonly values: readonly Filter[];
  /** What numbers limit, with the words of limits that fit no field. */
  readonly numbers: ReturnType<typeof numberFilters>;
}

/** Read the conditions that words state, and mark the spans that name them as used. `things` were read with the groups. */
export function statedFilters(
  draft: DraftReading,
  things: readonly Filter[],
  measured: FieldEntry | null,
): StatedFilters {
  const zeros = zeroFilters(draft);
  const absent = absenceFilters(draft);
  const numbers = numberFilters(draft, measured);
  const ratings = ratingFilters(draft);
  const values = valueFilters(draft);
  markUnits(draft, measured);
  const filters = [...things, ...zeros, ...absent, ...numbers.filters, ...ratings, ...values].sort(
    (a, b) => a.from - b.from,
  );
  const opposed = oppositeFilters(filters);
  for (const filter of opposed) filters.splice(filters.indexOf(filter), 1);
  markSharedText(draft, values);
  return { filters, opposed, values, numbers };
}
