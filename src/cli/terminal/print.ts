import { parseExact, stringifyExact } from '../../json/exact-json.ts';
import { printable, withoutControls } from '../../redact/control-characters.ts';
import { cellText, isLong, isTime, localTime } from './cells.ts';
import { renderSparkline } from './sparkline.ts';
import { drawTable } from './table.ts';

type JsonObject = Readonly<Record<string, unknown>>;

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The rows of a result, as `result.ts` lays them out. */
function rowsOf(
  value: unknown,
): { columns: readonly string[]; rows: ReadonlyArray<readonly unknown[]> } | null {
  if (!isObject(value) || !Array.isArray(value.rows) || value.rows.length === 0) return null;
  return Array.isArray(value.columns) ? { columns: value.columns.map(String), rows: value.rows } : null;
}

/** A result for a person: its rows as a table with the rest in lines below, or the whole as indented JSON. */
export function forPerson(text: string): string {
  const value = printable(parseResult(text));
  if (!isObject(value)) return withoutControls(text);
  const { untrusted_data: data, ...rest } = value;
  const found = rowsOf(data);
  if (!found) return stringifyExact(value, 2);
  const { columns, rows } = found;
  const { text: drawn, dropped } = drawTable(columns, rows);
  const lines = Object.entries(rest).map(([name, item]) => `${name}: ${describe(name, item)}`);
  return [
    drawn,
    ...renderSparkline(columns, rows),
    ...lines,
    ...(dropped.length === 0 ? [] : [`No room for ${dropped.join(', ')}: --json shows all.`]),
    ...(rows.flat().some(isLong) ? ['… is where JSON was cut: --json shows the whole.'] : []),
  ].join('\n');
}

function describe(name: string, value: unknown): string {
  if (isObject(value) && isTime(value.start) && isTime(value.end))
    return `${localTime(value.start)} to ${localTime(value.end)}`;
  if (Array.isArray(value) && value.every((item) => typeof item === 'string')) return value.join(' ');
  return isObject(value) || Array.isArray(value)
    ? stringifyExact(value)
    : cellText(name, value) || 'not known';
}

function parseResult(text: string): unknown {
  try {
    return parseExact(text);
  } catch {
    return text;
  }
}
