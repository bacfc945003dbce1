/** Longest text that is looked at; what follows rarely tells one kind of message from another. */
const MOST_CHARACTERS = 1000;
const MOST_TOKENS = 120;
/** Longest single token that the patterns see, so that the time stays linear in the text. */
const MOST_TOKEN_CHARACTERS = 200;

/**
 * Forms of values, the most specific first. Every repetition is of one class of characters that what follows cannot
 * match, or is bounded, so that nothing is tried twice.
 */
const FORMS: ReadonlyArray<readonly [type: string, pattern: string]> = [
  ['url', '\\b[a-z][a-z+.]{1,9}://[^\\s"\'<>,;)\\]]+'],
  ['email', '[\\w.+-]{1,64}@(?:[a-zA-Z0-9-]{1,63}\\.){1,6}[a-zA-Z]{2,12}\\b'],
  ['uuid', '\\b[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}\\b'],
  ['mac', '\\b(?:[0-9a-fA-F]{2}[:-]){5}[0-9a-fA-F]{2}\\b'],
  [
    'time',
    '\\b\\d{4}[-/.]\\d\\d[-/.]\\d\\d(?:[T-]?\\d\\d[:.]\\d\\d[:.]\\d\\d)?(?:[.,]\\d{1,9})?(?:Z|[+-]\\d\\d:?\\d\\d)?\\b',
  ],
  ['time', '(?<![\\w:.])\\d{1,2}:\\d\\d(?::\\d\\d(?:[.,]\\d{1,9})?)?(?:Z|[+-]\\d\\d:?\\d\\d)?(?![\\w:])'],
  ['ip', '\\b(?:\\d{1,3}\\.){3}\\d{1,3}(?::\\d{1,5})?\\b'],
  ['ip', '\\b(?:[0-9a-fA-F]{1,4}:){3,7}(?::?[0-9a-fA-F]{1,4})\\b|::1\\b'],
  ['path', '[a-zA-Z]:\\\\[^\\s"\'<>,;]+'],
  ['path', '(?<![\\w.<>])/[\\w.+%@~$*:-]+/[^\\s"\'<>,;()\\]]*'],
  ['hex', '\\b0[xX][0-9a-fA-F]+\\b'],
  [
    'hex',
    '\\b(?=[a-fA-F]*\\d)(?=\\d*[a-fA-F])[0-9a-fA-F]{6,}\\b|\\b(?:[0-9a-fA-F]{32}|[0-9a-fA-F]{16}|[0-9a-fA-F]{8})\\b(?<!\\b\\d+)',
  ],
  [
    'host',
    '\\b(?!(?:com|org|net|io|java|javax|android)\\.)(?:[a-zA-Z0-9_-]{1,63}\\.){1,8}(?:com|net|org|edu|gov|io|local|internal|corp|lan|[a-z]{2}(?=:\\d))\\b(?!\\.\\w)',
  ],
  [
    'name',
    '\\b(?:com|org|net|io|javax?|android)\\.(?:[\\w$-]{1,80}[./]{1,2}){1,12}(?![\\w$-]*(?:Exception|Error)\\b)[\\w$-]{1,80}',
  ],
  ['num', '(?<![\\w.-])[-+]?\\d+(?:[.,]\\d+)*(?:[eE][-+]?\\d{1,3})?(?![\\w-])'],
  ['id', '(?<![\\w-])(?=[\\w-]*\\d)[a-zA-Z0-9]+(?:[_-]+[a-zA-Z0-9]+){2,}'],
  ['num', '\\d+'],
];

const ANY_FORM = new RegExp(FORMS.map(([, pattern]) => `(${pattern})`).join('|'), 'g');
const TYPE_OF = FORMS.map(([type]) => `<${type}>`);

const QUOTED = /="[^"]{0,300}"/g;
const WITH_UNIT =
  /<?\b\d{1,15}(?:\.\d{1,9})? ?(?:(bytes?|[KMGT]i?B)(?: \(\d{1,15}(?:\.\d{1,9})? ?[KMGT]i?B\))?|(?:[mnuµ]?s|secs?|seconds?|minutes?|hours?))(?!\w)/g;
const MONTHS =
  /(?:\b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun),? )?\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) {1,2}\d{1,2}(?: \d\d:\d\d:\d\d)?(?: \d{4})?\b/g;
const NEEDS_A_LOOK = /[\d@/\\]|\.\w+\./;

function placeholderOf(...found: readonly (string | undefined)[]): string {
  for (let form = 1; form <= TYPE_OF.length; form += 1)
    if (found[form] !== undefined) return TYPE_OF[form - 1] as string;
  return '<num>';
}

const kindOf = (word: string) => (word === '<hex>' ? '<num>' : word);

function maskToken(token: string): string {
  if (!NEEDS_A_LOOK.test(token)) return token;
  return token.slice(0, MOST_TOKEN_CHARACTERS).replace(ANY_FORM, placeholderOf as (match: string) => string);
}

/**
 * The words of a message with its values replaced by their type: `<num>`, `<ip>`, `<uuid>`, `<path>`, `<hex>`, `<time>`,
 * `<email>`, `<url>`, `<mac>`, `<text>` for what stands in quotes. Equal neighbors are one, so that a list of any
 * length has the same words. Time is linear in the text, of which the first 1,000 characters count.
 */
export function maskValues(message: string): string[] {
  let text = message.length > MOST_CHARACTERS ? message.slice(0, MOST_CHARACTERS) : message;
  if (text.includes('"')) text = text.replace(QUOTED, '=<text>');
  text = text
    .replace(WITH_UNIT, (_, size) => (size === undefined ? '<duration>' : '<size>'))
    .replace(MONTHS, '<time>');
  const words: string[] = [];
  let last = '';
  for (const token of text.split(/\s+/)) {
    if (token === '') continue;
    const word = maskToken(token);
    if (word.includes('<') && kindOf(word) === last) continue;
    last = kindOf(word);
    if (words.push(word) === MOST_TOKENS) break;
  }
  return words;
}
