import { isoFromUs } from '../../../call/arguments/times.ts';
import type { StreamEntry } from '../../data/dictionary.ts';
import type { DataRow } from '../../data/source.ts';
import type { Language } from '../../language/lexicon/lexicon.ts';
import { isAdded } from '../query/promql-query.ts';
import type { MetricResult } from './run-metric.ts';
import { conditionText, isNameable } from '../query/condition-text.ts';
import { percentText, periodNames } from './compared-periods.ts';
import { bucketText, numberText, timeText, valueText } from './numbers.ts';
import { fill, phrasesFor } from './phrases.ts';

const MOST_NAMED = 6;
const HIDDEN = new Set(['value', 'values', 'points', '__name__', '__hash__']);

const labelOf = (row: DataRow, shared: ReadonlySet<string>) =>
  Object.entries(row)
    .filter(([name, value]) => !HIDDEN.has(name) && !shared.has(name) && isNameable(value))
    .map(([, value]) => value)
    .join(' / ');

/** Labels that are the same in every row tell nothing. */
function sharedLabels(rows: readonly DataRow[]): Set<string> {
  const [first = {}] = rows;
  return new Set(
    rows.length > 1
      ? Object.keys(first).filter((name) => rows.every((row) => row[name] === first[name]))
      : [],
  );
}

/** Metrics whose seconds are those of a moment, such as `certificate_expiration_timestamp_seconds`. */
const MOMENT = /(?:timestamp|start_time|expir\w*|not_after|not_before|last_\w+)(?:_seconds)?$/;
const isEpoch = (seconds: number) => seconds > 1e9 && seconds < 4e9;

/** A moment in UTC, and how far it is from another one in microseconds: `2026-03-05T10:00:00Z (in 3 d)`. */
function momentText(seconds: number, nowUs: number): string {
  const awayUs = seconds * 1e6 - nowUs;
  const away = timeText(Math.abs(awayUs));
  return `${isoFromUs(seconds * 1e6, 'UTC')} (${awayUs >= 0 ? `in ${away}` : `${away} ago`})`;
}

/** `+12 (+20 %)` */
const changeText = (now: number, then: number) =>
  `${now > then ? '+' : ''}${numberText(now - then)} (${percentText(now, then)})`;

const sum = (rows: readonly DataRow[]) => rows.reduce((total, row) => total + Number(row.value), 0);

/** The first line of an answer over a metric. */
export function metricAnswer(
  { form, rows, other }: MetricResult,
  entry: StreamEntry,
  language: Language,
): string {
  const phrases = phrasesFor(language);
  const unit =
    form.measure.kind === 'ratio'
      ? 'percent'
      : form.measure.kind === 'rate' || form.measure.kind === 'count'
        ? null
        : (entry.metric?.unit ?? null);
  const per = form.measure.kind === 'rate' ? '/s' : '';
  const name = entry.metric?.family ?? form.stream;
  const isMoment = form.measure.kind === 'current' && unit === 's' && MOMENT.test(name);
  const shown = (value: number) =>
    isMoment && isEpoch(value) ? momentText(value, form.range.endUs) : `${valueText(value, unit)}${per}`;
  const measure = { field: name, share: 'share' in form.measure ? numberText(form.measure.share * 100) : '' };
  const what =
    form.measure.kind === 'current' || form.measure.kind === 'rate' || form.measure.kind === 'matching'
      ? name
      : fill(phrases.measures[form.measure.kind], measure);
  const conditions =
    form.where.length > 0
      ? ` ${fill(phrases.where, { conditions: form.where.map(conditionText).join(` ${phrases.and} `) })}`
      : '';
  const [row] = rows;
  if (!row) return `${fill(phrases.foundNone, { noun: phrases.records, stream: name })}${conditions}`;
  const shared = sharedLabels(rows);
  if (other) {
    const keyOf = (row: DataRow) => labelOf(row, new Set());
    const known = new Map(other.map((row) => [keyOf(row), Number(row.value)]));
    const before = form.compare && 'range' in form.compare ? form.compare.range : form.range;
    const [first, second] = periodNames(form.range, before, phrases);
    const parts = rows.slice(0, MOST_NAMED).map((row) => {
      const then = known.get(keyOf(row));
      const now = Number(row.value);
      const label = labelOf(row, rows.length === 1 ? new Set(Object.keys(row)) : shared);
      const sides = `${shown(now)} (${first}), ${then === undefined ? phrases.none : shown(then)} (${second})`;
      return `${label} ${sides}${then === undefined ? '' : `, ${changeText(now, then)}`}`.trim();
    });
    return `${what}${conditions}: ${parts.join('; ')}`;
  }
  if (form.answer === 'series') {
    const parts = rows.slice(0, MOST_NAMED).map((row) => {
      const values = (row.values as number[]).filter(Number.isFinite);
      return `${labelOf(row, shared)} ${numberText(Math.min(...values))} – ${numberText(Math.max(...values))}`.trim();
    });
    return `${what}${conditions}, ${bucketText(form.bucket ?? '', language)}: ${parts.join(', ')}`;
  }
  if (rows.length === 1)
    return `${what}${conditions}${labelOf(row, shared) === '' ? '' : ` (${labelOf(row, shared)})`}: ${shown(Number(row.value))}`;
  const parts = rows.slice(0, MOST_NAMED).map((row) => `${labelOf(row, shared)} ${shown(Number(row.value))}`);
  const rest = rows.length - parts.length;
  const total =
    form.groupBy.length > 0
      ? ''
      : isAdded(entry) && form.measure.kind !== 'max' && form.measure.kind !== 'min'
        ? `${shown(sum(rows))}: `
        : `${shown(form.measure.kind === 'max' ? Math.max(...rows.map(({ value }) => Number(value))) : form.measure.kind === 'min' ? Math.min(...rows.map(({ value }) => Number(value))) : sum(rows) / rows.length)}: `;
  return `${what}${conditions}: ${total}${parts.join(', ')}${rest > 0 ? `, ${fill(phrases.more, { n: rest })}` : ''}`;
}
