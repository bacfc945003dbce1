import { isListRequest } from '../parse/list-requests.ts';
import type { TimeContext } from '../../../call/arguments/times.ts';
import type { FieldEntry } from '../../data/fields/field.ts';
import type { Tag } from '../../language/lexicon/lexicon.ts';
import { readSpans } from '../link/read-spans.ts';
import type { StreamView } from '../link/stream-view.ts';
import type { ParsedQuestion } from '../parse/parse-question.ts';
import { conditionText } from '../query/condition-text.ts';
import type { LogicalForm, Measure } from '../query/logical-form.ts';
import { bucketFor, peakBucket } from './bucket-width.ts';
import {
  coverageOf,
  isSubjectUnknown,
  markMeasuredField,
  markMentionedField,
  priorOf,
  wordsLeftOut,
} from '../conditions/coverage.ts';
import { isFilled } from '../conditions/creation-state.ts';
import { type DraftReading, fieldLinks, markUsed } from '../conditions/draft-reading.ts';
import { guessedWords, namesOwner, weakWords } from '../conditions/filters.ts';
import { averageCount } from './count-per.ts';
import { chooseAnswer } from './choose-answer.ts';
import { rowColumns } from './columns.ts';
import { countLimit } from '../grouping/count-limit.ts';
import { groupsIn, isKindOfValue, unlistedThings } from './groups.ts';
import { unknownValue } from '../conditions/unknown-value.ts';
import { impliedCondition } from './implied-condition.ts';
import { asksForFrequent, errorKindField, kindOfRecords } from './kinds.ts';
import { absentFromGroups, idleBoth, inAll } from '../grouping/group-limits.ts';
import { markHeads } from './heads.ts';
import { measureFor, type ReadMeasure } from '../conditions/measures.ts';
import { furtherMeasures, mainMeasure } from '../parse/asked-measures.ts';
import { limitText } from '../conditions/number-filters.ts';
import { paidOnly } from '../conditions/money-state.ts';
import { mergeFilters, refusedLogin } from '../conditions/merge-filters.ts';
import { rangesOf, sinceFirst } from './ranges.ts';
import type { Reading } from './reading.ts';
import {
  asksForSpike,
  asksWhoChanged,
  asksWhoChangedWhat,
  comparedValues,
  comparedWithRest,
  comparesVersions,
  heldSpan,
  isIdentifier,
  isIdleChange,
  isNounOfErrors,
  isPlural,
  listedCategory,
  namesRecordsInGeneral,
  setsValuesAgainst,
  withoutStates,
} from './row-words.ts';
import { sidesOfState } from '../grouping/sides.ts';
import { readSort, sortedBy } from '../grouping/sort-order.ts';
import { statedFilters } from './stated-filters.ts';
import { readStreamNoun } from './stream-noun.ts';
import { lacksPerson, unusedFunctionWords } from '../conditions/unused-function-words.ts';

const MORE = /^(?:more|less|fewer)$/;

/** What speaks for a stream that only the named service writes to. */
const OF_OWNER = 0.03;

/** What is left of a reading that leaves out a limit on a number. */
const LIMIT_LEFT_OUT = 0.65;

/** From here on words name the stream well enough to miss a state in it. */
const NAMED = 0.6;
/** "the slowest requests": what comes in, and none of the calls that are made for it. */
const asksForRequests = ({ parsed, view }: DraftReading, groups: readonly FieldEntry[]) =>
  view.entry.type === 'traces' &&
  groups.some(({ roles }) => roles[0] === 'operation') &&
  parsed.superlative !== null &&
  parsed.words.some(({ forms }) => /^(?:requests?|endpoints?|transactions?)$/.test(forms[0] ?? ''));

/** Measures of a number that each record of a person has. */
const OF_A_PERSON: ReadonlySet<Measure['kind']> = new Set(['average', 'median', 'percentile', 'max', 'min']);

/** Whether a share is of one value of a field: its other values are what is left, and no groups. */
const isPartOf = (measure: Measure | null, field: string) =>
  measure?.kind === 'ratio' &&
  measure.of.some((condition) => 'field' in condition && condition.field === field);

/** Read a request over one stream of logs or traces; null where it cannot be about it. */
export function readRecords(asked: ParsedQuestion, view: StreamView, context: TimeContext): Reading | null {
  const { entry } = view;
  // Where changes are the records, a change asks for them and compares nothing.
  const parsed: ParsedQuestion =
    view.telling.includes('chang') || asksWhoChanged(asked)
      ? { ...asked, has: (tag) => tag !== 'change' && asked.has(tag) }
      : asked;
  if (!entry.fields || entry.fields.length === 0) return null;
  const draft: DraftReading = {
    parsed,
    view,
    spans: readSpans(parsed, view),
    used: new Map(),
    assumed: [],
  };
  markHeads(draft);
  const sort = readSort(draft);
  const { fields: grouped, orderBy, isMissing: isGroupMissing, filters: things } = groupsIn(draft);
  const found = measureFor(draft, orderBy, grouped.length > 0);
  const average = averageCount(draft, found, grouped);
  const ordered: ReadMeasure = average ? { ...found, measure: average, isMissing: false } : found;
  const groupFields = average?.kind === 'count per' ? [] : grouped;
  // "top 5 orders by amount": the records themselves.
  const isTopRecords =
    orderBy !== null && groupFields.length === 0 && parsed.limit !== null && parsed.measures.length === 0;
  const measured = isTopRecords ? { ...ordered, measure: null } : ordered;
  markMeasuredField(draft, measured.field);
  const { filters: stated, opposed, values, numbers } = statedFilters(draft, things, measured.field);
  const { superlative } = parsed;
  const { noun, named } = readStreamNoun(draft);

  const unknown = named >= NAMED ? unknownValue(draft) : null;
  if (unknown) stated.push(unknown.filter);
  // "how many are stored": all that there are.
  const held = stated.length === 0 && noun !== null ? heldSpan(draft) : null;
  if (held) markUsed(draft, held, 0.9);
  const kindField = errorKindField(draft);
  const isErrorNoun = values.some(({ isState, from }) => isState && isNounOfErrors(parsed, from));
  const hasState = values.some(({ isState }) => isState);
  const wantsRows =
    (isListRequest(parsed) && (parsed.limit !== null || (noun !== null && groupFields.length === 0))) ||
    parsed.has('show') ||
    parsed.has('newest') ||
    parsed.has('oldest') ||
    namesRecordsInGeneral(parsed);
  const isStill = parsed.has('still') && !parsed.has('when');
  const isSpike = asksForSpike(parsed);
  const peak = isSpike ? 'auto' : peakBucket(parsed);
  const isUnchanged = isIdleChange(draft);
  const groups = asksWhoChangedWhat(asked) ? [] : groupFields.map(({ name }) => name);
  // "the most common alarm": which of its kinds.
  const frequent = groups.length === 0 && asksForFrequent(parsed) ? kindOfRecords(draft) : null;
  if (frequent) groups.push(frequent.name);
  // "what kinds of errors, and how often": the count of each.
  if (
    parsed.has('values') &&
    measured.measure?.kind === 'count' &&
    groups.length === 0 &&
    !measured.isRatio
  ) {
    const kind = isErrorNoun ? kindField : listedCategory(draft);
    if (kind) groups.push(kind.name);
  }
  // "cached and not cached": both are wanted.
  const sides =
    measured.measure?.kind === 'count' || measured.measure === null ? sidesOfState(draft, opposed) : null;
  for (const { condition } of sides ? [] : opposed)
    if ('field' in condition && !groups.includes(condition.field)) groups.push(condition.field);
  const [counted] = numbers.counts;
  const having = counted ? countLimit(draft, counted, measured.measure, groups) : null;
  if (counted && having === null) numbers.unused.push(limitText(parsed, counted));
  const asksFor: Measure | null =
    having !== null || isSpike ? { kind: 'count' } : (sides?.measure ?? measured.measure);
  let bucket: string | null = parsed.bucket ?? peak;
  let isRootOnly = false;
  const main = mainMeasure(parsed);

  const isShare =
    measured.isRatio ||
    (parsed.inPercent &&
      (asksFor === null || asksFor.kind === 'count') &&
      stated.some(({ isState }) => isState));
  const isLookUp = stated.some(({ condition }) => isIdentifier(condition, view));
  const chosen = chooseAnswer(draft, {
    measured,
    measure: asksFor,
    filters: stated,
    groupBy: groups,
    bucket,
    kindField,
    isErrorNoun,
    hasState,
    isLookUp,
    isShare,
    wantsRows,
  });
  if (chosen === null) return null;
  const { filters, groupBy, isCategoryList } = chosen;
  const isOfGroups = having === null && chosen.answer === 'table' && groupFields.length > 0;
  const absent = isOfGroups ? absentFromGroups(draft, filters) : null;
  if (absent) filters.splice(0, filters.length, ...absent.rest);
  let { answer, measure, order, limit, columns } = chosen;
  if (isStill && (answer === 'rows' || answer === 'kinds')) {
    answer = 'yes or no';
    if (groupBy[0] === kindField?.name) groupBy.pop();
  }
  if (answer === 'rows' || answer === 'first' || answer === 'last')
    columns = rowColumns(draft, { ...chosen, answer }, wantsRows, named);
  else
    for (const span of draft.spans)
      markMentionedField(draft, span, measure !== null && OF_A_PERSON.has(measure.kind));

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
  const rest = comparedWithRest(draft, filters);
  if (rest) {
    filters.splice(filters.indexOf(rest.filter), 1);
    if (!groupBy.includes(rest.field)) groupBy.push(rest.field);
    if (answer === 'number' || answer === 'rows' || answer === 'kinds') answer = bucket ? 'series' : 'table';
  }
  // What there is at all, whenever it was.
  const isListing =
    answer === 'table' && main === null && superlative === null && parsed.limit === null && isCategoryList;
  const ranges = rangesOf(
    parsed,
    context,
    answer === 'first' ||
      answer === 'last' ||
      isLookUp ||
      held !== null ||
      isListing ||
      comparesVersions(draft, filters) ||
      parsed.has('still') ||
      (answer === 'rows' && order.by === 'time' && limit !== null),
    entry.firstUs,
  );
  const { range } = ranges;
  // "admitted vs discharged in the past day": two values, and one period.
  const isAgainst = setsValuesAgainst(draft, [...filters, ...opposed]);
  const other = rest || isAgainst ? null : ranges.other;
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
  const isComparing = parsed.has('or') && parsed.words.some(({ folded }) => MORE.test(folded));
  const isOfAll =
    (isComparing && answer === 'yes or no') ||
    answer === 'number' ||
    answer === 'table' ||
    answer === 'series' ||
    (answer === 'rows' && order.by !== 'time' && isFilled(view, order.by));
  // A trace takes as long as its first span.
  const root = view.fields.find(({ field }) => field.roles[0] === 'parent span id')?.field;
  const isOfRoots =
    isRootOnly ||
    (groupBy.includes('trace_id') && measure?.kind === 'max') ||
    (where.length === 0 && asksForRequests(draft, groupFields));
  if (root && isOfRoots) where.push({ kind: 'exists', field: root.name, not: true });
  const isCounting = answer !== 'table' || main !== null || superlative !== null || isComparing;
  const paid = isOfAll ? paidOnly(draft, measure, where) : null;
  if (paid) {
    draft.assumed.push(
      `money counts where ${paid
        .filter((each) => !where.includes(each))
        .map(conditionText)
        .join(' and ')}`,
    );
    where.splice(0, where.length, ...paid);
  }
  const assumption = isOfAll
    ? impliedCondition(
        draft,
        measure,
        measured.field,
        where,
        groupBy,
        isCounting && !isShare && held === null,
      )
    : null;
  if (assumption) where.push(assumption.condition);
  const isSetAgainst = ['compare', 'versus', 'than', 'or', 'between'].some((tag) => parsed.has(tag as Tag));
  const all = answer === 'table' ? inAll(draft, where, filters, groupBy) : null;
  const compared =
    other || all !== null || (isShare && !isSetAgainst)
      ? null
      : comparedValues(draft, withoutStates(where, filters));
  // "A or B, who refuses more": one of the two is who.
  const isNamedGroup = groupFields.some((field) =>
    draft.spans.some((span) => fieldLinks(span).some((link) => link.field === field && link.score > 0.6)),
  );
  const isOfCue = parsed.has('who') || (parsed.has('or') && !isNamedGroup);
  if (compared && isOfCue && groupBy.length === 1) groupBy.pop();
  if (compared && !isPartOf(measure, compared.field) && !groupBy.includes(compared.field)) {
    groupBy.push(compared.field);
    if (answer !== 'series') answer = 'table';
  }
  if ((measured.isMissing && !isSpike) || measure === null) return null;
  // "how many patients whose record was opened": who is counted is no group.
  if (measure?.kind === 'distinct' && groupBy.includes(measure.field)) {
    groupBy.splice(groupBy.indexOf(measure.field), 1);
    if (groupBy.length === 0 && answer === 'table') answer = 'number';
  }
  // "how often has customer 17 called": of one customer the records are counted.
  if (measure.kind === 'distinct' && single.includes(measure.field)) measure = { kind: 'count' };
  const sorted = sort && sortedBy(draft, sort, { answer, measure, groupBy, filters });
  if (sorted) order = sorted;
  const form: LogicalForm = {
    signal: entry.type,
    stream: entry.name,
    measure,
    also: sides?.also ?? furtherMeasures(parsed, measure),
    where,
    groupBy,
    bucket,
    order,
    limit,
    having: having ?? absent?.limit ?? all,
    range: answer === 'series' && other === null ? sinceFirst(range, entry) : range,
    compare: other ? { range: other } : compared,
    answer,
    columns,
  };
  // "who has access" of a stream that tells of no person, and of which nothing else is said.
  if (lacksPerson(parsed, form) && where.length === 0) return null;
  const unused = [
    ...wordsLeftOut(draft, form),
    ...numbers.unused,
    ...numbers.currencies,
    ...(isUnchanged ? ['changed'] : []),
    ...(sort && !sorted ? [sort.text] : []),
    ...idleBoth(draft, form),
    ...unusedFunctionWords(draft, form),
    ...(groupBy.length === 0 && columns.length === 0 ? unlistedThings(draft, values) : []),
  ];
  // "memory per host" where nothing is called memory: the hosts are there, and tell nothing of it.
  const isUnderstood = measure.kind !== 'count' || !isSubjectUnknown(draft);
  const coverage = coverageOf(draft) * (numbers.unused.length > 0 ? LIMIT_LEFT_OUT : 1);
  return {
    form,
    entry,
    coverage,
    score:
      coverage +
      priorOf(view, parsed, named) +
      (named >= 0.95 ? 0.05 : 0) +
      (namesOwner(draft) ? OF_OWNER : 0) -
      0.12 * unused.filter((words) => /\d/.test(words)).length -
      (isGroupMissing ? 0.1 : 0) -
      (isUnchanged ? 0.15 : 0) -
      (isKindOfValue(draft, values) ? 0.15 : 0),
    guessed: [
      ...guessedWords(draft),
      ...(unknown ? [{ words: unknown.word, as: conditionText(unknown.filter.condition) }] : []),
    ],
    weak: weakWords(draft),
    implied: assumption?.isCreation ? [assumption.condition] : [],
    unknown: unknown?.field ?? null,
    unused,
    assumed: draft.assumed,
    noun,
    named,
    isNamed:
      named > 0.5 ||
      filters.some(({ isState }) => !isState) ||
      (isUnderstood && [...draft.used.values()].some((score) => score > 0.5)),
  };
}
