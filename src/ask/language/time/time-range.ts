import type { TimeContext } from '../../../call/arguments/times.ts';
import type { TaggedRequest } from '../tagged-words.ts';
import { createAgoRanges } from './ago-ranges.ts';
import { createCalendarRanges } from './calendar-ranges.ts';
import { createMomentReader } from './moments.ts';
import { createRelativeRanges } from './relative-ranges.ts';
import type { StatedRange } from './stated-range.ts';

/** Every range that a request states, in its order. A time of day without a day is the last one that has passed. */
export function readTimeRanges(
  request: Pick<TaggedRequest, 'words' | 'language'>,
  context: TimeContext,
): StatedRange[] {
  const { words, language } = request;
  const reader = createMomentReader(request, context);
  const { besideAt, agoAt, spanAt, plainSpanAt } = createRelativeRanges(request, context, reader);
  const { betweenAt, sideAt, wholeDayAt, plainAt } = createCalendarRanges(request, context, reader);
  const bothAgoAt = createAgoRanges(request, context, reader);
  const found: StatedRange[] = [];
  for (let at = 0; at < words.length; ) {
    const one =
      bothAgoAt(at) ??
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
