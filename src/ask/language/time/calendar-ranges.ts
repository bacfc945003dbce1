import type { DateTime } from 'luxon';
import type { TimeContext } from '../../../call/arguments/times.ts';
import { hasTag, type TaggedRequest, unitIn } from '../tagged-words.ts';
import { clockAt, onDay } from './clock.ts';
import { type MomentReader, PARTS } from './moments.ts';
import { type FoundRange as Found, type RangeArguments, rangeBetween } from './stated-range.ts';
import { lengthText, UNIT_US, unitOnNumber } from './time-units.ts';

const MINUTE_US = 60e6;
const AT_US = 5 * MINUTE_US;
const AROUND_US = 15 * MINUTE_US;

/** Words that name a moment. */
interface Place {
  readonly from: number;
  readonly to: number;
  readonly isDay: boolean;
}

/** Reads ranges by the calendar and the clock: `between 9 and 10`, `since Monday`, `yesterday morning`, `14:05`. */
export function createCalendarRanges(
  { words, language }: Pick<TaggedRequest, 'words' | 'language'>,
  { nowUs, timeZone }: TimeContext,
  reader: MomentReader,
) {
  const { now, today, us, until, lastNight, is, skip, past, lengthAt, dayAt, dayNear, onLast, momentAt } =
    reader;
  const { isHour, isHourAlone } = reader;

  /** A moment as it is written, where that is a form of its own: an ISO date, `yesterday`, `today`. */
  function writtenAt({ from, to, isDay }: Place): string | null {
    const word = words[from];
    if (word?.kind === 'date' && from === to) return word.text;
    if (!isDay) return null;
    return is(to, 't:today') ? 'today' : is(to, 't:yesterday') ? 'yesterday' : null;
  }

  /** Without `end` until now. */
  function writtenBetween(start: Place, end: Place | null): RangeArguments | null {
    const first = writtenAt(start);
    if (first === null || end === null) return first === null ? null : { start: first };
    const last = writtenAt(end);
    return last === null ? null : { start: first, end: last };
  }

  /** The 3 of "3 to 5 November". */
  function dayBeforeMonth(at: number) {
    const day = words[at]?.kind === 'number' && words[at].unit === undefined ? words[at].value : undefined;
    const second = skip(past(at + 1));
    if (day === undefined || !is(at + 1, 't:until', 'and') || words[second]?.kind !== 'number') return null;
    const month = dayAt(second)?.start;
    const moment = month?.set({ day });
    if (!month || !moment?.isValid || moment.month !== month.month || moment >= month) return null;
    return { moment, from: at, to: at, isDay: true, clock: null };
  }

  /** `day`: the day that stands before it. */
  function betweenAt(at: number, stated: DateTime | null = null): Found | null {
    const isDash = (index: number) => /^\s?[-–]$/.test(words[index]?.text ?? '');
    const opens = is(at, 'between', 't:since', 't:in', 't:at');
    const first = opens ? skip(past(at)) : at;
    // "6 to noon", "6 to 9 pm"
    const isToClock = is(first + 1, 't:until') && clockAt(words, first + 2) !== null;
    const start = dayBeforeMonth(first) ?? momentAt(first, opens || isToClock);
    if (!start) return null;
    const link = start.to + 1;
    if (!is(link, 't:until', 'and') && !isDash(link)) return null;
    const second = skip(past(link));
    const isNow = is(second, 't:now');
    const end = isNow
      ? { moment: now, from: second, to: past(second) - 1, isDay: false, clock: null }
      : momentAt(second, opens || start.clock !== null);
    if (!end) return null;
    const isPlain = (index: number) =>
      !dayBeforeMonth(index) &&
      words[index]?.kind === 'number' &&
      !hasTag(words[index + 1], 't:o’clock') &&
      words[index]?.unit === undefined;
    const fromDay = dayNear(first, 0);
    if (
      isPlain(first) &&
      isPlain(second) &&
      !end.clock?.zone &&
      !(fromDay ?? dayNear(second, 1) ?? (isHour(second) ? stated : null))
    )
      return null;
    const endClock = end.clock;
    const zone = endClock?.zone;
    let startMoment =
      zone && start.clock?.zone === null ? start.moment.setZone(zone, { keepLocalTime: true }) : start.moment;
    let endMoment = end.moment;
    if (start.clock && endClock && dayAt(first) && dayAt(second))
      return rangeBetween(us(startMoment), until(endMoment), at, end.to, 'calendar');
    if (start.clock && endClock) {
      const dayAfter = dayNear(second, endClock.length);
      const dayBefore = dayNear(at, 0) ?? dayNear(first, 0);
      const day = dayAfter?.from === second ? dayAfter.day.start : (dayBefore?.day.start ?? stated);
      const half =
        start.clock.half === null &&
        endClock.half === 'pm' &&
        start.clock.hour < 12 &&
        start.clock.hour + 12 <= endClock.hour
          ? 12
          : 0;
      const clock = {
        ...start.clock,
        hour: start.clock.hour + half,
        zone: start.clock.zone ?? endClock.zone,
      };
      let wholeEndUs: number | undefined;
      if (day) {
        startMoment = onDay(day, clock);
        endMoment = onDay(day, endClock);
      } else {
        endMoment = onLast(endClock);
        startMoment = onDay(endMoment.setZone(timeZone).startOf('day'), clock);
        if (onDay(today, clock) <= now && onDay(today, endClock) > now && clock.hour < endClock.hour) {
          startMoment = onDay(today, clock);
          endMoment = now;
          wholeEndUs = us(onDay(today, endClock));
        }
      }
      if (endMoment <= startMoment) {
        if (day) endMoment = endMoment.plus({ days: 1 });
        else startMoment = startMoment.minus({ days: 1 });
      }
      const from = dayBefore && dayBefore.from < at && !(dayAfter?.from === second) ? dayBefore.from : at;
      const to = Math.max(end.to, dayAfter?.from === second ? dayAfter.to : 0);
      const range = rangeBetween(us(startMoment), until(endMoment), from, to, 'calendar');
      return range && wholeEndUs !== undefined ? { ...range, wholeEndUs } : range;
    }
    if (!opens && !isDash(link) && !is(link, 't:until')) return null;
    if (hasTag(words[link], 'and') && !is(at, 'between')) return null;
    return rangeBetween(
      us(startMoment),
      until(end.isDay ? endMoment.plus({ days: 1 }) : endMoment),
      at,
      end.to,
      'calendar',
      writtenBetween(start, isNow ? null : end),
    );
  }

  const isOnward = (at: number) => is(at, 't:until', 't:at') || /^onwards?$/.test(words[at]?.folded ?? '');

  function sideAt(at: number): Found | null {
    const isSince = is(at, 't:since', 't:after');
    const isBefore = is(at, 't:before', 't:until');
    if (!isSince && !isBefore && !is(at, 't:at', 't:around')) return null;
    const target = skip(past(at));
    const part = is(target, 't:this') && PARTS.find(([tag]) => is(target + 1, tag));
    if (part && isSince)
      return rangeBetween(us(today.plus({ hours: part[1] })), nowUs, at, target + 1, 'calendar');
    if (isSince && is(target, 't:last') && is(past(target), 't:night'))
      return rangeBetween(us(today.minus({ hours: 4 })), nowUs, at, past(target), 'calendar');
    if (isSince && (is(target, 't:this') || is(target, 't:last'))) {
      const unit = unitIn(words[past(target)]);
      const name = unit && ({ w: 'week', month: 'month' } as Record<string, 'week' | 'month'>)[unit];
      if (name) {
        const start = now.startOf(name);
        return rangeBetween(
          us(is(target, 't:last') ? start.minus({ [`${name}s`]: 1 }) : start),
          nowUs,
          at,
          past(target),
          'calendar',
        );
      }
    }
    const isWord = (words[at]?.folded ?? '').length > 0;
    const moment = momentAt(
      target,
      isWord &&
        (is(at, 't:around') || is(at, 't:since')) &&
        !is(at, 'by') &&
        language !== 'zh' &&
        isHourAlone(target),
    );
    if (!moment) return null;
    // "on Monday", "in January": a whole day or month, which the days read.
    // "Searches from yesterday" are those of one day.
    if (words[at]?.folded === 'from' && is(target, 't:yesterday') && moment.isDay && !isOnward(moment.to + 1))
      return null;
    if (isSince && is(at, 't:since', 't:after') && !(moment.isDay && is(at, 't:at') && !is(at, 't:since'))) {
      const start = moment.isDay && !is(at, 't:since') ? moment.moment.plus({ days: 1 }) : moment.moment;
      return rangeBetween(
        us(start),
        nowUs,
        at,
        moment.to,
        'calendar',
        is(at, 't:since') ? writtenBetween(moment, null) : null,
      );
    }
    if (isBefore && !moment.isDay)
      return rangeBetween(us(moment.moment.startOf('day')), us(moment.moment), at, moment.to, 'calendar');
    const isPartOfDay = moment.clock === null && words[target]?.kind !== 'date';
    if (moment.isDay || isPartOfDay) return null;
    const half = is(at, 't:around') ? AROUND_US : AT_US;
    const center = us(moment.moment);
    return rangeBetween(center - half, Math.min(center + half, nowUs), at, moment.to, 'moment');
  }

  function wholeDayAt(at: number): Found | null {
    const opens = is(at, 't:at', 't:in', 'preposition') && dayAt(at) === null;
    const first = opens ? skip(past(at)) : at;
    const day = dayAt(first);
    if (!day) return null;
    const next = first + day.length;
    // "yesterday morning from 8:00 to 9:30"
    const isPart = PARTS.some(([tag]) => is(skip(next), tag));
    const hours = isPart ? past(skip(next)) : next;
    const within = is(hours, 'between', 't:since') ? betweenAt(hours, day.start) : null;
    if (within) return { ...within, from: at };
    const clockIndex = is(next, 't:at', 't:around') ? past(next) : next;
    const clock = clockAt(words, skip(clockIndex), clockIndex > next);
    if (clock) {
      const center = us(onDay(day.start, clock));
      const half = is(next, 't:around') ? AROUND_US : AT_US;
      return rangeBetween(
        center - half,
        Math.min(nowUs, center + half),
        at,
        skip(clockIndex) + clock.length - 1,
        'moment',
      );
    }
    const side = is(next, 't:after', 't:since', 't:before') ? clockAt(words, skip(past(next)), true) : null;
    if (side) {
      const to = skip(past(next)) + side.length - 1;
      const moment = onDay(day.start, side);
      return is(next, 't:after', 't:since')
        ? rangeBetween(us(moment), until(day.end), at, to, 'calendar')
        : rangeBetween(us(day.start), until(moment), at, to, 'calendar');
    }
    const partAt = skip(next);
    const part = PARTS.find(([tag]) => is(partAt, tag));
    if (part)
      return rangeBetween(
        us(day.start.plus({ hours: part[1] })),
        until(day.start.plus({ hours: part[2] })),
        at,
        past(partAt) - 1,
        'calendar',
      );
    const written = writtenAt({ from: first, to: next - 1, isDay: true });
    return rangeBetween(
      us(day.start),
      until(day.end),
      at,
      next - 1,
      'calendar',
      written === null ? null : written === 'today' ? { start: written } : { start: written, end: written },
    );
  }

  /** `this morning` without `this`, as in "heute" before it, and plain times of day such as `14:05`. */
  function plainAt(at: number): Found | null {
    const word = words[at];
    if (word?.kind === 'date' && word.text.length > 10) {
      const moment = momentAt(at);
      if (moment)
        return rangeBetween(
          us(moment.moment) - AT_US,
          Math.min(nowUs, us(moment.moment) + AT_US),
          at,
          at,
          'moment',
          {
            start: word.text,
            end: word.text,
          },
        );
    }
    if (word?.kind === 'clock' || (language === 'zh' && clockAt(words, at))) {
      const moment = momentAt(at);
      if (moment) {
        const half = is(moment.to + 1, 't:around') ? AROUND_US : AT_US;
        return rangeBetween(
          us(moment.moment) - half,
          Math.min(nowUs, us(moment.moment) + half),
          at,
          moment.to,
          'moment',
        );
      }
    }
    const [, back, backUnit] = /^now-(\d+)([a-z]+)$/.exec(word?.folded ?? '') ?? [];
    const unit = unitOnNumber(backUnit);
    if (unit !== null) {
      const us = Number(back) * UNIT_US[unit];
      return rangeBetween(nowUs - us, nowUs, at, at, 'length', { start: lengthText({ us, unit }) });
    }
    if (is(at, 't:now') && !unitIn(word))
      return { startUs: nowUs, endUs: nowUs, kind: 'now', from: at, to: past(at) - 1, written: null };
    if (is(at, 't:night') && /overnight|anoche|昨晚/.test(word?.folded ?? ''))
      return rangeBetween(...lastNight(), at, past(at) - 1, 'calendar');
    if (is(at, 't:evening') && word?.folded === 'tonight')
      return rangeBetween(us(today.plus({ hours: 18 })), nowUs, at, at, 'calendar');
    const count = lengthAt(at, true);
    const isLast = count !== null && at + count.length === words.length;
    const isApart = /^[,;?(]$/.test(words[at - 1]?.text ?? '');
    if (count && count.us >= MINUTE_US && isLast && (word?.unit !== undefined || isApart))
      return rangeBetween(nowUs - count.us, nowUs, at, words.length - 1, 'length', {
        start: lengthText(count),
      });
    return null;
  }

  return { betweenAt, sideAt, wholeDayAt, plainAt };
}
