import type { FieldEntry } from '../../data/fields/field.ts';
import { partsOf } from '../../data/fields/name-parts.ts';
import { stemOf } from '../../language/word-forms.ts';
import { isMail, namesRecords } from '../link/concepts.ts';
import { isIdentity, isNearlyOneEach, isNumeric, withRole } from '../link/fields.ts';
import type { Span } from '../link/spans.ts';
import type { Measure } from '../query/logical-form.ts';
import {
  bestScore,
  categoryIn,
  type DraftReading,
  fieldsOf,
  isUnused,
  linkOf,
  markUsed,
  measureIn,
  spanAt,
} from './draft-reading.ts';
import { currencyOf } from '../parse/quantities.ts';
import { amountField, isAdditive, namedTwice } from './measured-fields.ts';
import { isPeopleWord, personField } from './persons.ts';
import { thingsOfKind } from './things-of-kind.ts';

/** Things that are counted, where they are not the rows themselves. */
export interface CountedThings {
  readonly measure: Measure;
  /** The field that tells them apart, or holds how many there are. */
  readonly field: FieldEntry;
}

/** Words between "how many" and who is counted. */
const MOST_BETWEEN = 2;

/** "how many people": the persons of the stream; undefined where none are asked for, or it has none. */
export const countedPerson = ({ parsed, view }: DraftReading, after: number): FieldEntry | undefined =>
  parsed.words
    .slice(after + 1, after + 1 + MOST_BETWEEN)
    .some(({ folded, index }) => !parsed.taken.has(index) && isPeopleWord(folded))
    ? personField(fieldsOf({ view }))
    : undefined;

/** The ID of the records themselves, such as `ticketid` of work tickets: to count it is to count rows. A reading of a meter is none. */
const isOwnId = ({ view }: DraftReading, field: FieldEntry) =>
  (field.roles[0] === 'span id' && view.entry.type === 'traces') ||
  (field.roles[0] !== 'trace id' &&
    field.words.includes('id') &&
    field.stems.some(
      (stem) =>
        stem.length > 2 &&
        (stem === view.telling.at(-1) || (view.telling.includes(stem) && isNearlyOneEach(field))),
    ));

/** A number that is stored as text: to count its different values is to count nothing that people count. */
const isAmount = ({ roles }: FieldEntry) =>
  ['amount', 'quantity', 'bytes', 'duration', 'percentage', 'temperature'].includes(roles[0] ?? '');

/** "how many traces" of a stream of spans: each trace once, whatever the stream is called. */
const tracesIn = ({ view }: DraftReading, { words }: Span): FieldEntry | undefined =>
  view.entry.type === 'traces' && stemOf(words.at(-1)?.forms[0] ?? '') === 'trace'
    ? (fieldsOf({ view }).find(({ name }) => name === 'trace_id') ?? withRole(fieldsOf({ view }), 'trace id'))
    : undefined;

/** Ends of names that say nothing of what the values are. */
const ENDS = new Set(
  'id ids name number no nr code key uuid guid identifier type kind class label value address addr by title text email mail ref reference login uid ip mac serial sn hash sub token'.split(
    ' ',
  ),
);

/** Whether words name what the values of a field are: of `mail_source` the sources, and no mails; a mail is no address of one. */
function isHeadOf({ name, roles }: FieldEntry, { words }: Span): boolean {
  const stems = words.flatMap(({ forms, folded }) => [...forms, folded]).map(stemOf);
  const parts = partsOf(name);
  const said = parts.findLastIndex((part) => stems.includes(stemOf(part)));
  if (said < 0) return roles[0] !== 'e-mail' || !stems.some(isMail);
  return parts.slice(said + 1).every((part) => ENDS.has(part));
}

/** "how many faults" of alarms with a number: what happens is counted, and few numbers tell only its kinds apart. */
const tellsKinds = ({ stems, valuesComplete }: FieldEntry): boolean =>
  valuesComplete && stems.some(namesRecords);

/** In Chinese the counted noun may come before the number word, as in 用户有多少: the last noun before it. */
function countedBefore(draft: DraftReading, at: number): Span | null {
  const open = draft.spans.filter((span) => isUnused(draft, span));
  return open.find(({ from }) => from > at) ?? open.at(-1) ?? null;
}

/** What who is counted did: "how many customers bought something". */
const VERB = /^(?:[a-z]{3,}ed|bought|sold|paid|made|placed|took|got|hit|saw|had|used)$/;

/** From here on a word names something else than what is done. */
const NAMED_ELSE = 0.7;
/** What is done with all that a record counts: "how many passengers did we carry". */
const MOVED =
  /^(?:carry|carried|carrying|transport|transported|move|moved|ferried|haul|hauled|host|hosted|welcome|welcomed)$/;

/**
 * What the words from `at` on count: "how many users" counts different users, "how many bytes" adds them up. Null where
 * rows are counted, as in "how many orders".
 */
export function counted(draft: DraftReading, at: number): CountedThings | null {
  const { parsed } = draft;
  const span =
    spanAt(draft, (parsed.words[at]?.phrase[1] ?? at) + 1) ??
    (parsed.language === 'zh' ? countedBefore(draft, at) : null);
  if (!span || !isUnused(draft, span)) return null;
  // "how many euros": money, and no number of records.
  const money =
    currencyOf(span.words[0]?.folded ?? '').currency === undefined ? undefined : amountField(draft);
  if (money) return { measure: { kind: 'sum', field: money.name }, field: money };
  const trace = tracesIn(draft, span);
  if (trace) {
    markUsed(draft, span, 0.9);
    return { measure: { kind: 'distinct', field: trace.name }, field: trace };
  }
  // Of "gateway messages" the messages are counted.
  const head = draft.spans.find(({ from, isOptional }) => from === span.to + 1 && !isOptional);
  const isVerb = VERB.test(head?.words[0]?.folded ?? '');
  if (
    head &&
    !isVerb &&
    (linkOf(head, 'stream')?.score ?? 0) > 0.45 &&
    (linkOf(span, 'value')?.score ?? 0) < 0.9
  )
    return null;
  const things = thingsOfKind(draft, span);
  if (things && !tellsKinds(things))
    return { measure: { kind: 'distinct', field: things.name }, field: things };
  const stream = linkOf(span, 'stream')?.score ?? 0;
  const value = linkOf(span, 'value')?.score ?? 0;
  const state = linkOf(span, 'state')?.score ?? 0;
  const best = measureIn(span, 0.6);
  const number = best && namedTwice(draft, span, best);
  if (number && isAdditive(number.field) && number.score > Math.max(stream, value, state)) {
    markUsed(draft, span, number.score);
    for (const each of draft.spans)
      if (bestScore(each) < NAMED_ELSE && each.words.every(({ forms }) => MOVED.test(forms[0] ?? '')))
        markUsed(draft, each, 0.75);
    return { measure: { kind: 'sum', field: number.field.name }, field: number.field };
  }
  const category = categoryIn(span, 0.6);
  if (!category || category.score <= Math.max(stream + 0.04, value, state)) return null;
  if (isNumeric(category.field) && !isIdentity(category.field)) return null;
  // What is true of a record is a condition: "how many new patients".
  if (category.field.type === 'boolean') return null;
  // "how many messages" are no different texts.
  if (category.field.roles[0] === 'message') return null;
  // "how many errors" are no kinds of errors.
  const isOfErrors = category.field.roles[0] === 'error type' && linkOf(span, 'state') !== null;
  if (isOwnId(draft, category.field) || isAmount(category.field) || isOfErrors) return null;
  if (!isHeadOf(category.field, span)) return null;
  markUsed(draft, span, category.score);
  return { measure: { kind: 'distinct', field: category.field.name }, field: category.field };
}
