import { isDescribing, isPlainWord } from './text/plain-words.ts';

const QUOTE = `["'\u0060“”]`;
const NAME = String.raw`(${QUOTE}?)([\p{L}\p{N}][\p{L}\p{N}_.-]{0,99})${QUOTE}?`;
const NOUN = 'org(?:ani[sz]ation)?';
const PLACE = String.raw`\b(?:in|of|for|from|at|within|into|to)\s{1,9}`;
const ARTICLE = String.raw`((?:the|our|my|an?)\s{1,9})?`;
/** "in the organization skyline", "in org skyline", or "in the organization called skyline". */
const AFTER = new RegExp(
  `${PLACE}${ARTICLE}${NOUN}\\s{1,9}((?:named|called)\\s{1,9})?${NAME}(?![\\p{L}\\p{N}])`,
  'giu',
);
/** "of the skyline organization". */
const BEFORE = new RegExp(`${PLACE}${ARTICLE}${NAME}\\s{1,9}${NOUN}\\b(?!-)`, 'giu');
/** Words beside the noun that are no name. */
const NO_NAMES = new Set(['already', 'except', 'wide']);
/** Words that go on with the sentence after "in org": all others name the organization. */
const GO_ON = new Set(
  `and or but that which who whose where when while with without within is are was were has have had for from in on at of
  to by as if last past this these today yesterday tomorrow now since before after during between per then please only
  already except wide not all every each than over until till ago`.split(/\s+/),
);
/** Not which one, but that it is another. */
const ANOTHER = new Set(['other', 'another', 'different']);

const lower = (name: string) => name.toLowerCase();
const isName = (word: string) => !isPlainWord(word) && !isDescribing(word) && !NO_NAMES.has(word);

/**
 * The organization in which a request is to be carried out, as it says: its name, or a word that says that it is another.
 * Null where it says none.
 */
export function namedOrganization(request: string): string | null {
  for (const [, article, called, quote, found = ''] of request.matchAll(AFTER)) {
    const name = found.replace(/[.-]+$/, '');
    const isSaid = called !== undefined || quote !== '';
    if (isSaid || (article === undefined ? !GO_ON.has(lower(name)) : isName(lower(name)))) return name;
  }
  for (const [, , quote, found = ''] of request.matchAll(BEFORE)) {
    const name = found.replace(/[.-]+$/, '');
    if (quote !== '' || ANOTHER.has(lower(name)) || isName(lower(name))) return name;
  }
  return null;
}
