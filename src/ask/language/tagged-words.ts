import type { Language, Tag, TimeUnit } from './lexicon/lexicon.ts';
import { correctedFunctionWord } from './misspellings.ts';
import { type Token, tokenize } from './tokens.ts';
import { languageOf, type Meaning, type Vocabulary, vocabularyFor } from './vocabulary.ts';

/** A token with what the lexicon says of it. */
export interface TaggedWord extends Token {
  readonly index: number;
  /** What the longest phrase that it belongs to may do; empty for a content word. */
  readonly meanings: readonly Meaning[];
  /** Tokens of that phrase: first and last index. */
  readonly phrase: readonly [from: number, to: number];
  /** The word, and what it is in English, folded; several words of one stand in one text. */
  readonly forms: readonly string[];
}

/** A request as words. */
export interface TaggedRequest {
  readonly request: string;
  readonly language: Language;
  readonly words: readonly TaggedWord[];
}

const isHan = (text: string) => /\p{Script=Han}/u.test(text);

/** Chinese is written without spaces: cut at the longest phrases known, the rest stays together. */
function cutHan(token: Token, vocabulary: Vocabulary): Token[] {
  const letters = [...token.text];
  const pieces: Token[] = [];
  let rest = '';
  let restAt = 0;
  const flush = (until: number) => {
    if (rest !== '')
      pieces.push({
        ...token,
        text: rest,
        folded: rest,
        start: token.start + restAt,
        end: token.start + until,
      });
    rest = '';
  };
  let at = 0;
  while (at < letters.length) {
    let length = Math.min(8, letters.length - at);
    for (; length > 0; length--) {
      const text = letters.slice(at, at + length).join('');
      if (vocabulary.phrases.has(text) || vocabulary.english(text) !== null) break;
    }
    if (length === 0) {
      if (rest === '') restAt = at;
      rest += letters[at];
      at += 1;
      continue;
    }
    flush(at);
    const text = letters.slice(at, at + length).join('');
    pieces.push({ ...token, text, folded: text, start: token.start + at, end: token.start + at + length });
    at += length;
  }
  flush(letters.length);
  return pieces;
}

/** `one-minute` is a number and a unit. */
function splitLength(token: Token, { phrases }: Vocabulary): Token[] {
  const [, number, unit] = /^(\p{L}+)-(\p{L}+)$/u.exec(token.text) ?? [];
  const means = (word: string | undefined, kind: 'number' | 'unit') =>
    phrases
      .get(word?.toLowerCase() ?? '')
      ?.some(({ words, meanings }) => words.length === 1 && meanings.some((each) => kind in each));
  if (token.kind !== 'word' || !number || !unit || !means(number, 'number') || !means(unit, 'unit'))
    return [token];
  const middle = token.start + number.length;
  return [
    { ...token, text: number, folded: number.toLowerCase(), end: middle },
    { ...token, text: unit, folded: unit.toLowerCase(), start: middle + 1 },
  ];
}

const spaced = (request: string) =>
  request.replaceAll(/(\p{Script=Han})(?=[\w"'/.-])|([\w"'%/.-])(?=\p{Script=Han})/gu, '$1$2 ');

/** The longest phrase of a vocabulary that begins at `at`; null for none. */
function phraseAt(tokens: readonly Token[], at: number, { phrases }: Vocabulary) {
  const first = tokens[at];
  if (!first || (first.kind !== 'word' && first.kind !== 'symbol')) return null;
  const fits = (phrases.get(first.folded) ?? []).filter(({ words }) =>
    words.every(
      (word, index) => tokens[at + index]?.folded === word && tokens[at + index]?.kind !== 'quoted',
    ),
  );
  return fits[0] ?? null;
}

/** Content in English: the longest phrase of several words first. Null where it is not known. */
function englishAt(
  tokens: readonly Token[],
  at: number,
  vocabulary: Vocabulary,
): { english: string; length: number } | null {
  for (let length = Math.min(vocabulary.longest, 4); length > 0; length--) {
    const slice = tokens.slice(at, at + length);
    if (slice.length < length || slice.some(({ kind }) => kind !== 'word')) continue;
    const english = vocabulary.english(slice.map(({ folded }) => folded).join(' '));
    if (english !== null) return { english, length };
  }
  return null;
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

/** What people shorten when they type. */
const SHORT: Readonly<Record<string, string>> = {
  err: 'error',
  sev: 'severity',
  prio: 'priority',
  desc: 'description',
  cat: 'category',
  amnt: 'amount',
  avail: 'available',
  req: 'request',
  msg: 'message',
  txn: 'transaction',
  tx: 'transaction',
  conn: 'connection',
  auth: 'authentication',
  cfg: 'configuration',
  svc: 'service',
  temp: 'temperature',
  db: 'database',
  mem: 'memory',
  resp: 'response',
  lat: 'latency',
  env: 'environment',
  cust: 'customer',
  acct: 'account',
  pkg: 'package',
  qty: 'quantity',
  amt: 'amount',
  evt: 'event',
  exc: 'exception',
  sess: 'session',
  usr: 'user',
  srv: 'server',
  fw: 'firmware',
  deploy: 'deployment',
  dur: 'duration',
  addr: 'address',
  pmt: 'payment',
  ord: 'order',
  num: 'number',
  util: 'utilization',
  app: 'application',
  apps: 'application',
  prod: 'production',
  dev: 'development',
};

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
  const isChinese = language === 'zh';
  const tokens = tokenize(isChinese ? spaced(request) : request).flatMap((token) =>
    isChinese && token.kind === 'word' && isHan(token.text)
      ? cutHan(token, vocabulary)
      : splitLength(token, vocabulary),
  );
  const words: TaggedWord[] = [];
  if (language === 'en')
    for (const [index, token] of tokens.entries()) {
      const word =
        token.kind === 'word' && !english.phrases.has(token.folded)
          ? correctedFunctionWord(token.folded)
          : null;
      if (word !== null) tokens[index] = { ...token, folded: word };
    }
  const add = (count: number, meanings: readonly Meaning[], forms: (token: Token) => readonly string[]) => {
    const from = words.length;
    for (let index = 0; index < count; index++) {
      const token = tokens[from + index] as Token;
      words.push({
        ...token,
        index: from + index,
        meanings,
        phrase: [from, from + count - 1],
        forms: forms(token),
      });
    }
  };
  const own = (token: Token) => [token.folded];
  const abbreviated = (token: Token) => {
    const singular = token.folded.replace(/(?<=[a-z]{2})s$/, '');
    const meaning = token.kind === 'word' ? (SHORT[token.folded] ?? SHORT[singular]) : undefined;
    return meaning === undefined ? [token.folded] : [meaning, token.folded];
  };
  while (words.length < tokens.length) {
    const at = words.length;
    const token = tokens[at] as Token;
    const before = words.at(-1);
    const isCompound = before?.kind === 'word' && before.meanings.length === 0;
    const found = phraseAt(tokens, at, vocabulary);
    const phrase = found && isCompound && HEADS.has(found.words.join(' ')) ? null : found;
    const translated = language === 'en' ? null : englishAt(tokens, at, vocabulary);
    if (
      translated &&
      translated.length >= (phrase?.words.length ?? 0) &&
      !(phrase && translated.length === phrase.words.length && isFunction(phrase.meanings))
    ) {
      add(translated.length, [], ({ folded }) => [
        translated.english,
        ...(translated.length === 1 ? [folded] : []),
      ]);
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
    else add(1, [], language === 'en' ? abbreviated : own);
  }
  return { request, language, words };
}

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
