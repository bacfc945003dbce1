import {
  type AlertCondition,
  alertFor,
  type Bounds,
  comparedPromql,
  promqlAlertFor,
  realTimeAlertFor,
} from '../../call/short-forms/alert.ts';
import { historyOf, historyText, lastDay } from '../../call/short-forms/alert-history.ts';
import { conditionText } from '../questions/query/condition-text.ts';
import { type AlertMeasure, type MetricMeasure, recordConditions } from './alert-measure.ts';
import type { AlertWords } from './alert-words.ts';
import type { MakeInput } from './maker.ts';

/** A condition that is ready, and what it would have done. */
export interface ReadyAlert {
  readonly condition: AlertCondition;
  readonly name: string;
  readonly threshold: number;
  readonly query: string;
  /** Empty where it cannot be told. */
  history(): Promise<string>;
}

/** What a value is compared with. */
export interface Limit {
  readonly threshold: number;
  readonly bounds?: Bounds;
}

/** What the words say of its schedule. */
const scheduleOf = ({ silenceMinutes, frequencyMinutes }: AlertWords) => ({
  ...(silenceMinutes === null ? {} : { silenceMinutes }),
  ...(frequencyMinutes === null ? {} : { frequencyMinutes }),
});

async function metricHistory(query: string, minutes: number, { data, time, context }: MakeInput) {
  const found = await data.source
    .promqlOver(query, lastDay(time.nowUs, minutes), minutes * 60, context.signal)
    .catch(() => null);
  if (found === null) return '';
  const moments = new Set(found.flatMap(({ points }) => points.map(([timeS]) => timeS)));
  return historyText({ fired: moments.size, periods: Math.floor((24 * 60) / minutes) });
}

/** An alert on a metric, with its condition in PromQL. */
export function readyOnMetrics(
  { promql, name }: MetricMeasure,
  words: AlertWords,
  { threshold, bounds }: Limit,
  minutes: number,
  input: MakeInput,
): ReadyAlert {
  const intent = {
    promql,
    operator: words.operator,
    threshold,
    ...(bounds === undefined ? {} : { bounds }),
    periodMinutes: minutes,
    ...scheduleOf(words),
  };
  const { promql: filtered, operator, value } = comparedPromql(intent);
  return {
    condition: promqlAlertFor(intent),
    name,
    threshold,
    query: `${filtered} ${operator} ${value}`,
    history: () =>
      metricHistory(`(${filtered}) ${operator === '=' ? '==' : operator} ${value}`, minutes, input),
  };
}

/** An alert that looks at each record as it arrives; null where the words say more than comparisons of its fields. */
export function readyInRealTime(
  { form, fields, measure, groupBy }: AlertMeasure,
  words: AlertWords,
): ReadyAlert | null {
  const conditions =
    measure === null && groupBy.length === 0 && !words.isCounted
      ? recordConditions(form.where, fields)
      : null;
  if (conditions === null) return null;
  return {
    condition: realTimeAlertFor(conditions, words.silenceMinutes ?? undefined),
    name: `records with ${form.where.map(conditionText).join(' and ')}`,
    threshold: 1,
    query: conditions.map((each) => `${each.column} ${each.operator} ${each.value}`).join(' AND '),
    history: async () => '',
  };
}

/** An alert on records, with its condition in SQL. */
export function readyOnRecords(
  { form, measure, where, groupBy, name }: AlertMeasure,
  words: AlertWords,
  { threshold, bounds }: Limit,
  minutes: number,
  { data, time, context }: MakeInput,
): ReadyAlert {
  const intent = {
    stream: form.stream,
    where: where.join(' AND '),
    groupBy,
    ...(measure === null ? {} : { measure }),
    operator: words.operator,
    threshold,
    ...(bounds === undefined ? {} : { bounds }),
    periodMinutes: minutes,
    ...scheduleOf(words),
  };
  const condition = alertFor(intent);
  return {
    condition,
    name,
    threshold,
    query: String(condition.query_condition.sql),
    async history() {
      const rowsOf = (sql: string, range: { startUs: number; endUs: number }, size: number) =>
        data.source.search({ sql, type: form.signal, ...range, size }, context.signal);
      const history = await historyOf(intent, rowsOf, time.nowUs).catch(() => null);
      return history === null ? '' : historyText(history);
    },
  };
}
