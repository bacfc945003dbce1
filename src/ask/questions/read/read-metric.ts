import type { TimeContext } from '../../../call/arguments/times.ts';
import type { MetricEntry } from '../../data/dictionary.ts';
import type { FieldEntry } from '../../data/fields/field.ts';
import { areSynonyms } from '../link/concepts.ts';
import { toFieldUnit } from '../link/fields.ts';
import { guessedWords, unusedWords, valueFilters } from './filters.ts';
import { mergeFilters } from './merge-filters.ts';
import { groupsIn } from './groups.ts';
import type { Condition, LogicalForm, Measure } from '../query/logical-form.ts';
import { mainMeasure } from './measures.ts';
import { rangesOf } from './ranges.ts';
import type { Reading } from './reading.ts';
import { bucketFor } from './bucket-width.ts';
import { coverageOf } from './coverage.ts';
import { isContentWord, type ParsedQuestion } from '../parse/parse-question.ts';
import { linkMisspelledWords, spansOf } from '../link/spans.ts';
import type { StreamView } from '../link/stream-view.ts';
import { markUsed, isUnused, linkOf, type DraftReading } from './draft-reading.ts';
import { splitIntoParts, stemOf } from '../../language/word-forms.ts';

const GENERIC = new Set(
  'total bucket sum count seconds second bytes byte ms milliseconds http server current gauge'
    .split(' ')
    .map(stemOf),
);

/** How much of what a metric's name says stands in the request, 0 to 1. */
function namedShare(view: StreamView, stems: readonly string[]): number {
  const telling = [...new Set(view.entry.words.map(stemOf))].filter(
    (stem) => !GENERIC.has(stem) && stem.length > 1,
  );
  const own = new Set(splitIntoParts(view.entry.name).map(stemOf));
  const parts = telling.filter((stem) => own.has(stem) || !own.size);
  const wanted = parts.length > 0 ? parts : telling;
  if (wanted.length === 0) return 0;
  const hits = wanted.filter((part) =>
    stems.some(
      (stem) => stem === part || areSynonyms(stem, part) || (view.stems.has(stem) && !own.has(stem)),
    ),
  ).length;
  return hits / wanted.length;
}

const valueField = (metric: MetricEntry): FieldEntry => ({
  name: 'value',
  type: 'decimal',
  roles: [],
  unit: metric.unit,
  unitFrom: 'metadata',
  words: ['value'],
  stems: ['valu'],
  certainty: {},
  numberAsText: false,
  distinct: null,
  valuesComplete: false,
  filled: 1,
});

function measureOf(parsed: ParsedQuestion, { kind }: MetricEntry, isRange: boolean): Measure {
  const asked = mainMeasure(parsed);
  const { superlative } = parsed;
  const field = 'value';
  if (asked?.kind === 'percentile') return { kind: 'percentile', field, share: asked.share ?? 0.95 };
  if (asked?.kind === 'median') return { kind: 'median', field };
  if (kind === 'counter') {
    if (
      parsed.perSecond ||
      asked?.kind === 'rate' ||
      parsed.words.some(({ folded }) => /^(rps|qps|throughput)$/.test(folded))
    )
      return { kind: 'rate' };
    return isRange ||
      asked?.kind === 'count' ||
      asked?.kind === 'sum' ||
      asked?.kind === 'how much' ||
      superlative
      ? { kind: 'count' }
      : { kind: 'rate' };
  }
  if (kind === 'histogram') {
    if (parsed.perSecond) return { kind: 'rate' };
    if (asked?.kind === 'count' || asked?.kind === 'sum') return { kind: 'count' };
    return asked?.kind === 'average' || asked?.kind === 'how long'
      ? { kind: 'average', field }
      : { kind: 'percentile', field, share: 0.95 };
  }
  if (parsed.has('average') || asked?.kind === 'average') return { kind: 'average', field };
  if (
    isRange &&
    (parsed.has('max') || ['slowest', 'largest', 'most', 'busiest'].includes(superlative?.tag ?? ''))
  )
    return { kind: 'max', field };
  if (isRange && (parsed.has('min') || ['smallest', 'least', 'fastest'].includes(superlative?.tag ?? '')))
    return { kind: 'min', field };
  return isRange ? { kind: 'average', field } : { kind: 'current' };
}

/** Read a question over a metric; null where the metric cannot answer it. */
export function readMetric(parsed: ParsedQuestion, view: StreamView, context: TimeContext): Reading | null {
  const { entry } = view;
  const { metric } = entry;
  if (!metric) return null;
  // A counter knows nothing of how long things take.
  if (metric.kind === 'counter' && ['slowest', 'fastest'].includes(parsed.superlative?.tag ?? ''))
    return null;
  const labels: StreamView = {
    ...view,
    fields: view.fields.filter(({ field }) => field.name !== 'value' && field.name !== 'le'),
  };
  const draft: DraftReading = {
    parsed,
    view: labels,
    spans: linkMisspelledWords(spansOf(parsed, labels), labels),
    used: new Map(),
    assumed: [],
  };
  const help = new Set(splitIntoParts(metric.help).map(stemOf));
  // The name of the metric comes first: "memory" is not a value of a label here.
  let named = 0;
  for (const span of draft.spans) {
    const link = linkOf(span, 'stream');
    const best = span.links[0]?.score ?? 0;
    const isHelp =
      !link &&
      best < 0.6 &&
      span.words.every(({ forms }) => splitIntoParts(forms[0] ?? '').every((part) => help.has(stemOf(part))));
    if ((link && link.score >= best - 0.15) || isHelp) {
      markUsed(draft, span, Math.max(link?.score ?? 0, 0.6));
      named += 1;
    }
  }
  const { fields: groups } = groupsIn(draft);
  const values = valueFilters(draft);
  const stems = parsed.words
    .filter((word) => isContentWord(parsed, word))
    .flatMap(({ forms, folded }) => [...forms, folded].flatMap(splitIntoParts).map(stemOf));
  const share = namedShare(view, stems);
  const { range, other, isNow } = rangesOf(parsed, context, false);
  const isRange = range.text !== null && !isNow;
  const asked = mainMeasure(parsed);
  const isRatio = asked?.kind === 'ratio' && metric.kind === 'counter';
  const where: Condition[] = mergeFilters(values, parsed);
  const isSeries = parsed.bucket !== null;
  let measure = measureOf(parsed, metric, isRange || other !== null);
  let base = where;
  if (isRatio && where.length > 0) {
    const part = where.filter(
      (condition) =>
        condition.kind === 'status class' || (condition.kind === 'in' && isOutcome(view, condition.field)),
    );
    const chosen = part.length > 0 ? part : where.slice(-1);
    measure = { kind: 'ratio', of: chosen };
    base = where.filter((condition) => !chosen.includes(condition));
  }
  const field = valueField(metric);
  const limits = parsed.conditions.flatMap(({ operator, quantity, upTo }): Condition[] => {
    const value = toFieldUnit(field, quantity) ?? quantity.value;
    return operator === 'between'
      ? [
          {
            kind: 'between',
            field: 'value',
            from: value,
            to: toFieldUnit(field, upTo ?? quantity) ?? value,
            not: false,
          },
        ]
      : [{ kind: 'compare', field: 'value', operator, value }];
  });
  if (isSeries && measure.kind === 'count') measure = { kind: 'rate' };
  if (isSeries && measure.kind !== 'rate' && measure.kind !== 'percentile' && metric.kind === 'gauge')
    measure = { kind: 'current' };
  for (const span of draft.spans)
    if (
      isUnused(draft, span) &&
      !span.isOptional &&
      span.links.some(({ kind, score }) => kind === 'field' && score > 0.6)
    )
      markUsed(draft, span, 0.45);
  const form: LogicalForm = {
    signal: 'metrics',
    stream: entry.name,
    measure,
    also: [],
    where: [...base, ...limits],
    groupBy: groups.map(({ name }) => name),
    bucket: parsed.bucket === 'auto' ? bucketFor(range.endUs - range.startUs) : parsed.bucket,
    order: { by: 'measure', descending: parsed.superlative?.descending ?? !parsed.has('min') },
    limit: parsed.limit,
    range:
      isRange || isSeries || other ? range : { startUs: context.nowUs, endUs: context.nowUs, text: null },
    compare: other ? { range: other } : null,
    answer: isSeries ? 'series' : groups.length > 0 ? 'table' : 'number',
    columns: [],
    having: null,
  };
  if (named === 0 && values.length === 0) return null;
  const coverage = coverageOf(draft);
  const saysMetric = parsed.words.some(({ forms }) =>
    /^(metrics?|gauge|counter|histogram)$/.test(forms[0] ?? ''),
  );
  const isHistogramWanted = metric.kind === 'histogram' && measure.kind === 'percentile' ? 0.02 : 0;
  return {
    form,
    entry,
    coverage,
    score:
      coverage -
      0.35 * (1 - share) +
      (isNow ? 0.06 : 0) +
      (saysMetric ? 0.2 : 0) +
      isHistogramWanted +
      (parsed.perSecond && metric.kind === 'counter' ? 0.12 : 0) +
      (parsed.has('show') || parsed.has('records') || parsed.has('first') ? -0.1 : 0) +
      (metric.kind === 'gauge' && asked?.kind === 'count' && !isNow && !parsed.has('max') ? -0.1 : 0),
    guessed: guessedWords(draft),
    unused: [...unusedWords(draft), ...(where.some(({ kind }) => kind === 'any') ? ['or'] : [])],
    assumed: [],
    noun: null,
    isNamed: true,
    named: share,
  };
}

const isOutcome = ({ fields }: StreamView, name: string) =>
  fields.some(
    ({ field }) =>
      field.name === name &&
      field.roles
        .slice(0, 2)
        .some((role) => role === 'status' || role === 'outcome' || role === 'error type'),
  );
