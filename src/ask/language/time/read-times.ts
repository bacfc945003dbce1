import type { TimeContext } from '../../../call/arguments/times.ts';
import type { TaggedRequest } from '../tagged-words.ts';
import { type BucketWords, readBucket } from './bucket.ts';
import { createMomentReader, type Length } from './moments.ts';
import type { StatedRange } from './stated-range.ts';
import { readTimeRanges } from './time-range.ts';

/** What a request says about time. */
export interface StatedTimes {
  /** In the order of the words. */
  readonly ranges: readonly StatedRange[];
  readonly bucket: BucketWords;
}

/** Read every range and the bucket width that a request states. Words of the width are part of no range. */
export function readTimes(request: TaggedRequest, context: TimeContext): StatedTimes {
  const bucket = readBucket(request.words);
  const words = request.words.map((word) =>
    bucket.taken.has(word.index) ? { ...word, kind: 'symbol' as const, meanings: [] } : word,
  );
  return { ranges: readTimeRanges({ ...request, words }, context), bucket };
}

/** The first length of time with a count, such as `15 minutes`; null for none. */
export function readLength(request: TaggedRequest, context: TimeContext): Length | null {
  const { lengthAt } = createMomentReader(request, context);
  for (const { index } of request.words) {
    const length = lengthAt(index, true);
    if (length) return length;
  }
  return null;
}
