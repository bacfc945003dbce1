import {
  type AlertCondition,
  alertFor,
  type Bounds,
  comparedPromql,
  promqlAlertFor,
  realTimeAlertFor,
  triggerFor,
} from '../../call/short-forms/alert.ts';
import { historyOf, realTimeHistoryOf } from '../../call/short-forms/alert-history.ts';
import {
  type AlertHistory,
  type Checking,
  checkTimes,
  historyFrom,
} from '../../call/short-forms/alert-messages.ts';
import { type AlertMeasure, type MetricMeasure, recordConditions } from './alert-measure.ts';
import type { AlertWords } from './alert-words.ts';
import type { MakeInput } from './maker.ts';

/** A condition that is ready, and what it would have done. */
export interface ReadyAlert {
  readonly condition: AlertCondition;
  readonly query: string;
  /** Null where it cannot be told. */
  history(): Promise<AlertHistory | null>;
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

/** Moments of a series that are looked at, where they are not too many. */
const MOST_MOMENTS = 3000;
const MINUTE_US = 60e6;

/** OpenObserve looks at an expression all over the period: one moment at which it holds is enough. */
async function metricHistory(
  query: string,
  checking: Checking,
  sinceUs: number,
  { data, time, context }: MakeInput,
): Promise<AlertHistory | null> {
  const times = checkTimes(checking, time.nowUs, sinceUs);
  const [firstUs = 0] = times;
  const lastUs = times.at(-1) ?? 0;
  const periodUs = checking.period * MINUTE_US;
  const range = { startUs: firstUs - periodUs, endUs: lastUs };
  const stepMinutes = Math.ceil((lastUs - firstUs + periodUs) / MINUTE_US / MOST_MOMENTS);
  const found = await data.source
    .promqlOver(query, range, Math.max(1, stepMinutes) * 60, context.signal)
    .catch(() => null);
  if (found === null) return null;
  const moments = [
    ...new Set(found.flatMap(({ points }) => points.map(([timeS]) => Math.round(timeS * 1e6)))),
  ].sort((a, b) => a - b);
  let next = 0;
  let latestUs = Number.NEGATIVE_INFINITY;
  return historyFrom(checking, times, times.length, (atUs) => {
    for (; (moments[next] ?? Number.POSITIVE_INFINITY) <= atUs; next++) latestUs = moments[next] as number;
    return latestUs >= atUs - periodUs;
  });
}

/** An alert on a metric, with its condition in PromQL. */
export function readyOnMetrics(
  { promql }: MetricMeasure,
  words: AlertWords,
  { threshold, bounds }: Limit,
  minutes: number,
  sinceUs: number,
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
    query: `${filtered} ${operator} ${value}`,
    history: () =>
      metricHistory(
        `(${filtered}) ${operator === '=' ? '==' : operator} ${value}`,
        triggerFor(intent),
        sinceUs,
        input,
      ),
  };
}

/** An alert that looks at each record as it arrives; null where the words say more than comparisons of its fields. */
export function readyInRealTime(
  { form, fields, measure, where, groupBy }: AlertMeasure,
  words: AlertWords,
  { data, time, context }: MakeInput,
): ReadyAlert | null {
  const conditions =
    measure === null && groupBy.length === 0 && !words.isCounted
      ? recordConditions(form.where, fields)
      : null;
  if (conditions === null) return null;
  const condition = realTimeAlertFor(conditions, words.silenceMinutes ?? undefined);
  const watched = {
    stream: form.stream,
    where: where.join(' AND '),
    silence: Number(condition.trigger_condition.silence),
  };
  return {
    condition,
    query: conditions.map((each) => `${each.column} ${each.operator} ${each.value}`).join(' AND '),
    history: () =>
      realTimeHistoryOf(
        watched,
        (sql, range, size) => data.source.search({ sql, type: form.signal, ...range, size }, context.signal),
        time.nowUs,
      ).catch(() => null),
  };
}

/** An alert on records, with its condition in SQL. */
export function readyOnRecords(
  { form, measure, where, groupBy }: AlertMeasure,
  words: AlertWords,
  { threshold, bounds }: Limit,
  minutes: number,
  sinceUs: number,
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
    query: String(condition.query_condition.sql),
    history: () =>
      historyOf(
        intent,
        (sql, range, size) => data.source.search({ sql, type: form.signal, ...range, size }, context.signal),
        time.nowUs,
        sinceUs,
      ).catch(() => null),
  };
}
