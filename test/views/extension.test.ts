import type { Client } from '@modelcontextprotocol/client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { VIEW_NAMES, VIEW_TYPE } from '../../src/views/tool-views.ts';
import { VIEW_META, type ViewPlan, type ViewRows } from '../../src/views/view-data.ts';
import { rowObjects } from '../helpers/row-objects.ts';
import { type Arguments, type DemoServer, onStdio, startDemoServer } from './demo-server.ts';

const SERIES = {
  name: 'search_sql',
  arguments: {
    sql: "SELECT histogram(_timestamp, '1 minute') AS t, count(*) AS n FROM payment_service GROUP BY t ORDER BY t",
    start_time: new Date(Date.now() - 6 * 3600_000).toISOString(),
    end_time: new Date().toISOString(),
  },
};
const dashboard = (title: string) => ({ name: 'create_dashboard', arguments: { title } });
const NOW = { sql: 'SELECT * FROM payment_service ORDER BY _timestamp DESC LIMIT 3', start_time: '6h' };

const textOf = (result: unknown) => (result as { content: Array<{ text: string }> }).content[0]?.text ?? '';
const uiOf = ({ _meta }: { _meta?: Record<string, unknown> }) =>
  (_meta?.ui as { resourceUri: string } | undefined)?.resourceUri;
const viewOf = (result: unknown) => (result as { _meta?: Arguments })._meta?.[VIEW_META];

describe('the extension for views', () => {
  let server: DemoServer;
  beforeAll(async () => {
    server = await startDemoServer();
  }, 60_000);
  afterAll(() => server.close());

  const firstRow = async (name: string, args: Arguments) =>
    rowObjects(JSON.parse(textOf(await server.plain.callTool({ name, arguments: args }))).untrusted_data)[0];
  const titles = async () => textOf(await server.plain.callTool({ name: 'list_dashboards', arguments: {} }));

  it('names views to clients that draw them, and nothing to others', async () => {
    const [drawing, plain] = await Promise.all([server.views.listTools(), server.plain.listTools()]);
    expect(plain.tools.filter(({ _meta }) => _meta !== undefined)).toEqual([]);
    expect(drawing.tools.map(({ _meta: _, ...tool }) => tool)).toEqual(plain.tools);
    const uris = new Set(drawing.tools.map(uiOf).filter((uri) => uri !== undefined));
    expect([...uris].sort()).toEqual(VIEW_NAMES.map((name) => `ui://openobserve/${name}`).sort());
    expect(drawing.tools.find(({ name }) => name === 'stream_delete')?._meta).toBeUndefined();
  });

  it('serves each view as one document that reaches nothing', async () => {
    for (const name of VIEW_NAMES) {
      const uri = `ui://openobserve/${name}`;
      const { contents } = await server.views.readResource({ uri });
      const [document] = contents as Array<{ uri: string; mimeType: string; text: string }>;
      expect([document?.uri, document?.mimeType]).toEqual([uri, VIEW_TYPE]);
      expect(document?.text).toContain(`data-view="${name}"`);
      expect(document?.text).toMatch(
        /content-security-policy" content="default-src 'none'; script-src 'sha256-/,
      );
      const markup = document?.text.replaceAll(/<(script|style)>[\s\S]*?<\/\1>/g, '') ?? '';
      expect(markup).not.toMatch(/\b(src|href)=/);
    }
    await expect(server.views.readResource({ uri: 'ui://openobserve/none' })).rejects.toThrow(
      'There is nothing at',
    );
    const { resources } = await server.views.listResources();
    expect(resources.filter(({ uri }) => uri.startsWith('ui:'))).toEqual([]);
  });

  it('gives a host without it the same text, and the whole rows to none but the view', async () => {
    const [drawn, plain] = await Promise.all([server.views.callTool(SERIES), server.plain.callTool(SERIES)]);
    expect(textOf(drawn)).toBe(textOf(plain));
    expect((viewOf(drawn) as ViewRows).rows.length).toBeGreaterThan(JSON.parse(textOf(plain)).shown);
    expect(viewOf(plain)).toBeUndefined();
    expect((drawn as { structuredContent?: unknown }).structuredContent).toBeUndefined();
    const listed = await server.views.callTool({ name: 'list_alerts', arguments: {} });
    expect(viewOf(listed)).toBeUndefined();
  });

  it('gives the whole of a trace and of a timeline to the view alone', async () => {
    const row = await firstRow('get_latest_traces', { stream_name: 'default', start_time: '24h' });
    const trace_id = row?.trace_id;
    const timeline = { stream: 'payment_service', start_time: '6h', interval: '1m' };
    const calls: ReadonlyArray<{ name: string; arguments: Arguments & { from?: number } }> = [
      { name: 'get_trace', arguments: { trace_id, from: 2 } },
      { name: 'timeline', arguments: timeline },
    ];
    for (const call of calls) {
      const [drawn, plain] = await Promise.all([server.views.callTool(call), server.plain.callTool(call)]);
      const { shown, total } = JSON.parse(textOf(plain));
      expect(JSON.parse(textOf(drawn)).shown).toBe(shown);
      expect(shown).toBeLessThan(total);
      expect((viewOf(drawn) as ViewRows).rows).toHaveLength(total - (call.arguments.from ?? 0));
      expect(viewOf(plain)).toBeUndefined();
    }
  });

  it('shows whole numbers with every digit, and lists as text', async () => {
    const sql = 'SELECT 9007199254740993 AS big, trace_id FROM "default" LIMIT 1';
    const result = await server.views.callTool({
      name: 'search_sql',
      arguments: { sql, type: 'traces', start_time: '24h' },
    });
    const { columns, rows } = viewOf(result) as ViewRows;
    expect(String(rows[0]?.[columns.indexOf('big')])).toBe('9007199254740993');
  });

  it('makes a dashboard at once for a host without it, and after a plan for one with it', async () => {
    expect(textOf(await server.plain.callTool(dashboard('At once')))).toContain('"done"');
    expect(await titles()).toContain('At once');
    const asked = await server.views.callTool(dashboard('Planned'));
    expect(textOf(asked)).toMatch(/^Nothing was done yet/);
    expect(await titles()).not.toContain('Planned');
    const { tool, arguments: args, confirm } = viewOf(asked) as ViewPlan;
    const other = await server.views.callTool({
      name: tool,
      arguments: { ...args, title: 'Another', confirm },
    });
    expect(textOf(other)).toContain('does not belong to this call');
    const made = await server.views.callTool({ name: tool, arguments: { ...args, confirm } });
    expect(textOf(made)).toContain('"done"');
    expect(await titles()).toContain('Planned');
    const twice = await server.views.callTool({ name: tool, arguments: { ...args, confirm } });
    expect(textOf(twice)).toContain('used already');
  });
});

it('shows no plan where a helper calls, as no view is drawn there', async () => {
  const server = await startDemoServer({ O2_PROFILE: 'search' });
  try {
    const inner = dashboard('Through a helper');
    const made = await server.views.callTool({ name: 'write_tool', arguments: inner });
    expect(textOf(made)).toContain('"done"');
    expect(viewOf(made)).toBeUndefined();
  } finally {
    await server.close();
  }
}, 60_000);

it('asks nobody where nobody is to be asked', async () => {
  const server = await startDemoServer({ O2_CONFIRM: 'never' });
  try {
    expect(textOf(await server.views.callTool(dashboard('Never asked')))).toContain('"done"');
  } finally {
    await server.close();
  }
}, 60_000);

it('lets only the view approve a plan where a person must approve', async () => {
  const server = await startDemoServer({ O2_CONFIRM: 'person' });
  try {
    const asked = await server.views.callTool(dashboard('By a person'));
    const { tool, arguments: args, confirm } = viewOf(asked) as ViewPlan;
    expect(textOf(asked)).toMatch(/^Nothing was done yet/);
    expect(textOf(asked)).not.toContain(confirm);
    const made = await server.views.callTool({ name: tool, arguments: { ...args, confirm } });
    expect(textOf(made)).toContain('"done"');
    // What is asked about for another reason than that it is planned is no plan, and no token opens it.
    const gone = { name: 'delete_dashboard', arguments: { dashboard_id: 'none', confirm } };
    const refused = await server.views.callTool(gone);
    expect(textOf(refused)).not.toContain('"done"');
    expect(viewOf(refused)).toBeUndefined();
  } finally {
    await server.close();
  }
}, 60_000);

describe.each([
  ['2025', 'legacy'],
  ['2026', { pin: '2026-07-28' }],
] as const)('on stdio in the era of %s', (_, mode) => {
  let client: Client;
  beforeAll(async () => {
    client = await onStdio(true, mode);
  }, 60_000);
  afterAll(() => client.close());

  it('names views and gives rows to draw', async () => {
    const { tools } = await client.listTools();
    expect(uiOf(tools.find(({ name }) => name === 'search_sql') ?? {})).toBe('ui://openobserve/rows');
    const { rows } = viewOf(await client.callTool({ name: 'search_sql', arguments: NOW })) as ViewRows;
    expect(rows.length).toBe(3);
  });
});
