import { hasTag, type TaggedWord, writtenText } from '../../language/tagged-words.ts';
import { isContentWord, type ParsedQuestion } from './parse-question.ts';

/** A question about two things as one question for each, with what the words call the two. */
export interface ComparedSides {
  readonly requests: readonly [first: string, second: string];
  readonly names: readonly [first: string, second: string];
  /** Both are asked in full, so that the one may be a part of the other: "how many orders vs how many refunds". */
  readonly areStated: boolean;
}

/** Words that join the two things, by their places. */
interface Joint {
  readonly from: number;
  readonly to: number;
}

const MOST_FILLERS = 3;
const JOINS = /^(?:and|with|to|und|mit|et|avec|y|con|e|com)$/;

const isFree = ({ taken }: ParsedQuestion, { index }: TaggedWord) => !taken.has(index);

/** "vs", and beside "compare" or "difference between" an "and" too; where two streams are named in full, any "and" or "or". */
function jointIn(parsed: ParsedQuestion, isStream: (name: string) => boolean): Joint | null {
  const { words } = parsed;
  const against = words.filter(
    (word) => isFree(parsed, word) && hasTag(word, 'versus') && word.phrase[0] === word.index,
  );
  if (against.length > 1) return null;
  const [versus] = against;
  if (versus) return { from: versus.phrase[0], to: versus.phrase[1] };
  const compares =
    parsed.has('compare') || words.some((word) => isFree(parsed, word) && hasTag(word, 'between'));
  const joins = words.filter((word) => {
    if (!isFree(parsed, word)) return false;
    if (compares && JOINS.test(word.folded)) return true;
    const [before, after] = [words[word.index - 1], words[word.index + 1]];
    return hasTag(word, 'and', 'or') && isStream(before?.text ?? '') && isStream(after?.text ?? '');
  });
  const [only] = joins;
  return only && joins.length === 1 ? { from: only.index, to: only.index } : null;
}

/** The content words that end before a place: the nearest, with times and fillers between. */
function runBefore(parsed: ParsedQuestion, at: number): readonly TaggedWord[] {
  const { words } = parsed;
  const isContent = (word: TaggedWord | undefined) => word !== undefined && isContentWord(parsed, word);
  let to = at - 1;
  while (to >= 0 && !isContent(words[to]) && parsed.taken.has(to)) to -= 1;
  let from = to;
  while (isContent(words[from - 1])) from -= 1;
  return isContent(words[to]) ? words.slice(from, to + 1) : [];
}

/** The content words that begin behind a place, with articles between. */
function runAfter(parsed: ParsedQuestion, at: number): readonly TaggedWord[] {
  const { words } = parsed;
  let from = at + 1;
  while (
    from - at <= MOST_FILLERS &&
    !parsed.taken.has(from) &&
    hasTag(words[from], 'stop word', 'preposition') &&
    !isContentWord(parsed, words[from] as TaggedWord)
  )
    from += 1;
  let to = from;
  while (words[to] !== undefined && isContentWord(parsed, words[to] as TaggedWord)) to += 1;
  return words.slice(from, to);
}

const isSame = (a: TaggedWord | undefined, b: TaggedWord | undefined) =>
  a !== undefined && b !== undefined && a.forms[0] === b.forms[0];

/**
 * The two questions of a comparison of two things, such as "errors in A vs B" and "A error rate compared to B error rate"; the likeliest
 * division first, none where no two things stand on both sides of a word that compares.
 */
export function comparedSides(
  parsed: ParsedQuestion,
  isStream: (name: string) => boolean,
): readonly ComparedSides[] {
  const { words } = parsed;
  const joint = parsed.language === 'zh' ? null : jointIn(parsed, isStream);
  if (!joint) return [];
  const asks = (word: TaggedWord) => !hasTag(word, 'compare', 'between') || !isFree(parsed, word);
  const before = words.slice(0, joint.from).filter(asks);
  const after = words.slice(joint.to + 1).filter(asks);
  const text = (...parts: ReadonlyArray<readonly TaggedWord[]>) => writtenText(parts.flat());
  const timesOf = (part: readonly TaggedWord[]) => {
    const inPart = parsed.times.filter(({ from }) => part.some(({ index }) => index === from));
    return inPart.flatMap(({ from, to }) => words.slice(from, to + 1));
  };
  const measures = (part: readonly TaggedWord[]) =>
    parsed.measures.some(({ at }) => part.some(({ index }) => index === at));
  const sides = (
    first: string,
    second: string,
    a: readonly TaggedWord[],
    b: readonly TaggedWord[],
    areStated = false,
  ): ComparedSides => ({ requests: [first, second], names: [text(a), text(b)], areStated });
  const whole = () => {
    const [ofLeft, ofRight] = [timesOf(before), timesOf(after)];
    const untimed = (part: readonly TaggedWord[], times: readonly TaggedWord[]) =>
      part.filter((word) => !times.includes(word) && word.kind !== 'symbol');
    return sides(
      text(before, ofLeft.length > 0 ? [] : ofRight),
      text(after, ofRight.length > 0 ? [] : ofLeft),
      untimed(before, ofLeft),
      untimed(after, ofRight),
      true,
    );
  };
  const tells = (part: readonly TaggedWord[]) => part.some((word) => isContentWord(parsed, word));
  if (measures(before) && measures(after)) return tells(before) && tells(after) ? [whole()] : [];
  const left = runBefore(parsed, joint.from);
  const right = runAfter(parsed, joint.to);
  const [l, r] = [left[0], right[0]];
  if (!l || !r) return [];
  const tail = words.slice(r.index + right.length).filter(asks);
  const head = before.filter(({ index }) => index < l.index);
  const isBare = !measures(before) && !tells(head);
  /** The first side with some of its words replaced by those of the second. */
  const replaced = (from: number, to: number) =>
    sides(
      text(before, tail),
      text(
        before.filter(({ index }) => index < from),
        right,
        before.filter(({ index }) => index > to),
        tail,
      ),
      left.filter(({ index }) => index >= from && index <= to),
      right,
    );
  const end = l.index + left.length - 1;
  const shorter = Math.min(left.length, right.length);
  const endReplaced = replaced(end - shorter + 1, end);
  const startReplaced = replaced(l.index, l.index + shorter - 1);
  if (!isBare) return left.length > right.length ? [endReplaced, startReplaced] : [endReplaced];
  if (right.length > left.length || measures(after))
    return [
      sides(text(before, right.slice(left.length), tail), text(after), left, right.slice(0, left.length)),
    ];
  return isSame(left.at(-1), right.at(-1)) || left.length === right.length
    ? [whole()]
    : [startReplaced, endReplaced];
}
