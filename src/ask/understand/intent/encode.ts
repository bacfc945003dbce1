import type { FeatureSpace } from '../../../contract/semantic.ts';

/** FNV-1a over UTF-16 units, 32 bits. */
function hash(text: string): number {
  let value = 2166136261;
  for (let at = 0; at < text.length; at += 1) value = Math.imul(value ^ text.charCodeAt(at), 16777619);
  return value >>> 0;
}

/** Whether a feature is a sequence of letters. */
export const isLetters = (feature: string) => feature.startsWith('.');
/** Whether a feature is a pair of words. */
export const isPair = (feature: string) => feature.includes(' ') || feature.includes('&');

/** Turns the names of features into numbers below `size`; words that are not known have none. */
export function createEncode({ words, letterPlaces, pairPlaces }: FeatureSpace) {
  const numbers = new Map(words.map((word, index) => [word, index]));
  return {
    size: words.length + letterPlaces + pairPlaces,
    knows: (word: string) => numbers.has(word),
    encode: (features: readonly string[]): number[] =>
      features.flatMap((feature) => {
        if (isLetters(feature)) return words.length + (hash(feature) % letterPlaces);
        if (isPair(feature)) return words.length + letterPlaces + (hash(feature) % pairPlaces);
        return numbers.get(feature) ?? [];
      }),
  };
}

/** How much of a negative value passes the bend of the hidden layer. */
export const LEAK = 0.1;
