import { hasTag } from '../../language/tagged-words.ts';
import type { ParsedQuestion } from '../parse/parse-question.ts';

const UNITS = ['second', 'minute', 'hour', 'day', 'week'];

/** "which hour", "busiest minute": the bucket that is wanted, and that it is to be ordered. */
export function peakBucket(parsed: ParsedQuestion): string | null {
  const isPeak = parsed.superlative !== null || parsed.has('max') || parsed.has('min');
  if (!isPeak) return null;
  const units: Readonly<Record<string, string>> = {
    s: 'second',
    m: 'minute',
    h: 'hour',
    d: 'day',
    w: 'week',
  };
  for (const word of parsed.words) {
    if (parsed.taken.has(word.index)) continue;
    const text =
      word.phrase[0] === word.index
        ? parsed.words
            .slice(word.phrase[0], word.phrase[1] + 1)
            .map(({ folded }) => folded)
            .join(' ')
        : '';
    const named = UNITS.find((unit) =>
      new RegExp(`\\b(which|what|at which|in which|during which|on which) ${unit}\\b`).test(text),
    );
    if (named) return `1 ${named}`;
    const unit = word.meanings.find((meaning) => 'unit' in meaning);
    // "busiest hour", "the minute with most errors", and no "path and seconds".
    const isCued = parsed.words
      .slice(Math.max(0, word.index - 2), word.index)
      .some(
        (before) =>
          hasTag(before, 'which', 'max', 'min', 'slowest', 'fastest', 'top', 'bottom', 'when') ||
          hasTag(before, 'most', 'least', 'busiest', 'largest', 'smallest') ||
          /^(the|die|der|das|la|le|el|a|o|l)$/.test(before.folded),
      );
    if (
      unit &&
      (isCued || parsed.language !== 'en') &&
      !/[^s]s$/.test(word.folded) &&
      'unit' in unit &&
      word.folded.length > 2 &&
      word.kind === 'word' &&
      units[unit.unit]
    )
      return `1 ${units[unit.unit]}`;
  }
  return null;
}

/** A width that cuts a range into at most sixty buckets. */
export const bucketFor = (lengthUs: number): string => {
  const steps: ReadonlyArray<readonly [number, string]> = [
    [60, '1 minute'],
    [300, '5 minute'],
    [900, '15 minute'],
    [3600, '1 hour'],
    [21_600, '6 hour'],
    [86_400, '1 day'],
  ];
  return steps.find(([seconds]) => lengthUs / 1e6 / seconds <= 61)?.[1] ?? '1 day';
};
