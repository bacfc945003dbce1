import { cutText } from '../json/cut-text.ts';
import { changeMembers } from '../json/map-members.ts';
import { stringifyExact } from '../json/exact-json.ts';
import type { Table } from './table.ts';

const LONG_TEXT = 600;
/** Digits make more tokens than words do: what a time costs beyond its characters. */
const TIME = /\dT\d\d:\d\d:\d\d/g;
const TIME_EXTRA = 20;

function shorten(value: unknown, maxText: number): unknown {
  if (typeof value === 'string') return cutText(value, maxText);
  return typeof value === 'object' && value !== null
    ? changeMembers(value, (item) => shorten(item, maxText))
    : value;
}

/** How many columns fit into `budget` characters with their cells of one row, at least one. */
function fittingColumns(columns: readonly string[], row: readonly unknown[], budget: number): number {
  let used = 0;
  const first = columns.findIndex((name, at) => {
    used += stringifyExact(name).length + stringifyExact(row[at] ?? null).length + 2;
    return used > budget;
  });
  return first === -1 ? columns.length : Math.max(1, first);
}

/**
 * As many rows as fit into `budget` characters, at least one, with long texts shortened unless the answer is full. Of a
 * row that is wider than that by itself, the first columns: `columnsLeft` counts the others.
 */
export function fitRows({ columns: allColumns, rows: all }: Table, budget: number, isFull: boolean) {
  let rows = all;
  let shortened = false;
  const cutTo = (maxText: number) => {
    const cut = rows.map((row) => shorten(row, maxText) as readonly unknown[]);
    shortened ||= cut.some(
      (row, index) => row !== rows[index] && stringifyExact(row).length < stringifyExact(rows[index]).length,
    );
    rows = cut;
  };
  if (!isFull) cutTo(LONG_TEXT);
  const widthOf = (row: readonly unknown[] = []) =>
    stringifyExact(allColumns).length + stringifyExact(row).length;
  if (widthOf(rows[0]) > budget) cutTo(Math.max(40, Math.floor(budget / 50)));
  let columns = allColumns;
  if (rows[0] !== undefined && widthOf(rows[0]) > budget) {
    const half = Math.floor(budget / 2);
    rows = rows.map((row) => row.map((cell) => shrink(cell, half).value));
    columns = allColumns.slice(0, fittingColumns(allColumns, rows[0] ?? [], budget));
    rows = rows.map((row) => row.slice(0, columns.length));
  }
  let used = stringifyExact(columns).length;
  let shown = 0;
  for (const row of rows) {
    const text = stringifyExact(row);
    used += text.length + 1 + TIME_EXTRA * (text.match(TIME)?.length ?? 0);
    if (used > budget && shown > 0) break;
    shown += 1;
  }
  const columnsLeft = allColumns.length - columns.length;
  return { table: { columns, rows: rows.slice(0, shown) }, shown, shortened, columnsLeft };
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
