import { ENGLISH_COUNT, englishCount } from '../../language/lexicon/number-words.ts';
import { unquoted } from '../text/unquoted.ts';
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
/** "create a folder a, a folder b and a folder c": new things of one kind. */
const NEW_THINGS =
  /^((?:please\s+|pls\s+)*(?:create|make|add|set up|build))\s+(an?\s+.+?)((?:\s*,\s*(?:and\s+)?|\s+(?:and|as well as)\s+)(?:an?|another)\s+.+)$/i;
const NEXT_THING = /\s*,\s*(?:and\s+)?(?=(?:an?|another)\s)|\s+(?:and|as well as)\s+(?=(?:an?|another)\s)/i;

/** "list dashboards, alerts and destinations". */
const KINDS =
  /^((?:please\s+|pls\s+)*(?:list|show(?:\s+me)?))\s+((?:[a-z]+\s)?[a-z]+s)((?:\s*,\s*(?:and\s+)?|\s+and\s+)(?:[a-z]+\s)?[a-z]+s)+$/i;
/** "Create folders called Team A and Team B", "create 3 folders: A, B and C for alerts", "delete the folders A and B". */
const OF_KIND = new RegExp(
  `^((?:please\\s+|pls\\s+)*[a-z]+\\s+(?:(?:off|on|up)\\s+)?)((?:the\\s+|new\\s+|(?:\\d+|${ENGLISH_COUNT})\\s+)*)((?:[a-z]+\\s)?[a-z]+s)(\\s+(?:called|named|titled)\\s+|\\s*[:,]\\s*|\\s+)(.+)$`,
  'i',
);
const MAKES = /^(?:(?:please|pls)\s+)*(?:create|make|add|set up|build)\b/i;
const ITEM_JOINT = /\s*,\s*(?:and\s+)?|\s+and\s+/;
/** Where a list of names ends: "A and B for dashboards". */
const AFTER_NAMES =
  /\s(?:(?:for|in|into|inside|under|with|about|to|from|on|of|by|as|until|till|when|if)\s|(?:off|on|out|up|away|again|please|now|today)(?=\s|$))/i;
/** A name by its form: in quotes, or with a capital, a digit or a sign in each word. */
const MADE_NAME =
  /^(?:"[^"]+"|'[^']+'|[\p{Lu}\p{N}][\p{L}\p{N}_.-]*(?:\s[\p{L}\p{N}_.&-]+){0,3}|\S*[_\d]\S*)$/u;
const MOST_NAME_WORDS = 4;

/** The wishes of a list of things of one kind, each with what follows the list; null where it is none, or counts others. */
function wishesOfKind(text: string): string[] | null {
  const [, verb = '', before = '', kinds = '', cue = '', rest = ''] = OF_KIND.exec(text) ?? [];
  if (rest === '' || nounsIn(kinds).at(-1)?.end !== kinds.length) return null;
  const masked = rest.replaceAll(/"[^"]*"|'[^']*'/g, (found) => '§'.repeat(found.length));
  const end = AFTER_NAMES.exec(masked)?.index ?? rest.length;
  const tail = rest.slice(end);
  const items = rest
    .slice(0, end)
    .split(ITEM_JOINT)
    .map((item) => item.trim());
  const isSaid = /[\w:]/.test(cue);
  const isName = (item: string) =>
    MADE_NAME.test(item) || (isSaid && item !== '' && item.split(/\s+/).length <= MOST_NAME_WORDS);
  const count = new RegExp(`\\d+|\\b${ENGLISH_COUNT}\\b`, 'i').exec(before)?.[0];
  const isCounted = count === undefined || englishCount(count) === items.length;
  const isKind = (item: string) =>
    nounsIn(item).some(({ start, end: to }) => start === 0 && to === item.length);
  if (items.length < 2 || !items.every(isName) || items.some(isKind) || !isCounted) return null;
  const isMade = MAKES.test(verb);
  // What exists is named as it was written, so that its name is found by its form too.
  return items.map((item) =>
    isMade
      ? `${verb}a ${singular(kinds)} called "${unquoted(item)}"${tail}`
      : `${verb}the ${singular(kinds)} ${item}${tail}`,
  );
}

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
  const ofKind = wishesOfKind(text);
  if (ofKind) return ofKind;
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
  const kinds = KINDS.exec(text);
  if (kinds) {
    const [, verb = ''] = kinds;
    const parts = text.slice(verb.length).split(/\s*,\s*(?:and\s+)?|\s+and\s+/);
    if (parts.every((part) => nounsIn(part).length > 0)) return parts.map((part) => `${verb} ${part.trim()}`);
  }
  const [, making = '', firstNew = '', othersNew = ''] = NEW_THINGS.exec(text) ?? [];
  if (othersNew !== '') {
    const parts = `${firstNew}${othersNew}`.split(NEXT_THING);
    const heads = parts.map((part) => nounsIn(part)[0]?.kind);
    if (heads[0] !== undefined && new Set(heads).size === 1)
      return parts.map((part) => `${making} ${part.trim()}`);
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
