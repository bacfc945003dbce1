import type { Tag, TimeUnit } from '../lexicon/lexicon.ts';
import { hasTag, numberIn, unitIn, type TaggedWord } from '../tagged-words.ts';
import { unitOnNumber } from './time-units.ts';

/** How a request cuts time: the width as SQL takes it, `auto` for "over time", or a rate a second. */
export interface BucketWords {
  readonly bucket: string | null;
  readonly perSecond: boolean;
  /** Words that say so. */
  readonly taken: ReadonlySet<number>;
}

const SQL_UNITS: Readonly<Partial<Record<TimeUnit, string>>> = {
  s: 'second',
  m: 'minute',
  h: 'hour',
  d: 'day',
  w: 'week',
};
const EVERY: ReadonlyArray<readonly [Tag, string]> = [
  ['every minute', '1 minute'],
  ['every hour', '1 hour'],
  ['every day', '1 day'],
  ['every week', '1 week'],
];
const BUCKET_WORD =
  /^(bucket|interval|step|slot|resolution|auflosung|resoluc|intervall|schritt|chunk|granularit|paso|etapa|pas$|intervalo|tranche|bin)/;

/** Halves of a unit as whole ones. */
const widthText = (count: number, unit: TimeUnit): string | null => {
  if (count === 0.5)
    return unit === 'h' ? '30 minute' : unit === 'd' ? '12 hour' : unit === 'm' ? '30 second' : null;
  const name = SQL_UNITS[unit];
  return name === undefined ? null : `${count} ${name}`;
};

/** Read the bucket width that words state: `per hour`, `in 5 minute steps`, `over time`. */
export function readBucket(words: readonly TaggedWord[]): BucketWords {
  const taken = new Set<number>();
  const take = (from: number, to: number) => {
    for (let index = from; index <= to; index++) taken.add(index);
  };
  const past = (at: number) => (words[at]?.phrase[1] ?? at) + 1;
  let bucket: string | null = null;
  let perSecond = false;

  /** Where "of an hour" or "an hour" goes on after a part: the word of the unit. */
  function unitAfter(at: number): number {
    const next = /^(?:of|de|d'|da)$/.test(words[at]?.folded ?? '') ? at + 1 : at;
    return /^(?:an?|the|une?|una|uma)$/.test(words[next]?.folded ?? '') && unitIn(words[next]) === null
      ? next + 1
      : next;
  }

  /** `10 minute`, `half hour`, `5m`, `minute`: the width and the word after it. */
  function widthAt(at: number): { text: string; unit: TimeUnit; count: number; next: number } | null {
    const word = words[at];
    const isQuarter = /^(quarter|viertel|quart|cuarto|quarto)$/.test(word?.folded ?? '');
    if (isQuarter && unitIn(words[unitAfter(at + 1)]) === 'h')
      return { text: '15 minute', unit: 'm', count: 15, next: unitAfter(at + 1) + 1 };
    if (/^viertelstund/.test(word?.folded ?? ''))
      return { text: '15 minute', unit: 'm', count: 15, next: at + 1 };
    if (hasTag(word, 't:half')) {
      const next = numberIn(words[past(at)]) === 1 ? past(at) + 1 : past(at);
      const unit = unitIn(words[next]);
      const text = unit === null ? null : widthText(0.5, unit);
      return unit === null || text === null ? null : { text, unit, count: 0.5, next: next + 1 };
    }
    const count = numberIn(word);
    const own = word?.kind === 'number' ? unitOnNumber(word.unit) : null;
    const unitWord = own !== null ? null : count === null ? at : at + 1;
    const unit = own ?? unitIn(words[unitWord ?? at]);
    if (
      unit === null ||
      (own === null &&
        count === null &&
        (word?.folded.length ?? 0) < 2 &&
        !/\p{Script=Han}/u.test(word?.folded ?? ''))
    )
      return null;
    const text = widthText(count ?? 1, unit);
    return text === null ? null : { text, unit, count: count ?? 1, next: (unitWord ?? at) + 1 };
  }

  words.forEach((word, at) => {
    if (taken.has(at) || word.phrase[0] !== at) return;
    if (
      word.kind === 'symbol' &&
      word.folded === '/' &&
      (words[at + 1]?.folded === 's' || words[at + 1]?.folded === 'sec')
    ) {
      perSecond = true;
      take(at, at + 1);
      return;
    }
    const every = EVERY.find(([tag]) => hasTag(word, tag));
    // "over a day" is how long, not how often.
    const isLength =
      word.folded === 'a' && /^(over|in|within|for|during|of)$/.test(words[at - 1]?.folded ?? '');
    if (every && !isLength) {
      bucket ??= every[1];
      take(at, past(at) - 1);
      return;
    }
    // "step 5m", "a resolution of 30 seconds".
    if (BUCKET_WORD.test(word.folded)) {
      const link = /^(?:[=:]|of|to|is|von|de|a)$/.test(words[at + 1]?.folded ?? '') ? at + 2 : at + 1;
      const stated = numberIn(words[link]) === null ? null : widthAt(link);
      if (stated) {
        bucket ??= stated.text;
        take(at, stated.next - 1);
        return;
      }
    }
    // "Roughly every 40 minutes" tells how often something happens.
    if (hasTag(words[at - 1], 't:around')) return;
    const isCue = hasTag(word, 'by', 'each');
    const opens = isCue || hasTag(word, 't:in', 'preposition');
    let start = opens ? past(at) : at;
    if (isCue && hasTag(words[start], 'stop word') && numberIn(words[start]) === null) start += 1;
    const width = widthAt(start);
    if (!width) return;
    const isNamed = BUCKET_WORD.test(words[width.next]?.folded ?? '');
    if (!isNamed && !isCue) return;
    if (width.unit === 's' && width.count === 1) perSecond = true;
    else bucket ??= width.text;
    take(at, isNamed ? width.next : width.next - 1);
  });
  if (bucket === null)
    words.forEach((word, at) => {
      if (hasTag(word, 'over time') && word.phrase[0] === at && word.kind === 'word' && !taken.has(at)) {
        bucket ??= 'auto';
        take(at, past(at) - 1);
      }
    });
  return { bucket, perSecond, taken };
}
