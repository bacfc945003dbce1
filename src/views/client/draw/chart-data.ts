import { momentIn, type Table } from './table-data.ts';

/** One line of a chart. */
export interface DrawnSeries {
  readonly name: string;
  /** One for each of `times`; null where there is none. */
  readonly values: ReadonlyArray<number | null>;
}

/** Courses over time that share their times. */
export interface TimePicture {
  readonly kind: 'time';
  readonly of: string;
  /** In milliseconds since the epoch, ascending. */
  readonly times: readonly number[];
  readonly courses: readonly DrawnSeries[];
  /** Width of a bucket; null where the points are moments. */
  readonly stepMs: number | null;
  /** Courses that are left out, the ones with the lowest peaks. */
  readonly left: number;
}

/** A chart of bars. */
export interface BarPicture {
  readonly kind: 'bars';
  readonly of: string;
  readonly bars: ReadonlyArray<{ readonly name: string; readonly value: number }>;
}

/** What can be drawn of rows. */
export type Picture = TimePicture | BarPicture;

const MOST_BARS = 15;
const MOST_COURSES = 8;
const MOST_GROUPS = 200;
const FEWEST_TIMES = 2;
/** Points of a course on average: fewer are single things that happened, each with its time. */
const FEWEST_POINTS = 2;

const numberIn = (value: unknown): number | null =>
  typeof value === 'number' && Number.isFinite(value) ? value : null;

const isNumber = (value: unknown) => value === null || value === 'NaN' || typeof value === 'number';
const isText = (value: unknown) => value === null || typeof value === 'string' || typeof value === 'boolean';

const peakOf = ({ values }: DrawnSeries) =>
  Math.max(...values.map((value) => value ?? Number.NEGATIVE_INFINITY));

/** The width of buckets, where all times are a multiple of it apart; null where they are not. */
function stepIn(times: readonly number[]): number | null {
  const gaps = times.slice(1).map((ms, at) => ms - (times[at] as number));
  const step = Math.min(...gaps);
  return step >= 1000 && gaps.every((gap) => gap % step === 0) ? step : null;
}

function overTime(
  { columns, rows }: Table,
  time: number,
  numbers: readonly number[],
  groups: readonly number[],
) {
  const moments = rows.map((row) => momentIn(row[time]) as number);
  const times = [...new Set(moments)].sort((a, b) => a - b);
  if (times.length < FEWEST_TIMES) return null;
  const index = new Map(times.map((ms, at) => [ms, at]));
  const byName = new Map<string, (number | null)[]>();
  for (const [at, row] of rows.entries()) {
    const group = groups.map((column) => String(row[column] ?? 'none')).join(', ');
    for (const number of numbers) {
      const column = columns[number] as string;
      const name = groups.length === 0 ? column : numbers.length === 1 ? group : `${group}, ${column}`;
      const values = byName.get(name) ?? new Array<number | null>(times.length).fill(null);
      values[index.get(moments[at] as number) as number] = numberIn(row[number]);
      byName.set(name, values);
    }
  }
  if (byName.size > MOST_GROUPS || rows.length * numbers.length < byName.size * FEWEST_POINTS) return null;
  const courses = [...byName].map(([name, values]) => ({ name, values }));
  const shown =
    courses.length <= MOST_COURSES
      ? courses
      : courses.toSorted((a, b) => peakOf(b) - peakOf(a)).slice(0, MOST_COURSES);
  return {
    kind: 'time' as const,
    of: numbers.map((number) => columns[number]).join(', '),
    times,
    courses: shown,
    stepMs: stepIn(times),
    left: courses.length - shown.length,
  };
}

/** What a table shows as a picture: courses over time, or a few counts; null where neither. */
export function pictureOf(table: Table): Picture | null {
  const { columns, rows } = table;
  const isAll = (at: number, test: (value: unknown) => boolean) =>
    rows.every((row) => test(row[at] ?? null)) && rows.some((row) => row[at] !== null);
  const time = columns.findIndex((_, at) => isAll(at, (value) => momentIn(value) !== null));
  const others = columns.map((_, at) => at).filter((at) => at !== time);
  const numbers = others.filter((at) => isAll(at, isNumber));
  const texts = others.filter((at) => !numbers.includes(at) && isAll(at, isText));
  if (numbers.length === 0 || numbers.length + texts.length < others.length) return null;
  if (time >= 0) return texts.length > 3 ? null : overTime(table, time, numbers, texts);
  const [number] = numbers;
  const [name] = texts;
  if (name === undefined || number === undefined || texts.length > 1 || numbers.length > 1) return null;
  if (rows.length < 2 || rows.length > MOST_BARS || rows.some((row) => Number(row[number]) < 0)) return null;
  return {
    kind: 'bars',
    of: columns[number] ?? '',
    bars: rows.map((row) => ({ name: String(row[name]), value: Number(row[number]) })),
  };
}
