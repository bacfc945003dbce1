import { isoFromUs, type TimeContext } from '../../../call/arguments/times.ts';
import { hasTag, type TaggedRequest, tagWords } from '../../language/tagged-words.ts';
import { readLength, readTimes, type StatedTimes } from '../../language/time/read-times.ts';
import type { RangeArguments, StatedRange } from '../../language/time/stated-range.ts';

/** The times that a request states, in the forms that arguments take. */
export interface TimeSlots {
  /** Null where the request states no range. Calendar times such as `since Monday` are ISO 8601. */
  readonly range: RangeArguments | null;
  /** The range is by the calendar or the clock, which may be told as a background. */
  readonly isByCalendar: boolean;
  /** One moment by itself: ISO 8601, or how long ago; null for none. */
  readonly moment: string | null;
  /** A bucket width such as `5m`; null for none. */
  readonly step: string | null;
  /** The first length of time, in seconds; null for none. */
  readonly seconds: number | null;
}

const isBack = ({ text }: StatedRange) => /\bback$/i.test(text);

const isLooked = ({ from, to }: StatedRange, { words }: TaggedRequest) =>
  words.slice(from, to + 1).some((word) => hasTag(word, 't:last', 't:since', 't:ago'));

/** Which of several ranges is that of the request; the least first. Others are often told as a background. */
function rankOf(range: StatedRange, request: TaggedRequest): number {
  const { kind, written } = range;
  if (written === null) return 3;
  if (/^\d{4}-/.test(written.start)) return 0;
  return kind !== 'length' ? 2 : isLooked(range, request) ? 1 : 4;
}

/** The range of the request; null for none. A moment by the clock is no range. */
function rangeIn({ ranges }: StatedTimes, request: TaggedRequest): StatedRange | null {
  // "3 days ago" tells when something was; "3 days back" how far to look.
  const [first] = ranges
    .filter((range) => range.kind === 'length' || range.kind === 'calendar' || isBack(range) || isDate(range))
    .sort((a, b) => rankOf(a, request) - rankOf(b, request));
  return first ?? null;
}

function argumentsOf(
  { kind, startUs, endUs, written }: StatedRange,
  { nowUs, timeZone }: TimeContext,
): RangeArguments {
  if (written) return kind === 'moment' ? { start: written.start } : written;
  const start = isoFromUs(startUs, timeZone);
  return endUs === nowUs ? { start } : { start, end: isoFromUs(endUs, timeZone) };
}

const isDate = ({ kind, written }: StatedRange) => kind === 'moment' && /^\d{4}-/.test(written?.start ?? '');

function momentOf({ ranges }: StatedTimes, { timeZone }: TimeContext): string | null {
  const found = ranges.find(({ kind, written }) => kind === 'moment' || written?.end !== undefined);
  if (!found) return null;
  if (found.written) return /^\d/.test(found.written.start) ? found.written.start : null;
  return found.kind === 'moment' ? isoFromUs((found.startUs + found.endUs) / 2, timeZone) : null;
}

function stepOf({ bucket: { bucket } }: StatedTimes): string | null {
  const [, count, unit] = /^(\d+) ([a-z])/.exec(bucket ?? '') ?? [];
  return count === undefined ? null : `${count}${unit}`;
}

/** Read the times of a request. */
export function readTimeSlots(text: string, context: TimeContext): TimeSlots {
  const tagged = tagWords(text);
  const times = readTimes(tagged, context);
  const range = rangeIn(times, tagged);
  const length = readLength(tagged, context);
  return {
    range: range && argumentsOf(range, context),
    isByCalendar: range !== null && range.written === null,
    moment: momentOf(times, context),
    step: stepOf(times),
    seconds: length && length.us / 1e6,
  };
}
