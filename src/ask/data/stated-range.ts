import type { Arguments } from '../../contract/tool.ts';
import { parseMomentUs } from '../../call/arguments/moments.ts';
import type { TimeContext, TimeRange } from '../../call/arguments/times.ts';
import { rangeInWords, type StatedRange } from './time-words.ts';

const HOUR_US = 3600e6;

/**
 * The range of a request: what the words state, else what arguments hold under these names, else the last hour.
 * @throws {InputError} when an argument is no time
 */
export function statedRange(
  words: string,
  args: Readonly<Arguments>,
  names: { readonly start: string; readonly end: string },
  context: TimeContext,
): TimeRange & Partial<Pick<StatedRange, 'isMoment'>> {
  const said = rangeInWords(words, context);
  if (said) return said;
  const { [names.start]: start, [names.end]: end } = args;
  const endUs = end === undefined ? context.nowUs : parseMomentUs(names.end, end, context, 'end');
  const startUs = start === undefined ? endUs - HOUR_US : parseMomentUs(names.start, start, context, 'start');
  return { startUs, endUs };
}
