import { inUtc } from '../../../result/table.ts';
import type { DataRow } from '../../data/source.ts';
import type { LogicalForm } from '../query/logical-form.ts';
import { MEASURE_COLUMN, TIME_COLUMN } from '../query/sql-query.ts';

const UNITS_US: Readonly<Record<string, number>> = {
  second: 1e6,
  minute: 60e6,
  hour: 3600e6,
  day: 86_400e6,
  week: 7 * 86_400e6,
};
/** More buckets than that are not filled in: a table would show no more of them. */
const MOST_FILLED = 200;

const isAdded = ({ measure, groupBy }: LogicalForm) =>
  groupBy.length === 0 && (measure.kind === 'count' || measure.kind === 'sum');

/** The width of the buckets of a series in microseconds; null where it is of another kind, such as a month. */
function widthUs({ bucket }: LogicalForm): number | null {
  const [, count, unit = ''] = /^(\d+) (\w+?)s?$/.exec(bucket ?? '') ?? [];
  const size = UNITS_US[unit];
  return size === undefined ? null : Number(count) * size;
}

/** How many buckets the range of a series has, those without records too; null where that is not known. */
export function bucketsIn(form: LogicalForm): number | null {
  const width = widthUs(form);
  if (width === null || !isAdded(form)) return null;
  return Math.ceil(form.range.endUs / width) - Math.floor(form.range.startUs / width);
}

const momentUs = (row: DataRow) => Date.parse(String(inUtc(row[TIME_COLUMN], 'UTC'))) * 1000;

/** The rows of a series of counts or sums, with 0 for buckets without records. */
export function filledRows(form: LogicalForm, rows: readonly DataRow[]): readonly DataRow[] {
  const width = widthUs(form);
  const total = bucketsIn(form);
  const [first] = rows;
  if (form.answer !== 'series' || width === null || total === null || first === undefined) return rows;
  if (total > MOST_FILLED || total <= rows.length) return rows;
  const byTime = new Map(rows.map((row) => [momentUs(row), row]));
  const startUs = Math.floor(form.range.startUs / width) * width;
  const times = Array.from({ length: total }, (_, index) => startUs + index * width);
  // Buckets that begin elsewhere, as those of a zone, are left as they are.
  if (![...byTime.keys()].every((us) => times.includes(us))) return rows;
  const empty = 'records' in first ? { [MEASURE_COLUMN]: 0, records: 0 } : { [MEASURE_COLUMN]: 0 };
  return times.map((us) => byTime.get(us) ?? { [TIME_COLUMN]: new Date(us / 1000).toISOString(), ...empty });
}
