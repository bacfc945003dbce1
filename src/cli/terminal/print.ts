import { styleText } from 'node:util';
import Table from 'cli-table3';
import { parseExact, stringifyExact } from '../../json/exact-json.ts';
import { printable, withoutControls } from '../../redact/control-characters.ts';
import { MATRIX_HEAD, matrixCells, renderSparkline } from './sparkline.ts';

type JsonObject = Readonly<Record<string, unknown>>;

const PLAIN_STYLE = { head: [], border: [] };

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const LONGEST_JSON = 80;

const isJson = (value: unknown): value is object => typeof value === 'object' && value !== null;
const isLong = (value: unknown) => isJson(value) && stringifyExact(value).length > LONGEST_JSON;

/** Texts are whole; of JSON within a cell the beginning says enough. */
function cell(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (!isJson(value)) return String(value);
  const text = stringifyExact(value);
  return isLong(value) ? `${text.slice(0, LONGEST_JSON)}…` : text;
}

const NARROWEST = 6;

/** Widths of columns within a terminal: the widest give way first, and all keep a little. */
function fitted(widths: readonly number[], room: number): number[] {
  const fitting = [...widths];
  const total = () => fitting.reduce((sum, width) => sum + width + 1, 1);
  while (total() > room) {
    const widest = Math.max(...fitting);
    if (widest <= NARROWEST) break;
    const next = Math.max(NARROWEST, ...fitting.filter((width) => width < widest));
    const count = fitting.filter((width) => width === widest).length;
    const step = Math.max(1, Math.min(widest - next, Math.ceil((total() - room) / count)));
    for (const [index, width] of fitting.entries()) if (width === widest) fitting[index] = width - step;
  }
  return fitting;
}

/** Lines of a table with its head, within the width of the terminal where that is known. */
export function table(head: readonly string[], rows: ReadonlyArray<readonly unknown[]>): string {
  const texts = rows.map((row) => row.map(cell));
  const room = process.stdout.columns ?? 0;
  const linesOf = (text: string) => text.split('\n').map((line) => line.length);
  const widths = head.map(
    (name, index) => 2 + Math.max(name.length, ...texts.flatMap((row) => linesOf(row[index] ?? ''))),
  );
  const colWidths = room > 0 ? fitted(widths, room) : widths;
  const isWhole = colWidths.every((width, index) => width === widths[index]);
  const lines = new Table({
    // Bold on a terminal alone, and not under NO_COLOR; a word that is broken would break its colour.
    head: isWhole ? head.map((name) => styleText('bold', name)) : [...head],
    style: PLAIN_STYLE,
    wordWrap: true,
    // Words longer than their column would lose their end.
    wrapOnWordBoundary: isWhole,
    ...(isWhole ? {} : { colWidths }),
  });
  lines.push(...texts);
  return lines.toString();
}

/** The rows of a result, as `result.ts` lays them out: columns and rows of values, or rows that are objects. */
function rowsOf(value: unknown): { head: string[]; rows: unknown[][] } | null {
  if (!isObject(value) || !Array.isArray(value.rows) || value.rows.length === 0) return null;
  if (Array.isArray(value.columns)) return { head: value.columns.map(String), rows: value.rows };
  const series = value.rows.map(matrixCells);
  if (series.every((cells) => cells !== null))
    return { head: [...MATRIX_HEAD], rows: series.map((cells) => [...cells]) };
  if (!value.rows.every(isObject)) return null;
  const head = [...new Set(value.rows.flatMap((row) => Object.keys(row)))];
  return { head, rows: value.rows.map((row) => head.map((name) => row[name])) };
}

/** A result for a person: its rows as a table with the rest in lines below, or the whole as indented JSON. */
export function forPerson(text: string): string {
  const value = printable(parseResult(text));
  if (!isObject(value)) return withoutControls(text);
  const { untrusted_data: data, ...rest } = value;
  const found = rowsOf(data);
  if (!found) return stringifyExact(value, 2);
  const lines = Object.entries(rest).map(([name, item]) => `${name}: ${describe(item)}`);
  const cut = found.rows.flat().some(isLong) ? ['… is where JSON was cut: --json shows the whole.'] : [];
  return [table(found.head, found.rows), ...renderSparkline(found.head, found.rows), ...lines, ...cut].join(
    '\n',
  );
}

function describe(value: unknown): string {
  if (isObject(value) && typeof value.start === 'string' && typeof value.end === 'string')
    return `${value.start} to ${value.end}`;
  if (Array.isArray(value) && value.every((item) => typeof item === 'string')) return value.join(' ');
  return isJson(value) ? stringifyExact(value) : cell(value);
}

function parseResult(text: string): unknown {
  try {
    return parseExact(text);
  } catch {
    return text;
  }
}
