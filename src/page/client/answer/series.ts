import type { Table } from './table.ts';

export interface Point {
  readonly ms: number;
  readonly value: number;
}

export interface Series {
  readonly name: string;
  readonly points: readonly Point[];
}

/** What can be drawn of an answer. */
export type Picture =
  | {
      readonly kind: 'time';
      readonly of: string;
      readonly series: readonly Series[];
      /** Width of a bucket; null where the points are moments. */
      readonly stepMs: number | null;
      /** The whole range that was asked for, where the answer says it. */
      readonly range: readonly [startMs: number, endMs: number] | null;
    }
  | {
      readonly kind: 'bars';
      readonly of: string;
      readonly bars: ReadonlyArray<{ readonly name: string; readonly value: number }>;
    };

const MOST_BARS = 15;
const MOST_SERIES = 6;
const FEWEST_POINTS = 2;

const numberIn = (value: unknown): number | null => {
  if (typeof value === 'number') return value;
  return typeof value === 'string' && value.trim() !== '' && Number.isFinite(Number(value))
    ? Number(value)
    : null;
};

/** Times without a zone are UTC, as OpenObserve writes them. */
function momentIn(value: unknown): number | null {
  if (typeof value === 'string' && /^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(value)) {
    const ms = Date.parse(/(Z|[+-]\d\d:?\d\d)$/.test(value) ? value : `${value}Z`);
    return Number.isNaN(ms) ? null : ms;
  }
  return typeof value === 'number' && value > 1e15 && value < 1e16 ? value / 1000 : null;
}

type Shaped = Readonly<Record<string, unknown>>;

function rangeOf({ range }: Shaped): readonly [number, number] | null {
  const { start, end } = (range ?? {}) as { start?: string; end?: string };
  const [startMs, endMs] = [momentIn(start), momentIn(end)];
  return startMs === null || endMs === null ? null : [startMs, endMs];
}

function fromTimes(
  { columns, rows }: Table,
  shaped: Shaped,
  time: number,
  number: number,
  group: number,
): Picture | null {
  const byName = new Map<string, Point[]>();
  for (const row of rows) {
    const [ms, value] = [momentIn(row[time]), numberIn(row[number])];
    if (ms === null || value === null) continue;
    const name = group < 0 ? (columns[number] ?? '') : String(row[group]);
    byName.set(name, [...(byName.get(name) ?? []), { ms, value }]);
  }
  const series = [...byName].slice(0, MOST_SERIES).map(([name, points]) => ({
    name,
    points: points.sort((a, b) => a.ms - b.ms),
  }));
  if (!series.some(({ points }) => points.length >= FEWEST_POINTS)) return null;
  const seconds = numberIn((shaped.summary as Shaped | undefined)?.bucket_s);
  return {
    kind: 'time',
    of: columns[number] ?? '',
    series,
    stepMs: seconds === null || seconds === 0 ? null : seconds * 1000,
    range: rangeOf(shaped),
  };
}

/** What a table shows as a picture: a course over time, or a few counts; null where neither. */
export function renderSparkline(table: Table, shaped: Shaped): Picture | null {
  const { columns, rows } = table;
  const isAll = (at: number, test: (value: unknown) => boolean) => rows.every((row) => test(row[at]));
  const time = columns.findIndex((_, at) => isAll(at, (value) => momentIn(value) !== null));
  const others = columns.map((_, at) => at).filter((at) => at !== time);
  const numbers = others.filter((at) => isAll(at, (value) => typeof value === 'number'));
  const texts = others.filter((at) => isAll(at, (value) => typeof value === 'string'));
  const [number] = numbers;
  if (number === undefined || numbers.length + texts.length < others.length) return null;
  if (time >= 0) return texts.length > 1 ? null : fromTimes(table, shaped, time, number, texts[0] ?? -1);
  const [name] = texts;
  if (name === undefined || texts.length > 1 || rows.length < 2 || rows.length > MOST_BARS) return null;
  if (numbers.length > 1 || rows.some((row) => (row[number] as number) < 0)) return null;
  return {
    kind: 'bars',
    of: columns[number] ?? '',
    bars: rows.map((row) => ({ name: String(row[name]), value: row[number] as number })),
  };
}
