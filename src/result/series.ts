import type { TimeRange } from '../call/arguments/times.ts';
import { utcFromUs } from '../call/arguments/times.ts';
import { textOf } from '../json/exact-json.ts';
import { type SeriesStatistics, seriesStatistics, type Point } from './series-summary.ts';
import type { Table } from './table.ts';
import { keepPeaks } from './thinning.ts';

/** Most points of all courses that a short answer shows. */
const MOST_POINTS = 120;
const FEWEST_OF_EACH = 8;
/** Most groups whose courses are told one by one. */
const MOST_GROUPS = 10;
/** Most courses that are shown point by point. */
const MOST_SHOWN = 12;
/** More buckets than that are not filled in. */
const MOST_FILLED = 5000;

/** A table that is a course over time, or one for each group. */
export interface SeriesTable extends Table {
  readonly time: number;
  readonly values: readonly number[];
  readonly groups: readonly number[];
  /** Times of buckets that lie in the range only in part. */
  readonly partial: readonly string[];
  /** Null where the points are moments, or buckets of no known width. */
  readonly widthUs: number | null;
}

/** What is said of courses beside their points. */
export type SeriesSummary = {
  readonly bucket_s?: number;
  readonly partial?: readonly string[];
  readonly courses: Readonly<Record<string, SeriesStatistics>>;
  readonly more_courses?: number;
};

/** How the rows of a query are buckets: their width, what is 0 where there is no row, and the range. */
export interface Filling {
  readonly widthUs: number | null;
  readonly counted: readonly string[];
  readonly range: TimeRange | null;
  /** Whether every bucket that has a row is there. */
  readonly isComplete: boolean;
}

const usOf = (text: unknown) => Date.parse(String(text)) * 1000;

/**
 * The table as a course by its column of times; null where it has none of numbers beside it. Columns of text tell courses
 * apart, but not those that are `aggregated`, such as the latest message of a bucket.
 */
export function asSeries(
  { columns, rows }: Table,
  timeColumn: string,
  aggregated: readonly string[] = [],
): SeriesTable | null {
  const time = columns.indexOf(timeColumn);
  if (time < 0 || rows.length < 2) return null;
  const others = columns.map((_, at) => at).filter((at) => at !== time);
  const isNumeric = (at: number) =>
    rows.some((row) => typeof row[at] === 'number') &&
    rows.every((row) => row[at] === null || typeof row[at] === 'number' || row[at] === 'NaN');
  const values = others.filter(isNumeric);
  if (values.length === 0 || rows.some((row) => Number.isNaN(usOf(row[time])))) return null;
  const texts = others.filter((at) => !values.includes(at));
  const groups = texts.filter((at) => !aggregated.includes(columns[at] as string));
  return { columns, rows, time, values, groups, partial: [], widthUs: null };
}

const groupKey = (row: readonly unknown[], groups: readonly number[]) =>
  groups.map((at) => textOf(row[at])).join(' ');

/** Sorted by time, forwards unless the rows run backwards. */
function inOrder(series: SeriesTable): SeriesTable {
  const { rows, time } = series;
  const times = rows.map((row) => String(row[time]));
  const isForwards = times.every((at, index) => index === 0 || at >= (times[index - 1] as string));
  const isBackwards = times.every((at, index) => index === 0 || at <= (times[index - 1] as string));
  if (isForwards || isBackwards) return series;
  return { ...series, rows: rows.toSorted((a, b) => (String(a[time]) < String(b[time]) ? -1 : 1)) };
}

/** The table with a row for every bucket of the range, and which buckets lie in it only in part. */
export function withEveryBucket(
  series: SeriesTable,
  { widthUs, counted, range, isComplete }: Filling,
): SeriesTable {
  const ordered = inOrder(series);
  const { rows, time, groups, columns } = ordered;
  if (widthUs === null || widthUs <= 0 || range === null) return ordered;
  const starts = rows.map((row) => usOf(row[time]));
  const [origin = 0] = starts;
  if (starts.some((start) => (start - origin) % widthUs !== 0)) return ordered;
  const first = origin - Math.ceil((origin - range.startUs) / widthUs) * widthUs;
  const every: number[] = [];
  for (let start = first; start < range.endUs && every.length <= MOST_FILLED; start += widthUs)
    every.push(start);
  const partial = every
    .filter((start) => start < range.startUs || start + widthUs > range.endUs)
    .map(utcFromUs);
  const known = { ...ordered, widthUs, partial };
  const byGroup = Map.groupBy(rows, (row) => groupKey(row, groups));
  if (!isComplete || every.length * byGroup.size > MOST_FILLED) return known;
  const isBackwards = (starts.at(-1) ?? 0) < origin;
  const filled = (isBackwards ? every.toReversed() : every).flatMap((start) => {
    const at = utcFromUs(start);
    const there = rows.filter((_, index) => starts[index] === start);
    const here = new Set(there.map((row) => groupKey(row, groups)));
    const missing = [...byGroup].filter(([key]) => !here.has(key));
    return [
      ...there,
      ...missing.map(([, members]) =>
        columns.map((column, index) => {
          if (index === time) return at;
          return groups.includes(index) ? (members[0]?.[index] ?? null) : counted.includes(column) ? 0 : null;
        }),
      ),
    ];
  });
  return { ...known, rows: filled };
}

interface Row extends Point {
  readonly row: readonly unknown[];
}

/** The rows of each group in the order of time, with one of the values. */
function courses({ rows, time, groups }: SeriesTable, value: number): Array<readonly [string, Row[]]> {
  const points = rows.map((row): Row => {
    const number = row[value];
    return { at: String(row[time]), value: typeof number === 'number' ? number : null, row };
  });
  const forwards = points.toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
  return [...Map.groupBy(forwards, ({ row }) => groupKey(row, groups))];
}

/** What is said of the courses: of each value, or of each group with the highest peaks first; null for a single row. */
export function summarize(series: SeriesTable): SeriesSummary | null {
  const { columns, values, groups, widthUs, partial } = series;
  const found = values.slice(0, groups.length === 0 ? values.length : 1).flatMap((value) =>
    courses(series, value).flatMap(([key, points]) => {
      const course = seriesStatistics(points, partial);
      return course === null
        ? []
        : [[groups.length === 0 ? (columns[value] as string) : key, course] as const];
    }),
  );
  if (found.length === 0 || found.length === series.rows.length) return null;
  const shown =
    groups.length === 0 ? found : found.toSorted(([, a], [, b]) => b.max[1] - a.max[1]).slice(0, MOST_GROUPS);
  const more = found.length - shown.length;
  return {
    ...(widthUs === null ? {} : { bucket_s: widthUs / 1e6 }),
    ...(partial.length === 0 ? {} : { partial }),
    courses: Object.fromEntries(shown),
    ...(more > 0 ? { more_courses: more } : {}),
  };
}

/** Whether there are more courses than can be shown point by point. */
export const isManySeries = ({ rows, groups }: SeriesTable) =>
  rows.length > MOST_POINTS && new Set(rows.map((row) => groupKey(row, groups))).size > MOST_SHOWN;

const COURSE_COLUMNS = ['points', 'first', 'last', 'min', 'min_at', 'max', 'max_at'];

/** One row for each course instead of its points, the highest peak first. */
export function statisticsRows(series: SeriesTable): Table {
  const { columns, values, groups, partial } = series;
  const rows = courses(series, values[0] as number).flatMap(([, points]) => {
    const course = seriesStatistics(points, partial);
    if (course === null) return [];
    const { first, last, min, max } = course;
    const row = points[0]?.row ?? [];
    return [
      [...groups.map((at) => row[at]), points.length, first[1], last[1], min[1], min[0], max[1], max[0]],
    ];
  });
  const peak = groups.length + COURSE_COLUMNS.indexOf('max');
  return {
    columns: [...groups.map((at) => columns[at] as string), ...COURSE_COLUMNS],
    rows: rows.sort((a, b) => Number(b[peak]) - Number(a[peak])),
  };
}

/** The table with at most `most` rows: of each course the ends and what is lowest and highest between them. */
export function thinnedTo(series: SeriesTable, most = MOST_POINTS): Table {
  const [value] = series.values;
  if (series.rows.length <= most || value === undefined) return series;
  const all = courses(series, value);
  const each = Math.max(Math.min(FEWEST_OF_EACH, most), Math.floor(most / all.length));
  const kept = new Set(all.flatMap(([, points]) => keepPeaks(points, each).map(({ row }) => row)));
  return { columns: series.columns, rows: series.rows.filter((row) => kept.has(row)) };
}
