import { isPlainWord } from '../text/plain-words.ts';
import { unquoted } from '../text/unquoted.ts';
import { AFTER_OBJECT, nounsIn } from './kinds.ts';

/** Before the names of things: "folders called A and B". */
const CALLED = /^\s+(?:(?:called|named|namens|nommée?s?|appelée?s?|llamad[oa]s?|chamad[oa]s?)\s+)?/iu;
const JOINT = /\s*(?:,|\s(?:and|und|et|y|e)\s|[、，和及])\s*(?:and\s|und\s|et\s)?/iu;
/** What belongs to the verb: "leg die Ordner Ost und West an", "switch the alerts A and B off". */
const PARTICLE = /\s(?:an|ab|aus|ein|hinzu|stumm|off|on|up)$/iu;
const MOST_WORDS = 3;

/** A word that is a name by its form: with a capital, a digit or a sign in it. */
const HAS_MARK = /[\p{Lu}\d_]/u;

function isName(item: string): boolean {
  const words = item.split(/\s+/);
  const [only = ''] = words;
  if (words.length > MOST_WORDS || only === '') return false;
  return (
    words.every((word) => HAS_MARK.test(word)) || (words.length === 1 && !isPlainWord(only.toLowerCase()))
  );
}

/** Names that follow the kind of a thing, in a list or alone: "folders A1 and B1", "a dashboard called Sales". */
export function listedNames(words: string): string[] {
  const found = nounsIn(words).flatMap(({ end }) => {
    const rest = words.slice(end);
    const called = CALLED.exec(rest);
    if (called === null) return [];
    const names = ` ${rest.slice(called[0].length).split(/[.;:!?]/)[0] ?? ''}`;
    const until = names.slice(0, AFTER_OBJECT.exec(names)?.index ?? names.length).replace(PARTICLE, '');
    const items = until.split(JOINT).map((item) => unquoted(item.trim()));
    const first = items.findIndex((item) => !isName(item));
    return items.slice(0, first < 0 ? items.length : first);
  });
  return [...new Set(found)];
}
