import { withoutControls } from '../redact/control-characters.ts';
import { withoutMarkup } from '../redact/quoted-words.ts';

/** What of the words of a model stands in an answer. */
const MOST_SENTENCES = 3;
const MOST_CHARACTERS = 900;

const segments = new Intl.Segmenter('en', { granularity: 'sentence' });

/** An address in brackets is shown as it is. */
const AUTOLINK = /<(https?:[^\s<>]{1,2000})>/gi;
/** Markup, whether or not it is closed. */
const TAG = /<[a-z!/?][^>]*(?:>|$)/gi;
/** `[1]: https://...`, what links by number lead to. */
const REFERENCE = /^[ \t]{0,3}\[[^\]\n]{1,200}\]:.*$/gm;
/** An image or a link, of which the words stay. */
const LINK = /!?\[([^[\]]{0,2000})\](?:\([^)]{0,2000}\)|\[[^\]]{0,200}\])/g;

/**
 * Words of a model without what a client would load by itself, such as an image whose address carries data away, and
 * without addresses behind other words.
 */
export function withoutEmbeds(text: string): string {
  return withoutMarkup(
    text
      .replaceAll(AUTOLINK, '$1')
      .replaceAll(TAG, ' ')
      .replaceAll(REFERENCE, ' ')
      // An image that is a link: the image first.
      .replaceAll(LINK, '$1')
      .replaceAll(LINK, '$1'),
  );
}

/** Prose without the marks of Markdown, which a quotation on one line cannot show. Tables and code are left to the data. */
function withoutMarkdown(text: string): string {
  const lines = text.replaceAll(/```[\s\S]*?(?:```|$)/g, ' ').split('\n');
  const kept = lines.flatMap((line) => {
    const isTable = /^\s*\|/.test(line);
    const isRule = /^\s*(?:[-*_]\s*){3,}$/.test(line);
    const isTitle = /^\s*#{1,6}\s/.test(line) && !/\d/.test(line);
    if (isTable || isRule || isTitle) return [];
    const item = line.replace(/^\s*(?:[-*+•]|\d+[.)])\s+/, '').trim();
    return [item === line.trim() || /[.!?;:。！？；：]$/.test(item) ? item : `${item};`];
  });
  return kept
    .join('\n')
    .replaceAll(/^#{1,6}\s+/gm, '')
    .replaceAll(/\*\*([^*]+)\*\*|__([^_]+)__/g, '$1$2')
    .replaceAll(/`([^`]+)`/g, '$1');
}

/** How models begin before they say anything, in six languages. */
const COURTESY =
  /^(?:sure|certainly|of course|absolutely|great|ok(?:ay)?|got it|no problem|here (?:is|are)|let me|let's|i(?:'d| would) be (?:happy|glad)|i(?:'ll| will)|klar|gern[e]?|natürlich|selbstverständlich|ich werde|lass mich|bien sûr|d'accord|avec plaisir|je vais|claro|por supuesto|con gusto|voy a|com certeza|com prazer|vou|当然|好的|让我)(?![\p{L}])/iu;

/** What only leads to a finding in the same sentence: "Here are the users: u1 had ...". */
const LEAD_IN =
  /^(?:here (?:is|are)|hier (?:ist|sind)|voici|aquí (?:está|están|tienes)|aqui (?:está|estão))[^:.!?\d]{0,80}:\s*/iu;

/** The first sentences of a text that say something, on one line and without what could end the quotation that they stand in. */
function firstSentences(given: string): string {
  const text = withoutEmbeds(given);
  const plain = withoutMarkdown(text);
  const line = withoutControls(plain.trim() === '' ? text : plain)
    .replaceAll(/[“”]/g, '"')
    .replaceAll(/\s+/g, ' ')
    .trim();
  const sentences = [...segments.segment(line.slice(0, 4 * MOST_CHARACTERS))].map(({ segment }) => segment);
  const first = sentences.findIndex((sentence) => !COURTESY.test(sentence) || /\d/.test(sentence));
  const from = Math.max(0, first);
  const said = sentences
    .slice(from, from + MOST_SENTENCES)
    .join('')
    .trim()
    .replace(LEAD_IN, '')
    .replace(/;$/, '.');
  return said.length > MOST_CHARACTERS ? `${said.slice(0, MOST_CHARACTERS - 1)}…` : said;
}

/** What a model said, as a quotation that nothing in it can end; the empty text where it said nothing. */
export function quotedWords(text: string): string {
  const said = firstSentences(text);
  return said === '' ? '' : `“${said}” (words of the language model)`;
}
