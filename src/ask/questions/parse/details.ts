import type { Tag } from '../../language/lexicon/lexicon.ts';
import { hasTag, type TaggedWord } from '../../language/tagged-words.ts';

/** Tags of the words that ask for something by themselves: a clause with one is a question of its own. */
const OWN_QUESTION: readonly Tag[] = [
  'count',
  'sum',
  'average',
  'median',
  'max',
  'min',
  'distinct',
  'ratio',
  'rate',
  'most',
  'least',
  'top',
  'bottom',
  'slowest',
  'fastest',
  'largest',
  'smallest',
  'dearest',
  'cheapest',
  'newest',
  'oldest',
  'by',
  'than',
  'versus',
  'compare',
  'change',
  't:before',
  't:after',
  'every hour',
  'every day',
  'every minute',
];
/** What the clause before asks for, so that more of the same record can be asked beside it. */
const ASKS: readonly Tag[] = [
  'which',
  'who',
  'when',
  'exists',
  'show',
  'first',
  'last',
  'newest',
  'oldest',
  'slowest',
  'fastest',
  'largest',
  'smallest',
  'dearest',
  'cheapest',
];
const ASKED_BESIDE: readonly Tag[] = ['which', 'who', 'how much', 'how long', 'values'];
/** A list of nouns alone is not longer. */
const MOST_WORDS = 6;

const BREAK = /[,:;?()，：；？（）]|\s[-–]\s/;

/**
 * The first word of a clause at the end that asks for more of the record that the question is about: "the slowest request, which page and how
 * long", "the biggest order: who and how much", "the slowest ones? path and seconds". Null without one.
 */
export function detailsAt(request: string, words: readonly TaggedWord[], isYesOrNo: boolean): number | null {
  for (let at = 2; at < words.length; at++) {
    const before = words[at - 1] as TaggedWord;
    const [word] = words.slice(at);
    if (word === undefined || word.kind === 'symbol') continue;
    const said = words.slice(0, at).findLast(({ kind }) => kind !== 'symbol');
    const between = request.slice(said?.end ?? 0, word.start);
    const isBreak = BREAK.test(between);
    if (!isBreak && !(hasTag(before, 'and') && before.kind === 'word')) continue;
    const rest = words.slice(at);
    const start = rest.findIndex(
      (word) => !hasTag(word, 'and', 'preposition') || hasTag(word, ...ASKED_BESIDE),
    );
    const first = rest[start];
    if (first === undefined || rest.some((word) => hasTag(word, ...OWN_QUESTION))) continue;
    const asks = isYesOrNo || words.slice(0, at - 1).some((word) => hasTag(word, ...ASKS));
    const isAskedBeside = hasTag(first, ...ASKED_BESIDE);
    const isList =
      /[:?]/.test(between) &&
      rest.length <= MOST_WORDS &&
      rest.every((word) => word.kind === 'word' || word.kind === 'symbol') &&
      rest.some(({ meanings }) => meanings.length === 0);
    if (asks && (isAskedBeside || isList)) return at;
  }
  return null;
}
