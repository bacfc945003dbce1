import { stringifyExact } from '../json/exact-json.ts';
import type { ViewCell, ViewRows } from '../views/view-data.ts';
import type { Table } from './table.ts';

const MOST_ROWS = 10_000;

function cellOf(value: unknown): ViewCell {
  if (typeof value === 'bigint') return String(value);
  if (Array.isArray(value) && value.every((item) => typeof item !== 'object')) return value.join(', ');
  if (typeof value === 'object' && value !== null) return stringifyExact(value);
  return value === undefined ? null : (value as ViewCell);
}

/** All rows of a table for a view to draw, and how many more there are. */
export const viewRows = ({ columns, rows }: Table): ViewRows => ({
  kind: 'rows',
  columns,
  rows: rows.slice(0, MOST_ROWS).map((row) => row.map(cellOf)),
  left: Math.max(0, rows.length - MOST_ROWS),
});
