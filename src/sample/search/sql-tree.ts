import { parseExact, stringifyExact } from '../../json/exact-json.ts';
import type { Store } from '../store/store.ts';

/** A node of DuckDB's own syntax tree, as `json_serialize_sql` gives it. */
export type Node = { [key: string]: unknown };

interface Serialized {
  readonly error: boolean;
  readonly error_type?: string;
  readonly error_message?: string;
  readonly position?: string;
  readonly statements?: Array<{ node: Node }>;
}

/** The tree of each statement in `sql`, or what is wrong with it. */
export async function parseSql(store: Store, sql: string): Promise<Serialized> {
  const [row] = await store.query('SELECT json_serialize_sql($1::VARCHAR) AS tree', [sql]);
  return parseExact(String(row?.tree)) as Serialized;
}

/** SQL text for the tree of one statement. */
export async function printSql(store: Store, node: Node): Promise<string> {
  const tree = stringifyExact({ error: false, statements: [{ node, named_param_map: [] }] });
  const [row] = await store.query('SELECT json_deserialize_sql($1::JSON) AS text', [tree]);
  return String(row?.text);
}

/** Visit every node of a tree, parents first. */
export function walk(value: unknown, visit: (node: Node) => void): void {
  if (Array.isArray(value)) for (const item of value) walk(item, visit);
  else if (typeof value === 'object' && value !== null) {
    visit(value as Node);
    for (const item of Object.values(value)) walk(item, visit);
  }
}

/** The tree of one expression. */
export async function parseExpression(store: Store, expression: string): Promise<Node> {
  const { statements } = await parseSql(store, `SELECT ${expression}`);
  const list = (statements?.[0]?.node.select_list ?? []) as Node[];
  return list[0] as Node;
}

/** The modifiers (ORDER BY, LIMIT) of a statement that has nothing else. */
export async function parseModifiers(store: Store, clauses: string): Promise<Node[]> {
  const { statements } = await parseSql(store, `SELECT 1 ${clauses}`);
  return statements?.[0]?.node.modifiers as Node[];
}

/** Put `replacement` where `node` is, keeping its alias. */
export function replaceNode(node: Node, replacement: Node): void {
  const { alias } = node;
  for (const key of Object.keys(node)) delete node[key];
  Object.assign(node, replacement, { alias });
}
