import type { Operator, RecordCondition } from '../../call/short-forms/alert.ts';
import type { StreamEntry } from '../data/dictionary.ts';
import type { FieldEntry } from '../data/fields/field.ts';
import { identifier } from '../data/sql.ts';
import { isNumeric, toFieldUnit } from '../questions/link/fields.ts';
import type { Quantity } from '../questions/parse/quantities.ts';
import type { Condition, LogicalForm, Measure } from '../questions/query/logical-form.ts';
import { promqlFor } from '../questions/query/promql-query.ts';
import { groupedSql, measureSql, whereSql } from '../questions/query/sql-query.ts';
import { durationField } from '../questions/conditions/measured-fields.ts';
import { mainMeasure } from '../questions/parse/asked-measures.ts';
import { streamView } from '../questions/link/stream-view.ts';
import { type AlertSubject, subjectName } from './alert-subject.ts';
import type { AlertWords } from './alert-words.ts';
import type { ReadCondition } from './condition-reading.ts';

const MINUTE_US = 60e6;

/** What an alert compares, ready for its query. */
export interface AlertMeasure {
  readonly form: LogicalForm;
  readonly fields: readonly FieldEntry[];
  /** SQL aggregate; null for the number of records. */
  readonly measure: string | null;
  readonly where: readonly string[];
  readonly groupBy: readonly string[];
  readonly kind: 'count' | 'share' | 'other';
  readonly subject: AlertSubject;
  /** In English, for questions: `max of amount`. */
  readonly name: string;
  /** The threshold, in the unit of the compared value; null if the words give none in that unit. */
  readonly threshold: number | null;
}

/** Numbers that a person means added up, where the words name no way to put them together. */
const SUMMED = /revenue|sales|turnover|income|cost|spend|total|volume/i;
/** What is paid with one record, which is compared record by record. */
const PAID_ONCE = /^(?:amount|price)$/i;

/** The measure of a field if the words name none: the sum for amounts that add up, else the worst value. */
function usualMeasure(field: FieldEntry, { operator, threshold }: AlertWords): Measure {
  const isSummed = SUMMED.test(field.name) || (threshold?.of === 'money' && !PAID_ONCE.test(field.name));
  return { kind: isSummed ? 'sum' : operator.startsWith('<') ? 'min' : 'max', field: field.name };
}

/** Each record of a trace is a span. */
const isOfRecords = (measure: Measure, { type, fields = [] }: StreamEntry) =>
  type === 'traces' &&
  measure.kind === 'distinct' &&
  fields.some(({ name, roles }) => name === measure.field && roles[0] === 'span id');

/** The measure that is compared: that of the question, where it states one, else the one that warns. */
function comparedMeasure({ parsed, reading: { form, entry } }: ReadCondition, words: AlertWords): Measure {
  const { measure } = form;
  const fields = entry.fields ?? [];
  if (words.isAbsence || isOfRecords(measure, entry)) return { kind: 'count' };
  if (measure.kind === 'summary') return { kind: 'percentile', field: measure.field, share: 0.95 };
  const isStated = mainMeasure(parsed) !== null;
  if (measure.kind === 'count' && words.threshold?.of === 'time' && !words.isCounted) {
    const field = durationField({ view: streamView(entry) })?.name;
    if (field === undefined) return measure;
    // "The slowest request takes longer than 5 s": one is enough.
    if (parsed.superlative !== null) return { kind: parsed.superlative.descending ? 'max' : 'min', field };
    return words.isAnyOne
      ? { kind: words.operator.startsWith('<') ? 'min' : 'max', field }
      : { kind: 'percentile', field, share: 0.95 };
  }
  if (isStated || !('field' in measure) || measure.kind === 'distinct') return measure;
  const field = fields.find(({ name }) => name === measure.field);
  return field ? usualMeasure(field, words) : measure;
}

/** A share that is stated as 0.05 is one of 5 percent, and a ratio of 2 is one of 200. */
function thresholdIn(
  measure: Measure,
  fields: readonly FieldEntry[],
  stated: Quantity | null,
): number | null {
  if (stated === null) return null;
  if (measure.kind === 'ratio') {
    const isFraction = stated.of === 'plain' && (stated.value <= 1 || measure.per !== undefined);
    return isFraction ? Number((stated.value * 100).toPrecision(12)) : stated.value;
  }
  const field = 'field' in measure ? fields.find(({ name }) => name === measure.field) : undefined;
  if (field && measure.kind !== 'distinct') return toFieldUnit(field, stated);
  // An amount of money or a length of time is no number of records.
  return stated.of === 'plain' || stated.of === 'percent' ? stated.value : null;
}

/** The groups of a question; kinds of errors, which nobody asked for, are none. */
const groupsOf = ({ answer, groupBy }: LogicalForm) => (answer === 'kinds' ? [] : groupBy);

/** What is compared of records, over which of them. */
export function recordMeasure(read: ReadCondition, words: AlertWords, minutes: number): AlertMeasure {
  const { entry } = read.reading;
  const form = { ...read.reading.form, groupBy: groupsOf(read.reading.form) };
  const fields = entry.fields ?? [];
  const fieldOf = (name: string) => fields.find((field) => field.name === name);
  const measure = comparedMeasure(read, words);
  const subject = { measure, form, fields };
  return {
    form,
    fields,
    measure: measure.kind === 'count' ? null : measureSql(measure, fieldOf, minutes * MINUTE_US),
    where: [...whereSql(form, fieldOf), ...groupedSql(form, fieldOf)],
    groupBy: form.groupBy.map(identifier),
    kind:
      measure.kind === 'count' || measure.kind === 'distinct'
        ? 'count'
        : measure.kind === 'ratio' && !measure.per
          ? 'share'
          : 'other',
    subject,
    name: subjectName(subject),
    threshold: thresholdIn(measure, fields, words.threshold),
  };
}

/** Conditions as real-time alerts take them, each of one record; null where one is more than a plain comparison. */
export function recordConditions(
  where: readonly Condition[],
  fields: readonly FieldEntry[],
): RecordCondition[] | null {
  const found = where.map((condition): RecordCondition[] | null => {
    if (condition.kind === 'compare')
      return [{ column: condition.field, operator: condition.operator, value: condition.value }];
    if (condition.kind === 'between' && !condition.not)
      return [
        { column: condition.field, operator: '>=', value: condition.from },
        { column: condition.field, operator: '<=', value: condition.to },
      ];
    if (condition.kind === 'status class' && !condition.not && condition.isNumber)
      return [
        { column: condition.field, operator: '>=', value: condition.from * 100 },
        { column: condition.field, operator: '<', value: (condition.to + 1) * 100 },
      ];
    const [value] = condition.kind === 'in' ? condition.values : [];
    if (condition.kind !== 'in' || value === undefined || condition.values.length > 1) return null;
    const field = fields.find(({ name }) => name === condition.field);
    const operator = condition.not ? '!=' : '=';
    return [{ column: condition.field, operator, value: field && isNumeric(field) ? Number(value) : value }];
  });
  return found.length > 0 && found.every((each) => each !== null) ? found.flat() : null;
}

/** What is compared of a metric. */
export interface MetricMeasure {
  readonly promql: string;
  readonly subject: AlertSubject;
  readonly name: string;
  readonly threshold: number | null;
}

const isBelow = (operator: Operator) => operator.startsWith('<');

/** A gauge over the period: "above 90 for 5 minutes" holds when the lowest value is above. */
function gaugeMeasure({ parsed, reading: { form } }: ReadCondition, words: AlertWords): Measure {
  const { measure } = form;
  const field = 'value';
  if (measure.kind === 'percentile' || measure.kind === 'median') return measure;
  const stated = mainMeasure(parsed);
  if (stated?.kind === 'max' || stated?.kind === 'min' || stated?.kind === 'average')
    return { kind: stated.kind, field };
  if (words.isSustained && words.bound === null)
    return { kind: isBelow(words.operator) ? 'max' : 'min', field };
  return { kind: 'average', field };
}

/** PromQL for an alert: what the question computes of a counter or a histogram, and a gauge over the period. */
export function metricMeasure(
  read: ReadCondition,
  words: AlertWords,
  nowUs: number,
  minutes: number,
): MetricMeasure {
  const { form, entry } = read.reading;
  const { threshold: stated } = words;
  const range = { startUs: nowUs - minutes * MINUTE_US, endUs: nowUs, text: null };
  const isGauge =
    entry.metric?.family === null && entry.metric.kind !== 'counter' && form.measure.kind !== 'rate';
  const measure = isGauge ? gaugeMeasure(read, words) : form.measure;
  const whole: LogicalForm = { ...form, measure, range, answer: 'number', bucket: null, compare: null };
  const value: FieldEntry | undefined = entry.fields?.find(({ name }) => name === 'value');
  const unit = value && { ...value, unit: entry.metric?.unit ?? value.unit };
  const threshold =
    measure.kind === 'ratio' || measure.kind === 'rate' || measure.kind === 'count' || !unit
      ? thresholdIn(measure, [], stated)
      : stated && toFieldUnit(unit, stated);
  const isPlain = measure.kind === 'average' && mainMeasure(read.parsed) === null;
  const subject = { measure, form, fields: entry.fields ?? [], isMetric: true, isPlain };
  const told = { subject, name: subjectName(subject), threshold };
  if (!isGauge || form.groupBy.length === 0) return { promql: promqlFor(whole, entry), ...told };
  // One series of a group is enough.
  const across =
    measure.kind === 'min' && !words.isSustained ? 'min' : isBelow(words.operator) ? 'min' : 'max';
  const each = promqlFor({ ...whole, groupBy: [] }, entry);
  return { promql: `${across} by (${form.groupBy.join(', ')}) (${each})`, ...told };
}
