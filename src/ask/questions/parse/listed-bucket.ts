import type { Tag } from '../../language/lexicon/lexicon.ts';
import { hasTag, type TaggedWord, unitIn } from '../../language/tagged-words.ts';
import { unitOnNumber } from '../../language/time/time-units.ts';

const LISTED_UNITS: Readonly<Record<string, string>> = {
  m: '1 minute',
  h: '1 hour',
  d: '1 day',
  w: '1 week',
};

/** "per site and day": groups and buckets in one list. */
export function listedBucket(
  words: readonly TaggedWord[],
): { readonly bucket: string; readonly at: number } | null {
  const at = words.findIndex((word, index) => {
    const unit = unitIn(word);
    return (
      unit !== null &&
      unit in LISTED_UNITS &&
      word.folded.length > 2 &&
      hasTag(words[index - 1], 'and') &&
      words[index - 2]?.kind === 'word' &&
      words.slice(Math.max(0, index - 5), index - 1).some((before) => hasTag(before, 'by'))
    );
  });
  const unit = unitIn(words[at]);
  return unit === null ? null : { bucket: LISTED_UNITS[unit] as string, at };
}

/** Words after which a length is a width of time: "the busiest 10 minutes". */
const PEAKS: readonly Tag[] = ['busiest', 'most', 'least', 'max', 'min', 'largest', 'smallest'];

/** "the busiest 10 minutes", "the 10 busiest minutes": what time is cut into, and the words that say so. */
export function peakWidth(
  words: readonly TaggedWord[],
): { readonly bucket: string; readonly from: number; readonly to: number } | null {
  for (const { index: at, kind, unit: own, value = 0 } of words) {
    if (kind !== 'number' || !hasTag(words[at - 1], ...PEAKS) || !Number.isInteger(value) || value < 1)
      continue;
    const unit = own === undefined ? unitIn(words[at + 1]) : unitOnNumber(own);
    const listed = unit === null ? undefined : LISTED_UNITS[unit];
    if (listed !== undefined)
      return { bucket: listed.replace('1', String(value)), from: at, to: own === undefined ? at + 1 : at };
  }
  return null;
}
