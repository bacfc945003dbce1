import { cannot, searchRefusal } from '../http/refusal.ts';

const UNIT_SECONDS: Readonly<Record<string, number>> = {
  second: 1,
  minute: 60,
  hour: 3600,
  day: 86_400,
  week: 604_800,
  s: 1,
  m: 60,
  h: 3600,
  d: 86_400,
  w: 604_800,
};
/** Buckets without an interval, by the length of the range in seconds: at least this long, then this wide. */
const AUTOMATIC: ReadonlyArray<readonly [rangeSeconds: number, stepSeconds: number]> = [
  [60 * 86_400, 86_400],
  [30 * 86_400, 43_200],
  [28 * 86_400, 21_600],
  [21 * 86_400, 10_800],
  [15 * 86_400, 7200],
  [6 * 3600, 3600],
  [2 * 3600, 60],
  [3600, 30],
  [1800, 15],
];

/** Width of the buckets in seconds that OpenObserve picks for a range. */
export function automaticSeconds(startUs: number, endUs: number): number {
  const range = (endUs - startUs) / 1e6;
  return AUTOMATIC.find(([least]) => range >= least)?.[1] ?? 10;
}

/** `5 minute` in seconds. @throws {Refusal} as OpenObserve words it */
export function intervalSeconds(interval: unknown): number {
  const found = typeof interval === 'string' ? /^\s*(\d+)\s*([a-z]+?)s?\s*$/i.exec(interval) : null;
  const unit = found ? UNIT_SECONDS[(found[2] as string).toLowerCase()] : undefined;
  if (!found || unit === undefined)
    throw searchRefusal(20001, `Invalid histogram interval: ${String(interval)}`);
  return Number(found[1]) * unit;
}

/** What the answer gives as its interval: rounded up to a divisor of a day; for weeks the automatic one. */
export function shownSeconds(step: number, startUs: number, endUs: number): number {
  if (step > 86_400) return automaticSeconds(startUs, endUs);
  const divisors = [
    1, 5, 10, 15, 20, 30, 60, 300, 600, 900, 1200, 1800, 3600, 7200, 10_800, 14_400, 21_600, 28_800, 43_200,
    86_400,
  ];
  return 86_400 % step === 0 ? step : (divisors.find((divisor) => divisor >= step) ?? 86_400);
}

/** `+05:30` in µs. @throws {Refusal} for the name of a zone, which the sample does not know */
export function zoneShiftUs(zone: unknown): number {
  if (typeof zone !== 'string' || /^(|UTC|Z)$/i.test(zone)) return 0;
  const found = /^([+-])(\d\d):(\d\d)$/.exec(zone);
  if (!found) throw cannot(`count in the time zone ${zone}, only in offsets such as +05:30`);
  return (found[1] === '-' ? -1 : 1) * (Number(found[2]) * 3600 + Number(found[3]) * 60) * 1e6;
}
