import type { FieldEntry } from '../../data/fields/field.ts';
import { identifier, literal } from '../../data/sql.ts';
import type { Condition, CountLimit, LogicalForm, Measure } from './logical-form.ts';
import { rowColumns } from './row-columns.ts';

/** The column with the measure, where no group has its name. */
export const MEASURE_COLUMN = 'n';
/** The column with the start of a bucket, where no group has its name. */
export const TIME_COLUMN = 'time';

/** A name for a column that no group has: two columns of one name are refused. */
const apart = (name: string, groups: readonly string[]): string =>
  groups.includes(name) ? apart(`${name}_`, groups) : name;

/** The column with the start of a bucket. */
export const timeColumn = ({ groupBy }: Pick<LogicalForm, 'groupBy'>) => apart(TIME_COLUMN, groupBy);

/** Looks up a field of the stream by its name. */
export type FieldOf = (name: string) => FieldEntry | undefined;

const isNumeric = (field: FieldEntry | undefined) => field?.type === 'whole' || field?.type === 'decimal';
const isNumber = (value: string) => /^-?\d+(?:\.\d+)?$/.test(value);

function comparable(field: FieldEntry | undefined, value: string): string {
  if (isNumeric(field) && isNumber(value)) return value;
  if (field?.type === 'boolean' && /^(true|false)$/i.test(value)) return value.toLowerCase();
  return literal(value);
}

/** A field as text: OpenObserve refuses to compare a number with a text, or to look into it. */
const asText = (name: string, field: FieldEntry | undefined) =>
  field === undefined || field.type === 'text' ? name : `CAST(${name} AS VARCHAR)`;

/** A condition as SQL, its values as literals. */
export function conditionSql(condition: Condition, fieldOf: FieldOf): string {
  if (condition.kind === 'any')
    return `(${condition.of.map((each) => conditionSql(each, fieldOf)).join(' OR ')})`;
  if (condition.kind === 'full text')
    return `${condition.not ? 'NOT ' : ''}match_all(${literal(condition.text)})`;
  const name = identifier(condition.field);
  const field = fieldOf(condition.field);
  switch (condition.kind) {
    case 'in': {
      const isAsText = isNumeric(field) && !condition.values.every(isNumber);
      const tested = isAsText ? asText(name, field) : name;
      const values = condition.values.map((value) => (isAsText ? literal(value) : comparable(field, value)));
      const [only] = values.length === 1 ? values : [];
      const list = `(${values.join(', ')})`;
      if (!condition.not) return only === undefined ? `${tested} IN ${list}` : `${tested} = ${only}`;
      const others = only === undefined ? `${tested} NOT IN ${list}` : `${tested} <> ${only}`;
      // Records without a value are none of those that are left out, and SQL would leave them out.
      return field?.filled != null && field.filled < 1 ? `(${name} IS NULL OR ${others})` : others;
    }
    case 'compare':
      return `${name} ${condition.operator === '!=' ? '<>' : condition.operator} ${condition.value}`;
    case 'between':
      return `${name} ${condition.not ? 'NOT ' : ''}BETWEEN ${condition.from} AND ${condition.to}`;
    case 'status class': {
      const [from, to] = [condition.from * 100, (condition.to + 1) * 100];
      if (!condition.isNumber) {
        const parts = Array.from(
          { length: condition.to - condition.from + 1 },
          (_, at) => `${name} LIKE ${literal(`${condition.from + at}%`)}`,
        );
        const any = parts.length === 1 ? (parts[0] as string) : `(${parts.join(' OR ')})`;
        return condition.not ? `NOT ${any}` : any;
      }
      if (condition.not) return `(${name} < ${from} OR ${name} >= ${to})`;
      return condition.to === 5 ? `${name} >= ${from}` : `(${name} >= ${from} AND ${name} < ${to})`;
    }
    case 'contains':
      return `${condition.not ? 'NOT ' : ''}str_match_ignore_case(${asText(name, field)}, ${literal(condition.text)})`;
    case 'prefix':
      return `${asText(name, field)} ${condition.not ? 'NOT ' : ''}LIKE ${literal(`${condition.text.replaceAll(/[%_\\]/g, '\\$&')}%`)}`;
    case 'exists': {
      const isText = field === undefined || field.type === 'text';
      if (condition.not) return isText ? `(${name} IS NULL OR ${name} = '')` : `${name} IS NULL`;
      return isText ? `(${name} IS NOT NULL AND ${name} <> '')` : `${name} IS NOT NULL`;
    }
  }
}

const holds = (conditions: readonly Condition[], fieldOf: FieldOf) =>
  conditions.map((condition) => conditionSql(condition, fieldOf)).join(' AND ');

const rowsOf = (of: readonly Condition[], fieldOf: FieldOf) =>
  `sum(CASE WHEN ${holds(of, fieldOf)} THEN 1 ELSE 0 END)`;

/** The part and the whole of a share: how many rows they have, or a number of theirs added up. */
function ratioSides(
  { of, per, sum, perSum }: Extract<Measure, { kind: 'ratio' }>,
  fieldOf: FieldOf,
): readonly [part: string, whole: string] {
  if (sum === undefined) return [rowsOf(of, fieldOf), per ? rowsOf(per, fieldOf) : 'count(*)'];
  const added = (side: readonly Condition[] | undefined, field: string) =>
    side && side.length > 0
      ? `sum(CASE WHEN ${holds(side, fieldOf)} THEN ${identifier(field)} ELSE 0 END)`
      : `sum(${identifier(field)})`;
  return [added(of, sum), added(per, perSum ?? sum)];
}

function havingSql({ operator, value, of, distinct }: CountLimit, fieldOf: FieldOf): string {
  const counted = of
    ? rowsOf(of, fieldOf)
    : distinct === undefined
      ? 'count(*)'
      : `count(DISTINCT ${identifier(distinct)})`;
  return `${counted} ${operator === '!=' ? '<>' : operator} ${value}`;
}

/** The columns that a measure needs; the first is the one that groups are ordered by. */
function measureColumns(measure: Measure, fieldOf: FieldOf, lengthUs: number): string[] {
  switch (measure.kind) {
    case 'rate':
      return [
        `count(*) / ${Math.max(1, Math.round(lengthUs / 1e6))}.0 AS ${MEASURE_COLUMN}`,
        'count(*) AS records',
      ];
    case 'count':
    case 'current':
      return [`count(*) AS ${MEASURE_COLUMN}`];
    case 'distinct':
      return [`count(DISTINCT ${identifier(measure.field)}) AS ${MEASURE_COLUMN}`];
    case 'count per': {
      const things = `count(DISTINCT ${identifier(measure.per)})`;
      return [
        `1.0 * count(*) / nullif(${things}, 0) AS ${MEASURE_COLUMN}`,
        'count(*) AS records',
        `${things} AS things`,
      ];
    }
    case 'matching':
      return [`${rowsOf(measure.of, fieldOf)} AS ${MEASURE_COLUMN}`];
    case 'ratio': {
      const [part, whole] = ratioSides(measure, fieldOf);
      const divisor = whole === 'count(*)' ? whole : `nullif(${whole}, 0)`;
      return [
        `100.0 * ${part} / ${divisor} AS ${MEASURE_COLUMN}`,
        `${part} AS matching`,
        `${whole} AS total`,
      ];
    }
    case 'percentile':
      return [
        `approx_percentile_cont(${identifier(measure.field)}, ${measure.share}) AS ${MEASURE_COLUMN}`,
        'count(*) AS records',
      ];
    case 'median':
      return [
        `approx_percentile_cont(${identifier(measure.field)}, 0.5) AS ${MEASURE_COLUMN}`,
        'count(*) AS records',
      ];
    case 'average':
      return [`avg(${identifier(measure.field)}) AS ${MEASURE_COLUMN}`, 'count(*) AS records'];
    case 'stddev':
      return [`stddev(${identifier(measure.field)}) AS ${MEASURE_COLUMN}`, 'count(*) AS records'];
    case 'summary': {
      const name = identifier(measure.field);
      return [
        `approx_percentile_cont(${name}, 0.95) AS p95`,
        `avg(${name}) AS average`,
        `approx_percentile_cont(${name}, 0.5) AS p50`,
        `approx_percentile_cont(${name}, 0.99) AS p99`,
        `max(${name}) AS highest`,
        'count(*) AS records',
      ];
    }
    default:
      return [`${measure.kind}(${identifier(measure.field)}) AS ${MEASURE_COLUMN}`, 'count(*) AS records'];
  }
}

/** The column of a further measure: `max`, `p95`. */
export const furtherMeasureColumn = (measure: Measure): string =>
  measure.kind === 'percentile'
    ? `p${String(measure.share * 100).replace('.', '_')}`
    : `${measure.kind}_value`;

/** A measure as an aggregate of SQL, over a range of a length in microseconds. */
export function measureSql(measure: Measure, fieldOf: FieldOf, lengthUs: number): string {
  const [column = ''] = measureColumns(measure, fieldOf, lengthUs);
  return column.replace(/ AS \w+$/, '');
}

const besideColumn = (measure: Measure, fieldOf: FieldOf) =>
  `${measureSql(measure, fieldOf, 0)} AS ${furtherMeasureColumn(measure)}`;

/** The column that groups are ordered by. */
export const orderColumn = ({ measure, groupBy }: Pick<LogicalForm, 'measure' | 'groupBy'>) =>
  apart(measure.kind === 'summary' ? 'p95' : MEASURE_COLUMN, groupBy);

/** Whether a group can be without a figure: none of its records has the field, or none is to be compared with. */
const canBeNone = (measure: Measure) =>
  measure.kind === 'ratio'
    ? measure.per !== undefined || measure.sum !== undefined
    : !['count', 'current', 'rate', 'distinct'].includes(measure.kind);

/** Groups without a figure come last, as they otherwise do only in ascending order, and equal ones always in one order. */
function groupOrder(form: LogicalForm): string {
  const { measure, order, groupBy } = form;
  const direction = order.descending ? 'DESC' : 'ASC';
  if (order.by === 'group') return groupBy.map((name) => `${identifier(name)} ${direction}`).join(', ');
  const last = order.descending && canBeNone(measure) ? ' NULLS LAST' : '';
  return [`${orderColumn(form)} ${direction}${last}`, ...groupBy.map(identifier)].join(', ');
}

const clause = (word: string, parts: readonly string[], by: string) =>
  parts.length > 0 ? [`${word} ${parts.join(by)}`] : [];

interface Parts {
  readonly columns: readonly string[];
  readonly where: readonly string[];
  readonly groupBy?: readonly string[];
  readonly having?: string;
  readonly orderBy?: string;
  readonly limit?: number | null;
}

function select(stream: string, { columns, where, groupBy = [], having, orderBy, limit }: Parts): string {
  return [
    `SELECT ${columns.join(', ')} FROM ${identifier(stream)}`,
    ...clause('WHERE', where, ' AND '),
    ...clause('GROUP BY', groupBy, ', '),
    ...(having === undefined ? [] : [`HAVING ${having}`]),
    ...(orderBy === undefined ? [] : [`ORDER BY ${orderBy}`]),
    ...(limit ? [`LIMIT ${limit}`] : []),
  ].join(' ');
}

/** Rows of a table that names no limit. */
export const MOST_GROUPS = 50;
/** Rows of a list that names no limit. */
export const MOST_ROWS = 20;
const MOST_BUCKETS = 1000;

/** A query and the rows that it may give at most. */
export interface Sql {
  readonly sql: string;
  readonly size: number;
}

/** The conditions of a form as SQL, to be joined with AND. */
export function whereSql({ where }: LogicalForm, fieldOf: FieldOf): string[] {
  return where.map((condition) => conditionSql(condition, fieldOf));
}

/** Rows without a value are no group that people ask for: conditions that leave them out. */
export function groupedSql({ groupBy }: LogicalForm, fieldOf: FieldOf): string[] {
  return groupBy
    .filter((name) => (fieldOf(name)?.filled ?? 1) < 0.99)
    .map((name) => `${identifier(name)} IS NOT NULL`);
}

/** The query of a form over logs or traces. `isBare`: with the measure alone, and no number of records beside it. */
export function sqlFor(form: LogicalForm, fields: readonly FieldEntry[], isBare = false): Sql {
  const fieldOf: FieldOf = (name) => fields.find((field) => field.name === name);
  const where = whereSql(form, fieldOf);
  const columns = measureColumns(form.measure, fieldOf, form.range.endUs - form.range.startUs);
  const measures = [
    ...(isBare ? columns.slice(0, 1) : columns),
    ...form.also.map((measure) => besideColumn(measure, fieldOf)),
  ].map((column) => column.replace(/ AS (\w+)$/, (_, name: string) => ` AS ${apart(name, form.groupBy)}`));
  const groups = form.groupBy.map(identifier);
  const direction = form.order.descending ? 'DESC' : 'ASC';
  switch (form.answer) {
    case 'series': {
      const bucket = `histogram(_timestamp, ${literal(form.bucket ?? '1 hour')})`;
      const time = timeColumn(form);
      return {
        sql: select(form.stream, {
          columns: [`${bucket} AS ${time}`, ...groups, ...measures],
          where,
          // GROUP BY takes a field before a column of its name, ORDER BY the column.
          groupBy: [fieldOf(time) === undefined ? time : bucket, ...groups],
          orderBy: [time, ...groups].join(', '),
        }),
        size: MOST_BUCKETS,
      };
    }
    case 'table': {
      return {
        sql: select(form.stream, {
          columns: [...groups, ...measures],
          where: [...where, ...groupedSql(form, fieldOf)],
          groupBy: groups,
          ...(form.having === null
            ? {}
            : {
                having: havingSql(form.having, fieldOf),
              }),
          orderBy: groupOrder(form),
        }),
        size: form.limit ?? MOST_GROUPS,
      };
    }
    case 'kinds':
    case 'values':
      return {
        sql: select(form.stream, {
          columns: [...groups, ...measures],
          where,
          groupBy: groups,
          orderBy: groupOrder(form),
        }),
        size: form.limit ?? MOST_GROUPS,
      };
    case 'rows': {
      const columns = rowColumns(form, fields);
      const by =
        form.order.by === 'time' || form.order.by === 'measure' ? '_timestamp' : identifier(form.order.by);
      const present = form.order.by === 'time' || form.order.by === 'measure' ? [] : [`${by} IS NOT NULL`];
      return {
        sql: select(form.stream, {
          columns: columns.length > 0 ? columns.map(identifier) : ['*'],
          where: [...where, ...present],
          orderBy: `${by} ${direction}`,
        }),
        size: form.limit ?? MOST_ROWS,
      };
    }
    case 'first':
    case 'last': {
      const columns = rowColumns(form, fields);
      return {
        sql: select(form.stream, {
          columns: columns.length > 0 ? columns.map(identifier) : ['*'],
          where,
          orderBy: `_timestamp ${form.answer === 'first' ? 'ASC' : 'DESC'}`,
        }),
        size: form.limit ?? 1,
      };
    }
    case 'yes or no':
      return {
        sql: select(form.stream, {
          columns: [`count(*) AS ${MEASURE_COLUMN}`, 'min(_timestamp) AS first', 'max(_timestamp) AS last'],
          where,
        }),
        size: 1,
      };
    default:
      return { sql: select(form.stream, { columns: measures, where }), size: 1 };
  }
}

/** How many rows the conditions hold. */
export function countSql(form: LogicalForm, fields: readonly FieldEntry[]): string {
  const fieldOf: FieldOf = (name) => fields.find((field) => field.name === name);
  return select(form.stream, { columns: [`count(*) AS ${MEASURE_COLUMN}`], where: whereSql(form, fieldOf) });
}
