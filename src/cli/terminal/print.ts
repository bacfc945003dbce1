import { parseExact, stringifyExact } from '../../json/exact-json.ts';
import { printable, withoutControls } from '../../redact/control-characters.ts';
import { cellText, isLong, isTime, localTime, localTimeWithZone, withLocalTimes } from './cells.ts';
import { pointsColumn, renderSparkline } from './sparkline.ts';
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

type Rows = NonNullable<ReturnType<typeof rowsOf>>;

/** Rows without the columns of whole series, which are drawn instead. */
function withoutSeries({ columns, rows }: Rows): Rows {
  const points = pointsColumn(rows);
  if (points < 0) return { columns, rows };
  const isKept = (at: number) => at !== points && !rows.every((row) => Array.isArray(row[at]));
  return {
    columns: columns.filter((_, at) => isKept(at)),
    rows: rows.map((row) => row.filter((_, at) => isKept(at))),
  };
}

/** What stands beside the rows: further tables, and what fits into a line. */
function besideRows(data: unknown): string[] {
  const { columns: _, rows: __, summary: ___, ...beside } = isObject(data) ? data : {};
  return Object.entries(beside).map(([name, item]) => {
    const table = rowsOf(item);
    return table
      ? `${name}:\n${drawTable(table.columns, table.rows).text}`
      : `${name}: ${describe(name, item)}`;
  });
}

/** A result for a person: its rows as a table with the rest in lines around it, or the whole as indented JSON. */
export function forPerson(text: string): string {
  const value = printable(parseResult(text));
  if (!isObject(value)) return withoutControls(text);
  const { answer, untrusted_data: data, ...rest } = value;
  const found = rowsOf(data);
  if (!found && typeof answer !== 'string') return stringifyExact(value, 2);
  const { columns, rows } = found ?? { columns: [], rows: [] };
  const plain = withoutSeries({ columns, rows });
  const drawn = found ? drawTable(plain.columns, plain.rows) : { text: '', dropped: [] };
  const lines = Object.entries(rest).map(([name, item]) => `${name}: ${describe(name, item)}`);
  return [
    ...(typeof answer === 'string' ? [withLocalTimes(answer)] : []),
    ...(found ? [drawn.text] : []),
    ...renderSparkline(columns, rows),
    ...besideRows(data),
    ...lines,
    ...(drawn.dropped.length === 0 ? [] : [`No room for ${drawn.dropped.join(', ')}: --json shows all.`]),
    ...(plain.rows.flat().some(isLong) ? ['… is where JSON was cut: --json shows the whole.'] : []),
  ].join('\n');
}

function describe(name: string, value: unknown): string {
  if (isObject(value) && isTime(value.start) && isTime(value.end))
    return `${localTime(value.start)} to ${localTimeWithZone(value.end)}`;
  if (Array.isArray(value) && value.every((item) => typeof item === 'string'))
    return value.join(value.every((item) => item.endsWith('.')) ? ' ' : ', ');
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
