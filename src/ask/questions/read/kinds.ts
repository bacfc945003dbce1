import type { FieldEntry } from '../../data/fields/field.ts';
import { stemOf } from '../../language/word-forms.ts';
import { isCategory, isMeasure, withRole } from '../link/fields.ts';
import type { Span } from '../link/spans.ts';
import type { ParsedQuestion } from '../parse/parse-question.ts';
import { categoryIn, type DraftReading, fieldsOf } from '../conditions/draft-reading.ts';
import { isNounOfErrors } from './row-words.ts';

const FREQUENT =
  /^(?:common|commonly|commonest|frequent|freq|frequently|often|haufigste[nrs]?|haufigsten|frequente?s?|frecuentes?|frequentes|courante?s?|comun|comunes|comum|comuns|常见|频繁|常见的)$/;

/** Whether what occurs most often is asked for. */
export const asksForFrequent = ({ words, taken, superlative }: ParsedQuestion): boolean =>
  superlative !== null &&
  (superlative.tag === 'most' || superlative.tag === 'top') &&
  words.some(({ folded, index }) => !taken.has(index) && FREQUENT.test(folded));

/** Words of names that tell kinds of records apart, the most telling first. */
const KIND_WORDS = ['type', 'kind', 'code', 'event', 'action', 'name', 'reason', 'cause', 'message', 'text'];
const MOST_KINDS = 100;

/** The field that tells the kinds of a stream's records apart; null for none. */
export function kindOfRecords(draft: DraftReading): FieldEntry | null {
  const named = draft.spans
    .map((span) => categoryIn(span, 0.5)?.field)
    .find((field) => field?.valuesComplete && (field.values?.length ?? 0) > 1);
  if (named) return named;
  const fields = fieldsOf(draft).filter(
    (field) =>
      isCategory(field) &&
      field.type === 'text' &&
      field.roles[0] !== 'level' &&
      (field.values?.length ?? 0) > 1 &&
      (field.values?.length ?? 0) <= MOST_KINDS &&
      (field.valuesComplete || field.roles[0] === 'message'),
  );
  const role = (wanted: string) => fields.find(({ roles }) => roles[0] === wanted);
  return (
    role('error type') ??
    role('event') ??
    role('error code') ??
    KIND_WORDS.map((word) => fields.find(({ words }) => words.at(-1) === word)).find(Boolean) ??
    role('reason') ??
    role('message') ??
    null
  );
}

/** The field that tells kinds of errors apart. */
export const errorKindField = (draft: Pick<DraftReading, 'view'>): FieldEntry | undefined => {
  const fields = fieldsOf(draft);
  return (
    withRole(fields, 'error type') ??
    withRole(fields, 'reason') ??
    withRole(fields, 'error code') ??
    fields.find(({ name }) => name === 'status_message') ??
    withRole(fields, 'message')
  );
};

/** Words for a kind of things. */
export const KIND =
  /^(types?|kinds?|sorts?|class|classes|category|categories|models?|typ|art|typen|arten|tipos?|sortes?)$/;

/** "by type of device": the field with the types of it, where there is one. */
export function kindField(draft: DraftReading, from: number, span: Span): FieldEntry | null {
  const { words } = draft.parsed;
  if (!words.slice(Math.max(0, from - 3), span.from).some(({ folded }) => KIND.test(folded))) return null;
  const stems = span.words.map(({ forms, folded }) => stemOf(forms[0] ?? folded));
  return (
    fieldsOf(draft).find(
      (field) =>
        !isMeasure(field) &&
        field.words.some((word) => KIND.test(word)) &&
        stems.every((stem) => field.stems.includes(stem)),
    ) ?? null
  );
}

const MOSTLY_FILLED = 0.5;

/** "by type": the field that holds the kind of each record; null if the stream has none. */
export function bareKind(draft: DraftReading): FieldEntry | null {
  const isOfErrors = draft.parsed.words.some(({ index }) => isNounOfErrors(draft.parsed, index));
  // A type of errors is none of the records.
  const fields = fieldsOf(draft).filter((field) => !isMeasure(field) && (field.filled ?? 1) > MOSTLY_FILLED);
  return (
    (isOfErrors ? errorKindField(draft) : undefined) ??
    fields.find(({ words }) => KIND.test(words.at(-1) ?? '')) ??
    withRole(fields, 'category') ??
    withRole(fields, 'event') ??
    null
  );
}
