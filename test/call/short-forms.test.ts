import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { DEFINITIONS, INPUT_SCHEMAS } from '../../src/generated/schemas.ts';
import { TOOLS } from '../../src/generated/tools.ts';
import { alertFor, alertName } from '../../src/call/short-forms/alert.ts';
import { withShortForms } from '../../src/call/short-forms/expand.ts';
import { type PanelIntent, panelFor, tabOf } from '../../src/call/short-forms/panel.ts';
import { checkCron, firstRunOf, scheduleFor } from '../../src/call/short-forms/schedule.ts';

const ajv = new Ajv2020({ strict: false, allErrors: true });
const checkOf = (tool: string) => ajv.compile({ ...INPUT_SCHEMAS[tool], $defs: DEFINITIONS });
const rowOf = (name: string) => TOOLS.find((row) => row.name === name) as (typeof TOOLS)[number];

interface Exchange {
  readonly op: string;
  readonly title: string;
  readonly request: {
    readonly body: { readonly tabs: ReadonlyArray<{ readonly panels: readonly unknown[] }> };
  };
  readonly response: { readonly status: number };
}

const recorded = (file: string): Exchange[] =>
  JSON.parse(readFileSync(new URL(`../../fixtures/recordings/${file}`, import.meta.url), 'utf8'));

const HISTOGRAM =
  'SELECT histogram(_timestamp) AS ts, COUNT(*) AS cnt FROM "payment_service" GROUP BY ts ORDER BY ts';
const PANELS: ReadonlyArray<
  readonly [
    kind: string,
    intent: PanelIntent,
    axes: readonly [x: string[], y: string[], breakdown?: string[]],
  ]
> = [
  ['a line over time', { title: 'a', sql: HISTOGRAM }, [['ts'], ['cnt']]],
  ['a bar', { title: 'b', type: 'bar', sql: HISTOGRAM }, [['ts'], ['cnt']]],
  [
    'a grouped and binned line',
    {
      title: 'c',
      sql: "SELECT histogram(_timestamp, '5 minute') AS time, level, count(*) AS n FROM logs GROUP BY time, level",
    },
    [['time'], ['n'], ['level']],
  ],
  [
    'bars of two categories',
    { title: 'g', type: 'bar', sql: 'SELECT host, level, count(*) AS n FROM logs GROUP BY host, level' },
    [['host'], ['n'], ['level']],
  ],
  [
    'several measures that are calculated',
    {
      title: 'h',
      type: 'area',
      sql: "SELECT date_trunc('hour', _timestamp) AS t, round(avg(ms), 2) AS mean, 100.0 * sum(bad) / count(*) AS share, coalesce(max(cast(x AS double)), 0) AS top FROM logs GROUP BY t",
    },
    [['t'], ['mean', 'share', 'top']],
  ],
  [
    'a pie of traces',
    {
      title: 'i',
      type: 'pie',
      streamType: 'traces',
      sql: 'SELECT service_name, approx_percentile_cont(duration, 0.95) AS p95 FROM "default" GROUP BY service_name',
    },
    [['service_name'], ['p95']],
  ],
  [
    'a table of rows',
    { title: 'j', type: 'table', sql: 'SELECT _timestamp, level, message FROM logs' },
    [['_timestamp'], ['level', 'message']],
  ],
  [
    'a table of groups',
    { title: 'd', sql: "SELECT host, count(*) AS n, max(concat(a, ',', b)) AS m FROM logs GROUP BY host" },
    [['host'], ['n', 'm']],
  ],
  ['a number', { title: 'e', sql: 'SELECT count(*) AS n FROM logs' }, [[], ['n']]],
  ['PromQL', { title: 'f', promql: 'sum by (host) (rate(http_requests_total[5m]))' }, [[], []]],
];

describe('panels in short', () => {
  it('become the very panel that a real server took', () => {
    const exchange = recorded('dashboards.json').find(
      ({ op, title, response }) =>
        op === 'CreateDashboard' && title === 'with one panel' && response.status === 200,
    );
    expect(panelFor({ title: 'Payments over time', sql: HISTOGRAM }, 0)).toEqual(
      exchange?.request.body.tabs[0]?.panels[0],
    );
  });

  it.each(PANELS)('draw %s', (_, intent, [x, y, lines = []]) => {
    type Axes = Array<{ alias: string }>;
    const panel = panelFor(intent, 0) as {
      queries: Array<{ fields: { x: Axes; y: Axes; breakdown?: Axes; stream_type: string } }>;
    };
    const { fields } = panel.queries[0] ?? { fields: { x: [], y: [], stream_type: '' } };
    const names = [fields.x, fields.y, fields.breakdown ?? []].map((axes) => axes.map(({ alias }) => alias));
    expect(names).toEqual([x, y, lines]);
    expect(fields.stream_type).toBe(intent.streamType ?? (intent.promql ? 'metrics' : 'logs'));
    const check = checkOf('create_dashboard');
    const args = { org_id: 'default', title: 'T', version: 8, tabs: [tabOf([intent])] };
    expect(check(args), JSON.stringify(check.errors)).toBe(true);
  });

  it('lie beside each other and never over each other', () => {
    const layouts = PANELS.map(
      ([, intent], index) => panelFor(intent, index).layout as { x: number; y: number },
    );
    expect(new Set(layouts.map(({ x, y }) => `${x},${y}`)).size).toBe(PANELS.length);
  });

  it('say what is wrong with them', () => {
    expect(() => panelFor({ title: 'a' }, 0)).toThrow('exactly one of "sql" and "promql"');
    expect(() => panelFor({ title: 'a', sql: 'SELECT * FROM x' }, 0)).toThrow('must name its columns');
    const row = rowOf('create_dashboard');
    const panels = [{ title: 'a', sql: HISTOGRAM }];
    expect(() => withShortForms(row, { title: 'T', panels, tabs: [] })).toThrow('not both');
  });

  it('may come later: a dashboard without any has the tab that the form of OpenObserve gives it', () => {
    const { tabs } = withShortForms(rowOf('create_dashboard'), { title: 'T' }) as { tabs: unknown };
    const made = recorded('dashboards.json').find(({ title }) => title === 'My Dashboard');
    expect(tabs).toEqual([{ tabId: 'default', name: 'Default', panels: [] }]);
    if (made) expect(tabs).toEqual(made.request.body.tabs);
  });

  const TIME = 'SELECT histogram(_timestamp) AS t, count(*) AS n FROM logs GROUP BY t';
  const OF_TWO = 'SELECT region, status, count(*) AS n FROM logs GROUP BY region, status';
  const OF_ONE = 'SELECT region, count(*) AS n FROM logs GROUP BY region';
  const OF_TIME =
    'SELECT region, histogram(_timestamp) AS t, sum(a) AS n, avg(b) AS m FROM logs GROUP BY t, region';
  const AS_LINES = { x: ['t'], y: ['n', 'm'], breakdown: ['region'] };
  const NUMBER = 'SELECT max(cpu) AS top FROM logs';
  const PLACES = 'SELECT lon, lat, count(*) AS n FROM logs GROUP BY lon, lat';
  type Kind = NonNullable<PanelIntent['type']>;

  it.each<[Kind, string, Record<string, string[] | string>]>([
    ['line', TIME, { x: ['t'], y: ['n'] }],
    ['line', OF_TIME, AS_LINES],
    ['area', OF_TIME, AS_LINES],
    ['bar', OF_TWO, { x: ['region'], y: ['n'], breakdown: ['status'] }],
    ['h-bar', OF_ONE, { x: ['region'], y: ['n'] }],
    ['scatter', TIME, { x: ['t'], y: ['n'] }],
    ['stacked', OF_TIME, AS_LINES],
    ['h-stacked', OF_TWO, { x: ['region'], y: ['n'], breakdown: ['status'] }],
    ['area-stacked', OF_TWO, { x: ['region'], y: ['n'], breakdown: ['status'] }],
    ['pie', OF_ONE, { x: ['region'], y: ['n'] }],
    ['donut', OF_ONE, { x: ['region'], y: ['n'] }],
    [
      'donut',
      'SELECT region, n FROM (SELECT region, count(*) AS n FROM logs GROUP BY region)',
      { x: ['region'], y: ['n'] },
    ],
    ['table', OF_TWO, { x: ['region', 'status'], y: ['n'] }],
    ['table', 'SELECT _timestamp, level, message FROM logs', { x: ['_timestamp'], y: ['level', 'message'] }],
    ['stat', NUMBER, { x: [], y: ['top'] }],
    ['gauge', NUMBER, { x: [], y: ['top'] }],
    ['gauge', OF_ONE, { x: ['region'], y: ['n'] }],
    ['heatmap', OF_TWO, { x: ['region'], y: ['status'], z: ['n'] }],
    [
      'heatmap',
      'SELECT host, histogram(_timestamp) AS t, avg(cpu) AS c FROM logs GROUP BY t, host',
      { x: ['t'], y: ['host'], z: ['c'] },
    ],
    ['geomap', PLACES, { x: [], y: [], latitude: 'lat', longitude: 'lon', weight: 'n' }],
    ['maps', OF_ONE, { x: [], y: [], name: 'region', value_for_maps: 'n' }],
    ['sankey', OF_TWO, { x: [], y: [], source: 'region', target: 'status', value: 'n' }],
    [
      'bar',
      'SELECT extract(hour FROM to_timestamp_micros(_timestamp)) AS h, count(*) AS n FROM logs GROUP BY h',
      { x: ['h'], y: ['n'] },
    ],
    [
      'bar',
      'WITH a AS (SELECT region, count(*) AS n FROM logs GROUP BY region) SELECT region, max(n) AS n FROM a GROUP BY region',
      { x: ['region'], y: ['n'] },
    ],
  ])('have the columns of a %s where the editor of OpenObserve has them: %s', (type, sql, wanted) => {
    const args = { org_id: 'default', title: 'T', version: 8, tabs: [tabOf([{ title: 'a', type, sql }])] };
    const check = checkOf('create_dashboard');
    expect(check(args), JSON.stringify(check.errors)).toBe(true);
    const panel = panelFor({ title: 'a', type, sql }, 0) as {
      readonly type: string;
      readonly queries: ReadonlyArray<{ readonly fields: Record<string, unknown> }>;
    };
    const { stream, stream_type: of, filter: _, ...fields } = panel.queries[0]?.fields ?? {};
    expect([stream, of]).toEqual(['logs', 'logs']);
    const alias = (each: unknown) => (each as { readonly alias: string }).alias;
    expect(
      Object.fromEntries(
        Object.entries(fields).map(([place, each]) => [
          place,
          Array.isArray(each) ? each.map(alias) : alias(each),
        ]),
      ),
    ).toEqual({ x: [], y: [], ...wanted });
    expect(panel.type).toBe(type === 'stat' ? 'metric' : type);
  });

  it.each<[Kind, string, string]>([
    ['pie', OF_TWO, 'a pie, which takes one category and one measure. Its query gives region, status, n'],
    [
      'donut',
      'SELECT region, count(*) AS n, sum(a) AS s FROM logs GROUP BY region',
      'one category and one measure',
    ],
    ['stat', OF_ONE, 'no category and one measure'],
    ['stat', 'SELECT count(*) AS n, sum(a) AS s FROM logs', 'no category and one measure'],
    ['gauge', OF_TWO, 'no category or one category and one measure'],
    [
      'line',
      'SELECT histogram(_timestamp) AS t, a, b, count(*) AS n FROM logs GROUP BY t, a, b',
      'one category or two categories and one measure or more',
    ],
    ['stacked', OF_ONE, 'two categories and one measure or more'],
    ['heatmap', OF_ONE, 'two categories and one measure'],
    ['geomap', OF_ONE, 'two categories and one measure'],
  ])('take no columns that a %s would not draw: %s', (type, sql, says) => {
    expect(() => panelFor({ title: 'a', type, sql }, 0)).toThrow(says);
  });

  it('draw as a table what fits no line, where no chart is said', () => {
    const sql = 'SELECT histogram(_timestamp) AS t, a, b, count(*) AS n FROM logs GROUP BY t, a, b';
    expect(panelFor({ title: 'a', sql }, 0).type).toBe('table');
    expect(panelFor({ title: 'a', sql: 'SELECT _timestamp, message FROM logs' }, 0).type).toBe('table');
  });

  it('have on maps what their renderers do not do without', () => {
    const geomap = panelFor({ title: 'a', type: 'geomap', sql: PLACES }, 0);
    expect(geomap).toMatchObject({
      config: { base_map: { type: 'osm' }, map_view: { zoom: 1, lat: 0, lng: 0 } },
      queries: [{ config: { layer_type: 'scatter' } }],
    });
    expect(panelFor({ title: 'a', type: 'maps', sql: OF_ONE }, 0)).toMatchObject({
      config: { map_type: { type: 'world' } },
    });
  });

  it.each([
    ['avg by (host) (cpu_usage)', 'cpu_usage'],
    ['sum(rate(http_requests_total{code="500"}[5m])) by (job)', 'http_requests_total'],
    ['histogram_quantile(0.95, sum(rate(took_seconds_bucket[5m])) by (le))', 'took_seconds_bucket'],
  ])('read the stream of %s', (promql, stream) => {
    expect(panelFor({ title: 'a', promql }, 0)).toMatchObject({
      queryType: 'promql',
      queries: [{ fields: { stream, stream_type: 'metrics' } }],
    });
  });
});

describe('schedules in words', () => {
  const WINTER = Date.UTC(2026, 10, 30, 9);
  it.each([
    ['Monday 9:00 Europe/Berlin', '0 0 9 * * Mon', 60, 'Monday 7 December 2026 09:00 Europe/Berlin'],
    [
      'every Monday at 12:30 Europe/Berlin',
      '0 30 12 * * Mon',
      60,
      'Monday 30 November 2026 12:30 Europe/Berlin',
    ],
    ['every day 8:30 UTC', '0 30 8 * * *', 0, 'Tuesday 1 December 2026 08:30 UTC'],
    [
      'Mon, Thu 6 pm America/New_York',
      '0 0 18 * * Mon,Thu',
      -300,
      'Monday 30 November 2026 18:00 America/New_York',
    ],
    [
      'weekdays 07:05 Asia/Tokyo',
      '0 5 7 * * Mon,Tue,Wed,Thu,Fri',
      540,
      'Tuesday 1 December 2026 07:05 Asia/Tokyo',
    ],
    ['day 1 of the month 7:00 UTC', '0 0 7 1 * *', 0, 'Tuesday 1 December 2026 07:00 UTC'],
  ])('%s', (text, cron, offset, first) => {
    expect(scheduleFor(text, undefined, WINTER)).toMatchObject({
      frequency: { type: 'cron', cron },
      timezoneOffset: offset,
    });
    expect(firstRunOf(text, undefined, WINTER)).toBe(first);
    const row = rowOf('create_report_v2');
    const written = withShortForms(row, { name: 'r', dashboards: [], destinations: [], schedule: text });
    expect(written).toMatchObject({ enabled: true, frequency: { cron } });
    expect(written).not.toHaveProperty('schedule');
  });

  it('say what is missing, and no other day than was said', () => {
    expect(() => scheduleFor('Monday 9:00', undefined, WINTER)).toThrow('in which time zone');
    expect(() => scheduleFor('9:00 UTC', undefined, WINTER)).toThrow('on which day');
    expect(scheduleFor('Monday 9:00', 'Europe/Berlin', WINTER)).toMatchObject({ timezoneOffset: 60 });
    expect(() => checkCron('0 9 * * 1')).toThrow('wants six: seconds come first');
    expect(() => checkCron('0 0 9 * * 1')).toThrow('1 is Sunday in OpenObserve');
    expect(() => checkCron('0 0 9 * * MON')).not.toThrow();
  });
});

describe('conditions of pipelines in short', () => {
  it('become the groups that OpenObserve keeps', () => {
    const all = [{ column: 'level', operator: '!=', value: 'debug' }];
    const nodes = [
      { id: 'n2', io_type: 'default', position: { x: 0, y: 1 }, data: { node_type: 'condition', all } },
    ];
    expect(withShortForms(rowOf('create_pipeline'), { name: 'p', nodes, edges: [] }).nodes).toEqual([
      {
        ...nodes[0],
        data: {
          node_type: 'condition',
          version: 2,
          conditions: {
            filterType: 'group',
            logicalOperator: 'AND',
            conditions: [{ filterType: 'condition', ...all[0], logicalOperator: 'AND' }],
          },
        },
      },
    ]);
  });
});

it('have an ID on each edge of a pipeline, as the editor of OpenObserve gives it', () => {
  const edges = [
    { source: '1', target: '2' },
    { id: 'own', source: '2', target: '3' },
  ];
  expect(withShortForms(rowOf('create_pipeline'), { name: 'p', nodes: [], edges }).edges).toEqual([
    { id: 'e1-2', source: '1', target: '2' },
    edges[1],
  ]);
});

describe('conditions in short', () => {
  const intent = {
    stream: 'payment_service',
    where: "level = 'error'",
    operator: '>',
    periodMinutes: 10,
  } as const;

  it.each([1, 100, 5000])('fire above %i, for which one row is enough', (threshold) => {
    const { query_condition, trigger_condition } = alertFor({ ...intent, threshold });
    expect(query_condition.sql).toBe(
      `SELECT count(*) AS value FROM "payment_service" WHERE level = 'error' HAVING count(*) > ${threshold}`,
    );
    expect(trigger_condition).toMatchObject({ threshold: 1, operator: '>=', period: 10 });
    const check = checkOf('create_alert');
    const args = { org_id: 'default', name: 'n', stream_name: 's', stream_type: 'logs', destinations: ['d'] };
    expect(check({ ...args, query_condition, trigger_condition }), JSON.stringify(check.errors)).toBe(true);
  });

  it('always carry the conditions without which they would never be looked at', () => {
    expect(alertFor({ ...intent, threshold: 5 }).query_condition.conditions).toEqual([]);
  });

  it('quote the name of the stream, and refuse what can never be met', () => {
    const { query_condition } = alertFor({ ...intent, stream: 'a"b', threshold: 5 });
    expect(query_condition.sql).toContain('FROM "a""b"');
    expect(() => alertFor({ ...intent, threshold: Number.NaN })).toThrow('must be a number');
    expect(() => alertFor({ ...intent, threshold: 1, periodMinutes: 0 })).toThrow('at least 1');
  });

  it('are needed where the whole form is not given', () => {
    const row = rowOf('create_alert');
    expect(() => withShortForms(row, { name: 'n' })).toThrow('"condition" is missing');
    const written = withShortForms(row, {
      name: 'n',
      stream_name: 'app',
      condition: { threshold: 3, period: 5, where: "a = 'b'" },
    });
    expect(written).not.toHaveProperty('condition');
    expect(written).toMatchObject({ query_condition: { type: 'sql' }, trigger_condition: { period: 5 } });
  });

  it('have names that alerts may have', () => {
    expect(alertName('  Errors in "a/b": 50%? ')).toBe('Errors_in_a_b_50');
  });
});
