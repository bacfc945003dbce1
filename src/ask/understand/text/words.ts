import { stemmer } from 'stemmer';
import { findSpans, type Span } from './spans.ts';
import { ownMember } from '../../../json/own-member.ts';

/** A word of a request, or the placeholder of a span. */
export interface Token {
  /** Lower case, as typed; `<kind>` for a span. */
  readonly text: string;
  /** What words of one family share; the same as `text` for a span. */
  readonly stem: string;
  readonly span: Span | null;
  /** With a capital in the middle of a sentence: rather a name than a word. */
  readonly isName: boolean;
  /** Where it stands in the text, in characters. */
  readonly start: number;
  readonly end: number;
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

/** A stretch in quotes, which stays as it is, or a dash. */
const QUOTED_OR_DASH = /"[^"\n]*"|“[^”\n]*”|«[^»\n]*»|`[^`\n]*`|[–—]/g;

/** One spelling for what keyboards and editors vary: quotation marks, widths of letters, and dashes outside of quotes. */
export function tidy(request: string): string {
  return request
    .normalize('NFKC')
    .replaceAll(/[‘’ʼ]/g, "'")
    .replaceAll(QUOTED_OR_DASH, (found) => (found.length === 1 ? '-' : found))
    .replaceAll(/\s+/g, ' ')
    .trim();
}

/** What ends a sentence, so that a capital after it means nothing. */
const STOP = /[.!?:;\n]\W*$/;

/** Whether a token is letters alone: no number, no placeholder. */
export const isWord = (text: string) => /^\p{L}+$/u.test(text);

/** What words of one family share. */
export const stemOf = (word: string) => (/^[a-z]+$/.test(word) ? stemmer(word) : word);

/** The words of a tidied request and the placeholders of its spans, in order. */
export function tokenise(request: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  const addWords = (text: string) => {
    for (const match of text.matchAll(WORD)) {
      const start = at + match.index;
      const lower = match[0].toLowerCase();
      const word = ownMember(CONTRACTED, lower) ?? lower.replace(/'s$/, '');
      const isStart = tokens.length === 0 || STOP.test(text.slice(0, match.index));
      const isName = !isStart && /^\p{Lu}\p{Ll}/u.test(match[0]);
      tokens.push({
        text: word,
        stem: stemOf(word),
        span: null,
        isName,
        start,
        end: start + match[0].length,
      });
    }
  };
  for (const span of findSpans(request)) {
    addWords(request.slice(at, span.start));
    tokens.push({
      text: `<${span.kind}>`,
      stem: `<${span.kind}>`,
      span,
      isName: false,
      start: span.start,
      end: span.end,
    });
    at = span.end;
  }
  addWords(request.slice(at));
  return tokens;
}

/** The stems of tokens, joined by spaces. */
export const stemsOf = (tokens: readonly Token[]) => tokens.map(({ stem }) => stem).join(' ');
