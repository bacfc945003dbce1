import Table from 'cli-table3';
import { parseExact, stringifyExact } from '../exact-json.ts';

type JsonObject = Readonly<Record<string, unknown>>;

const PLAIN_STYLE = { head: [], border: [] };

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function cell(value: unknown): string {
  if (value === null || value === undefined) return '';
  return typeof value === 'object' ? stringifyExact(value) : String(value);
}

/** Lines of a table with its head, cut to the width of the terminal where that is known. */
export function table(
  head: readonly string[],
  rows: ReadonlyArray<readonly unknown[]>,
  wideColumn?: number,
): string {
  const texts = rows.map((row) => row.map(cell));
  const width = process.stdout.columns ?? 0;
  const widths = head.map(
    (name, index) => 2 + Math.max(name.length, ...texts.map((row) => row[index]?.length ?? 0)),
  );
  if (wideColumn !== undefined && width > 0) {
    const others = widths.reduce((sum, each, index) => sum + (index === wideColumn ? 1 : each + 1), 1);
    widths[wideColumn] = Math.max(20, Math.min(widths[wideColumn] ?? 0, width - others));
  }
  const options = {
    head: [...head],
    style: PLAIN_STYLE,
    wordWrap: true,
    ...(wideColumn === undefined ? {} : { colWidths: widths }),
  };
  const lines = new Table(options);
  lines.push(...texts);
  return lines.toString();
}

/** The rows of a result, as `result.ts` lays them out: columns and rows of values, or rows that are objects. */
function rowsOf(value: unknown): { head: string[]; rows: unknown[][] } | null {
  if (!isObject(value) || !Array.isArray(value.rows) || value.rows.length === 0) return null;
  if (Array.isArray(value.columns)) return { head: value.columns.map(String), rows: value.rows };
  if (!value.rows.every(isObject)) return null;
  const head = [...new Set(value.rows.flatMap((row) => Object.keys(row)))];
  return { head, rows: value.rows.map((row) => head.map((name) => row[name])) };
}

/** A result for a person: its rows as a table with the rest in lines below, or the whole as indented JSON. */
export function forPerson(text: string): string {
  const value = parseResult(text);
  if (!isObject(value)) return text;
  const { data, untrusted_data: untrusted, ...rest } = value;
  const found = rowsOf(untrusted ?? data);
  if (!found) return stringifyExact(value, 2);
  const lines = Object.entries(rest).map(([name, item]) => `${name}: ${describe(item)}`);
  return [table(found.head, found.rows), ...lines].join('\n');
}

function describe(value: unknown): string {
  if (isObject(value) && typeof value.start === 'string' && typeof value.end === 'string')
    return `${value.start} to ${value.end}`;
  return Array.isArray(value) && value.every((item) => typeof item === 'string')
    ? value.join(' ')
    : cell(value);
}

function parseResult(text: string): unknown {
  try {
    return parseExact(text);
  } catch {
    return text;
  }
}
