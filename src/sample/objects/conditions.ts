import { type Json, objectOf, unreadable } from '../http/search-body.ts';
import type { SampleStream } from '../store/store.ts';
import { checkVariant, listIn } from './body.ts';

const OPERATORS = ['=', '!=', '>', '>=', '<', '<=', 'Contains', 'NotContains'];
const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** One comparison as it is stored. @throws {Refusal} 422 for an operator that there is not */
function stored(condition: unknown): unknown {
  if (!isObject(condition)) return null;
  checkVariant(condition.operator, OPERATORS);
  return { ignore_case: false, ...condition };
}

function checkGroup(group: Json): void {
  for (const item of listIn(group, 'conditions')) {
    if (!isObject(item)) continue;
    if (item.logicalOperator === undefined)
      throw unreadable('Failed to parse V2 conditions: missing field `logicalOperator`');
    checkGroup(item);
  }
}

/** The conditions of either version as they are stored: a plain list is one of `and`. */
function storedConditions(conditions: unknown): unknown {
  if (isObject(conditions) && Number(conditions.version) === 2) {
    if (isObject(conditions.conditions)) checkGroup(conditions.conditions);
    return conditions;
  }
  const withCase = (item: unknown): unknown =>
    isObject(item) && 'column' in item ? { ignore_case: false, ...item } : storedConditions(item);
  if (Array.isArray(conditions))
    return conditions.length === 0 ? conditions : { and: conditions.map(withCase) };
  if (!isObject(conditions)) return conditions ?? null;
  return Object.fromEntries(
    Object.entries(conditions).map(([key, value]) => [
      key,
      Array.isArray(value) ? value.map(withCase) : withCase(value),
    ]),
  );
}

/** A query condition with all its fields. @throws {Refusal} 422 */
export function queryCondition(given: unknown): Json {
  const condition = objectOf(given ?? {}, 'query_condition: ');
  const aggregation = isObject(condition.aggregation)
    ? { ...condition.aggregation, having: stored(condition.aggregation.having) }
    : null;
  return {
    type: condition.type ?? 'custom',
    conditions: storedConditions(condition.conditions),
    sql: condition.sql ?? null,
    promql: condition.promql ?? null,
    promql_condition: stored(condition.promql_condition),
    aggregation,
    vrl_function: condition.vrl_function ?? null,
    search_event_type: condition.search_event_type ?? null,
    multi_time_range: condition.multi_time_range ?? null,
  };
}

/** A trigger condition with all its fields; durations in minutes. @throws {Refusal} 422 */
export function triggerCondition(given: unknown): Json {
  const condition = objectOf(given ?? { period: 0 }, 'trigger_condition: ');
  if (condition.period === undefined) throw unreadable('missing field `period`');
  checkVariant(condition.operator, OPERATORS);
  if (condition.threshold !== undefined && !Number.isInteger(condition.threshold))
    throw unreadable(`invalid type: string ${JSON.stringify(condition.threshold)}, expected i64`);
  return {
    period: 0,
    operator: '=',
    threshold: 0,
    frequency: 0,
    cron: '',
    frequency_type: 'minutes',
    silence: 0,
    tolerance_in_secs: null,
    align_time: true,
    ...condition,
  };
}

const AGGREGATES: Readonly<Record<string, string>> = {
  p50: '0.5',
  p75: '0.75',
  p90: '0.9',
  p95: '0.95',
  p99: '0.99',
};

function literal(value: unknown, stream: SampleStream, column: string): string {
  const isText = (stream.fields.find(({ name }) => name === column)?.type ?? 'Utf8') === 'Utf8';
  // As the real server does it: a quote in the value is not escaped.
  return isText ? `'${value}'` : String(value);
}

function comparison({ column, operator, value }: Json, stream: SampleStream): string {
  const name = `"${column}"`;
  const match = { contains: '', notcontains: 'NOT ' }[String(operator).toLowerCase().replace('_', '')];
  return match === undefined
    ? `${name} ${operator} ${literal(value, stream, String(column))}`
    : `${match}str_match(${name}, '${value}')`;
}

function whereText(condition: Json, stream: SampleStream): string {
  if ('column' in condition) return comparison(condition, stream);
  const [joint, items] = Array.isArray(condition.conditions)
    ? [null, condition.conditions]
    : Array.isArray(condition.or)
      ? ['OR', condition.or]
      : ['AND', listIn(condition, 'and')];
  const parts = (items as Json[]).map((item, index) => {
    const text = whereText(item, stream);
    return index === 0 ? text : `${joint ?? item.logicalOperator ?? 'AND'} ${text}`;
  });
  return parts.length === 0 ? '' : `(${parts.join(' ')})`;
}

/** The SQL of a custom alert condition, as the real server words it. */
export function conditionSql(condition: Json, stream: SampleStream): { sql: string; metadata: Json } {
  const tree = condition.conditions as Json | null;
  const where = tree === null ? '' : whereText((tree.version === 2 ? tree.conditions : tree) as Json, stream);
  const aggregation = condition.aggregation as Json | null;
  const metadata = {
    has_aggregation: aggregation !== null,
    has_conditions: where !== '',
    has_group_by: aggregation !== null && listIn(aggregation, 'group_by').length > 0,
  };
  if (aggregation === null)
    return { sql: `SELECT * FROM "${stream.name}" ${where === '' ? '' : ` WHERE ${where}`}`, metadata };
  const having = aggregation.having as Json;
  const groups = listIn(aggregation, 'group_by').map(String);
  const name = String(aggregation.function);
  const percentile = AGGREGATES[name];
  const value = percentile
    ? `approx_percentile_cont(${percentile}) WITHIN GROUP (ORDER BY "${having.column}")`
    : `${name}("${having.column}")`;
  const columns = [
    ...groups,
    `${value} AS alert_agg_value`,
    'MIN(_timestamp) as zo_sql_min_time',
    'MAX(_timestamp) AS zo_sql_max_time',
  ];
  const sql = [
    `SELECT ${columns.join(', ')} FROM "${stream.name}"`,
    ...(where === '' ? [] : [`WHERE ${where}`]),
    ...(groups.length === 0 ? [] : [`GROUP BY ${groups.join(', ')}`]),
    `HAVING "alert_agg_value" ${having.operator} ${having.value}`,
  ];
  return { sql: sql.join(' '), metadata };
}
