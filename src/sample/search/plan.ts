import { movedRows, type Offset } from '../store/clock.ts';
import { cannot, plainRefusal, type Refusal, searchRefusal } from '../http/refusal.ts';
import type { SearchRequest } from '../http/search-body.ts';
import {
  constantOf,
  dropPlaceholders,
  nameAggregates,
  rewriteArithmetic,
  rewriteComparisons,
  rewriteFullText,
  rewriteHistograms,
  rewriteLike,
} from './rewrite.ts';
import { type Node, parseExpression, parseModifiers, parseSql, printSql, walk } from './sql-tree.ts';
import { quoted, type SampleStream, type Store } from '../store/store.ts';

const AGGREGATES =
  /^(count|count_star|sum|avg|mean|min|max|median|stddev\w*|var\w*|approx_\w+|quantile\w*|percentile\w*|array_agg|string_agg|first|last|first_value|last_value|bool_and|bool_or|corr|mode)$/;
/** Functions in FROM that make rows of their own; all others could look behind the streams. */
const TABLE_FUNCTIONS = new Set(['unnest', 'generate_series', 'range']);

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
  /** The query could become a histogram: no CTE, DISTINCT, UNION, JOIN, LIMIT. */
  readonly isHistogramEligible: boolean;
}

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
    throw cannot('run anything but SELECT');
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
    const called = String((item.function as Node | undefined)?.function_name ?? '');
    if (item.type === 'SHOW_REF' || (item.type === 'TABLE_FUNCTION' && !TABLE_FUNCTIONS.has(called)))
      throw cannot(`read from ${called || 'SHOW'}`);
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
function checkFields(node: Node, sql: string, { streams, tables }: Found): void {
  const known = new Set(streams.flatMap(({ fields }) => fields.map((field) => field.name)));
  const used = new Set<string>();
  const missing: string[] = [];
  let hasStar = false;
  const aliases = new Set<string>();
  walk(node, (item) => {
    if (typeof item.alias === 'string' && item.alias !== '') aliases.add(item.alias);
    if (item.class === 'STAR') hasStar = true;
  });
  const note = (within: unknown, others: ReadonlySet<string>) =>
    walk(within, (item) => {
      if (item.class !== 'COLUMN_REF') return;
      const name = (item.column_names as string[]).at(-1) as string;
      if (known.has(name)) used.add(name);
      else if (!others.has(name)) missing.push(name);
    });
  note(node, aliases);
  // A condition on records knows the fields of the stream, not the columns of the answer.
  if (tables.includes(node.from_table as Node)) note(node.where_clause, new Set());
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

/** @throws {Refusal} where two columns of one SELECT have the same name */
function checkColumnNames(node: Node): void {
  walk(node, ({ type, select_list: list }) => {
    if (type !== 'SELECT_NODE') return;
    const named = new Set<string>();
    const fields = new Map<string, string>();
    for (const { class: kind, alias, column_names: path } of list as Node[]) {
      const name = String(alias || (path as string[] | undefined)?.at(-1) || '');
      if (name === '') continue;
      const isField = kind === 'COLUMN_REF' && !alias;
      const whole = isField ? (path as string[]).join('.') : name;
      if (named.has(name) || (isField ? fields.get(name) === whole : fields.has(name)))
        throw searchRefusal(
          20008,
          `Error during planning: Projections require unique expression names but "${name}" is there twice. Consider aliasing ("AS") one of them.`,
        );
      if (isField) fields.set(name, whole);
      else named.add(name);
    }
  });
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
  return `${name} AS (SELECT * FROM (${movedRows(stream, offsetUs)}) WHERE _timestamp >= ${startUs} AND _timestamp < ${endUs})`;
}

function isHistogramEligible(node: Node, { commonTables }: Found): boolean {
  if (node.type !== 'SELECT_NODE' || commonTables.size > 0) return false;
  let isJoin = false;
  walk(node.from_table, (item) => {
    if (item.type === 'JOIN') isJoin = true;
  });
  return (
    !isJoin &&
    modifiersOf(node, 'LIMIT_MODIFIER').length + modifiersOf(node, 'DISTINCT_MODIFIER').length === 0
  );
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
  nameAggregates(node, found.streams);
  checkColumnNames(node);
  await rewriteArithmetic(store, node);
  await rewriteLike(store, node);
  await rewriteComparisons(store, node, found.streams);
  await rewriteFullText(store, node, found.streams);
  const histogramSeconds = await rewriteHistograms(store, node, request);
  const canBeHistogram = isHistogramEligible(node, found);
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
    isHistogramEligible: canBeHistogram,
  };
}
