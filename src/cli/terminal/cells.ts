import { DateTime } from 'luxon';
import { stringifyExact } from '../../json/exact-json.ts';

const LONGEST_JSON = 80;
const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/;
const TIME_IN_TEXT = /(?<![\w.:-])\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:\d\d)(?![\w:])/g;
const UNITS = ['B', 'KiB', 'MiB', 'GiB', 'TiB'];

const isJson = (value: unknown): value is object => typeof value === 'object' && value !== null;
/** A text that is JSON, as attributes of spans often are. */
const isJsonText = (value: unknown): value is string =>
  typeof value === 'string' && /^(?:\[\{|\{")/.test(value);
/** Whether a value is an object or list too long for a cell. */
export const isLong = (value: unknown) =>
  isJson(value)
    ? stringifyExact(value).length > LONGEST_JSON
    : isJsonText(value) && value.length > LONGEST_JSON;
/** Whether a value is a time as answers write it. */
export const isTime = (value: unknown): value is string => typeof value === 'string' && TIME.test(value);

const asNumber = (value: number, digits: number) =>
  value.toLocaleString('en', { maximumFractionDigits: digits });

function bytesText(value: number): string {
  const power = Math.min(UNITS.length - 1, Math.floor(Math.log2(Math.max(1, Math.abs(value))) / 10));
  return `${asNumber(value / 1024 ** power, power === 0 ? 0 : 1)} ${UNITS[power]}`;
}

function durationText(ms: number): string {
  if (Math.abs(ms) < 1000) return `${asNumber(ms, 1)} ms`;
  const seconds = ms / 1000;
  if (Math.abs(seconds) < 120) return `${asNumber(seconds, 2)} s`;
  const minutes = seconds / 60;
  return Math.abs(minutes) < 120 ? `${asNumber(minutes, 1)} min` : `${asNumber(minutes / 60, 1)} h`;
}

/** A moment in the zone of the terminal, to the second, or to the millisecond where it has a fraction. */
export function localTime(text: string): string {
  const moment = DateTime.fromISO(text);
  return moment.toFormat(moment.millisecond === 0 ? 'yyyy-MM-dd HH:mm:ss' : 'yyyy-MM-dd HH:mm:ss.SSS');
}

/** The same with the name of the zone, for sentences. */
export const localTimeWithZone = (text: string) =>
  `${localTime(text)} ${DateTime.fromISO(text).toFormat('ZZZZ')}`;

/** A text for a person, with its times in the zone of the terminal. */
export const withLocalTimes = (text: string) => text.replaceAll(TIME_IN_TEXT, localTimeWithZone);

/** A number without the digits that arithmetic in binary leaves behind. */
function numberText(value: number): string {
  if (Number.isInteger(value)) return String(value);
  return String(Number(Math.abs(value) >= 1 ? value.toFixed(4) : value.toPrecision(4)));
}

/** A column for a person: its name without the unit that its values then say. */
export function headText(column: string): string {
  return column.replace(/_(?:ms|bytes)$/, '');
}

/** A value of a column for a person: local times, lengths and sizes with their unit, the beginning of JSON. */
export function cellText(column: string, value: unknown): string {
  if (value === null || value === undefined) return '';
  if (isTime(value)) return localTime(value);
  if (typeof value === 'number' && column.endsWith('_bytes')) return bytesText(value);
  if (typeof value === 'number' && column.endsWith('_ms')) return durationText(value);
  if (typeof value === 'number') return numberText(value);
  if (!isJson(value)) return isLong(value) ? `${String(value).slice(0, LONGEST_JSON)}…` : String(value);
  if (Array.isArray(value) && value.every((item) => typeof item === 'string') && !isLong(value))
    return value.join(', ');
  const text = stringifyExact(value);
  return isLong(value) ? `${text.slice(0, LONGEST_JSON)}…` : text;
}
