import type { TimeContext } from '../../../call/arguments/times.ts';
import type { FieldEntry } from '../../data/fields/field.ts';
import { isMeasure, isNumeric } from '../link/fields.ts';
import { mergeFilters, numberFilters, guessedWords, unusedWords, valueFilters } from './filters.ts';
import { errorKindField, groupsIn } from './groups.ts';
import type { Condition, LogicalForm, Measure } from '../query/logical-form.ts';
import { unusedFunctionWords } from './unused-function-words.ts';
import { creationCondition, isFilled } from './creation-state.ts';
import { mainMeasure, isAdditive, measureFor, furtherMeasures } from './measures.ts';
import { bucketFor, peakBucket } from './bucket-width.ts';
import { coverageOf, markMentionedField, priorOf } from './coverage.ts';
import { rangesOf } from './ranges.ts';
import { splitRatio } from './ratio.ts';
import { refusedLogin } from './refused-login.ts';
import { columnsOf, comparedValues, isListRequest, listedCategory } from './row-words.ts';
import type { Reading } from './reading.ts';
import type { ParsedQuestion } from '../parse/parse-question.ts';
import { linkMisspelledWords, type Span, spansOf } from '../link/spans.ts';
import type { StreamView } from '../link/stream-view.ts';
import { categoryIn, markUsed, fieldLinks, isUnused, linkOf, type DraftReading } from './draft-reading.ts';

/** A number that is averaged where words do not say how it is put together. */
const averages = (field: FieldEntry) => !isAdditive(field);

/** Read a request over one stream of logs or traces; null where it cannot be about it. */
export function readRecords(parsed: ParsedQuestion, view: StreamView, context: TimeContext): Reading | null {
  const { entry } = view;
  if (!entry.fields || entry.fields.length === 0) return null;
  const draft: DraftReading = {
    parsed,
    view,
    spans: linkMisspelledWords(spansOf(parsed, view), view),
    used: new Map(),
    assumed: [],
  };
  const { fields: groupFields, orderBy, isMissing: isGroupMissing } = groupsIn(draft);
  const measured = measureFor(draft, orderBy);
  const numbers = numberFilters(draft, measured.field);
  const values = valueFilters(draft);
  const filters = [...numbers.filters, ...values].sort((a, b) => a.from - b.from);
  const { superlative } = parsed;

  // The stream itself: "orders", "in the payment service".
  let noun: string | null = null;
  let nounEnd = -1;
  let named = 0;
  for (const span of draft.spans) {
    const link = linkOf(span, 'stream');
    if (!isUnused(draft, span) || !link) continue;
    markUsed(draft, span, link.score);
    named = Math.max(named, link.score);
    const words = span.words.map(({ text }) => text).join(' ');
    if (noun === null) noun = words;
    else if (span.from === nounEnd + 1) noun += ` ${words}`;
    else continue;
    nounEnd = span.to;
  }

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
    (parsed.has('start') && parsed.has('when'));
  const peak = peakBucket(parsed);
  const groupBy = groupFields.map(({ name }) => name);
  let measure: Measure | null = measured.measure;
  let bucket: string | null = parsed.bucket ?? peak;
  let answer: LogicalForm['answer'];
  let order: LogicalForm['order'] = { by: 'measure', descending: superlative?.descending ?? true };
  let limit = parsed.limit;
  let columns: string[] = [];
  const asked = mainMeasure(parsed);
  if (asked && parsed.has('min') && asked.kind !== 'min') order = { by: 'measure', descending: false };

  const isLookUp = filters.some(({ condition }) => isIdentifier(condition, view));
  if (measured.isRatio) {
    const split = splitRatio(draft, filters, asked?.at ?? 0);
    if (split.part.length > 0) measure = { kind: 'ratio', of: mergeFilters(split.part, parsed) };
    else if (groupBy.length === 0) {
      const category = draft.spans
        .map((span) => (isUnused(draft, span) ? categoryIn(span) : null))
        .find((link) => link !== null);
      if (!category) return null;
      groupBy.push(category.field.name);
    }
    filters.splice(0, filters.length, ...split.base);
    answer = bucket ? 'series' : groupBy.length > 0 ? 'table' : 'number';
  } else if (parsed.perSecond && (!measure || measure.kind === 'count')) {
    measure = { kind: 'rate' };
    answer = groupBy.length > 0 ? 'table' : 'number';
  } else if (bucket !== null) {
    measure ??= measured.field
      ? { kind: averages(measured.field) ? 'average' : 'sum', field: measured.field.name }
      : { kind: 'count' };
    answer = 'series';
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
      if (asked?.kind === 'count' && !parsed.has('when')) answer = 'number';
    }
    measure = { kind: 'count' };
  } else if (measure !== null) {
    answer = groupBy.length > 0 ? 'table' : 'number';
  } else if (groupBy.length > 0) {
    measure = { kind: 'count' };
    answer = 'table';
  } else if (
    asked === null &&
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
    } else if (isDuration && !wantsRows) {
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
      measure = averages(field) ? { kind: 'summary', field: field.name } : { kind: 'sum', field: field.name };
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
  if (answer === 'rows' || answer === 'first' || answer === 'last') columns = columnsOf(draft);
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
      answer = asked && measure?.kind !== 'count' ? 'number' : asked?.kind === 'count' ? 'number' : 'rows';
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
  const { range, other } = rangesOf(
    parsed,
    context,
    answer === 'first' ||
      answer === 'last' ||
      isLookUp ||
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
  if (root && groupBy.includes('trace_id') && measure?.kind === 'max')
    where.push({ kind: 'exists', field: root.name, not: true });
  const isCounting = answer !== 'table' || asked !== null || superlative !== null;
  const first = isOfAll && isCounting && !measured.isRatio ? creationCondition(draft, where, groupBy) : null;
  if (first) {
    where.push(first);
    draft.assumed.push(`one is counted when it is ${first.kind === 'in' ? first.values[0] : ''}`);
  }
  const compared = other ? null : comparedValues(draft, where);
  if (compared && !groupBy.includes(compared.field)) {
    groupBy.push(compared.field);
    if (answer !== 'series') answer = 'table';
  }
  if (measured.isMissing || measure === null) return null;
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
      priorOf(view, parsed) +
      (named >= 0.95 ? 0.05 : 0) -
      0.12 * unused.filter((words) => /\d/.test(words)).length -
      (isGroupMissing ? 0.1 : 0),
    guessed: guessedWords(draft),
    unused,
    assumed: draft.assumed,
    noun,
    named,
    isNamed: named > 0.5 || filters.length > 0 || [...draft.used.values()].some((score) => score > 0.5),
  };
}

const isPlural = (parsed: ParsedQuestion, at: number) =>
  parsed.language !== 'en' ||
  parsed.words.slice(at, at + 4).some(({ folded }) => folded.length > 3 && /[^s]s$/.test(folded));

const ERROR_NOUN =
  /^(errors?|exceptions?|failures?|problems?|issues?|warnings?|fehlern?|erreurs?|errores|erros?|falhas?|fallos?|错误|报错|异常|erors?|ausnahmen?|warnungen|alertes?)$/;
const isNounOfErrors = (parsed: ParsedQuestion, at: number) => {
  const word = parsed.words[at];
  return word !== undefined && ERROR_NOUN.test(word.folded);
};

function isIdentifier(condition: Condition, { fields }: StreamView): boolean {
  if (condition.kind === 'any')
    return condition.of.some((each) => isIdentifier(each, { fields } as StreamView));
  if (condition.kind !== 'in' || condition.not) return false;
  const field = fields.find((known) => known.field.name === condition.field)?.field;
  return (
    field !== undefined &&
    !field.valuesComplete &&
    condition.values.every((value) => /\d/.test(value)) &&
    !isNumeric(field)
  );
}
