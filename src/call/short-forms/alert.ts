import { InputError } from '../../errors.ts';
import { refuseUnsoundSql } from '../checks/sql-expression.ts';

/** How an alert compares. */
export type Operator = '>' | '>=' | '<' | '<=' | '=' | '!=';

/** Two bounds that a value is compared with, both of them inside. */
export interface Bounds {
  readonly from: number;
  readonly to: number;
  /** It fires outside of them, and not within. */
  readonly isOutside: boolean;
}

/** When an alert is checked, and how long it is quiet after a message. */
interface Schedule {
  readonly periodMinutes: number;
  /** How often it is checked; left out for the period, at most 10. */
  readonly frequencyMinutes?: number;
  /** Quiet after a message; left out for 30. */
  readonly silenceMinutes?: number;
}

/** When an alert fires, in short: a measure over a stream compared with a threshold, over the last minutes. */
export interface AlertIntent extends Schedule {
  readonly stream: string;
  /** SQL conditions on records, such as `level = 'error'`; left out for all records. */
  readonly where?: string;
  /** SQL aggregate that is compared; the number of records when left out. */
  readonly measure?: string;
  /** Fields, as SQL names them, of which each value is compared by itself. */
  readonly groupBy?: readonly string[];
  readonly operator: Operator;
  readonly threshold: number;
  /** Compared with instead of the threshold. */
  readonly bounds?: Bounds;
}

/** An expression in PromQL that is compared with a threshold. */
export interface PromqlAlertIntent extends Schedule {
  readonly promql: string;
  readonly operator: Operator;
  readonly threshold: number;
  /** Compared with instead of the threshold. */
  readonly bounds?: Bounds;
}

/** One comparison of a record, as real-time alerts have them. */
export interface RecordCondition {
  readonly column: string;
  readonly operator: Operator;
  readonly value: string | number;
}

/** What `create_alert` takes of a condition. */
export interface AlertCondition {
  readonly query_condition: Readonly<Record<string, unknown>>;
  readonly trigger_condition: Readonly<Record<string, unknown>>;
  readonly is_real_time?: boolean;
}

const MOST_FREQUENCY_MINUTES = 10;
const SILENCE_MINUTES = 30;

/** A name as SQL takes any. */
export const quotedName = (name: string) => `"${name.replaceAll('"', '""')}"`;

function checkNumbers(threshold: number, periodMinutes: number): void {
  if (!Number.isFinite(threshold)) throw new InputError('The threshold of the alert must be a number.');
  if (!Number.isInteger(periodMinutes) || periodMinutes < 1)
    throw new InputError('The period of the alert must be a whole number of minutes, at least 1.');
}

/** When a condition is checked. One row is enough: the query gives none unless the threshold is crossed. */
export const triggerFor = ({ periodMinutes, frequencyMinutes, silenceMinutes }: Schedule) => ({
  period: periodMinutes,
  operator: '>=',
  threshold: 1,
  frequency: frequencyMinutes ?? Math.min(periodMinutes, MOST_FREQUENCY_MINUTES),
  silence: silenceMinutes ?? SILENCE_MINUTES,
});

/** A sum of no records is no number, and would be below nothing. */
export const measureOf = (measure = 'count(*)') =>
  /^sum\s*\(/i.test(measure) ? `coalesce(${measure}, 0)` : measure;

const having = (measure: string, { operator, threshold, bounds }: AlertIntent) =>
  bounds === undefined
    ? `${measure} ${operator} ${threshold}`
    : bounds.isOutside
      ? `(${measure} < ${bounds.from} OR ${measure} > ${bounds.to})`
      : `${measure} BETWEEN ${bounds.from} AND ${bounds.to}`;

/**
 * The condition and trigger that really fire for an intent. The threshold stands in HAVING, so that the query gives one
 * row when it is crossed and none when it is not: OpenObserve compares rows, fetches at most 100 of them, and a count
 * without HAVING always gives one.
 * @throws {InputError} on a threshold or period that can never be met, and on conditions that are none
 */
export function alertFor(intent: AlertIntent): AlertCondition {
  const { stream, where, threshold, periodMinutes, groupBy = [] } = intent;
  const measure = measureOf(intent.measure);
  checkNumbers(threshold, periodMinutes);
  refuseUnsoundSql('measure', measure);
  if (where) refuseUnsoundSql('where', where);
  const condition = where === undefined || where === '' ? '' : ` WHERE ${where}`;
  const groups = groupBy.length === 0 ? '' : ` GROUP BY ${groupBy.join(', ')}`;
  const sql = `SELECT ${[...groupBy, `${measure} AS value`].join(', ')} FROM ${quotedName(stream)}${condition}${groups} HAVING ${having(measure, intent)}`;
  return { query_condition: { type: 'sql', sql, conditions: [] }, trigger_condition: triggerFor(intent) };
}

/** An expression that gives nothing where the value is not to fire, and what its values are compared with. */
export function comparedPromql({
  promql,
  operator,
  threshold,
  bounds,
}: Omit<PromqlAlertIntent, 'periodMinutes'>): {
  readonly promql: string;
  readonly operator: Operator;
  readonly value: number;
} {
  if (bounds === undefined) return { promql, operator, value: threshold };
  const { from, to, isOutside } = bounds;
  return isOutside
    ? { promql: `abs((${promql}) - ${(from + to) / 2})`, operator: '>', value: (to - from) / 2 }
    : { promql: `(${promql}) >= ${from}`, operator: '<=', value: to };
}

/**
 * An alert on metrics. It fires for each series that crosses the threshold.
 * @throws {InputError} on a threshold or period that can never be met
 */
export function promqlAlertFor(intent: PromqlAlertIntent): AlertCondition {
  checkNumbers(intent.threshold, intent.periodMinutes);
  const { promql, operator, value } = comparedPromql(intent);
  return {
    query_condition: {
      type: 'promql',
      promql,
      promql_condition: { column: 'value', operator, value },
      conditions: [],
    },
    trigger_condition: triggerFor(intent),
  };
}

/** An alert that looks at each record as it arrives; OpenObserve takes plain comparisons only. */
export function realTimeAlertFor(
  conditions: readonly RecordCondition[],
  silenceMinutes?: number,
): AlertCondition {
  const items = conditions.map((each) => ({ filterType: 'condition', ...each, logicalOperator: 'AND' }));
  return {
    is_real_time: true,
    query_condition: {
      type: 'custom',
      conditions: {
        version: 2,
        conditions: { filterType: 'group', logicalOperator: 'AND', conditions: items },
      },
    },
    trigger_condition: triggerFor({
      periodMinutes: 1,
      ...(silenceMinutes === undefined ? {} : { silenceMinutes }),
    }),
  };
}

/** Why a number compared like this says nothing: it is always or never so; null when it may be either. */
export function emptyComparison(
  kind: 'count' | 'share' | 'other',
  operator: Operator,
  threshold: number,
): 'always' | 'never' | null {
  if (kind === 'other') return null;
  const highest = kind === 'share' ? 100 : Number.POSITIVE_INFINITY;
  if (operator === '>=' && threshold <= 0) return 'always';
  if (operator === '>' && threshold < 0) return 'always';
  if (operator === '<=' && threshold >= highest) return 'always';
  if (operator === '<' && threshold > highest) return 'always';
  if (operator === '<' && threshold <= 0) return 'never';
  if ((operator === '<=' || operator === '=') && threshold < 0) return 'never';
  if (operator === '>' && threshold >= highest) return 'never';
  if ((operator === '>=' || operator === '=') && threshold > highest) return 'never';
  if (operator === '=' && kind === 'count' && !Number.isInteger(threshold)) return 'never';
  return null;
}

/** A name as alerts may have, that needs no quotes anywhere: letters, digits, `.`, `_` and `-`. */
export function alertName(words: string): string {
  return words.replaceAll(/[^\p{L}\p{N}._-]+/gu, '_').replaceAll(/^_+|(?<!_)_+$/g, '');
}
