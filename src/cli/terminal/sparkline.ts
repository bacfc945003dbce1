import { isTime } from './cells.ts';

const BLOCKS = '▁▂▃▄▅▆▇█';
const MOST_POINTS = 60;
const MOST_SERIES = 10;

/**
 * Numbers as a line of blocks, to scale: from 0, or from the least where one is below it, to the most. What is no number
 * is a gap.
 */
export function sparkline(values: readonly number[]): string {
  const finite = values.filter(Number.isFinite);
  const least = Math.min(0, ...finite);
  const span = Math.max(...finite) - least;
  const blockOf = (value: number) =>
    Number.isFinite(value)
      ? BLOCKS[span <= 0 ? 0 : Math.round(((value - least) / span) * (BLOCKS.length - 1))]
      : ' ';
  return values.map(blockOf).join('');
}

interface Series {
  readonly name: string;
  readonly points: ReadonlyArray<readonly [ms: number, value: number]>;
}

/** The highest value of each stretch of time of equal length, so that time is to scale and no peak is lost. */
function slices(points: Series['points'], startMs: number, endMs: number, stepMs: number): number[] {
  const count = Math.min(MOST_POINTS, Math.round((endMs - startMs) / stepMs) + 1);
  const highest = Array.from({ length: count }, () => Number.NaN);
  for (const [ms, value] of points) {
    const at = count === 1 ? 0 : Math.round(((ms - startMs) / (endMs - startMs)) * (count - 1));
    highest[at] = Number.isFinite(highest[at]) ? Math.max(highest[at] as number, value) : value;
  }
  return highest;
}

/** The column whose cells are whole series: pairs of a time and a number. */
export const pointsColumn = (rows: ReadonlyArray<readonly unknown[]>): number =>
  (rows[0] ?? []).findIndex(
    (_, at) => rows.every((row) => Array.isArray(row[at]) && row[at].every(isPoint)) && rows.length > 0,
  );

const isPoint = (value: unknown) =>
  Array.isArray(value) && value.length === 2 && isTime(value[0]) && !Array.isArray(value[1]);

/** A series for each row, named by its texts. */
const wholeSeries = (rows: ReadonlyArray<readonly unknown[]>, at: number): readonly Series[] =>
  rows.map((row) => ({
    name: row.filter((cell) => typeof cell === 'string').join(' '),
    points: (row[at] as ReadonlyArray<readonly [string, unknown]>).map(([time, value]) => [
      Date.parse(time),
      Number(value ?? Number.NaN),
    ]),
  }));

/** The series of columns: one of times, one of numbers, and maybe some of names. */
function seriesOf(head: readonly string[], rows: ReadonlyArray<readonly unknown[]>): readonly Series[] {
  const [first = []] = rows;
  const time = first.findIndex(isTime);
  const number = first.findIndex((value) => typeof value === 'number');
  const names = head.map((_, index) => index).filter((index) => index !== time && index !== number);
  const areNames = rows.every((row) => names.every((at) => typeof row[at] === 'string' || row[at] === null));
  if (rows.length < 3 || time < 0 || number < 0 || !areNames || names.length > 3) return [];
  const nameOf = (row: readonly unknown[]) =>
    names.length === 0 ? String(head[number]) : names.map((at) => row[at] ?? '').join(' ');
  const groups = Map.groupBy(rows, nameOf);
  if (groups.size === rows.length) return [];
  return [...groups].map(([name, members]) => ({
    name,
    points: members
      .map((row): readonly [number, number] => [
        Date.parse(String(row[time])),
        Number(row[number] ?? Number.NaN),
      ])
      .sort(([a], [b]) => a - b),
  }));
}

const asNumber = (value: number) => value.toLocaleString('en', { maximumFractionDigits: 2 });

/** A picture of rows that are a histogram or series, a line for each; empty for any other rows. */
export function renderSparkline(head: readonly string[], rows: ReadonlyArray<readonly unknown[]>): string[] {
  const at = pointsColumn(rows);
  const all = at >= 0 ? wholeSeries(rows, at) : seriesOf(head, rows);
  const moments = [...new Set(all.flatMap(({ points }) => points.map(([ms]) => ms)))].sort((a, b) => a - b);
  const [startMs = 0] = moments;
  const endMs = moments.at(-1) ?? 0;
  const stepMs = Math.min(...moments.slice(1).map((ms, at) => ms - (moments[at] as number)));
  if (all.length === 0 || !(endMs > startMs)) return [];
  const shown = all.slice(0, MOST_SERIES);
  const width = Math.max(0, ...shown.map(({ name }) => name.length));
  return shown.map(({ name, points }) => {
    const finite = points.map(([, value]) => value).filter(Number.isFinite);
    const range = `${asNumber(Math.min(...finite))} to ${asNumber(Math.max(...finite))}`;
    return `${name.padEnd(width)}  ${sparkline(slices(points, startMs, endMs, stepMs))}  ${range}`;
  });
}
