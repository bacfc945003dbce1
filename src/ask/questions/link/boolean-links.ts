import type { TaggedWord } from '../../language/tagged-words.ts';
import { stemOf } from '../../language/word-forms.ts';
import type { Link } from './link.ts';
import { areOpposites, isNo } from '../../language/denied-words.ts';
import type { KnownField, StreamView } from './stream-view.ts';

/** Whether words negate the name of a field: "invalid signature" negates `signature_valid`. */
function saysOpposite(words: readonly string[], { field, stems }: KnownField): boolean {
  const denied = words.filter((word) => field.words.some((own) => areOpposites(word, own)));
  return denied.length === 1 && words.every((word) => stems.has(stemOf(word)) || denied.includes(word));
}

/** Fields that are true or false and named by words, with what the words say is so. */
export function booleanLinks(
  readings: readonly string[][],
  words: readonly TaggedWord[],
  view: StreamView,
): Link[] {
  const asWritten = words.map(({ folded, forms }) => forms[0] ?? folded);
  return view.fields.flatMap((known): Link[] => {
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
        stems.some((stem) =>
          telling.some(
            (own) =>
              own === stem || (own.length > 4 && stem.length > 4 && own.slice(0, 5) === stem.slice(0, 5)),
          ),
        ) &&
        stems.every(
          (stem) => known.stems.has(stem) || telling.some((own) => own.slice(0, 5) === stem.slice(0, 5)),
        ),
    );
    const isOpposite = !isNamed && saysOpposite(asWritten, known);
    if (!isNamed && !isOpposite) return [];
    const value = isOpposite
      ? (values.find(isNo) ?? 'false')
      : (values.find((each) => /^(true|yes|y|j|1)$/i.test(each)) ?? 'true');
    return [{ kind: 'value', field, values: [value], score: 0.88 }];
  });
}
