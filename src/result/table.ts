import { DateTime } from 'luxon';
import { utcFromNs } from '../call/arguments/times.ts';
import type { AnswerUnit } from '../contract/tool.ts';
import { valueAt } from '../openobserve/answer.ts';
import {
  inUnit,
  isTimeName,
  lastKey,
  momentNs,
  nameWithUnit,
  presentedCell,
  type Reading,
  rounded,
} from './values.ts';

/** Rows that say the name of each column once. */
export interface Table {
  readonly columns: readonly string[];
  readonly rows: ReadonlyArray<readonly unknown[]>;
}

/** How a table is to be read beyond what its values tell. */
export interface TableReading extends Reading {
  /** Names that columns are shown under. */
  readonly rename: Readonly<Record<string, string>>;
  /** Columns that hold moments whatever their names. */
  readonly isMoment: (column: string, values: readonly unknown[]) => boolean;
  /** Units of single columns, by name. */
  readonly unitOf: Readonly<Record<string, AnswerUnit>>;
  /** The column of histogram buckets, as text without a zone, and the zone that it is in. */
  readonly bucket: { readonly column: string; readonly zone: string } | null;
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Only the named fields of a row, in this order, dots going into objects and lists. */
export function project(row: unknown, fields: readonly string[]): unknown {
  if (!isObject(row)) return row;
  return Object.fromEntries(fields.map((field) => [field, valueAt(row, field)]));
}

/** Items of a list within rows, each as a row with the other fields of its row. */
export function unnested(rows: readonly unknown[], field: string): unknown[] {
  return rows.flatMap((row) => {
    if (!isObject(row) || !Array.isArray(row[field])) return [row];
    const { [field]: items, ...rest } = row;
    return (items as unknown[]).map((item) => ({ ...rest, ...(isObject(item) ? item : { [field]: item }) }));
  });
}

/**
 * Rows as a table. `wanted`: columns that stand first, in this order, even where no row has a value. Rows that are no
 * objects have the columns `names`, or one that is called `value`.
 */
export function tableOf(
  rows: readonly unknown[],
  wanted: readonly string[],
  names: readonly string[] = [],
): Table {
  if (rows.length > 0 && rows.every(Array.isArray)) {
    const width = Math.max(...rows.map((row) => (row as unknown[]).length));
    const columns = Array.from({ length: width }, (_, at) => names[at] ?? String(at));
    return { columns, rows: rows.map((row) => columns.map((_, at) => (row as unknown[])[at] ?? null)) };
  }
  const own = names[0] ?? 'value';
  const objects = rows.map((row) => (isObject(row) ? row : { [own]: row }));
  const filled = new Set(
    objects.flatMap((row) => Object.keys(row).filter((key) => row[key] !== undefined && row[key] !== null)),
  );
  const columns = [...new Set([...wanted, ...filled])];
  return { columns, rows: objects.map((row) => columns.map((column) => row[column] ?? null)) };
}

const BARE_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?$/;

/** A time without a zone, in `zone`, as ISO 8601 text in UTC; any other value as it is. */
export function inUtc(value: unknown, zone: string): unknown {
  if (typeof value !== 'string' || !BARE_TIME.test(value)) return value;
  const moment = DateTime.fromISO(value, { zone });
  return moment.isValid ? utcFromNs(BigInt(moment.toMillis()) * 1_000_000n) : value;
}

/** One column: its name and what its values become. */
function columnAs(
  column: string,
  values: readonly unknown[],
  reading: TableReading,
): { name: string; change: (value: unknown) => unknown } {
  const name = reading.rename[column] ?? column;
  if (reading.bucket?.column === column) {
    const { zone } = reading.bucket;
    return { name, change: (value) => inUtc(value, zone) };
  }
  const told = values.filter((value) => value !== null);
  const isNumeric = told.every((value) => typeof value === 'number' || typeof value === 'bigint');
  if (
    told.length > 0 &&
    isNumeric &&
    (isTimeName(column) || reading.isMoment(column, told)) &&
    told.every((value) => momentNs(value) !== null)
  )
    return { name, change: (value) => (value === null ? null : utcFromNs(momentNs(value) as bigint)) };
  const unit = reading.unitOf[column] ?? reading.units[lastKey(column)];
  if (isNumeric && unit !== undefined)
    return {
      name: nameWithUnit(name, unit),
      change: (value) => {
        const converted = inUnit(value, unit);
        return typeof converted === 'number' && !reading.isWhole ? rounded(converted) : converted;
      },
    };
  return { name, change: (value) => presentedCell(value, reading) };
}

/** A table with moments as ISO 8601 text in UTC, lengths and sizes in the units that the columns' names then say. */
export function presentedTable({ columns, rows }: Table, reading: TableReading): Table {
  const shown = columns.map((column, at) =>
    columnAs(
      column,
      rows.map((row) => row[at] ?? null),
      reading,
    ),
  );
  return {
    columns: shown.map(({ name }) => name),
    rows: rows.map((row) => shown.map(({ change }, at) => change(row[at] ?? null))),
  };
}

/** The same table with 0 as null in the named columns: OpenObserve says 0 for what it does not know. */
export function withoutUnknown({ columns, rows }: Table, zeroIsUnknown: readonly string[]): Table {
  const unknown = new Set(zeroIsUnknown.map((field) => columns.indexOf(field)));
  if (zeroIsUnknown.length === 0) return { columns, rows };
  return {
    columns,
    rows: rows.map((row) => row.map((value, at) => (unknown.has(at) && value === 0 ? null : value))),
  };
}
