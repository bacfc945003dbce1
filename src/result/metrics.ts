import { utcFromUs } from '../call/arguments/times.ts';
import type { Table } from './table.ts';

type Labels = Readonly<Record<string, string>>;
type Sample = readonly [seconds: number, value: string];

interface MetricRow {
  readonly metric: Labels;
  readonly value?: Sample;
  readonly values?: readonly Sample[];
}

/** What PromQL answers, as a table. */
export interface Metrics {
  readonly table: Table;
  /** Labels that all series share, which are no columns then. */
  readonly labels: Labels;
  /** The one moment of all samples; null where they have several. */
  readonly at: string | null;
  /** The column of times; null where `at` says it. */
  readonly time: string | null;
}

const isSample = (value: unknown): value is Sample =>
  Array.isArray(value) && value.length === 2 && typeof value[0] === 'number' && typeof value[1] === 'string';

const isMetricRow = (row: unknown): row is MetricRow =>
  typeof row === 'object' &&
  row !== null &&
  typeof (row as MetricRow).metric === 'object' &&
  (isSample((row as MetricRow).value) || Array.isArray((row as MetricRow).values));

const timeOf = ([seconds]: Sample) => utcFromUs(seconds * 1e6);

/** NaN and the infinities stay text: JSON has no numbers for them. */
function numberOf([, text]: Sample): number | string {
  const number = Number(text);
  return Number.isFinite(number) ? number : text;
}

/** Whether a list is what PromQL answers: a vector, a matrix, or one sample of a scalar. */
export const isMetrics = (list: readonly unknown[]) =>
  isSample(list) || (list.length > 0 && list.every(isMetricRow));

const hasLabels = (row: unknown): row is MetricRow => {
  const { metric } = (row ?? {}) as { readonly metric?: unknown };
  return typeof metric === 'object' && metric !== null;
};

/** Samples as rows: of each its labels, its time and its value, as a number. */
export function metricsOf(list: readonly unknown[]): Metrics {
  if (isSample(list))
    return {
      table: { columns: ['value'], rows: [[numberOf(list)]] },
      labels: {},
      at: timeOf(list),
      time: null,
    };
  const series = list.filter(hasLabels);
  const names = [...new Set(series.flatMap(({ metric }) => Object.keys(metric)))];
  const isRange = series.some(({ values }) => values !== undefined);
  const shared = names.filter(
    (name) => isRange && series.every(({ metric }) => metric[name] === series[0]?.metric[name]),
  );
  const varying = names.filter((name) => !shared.includes(name));
  const samples = series.flatMap(({ metric, value, values = [] }) =>
    (value ? [value] : values).filter(isSample).map((sample) => ({ metric, sample })),
  );
  const moments = new Set(samples.map(({ sample }) => sample[0]));
  const [only] = moments;
  const isOneMoment = !isRange && moments.size === 1 && only !== undefined;
  const rows = samples.map(({ metric, sample }) => [
    ...varying.map((name) => metric[name] ?? null),
    ...(isOneMoment ? [] : [timeOf(sample)]),
    numberOf(sample),
  ]);
  return {
    table: { columns: [...varying, ...(isOneMoment ? [] : ['time']), 'value'], rows },
    labels: Object.fromEntries(shared.map((name) => [name, series[0]?.metric[name] as string])),
    at: isOneMoment ? utcFromUs(only * 1e6) : null,
    time: isOneMoment ? null : 'time',
  };
}
