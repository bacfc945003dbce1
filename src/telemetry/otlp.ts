import {
  type Attributes,
  type Context,
  ROOT_CONTEXT,
  SeverityNumber,
  SpanKind,
  SpanStatusCode,
  TraceFlags,
  trace,
} from '@opentelemetry/api';
import { OTLPLogExporter } from '@opentelemetry/exporter-logs-otlp-http';
import { OTLPMetricExporter } from '@opentelemetry/exporter-metrics-otlp-http';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { BatchLogRecordProcessor, LoggerProvider } from '@opentelemetry/sdk-logs';
import { MeterProvider, PeriodicExportingMetricReader } from '@opentelemetry/sdk-metrics';
import { BatchSpanProcessor, TracerProvider } from '@opentelemetry/sdk-trace';
import { VERSION } from '../version.ts';
import { auditFields } from './audit.ts';
import { INSTRUMENTS, type Instrument, type Measure, createMeasure } from './instruments.ts';
import type { CallRecord, Sink } from './records.ts';
import type { Span } from './trace.ts';

const SERVICE = 'openobserve-mcp';

/** Where telemetry is sent by OTLP. */
export interface OtlpOptions {
  /** Address of an OTLP receiver over HTTP, without `/v1/...`. */
  readonly endpoint: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly metricsIntervalMs: number;
}

/** The step above, as one that came from elsewhere. */
function contextOf({ traceId, parentId, isSampled }: Span): Context {
  if (parentId === null) return ROOT_CONTEXT;
  const traceFlags = isSampled ? TraceFlags.SAMPLED : TraceFlags.NONE;
  return trace.setSpanContext(ROOT_CONTEXT, { traceId, spanId: parentId, traceFlags, isRemote: true });
}

function attributesOf(record: CallRecord): Attributes {
  const { origin } = record;
  const attributes: Record<string, string | number | null> = {
    'mcp.method.name': 'tools/call',
    'gen_ai.tool.name': record.isKnown ? record.tool : 'unknown',
    'mcp.protocol.version': record.protocolVersion,
    'jsonrpc.request.id': record.rpcId === null ? null : String(record.rpcId),
    'openobserve_mcp.access': record.access,
    'openobserve_mcp.operations': record.operations.join(','),
    'openobserve_mcp.end': record.end,
    'openobserve_mcp.key': origin.key,
    'openobserve_mcp.account': origin.account,
    'user.name': origin.user,
    'client.address': origin.clientAddress,
    'error.type': record.error,
  };
  return Object.fromEntries(Object.entries(attributes).filter(([, value]) => value !== null)) as Attributes;
}

function meterFor(provider: MeterProvider): Measure {
  const meter = provider.getMeter(SERVICE, VERSION);
  const create = (name: string, { kind, help, buckets }: Instrument) => {
    if (kind === 'counter') {
      const counter = meter.createCounter(name, { description: help });
      return (value: number, labels: Attributes) => counter.add(value, labels);
    }
    if (kind === 'gauge') {
      const gauge = meter.createGauge(name, { description: help });
      return (value: number, labels: Attributes) => gauge.record(value, labels);
    }
    const histogram = meter.createHistogram(name, {
      description: help,
      unit: 's',
      advice: { explicitBucketBoundaries: [...(buckets ?? [])] },
    });
    return (value: number, labels: Attributes) => histogram.record(value, labels);
  };
  const measures = new Map(
    Object.entries(INSTRUMENTS).map(([name, instrument]) => [name, create(name, instrument)]),
  );
  return (name, value, labels) => measures.get(name)?.(value, labels);
}

/** Traces, metrics and a log record for each call, sent over OTLP: to OpenObserve itself, for example. */
export function createOtlp({ endpoint, headers, metricsIntervalMs }: OtlpOptions): Sink {
  const resource = resourceFromAttributes({ 'service.name': SERVICE, 'service.version': VERSION });
  const to = (path: string) => ({ url: `${endpoint}${path}`, headers: { ...headers } });
  // Spans are told when they are over, under the ids that were sent on while they ran.
  let next: Span | null = null;
  const tracers = new TracerProvider({
    resource,
    idGenerator: {
      generateTraceId: () => next?.traceId ?? '',
      generateSpanId: () => next?.spanId ?? '',
    },
    spanProcessors: [new BatchSpanProcessor({ exporter: new OTLPTraceExporter(to('/v1/traces')) })],
  });
  const meters = new MeterProvider({
    resource,
    readers: [
      new PeriodicExportingMetricReader({
        exporter: new OTLPMetricExporter(to('/v1/metrics')),
        exportIntervalMillis: metricsIntervalMs,
        exportTimeoutMillis: metricsIntervalMs,
      }),
    ],
  });
  const loggers = new LoggerProvider({
    resource,
    processors: [new BatchLogRecordProcessor({ exporter: new OTLPLogExporter(to('/v1/logs')) })],
  });
  const tracer = tracers.getTracer(SERVICE, VERSION);
  const logger = loggers.getLogger(SERVICE, VERSION);
  const measures = createMeasure(meterFor(meters));

  function tell(
    span: Span,
    name: string,
    kind: SpanKind,
    { startMs, durationMs, error }: { startMs: number; durationMs: number; error: string | null },
    attributes: Attributes,
  ): void {
    next = span;
    const told = tracer.startSpan(name, { kind, startTime: startMs, attributes }, contextOf(span));
    if (error !== null) told.setStatus({ code: SpanStatusCode.ERROR, message: error });
    told.end(startMs + durationMs);
  }

  return {
    ...measures,
    call(record) {
      measures.call?.(record);
      const name = `tools/call ${record.isKnown ? record.tool : 'unknown'}`;
      const failed = record.end === 'error' ? record : { ...record, error: null };
      tell(record.span, name, SpanKind.SERVER, failed, attributesOf(record));
      const severityNumber = record.end === 'error' ? SeverityNumber.WARN : SeverityNumber.INFO;
      const { traceId, spanId, isSampled } = record.span;
      logger.emit({
        timestamp: record.startMs,
        severityNumber,
        severityText: record.end === 'error' ? 'WARN' : 'INFO',
        body: `${name} ${record.end}`,
        attributes: auditFields(record) as Attributes,
        context: trace.setSpanContext(ROOT_CONTEXT, {
          traceId,
          spanId,
          traceFlags: isSampled ? TraceFlags.SAMPLED : TraceFlags.NONE,
        }),
      });
    },
    backend(record) {
      measures.backend?.(record);
      // Probes belong to no call.
      if (record.span.parentId === null) return;
      const { method, status, attempts } = record;
      tell(record.span, `${method} openobserve`, SpanKind.CLIENT, record, {
        'http.request.method': method,
        ...(status === null ? {} : { 'http.response.status_code': status }),
        'http.request.resend_count': attempts - 1,
      });
    },
    async close() {
      await Promise.allSettled([tracers.shutdown(), meters.shutdown(), loggers.shutdown()]);
    },
  };
}
