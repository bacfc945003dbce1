import { DateTime, type DateTimeUnit } from 'luxon';
import { InputError } from '../../errors.ts';
import { parseLength, unitOf } from './lengths.ts';
import type { TimeContext } from './times.ts';
import { splitZone } from './zones.ts';

/** Which edge of a range a moment is, or `at` for one by itself. */
export type MomentRole = 'start' | 'end' | 'at';

const FORMS =
  'Use 1h, now-15m, now-7d/d, today, yesterday, 14:00, 9am CET, ISO 8601 (2026-01-31T09:00:00Z) or an epoch in s, ms, µs or ns';
const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];
const CLOCK = /^(\d{1,2})(?::(\d\d))?(?::(\d\d))?\s*([ap]m)?$/;
/** Epochs are told apart by magnitude; below this a number is no moment since 1973 in any unit. */
/** The latest moment of a JavaScript date. */
const LATEST_US = 8.64e18;
const SMALLEST_EPOCH = 1e8;

function epochToUs(name: string, value: number, { nowUs }: TimeContext, role: MomentRole): number {
  const size = Math.abs(value);
  // OpenObserve refuses 0, by which many mean from the beginning, or no end.
  if (value === 0) return role === 'end' ? nowUs : 1;
  // Our own way of writing the beginning, which comes back in calls that go on.
  if (value === 1) return value;
  if (value < 0 || size < SMALLEST_EPOCH)
    throw new InputError(
      `"${name}" is ${value}, which is no moment. For so long before now write it with a unit, such as ${size}s. ${FORMS}.`,
    );
  if (size < 1e11) return Math.round(value * 1e6);
  if (size < 1e14) return Math.round(value * 1e3);
  if (size < 1e17) return Math.round(value);
  return Math.round(value / 1e3);
}

/** A time of day such as `14:00`, `9am` or `noon`; null for any other text. */
function clockOf(text: string): { hour: number; minute: number; second: number } | null {
  if (text === 'noon') return { hour: 12, minute: 0, second: 0 };
  if (text === 'midnight') return { hour: 0, minute: 0, second: 0 };
  const [whole, hours = '', minutes, seconds, half] = CLOCK.exec(text) ?? [];
  if (whole === undefined || (minutes === undefined && half === undefined)) return null;
  const shift = half === 'pm' && Number(hours) < 12 ? 12 : half === 'am' && Number(hours) === 12 ? -12 : 0;
  const hour = Number(hours) + shift;
  return hour > 23 ? null : { hour, minute: Number(minutes ?? 0), second: Number(seconds ?? 0) };
}

/** The beginning of the day that a word names; a weekday is the last one that has begun. */
function dayOf(text: string, now: DateTime): DateTime | null {
  const today = now.startOf('day');
  if (text === 'today') return today;
  if (text === 'yesterday') return today.minus({ days: 1 });
  if (text === 'tomorrow') return today.plus({ days: 1 });
  const weekday = WEEKDAYS.indexOf(text.replace(/^(?:last|on|this)\s+/, ''));
  return weekday === -1 ? null : today.minus({ days: (today.weekday - weekday - 1 + 7) % 7 });
}

/** The whole of a unit of time around `moment`: its beginning, or as an end where it ends, but not after now. */
function edgeOf(moment: DateTime, unit: DateTimeUnit, role: MomentRole, now: DateTime): DateTime {
  if (role !== 'end') return moment.startOf(unit);
  return DateTime.min(moment.startOf(unit).plus({ [unit]: 1 }), now);
}

const SINGULAR = (unit: string) => unit.replace(/s$/, '') as DateTimeUnit;

/** `this week`, `now/d`, `now-7d/d`: a whole unit of time; null for any other text. */
function wholeUnit(text: string, role: MomentRole, now: DateTime): DateTime | null {
  const named = /^this\s+(\w+)$/i.exec(text)?.[1];
  if (named !== undefined) {
    const unit = unitOf(named);
    return unit === null ? null : edgeOf(now, SINGULAR(unit), role, now);
  }
  const [whole, base = '', letter = ''] = /^(.+)\/([a-zA-Z]+)$/.exec(text) ?? [];
  const unit = whole === undefined ? null : unitOf(letter);
  const moment = unit === null ? null : relative(base, role, now);
  return moment === null || unit === null ? null : edgeOf(moment, SINGULAR(unit), role, now);
}

/** `now`, `now-15m`, `1h`, `2 days ago`, `last week`; null for any other text. */
function relative(text: string, role: MomentRole, now: DateTime): DateTime | null {
  if (/^now$/i.test(text)) return now;
  const [signed, sign, rest = ''] = /^(?:now\s*)?([+-])(.+)$/i.exec(text) ?? [];
  const [named, span = ''] = /^(?:the\s+)?(?:last|past|previous)\s+(.+)$/i.exec(text) ?? [];
  const bare = signed !== undefined ? rest : named !== undefined ? span : text.replace(/\sago$/i, '');
  const length = parseLength(named !== undefined && !/^\d/.test(bare) ? `1 ${bare}` : bare);
  if (length === null) return null;
  // The last two days end now.
  if (named !== undefined && role === 'end') return now;
  return sign === '+' ? now.plus(length) : now.minus(length);
}

/** A day by a word, a time of day, or both: `yesterday`, `14:00`, `yesterday 9am`. */
function dayAndClock(text: string, role: MomentRole, now: DateTime): DateTime | null {
  const day = dayOf(text, now);
  if (day) return edgeOf(day, 'day', role, now);
  const clock = clockOf(text);
  if (clock) {
    const moment = now.startOf('day').set(clock);
    return moment > now ? moment.minus({ days: 1 }) : moment;
  }
  const [, first = '', last = ''] = /^(\S+(?:\s+\S+day)?)\s+(?:at\s+)?(.+)$/.exec(text) ?? [];
  for (const [words, hours] of [
    [first, last],
    [last, first],
  ] as const) {
    const [stated, time] = [dayOf(words, now), clockOf(hours)];
    if (stated && time) return stated.set(time);
  }
  return null;
}

/**
 * A moment in any form that people and models use, in µs since the epoch.
 * `1h` and `-1h` mean that long before now; `yesterday` as an end means its last moment.
 * @throws {InputError} when the text is no time
 */
export function parseMomentUs(name: string, value: unknown, context: TimeContext, role: MomentRole): number {
  const momentUs = momentOf(name, value, context, role);
  if (Math.abs(momentUs) <= LATEST_US) return momentUs;
  throw new InputError(`"${name}" is no time that can be read: it is beyond what clocks count. ${FORMS}.`);
}

/** ISO 8601 with a blank before the time, or with the day first as `31.01.2026`. */
const isoOf = (text: string) =>
  text
    .replace(/^(\d{1,2})\.(\d{1,2})\.(\d{4})(?!\d)/, (_, day: string, month: string, year: string) =>
      [year, month.padStart(2, '0'), day.padStart(2, '0')].join('-'),
    )
    .replace(/^(\d{4}-\d\d-\d\d)\s+(?=\d\d:)/, '$1T');

function momentOf(name: string, value: unknown, context: TimeContext, role: MomentRole): number {
  if (typeof value === 'number' && Number.isFinite(value)) return epochToUs(name, value, context, role);
  if (typeof value === 'bigint') return epochToUs(name, Number(value), context, role);
  if (typeof value !== 'string') throw new InputError(`"${name}" is no time. ${FORMS}.`);
  const given = value.trim();
  if (/^-?\d+(\.\d+)?$/.test(given)) return epochToUs(name, Number(given), context, role);
  const { text, zone } = splitZone(given);
  const now = DateTime.fromMillis(context.nowUs / 1e3, { zone: zone ?? context.timeZone });
  const found =
    relative(text, role, now) ??
    wholeUnit(text, role, now) ??
    dayAndClock(text.toLowerCase().replaceAll(/\s+/g, ' '), role, now);
  if (found) return found.toMillis() === now.toMillis() ? context.nowUs : Math.round(found.toMillis() * 1e3);
  const iso = isoOf(text);
  const moment = DateTime.fromISO(iso, {
    zone: zone ?? context.timeZone,
  });
  if (!moment.isValid) throw new InputError(`"${name}" is no time that can be read: "${given}". ${FORMS}.`);
  const fraction = /\.\d{3}(\d{1,3})/.exec(iso)?.[1];
  return moment.toMillis() * 1e3 + (fraction ? Number(fraction.padEnd(3, '0')) : 0);
}

/** Whether the text is a time of day without a day: as an end it is the next one after the beginning. */
export function isTimeOfDay(value: unknown): boolean {
  return typeof value === 'string' && clockOf(splitZone(value.trim()).text.toLowerCase()) !== null;
}

/** Whether the text names a whole day, which as an end is over when the next one begins. */
export function isWholeDay(value: unknown): boolean {
  if (typeof value !== 'string') return false;
  const text = value.trim().toLowerCase();
  return /^\d{4}-\d\d-\d\d$/.test(text) || text === 'yesterday' || WEEKDAYS.includes(text);
}
