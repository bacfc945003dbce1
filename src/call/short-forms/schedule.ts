import { DateTime, IANAZone } from 'luxon';
import type { Arguments } from '../../contract/tool.ts';
import { InputError } from '../../errors.ts';

/** A schedule in words: on which days, at what time, in which zone. */
interface Schedule {
  /** Days of the week, 1 for Monday; null where the day of the month decides. */
  readonly weekdays: readonly number[];
  readonly dayOfMonth: number | null;
  readonly hour: number;
  readonly minute: number;
  readonly zone: string;
}

/** By number, 1 for Monday. Cron takes names: by number, 1 is Sunday in OpenObserve, and Monday elsewhere. */
const DAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
const EVERY_DAY = [1, 2, 3, 4, 5, 6, 7];
const HOW =
  'Say it as "Monday 9:00 Europe/Berlin", "every day 8:30 UTC", "Mon, Thu 18:00 UTC" or "day 1 of the month 7:00 UTC".';

const TIME = /(?<!\d)([01]?\d|2[0-3])(?::([0-5]\d))?\s*(am|pm)?(?![\d:/])/i;
const ZONE = /(?:\b[A-Z][A-Za-z_]{1,30}(?:\/[A-Za-z_+-]{1,30}){1,3}|\bUTC\b|\bGMT\b)/;
const DAY_OF_MONTH = /\b(?:day\s+([1-9]|[12]\d|3[01])|([1-9]|[12]\d|3[01])(?:st|nd|rd|th))\b[^.]*?\bmonth\b/i;

function weekdaysIn(text: string): number[] {
  if (/\bweekdays?\b|\bworking days?\b/i.test(text)) return [1, 2, 3, 4, 5];
  if (/\b(?:every day|daily|each day)\b/i.test(text)) return EVERY_DAY;
  return DAYS.flatMap((day, index) => (new RegExp(`\\b${day}[a-z]*\\b`, 'i').test(text) ? [index + 1] : []));
}

/** The zone of a city that words name, such as "Berlin" or "New York"; null where they name none. */
function cityIn(text: string): { readonly zone: string; readonly words: string } | null {
  for (const zone of Intl.supportedValuesOf('timeZone')) {
    const city = zone.split('/').at(-1)?.replaceAll('_', ' ') ?? '';
    const words = new RegExp(`(?<![\\p{L}/])${city}(?![\\p{L}/])`, 'iu').exec(text)?.[0];
    if (words !== undefined) return { zone, words };
  }
  return null;
}

/** @throws {InputError} on words that say no day, time or zone */
function readSchedule(text: string, timeZone: unknown): Schedule {
  const said = ZONE.exec(text)?.[0] ?? null;
  const city = said === null ? cityIn(text) : null;
  const zone = said ?? city?.zone ?? (typeof timeZone === 'string' ? timeZone : null);
  const without = text.replace(said ?? city?.words ?? '', ' ');
  const month = DAY_OF_MONTH.exec(without);
  const [, hours, minutes = '0', half] = TIME.exec(month ? without.replace(month[0], ' ') : without) ?? [];
  const weekdays = month ? [] : weekdaysIn(without);
  if (hours === undefined || (weekdays.length === 0 && !month))
    throw new InputError(`The schedule "${text}" does not say on which day or at what time. ${HOW}`);
  if (zone === null || !IANAZone.isValidZone(zone))
    throw new InputError(`The schedule "${text}" does not say in which time zone. ${HOW}`);
  const hour = (Number(hours) % (half ? 12 : 24)) + (half?.toLowerCase() === 'pm' ? 12 : 0);
  const dayOfMonth = month ? Number(month[1] ?? month[2]) : null;
  return { weekdays, dayOfMonth, hour, minute: Number(minutes), zone };
}

/** Arguments of a report for a schedule in words. The offset is that of the zone now: OpenObserve keeps no other. */
export function scheduleFor(text: string, timeZone: unknown, nowMs: number): Arguments {
  const { weekdays, dayOfMonth, hour, minute, zone } = readSchedule(text, timeZone);
  const days =
    weekdays.length === DAYS.length || dayOfMonth !== null
      ? '*'
      : weekdays.map((day) => DAYS[day - 1]).join(',');
  return {
    frequency: { type: 'cron', cron: `0 ${minute} ${hour} ${dayOfMonth ?? '*'} * ${days}`, interval: 1 },
    timezone: zone,
    timezoneOffset: DateTime.fromMillis(nowMs, { zone }).offset,
  };
}

/** The first moment of a schedule, such as "Monday 7 December 2026 09:00 Europe/Berlin". */
export function firstRunOf(text: string, timeZone: unknown, nowMs: number): string {
  const { weekdays, dayOfMonth, hour, minute, zone } = readSchedule(text, timeZone);
  const now = DateTime.fromMillis(nowMs, { zone });
  const days = Array.from({ length: 370 }, (_, ahead) =>
    now.startOf('day').plus({ days: ahead }).set({ hour, minute }),
  );
  const first = days.find(
    (each) => each > now && (dayOfMonth === null ? weekdays.includes(each.weekday) : each.day === dayOfMonth),
  );
  return first === undefined
    ? 'never'
    : `${first.toFormat('cccc d LLLL yyyy HH:mm', { locale: 'en' })} ${zone}`;
}

/**
 * Refuse a cron that does not mean what it looks like: OpenObserve wants seconds first, and counts days from Sunday.
 * @throws {InputError}
 */
export function checkCron(cron: string): void {
  const fields = cron.trim().split(/\s+/);
  if (fields.length < 6)
    throw new InputError(
      `The cron "${cron}" has ${fields.length} fields, and OpenObserve wants six: seconds come first. Better give "schedule": ${HOW}`,
    );
  if (/\d/.test(fields[5] ?? ''))
    throw new InputError(
      `In the cron "${cron}" days of the week are numbers, of which 1 is Sunday in OpenObserve. Write names, such as MON, or give "schedule".`,
    );
}
