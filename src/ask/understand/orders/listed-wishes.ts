import { nounsIn } from './kinds.ts';

const NAME = `(?:"[^"]+"|'[^']+'|[\\w.+-]+@[\\w.-]+|[A-Za-z]\\w*(?:[_.-]\\w+)+|[A-Za-z]+\\d\\w*)`;
const AND = '(?:\\s*,\\s*(?:and\\s+)?|\\s+(?:and|as well as|plus|&)\\s+)';
/** "of a to 7 days and b to 14 days". */
const VALUES = new RegExp(
  `^(.*?\\b(?:of|for|on|from)\\s+(?:the\\s+)?(?:streams?\\s+|alerts?\\s+)?)(${NAME})(\\s+to\\s+(?:(?!\\bto\\b|\\s+and\\b|,).)+?)((?:${AND}(?:(?:that|those|the one)\\s+)?(?:of\\s+|for\\s+|on\\s+)?${NAME}\\s+to\\s+(?:(?!\\bto\\b|\\s+and\\b|,).)+)+)$`,
  'i',
);
const VALUE = new RegExp(
  `${AND}(?:(?:that|those|the one)\\s+)?(?:of\\s+|for\\s+|on\\s+)?(${NAME})(\\s+to\\s+(?:(?!\\bto\\b|\\s+and\\b|,).)+)`,
  'gi',
);
/** "drop the stream a and b", "mute the alerts a, b and c until noon". */
const NAMES = new RegExp(`^(\\D*?\\s(?:the\\s+)?(?:[a-z]+\\s+){0,3}?)(${NAME}(?:${AND}${NAME})+)(.*)$`, 'i');
/** "list the functions and the pipelines", "delete the alert a and the stream b". */
const THINGS =
  /^((?:please\s+|pls\s+|can you\s+|could you\s+)*[a-z]+(?:\s+(?:me|off|on|up))?)\s+((?:the|all|my|our)\s+.+?)((?:\s*,\s*(?:and\s+)?|\s+(?:and|as well as)\s+)(?:the|all|my|our)\s+.+)$/i;

const singular = (words: string) =>
  words.replace(
    /\b(stream|alert|dashboard|folder|report|user|pipeline|function|template|destination|role|group)s\b/i,
    '$1',
  );

/**
 * One wish over several things, as a wish for each: in lists of names, of values by name, and of kinds of things. Null
 * where the words hold no such list.
 */
export function listedWishes(request: string): string[] | null {
  const text = request.trim().replace(/[.!]+$/, '');
  const values = VALUES.exec(text);
  if (values) {
    const [, head = '', name = '', value = '', others = ''] = values;
    return [
      `${head}${name}${value}`,
      ...[...others.matchAll(VALUE)].map(([, next = '', to = '']) => `${head}${next}${to}`),
    ];
  }
  const names = NAMES.exec(text);
  if (names) {
    const [, head = '', list = '', rest = ''] = names;
    const each = list.match(new RegExp(NAME, 'gi')) ?? [];
    return each.map((name) => `${singular(head)}${name}${rest}`);
  }
  const things = THINGS.exec(text);
  if (things) {
    const [, verb = '', first = '', others = ''] = things;
    const parts = [
      first,
      ...others.split(/\s*,\s*(?:and\s+)?|\s+(?:and|as well as)\s+/).filter((part) => part.trim() !== ''),
    ];
    if (parts.every((part) => nounsIn(part).length > 0)) return parts.map((part) => `${verb} ${part.trim()}`);
  }
  return null;
}
