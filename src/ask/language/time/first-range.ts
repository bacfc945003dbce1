import type { TimeContext, TimeRange } from '../../../call/arguments/times.ts';
import { tagWords } from '../tagged-words.ts';
import { readTimes } from './read-times.ts';

const HOUR_US = 3600e6;

/** The first range that words state, else the last hour. */
export function rangeOrLastHour(words: string, context: TimeContext): TimeRange {
  const [first] = readTimes(tagWords(words), context).ranges.filter(({ kind }) => kind !== 'now');
  return first ?? { startUs: context.nowUs - HOUR_US, endUs: context.nowUs };
}
