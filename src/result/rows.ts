import type { Arguments } from '../contract/tool.ts';
import { parseExact } from '../json/exact-json.ts';
import type { ToolResult } from './result.ts';

interface Rows {
  readonly columns?: readonly string[];
  readonly rows?: ReadonlyArray<readonly unknown[] | Arguments>;
}

/** The rows of a result as objects; empty where it has none. */
export function rowsIn({ content }: ToolResult): Arguments[] {
  const { data, untrusted_data } = parseExact(content[0]?.text ?? '{}') as Record<string, Rows | undefined>;
  const { columns, rows = [] } = data ?? untrusted_data ?? {};
  return rows.map((row) =>
    columns && Array.isArray(row) ? Object.fromEntries(columns.map((key, at) => [key, row[at]])) : row,
  ) as Arguments[];
}
