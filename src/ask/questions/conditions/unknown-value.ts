import type { FieldEntry } from '../../data/fields/field.ts';
import { hasTag } from '../../language/tagged-words.ts';
import { namesRecords } from '../link/concepts.ts';
import { stemOf } from '../../language/word-forms.ts';
import type { Span } from '../link/spans.ts';
import { type DraftReading, fieldsOf, isUnused, markUsed } from './draft-reading.ts';
import { type Filter, isNegated } from './filters.ts';

/** A field with a state or a cause in it, and a word for one that none of its values is. */
export interface UnknownValue {
  readonly filter: Filter;
  readonly field: FieldEntry;
  /** As written. */
  readonly word: string;
}

/** States that are no participles. */
const STATES = /^(?:pending|outstanding|overdue|unpaid|lost)$/;
const PARTICIPLE = /^[a-z]{3,}ed$/;
/** What something does or holds, and no state that it is in. */
const NO_STATE =
  /^(?:used|based|notified|filed|lodged|named|called|ordered|sorted|grouped|counted|compared|needed|asked|listed|shared|combined|involved|related|spent|served|logged|recorded|stored|received|reported|triggered|happened|occurred|produced|created|generated|made|placed|bought|sold|processed|expected|supposed|increased|decreased|changed|dropped|raised|started|ended|stopped)$/;

/** Whether a word stands where a state does: "were cancelled", "cancelled orders". */
function isPlacedAsState({ parsed, spans }: DraftReading, span: Span): boolean {
  const { words } = parsed;
  const before = words[span.from - 1];
  const next = spans.find(({ from }) => from === span.to + 1);
  const isBeforeNoun =
    next !== undefined &&
    (next.links.some(({ kind, score }) => kind === 'stream' && score >= 0.6) ||
      namesRecords(stemOf(next.words[0]?.forms[0] ?? '')));
  const isAfterVerb =
    before !== undefined &&
    (/^(?:is|are|was|were|been|be|got|get|wurden?|sind|waren|ist|war|ont|sont|est|etaient|fueron|estan|estaban|foram|estao|estavam)$/.test(
      before.folded,
    ) ||
      hasTag(before, 'exists'));
  return isBeforeNoun || isAfterVerb;
}

const BECAUSE =
  /(?:^| )(?:because of|due to|owing to|caused by|wegen|aufgrund von|a cause de|a cause d|en raison de|debido a|a causa de|por causa de|devido a)(?: the| an?)?$/;
const MOST_BEFORE = 4;
const CAUSES: readonly string[] = ['reason', 'error type', 'error code'];

/** "failed because of fraud" where a field holds all causes that there are, and this is none of them. */
function unknownCause(draft: DraftReading): UnknownValue | null {
  const field = CAUSES.map((role) =>
    fieldsOf(draft).find(
      ({ type, roles, valuesComplete, values = [] }) =>
        type === 'text' && valuesComplete && values.length > 0 && roles[0] === role,
    ),
  ).find((each) => each !== undefined);
  if (!field) return null;
  const { words } = draft.parsed;
  const span = draft.spans.find(
    (each) =>
      !each.isOptional &&
      each.links.length === 0 &&
      isUnused(draft, each) &&
      BECAUSE.test(
        words
          .slice(Math.max(0, each.from - MOST_BEFORE), each.from)
          .map(({ folded }) => folded)
          .join(' '),
      ),
  );
  if (!span) return null;
  markUsed(draft, span, 0.7);
  const word = span.words.map(({ text }) => text).join(' ');
  const condition = {
    kind: 'in',
    field: field.name,
    values: [word],
    not: isNegated(draft, span.from),
  } as const;
  return { field, word, filter: { condition, from: span.from, to: span.to, isState: true } };
}

/**
 * A state that is asked for and that no record is in, where a field holds all states that there are: "cancelled" of orders that are open,
 * paid or refunded. Null where the words ask for no such thing.
 */
export function unknownValue(draft: DraftReading): UnknownValue | null {
  const cause = unknownCause(draft);
  if (cause) return cause;
  const field = fieldsOf(draft).find(
    ({ type, roles, valuesComplete, values = [] }) =>
      type === 'text' &&
      valuesComplete &&
      values.length > 1 &&
      ['status', 'outcome'].includes(roles[0] ?? '') &&
      values.every(({ value }) => /^[\p{L}_ -]+$/u.test(value)),
  );
  if (!field) return null;
  for (const span of draft.spans) {
    const [word] = span.words;
    if (!word || span.words.length > 1 || span.isOptional || !isUnused(draft, span)) continue;
    const said = word.forms[0] ?? word.folded;
    const isState = (PARTICIPLE.test(said) && !NO_STATE.test(said)) || STATES.test(said);
    if (!isState || (span.links[0]?.score ?? 0) >= 0.5 || !isPlacedAsState(draft, span)) continue;
    markUsed(draft, span, 0.7);
    return {
      field,
      word: word.text,
      filter: {
        condition: { kind: 'in', field: field.name, values: [said], not: isNegated(draft, span.from) },
        from: span.from,
        to: span.to,
        isState: true,
      },
    };
  }
  return null;
}
