import { distance } from './words.ts';

/** Function words whose slips are mended; others could be content. */
const MENDED =
  'which what many much show yesterday today average between latest slowest hours hour minutes minute during median maximum minimum number percentage compared happen happened there where count since before after errors error failed failures requests longest highest lowest total every without except different distinct unique week month'.split(
    ' ',
  );

const isKnown = new Set(MENDED);

/** Words of their own that differ by one letter from a function word. */
const NO_SLIPS = new Set('district districts house'.split(' '));

/** The function word that a slip of the hand stands for; null for any other word. */
export function mended(word: string): string | null {
  if (word.length < 4 || isKnown.has(word) || NO_SLIPS.has(word) || !/^[a-z]+$/.test(word)) return null;
  const most = word.length >= 8 ? 2 : 1;
  const found = MENDED.find(
    (known) =>
      known.length >= 4 &&
      known[0] === word[0] &&
      Math.abs(known.length - word.length) <= most &&
      distance(word, known, most) <= most,
  );
  if (found === undefined) return null;
  // Words of four letters differ by one letter too often: only swapped or missing letters count there.
  const isSwap = [...word].sort().join('') === [...found].sort().join('');
  return found.length >= 6 || isSwap || found.length - word.length === 1 ? found : null;
}

/** Verbs of two words, by the one word that systems write. */
const PHRASAL: ReadonlyArray<readonly [RegExp, string]> = [
  [/\bturned down\b/gi, 'declined'],
  [/\b(?:(?:fail(?:s|ed)? to|not|n't|never) (?:go|come)|did not go) through\b/gi, 'failed'],
  [/\b(?:went|gone|go|goes|came) through\b/gi, 'successful'],
  [/\b(?:went|gone|go|goes|going) wrong\b/gi, 'failed'],
  [/\b(?:did not|didnt|didn't|never) (?:turn|show) up\b/gi, 'noshow'],
  [/\bno[- ]shows?\b/gi, 'noshow'],
  [/\block(?:ed)?[- ]?outs?\b/gi, 'locked'],
  [/\btim(?:ed|ing|es) out\b/gi, 'timeout'],
  [/\bshut(?:ting)? down\b/gi, 'shutdown'],
  [/\bsent back\b/gi, 'returned'],
  [/\bcalled off\b/gi, 'cancelled'],
  [/\bfell over\b/gi, 'crashed'],
];

/** A request with verbs of two words as one. */
export const withoutPhrasal = (request: string): string =>
  PHRASAL.reduce((text, [form, word]) => text.replaceAll(form, word), request);
