import { hasTag, type TaggedWord } from '../../language/tagged-words.ts';

/** Words that leave out what stands before them: "gateway excluded", "staging not included". */
const POSTPOSED =
  /^(?:excluded|excepted|omitted|ignored|aside|left out|not (?:included|counted|counting)|ausgenommen|ausgeschlossen|weggelassen|exclu(?:e|s|es)?|excluid[oa]s?|omitid[oa]s?|aparte|除外|以外|之外)$/;
const LONGEST_WORDS = 2;
/** Words of the last name in a list. */
const MOST_WORDS = 3;

/** What parsing knows of the words. */
export interface NegationReader {
  readonly request: string;
  readonly words: readonly TaggedWord[];
  /** Whether a word is content that no time or number takes. */
  readonly isContent: (at: number) => boolean;
  /** Whether a word begins a "not" that no time or number takes. */
  readonly isNot: (at: number) => boolean;
  /** The first word after a phrase that is no filler. */
  readonly afterPhrase: (at: number) => number;
}

/** What is negated, and the words that say so behind it. */
export interface Negations {
  /** The first word of each. */
  readonly starts: readonly number[];
  readonly behind: readonly number[];
}

/** The number of words from `at` on that leave out what stands before them; 0 for none. */
function postposedAt({ words, isContent }: NegationReader, at: number): number {
  if (!isContent(at - 1)) return 0;
  for (let count = LONGEST_WORDS; count > 0; count--) {
    const row = words.slice(at, at + count);
    const text = row.map(({ folded }) => folded).join(' ');
    // "excluded patients" are some of them.
    if (row.length === count && POSTPOSED.test(text) && !isContent(at + count)) return count;
  }
  return 0;
}

/** The first word of what is left out before a word: the words in a row, and the others of a list with "and". */
function startBefore({ request, words, isContent }: NegationReader, at: number): number {
  const isTogether = (index: number) =>
    !/[,;:]/.test(request.slice(words[index]?.end ?? 0, words[index + 1]?.start ?? 0));
  let start = at - 1;
  while (start > 0 && at - start < MOST_WORDS && isContent(start - 1) && isTogether(start - 1)) start -= 1;
  const isListed = hasTag(words[start - 1], 'and', 'or') && isContent(start - 2);
  return isListed ? startBefore({ request, words, isContent } as NegationReader, start - 1) : start;
}

/** What the words negate, before or behind them. */
export function negationsIn(reader: NegationReader): Negations {
  const starts: number[] = [];
  const behind: number[] = [];
  for (let at = 0; at < reader.words.length; at++) {
    const count = postposedAt(reader, at);
    if (count > 0) {
      starts.push(startBefore(reader, at));
      behind.push(...Array.from({ length: count }, (_, index) => at + index));
      at += count - 1;
    } else if (reader.isNot(at)) starts.push(reader.afterPhrase(at));
  }
  return { starts, behind };
}
