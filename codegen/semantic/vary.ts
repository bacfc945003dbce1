import type { Random } from './random.ts';

const GREETINGS = [
  'hello, ',
  'hi, ',
  'hey ',
  'could you please ',
  'please ',
  'can you ',
  'i would like you to ',
  'kindly ',
  '',
];
const THANKS = [', thanks a lot', ' please', ', thank you', ' thx', ', cheers', ' asap', ''];
const SHARE_POLITE = 0.5;
const SHARE_MISSPELT = 0.7;
/** Plain longer words only: names and numbers are not misspelt here. */
const WORD = /(?<![\w@./'"`-])[a-z]{4,}(?![\w@./'"`-])/g;

const pick = <T>(list: readonly T[], random: Random) => list[Math.floor(random() * list.length)] as T;

/** One slip of the finger: two letters change places, one is left out, one is typed twice, or one is its neighbor. */
function misspell(word: string, random: Random): string {
  const at = 1 + Math.floor(random() * (word.length - 2));
  const [before, letter, after] = [word.slice(0, at), word[at] as string, word.slice(at + 1)];
  const slip = Math.floor(random() * 4);
  if (slip === 0) return `${before}${after[0] ?? ''}${letter}${after.slice(1)}`;
  if (slip === 1) return `${before}${after}`;
  if (slip === 2) return `${before}${letter}${letter}${after}`;
  return `${before}${pick([...'eaiotnrs'], random)}${after}`;
}

/** The same sentence as somebody else might have typed it: politer, or with a slip in one word or two. */
export function vary(sentence: string, random: Random): string {
  let varied = sentence;
  if (random() < SHARE_POLITE) {
    const greeting = pick(GREETINGS, random);
    const start = greeting === '' ? varied : `${varied.charAt(0).toLowerCase()}${varied.slice(1)}`;
    varied = `${greeting}${start}${pick(THANKS, random)}`;
  }
  if (random() < SHARE_MISSPELT) {
    const words = [...varied.matchAll(WORD)];
    const chosen = new Set([pick(words, random), pick(words, random)].slice(0, words.length > 8 ? 2 : 1));
    for (const word of [...chosen].filter((each) => each !== undefined).sort((a, b) => b.index - a.index))
      varied = `${varied.slice(0, word.index)}${misspell(word[0], random)}${varied.slice(word.index + word[0].length)}`;
  }
  return varied;
}
