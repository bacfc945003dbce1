import { hasTag } from '../../language/tagged-words.ts';
import { fold } from '../../language/word-forms.ts';
import type { Language } from '../../language/lexicon/lexicon.ts';
import { stateOf } from '../link/states.ts';
import type { ParsedQuestion } from '../parse/parse-question.ts';
import type { Reading } from '../read/reading.ts';

const ERROR_WORD = /^(error|exception|failure|warning|fehler|problem|issue)/;

/** What the records are called in the answer, and whether that says a condition already. */
export function nounOf(
  { words, language }: ParsedQuestion,
  { form, noun }: Reading,
): { noun: string | null; isErrors: boolean } {
  // Of a share the whole is no errors, and what is "without an error" is none.
  const isOfErrors =
    form.measure.kind !== 'ratio' &&
    form.having?.of === undefined &&
    form.where.some((condition) => !('not' in condition && condition.not));
  const nouns = (isOfErrors ? words : []).flatMap(({ folded }) => {
    const state = ERROR_WORD.test(folded) ? stateOf(folded) : null;
    return state ? [state === 'warning' ? 'warnings' : 'errors'] : [];
  });
  if (nouns.length > 0) return { noun: [...new Set(nouns)].join(' and '), isErrors: true };
  const counted = noun && countedNoun(words, noun);
  return { noun: counted && isPlural(counted, form.stream, language) ? counted : null, isErrors: false };
}

/** What records are called in general. */
const RECORD_NOUN =
  /^(?:logs|records|entries|lines|rows|responses|replies|answers|hits|occurrences|samples|observations)$/;

/** Whether words may stand for records in a sentence: the name of the stream is none, and in English they end as a plural does. */
const isPlural = (noun: string, stream: string, language: Language): boolean =>
  fold(noun) !== fold(stream) && (language !== 'en' || /(?:[^\Wsu_]|[^\W_]e)s$|people$/i.test(noun));

/** What was done with what is counted, such as `sold`, is no name for it. */
const DONE =
  /^(?:buy|buys|bought|sell|sold|pay|pays|paid|visited|invoiced|delivered|shipped|scanned|booked|purchased|changed)$/;

/**
 * What is counted where the words name a stream: "orders" of "how many orders", but the responses of "nginx responses" and of "responses
 * in nginx", where the stream is no more than what or where they are of.
 */
function countedNoun(words: ParsedQuestion['words'], { text, from, to }: NonNullable<Reading['noun']>) {
  const general = (word: ParsedQuestion['words'][number] | undefined) =>
    word && hasTag(word, 'records') && RECORD_NOUN.test(word.folded) ? word.text : null;
  if (from === to && DONE.test(words[from]?.forms[0] ?? '')) return null;
  const after = general(words[to + 1]);
  if (after !== null) return after;
  let lead = from - 1;
  while (hasTag(words[lead], 'stop word') && !hasTag(words[lead], 'preposition')) lead -= 1;
  if (!hasTag(words[lead], 'preposition')) return text;
  return words.map(general).find((word) => word !== null) ?? null;
}
