import type { FieldEntry } from '../../data/fields/field.ts';
import type { DraftReading } from '../conditions/draft-reading.ts';
import type { ReadMeasure } from '../conditions/measures.ts';
import type { Measure } from '../query/logical-form.ts';

/**
 * "how many orders per hour on average", "average number of errors per host": no number of the records is averaged, but how many there are.
 * Null where words ask for something else.
 */
export function averageCount(
  { parsed }: DraftReading,
  { isMissing }: ReadMeasure,
  groups: readonly FieldEntry[],
): Measure | null {
  const isAverage = parsed.measures.some(({ kind }) => kind === 'average');
  const isCounted = parsed.measures.some(({ kind }) => kind === 'count');
  if (!isMissing || !isAverage || !isCounted) return null;
  if (parsed.bucket !== null) return { kind: 'count' };
  const [group] = groups;
  return group && groups.length === 1 && parsed.superlative === null
    ? { kind: 'count per', per: group.name }
    : null;
}
