import { afterCue } from './names.ts';
import type { Reading } from './reading.ts';

const ON_SURELY =
  /\b(?:un-?mut\w*|un-?freez\w*|un-?block\w*|un-?silenc\w*|un-?paus\w*|un-?snooz\w*|re-?enabl\w*|re-?activat\w*|resum\w*|wake\w* up|(?:turn|switch|flip|bring|put|get)\w* (?:[\w-]+ ){0,5}(?:back )?on(?=$|\W*$| again| for| so|,|\.)|(?:turn|switch)\w* on|back (?:on|to life|in action|online|up)|(?:start|run|fire|ring|go|work|send|sent|shout|shouting|running|ringing|sending|working|firing|live|active|flow|mail|mailed)\w* (?:[\w-]+ ){0,5}again|may (?:[\w-]+ ){0,3}again|on again|activate|enable[ds]?|enabling|again please|(?:can|may|should) (?:go|be) (?:live|on)\b|set (?:[\w-]+ ){0,4}live)\b/i;
const OFF =
  /\b(?:(?<!\b(?:go|goes|going|gone|went) )off|(?:turn|switch) of|mut(?:e|ed|es|ing)|silenc\w*|snooz\w*|disabl\w*|paus(?:e|ed|es|ing)|stop\w*|suspend\w*|deactivat\w*|de-activat\w*|halt\w*|quiet\w*|shut (?:[\w-]+ )?up|shush|hush|hold|knock\w* out|out of action|inactive|freez\w*|stand\w* still|sleep|stfu|kill\w*|cease|rest|nobody|wait|no more|(?:\w+n't|dont|not|never) (?:[\w-]+ ){0,6}(?:ring|alert|page|fire|wake|send|sent|run|mail|notify|bother|go out|come|disturb|want)\w*|p[aus]{3}e|leave (?:me|us) (?:alone|in peace)|switch\w* it off|until (?:further notice|tonight|tomorrow|monday)|for (?:now|the moment|the time being))\b/i;
/** Complained of, so that it shall stop: `wakes me every five minutes`. */
const NOISE =
  /\b(?:wake|page|ring|scream|buzz|bark|nag|cr(?:y|ie)|spam)s?\b (?:[\w-]+ ){0,5}(?:every|each|all night|the whole|for nothing|nonstop|constantly)\b/i;
/** What shall be only afterwards. */
const LATER =
  /(?:^|[.!?]\s+)(?:afterwards?|later|after that|from (?:tomorrow|then|monday)|tomorrow)\b[^.!?]*/gi;
/** An order at the start; what comes later tells of another time. */
const OFF_FIRST =
  /^(?:(?:please|pls|plz|can you|could you|kindly)\s+)*(?:stop|mute|pause|disable|silence|suspend|snooze|hold|halt|deactivate|(?:turn|switch) off)\b/i;
/** Told of what was: `since I paused it`. */
const WAS =
  /\b(?:since|after|that|which|because|while|when|been|was|were|had|got|we|i|they)\s+(?:(?:i|we|you|he|she|they|somebody|someone|it|was|were|had|has|been|[A-Z]\w+)\s+){0,3}(?:muted|silenced|snoozed|disabled|paused|stopped|suspended|deactivated|turned (?:it |them )?off|switched (?:it |them )?off|mute|off)\b/gi;
const ON = /\b(?:on|start(?:ed)?|restart|live|active|back|again)\b/i;

/** Whether something shall be on (true) or off (false); undefined where the words do not say. */
export function readSwitch(reading: Reading): boolean | undefined {
  const wish = (text: string) => {
    if (OFF_FIRST.test(text)) return false;
    const told = text.replaceAll(WAS, ' ').replaceAll(LATER, ' ');
    if (ON_SURELY.test(told)) return true;
    if (OFF.test(told) || NOISE.test(told)) return false;
    return ON.test(told.replaceAll(/\bon (?:the|our|my|a|pipeline|alert|[a-z]+[-_])/gi, ' '))
      ? true
      : undefined;
  };
  return wish(reading.text) ?? wish(reading.corrected());
}

const COUNT_WORDS: Readonly<Record<string, number>> = {
  five: 5,
  ten: 10,
  twenty: 20,
  fifty: 50,
  hundred: 100,
};
const NUMBER =
  '(?<!some )(\\d{1,6}(?:[,.]\\d{3})*|five|ten|twenty|fifty|hundred)(?! (?:\\d|thousand|million))';
const ROWS =
  'rows?|results?|entries|records?|lines?|hits?|log lines?|logs|slowest|newest|latest|oldest|biggest|most|worst|traces|values|examples?|sessions|conversations|users|messages|events|incidents|streams|matches|per page|items|alerts|dashboards|boards|errors|chats|queries|searches|metrics|of (?:them|those)|at most|max(?:imum)?|patterns|runs|firings';
const NO_LENGTH =
  '(?!\\s*-?(?:ms|m|h|d|s|w|mins?|m[inutes]{5,6}|h[ours]{3,4}|hrs?|d[ays]{2,3}|weeks?|secs?|seconds?|months?|years?|%|x)\\b)';
const COUNTED = [
  new RegExp(
    `\\b(?:top|first|last|latest|newest|recent|next|limit(?:ed)?(?: to| of)?|max(?:imum)?(?: of)?|at most|up to|no more than|only|just|slowest|biggest|show(?: me)?|give me|list(?: me)?|size(?: of)?|page size(?: of)?)\\s*[:=]?\\s*(?:the\\s+)?(?:last\\s+|first\\s+|top\\s+)?${NUMBER}\\b${NO_LENGTH}`,
    'i',
  ),
  new RegExp(`\\b${NUMBER}\\s+(?:\\w+\\s+)?(?:${ROWS})\\b(?! (?:per|an?|each|every) )`, 'i'),
];

/** How many of something are wanted. */
export function readCount(reading: Reading): number | undefined {
  const text = reading.unused();
  for (const form of COUNTED) {
    const found = form.exec(text)?.[1];
    if (found !== undefined) return COUNT_WORDS[found.toLowerCase()] ?? Number(found.replaceAll(/[,.]/g, ''));
  }
  return undefined;
}

const DAYS: Readonly<Record<string, number>> = {
  day: 1,
  dasy: 1,
  week: 7,
  month: 30,
  year: 365,
  d: 1,
  w: 7,
  y: 365,
};
const SMALL: Readonly<Record<string, number>> = {
  a: 1,
  an: 1,
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  ten: 10,
  fourteen: 14,
  thirty: 30,
  sixty: 60,
  ninety: 90,
};

/** How many days something shall be kept; the last number where a sentence tells what was and what shall be. */
export function readDays({ text }: Reading): number | undefined {
  const counts = [
    ...text.matchAll(
      /\b(\d+|an?|one|two|three|four|five|six|seven|ten|fourteen|thirty|sixty|ninety)(?:[\s-]+|(?<=\d))((?:day|dasy|week|month|year)s?|(?<=\d\s?)[dwy])\b/gi,
    ),
  ];
  const wanted =
    /\b(?:to|for|need\w*|keep|kept|=|down to|up to|only|instead|at)\s+(?:it\s+|them\s+|at least\s+)?(\d+)\b(?!\s*(?:gb|mb|tb|%|\/|percent))|\b(\d+)\s+(?:would|is|are|will|should)\s+(?:be\s+|also\s+)*(?:enough|plenty|ok|okay|fine|do|sufficient)\b/i;
  const bare = [...text.matchAll(new RegExp(wanted, 'gi'))].at(-1);
  const isNot = (index: number) =>
    /\b(?:after|from|instead of|not|currently|was|were|older than)\s+(?:only\s+)?$/i.test(
      text.slice(0, index),
    );
  const stated = counts.filter(({ index }) => !isNot(index));
  const best =
    stated.find(({ index }) =>
      /\b(?:to|for|keep|need\w*|=)\s+(?:\w+\s+){0,2}$/i.test(text.slice(0, index)),
    ) ?? stated[0];
  if (
    bare &&
    !counts.some(
      ({ index, 0: whole }) => bare.index + bare[0].length > index && bare.index <= index + whole.length,
    )
  )
    return Number(bare[1] ?? bare[2]);
  if (!best) return undefined;
  const [, count = '', unit = ''] = best;
  const number = SMALL[count.toLowerCase()] ?? Number(count);
  return number * (DAYS[unit.toLowerCase().replace(/(?<=day|week|month|year)s$/, '')] as number);
}

const STREAM_KINDS: ReadonlyArray<readonly [RegExp, string]> = [
  [/\b(?:enrichment tables?|lookup tables?)\b/i, 'enrichment_tables'],
  [
    /\b(?:metrics?\s+(?:streams?|type)|streams?\s+of\s+(?:type\s+|kind\s+)?metrics|(?:type|kind)\s*[=:]?\s*metrics?|metrics?)\b(?!_)/i,
    'metrics',
  ],
  [/\b(?:traces?\s+(?:streams?|type)|(?:type|kind)\s*[=:]?\s*traces?|traces?|tracing)\b/i, 'traces'],
  [/\blogs?\b(?! (?:in|into|to|me|us|out)\b)/i, 'logs'],
];
const KINDS_ALONE: ReadonlyArray<readonly [RegExp, string]> = [
  [/(?<![\w-])enrichment tables?\b/i, 'enrichment_tables'],
  [
    /(?<![\w-])metrics?[ -](?:streams?|type|kind)\b|\b(?:type|kind)\s*[=:]?\s*(?:of\s+)?metrics?\b|\bmetrics?\b(?= (?:stream|type))|\bstreams?\s+(?:of|for|with)\s+metrics\b/i,
    'metrics',
  ],
  [
    /(?<![\w-])trac(?:es?|ing)[ -](?:streams?|type|kind)\b|\b(?:type|kind)\s*[=:]?\s*(?:of\s+)?traces?\b|\bstreams?\s+(?:of|for|with)\s+traces\b/i,
    'traces',
  ],
  [
    /(?<![\w-])logs?[ -](?:streams?|type|kind)\b|(?<= )_ logs\b|\b(?:type|kind)\s*[=:]?\s*(?:of\s+)?logs?\b|\bstreams?\s+(?:of|for|with)\s+logs\b/i,
    'logs',
  ],
];

/** The kind of stream, where the request says one; `strictly`: only beside the word stream or kind. */
export function readStreamType(
  reading: Reading,
  choices: readonly string[],
  strictly: boolean,
): string | undefined {
  const text = reading.text.replaceAll(/[\w.]*[_@][\w.]*/g, '_');
  return (strictly ? KINDS_ALONE : STREAM_KINDS).find(
    ([form, type]) => choices.includes(type) && form.test(text),
  )?.[1];
}

/** Roles that every installation has. */
const ROLES = ['admin', 'editor', 'viewer', 'root', 'user'];
const ROLE_WORDS: ReadonlyArray<readonly [RegExp, string]> = [
  [/\b(?:administrator|admins?)\b/i, 'admin'],
  [/\b(?:editors?)\b/i, 'editor'],
  [/\b(?:viewers?|veiwer|vewer|read[ -]?only(?: access)?)\b/i, 'viewer'],
  [/\brole\s+(?:of\s+)?user\b|\bas (?:an? )?user\b|\buser role\b|\bto user\b/i, 'user'],
  [/\broot\b/i, 'root'],
];

/** What somebody was, or shall not be. */
const FORMER_ROLE =
  /\b(?:from|form|instead of|rather than|not|no longer)\s+(?:an?\s+)?(?:admin|editor|viewer|user)\b|\b(?:admin|editor|viewer)\s+was\b/gi;

/** One of the built-in roles, or one that is named beside the word. */
export function readMemberRole(reading: Reading): string | undefined {
  const text = reading.text.replaceAll(/[\w.+-]+@[\w.-]+/g, '@').replaceAll(FORMER_ROLE, ' ');
  const built = ROLE_WORDS.find(([form]) => form.test(text))?.[1];
  const other = reading.match(/\brole\s*[:=]?\s*["'`]?([\p{L}\p{N}]+(?:[-_][\p{L}\p{N}]+)+)/diu);
  return (
    other ?? built ?? ROLES.find((role) => role !== 'user' && reading.corrected().split(' ').includes(role))
  );
}

const STATUSES: ReadonlyArray<readonly [RegExp, string]> = [
  [
    /\b(?:ack(?:ed|ing)?|acknowledg\w*|aknowledg\w*|acknowleg\w*|i'?m on it|looking into it|taking (?:it|this)|i'?ll take)\b/i,
    'acknowledged',
  ],
  [
    /\b(?:re-?open(?:ed)?|still open|open(?=\s*$|\s+(?:incidents?|outages?|cases?|ones?|again|state|status|right|at|now))|unresolved|ongoing|active|op[en]{2} and|not (?:yet )?(?:closed|resolved))\b/i,
    'open',
  ],
  [
    /\b(?:re[solv]{3,5}(?:e?d?|ing)|clos(?:e|ed|ing)|done|(?:is|are|all|was) over|solved|fixed|finished)\b/i,
    'resolved',
  ],
];

/** The state of incidents that the words name; `listed`: they ask for incidents instead of changing one. */
export function readStatus(reading: Reading, listed: boolean): string | undefined {
  const text = reading.text
    .replaceAll(/\b(?:but )?not(?: yet)? (?:closed|resolved|done|fixed)\b/gi, listed ? ' ' : 'open')
    .replaceAll(
      listed
        ? /\b(?:not(?: yet)?|who has|nobody(?: has)?|no one(?: has)?) (?:ac?k|acknow)\w*/gi
        : /\bas (?:an |still )?open\b/gi,
      ' ',
    );
  const found = STATUSES.find(([form]) => form.test(text))?.[1];
  if (found) return found;
  return listed && /\b(?:unresolved|open|ongoing)\b/i.test(reading.text) ? 'open' : undefined;
}

/** How a person or an account shall be called. */
const SHOWN_AS = /\b(?:call|nam|show|display|known|title|read|surname)\w*\b/i;

/** After a wedding: `is called Meier now`. */
const NEW_LAST_NAME = /\bcalled\s+(\p{Lu}[\p{L}'-]+)\s+now\b/du;

/** A name alone that is also in the address: `Luca` of `luca.ferri@`. */
function firstNameOf(reading: Reading): string | undefined {
  const [first] = /[\w.-]+(?=@)/.exec(reading.text)?.[0].split(/[._-]/) ?? [];
  const found = reading.tokens.find(
    ({ span, text, start }) =>
      !span && text === first?.toLowerCase() && /\p{Lu}/u.test(reading.text[start] ?? ''),
  );
  return found ? reading.rawOf(found) : undefined;
}

/** First and last names: after their words, or two words with capitals that nothing else uses. */
export function readPersonName(
  reading: Reading,
  isLast: boolean,
  { entity, action }: { readonly entity: string; readonly action: string },
): string | undefined {
  const own = reading.match(
    ...(isLast
      ? [
          /\b(?:[Ll]ast|[Ff]amily|[Ss]ur)[\s_-]?name\b[^"'`]{0,40}["'`]([^"'`]+)["'`]/d,
          /\b(?:[Ll]ast|[Ff]amily|[Ss]ur)[\s_-]?name\b[^.\p{Lu}]{0,40}?(?<![\p{L}\p{N}])(\p{Lu}[\p{L}'-]+(?:\s\p{Lu}[\p{L}'-]*)*)/du,
          NEW_LAST_NAME,
        ]
      : [
          /\b(?:[Ff]irst|[Gg]iven)[\s_-]?name\b[^"'`]{0,40}["'`]([^"'`]+)["'`]/d,
          /\b(?:[Ff]irst|[Gg]iven)[\s_-]?name\b[^.\p{Lu}]{0,40}?(?<![\p{L}\p{N}])(\p{Lu}[\p{L}\p{N}'-]*)/du,
          /\b(?:[Ff]irst|[Gg]iven)[\s_-]?name\b.*?@\S+\s+(?:to|is|=|(?:should|shall|must) be)\s+["'`]?(\p{Lu}[\p{L}\p{N}'-]*)/du,
        ]),
  );
  if (own !== undefined) return own;
  if (/\b(?:first|last|given|family)[\s_-]?name\b/i.test(reading.text) || NEW_LAST_NAME.test(reading.text))
    return undefined;
  const isAccount = /service account|bot/.test(entity);
  if ((isAccount || action === 'update') && !SHOWN_AS.test(reading.text)) return undefined;
  const unit = reading.units.find(
    ({ kind, text }) =>
      (kind === 'capitals' || kind === 'quoted') && /^\p{Lu}[\p{L}'-]+(?:\s+[\p{L}'.-]+){1,2}$/u.test(text),
  );
  if (!unit) return isLast || isAccount ? undefined : firstNameOf(reading);
  if (isAccount && unit.kind === 'quoted') return isLast ? undefined : unit.text;
  const words = unit.text.split(/\s+/);
  return isLast ? words.slice(1).join(' ') : words[0];
}

const DESTINATION_KIND =
  '(slack|ms ?teams|microsoft teams|teams|pager ?duty|opsgenie|discord|service ?now|webhook)';
const DESTINATION_KINDS = [
  new RegExp(`\\b(?:type|kind)\\s+["'\`]?${DESTINATION_KIND}(?![\\w.-])`, 'di'),
  new RegExp(`(?<![\\w.-])${DESTINATION_KIND}\\s+(?:(?:webhook|alert)\\s+)?(?:destination|target)\\b`, 'di'),
];

/** What kind of service a destination is, where the words say it of the destination. */
export const readDestinationKind = (reading: Reading) => reading.match(...DESTINATION_KINDS);

const CONDITION =
  /[<>]=?|\b(?:more than|above|below|over|under|exceed\w*|drop\w*|less than|fewer than|at least|go(?:es)? (?:up|down|above|below|over|under|past|beyond)|rise\w*|fall\w*|dip\w*|whenever|when|if|once|as soon as|next time|spike\w*|reach\w*|hits?|shows? up|turns? up|appears?|any|greater|higher|lower|zero|nothing|stops?|missing|every time|each time|too many|no (?:rows|records|data)|the moment|\w+er than|w[hen]{2,4}|equals?|\d+\s*(?:%|percent|errors?|times))\b/i;

/** Whether a request says what an alert shall watch for. */
export const statesCondition = (reading: Reading) =>
  CONDITION.test(reading.text.replaceAll(/\bif (?:you can|possible|that's ok)\b/gi, ''));

const RENAMES =
  /\b(?:renam\w*|reanem\w*|rnam\w*|call(?:ed)?|names?|label|title|titel|titled|retitle\w*|rebrand\w*|known as|headline|heading|named|goes by|->|=>|is now)\b|->|=>|→/i;

const RENAMES_PART = /\brenam\w*\s+(?:the\s+)?(?:tab|panel|chart|variable)\b/i;
const NEW_NAMES = [
  /(?:->|=>|→)\s*/gu,
  /\b(?:s[hould]{4,5}|shall|must|to|will|ought to|wants to|has to|can) (?:now |from now on )?(?:be|read|say) (?:called |named |titled |known as |shown as |displayed as |renamed to )?/giu,
  /\b(?:call|name|make(?= it ["'`])) it\s+/giu,
  /\bnew (?:name|title|label)\b[^:]*:\s*/giu,
];
const SAID_NAMES =
  /(?<!\b(?:tabs?|panels?|charts?|variables?|rows?|sections?|(?:fields?|columns?)(?: is)?) )\b(?:called|named|titled|known as|under the (?:name|title)(?: of)?|(?:new )?(?:name|title|titel|titl)(?: (?:is|of|should be|to|shall be|as))?:?|is now|now)\s+/giu;

/** A new name for what exists: only where the words rename. */
export function readNewName(reading: Reading, alsoPlain: boolean): string | undefined {
  if (!alsoPlain && (!reading.says(RENAMES) || RENAMES_PART.test(reading.text))) return undefined;
  for (const cue of NEW_NAMES) {
    const unit = afterCue(reading, cue, 4);
    if (unit) return reading.take(unit);
  }
  const to = afterCue(reading, /\b(?:to|as|into|under(?= ["'`]))\s+/giu, 4);
  const isRename =
    alsoPlain ||
    reading.says(/\b(?:renam\w*|reanem\w*|retitle\w*|rebrand\w*)\b|\b(?:name|title|titel)\b.*\bto\b/i);
  if (to && isRename) return reading.take(to);
  return reading.take(afterCue(reading, SAID_NAMES, 4) ?? to);
}
