import { BYTES_PER, US_PER } from '../../data/fields/unit-sizes.ts';
import type { Language } from '../../language/lexicon/lexicon.ts';
import type { Unit } from '../../data/fields/field.ts';

/** The width of a bucket such as `1 hour` in a language: `Stunde`, `30 Minuten`. */
export function bucketText(bucket: string, language: Language): string {
  const [, count = '', unit = ''] = /^(\d+) (second|minute|hour|day|week)s?$/.exec(bucket) ?? [];
  if (unit === '') return bucket;
  const text = new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'long' }).format(
    Number(count),
  );
  return count === '1' ? text.replace(/^1\s?/, '') : text;
}

/** A number for people: at most two decimals, more for small ones. */
export function numberText(value: number): string {
  if (!Number.isFinite(value)) return String(value);
  if (Number.isInteger(value)) return String(value);
  const size = Math.abs(value);
  if (size >= 1) return String(Number(value.toFixed(2)));
  return String(Number(value.toPrecision(3)));
}

const TIMES: ReadonlyArray<readonly [string, number]> = [
  ['d', 86_400e6],
  ['h', 3600e6],
  ['min', 60e6],
  ['s', 1e6],
  ['ms', 1e3],
  ['µs', 1],
];

/** A length of time in its handiest unit. Less than two days are hours. */
export function timeText(us: number): string {
  const found = TIMES.find(([unit, each]) => Math.abs(us) >= (unit === 'd' ? 2 * each : each));
  const [unit, size] = found ?? (['µs', 1] as const);
  return `${numberText(us / size)} ${unit}`;
}

function bytesText(bytes: number): string {
  const units = [
    ['TB', 1e12],
    ['GB', 1e9],
    ['MB', 1e6],
    ['KB', 1e3],
  ] as const;
  const found = units.find(([, size]) => Math.abs(bytes) >= size);
  return found ? `${numberText(bytes / found[1])} ${found[0]}` : `${numberText(bytes)} bytes`;
}

/** A value with its unit, and in a handier unit where it is large or small. */
export function valueText(value: number, unit: Unit | null): string {
  const plain = numberText(value);
  if (unit === null) return plain;
  const us = US_PER[unit];
  if (us !== undefined) {
    const stated = `${plain} ${unit === 'us' ? 'µs' : unit}`;
    const handy = timeText(value * us);
    // Nobody reads a second in millions of microseconds.
    return unit === 'us' || unit === 'ns' || handy === stated ? handy : `${stated} (${handy})`;
  }
  const bytes = BYTES_PER[unit];
  if (bytes !== undefined) {
    const handy = bytesText(value * bytes);
    const stated = `${plain} ${unit}`;
    return handy === stated || value * bytes < 1000 ? stated : `${stated} (${handy})`;
  }
  const signs: Readonly<Partial<Record<Unit, string>>> = {
    percent: ' %',
    celsius: ' °C',
    fahrenheit: ' °F',
    km: ' km',
    m: ' m',
    kg: ' kg',
    g: ' g',
  };
  if (unit === 'fraction') return `${plain} (${numberText(value * 100)} %)`;
  if (unit === 'cents') return `${plain} cents (${numberText(value / 100)})`;
  return `${plain}${signs[unit] ?? ''}`;
}
