import { DateTime } from 'luxon';
import { InputError } from '../../errors.ts';
import type { TimeUnit } from '../../contract/tool.ts';

const MICROSECONDS: Readonly<Record<string, number>> = {
  ms: 1e3,
  s: 1e6,
  m: 60e6,
  h: 3600e6,
  d: 86_400e6,
  w: 604_800e6,
};
const WORDS: ReadonlyArray<readonly [RegExp, string]> = [
  [/^(milliseconds?|msecs?|millis?)$/, 'ms'],
  [/^(seconds?|secs?)$/, 's'],
  [/^(minutes?|mins?)$/, 'm'],
  [/^(hours?|hrs?)$/, 'h'],
  [/^days?$/, 'd'],
  [/^weeks?$/, 'w'],
];
const FORMS =
  'Use 1h, now-15m, today, yesterday, ISO 8601 (2026-01-31T09:00:00Z) or an epoch in s, ms, µs or ns';

/** Where times are read: the moment of the call, in µs since the epoch, and the IANA zone of `O2_TZ`. */
export interface TimeContext {
  readonly nowUs: number;
  readonly timeZone: string;
}

/** A length of time such as `90s`, `1h30m` or `2 days` in µs; null when `text` is no length of time. */
export function parseDurationUs(text: string): number | null {
  const parts = [
    ...text
      .trim()
      .toLowerCase()
      .matchAll(/(\d+(?:\.\d+)?)\s*([a-z]+)\s*/gy),
  ];
  if (parts.length === 0 || parts.map((part) => part[0]).join('').length !== text.trim().length) return null;
  let totalUs = 0;
  for (const [, amount, word] of parts) {
    const unit = WORDS.find(([pattern]) => pattern.test(word ?? ''))?.[1] ?? word ?? '';
    const unitUs = MICROSECONDS[unit];
    if (unitUs === undefined) return null;
    totalUs += Number(amount) * unitUs;
  }
  return Math.round(totalUs);
}

/**
 * An epoch in seconds, ms, µs or ns, told apart by magnitude, in µs. Numbers too small to be a moment since 1973
 * in any unit mean "from the beginning" and stay as they are, except 0, which OpenObserve refuses.
 */
function epochToUs(value: number): number {
  const size = Math.abs(value);
  if (size < 1e8) return value === 0 ? 1 : Math.trunc(value);
  if (size < 1e11) return Math.round(value * 1e6);
  if (size < 1e14) return Math.round(value * 1e3);
  if (size < 1e17) return Math.round(value);
  return Math.round(value / 1e3);
}

function dayStart(text: string, { nowUs, timeZone }: TimeContext): DateTime | null {
  const today = DateTime.fromMillis(nowUs / 1e3, { zone: timeZone }).startOf('day');
  if (text === 'today') return today;
  if (text === 'yesterday') return today.minus({ days: 1 });
  return null;
}

/**
 * A moment in any form that people and models use, in µs since the epoch.
 * `1h` and `-1h` mean that long before now; `yesterday` as an end means its last moment.
 * @throws {InputError} when the text is no time
 */
export function parseMomentUs(
  name: string,
  value: unknown,
  context: TimeContext,
  role: 'start' | 'end' | 'at',
): number {
  if (typeof value === 'number' && Number.isFinite(value)) return epochToUs(value);
  if (typeof value === 'bigint') return epochToUs(Number(value));
  if (typeof value !== 'string') throw new InputError(`"${name}" is no time. ${FORMS}.`);
  const text = value.trim();
  const lower = text.toLowerCase();
  if (/^-?\d+(\.\d+)?$/.test(text)) return epochToUs(Number(text));
  if (lower === 'now') return context.nowUs;
  const day = dayStart(lower, context);
  if (day)
    return role === 'end'
      ? Math.min(day.plus({ days: 1 }).toMillis() * 1e3, context.nowUs)
      : day.toMillis() * 1e3;
  const relative = /^(?:now\s*)?([+-])\s*(.+)$/.exec(lower);
  const lengthUs = parseDurationUs(
    relative?.[2] ?? lower.replace(/^(?:last|past)\s+/, '').replace(/\s+ago$/, ''),
  );
  if (lengthUs !== null) return context.nowUs + (relative?.[1] === '+' ? lengthUs : -lengthUs);
  const moment = DateTime.fromISO(text.replace(/^(\d{4}-\d\d-\d\d) (?=\d\d:)/, '$1T'), {
    zone: context.timeZone,
  });
  if (!moment.isValid) throw new InputError(`"${name}" is no time that can be read: "${text}". ${FORMS}.`);
  const fraction = /\.\d{3}(\d{1,3})/.exec(text)?.[1];
  return moment.toMillis() * 1e3 + (fraction ? Number(fraction.padEnd(3, '0')) : 0);
}

const PER_UNIT: Readonly<Record<TimeUnit, number>> = { us: 1, ms: 1e3, s: 1e6, ns: 1e-3, prometheus: 1e6 };

/** µs in the unit that an operation wants. Whole except for Prometheus, which takes fractions of a second. */
export function fromUs(valueUs: number, unit: TimeUnit): number | bigint {
  if (unit === 'ns') return BigInt(Math.round(valueUs)) * 1000n;
  const converted = valueUs / PER_UNIT[unit];
  return unit === 'prometheus' ? converted : Math.round(converted);
}

/** µs since the epoch as ISO 8601 text in `timeZone`, to the millisecond. */
export function isoFromUs(valueUs: number, timeZone: string): string {
  return DateTime.fromMillis(Math.floor(valueUs / 1e3), { zone: timeZone }).toISO() ?? String(valueUs);
}

const SECOND_NS = 1_000_000_000n;

/** Nanoseconds since the epoch as ISO 8601 text in UTC, with 3, 6 or 9 digits of the second, or none, as there are. */
export function utcFromNs(valueNs: bigint): string {
  const rest = ((valueNs % SECOND_NS) + SECOND_NS) % SECOND_NS;
  const second = new Date(Number((valueNs - rest) / 1_000_000n)).toISOString().slice(0, -5);
  const digits = String(rest)
    .padStart(9, '0')
    .replace(/(?:000)+$/, '');
  return `${second}${digits === '' ? '' : `.${digits}`}Z`;
}

/** µs since the epoch as ISO 8601 text in UTC, to the digit that is there. */
export const utcFromUs = (valueUs: number) => utcFromNs(BigInt(Math.round(valueUs)) * 1000n);

/** An absolute range in µs since the epoch, half-open. */
export interface TimeRange {
  readonly startUs: number;
  readonly endUs: number;
}
