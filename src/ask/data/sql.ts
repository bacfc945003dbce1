/** A name of a stream or field in SQL. It is quoted unless it is plain, because only plain ones survive bare. */
export function identifier(name: string): string {
  return /^[a-z_][a-z0-9_]*$/.test(name) && !RESERVED.has(name) ? name : `"${name.replaceAll('"', '""')}"`;
}

/** A text in SQL. */
export function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

const RESERVED = new Set(
  'all and any as asc between by case cast check column count cross current_date default desc distinct else end except exists false for foreign from full group having in inner interval into is join key left like limit not null offset on or order outer primary references right row rows select set table then time timestamp to true union unique user using values when where window with year'.split(
    ' ',
  ),
);

/** The parts of a SELECT statement. */
export interface Select {
  readonly columns: readonly string[];
  readonly stream: string;
  readonly where: readonly string[];
  readonly groupBy?: readonly string[];
  readonly having?: string;
  readonly orderBy?: string;
}

/** A query of the parts that are there. The number of rows is not in it, so that the answer can be paged. */
export function select({ columns, stream, where, groupBy = [], having, orderBy }: Select): string {
  return [
    `SELECT ${columns.join(', ')} FROM ${identifier(stream)}`,
    ...(where.length > 0 ? [`WHERE ${where.join(' AND ')}`] : []),
    ...(groupBy.length > 0 ? [`GROUP BY ${groupBy.join(', ')}`] : []),
    ...(having === undefined ? [] : [`HAVING ${having}`]),
    ...(orderBy === undefined ? [] : [`ORDER BY ${orderBy}`]),
  ].join(' ');
}

const HISTOGRAM_STEPS: ReadonlyArray<readonly [seconds: number, words: string]> = [
  [10, '10 second'],
  [30, '30 second'],
  [60, '1 minute'],
  [300, '5 minute'],
  [900, '15 minute'],
  [1800, '30 minute'],
  [3600, '1 hour'],
  [10_800, '3 hour'],
  [21_600, '6 hour'],
  [43_200, '12 hour'],
  [86_400, '1 day'],
];

/** A bucket width that cuts a range into at most 60, a divisor of a day, because the edges of others move. */
export function bucketFor(rangeUs: number): string {
  const step = HISTOGRAM_STEPS.find(([seconds]) => rangeUs / 1e6 / seconds <= 60) ?? HISTOGRAM_STEPS.at(-1);
  return step?.[1] ?? '1 day';
}
