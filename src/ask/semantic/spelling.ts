import Fuse from 'fuse.js';
import type { Token } from './words.ts';

/** Puts the nearest known stem in the place of a misspelt word. */
export type CorrectSpelling = (tokens: readonly Token[]) => Token[];

const SHORTEST = 4;
/** Fuse's scores run from 0, the same, to 1; above this, words are more often other words than misspelt ones. */
const MOST_DIFFERENCE = 0.36;
const MOST_DIFFERENCE_OF_KNOWN = 0.21;
const MOST_REMEMBERED = 10_000;

const isWord = (text: string) => /^\p{L}+$/u.test(text);

/** Words share a bucket when they begin alike and are about as long: a misspelt first letter is rare. */
function createBuckets(stems: readonly string[]) {
  const alike = new Map<string, string[]>();
  const keyOf = (first: string, length: number) => `${first}${length}`;
  for (const stem of stems) {
    const key = keyOf(stem[0] as string, stem.length);
    alike.set(key, [...(alike.get(key) ?? []), stem]);
  }
  const buckets = new Map<string, Fuse<string>>();
  return (word: string): Fuse<string> => {
    const first = word[0] as string;
    const key = keyOf(first, word.length);
    let bucket = buckets.get(key);
    if (!bucket) {
      const near = [-1, 0, 1].flatMap((more) => alike.get(keyOf(first, word.length + more)) ?? []);
      bucket = new Fuse(near, { includeScore: true, threshold: MOST_DIFFERENCE, distance: 20 });
      buckets.set(key, bucket);
    }
    return bucket;
  };
}

/**
 * `frequent` are stems that others may be misspelt forms of; they are never touched. A rare word that the model knows
 * gives way only to one that is very near, since it may be a word of its own.
 */
export function createCorrectSpelling(
  frequent: readonly string[],
  isKnown: (stem: string) => boolean,
): CorrectSpelling {
  const right = frequent.filter((stem) => isWord(stem) && stem.length >= SHORTEST);
  const isRight = new Set(frequent);
  const bucketOf = createBuckets(right);
  const corrected = new Map<string, string>();

  function correct(stem: string): string {
    const known = corrected.get(stem);
    if (known !== undefined) return known;
    const [best] = bucketOf(stem).search(stem, { limit: 1 });
    const isNear = (best?.score ?? 1) <= (isKnown(stem) ? MOST_DIFFERENCE_OF_KNOWN : MOST_DIFFERENCE);
    const found = best && isNear ? best.item : stem;
    if (corrected.size < MOST_REMEMBERED) corrected.set(stem, found);
    return found;
  }

  return (tokens) =>
    tokens.map((token) => {
      if (
        token.span ||
        token.isName ||
        token.stem.length < SHORTEST ||
        !isWord(token.stem) ||
        isRight.has(token.stem)
      )
        return token;
      const stem = correct(token.stem);
      return stem === token.stem ? token : { ...token, text: stem, stem };
    });
}
