import { ABBREVIATIONS, FOREIGN, PLAIN } from './name-words.ts';

/** Parts that a word written together may hold although they are short. */
const SHORT_PARTS = new Set(['id', 'ip', 'no', 'nr', 'ms', 'ns', 'us', 'ts', 'cd', 'db', 'os', 'uri', 'url']);

const known = (part: string) => part in FOREIGN || PLAIN.has(part) || part in ABBREVIATIONS;

const isPart = (part: string) => (part.length > 2 ? known(part) : SHORT_PARTS.has(part));

/** Letters that German puts between the parts of a word. */
const LINKS = ['', 's', 'n', 'en'];

/** A name in lower case, without accents. */
export const plainLetters = (text: string) =>
  text
    .toLowerCase()
    .replaceAll('ä', 'ae')
    .replaceAll('ö', 'oe')
    .replaceAll('ü', 'ue')
    .replaceAll('ß', 'ss')
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '');

/** A word cut into known parts, as few as can be; the word alone where it does not consist of them. */
function cut(word: string): readonly string[] {
  if (known(word) || word.length < 5 || /\d/.test(word)) return [word];
  const best: Array<readonly string[] | null> = [[]];
  for (let end = 1; end <= word.length; end++) {
    best[end] = null;
    for (let start = 0; start < end; start++) {
      const before = best[start];
      if (!before) continue;
      const text = word.slice(start, end);
      const part = LINKS.map((link) =>
        text.endsWith(link) ? text.slice(0, text.length - link.length) : '',
      ).find((stem, index) => isPart(stem) && (index === 0 || (stem in FOREIGN && end < word.length)));
      const now = best[end];
      if (part !== undefined && (!now || before.length + 1 < now.length)) best[end] = [...before, part];
    }
  }
  return best[word.length] ?? [word];
}

/** The parts of a name as written, in lower case: `elapsedMilliseconds` is elapsed, milliseconds. */
export function partsOf(name: string): readonly string[] {
  return plainLetters(name.replaceAll(/([a-z\d])([A-Z])/g, '$1_$2'))
    .split(/[^a-z0-9]+/)
    .filter((part) => part !== '')
    .flatMap(cut);
}

const singular = (word: string) =>
  PLAIN.has(word)
    ? word
    : word.endsWith('ies')
      ? `${word.slice(0, -3)}y`
      : word.replace(/(?<=[a-z]{3}[^su])s$/, '');

/** What a part may mean in English, each as words: `lat` is latency or latitude, `uid` is user id. The part itself where no table has it. */
export const meaningsOf = (part: string): ReadonlyArray<readonly string[]> =>
  (FOREIGN[part] ?? ABBREVIATIONS[part] ?? singular(part)).split('|').map((meaning) => meaning.split(' '));

/** The words of a name: its parts as written, and what they mean in English. */
export function wordsOf(name: string): readonly string[] {
  return [...new Set(partsOf(name).flatMap((part) => [part, ...meaningsOf(part).flat()]))];
}
