import { editDistance } from './word-forms.ts';

/** Function words and common states whose slips are mended; others could be content. */
const MENDED =
  'slow last past previous days weeks months which what many much show yesterday today average between latest slowest hours hour minutes minute during median maximum minimum number percentage compared happen happened there where count since before after errors error exception exceptions failed failures requests longest highest lowest total every without except different distinct unique week month records altogether together biggest smallest frequent frequently often people anyone anybody something someone ready reject rejects first successful successfully unsuccessful completed cancelled received delivered'.split(
    ' ',
  );

/** One of them is none, and neither are several. */
const isKnown = new Set(MENDED.flatMap((word) => [word, word.replace(/s$/, ''), `${word}s`]));

/** Words of their own that differ by one letter from a function word. */
const NO_SLIPS = new Set('district districts house read'.split(' '));

/** Slips in words too short for letters to be counted. */
const SHORT_SLIPS: ReadonlyMap<string, string> = new Map([
  ['teh', 'the'],
  ['hte', 'the'],
  ['adn', 'and'],
  ['nad', 'and'],
  ['hwo', 'how'],
  ['mny', 'many'],
]);

/** The function word that a slip of the hand stands for; null for any other word. */
export function correctedFunctionWord(word: string): string | null {
  const short = SHORT_SLIPS.get(word);
  if (short !== undefined) return short;
  if (word.length < 4 || isKnown.has(word) || NO_SLIPS.has(word) || !/^[a-z]+$/.test(word)) return null;
  const most = word.length >= 8 ? 2 : 1;
  const found = MENDED.find(
    (known) =>
      known.length >= 4 &&
      known[0] === word[0] &&
      Math.abs(known.length - word.length) <= most &&
      editDistance(word, known, most) <= most,
  );
  if (found === undefined) return null;
  // Words of four letters differ by one letter too often: only swapped or missing letters count there.
  const isSwap = [...word].sort().join('') === [...found].sort().join('');
  return found.length >= 6 || isSwap || found.length - word.length === 1 ? found : null;
}
