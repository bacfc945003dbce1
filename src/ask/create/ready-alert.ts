import { listAt } from '../../openobserve/answer.ts';
import {
  type AlertCondition,
  alertFor,
  promqlAlertFor,
  type RecordCondition,
  realTimeAlertFor,
} from '../../call/short-forms/alert.ts';
import { type AlertMeasure, measureFor, type Unmeasurable } from './alert-condition.ts';
import { historyOf, historyText, lastDay } from '../../call/short-forms/alert-history.ts';
import { metricMeasure } from './alert-metric.ts';
import type { AlertWords } from './alert-words.ts';
import type { MakeInput } from './maker.ts';
import { rolesOf } from '../data/roles.ts';
import type { TimeRange } from '../../call/arguments/times.ts';
import type { Target } from '../data/target.ts';

const HOUR_US = 3600e6;

/** A condition that is ready, and what it would have done. */
export interface ReadyAlert {
  readonly condition: AlertCondition;
  readonly name: string;
  readonly threshold: number;
  readonly query: string;
  history(): Promise<string>;
}

const PLAIN = /^"?([\w.]+)"? (=|!=|>=|<=|>|<) (?:'((?:[^']|'')*)'|(-?\d+(?:\.\d+)?))$/;

/** Conditions of SQL as real-time alerts take them; null where one is more than a plain comparison. */
function recordConditions(where: readonly string[]): RecordCondition[] | null {
  const found = where.flatMap((each) => each.split(' AND ')).map((each) => PLAIN.exec(each));
  return found.every((match) => match !== null) && found.length > 0
    ? found.map(([, column = '', operator, text, number]) => ({
        column,
        operator: operator as RecordCondition['operator'],
        value: number === undefined ? (text ?? '').replaceAll("''", "'") : Number(number),
      }))
    : null;
}

async function metricHistory(
  promql: string,
  { operator }: AlertWords,
  threshold: number,
  minutes: number,
  input: MakeInput,
) {
  const { execute, using, context, time, said } = input;
  const reader = context.view.rows.find(({ operationId }) => operationId === using.metric);
  if (!reader) return '';
  const { startUs, endUs } = lastDay(time.nowUs, minutes);
  const args = {
    query: `(${promql}) ${operator} ${threshold}`,
    start: startUs,
    end: endUs,
    step: `${minutes}m`,
  };
  const { org_id: org } = said.arguments;
  try {
    const { value } = await execute(
      { name: reader.name, arguments: org === undefined ? args : { ...args, org_id: org } },
      context,
    );
    const series = (listAt(value, 'data.result') ?? []) as Array<{
      values?: ReadonlyArray<readonly [number, string]>;
    }>;
    const moments = new Set(series.flatMap(({ values = [] }) => values.map(([at]) => at)));
    return historyText({ fired: moments.size, periods: Math.floor((24 * 60) / minutes) });
  } catch {
    return '';
  }
}

/** An alert on a metric, with its condition in PromQL. */
export async function readyOnMetrics(
  target: Target,
  words: string,
  asked: AlertWords,
  limit: number,
  minutes: number,
  input: MakeInput,
): Promise<ReadyAlert | Unmeasurable> {
  const measured = metricMeasure(words, asked, target, minutes);
  if ('problem' in measured) return measured;
  const { promql, name } = measured;
  const silence = asked.silenceMinutes === null ? {} : { silenceMinutes: asked.silenceMinutes };
  return {
    condition: promqlAlertFor({
      promql,
      operator: asked.operator,
      threshold: limit,
      periodMinutes: minutes,
      ...silence,
    }),
    name,
    threshold: limit,
    query: `${promql} ${asked.operator} ${limit}`,
    history: () => metricHistory(promql, asked, limit, minutes, input),
  };
}

export async function measureOn(
  target: Target,
  words: string,
  asked: AlertWords,
  limit: number | null,
  { telemetry, time }: MakeInput,
) {
  const range = { startUs: time.nowUs - HOUR_US, endUs: time.nowUs };
  const roles = rolesOf(target.schema.fields);
  const valuesOf = async (field: { readonly name: string } | undefined) =>
    field ? telemetry.values(target.stream, field.name, range) : [];
  const [levels, errorTypes] = await Promise.all([valuesOf(roles.level), valuesOf(roles.errorType)]);
  return measureFor({ words, asked, target, limit, values: { levels, errorTypes } });
}

/** An alert on records, with its condition in SQL. */
export function readyOnRecords(
  target: Target,
  measured: AlertMeasure,
  asked: AlertWords,
  minutes: number,
  { telemetry, time }: MakeInput,
): ReadyAlert | Unmeasurable {
  const { measure, where, groupBy, name, threshold } = measured;
  const silence = asked.silenceMinutes === null ? {} : { silenceMinutes: asked.silenceMinutes };
  if (asked.isRealTime) {
    const compared =
      measure === null
        ? []
        : [/^(?:max|min)\((.+)\)$/.exec(measure)?.[1]].flatMap((field) =>
            field === undefined ? [] : [`${field} ${asked.operator} ${threshold}`],
          );
    const conditions = recordConditions([...where, ...compared]);
    if (
      conditions === null ||
      (measure !== null && compared.length === 0) ||
      (measure === null && asked.threshold !== null)
    )
      return {
        problem:
          'A real-time alert looks at each record by itself: it compares fields with values, and cannot count or average. Say which values a record must have, or leave "real time" out.',
      };
    const query = conditions.map((each) => `${each.column} ${each.operator} ${each.value}`).join(' AND ');
    return {
      condition: realTimeAlertFor(conditions, asked.silenceMinutes ?? undefined),
      name: `records with ${conditions.map(({ column, value }) => `${column} ${value}`).join(' ')}`,
      threshold: 1,
      query,
      history: async () => '',
    };
  }
  const intent = {
    stream: target.stream.name,
    where: where.join(' AND '),
    groupBy,
    ...(measure === null ? {} : { measure }),
    operator: asked.operator,
    threshold: threshold ?? 0,
    periodMinutes: minutes,
    ...silence,
  };
  const condition = alertFor(intent);
  return {
    condition,
    name,
    threshold: threshold ?? 0,
    query: String(condition.query_condition.sql),
    async history() {
      const rowsOf = (sql: string, range: TimeRange, size: number) =>
        telemetry.rows(sql, target.stream.type, range, size);
      const history = await historyOf(intent, rowsOf, time.nowUs).catch(() => null);
      return history === null ? '' : historyText(history);
    },
  };
}
