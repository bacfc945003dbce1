import { fullTextFields, fuzzyMatchAllSql, matchAllSql } from './full-text.ts';
import { automaticSeconds, intervalSeconds, shownSeconds, zoneShiftUs } from './histogram.ts';
import type { SearchRequest } from '../http/search-body.ts';
import { searchRefusal } from '../http/refusal.ts';
import { type Node, parseExpression, replaceNode, walk } from './sql-tree.ts';
import type { SampleStream, Store } from '../store/store.ts';

const FULL_TEXT = /^(match_all(_raw(_ignore_case)?)?|fuzzy_match_all)$/;

const functionsIn = (node: Node, test: RegExp) => {
  const found: Node[] = [];
  walk(node, (item) => {
    if (item.class === 'FUNCTION' && test.test(String(item.function_name))) found.push(item);
  });
  return found;
};

/** The value of a constant in the tree; undefined for anything else. */
export const constantOf = (node: Node | undefined) => (node?.value as { value?: unknown } | undefined)?.value;

/** `match_all` looks into the fields of the one stream it stands on. @throws {Refusal} where it has none */
export async function rewriteFullText(
  store: Store,
  node: Node,
  streams: readonly SampleStream[],
): Promise<void> {
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
    const [text, distance] = (call.children as Node[]).map(constantOf);
    const sql =
      call.function_name === 'fuzzy_match_all'
        ? fuzzyMatchAllSql(String(text ?? ''), Number(distance ?? 1), fields)
        : matchAllSql(String(text ?? ''), fields);
    replaceNode(call, await parseExpression(store, `(${sql})`));
  }
}

/** Buckets as OpenObserve counts them; the answer is the interval in seconds that it shows, null without a histogram. */
export async function rewriteHistograms(
  store: Store,
  node: Node,
  request: SearchRequest,
): Promise<number | null> {
  let shown: number | null = null;
  for (const call of functionsIn(node, /^histogram$/)) {
    const [column, interval, zone] = call.children as Node[];
    const seconds = interval
      ? intervalSeconds(constantOf(interval))
      : (request.histogramSeconds ?? automaticSeconds(request.startUs, request.endUs));
    shown = shownSeconds(seconds, request.startUs, request.endUs);
    const step = await parseExpression(
      store,
      `o2_histogram(0, ${seconds * 1e6}, ${zoneShiftUs(constantOf(zone) ?? request.timeZone)})`,
    );
    replaceNode(call, { ...step, children: [column, ...(step.children as Node[]).slice(1)] });
  }
  return shown;
}

/** A dashboard's filter on "all" is no filter. */
export async function dropPlaceholders(store: Store, node: Node): Promise<void> {
  const filters: Node[] = [];
  walk(node, (item) => {
    if (item.class === 'COMPARISON' && constantOf(item.right as Node) === '_o2_all_') filters.push(item);
  });
  for (const filter of filters) replaceNode(filter, await parseExpression(store, 'true'));
}

const NUMERIC = new Set(['Int64', 'UInt64', 'Float64']);

/** A field of numbers compared with text that is no number equals no row, where DuckDB would refuse. */
export async function rewriteComparisons(
  store: Store,
  node: Node,
  streams: readonly SampleStream[],
): Promise<void> {
  const numeric = new Set(
    streams.flatMap(({ fields }) => fields.filter(({ type }) => NUMERIC.has(type)).map(({ name }) => name)),
  );
  const isNumeric = ({ class: kind, column_names: names }: Node) =>
    kind === 'COLUMN_REF' && numeric.has((names as string[]).at(-1) ?? '');
  const isWord = (item: Node) => {
    const value = constantOf(item);
    return typeof value === 'string' && Number.isNaN(Number(value));
  };
  const columns: Node[] = [];
  walk(node, (item) => {
    if (item.class !== 'COMPARISON') return;
    const { left, right } = item as { left: Node; right: Node };
    if (isNumeric(left) && isWord(right)) columns.push(left);
    if (isNumeric(right) && isWord(left)) columns.push(right);
  });
  for (const column of columns) {
    const cast = await parseExpression(store, 'CAST(x AS VARCHAR)');
    replaceNode(column, { ...cast, child: { ...column } });
  }
}

const WITH_ESCAPE: Readonly<Record<string, string>> = {
  '~~': 'like_escape',
  '!~~': 'not_like_escape',
  '~~*': 'ilike_escape',
  '!~~*': 'not_ilike_escape',
};

/** A backslash before `%`, `_` or itself in a pattern of LIKE stands for that sign. */
export async function rewriteLike(store: Store, node: Node): Promise<void> {
  for (const call of functionsIn(node, /^!?~~\*?$/))
    Object.assign(call, {
      function_name: WITH_ESCAPE[String(call.function_name)],
      is_operator: false,
      children: [...(call.children as Node[]), await parseExpression(store, String.raw`'\'`)],
    });
}

/** Whole numbers divide to whole numbers, and fractions are cut, not rounded, on their way to one. */
export async function rewriteArithmetic(store: Store, node: Node): Promise<void> {
  for (const call of functionsIn(node, /^\/$/))
    Object.assign(call, { function_name: 'o2_divide', is_operator: false });
  const casts: Node[] = [];
  walk(node, (item) => {
    const type = (item.cast_type as Node | undefined)?.id;
    if (item.class === 'CAST' && item.try_cast !== true && type === 'BIGINT') casts.push(item);
  });
  for (const cast of casts) {
    const call = await parseExpression(store, 'o2_bigint(x)');
    replaceNode(cast, { ...call, children: [cast.child] });
  }
}

/** Names of columns that have none of their own, as OpenObserve gives them: `count(*)`, `max(stream.field)`. */
export function nameAggregates(node: Node, streams: readonly SampleStream[]): void {
  const [stream] = streams;
  for (const item of (node.select_list ?? []) as Node[]) {
    if (item.class !== 'FUNCTION' || item.alias !== '' || item.is_operator === true) continue;
    const [names, ...others] = (item.children as Node[]).map(
      (child) => child.column_names as string[] | undefined,
    );
    if (item.function_name === 'count_star') item.alias = 'count(*)';
    else if (names && others.length === 0 && stream)
      item.alias = `${item.function_name}(${names.length > 1 ? names.join('.') : `${stream.name}.${names[0]}`})`;
  }
}
