import { writtenText } from '../../language/tagged-words.ts';
import { type DraftReading, fieldLinks, isUnused, linkOf, markUsed } from '../conditions/draft-reading.ts';
import type { Span } from '../link/spans.ts';
import type { Reading } from './reading.ts';

/** From here on words name the stream itself. */
const OWN_NAME = 0.9;

/** "the last 5 errors with time and message": the message is a part of each. */
const isAmongDetails = ({ parsed: { details } }: DraftReading, { from }: Span) =>
  details !== null && from >= details;

/** The words that name the stream, "orders" or "in the payment service", and how well they do; marks them used. */
export function readStreamNoun(draft: DraftReading): Pick<Reading, 'noun' | 'named'> {
  let noun: Reading['noun'] = null;
  let named = 0;
  for (const span of draft.spans) {
    const link = linkOf(span, 'stream');
    if (!link || (isAmongDetails(draft, span) && (fieldLinks(span)[0]?.score ?? 0) > link.score)) continue;
    const isTold = !isUnused(draft, span);
    // Of "the biggest order" the order is what the stream holds, whatever else it names.
    if (isTold && (link.score < OWN_NAME || link.score < (draft.used.get(span) ?? 0))) continue;
    markUsed(draft, span, link.score);
    named = Math.max(named, link.score);
    if (isTold) continue;
    const text = writtenText(span.words);
    if (noun === null) noun = { text, from: span.from, to: span.to };
    else if (span.from === noun.to + 1) noun = { text: `${noun.text} ${text}`, from: noun.from, to: span.to };
  }
  return { noun, named };
}
