import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { INPUT_SCHEMAS } from '../../src/generated/schemas.ts';
import { TOOLS } from '../../src/generated/tools.ts';
import type { App } from '../../src/server/app.ts';
import { createApp } from '../../src/server/app.ts';
import { readConfig } from '../../src/config/config.ts';
import { type FakeOpenObserve, sendJson, startFakeOpenObserve } from '../helpers/fake-openobserve.ts';
import { appAt, runTool } from '../helpers/run-tool.ts';

interface Shown {
  readonly untrusted_data: {
    readonly columns: readonly string[];
    readonly rows: ReadonlyArray<readonly unknown[]>;
  };
  readonly notes?: readonly string[];
}

let app: App;
beforeAll(async () => {
  app = await createApp(readConfig({}, { O2_DEMO: 'true', O2_CONFIRM: 'never', O2_LOG_LEVEL: 'error' }));
});
afterAll(() => app.close());

async function call(name: string, args: Record<string, unknown>) {
  const { answer, error, text } = await runTool(app, name, args);
  const { notes = [], untrusted_data: data } = answer as unknown as Shown;
  return { text, error, notes: notes.join(' '), data, answer };
}
const LEVELS = 'SELECT level, count(*) AS n FROM payment_service GROUP BY level';

describe('what clients add', () => {
  it.each([
    ['n8n', { sessionId: 'abc', action: 'sendMessage', chatInput: 'x', toolCallId: 'call_x' }],
    ['Open WebUI', { __user__: { id: 1 }, __metadata__: {} }],
    ['a coding agent', { explanation: 'to see the levels', requires_approval: false }],
    ['MCP itself', { _meta: { progressToken: 1 } }],
  ])('by %s is ignored, and said', async (_, added) => {
    const { error, notes, data } = await call('search_sql', { sql: LEVELS, ...added });
    expect(error).toBeNull();
    expect(data.rows).toHaveLength(4);
    for (const name of Object.keys(added)) expect(notes).toContain(`"${name}"`);
  });

  it('is ignored by every tool that has no such argument, and a misspelt argument is not', async () => {
    for (const row of TOOLS.filter(({ access }) => access === 'read')) {
      const named = Object.fromEntries(
        ['toolCallId', '$sys', '_x'].filter((name) => !(name in row.places)).map((name) => [name, 'x']),
      );
      const { text } = await call(row.name, named);
      expect(text, row.name).not.toMatch(/has no argument/);
      expect((await call(row.name, { qwrtzp: 1 })).text, row.name).toContain('has no argument "qwrtzp"');
    }
  });
});

describe('null and empty text', () => {
  it('are left out', async () => {
    const nulls = { size: null, type: null, from: null, start_time: null, end_time: '', timeout: '' };
    const { error, data } = await call('search_sql', { sql: LEVELS, ...nulls });
    expect(error).toBeNull();
    expect(data.rows).toHaveLength(4);
  });

  it('are left out for each optional argument of each tool', async () => {
    const fake: FakeOpenObserve = await startFakeOpenObserve((_, response) => sendJson(response, {}));
    const faked = await appAt(fake.url, { O2_CONFIRM: 'never' });
    // The version is asked for once, by whichever call needs it first.
    const sentNow = () =>
      fake.seen
        .splice(0)
        .map(({ path }) => path)
        .filter((path) => path !== '/config');
    for (const row of TOOLS.filter(({ access }) => access === 'read')) {
      const schema = INPUT_SCHEMAS[row.name] as {
        properties: Record<string, { type?: unknown }>;
        required?: string[];
      };
      const required = (schema.required ?? []).filter((name) => name !== 'org_id');
      const optional = Object.keys(schema.properties).filter(
        (name) => !required.includes(name) && name !== 'org_id',
      );
      const needed = Object.fromEntries(
        required.map((name) => [
          name,
          schema.properties[name]?.type === 'integer' ? 1 : name === 'sql' ? 'SELECT 1' : 'x',
        ]),
      );
      for (const empty of [null, ''] as const) {
        const plain = await runTool(faked, row.name, needed);
        const sent = sentNow();
        const { error } = await runTool(faked, row.name, {
          ...needed,
          ...Object.fromEntries(optional.map((name) => [name, empty])),
        });
        expect(error?.message, `${row.name} ${String(empty)}`).toBe(plain.error?.message);
        expect(sentNow(), row.name).toEqual(sent);
      }
    }
    await faked.close();
    await fake.close();
  });

  it.each(['None', 'null', 'undefined', 'NaN'])('are written %s by programs', async (nothing) => {
    const given = { sql: LEVELS, start_time: nothing, end_time: nothing, size: nothing };
    expect((await call('search_sql', given)).error).toBeNull();
  });

  it('of a required argument are missing', async () => {
    expect((await call('search_sql', { sql: null })).text).toContain('"sql" is missing');
  });

  it('of every argument of an update change nothing but what is named', async () => {
    const listed = Object.keys(app.view.listedAs('update_alert')?.inputSchema.properties as object);
    const nulls = Object.fromEntries(listed.map((name) => [name, null]));
    const { answer, error } = await call('update_alert', {
      ...nulls,
      alert_id: await alertId(),
      enabled: false,
    });
    expect(error).toBeNull();
    expect(Object.keys((answer.untrusted_data as { changed: object }).changed)).toEqual(['enabled']);
  });

  it('that an update writes over a text is a value', async () => {
    const { answer } = await call('update_alert', { alert_id: await alertId(), description: '' });
    expect(answer.done).toBeDefined();
  });
});

async function alertId(): Promise<string> {
  const { data } = await call('list_alerts', {});
  return String(data.rows[0]?.[data.columns.indexOf('alert_id')]);
}

describe('lists in another form', () => {
  it.each([[['message', 'error_type']], ['message, error_type'], ['["message", "error_type"]']])(
    'are names to add: %j',
    async (keys) => {
      const { error } = await call('update_stream_settings', {
        stream_name: 'payment_service',
        full_text_search_keys: keys,
      });
      expect(error).toBeNull();
      const { text } = await call('stream_schema', { stream_name: 'payment_service', detail: 'full' });
      expect(text).toMatch(/"full_text_search_keys":\["(?:message","error_type|error_type","message)"\]/);
    },
  );

  it('are text in JSON where commas are wanted', async () => {
    const { data } = await call('search_values', { stream_name: 'payment_service', fields: '["level"]' });
    expect(data.rows.length).toBeGreaterThan(2);
  });

  it('are numbers with commas', async () => {
    expect((await call('search_sql', { sql: LEVELS, size: '1,000' })).error).toBeNull();
  });
});

describe('names of other tools', () => {
  it.each([
    ['limit', 'size', 'search_sql', { sql: 'SELECT level FROM payment_service', limit: 3 }],
    [
      'stream_type',
      'type',
      'search_sql',
      { sql: 'SELECT value FROM cpu_usage', stream_type: 'metrics', size: 3 },
    ],
    ['query', 'sql', 'search_sql', { query: 'SELECT level FROM payment_service', size: 3 }],
    [
      'period',
      'start_time',
      'search_sql',
      { sql: 'SELECT level FROM payment_service', period: '2h', size: 3 },
    ],
  ])('%s is read as %s', async (given, meant, tool, args) => {
    const { data, notes } = await call(tool, args);
    expect(data.rows).toHaveLength(3);
    expect(notes).toContain(`"${given}" was read as "${meant}"`);
  });

  it.each([
    ['search_sql', { sql: LEVELS, response_format: 'concise' }, 'Did you mean detail?'],
    ['search_sql', { sql: LEVELS, limit: 3, size: 4 }, '"limit". Did you mean size?'],
    ['create_alert', { stream: 'x' }, 'Did you mean stream_name?'],
    ['search_sql', { sql: LEVELS, siez: 3 }, 'Did you mean size?'],
  ])('%s %j is refused with the right name', async (tool, args, says) => {
    expect((await call(tool, args)).text).toContain(says);
  });

  it.each([
    ['get_dashboard', { title: 'Payment service' }],
    ['get_dashboard', { dashboard_id: 'payment service' }],
    ['get_alert', { name: 'payment_errors' }],
    ['export_alert', { alert_id: 'payment_errors' }],
  ])('%s %j reads by a title', async (tool, args) => {
    const { error, notes } = await call(tool, args);
    expect(error).toBeNull();
    expect(notes).toContain('has the ID');
  });

  it.each([
    ['search_sql', { sql: 'SELECT * FROM cpu_usage LIMIT 1' }],
    ['stream_schema', { stream_name: 'default' }],
    ['search_values', { stream_name: 'cpu_usage', fields: 'host' }],
  ])('%s %j reads the stream under its only type, and says so', async (tool, args) => {
    const { error, notes } = await call(tool, args);
    expect(error).toBeNull();
    expect(notes).toMatch(/exists with type "(metrics|traces)" only/);
  });

  it('a stream under another type than the one said is not read', async () => {
    const { text } = await call('search_sql', { sql: 'SELECT * FROM cpu_usage', type: 'logs' });
    expect(text).toContain('give type "metrics"');
  });
});

describe('lists and text', () => {
  it.each([
    ['search_values', { stream_name: 'payment_service', fields: ['level'] }],
    ['search_values', { stream_name: 'payment_service', fields: ['level', 'region'] }],
    ['prometheus_series', { match: ['cpu_usage'] }],
    ['prometheus_label_values', { label_name: 'host', match: 'cpu_usage' }],
  ])('%s takes %j', async (tool, args) => {
    const { error, data } = await call(tool, args);
    expect(error).toBeNull();
    expect(data.rows.length).toBeGreaterThan(0);
  });

  it('names joined by commas are a list', async () => {
    const args = {
      stream_name: 'payment_service',
      stream_type: 'logs',
      condition: { threshold: 5000, period: 10 },
    };
    const { text } = await call('create_alert', {
      name: 'two',
      destinations: 'payment_oncall, nobody',
      ...args,
    });
    expect(text).toContain('nobody');
    expect(text).not.toContain('payment_oncall, nobody');
  });

  it('lines of JSON are records', async () => {
    await call('logs_ingestion_json', { stream_name: 'lines', content: '{"a":1}\n{"a":2}\n' });
    const { data } = await call('search_sql', {
      sql: 'SELECT count(*) AS n FROM lines',
      start_time: '1h',
      end_time: 'now+1m',
    });
    expect(data.rows[0]).toEqual([2]);
  });
});

describe('an exported object', () => {
  it.each([
    ['as it came', (object: object) => ({ ...object, name: 'copy_a' })],
    ['in the name of its kind', (object: object) => ({ alert: { ...object, name: 'copy_b' } })],
    ['in a whole result', (object: object) => ({ untrusted_data: { ...object, name: 'copy_c' } })],
    ['as text', (object: object) => ({ alert: JSON.stringify({ ...object, name: 'copy_d' }) })],
  ])('makes an alert %s', async (_, wrap) => {
    const { answer } = await call('export_alert', { alert_id: await alertId() });
    const made = await call('create_alert', wrap(answer.untrusted_data as object));
    expect(made.text).toContain('copy_');
    expect(made.error).toBeNull();
  });

  it.each([
    ['the whole envelope', (whole: Record<string, unknown>) => whole],
    ['its content', (whole: Record<string, unknown>) => whole.v8 as object],
    ['it under the name of its kind', (whole: Record<string, unknown>) => ({ dashboard: whole.v8 })],
  ])('makes a dashboard of %s', async (_, wrap) => {
    const { data } = await call('list_dashboards', {});
    const id = data.rows[0]?.[data.columns.indexOf('dashboard_id')];
    const folder = '7500000000000000001';
    const { answer } = await call('get_dashboard', { dashboard_id: id, folder, detail: 'full' });
    const { error } = await call('create_dashboard', {
      ...wrap(answer.untrusted_data as Record<string, unknown>),
    });
    expect(error).toBeNull();
  });

  it('of a panel may be short', async () => {
    const { data } = await call('list_dashboards', {});
    const id = data.rows[0]?.[data.columns.indexOf('dashboard_id')];
    const panel = { title: 'short', sql: LEVELS, type: 'bar', stream: 'payment_service' };
    const { error } = await call('add_panel', { dashboard_id: id, folder: '7500000000000000001', panel });
    expect(error).toBeNull();
    expect((await call('add_panel', { dashboard_id: id })).text).toContain('"panel" is missing');
  });
});

it('an update that names nothing is refused by every tool', async () => {
  const updates = TOOLS.filter(
    ({ access, method, body, update, idempotent }) =>
      access !== 'read' &&
      body?.kind === 'object' &&
      (update?.replaces ||
        (update === null && (/PUT|PATCH/.test(method) || (method === 'POST' && idempotent)))),
  );
  expect(updates.length).toBeGreaterThan(15);
  for (const row of updates) {
    const { required = [] } = INPUT_SCHEMAS[row.name] as { required?: string[] };
    const address = Object.fromEntries(
      Object.entries(row.places).flatMap(([name, places]) =>
        places.some((place) => place.in === 'path') && name !== 'org_id'
          ? [[name, name === 'folder_type' ? 'dashboards' : 'x']]
          : [],
      ),
    );
    const { error, text } = await call(row.name, address);
    expect(error, row.name).not.toBeNull();
    const isRequired = required.some((name) => !(name in address) && name !== 'org_id');
    expect(text, row.name).toMatch(isRequired ? /is missing|does not say/ : /does not say what to change/);
  }
});

it('what messages ask for is in the schemas', () => {
  for (const row of TOOLS) {
    const properties = app.view.listedAs(row.name)?.inputSchema.properties as Record<string, unknown>;
    expect('confirm' in properties, row.name).toBe(row.access === 'destructive' || row.confirm.length > 0);
    expect('detail' in properties, row.name).toBe(row.rows !== null);
  }
});

describe('the range of a call', () => {
  const rangeOf = async (args: Record<string, unknown>) => {
    const { answer, notes } = await call('search_sql', {
      sql: 'SELECT count(*) AS n FROM payment_service',
      ...args,
    });
    return { ...(answer.range as { start: string; end: string }), notes };
  };

  it('from yesterday to today is yesterday, and the answer says so', async () => {
    const { start, end, notes } = await rangeOf({ start_time: 'yesterday', end_time: 'today' });
    expect(Date.parse(end) - Date.parse(start)).toBe(86_400_000);
    expect(notes).toContain('today was read as 00:00');
    const today = await rangeOf({ start_time: 'today', end_time: 'today' });
    expect(today.start).toBe(end);
    expect((await rangeOf({ start_time: '7d', end_time: 'today' })).notes).not.toContain('00:00');
  });

  it('between times of day is the last that began, over midnight too', async () => {
    for (const [from, to, hours] of [
      ['14:00', '15:00', 1],
      ['22:00', '06:00', 8],
      ['9am CET', '11am CET', 2],
    ] as const) {
      const { start, end } = await rangeOf({ start_time: from, end_time: to });
      expect((Date.parse(end) - Date.parse(start)) / 3_600_000).toBe(hours);
      expect(Date.parse(start)).toBeLessThanOrEqual(Date.now());
    }
  });
});
