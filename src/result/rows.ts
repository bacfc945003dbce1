import type { Arguments } from '../contract/tool.ts';
import { parseExact } from '../json/exact-json.ts';
import type { ToolResult } from './result.ts';

interface Rows {
  readonly columns?: readonly string[];
  readonly rows?: ReadonlyArray<readonly unknown[]>;
}

/** The rows of a result as objects; empty where it has none. */
export function rowsIn({ content }: ToolResult): Arguments[] {
  const { untrusted_data } = parseExact(content[0]?.text ?? '{}') as { readonly untrusted_data?: Rows };
  const { columns = [], rows = [] } = untrusted_data ?? {};
  return rows.map((row) => Object.fromEntries(columns.map((key, at) => [key, row[at]])));
}
