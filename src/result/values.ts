import { utcFromNs } from '../call/arguments/times.ts';
import type { AnswerUnit } from '../contract/tool.ts';
import { changeMembers } from '../json/map-members.ts';

/** Names that hold a moment, where their numbers are of the size of one. */
const TIME_NAME =
  /(?:^|_)(?:timestamp|time|time_min|time_max|date|at|ts|start|end)$|[a-z](?:At|Time|Timestamp)$/;
/** Moments of the years 2001 to 2096. */
const US = { from: 1e15, to: 4e15 };
const NS = { from: 1e18, to: 4e18 };

const SUFFIX: Readonly<Record<AnswerUnit, string>> = {
  ns: '_ms',
  us: '_ms',
  ms: '_ms',
  s: '_s',
  min: '_min',
  MiB: '_bytes',
};
const NAMED_UNIT =
  /(?:_|\b)(?:ns|us|µs|ms|s|secs?|seconds?|millis|micros|nanos|min|minutes?|bytes|kb|mb|gb)$/i;
const IN_MS: Partial<Record<AnswerUnit, number>> = { ns: 1e6, us: 1e3 };
/** Numbers with more digits than this come from a calculation. */
const MOST_DIGITS = 9;

/** The last key of a field such as `stats.storage_size`. */
export const lastKey = (field: string) => field.slice(field.lastIndexOf('.') + 1);

/** A whole number of µs or ns since the epoch, told apart by magnitude, in ns; null for any other value. */
export function momentNs(value: unknown): bigint | null {
  if (typeof value !== 'bigint' && !(typeof value === 'number' && Number.isInteger(value))) return null;
  const size = Number(value);
  if (size >= US.from && size < US.to) return BigInt(value) * 1000n;
  return size >= NS.from && size < NS.to ? BigInt(value) : null;
}

/** Whether a field of this name holds moments. */
export const isTimeName = (field: string) => TIME_NAME.test(lastKey(field));

/** A number without the digits that only the calculation left there. */
export function rounded(value: number): number {
  if (Number.isInteger(value) || !Number.isFinite(value)) return value;
  if (
    String(value)
      .replace(/e[\s\S]*/, '')
      .replace(/^-?0?\.?0*/, '')
      .replace('.', '').length <= MOST_DIGITS
  )
    return value;
  return Number(Math.abs(value) >= 1000 ? value.toFixed(3) : value.toPrecision(6));
}

/** The unit of the values that `inUnit` makes, as a column says it. */
export const shownUnit = (unit: AnswerUnit) => SUFFIX[unit].slice(1);

/** The name of a field whose values `inUnit` makes. */
export const nameWithUnit = (name: string, unit: AnswerUnit) =>
  NAMED_UNIT.test(name) ? name : `${name}${SUFFIX[unit]}`;

/** A length of time in milliseconds, seconds or minutes, and a size in bytes; what is no number as it is. */
export function inUnit(value: unknown, unit: AnswerUnit): unknown {
  if (typeof value !== 'number' && typeof value !== 'bigint') return value;
  const number = Number(value);
  if (unit === 'MiB') return Math.round(number * 2 ** 20);
  return number / (IN_MS[unit] ?? 1);
}

/** What is known of the fields of an answer. `isWhole`: numbers keep every digit. */
export interface Reading {
  readonly units: Readonly<Record<string, AnswerUnit>>;
  readonly isWhole: boolean;
}

function one(value: unknown, key: string, reading: Reading): unknown {
  if (typeof value === 'object' && value !== null) return presented(value, reading);
  const moment = isTimeName(key) ? momentNs(value) : null;
  if (moment !== null) return utcFromNs(moment);
  const unit = reading.units[key];
  const converted = unit === undefined ? value : inUnit(value, unit);
  return typeof converted === 'number' && !reading.isWhole ? rounded(converted) : converted;
}

/** An object or list with its moments as text, lengths and sizes in the units that their names then say. */
export function presented(value: object, reading: Reading): unknown {
  const changed = changeMembers(value, (item, key) => one(item, key, reading));
  if (Array.isArray(changed) || !Object.keys(changed as object).some((key) => key in reading.units))
    return changed;
  return Object.fromEntries(
    Object.entries(changed as object).map(([key, item]) => {
      const unit = reading.units[key];
      return [unit === undefined || typeof item !== 'number' ? key : nameWithUnit(key, unit), item];
    }),
  );
}

/** A cell as `presented`, when its column as a whole is none of moments or lengths. */
export const presentedCell = (value: unknown, reading: Reading): unknown =>
  typeof value === 'object' && value !== null
    ? presented(value, reading)
    : typeof value === 'number' && !reading.isWhole
      ? rounded(value)
      : value;
