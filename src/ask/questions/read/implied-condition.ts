import type { FieldEntry } from '../../data/fields/field.ts';
import {
  createdText,
  creationCondition,
  isFilled,
  isNewWord,
  thingOfEvents,
} from '../conditions/creation-state.ts';
import { type DraftReading, markUsed } from '../conditions/draft-reading.ts';
import { earnedCondition, speaksOfSales } from '../conditions/earned.ts';
import { conditionText } from '../query/condition-text.ts';
import type { Condition, Measure } from '../query/logical-form.ts';

/** A condition that words mean and do not state. */
export interface ImpliedCondition {
  readonly condition: Condition;
  /** It keeps the first record of each thing; else those of money that moved, or of what was sold. */
  readonly isCreation: boolean;
}

/**
 * The condition that a measure of all records takes for granted, and says so: each thing counts once, when it is new, or
 * what was refused brings no money. Null for none. `countsThings`: things may be counted once each.
 */
export function impliedCondition(
  draft: DraftReading,
  measure: Measure | null,
  field: FieldEntry | null,
  where: readonly Condition[],
  groupBy: readonly string[],
  countsThings: boolean,
): ImpliedCondition | null {
  const stated = measure?.kind === 'ratio' ? [...where, ...measure.of] : where;
  const thing = thingOfEvents(draft, stated, groupBy);
  const isOfThing =
    thing !== null &&
    (field === null || (measure?.kind === 'distinct' && field.stems.includes(thing.noun))) &&
    (countsThings || measure?.kind === 'ratio');
  const isHeld =
    field === null ||
    (measure?.kind === 'distinct' && speaksOfSales(draft.parsed.request)) ||
    isFilled(draft.view, field.name);
  const newWords = draft.spans.filter((span) => isNewWord(span));
  const isOfNew = countsThings && (isHeld || newWords.length > 0);
  const first = isOfThing ? thing.condition : isOfNew ? creationCondition(draft, where, groupBy) : null;
  if (isOfThing) markUsed(draft, thing.span, 0.9);
  if (first) {
    draft.assumed.push(`one is counted when ${first.kind === 'in' ? createdText(first.values[0]) : ''}`);
    for (const span of newWords) if ((draft.used.get(span) ?? 0) < 0.9) markUsed(draft, span, 0.97);
    return { condition: first, isCreation: true };
  }
  const earned = earnedCondition(draft, measure, field, where);
  if (!earned) return null;
  draft.assumed.push(
    `${measure?.kind === 'sum' ? 'money counts' : 'what was sold is counted'} where ${conditionText(earned)}`,
  );
  return { condition: earned, isCreation: false };
}
