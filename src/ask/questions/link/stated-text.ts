import { hasTag, writtenText } from '../../language/tagged-words.ts';
import type { ParsedQuestion } from '../parse/parse-question.ts';
import { textCondition } from './link-forms.ts';
import type { Span } from './spans.ts';
import type { StreamView } from './stream-view.ts';

/** What calls the words after it a text: "the word cart". */
const TEXT = /^(?:word|words|text|phrase|string|term|keyword)$/;
/** What log lines do with a text. */
const HOLDS =
  /^(?:contain|contains|containing|contained|mention|mentions|mentioning|mentioned|saying|says?)$/;
const LINES = /^(?:logs?|lines?|entry|entries|messages?|records?)$/;
const STATED = 0.9;
/** Words between the lines and what they hold: "log lines in checkout that do not mention". */
const MOST_BETWEEN = 8;

/** Whether the words before call a word a text: "the word cart", "log lines that mention cart". */
function isText({ words, taken }: ParsedQuestion, at: number): boolean {
  const before = words[at - 1];
  if (!before || taken.has(at - 1) || !hasTag(before, 'contains')) return false;
  if (TEXT.test(before.folded)) return true;
  return (
    HOLDS.test(before.folded) &&
    words
      .slice(Math.max(0, at - MOST_BETWEEN), at - 1)
      .some(({ folded, index }) => LINES.test(folded) && !taken.has(index))
  );
}

/** The same spans, of which those that the words call a text mean that text, and no value or state of that name. */
export const linkStatedTexts = (spans: readonly Span[], parsed: ParsedQuestion, view: StreamView): Span[] =>
  spans.map((span) => {
    if (parsed.language !== 'en' || !isText(parsed, span.from)) return span;
    const condition = textCondition(writtenText(span.words), view);
    return {
      ...span,
      isOptional: false,
      links: condition ? [{ kind: 'condition', condition, score: STATED }] : [],
    };
  });
