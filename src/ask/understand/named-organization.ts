import { isDescribing, isPlainWord } from './text/plain-words.ts';

const NAME = String.raw`["'\u0060“]?([\p{L}\p{N}][\p{L}\p{N}_.-]{0,99})["'\u0060”]?`;
const NOUN = 'org(?:ani[sz]ation)?';
const PLACE = String.raw`\b(?:in|of|for|from|at|within|into|to)\s{1,9}(?:(?:the|our|my)\s{1,9})?`;
/** "in the organization skyline", or "of the skyline organization". */
const NAMED = new RegExp(
  `${PLACE}(?:${NOUN}(?:\\s{1,9}(?:named|called))?\\s{1,9}${NAME}|${NAME}\\s{1,9}${NOUN}\\b(?!-))`,
  'giu',
);
/** Words beside the noun that are no name. */
const NO_NAMES = new Set(['already', 'except', 'wide']);

/** The organization in which a request is to be carried out, as it says; null where it says none. */
export function namedOrganization(request: string): string | null {
  for (const [, after, before] of request.matchAll(NAMED)) {
    const name = (after ?? before ?? '').replace(/[.-]+$/, '');
    const word = name.toLowerCase();
    if (name !== '' && !isPlainWord(word) && !isDescribing(word) && !NO_NAMES.has(word)) return name;
  }
  return null;
}
