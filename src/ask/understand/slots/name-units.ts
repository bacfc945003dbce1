import { isGenericNoun, isKnownName, isPlainWord } from '../text/plain-words.ts';
import type { Token } from '../text/words.ts';
import type { Reading, Unit } from './reading.ts';

/** Forms that names have where nothing else says that they are names. */
export const NAME_KINDS: ReadonlyArray<Unit['kind']> = ['quoted', 'identifier', 'id', 'capitals', 'code'];
/** Kinds of words that may be an ID. */
export const ID_KINDS: ReadonlyArray<Unit['kind']> = [...NAME_KINDS, 'number'];

/** The unit of these kinds that holds a token and is not taken yet. */
export function unitAt(
  reading: Reading,
  index: number,
  kinds: ReadonlyArray<Unit['kind']>,
): Unit | undefined {
  return reading.units.find(
    ({ first, next, kind, start, end }) =>
      index >= first && index < next && kinds.includes(kind) && reading.isFree(start, end),
  );
}

/** A corrected word that is shorter still was another one: `overheating` is no `over`. */
const MOST_SLIPS = 2;

/** Whether a token is a word of the sentence and no part of a name. */
export const isOrdinary = (reading: Reading, index: number) => {
  const token = reading.tokens[index];
  return (
    !token ||
    token.span !== null ||
    (isPlainWord(token.text) && Math.abs(token.text.length - (token.end - token.start)) <= MOST_SLIPS) ||
    isPlainWord(
      reading
        .rawOf(token)
        .toLowerCase()
        .replace(/'(?!t$)\w+$/, ''),
    ) ||
    isKnownName(token.text) ||
    !reading.isFree(token.start, token.end)
  );
};

/** Lower-case words from a token on that may be a name, up to where a sentence goes on. */
export function wordsFrom(
  reading: Reading,
  first: number,
  most: number,
  mayMention = false,
): Unit | undefined {
  const { tokens } = reading;
  if (isGenericNoun(tokens[first]?.text ?? '')) return undefined;
  let next = first;
  while (
    next < tokens.length &&
    next - first < most &&
    !isOrdinary(reading, next) &&
    (mayMention || !isGeneric(reading, next)) &&
    (next === first || /^[ -]$/.test(reading.gap(next)))
  )
    next += 1;
  if (next === first) return undefined;
  const end = tokens[next - 1]?.end ?? 0;
  const start = tokens[first]?.start ?? 0;
  const after = reading.text.slice(end);
  const isClosed =
    /^<(?:time|duration)>$/.test(tokens[next]?.text ?? '') ||
    /^\s*(?:$|[.,;:!?)"'`]|(?:and|or|to|in|into|on|for|from|of|with|at|by|out|as|so|then|because|that|which|please|pls|plz|again|now|until|till|is|was|has|should|must|shall|needs|will|would|can|instead|over|since|when|while|via|back|off|due|out|have|had|takes?|do|does|did|contains?|looks?|go|goes|went|runs?|shows?|may|gets?|keeps?|but)\b)/i.test(
      after,
    );
  return isClosed
    ? { kind: 'capitals', text: reading.text.slice(start, end), start, end, first, next }
    : undefined;
}

const ENDED =
  /^[.?!]?$|^[.,;:!?]\s|^ (?:pls|please|plz|should|must|may|can|shall|has|needs|and|to|from|again|go|goes|went)\b|^ (?:->|=>|→|-) /i;

/** What follows a name after these is what it should do: `let Orders Pattern learn afresh`. */
const LETS = /\b(?:let|have|make|help|see|watch)\s+(?:[\w-]+\s+){0,4}$/i;

/** Nouns that stand after a name without being part of it. */
const NAMED =
  /^(?:dashboard|board|panel|chart|alert|alarm|rule|report|folder|view|template|destination|pipeline|stream|role|group)s?$/i;

/** Last words in lower case belong to a name with capitals before them: `saved view ANR hunting`, `ER login failures`. */
export function withFollowingWords(reading: Reading, unit: Unit): Unit {
  if (!/^(?:capitals|code)$/.test(unit.kind) || reading.gap(unit.next) !== ' ') return unit;
  const words = wordsFrom(reading, unit.next, 3, true);
  if (!words || !ENDED.test(reading.text.slice(words.end)) || LETS.test(reading.text.slice(0, unit.start)))
    return unit;
  if (NAMED.test(reading.rawOf(reading.tokens[words.next - 1] as Token))) return unit;
  return { ...unit, text: reading.text.slice(unit.start, words.end), end: words.end, next: words.next };
}

/** What goes on with the sentence after a name, and begins none. */
const GOES_ON =
  /^(?:and|or|but|then|so|as|in|into|inside|on|onto|of|off|to|from|for|with|without|at|by|via|under|over|above|below|about|per|when|whenever|if|once|while|until|till|before|after|because|since|that|which|who|whose|where|it|is|are|was|were|has|have|should|must|can|will|would|showing|sending|using|please|pls|plz|now|too|also|again|instead|every|each|called|named|titled|a|an|the|my|our)$/i;
const MOST_RUN = 4;

/**
 * A name that a capital begins, whatever its words are elsewhere: the "Night shift" of "a folder Night shift for alerts".
 * `isSaid`: words such as "called" stand before it, so that any word may begin it.
 */
export function capitalRun(reading: Reading, first: number, isSaid: boolean): Unit | undefined {
  const { tokens } = reading;
  const wordAt = (index: number) => (tokens[index] ? reading.rawOf(tokens[index]) : '');
  // "The folder A": a letter that stands alone.
  const isLetter = wordAt(first).length === 1 && (!tokens[first + 1] || GOES_ON.test(wordAt(first + 1)));
  if (first === 0 || !/^\p{Lu}/u.test(wordAt(first))) return undefined;
  if (!isSaid && !isLetter && GOES_ON.test(wordAt(first))) return undefined;
  const fits = (index: number) => {
    const token = tokens[index];
    return token !== undefined && token.span === null && reading.isFree(token.start, token.end);
  };
  if (!fits(first)) return undefined;
  let next = first + 1;
  while (
    next - first < MOST_RUN &&
    fits(next) &&
    /^[ &-]+$/.test(reading.gap(next)) &&
    !GOES_ON.test(wordAt(next))
  )
    next += 1;
  const start = tokens[first]?.start ?? 0;
  const end = tokens[next - 1]?.end ?? 0;
  return { kind: 'capitals', text: reading.text.slice(start, end), start, end, first, next };
}

/** What tells that the words before it are an order of their own: "called Foo alert me", "called Foo delete the folder". */
const OBJECT = /^(?:me|us|you|him|her|it|them|a|an|the|my|our)$/i;

/** A name that something new is said to have, with all its words: the "Payments overview" of "called Payments overview with ...". */
export function withWholeRun(reading: Reading, unit: Unit): Unit {
  if (!/^(?:capitals|code|known)$/.test(unit.kind)) return unit;
  const run = capitalRun(reading, unit.first, true);
  if (!run || run.next <= unit.next) return unit;
  const words = reading.tokens.slice(unit.next, run.next + 1).map((token) => reading.rawOf(token));
  const after = words[run.next - unit.next];
  const isClosed = after === undefined || !/^[ &-]+$/.test(reading.gap(run.next)) || GOES_ON.test(after);
  const isOrder = words.some((word) => OBJECT.test(word));
  return isClosed && !isOrder && !NAMED.test(words[run.next - unit.next - 1] ?? '') ? run : unit;
}

/** An action, what happened, or a noun that makes a kind of another. */
export const isGeneric = (reading: Reading, index: number) =>
  isGenericNoun(reading.rawOf(reading.tokens[index] as Token).toLowerCase()) ||
  reading.mentionsAt(index).some(({ concept }) => concept.startsWith('%') || concept === '@history');

/** A name that begins with this token. */
export function startingAt(reading: Reading, index: number, mostWords: number): Unit | undefined {
  const unit = unitAt(reading, index, [...ID_KINDS, 'known']);
  if (unit) return unit.first === index ? withFollowingWords(reading, unit) : undefined;
  return wordsFrom(reading, index, mostWords, true);
}
