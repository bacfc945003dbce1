import { expanded } from './abbreviations.ts';
import type { Language, Tag, TimeUnit } from './lexicon/lexicon.ts';
import { correctedFunctionWord } from './misspellings.ts';
import { segment, spaced } from './segmentation.ts';
import type { Token } from './tokens.ts';
import { languageOf, type Meaning, type Vocabulary, vocabularyFor } from './vocabulary.ts';

/** A token with what the lexicon says of it. One that means several words in English is as many words with the same text. */
export interface TaggedWord extends Token {
  readonly index: number;
  /** What the longest phrase that it belongs to may do; empty for a content word. */
  readonly meanings: readonly Meaning[];
  /** Tokens of that phrase: first and last index. */
  readonly phrase: readonly [from: number, to: number];
  /** What the word is in English, the word itself, and what else it may be, folded. */
  readonly forms: readonly string[];
}

/** A request as words. */
export interface TaggedRequest {
  readonly request: string;
  readonly language: Language;
  readonly words: readonly TaggedWord[];
}

/** Limits only before a number: "the maximum of duration_ms" is a measure. */
const LIMITS: ReadonlySet<string> = new Set(['minimum of', 'maximum of']);

const isNumber = (token: Token | undefined, { phrases }: Vocabulary): boolean =>
  token?.kind === 'number' ||
  (phrases.get(token?.folded ?? '')?.some(({ meanings }) => meanings.some((each) => 'number' in each)) ??
    false);

/** Methods of HTTP, which are no verbs of a person: "GET requests". */
const METHOD = /^(?:GET|PUT|POST|HEAD|DELETE|PATCH)$/;

/** The longest phrase of a vocabulary that begins at `at`; null for none. */
function phraseAt(tokens: readonly Token[], at: number, vocabulary: Vocabulary) {
  const first = tokens[at];
  if (!first || (first.kind !== 'word' && first.kind !== 'symbol')) return null;
  const fits = (vocabulary.phrases.get(first.folded) ?? []).filter(
    ({ words }) =>
      words.every(
        (word, index) => tokens[at + index]?.folded === word && tokens[at + index]?.kind !== 'quoted',
      ) &&
      (!LIMITS.has(words.join(' ')) || isNumber(tokens[at + words.length], vocabulary)),
  );
  const isMethod = METHOD.test(first.text) && tokens.some(({ text }) => /[a-z]/.test(text));
  return (isMethod ? fits.find(({ words }) => words.length > 1) : fits[0]) ?? null;
}

/** What a word means in English, with every other meaning that it has. */
interface Translation {
  readonly meanings: readonly string[];
  readonly length: number;
  /** The words stand in the lexicon as they are, and not only as a form of something. */
  readonly isEntry: boolean;
}

/** Content in English: the longest phrase of several words first. Null where it is not known. */
function englishAt(tokens: readonly Token[], at: number, vocabulary: Vocabulary): Translation | null {
  for (let length = vocabulary.longestFrom(tokens[at]?.folded ?? ''); length > 0; length--) {
    const slice = tokens.slice(at, at + length);
    if (slice.length < length || slice.some(({ kind }) => kind !== 'word')) continue;
    const text = slice.map(({ folded }) => folded).join(' ');
    const meanings = vocabulary.meanings(text);
    if (meanings.length > 0 && meanings[0] !== EMPTY)
      return { meanings, length, isEntry: vocabulary.isEntry(text) };
  }
  return null;
}

/** Rates that are numbers of their own, and no shares. */
const OWN_RATE = /^(?:interest|exchange|tax|frame|bit|heart|sample|data|flow|refresh|baud) rate$/;

/** The words of an English meaning where each is content by itself, or a rate; else the meaning as one. */
function partsOfMeaning(meaning: string): readonly string[] {
  const parts = OWN_RATE.test(meaning) ? [meaning] : meaning.split(' ');
  return parts.every((part) => part === RATE || englishMeanings(part).length === 0) ? parts : [meaning];
}

const RATE = 'rate';
/** What it does behind the word for what it is of: an error rate is a share, however it is asked for. */
const SHARE: readonly Meaning[] = [{ tag: 'ratio' }, { tag: 'rate' }];

/** What an English word does by itself. */
const englishMeanings = (word: string): readonly Meaning[] =>
  vocabularyFor('en')
    .phrases.get(word)
    ?.find(({ words }) => words.length === 1)?.meanings ?? [];

/** The words of another meaning where it has as many. */
const alike = (meaning: string, parts: readonly string[]): readonly string[] => {
  const words = meaning.split(' ');
  return words.length === parts.length ? words : [];
};

/** The text of words as it was written: those that one word was read as stand in it once. */
export const writtenText = (words: readonly TaggedWord[], between = ' '): string =>
  words
    .filter(({ start }, at) => start !== words[at - 1]?.start)
    .map(({ text }) => text)
    .join(between);

/** `ae` for `ä` and the like. */
const withoutUmlauts = (word: string) =>
  word
    .replaceAll(/(?<![aeq])ue/g, 'u')
    .replaceAll('ae', 'a')
    .replaceAll('oe', 'o');

/** A word that the language does not know, as it is likely meant: German without umlauts, or a slip in a function word. Null for others. */
function respelled(word: string, vocabulary: Vocabulary): string | null {
  if (!/^[a-z]{4,}$/.test(word) || vocabulary.meanings(word).length > 0) return null;
  const plain = vocabulary.language === 'de' ? withoutUmlauts(word) : word;
  if (plain !== word && (vocabulary.phrases.has(plain) || vocabulary.meanings(plain).length > 0))
    return plain;
  const slip = vocabulary.corrected(word);
  return slip !== null && vocabulary.phrases.has(slip) && !vocabularyFor('en').phrases.has(word)
    ? slip
    : null;
}

/** Marks the particle of a verb that is read with it. */
const PARTICLE = '';
/** Stands for what a verb means that says no more than "is". */
const EMPTY = '-';
/** So many words may stand between a verb and its particle. */
const MOST_BETWEEN = 14;

/** Verbs that stand apart from the particle at the end of their clause, by their places: "lehnt ... ab". */
function partedVerbs(tokens: readonly Token[], { separated }: Vocabulary): ReadonlyMap<number, string> {
  const found = new Map<number, string>();
  tokens.forEach(({ folded, kind }, at) => {
    const after = tokens[at + 1];
    if (kind !== 'word' || (after !== undefined && after.kind !== 'symbol')) return;
    for (let first = at - 1; first >= Math.max(0, at - MOST_BETWEEN); first--) {
      const verb = tokens[first] as Token;
      if (verb.kind === 'symbol') return;
      const meaning = separated(verb.folded, folded);
      if (meaning === null) continue;
      found.set(first, meaning).set(at, PARTICLE);
      return;
    }
  });
  return found;
}

const ENGLISH_TAGS: ReadonlySet<Tag> = new Set([
  'count',
  'sum',
  'average',
  'median',
  'max',
  'min',
  'top',
  'by',
  'show',
  'records',
  'versus',
]);

/** Phrases that are none after a noun: the "response time of" a page is no time of it. */
const HEADS: ReadonlySet<string> = new Set([
  'time of',
  'value of',
  'number of',
  'type of',
  'types of',
  'kind of',
]);

/** Cut a request into words and tag each with its function. Without `stated`, the language is detected. */
export function tagWords(request: string, stated: Language | null = null): TaggedRequest {
  const language = stated ?? languageOf(request);
  const vocabulary = vocabularyFor(language);
  const english = vocabularyFor('en');
  const text = language === 'zh' ? spaced(request) : request;
  const tokens = segment(text, vocabulary);
  const words: TaggedWord[] = [];
  const spelled = language === 'en' ? english.phrases : vocabulary.phrases;
  for (const [index, token] of tokens.entries()) {
    if (token.kind !== 'word' || spelled.has(token.folded)) continue;
    const word =
      language === 'en' ? correctedFunctionWord(token.folded) : respelled(token.folded, vocabulary);
    if (word !== null) tokens[index] = { ...token, folded: word };
  }
  let read = 0;
  const add = (count: number, meanings: readonly Meaning[], forms: (token: Token) => readonly string[]) => {
    const from = words.length;
    for (let index = 0; index < count; index++) {
      const token = tokens[read++] as Token;
      words.push({
        ...token,
        index: from + index,
        meanings,
        phrase: [from, from + count - 1],
        forms: forms(token),
      });
    }
  };
  const addTranslated = ({ meanings, length }: Translation) => {
    const slice = tokens.slice(read, read + length);
    const [first] = slice as [Token];
    read += length;
    const [meaning = '', ...others] = meanings;
    const parts = partsOfMeaning(meaning);
    const folded = slice.map((token) => token.folded).join(' ');
    for (const [at, part] of parts.entries())
      words.push({
        ...first,
        text: slice.map(({ text }) => text).join(' '),
        folded,
        end: slice.at(-1)?.end ?? first.end,
        index: words.length,
        phrase: [words.length, words.length],
        meanings: part === RATE && parts.length > 1 ? SHARE : [],
        forms: [
          part,
          folded,
          ...(parts.length === 1 ? others : others.flatMap((other) => alike(other, parts)[at] ?? [])),
        ],
      });
  };
  const parted = partedVerbs(tokens, vocabulary);
  const own = (token: Token) => [token.folded];
  const abbreviated = ({ kind, folded }: Token) => {
    const meaning = kind === 'word' ? expanded(folded) : null;
    return meaning === null ? [folded] : [meaning, folded];
  };
  /** A word that no lexicon has may be a name, or a noun with a slip in it. */
  const unknown = ({ folded }: Token) => {
    const slip = /^[a-z]+$/.test(folded) ? vocabulary.corrected(folded) : null;
    return [folded, folded, ...(slip === null ? [] : vocabulary.meanings(slip))];
  };
  while (read < tokens.length) {
    const at = read;
    const token = tokens[at] as Token;
    const before = words.at(-1);
    const isCompound = before?.kind === 'word' && before.meanings.length === 0;
    const known = phraseAt(tokens, at, vocabulary);
    const found = known && isCode(token, known.meanings, request) ? null : known;
    const phrase = found && isCompound && HEADS.has(found.words.join(' ')) ? null : found;
    const verb = parted.get(at);
    if (verb !== undefined) {
      if (verb === PARTICLE || verb === EMPTY) add(1, [{ tag: 'stop word' }], own);
      else add(1, [], ({ folded }) => [verb, folded]);
      continue;
    }
    const translated = language === 'en' ? null : englishAt(tokens, at, vocabulary);
    if (
      translated &&
      translated.length >= (phrase?.words.length ?? 0) &&
      !(
        phrase &&
        translated.length === phrase.words.length &&
        (isFunction(phrase.meanings) || !translated.isEntry)
      )
    ) {
      addTranslated(translated);
      continue;
    }
    if (phrase) {
      add(phrase.words.length, phrase.meanings, own);
      continue;
    }
    const borrowed = language === 'en' ? null : phraseAt(tokens, at, english);
    const meanings = (borrowed?.meanings ?? []).filter(
      (meaning) => 'tag' in meaning && ENGLISH_TAGS.has(meaning.tag),
    );
    if (borrowed && meanings.length > 0 && token.kind === 'word') add(borrowed.words.length, meanings, own);
    else add(1, [], language === 'en' ? abbreviated : unknown);
  }
  return { request: text, language, words };
}

/** `US`, `IT`, `RN` in capitals are codes, and so is `GET` behind other words, where the words are not all in capitals. */
const isCode = ({ text, start }: Token, meanings: readonly Meaning[], request: string) =>
  /^\p{Lu}{2,3}$/u.test(text) &&
  /\p{Ll}{2}/u.test(request) &&
  meanings.every(
    (meaning) =>
      'tag' in meaning &&
      (meaning.tag === 'stop word' || meaning.tag === 't:now' || (meaning.tag === 'show' && start > 0)),
  );

const isFunction = (meanings: readonly Meaning[]) =>
  meanings.some((meaning) => 'tag' in meaning && meaning.tag !== 'stop word');

/** Whether a word has one of these functions. */
export const hasTag = (word: TaggedWord | undefined, ...tags: readonly Tag[]): boolean =>
  word?.meanings.some((meaning) => 'tag' in meaning && tags.includes(meaning.tag)) ?? false;

/** The unit of time that a word names; null for none. */
export function unitIn(word: TaggedWord | undefined): TimeUnit | null {
  const found = word?.meanings.find((meaning) => 'unit' in meaning);
  return found && 'unit' in found ? found.unit : null;
}

/** The number that a word states, in digits or as a word; null for none. */
export function numberIn(word: TaggedWord | undefined): number | null {
  if (word?.kind === 'number') return word.value ?? null;
  const found = word?.meanings.find((meaning) => 'number' in meaning);
  return found && 'number' in found ? found.number : null;
}
