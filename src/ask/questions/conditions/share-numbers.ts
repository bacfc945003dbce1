import type { FieldEntry } from '../../data/fields/field.ts';
import type { Span } from '../link/spans.ts';
import { type DraftReading, isUnused, markUsed, measureIn } from './draft-reading.ts';
import { amountField, isAdditive, MONEY_ALONE } from './measured-fields.ts';

/** A number that is added up for a share, with the words for it. */
export interface ShareNumber {
  readonly span: Span;
  readonly field: FieldEntry;
}

/** How sure a number must be that is added up for a share. */
const NAMED = 0.75;
const NAMED_MONEY = 0.8;
const TO = /^(?:to|per|zu|pro|a|por|par)$/;
const AS = /^(?:as|als|en|como|comme)$/;
const MOST_BETWEEN = 2;

/** "share of the revenue", "paid as a percentage of billed": numbers that are added up, in their order; marks their words used. */
export function shareNumbers(draft: DraftReading): ShareNumber[] {
  return draft.spans.flatMap((span): ShareNumber[] => {
    if (!isUnused(draft, span) || span.isOptional) return [];
    const link = measureIn(span, NAMED);
    const others = span.links.filter(({ kind }) => kind !== 'field').map(({ score }) => score);
    const isNamed = link !== null && isAdditive(link.field) && link.score > Math.max(0, ...others);
    const isMoney = MONEY_ALONE.test(span.words.at(-1)?.folded ?? '');
    const field = isNamed ? link.field : isMoney ? amountField(draft) : undefined;
    if (!field) return [];
    markUsed(draft, span, isNamed ? link.score : NAMED_MONEY);
    return [{ span, field }];
  });
}

/** Whether words tell the part before the whole, as in "X as a share of Y". */
export const isPartOfWhole = ({ parsed: { words } }: DraftReading, at: number): boolean =>
  words.slice(Math.max(0, at - MOST_BETWEEN), at + 1).some(({ folded }) => AS.test(folded));

/** The numbers that a share is of; null where records are counted. `hasPart`: conditions say what the part is. */
export function sumsOf(
  draft: DraftReading,
  numbers: readonly ShareNumber[],
  at: number,
  hasPart: boolean,
): { readonly sum: string; readonly perSum?: string } | null {
  const [first, second] = numbers;
  if (!first) return null;
  if (!second || first.field === second.field) return { sum: first.field.name };
  // Of "the share of the billed amount that was paid" the first is the whole, and of "paid to billed" the second.
  const isTo = draft.parsed.words
    .slice(first.span.to + 1, second.span.from)
    .some(({ folded }) => TO.test(folded));
  const [part, whole] = first.span.from > at && !isTo ? [second, first] : [first, second];
  return hasPart && !isTo && !isPartOfWhole(draft, at)
    ? { sum: first.field.name }
    : { sum: part.field.name, perSum: whole.field.name };
}
