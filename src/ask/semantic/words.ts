import { stemmer } from 'stemmer';
import { findSpans, type Span } from './spans.ts';

/** A word of a request, or the placeholder of a span. */
export interface Token {
  /** Lower case, as typed; `<kind>` for a span. */
  readonly text: string;
  /** What words of one family share; the same as `text` for a span. */
  readonly stem: string;
  readonly span: Span | null;
}

const WORD = /[\p{L}\p{N}]+(?:'\p{L}+)?/gu;

const CONTRACTED: Readonly<Record<string, string>> = {
  "don't": 'dont',
  "can't": 'cant',
  "what's": 'what',
  "who's": 'who',
  "where's": 'where',
  "it's": 'it',
  "let's": 'let',
};

/** One spelling for what keyboards and editors vary: quotation marks, dashes, widths of letters. */
export function tidy(request: string): string {
  return request
    .normalize('NFKC')
    .replaceAll(/[‘’ʼ]/g, "'")
    .replaceAll(/[–—]/g, '-')
    .replaceAll(/\s+/g, ' ')
    .trim();
}

const stems = (word: string) => (/^[a-z]+$/.test(word) ? stemmer(word) : word);

/** The words of a tidied request and the placeholders of its spans, in order. */
export function tokenise(request: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  const addWords = (text: string) => {
    for (const [match] of text.toLowerCase().matchAll(WORD)) {
      const word = CONTRACTED[match] ?? match.replace(/'s$/, '');
      tokens.push({ text: word, stem: stems(word), span: null });
    }
  };
  for (const span of findSpans(request)) {
    addWords(request.slice(at, span.start));
    tokens.push({ text: `<${span.kind}>`, stem: `<${span.kind}>`, span });
    at = span.end;
  }
  addWords(request.slice(at));
  return tokens;
}
