import type { StreamEntry } from '../../data/dictionary.ts';
import type { DataRow, DataSource, Series } from '../../data/source.ts';
import type { LogicalForm } from '../query/logical-form.ts';
import { promqlFor, stepSeconds } from '../query/promql-query.ts';

/** What a question over a metric came to. */
export interface MetricResult {
  readonly form: LogicalForm;
  readonly expression: string;
  /** One row a series: its labels and `value`; for a series over time also `values`. The highest first, or as the form orders. */
  readonly rows: readonly DataRow[];
  readonly other: readonly DataRow[] | null;
}

const lastOf = ({ points }: Series) => points.at(-1)?.[1] ?? Number.NaN;

function ordered(rows: readonly DataRow[], { order, groupBy }: LogicalForm): DataRow[] {
  const sign = order.descending ? -1 : 1;
  const nameOf = (row: DataRow) => groupBy.map((label) => row[label]).join(' ');
  return order.by === 'group'
    ? [...rows].sort((a, b) => sign * nameOf(a).localeCompare(nameOf(b), 'en'))
    : [...rows].sort((a, b) => sign * (Number(a.value) - Number(b.value)));
}

const instant = (series: readonly Series[], form: LogicalForm): DataRow[] =>
  ordered(
    series
      .filter((each) => Number.isFinite(lastOf(each)))
      .map((each) => ({ ...each.labels, value: lastOf(each) })),
    form,
  );

/** Run a form over a metric with PromQL. @throws the errors of the data source */
export async function runMetric(
  form: LogicalForm,
  entry: StreamEntry,
  source: DataSource,
  signal: AbortSignal,
): Promise<MetricResult> {
  const expression = promqlFor(form, entry);
  if (form.answer === 'series') {
    const step = stepSeconds(form.bucket === null || form.bucket === 'auto' ? '5 minute' : form.bucket);
    const { startUs, endUs } = form.range;
    const found = await source.promqlOver(expression, { startUs, endUs }, step, signal);
    const rows = found.map((each) => ({
      ...each.labels,
      value: lastOf(each),
      values: each.points.map(([, value]) => value),
      points: each.points.map(([timeS, value]) => [new Date(timeS * 1e3).toISOString(), value]),
    }));
    return { form, expression, rows: ordered(rows, form), other: null };
  }
  const [main, second] = await Promise.all([
    source.promqlAt(expression, form.range.endUs, signal),
    form.compare && 'range' in form.compare
      ? source.promqlAt(expression, form.compare.range.endUs, signal)
      : null,
  ]);
  const rows = instant(main, form);
  return {
    form,
    expression,
    rows: form.limit ? rows.slice(0, form.limit) : rows,
    other: second ? instant(second, form) : null,
  };
}
