import { DateTime } from 'luxon';
import type { TimeContext } from '../../../call/arguments/times.ts';
import type { Tag, TimeUnit } from '../lexicon/lexicon.ts';
import { hasTag, type TaggedRequest, numberIn, unitIn, type TaggedWord } from '../tagged-words.ts';
import { type Clock, clockAt, onDay } from './clock.ts';
import { UNIT_US, unitOnNumber } from './time-units.ts';
import { zoneAt } from './zone-words.ts';

/** Parts of a day, in hours after midnight. */
export const PARTS: ReadonlyArray<readonly [tag: Tag, from: number, to: number]> = [
  ['t:morning', 6, 12],
  ['t:afternoon', 12, 18],
  ['t:evening', 18, 24],
  ['t:night', 20, 30],
];

/** A length of time in words. */
export interface Length {
  readonly us: number;
  readonly unit: TimeUnit;
  readonly count: number | null;
  readonly length: number;
}

/** One or more calendar days in words, half-open, in the time zone of the request. */
export interface Day {
  readonly start: DateTime;
  readonly end: DateTime;
  readonly length: number;
}

/** Reads lengths, days and moments that stand at a word of a request. */
export function createMomentReader(
  { words, language }: Pick<TaggedRequest, 'words' | 'language'>,
  { nowUs, timeZone }: TimeContext,
) {
  const now = DateTime.fromMillis(nowUs / 1e3, { zone: timeZone });
  const today = now.startOf('day');
  const us = (moment: DateTime) => moment.toMillis() * 1e3;
  const until = (moment: DateTime) => Math.min(us(moment), nowUs);
  /** Start and end of the last night, in us. */
  const lastNight = () => [us(today.minus({ hours: 4 })), until(today.plus({ hours: 6 }))] as const;
  const is = (at: number, ...tags: Tag[]) => hasTag(words[at], ...tags);
  const isSkipped = (word: TaggedWord | undefined) =>
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
  /** "the 500s" are responses with that code, and no seconds. */
  const isCodes = ({ unit, value = 0 }: TaggedWord) => unit === 's' && value >= 400 && value <= 504;

  function lengthAt(at: number, needsCount: boolean): Length | null {
    const word = words[at];
    if (is(at, 't:half')) {
      const unitAt = skip(past(at));
      const unit = unitIn(words[unitAt]);
      if (unit !== null) return { us: UNIT_US[unit] / 2, unit: 'm', count: 0.5, length: unitAt + 1 - at };
    }
    const number = numberIn(word);
    if (word?.kind === 'number' && number !== null) {
      const own = isCodes(word) && !is(at - 1, 't:last', 't:in') ? null : unitOnNumber(word.unit);
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
        past(last) - at,
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
    for (const back of [3, 2, 1]) {
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
      const named = zoneAt(words, at + 1);
      const moment = DateTime.fromISO(text, { zone: named?.zone ?? timeZone });
      const to = at + (named?.length ?? 0);
      return moment.isValid ? { moment, from: at, to, isDay: false, clock: null } : null;
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

  /** An hour of the day that nothing is counted by. */
  const isHour = (at: number) => {
    const next = words[at + 1];
    return (
      (words[at]?.value ?? 25) <= 24 &&
      (next === undefined || next.kind === 'symbol' || hasTag(next, 'preposition', 't:in', 'by', 'each'))
    );
  };

  /** A number that can only be an hour: nothing stands after it that it could count. */
  const isHourAlone = (at: number) => {
    const next = words[at + 1];
    return (
      words[at]?.kind === 'number' &&
      (next === undefined || next.kind === 'symbol' || hasTag(next, 't:today', 't:yesterday'))
    );
  };

  return {
    now,
    today,
    us,
    until,
    lastNight,
    is,
    skip,
    past,
    lengthAt,
    dayAt,
    dayNear,
    onLast,
    momentAt,
    isHour,
    isHourAlone,
  };
}

/** Reads what stands at one word. */
export type MomentReader = ReturnType<typeof createMomentReader>;
