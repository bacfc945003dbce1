import type { TimeRange } from '../../call/arguments/times.ts';
import { equalsCondition, levelCondition, statusCondition, textCondition, unitsPerMs } from './conditions.ts';
import type { LogIntent } from './log-intent.ts';
import { fieldInWords, type Role, type Roles } from './roles.ts';
import { bucketFor, identifier, literal, select } from './sql.ts';
import type { Target } from './target.ts';
import type { Field, ValueCount } from './telemetry.ts';

/** A query over one stream, and what its rows mean. */
export interface LogQuery {
  readonly sql: string;
  readonly where: readonly string[];
  readonly shape: LogIntent['shape'];
  /** The field that the rows are grouped by, or that is measured. */
  readonly field: Field | null;
  readonly bucket: string | null;
  /** Rows to fetch. */
  readonly size: number;
}

const RECENT_SIZE = 20;
const GROUPS_SIZE = 20;
const RECENT_COLUMNS: readonly Role[] = [
  'level',
  'severityNumber',
  'service',
  'errorType',
  'message',
  'method',
  'path',
  'status',
  'duration',
  'traceId',
];

/** Every condition that the words state and the stream has a field for. */
export function conditionsOf(
  intent: LogIntent,
  { schema, only }: Target,
  roles: Roles,
  values: { readonly levels: readonly ValueCount[]; readonly errorTypes: readonly ValueCount[] },
): string[] {
  const { fields } = schema;
  const slow = intent.slowerThanMs;
  const found = [
    ...(only ? [`${identifier(only.field.name)} = ${literal(only.value)}`] : []),
    intent.levels.length > 0 ? levelCondition(intent.levels, roles, values.levels) : null,
    intent.status && roles.status ? statusCondition(intent.status, roles.status) : null,
    slow !== null && roles.duration
      ? `${identifier(roles.duration.name)} > ${slow * (unitsPerMs(roles.duration)?.perMs ?? 1)}`
      : null,
    intent.traceId !== null && roles.traceId
      ? `${identifier(roles.traceId.name)} = ${literal(intent.traceId)}`
      : null,
    ...intent.equals.map(([name, value]) => equalsCondition(name, value, fields, roles)),
    ...intent.codeNames.map((name) =>
      roles.errorType && values.errorTypes.some(({ value }) => value === name)
        ? `${identifier(roles.errorType.name)} = ${literal(name)}`
        : textCondition(name, schema, roles),
    ),
    ...intent.texts.map((text) => textCondition(text, schema, roles)),
  ];
  return [...new Set(found.filter((each) => each !== null))];
}

function recentColumns(roles: Roles): string[] {
  const named = RECENT_COLUMNS.flatMap((role) => roles[role]?.name ?? []);
  return roles.message ? ['_timestamp', ...new Set(named.map(identifier))] : ['*'];
}

const percentileName = (share: number) => `p${String(share * 100).replace('.', '_')}`;

/** The query for an intent over a stream. `by` is the field that people named to group by; null when they named none. */
export function logQuery(
  intent: LogIntent,
  target: Target,
  roles: Roles,
  where: readonly string[],
  range: TimeRange,
): LogQuery {
  const stream = target.stream.name;
  const by = intent.by === null ? null : fieldInWords(intent.by, target.schema.fields, roles);
  const base = { stream, where };
  const plain = { where, shape: intent.shape, field: null, bucket: null };
  const grouped = (field: Field, shape: LogIntent['shape']): LogQuery => {
    const name = identifier(field.name);
    const sql = select({ ...base, columns: [name, 'count(*) AS n'], groupBy: [name], orderBy: 'n DESC' });
    return { ...plain, shape, field, sql, size: intent.limit ?? GROUPS_SIZE };
  };

  if (intent.shape === 'histogram') {
    const bucket = bucketFor(range.endUs - range.startUs);
    const columns = [`histogram(_timestamp, ${literal(bucket)}) AS time`, 'count(*) AS n'];
    const sql = select({ ...base, columns, groupBy: ['time'], orderBy: 'time' });
    return { ...plain, sql, bucket, size: 1000 };
  }
  if (intent.shape === 'latency' && roles.duration) {
    const name = identifier(roles.duration.name);
    const shares = intent.percentiles.length > 0 ? intent.percentiles : [0.5, 0.95, 0.99];
    const measures = [
      ...shares.map((share) => `approx_percentile_cont(${name}, ${share}) AS ${percentileName(share)}`),
      `avg(${name}) AS average`,
      `max(${name}) AS highest`,
      'count(*) AS n',
    ];
    const group = by ? [identifier(by.name)] : [];
    const sql = select({
      ...base,
      columns: [...group, ...measures],
      groupBy: group,
      ...(by ? { orderBy: `${percentileName(shares.at(-1) ?? 0.99)} DESC` } : {}),
    });
    return { ...plain, field: roles.duration, sql, size: GROUPS_SIZE };
  }
  if ((intent.shape === 'top' || intent.shape === 'values') && by) return grouped(by, intent.shape);
  if (intent.shape === 'errors') {
    const kind = roles.errorType ?? roles.message;
    if (kind) return grouped(kind, 'errors');
  }
  if (intent.shape === 'count')
    return { ...plain, sql: select({ ...base, columns: ['count(*) AS n'] }), size: 1 };
  const sql = select({ ...base, columns: recentColumns(roles), orderBy: '_timestamp DESC' });
  return { ...plain, shape: 'recent', sql, size: intent.limit ?? RECENT_SIZE };
}

/** The query that counts what the conditions hold. */
export function countQuery(stream: string, where: readonly string[]): string {
  return select({ columns: ['count(*) AS n'], stream, where });
}
