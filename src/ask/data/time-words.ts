import { DateTime } from 'luxon';
import { parseDurationUs } from '../../call/arguments/lengths.ts';
import type { TimeContext, TimeRange } from '../../call/arguments/times.ts';

/** A range that words state. `isMoment`: they name one moment, and the range lies around it. */
export interface StatedRange extends TimeRange {
  readonly isMoment: boolean;
  /** The words that state it. */
  readonly text: string;
}

const MINUTE_US = 60e6;
const AROUND_US = 5 * MINUTE_US;
const NUMBERS: Readonly<Record<string, number>> = {
  a: 1,
  an: 1,
  one: 1,
  two: 2,
  couple: 2,
  three: 3,
  few: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  twelve: 12,
  fifteen: 15,
  twenty: 20,
  thirty: 30,
};
const COUNT = `\\d+(?:\\.\\d+)?|${Object.keys(NUMBERS).join('|')}`;
const UNIT = 'seconds?|secs?|minutes?|mins?|hours?|hrs?|days?|weeks?|months?|s|m|h|d|w';
const LENGTH = `(?:(?:a\\s+)?(${COUNT})(?:\\s+of)?\\s*)?(${UNIT})`;
const DAY =
  'today|yesterday|(?:last\\s+|on\\s+)?(?:mon|tues|wednes|thurs|fri|satur|sun)day|\\d{4}-\\d\\d-\\d\\d';
const CLOCK = '\\d{1,2}:\\d\\d(?::\\d\\d)?\\s*(?:am|pm)?|\\d{1,2}\\s*(?:am|pm)|noon|midnight';
const MOMENT = `(?:(?:${DAY})(?:[T\\s]+(?:at\\s+)?(?:${CLOCK}))?(?:Z|[+-]\\d\\d:?\\d\\d)?|(?:${CLOCK})(?:\\s+(?:${DAY}))?)`;
const pattern = (source: string) => new RegExp(`\\b${source}(?![\\w-])`, 'i');

const SPAN = pattern(`(?:last|past|previous|within)\\s+(?:the\\s+(?:last|past)\\s+)?${LENGTH}`);
const AGO = pattern(`(?:since\\s+|from\\s+)?${LENGTH}\\s+ago`);
const BETWEEN = pattern(
  `(?:(${DAY})\\s+)?(?:between|from)\\s+(${MOMENT}|\\d{1,2})\\s+(?:and|to|until|till|-)\\s+(${MOMENT}|now)`,
);
const SINCE = pattern(`(?:since|after|starting(?:\\s+(?:at|from))?)\\s+(${MOMENT})`);
const AT = pattern(`(?:around|about|near|at|~)\\s*(${MOMENT})`);
const WHOLE_DAY = pattern(`(${DAY})`);
const PARTS = pattern('(this\\s+morning|last\\s+night|this\\s+week|this\\s+hour)');

function lengthUs(count: string | undefined, unit: string): number {
  const number = count === undefined ? 1 : (NUMBERS[count.toLowerCase()] ?? Number(count));
  if (/^months?$/i.test(unit)) return number * 30 * 24 * 60 * MINUTE_US;
  return number * (parseDurationUs(`1 ${unit}`) ?? 0);
}

function dayOf(text: string, now: DateTime): DateTime | null {
  const today = now.startOf('day');
  if (/\btoday\b/i.test(text)) return today;
  if (/\byesterday\b/i.test(text)) return today.minus({ days: 1 });
  const date = /\d{4}-\d\d-\d\d/.exec(text)?.[0];
  if (date !== undefined) return DateTime.fromISO(date, { zone: now.zone });
  const weekday = /\b(mon|tues|wednes|thurs|fri|satur|sun)day\b/i.exec(text)?.[1]?.toLowerCase();
  if (weekday === undefined) return null;
  const wanted = ['mon', 'tues', 'wednes', 'thurs', 'fri', 'satur', 'sun'].indexOf(weekday) + 1;
  return today.minus({ days: (today.weekday - wanted + 7) % 7 });
}

function clockOf(
  text: string,
  half: string | undefined,
): { hour: number; minute: number; second: number } | null {
  if (/\bnoon\b/i.test(text)) return { hour: 12, minute: 0, second: 0 };
  if (/\bmidnight\b/i.test(text)) return { hour: 0, minute: 0, second: 0 };
  const found =
    /(?<![\d-])(\d{1,2}):(\d\d)(?::(\d\d))?\s*(am|pm)?/i.exec(text) ??
    /(?<![\d-])(\d{1,2})()()\s*(am|pm)/i.exec(text) ??
    (/^\d{1,2}$/.test(text.trim()) ? /(\d{1,2})()()()/.exec(text) : null);
  if (!found) return null;
  const [, hours = '', minutes = '', seconds = '', own] = found;
  const suffix = (own || (minutes === '' ? half : undefined))?.toLowerCase();
  const hour = Number(hours);
  const shift = suffix === 'pm' && hour < 12 ? 12 : suffix === 'am' && hour === 12 ? -12 : 0;
  return hour + shift > 23 ? null : { hour: hour + shift, minute: Number(minutes), second: Number(seconds) };
}

/** Reads times in words in the zone of `context`. A clock time without a day is the last one that has passed. */
export function rangeInWords(words: string, context: TimeContext): StatedRange | null {
  const { nowUs, timeZone } = context;
  const now = DateTime.fromMillis(nowUs / 1e3, { zone: timeZone });
  const us = (moment: DateTime) => moment.toMillis() * 1e3;

  function momentOf(text: string, half?: string, day: DateTime | null = null): DateTime | null {
    if (/^now$/i.test(text)) return now;
    if (/\d{4}-\d\d-\d\d[T ]\d\d:\d\d/.test(text)) {
      const exact = DateTime.fromISO(text.replace(/\s+(?=\d\d:)/, 'T'), { zone: timeZone });
      if (exact.isValid) return exact;
    }
    const clock = clockOf(text, half);
    const stated = dayOf(text, now) ?? day;
    if (!clock) return stated;
    if (stated) return stated.set(clock);
    const today = now.startOf('day').set(clock);
    return today > now ? today.minus({ days: 1 }) : today;
  }
  const range = (startUs: number, endUs: number, text: string, isMoment = false): StatedRange | null =>
    startUs < endUs ? { startUs, endUs, text, isMoment } : null;

  const between = BETWEEN.exec(words);
  if (between) {
    const [text, day = '', from = '', to = ''] = between;
    const half = /(am|pm)\s*$/i.exec(to)?.[1];
    const stated = dayOf(`${day} ${to}`, now) ?? dayOf(from, now);
    const start = momentOf(from, half, stated);
    const end = momentOf(to, undefined, stated);
    if (start && end) return range(us(start), us(start > end ? end.plus({ days: 1 }) : end), text);
  }
  const span = SPAN.exec(words);
  if (span) return range(nowUs - lengthUs(span[1], span[2] ?? ''), nowUs, span[0]);
  const ago = AGO.exec(words);
  if (ago) return range(nowUs - lengthUs(ago[1], ago[2] ?? ''), nowUs, ago[0]);
  const since = SINCE.exec(words);
  const start = since ? momentOf(since[1] ?? '') : null;
  if (since && start) return range(us(start), nowUs, since[0]);
  const at = AT.exec(words);
  const moment = at ? momentOf(at[1] ?? '') : null;
  if (at && moment && clockOf(at[1] ?? '', undefined))
    return range(us(moment) - AROUND_US, Math.min(us(moment) + AROUND_US, nowUs), at[0], true);
  const part = PARTS.exec(words)?.[1]?.toLowerCase().replace(/\s+/, ' ');
  const today = now.startOf('day');
  if (part === 'this morning')
    return range(us(today.set({ hour: 6 })), Math.min(us(today.set({ hour: 12 })), nowUs), part);
  if (part === 'last night')
    return range(us(today.minus({ hours: 4 })), Math.min(us(today.set({ hour: 6 })), nowUs), part);
  if (part === 'this week') return range(us(now.startOf('week')), nowUs, part);
  if (part === 'this hour') return range(us(now.startOf('hour')), nowUs, part);
  const whole = WHOLE_DAY.exec(words);
  const day = whole ? dayOf(whole[0], now) : null;
  if (whole && day) return range(us(day), Math.min(us(day.plus({ days: 1 })), nowUs), whole[0]);
  return null;
}
