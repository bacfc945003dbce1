import { button, el } from '../dom/dom.ts';
import { clockText, dayText, momentText } from './format.ts';
import { momentIn, type Table } from './table-data.ts';

const ROWS_A_TIME = 100;
const LONG_CELL = 160;
const DIGITS = 6;

interface TableOptions {
  readonly caption: string;
  readonly timeZone: string | undefined;
  /** What pressing a cell of a column does; null for columns whose cells are plain text. */
  readonly onCell: (column: string) => ((value: string) => void) | null;
}

/** A value as a cell shows it. */
export function cellText(value: unknown, timeZone: string | undefined): string {
  if (value === null || value === undefined) return '';
  const ms = momentIn(value);
  if (ms !== null) return momentText(ms, timeZone);
  if (typeof value === 'number' && !Number.isInteger(value)) return String(Number(value.toPrecision(DIGITS)));
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

function compare(a: unknown, b: unknown): number {
  if (a === b) return 0;
  // What is missing goes last in both directions.
  if (a === null || a === undefined) return 1;
  if (b === null || b === undefined) return -1;
  return typeof a === 'number' && typeof b === 'number'
    ? a - b
    : String(a).localeCompare(String(b), undefined, { numeric: true });
}

/** A table that is sorted by pressing the name of a column, some rows at a time. */
export function drawTable({ columns, rows }: Table, options: TableOptions): HTMLElement {
  const { caption, timeZone, onCell } = options;
  const numeric = columns.map((_, at) =>
    rows.every((row) => row[at] === null || typeof row[at] === 'number'),
  );
  const moments = rows.flatMap((row) => row.map(momentIn)).filter((ms) => ms !== null);
  const [day, ...otherDays] = new Set(moments.map((ms) => dayText(ms, timeZone)));
  /** Of several times of one day, the day stands above them. */
  const isOneDay = moments.length > 1 && otherDays.length === 0;
  let sorted = rows;
  let by: { readonly column: number; readonly isDown: boolean } | null = null;
  let shown = ROWS_A_TIME;

  function cell(value: unknown, at: number): HTMLElement {
    const column = columns[at] as string;
    const whole = cellText(value, timeZone);
    const ms = momentIn(value);
    const isClock = ms !== null && isOneDay;
    const text = isClock ? clockText(ms, timeZone) : whole;
    const press = text === '' ? null : onCell(column);
    const kind = numeric[at] ? 'number' : ms === null ? null : 'when';
    if (press)
      return el(
        'td',
        { class: kind },
        button(text, () => press(String(value)), { class: 'link' }),
      );
    if (text.length <= LONG_CELL) return el('td', { class: kind, title: isClock ? whole : null }, text);
    return el(
      'td',
      { class: 'long' },
      el('details', {}, el('summary', {}, `${text.slice(0, LONG_CELL)} …`), text),
    );
  }

  const body = el('tbody');
  const more = button('', () => {
    shown += ROWS_A_TIME;
    fill();
  });
  const heads = columns.map((column, at) =>
    el(
      'th',
      { scope: 'col', class: numeric[at] ? 'number' : null },
      button(column, () => sortBy(at), { class: 'sort' }),
    ),
  );

  function sortBy(column: number): void {
    by = { column, isDown: by?.column === column ? !by.isDown : numeric[column] === true };
    const { isDown } = by;
    sorted = rows.toSorted((a, b) => {
      const isMissing = [a[column], b[column]].some((value) => value === null || value === undefined);
      const order = compare(a[column], b[column]);
      return isDown && !isMissing ? -order : order;
    });
    for (const [at, head] of heads.entries())
      if (at === column) head.setAttribute('aria-sort', isDown ? 'descending' : 'ascending');
      else head.removeAttribute('aria-sort');
    fill();
  }

  function fill(): void {
    body.replaceChildren(
      ...sorted.slice(0, shown).map((row) => el('tr', {}, ...columns.map((_, at) => cell(row[at], at)))),
    );
    more.hidden = shown >= rows.length;
    more.textContent = `Show ${Math.min(ROWS_A_TIME, rows.length - shown)} more of ${rows.length}`;
  }

  fill();
  return el(
    'div',
    { class: 'table' },
    el(
      'div',
      { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': caption },
      el(
        'table',
        {},
        el('caption', {}, isOneDay ? `${caption}, ${day}` : caption),
        el('thead', {}, el('tr', {}, ...heads)),
        body,
      ),
    ),
    more,
  );
}
