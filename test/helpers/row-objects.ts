/** Rows as answers hold them: the names of the columns once. */
export interface Rows {
  readonly columns: readonly string[];
  readonly rows: ReadonlyArray<readonly unknown[]>;
}

/** The rows of an answer as objects. */
export const rowObjects = (data: unknown): Array<Record<string, unknown>> => {
  const { columns, rows } = data as Rows;
  return rows.map((row) => Object.fromEntries(columns.map((column, at) => [column, row[at]])));
};
