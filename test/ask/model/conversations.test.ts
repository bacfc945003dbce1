import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type HttpServer, serveHttp } from '../../../src/transports/http/http.ts';
import type { App } from '../../../src/server/app.ts';
import type { AskAnswer } from '../../../src/ask/types.ts';
import { type AnyClient, CLIENTS } from '../../helpers/clients.ts';
import { changesBetween, type SampleState, stateOf } from '../../helpers/sample-state.ts';
import { appWith, startSample } from './asking.ts';
import { brain } from './brain.ts';
import { type ModelServer, PROTOCOLS, startModelServer } from './model-server.ts';

const SALES = 'Create a sales dashboard and alert me if revenue drops below $100k';
const ERRORS = 'show me recent error logs';
const PAYMENT = 'Show me errors in the payment service from the last hour';
const DASHBOARD = "create a dashboard called 'My Dashboard'";

type Json = Record<string, unknown>;

interface StoredDashboard {
  readonly v8: {
    readonly tabs: ReadonlyArray<{ readonly tabId: string; readonly panels: readonly Json[] }>;
  };
}

let model: ModelServer;
beforeAll(async () => {
  model = await startModelServer(brain);
});
afterAll(() => model.close());

async function call(client: AnyClient, name: string, args: Json): Promise<Json> {
  const result = await client.callTool({ name, arguments: args });
  return JSON.parse(result.content[0]?.text ?? '{}') as Json;
}

const ask = async (client: AnyClient, args: Json) =>
  (await call(client, 'ask', args)) as unknown as AskAnswer;

/** Rows of a list as objects. */
function rowsOf({ untrusted_data: data }: Json): Json[] {
  const { columns, rows } = data as { columns: string[]; rows: unknown[][] };
  return rows.map((row) => Object.fromEntries(columns.map((name, index) => [name, row[index]])));
}

/** What stands, read back by calls of our own. */
async function expectSales(client: AnyClient) {
  const dashboards = rowsOf(await call(client, 'list_dashboards', { title: 'Sales' }));
  expect(dashboards).toHaveLength(1);
  const dashboard = JSON.stringify(
    await call(client, 'get_dashboard', { dashboard_id: dashboards[0]?.dashboard_id, detail: 'full' }),
  );
  expect(dashboard.match(/"stream":"sales_orders"/g)?.length).toBeGreaterThanOrEqual(2);
  const alerts = rowsOf(await call(client, 'list_alerts', { detail: 'full' })).filter(
    ({ name }) => name === 'revenue_low',
  );
  expect(alerts).toHaveLength(1);
  const alert = await call(client, 'get_alert', { alert_id: alerts[0]?.alert_id, detail: 'full' });
  const text = JSON.stringify(alert);
  expect(text).toMatch(/HAVING coalesce\(sum\(revenue\), 0\) < 100000/);
  expect(text).toMatch(/"destinations":\["payment_oncall"\]/);
  expect(text).toMatch(/"period":60,/);
  expect(text).toMatch(/"enabled":true/);
}

/** Every client over one protocol, and every protocol with one client: neither knows of the other. */
const PAIRS = CLIENTS.flatMap((client, index) =>
  (index === 0 ? PROTOCOLS : PROTOCOLS.slice(0, 1)).map((protocol) => ({ protocol, ...client })),
);

describe.each(PAIRS)('$protocol, $name', { timeout: 60_000 }, ({ protocol, connect, canAsk }) => {
  let sample: Awaited<ReturnType<typeof startSample>>;
  let app: App;
  let http: HttpServer;
  let client: AnyClient;
  const shown: string[] = [];
  let state: SampleState;

  /** Everything in OpenObserve that is otherwise than when this was last asked. */
  async function changes(): Promise<string[]> {
    const now = await stateOf(sample);
    const found = changesBetween(state, now);
    state = now;
    return found.map(({ change, kind, id, after, before }) => {
      const object = (after ?? before) as {
        readonly name?: string;
        readonly v8?: { readonly title: string };
      };
      return `${change} ${kind} ${object.name ?? object.v8?.title ?? id}`;
    });
  }

  beforeAll(async () => {
    sample = await startSample();
    state = await stateOf(sample);
    const env = { ...sample.env, ...model.env(protocol) };
    app = await appWith(env);
    http = await serveHttp(app);
    const person = (message: string) => {
      shown.push(message);
      return { action: 'accept' as const, content: { approve: true } };
    };
    client = await connect({ url: http.url, env }, { person: canAsk ? person : null });
    await client.listTools();
  }, 60_000);
  afterAll(async () => {
    await client.close();
    await http.close();
    await app.close();
    await sample.close();
  });

  it('makes the dashboard and the alert after one yes', async () => {
    const first = await ask(client, { request: SALES });
    let report = first;
    if (!canAsk) {
      expect(first).toMatchObject({ mode: 'agent', decision: 'ask', resume: { tool: 'ask' } });
      expect(first.answer).toMatch(
        /Nothing was done yet.*1\. Create a dashboard.*2\. Create an alert.*< 100000|threshold/s,
      );
      expect(await changes()).toEqual([]);
      report = await ask(client, { request: SALES, ...first.resume });
    } else expect(shown).toHaveLength(1);
    expect(
      report.steps.map(({ tool, state }) => [tool, state]),
      report.answer,
    ).toEqual([
      ['create_dashboard', 'done'],
      ['create_alert', 'done'],
    ]);
    expect(report).toMatchObject({ mode: 'agent', decision: 'run' });
    expect(report.answer.match(/Read back: it exists/g)).toHaveLength(2);
    expect(report.usage?.input).toBeGreaterThan(0);
    expect(report.undo?.map(({ tool }) => tool)).toEqual(['delete_alert', 'delete_dashboard']);
    await expectSales(client);
    expect(await changes()).toEqual(['created alerts revenue_low', 'created dashboards Sales']);
    if (!canAsk) {
      // The same yes once more gives the same report, and makes nothing.
      const again = await ask(client, { request: SALES, ...first.resume });
      expect(again).toEqual(report);
      expect(await changes()).toEqual([]);
    }
  });

  it.each([ERRORS, PAYMENT])(
    'answers "%s" without a token, as the question engine covers it',
    async (request) => {
      const before = model.asked.length;
      const answer = await ask(client, { request });
      expect(answer).toMatchObject({ mode: 'semantic', decision: 'run', steps: [{ state: 'done' }] });
      expect(answer.query).toMatch(/^SELECT/);
      expect(answer.answer).toMatch(/^\D*\d+/);
      expect(model.asked.length).toBe(before);
      expect(await changes()).toEqual([]);
    },
  );

  it('finds errors with one call of the model and one turn for its words', async () => {
    const before = model.asked.length;
    const answer = await ask(client, { request: PAYMENT, mode: 'llm' });
    expect(answer).toMatchObject({
      mode: 'llm',
      decision: 'run',
      steps: [{ tool: 'search_sql', state: 'done' }],
    });
    expect(answer.query).toContain('payment_service');
    expect(answer.answer).toBe('“There were errors.” (words of the language model)');
    expect(model.asked.length).toBe(before + 2);
    expect(await changes()).toEqual([]);
  });

  it('asks no model in the semantic mode', async () => {
    const before = model.asked.length;
    const asked = canAsk
      ? { request: DASHBOARD, mode: 'semantic', dry_run: true }
      : { request: DASHBOARD, mode: 'semantic' };
    const answer = await ask(client, asked);
    expect(answer.mode).toBe('semantic');
    expect(answer.steps[0]?.tool).toBe('create_dashboard');
    expect(model.asked.length).toBe(before);
    expect(await changes()).toEqual([]);
  });

  it('makes a dashboard that takes a panel, which the page can show', async () => {
    const first = await ask(client, { request: DASHBOARD });
    const report = first.resume ? await ask(client, { request: DASHBOARD, ...first.resume }) : first;
    expect(report, report.answer).toMatchObject({
      decision: 'run',
      steps: [{ tool: 'create_dashboard', state: 'done' }],
    });
    const [made, ...others] = rowsOf(await call(client, 'list_dashboards', { title: 'My Dashboard' }));
    expect(others).toEqual([]);
    expect(await changes()).toEqual(['created dashboards My Dashboard']);
    const id = { dashboard_id: made?.dashboard_id };
    const stored = async () =>
      (await call(client, 'get_dashboard', { ...id, detail: 'full' })).untrusted_data as StoredDashboard;
    expect((await stored()).v8.tabs).toEqual([{ tabId: 'default', name: 'Default', panels: [] }]);
    await call(client, 'add_panel', {
      ...id,
      panel: {
        title: 'Errors',
        type: 'line',
        sql: `SELECT histogram(_timestamp) AS time, count(*) AS n FROM "payment_service" WHERE level = 'error' GROUP BY time`,
      },
    });
    expect(await changes()).toEqual(['changed dashboards My Dashboard']);
    const [tab, ...more] = (await stored()).v8.tabs;
    expect(more).toEqual([]);
    expect(tab?.panels).toHaveLength(1);
    expect(tab?.panels[0]).toMatchObject({
      title: 'Errors',
      type: 'line',
      queries: [{ fields: { stream: 'payment_service' } }],
    });
  });
});
