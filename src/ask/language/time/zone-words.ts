import { zoneNamed } from '../../../call/arguments/zones.ts';
import { hasTag, type TaggedWord } from '../tagged-words.ts';

/** A zone that words name: an IANA name or `UTC+2`, and how many words it takes. */
export interface NamedZone {
  readonly zone: string;
  readonly length: number;
}

const MOST_WORDS = 3;
const TIME = 'time';

/** Letters such as `CET` or `ET`, and no word that the language of the request has, such as the French "et". */
function isLetters(word: TaggedWord): boolean {
  const { text, folded } = word;
  if (!/^[a-z]{1,5}$/.test(folded)) return false;
  return text === text.toUpperCase() || (text.length > 2 && !hasTag(word, 'stop word', 'preposition', 'and'));
}

/** The zone that stands at a word: `CET`, `(CET)`, `UTC+2`, `+02:00`, `Europe/Berlin`, `Berlin time`, `New York time`. */
export function zoneAt(words: readonly TaggedWord[], at: number): NamedZone | null {
  const word = words[at];
  if (!word) return null;
  if (word.text === '(') {
    const inner = zoneAt(words, at + 1);
    const isClosed = inner !== null && words[at + 1 + inner.length]?.text === ')';
    return isClosed ? { zone: inner.zone, length: inner.length + 2 } : null;
  }
  if (word.folded === 'in' || word.folded === 'the') {
    const inner = zoneAt(words, at + 1);
    return inner === null ? null : { zone: inner.zone, length: inner.length + 1 };
  }
  const next = words[at + 1];
  if (word.text === '+' && /^\d{2}:\d{2}$/.test(next?.text ?? ''))
    return { zone: `UTC+${next?.text}`, length: 2 };
  if (word.kind !== 'word') return null;
  for (let count = 1; count <= MOST_WORDS; count += 1) {
    const named = words.slice(at, at + count);
    if (named.some(({ kind }) => kind !== 'word')) break;
    const isPlace = words[at + count]?.folded === TIME;
    const isWritten = count === 1 && (/[/+-]/.test(word.text) || isLetters(word));
    const zone = isPlace || isWritten ? zoneNamed(named.map(({ text }) => text).join(' ')) : null;
    if (zone !== null) return { zone, length: count + (isPlace ? 1 : 0) };
  }
  return null;
}
