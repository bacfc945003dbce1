import { hasTag, type TaggedWord, unitIn } from '../../language/tagged-words.ts';
import { currencyOf } from './quantities.ts';

const MEASURED: ReadonlySet<string> = new Set(['max', 'min', 'average', 'sum', 'median']);

const IN = /^(?:in|en|em)$/;
const SMALL_MONEY = /^(?:cents?|pence|centimes?|centavos?|centimos?)$/;

/** "not in cents": the words for a unit that the answer is not wanted in; null for none. Amounts are told in whole ones anyway. */
export function unitDenied(
  words: readonly TaggedWord[],
): { readonly from: number; readonly to: number } | null {
  const at = words.findIndex(
    (word, index) =>
      SMALL_MONEY.test(word.folded) &&
      IN.test(words[index - 1]?.folded ?? '') &&
      words.slice(Math.max(0, index - 3), index).some((each) => hasTag(each, 'not')),
  );
  return at < 0
    ? null
    : { from: words.findIndex((word, index) => index >= at - 3 && hasTag(word, 'not')), to: at };
}

/**
 * "the longest delay, and of how many minutes was it": the words that ask for the unit of what is measured anyway, and count nothing. Takes
 * the count out of `measures`; null where none asks so.
 */
export function unitAsked(
  measures: Array<{ readonly kind: string; readonly at: number }>,
  words: readonly TaggedWord[],
): { readonly from: number; readonly to: number } | null {
  if (!measures.some(({ kind }) => MEASURED.has(kind))) return null;
  const unitAt = (at: number) => (words[at]?.phrase[1] ?? at) + 1;
  const index = measures.findIndex(({ kind, at }) => {
    const unit = words[unitAt(at)];
    return (
      kind === 'count' &&
      at > 0 &&
      (unitIn(unit) !== null || currencyOf(unit?.folded ?? '').currency !== undefined)
    );
  });
  const [asked] = index < 0 ? [] : measures.splice(index, 1);
  return asked ? { from: words[asked.at]?.phrase[0] ?? asked.at, to: unitAt(asked.at) } : null;
}
