import { cutText } from '../json/cut-text.ts';
import { withoutControls } from './control-characters.ts';

/** A text of others on one line, without what acts on a terminal, and without what could end a quotation. */
const oneLine = (text: string) =>
  withoutControls(text)
    .replaceAll(/[\u2500-\u257f]+/g, ' ')
    .replaceAll(/[“”]/g, '"')
    .replaceAll(/\s+/g, ' ')
    .trim();

/**
 * Words of others for a sentence of ours: on one line, cut, and in quotes that they cannot close, so that nobody takes
 * them for ours. Empty where there are none.
 */
export function quotedWords(text: string, most: number): string {
  const line = oneLine(text);
  const words = line.length > most ? `${line.slice(0, most)}...` : line.replace(/\.$/, '');
  return words === '' ? '' : `“${words}”`;
}

/** Signs of sentences, lists and markup, which few names have. */
const UNLIKE_NAME = /["`[\]|;]|[.!?:,] /;
/** A name of more words is quoted, too. */
const MOST_WORDS = 5;

/** A name that others gave, for a sentence of ours: in quotes where it reads like more than a name. */
export function nameOfOthers(name: string, most: number): string {
  const line = oneLine(name);
  const isPlain = line === name.trim() && !UNLIKE_NAME.test(line) && line.split(' ').length <= MOST_WORDS;
  const short = cutText(line, most);
  return line === '' || (isPlain && short === line) ? line : `“${short}”`;
}

/** Names of one word that are longer are cut. */
const LONGEST_NAME = 200;

/**
 * A name that others gave, among those that a sentence offers instead of a wrong one: whoever reads it takes it for
 * what to send next. In quotes unless it is one word; a few words may be an order.
 */
export function offeredName(name: string): string {
  const told = nameOfOthers(name, LONGEST_NAME);
  return told === '' || told.startsWith('“') || !/\s/.test(told) ? told : `“${told}”`;
}

/** Several of them in one sentence. */
export const offeredNames = (names: readonly string[]): string => names.map(offeredName).join(', ');

/** What makes a link or an image of two brackets, and what begins markup. */
const LINK_JOINT = /\](?=[(:[])/g;
const TAG_START = /<(?=[a-z!/?])/gi;

/** Text that a client which draws Markdown or HTML shows as it stands: no image is loaded, no address hides behind words. */
export function withoutMarkup(text: string): string {
  return text.replaceAll(LINK_JOINT, '] ').replaceAll(TAG_START, '< ');
}
