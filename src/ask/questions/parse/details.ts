import type { Tag } from '../../language/lexicon/lexicon.ts';
import { hasTag, numberIn, type TaggedWord } from '../../language/tagged-words.ts';

/** Tags of the words that ask for something by themselves: a clause with one is a question of its own. */
const OWN_QUESTION: readonly Tag[] = [
  'count',
  'sum',
  'average',
  'median',
  'max',
  'min',
  'distinct',
  'ratio',
  'rate',
  'most',
  'least',
  'top',
  'bottom',
  'slowest',
  'fastest',
  'largest',
  'smallest',
  'dearest',
  'cheapest',
  'newest',
  'oldest',
  'by',
  'than',
  'versus',
  'compare',
  'change',
  't:before',
  't:after',
  'every hour',
  'every day',
  'every minute',
];
/** What the clause before asks for, so that more of the same record can be asked beside it. */
const ASKS: readonly Tag[] = [
  'which',
  'who',
  'when',
  'exists',
  'show',
  'first',
  'last',
  'newest',
  'oldest',
  'slowest',
  'fastest',
  'largest',
  'smallest',
  'dearest',
  'cheapest',
];
const ASKED_BESIDE: readonly Tag[] = ['which', 'who', 'how much', 'how long', 'values'];
/** A list of nouns alone is not longer. */
const MOST_WORDS = 6;

/** Orders of records by their time. */
const RECENT: readonly Tag[] = ['newest', 'oldest', 'last', 'first', 't:last'];
/** Orders of records by a number. */
const SIZED: readonly Tag[] = ['slowest', 'fastest', 'largest', 'smallest', 'dearest', 'cheapest'];
const WITH = /^(?:with|including|incl|mit|inklusive|avec|con|com)$/;
/** Parts that each record has, so that to have them sets none apart. */
const PART =
  /^(?:times?|timestamps?|dates?|messages?|msg|texts?|details?|ids?|numbers?|amounts?|values?|names?|zeit|nummer|betrag|wert|numero|montant|valeur|nom|importe|valor|nombre|nome|quantia|uhrzeit|zeitstempel|meldung(?:en)?|nachricht(?:en)?|heure|horodatage|texte|hora|fecha|mensajes?|texto|data|mensagem|mensagens)$/;

const BREAK = /[,:;?()，：；？（）]|\s[-–]\s/;

/** "the last 10 errors with time and message": from the word on parts of each record are asked for. */
function isWithParts(words: readonly TaggedWord[], at: number): boolean {
  const rest = words.slice(at).filter((word) => !hasTag(word, 'and') && word.kind !== 'symbol');
  return (
    WITH.test(words[at - 1]?.folded ?? '') &&
    words.slice(0, at).some((word) => hasTag(word, ...RECENT, ...SIZED)) &&
    words.slice(0, at).some((word) => numberIn(word) !== null) &&
    rest.length <= MOST_WORDS &&
    rest.every(({ kind }) => kind === 'word') &&
    rest.some(({ folded }) => PART.test(folded))
  );
}

const TIME = /^(?:times?|timestamps?|dates?|zeit|uhrzeit|zeitstempel|heure|horodatage|hora|fecha|data)$/;

/** The words of a clause of parts that name the time of a record, which every record comes with. */
export const timesAmongParts = (words: readonly TaggedWord[], details: number): readonly number[] =>
  WITH.test(words[details - 1]?.folded ?? '')
    ? words.slice(details).flatMap(({ folded, index }) => (TIME.test(folded) ? [index] : []))
    : [];

/**
 * The first word of a clause at the end that asks for more of the record that the question is about: "the slowest request, which page and how
 * long", "the biggest order: who and how much", "the slowest ones? path and seconds". Null without one.
 */
export function detailsAt(request: string, words: readonly TaggedWord[], isYesOrNo: boolean): number | null {
  for (let at = 2; at < words.length; at++) {
    const before = words[at - 1] as TaggedWord;
    const [word] = words.slice(at);
    if (word === undefined || word.kind === 'symbol') continue;
    const said = words.slice(0, at).findLast(({ kind }) => kind !== 'symbol');
    const between = request.slice(said?.end ?? 0, word.start);
    if (isWithParts(words, at)) return at;
    const isBreak = BREAK.test(between);
    if (!isBreak && !(hasTag(before, 'and') && before.kind === 'word')) continue;
    const rest = words.slice(at);
    const start = rest.findIndex(
      (word) => !hasTag(word, 'and', 'preposition') || hasTag(word, ...ASKED_BESIDE),
    );
    const first = rest[start];
    if (first === undefined || rest.some((word) => hasTag(word, ...OWN_QUESTION))) continue;
    const asks = isYesOrNo || words.slice(0, at - 1).some((word) => hasTag(word, ...ASKS));
    const isAskedBeside = hasTag(first, ...ASKED_BESIDE);
    const isList =
      /[:?]/.test(between) &&
      rest.length <= MOST_WORDS &&
      rest.every((word) => word.kind === 'word' || word.kind === 'symbol') &&
      rest.some(({ meanings }) => meanings.length === 0);
    if (asks && (isAskedBeside || isList)) return at;
  }
  return null;
}
