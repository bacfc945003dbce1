import type { DateTime } from 'luxon';
import type { TimeContext } from '../../../call/arguments/times.ts';
import { clockAt, onDay } from './clock.ts';
import type { FoundRange as Found, StatedRange } from './stated-range.ts';
import { createMomentReader, type Length, PARTS } from './moments.ts';
import { hasTag, type TaggedRequest, numberIn, unitIn } from '../tagged-words.ts';
import { UNIT_US } from './time-units.ts';

const MINUTE_US = 60e6;
const AT_US = 5 * MINUTE_US;
const AROUND_US = 15 * MINUTE_US;

/** Every range that a request states, in its order. A time of day without a day is the last one that has passed. */
export function readTimeRanges(
  marked: Pick<TaggedRequest, 'words' | 'language'>,
  context: TimeContext,
): StatedRange[] {
  const { words, language } = marked;
  const { nowUs, timeZone } = context;
  const reader = createMomentReader(marked, context);
  const { now, today, us, until, is, skip, past, lengthAt, dayAt, dayNear, onLast, momentAt } = reader;
  const { isHour, isHourAlone } = reader;
  const range = (
    startUs: number,
    endUs: number,
    from: number,
    to: number,
    kind: Found['kind'],
  ): Found | null => (startUs < endUs ? { startUs, endUs, from, to, kind } : null);

  /** `day`: the day that stands before it. */
  function betweenAt(at: number, stated: DateTime | null = null): Found | null {
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
    if (
      isPlain(first) &&
      isPlain(second) &&
      !(fromDay ?? dayNear(second, 1) ?? (isHour(second) ? stated : null))
    )
      return null;
    const endClock = end.clock;
    let startMoment = start.moment;
    let endMoment = end.moment;
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
