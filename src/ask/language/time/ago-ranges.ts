import type { TimeContext } from '../../../call/arguments/times.ts';
import { hasTag, numberIn, type TaggedRequest, unitIn } from '../tagged-words.ts';
import type { TimeUnit } from '../lexicon/lexicon.ts';
import type { MomentReader } from './moments.ts';
import { type FoundRange as Found, rangeBetween } from './stated-range.ts';
import { lengthText, UNIT_US, unitOnNumber } from './time-units.ts';

/** How long ago one end of a range is, as far as its own words say it. */
interface Bound {
  readonly count: number;
  /** Null where the other end says it: "90 to 60 minutes ago". */
  readonly unit: TimeUnit | null;
  /** Its own words say "ago". */
  readonly isAgo: boolean;
  readonly to: number;
}

/** Both ends in one word, as in "90-60 min ago". */
const JOINED = /^(\d{1,6})-(\d{1,6})$/;
const BACK = /^now-(\d{1,6})([a-z]+)$/;
/** What closes a "between" in Chinese, and "ago" before a noun. */
const CLOSING = /^(?:之间|间|之内)的?$/;
const AGO = /^(?:之前的|以前的|前的)$/;
/** A dash with its spaces, which is no word. */
const DASH_LENGTH = 3;

/** Reads ranges of which both ends are so long ago: `between 30 and 60 minutes ago`, `from 2h ago to 1h ago`, `vor 60 bis 30 Minuten`. */
export function createAgoRanges(
  { words }: Pick<TaggedRequest, 'words'>,
  { nowUs }: TimeContext,
  { is, skip: skipFillers, past, lengthAt }: MomentReader,
) {
  /** The next word that is no article; "hace" is a filler elsewhere. */
  const skip = (at: number) => (is(at, 't:ago before') ? at : skipFillers(at));
  const isDash = (at: number) => /^\s?[-–]$/.test(words[at]?.text ?? '');
  const isOpening = (at: number) =>
    is(at, 'between') ||
    (is(at, 't:since', 't:in', 'preposition') && !is(at, 't:last', 't:this', 't:ago before'));
  /** The word after "ago"; null where none stands there. */
  const afterAgo = (at: number) =>
    (is(at, 't:ago') && words[at]?.folded !== 'earlier') || AGO.test(words[at]?.folded ?? '')
      ? past(at)
      : null;

  function boundAt(at: number): Bound | null {
    const [, back, backUnit] = BACK.exec(words[at]?.folded ?? '') ?? [];
    if (back !== undefined) return { count: Number(back), unit: unitOnNumber(backUnit), isAgo: true, to: at };
    const before = is(at, 't:ago before');
    let start = before ? skip(past(at)) : at;
    if (before && is(start, 'between')) start = skip(past(start));
    const word = words[start];
    const length = lengthAt(start, true);
    if (length) {
      const next = start + length.length;
      const after = afterAgo(next);
      const isNegative = word?.kind === 'number' && (word.value ?? 0) < 0;
      return {
        count: Math.abs(length.us / UNIT_US[length.unit]),
        unit: length.unit,
        isAgo: before || after !== null || isNegative,
        to: (after ?? next) - 1,
      };
    }
    const count = numberIn(word);
    return count === null || word?.unit !== undefined || count < 0
      ? null
      : { count, unit: null, isAgo: before, to: start };
  }

  function range(first: Bound, second: Bound, at: number, to: number): Found | null {
    const unit = first.unit ?? second.unit;
    if (unit === null || (!first.isAgo && !second.isAgo)) return null;
    const lengths = [first, second].map((each) => {
      const own = each.unit ?? unit;
      return { us: each.count * UNIT_US[own], unit: own };
    });
    const [earlier, later] = lengths.sort((a, b) => b.us - a.us) as [
      (typeof lengths)[0],
      (typeof lengths)[0],
    ];
    return rangeBetween(nowUs - earlier.us, nowUs - later.us, at, to, 'calendar', {
      start: lengthText(earlier),
      end: lengthText(later),
    });
  }

  /** "90-60 min ago", which is one word. */
  function joinedAt(at: number, start: number): Found | null {
    const before = is(start, 't:ago before');
    const first = before ? past(start) : start;
    const [, a, b] = JOINED.exec(words[first]?.folded ?? '') ?? [];
    const unit = unitIn(words[first + 1]);
    const after = afterAgo(first + 2);
    if (a === undefined || unit === null || (!before && after === null)) return null;
    const bound = (text: string | undefined): Bound => ({
      count: Number(text),
      unit,
      isAgo: true,
      to: first + 1,
    });
    return range(bound(a), bound(b), at, (after ?? first + 2) - 1);
  }

  return (at: number): Found | null => {
    const isOpened = isOpening(at);
    const start = isOpened ? skip(past(at)) : at;
    const joined = joinedAt(at, start);
    if (joined) return joined;
    const first = boundAt(start);
    if (!first) return null;
    const link = first.to + 1;
    const gap = (words[link]?.start ?? 0) - (words[first.to]?.end ?? 0);
    const apart = first.isAgo && gap >= DASH_LENGTH ? boundAt(link) : null;
    if (apart?.isAgo) return range(first, apart, at, apart.to);
    const closes = (to: number) => CLOSING.test(words[to + 1]?.folded ?? '');
    // "30 and 60 minutes ago" are two moments, where no "between" stands before.
    if (!isDash(link) && !is(link, 't:until', 'and')) return null;
    const next = isDash(link) ? link + 1 : skip(past(link));
    const second = boundAt(next);
    if (!second) return null;
    const isBetween =
      is(at, 'between') ||
      is(past(start), 'between') ||
      (is(start, 't:ago before') && is(start + 1, 'between'));
    const isList = hasTag(words[link], 'and') && !isDash(link);
    if (isList && !isBetween && !closes(second.to)) return null;
    return range(first, second, at, closes(second.to) ? second.to + 1 : second.to);
  };
}
