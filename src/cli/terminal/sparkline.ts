import { keepPeaks } from '../../result/thinning.ts';

const BLOCKS = '▁▂▃▄▅▆▇█';
const MOST_POINTS = 60;
const MOST_SERIES = 10;

/** Numbers as a line of blocks, from the least to the most of them; what is no number is a gap. */
export function sparkline(values: readonly number[]): string {
  const shown = keepPeaks(
    values.map((value) => ({ value })),
    MOST_POINTS,
  ).map(({ value }) => value);
  const finite = shown.filter(Number.isFinite);
  const least = Math.min(...finite);
  const span = Math.max(...finite) - least;
  const blockOf = (value: number) =>
    Number.isFinite(value)
      ? BLOCKS[span === 0 ? 0 : Math.round(((value - least) / span) * (BLOCKS.length - 1))]
      : ' ';
  return shown.map(blockOf).join('');
}

interface Series {
  readonly name: string;
  readonly values: readonly number[];
}

const isTime = (value: unknown) => typeof value === 'string' && /^\d{4}-\d\d-\d\dT\d\d:/.test(value);

/** The series of columns: one of times, one of numbers, and maybe one of names. */
function seriesOf(head: readonly string[], rows: ReadonlyArray<readonly unknown[]>): readonly Series[] {
  const [first = []] = rows;
  const time = first.findIndex(isTime);
  const number = first.findIndex((value) => typeof value === 'number');
  const [group, ...others] = head
    .map((_, index) => index)
    .filter((index) => index !== time && index !== number);
  if (rows.length < 3 || time < 0 || number < 0 || others.length > 0) return [];
  const inOrder = rows.toSorted((a, b) => (String(a[time]) < String(b[time]) ? -1 : 1));
  const groups = Map.groupBy(inOrder, (row) => String(group === undefined ? head[number] : row[group]));
  if (groups.size === rows.length) return [];
  return [...groups].map(([name, members]) => ({ name, values: members.map((row) => Number(row[number])) }));
}

const asNumber = (value: number) => value.toLocaleString('en', { maximumFractionDigits: 2 });

/** A picture of rows that are a histogram or series, a line for each; empty for any other rows. */
export function renderSparkline(head: readonly string[], rows: ReadonlyArray<readonly unknown[]>): string[] {
  const all = seriesOf(head, rows);
  const shown = all.slice(0, MOST_SERIES);
  const width = Math.max(0, ...shown.map(({ name }) => name.length));
  return shown.map(({ name, values }) => {
    const finite = values.filter(Number.isFinite);
    const range = `${asNumber(Math.min(...finite))} to ${asNumber(Math.max(...finite))}`;
    return `${name.padEnd(width)}  ${sparkline(values)}  ${range}`;
  });
}

/** A row of a Prometheus matrix as its name, least, most and last value, and its course; null for any other row. */
export function matrixCells(row: unknown): readonly string[] | null {
  if (typeof row !== 'object' || row === null || !('metric' in row) || !('values' in row)) return null;
  const { metric, values } = row as { metric: object; values: unknown };
  if (!Array.isArray(values) || values.length === 0) return null;
  const numbers = values.map((point) => Number(Array.isArray(point) ? point[1] : Number.NaN));
  const { __name__: name = '', ...labels } = metric as Record<string, unknown>;
  const text = Object.entries(labels).map(([key, value]) => `${key}="${value}"`);
  const finite = numbers.filter(Number.isFinite);
  const cells = [Math.min(...finite), Math.max(...finite), numbers.at(-1) ?? Number.NaN].map(asNumber);
  return [`${name}{${text.join(', ')}}`, ...cells, sparkline(numbers)];
}

export const MATRIX_HEAD = ['series', 'least', 'most', 'last', 'course'] as const;
