import Fuse from 'fuse.js';
import { isWord, stemOf, type Token } from './words.ts';

/** Puts the nearest known stem in the place of a misspelt word. */
export type CorrectSpelling = (tokens: readonly Token[]) => Token[];

const SHORTEST = 4;
/** Fuse's scores run from 0, the same, to 1; above this, words are more often other words than misspelt ones. */
const MOST_DIFFERENCE = 0.36;
const MOST_DIFFERENCE_OF_KNOWN = 0.21;
const MOST_REMEMBERED = 10_000;

/** Stems of a word with two neighbors swapped back, or with a letter that was typed twice taken out. */
function slipsOf(word: string): { readonly swapped: string[]; readonly doubled: string[] } {
  const swapped: string[] = [];
  const doubled: string[] = [];
  for (let at = 0; at < word.length - 1; at += 1) {
    const [before, letter, next, after] = [word.slice(0, at), word[at], word[at + 1], word.slice(at + 2)];
    if (letter === next) doubled.push(stemOf(`${before}${letter}${after}`));
    else swapped.push(stemOf(`${before}${next}${letter}${after}`));
  }
  return { swapped, doubled };
}

/** Words share a bucket when they begin alike and are about as long: a misspelt first letter is rare. */
function createBuckets(stems: readonly string[]) {
  const keyOf = (first: string, length: number) => `${first}${length}`;
  const alike = Map.groupBy(stems, (stem) => keyOf(stem.charAt(0), stem.length));
  const buckets = new Map<string, Fuse<string>>();
  return (word: string): Fuse<string> => {
    const first = word.charAt(0);
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
 * `frequent` are stems that others may be misspelt forms of, the most frequent first; they are never touched. A rare word
 * that the model knows gives way only to one that is very near, since it may be a word of its own.
 */
export function createCorrectSpelling(
  frequent: readonly string[],
  isKnown: (stem: string) => boolean,
): CorrectSpelling {
  const right = frequent.filter((stem) => isWord(stem) && stem.length >= SHORTEST);
  const ranks = new Map(frequent.map((stem, rank) => [stem, rank]));
  const rankOf = (stem: string) => ranks.get(stem) ?? Number.POSITIVE_INFINITY;
  const bucketOf = createBuckets(right);
  const corrected = new Map<string, string>();

  function correct({ text, stem }: Token): string {
    const { swapped, doubled } = slipsOf(text);
    const [slip] = (isKnown(stem) ? swapped : [...swapped, ...doubled])
      .filter((word) => ranks.has(word))
      .sort((a, b) => rankOf(a) - rankOf(b));
    if (slip !== undefined) return slip;
    const [best] = bucketOf(stem).search(stem, { limit: 1 });
    const isNear = (best?.score ?? 1) <= (isKnown(stem) ? MOST_DIFFERENCE_OF_KNOWN : MOST_DIFFERENCE);
    return best && isNear ? best.item : stem;
  }

  return (tokens) =>
    tokens.map((token) => {
      if (
        token.span ||
        token.isName ||
        token.stem.length < SHORTEST - 1 ||
        token.text.length < SHORTEST ||
        !isWord(token.stem) ||
        ranks.has(token.stem)
      )
        return token;
      const stem = corrected.get(token.text) ?? correct(token);
      if (corrected.size < MOST_REMEMBERED) corrected.set(token.text, stem);
      return stem === token.stem ? token : { ...token, text: stem, stem };
    });
}
