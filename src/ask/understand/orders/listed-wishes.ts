import { nounsIn } from './kinds.ts';

const NAME = `(?:"[^"]+"|'[^']+'|[\\p{L}\\p{N}_.+-]+@[\\w.-]+|[A-Za-z]\\w*(?:[_.-]\\w+)+|[A-Za-z]+\\d\\w*)`;
const AND = '(?:\\s*,\\s*(?:and\\s+)?|\\s+(?:and|as well as|plus|&)\\s+)';
/** "of a to 7 days and b to 14 days". */
const VALUES = new RegExp(
  `^(.*?\\b(?:of|for|on|from)\\s+(?:the\\s+)?(?:streams?\\s+|alerts?\\s+)?)(${NAME})(\\s+to\\s+(?:(?!\\bto\\b|\\s+and\\b|,).)+?)((?:${AND}(?:(?:that|those|the one)\\s+)?(?:of\\s+|for\\s+|on\\s+)?${NAME}\\s+to\\s+(?:(?!\\bto\\b|\\s+and\\b|,).)+)+)$`,
  'iu',
);
const VALUE = new RegExp(
  `${AND}(?:(?:that|those|the one)\\s+)?(?:of\\s+|for\\s+|on\\s+)?(${NAME})(\\s+to\\s+(?:(?!\\bto\\b|\\s+and\\b|,).)+)`,
  'giu',
);
/** "drop the stream a and b", "mute the alerts a, b and c until noon". */
const NAMES = new RegExp(`^(\\D*?\\s(?:the\\s+)?(?:[a-z]+\\s+){0,3}?)(${NAME}(?:${AND}${NAME})+)(.*)$`, 'iu');
/** "a and b to 7 and 14 days": as many values as names, the unit said with the last. */
const PAIRED = new RegExp(`^(\\s+to\\s+)(\\d+(?:${AND}\\d+)+)((?:\\s+\\p{L}+)?)$`, 'iu');
/** "add a@example.com as editor and b@example.com as viewer". */
const EMAIL = '[\\p{L}\\p{N}_.+-]+@[\\p{L}\\p{N}_-]+(?:\\.[\\p{L}\\p{N}_-]+)+';
const AS = '\\s+(?:as|to|with)\\s+(?:(?!\\s+and\\b|,|@).)+?';
const MEMBERS = new RegExp(`^(\\P{N}*?\\s)(${EMAIL}${AS}(?:${AND}${EMAIL}${AS})+)$`, 'iu');
/** "list the functions and the pipelines", "delete the alert a and the stream b". */
const THINGS =
  /^((?:please\s+|pls\s+|can you\s+|could you\s+)*[a-z]+(?:\s+(?:me|off|on|up))?)\s+((?:the|all|my|our)\s+.+?)((?:\s*,\s*(?:and\s+)?|\s+(?:and|as well as)\s+)(?:the|all|my|our)\s+.+)$/i;
/** "list dashboards, alerts and destinations". */
const KINDS =
  /^((?:please\s+|pls\s+)*(?:list|show(?:\s+me)?))\s+((?:[a-z]+\s)?[a-z]+s)((?:\s*,\s*(?:and\s+)?|\s+and\s+)(?:[a-z]+\s)?[a-z]+s)+$/i;
/** "create folders called Team A and Team B". */
const CALLED =
  /^((?:please\s+|pls\s+)*(?:create|make|add)\s+(?:the\s+|two\s+|three\s+)?(?:[a-z]+\s)?)([a-z]+s)(\s+(?:called|named)\s+)(.+?(?:\s*,\s*(?:and\s+)?|\s+and\s+).+)$/i;

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
  const [, verb, members] = MEMBERS.exec(text) ?? [];
  if (members !== undefined)
    return members.split(new RegExp(`${AND}(?=${EMAIL})`, 'iu')).map((each) => `${verb}${each}`);
  const names = NAMES.exec(text);
  if (names) {
    const [, head = '', list = '', rest = ''] = names;
    const each = list.match(new RegExp(NAME, 'giu')) ?? [];
    const [, to = '', amounts = '', unit = ''] = PAIRED.exec(rest) ?? [];
    const own = amounts.match(/\d+/g) ?? [];
    return each.map((name, index) =>
      own.length === each.length
        ? `${singular(head)}${name}${to}${own[index]}${unit}`
        : `${singular(head)}${name}${rest}`,
    );
  }
  const called = CALLED.exec(text);
  if (called) {
    const [, head = '', kind = '', cue = '', list = ''] = called;
    return list
      .split(/\s*,\s*(?:and\s+)?|\s+and\s+/)
      .map((name) => `${head.replace(/\b(?:the|two|three)\s+/, '')}a ${singular(kind)}${cue}${name}`);
  }
  const kinds = KINDS.exec(text);
  if (kinds) {
    const [, verb = ''] = kinds;
    const parts = text.slice(verb.length).split(/\s*,\s*(?:and\s+)?|\s+and\s+/);
    if (parts.every((part) => nounsIn(part).length > 0)) return parts.map((part) => `${verb} ${part.trim()}`);
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
