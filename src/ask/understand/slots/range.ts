/** The edges of a range in the forms that arguments take; `end` is left out where it is now. */
export interface StatedRange {
  readonly start: string;
  readonly end?: string;
}

const COUNTS: Readonly<Record<string, number>> = {
  a: 1,
  an: 1,
  one: 1,
  two: 2,
  'a couple of': 2,
  'couple of': 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  twelve: 12,
  fifteen: 15,
  twenty: 20,
  'twenty four': 24,
  thirty: 30,
  'forty five': 45,
  'forty-five': 45,
  sixty: 60,
  ninety: 90,
};
/** Words for units with the slips that hands make: `huors`, `dasy`. */
const UNITS: ReadonlyArray<readonly [form: string, unit: string, times: number]> = [
  ['ms|milliseconds?', 'ms', 1],
  ['s|secs?|seconds?', 's', 1],
  ['m|mins?|minutes?|mintues?|minuts?', 'm', 1],
  ['h|hrs?|hours?|huors?|horus?|housr', 'h', 1],
  ['d|days?|dasy|dyas?', 'd', 1],
  ['w|wks?|weeks?|wekes?|weks?', 'd', 7],
  ['months?|mnths?', 'd', 30],
  ['quarters?', 'd', 90],
  ['years?|yrs?', 'd', 365],
];
const COUNT = `(\\d+(?:\\.\\d+)?|${Object.keys(COUNTS)
  .sort((a, b) => b.length - a.length)
  .join('|')})`;
const UNIT = `(${UNITS.map(([form]) => form).join('|')})`;
/** Single letters are units only right after digits: `15m`, but not the `as` in `as soon as`. */
const BETWEEN = '(?:(?<=\\d)[\\s-]*|(?<=[a-z])[\\s-]+(?=\\w{3}))';
const LENGTH = `${COUNT}${BETWEEN}${UNIT}`;
const END = '(?![\\w-])';
const BACK = '(?:l[ast]{2,3}|p[ast]{2,3}|previous|prior|preceding|recent)';
const HALF_HOUR = new RegExp(`\\b${BACK}\\s+half(?:\\s+an)?[\\s-]hour\\b`, 'i');
/** Without a count only in the singular: the past days are no certain ones. */
const PAST = new RegExp(
  `\\b${BACK}\\s+(?:the\\s+)?(?:${COUNT}${BETWEEN}|(?=\\w{3})(?!\\w+s\\b))${UNIT}${END}`,
  'i',
);
const AGO = new RegExp(
  `\\b(?:since|from|starting|over|within|for|in|during|going)\\s+(?:about\\s+|the\\s+)?${LENGTH}\\s+(?:ago|back)${END}`,
  'i',
);
const AGO_ALONE = new RegExp(`\\b${LENGTH}\\s+(?:ago|back)${END}`, 'i');
/** Without a cue only `back`: what was so long ago may be told. */
const BACK_ALONE = new RegExp(`\\b${LENGTH}\\s+back${END}`, 'i');
/** A length of time that the words lay the whole request over: `over 24h`, `for 3 days`, `, 30d`. */
const OVER = new RegExp(
  `\\b(?:over|within|for|during|across)\\s+(?:the\\s+)?${LENGTH}${END}(?!\\s+(?:chunks?|steps?|windows?))`,
  'i',
);
const BARE =
  /(?<!\b(?:steps?|every|each|interval|resolution))(?:^|[\s,(-])(\d+)\s?(m|min|h|hrs?|d|days|w)\s*[.?!)]?$/i;
const NOW_MINUS = /\bnow\s*-\s*(\d+)(s|m|h|d|w)\b/i;
const ISO =
  /(?<![\w-])(\d{4}-\d{2}-\d{2}(?:[t ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:z|[+-]\d{2}:?\d{2})?)?)(?![\w-])/gi;
const YESTERDAY = /\b(?:y[a-z]{0,2}st[a-z]{0,2}r?d[a-z]{1,2}|yeserday)\b/i;
const TODAY = /\b(?:today|todya|tody)(?!'s)\b|\bso far today\b/i;

function length(count: string | undefined, unit: string): string | null {
  const found = UNITS.find(([form]) => new RegExp(`^(?:${form})$`, 'i').test(unit));
  if (!found) return null;
  const number = count === undefined ? 1 : (COUNTS[count.toLowerCase()] ?? Number(count));
  return Number.isFinite(number) ? `${number * found[2]}${found[1]}` : null;
}

/** The time range that a request states: `last 2 hours`, `yesterday`, `since 3 days ago`, ISO dates; null for none. */
export function readRange(text: string): StatedRange | null {
  const dates = [...text.matchAll(ISO)].map(([date]) => date);
  if (dates[0] !== undefined)
    return { start: dates[0], ...(dates[1] === undefined ? {} : { end: dates[1] }) };
  if (HALF_HOUR.test(text)) return { start: '30m' };
  for (const form of [PAST, AGO, BACK_ALONE, NOW_MINUS, OVER, BARE]) {
    const found = form.exec(text);
    const stated = found ? length(found[1], found[2] as string) : null;
    if (stated !== null && !(form === OVER && /\ds$/.test(stated))) return { start: stated };
  }
  if (YESTERDAY.test(text)) {
    const isSince = /\b(?:since|starting|after)\s+y[a-z]+\b|\bfrom\s+y[a-z]+\s+(?:on|till|until)\b/i.test(
      text,
    );
    return isSince ? { start: 'yesterday' } : { start: 'yesterday', end: 'yesterday' };
  }
  return TODAY.test(text) ? { start: 'today' } : null;
}

/** The one moment that a request states: a date in ISO form or so long ago; "today" is none. */
export function readMoment(text: string): string | undefined {
  const ago = AGO_ALONE.exec(text);
  return text.match(ISO)?.[0] ?? (ago ? (length(ago[1], ago[2] as string) ?? undefined) : undefined);
}

/** A length of time as it is written in queries: `5m steps`, `every 30 seconds`, `hourly points`; null for none. */
export function readStep(text: string): string | null {
  for (const form of STEPS) {
    const found = form.exec(text);
    const stated = found ? length(found[1], found[2] as string) : null;
    if (stated !== null) return stated.replace('7d', '1w');
  }
  const each = EACH.exec(text)?.[1]?.toLowerCase();
  return each === undefined ? null : ({ hour: '1h', minute: '1m', dai: '1d', day: '1d' }[each] ?? null);
}

const STEPS = [
  new RegExp(
    `\\b(?:step|resolution|interval|granularity)(?:\\s+(?:size|width))?(?:\\s*[=:]\\s*|\\s+(?:is|of|to)?\\s*)${LENGTH}${END}`,
    'i',
  ),
  new RegExp(`\\b${LENGTH}[\\s-]+(?:steps?|resolution|intervals?|granularity|buckets?|points?)\\b`, 'i'),
  new RegExp(
    `(?<!(?:roughly|about|almost) )\\b(?:every|each|one (?:point|value) (?:per|every|each))\\s+${LENGTH}${END}`,
    'i',
  ),
];
const EACH =
  /\b(hour|minute|dai)ly\s+(?:points?|steps?|values?|resolution|buckets?|intervals?|granularity)\b|\b(?:point|value|step)s?\s+(?:per|every|each)\s+(hour|minute|day)\b/i;

const LENGTH_ALONE = new RegExp(`\\b${LENGTH}${END}`, 'i');
const SECONDS: Readonly<Record<string, number>> = { ms: 0.001, s: 1, m: 60, h: 3600, d: 86_400 };

/** A length of time in seconds, where the words state one; null for none. */
export function readSeconds(text: string): number | null {
  const part = /\b(quarter|half)\s+(?:of\s+)?(?:an\s+)?hour\b/i.exec(text)?.[1];
  if (part !== undefined) return /half/i.test(part) ? 1800 : 900;
  const found = LENGTH_ALONE.exec(text);
  const stated = found ? length(found[1], found[2] as string) : null;
  const parts = stated === null ? null : /^([\d.]+)([a-z]+)$/.exec(stated);
  return parts ? Number(parts[1]) * (SECONDS[parts[2] as string] ?? 1) : null;
}
