import type { Language, Tag } from '../../language/lexicon/lexicon.ts';
import { hasTag, numberIn, type TaggedWord, unitIn } from '../../language/tagged-words.ts';

/** Words beside which a number says how many are wanted. */
const ORDERS: readonly Tag[] = [
  'top',
  'bottom',
  'newest',
  'oldest',
  'first',
  'last',
  'slowest',
  'fastest',
  'largest',
  'smallest',
  'dearest',
  'cheapest',
  'most',
  'least',
  'busiest',
  'show',
  'max',
  'min',
  't:last',
];
const RANKED: readonly Tag[] = ['most', 'least', 'largest', 'smallest', 'slowest', 'fastest', 'busiest'];
/** Numbers that are codes of HTTP wherever they stand. */
const CODES: ReadonlySet<number> = new Set([
  200, 201, 204, 301, 302, 304, 400, 401, 403, 404, 405, 409, 410, 422, 429, 499, 500, 501, 502, 503, 504,
]);
const MOST = 1000;
/** More than these are asked for with an order beside them. */
const FEW = 100;

interface Reader {
  /** Whether a word that nothing took has one of the tags. */
  readonly is: (at: number, ...tags: Tag[]) => boolean;
  readonly isTaken: (at: number) => boolean;
  readonly isFiller: (at: number) => boolean;
  /** The word after the phrase of a word. */
  readonly past: (at: number) => number;
  readonly language: Language;
}

/** How many records or groups are wanted, as in "top 5", and the word that says it; null where none does. */
export function limitIn(
  words: readonly TaggedWord[],
  { is, isTaken, isFiller, past, language }: Reader,
): { readonly limit: number; readonly at: number } | null {
  for (const [at, word] of words.entries()) {
    const value = numberIn(word);
    if (isTaken(at) || value === null || !Number.isInteger(value) || value < 1 || value > MOST) continue;
    if (word.unit !== undefined || (word.kind !== 'number' && value < 2) || CODES.has(value)) continue;
    const next = words[at + 1];
    if (unitIn(next) !== null && word.kind === 'number' && (next?.folded.length ?? 0) > 1) continue;
    const before = at - 1;
    const isOrdered =
      ORDERS.some((tag) => is(before, tag) || is(past(at), tag)) ||
      (isFiller(before) && ORDERS.some((tag) => is(before - 1, tag) && tag !== 'max' && tag !== 'min'));
    // "as 2 exceções mais frequentes"
    const isFollowed =
      language !== 'en' && value <= FEW && [2, 3].some((after) => is(at + after, 'most', 'least', 'slowest'));
    // "three shops with the highest turnover"
    const isRanked = [2, 3].some(
      (after) =>
        /^(?:with|having)$/.test(words[at + after]?.folded ?? '') &&
        [1, 2].some((next) => is(at + after + next, 'max', 'min', 'most', 'least')),
    );
    // "which five shops took the most"
    const isWhich =
      is(before, 'which') &&
      value <= FEW &&
      words.slice(at + 1).some(({ index }) => RANKED.some((tag) => is(index, tag)));
    const isAll = words[before]?.folded === 'all' && (next === undefined || next.kind === 'symbol');
    const isNumberShown = is(before, 'show') && value >= FEW && hasTag(next, 'records', 'which');
    if ((isOrdered || isFollowed || isRanked || isWhich || isAll) && !isNumberShown)
      return { limit: value, at };
  }
  return null;
}
