import { DateTime } from 'luxon';
import type { TimeUnit } from '../../contract/tool.ts';

/** Where times are read: the moment of the call, in µs since the epoch, and the IANA zone of `O2_TZ`. */
export interface TimeContext {
  readonly nowUs: number;
  readonly timeZone: string;
}

/** The moment of each call, read in `timeZone`. */
export const clockIn = (timeZone: string) => (): TimeContext => ({ nowUs: Date.now() * 1e3, timeZone });

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

/**
 * Nanoseconds since the epoch as ISO 8601 text in UTC, with 3, 6 or 9 digits of the second, or none, as there are.
 * What is beyond the calendar stays a number of µs.
 */
export function utcFromNs(valueNs: bigint): string {
  const rest = ((valueNs % SECOND_NS) + SECOND_NS) % SECOND_NS;
  const date = new Date(Number((valueNs - rest) / 1_000_000n));
  if (Number.isNaN(date.getTime())) return String(valueNs / 1000n);
  const second = date.toISOString().slice(0, -5);
  const digits = String(rest)
    .padStart(9, '0')
    .replace(/(?:000){1,3}$/, '');
  return `${second}${digits === '' ? '' : `.${digits}`}Z`;
}

/** µs since the epoch as ISO 8601 text in UTC, to the digit that is there. */
export const utcFromUs = (valueUs: number) => utcFromNs(BigInt(Math.round(valueUs)) * 1000n);

/** An absolute range in µs since the epoch, half-open. */
export interface TimeRange {
  readonly startUs: number;
  readonly endUs: number;
}
