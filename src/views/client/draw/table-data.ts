/** Rows of equal shape. */
export interface Table {
  readonly columns: readonly string[];
  readonly rows: ReadonlyArray<readonly unknown[]>;
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A row by the names of its columns. */
export type RowObject = Readonly<Record<string, unknown>>;

/** The rows in what a tool answered; null where there are none. */
export function tableIn(data: unknown): Table | null {
  const { columns, rows } = isObject(data) ? data : {};
  if (!Array.isArray(columns) || !Array.isArray(rows) || rows.length === 0) return null;
  return rows.every(Array.isArray) ? { columns: columns.map(String), rows } : null;
}

/** The rows of a table as objects; of no table none. */
export const objectsOf = (table: Table | null): RowObject[] =>
  (table?.rows ?? []).map((row) =>
    Object.fromEntries((table?.columns ?? []).map((column, at) => [column, row[at]])),
  );

/** Rows that are objects, as a table; null where a row is none. */
export function tableOfObjects(rows: readonly unknown[]): Table | null {
  const objects = rows.filter(isObject);
  if (objects.length === 0 || objects.length < rows.length) return null;
  const columns = [...new Set(objects.flatMap(Object.keys))];
  return { columns, rows: objects.map((row) => columns.map((column) => row[column] ?? null)) };
}

const MOMENT = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?(Z|[+-]\d\d:?\d\d)?$/;

/** Milliseconds of a time as text; null for anything else. Without a zone it is UTC. */
export function momentIn(value: unknown): number | null {
  if (typeof value !== 'string') return null;
  const found = MOMENT.exec(value);
  if (!found) return null;
  const ms = Date.parse(found[1] === undefined ? `${value}Z` : value);
  return Number.isNaN(ms) ? null : ms;
}
