import { isEntity, type Mention } from './concepts.ts';
import type { Phrases } from '../../../contract/semantic.ts';
import { isPlainWord } from './plain-words.ts';
import { isWord, type Token } from './words.ts';
import { ownMember } from '../../../json/own-member.ts';

const SHORTEST = 5;
/** From this length on, two slips of the hand are forgiven. */
const LONG = 7;

/** What hurried people write for nouns of ours. */
const SHORT: Readonly<Record<string, string>> = {
  dest: '@destination',
  fldr: '@folder',
  fn: '@function',
  func: '@function',
  grp: '@group',
  usergroup: '@group',
  pipe: '@pipeline',
  rpt: '@report',
  tmpl: '@template',
  tpl: '@template',
};

/** Whether `typed` becomes `right` by at most `most` letters left out, added, exchanged or swapped with their neighbor. */
export function isNear(typed: string, right: string, most: number): boolean {
  if (typed === right) return true;
  if (most === 0 || Math.abs(typed.length - right.length) > most) return false;
  let at = 0;
  while (at < typed.length && typed[at] === right[at]) at += 1;
  const [a, b] = [typed.slice(at), right.slice(at)];
  const isSwapped = a[0] === b[1] && a[1] === b[0] && isNear(a.slice(2), b.slice(2), most - 1);
  return (
    isSwapped ||
    isNear(a.slice(1), b.slice(1), most - 1) ||
    isNear(a.slice(1), b, most - 1) ||
    isNear(a, b.slice(1), most - 1)
  );
}

/** Finds nouns of ours that are misspelt or cut short, so that a name can still stand beside them: `dashbord`, `foldr`, `reprots`. */
export function createFindMisspelt(phrases: Phrases) {
  const nouns = Object.entries(phrases).flatMap(([stem, concepts]) => {
    const concept = concepts.find(isEntity);
    return concept !== undefined && stem.length >= SHORTEST && isWord(stem) ? [{ stem, concept }] : [];
  });
  const byLetter = Map.groupBy(nouns, ({ stem }) => stem.charAt(0));

  return (tokens: readonly Token[], mentions: readonly Mention[]): Mention[] =>
    tokens.flatMap(({ span, stem, text, isName }, index) => {
      const short = span ? undefined : ownMember(SHORT, text);
      if (short) return [{ concept: short, start: index, end: index + 1 }];
      if (span || isName || stem.length < SHORTEST - 1 || isPlainWord(text)) return [];
      if (mentions.some(({ start, end }) => start <= index && index < end)) return [];
      const found = byLetter
        .get(stem.charAt(0))
        ?.find((noun) => isNear(stem, noun.stem, noun.stem.length >= LONG ? 2 : 1));
      return found ? [{ concept: found.concept, start: index, end: index + 1 }] : [];
    });
}
