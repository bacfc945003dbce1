import { changeMembers } from '../json/map-members.ts';
import { stringifyExact } from '../json/exact-json.ts';

type Row = Readonly<Record<string, unknown>>;

const LONG_TEXT = 600;
const isObject = (value: unknown): value is Row =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Only the named fields of a row, dots going into objects; the whole row when no field is named. */
export function project(row: unknown, fields: readonly string[]): unknown {
  if (fields.length === 0 || !isObject(row)) return row;
  const picked: Record<string, unknown> = {};
  for (const field of fields) {
    let value: unknown = row;
    for (const key of field.split('.')) value = isObject(value) ? value[key] : undefined;
    if (value !== undefined && value !== null) picked[field] = value;
  }
  return picked;
}

/** Rows of (nearly) equal shape as columns and rows, which says each name once; other rows as they are. */
function tabulate(rows: readonly unknown[]): { columns?: string[]; rows: unknown[] } {
  if (rows.length < 2 || !rows.every(isObject)) return { rows: [...rows] };
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const filled = rows.reduce((sum, row) => sum + Object.keys(row).length, 0);
  if (filled < (columns.length * rows.length) / 2) return { rows: [...rows] };
  return { columns, rows: rows.map((row) => columns.map((column) => row[column] ?? null)) };
}

function shorten(value: unknown, maxText: number): unknown {
  if (typeof value === 'string' && value.length > maxText)
    return `${value.slice(0, maxText)}... (+${value.length - maxText} characters)`;
  return typeof value === 'object' && value !== null
    ? changeMembers(value, (item) => shorten(item, maxText))
    : value;
}

/** As many rows as fit into `budget` characters, at least one, in tabular form where their shapes allow it. */
export function fitRows(all: readonly unknown[], budget: number, isFull: boolean) {
  let rows = all;
  let shortened = false;
  const cutTo = (maxText: number) => {
    const cut = rows.map((row) => shorten(row, maxText));
    shortened ||= cut.some(
      (row, index) => row !== rows[index] && stringifyExact(row).length < stringifyExact(rows[index]).length,
    );
    rows = cut;
  };
  if (!isFull) cutTo(LONG_TEXT);
  if (rows.length > 0 && stringifyExact(rows[0]).length > budget)
    cutTo(Math.max(40, Math.floor(budget / 50)));
  const data = tabulate(rows);
  let used = data.columns ? stringifyExact(data.columns).length : 0;
  let shown = 0;
  for (const row of data.rows) {
    used += stringifyExact(row).length + 1;
    if (used > budget && shown > 0) break;
    shown += 1;
  }
  return { data: { ...data, rows: data.rows.slice(0, shown) }, shown, shortened };
}

function limit(value: unknown, maxText: number, maxItems: number, depth: number): unknown {
  if (typeof value === 'string') return shorten(value, maxText);
  if (typeof value !== 'object' || value === null) return value;
  if (depth === 0)
    return Array.isArray(value) ? `(${value.length} items)` : `(${Object.keys(value).length} fields)`;
  if (Array.isArray(value)) {
    const kept = value.slice(0, maxItems).map((item) => limit(item, maxText, maxItems, depth - 1));
    return value.length > maxItems ? [...kept, `(+${value.length - maxItems} items)`] : kept;
  }
  const entries = Object.entries(value);
  const kept = entries
    .slice(0, maxItems * 2)
    .map(([key, item]) => [key, limit(item, maxText, maxItems, depth - 1)]);
  return Object.fromEntries(
    entries.length > maxItems * 2 ? [...kept, ['(more)', `${entries.length - maxItems * 2} fields`]] : kept,
  );
}

const LIMITS: ReadonlyArray<readonly [maxText: number, maxItems: number, depth: number]> = [
  [4000, 200, 12],
  [1000, 50, 8],
  [300, 20, 6],
  [100, 10, 4],
  [60, 5, 3],
  [30, 3, 2],
];

/** A value that fits into `budget` characters: as it is, or with long texts, long lists and deep parts cut and counted. */
export function shrink(value: unknown, budget: number): { readonly value: unknown; readonly cut: boolean } {
  if (stringifyExact(value).length <= budget) return { value, cut: false };
  for (const [maxText, maxItems, depth] of LIMITS) {
    const limited = limit(value, maxText, maxItems, depth);
    if (stringifyExact(limited).length <= budget) return { value: limited, cut: true };
  }
  return { value: limit(value, 20, 2, 1), cut: true };
}
