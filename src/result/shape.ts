import { changeMembers } from '../json/map-members.ts';
import { stringifyExact } from '../json/exact-json.ts';
import type { Table } from './table.ts';

const LONG_TEXT = 600;
/** Digits make more tokens than words do: what a time costs beyond its characters. */
const TIME = /\dT\d\d:\d\d:\d\d/g;
const TIME_EXTRA = 20;

function shorten(value: unknown, maxText: number): unknown {
  if (typeof value === 'string' && value.length > maxText)
    return `${value.slice(0, maxText)}... (+${value.length - maxText} characters)`;
  return typeof value === 'object' && value !== null
    ? changeMembers(value, (item) => shorten(item, maxText))
    : value;
}

/** As many rows as fit into `budget` characters, at least one, with long texts shortened unless the answer is full. */
export function fitRows({ columns, rows: all }: Table, budget: number, isFull: boolean) {
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
  if (rows.length > 0 && stringifyExact(rows[0]).length > budget)
    cutTo(Math.max(40, Math.floor(budget / 50)));
  let used = stringifyExact(columns).length;
  let shown = 0;
  for (const row of rows) {
    const text = stringifyExact(row);
    used += text.length + 1 + TIME_EXTRA * (text.match(TIME)?.length ?? 0);
    if (used > budget && shown > 0) break;
    shown += 1;
  }
  return { table: { columns, rows: rows.slice(0, shown) }, shown, shortened };
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
