import { DE } from './lexicon/de.ts';
import { EN } from './lexicon/en.ts';
import { ES } from './lexicon/es.ts';
import { FR } from './lexicon/fr.ts';
import type { Language, Lexicon, Tag, TimeUnit } from './lexicon/lexicon.ts';
import { nounsByMeaning } from './lexicon/nouns-by-meaning.ts';
import { NUMBER_WORDS } from './lexicon/number-words.ts';
import { PT } from './lexicon/pt.ts';
import { ZH } from './lexicon/zh.ts';
import { type FindVerbs, germanForms, isRomance, romanceVerbs, type Verb } from './inflections.ts';
import { editDistance, fold, stemOf } from './word-forms.ts';

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
  /** What a word or phrase means in English, the likeliest first; empty where it is not known. */
  meanings(words: string): readonly string[];
  /** The same of nouns and adjectives alone. */
  named(word: string): readonly string[];
  /** The function word, or else the noun, that a word stands for but for a slip of the hand; null for none. */
  corrected(word: string): string | null;
  /** Whether a word or phrase stands in the lexicon as it is written. */
  isEntry(words: string): boolean;
  /** What a finite verb means together with the particle at the end of its clause, as in "lehnt ... ab"; null for no verb. */
  separated(finite: string, particle: string): string | null;
  /** Most words of a phrase that `meanings` knows and that begins like a word. */
  longestFrom(word: string): number;
}

const LEXICONS: readonly Lexicon[] = [EN, DE, FR, ES, PT, ZH];

const isSameMeaning = (a: Meaning, b: Meaning) => Object.values(a)[0] === Object.values(b)[0];

function meaningsOf(lexicon: Lexicon): Map<string, Meaning[]> {
  const found = new Map<string, Meaning[]>();
  const add = (phrases: string, meaning: Meaning) => {
    for (const phrase of phrases.split('|').flatMap((each) => withArticles(lexicon.language, each))) {
      const known = found.get(phrase) ?? [];
      if (!known.some((each) => isSameMeaning(each, meaning))) found.set(phrase, [...known, meaning]);
    }
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

/** `english=word word` between `|` and line ends. */
const entriesOf = (text: string): Array<readonly [english: string, words: readonly string[]]> =>
  text
    .split(/[|\n]/)
    .filter((entry) => entry !== '')
    .map((entry) => {
      const [english = '', words = ''] = entry.split('=');
      return [english, words.split(' ')];
    });

interface Verbs {
  readonly find: FindVerbs<string>;
  /** Meanings by the finite form and its particle. */
  readonly particles: ReadonlyMap<string, ReadonlyMap<string, string>>;
}

function verbsOf({ language, verbs }: Lexicon): Verbs {
  const entries = entriesOf(verbs).flatMap(([english, words]) =>
    words.map((word): [Verb, string] => {
      const [infinitive = '', ...irregular] = word.split(':');
      return [{ infinitive, irregular }, english];
    }),
  );
  const particles = new Map<string, Map<string, string>>();
  if (isRomance(language)) return { find: romanceVerbs(language, entries), particles };
  const forms = new Map<string, string[]>();
  for (const [verb, english] of entries) {
    const made = germanForms(verb);
    for (const form of new Set(made.forms)) forms.set(form, [...(forms.get(form) ?? []), english]);
    for (const form of made.finite) {
      const known = particles.get(form) ?? new Map<string, string>();
      particles.set(form, known);
      if (made.particle !== null && !known.has(made.particle)) known.set(made.particle, english);
    }
  }
  return { find: (word) => forms.get(word) ?? [], particles };
}

/** The last part of words for a share. */
const SHARE = /^(?:quoten?|raten?|anteile?)$/;
const SHORTEST_SLIP = 6;

/** Whether a word is another one with a letter too many, a wrong one, one that is missing, or two in the wrong order. */
const isSlipOf = (word: string, known: string): boolean =>
  Math.min(word.length, known.length) >= SHORTEST_SLIP - 1 &&
  Math.max(word.length, known.length) >= SHORTEST_SLIP &&
  editDistance(word, known, 1) <= 1;

/** Stands in a lexicon for what says nothing. */
const NO_MEANING = '-';
/** Shorter words are no stems. */
const SHORTEST_STEM = 3;
const SHORTEST_COMPOUND = 8;
const MOST_REMEMBERED = 5000;

/** Languages that form superlatives with an article: "la plus lente", "los más caros". */
const ARTICLES: Readonly<Partial<Record<Language, readonly string[]>>> = {
  fr: ['le', 'la', 'les'],
  es: ['el', 'la', 'los', 'las'],
  pt: ['o', 'a', 'os', 'as'],
};

/** A phrase, and the same with each article where it is a comparative of more than one word. */
const withArticles = (language: Language, phrase: string): readonly string[] =>
  /^(?:plus|moins|mas|menos|mais) (?!de$|d$|que$|do que$)/.test(phrase)
    ? [phrase, ...(ARTICLES[language] ?? []).map((article) => `${article} ${phrase}`)]
    : [phrase];

const splitWords = (lexicon: Lexicon, phrase: string) =>
  lexicon.language === 'zh' ? [phrase] : phrase.split(' ');

/** Words of the lexicon by how they are written, with what they mean. */
function nounsOf({ nouns, language }: Lexicon): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const [meaning, words] of [...entriesOf(nouns), ...nounsByMeaning(language)])
    for (const word of words) {
      const text = word.replace('?', '').replaceAll('_', ' ');
      const known = found.get(text);
      if (known === undefined) found.set(text, [meaning]);
      else if (!word.endsWith('?')) known.unshift(meaning);
      else if (!known.includes(meaning)) known.push(meaning);
    }
  return found;
}

/** Letters that all forms of a word begin with. */
const HEAD_LETTERS = 4;

/** How many words the longest entries have, by how they begin. */
function lengthsOf(entries: Iterable<string>): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  for (const entry of entries) {
    const { length } = entry.split(' ');
    const head = entry.split(' ')[0]?.slice(0, HEAD_LETTERS) ?? '';
    if (length > (found.get(head) ?? 1)) found.set(head, length);
  }
  return found;
}

/** What is made when it is first asked for, and kept. */
function once<T extends object>(make: () => T): () => T {
  let made: T | null = null;
  return () => {
    made ??= make();
    return made;
  };
}

function vocabularyOf(lexicon: Lexicon): Vocabulary {
  const phrases = new Map<string, Phrase[]>();
  for (const [text, meanings] of meaningsOf(lexicon)) {
    const words = splitWords(lexicon, text);
    const [first = ''] = words;
    phrases.set(first, [...(phrases.get(first) ?? []), { words, meanings }]);
  }
  for (const list of phrases.values()) list.sort((a, b) => b.words.length - a.words.length);
  const nouns = once(() => nounsOf(lexicon));
  const verbs = once(() => verbsOf(lexicon));
  const inflected = (text: string): readonly string[] => {
    for (const [ending, entry] of lexicon.endings) {
      if (!text.endsWith(ending) || text.length - ending.length < SHORTEST_STEM) continue;
      const found = nouns().get(text.slice(0, text.length - ending.length) + entry);
      if (found !== undefined) return found;
    }
    return [];
  };
  const named = (text: string): readonly string[] => nouns().get(text) ?? inflected(text);
  /** "cierres inesperados" of "cierre inesperado". */
  const singular = (text: string): readonly string[] =>
    text.includes(' ') ? (nouns().get(text.replaceAll(/(?<=[a-z]{3})(?:s|x)(?= |$)/g, '')) ?? []) : [];
  /** A noun may be a form of a verb as well: "livres" are books, and "livrés" delivered. */
  const alsoVerbs = (text: string, known: readonly string[]): readonly string[] => {
    const found = verbs()
      .find(text)
      .filter((meaning) => meaning !== NO_MEANING && !known.includes(meaning));
    return found.length > 0 ? [...known, ...found] : known;
  };
  const entry = (text: string): readonly string[] | null => {
    const known = nouns().get(text);
    return known === undefined ? null : alsoVerbs(text, known);
  };
  const simple = (text: string): readonly string[] =>
    entry(text) ?? [...new Set([...singular(text), ...inflected(text), ...verbs().find(text)])];
  /** German writes words together: both parts are looked up, the first also as the stem of a verb. */
  const cut = (text: string): readonly string[] => {
    if (lexicon.language !== 'de' || text.length < SHORTEST_COMPOUND || text.includes(' ')) return [];
    for (let at = text.length - 3; at >= 3; at--) {
      const [second] = SHARE.test(text.slice(at)) ? ['rate'] : simple(text.slice(at));
      if (second === undefined) continue;
      const left = text.slice(0, at);
      const [first] = [left, left.replace(/(?:es|en|s|n|e)$/, ''), `${left}en`, `${left}n`]
        .filter((each) => each.length >= SHORTEST_STEM)
        .flatMap(simple);
      if (first !== undefined) return [`${first} ${second}`];
    }
    return [];
  };
  const remembered = new Map<string, readonly string[]>();
  const byLetter = once(() =>
    Map.groupBy(
      [...phrases.keys(), ...nouns().keys()].filter((word) => /^[a-z]{5,}$/.test(word)),
      (word) => word.charAt(0),
    ),
  );
  const inPhrases = once(() => new Set([...phrases.values()].flat().flatMap(({ words }) => words)));
  const lengths = once(() => lengthsOf(nouns().keys()));
  const corrections = new Map<string, string | null>();
  return {
    language: lexicon.language,
    phrases,
    named,
    meanings(words) {
      const known = remembered.get(words);
      if (known !== undefined) return known;
      const found = simple(words);
      const meanings = found.length > 0 ? found : cut(words);
      if (remembered.size > MOST_REMEMBERED) remembered.clear();
      remembered.set(words, meanings);
      return meanings;
    },
    corrected(word) {
      if (inPhrases().has(word)) return null;
      const known = corrections.get(word);
      if (known !== undefined) return known;
      const found = new Set((byLetter().get(word.charAt(0)) ?? []).filter((each) => isSlipOf(word, each)));
      const [only = null] = [...found].sort((a, b) => Number(phrases.has(b)) - Number(phrases.has(a)));
      if (corrections.size > MOST_REMEMBERED) corrections.clear();
      corrections.set(word, only);
      return only;
    },
    isEntry: (words) => nouns().has(words),
    separated: (finite, particle) => verbs().particles.get(finite)?.get(particle) ?? null,
    longestFrom: (word) => lengths().get(word.slice(0, HEAD_LETTERS)) ?? 1,
  };
}

const VOCABULARIES: ReadonlyMap<Language, Vocabulary> = new Map(
  LEXICONS.map((lexicon) => [lexicon.language, vocabularyOf(lexicon)]),
);

/** Stems of English content words: the translations of words in the other lexicons. */
const englishStems = once(
  (): ReadonlySet<string> =>
    new Set(
      LEXICONS.flatMap(({ nouns, verbs }) =>
        [...entriesOf(nouns), ...entriesOf(verbs)].flatMap(([english]) => english.split(' ').map(stemOf)),
      ).concat('for', 'to', 'from', 'with'),
    ),
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
      [...VOCABULARIES.values()].flatMap(({ language, meanings }) =>
        language === 'en' || language === 'zh'
          ? []
          : [...meanings(word), ...(language === 'de' && german !== word ? meanings(german) : [])],
      ),
    ),
  ];
}

/** Words of the interface that say nothing of the language. */
const INTERNATIONAL = new Set(
  'top max min in on a an de eu lag service status error errors total logs log per median die as no me international information was am so'.split(
    ' ',
  ),
);

/** The language of a request, by the function words in it; English where nothing tells. */
export function languageOf(request: string): Language {
  if (/\p{Script=Han}/u.test(request)) return 'zh';
  // Names in quotes and codes, such as the ID of a trace, are of no language.
  const words = fold(
    request.replaceAll(/["“„'`][^"”“„'`]*["”“'`]|(?<![\p{L}_-])[\p{L}_-]{0,40}\d[\p{L}\d_-]*/gu, ' '),
  )
    .split(/[^\p{L}]+/u)
    .filter((word) => word.length > 1 || word === 'y' || word === 'e');
  let best: Language = 'en';
  let most = 0;
  const isFunctionIn = (word: string, { phrases }: Vocabulary) =>
    phrases.get(word)?.some((phrase) => phrase.words.length === 1) ?? false;
  const saysEnglish = words.some((word) => isFunctionIn(word, vocabularyFor('en')));
  for (const vocabulary of VOCABULARIES.values()) {
    const { language, phrases, named } = vocabulary;
    if (language === 'zh') continue;
    let functions = 0;
    let contents = 0;
    const hits = words.reduce((sum, word) => {
      if (INTERNATIONAL.has(word)) return sum + 0.2;
      const isFunction = isFunctionIn(word, vocabulary);
      const isBegin = phrases.has(word);
      // Many words of the field are English in every language, and some are something else in it.
      const isEnglish = englishStems().has(stemOf(word));
      // A word that is the same in English says nothing either.
      const [meaning] = language === 'en' ? [] : named(word);
      const isContent = meaning !== undefined && meaning !== word && !isEnglish;
      functions += isFunction ? 1 : 0;
      contents += isContent ? 1 : 0;
      return (
        sum + (isFunction ? 1 : isContent ? 1 : isEnglish && language === 'en' ? 0.5 : isBegin ? 0.4 : 0)
      );
    }, 0);
    // One word that happens to be of another language: "cost per conversation".
    if (language !== 'en' && saysEnglish && functions === 0 && contents < 2) continue;
    if (hits > most + (best === 'en' ? 0.3 : 0)) {
      best = language;
      most = hits;
    }
  }
  return best;
}
