import { DE } from './lexicon/de.ts';
import { EN } from './lexicon/en.ts';
import { ES } from './lexicon/es.ts';
import { FR } from './lexicon/fr.ts';
import type { Language, Lexicon, Tag, TimeUnit } from './lexicon/lexicon.ts';
import { NUMBER_WORDS } from './lexicon/number-words.ts';
import { PT } from './lexicon/pt.ts';
import { ZH } from './lexicon/zh.ts';
import { fold, stemOf } from './word-forms.ts';

/** What a phrase of a lexicon does. */
export type Meaning =
  | { readonly tag: Tag }
  | { readonly unit: TimeUnit }
  | { readonly number: number }
  | { readonly weekday: number }
  | { readonly month: number };

/** A phrase of a lexicon, folded, with its functions. */
export interface Phrase {
  readonly words: readonly string[];
  readonly meanings: readonly Meaning[];
}

/** A lexicon ready to be looked up in. */
export interface Vocabulary {
  readonly language: Language;
  /** Phrases by their first word, the longest first. */
  readonly phrases: ReadonlyMap<string, readonly Phrase[]>;
  /** English for a word or phrase of the language; null where it is not known. */
  english(words: string): string | null;
  /** Most words of a phrase that `english` knows. */
  readonly longest: number;
}

const LEXICONS: readonly Lexicon[] = [EN, DE, FR, ES, PT, ZH];

function meaningsOf(lexicon: Lexicon): Map<string, Meaning[]> {
  const found = new Map<string, Meaning[]>();
  const add = (phrases: string, meaning: Meaning) => {
    for (const phrase of phrases.split('|')) found.set(phrase, [...(found.get(phrase) ?? []), meaning]);
  };
  for (const [tag, phrases] of Object.entries(lexicon.tags)) add(phrases, { tag: tag as Tag });
  for (const [unit, phrases] of Object.entries(lexicon.units)) add(phrases, { unit: unit as TimeUnit });
  for (const [phrase, number] of Object.entries(NUMBER_WORDS[lexicon.language])) add(phrase, { number });
  lexicon.weekdays.forEach((phrases, weekday) => {
    add(phrases, { weekday: weekday + 1 });
  });
  lexicon.months.forEach((phrases, month) => {
    add(phrases, { month: month + 1 });
  });
  return found;
}

const splitWords = (lexicon: Lexicon, phrase: string) =>
  lexicon.language === 'zh' ? [phrase] : phrase.split(' ');

function vocabularyOf(lexicon: Lexicon): Vocabulary {
  const phrases = new Map<string, Phrase[]>();
  for (const [text, meanings] of meaningsOf(lexicon)) {
    const words = splitWords(lexicon, text);
    const [first = ''] = words;
    phrases.set(first, [...(phrases.get(first) ?? []), { words, meanings }]);
  }
  for (const list of phrases.values()) list.sort((a, b) => b.words.length - a.words.length);
  const english = new Map<string, string>();
  for (const pair of (lexicon.english ?? '').split(/[|\n]/)) {
    const [word = '', meaning] = pair.split('=');
    if (meaning !== undefined) english.set(fold(word.replace(/_$/, '')), meaning);
  }
  const lookUp = (text: string): string | null => {
    const exact = english.get(text);
    if (exact !== undefined) return exact;
    for (const ending of lexicon.endings) {
      if (!text.endsWith(ending) || text.length - ending.length < 3) continue;
      const stem = text.slice(0, -ending.length);
      const found =
        english.get(stem) ??
        english.get(`${stem}e`) ??
        english.get(`${stem}o`) ??
        english.get(`${stem}ao`) ??
        english.get(`${stem}ion`);
      if (found !== undefined) return found;
    }
    return null;
  };
  /** German writes words together: both parts are looked up. */
  const cut = (text: string): string | null => {
    if (lexicon.language !== 'de' || text.length < 8) return null;
    for (let at = text.length - 3; at >= 3; at--) {
      const left = text.slice(0, at);
      const first = lookUp(left) ?? lookUp(left.replace(/(?:s|n|en)$/, ''));
      const second = first === null ? null : lookUp(text.slice(at));
      if (first !== null && second !== null) return `${first} ${second}`;
    }
    return null;
  };
  const remembered = new Map<string, string | null>();
  return {
    language: lexicon.language,
    phrases,
    english(words) {
      const known = remembered.get(words);
      if (known !== undefined) return known;
      const found = lookUp(words) ?? cut(words);
      if (remembered.size > 5000) remembered.clear();
      remembered.set(words, found);
      return found;
    },
    longest: Math.max(1, ...[...english.keys()].map((key) => key.split(' ').length)),
  };
}

const VOCABULARIES: ReadonlyMap<Language, Vocabulary> = new Map(
  LEXICONS.map((lexicon) => [lexicon.language, vocabularyOf(lexicon)]),
);

/** The vocabulary of a language; built once at start. */
export const vocabularyFor = (language: Language): Vocabulary => VOCABULARIES.get(language) as Vocabulary;

const UMLAUTS: ReadonlyArray<readonly [string, string]> = [
  ['ae', 'a'],
  ['oe', 'o'],
  ['ue', 'u'],
];

/** What a word of a name or a value means in English where it is of another language, such as `ausgefuehrt`; empty where it is not. */
export function translationsOf(word: string): readonly string[] {
  if (word.length < 4 || !/^[a-z]+$/.test(word) || VOCABULARIES.get('en')?.phrases.has(word)) return [];
  const german = UMLAUTS.reduce((text, [written, letter]) => text.replaceAll(written, letter), word);
  return [
    ...new Set(
      [...VOCABULARIES.values()].flatMap(({ language, english }) =>
        language === 'en' || language === 'zh'
          ? []
          : [english(word), ...(language === 'de' && german !== word ? [english(german)] : [])].filter(
              (found) => found !== null,
            ),
      ),
    ),
  ];
}

/** Words of the interface that say nothing of the language. */
const INTERNATIONAL = new Set(
  'top max min in on a an de service status error errors total logs log per median die as no me international information was am so'.split(
    ' ',
  ),
);

/** The language of a request, by the function words in it; English where nothing tells. */
export function languageOf(request: string): Language {
  if (/\p{Script=Han}/u.test(request)) return 'zh';
  const words = fold(request.replaceAll(/["“„'`][^"”“'`]*["”“'`]/gu, ' '))
    .split(/[^\p{L}]+/u)
    .filter((word) => word.length > 1 || word === 'y' || word === 'e');
  let best: Language = 'en';
  let most = 0;
  for (const { language, phrases, english } of VOCABULARIES.values()) {
    if (language === 'zh') continue;
    const hits = words.reduce((sum, word) => {
      if (INTERNATIONAL.has(word)) return sum + 0.2;
      const isFunction = phrases.get(word)?.some((phrase) => phrase.words.length === 1) ?? false;
      const isBegin = phrases.has(word);
      const isContent =
        language !== 'en' && english(word) !== null && stemOf(english(word) as string) !== stemOf(word);
      return sum + (isFunction ? 1 : isContent ? 1 : isBegin ? 0.4 : 0);
    }, 0);
    if (hits > most + (best === 'en' ? 0.3 : 0)) {
      best = language;
      most = hits;
    }
  }
  return best;
}
