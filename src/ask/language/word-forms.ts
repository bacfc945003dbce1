import { stemmer } from 'stemmer';
import { joinLoginVerbs } from './phrasal-verbs.ts';
import { ownMember } from '../../json/own-member.ts';

const folded = new Map<string, string>();
const MOST_FOLDED = 20_000;

/** Lower case without accents: the form in which lexicons and values are compared. */
export function fold(text: string): string {
  const known = folded.get(text);
  if (known !== undefined) return known;
  const made = text.toLowerCase().replaceAll('ß', 'ss').normalize('NFD').replaceAll(/\p{M}/gu, '');
  if (folded.size >= MOST_FOLDED) folded.clear();
  folded.set(text, made);
  return made;
}

const IRREGULAR: Readonly<Record<string, string>> = {
  people: 'person',
  children: 'child',
  men: 'man',
  women: 'woman',
  indices: 'index',
  statuses: 'status',
  status: 'status',
  gas: 'gas',
  bus: 'bus',
  buses: 'bus',
  data: 'data',
  news: 'news',
  paid: 'paid',
  missing: 'missing',
  lost: 'lost',
  sent: 'sent',
  sold: 'sold',
  canceled: 'cancel',
  cancelled: 'cancel',
  cancelling: 'cancel',
  cancellations: 'cancel',
  cancellation: 'cancel',
  cancel: 'cancel',
  failure: 'fail',
  failures: 'fail',
  succeeded: 'success',
  succeed: 'success',
  succeeds: 'success',
  successful: 'success',
  successfully: 'success',
  successes: 'success',
  refusal: 'refus',
  denial: 'deni',
  denials: 'deni',
  approval: 'approv',
  delivery: 'deliv',
  deliveries: 'deliv',
  delivered: 'deliv',
  logged: 'log',
  logins: 'login',
  logon: 'login',
  logons: 'login',
  signin: 'login',
  signins: 'login',
};

const stems = new Map<string, string>();
const MOST_STEMS = 20_000;

/** The stem of an English word, or of a word that is treated as one. */
export function stemOf(word: string): string {
  const known = stems.get(word);
  if (known !== undefined) return known;
  const made =
    ownMember(IRREGULAR, word) ??
    (/^[a-z]+$/.test(word) && word.length > 3 ? stemmer(word) : word.replace(/^([a-z]{2})s$/, '$1'));
  if (stems.size >= MOST_STEMS) stems.clear();
  stems.set(word, made);
  return made;
}

/** The parts of a text as words: `ord-100`, `paymentFailed` and `payment failed` alike. */
export const splitIntoParts = (text: string): string[] =>
  fold(
    joinLoginVerbs(text)
      .replaceAll(/([\p{Ll}\d])(\p{Lu})/gu, '$1 $2')
      .replaceAll(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1 $2'),
  )
    .split(/[^\p{L}\d]+/u)
    .filter((part) => part !== '');

/** How many letters differ, a swap of two neighbors counted as one; `most + 1` where it is more than `most`. */
export function editDistance(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let before: number[] = [];
  let last: number[] = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    let least = i;
    for (let j = 1; j <= b.length; j++) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      let value = Math.min(
        (last[j] as number) + 1,
        (row[j - 1] as number) + 1,
        (last[j - 1] as number) + cost,
      );
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        value = Math.min(value, (before[j - 2] as number) + 1);
      row.push(value);
      least = Math.min(least, value);
    }
    if (least > most) return most + 1;
    before = last;
    last = row;
  }
  return last[b.length] as number;
}

/** Whether two words are the same but for a slip: one letter in words from five letters on, two from nine on. */
export function isMisspellingOf(a: string, b: string): boolean {
  const length = Math.min(a.length, b.length);
  if (length < 5 || /\d/.test(a) || /\d/.test(b)) return false;
  const most = length >= 9 ? 2 : 1;
  return a[0] === b[0] && editDistance(a, b, most) <= most;
}
