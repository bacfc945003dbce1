import { countTokens } from 'gpt-tokenizer/encoding/o200k_base';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { App } from '../../src/server/app.ts';
import {
  type FakeOpenObserve,
  type SeenRequest,
  sendJson,
  startFakeOpenObserve,
} from '../helpers/fake-openobserve.ts';
import { appAt, runTool } from '../helpers/run-tool.ts';

const TRACE = 'ff53a46f5ead403a84c4b877678537a3';
const DAY_US = 86_400e6;
const FIELDS = [
  'span_id',
  'reference_parent_span_id',
  'service_name',
  'operation_name',
  'start_time',
  'duration',
  'span_status',
  'status_message',
  'events',
];

interface Stored {
  readonly stream: string;
  readonly startUs: number;
  readonly spans: ReadonlyArray<Record<string, unknown>>;
}

/** A trace of `count` spans, three to a parent. */
function traceOf(stream: string, startUs: number, count: number): Stored {
  const spans = Array.from({ length: count }, (_, at) => ({
    span_id: `span${at}`,
    reference_parent_span_id: at === 0 ? '' : `span${Math.floor((at - 1) / 3)}`,
    service_name: ['frontend', 'checkout', 'payment', 'inventory'][at % 4],
    operation_name: ['POST /api/checkout', 'SELECT orders', 'authorize card', 'GET /stock/{sku}'][at % 4],
    start_time: BigInt(startUs + at * 1370) * 1000n + 1n,
    duration: Math.round(2_000_000 / (at + 1)),
    span_status: at === 5 ? 'ERROR' : 'OK',
    status_message: '',
    events:
      at === 5
        ? '[{"name":"exception","exception.message":"card \\"declined\\" Bearer abcdefghijklmnop"}]'
        : '[]',
  }));
  return { stream, startUs, spans };
}

let fake: FakeOpenObserve;
let app: App;
let stored: Stored;

/** What OpenObserve answers: streams, fields, and searches by range and ID. */
function answer({ method, path, query, body }: SeenRequest): unknown {
  if (path.endsWith('/streams')) {
    const isLogs = new URLSearchParams(query).get('type') === 'logs';
    const names = isLogs ? ['audit', 'plain'] : ['default', 'edge'];
    return {
      list: names.map((name) => ({
        name,
        stream_type: isLogs ? 'logs' : 'traces',
        schema: name === 'audit' ? [{ name: 'trace_id', type: 'Utf8' }] : [],
      })),
      total: 2,
    };
  }
  if (method === 'GET')
    return { name: stored.stream, schema: FIELDS.map((name) => ({ name, type: 'Utf8' })) };
  const {
    sql,
    start_time: startUs,
    end_time: endUs,
  } = (JSON.parse(body) as { query: { sql: string; start_time: number; end_time: number } }).query;
  const isThere = sql.includes(TRACE) && stored.startUs >= startUs && stored.startUs < endUs;
  if (/FROM (?:audit|plain)/.test(sql))
    return {
      hits: isThere
        ? [{ _timestamp: stored.startUs + 5, lvl: 'warn', msg: 'card declined', trace_id: TRACE }]
        : [],
    };
  if (!isThere || !new RegExp(`FROM "?${stored.stream}"?`).test(sql))
    return { hits: sql.includes('count(') ? [{ n: 0 }] : [] };
  if (sql.includes('count('))
    return { hits: [{ n: stored.spans.length, first: stored.startUs, last: stored.startUs + 9 }] };
  return { hits: stored.spans };
}

const exact = (value: unknown) =>
  JSON.stringify(value, (_, item) =>
    typeof item === 'bigint'
      ? (JSON as unknown as { rawJSON(text: string): unknown }).rawJSON(String(item))
      : item,
  );

beforeAll(async () => {
  fake = await startFakeOpenObserve((request, response) => sendJson(response, exact(answer(request))));
  app = await appAt(fake.url, { O2_PROFILE: 'core' });
});
afterAll(async () => {
  await app.close();
  await fake.close();
});
afterEach(() => {
  fake.seen.length = 0;
});

interface Shown {
  readonly columns: readonly string[];
  readonly rows: ReadonlyArray<readonly unknown[]>;
  readonly logs?: Shown;
}

describe('get_trace', () => {
  it.each([
    ['now', 60e6],
    ['days ago', 5 * DAY_US],
    ['months ago, in another stream', 100 * DAY_US],
  ])('finds a trace of %s and shows it as a tree', async (_, ageUs) => {
    stored = traceOf('edge', Date.now() * 1000 - ageUs, 6);
    const { answer: shown, error } = await runTool(app, 'get_trace', { trace_id: TRACE });
    expect(error).toBeNull();
    expect(shown).toMatchObject({
      shown: 6,
      total: 6,
      untrusted_data: { stream: 'edge', errors: 1, duration_ms: 2000 },
    });
    const { columns, rows } = shown.untrusted_data as Shown;
    expect(columns).toEqual([
      'depth',
      'service',
      'operation',
      'start_ms',
      'duration_ms',
      'self_ms',
      'critical',
      'error',
    ]);
    expect(rows.map(([depth]) => depth)).toEqual([0, 1, 2, 2, 1, 1]);
    expect(rows[0]?.slice(1, 5)).toEqual(['frontend', 'POST /api/checkout', 0, 2000]);
    expect(rows.map((row) => row[7]).filter((error) => error !== null)).toEqual([
      'card "declined" ***masked***',
    ]);
  });

  it('costs at most 800 tokens for 30 spans, and next brings the others', async () => {
    stored = traceOf('default', Date.now() * 1000 - 60e6, 75);
    const seen: unknown[] = [];
    let args: Record<string, unknown> | null = { trace_id: TRACE };
    while (args !== null) {
      const { text, answer: shown } = await runTool(app, 'get_trace', args);
      expect(countTokens(text)).toBeLessThanOrEqual(800);
      seen.push(...(shown.untrusted_data as Shown).rows);
      const next = shown.next as { same_call_with: Record<string, unknown> } | undefined;
      args = next === undefined ? null : { ...args, ...next.same_call_with };
    }
    expect(seen).toHaveLength(75);
    stored = traceOf('default', Date.now() * 1000 - 60e6, 30);
    const { text, answer: whole } = await runTool(app, 'get_trace', { trace_id: TRACE });
    expect(countTokens(text)).toBeLessThanOrEqual(800);
    expect(whole).toMatchObject({ total: 30 });
  });

  it('adds the log lines with its ID from the streams that have such a field', async () => {
    stored = traceOf('default', Date.now() * 1000 - 60e6, 3);
    const { answer: shown } = await runTool(app, 'get_trace', { trace_id: TRACE, logs: true });
    const { logs } = shown.untrusted_data as Shown;
    expect(logs?.rows.map((row) => row.slice(1))).toEqual([['audit', 'warn', 'card declined']]);
    expect(fake.seen.some(({ body }) => body.includes('FROM plain'))).toBe(false);
  });

  it('is what ask answers a request to see one trace with, and what find_tools names first', async () => {
    stored = traceOf('default', Date.now() * 1000 - 60e6, 6);
    const { answer: asked } = await runTool(app, 'ask', { request: `show the spans of trace ${TRACE}` });
    expect(asked.answer).toBe('6 spans in 2000 ms, 1 failed.');
    const { answer: direct } = await runTool(app, 'get_trace', { trace_id: TRACE });
    const { untrusted_data: data, ...rest } = direct;
    expect(asked.untrusted_data).toEqual({ ...rest, ...(data as object) });
    expect(JSON.stringify({ ...asked, untrusted_data: null })).not.toContain('declined');
    const searching = await appAt(fake.url, { O2_PROFILE: 'search' });
    const { answer: found } = await runTool(searching, 'find_tools', { query: 'show the spans of a trace' });
    await searching.close();
    expect((found.tools as Array<{ name: string }>)[0]?.name).toBe('get_trace');
  });

  it('says where it looked when there is no such trace, and refuses what is no ID', async () => {
    stored = traceOf('default', 1, 1);
    const missing = await runTool(app, 'get_trace', { trace_id: 'a'.repeat(32) });
    expect(missing.error?.message).toMatch(/No trace "a+" was found in the last 365 days, in default, edge/);
    const wrong = await runTool(app, 'get_trace', { trace_id: "x' OR '1'='1" });
    expect(wrong.error?.message).toMatch(/32 hexadecimal digits/);
  });
});
