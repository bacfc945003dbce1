import type { FieldEntry } from '../../data/fields/field.ts';
import { stemOf } from '../../language/word-forms.ts';
import { areOpposites, isNo } from '../../language/denied-words.ts';
import type { Link } from './link.ts';
import type { Span } from './spans.ts';
import { stateOf } from './states.ts';
import type { StreamView } from './stream-view.ts';

type StateLink = Extract<Link, { kind: 'state' }>;

const isTruth = ({ type, values = [] }: FieldEntry) =>
  type === 'boolean' || (values.length === 2 && values.some(({ value }) => isNo(value)));

const namesIn = ({ words }: Span) => words.map(({ forms, folded }) => forms[0] ?? folded);

/** Whether a span is named with the last word of a field, which says what is so: `valid` of `signature_valid`. */
const saysWhat = (span: Span, { words }: FieldEntry): boolean =>
  namesIn(span).some((word) => stemOf(word) === stemOf(words.at(-1) ?? ''));

/**
 * The same spans, where two are of one field that is true or false: of "the signature was invalid" and "the signature is
 * not valid" the word that says what is so is the condition, and "active and inactive" are two.
 */
export function agreeOnOpposites(spans: readonly Span[]): Span[] {
  return spans.map((span) => {
    const [best] = span.links;
    if (best?.kind !== 'value' || best.values.every(isNo) || !isTruth(best.field)) return span;
    const isSaid = spans.some((other) => {
      const [link] = other.links;
      if (other === span || link?.kind !== 'value' || link.field.name !== best.field.name) return false;
      if (namesIn(span).some((word) => namesIn(other).some((each) => areOpposites(word, each)))) return false;
      return link.values.every(isNo) || (saysWhat(other, best.field) && !saysWhat(span, best.field));
    });
    return isSaid ? { ...span, links: [], isOptional: true } : span;
  });
}

/** How sure it is that what succeeded is all that no error was written for. */
const GUESSED = 0.68;

/** The state of a failure that a level tells, such as `level = error`. */
function failureOf({ links }: Span, { fields }: StreamView): StateLink | null {
  const [link] = links.filter((each) => each.kind === 'state');
  if (link?.kind !== 'state' || (link.state !== 'error' && link.state !== 'failure')) return null;
  const { condition } = link;
  const isLevel =
    condition.kind === 'in' &&
    !condition.not &&
    fields.some(({ field }) => field.name === condition.field && field.roles[0] === 'level');
  return isLevel ? link : null;
}

/** The same spans, with "succeeded" beside "failed" as the records without an error, where a log tells errors by their level alone. */
export function linkOpposites(spans: readonly Span[], view: StreamView): Span[] {
  const failure = spans.map((span) => failureOf(span, view)).find((link) => link !== null);
  return spans.map((span) => {
    const [word] = span.words;
    const isSuccess = word !== undefined && stateOf(word.forms[0] ?? word.folded) === 'success';
    if (!isSuccess || !failure || failure.condition.kind !== 'in' || span.links.length > 0) return span;
    const condition = { ...failure.condition, not: true };
    return { ...span, links: [{ kind: 'state', state: 'success', condition, score: GUESSED }] };
  });
}
