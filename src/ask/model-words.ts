import { withoutControls } from '../redact/control-characters.ts';

/** What of the words of a model stands in an answer. */
const MOST_SENTENCES = 3;
const MOST_CHARACTERS = 900;

const segments = new Intl.Segmenter('en', { granularity: 'sentence' });

/** The first sentences of a text, on one line and without what could end the quotation that they stand in. */
function firstSentences(text: string): string {
  const line = withoutControls(text).replaceAll(/[“”]/g, '"').replaceAll(/\s+/g, ' ').trim();
  const sentences = [...segments.segment(line.slice(0, 4 * MOST_CHARACTERS))].map(({ segment }) => segment);
  const said = sentences.slice(0, MOST_SENTENCES).join('').trim();
  return said.length > MOST_CHARACTERS ? `${said.slice(0, MOST_CHARACTERS - 1)}…` : said;
}

/** What a model said, as a quotation that nothing in it can end; the empty text where it said nothing. */
export function quotedWords(text: string): string {
  const said = firstSentences(text);
  return said === '' ? '' : `“${said}” (words of the language model)`;
}
