import type { MetricEntry, StreamEntry } from '../../src/ask/data/dictionary.ts';
import type { FieldEntry, FieldType } from '../../src/ask/data/fields/field.ts';
import type { Condition, LogicalForm, Measure } from '../../src/ask/questions/query/logical-form.ts';
import { promqlFor } from '../../src/ask/questions/query/promql-query.ts';
import { sqlFor } from '../../src/ask/questions/query/sql-query.ts';
import { markdownTable } from './markdown-table.ts';

/** One shape of query, over the data of the sample. */
export interface Shape {
  /** What it is for. */
  readonly asks: string;
  readonly query: string;
}

const HOUR_US = 3600e6;

const field = (name: string, type: FieldType, filled = 1): FieldEntry => ({
  name,
  type,
  numberAsText: false,
  roles: [],
  certainty: {},
  unit: null,
  unitFrom: null,
  words: [],
  stems: [],
  distinct: null,
  valuesComplete: false,
  filled,
});

const FIELDS = [
  field('amount', 'decimal'),
  field('duration_ms', 'whole'),
  field('error_type', 'text', 0.1),
  field('status', 'whole'),
];

const LAST_HOUR: LogicalForm = {
  signal: 'logs',
  stream: 'payment_service',
  measure: { kind: 'count' },
  also: [],
  where: [],
  groupBy: [],
  bucket: null,
  order: { by: 'measure', descending: true },
  limit: null,
  having: null,
  range: { startUs: 0, endUs: HOUR_US, text: null },
  compare: null,
  answer: 'number',
  columns: [],
};

const sql = (asks: string, changes: Partial<LogicalForm>): Shape => ({
  asks,
  query: sqlFor({ ...LAST_HOUR, ...changes }, FIELDS).sql,
});

type Named<T> = ReadonlyArray<readonly [asks: string, what: T]>;

const is: Condition = { kind: 'in', field: 'level', values: ['error'], not: false };
const isFatal: Condition = { kind: 'in', field: 'level', values: ['fatal'], not: false };
const amount = { field: 'amount' } as const;

/** Every kind of measure: a kind without a shape is no valid program. */
const MEASURES: Readonly<Record<Exclude<Measure['kind'], 'current'>, Named<Measure>>> = {
  count: [['how many', { kind: 'count' }]],
  distinct: [['how many different', { kind: 'distinct', field: 'user_id' }]],
  'count per': [['how many each has on average', { kind: 'count per', per: 'user_id' }]],
  rate: [['how many a second', { kind: 'rate' }]],
  matching: [['how many of one state, beside its opposite', { kind: 'matching', of: [is] }]],
  ratio: [['share', { kind: 'ratio', of: [is] }]],
  sum: [['sum', { kind: 'sum', ...amount }]],
  average: [['average', { kind: 'average', ...amount }]],
  min: [['lowest', { kind: 'min', ...amount }]],
  max: [['highest', { kind: 'max', ...amount }]],
  median: [['median', { kind: 'median', ...amount }]],
  stddev: [['standard deviation', { kind: 'stddev', ...amount }]],
  percentile: [['percentile', { kind: 'percentile', share: 0.99, ...amount }]],
  summary: [['the usual figures', { kind: 'summary', field: 'duration_ms' }]],
};

type Negatable = Extract<Condition, { readonly not: boolean }>;

const negatable = (asks: string, condition: Negatable): Named<Condition> => [
  [asks, condition],
  [`not: ${asks}`, { ...condition, not: true }],
];

const CONDITIONS: Readonly<Record<Condition['kind'], Named<Condition>>> = {
  in: [
    ...negatable('is', { kind: 'in', field: 'region', values: ['eu-west-1'], not: false }),
    ...negatable('is one of', { kind: 'in', field: 'level', values: ['error', 'warn'], not: false }),
  ],
  compare: (['>', '>=', '<', '<=', '=', '!='] as const).map((operator) => [
    `compares: ${operator}`,
    { kind: 'compare', field: 'amount', operator, value: 100 },
  ]),
  between: negatable('between', { kind: 'between', field: 'amount', from: 100, to: 200, not: false }),
  'status class': [],
  contains: negatable('contains', { kind: 'contains', field: 'message', text: 'timeout', not: false }),
  prefix: negatable('begins with', { kind: 'prefix', field: 'order_id', text: 'ord-1', not: false }),
  'full text': negatable('anywhere in the text', { kind: 'full text', text: 'timeout', not: false }),
  exists: [
    ...negatable('has a text', { kind: 'exists', field: 'error_type', not: false }),
    ...negatable('has a number', { kind: 'exists', field: 'amount', not: false }),
  ],
  any: [
    ['either', { kind: 'any', of: [is, { kind: 'compare', field: 'amount', operator: '>', value: 900 }] }],
  ],
};

const statusClass = (from: number, to: number) =>
  ({ kind: 'status class', field: 'status', from, to, isNumber: true, not: false }) as const;

/** Statuses stand in another stream, and as texts in a trace. */
const STATUSES: readonly Shape[] = [
  ...[
    ...negatable('a class of statuses', statusClass(4, 4)),
    ...negatable('failed statuses', statusClass(5, 5)),
  ].map(([asks, condition]) => sql(asks, { stream: 'nginx_access', where: [condition] })),
  ...negatable('a class of statuses that are texts', {
    ...statusClass(5, 5),
    field: 'http_response_status_code',
    isNumber: false,
  }).map(([asks, condition]) => sql(asks, { signal: 'traces', stream: 'default', where: [condition] })),
];

const ANSWERS: Readonly<Record<LogicalForm['answer'], Named<Partial<LogicalForm>>>> = {
  number: [
    ['several figures', { measure: { kind: 'average', ...amount }, also: [{ kind: 'max', ...amount }] }],
  ],
  table: [
    ['by a field', { groupBy: ['region'] }],
    ['by two fields', { groupBy: ['region', 'level'] }],
    ['the fewest first', { groupBy: ['region'], order: { by: 'measure', descending: false } }],
    ['by a field that some records lack', { groupBy: ['error_type'] }],
    ['groups with enough records', { groupBy: ['user_id'], having: { operator: '>', value: 3 } }],
    ['groups without so many records', { groupBy: ['user_id'], having: { operator: '!=', value: 3 } }],
    [
      'groups in the order of their names',
      { groupBy: ['region'], order: { by: 'group', descending: false } },
    ],
    [
      'groups with none of some records',
      { groupBy: ['region'], having: { operator: '=', value: 0, of: [isFatal] } },
    ],
    [
      'groups with all values of a field',
      { groupBy: ['user_id'], having: { operator: '=', value: 2, distinct: 'region' } },
    ],
    ['share by a field', { groupBy: ['region'], measure: { kind: 'ratio', of: [is] } }],
  ],
  series: [
    ['over time', { bucket: '5 minute' }],
    ['over time by a field', { bucket: '1 hour', groupBy: ['region'] }],
  ],
  rows: [
    ['newest records', { order: { by: 'time', descending: true } }],
    ['oldest records', { order: { by: 'time', descending: false } }],
    ['records with the highest value', { order: { by: 'amount', descending: true } }],
  ],
  values: [['values of a field', { groupBy: ['region'] }]],
  kinds: [['errors by their kind', { groupBy: ['error_type'], where: [is] }]],
  'yes or no': [['whether there are any', { where: [is] }]],
  first: [['the first', { where: [is] }]],
  last: [['the last', { where: [is] }]],
};

/** Every shape of SQL that the engine writes. */
export const SQL_SHAPES: readonly Shape[] = [
  ...Object.values(MEASURES)
    .flat()
    .map(([asks, measure]) => sql(asks, { measure })),
  ...Object.entries(ANSWERS).flatMap(([answer, shapes]) =>
    shapes.map(([asks, changes]) => sql(asks, { ...changes, answer: answer as LogicalForm['answer'] })),
  ),
  ...Object.values(CONDITIONS)
    .flat()
    .map(([asks, condition]) => sql(asks, { where: [condition] })),
  ...STATUSES,
];

const metric = (name: string, more: Partial<MetricEntry>): StreamEntry => ({
  type: 'metrics',
  name,
  records: null,
  firstUs: null,
  lastUs: null,
  sizeBytes: 0,
  retentionDays: null,
  fullText: [],
  words: name.split('_'),
  hasValues: false,
  metric: { kind: 'gauge', unit: null, help: '', family: null, part: null, labels: [], ...more },
});

const GAUGE = metric('cpu_usage', {});
const ADDED = metric('open_connections', {});
const COUNTER = metric('http_requests_total', { kind: 'counter' });
const HISTOGRAM = metric('http_duration_seconds_bucket', {
  kind: 'histogram',
  family: 'http_duration_seconds',
  part: 'bucket',
});
const NOW = { startUs: HOUR_US, endUs: HOUR_US, text: null };

const value = { field: 'value' } as const;
const service = { kind: 'in', field: 'service', values: ['checkout'], not: false } as const;

const promql = (asks: string, entry: StreamEntry, measure: Measure, changes: Partial<LogicalForm> = {}) => ({
  asks,
  query: promqlFor({ ...LAST_HOUR, signal: 'metrics', stream: entry.name, measure, ...changes }, entry),
});

const matching = (asks: string, condition: Condition) =>
  promql(asks, COUNTER, { kind: 'count' }, { where: [condition] });

const MATCHERS: readonly Shape[] = [
  ...negatable('label is', service),
  ...negatable('label is one of', { kind: 'in', field: 'status', values: ['200', '404'], not: false }),
  ...negatable('a class of statuses', { ...statusClass(5, 5), isNumber: false }),
  ...negatable('classes of statuses', { ...statusClass(4, 5), isNumber: false }),
  ...negatable('label contains', { kind: 'contains', field: 'service', text: 'Check', not: false }),
  ...negatable('label begins with', { kind: 'prefix', field: 'service', text: 'check', not: false }),
  ...negatable('label is there', { kind: 'exists', field: 'service', not: false }),
].map(([asks, condition]) => matching(asks, condition));

/** Every shape of PromQL that the engine writes. */
export const PROMQL_SHAPES: readonly Shape[] = [
  promql('a gauge now', GAUGE, { kind: 'current' }, { range: NOW }),
  promql('a gauge now by a label', GAUGE, { kind: 'current' }, { range: NOW, groupBy: ['host'] }),
  promql('a gauge that adds up, by a label', ADDED, { kind: 'current' }, { range: NOW, groupBy: ['host'] }),
  promql('average of a gauge', GAUGE, { kind: 'average', ...value }),
  promql('average of a gauge by a label', GAUGE, { kind: 'average', ...value }, { groupBy: ['host'] }),
  promql('highest of a gauge by a label', GAUGE, { kind: 'max', ...value }, { groupBy: ['host'] }),
  promql('lowest of a gauge by a label', GAUGE, { kind: 'min', ...value }, { groupBy: ['host'] }),
  promql('sum of a gauge', GAUGE, { kind: 'sum', ...value }),
  promql('median of a gauge', GAUGE, { kind: 'median', ...value }),
  promql('percentile of a gauge', GAUGE, { kind: 'percentile', share: 0.95, ...value }),
  promql(
    'a gauge over time',
    GAUGE,
    { kind: 'average', ...value },
    { answer: 'series', bucket: '5 minute', groupBy: ['host'] },
  ),
  ...(['>', '=', '!='] as const).map((operator) =>
    promql(
      `value compares: ${operator}`,
      GAUGE,
      { kind: 'average', ...value },
      { where: [{ kind: 'compare', field: 'value', operator, value: 10 }] },
    ),
  ),
  promql(
    'value between',
    GAUGE,
    { kind: 'average', ...value },
    { where: [{ kind: 'between', field: 'value', from: 10, to: 50, not: false }] },
  ),
  promql('how many, of a counter', COUNTER, { kind: 'count' }),
  promql('how many by a label', COUNTER, { kind: 'count' }, { groupBy: ['service'] }),
  promql('how many a second', COUNTER, { kind: 'rate' }),
  promql('how many over time', COUNTER, { kind: 'count' }, { answer: 'series', bucket: '5 minute' }),
  promql('share of a counter', COUNTER, { kind: 'ratio', of: [{ ...statusClass(5, 5), isNumber: false }] }),
  promql('percentile of a histogram', HISTOGRAM, { kind: 'percentile', share: 0.95, ...value }),
  promql(
    'median of a histogram by a label',
    HISTOGRAM,
    { kind: 'median', ...value },
    { groupBy: ['service'] },
  ),
  promql('average of a histogram', HISTOGRAM, { kind: 'average', ...value }),
  promql('how many, of a histogram', HISTOGRAM, { kind: 'count' }),
  promql('how many a second, of a histogram', HISTOGRAM, { kind: 'rate' }),
  ...MATCHERS,
];

/** Shapes as a table for a page. */
export const shapesTable = (shapes: readonly Shape[]): string =>
  markdownTable(
    ['asks for', 'query'],
    shapes.map(({ asks, query }) => [asks, `\`${query}\``]),
  );
