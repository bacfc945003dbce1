import { isoFromUs } from '../../../call/arguments/times.ts';
import { inUtc } from '../../../result/table.ts';
import type { StreamEntry } from '../../data/dictionary.ts';
import type { FieldEntry, Unit } from '../../data/fields/field.ts';
import type { DataRow } from '../../data/source.ts';
import type { Language } from '../../language/lexicon/lexicon.ts';
import { conditionText, isNameable } from '../query/condition-text.ts';
import type { Condition, CountLimit, LogicalForm, Measure } from '../query/logical-form.ts';
import { furtherMeasureColumn, MEASURE_COLUMN, orderColumn, timeColumn } from '../query/sql-query.ts';
import { bucketsIn } from './buckets.ts';
import { percentText, periodNames } from './compared-periods.ts';
import { bucketText, numberText, timeText, valueText } from './numbers.ts';
import type { Phrases } from './phrase-templates.ts';
import { fill, phrasesFor } from './phrases.ts';
import type { RecordResult } from './run-records.ts';

const MOST_NAMED = 5;

/** What the sentences of an answer depend on besides the rows. */
export interface AnswerContext {
  readonly language: Language;
  readonly timeZone: string;
  readonly nowUs: number;
  readonly fields: readonly FieldEntry[];
  /** What the request calls the records; null where it does not. */
  readonly noun: string | null;
  /** Conditions that the noun says already, such as "errors". */
  readonly isErrors: boolean;
  /** The one bucket with most or least is asked for: "in which hour". */
  readonly isPeak?: boolean;
  /** The query leaves words of the request out: what it finds is no answer of yes or no. */
  readonly isPartial: boolean;
}

const numberIn = (row: DataRow | undefined, column: string): number | null => {
  const value = row?.[column];
  if (value === null || value === undefined || value === '') return null;
  const number = Number(value);
  return Number.isNaN(number) ? null : number;
};

function unitOf(measure: Measure, fields: readonly FieldEntry[]): Unit | null {
  if (measure.kind === 'ratio') return 'percent';
  return 'field' in measure && measure.kind !== 'distinct'
    ? (fields.find(({ name }) => name === measure.field)?.unit ?? null)
    : null;
}

/** The numbers that a share is of. */
const sumsText = ({ sum, perSum }: Extract<Measure, { kind: 'ratio' }>) =>
  [sum, perSum].filter((field) => field !== undefined).join(' / ');

function measureText(measure: Measure, phrases: Phrases, noun: string): string {
  const values = {
    field: 'field' in measure ? measure.field : measure.kind === 'count per' ? measure.per : noun,
    noun,
    share: 'share' in measure ? numberText(measure.share * 100) : '',
  };
  if (measure.kind === 'matching') {
    const conditions = measure.of.map(conditionText).join(` ${phrases.and} `);
    return `${fill(phrases.measures.count, values)} ${fill(phrases.where, { conditions })}`;
  }
  const kind = measure.kind === 'rate' || measure.kind === 'current' ? 'count' : measure.kind;
  const added = measure.kind === 'ratio' && measure.sum !== undefined ? ` (${sumsText(measure)})` : '';
  return `${fill(phrases.measures[kind], values)}${added}`;
}

const shownValue = (value: number | null, unit: Unit | null, phrases: Phrases) =>
  value === null ? phrases.none : valueText(value, unit);

const groupName = (row: DataRow, groupBy: readonly string[]): string | null => {
  const parts = groupBy.map((field) => row[field]);
  return parts.every((value) => isNameable(value)) ? parts.join(' / ') : null;
};

/** `A (32), B (12), and 3 more`. */
function groupsText(
  rows: readonly DataRow[],
  form: LogicalForm,
  unit: Unit | null,
  phrases: Phrases,
): string {
  const column = orderColumn(form);
  if (form.groupBy.length === 0 || rows.every((row) => groupName(row, form.groupBy) === null)) return '';
  const isBlank = (row: DataRow) => form.groupBy.every((field) => (row[field] ?? '') === '');
  // What cannot be named keeps its place: the sentence says no other order than the table.
  const named = rows.map((row, index) => {
    const name =
      groupName(row, form.groupBy) ?? (isBlank(row) ? phrases.none : fill(phrases.row, { n: index + 1 }));
    const values = [column, ...form.also.map(furtherMeasureColumn)].map((each) =>
      shownValue(numberIn(row, each), unit, phrases),
    );
    return `${name} (${values.join(', ')})`;
  });
  const shown = named.slice(0, form.limit && form.limit <= 10 ? form.limit : MOST_NAMED);
  const rest = rows.length - shown.length;
  return `${shown.join(', ')}${rest > 0 ? `, ${fill(phrases.more, { n: rest })}` : ''}`;
}

/** What a group must have: `> 3`, `level = error: none`, `region: 2/2`. */
const havingText = ({ operator, value, of, distinct }: CountLimit, phrases: Phrases): string =>
  of
    ? `${of.map(conditionText).join(` ${phrases.and} `)}: ${phrases.none}`
    : distinct === undefined
      ? `${operator} ${value}`
      : `${distinct}: ${value}/${value}`;

const MOST_OTHERS = 6;

/** Fields with few values that records can be grouped by instead. */
const groupable = (fields: readonly FieldEntry[], but: readonly string[]) =>
  fields
    .filter(
      ({ name, type, valuesComplete, values = [], filled }) =>
        type === 'text' && valuesComplete && values.length > 1 && (filled ?? 0) > 0.5 && !but.includes(name),
    )
    .slice(0, MOST_OTHERS)
    .map(({ name }) => name)
    .join(', ');

const sum = (rows: readonly DataRow[], column: string) =>
  rows.reduce((total, row) => total + (numberIn(row, column) ?? 0), 0);

/** The rows of both periods of a comparison side by side. */
export function comparedRows({ form, rows, other }: RecordResult): DataRow[] {
  const column = orderColumn(form);
  const isAdded = form.measure.kind === 'count' || form.measure.kind === 'sum';
  const isUnrecorded =
    form.groupBy.length === 0 && (other?.length === 0 || (!isAdded && numberIn(other?.[0], column) === null));
  const keyOf = (row: DataRow) => JSON.stringify(form.groupBy.map((field) => row[field]));
  const before = new Map((other ?? []).map((row) => [keyOf(row), row]));
  const keys = [...new Set([...rows, ...(other ?? [])].map(keyOf))];
  const now = new Map(rows.map((row) => [keyOf(row), row]));
  return keys.map((key) => {
    const [a, b] = [numberIn(now.get(key), column) ?? 0, numberIn(before.get(key), column) ?? 0];
    const group = Object.fromEntries(
      form.groupBy.map((field) => [field, (now.get(key) ?? before.get(key))?.[field]]),
    );
    return {
      ...group,
      first: a,
      second: isUnrecorded ? null : b,
      difference: isUnrecorded ? null : Number((a - b).toPrecision(12)),
      change: percentText(a, b),
    };
  });
}

/** What one record is called. */
function oneOf(noun: string, { language, noun: stated, isErrors }: AnswerContext, phrases: Phrases): string {
  if (stated === null && !isErrors) return phrases.record;
  if (language !== 'en' || !/[^su]s$/.test(noun)) return noun;
  return noun.endsWith('ies') ? `${noun.slice(0, -3)}y` : noun.slice(0, -1);
}

/** Fields that tell which record it is. */
const OWN_IDS = ['order id', 'request id', 'trace id'];

/** The ID of one record and the fields that were asked for: `(order_id = so-1, channel = web)`. */
function recordText(row: DataRow | undefined, form: LogicalForm, fields: readonly FieldEntry[]): string {
  const id = OWN_IDS.map((role) => fields.find(({ roles }) => roles[0] === role)).find(
    (field) => field !== undefined && isNameable(row?.[field.name]),
  );
  const names = [...new Set([...(id ? [id.name] : []), ...form.columns])].filter(
    (name) => name !== form.order.by,
  );
  const told = names.flatMap((name) => (isNameable(row?.[name]) ? [`${name} = ${row?.[name]}`] : []));
  return told.length > 0 ? ` (${told.join(', ')})` : '';
}

/** The first line of an answer over logs or traces. */
export function recordAnswer(result: RecordResult, context: AnswerContext): string {
  const { form, rows, matching } = result;
  const phrases = phrasesFor(context.language);
  const noun = context.noun ?? phrases.records;
  const { stream } = form;
  const unit = unitOf(form.measure, context.fields);
  const [first] = rows;
  // The noun says that they are errors: the condition on the level need not. A measure of a field names no noun.
  const isNounSaid = context.isErrors && !('field' in form.measure);
  const isLevel = (condition: Condition) =>
    'field' in condition &&
    context.fields.some(({ name, roles }) => name === condition.field && roles.includes('level'));
  const said = isNounSaid ? Math.max(0, form.where.findIndex(isLevel)) : -1;
  const stated = form.where.filter((_, index) => index !== said);
  const conditions =
    stated.length > 0
      ? ` ${fill(phrases.where, { conditions: stated.map(conditionText).join(` ${phrases.and} `) })}`
      : '';
  const foundText = (n: number) =>
    fill(phrases.found, { n, noun: n === 1 ? oneOf(noun, context, phrases) : noun, stream });
  const at = (us: unknown) => isoFromUs(Number(us), context.timeZone);
  const inStream = (measure: string) => fill(phrases.of, { measure, stream });
  const by = form.groupBy.length > 0 ? ` ${fill(phrases.by, { fields: form.groupBy.join(', ') })}` : '';
  const column = orderColumn(form);
  if (form.compare && 'range' in form.compare) {
    const compared = comparedRows(result);
    const [last, before] = periodNames(form.range, form.compare.range, phrases);
    if (form.groupBy.length === 0 && form.answer !== 'series') {
      // Of no records the count is 0, and there is no average.
      const none = form.measure.kind === 'count' || form.measure.kind === 'sum' ? 0 : null;
      const a = numberIn(first, column) ?? none;
      const b = numberIn(result.other?.[0], column) ?? none;
      const part =
        form.measure.kind === 'ratio'
          ? ` (${form.measure.of.map(conditionText).join(` ${phrases.and} `)})`
          : '';
      const compared = { measure: `${measureText(form.measure, phrases, noun)}${part}`, stream };
      const isUnrecorded = result.other?.length === 0 || b === null;
      if (isUnrecorded || a === null)
        return `${fill(phrases.comparedToNothing, {
          ...compared,
          a: shownValue(isUnrecorded ? a : b, unit, phrases),
          first: isUnrecorded ? last : before,
          second: isUnrecorded ? before : last,
        })}${conditions}`;
      const { up, down, same } = phrases.changes;
      const percent = percentText(a, b);
      const change = fill(a === b ? same : a > b ? up : down, { percent: percent.replace(/^[+-]/, '') });
      return `${b === 0 && a !== b ? '' : change}${fill(phrases.compared, {
        ...compared,
        a: shownValue(a, unit, phrases),
        b: shownValue(b, unit, phrases),
        first: last,
        second: before,
        difference: valueText(Number((a - b).toPrecision(12)), unit),
        percent,
      })}${conditions}`;
    }
    const named = compared.slice(0, MOST_NAMED).flatMap((row) => {
      const name = groupName(row, form.groupBy);
      return name === null
        ? []
        : [`${name} ${numberText(Number(row.first))} / ${numberText(Number(row.second))} (${row.change})`];
    });
    return `${inStream(measureText(form.measure, phrases, noun))}${by}${conditions}, ${last} / ${before}: ${named.join(', ')}`;
  }
  switch (form.answer) {
    case 'kinds': {
      const count = matching ?? sum(rows, column);
      if (count === 0) return `${fill(phrases.foundNone, { noun, stream })}${conditions}`;
      const groups = groupsText(rows, form, null, phrases);
      return `${foundText(count)}${conditions}${groups === '' ? '' : `: ${groups}`}`;
    }
    case 'rows': {
      const count = matching ?? rows.length;
      if (count === 0 || rows.length === 0)
        return `${fill(phrases.foundNone, { noun, stream })}${conditions}`;
      const found = `${foundText(count)}${conditions}`;
      const measured = form.order.by !== 'time' && form.order.by !== 'measure';
      if (measured) {
        const field = context.fields.find(({ name }) => name === form.order.by);
        const value = numberIn(first, form.order.by);
        const when = first?._timestamp === undefined ? '' : ` (${at(first._timestamp)})`;
        const told = form.limit === 1 ? recordText(first, form, context.fields) : '';
        const tied = (result.tied ?? 1) > 1 ? `, ${fill(phrases.more, { n: (result.tied ?? 1) - 1 })}` : '';
        return `${found}; ${fill(phrases.measures[form.order.descending ? 'max' : 'min'], { field: form.order.by })}: ${shownValue(value, field?.unit ?? null, phrases)}${told}${when}${tied}`;
      }
      return count > rows.length
        ? `${found}; ${fill(form.order.descending ? phrases.newest : phrases.oldest, { n: rows.length })}`
        : found;
    }
    case 'first':
    case 'last': {
      if (!first) return `${fill(phrases.foundNone, { noun, stream })}${conditions}`;
      const us = Number(first._timestamp);
      const told = form.columns.flatMap((column) => {
        const value = first[column];
        return isNameable(value) ? [` (${column} = ${value})`] : [];
      });
      return `${fill(phrases[form.answer], { noun, stream, time: at(us), ago: timeText(context.nowUs - us) })}${told.join('')}${conditions}`;
    }
    case 'yes or no': {
      const count = numberIn(first, MEASURE_COLUMN) ?? 0;
      if (context.isPartial)
        return `${count === 0 ? fill(phrases.foundNone, { noun, stream }) : foundText(count)}${conditions}`;
      if (count === 0) return `${fill(phrases.no, { noun, stream })}${conditions}`;
      return `${fill(phrases.yes, { n: count, noun, stream, first: at(first?.first), last: at(first?.last) })}${conditions}`;
    }
    case 'series': {
      if (rows.length === 0) return `${fill(phrases.foundNone, { noun, stream })}${conditions}`;
      const most = rows.reduce(
        (top, row) =>
          (numberIn(row, column) ?? 0) * (form.order.descending ? 1 : -1) >
          (numberIn(top, column) ?? 0) * (form.order.descending ? 1 : -1)
            ? row
            : top,
        first as DataRow,
      );
      const values = rows.map((row) => numberIn(row, column) ?? 0);
      const filled = new Set(rows.map((row) => row[timeColumn(form)])).size;
      const buckets = bucketsIn(form) ?? filled;
      const total = values.reduce((all, value) => all + value, 0);
      const isAdded = ['count', 'sum'].includes(form.measure.kind);
      const group = groupName(most, form.groupBy);
      const when = `${at(Date.parse(String(inUtc(most[timeColumn(form)], 'UTC'))) * 1000)}${group ? ` (${group})` : ''}`;
      const value = shownValue(numberIn(most, column), unit, phrases);
      const lead = form.order.descending ? phrases.most : phrases.least;
      const peak = context.isPeak
        ? `${lead.charAt(0).toUpperCase()}${lead.slice(1)}: ${value} (${when}). `
        : '';
      return `${peak}${fill(isAdded ? phrases.series : phrases.seriesOfMeasure, {
        measure: measureText(form.measure, phrases, noun),
        stream: `${stream}${by}${conditions}`,
        bucket: bucketText(form.bucket ?? '', context.language),
        total: valueText(total, unit),
        most: lead,
        n: buckets,
        average: valueText(isAdded ? total / buckets : total / values.length, unit),
        time: when,
        value,
      })}`;
    }
    case 'table':
    case 'values': {
      if (rows.length === 0 && form.having === null && (matching ?? 0) > 0)
        return fill(phrases.ungrouped, {
          found: `${foundText(matching ?? 0)}${conditions}`,
          fields: form.groupBy.join(', '),
          others: groupable(context.fields, form.groupBy),
        });
      if (rows.length === 0) {
        const isOfGroups = form.having?.of !== undefined || form.having?.distinct !== undefined;
        const named = isOfGroups ? form.groupBy.join(' / ') : noun;
        const limit = isOfGroups && form.having ? `, ${havingText(form.having, phrases)}` : '';
        return `${fill(phrases.foundNone, { noun: named, stream })}${conditions}${limit}`;
      }
      const what = [form.measure, ...form.also]
        .map((measure) => measureText(measure, phrases, noun))
        .join(', ');
      const limit = form.having
        ? `, ${havingText(form.having, phrases)} (${fill(phrases.groups, { n: rows.length })})`
        : '';
      return `${inStream(what)}${by}${conditions}${limit}: ${groupsText(rows, form, unit, phrases) || fill(phrases.groups, { n: rows.length })}`;
    }
    default: {
      if (form.measure.kind === 'count') {
        const count = numberIn(first, MEASURE_COLUMN) ?? 0;
        return `${count === 0 ? fill(phrases.foundNone, { noun, stream }) : foundText(count)}${conditions}`;
      }
      if (form.measure.kind === 'ratio') {
        const part = [form.measure.of, form.measure.per ?? []]
          .filter((side) => side.length > 0)
          .map((side) => side.map(conditionText).join(` ${phrases.and} `))
          .join(' / ');
        const value = numberIn(first, MEASURE_COLUMN);
        const share = fill(phrases.ratio, {
          value: value === null ? '–' : numberText(Number(value.toPrecision(6))),
          noun: form.measure.sum === undefined ? noun : sumsText(form.measure),
          stream,
          part: numberText(numberIn(first, 'matching') ?? 0),
          total: numberText(numberIn(first, 'total') ?? 0),
        });
        return `${share}${part === '' ? '' : ` (${part})`}${conditions}`;
      }
      if (form.measure.kind === 'summary') {
        const parts = ['average', 'p50', 'p95', 'p99', 'highest'].map(
          (name) => `${name} ${shownValue(numberIn(first, name), unit, phrases)}`,
        );
        return `${inStream(form.measure.field)}${conditions}: ${parts.join(', ')}, ${fill(phrases.over, { n: numberIn(first, 'records') ?? 0 })}`;
      }
      const records = numberIn(first, 'records');
      const value = numberIn(first, MEASURE_COLUMN);
      if (form.measure.kind === 'distinct')
        return `${fill(phrases.different, { n: value ?? 0, field: form.measure.field, stream })}${conditions}`;
      const beside = form.also.map(
        (measure) =>
          `, ${measureText(measure, phrases, noun)} ${shownValue(numberIn(first, furtherMeasureColumn(measure)), unit, phrases)}`,
      );
      const over = records === null ? '' : `, ${fill(phrases.over, { n: records })}`;
      return `${fill(phrases.is, { measure: measureText(form.measure, phrases, noun), stream, value: shownValue(value, unit, phrases) })}${beside.join('')}${conditions}${over}`;
    }
  }
}

/** When there are records at all, where nothing was found because the time that is asked about has none; empty for other answers. */
export function elsewhenText(
  { firstUs, lastUs }: StreamEntry,
  { startUs, endUs }: LogicalForm['range'],
  { timeZone, language }: AnswerContext,
): string {
  if (firstUs === null || lastUs === null || (firstUs < endUs && lastUs >= startUs)) return '';
  const [first, last] = [firstUs, lastUs].map((us) => isoFromUs(us, timeZone)) as [string, string];
  return `. ${fill(phrasesFor(language).elsewhen, { first, last })}`;
}

/** From when to when, for answers. */
export function rangeText(
  { startUs, endUs }: { readonly startUs: number; readonly endUs: number },
  timeZone: string,
  language: Language,
): string {
  return `${isoFromUs(startUs, timeZone)} ${phrasesFor(language).to} ${isoFromUs(endUs, timeZone)}`;
}
