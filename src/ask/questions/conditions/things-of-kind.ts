import type { FieldEntry } from '../../data/fields/field.ts';
import { isMeasure } from '../link/fields.ts';
import type { Span } from '../link/spans.ts';
import { stemOf } from '../../language/word-forms.ts';
import { bestScore, type DraftReading, linkOf } from './draft-reading.ts';

const KIND = /^(?:type|kind|class|category|model)$/;
const ID = /^(?:id|name|number|serial)$/;
const NAMED = 0.9;

/**
 * "how many meters" where `devicetype` is `meter`: the field that tells single devices apart, `deviceid`. The kind itself stays open for
 * a condition. Null where the words name no such kind.
 */
export function thingsOfKind({ view }: DraftReading, span: Span): FieldEntry | null {
  const link = linkOf(span, 'value');
  if (!link || link.score < NAMED || link.score < bestScore(span) || link.values.length > 1) return null;
  const { field } = link;
  if (!field.words.some((word) => KIND.test(word))) return null;
  const what = field.words.filter((word) => !KIND.test(word)).map(stemOf);
  return (
    view.fields.find(
      ({ field: other }) =>
        other !== field &&
        !isMeasure(other) &&
        other.words.some((word) => ID.test(word)) &&
        what.length > 0 &&
        what.every((stem) => other.stems.includes(stem)),
    )?.field ?? null
  );
}
