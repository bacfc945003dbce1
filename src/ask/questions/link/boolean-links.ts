import { PLAIN } from '../../data/fields/plain-words.ts';
import { isAbbreviationOf } from '../../language/abbreviations.ts';
import type { TaggedWord } from '../../language/tagged-words.ts';
import { stemOf } from '../../language/word-forms.ts';
import type { Link } from './link.ts';
import { areSameState } from './value-synonyms.ts';
import { areOpposites, isNo } from '../../language/denied-words.ts';
import type { KnownField, StreamView } from './stream-view.ts';

type BooleanLink = Extract<Link, { kind: 'value' }>;

/** Whether words negate the name of a field: "invalid signature" negates `signature_valid`. */
function saysOpposite(words: readonly string[], { field, stems }: KnownField): boolean {
  const denied = words.filter((word) => field.words.some((own) => areOpposites(word, own)));
  return denied.length === 1 && words.every((word) => stems.has(stemOf(word)) || denied.includes(word));
}

/** Letters that tell a word of which a name has the beginning. */
const LEAST_BEGINNING = 5;
const SHORTEST_PART = 3;

/** Whether a part of a name says what a word says, by their stems: in full, or short as in `rej_yn` of "rejected". */
const isSaid = (own: string, stem: string): boolean =>
  own === stem ||
  (own.length >= LEAST_BEGINNING &&
    stem.length >= LEAST_BEGINNING &&
    own.slice(0, LEAST_BEGINNING) === stem.slice(0, LEAST_BEGINNING)) ||
  (own.length >= SHORTEST_PART &&
    !PLAIN.has(own) &&
    stem.length > own.length &&
    (stem.startsWith(own) || isAbbreviationOf(own, stem)));

/** How sure a field is that says so, and one that says it in another word. */
const SURE = 0.88;
const IN_OTHER_WORDS = 0.8;
/** The same where several fields do. */
const UNSURE = 0.69;

/** Fields that are true or false and named by words, with what the words say is so. */
export function booleanLinks(
  readings: readonly string[][],
  words: readonly TaggedWord[],
  view: StreamView,
): Link[] {
  const asWritten = words.map(({ folded, forms }) => forms[0] ?? folded);
  const links = view.fields.flatMap((known): BooleanLink[] => {
    const { field } = known;
    const values = (field.values ?? []).map(({ value }) => value);
    const isBoolean =
      field.type === 'boolean' ||
      (values.length > 0 &&
        values.length <= 2 &&
        values.every((value) => /^(true|false|yes|no|y|n|j)$/i.test(value)));
    if (!isBoolean) return [];
    const own = known.telling.filter((stem) => !['is', 'ha', 'has', 'wa', 'flag', 'did'].includes(stem));
    // Of `new_patient` beside `patient_id`, `new` alone says what is true of a patient.
    const isOfOthers = (stem: string) =>
      view.fields.some((other) => other !== known && other.stems.has(stem)) || view.telling.includes(stem);
    const shared = own.filter(isOfOthers);
    const telling =
      shared.length > 0 && shared.length < own.length ? own.filter((stem) => !isOfOthers(stem)) : own;
    const isNamed = readings.some(
      (stems) =>
        telling.length > 0 &&
        stems.some((stem) => telling.some((own) => isSaid(own, stem))) &&
        stems.every((stem) => known.stems.has(stem) || telling.some((own) => isSaid(own, stem))),
    );
    const isOpposite = !isNamed && saysOpposite(asWritten, known);
    const isInOtherWords =
      !isNamed &&
      readings.some(
        ([stem, ...more]) =>
          more.length === 0 && stem !== undefined && telling.some((own) => areSameState(stem, own, false)),
      );
    if (!isNamed && !isOpposite && !isInOtherWords) return [];
    const value = isOpposite
      ? (values.find(isNo) ?? 'false')
      : (values.find((each) => /^(true|yes|y|j|1)$/i.test(each)) ?? 'true');
    return [{ kind: 'value', field, values: [value], score: isInOtherWords ? IN_OTHER_WORDS : SURE }];
  });
  // "urgent" of `critical_yn` and of `stat_yn`: nothing tells which is meant.
  const isTold = links.length < 2 || links.some(({ score }) => score === SURE);
  return isTold ? links : links.map((link) => ({ ...link, score: UNSURE }));
}
