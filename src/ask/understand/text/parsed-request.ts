import { createFindConcepts, type Mention } from './concepts.ts';
import type { Phrases } from '../../../contract/semantic.ts';
import { featuresOf } from './features.ts';
import { type Token, tidy, tokenise } from './words.ts';

/** A request taken apart, as the model and the rules after it see it. */
export interface ParsedRequest {
  /** As it came, with its line breaks. */
  readonly request: string;
  readonly text: string;
  readonly tokens: readonly Token[];
  readonly mentions: readonly Mention[];
  readonly features: readonly string[];
}

/** Parses a request; `correct` mends misspelt words first. */
export type CreateParseRequest = (
  request: string,
  correct?: (tokens: readonly Token[]) => readonly Token[],
) => ParsedRequest;

/** The same way of looking for learning and for answering. */
export function createParseRequest(phrases: Phrases): CreateParseRequest {
  const findConcepts = createFindConcepts(phrases);
  return (request, correct = (tokens) => tokens) => {
    const text = tidy(request);
    const tokens = correct(tokenise(text));
    const mentions = findConcepts(tokens);
    return { request, text, tokens, mentions, features: featuresOf(tokens, mentions, text.endsWith('?')) };
  };
}
