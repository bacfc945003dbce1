import type { ParsedQuestion } from '../parse/parse-question.ts';
import { agreeOnOpposites, linkOpposites } from './opposite-states.ts';
import { refineSpans } from './refine-spans.ts';
import { linkMisspelledWords, type Span, spansOf } from './spans.ts';
import { linkStatedTexts } from './stated-text.ts';
import type { StreamView } from './stream-view.ts';

/** The content of a request as spans, with what each means in a stream in the light of the others. */
export const readSpans = (parsed: ParsedQuestion, view: StreamView): Span[] =>
  agreeOnOpposites(
    refineSpans(
      linkOpposites(linkMisspelledWords(linkStatedTexts(spansOf(parsed, view), parsed, view), view), view),
      parsed,
      view,
    ),
  );
