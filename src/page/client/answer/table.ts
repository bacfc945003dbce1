import { el } from '../dom/dom.ts';

/** Rows of equal shape. */
export interface Table {
  readonly columns: readonly string[];
  readonly rows: ReadonlyArray<readonly unknown[]>;
}

interface Block {
  readonly columns?: readonly string[];
  readonly rows?: readonly unknown[];
}

const MOST_ROWS = 200;
const LONGEST_CELL = 400;
const DIGITS = 6;

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function withColumns(rows: readonly unknown[]): Table {
  const objects = rows.filter(isObject);
  if (objects.length < rows.length) return { columns: ['value'], rows: rows.map((row) => [row]) };
  const columns = [...new Set(objects.flatMap((row) => Object.keys(row)))];
  return { columns, rows: objects.map((row) => columns.map((column) => row[column])) };
}

/** The rows in what a tool answered; null where there are none. */
export function tableIn(shaped: Readonly<Record<string, unknown>>): Table | null {
  const { columns, rows } = shaped as Block;
  if (!rows || rows.length === 0) return null;
  if (columns && rows.every(Array.isArray)) return { columns, rows: rows as readonly unknown[][] };
  return withColumns(rows);
}

const isMicroseconds = (column: string, value: unknown) =>
  /time(stamp)?|_at$/i.test(column) && /^\d{16}$/.test(String(value));

export function cellText(column: string, value: unknown): string {
  if (value === null || value === undefined) return '';
  if (isMicroseconds(column, value)) return new Date(Number(value) / 1000).toLocaleString();
  if (typeof value === 'number' && !Number.isInteger(value)) return String(Number(value.toPrecision(DIGITS)));
  const text = typeof value === 'object' ? JSON.stringify(value) : String(value);
  return text.length > LONGEST_CELL ? `${text.slice(0, LONGEST_CELL)} …` : text;
}

export function drawTable({ columns, rows }: Table, caption: string): HTMLElement {
  const numeric = columns.map((_, at) => rows.every((row) => typeof row[at] === 'number'));
  const isNumber = (value: unknown, at: number) => numeric[at] && !isMicroseconds(columns[at] ?? '', value);
  const classOf = (value: unknown, at: number): { class: string } | Record<string, never> => {
    if (isNumber(value, at)) return { class: 'number' };
    return isMicroseconds(columns[at] ?? '', value) ? { class: 'when' } : {};
  };
  const cellOf = (value: unknown, at: number) =>
    el('td', classOf(value, at), cellText(columns[at] ?? '', value));
  const body = rows.slice(0, MOST_ROWS).map((row) => el('tr', {}, ...row.map(cellOf)));
  const more = rows.length > MOST_ROWS ? `, the first ${MOST_ROWS}` : '';
  return el(
    'div',
    { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': caption },
    el(
      'table',
      {},
      el('caption', {}, `${caption}${more}`),
      el(
        'thead',
        {},
        el(
          'tr',
          {},
          ...columns.map((column, at) =>
            el('th', { scope: 'col', ...(isNumber(rows[0]?.[at], at) ? { class: 'number' } : {}) }, column),
          ),
        ),
      ),
      el('tbody', {}, ...body),
    ),
  );
}
