import { categoryIn, type DraftReading, isUnused, markUsed } from '../conditions/draft-reading.ts';
import type { NumberCondition } from '../parse/comparison-words.ts';
import type { CountLimit, Measure } from '../query/logical-form.ts';

/** "users with more than 3 errors": how many records each group must have. The group is read where nothing else named it; null without one. */
export function countLimit(
  draft: DraftReading,
  { operator, quantity, from }: NumberCondition,
  measure: Measure | null,
  groupBy: string[],
): CountLimit | null {
  if (operator === 'between') return null;
  if (measure?.kind === 'distinct' && groupBy.length === 0) groupBy.push(measure.field);
  const before = draft.spans.filter(({ to }) => to < from).reverse();
  for (const span of groupBy.length > 0 ? [] : before) {
    const category = isUnused(draft, span) ? categoryIn(span, 0.6) : null;
    if (!category) continue;
    markUsed(draft, span, category.score);
    groupBy.push(category.field.name);
    break;
  }
  return groupBy.length > 0 ? { operator, value: quantity.value } : null;
}
