import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { DEFINITIONS, INPUT_SCHEMAS } from '../../src/generated/schemas.ts';
import { TOOLS } from '../../src/generated/tools.ts';
import { alertFor, alertName } from '../../src/call/short-forms/alert.ts';
import { withShortForms } from '../../src/call/short-forms/expand.ts';
import { type PanelIntent, panelFor, tabOf } from '../../src/call/short-forms/panel.ts';

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
  readonly [kind: string, intent: PanelIntent, axes: readonly [string[], string[]]]
> = [
  ['a line over time', { title: 'a', sql: HISTOGRAM }, [['ts'], ['cnt']]],
  ['a bar', { title: 'b', type: 'bar', sql: HISTOGRAM }, [['ts'], ['cnt']]],
  [
    'a grouped and binned line',
    {
      title: 'c',
      sql: "SELECT histogram(_timestamp, '5 minute') AS time, level, count(*) AS n FROM logs GROUP BY time, level",
    },
    [['time', 'level'], ['n']],
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

  it.each(PANELS)('draw %s', (_, intent, [x, y]) => {
    const panel = panelFor(intent, 0) as {
      queries: Array<{ fields: { x: Array<{ alias: string }>; y: Array<{ alias: string }> } }>;
    };
    const { fields } = panel.queries[0] ?? { fields: { x: [], y: [] } };
    expect([fields.x.map(({ alias }) => alias), fields.y.map(({ alias }) => alias)]).toEqual([x, y]);
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
    expect(withShortForms(row, { title: 'T' })).toEqual({ title: 'T' });
  });
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
