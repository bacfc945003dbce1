import { stemOf } from './word-forms.ts';

/** Beginnings of adjectives that say the opposite. */
const NEGATED = /^(?:in|un|im|ir|il|non-?|dis)(?=[a-z]{4})/;

/** Whether one word is the other with a beginning that denies it: `invalid` and `valid`. */
export function areOpposites(a: string, b: string): boolean {
  const [first, second] = [stemOf(a), stemOf(b)];
  if (first === second) return false;
  const isDenied = (word: string, other: string) =>
    NEGATED.test(word) && stemOf(word.replace(NEGATED, '')) === other;
  return isDenied(a, second) || isDenied(b, first);
}

/** Whether a value of two says that something is not so. */
export const isNo = (value: string): boolean => /^(?:false|no|n|0)$/i.test(value);
