import { hasTag, type TaggedWord, unitIn } from '../../language/tagged-words.ts';

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
