import type { Phrases } from '../../../contract/semantic.ts';
import { stemsOf, type Token, tokenise } from './words.ts';

/** What phrases mean: the name of a concept and the ways to say it. */
export type Lexicon = Readonly<Record<string, readonly string[]>>;

/** A concept and where it was said: tokens from `start` to before `end`. */
export interface Mention {
  readonly concept: string;
  readonly start: number;
  readonly end: number;
}

const ENTITY = '@';
const ACTION = '%';

/** Whether a concept is an entity of the contract. */
export const isEntity = (concept: string) => concept.startsWith(ENTITY);

/** Concepts under names that no word has: `@alert` for an entity, `%mute` for an action. */
export function lexiconOf(entities: Lexicon, actions: Lexicon): Lexicon {
  const marked = (mark: string, lexicon: Lexicon) =>
    Object.entries(lexicon).map(([name, says]) => [`${mark}${name}`, says] as const);
  return Object.fromEntries([...marked(ENTITY, entities), ...marked(ACTION, actions)]);
}

/** Finds concepts, the longest phrase first; a word may say several things at once. */
export type FindConcepts = (tokens: readonly Token[]) => Mention[];

/** Phrases of the lexicon, the longest first, as they are looked up. */
export function phrasesOf(lexicon: Lexicon): Phrases {
  const phrases: Record<string, string[]> = {};
  for (const [concept, says] of Object.entries(lexicon)) {
    for (const phrase of says) {
      const stems = stemsOf(tokenise(phrase));
      phrases[stems] = [...(phrases[stems] ?? []), concept];
    }
  }
  return phrases;
}

/** Finds the concepts that words stand for, by the phrases given. */
export function createFindConcepts(given: Phrases): FindConcepts {
  const phrases = new Map(Object.entries(given));
  const longest = Math.max(0, ...[...phrases.keys()].map((phrase) => phrase.split(' ').length));

  return (tokens) => {
    const found: Mention[] = [];
    for (let start = 0; start < tokens.length; ) {
      let length = Math.min(longest, tokens.length - start);
      let concepts: readonly string[] | undefined;
      for (; length > 0; length -= 1) {
        concepts = phrases.get(stemsOf(tokens.slice(start, start + length)));
        if (concepts) break;
      }
      for (const concept of concepts ?? []) found.push({ concept, start, end: start + length });
      start += Math.max(1, length);
    }
    return found;
  };
}
