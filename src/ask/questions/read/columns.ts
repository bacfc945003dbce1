import {
  type DraftReading,
  fieldLinks,
  fieldsOf,
  isUnused,
  linkOf,
  markUsed,
} from '../conditions/draft-reading.ts';
import { personField } from '../conditions/persons.ts';
import { isIdentity } from '../link/fields.ts';
import type { ChosenAnswer } from './choose-answer.ts';

/** How sure it is that a field which the words mention is wanted as a column: beside what the records are, and alone. */
const BESIDE = 0.7;
const MENTIONED = 0.45;
/** The ID of a thing is a column of records about others, too. */
const OF_ANOTHER = 0.8;

/** Fields that are named besides all else. `sure`: how sure it is that columns are asked for, 0 to 1. */
function namedFields(draft: DraftReading, sure: number): string[] {
  const named: string[] = [];
  for (const span of draft.spans) {
    if (!isUnused(draft, span)) continue;
    const link = fieldLinks(span)[0];
    if (!link || link.score < 0.6 || (linkOf(span, 'stream')?.score ?? 0) > link.score) continue;
    named.push(link.field.name);
    const isOwn = !isIdentity(link.field) || draft.parsed.has('show') || draft.parsed.details !== null;
    // The one person of a record is meant, whatever a list calls it.
    const isPerson = sure >= BESIDE && link.field === personField(fieldsOf(draft));
    markUsed(
      draft,
      span,
      Math.min(isPerson ? Math.max(link.score, BESIDE) : link.score, sure, isOwn ? 1 : OF_ANOTHER),
    );
  }
  return named;
}

/** The columns that are wanted of rows. `wantsRows`: words ask for records; `named`: how well they name the stream, 0 to 1. */
export function rowColumns(
  draft: DraftReading,
  { answer, columns, filters, groupBy, order }: ChosenAnswer,
  wantsRows: boolean,
  named: number,
): string[] {
  const { parsed } = draft;
  const asksForColumns =
    wantsRows ||
    answer !== 'rows' ||
    order.by !== 'time' ||
    parsed.details !== null ||
    parsed.has('which') ||
    parsed.has('values');
  const beside = filters.length > 0 || named > 0 ? BESIDE : MENTIONED;
  const all = [...columns, ...namedFields(draft, asksForColumns ? 1 : beside)];
  // "who was the last": the person comes first.
  const person = parsed.has('who') && groupBy.length === 0 ? personField(fieldsOf(draft)) : undefined;
  return person ? [person.name, ...all.filter((column) => column !== person.name)] : all;
}
