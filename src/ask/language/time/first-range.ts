import type { TimeContext, TimeRange } from '../../../call/arguments/times.ts';
import { tagWords } from '../tagged-words.ts';
import { readTimeRanges } from './time-range.ts';

const HOUR_US = 3600e6;

/** The first range that words state, else the last hour. */
export function rangeOrLastHour(words: string, context: TimeContext): TimeRange {
  const [first] = readTimeRanges(tagWords(words), context).filter(({ kind }) => kind !== 'now');
  return first ?? { startUs: context.nowUs - HOUR_US, endUs: context.nowUs };
}
