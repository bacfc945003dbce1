import { Duration, type DurationLikeObject } from 'luxon';

type Unit = keyof Pick<
  DurationLikeObject,
  'milliseconds' | 'seconds' | 'minutes' | 'hours' | 'days' | 'weeks' | 'months' | 'years'
>;

/** Only a capital `M` alone is a month: a small one is a minute. */
const MONTH = 'M';
const UNITS: ReadonlyArray<readonly [RegExp, Unit]> = [
  [/^(ms|milliseconds?|msecs?|millis?)$/, 'milliseconds'],
  [/^(s|seconds?|secs?)$/, 'seconds'],
  [/^(m|minutes?|mins?)$/, 'minutes'],
  [/^(h|hours?|hrs?)$/, 'hours'],
  [/^(d|days?)$/, 'days'],
  [/^(w|weeks?|wks?)$/, 'weeks'],
  [/^(mo|months?|mths?)$/, 'months'],
  [/^(y|years?|yrs?)$/, 'years'],
];
const ONE = /^(an?|one)(?=\s)/i;
const HALF = /^half\s+(?:an?\s+)?(?=[a-z])/i;
const DAYS_PER: Readonly<Record<string, number>> = { months: 30, years: 365 };

/** The unit that a word such as `h`, `hours` or `M` names; null for any other word. */
export function unitOf(word: string): Unit | null {
  if (word === MONTH) return 'months';
  return UNITS.find(([pattern]) => pattern.test(word.toLowerCase()))?.[1] ?? null;
}

/** A length of time such as `90s`, `1h30m`, `2 days`, `6M`, `an hour` or `PT1H`; null when `text` is none. */
export function parseLength(text: string): Duration | null {
  const trimmed = text.trim();
  if (/^P(?=[\dT])/i.test(trimmed)) {
    const iso = Duration.fromISO(trimmed.toUpperCase());
    return iso.isValid ? iso : null;
  }
  const counted = trimmed.replace(HALF, '0.5 ').replace(ONE, '1');
  const parts = [...counted.matchAll(/(\d+(?:\.\d+)?)\s*([a-z]+)\s*/giy)];
  if (parts.length === 0 || parts.map(([part]) => part).join('').length !== counted.length) return null;
  let total = Duration.fromMillis(0);
  for (const [, amount, word = ''] of parts) {
    const unit = unitOf(word);
    if (unit === null) return null;
    total = total.plus({ [unit]: Number(amount) });
  }
  return total;
}

/** A length of time in µs, a month as 30 days and a year as 365; null when `text` is none. */
export function parseDurationUs(text: string): number | null {
  const length = parseLength(text);
  if (length === null) return null;
  const { months = 0, years = 0, ...exact } = length.toObject();
  const days = months * (DAYS_PER.months ?? 0) + years * (DAYS_PER.years ?? 0);
  return Math.round(Duration.fromObject(exact).plus({ days }).toMillis() * 1e3);
}
