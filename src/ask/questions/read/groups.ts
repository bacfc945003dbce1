import type { FieldEntry } from '../../data/fields/field.ts';
import { hasTag } from '../../language/tagged-words.ts';
import { stemOf } from '../../language/word-forms.ts';
import { isMeasure, withRole } from '../link/fields.ts';
import type { Span } from '../link/spans.ts';
import {
  bestScore,
  categoryIn,
  type DraftReading,
  fieldsOf,
  groupSpanAt,
  hasTagAt,
  isUnused,
  linkOf,
  markUsed,
  measureIn,
  spanAt,
} from './draft-reading.ts';
import type { NumberCondition } from '../parse/parse-question.ts';
import type { CountLimit, Measure } from '../query/logical-form.ts';
import type { Filter } from './filters.ts';

/** The fields that a question groups by. */
export interface Groups {
  readonly fields: readonly FieldEntry[];
  /** "top products by revenue": the number that groups are ordered by. */
  readonly orderBy: FieldEntry | null;
  /** A group cue that led to words that no field of the stream is called. */
  readonly isMissing: boolean;
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

/** Further fields of a list: "by region and channel". */
function listed(draft: DraftReading, span: Span, fields: FieldEntry[]): void {
  let last = span;
  for (;;) {
    let at = last.to + 1;
    if (!hasTagAt(draft, at, 'and')) return;
    while (hasTagAt(draft, at, 'and', 'by')) at += 1;
    const next = spanAt(draft, at);
    const link = next && isUnused(draft, next) ? categoryIn(next, 0.6) : null;
    if (!next || !link || bestScore(next) > link.score + 0.12) return;
    fields.push(link.field);
    markUsed(draft, next, link.score);
    last = next;
  }
}

/** What the fields of persons are called besides users. */
const PERSONS = new Set(
  'technician operator driver doctor physician nurse agent employee assignee owner author moderator cashier clerk engineer courier rider student teacher player customer user username uid member'.split(
    ' ',
  ),
);

/** A field with another value in nearly every row: its values are the rows themselves. */
const isOneEach = ({ distinct, valuesComplete, roles }: FieldEntry) =>
  !valuesComplete &&
  (distinct === null || distinct > 300) &&
  ['order id', 'request id', 'span id', 'trace id'].includes(roles[0] ?? '');

/** "top regions by alarms": the records of the stream are counted. */
function isOfRecords({ parsed, view }: DraftReading, span: Span): boolean {
  const stream = linkOf(span, 'stream')?.score ?? 0;
  const category = categoryIn(span, 0.95);
  const isOwnId =
    category?.field.words.includes('id') && category.field.stems.some((stem) => view.telling.includes(stem));
  return (
    (parsed.has('top') || parsed.superlative !== null) &&
    parsed.cues.some(({ kind, next }) => kind !== 'by' && kind !== 'each' && next < span.from) &&
    stream >= 0.7 &&
    ((category?.score ?? 0) <= stream || isOwnId === true)
  );
}

const KIND =
  /^(types?|kinds?|sorts?|class|classes|category|categories|models?|typ|art|typen|arten|tipos?|sortes?)$/;

/** "by type of device": the field with the types of it, where there is one. */
function kindField(draft: DraftReading, from: number, span: Span): FieldEntry | null {
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

/** A number of which there are so few that records can be grouped by it, such as a rating. */
const isFew = ({ values, valuesComplete }: FieldEntry) => valuesComplete && (values?.length ?? 0) > 0;

/** "the most orders": what stands after a bare "most" is counted. */
function isCounted({ parsed }: DraftReading, span: Span): boolean {
  const cue = parsed.cues.find(
    ({ kind, next }) => kind === 'superlative' && next <= span.from && span.from - next <= 2,
  );
  const word = cue && parsed.words[cue.next - 1];
  // "the most watched channels" are channels; "the most orders" are counted.
  const isOfVerb =
    cue !== undefined &&
    parsed.words.slice(cue.next, span.from).some(({ folded }) => /(?:ed|en|ent|ive|ing)$/.test(folded));
  return (
    !isOfVerb &&
    word !== undefined &&
    hasTag(word, 'most', 'least') &&
    /^(most|the most|fewest|the fewest|least|meisten|die meisten|wenigsten|plus|le plus|les plus|mas|mais|o mais|最多|最少|最多的)$/.test(
      parsed.words
        .slice(word.phrase[0], word.phrase[1] + 1)
        .map(({ folded }) => folded)
        .join(' '),
    )
  );
}

/** "which courses": kinds are asked for, and here they are one value. */
export const isKindOfValue = (draft: DraftReading, filters: readonly Filter[]): boolean =>
  draft.parsed.cues.some(({ kind, next }) => {
    const span = kind === 'superlative' || kind === 'who' ? null : groupSpanAt(draft, next);
    return (
      span !== null &&
      filters.some(
        ({ from, to, isState, condition }) =>
          from === span.from && to === span.to && !isState && condition.kind === 'in',
      ) &&
      !draft.spans.some(({ from }) => from === span.to + 1)
    );
  });

/** Read the groups of a question and mark the spans that name them as used. */
export function groupsIn(draft: DraftReading): Groups {
  const { parsed, view } = draft;
  const fields: FieldEntry[] = [];
  let orderBy: FieldEntry | null = null;
  let isMissing = false;
  const group = (span: Span, field: FieldEntry, score: number) => {
    if (!fields.includes(field)) fields.push(field);
    markUsed(draft, span, score);
    listed(draft, span, fields);
  };
  const isAboutMeasure = (at: number) =>
    parsed.measures.some(
      (measure) =>
        measure.at >= at &&
        measure.at <= at + 2 &&
        !draft.spans.some(({ from }) => from >= at && from < measure.at),
    );

  for (const cue of parsed.cues.filter(({ kind }) => kind === 'by' || kind === 'each')) {
    if (isAboutMeasure(cue.next)) continue;
    const { words } = parsed;
    const isKind = KIND.test(words[cue.next]?.folded ?? '') && words[cue.next + 1]?.folded === 'of';
    const span = groupSpanAt(draft, isKind ? cue.next + 2 : cue.next);
    if (!span || !isUnused(draft, span)) continue;
    const category = categoryIn(span);
    const number = measureIn(span, 0.6);
    const wantsOrder = parsed.superlative !== null || parsed.has('which') || parsed.has('top');
    if (cue.kind === 'by' && number && (!category || number.score > category.score) && wantsOrder) {
      orderBy = number.field;
      markUsed(draft, span, number.score);
    } else if (wantsOrder && isOfRecords(draft, span)) continue;
    else if (category) {
      const kind = kindField(draft, cue.next, span);
      group(span, kind ?? category.field, category.score);
    } else if (linkOf(span, 'state') && cue.kind === 'by') {
      const field = errorKindField(draft);
      if (field) group(span, field, 0.8);
    } else if (number && (!isMeasure(number.field) || isFew(number.field)))
      group(span, number.field, number.score);
    else if (cue.kind === 'by' && span.links.length === 0) isMissing = true;
  }
  for (const cue of parsed.cues.filter(
    ({ kind }) => kind === 'which' || kind === 'who' || kind === 'top' || kind === 'superlative',
  )) {
    if (cue.kind === 'who') {
      const all = fieldsOf(draft);
      const field =
        all.find((each) => !isMeasure(each) && each.words.some((word) => PERSONS.has(word))) ??
        withRole(all, 'user') ??
        withRole(all, 'customer');
      if (field && fields.length === 0) fields.push(field);
      continue;
    }
    const span = groupSpanAt(draft, cue.next);
    if (!span || !isUnused(draft, span)) continue;
    const category = categoryIn(span, cue.kind === 'which' ? 0.55 : 0.6);
    if (cue.kind === 'superlative' && isCounted(draft, span)) continue;
    // "slowest API call": the call is what is slow.
    const head = draft.spans.find(({ from, isOptional }) => from === span.to + 1 && !isOptional);
    if (cue.kind === 'superlative' && head && (linkOf(head, 'stream')?.score ?? 0) > 0.6) continue;
    if (
      category &&
      (cue.kind === 'superlative' || cue.kind === 'top') &&
      isOneEach(category.field) &&
      category.field.roles[0] !== 'trace id' &&
      parsed.superlative?.tag !== 'most'
    )
      continue;
    if (category && cue.kind === 'which' && isOneEach(category.field) && parsed.superlative === null) {
      markUsed(draft, span, category.score);
      continue;
    }
    const stream = linkOf(span, 'stream');
    const value = linkOf(span, 'value');
    // "which requests": the rows, unless a field fits much better.
    const isField =
      category &&
      category.score >= (stream?.score ?? 0) - (cue.kind === 'which' ? 0.02 : -0.02) &&
      category.score > (value?.score ?? 0) - 0.1;
    if (
      isField &&
      (fields.length === 0 || (cue.kind !== 'superlative' && !fields.includes(category.field)))
    ) {
      if (cue.kind === 'superlative' && fields.length > 0) continue;
      group(span, category.field, category.score);
    } else if (cue.kind === 'which' && linkOf(span, 'state') && fields.length === 0) {
      const field = errorKindField(draft);
      if (field) fields.push(field);
    }
  }
  // "the customer with the most orders"
  const { superlative } = parsed;
  if (
    fields.length === 0 &&
    superlative &&
    !['newest', 'oldest', 'top', 'bottom'].includes(superlative.tag) &&
    !parsed.has('when')
  ) {
    const before = draft.spans.filter((span) => span.to < superlative.at && isUnused(draft, span));
    for (const span of before.reverse()) {
      const category = categoryIn(span, 0.7);
      const stream = linkOf(span, 'stream');
      if (!category || (stream && stream.score > category.score) || bestScore(span) > category.score + 0.1)
        continue;
      group(span, category.field, category.score);
      break;
    }
  }
  // "the gateway with the highest average latency"
  const [extreme] = parsed.measures.filter(({ kind }) => kind === 'max' || kind === 'min');
  if (fields.length === 0 && extreme && superlative === null && parsed.measures.length > 1) {
    const before = draft.spans.filter((span) => span.to < extreme.at && isUnused(draft, span)).at(-1);
    const category = before ? categoryIn(before, 0.7) : null;
    const isWith = parsed.words
      .slice((before?.to ?? 0) + 1, extreme.at)
      .some(({ folded }) => /^(with|has|had|having|mit|hat|avec|a|con|tiene|com|tem)$/.test(folded));
    if (before && category && isWith) group(before, category.field, category.score);
  }
  const isUser = parsed.has('who') && view.fields.length > 0;
  return { fields: isUser ? fields.slice(0, 2) : fields, orderBy, isMissing };
}

/** "users with more than 3 errors": how many records each group must have. The group is read where nothing else named it; null without one. */
export function countLimit(
  draft: DraftReading,
  { operator, quantity, from }: NumberCondition,
  measure: Measure | null,
  groupBy: string[],
): CountLimit | null {
  if (operator === 'between') return null;
  if (measure?.kind === 'distinct' && groupBy.length === 0) groupBy.push(measure.field);
  const before = draft.spans.filter(({ to }) => to < from).reverse();
  for (const span of groupBy.length > 0 ? [] : before) {
    const category = isUnused(draft, span) ? categoryIn(span, 0.6) : null;
    if (!category) continue;
    markUsed(draft, span, category.score);
    groupBy.push(category.field.name);
    break;
  }
  return groupBy.length > 0 ? { operator, value: quantity.value } : null;
}
