import { unquoted } from '../text/unquoted.ts';

/** What an order leaves as it is follows these words, in six languages. */
const EXCEPT =
  /(?:(?<![\p{L}\p{N}_])(?:except(?: for)?|excluding|other than|apart from|but not|but keep|(?:all|every\w*) but|außer|ausser|ausgenommen|bis auf|aber nicht|sauf|excepté|hormis|à part|mais pas|excepto|salvo|menos|pero no|exceto|mas não)(?![\p{L}\p{N}_])|除了|除外)\s*/giu;
const END = /[.;:!?()]|\s(?:to|for|on|in|by|with|from|für|auf|zu|pour|dans|para|en|em|por)\s|以外|之外/iu;
const JOINT = /\s*(?:,|\s(?:and|or|und|oder|et|ou|y|o|e)\s|[、，和及])\s*/iu;
const KIND =
  /^(?:(?:the|der|die|das|den|dem|le|la|les|el|los|las|o|a|os|as)\s+)?(?:(?:streams?|alerts?|dashboards?|folders?|pipelines?|reports?|users?)\s+)?/iu;

/** Names of what an order excepts: "all log streams except sales_orders". In small letters. */
export function exceptedNames(words: string): string[] {
  return [...words.matchAll(EXCEPT)].flatMap((match) => {
    const rest = words.slice(match.index + match[0].length);
    const part = rest.slice(0, END.exec(rest)?.index ?? rest.length);
    return part
      .split(JOINT)
      .map((item) => unquoted(item.trim().replace(KIND, '')).toLowerCase())
      .filter((item) => item !== '');
  });
}
