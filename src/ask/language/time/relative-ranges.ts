import type { TimeContext } from '../../../call/arguments/times.ts';
import { numberIn, type TaggedRequest, unitIn } from '../tagged-words.ts';
import { type Length, type MomentReader, PARTS } from './moments.ts';
import { type FoundRange as Found, rangeBetween } from './stated-range.ts';
import { lengthText, UNIT_US } from './time-units.ts';

const MINUTE_US = 60e6;
/** "It takes 8 seconds since noon": no 8 seconds after noon. */
const SINCE = /^(?:since|seit|depuis|desde|自)$/;
/** Beyond this, a number before "last week" is an ID. */
const MOST_COUNTED = 1000;

/** Reads ranges that have a length: `last 3 hours`, `3 hours ago`, `over 24 hours`, `10 minutes before 12:30`. */
export function createRelativeRanges(
  { words, language }: Pick<TaggedRequest, 'words' | 'language'>,
  { nowUs }: TimeContext,
  { now, today, us, until, lastNight, is, skip, past, lengthAt, momentAt }: MomentReader,
) {
  /** `the last 3 hours`, `les 3 dernières heures`, `la semana pasada`, `this week`. */
  function spanAt(at: number): Found | null {
    const opens = is(at, 't:in', 'preposition') && !is(at, 't:last', 't:this');
    const start = opens ? skip(past(at)) : at;
    const ended = (length: Length, to: number): Found | null => {
      const { unit, count } = length;
      if (count === null && (unit === 'w' || unit === 'month' || unit === 'quarter' || unit === 'year')) {
        const name = ({ w: 'week', month: 'month', quarter: 'quarter', year: 'year' } as const)[unit];
        const current = now.startOf(name);
        // Tools take lengths and no calendar weeks: there "last week" is seven days.
        return rangeBetween(us(current.minus({ [`${name}s`]: 1 })), us(current), at, to, 'calendar', {
          start: lengthText(length),
        });
      }
      return rangeBetween(nowUs - length.us, nowUs, at, to, 'length', { start: lengthText(length) });
    };
    if (is(start, 't:last')) {
      const next = past(start);
      const night = skip(next);
      if (is(night, 't:night')) return rangeBetween(...lastNight(), at, past(night) - 1, 'calendar');
      const then = is(next, 'stop word') && numberIn(words[next]) === null ? skip(next) : next;
      const again = is(then, 't:last') && unitIn(words[then]) === null ? past(then) : then;
      const length = lengthAt(again, false);
      // "The past days" are no certain number of days.
      if (length?.count === null && /^[a-z]{3,}s$/.test(words[again]?.folded ?? '') && language === 'en')
        return null;
      if (length) return ended(length, again + length.length - 1);
    }
    if (is(start, 't:this')) {
      const next = past(start);
      const part = PARTS.find(([tag]) => is(next, tag));
      if (part)
        return rangeBetween(
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
        return rangeBetween(us(now.startOf(name)), nowUs, at, next, 'calendar');
    }
    const number = lengthAt(start, true);
    if (number && is(start + number.length, 't:last') && language !== 'en')
      return ended(number, start + number.length);
    const count = numberIn(words[start]);
    if (count !== null && count <= MOST_COUNTED && is(start + 1, 't:last')) {
      const unit = unitIn(words[past(start + 1)]);
      if (unit !== null)
        return rangeBetween(nowUs - count * UNIT_US[unit], nowUs, at, past(start + 1), 'length', {
          start: lengthText({ us: count * UNIT_US[unit], unit }),
        });
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
    if (!length || (words[start]?.kind !== 'number' && (length.count ?? 0) < 2)) return null;
    if (length.us < (is(at, 'more than') ? 3600e6 : MINUTE_US)) return null;
    const next = start + length.length;
    if (is(next, 't:before', 't:after', 't:ago') && momentAt(skip(past(next)))) return null;
    return rangeBetween(nowUs - length.us, nowUs, at, next - 1, 'length', { start: lengthText(length) });
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
    // "seit 3 Stunden", "depuis 24 heures"; "depuis 8 heures" may be the hour.
    const isHour = length.unit === 'h' && (length.count ?? 0) <= 12;
    const isLength = isSince && (language === 'de' || (language === 'fr' && !isHour));
    if (!before && !isLength) {
      if (!is(to + 1, 't:ago')) return null;
      if (language === 'en' && words[to + 1]?.folded === 'earlier') return null;
      to = past(to + 1) - 1;
    }
    const ago = lengthText(length);
    if (isSince || (is(at - 1, 't:since') && at > 0))
      return rangeBetween(nowUs - length.us, nowUs, isSince ? at : at - 1, to, 'length', { start: ago });
    const half = Math.max(MINUTE_US, Math.min(UNIT_US[length.unit] / 2, length.us / 2) / 6);
    const center = nowUs - length.us;
    if (length.unit === 'd' || length.unit === 'w') {
      const day = now.minus({ milliseconds: length.us / 1e3 }).startOf('day');
      return rangeBetween(us(day), until(day.plus({ days: 1 })), at, to, 'moment', { start: ago, end: ago });
    }
    return rangeBetween(center - half, Math.min(nowUs, center + half), at, to, 'moment', {
      start: ago,
      end: ago,
    });
  }

  /** `10 minutes before 12:30`, `the hour after 14:00`. */
  function besideAt(at: number): Found | null {
    const opens = is(at, 't:in', 'preposition') && !is(at, 't:last', 't:this');
    const start = opens ? skip(past(at)) : at;
    const length = lengthAt(start, false);
    if (!length) return null;
    const word = start + length.length;
    const isBefore = is(word, 't:before');
    const isAfter = is(word, 't:after') && !SINCE.test(words[word]?.folded ?? '');
    if ((!isBefore && !isAfter) || is(at - 1, 'slower than', 'more than', 'less than')) return null;
    const moment = momentAt(skip(past(word)));
    if (!moment || moment.isDay) return null;
    const center = us(moment.moment);
    return isBefore
      ? rangeBetween(center - length.us, center, at, moment.to, 'calendar')
      : rangeBetween(center, Math.min(center + length.us, nowUs), at, moment.to, 'calendar');
  }

  return { besideAt, agoAt, spanAt, plainSpanAt };
}
