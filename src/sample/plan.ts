import { fullTextFields, matchAllSql } from './full-text.ts';
import { automaticSeconds, intervalSeconds, shownSeconds, zoneShiftUs } from './histogram.ts';
import { plainRefusal, type Refusal, searchRefusal } from './refusal.ts';
import {
  type Node,
  parseExpression,
  parseModifiers,
  parseSql,
  printSql,
  replaceNode,
  walk,
} from './sql-tree.ts';
import { quoted, type SampleStream, type Store, tableOf } from './store.ts';

const AGGREGATES =
  /^(count|count_star|sum|avg|mean|min|max|median|stddev\w*|var\w*|approx_\w+|quantile\w*|percentile\w*|array_agg|string_agg|first|last|first_value|last_value|bool_and|bool_or|corr|mode)$/;
const FULL_TEXT = /^match_all(_raw(_ignore_case)?)?$/;

/** A search as asked for. Times in µs, half-open. `size` and `from` as in OpenObserve. */
export interface SearchRequest {
  readonly sql: string;
  readonly type: string;
  readonly startUs: number;
  readonly endUs: number;
  readonly from: number;
  readonly size: number | null;
  readonly histogramSeconds: number | null;
  readonly timeZone: unknown;
}

/** What to run for it. */
export interface Plan {
  readonly sql: string;
  readonly streams: readonly SampleStream[];
  /** More rows than this are cut, with a warning; null when the SQL or the size bounds them. */
  readonly capRows: number | null;
  /** The LIMIT of the SQL itself; null without one. */
  readonly limit: number | null;
  readonly histogramSeconds: number | null;
  readonly orderBy: ReadonlyArray<readonly [string, string]>;
}

/** How the times of the sample's rows are moved, in µs. */
export type Offset = (stream: SampleStream) => number;

function syntaxRefusal(sql: string, message: string, position: number): Refusal {
  const text = (expected: string, found: string) =>
    plainRefusal(400, `Error# SQL error: ParserError("Expected: ${expected}, found: ${found}")`);
  if (/end of input/.test(message)) return text('an expression', 'EOF');
  const before = sql.slice(0, position).split('\n');
  const word = /^\S+/.exec(sql.slice(position))?.[0] ?? '';
  const where = `${word} at Line: ${before.length}, Column: ${(before.at(-1) ?? '').length + 1}`;
  return text(sql.slice(0, position).trim() === '' ? 'an SQL statement' : 'end of statement', where);
}

/** The tree of the statement that counts: the last one. @throws {Refusal} when it is no readable query */
async function readQuery(store: Store, sql: string): Promise<Node> {
  if (sql.trim() === '') throw plainRefusal(400, 'Error# Failed to parse sql');
  const tree = await parseSql(store, sql);
  const [, verb, table] =
    /^\s*(delete|insert|update|drop|create|alter|truncate)\b(?:\s+(?:from|into|table))?\s+"?(\w+)?/i.exec(
      sql,
    ) ?? [];
  if (verb)
    throw searchRefusal(
      20008,
      `${verb.toUpperCase()} operation on table '${table ?? ''}'\ncaused by\nThis feature is not implemented: ${verb.toUpperCase()} not supported for Base table`,
    );
  if (tree.error) {
    if (tree.error_type === 'parser')
      throw syntaxRefusal(sql, tree.error_message ?? '', Number(tree.position ?? 0));
    throw searchRefusal(20008, `This feature is not implemented: ${tree.error_message}`);
  }
  return tree.statements?.at(-1)?.node as Node;
}

interface Found {
  readonly streams: SampleStream[];
  readonly tables: Node[];
  readonly commonTables: ReadonlySet<string>;
}

/** Point every table at the rows of its stream in the range. @throws {Refusal} when a stream does not exist */
function bindStreams(store: Store, node: Node, type: string): Found {
  const commonTables = new Set<string>();
  const tables: Node[] = [];
  walk(node, (item) => {
    for (const entry of (item.cte_map as { map?: Array<{ key: string }> })?.map ?? [])
      commonTables.add(entry.key.toLowerCase());
    if (item.type === 'BASE_TABLE') tables.push(item);
  });
  const streams: SampleStream[] = [];
  const bound = tables.filter(
    (table) => table.schema_name !== '' || !commonTables.has(String(table.table_name).toLowerCase()),
  );
  for (const table of bound) {
    const name = String(table.table_name);
    const kind = String(table.schema_name || type);
    const stream = store.find(kind, name) ?? store.find(kind, name.toLowerCase());
    if (!stream) throw searchRefusal(20002, `Search stream not found: ${name}`);
    streams.push(stream);
    table.alias ||= name;
    table.schema_name = '';
    table.table_name = `${stream.type}/${stream.name}`;
  }
  return { streams, tables: bound, commonTables };
}

/** @throws {Refusal} for a field that no stream has: names count exactly as they are stored */
function checkFields(node: Node, sql: string, { streams }: Found): void {
  const known = new Set(streams.flatMap(({ fields }) => fields.map((field) => field.name)));
  const used = new Set<string>();
  const missing: string[] = [];
  let hasStar = false;
  const aliases = new Set<string>();
  walk(node, (item) => {
    if (typeof item.alias === 'string' && item.alias !== '') aliases.add(item.alias);
    if (item.class === 'STAR') hasStar = true;
  });
  walk(node, (item) => {
    if (item.class !== 'COLUMN_REF') return;
    const name = (item.column_names as string[]).at(-1) as string;
    if (known.has(name)) used.add(name);
    else if (!aliases.has(name)) missing.push(name);
  });
  const [first] = missing;
  const [stream] = streams;
  if (first === undefined || !stream) return;
  const shown = sql.includes(`"${first}"`) ? `"${first}"` : first.toLowerCase();
  const valid = stream.fields
    .filter(({ name }) => hasStar || name === '_timestamp' || used.has(name))
    .map(({ name }) => `${stream.name}.${name}`);
  throw searchRefusal(
    20004,
    `Search field not found: Schema error: No field named ${shown}. Valid fields are ${valid.join(', ')}.`,
  );
}

const functionsIn = (node: Node, test: RegExp) => {
  const found: Node[] = [];
  walk(node, (item) => {
    if (item.class === 'FUNCTION' && test.test(String(item.function_name))) found.push(item);
  });
  return found;
};

const constantOf = (node: Node | undefined) => (node?.value as { value?: unknown } | undefined)?.value;

async function rewriteFullText(store: Store, node: Node, { streams }: Found): Promise<void> {
  const calls = functionsIn(node, FULL_TEXT);
  if (calls.length === 0) return;
  const [stream] = streams;
  if ((node.from_table as Node | undefined)?.type !== 'BASE_TABLE' || streams.length !== 1 || !stream) {
    throw searchRefusal(
      20001,
      'match_all() should directly apply to stream, FROM clause should not be join/subuqery/cte',
    );
  }
  const fields = fullTextFields(stream);
  if (fields.length === 0)
    throw searchRefusal(
      20001,
      'match_all() should only apply to the stream that have full text search fields',
    );
  for (const call of calls) {
    const text = String(constantOf((call.children as Node[])[0]) ?? '');
    replaceNode(call, await parseExpression(store, `(${matchAllSql(text, fields)})`));
  }
}

async function rewriteHistograms(store: Store, node: Node, request: SearchRequest): Promise<number | null> {
  let shown: number | null = null;
  for (const call of functionsIn(node, /^histogram$/)) {
    const [column, interval] = call.children as Node[];
    const seconds = interval
      ? intervalSeconds(constantOf(interval))
      : (request.histogramSeconds ?? automaticSeconds(request.startUs, request.endUs));
    shown = shownSeconds(seconds, request.startUs, request.endUs);
    const step = await parseExpression(
      store,
      `o2_histogram(0, ${seconds * 1e6}, ${zoneShiftUs(request.timeZone)})`,
    );
    replaceNode(call, { ...step, children: [column, ...(step.children as Node[]).slice(1)] });
  }
  return shown;
}

/** Aggregates and windows: their rows have no order of their own. */
function isComputed(node: Node): boolean {
  let found = (node.group_expressions as unknown[] | undefined)?.length !== 0 || node.having !== null;
  walk(node.select_list, (item) => {
    if (item.class === 'WINDOW') found = true;
    if (item.class === 'FUNCTION' && AGGREGATES.test(String(item.function_name))) found = true;
  });
  return found;
}

const modifiersOf = (node: Node, type: string) =>
  (node.modifiers as Node[]).filter((modifier) => modifier.type === type);

function limitOf(node: Node): number | null {
  const [modifier] = modifiersOf(node, 'LIMIT_MODIFIER');
  const value = constantOf(modifier?.limit as Node | undefined);
  return value === undefined ? null : Number(value);
}

function orderOf(node: Node): Array<[string, string]> {
  const orders = modifiersOf(node, 'ORDER_MODIFIER').flatMap((modifier) => modifier.orders as Node[]);
  return orders.map((order) => {
    const names = (order.expression as Node).column_names as string[] | undefined;
    return [names?.at(-1) ?? '', order.type === 'DESCENDING' ? 'desc' : 'asc'];
  });
}

/** A dashboard's filter on "all" is no filter. */
async function dropPlaceholders(store: Store, node: Node): Promise<void> {
  const filters: Node[] = [];
  walk(node, (item) => {
    if (item.class === 'COMPARISON' && constantOf(item.right as Node) === '_o2_all_') filters.push(item);
  });
  for (const filter of filters) replaceNode(filter, await parseExpression(store, 'true'));
}

/** Plain selects come newest first, with `_timestamp` even where only other fields are named. */
async function addDefaults(store: Store, node: Node, found: Found): Promise<void> {
  const from = node.from_table as Node | undefined;
  const isPlain =
    node.type === 'SELECT_NODE' &&
    from?.type === 'BASE_TABLE' &&
    found.tables.includes(from) &&
    !isComputed(node) &&
    modifiersOf(node, 'DISTINCT_MODIFIER').length === 0;
  if (!isPlain) return;
  const list = node.select_list as Node[];
  const names = list.flatMap((item) =>
    item.class === 'COLUMN_REF' ? [(item.column_names as string[]).at(-1)] : [],
  );
  if (names.length === list.length && !names.includes('_timestamp'))
    list.push(await parseExpression(store, '_timestamp'));
  if (modifiersOf(node, 'ORDER_MODIFIER').length === 0) {
    node.modifiers = [
      ...(await parseModifiers(store, 'ORDER BY _timestamp DESC')),
      ...(node.modifiers as Node[]),
    ];
  }
}

const DEFAULT_ROWS = 1000;

/** size > 0 is a limit, 0 to -998 the default limit with a warning, less is no limit; a LIMIT in the SQL beats them all. */
async function addLimit(store: Store, node: Node, { size, from }: SearchRequest): Promise<number | null> {
  if (modifiersOf(node, 'LIMIT_MODIFIER').length > 0) return null;
  if (from < 0)
    throw searchRefusal(
      20008,
      `Optimizer rule 'push_down_limit' failed\ncaused by\nError during planning: OFFSET must be >=0, '${from}' was provided`,
    );
  if (size !== null && size <= -999) return null;
  const isCapped = size !== null && size <= 0;
  const rows = isCapped ? DEFAULT_ROWS + 1 : (size ?? DEFAULT_ROWS);
  const [limit] = await parseModifiers(store, `LIMIT ${rows} OFFSET ${from}`);
  (node.modifiers as Node[]).push(limit as Node);
  return isCapped ? DEFAULT_ROWS : null;
}

function rangeOf(stream: SampleStream, { startUs, endUs }: SearchRequest, offsetUs: number): string {
  const name = quoted(`${stream.type}/${stream.name}`);
  const moved = (field: string, by: number) =>
    `CASE WHEN _own THEN ${field} ELSE ${field} + ${by}::BIGINT END AS ${field}`;
  const names = new Set(stream.fields.map((field) => field.name));
  const spans =
    stream.type === 'traces' ? ['start_time', 'end_time'].filter((field) => names.has(field)) : [];
  const times = [moved('_timestamp', offsetUs), ...spans.map((field) => moved(field, offsetUs * 1000))];
  return `${name} AS (SELECT * FROM (SELECT * EXCLUDE (_own) REPLACE (${times.join(', ')}) FROM ${tableOf(stream)}) WHERE _timestamp >= ${startUs} AND _timestamp < ${endUs})`;
}

/**
 * SQL for DuckDB that answers a search as OpenObserve would.
 * @throws {Refusal} with the real server's code and words where it would refuse
 */
export async function planSearch(store: Store, request: SearchRequest, offset: Offset): Promise<Plan> {
  const sql = request.sql.replaceAll(
    /approx_percentile_cont\(\s*([\d.]+)\s*\)\s*WITHIN\s+GROUP\s*\(\s*ORDER\s+BY\s+([^)]+?)\s*\)/gi,
    'approx_percentile_cont($2, $1)',
  );
  const node = await readQuery(store, sql);
  const found = bindStreams(store, node, request.type);
  checkFields(node, sql, found);
  await dropPlaceholders(store, node);
  await rewriteFullText(store, node, found);
  const histogramSeconds = await rewriteHistograms(store, node, request);
  await addDefaults(store, node, found);
  const orderBy = orderOf(node);
  const limited = limitOf(node);
  const capRows = await addLimit(store, node, request);
  const text = await printSql(store, node);
  const ranges = [...new Set(found.streams)].map((stream) => rangeOf(stream, request, offset(stream)));
  const prefix =
    ranges.length === 0 ? '' : `WITH ${ranges.join(', ')}${/^\s*WITH\s/i.test(text) ? ', ' : ' '}`;
  return {
    sql: prefix + text.replace(ranges.length > 0 ? /^\s*WITH\s+/i : /^$/, ''),
    streams: found.streams,
    capRows,
    limit: limited,
    histogramSeconds,
    orderBy,
  };
}
