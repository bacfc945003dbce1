import { nounsIn } from './kinds.ts';

const FOLLOWS =
  '(?:to|into|in|on|as|for|with|from|of|by|at|when|if|once|that|which|who|then|saying|showing|every|each|until|via|please|now|is|are|so|because)';
/** A name right after the noun: in quotes, or up to where the sentence goes on. */
const AFTER = new RegExp(
  `^\\s+(?:(?:called|named|titled)\\s+)?("[^"]+"|'[^']+'|(?!${FOLLOWS}\\b|and\\b)[^\\s,.;:!?][^,;:!?]*?)(?=\\s+(?:${FOLLOWS}|and)\\b|\\s*[,;:!?]|\\s*\\.?\\s*$)`,
  'iu',
);
/** "a and b", after a noun of several. */
const ALSO = /^\s*(?:,\s*(?:and\s+)?|\s+and\s+)("[^"]+"|[\w.-]*[_\d-][\w.-]*)/iu;
const BEFORE = /(?:^|\s)(?:the|our|my)\s+((?:[^\s,.;]+\s+){1,3})$/iu;

/** A pronoun right after the verb; `IN_IT`: after a preposition. */
const OBJECT =
  /^(\W*(?:(?:please|then|also|and|now)\s+)*[a-z]+(?:\s+(?:off|on|back|up|out))?)\s+(?:it|them|this|that|these|those|ihn|sie|es|lo|la|le|los|las|les)(?=\s|[.,;!]|$)(?!\s+(?:alert|dashboard|stream|folder|one|user|pipeline)s?\b)/i;
const IN_IT =
  /\b(into|inside|in|to|under|on)\s+(?:it|that|this|them)(?=\s*(?:[.,;!]|$)|\s+(?:please|too|as well|and|with)\b)/i;
/** What was said before is given a name. */
const NAMING = /^\W*(?:(?:please|and|then)\s+)*(?:call|name|title)\s/i;
/** "Its threshold". */
const ITS = /\b(?:its|ihre[nrms]?|seine[nrms]?)\s+([a-z]+)\b/i;
const THERE =
  /\s+(?:in\s+|into\s+)?(?:there|dedans|darin|hinein|dorthin|dort|ahí|allí|dentro|nela|nele)(?=\s*(?:[.,;!]|$)|\s+(?:please|too|as well)\b)/i;

interface Thing {
  readonly noun: string;
  readonly name: string;
}

/** The first thing that words name with its kind; null for none. */
function thingIn(words: string): Thing | null {
  for (const { start, end } of nounsIn(words)) {
    // "Alert x when": the verb.
    if (/^\W*(?:(?:please|pls)\s+)?$/i.test(words.slice(0, start))) continue;
    const noun = words.slice(start, end).trim();
    const rest = words.slice(end);
    const after = AFTER.exec(rest);
    if (after) {
      let name = after[1] ?? '';
      let at = after[0].length;
      for (let more = ALSO.exec(rest.slice(at)); more && /s$/i.test(noun); more = ALSO.exec(rest.slice(at))) {
        name += ` and ${more[1]}`;
        at += more[0].length;
      }
      return { noun, name };
    }
    const before = BEFORE.exec(words.slice(0, start))?.[1]?.trim();
    if (before !== undefined) return { noun, name: before };
  }
  return null;
}

/** Orders in English with the names of what their pronouns stand for: "rename the alert a to b", "mute the alert a". */
export function withNames(orders: readonly string[], before: readonly string[]): string[] {
  const named: string[] = [];
  orders.forEach((words, index) => {
    // "Create a folder A and a dashboard B in it": both have one verb.
    const own = IN_IT.test(words) && index === 0 ? words.slice(0, words.lastIndexOf(' and ')) : '';
    const told = [...named.toReversed(), before[index] ?? '', own];
    const thing = told.map(thingIn).find((each) => each !== null);
    if (!thing || NAMING.test(words)) {
      named.push(words);
      return;
    }
    const phrase = `the ${thing.noun} ${thing.name}`;
    const isFolder = /^folder/i.test(thing.noun);
    const resolved = OBJECT.test(words)
      ? words.replace(OBJECT, `$1 ${phrase}`)
      : ITS.test(words)
        ? words.replace(ITS, `the $1 of ${phrase}`)
        : IN_IT.test(words)
          ? words.replace(IN_IT, `$1 ${phrase}`)
          : isFolder
            ? words.replace(THERE, ` into ${phrase}`)
            : words;
    named.push(resolved);
  });
  return named;
}
