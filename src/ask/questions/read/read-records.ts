import type { TimeContext } from '../../../call/arguments/times.ts';
import type { FieldEntry } from '../../data/fields/field.ts';
import { isMeasure, isNumeric } from '../link/fields.ts';
import { merged, numberFilters, guessedWords, openWords, valueFilters } from './filters.ts';
import { errorKindField, groupsIn } from './groups.ts';
import type { Condition, LogicalForm, Measure } from '../query/logical-form.ts';
import { leftOver } from './left-over.ts';
import { firstOfLife, isFilled } from './lifecycle.ts';
import { askedMeasure, isAdditive, measureFor, measuresBeside } from './measures.ts';
import { bucketFor, peakBucket } from './bucket-width.ts';
import { coverageOf, coverLoose, priorOf } from './coverage.ts';
import { rangesOf } from './ranges.ts';
import { splitRatio } from './ratio.ts';
import { refusedLogin } from './refused-login.ts';
import { columnsOf, comparedValues, isListed, listedCategory } from './row-words.ts';
import type { Reading } from './reading.ts';
import type { Sketch } from '../sketch/sketch.ts';
import { respelled, type Span, spansOf } from '../link/spans.ts';
import type { StreamView } from '../link/stream-view.ts';
import { categoryIn, claim, fieldLinks, isOpen, linkOf, type Work } from './work.ts';

/** A number that is averaged where words do not say how it is put together. */
const averages = (field: FieldEntry) => !isAdditive(field);

/** Read a request over one stream of logs or traces; null where it cannot be about it. */
export function readRecords(sketch: Sketch, view: StreamView, context: TimeContext): Reading | null {
  const { entry } = view;
  if (!entry.fields || entry.fields.length === 0) return null;
  const work: Work = {
    sketch,
    view,
    spans: respelled(spansOf(sketch, view), view),
    used: new Map(),
    assumed: [],
  };
  const { fields: groupFields, orderBy, isMissing: isGroupMissing } = groupsIn(work);
  const measured = measureFor(work, orderBy);
  const numbers = numberFilters(work, measured.field);
  const values = valueFilters(work);
  const filters = [...numbers.filters, ...values].sort((a, b) => a.from - b.from);
  const { superlative } = sketch;

  // The stream itself: "orders", "in the payment service".
  let noun: string | null = null;
  let nounEnd = -1;
  let named = 0;
  for (const span of work.spans) {
    const link = linkOf(span, 'stream');
    if (!isOpen(work, span) || !link) continue;
    claim(work, span, link.score);
    named = Math.max(named, link.score);
    const words = span.words.map(({ text }) => text).join(' ');
    if (noun === null) noun = words;
    else if (span.from === nounEnd + 1) noun += ` ${words}`;
    else continue;
    nounEnd = span.to;
  }

  const kindField = errorKindField(work);
  const isErrorNoun = values.some(({ isState, from }) => isState && isNounOfErrors(sketch, from));
  const wantsRows =
    sketch.has('show') || sketch.has('newest') || sketch.has('oldest') || sketch.has('records');
  const isStill = sketch.has('still') && !sketch.has('when');
  const isStillWithin = isStill && sketch.times.length > 0;
  const wantsMoment =
    sketch.has('when') ||
    sketch.has('since when') ||
    sketch.has('first') ||
    (sketch.has('last') && !isStillWithin) ||
    (isStill && !isStillWithin) ||
    (sketch.has('start') && sketch.has('when'));
  const peak = peakBucket(sketch);
  const groupBy = groupFields.map(({ name }) => name);
  let measure: Measure | null = measured.measure;
  let bucket: string | null = sketch.bucket ?? peak;
  let answer: LogicalForm['answer'];
  let order: LogicalForm['order'] = { by: 'measure', descending: superlative?.descending ?? true };
  let limit = sketch.limit;
  let columns: string[] = [];
  const asked = askedMeasure(sketch);
  if (asked && sketch.has('min') && asked.kind !== 'min') order = { by: 'measure', descending: false };

  const isLookUp = filters.some(({ condition }) => isIdentifier(condition, view));
  if (measured.isRatio) {
    const split = splitRatio(work, filters, asked?.at ?? 0);
    if (split.part.length > 0) measure = { kind: 'ratio', of: merged(split.part, sketch) };
    else if (groupBy.length === 0) {
      const category = work.spans
        .map((span) => (isOpen(work, span) ? categoryIn(span) : null))
        .find((link) => link !== null);
      if (!category) return null;
      groupBy.push(category.field.name);
    }
    filters.splice(0, filters.length, ...split.base);
    answer = bucket ? 'series' : groupBy.length > 0 ? 'table' : 'number';
  } else if (sketch.perSecond && (!measure || measure.kind === 'count')) {
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
    limit ??= isPlural(sketch, superlative.at) ? 10 : 1;
  } else if (
    wantsMoment &&
    (measure === null ||
      measure.kind === 'count' ||
      ((measure.kind === 'max' || measure.kind === 'min') && sketch.has('when'))) &&
    groupBy.length === 0
  ) {
    if (measure && (measure.kind === 'max' || measure.kind === 'min')) {
      answer = 'rows';
      order = { by: measure.field, descending: measure.kind === 'max' };
      limit = 1;
    } else {
      const isFirst =
        sketch.has('first') ||
        (sketch.has('start') && !sketch.has('last')) ||
        sketch.has('since when') ||
        sketch.has('oldest');
      const isLast = !isFirst || sketch.has('last') || sketch.has('stop');
      answer = isFirst && !(sketch.has('last') && !sketch.has('first')) ? 'first' : isLast ? 'last' : 'first';
      if (asked?.kind === 'count' && !sketch.has('when')) answer = 'number';
    }
    measure = { kind: 'count' };
  } else if (measure !== null) {
    answer = groupBy.length > 0 ? 'table' : 'number';
  } else if (groupBy.length > 0) {
    measure = { kind: 'count' };
    answer = 'table';
  } else if (
    asked === null &&
    (sketch.isYesOrNo || (sketch.has('exists') && !sketch.has('which') && !sketch.has('values'))) &&
    (!sketch.has('show') || sketch.isYesOrNo) &&
    !/^(can|could)/i.test(sketch.request)
  ) {
    measure = { kind: 'count' };
    answer = 'yes or no';
  } else {
    const isList =
      sketch.has('distinct') ||
      sketch.has('values') ||
      sketch.has('which') ||
      (limit === null && isListed(sketch));
    const category = isList ? listedCategory(work) : null;
    measure = { kind: 'count' };
    const isDuration = work.spans.some(
      (span) =>
        isOpen(work, span) && fieldLinks(span).some(({ field, score }) => score > 0.7 && isMeasure(field)),
    );
    if (category) {
      groupBy.push(category.name);
      answer = 'table';
    } else if (
      isErrorNoun &&
      entry.type !== 'traces' &&
      !sketch.has('records') &&
      !sketch.has('newest') &&
      limit === null &&
      kindField &&
      !isLookUp
    ) {
      answer = 'kinds';
      groupBy.push(kindField.name);
    } else if (isDuration && !wantsRows) {
      const span = work.spans.find(
        (each) =>
          isOpen(work, each) && fieldLinks(each).some(({ field, score }) => score > 0.7 && isMeasure(field)),
      ) as Span;
      const { field, score } = fieldLinks(span).find((link) => link.score > 0.7 && isMeasure(link.field)) as {
        field: FieldEntry;
        score: number;
      };
      claim(work, span, score);
      measure = averages(field) ? { kind: 'summary', field: field.name } : { kind: 'sum', field: field.name };
      answer = 'number';
    } else {
      answer = 'rows';
      order = { by: 'time', descending: !sketch.has('oldest') && !sketch.has('first') };
    }
  }
  if (isStill && (answer === 'rows' || answer === 'kinds')) {
    answer = 'yes or no';
    if (groupBy[0] === kindField?.name) groupBy.pop();
  }
  if (answer === 'rows' || answer === 'first' || answer === 'last') columns = columnsOf(work);
  else for (const span of work.spans) coverLoose(work, span);

  if (bucket === 'auto') bucket = null;
  // "what is in trace …": a value that is stated once is nothing to group by.
  const single = filters.flatMap(({ condition }) =>
    condition.kind === 'in' && !condition.not && condition.values.length === 1 ? [condition.field] : [],
  );
  const varied = groupBy.filter(
    (name) => !single.includes(name) || sketch.has('compare') || sketch.has('versus'),
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
    sketch,
    context,
    answer === 'first' ||
      answer === 'last' ||
      isLookUp ||
      sketch.has('still') ||
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
  const where = merged(filters, sketch).map((condition) => refusedLogin(condition, filters));
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
  const first = isOfAll && isCounting && !measured.isRatio ? firstOfLife(work, where, groupBy) : null;
  if (first) {
    where.push(first);
    work.assumed.push(`one is counted when it is ${first.kind === 'in' ? first.values[0] : ''}`);
  }
  const compared = other ? null : comparedValues(work, where);
  if (compared && !groupBy.includes(compared.field)) {
    groupBy.push(compared.field);
    if (answer !== 'series') answer = 'table';
  }
  if (measured.isMissing || measure === null) return null;
  const form: LogicalForm = {
    signal: entry.type,
    stream: entry.name,
    measure,
    also: measuresBeside(sketch, measure),
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
  const unused = [...openWords(work), ...numbers.unused, ...leftOver(work, form)];
  const coverage = coverageOf(work) * (numbers.unused.length > 0 ? 0.8 : 1);
  return {
    form,
    entry,
    coverage,
    score:
      coverage +
      priorOf(view, sketch) +
      (named >= 0.95 ? 0.05 : 0) -
      0.12 * unused.filter((words) => /\d/.test(words)).length -
      (isGroupMissing ? 0.1 : 0),
    guessed: guessedWords(work),
    unused,
    assumed: work.assumed,
    noun,
    named,
    isNamed: named > 0.5 || filters.length > 0 || [...work.used.values()].some((score) => score > 0.5),
  };
}

const isPlural = (sketch: Sketch, at: number) =>
  sketch.language !== 'en' ||
  sketch.words.slice(at, at + 4).some(({ folded }) => folded.length > 3 && /[^s]s$/.test(folded));

const ERROR_NOUN =
  /^(errors?|exceptions?|failures?|problems?|issues?|warnings?|fehlern?|erreurs?|errores|erros?|falhas?|fallos?|错误|报错|异常|erors?|ausnahmen?|warnungen|alertes?)$/;
const isNounOfErrors = (sketch: Sketch, at: number) => {
  const word = sketch.words[at];
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
