import type { TimeContext, TimeRange } from '../../../call/arguments/times.ts';
import { mark } from '../words/marks.ts';
import { readTimes } from './time-range.ts';

const HOUR_US = 3600e6;

/** The first range that words state, else the last hour. */
export function statedRange(words: string, context: TimeContext): TimeRange {
  const [first] = readTimes(mark(words), context).filter(({ kind }) => kind !== 'now');
  return first ?? { startUs: context.nowUs - HOUR_US, endUs: context.nowUs };
}
