import type { Language } from './lexicon.ts';

/**
 * Number words of each language, folded; a space stands for any gap. `few` counts as three and `couple` as two.
 */
export const NUMBER_WORDS: Readonly<Record<Language, Readonly<Record<string, number>>>> = {
  en: {
    a: 1,
    an: 1,
    one: 1,
    two: 2,
    couple: 2,
    three: 3,
    few: 3,
    four: 4,
    five: 5,
    six: 6,
    seven: 7,
    eight: 8,
    nine: 9,
    ten: 10,
    eleven: 11,
    twelve: 12,
    fifteen: 15,
    twenty: 20,
    'twenty four': 24,
    thirty: 30,
    'forty five': 45,
    forty: 40,
    fifty: 50,
    sixty: 60,
    ninety: 90,
    hundred: 100,
    dozen: 12,
    thousand: 1000,
  },
  de: {
    ein: 1,
    eine: 1,
    einer: 1,
    einem: 1,
    einen: 1,
    zwei: 2,
    drei: 3,
    vier: 4,
    funf: 5,
    sechs: 6,
    sieben: 7,
    acht: 8,
    neun: 9,
    zehn: 10,
    zwolf: 12,
    funfzehn: 15,
    zwanzig: 20,
    dreissig: 30,
    sechzig: 60,
  },
  fr: {
    un: 1,
    une: 1,
    deux: 2,
    trois: 3,
    quatre: 4,
    cinq: 5,
    six: 6,
    sept: 7,
    huit: 8,
    neuf: 9,
    dix: 10,
    douze: 12,
    quinze: 15,
    vingt: 20,
    trente: 30,
    soixante: 60,
  },
  es: {
    un: 1,
    una: 1,
    dos: 2,
    tres: 3,
    cuatro: 4,
    cinco: 5,
    seis: 6,
    siete: 7,
    ocho: 8,
    nueve: 9,
    diez: 10,
    doce: 12,
    quince: 15,
    veinte: 20,
    treinta: 30,
    sesenta: 60,
  },
  pt: {
    um: 1,
    uma: 1,
    dois: 2,
    duas: 2,
    tres: 3,
    quatro: 4,
    cinco: 5,
    seis: 6,
    sete: 7,
    oito: 8,
    nove: 9,
    dez: 10,
    doze: 12,
    quinze: 15,
    vinte: 20,
    trinta: 30,
    sessenta: 60,
  },
  zh: {
    一: 1,
    两: 2,
    二: 2,
    三: 3,
    四: 4,
    五: 5,
    六: 6,
    七: 7,
    八: 8,
    九: 9,
    十: 10,
    十二: 12,
    十五: 15,
    二十: 20,
    三十: 30,
    二十四: 24,
    六十: 60,
  },
};

/** English counts, longest first, as part of a pattern: `twenty four`, `couple of`, `half an`. No digits. */
export const ENGLISH_COUNT = `(?:half an?|half|couple of|${Object.keys(NUMBER_WORDS.en)
  .filter((word) => word !== 'couple')
  .sort((a, b) => b.length - a.length)
  .map((word) => word.replace(' ', '[ -]'))
  .join('|')})`;

/** The number that an English count or digits state; null for other words. */
export function englishCount(text: string): number | null {
  const words = text
    .toLowerCase()
    .replaceAll('-', ' ')
    .replace(/^a (?=couple)| (?:of|an?)$/g, '');
  if (words === 'half') return 0.5;
  const digits = /^\d+(?:[.,]\d+)?$/.test(words) ? Number(words.replace(',', '.')) : null;
  return NUMBER_WORDS.en[words] ?? digits;
}
