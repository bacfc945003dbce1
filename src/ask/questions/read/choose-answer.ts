import { isListRequest } from '../parse/list-requests.ts';
import type { FieldEntry } from '../../data/fields/field.ts';
import {
  type DraftReading,
  fieldLinks,
  groupSpanAt,
  isUnused,
  linkOf,
  markUsed,
} from '../conditions/draft-reading.ts';
import type { Filter } from '../conditions/filters.ts';
import { isAdditive } from '../conditions/measured-fields.ts';
import type { ReadMeasure } from '../conditions/measures.ts';
import { mainMeasure } from '../parse/asked-measures.ts';
import { isMeasure, tellsWhatHappened } from '../link/fields.ts';
import type { Span } from '../link/spans.ts';
import type { LogicalForm, Measure } from '../query/logical-form.ts';
import { readShare } from './ratio.ts';
import { isLastOne, isOneOf, isOneRecord, isPlural, listedCategory, pluralCategory } from './row-words.ts';

/** What the words of a request say before it is known what they ask for. */
export interface AskedWords {
  readonly measured: ReadMeasure;
  /** What is computed as far as words say so; null where they do not. */
  readonly measure: Measure | null;
  readonly filters: readonly Filter[];
  readonly groupBy: readonly string[];
  readonly bucket: string | null;
  /** The field that tells the kinds of errors. */
  readonly kindField: FieldEntry | undefined;
  readonly isErrorNoun: boolean;
  /** Some of the conditions are a state, such as "failed". */
  readonly hasState: boolean;
  /** A record is looked up by its ID. */
  readonly isLookUp: boolean;
  /** A share of records is asked for. */
  readonly isShare: boolean;
  readonly wantsRows: boolean;
}

/** What a request asks for. */
export interface ChosenAnswer {
  readonly answer: LogicalForm['answer'];
  readonly measure: Measure | null;
  readonly filters: Filter[];
  readonly groupBy: string[];
  readonly order: LogicalForm['order'];
  readonly limit: number | null;
  readonly columns: string[];
  /** The values of a field are listed. */
  readonly isCategoryList: boolean;
}

/** A number that is averaged where words do not say how it is put together. */
const averages = (field: FieldEntry) => !isAdditive(field);

/** Whether a moment or a single record is asked for, rather than a number. */
function asksForMoment(parsed: DraftReading['parsed']): boolean {
  const isStill = parsed.has('still') && !parsed.has('when');
  const isStillWithin = isStill && parsed.times.length > 0;
  return (
    parsed.has('when') ||
    parsed.has('since when') ||
    parsed.has('first') ||
    (parsed.has('last') && !isStillWithin) ||
    (isStill && !isStillWithin) ||
    isOneRecord(parsed) ||
    isLastOne(parsed) ||
    (parsed.has('start') && parsed.has('when'))
  );
}

/** "which order had the highest revenue": the record itself, and no number alone. */
const asksWhichRecord = (draft: DraftReading): boolean =>
  draft.parsed.cues.some(({ kind, next }) => {
    const span = kind === 'which' ? groupSpanAt(draft, next) : null;
    const value = span && linkOf(span, 'value');
    const isEvent = value && value === span.links[0] && tellsWhatHappened(value.field);
    return span !== null && (isEvent || (linkOf(span, 'stream')?.score ?? 0) >= NAMED_RECORD);
  });
const NAMED_RECORD = 0.7;

/** Whether a field is the ID of what the stream is called after. */
const isOwnId = ({ view }: DraftReading, name: string): boolean =>
  view.fields.some(
    ({ field }) =>
      field.name === name &&
      field.words.includes('id') &&
      field.stems.some((stem) => view.telling.includes(stem)),
  );

const SILENT = /^(?:silent|quiet|dead|gone|missing|offline|mute|dark|unreachable|not|no|stopped|nothing)$/;

/** "since when is it silent": since its last record. */
export const isSilentSince = ({ words, taken, has }: DraftReading['parsed']): boolean =>
  has('since when') && words.some(({ folded, index }) => SILENT.test(folded) && !taken.has(index));

/** Words for what a summary of a measure tells. */
const SPREAD =
  /^(?:percentiles?|quantiles?|distribution|statistics|stats|perzentile?n?|verteilung|statistik|centiles?|quartiles?|repartition|percentis|distribuicao|estadisticas|estatisticas|分布|百分位)$/;

/** Choose what a request asks for: a number, a table, records, a moment; null where it is a share of nothing. */
export function chooseAnswer(draft: DraftReading, asked: AskedWords): ChosenAnswer | null {
  const { parsed, view } = draft;
  const { entry } = view;
  const { superlative } = parsed;
  const { measured, bucket, kindField, isErrorNoun, hasState, isLookUp, isShare, wantsRows } = asked;
  const filters = [...asked.filters];
  const groupBy = [...asked.groupBy];
  let { measure } = asked;
  let answer: LogicalForm['answer'];
  let order: LogicalForm['order'] = { by: 'measure', descending: superlative?.descending ?? true };
  let limit = parsed.limit;
  let isCategoryList = false;
  let columns: string[] = [];
  const main = mainMeasure(parsed);
  if (main && parsed.has('min') && main.kind !== 'min') order = { by: 'measure', descending: false };
  if (isShare) {
    const share = readShare(draft, filters, groupBy, main?.at ?? 0, measured.shared ?? []);
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
  } else if (measure === null && parsed.has('why') && superlative === null && filters.length > 0) {
    // "which jobs failed and why": the records tell it.
    answer = 'rows';
    order = { by: 'time', descending: true };
    columns = groupBy.splice(0);
    const reason = kindField?.name;
    if (reason !== undefined && columns.length > 0 && !columns.includes(reason)) columns.push(reason);
    measure = { kind: 'count' };
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
    // "the largest single order" of a stream with several records for each.
    if (groupBy.some((name) => isOwnId(draft, name)) && !isPlural(parsed, superlative.at)) limit ??= 1;
  } else if (measure === null && superlative && measured.field) {
    const { field } = measured;
    measure = { kind: 'count' };
    answer = 'rows';
    order = { by: field.name, descending: superlative.descending };
    limit ??= isPlural(parsed, superlative.at) ? 10 : 1;
  } else if (
    asksForMoment(parsed) &&
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
        !isSilentSince(parsed) &&
        (parsed.has('first') ||
          (parsed.has('start') && !parsed.has('last')) ||
          parsed.has('since when') ||
          parsed.has('oldest'));
      const isLast = !isFirst || parsed.has('last') || parsed.has('stop');
      answer = isFirst && !(parsed.has('last') && !parsed.has('first')) ? 'first' : isLast ? 'last' : 'first';
      if (main?.kind === 'count' && !parsed.has('when')) answer = 'number';
    }
    measure = { kind: 'count' };
  } else if (
    (measure?.kind === 'max' || measure?.kind === 'min') &&
    (parsed.details !== null || asksWhichRecord(draft)) &&
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
    isCategoryList = parsed.has('which') && !hasState;
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
    const category = (isList ? listedCategory(draft) : null) ?? (wantsRows ? null : pluralCategory(draft));
    isCategoryList = category !== null;
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
      parsed.sort?.by !== 'time' &&
      parsed.sort?.by !== 'stated' &&
      limit === null &&
      kindField &&
      !isLookUp
    ) {
      answer = 'kinds';
      groupBy.push(kindField.name);
    } else if (
      isDuration &&
      !wantsRows &&
      !isListRequest(parsed) &&
      parsed.details === null &&
      !parsed.has('who')
    ) {
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
      for (const each of draft.spans)
        if (usual === 'summary' && each.words.every((word) => SPREAD.test(word.folded)))
          markUsed(draft, each, 1);
      measure = { kind: averages(field) ? usual : 'sum', field: field.name };
      answer = 'number';
    } else {
      answer = 'rows';
      order = { by: 'time', descending: !parsed.has('oldest') && !parsed.has('first') };
    }
  }
  return { answer, measure, filters, groupBy, order, limit, columns, isCategoryList };
}
