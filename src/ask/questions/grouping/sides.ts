import { hasTag } from '../../language/tagged-words.ts';
import type { DraftReading } from '../conditions/draft-reading.ts';
import type { Filter } from '../conditions/filters.ts';
import type { Measure } from '../query/logical-form.ts';

/** "how many succeeded versus failed": a state and its opposite, each counted by itself. */
export interface Sides {
  readonly measure: Measure;
  readonly also: readonly Measure[];
}

/** Whether a "versus" stands between two conditions: they are compared, and no periods. */
const isAgainst = ({ parsed: { words, taken } }: DraftReading, a: Filter, b: Filter): boolean =>
  words
    .slice(Math.min(a.to, b.to) + 1, Math.max(a.from, b.from))
    .some((word) => !taken.has(word.index) && hasTag(word, 'versus', 'than', 'and', 'or'));

/**
 * The two sides of a state and its opposite over a field that has more values than these, such as the level of a log line; null where the
 * values of the field are the sides.
 */
export function sidesOfState(draft: DraftReading, opposed: readonly Filter[]): Sides | null {
  const [first, second, ...rest] = opposed;
  if (!first || !second || rest.length > 0 || !first.isState || !second.isState) return null;
  if (first.condition.kind !== 'in' || !isAgainst(draft, first, second)) return null;
  const { field } = first.condition;
  const values = draft.view.fields.find((known) => known.field.name === field)?.field.values ?? [];
  if (values.length <= 2) return null;
  return {
    measure: { kind: 'matching', of: [first.condition] },
    also: [{ kind: 'matching', of: [second.condition] }],
  };
}
