import { type Token, tokenize } from './tokens.ts';
import type { Vocabulary } from './vocabulary.ts';
import { fold } from './word-forms.ts';

const isHan = (text: string) => /\p{Script=Han}/u.test(text);

/** Letters that mean nothing weigh more than any number of words. */
const UNKNOWN_LETTER = 100;
const LONGEST_HAN = 8;

/** Chinese is written without spaces: cut so that the least of it is unknown, and then into as few words as can be. */
function cutHan(token: Token, vocabulary: Vocabulary): Token[] {
  const letters = [...token.text];
  const best: Array<{ cost: number; at: number; isKnown: boolean }> = [{ cost: 0, at: 0, isKnown: true }];
  for (let end = 1; end <= letters.length; end++) {
    const before = best[end - 1] as (typeof best)[number];
    let found = {
      cost: before.cost + UNKNOWN_LETTER,
      at: before.isKnown ? end - 1 : before.at,
      isKnown: false,
    };
    for (let at = Math.max(0, end - LONGEST_HAN); at < end; at++) {
      const text = letters.slice(at, end).join('');
      const cost = (best[at]?.cost ?? 0) + 1;
      if (cost < found.cost && (vocabulary.phrases.has(text) || vocabulary.isEntry(text)))
        found = { cost, at, isKnown: true };
    }
    best[end] = found;
  }
  const pieces: Token[] = [];
  for (let end = letters.length; end > 0; ) {
    const { at } = best[end] as (typeof best)[number];
    const text = letters.slice(at, end).join('');
    pieces.unshift({ ...token, text, folded: text, start: token.start + at, end: token.start + end });
    end = at;
  }
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

/** `apres-midi` and `rendez-vous` are two words each where the language has them as such. */
function splitDashed(token: Token, { phrases, isEntry }: Vocabulary): Token[] {
  const parts = token.kind === 'word' ? token.folded.split('-') : [];
  const text = parts.join(' ');
  const isKnown =
    parts.length > 1 &&
    (isEntry(text) || (phrases.get(parts[0] ?? '') ?? []).some(({ words }) => words.join(' ') === text));
  if (!isKnown) return [token];
  let start = token.start;
  return token.text.split('-').map((part) => {
    const cut = { ...token, text: part, folded: fold(part), start, end: start + part.length };
    start += part.length + 1;
    return cut;
  });
}

/** Chinese for units of measures that numbers are written with. */
const HAN_UNITS: ReadonlyArray<readonly [RegExp, string]> = [
  [/(?<=\d\s?)(?:千瓦时|度电)/g, ' kWh '],
  [/(?<=\d\s?)兆瓦时/g, ' MWh '],
  [/(?<=\d\s?)千瓦/g, ' kW '],
  [/(?<=\d\s?)兆瓦/g, ' MW '],
  [/(?<=\d\s?)公里/g, ' km '],
  [/(?<=\d\s?)(?:公斤|千克)/g, ' kg '],
  [/(?<=\d\s?)摄氏度/g, ' °C '],
];

/** Things with a number before them: `4号线` is line 4. The day of a month has none after it. */
const NUMBERED =
  /(?<![月\d])(\d{1,4})\s?号(生产线|产线|线|机|泵|站|门|炉|车间|仓库|设备|工位|风机|服务器|机器)/g;
const NOUNS: Readonly<Record<string, string>> = { 线: '产线', 机: '机器' };

/** A Chinese request with a gap before and after what is written in Latin letters. */
export const spaced = (request: string) =>
  HAN_UNITS.reduce((text, [unit, symbol]) => text.replaceAll(unit, symbol), request)
    .replaceAll(NUMBERED, (_, number: string, noun: string) => ` ${NOUNS[noun] ?? noun} ${number} `)
    .replaceAll(/(\p{Script=Han})(?=[\w"'/.-])|([\w"'%/.-])(?=\p{Script=Han})/gu, '$1$2 ');

/** Cut a request into the words of its language: Chinese, `spaced` before, by its vocabulary, others also where a dash joins two words. */
export function segment(request: string, vocabulary: Vocabulary): Token[] {
  const isChinese = vocabulary.language === 'zh';
  return tokenize(request).flatMap((token) =>
    isChinese && token.kind === 'word' && isHan(token.text)
      ? cutHan(token, vocabulary)
      : splitLength(token, vocabulary).flatMap((each) => splitDashed(each, vocabulary)),
  );
}
