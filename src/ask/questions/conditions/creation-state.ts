import type { FieldEntry } from '../../data/fields/field.ts';
import { fold, stemOf } from '../../language/word-forms.ts';
import { isBeforeChange } from '../link/link-values.ts';
import { tellsWhatHappened } from '../link/fields.ts';
import type { StreamView } from '../link/stream-view.ts';
import { valueParts } from '../link/value-parts.ts';
import type { Span } from '../link/spans.ts';
import type { Condition } from '../query/logical-form.ts';
import { type DraftReading, linkOf } from './draft-reading.ts';

/** What the first record of a thing is called where a stream has one for each change of its state. */
const FIRST = [
  'placed',
  'created',
  'submitted',
  'opened',
  'requested',
  'initiated',
  'booked',
  'registered',
  'issued',
  'new',
  'received',
  'started',
  'raised',
  'triggered',
  'detected',
  'scheduled',
  'queued',
  'ordered',
  'begun',
];

/** What stands for no state in a field that holds the one before a change. */
const NO_STATE: ReadonlySet<string> = new Set(['none', 'null', 'nil', 'n/a', '-', 'initial', 'init']);

/** The states before a change that are none: what was in none is new. Null where the stream does not tell. */
function fromNothing(
  view: StreamView,
  where: readonly Condition[],
  groupBy: readonly string[],
): Condition | null {
  const before = view.fields.find(
    ({ field }) => isBeforeChange(field, view) && field.valuesComplete && (field.values?.length ?? 0) > 2,
  )?.field;
  const none = before?.values?.find(({ value }) => NO_STATE.has(fold(value)))?.value;
  if (before === undefined || none === undefined) return null;
  const states = view.fields
    .filter(({ field }) => field.roles[0] === before.roles[0])
    .map(({ field }) => field.name);
  const isStated =
    where.some((condition) => 'field' in condition && states.includes(condition.field)) ||
    groupBy.some((name) => states.includes(name));
  return isStated ? null : { kind: 'in', field: before.name, values: [none], not: false };
}

/**
 * A stream that has a record for every change of an order has several for each: "how many orders" counts those that say that one was
 * placed. Null where the stream is no such one, or the words name a state themselves.
 */
export function creationCondition(
  draft: DraftReading,
  where: readonly Condition[],
  groupBy: readonly string[],
): Condition | null {
  const nouns = draft.spans.flatMap((span) =>
    linkOf(span, 'stream')
      ? span.words.flatMap(({ forms, folded }) => [forms[0] ?? '', folded]).map((word) => stemOf(fold(word)))
      : [],
  );
  if (nouns.length === 0) return null;
  const isOfEvents = draft.view.telling.some((stem) => nouns.includes(stem));
  const made = isOfEvents ? fromNothing(draft.view, where, groupBy) : null;
  if (made) return made;
  const field = draft.view.fields.find(({ field: each }) => isStateOf(each, nouns))?.field;
  if (
    !field ||
    groupBy.includes(field.name) ||
    where.some((condition) => 'field' in condition && condition.field === field.name) ||
    // What is only known at the end is no condition on the first record: "how many trips took longer than 30 minutes".
    where.some(
      (condition) =>
        (condition.kind === 'compare' || condition.kind === 'between') &&
        !isFilled(draft.view, condition.field),
    )
  )
    return null;
  const known = (field.values ?? []).map(({ value }) => value);
  // Every thing passes its first state: that has the most records.
  const [first] = (field.values ?? [])
    .filter(({ value }) => FIRST.includes(fold(value)))
    .sort((a, b) => b.count - a.count)
    .map(({ value }) => value);
  return first === undefined || known.length < 3
    ? null
    : { kind: 'in', field: field.name, values: [first], not: false };
}

const NEW =
  /^(?:new|newly|fresh|freshly|brand-new|incoming|notified|filed|lodged|reported|registered|created|raised|submitted|arrived|reached|received)$/;

/** Whether words say that something is new, which a condition on its first state says too. */
export const isNewWord = ({ words }: Span): boolean => words.every(({ folded }) => NEW.test(folded));

/** A thing of whose steps a stream has a record each, and the condition that keeps the first. */
export interface ThingOfEvents {
  readonly span: Span;
  /** The stem of its name. */
  readonly noun: string;
  readonly condition: Condition;
}

/** A field that fewer records than this have may be filled at a later step than the first. */
const FILLED_AT_FIRST = 0.85;
/** The steps of one thing. */
const LEAST_STEPS = 2;
const NAMES_STREAM = 0.6;

/**
 * "how many tickets" of a stream that is called after something else, and has an event `ticket_opened` beside `ticket_closed`: null where
 * the words name no such thing, or `conditions` and groups tell of a step themselves.
 */
export function thingOfEvents(
  draft: DraftReading,
  conditions: readonly Condition[],
  groupBy: readonly string[],
): ThingOfEvents | null {
  const { view } = draft;
  const stated = conditions.flatMap((condition) => ('field' in condition ? [condition.field] : []));
  const isLater = view.fields.some(
    ({ field }) => stated.includes(field.name) && (field.filled ?? 1) < FILLED_AT_FIRST,
  );
  if (isLater) return null;
  for (const { field } of view.fields) {
    if (field.type !== 'text' || !tellsWhatHappened(field) || !field.valuesComplete) continue;
    if (stated.includes(field.name) || groupBy.includes(field.name)) continue;
    const steps = (field.values ?? []).map(({ value }) => ({ value, parts: valueParts(value) }));
    for (const span of draft.spans) {
      const noun = stemOf(span.words.at(-1)?.forms[0] ?? '');
      const own = steps.filter(({ parts }) => parts.length > 1 && stemOf(parts[0] ?? '') === noun);
      const first = own.find(({ parts }) => parts.length === 2 && FIRST.includes(fold(parts[1] ?? '')));
      if (!first || own.length < LEAST_STEPS || (linkOf(span, 'stream')?.score ?? 0) >= NAMES_STREAM)
        continue;
      const condition: Condition = { kind: 'in', field: field.name, values: [first.value], not: false };
      return { span, noun, condition };
    }
  }
  return null;
}

/** When one is counted, for answers. */
export const createdText = (state: string | undefined): string =>
  state === undefined || NO_STATE.has(fold(state)) ? 'it comes from no state before' : `it is ${state}`;

const isStateOf = ({ roles, type, values, stems }: FieldEntry, nouns: readonly string[]) =>
  type === 'text' &&
  (values?.length ?? 0) > 2 &&
  roles
    .slice(0, 2)
    .some((role) => role === 'status' || role === 'event' || role === 'action' || role === 'outcome') &&
  nouns.length > 0 &&
  stems.length > 0;

/** Whether the first record of a thing holds a number already: what it is worth does, what it came to cost may not. */
export const isFilled = ({ fields }: StreamView, name: string) =>
  fields.some(
    ({ field }) => field.name === name && (field.filled ?? (field.roles[0] === 'amount' ? 1 : 0)) > 0.9,
  );
