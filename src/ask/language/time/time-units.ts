import type { TimeUnit } from '../lexicon/lexicon.ts';

/** Microseconds in one of each unit; a month counts 30 days, a quarter 90, a year 365. */
export const UNIT_US: Readonly<Record<TimeUnit, number>> = {
  ms: 1e3,
  s: 1e6,
  m: 60e6,
  h: 3600e6,
  d: 86_400e6,
  w: 604_800e6,
  month: 30 * 86_400e6,
  quarter: 90 * 86_400e6,
  year: 365 * 86_400e6,
};

/** The unit that stands written onto a number, such as the `h` of `24h`; null for none of time. */
export function unitOnNumber(unit: string | undefined): TimeUnit | null {
  if (unit === undefined) return null;
  const known: Readonly<Record<string, TimeUnit>> = {
    ms: 'ms',
    msec: 'ms',
    s: 's',
    sec: 's',
    secs: 's',
    m: 'm',
    min: 'm',
    mins: 'm',
    h: 'h',
    hr: 'h',
    hrs: 'h',
    std: 'h',
    d: 'd',
    day: 'd',
    days: 'd',
    w: 'w',
    wk: 'w',
    j: 'd',
    mo: 'month',
    y: 'year',
    us: 'ms',
  };
  return unit === 'us' || unit === 'µs' ? null : (known[unit] ?? null);
}

/** Units that time arguments of tools have, and how many of one stand for a larger one. */
const ARGUMENT_UNITS: Readonly<Record<TimeUnit, readonly [count: number, unit: string]>> = {
  ms: [1, 'ms'],
  s: [1, 's'],
  m: [1, 'm'],
  h: [1, 'h'],
  d: [1, 'd'],
  w: [7, 'd'],
  month: [30, 'd'],
  quarter: [90, 'd'],
  year: [365, 'd'],
};

/** A length of time as time arguments take it, such as `90m` or `14d`. */
export function lengthText({ us, unit }: { readonly us: number; readonly unit: TimeUnit }): string {
  const [times, name] = ARGUMENT_UNITS[unit];
  return `${(us / UNIT_US[unit]) * times}${name}`;
}
