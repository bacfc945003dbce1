import type { TimeContext } from '../../../call/arguments/times.ts';
import type { FieldEntry } from '../../data/fields/field.ts';
import { isMeasure } from '../link/fields.ts';
import { linkMisspelledWords, type Span, spansOf } from '../link/spans.ts';
import type { StreamView } from '../link/stream-view.ts';
import type { ParsedQuestion } from '../parse/parse-question.ts';
import { conditionText } from '../query/condition-text.ts';
import type { LogicalForm, Measure } from '../query/logical-form.ts';
import { bucketFor, peakBucket } from './bucket-width.ts';
import { coverageOf, markMeasuredField, markMentionedField, priorOf } from './coverage.ts';
import { creationCondition, isFilled } from './creation-state.ts';
import { type DraftReading, fieldLinks, isUnused, linkOf, markUsed } from './draft-reading.ts';
import { earnedCondition } from './earned.ts';
import { guessedWords, limitText, numberFilters, unusedWords, valueFilters } from './filters.ts';
import { countLimit, errorKindField, groupsIn, isKindOfValue } from './groups.ts';
import { markHeads } from './heads.ts';
import { furtherMeasures, isAdditive, mainMeasure, measureFor } from './measures.ts';
import { mergeFilters, oppositeFilters } from './merge-filters.ts';
import { rangesOf } from './ranges.ts';
import { readShare } from './ratio.ts';
import type { Reading } from './reading.ts';
import { refusedLogin } from './refused-login.ts';
import {
  asksForSpike,
  columnsOf,
  comparedValues,
  heldSpan,
  isIdentifier,
  isListRequest,
  isNounOfErrors,
  isOneOf,
  isOneRecord,
  isPlural,
  listedCategory,
} from './row-words.ts';
import { unusedFunctionWords } from './unused-function-words.ts';

/** A number that is averaged where words do not say how it is put together. */
const averages = (field: FieldEntry) => !isAdditive(field);

/** Read a request over one stream of logs or traces; null where it cannot be about it. */
export function readRecords(asked: ParsedQuestion, view: StreamView, context: TimeContext): Reading | null {
  const { entry } = view;
  // Where changes are the records, a change asks for them and compares nothing.
  const parsed: ParsedQuestion = view.telling.includes('chang')
    ? { ...asked, has: (tag) => tag !== 'change' && asked.has(tag) }
    : asked;
  if (!entry.fields || entry.fields.length === 0) return null;
  const draft: DraftReading = {
    parsed,
    view,
    spans: linkMisspelledWords(spansOf(parsed, view), view),
    used: new Map(),
    assumed: [],
  };
  markHeads(draft);
  const { fields: groupFields, orderBy, isMissing: isGroupMissing } = groupsIn(draft);
  const measured = measureFor(draft, orderBy);
  markMeasuredField(draft, measured.field);
  const numbers = numberFilters(draft, measured.field);
  const values = valueFilters(draft);
  const filters = [...numbers.filters, ...values].sort((a, b) => a.from - b.from);
  const { superlative } = parsed;
  const opposed = oppositeFilters(filters);
  for (const filter of opposed) filters.splice(filters.indexOf(filter), 1);

  // The stream itself: "orders", "in the payment service".
  let noun: Reading['noun'] = null;
  let named = 0;
  for (const span of draft.spans) {
    const link = linkOf(span, 'stream');
    if (!isUnused(draft, span) || !link) continue;
    markUsed(draft, span, link.score);
    named = Math.max(named, link.score);
    const text = span.words.map((word) => word.text).join(' ');
    if (noun === null) noun = { text, from: span.from, to: span.to };
    else if (span.from === noun.to + 1) noun = { text: `${noun.text} ${text}`, from: noun.from, to: span.to };
  }

  // "how many are stored": all that there are.
  const held = filters.length === 0 && noun !== null ? heldSpan(draft) : null;
  if (held) markUsed(draft, held, 0.9);
  const kindField = errorKindField(draft);
  const isErrorNoun = values.some(({ isState, from }) => isState && isNounOfErrors(parsed, from));
  const wantsRows =
    parsed.has('show') || parsed.has('newest') || parsed.has('oldest') || parsed.has('records');
  const isStill = parsed.has('still') && !parsed.has('when');
  const isStillWithin = isStill && parsed.times.length > 0;
  const wantsMoment =
    parsed.has('when') ||
    parsed.has('since when') ||
    parsed.has('first') ||
    (parsed.has('last') && !isStillWithin) ||
    (isStill && !isStillWithin) ||
    isOneRecord(parsed) ||
    (parsed.has('start') && parsed.has('when'));
  const isSpike = asksForSpike(parsed);
  const peak = isSpike ? 'auto' : peakBucket(parsed);
  const groupBy = groupFields.map(({ name }) => name);
  // "cached and not cached": both are wanted.
  for (const { condition } of opposed)
    if ('field' in condition && !groupBy.includes(condition.field)) groupBy.push(condition.field);
  const [counted] = numbers.counts;
  const having = counted ? countLimit(draft, counted, measured.measure, groupBy) : null;
  if (counted && having === null) numbers.unused.push(limitText(parsed, counted));
  let measure: Measure | null = having !== null || isSpike ? { kind: 'count' } : measured.measure;
  let bucket: string | null = parsed.bucket ?? peak;
  let answer: LogicalForm['answer'];
  let order: LogicalForm['order'] = { by: 'measure', descending: superlative?.descending ?? true };
  let limit = parsed.limit;
  let isRootOnly = false;
  let columns: string[] = [];
  const main = mainMeasure(parsed);
  if (main && parsed.has('min') && main.kind !== 'min') order = { by: 'measure', descending: false };

  const isShare =
    measured.isRatio ||
    (parsed.inPercent &&
      (measure === null || measure.kind === 'count') &&
      filters.some(({ isState }) => isState));
  const isLookUp = filters.some(({ condition }) => isIdentifier(condition, view));
  if (isShare) {
    const share = readShare(draft, filters, groupBy, main?.at ?? 0);
    if (share === null) return null;
    measure = share.measure ?? measure;
    filters.splice(0, filters.length, ...share.base);
    groupBy.splice(0, groupBy.length, ...share.groupBy);
    answer = bucket ? 'series' : groupBy.length > 0 ? 'table' : 'number';
  } else if (parsed.perSecond && (!measure || measure.kind === 'count')) {
    measure = { kind: 'rate' };
    answer = groupBy.length > 0 ? 'table' : 'number';
  } else if (bucket !== null) {
    measure ??= measured.field
      ? { kind: averages(measured.field) ? 'average' : 'sum', field: measured.field.name }
      : { kind: 'count' };
    answer = 'series';
  } else if (measure === null && isOneOf(parsed) && groupBy.length > 0) {
    // "who was the first to hand in": the record itself.
    answer = parsed.has('first') ? 'first' : 'last';
    columns = groupBy.splice(0);
    measure = { kind: 'count' };
  } else if (measure === null && superlative && measured.field && groupBy.length > 0) {
    measure = {
      kind: averages(measured.field) && !groupBy.includes('trace_id') ? 'average' : 'max',
      field: measured.field.name,
    };
    answer = 'table';
  } else if (measure === null && superlative && measured.field) {
    const { field } = measured;
    measure = { kind: 'count' };
    answer = 'rows';
    order = { by: field.name, descending: superlative.descending };
    limit ??= isPlural(parsed, superlative.at) ? 10 : 1;
  } else if (
    wantsMoment &&
    (measure === null ||
      measure.kind === 'count' ||
      ((measure.kind === 'max' || measure.kind === 'min') && parsed.has('when'))) &&
    groupBy.length === 0
  ) {
    if (measure && (measure.kind === 'max' || measure.kind === 'min')) {
      answer = 'rows';
      order = { by: measure.field, descending: measure.kind === 'max' };
      limit = 1;
    } else {
      const isFirst =
        parsed.has('first') ||
        (parsed.has('start') && !parsed.has('last')) ||
        parsed.has('since when') ||
        parsed.has('oldest');
      const isLast = !isFirst || parsed.has('last') || parsed.has('stop');
      answer = isFirst && !(parsed.has('last') && !parsed.has('first')) ? 'first' : isLast ? 'last' : 'first';
      if (main?.kind === 'count' && !parsed.has('when')) answer = 'number';
    }
    measure = { kind: 'count' };
  } else if (
    (measure?.kind === 'max' || measure?.kind === 'min') &&
    parsed.details !== null &&
    groupBy.length === 0
  ) {
    answer = 'rows';
    order = { by: measure.field, descending: measure.kind === 'max' };
    limit ??= 1;
    measure = { kind: 'count' };
  } else if (measure !== null) {
    answer = groupBy.length > 0 ? 'table' : 'number';
  } else if (groupBy.length > 0) {
    measure = { kind: 'count' };
    answer = 'table';
  } else if (
    main === null &&
    parsed.details === null &&
    !parsed.has('trend') &&
    (parsed.isYesOrNo || (parsed.has('exists') && !parsed.has('which') && !parsed.has('values'))) &&
    (!parsed.has('show') || parsed.isYesOrNo) &&
    !/^(can|could)/i.test(parsed.request)
  ) {
    measure = { kind: 'count' };
    answer = 'yes or no';
  } else {
    const isList =
      parsed.has('distinct') ||
      parsed.has('values') ||
      parsed.has('which') ||
      (limit === null && isListRequest(parsed));
    const category = isList ? listedCategory(draft) : null;
    measure = { kind: 'count' };
    const isDuration = draft.spans.some(
      (span) =>
        isUnused(draft, span) && fieldLinks(span).some(({ field, score }) => score > 0.7 && isMeasure(field)),
    );
    if (category) {
      groupBy.push(category.name);
      answer = 'table';
    } else if (
      isErrorNoun &&
      entry.type !== 'traces' &&
      !parsed.has('records') &&
      !parsed.has('newest') &&
      limit === null &&
      kindField &&
      !isLookUp
    ) {
      answer = 'kinds';
      groupBy.push(kindField.name);
    } else if (isDuration && !wantsRows && parsed.details === null) {
      const span = draft.spans.find(
        (each) =>
          isUnused(draft, each) &&
          fieldLinks(each).some(({ field, score }) => score > 0.7 && isMeasure(field)),
      ) as Span;
      const { field, score } = fieldLinks(span).find((link) => link.score > 0.7 && isMeasure(link.field)) as {
        field: FieldEntry;
        score: number;
      };
      markUsed(draft, span, score);
      const usual = parsed.has('trend') ? 'average' : 'summary';
      measure = { kind: averages(field) ? usual : 'sum', field: field.name };
      answer = 'number';
    } else {
      answer = 'rows';
      order = { by: 'time', descending: !parsed.has('oldest') && !parsed.has('first') };
    }
  }
  if (isStill && (answer === 'rows' || answer === 'kinds')) {
    answer = 'yes or no';
    if (groupBy[0] === kindField?.name) groupBy.pop();
  }
  if (answer === 'rows' || answer === 'first' || answer === 'last')
    columns = [...columns, ...columnsOf(draft)];
  else for (const span of draft.spans) markMentionedField(draft, span);

  if (bucket === 'auto') bucket = null;
  // "what is in trace …": a value that is stated once is nothing to group by.
  const single = filters.flatMap(({ condition }) =>
    condition.kind === 'in' && !condition.not && condition.values.length === 1 ? [condition.field] : [],
  );
  const varied = groupBy.filter(
    (name) => !single.includes(name) || parsed.has('compare') || parsed.has('versus'),
  );
  if (varied.length < groupBy.length) {
    groupBy.splice(0, groupBy.length, ...varied);
    if (groupBy.length === 0 && answer === 'table') {
      answer = main && measure?.kind !== 'count' ? 'number' : main?.kind === 'count' ? 'number' : 'rows';
      if (answer === 'rows') order = { by: 'time', descending: true };
    }
  }
  const ofTrace = entry.type === 'traces' && single.includes('trace_id');
  if (ofTrace && answer === 'rows') {
    order = { by: 'start_time', descending: false };
    limit ??= 200;
  }
  if (groupBy.includes('trace_id') && measure?.kind === 'average')
    measure = { kind: 'max', field: measure.field };
  if (
    entry.type === 'traces' &&
    answer === 'table' &&
    groupBy.length === 1 &&
    groupBy[0] === 'trace_id' &&
    measure?.kind === 'max' &&
    superlative !== null
  ) {
    // A trace is as long as its first span, which tells more of it than its ID.
    answer = 'rows';
    order = { by: measure.field, descending: superlative.descending };
    limit ??= isPlural(parsed, superlative.at) ? 10 : 1;
    measure = { kind: 'count' };
    groupBy.pop();
    isRootOnly = true;
  }
  const { range, other } = rangesOf(
    parsed,
    context,
    answer === 'first' ||
      answer === 'last' ||
      isLookUp ||
      held !== null ||
      parsed.has('still') ||
      (answer === 'rows' && order.by === 'time' && limit !== null),
    answer === 'kinds',
  );
  if (answer === 'series' && bucket === null) bucket = bucketFor(range.endUs - range.startUs);
  if (
    other &&
    (answer === 'rows' ||
      answer === 'kinds' ||
      answer === 'yes or no' ||
      answer === 'first' ||
      answer === 'last')
  ) {
    answer = 'number';
    if (kindField && groupBy.length > 0 && groupBy[0] === kindField.name) groupBy.pop();
    columns = [];
  }
  const where = mergeFilters(filters, parsed).map((condition) => refusedLogin(condition, filters));
  const isOfAll =
    answer === 'number' ||
    answer === 'table' ||
    answer === 'series' ||
    (answer === 'rows' && order.by !== 'time' && isFilled(view, order.by));
  // A trace takes as long as its first span.
  const root = view.fields.find(({ field }) => field.roles[0] === 'parent span id')?.field;
  if (root && (isRootOnly || (groupBy.includes('trace_id') && measure?.kind === 'max')))
    where.push({ kind: 'exists', field: root.name, not: true });
  const isHeld = measured.field === null || isFilled(view, measured.field.name);
  const isCounting = answer !== 'table' || main !== null || superlative !== null;
  const first = isOfAll && isHeld && isCounting && !isShare ? creationCondition(draft, where, groupBy) : null;
  if (first) {
    where.push(first);
    draft.assumed.push(`one is counted when it is ${first.kind === 'in' ? first.values[0] : ''}`);
  }
  const earned = isOfAll && first === null ? earnedCondition(draft, measure, measured.field, where) : null;
  if (earned) {
    where.push(earned);
    draft.assumed.push(`money counts where ${conditionText(earned)}`);
  }
  const compared = other ? null : comparedValues(draft, where);
  // "A or B, who refuses more": one of the two is who.
  const isNamedGroup = groupFields.some((field) =>
    draft.spans.some((span) => fieldLinks(span).some((link) => link.field === field && link.score > 0.6)),
  );
  const isOfCue = parsed.has('who') || (parsed.has('or') && !isNamedGroup);
  if (compared && isOfCue && groupBy.length === 1) groupBy.pop();
  if (compared && !groupBy.includes(compared.field)) {
    groupBy.push(compared.field);
    if (answer !== 'series') answer = 'table';
  }
  if ((measured.isMissing && !isSpike) || measure === null) return null;
  // "how often has customer 17 called": of one customer the records are counted.
  if (measure.kind === 'distinct' && single.includes(measure.field)) measure = { kind: 'count' };
  const form: LogicalForm = {
    signal: entry.type,
    stream: entry.name,
    measure,
    also: furtherMeasures(parsed, measure),
    where,
    groupBy,
    bucket,
    order,
    limit,
    having,
    range,
    compare: other ? { range: other } : compared,
    answer,
    columns,
  };
  const unused = [...unusedWords(draft), ...numbers.unused, ...unusedFunctionWords(draft, form)];
  const coverage = coverageOf(draft) * (numbers.unused.length > 0 ? 0.8 : 1);
  return {
    form,
    entry,
    coverage,
    score:
      coverage +
      priorOf(view, parsed, named) +
      (named >= 0.95 ? 0.05 : 0) -
      0.12 * unused.filter((words) => /\d/.test(words)).length -
      (isGroupMissing ? 0.1 : 0) -
      (isKindOfValue(draft, values) ? 0.15 : 0),
    guessed: guessedWords(draft),
    unused,
    assumed: draft.assumed,
    noun,
    named,
    isNamed: named > 0.5 || filters.length > 0 || [...draft.used.values()].some((score) => score > 0.5),
  };
}
