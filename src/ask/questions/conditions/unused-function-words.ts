import type { LogicalForm, Measure } from '../query/logical-form.ts';
import { hasTag, unitIn, writtenText } from '../../language/tagged-words.ts';
import { isNearlyOneEach } from '../link/fields.ts';
import type { Span } from '../link/spans.ts';
import type { MeasureWord } from '../parse/measure-word.ts';
import type { GroupCue, ParsedQuestion } from '../parse/parse-question.ts';
import { isNegated } from './filters.ts';
import {
  bestScore,
  type DraftReading,
  fieldLinks,
  groupSpanAt,
  isAboutMeasure,
  linkOf,
} from './draft-reading.ts';

const textOf = ({ words }: Pick<ParsedQuestion, 'words'>, from: number, to: number) =>
  writtenText(words.slice(from, to + 1));

/** A "not" that no condition came of. */
function idleNegations(draft: DraftReading, { where, measure }: LogicalForm): string[] {
  const { parsed } = draft;
  const isZero = (measure.kind === 'ratio' ? [...where, ...measure.of] : where).some(
    (condition) =>
      (condition.kind === 'compare' && condition.operator === '=' && condition.value === 0) ||
      (condition.kind === 'exists' && condition.not),
  );
  if (isZero) return [];
  return parsed.negations.flatMap((start) => {
    const negated = draft.spans.filter(({ from }) => from >= start && isNegated(draft, from));
    const [span] = negated;
    // Of "excluding namespace infra" the first word says what the second is.
    const isUsed = negated.some(
      (each, index) =>
        each.from === (negated[0]?.from ?? 0) + index &&
        (draft.used.get(each) ?? 0) > 0.45 &&
        // "which regions have no payments": none of the records themselves.
        each.links[0]?.kind !== 'stream' &&
        each.links.some(({ kind }) => kind !== 'field' && kind !== 'stream'),
    );
    const isNumber = parsed.conditions.some(({ from }) => from >= start && isNegated(draft, from));
    const lead = parsed.words[start - 1];
    const isTime =
      hasTag(lead, 'not', 'preposition', 't:in') &&
      parsed.times.some(({ from, to }) => from <= start && start <= to);
    const isCheck = parsed.isYesOrNo && start <= 3;
    return isUsed || isNumber || isTime || isCheck
      ? []
      : [textOf(parsed, Math.max(0, start - 1), span ? span.to : start)];
  });
}

/** Words that order by time, and need no number to order by. */
const BY_TIME: readonly string[] = ['newest', 'oldest'];
const isExtreme = ({ kind }: Measure) => kind === 'max' || kind === 'min' || kind === 'percentile';

/** "top 3", "the biggest": a rank of things, where one number came of the words that is no extreme. */
function idleRanking({ superlative, limit, words }: ParsedQuestion, form: LogicalForm): string[] {
  if (superlative === null || BY_TIME.includes(superlative.tag)) return [];
  const isSorted = form.answer === 'rows' && form.order.by !== 'time';
  // The series of a metric are told apart and in order unless they are counted together.
  const isOfSeries = form.signal === 'metrics' && !['count', 'rate', 'ratio'].includes(form.measure.kind);
  const isRanked = isSorted || isOfSeries || !['number', 'rows', 'yes or no'].includes(form.answer);
  const isSize = ['largest', 'smallest', 'dearest', 'cheapest', 'slowest', 'fastest'].includes(
    superlative.tag,
  );
  const isOfSize = !isSize || isSorted || form.answer === 'series' || form.measure.kind !== 'count';
  if ((isRanked && isOfSize) || [form.measure, ...form.also].some(isExtreme) || form.compare !== null)
    return [];
  const text = textOf({ words }, ...(words[superlative.at]?.phrase ?? [superlative.at, superlative.at]));
  return [limit === null ? text : `${text} ${limit}`];
}

/** Measures of a field that words name and the form does not have. */
function idleMeasures({ measures, words }: ParsedQuestion, form: LogicalForm): string[] {
  const made = [form.measure, ...form.also];
  const isOrdered = !['number', 'yes or no', 'kinds'].includes(form.answer) && form.order.by !== 'time';
  const isMade: Readonly<Partial<Record<MeasureWord, (measure: Measure) => boolean>>> = {
    average: ({ kind }) =>
      kind === 'count per' ||
      form.answer === 'series' ||
      kind === 'average' ||
      kind === 'summary' ||
      kind === 'rate' ||
      kind === 'current',
    median: ({ kind }) => kind === 'median' || kind === 'summary',
    stddev: ({ kind }) => kind === 'stddev',
    percentile: ({ kind }) => kind === 'percentile' || kind === 'median' || kind === 'summary',
    max: (measure) => isExtreme(measure) || measure.kind === 'summary' || isOrdered,
    min: (measure) => isExtreme(measure) || isOrdered,
  };
  return measures.flatMap(({ kind, at }) => {
    const test = isMade[kind];
    return test === undefined || made.some(test)
      ? []
      : [textOf({ words }, ...(words[at]?.phrase ?? [at, at]))];
  });
}

const WHOLE = /^(?:among|across|according)$/;
/** What was done by a program that a stream is called after. */
const DONE = /^(?:sent|written|made|given|thrown|\p{L}{2,}(?<!e)ed)$/u;
const SIGNAL = /^(?:metrics?|counters?|gauges?|histograms?|logs?|traces?|spans?)$/;
const KIND = /^(?:types?|kinds?|sorts?|class|category)$/;

/** "stop answering": something else than that its records came no more. */
const idleStop = ({ words }: ParsedQuestion): string[] =>
  words.flatMap((word, at) => {
    const next = words[at + 1]?.folded ?? '';
    return hasTag(word, 'stop') && /^[a-z]{3,}ing$/.test(next) && !COMES.test(next)
      ? [textOf({ words }, at, at + 1)]
      : [];
  });
const COMES =
  /^(?:sending|reporting|logging|writing|coming|arriving|receiving|happening|appearing|showing|getting|occurring)$/;

/** "which pages never fail": of all records of a thing, where each record alone is looked at. */
const idleNever = ({ words }: ParsedQuestion, { answer, groupBy, measure, having }: LogicalForm): string[] =>
  having?.of === undefined && answer === 'table' && groupBy.length > 0 && measure.kind === 'count'
    ? words.filter(({ folded }) => NEVER.test(folded)).map(({ text }) => text)
    : [];
const NEVER = /^(?:never|nie|niemals|jamais|nunca|从不|从未)$/;

/** How things happened to one another, which no count of records tells. */
const MANNERS = [
  'again|repeatedly|consecutively|simultaneously|concurrently|back to back|in a row|at the same time|at once',
  'only once|(?:for )?the (?:very )?first time|for once',
  'nochmals?|wiederholt|hintereinander|gleichzeitig|zum ersten mal|erstmals|nur einmal',
  'de nouveau|a nouveau|d affilee|en meme temps|pour la premiere fois|une seule fois',
  'otra vez|de nuevo|seguidas|seguidos|al mismo tiempo|por primera vez|una sola vez',
  'novamente|seguidas|seguidos|ao mesmo tempo|pela primeira vez|uma unica vez',
];
const MANNER = new RegExp(`(?:^| )(${MANNERS.join('|')})(?= |$)|(首次|第一次|同时|再次|连续)`);

/** "ordered again", "failed in a row", "for the first time": only where a moment is asked for is the first one told. */
function idleManner({ parsed, spans, used }: DraftReading, { answer, compare }: LogicalForm): string[] {
  if (answer === 'first' || answer === 'rows' || compare !== null) return [];
  const free = parsed.words.filter(
    ({ index, kind }) =>
      kind === 'word' &&
      !parsed.taken.has(index) &&
      !spans.some((span) => span.from <= index && index <= span.to && (used.get(span) ?? 0) > 0),
  );
  const [, spaced, joined] = MANNER.exec(free.map(({ folded }) => folded).join(' ')) ?? [];
  const text = spaced ?? joined;
  return text === undefined ? [] : [text];
}

/** Whether the form uses what a span names. */
function isExpressed(span: Span, form: LogicalForm): boolean {
  const { measure, groupBy, order, where, columns } = form;
  const fields = [
    ...groupBy,
    ...columns,
    order.by,
    ...('field' in measure ? [measure.field] : measure.kind === 'count per' ? [measure.per] : []),
    // "by the billing service"
    ...where.flatMap((condition) => ('field' in condition ? [condition.field] : [])),
  ];
  if (fieldLinks(span).some(({ field }) => fields.includes(field.name))) return true;
  const best = bestScore(span);
  const isFilter = span.links.some(
    ({ kind, score }) =>
      score >= best - 0.1 && (kind === 'value' || kind === 'condition' || kind === 'state'),
  );
  // "top regions by alarms", "the average per order", "by the counter": the records themselves.
  const isOfRecords = linkOf(span, 'stream') !== null && (groupBy.length > 0 || measure.kind === 'average');
  const isOfSingle =
    measure.kind === 'average' && fieldLinks(span).some(({ field }) => isNearlyOneEach(field));
  return isFilter || isOfRecords || isOfSingle || span.words.every(({ folded }) => SIGNAL.test(folded));
}

/** "by type", "each sorter": what was to be grouped by, where no group came of it. */
function idleGroups(draft: DraftReading, form: LogicalForm): string[] {
  const { parsed } = draft;
  const cues = parsed.cues.filter(
    ({ kind, next }) => (kind === 'by' || kind === 'each') && !isAboutMeasure(draft, next),
  );
  return cues.flatMap(({ after, next }: GroupCue) => {
    const from = parsed.words[after - 1]?.phrase[0] ?? after;
    if (KIND.test(parsed.words[after]?.folded ?? '') && next > after)
      return form.groupBy.length === 0 ? [textOf(parsed, from, after)] : [];
    // "by month": a width of time that no bucket has.
    if (unitIn(parsed.words[next]) !== null && !parsed.taken.has(next))
      return form.bucket === null && !draft.spans.some(({ from: at }) => at === next)
        ? [textOf(parsed, from, next)]
        : [];
    const span = groupSpanAt(draft, next);
    // "among the responses", "according to the counter", "sent by nginx": what the rest is of.
    const isWhole =
      (WHOLE.test(parsed.words[from]?.folded ?? '') || DONE.test(parsed.words[from - 1]?.folded ?? '')) &&
      span !== null &&
      linkOf(span, 'stream') !== null;
    if (isWhole) return [];
    if (span === null && /^levels?$/.test(parsed.words[next]?.folded ?? ''))
      return [textOf(parsed, from, next)];
    const isNamed = span === null || (draft.used.get(span) ?? 0) < 0.5;
    return isNamed || isExpressed(span, form) ? [] : [textOf(parsed, from, span.to)];
  });
}

/** "who has access": a person is asked for, and no field tells one. */
export const lacksPerson = ({ cues }: ParsedQuestion, { groupBy, columns, measure }: LogicalForm): boolean =>
  cues.some(({ kind, next }) => kind === 'who' && next === 0) &&
  groupBy.length === 0 &&
  columns.length === 0 &&
  measure.kind !== 'distinct';

/** "the slowest trace" of "which services are in the slowest trace": one thing is meant, and the groups are of others. */
function idleThing(draft: DraftReading, form: LogicalForm): string[] {
  const { superlative, words } = draft.parsed;
  const span = superlative && draft.spans.find(({ from }) => from === superlative.at + 1);
  const isOne = span && /[^s]$|ss$/.test(span.words.at(-1)?.folded ?? 's');
  const isOther =
    isOne &&
    form.answer === 'table' &&
    fieldLinks(span).some(({ field, score }) => score >= 0.7 && field.roles[0] === 'trace id') &&
    !form.groupBy.includes('trace_id');
  return isOther ? [textOf({ words }, superlative.at, span.to)] : [];
}

/** Times that are stated and that the range of the form is not of. */
const idleTimes = ({ times }: ParsedQuestion, { range }: LogicalForm): string[] =>
  times
    .filter(
      ({ kind, startUs, endUs }) =>
        kind !== 'now' && kind !== 'moment' && (startUs > range.startUs + 1e6 || endUs < range.endUs - 1e6),
    )
    .map(({ text }) => text);

/** "logs around order 17": what is near a thing, where the thing itself is looked up. */
const idleAround = ({ parsed: { words, taken }, spans }: DraftReading): string[] =>
  words.flatMap(({ folded, index, text }) => {
    const next = spans.find(({ from }) => from > index && from - index <= MOST_BETWEEN);
    const isThing = next?.links.some(
      ({ kind }) => kind === 'value' || kind === 'condition' || kind === 'field',
    );
    return AROUND.test(folded) && !taken.has(index) && isThing ? [text] : [];
  });
const AROUND = /^(?:around|near|surrounding|nearby|rund|herum|autour|alrededor|torno|redor|附近|前后)$/;
const MOST_BETWEEN = 3;

const LIMITS = ['more than', 'less than', 'slower than', 'faster than', 'than'] as const;

/** "which hosts have fewer pods than they should": groups are held against something that is nothing of the data. */
const isMoreThanThat = (
  { parsed: { words, taken, times }, spans, used }: DraftReading,
  { having }: LogicalForm,
): boolean =>
  having === null &&
  words.some(
    (word) =>
      !taken.has(word.index) &&
      hasTag(word, ...LIMITS) &&
      !spans.some((span) => span.from > word.index && (used.get(span) ?? 0) > 0) &&
      !times.some(({ from }) => from > word.index),
  );

const PLACES =
  /^(?:site|city|country|region|zone|host|place|port|station|location|branch|depot|area|address|room)$/;

/** "(number, ship, from where)": a place of each record that the answer does not show. */
const idleWhere = (
  { parsed: { words }, view }: DraftReading,
  { columns, answer, groupBy }: LogicalForm,
): string[] => {
  const at = words.findLastIndex(({ kind }) => kind === 'word');
  const asked = words[at]?.folded === 'where' && /^(?:from|to|at|and|,)$/.test(words[at - 1]?.folded ?? '');
  const shown = [...columns, ...groupBy];
  const isShown =
    (answer === 'rows' && columns.length === 0) ||
    view.fields.some(
      ({ field }) => shown.includes(field.name) && field.words.some((word) => PLACES.test(word)),
    );
  return asked && !isShown ? [textOf({ words }, at - 1, at)] : [];
};

/** Function words that ask for something the form does not do: a comparison, a "before", a "without". */
export function unusedFunctionWords(draft: DraftReading, form: LogicalForm): string[] {
  const { parsed } = draft;
  const compares = parsed.words.filter(
    (word) =>
      !parsed.taken.has(word.index) &&
      (hasTag(word, 'versus', 'compare', 'slower than', 'faster than', 'more than', 'less than') ||
        word.folded === 'than') &&
      word.kind === 'word' &&
      word.phrase[0] === word.index,
  );
  const isHeldAgainst = !isMoreThanThat(draft, form);
  const isCompared =
    (form.compare !== null && ('range' in form.compare || isHeldAgainst)) ||
    (form.groupBy.length > 0 && form.answer !== 'kinds' && isHeldAgainst) ||
    form.answer === 'series' ||
    form.measure.kind === 'matching';
  const sides = parsed.words.filter(
    (word) =>
      !parsed.taken.has(word.index) &&
      hasTag(word, 't:before', 't:after') &&
      !hasTag(word, 'stop word', 'preposition', 'by', 't:until', 't:since', 't:last', 'at most', 'last'),
  );
  return [
    ...idleRanking(parsed, form),
    ...idleMeasures(parsed, form),
    ...idleGroups(draft, form),
    ...(lacksPerson(parsed, form)
      ? [textOf(parsed, 0, parsed.cues.find(({ kind }) => kind === 'who')?.after ?? 0)]
      : []),
    ...idleThing(draft, form),
    ...idleNever(parsed, form),
    ...idleStop(parsed),
    ...idleManner(draft, form),
    ...idleAround(draft),
    ...idleWhere(draft, form),
    ...(isCompared ? [] : compares.map(({ phrase: [from, to] }) => textOf(parsed, from, to))),
    ...(form.compare === null ? sides.map(({ text }) => text) : []),
    ...(form.compare === null ? idleTimes(parsed, form) : []),
    ...idleNegations(draft, form),
  ];
}
