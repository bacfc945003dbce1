import { textOf } from '../json/exact-json.ts';

/** A point of a time series: seconds since the epoch or ISO text, and its value. */
export type Point = readonly [at: number | string, value: number];

/** What matters of a series, and as many of its points as fit. */
export interface SeriesSummary {
  readonly points: number;
  readonly min: Point;
  readonly max: Point;
  readonly first: Point;
  readonly last: Point;
  /** From the mean of the first third to that of the last. */
  readonly trend: 'rising' | 'falling' | 'steady';
}

const STEADY_SHARE = 0.1;

const meanOf = (points: readonly Point[]) =>
  points.reduce((sum, [, value]) => sum + value, 0) / points.length;

function trendOf(points: readonly Point[]): SeriesSummary['trend'] {
  const third = Math.max(1, Math.floor(points.length / 3));
  const before = meanOf(points.slice(0, third));
  const after = meanOf(points.slice(-third));
  const scale = Math.max(Math.abs(before), Math.abs(after));
  if (scale === 0 || Math.abs(after - before) <= scale * STEADY_SHARE) return 'steady';
  return after > before ? 'rising' : 'falling';
}

/** Null for a series without a finite point. */
export function summarise(all: readonly Point[]): SeriesSummary | null {
  const points = all.filter(([, value]) => Number.isFinite(value));
  const [first] = points;
  const last = points.at(-1);
  if (first === undefined || last === undefined) return null;
  const min = points.reduce((least, point) => (point[1] < least[1] ? point : least));
  const max = points.reduce((most, point) => (point[1] > most[1] ? point : most));
  return { points: points.length, min, max, first, last, trend: trendOf(points) };
}

/** At most `most` points, evenly spread, the first and the last among them. */
export function thinned<T>(points: readonly T[], most: number): T[] {
  if (points.length <= most) return [...points];
  const step = (points.length - 1) / (most - 1);
  return Array.from({ length: most }, (_, index) => points[Math.round(index * step)] as T);
}

interface MatrixRow {
  readonly metric: unknown;
  readonly values: ReadonlyArray<readonly [number, string]>;
}

function isMatrixRow(row: unknown): row is MatrixRow {
  return (
    typeof row === 'object' &&
    row !== null &&
    'metric' in row &&
    Array.isArray((row as { values?: unknown }).values)
  );
}

const SHOWN_POINTS = 24;

/** A row of a Prometheus matrix as its labels, what matters, and some of its points; other rows as they are. */
export function compactSeries(row: unknown): unknown {
  if (!isMatrixRow(row) || row.values.length <= SHOWN_POINTS) return row;
  const points = row.values.map(([at, value]): Point => [at, Number(value)]);
  return { metric: row.metric, ...summarise(points), values: thinned(row.values, SHOWN_POINTS) };
}

/** Most groups of a histogram that are told one by one. */
const MOST_GROUPS = 10;
/** Most points of a histogram that a short answer shows. */
export const MOST_POINTS = 120;

/** A histogram in short: of which column, and what matters of it, or of each group with the highest peaks first. */
export type HistogramSummary = { readonly of: string } & (
  | SeriesSummary
  | {
      readonly by: string;
      readonly groups: Readonly<Record<string, SeriesSummary>>;
      readonly moreGroups?: number;
    }
);

const isTime = (value: unknown) => typeof value === 'string' && /^\d{4}-\d\d-\d\dT\d\d:/.test(value);

function inShort(points: readonly Point[]): SeriesSummary | null {
  return summarise([...points].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));
}

/** The summary of rows that are a histogram: a column of times, one of numbers, and maybe one of groups; null for any other. */
export function summariseHistogram(rows: readonly unknown[]): HistogramSummary | null {
  const [first] = rows;
  if (rows.length < 3 || typeof first !== 'object' || first === null) return null;
  const entries = Object.entries(first);
  const time = entries.find(([, value]) => isTime(value))?.[0];
  const number = entries.find(([, value]) => typeof value === 'number')?.[0];
  const [group, ...others] = entries.map(([key]) => key).filter((key) => key !== time && key !== number);
  if (time === undefined || number === undefined || others.length > 0) return null;
  const pointOf = (row: unknown): Point => {
    const { [time]: at, [number]: value } = row as Record<string, unknown>;
    return [String(at), Number(value)];
  };
  if (group === undefined) {
    const summary = inShort(rows.map(pointOf));
    return summary === null ? null : { of: number, ...summary };
  }
  const byGroup = Map.groupBy(rows, (row) => textOf((row as Record<string, unknown>)[group]));
  const groups = [...byGroup]
    .flatMap(([name, members]) => {
      const summary = inShort(members.map(pointOf));
      return summary === null ? [] : [[name, summary] as const];
    })
    .sort(([, a], [, b]) => b.max[1] - a.max[1]);
  if (groups.length === 0 || groups.length === rows.length) return null;
  const more = groups.length - MOST_GROUPS;
  return {
    of: number,
    by: group,
    groups: Object.fromEntries(groups.slice(0, MOST_GROUPS)),
    ...(more > 0 ? { moreGroups: more } : {}),
  };
}
