import type { TimeContext } from '../../../call/arguments/times.ts';
import type { StreamEntry } from '../../data/dictionary.ts';
import { hasTag } from '../../language/tagged-words.ts';
import { isComparative } from '../parse/comparison-words.ts';
import { isContentWord, type ParsedQuestion } from '../parse/parse-question.ts';
import type { FormRange } from '../query/logical-form.ts';

const MINUTE_US = 60e6;
const HOUR_US = 3600e6;
const DAY_US = 24 * HOUR_US;
/** Measures of which a longer time says no more than a shorter one. */
const USUAL: ReadonlySet<string> = new Set(['average', 'median', 'percentile', 'how long']);
/** Words between "before" and "after". */
const MOST_BETWEEN = 3;
/** How far back is looked where a moment or an ID is wanted and no time is stated. */
export const LONGEST_RANGE_US = 30 * DAY_US;

/** The range of a question and, of a comparison, that of the other period. */
export interface Ranges {
  readonly range: FormRange;
  readonly other: FormRange | null;
  /** Only the present is meant. */
  readonly isNow: boolean;
}

const shifted = ({ startUs, endUs }: FormRange, byUs: number, text: string | null): FormRange => ({
  startUs: startUs - byUs,
  endUs: endUs - byUs,
  text,
});

/** What has changed is told from the earlier period to the later one, whichever is named first. */
const inOrder = (a: FormRange, b: FormRange): { range: FormRange; other: FormRange } =>
  b.startUs > a.startUs ? { range: b, other: a } : { range: a, other: b };

/** The last hour and the one before, or the halves of what there is where the records do not reach back so far. */
function lastAndBefore(nowUs: number, firstUs: number | null): { range: FormRange; other: FormRange } {
  const isShort = firstUs !== null && firstUs > nowUs - 2 * HOUR_US && firstUs <= nowUs - 2 * MINUTE_US;
  const lengthUs = isShort ? Math.floor((nowUs - firstUs) / 2 / MINUTE_US) * MINUTE_US : HOUR_US;
  const range = { startUs: nowUs - lengthUs, endUs: nowUs, text: null };
  return { range, other: shifted(range, lengthUs, null) };
}

/** "before and after yesterday 10:00": the two parts of that day, and of the usual value all that is known of both sides. */
function beforeAndAfter(
  { words, measures }: ParsedQuestion,
  stated: ParsedQuestion['times'],
  nowUs: number,
): { range: FormRange; other: FormRange } | null {
  const after = stated.find(({ from, kind }) => kind === 'calendar' && hasTag(words[from], 't:after'));
  const isBefore = (word: (typeof words)[number] | undefined) =>
    word !== undefined && hasTag(word, 't:before') && !hasTag(word, 't:last');
  // "after yesterday 10:00? the average before and after"
  const both = words.find(
    (word, at) => isBefore(word) && hasTag(words[at + 1], 'and') && hasTag(words[at + 2], 't:after'),
  );
  const before = both ?? words.find((word) => word.index < (after?.from ?? 0) && isBefore(word));
  if (!after || !before || (!both && after.from - before.index > MOST_BETWEEN)) return null;
  // "yesterday before noon or after noon": of the same day.
  const day = stated.find(({ from, to }) => to < after.from && from <= before.index);
  const late = Math.floor(after.startUs / DAY_US) - Math.floor((day?.startUs ?? after.startUs) / DAY_US);
  const startUs = after.startUs - late * DAY_US;
  const dayUs = Math.floor(startUs / DAY_US) * DAY_US;
  if (both && measures.some(({ kind }) => USUAL.has(kind)))
    return {
      range: { startUs, endUs: nowUs, text: after.text },
      other: { startUs: startUs - LONGEST_RANGE_US, endUs: startUs, text: before.text },
    };
  return {
    range: { startUs, endUs: Math.min(dayUs + DAY_US, nowUs), text: after.text },
    other: { startUs: dayUs, endUs: startUs, text: before.text },
  };
}

/** "recent errors" without a number are those of the last hour. */
const isRecent = ({ limit, superlative }: ParsedQuestion) =>
  limit === null && (superlative === null || superlative.tag === 'newest');

/** A range that no words state, from the first record on: buckets before it would make every average too low. */
export const sinceFirst = (range: FormRange, { firstUs }: Pick<StreamEntry, 'firstUs'>): FormRange =>
  range.text === null && firstUs !== null && firstUs > range.startUs && firstUs < range.endUs
    ? { ...range, startUs: firstUs }
    : range;

/** "more in the last 24 hours or in the 24 hours before": which of two periods. */
const isEither = ({ words }: ParsedQuestion, [first, second]: ParsedQuestion['times']): boolean =>
  first !== undefined &&
  second !== undefined &&
  words.slice(first.to + 1, second.from).some((word) => hasTag(word, 'or'));

/** The time ranges of a question. Where none is stated: 30 days if `wantsAll`, an hour for what is recent, else a day. `firstUs`: since when there are records. */
export function rangesOf(
  parsed: ParsedQuestion,
  { nowUs }: TimeContext,
  wantsAll: boolean,
  firstUs: number | null = null,
): Ranges {
  const stated = parsed.times.filter(({ kind }) => kind !== 'now');
  const isSameTime =
    parsed.has('same time') ||
    parsed.words.some(({ folded }) =>
      /^(same|gleichen|selben|meme|misma|mismo|mesma|mesmo|同一)$/.test(folded),
    );
  const isNow = stated.length === 0 && parsed.times.length > 0;
  const isTrend = parsed.has('trend') && parsed.bucket === null;
  // "how many in the morning and how many in the afternoon"
  const isTwice = parsed.measures.filter(({ kind }) => kind === parsed.measures[0]?.kind).length > 1;
  const compares =
    isTrend ||
    (isTwice && stated.length > 1) ||
    parsed.has('versus') ||
    parsed.has('than') ||
    isEither(parsed, stated) ||
    ((parsed.has('compare') || parsed.has('change')) && (parsed.bucket === null || parsed.times.length > 1));
  const sides = beforeAndAfter(parsed, stated, nowUs);
  if (sides) return { ...sides, isNow };
  const [first, second] = stated;
  const asForm = ({ startUs, endUs, text }: { startUs: number; endUs: number; text: string }): FormRange => ({
    startUs,
    endUs,
    text,
  });
  if (first && second && compares) {
    const isSame = isSameTime;
    const a = asForm(first);
    const b = asForm(second);
    // "in the last 6 hours than in the same 6 hours yesterday"
    const isOfYesterday = parsed.words.some((word) => hasTag(word, 't:yesterday'));
    if (isSame && isOfYesterday && second.kind === 'length' && a.endUs - a.startUs < 20 * HOUR_US)
      return { range: a, other: shifted(a, DAY_US, 'the same time yesterday'), isNow };
    const isDayLong = second.endUs - second.startUs >= 20 * HOUR_US;
    if (isSame && isDayLong)
      return {
        range: a,
        other: shifted(
          a,
          DAY_US * Math.max(1, Math.round((nowUs - second.startUs) / DAY_US - 0.5)),
          `the same time ${b.text}`,
        ),
        isNow,
      };
    const day = Math.floor(a.startUs / DAY_US) - Math.floor(b.startUs / DAY_US);
    const isClock = ({ kind, text, written }: ParsedQuestion['times'][number]) =>
      kind === 'calendar' && written === null && /\d/.test(text);
    const hasDay = parsed.words
      .slice(second.from, second.to + 1)
      .some(
        (word) => hasTag(word, 't:today', 't:yesterday', 't:day before yesterday') || word.kind === 'date',
      );
    // "yesterday from 3 to 4 against 4 to 5": the same day.
    if (day !== 0 && isClock(first) && isClock(second) && !hasDay && b.endUs - b.startUs < DAY_US) {
      const endUs = (second.wholeEndUs ?? b.endUs) + day * DAY_US;
      return { ...inOrder(a, { ...b, startUs: b.startUs + day * DAY_US, endUs }), isNow };
    }
    // "the last hour with the hour before"
    if (Math.abs(a.startUs - b.startUs) < 1e6 && Math.abs(a.endUs - b.endUs) < 1e6)
      return { range: a, other: shifted(b, a.endUs - a.startUs, null), isNow };
    return { ...inOrder(a, b), isNow };
  }
  const [nowTime] = parsed.times.filter(({ kind }) => kind === 'now');
  if (first && !second && nowTime && compares && isSameTime) {
    const now = { startUs: nowUs - HOUR_US, endUs: nowUs, text: nowTime.text };
    return { range: now, other: shifted(now, DAY_US, first.text), isNow: false };
  }
  if (first?.kind === 'moment' && !second && nowTime && compares) {
    const range = { startUs: nowUs - (first.endUs - first.startUs), endUs: nowUs, text: nowTime.text };
    return { range, other: asForm(first), isNow: false };
  }
  if (first && compares) {
    const before = parsed.words[first.from - 1];
    const isOther =
      hasTag(before, 'than', 'versus') ||
      isComparative(before) ||
      (hasTag(parsed.words[first.from - 2], 'than', 'versus') &&
        !(before && isContentWord(parsed, before))) ||
      hasTag(parsed.words[first.from], 'versus');
    const isSince = hasTag(parsed.words[first.from], 't:since');
    const range = asForm(first);
    const length = range.endUs - range.startUs;
    if (isOther || (parsed.has('change') && isSince)) {
      const isDay = length >= 20 * HOUR_US && first.kind !== 'length';
      const today = Math.floor(nowUs / DAY_US) * DAY_US;
      if (isDay && range.startUs >= today - DAY_US)
        return {
          range: { startUs: Math.min(range.startUs + DAY_US, nowUs - 60e6), endUs: nowUs, text: 'today' },
          other: { ...range, endUs: Math.min(range.endUs, range.startUs + DAY_US) },
          isNow,
        };
      if (first.kind === 'length') return { range, other: shifted(range, length, 'before that'), isNow };
      if (isDay) return { range: { startUs: nowUs - length, endUs: nowUs, text: null }, other: range, isNow };
      return { range: { startUs: nowUs - length, endUs: nowUs, text: 'now' }, other: range, isNow };
    }
    if (isSameTime && parsed.has('same time'))
      return { range, other: shifted(range, DAY_US, 'the day before'), isNow };
    const follows = parsed.words
      .slice(first.to + 1)
      .some((word) => hasTag(word, 't:before', 't:last', 'same time'));
    if (parsed.has('than') && follows) return { range, other: shifted(range, length, 'before that'), isNow };
    if (
      parsed.has('versus') ||
      (parsed.has('compare') && follows) ||
      ((parsed.has('change') || isTrend) && !parsed.has('compare'))
    )
      return {
        range,
        other: shifted(
          range,
          first.kind === 'length' ? length : Math.max(length, DAY_US),
          'the period before',
        ),
        isNow,
      };
  }
  if (first) {
    const joined = second && hasTag(parsed.words[second.from - 1], 'and') ? null : second;
    // "yesterday ... after 14:00": the narrower range within the other one.
    if (joined && joined.startUs >= first.startUs && joined.endUs <= first.endUs)
      return { range: asForm(joined), other: null, isNow };
    return { range: asForm(first), other: null, isNow };
  }
  if (isTrend) return { ...lastAndBefore(nowUs, firstUs), isNow };
  const isEver =
    parsed.words.some(
      ({ index, folded }) =>
        !parsed.taken.has(index) && /^(ever|altogether|alltime|jemals|jamais|alguna|都)$/.test(folded),
    ) ||
    /\b(in total|all time|on record|so far|(?:whole|entire|full) (?:period|time)|since the beginning|all the data|insgesamt|au total|en total|no total)\b|一共|总共|总计/i.test(
      parsed.request,
    );
  const isLong = parsed.bucket === '1 day' || parsed.bucket === '1 week' || isEver;
  const usualUs = parsed.has('newest') && isRecent(parsed) ? HOUR_US : DAY_US;
  const lengthUs = wantsAll || isLong ? LONGEST_RANGE_US : usualUs;
  return { range: { startUs: nowUs - lengthUs, endUs: nowUs, text: null }, other: null, isNow };
}
