import type { TimeContext } from '../../../call/arguments/times.ts';
import type { MetricEntry, StreamEntry } from '../../data/dictionary.ts';
import type { FieldEntry } from '../../data/fields/field.ts';
import { splitIntoParts, stemOf } from '../../language/word-forms.ts';
import { coverageOf } from '../conditions/coverage.ts';
import {
  bestScore,
  categoryIn,
  type DraftReading,
  fieldLinks,
  groupSpanAt,
  isAboutMeasure,
  isUnused,
  linkOf,
  markUsed,
  spanAt,
} from '../conditions/draft-reading.ts';
import { guessedWords, unusedWords, valueFilters } from '../conditions/filters.ts';
import { mainMeasure } from '../parse/asked-measures.ts';
import { mergeFilters } from '../conditions/merge-filters.ts';
import { limitText } from '../conditions/number-filters.ts';
import { lacksPerson, unusedFunctionWords } from '../conditions/unused-function-words.ts';
import { toFieldUnit } from '../link/fields.ts';
import { type MetricNames, namedShare } from '../link/metric-names.ts';
import { readSpans } from '../link/read-spans.ts';
import type { Span } from '../link/spans.ts';
import type { StreamView } from '../link/stream-view.ts';
import type { ParsedQuestion } from '../parse/parse-question.ts';
import type { Condition, FormRange, LogicalForm, Measure } from '../query/logical-form.ts';
import { bucketFor } from './bucket-width.ts';
import { groupsIn } from './groups.ts';
import { metricFit } from './metric-fit.ts';
import { rangesOf } from './ranges.ts';
import type { Reading } from './reading.ts';
import { readSort, sortedSeries } from '../grouping/sort-order.ts';

/** A name is meant before a label or a value that is not much surer. */
const CLOSE_TO_BEST = 0.15;
const LEAST_NAMED = 0.6;
/** What is taken from a metric of whose name and help nothing is said. */
const UNNAMED = 0.35;
const SAYS_METRIC = 0.2;
/** What is taken from a metric without samples of any of the time that is asked about; of a part of it, that part. */
const NO_SAMPLES = 0.4;
const MOSTLY = 0.5;
/** A class of a status names a counter of what has one. */
const SAYS_CLASS = 0.8;

const isClassValue = (where: readonly Condition[]) =>
  where.some(
    (condition) => condition.kind === 'in' && condition.values.every((value) => /^[1-5]xx$/i.test(value)),
  );

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

/** "how warm did it get": the highest that was reached. */
const REACHES =
  /\bhow \w+ (?:did|does|do|has|have|had)\b.*\b(?:get|gets|got|gotten|go|gone|went|reach|reached|climb|climbed|rise|risen|fall|fell|drop|dropped|sink)\b/i;
const LOW = /\bhow (?:low|cold|cool|empty|slow|little|few)\b/i;

function measureOf(parsed: ParsedQuestion, { kind }: MetricEntry, isRange: boolean): Measure {
  const asked = mainMeasure(parsed);
  const { superlative } = parsed;
  const field = 'value';
  // "how many were waiting at most"
  const asksFor = (extreme: 'max' | 'min') =>
    parsed.has(extreme) || parsed.measures.some((each) => each.kind === extreme);
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
      parsed.bucket !== null ||
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
  if (isRange && asked?.kind === 'how much' && REACHES.test(parsed.request))
    return { kind: LOW.test(parsed.request) ? 'min' : 'max', field };
  if (
    isRange &&
    (asksFor('max') || ['slowest', 'largest', 'most', 'busiest'].includes(superlative?.tag ?? ''))
  )
    return { kind: 'max', field };
  if (isRange && (asksFor('min') || ['smallest', 'least', 'fastest'].includes(superlative?.tag ?? '')))
    return { kind: 'min', field };
  return isRange ? { kind: 'average', field } : { kind: 'current' };
}

/** Share of a stated time that was over before the first sample, 0 to 1: logs often reach back further. */
function shareBefore({ startUs, endUs, text }: FormRange, { firstUs }: StreamEntry): number {
  if (text === null || firstUs === null || firstUs <= startUs || endUs <= startUs) return 0;
  return Math.min(1, (firstUs - startUs) / (endUs - startUs));
}

/** The words after "per" and "by" that name a label, or how the things of a label are called: `bng` of `bng-1` and `bng-2`. */
function labelSpans(draft: DraftReading): ReadonlySet<Span> {
  const cued = draft.parsed.cues
    .filter(({ kind }) => kind === 'by' || kind === 'each')
    .map(({ next }) => groupSpanAt(draft, next));
  return new Set(cued.filter((span) => span !== null && categoryIn(span) !== null) as Span[]);
}

/** Things of which every host has some of the same name. */
const PARTS_OF_HOST: ReadonlySet<string> = new Set(
  'interface port volume disk mount filesystem partition core slot fan'.split(' '),
);

const HOSTS: ReadonlySet<string> = new Set(
  'host node instance router switch device server agent sysname'.split(' '),
);

/** Groups by interfaces and the like with the hosts that these are of. */
function withOwner(groups: readonly FieldEntry[], { fields }: StreamView): readonly FieldEntry[] {
  const isPart = groups.some(({ words }) => words.some((word) => PARTS_OF_HOST.has(word)));
  const owner = fields.find(
    ({ field }) =>
      !groups.includes(field) &&
      (field.roles[0] === 'host' || HOSTS.has(field.name) || field.words.some((word) => HOSTS.has(word))),
  );
  return isPart && owner ? [owner.field, ...groups] : groups;
}

/** Labels of who tells the value, and not of what it is. */
const SCRAPED: ReadonlySet<string> = new Set(['instance', 'job', 'pod', 'endpoint', '__hash__', '__name__']);

/** "parcels through each sorter" of a metric with one label: no other can be meant. */
function onlyLabel(draft: DraftReading, { labels }: MetricEntry): FieldEntry | undefined {
  const isAsked = draft.parsed.cues.some(
    ({ kind, next }) => (kind === 'by' || kind === 'each') && !isAboutMeasure(draft, next),
  );
  const telling = labels.filter((label) => !SCRAPED.has(label));
  return isAsked && telling.length === 1
    ? draft.view.fields.find(({ field }) => field.name === telling[0])?.field
    : undefined;
}

/** "how many viewers are under 18": a number of those who are counted, and not how many there are. */
function countsUnlabelled(draft: DraftReading): boolean {
  const asked = mainMeasure(draft.parsed);
  if (asked?.kind !== 'count') return false;
  const counted = spanAt(draft, (draft.parsed.words[asked.at]?.phrase[1] ?? asked.at) + 1);
  return counted !== null && linkOf(counted, 'stream') !== null && categoryIn(counted) === null;
}

/** Parts of names of which many metrics have one. */
const VAGUE: ReadonlySet<string> = new Set(
  ['usage', 'rate', 'time', 'total', 'count', 'level', 'size', 'number', 'percent', 'state'].map(stemOf),
);

/** "memory usage" of a metric of another usage: what is asked about is not here. */
function isVaguelyNamed({ spans }: DraftReading, { parts }: MetricNames): boolean {
  const stemsIn = ({ words }: Span) => words.map(({ forms, folded }) => stemOf(forms[0] ?? folded));
  const isVague = (span: Span) => stemsIn(span).every((stem) => VAGUE.has(stem));
  const content = spans.filter(({ isOptional }) => !isOptional);
  const named = content.filter((span) => linkOf(span, 'stream') !== null);
  const isOwn = parts.some((part) => ![...part].some((stem) => VAGUE.has(stem)));
  return isOwn && named.length > 0 && named.every(isVague) && content.some(({ links }) => links.length === 0);
}

/** "how full, in percent" of a metric of bytes: a share that the metric alone does not tell. */
const isOfPercent = ({ inPercent }: ParsedQuestion, { measure }: LogicalForm, { unit }: MetricEntry) =>
  inPercent && measure.kind !== 'ratio' && unit !== null && unit !== 'percent' && unit !== 'fraction';

/** Read a question over a metric; null where the metric cannot answer it. */
export function readMetric(parsed: ParsedQuestion, view: StreamView, context: TimeContext): Reading | null {
  const { entry, metric: names } = view;
  const { metric } = entry;
  if (!metric || !names) return null;
  const draft: DraftReading = {
    parsed,
    view,
    spans: readSpans(parsed, view),
    used: new Map(),
    assumed: [],
  };
  // The name of the metric comes first: "memory" is not a value of a label here.
  let named = 0;
  const labels = labelSpans(draft);
  for (const span of draft.spans) {
    const link = linkOf(span, 'stream');
    if (!link || labels.has(span) || link.score < bestScore(span) - CLOSE_TO_BEST) continue;
    markUsed(draft, span, Math.max(link.score, LEAST_NAMED));
    named += 1;
  }
  const sort = readSort(draft);
  const stated = groupsIn(draft).fields;
  const only = stated.length === 0 ? onlyLabel(draft, metric) : undefined;
  if (only) draft.assumed.push(`what it is told for is ${only.name}, the only label`);
  const labelled = only ? [only] : withOwner(stated, view);
  const values = valueFilters(draft);
  const stems = parsed.words
    .filter(({ index, kind }) => (kind === 'word' || kind === 'status class') && !parsed.taken.has(index))
    .flatMap(({ forms, folded }) => [...forms, folded].flatMap(splitIntoParts).map(stemOf));
  const { range, other, isNow } = rangesOf(parsed, context, false);
  const isRange = range.text !== null && !isNow;
  const where: Condition[] = mergeFilters(values, parsed);
  // "payment vs checkout": each by itself.
  const against = where.find(
    (condition) => condition.kind === 'in' && !condition.not && condition.values.length > 1,
  );
  const sides =
    against?.kind === 'in' && (parsed.has('versus') || parsed.has('compare'))
      ? view.fields.find(({ field }) => field.name === against.field)?.field
      : undefined;
  const groups = sides && !labelled.includes(sides) ? [...labelled, sides] : labelled;
  const isOfClass = where.some(({ kind }) => kind === 'status class') || isClassValue(where);
  const share = Math.max(namedShare(names, stems), isOfClass ? SAYS_CLASS : 0);
  if (isVaguelyNamed(draft, names)) return null;
  const fit = metricFit(parsed, metric, names, isNow, isRange);
  if (fit === null) return null;
  const asked = mainMeasure(parsed);
  const isRatio = (asked?.kind === 'ratio' || parsed.inPercent) && metric.kind === 'counter';
  const isSeries = parsed.bucket !== null;
  let measure = measureOf(parsed, metric, isRange || other !== null);
  let base = where;
  if (isRatio && where.length > 0) {
    const part = where.filter(
      (condition) =>
        condition.kind === 'status class' ||
        isClassValue([condition]) ||
        (condition.kind === 'in' && isOutcome(view, condition.field)),
    );
    const chosen = part.length > 0 ? part : where.slice(-1);
    measure = { kind: 'ratio', of: chosen };
    base = where.filter((condition) => !chosen.includes(condition));
  }
  const field = valueField(metric);
  const isOfCounted = countsUnlabelled(draft);
  const idleLimits = isOfCounted ? parsed.conditions : [];
  const limits = (isOfCounted ? [] : parsed.conditions).flatMap(
    ({ operator, quantity, upTo }): Condition[] => {
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
    },
  );
  // "over time" a counter is drawn as a rate; "per hour" it is counted.
  if (parsed.bucket === 'auto' && measure.kind === 'count') measure = { kind: 'rate' };
  if (isSeries && measure.kind !== 'rate' && measure.kind !== 'percentile' && metric.kind === 'gauge')
    measure = { kind: 'current' };
  const isFiltered = (name: string) =>
    where.some((condition) => 'field' in condition && condition.field === name);
  for (const span of draft.spans) {
    const link = fieldLinks(span).find(({ score }) => score > 0.6);
    if (!isUnused(draft, span) || span.isOptional) continue;
    const name = linkOf(span, 'stream');
    // "the mail queue" of a metric of queues: the label is said with its value.
    if (link && isFiltered(link.field.name)) markUsed(draft, span, link.score);
    else if (name) markUsed(draft, span, name.score);
    else if (link) markUsed(draft, span, 0.45);
  }
  const answer = isSeries ? 'series' : groups.length > 0 ? 'table' : 'number';
  const sorted = sort && sortedSeries(parsed, answer);
  const form: LogicalForm = {
    signal: 'metrics',
    stream: entry.name,
    measure,
    also: [],
    where: [...base, ...limits],
    groupBy: groups.map(({ name }) => name),
    bucket: parsed.bucket === 'auto' ? bucketFor(range.endUs - range.startUs) : parsed.bucket,
    order: sorted ?? {
      by: 'measure',
      descending: parsed.superlative?.descending ?? !parsed.has('min'),
    },
    limit: parsed.limit,
    range:
      isRange || isSeries || other ? range : { startUs: context.nowUs, endUs: context.nowUs, text: null },
    compare: other ? { range: other } : null,
    answer,
    columns: [],
    having: null,
  };
  if ((named === 0 || lacksPerson(parsed, form)) && values.length === 0) return null;
  const coverage = coverageOf(draft);
  const before = shareBefore(form.range, entry);
  const saysMetric = parsed.words.some(({ forms }) =>
    /^(metrics?|gauge|counter|histogram)$/.test(forms[0] ?? ''),
  );
  return {
    form,
    entry,
    coverage,
    score: coverage - UNNAMED * (1 - share) - NO_SAMPLES * before + (saysMetric ? SAYS_METRIC : 0) + fit,
    guessed: guessedWords(draft),
    implied: [],
    unknown: null,
    weak: [],
    unused: [
      ...unusedWords(draft),
      ...(sort && !sorted ? [sort.text] : []),
      ...idleLimits.map((condition) => limitText(parsed, condition)),
      ...(where.some(({ kind }) => kind === 'any') ? ['or'] : []),
      ...(isOfPercent(parsed, form, metric) ? ['%'] : []),
      // A count over a time of most of which there are no samples lacks most; an extreme is that of what there is.
      ...(before > MOSTLY && range.text !== null && ['count', 'ratio'].includes(form.measure.kind)
        ? [range.text]
        : []),
      ...unusedFunctionWords(draft, form),
    ],
    assumed: draft.assumed,
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
