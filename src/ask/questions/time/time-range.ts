import { DateTime } from 'luxon';
import type { TimeContext } from '../../../call/arguments/times.ts';
import { type Clock, clockAt, onDay } from './clock.ts';
import type { Tag, TimeUnit } from '../words/lexicon/lexicon.ts';
import { hasTag, type Marked, numberIn, unitIn, type Word } from '../words/marks.ts';
import { UNIT_US, unitOnNumber } from './time-units.ts';

/** A range that words state, in microseconds since the epoch, half-open. */
export interface StatedRange {
  readonly startUs: number;
  readonly endUs: number;
  /** `moment`: one moment is named, and the range lies around it. `now`: only the present is meant. */
  readonly kind: 'length' | 'calendar' | 'moment' | 'now';
  /** First and last word. */
  readonly from: number;
  readonly to: number;
  /** The words as written. */
  readonly text: string;
}

const MINUTE_US = 60e6;
const AT_US = 5 * MINUTE_US;
const AROUND_US = 15 * MINUTE_US;

const PARTS: ReadonlyArray<readonly [tag: Tag, from: number, to: number]> = [
  ['t:morning', 6, 12],
  ['t:afternoon', 12, 18],
  ['t:evening', 18, 24],
  ['t:night', 20, 30],
];

interface Length {
  readonly us: number;
  readonly unit: TimeUnit;
  readonly count: number | null;
  readonly length: number;
}

interface Day {
  readonly start: DateTime;
  readonly end: DateTime;
  readonly length: number;
}

type Found = Omit<StatedRange, 'text'>;

/** Every range that a request states, in its order. A time of day without a day is the last one that has passed. */
export function readTimes(
  { words, language }: Pick<Marked, 'words' | 'language'>,
  { nowUs, timeZone }: TimeContext,
): StatedRange[] {
  const now = DateTime.fromMillis(nowUs / 1e3, { zone: timeZone });
  const today = now.startOf('day');
  const us = (moment: DateTime) => moment.toMillis() * 1e3;
  const until = (moment: DateTime) => Math.min(us(moment), nowUs);
  const is = (at: number, ...tags: Tag[]) => hasTag(words[at], ...tags);
  const isSkipped = (word: Word | undefined) =>
    word !== undefined &&
    word.kind !== 'number' &&
    hasTag(word, 'stop word', 'preposition') &&
    numberIn(word) === null &&
    unitIn(word) === null;
  /** The next word that is no article. */
  const skip = (at: number) => {
    let index = at;
    while (
      index - at < 2 &&
      isSkipped(words[index]) &&
      !is(index, 't:last', 't:this', 't:today', 't:yesterday', 't:now')
    )
      index += 1;
    return index;
  };
  const past = (at: number) => (words[at]?.phrase[1] ?? at) + 1;

  /** `3 hours`, `24h`, `half an hour`, `an hour`, `hour`. */
  function lengthAt(at: number, needsCount: boolean): Length | null {
    const word = words[at];
    if (is(at, 't:half')) {
      const unitAt = skip(past(at));
      const unit = unitIn(words[unitAt]);
      if (unit !== null) return { us: UNIT_US[unit] / 2, unit: 'm', count: 0.5, length: unitAt + 1 - at };
    }
    const number = numberIn(word);
    if (word?.kind === 'number' && number !== null) {
      const own = unitOnNumber(word.unit);
      if (own !== null) return { us: number * UNIT_US[own], unit: own, count: number, length: 1 };
      const unit = word.unit === undefined ? unitIn(words[at + 1]) : null;
      return unit === null ? null : { us: number * UNIT_US[unit], unit, count: number, length: 2 };
    }
    if (number !== null) {
      const unitAt = skip(past(at));
      if (is(unitAt, 't:half')) return lengthAt(unitAt, needsCount);
      const unit = unitIn(words[unitAt]);
      if (unit !== null) return { us: number * UNIT_US[unit], unit, count: number, length: unitAt + 1 - at };
    }
    const unit = unitIn(word);
    return unit === null || needsCount || (word?.folded.length ?? 0) < (language === 'zh' ? 1 : 2)
      ? null
      : { us: UNIT_US[unit], unit, count: null, length: 1 };
  }

  function dayAt(at: number): Day | null {
    const whole = (start: DateTime, length: number, days = 1): Day => ({
      start,
      end: start.plus({ days }),
      length,
    });
    if (is(at, 't:day before yesterday')) return whole(today.minus({ days: 2 }), past(at) - at);
    if (is(at, 't:today')) return whole(today, past(at) - at);
    if (is(at, 't:yesterday')) return whole(today.minus({ days: 1 }), past(at) - at);
    const word = words[at];
    if (word?.kind === 'date' && word.text.length === 10) {
      const start = DateTime.fromISO(word.text, { zone: timeZone });
      return start.isValid ? whole(start, 1) : null;
    }
    const last = is(at, 't:last', 't:this') ? past(at) : at;
    const weekday = words[last]?.meanings.find((meaning) => 'weekday' in meaning);
    if (weekday && 'weekday' in weekday && (words[last]?.folded.length ?? 0) > 2) {
      const back = (today.weekday - weekday.weekday + 7) % 7;
      return whole(
        today.minus({ days: back === 0 && last > at && is(at, 't:last') ? 7 : back }),
        last + 1 - at,
      );
    }
    if (is(last, 't:weekend')) {
      const monday = today.startOf('week');
      const saturday =
        today.weekday >= 6 && !is(at, 't:last') ? monday.plus({ days: 5 }) : monday.minus({ days: 2 });
      return whole(saturday, past(last) - at, 2);
    }
    return monthDayAt(at) ?? null;
  }

  /** `31 January`, `January 31`, `Nov 3rd`, `January`. */
  function monthDayAt(at: number): Day | null {
    const monthOf = (index: number) => {
      const found = words[index]?.meanings.find((meaning) => 'month' in meaning);
      return found && 'month' in found ? found.month : null;
    };
    const dayOf = (index: number) => {
      const word = words[index];
      const value = word?.kind === 'number' ? word.value : undefined;
      return value !== undefined &&
        Number.isInteger(value) &&
        value >= 1 &&
        value <= 31 &&
        !/^(?!st|nd|rd|th)[a-z]/.test(word?.unit ?? '')
        ? value
        : null;
    };
    const inPast = (start: DateTime) => (start > now ? start.minus({ years: 1 }) : start);
    const first = dayOf(at);
    const afterDay = first === null ? at : skip(at + 1);
    const month = monthOf(afterDay);
    if (month !== null && first !== null) {
      const start = inPast(today.set({ month, day: first }));
      return { start, end: start.plus({ days: 1 }), length: afterDay + 1 - at };
    }
    const own = monthOf(at);
    if (own === null) return null;
    const second = dayOf(at + 1);
    if (second !== null) {
      const start = inPast(today.set({ month: own, day: second }));
      return { start, end: start.plus({ days: 1 }), length: 2 };
    }
    if ((words[at]?.folded.length ?? 0) < 4 || words[at]?.folded === 'mars') return null;
    const isNamed = is(at - 1, 't:in', 't:since', 't:this', 't:last', 'preposition') || language === 'zh';
    if (!isNamed && own === 5) return null;
    const start = inPast(today.set({ month: own, day: 1 }));
    return { start, end: start.plus({ months: 1 }), length: 1 };
  }

  function dayNear(at: number, length: number): { day: Day; from: number; to: number } | null {
    const after = skip(at + length);
    const following = dayAt(after) ?? (is(at + length, 't:at', 't:in') ? dayAt(at + length + 1) : null);
    if (following) {
      const from = dayAt(after) ? after : at + length + 1;
      return { day: following, from: at, to: from + following.length - 1 };
    }
    for (const back of [1, 2, 3]) {
      const before = dayAt(at - back);
      if (before && at - back + before.length === at)
        return { day: before, from: at - back, to: at + length - 1 };
      if (before && isSkipped(words[at - 1]) && at - back + before.length === at - 1)
        return { day: before, from: at - back, to: at + length - 1 };
    }
    return null;
  }

  const onLast = (clock: Clock): DateTime => {
    const moment = onDay(today, clock);
    return moment > now ? onDay(today.minus({ days: 1 }), clock) : moment;
  };

  /** A moment: `2026-01-31T09:00Z`, `yesterday at 14:00`, `14:00 CET`, `midnight`. */
  function momentAt(
    at: number,
    isNumber = false,
  ): { moment: DateTime; from: number; to: number; isDay: boolean; clock: Clock | null } | null {
    const word = words[at];
    if (word?.kind === 'date' && word.text.length > 10) {
      const text = word.text.replace(' ', 'T').replaceAll(/\s/g, '');
      const moment = DateTime.fromISO(text, { zone: timeZone });
      return moment.isValid ? { moment, from: at, to: at, isDay: false, clock: null } : null;
    }
    const day = dayAt(at);
    if (day) {
      const next = at + day.length;
      const clockIndex =
        is(next, 't:at', 't:around', 'stop word') && clockAt(words, next) === null ? past(next) : next;
      const clock = clockAt(words, clockIndex, is(next, 't:at') && clockIndex > next);
      if (clock)
        return {
          moment: onDay(day.start, clock),
          from: at,
          to: clockIndex + clock.length - 1,
          isDay: false,
          clock,
        };
      const part = PARTS.find(([tag]) => is(skip(next), tag));
      if (part)
        return {
          moment: day.start.plus({ hours: part[1] }),
          from: at,
          to: skip(next),
          isDay: false,
          clock: null,
        };
      return { moment: day.start, from: at, to: at + day.length - 1, isDay: true, clock: null };
    }
    const clock = clockAt(words, at, isNumber);
    if (!clock) return null;
    const near = dayNear(at, clock.length);
    if (near && near.from === at)
      return { moment: onDay(near.day.start, clock), from: at, to: near.to, isDay: false, clock };
    return { moment: onLast(clock), from: at, to: at + clock.length - 1, isDay: false, clock };
  }

  const range = (
    startUs: number,
    endUs: number,
    from: number,
    to: number,
    kind: Found['kind'],
  ): Found | null => (startUs < endUs ? { startUs, endUs, from, to, kind } : null);

  function betweenAt(at: number): Found | null {
    const isDash = (index: number) => /^\s?[-–]$/.test(words[index]?.text ?? '');
    const opens = is(at, 'between', 't:since', 't:in', 't:at');
    const first = opens ? skip(past(at)) : at;
    const start = momentAt(first, opens);
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
      words[index]?.kind === 'number' &&
      !hasTag(words[index + 1], 't:o’clock') &&
      words[index]?.unit === undefined;
    const fromDay = dayNear(first, 0);
    if (isPlain(first) && isPlain(second) && !(fromDay ?? dayNear(second, 1))) return null;
    const endClock = end.clock;
    let startMoment = start.moment;
    let endMoment = end.moment;
    if (start.clock && endClock) {
      const dayAfter = dayNear(second, endClock.length);
      const dayBefore = dayNear(at, 0) ?? dayNear(first, 0);
      const day = dayAfter?.from === second ? dayAfter.day.start : (dayBefore?.day.start ?? null);
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
        offset: start.clock.offset ?? endClock.offset,
      };
      if (day) {
        startMoment = onDay(day, clock);
        endMoment = onDay(day, endClock);
      } else {
        endMoment = onLast(endClock);
        startMoment = onDay(endMoment.setZone(timeZone).startOf('day'), clock);
        if (onDay(today, clock) <= now && onDay(today, endClock) > now && clock.hour < endClock.hour) {
          startMoment = onDay(today, clock);
          endMoment = now;
        }
      }
      if (endMoment <= startMoment) {
        if (day) endMoment = endMoment.plus({ days: 1 });
        else startMoment = startMoment.minus({ days: 1 });
      }
      const from = dayBefore && dayBefore.from < at && !(dayAfter?.from === second) ? dayBefore.from : at;
      return range(
        us(startMoment),
        until(endMoment),
        from,
        Math.max(end.to, dayAfter?.from === second ? dayAfter.to : 0),
        'calendar',
      );
    }
    if (!opens && !isDash(link) && !is(link, 't:until')) return null;
    if (hasTag(words[link], 'and') && !is(at, 'between')) return null;
    return range(
      us(startMoment),
      until(end.isDay ? endMoment.plus({ days: 1 }) : endMoment),
      at,
      end.to,
      'calendar',
    );
  }

  /** `the last 3 hours`, `les 3 dernières heures`, `la semana pasada`, `this week`. */
  function spanAt(at: number): Found | null {
    const opens = is(at, 't:in', 'preposition') && !is(at, 't:last', 't:this');
    const start = opens ? skip(past(at)) : at;
    const ended = (length: Length, to: number): Found | null => {
      const { unit, count } = length;
      if (count === null && (unit === 'w' || unit === 'month' || unit === 'quarter' || unit === 'year')) {
        const name = ({ w: 'week', month: 'month', quarter: 'quarter', year: 'year' } as const)[unit];
        const current = now.startOf(name);
        return range(us(current.minus({ [`${name}s`]: 1 })), us(current), at, to, 'calendar');
      }
      return range(nowUs - length.us, nowUs, at, to, 'length');
    };
    if (is(start, 't:last')) {
      const next = past(start);
      const night = skip(next);
      if (is(night, 't:night'))
        return range(
          us(today.minus({ hours: 4 })),
          until(today.plus({ hours: 6 })),
          at,
          past(night) - 1,
          'calendar',
        );
      const then = is(next, 'stop word') && numberIn(words[next]) === null ? skip(next) : next;
      const again = is(then, 't:last') && unitIn(words[then]) === null ? past(then) : then;
      const length = lengthAt(again, false);
      if (length) return ended(length, again + length.length - 1);
    }
    if (is(start, 't:this')) {
      const next = past(start);
      const part = PARTS.find(([tag]) => is(next, tag));
      if (part)
        return range(
          us(today.plus({ hours: part[1] })),
          until(today.plus({ hours: part[2] })),
          at,
          next,
          'calendar',
        );
      const unit = unitIn(words[next]);
      const name =
        unit &&
        (
          {
            h: 'hour',
            d: 'day',
            w: 'week',
            month: 'month',
            quarter: 'quarter',
            year: 'year',
            m: 'minute',
            s: null,
            ms: null,
          } as const
        )[unit];
      if (name && (words[next]?.folded.length ?? 0) >= (language === 'zh' ? 1 : 3))
        return range(us(now.startOf(name)), nowUs, at, next, 'calendar');
    }
    const number = lengthAt(start, true);
    if (number && is(start + number.length, 't:last') && language !== 'en')
      return ended(number, start + number.length);
    const count = numberIn(words[start]);
    if (count !== null && is(start + 1, 't:last')) {
      const unit = unitIn(words[past(start + 1)]);
      if (unit !== null) return range(nowUs - count * UNIT_US[unit], nowUs, at, past(start + 1), 'length');
    }
    const unit = unitIn(words[start]);
    if (
      unit !== null &&
      language !== 'en' &&
      language !== 'zh' &&
      is(start + 1, 't:last') &&
      (words[start]?.folded.length ?? 0) > 2
    )
      return ended({ us: UNIT_US[unit], unit, count: null, length: 1 }, start + 1);
    return null;
  }

  /** `over 24 hours`, `for 3 days`, `within 2h`. */
  function plainSpanAt(at: number): Found | null {
    if (!is(at, 't:in')) return null;
    const start = skip(past(at));
    const length = lengthAt(start, true);
    if (!length || words[start]?.kind !== 'number') return null;
    if (length.us < (is(at, 'more than') ? 3600e6 : MINUTE_US)) return null;
    const next = start + length.length;
    if (is(next, 't:before', 't:after', 't:ago') && momentAt(skip(past(next)))) return null;
    return range(nowUs - length.us, nowUs, at, next - 1, 'length');
  }

  /** `3 hours ago`, `vor 3 Stunden`, `since 3 hours ago`. */
  function agoAt(at: number): Found | null {
    const isSince = is(at, 't:since') && !is(at, 't:ago before');
    const start = isSince ? skip(past(at)) : at;
    const before = is(start, 't:ago before');
    const lengthIndex = before ? skip(past(start)) : start;
    const length = lengthAt(lengthIndex, true);
    if (!length) return null;
    let to = lengthIndex + length.length - 1;
    if (!before) {
      if (!is(to + 1, 't:ago')) return null;
      if (language === 'en' && words[to + 1]?.folded === 'earlier') return null;
      to = past(to + 1) - 1;
    }
    if (isSince || (is(at - 1, 't:since') && at > 0))
      return range(nowUs - length.us, nowUs, isSince ? at : at - 1, to, 'length');
    const half = Math.min(UNIT_US[length.unit] / 2, Math.max(MINUTE_US, length.us / 2));
    const center = nowUs - length.us;
    if (length.unit === 'd' || length.unit === 'w') {
      const day = now.minus({ milliseconds: length.us / 1e3 }).startOf('day');
      return range(us(day), until(day.plus({ days: 1 })), at, to, 'moment');
    }
    return range(center - half / 6, Math.min(nowUs, center + half / 6), at, to, 'moment');
  }

  /** `10 minutes before 12:30`, `the hour after 14:00`. */
  function besideAt(at: number): Found | null {
    const opens = is(at, 't:in', 'preposition') && !is(at, 't:last', 't:this');
    const start = opens ? skip(past(at)) : at;
    const length = lengthAt(start, false);
    if (!length) return null;
    const word = start + length.length;
    const isBefore = is(word, 't:before');
    if (!isBefore && !is(word, 't:after')) return null;
    const moment = momentAt(skip(past(word)));
    if (!moment || moment.isDay) return null;
    const center = us(moment.moment);
    return isBefore
      ? range(center - length.us, center, at, moment.to, 'calendar')
      : range(center, Math.min(center + length.us, nowUs), at, moment.to, 'calendar');
  }

  function sideAt(at: number): Found | null {
    const isSince = is(at, 't:since', 't:after');
    const isBefore = is(at, 't:before', 't:until');
    if (!isSince && !isBefore && !is(at, 't:at', 't:around')) return null;
    const target = skip(past(at));
    const part = is(target, 't:this') && PARTS.find(([tag]) => is(target + 1, tag));
    if (part && isSince) return range(us(today.plus({ hours: part[1] })), nowUs, at, target + 1, 'calendar');
    if (isSince && is(target, 't:last') && is(past(target), 't:night'))
      return range(us(today.minus({ hours: 4 })), nowUs, at, past(target), 'calendar');
    if (isSince && (is(target, 't:this') || is(target, 't:last'))) {
      const unit = unitIn(words[past(target)]);
      const name = unit && ({ w: 'week', month: 'month' } as Record<string, 'week' | 'month'>)[unit];
      if (name) {
        const start = now.startOf(name);
        return range(
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
    if (isSince && is(at, 't:since', 't:after') && !(moment.isDay && is(at, 't:at') && !is(at, 't:since'))) {
      const start = moment.isDay && !is(at, 't:since') ? moment.moment.plus({ days: 1 }) : moment.moment;
      return range(us(start), nowUs, at, moment.to, 'calendar');
    }
    if (isBefore && !moment.isDay)
      return range(us(moment.moment.startOf('day')), us(moment.moment), at, moment.to, 'calendar');
    if (moment.isDay) return null;
    const half = is(at, 't:around') ? AROUND_US : AT_US;
    const center = us(moment.moment);
    return range(center - half, Math.min(center + half, nowUs), at, moment.to, 'moment');
  }

  /** A number that can only be an hour: nothing stands after it that it could count. */
  const isHourAlone = (at: number) => {
    const next = words[at + 1];
    return (
      words[at]?.kind === 'number' &&
      (next === undefined || next.kind === 'symbol' || hasTag(next, 't:today', 't:yesterday'))
    );
  };

  function wholeDayAt(at: number): Found | null {
    const opens = is(at, 't:at', 't:in', 'preposition') && dayAt(at) === null;
    const first = opens ? skip(past(at)) : at;
    const day = dayAt(first);
    if (!day) return null;
    const next = first + day.length;
    const clockIndex = is(next, 't:at', 't:around') ? past(next) : next;
    const clock = clockAt(words, skip(clockIndex), clockIndex > next);
    if (clock) {
      const center = us(onDay(day.start, clock));
      const half = is(next, 't:around') ? AROUND_US : AT_US;
      return range(
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
        ? range(us(moment), until(day.end), at, to, 'calendar')
        : range(us(day.start), until(moment), at, to, 'calendar');
    }
    const partAt = skip(next);
    const part = PARTS.find(([tag]) => is(partAt, tag));
    if (part)
      return range(
        us(day.start.plus({ hours: part[1] })),
        until(day.start.plus({ hours: part[2] })),
        at,
        past(partAt) - 1,
        'calendar',
      );
    return range(us(day.start), until(day.end), at, next - 1, 'calendar');
  }

  /** `this morning` without `this`, as in "heute" before it, and plain times of day such as `14:05`. */
  function plainAt(at: number): Found | null {
    const word = words[at];
    if (word?.kind === 'date' && word.text.length > 10) {
      const moment = momentAt(at);
      if (moment)
        return range(us(moment.moment) - AT_US, Math.min(nowUs, us(moment.moment) + AT_US), at, at, 'moment');
    }
    if (word?.kind === 'clock' || (language === 'zh' && clockAt(words, at))) {
      const moment = momentAt(at);
      if (moment) {
        const half = is(moment.to + 1, 't:around') ? AROUND_US : AT_US;
        return range(
          us(moment.moment) - half,
          Math.min(nowUs, us(moment.moment) + half),
          at,
          moment.to,
          'moment',
        );
      }
    }
    if (is(at, 't:now') && !unitIn(word))
      return { startUs: nowUs, endUs: nowUs, kind: 'now', from: at, to: past(at) - 1 };
    if (is(at, 't:night') && /overnight|anoche|昨晚/.test(word?.folded ?? ''))
      return range(
        us(today.minus({ hours: 4 })),
        until(today.plus({ hours: 6 })),
        at,
        past(at) - 1,
        'calendar',
      );
    if (is(at, 't:evening') && word?.folded === 'tonight')
      return range(us(today.plus({ hours: 18 })), nowUs, at, at, 'calendar');
    const count = word?.kind === 'number' && at === words.length - 1 ? lengthAt(at, true) : null;
    if (count && count.us >= MINUTE_US && word?.unit !== undefined)
      return range(nowUs - count.us, nowUs, at, at, 'length');
    return null;
  }

  const found: StatedRange[] = [];
  for (let at = 0; at < words.length; ) {
    const one =
      betweenAt(at) ??
      besideAt(at) ??
      agoAt(at) ??
      spanAt(at) ??
      plainSpanAt(at) ??
      sideAt(at) ??
      wholeDayAt(at) ??
      plainAt(at);
    if (!one) {
      at += 1;
      continue;
    }
    const last = found.at(-1);
    if (last && one.from <= last.to) found.pop();
    const text = words
      .slice(one.from, one.to + 1)
      .map((word) => word.text)
      .join(language === 'zh' ? '' : ' ');
    found.push({ ...one, text });
    at = one.to + 1;
  }
  return found;
}
