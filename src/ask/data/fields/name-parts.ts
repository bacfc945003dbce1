import { stemmer } from 'stemmer';
import { ABBREVIATIONS } from './abbreviations.ts';
import { FOREIGN } from './foreign-words.ts';
import { PLAIN } from './plain-words.ts';
import { ownMember } from '../../../json/own-member.ts';

/** Words that only look as if they ended in `id`. */
const NO_IDS = new Set([
  'android',
  'hybrid',
  'liquid',
  'invalid',
  'unpaid',
  'prepaid',
  'fluid',
  'rapid',
  'grid',
  'bid',
  'valid',
  'paid',
]);

/** Parts that a word written together may hold although they are short. */
const SHORT_PARTS = new Set(['id', 'ip', 'no', 'nr', 'ms', 'ns', 'us', 'ts', 'cd', 'db', 'os', 'uri', 'url']);

const known = (part: string) =>
  Object.hasOwn(FOREIGN, part) || PLAIN.has(part) || Object.hasOwn(ABBREVIATIONS, part);

const isPart = (part: string) =>
  part.length > 2
    ? known(part) || (part.endsWith('s') && PLAIN.has(part.slice(0, -1)))
    : SHORT_PARTS.has(part);

/** Ends that names of fields have after words that no table knows; other words end in `line` or `port` for other reasons. */
const ENDS =
  'name number code type status level message text count size address method version region reason state user amount price value total'.split(
    ' ',
  );
const SHORTEST_REST = 3;
/** The same in short, which less of a word could end in: `widgetcnt`. */
const SHORT_ENDS = ['qty', 'cnt', 'secs', 'msecs'];

/** Letters that German puts between the parts of a word. */
const LINKS = ['', 's', 'n', 'en'];

/** Endings of plurals and cases. */
const INFLECTIONS = ['en', 'n', 'e', 'er', 's', 'es'];

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

/** Nobody writes more words together; each end of a word is held against each beginning. */
const LONGEST_TOGETHER = 64;

/** A word cut into known parts, as few as can be; the word alone where it does not consist of them. */
function cut(word: string): readonly string[] {
  if (known(word) || word.length < 5 || word.length > LONGEST_TOGETHER || /\d/.test(word)) return [word];
  const inflected = INFLECTIONS.map((ending) =>
    word.endsWith(ending) ? word.slice(0, -ending.length) : '',
  ).find((stem) => Object.hasOwn(FOREIGN, stem) || Object.hasOwn(ABBREVIATIONS, stem));
  if (inflected !== undefined) return [inflected];
  const best: Array<readonly string[] | null> = [[]];
  for (let end = 1; end <= word.length; end++) {
    best[end] = null;
    for (let start = 0; start < end; start++) {
      const before = best[start];
      if (!before) continue;
      const text = word.slice(start, end);
      const part = LINKS.map((link) =>
        text.endsWith(link) ? text.slice(0, text.length - link.length) : '',
      ).find(
        (stem, index) => isPart(stem) && (index === 0 || (Object.hasOwn(FOREIGN, stem) && end < word.length)),
      );
      const now = best[end];
      if (part !== undefined && (!now || before.length + 1 < now.length)) best[end] = [...before, part];
    }
  }
  return best[word.length] ?? cutAtEnd(word);
}

/** A word whose end is a known part after what no table has: `turbineid`, `vesselname`. */
function cutAtEnd(word: string): readonly string[] {
  if (word.endsWith('id') && word.length > 6 && !NO_IDS.has(word)) return [...cut(word.slice(0, -2)), 'id'];
  const end =
    ENDS.find((each) => word.endsWith(each) && word.length - each.length >= SHORTEST_REST) ??
    SHORT_ENDS.find((each) => word.endsWith(each) && word.length - each.length > SHORTEST_REST);
  return end === undefined ? [word] : [word.slice(0, -end.length), end];
}

/** The parts of a word in lower case that is written together, such as `paymentfailed`; the word alone where it has none. */
export const cutTogether = (word: string): readonly string[] =>
  /^[a-z]{8,}$/.test(word) ? cut(word) : [word];

/** The parts of a name as written, in lower case: `elapsedMilliseconds` is elapsed, milliseconds. */
export function partsOf(name: string): readonly string[] {
  return plainLetters(name.replaceAll(/([a-z\d])([A-Z])/g, '$1_$2'))
    .split(/[^a-z0-9]+/)
    .filter((part) => part !== '')
    .flatMap(cut);
}

function singular(word: string): string {
  if (word.endsWith('s') && PLAIN.has(word.slice(0, -1))) return word.slice(0, -1);
  if (PLAIN.has(word)) return word;
  if (/(?:ch|sh|ss|x)es$/.test(word)) return word.slice(0, -2);
  return word.endsWith('ies') ? `${word.slice(0, -3)}y` : word.replace(/(?<=[a-z]{3}[^su])s$/, '');
}

/** What a part may mean in English, each as words: `lat` is latency or latitude, `uid` is user id. The part itself where no table has it. */
export const meaningsOf = (part: string): ReadonlyArray<readonly string[]> =>
  (ownMember(FOREIGN, part) ?? ownMember(ABBREVIATIONS, part) ?? singular(part))
    .split('|')
    .map((meaning) => meaning.split(' '));

/** Whether no table knows a part of a name, as an abbreviation of its company. */
export const isUnknownPart = (part: string): boolean => !isPart(part);

/** Words that a person may use for a field whose name has these parts, each once. */
export const wordsOfParts = (parts: readonly string[]): readonly string[] => [
  ...new Set(parts.flatMap((part) => [part, ...meaningsOf(part).flat()])),
];

/** The words of a name: its parts as written, and what they mean in English. */
export const wordsOf = (name: string): readonly string[] => wordsOfParts(partsOf(name));

/** A word without the endings of English: deployed and deployments are the same. */
export const stemOf = (word: string): string => (/^[a-z]+$/.test(word) ? stemmer(word) : word);

/** The stem of each word, each once. */
export const stemsOf = (words: readonly string[]): readonly string[] => [...new Set(words.map(stemOf))];
