import { afterEach, describe, expect, it, vi } from 'vitest';
import { type FakeOpenObserve, startFakeOpenObserve } from '../helpers/fake-openobserve.ts';
import { type Running, rpc, start } from '../transports/running.ts';

const TRACE = '0af7651916cd43dd8448eb211c80319c';
const OTHER = '1af7651916cd43dd8448eb211c80319c';
const SPAN = 'b7ad6b7169203331';
const running: Running[] = [];
const receivers: FakeOpenObserve[] = [];

async function serve(env: Record<string, string> = {}): Promise<Running> {
  const server = await start(env);
  running.push(server);
  return server;
}

afterEach(async () => {
  for (const server of running.splice(0)) await server.close();
  for (const receiver of receivers.splice(0)) await receiver.close();
});

const callWith = (meta: object | undefined) =>
  rpc('tools/call', { name: 'stream_list', arguments: {}, ...(meta === undefined ? {} : { _meta: meta }) });

const sentOn = (server: Running) => {
  const { traceparent = '', tracestate } = server.openobserve.seen.at(-1)?.headers ?? {};
  const [version, traceId, spanId, flags] = String(traceparent).split('-');
  return { version, traceId, spanId, flags, tracestate };
};

describe('a trace', () => {
  it.each([
    [
      'the header',
      { traceparent: `00-${TRACE}-${SPAN}-01`, tracestate: 'a=1,b=2' },
      undefined,
      TRACE,
      '01',
      'a=1,b=2',
    ],
    ['the message', {}, { traceparent: `00-${TRACE}-${SPAN}-00` }, TRACE, '00', undefined],
    [
      'the header before the message',
      { traceparent: `00-${TRACE}-${SPAN}-01` },
      { traceparent: `00-${OTHER}-${SPAN}-01` },
      TRACE,
      '01',
      undefined,
    ],
    ['a later version', { traceparent: `cc-${TRACE}-${SPAN}-01-more` }, undefined, TRACE, '01', undefined],
  ])('goes on from %s to OpenObserve', async (_, headers, meta, traceId, flags, tracestate) => {
    const server = await serve();
    await server.ask({ headers, body: callWith(meta) });
    expect(sentOn(server)).toMatchObject({ version: '00', traceId, flags, tracestate });
    expect(sentOn(server).spanId).not.toBe(SPAN);
  });

  it.each([
    ['nonsense'],
    [`00-${'0'.repeat(32)}-${SPAN}-01`],
    [`00-${TRACE}-${'0'.repeat(16)}-01`],
    [`ff-${TRACE}-${SPAN}-01`],
  ])('begins anew with %s', async (traceparent) => {
    const server = await serve();
    await server.ask({ headers: { traceparent }, body: callWith(undefined) });
    expect(sentOn(server).traceId).toMatch(/^(?!0{32})[0-9a-f]{32}$/);
    expect(sentOn(server).traceId).not.toBe(TRACE);
  });
});

describe('OTLP', () => {
  it('carries spans with the ids that were sent on, metrics, and a log record for each call', async () => {
    const receiver = await startFakeOpenObserve((_, response) => void response.writeHead(200).end('{}'));
    receivers.push(receiver);
    const server = await serve({
      OTEL_EXPORTER_OTLP_ENDPOINT: `${receiver.url}/api/default/`,
      OTEL_EXPORTER_OTLP_HEADERS: 'Authorization=Basic%20YTpi,stream-name=mcp',
    });
    await server.ask({ headers: { traceparent: `00-${TRACE}-${SPAN}-01` }, body: callWith(undefined) });
    const { spanId: backendSpan } = sentOn(server);
    server.openobserve.answer = (_, response) =>
      void response.writeHead(403).end('{"message":"secret-thing"}');
    await server.call('stream_delete', { stream_name: 'secret-name', confirm: 'wrong' });
    await server.app.telemetry.close();
    await vi.waitFor(() => {
      const paths = new Set(receiver.seen.map(({ path }) => path));
      expect([...paths].sort()).toEqual(
        ['logs', 'metrics', 'traces'].map((kind) => `/api/default/v1/${kind}`),
      );
    });
    const bodies = (kind: string) =>
      receiver.seen.filter(({ path }) => path.endsWith(kind)).map(({ body }) => JSON.parse(body));
    for (const { headers } of receiver.seen)
      expect(headers).toMatchObject({ authorization: 'Basic YTpi', 'stream-name': 'mcp' });
    const spans = bodies('traces').flatMap(({ resourceSpans }) => resourceSpans[0].scopeSpans[0].spans);
    const call = spans.find(({ name }: { name: string }) => name === 'tools/call stream_list');
    expect(call).toMatchObject({ traceId: TRACE, parentSpanId: SPAN, kind: 2 });
    const backend = spans.find(({ spanId }: { spanId: string }) => spanId === backendSpan);
    expect(backend).toMatchObject({
      traceId: TRACE,
      parentSpanId: call.spanId,
      kind: 3,
      name: 'GET openobserve',
    });
    expect(spans.find(({ name }: { name: string }) => name === 'tools/call stream_delete')).toMatchObject({
      status: { code: 2, message: 'confirm_mismatch' },
    });
    const metrics = bodies('metrics').flatMap(
      ({ resourceMetrics }) => resourceMetrics[0].scopeMetrics[0].metrics,
    );
    expect(metrics.map(({ name }: { name: string }) => name)).toEqual(
      expect.arrayContaining(['openobserve_mcp_calls_total', 'openobserve_mcp_call_duration_seconds']),
    );
    const logs = bodies('logs').flatMap(({ resourceLogs }) => resourceLogs[0].scopeLogs[0].logRecords);
    expect(logs).toHaveLength(2);
    expect(logs[0]).toMatchObject({ traceId: TRACE, spanId: call.spanId });
    expect(JSON.stringify(receiver.seen.map(({ body }) => body))).not.toMatch(/secret-|own@example/);
  });

  it('that is not there disturbs no call', async () => {
    const server = await serve({ OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:9' });
    expect((await server.call('stream_list')).json.result.isError).toBeFalsy();
  });
});
