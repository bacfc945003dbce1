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
  'couple of': 2,
  three: 3,
  few: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  twelve: 12,
  twenty: 20,
  thirty: 30,
};
const UNITS: ReadonlyArray<readonly [form: RegExp, unit: string, times: number]> = [
  [/^(?:ms|milliseconds?)$/i, 'ms', 1],
  [/^(?:s|secs?|seconds?)$/i, 's', 1],
  [/^(?:m|mins?|minutes?)$/i, 'm', 1],
  [/^(?:h|hrs?|hours?)$/i, 'h', 1],
  [/^(?:d|days?)$/i, 'd', 1],
  [/^(?:w|weeks?)$/i, 'w', 1],
  [/^months?$/i, 'd', 30],
];
const COUNT = `(\\d+(?:\\.\\d+)?|${Object.keys(COUNTS).join('|')})`;
const UNIT = '(milliseconds?|seconds?|secs?|minutes?|mins?|hours?|hrs?|days?|weeks?|months?|ms|s|m|h|d|w)';
const PAST = new RegExp(
  `\\b(?:last|past|previous|prior|within|in the last|over the)\\s+(?:the\\s+)?(?:${COUNT}\\s*)?${UNIT}\\b`,
  'i',
);
const AGO = new RegExp(`\\b${COUNT}\\s*${UNIT}\\s+(?:ago|back)\\b`, 'i');
const ISO = /\b(\d{4}-\d{2}-\d{2}(?:[t ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:z|[+-]\d{2}:?\d{2})?)?)/gi;

function length(count: string | undefined, unit: string): string | null {
  const found = UNITS.find(([form]) => form.test(unit));
  if (!found) return null;
  const number = count === undefined ? 1 : (COUNTS[count.toLowerCase()] ?? Number(count));
  return Number.isFinite(number) ? `${number * found[2]}${found[1]}` : null;
}

/** The time range that a request states: `last 2 hours`, `yesterday`, `since 3 days ago`, ISO dates; null for none. */
export function readRange(text: string): StatedRange | null {
  const dates = [...text.matchAll(ISO)].map(([date]) => date);
  if (dates[0] !== undefined)
    return { start: dates[0], ...(dates[1] === undefined ? {} : { end: dates[1] }) };
  const past = PAST.exec(text);
  const pastLength = past ? length(past[1], past[2] as string) : null;
  if (pastLength !== null) return { start: pastLength };
  const ago = AGO.exec(text);
  const agoLength = ago ? length(ago[1], ago[2] as string) : null;
  if (agoLength !== null) return { start: agoLength };
  if (/\byesterday\b/i.test(text)) return { start: 'yesterday', end: 'yesterday' };
  if (/\btoday\b/i.test(text)) return { start: 'today' };
  return null;
}
