import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import { VERSION } from '../version.ts';
import { INSTRUMENTS, type Instrument, createMeasure } from './instruments.ts';
import type { Sink } from './records.ts';

/** The metrics of this process in the text format of Prometheus. */
export interface Prometheus extends Sink {
  readonly contentType: string;
  text(): Promise<string>;
}

function create(name: string, { kind, help, labels, buckets }: Instrument, registry: Registry) {
  const options = { name, help, labelNames: [...labels], registers: [registry] };
  if (kind === 'histogram') return new Histogram({ ...options, buckets: [...(buckets ?? [])] });
  return kind === 'counter' ? new Counter(options) : new Gauge(options);
}

/** Collect metrics for a `/metrics` endpoint. */
export function createPrometheus(): Prometheus {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  new Gauge({
    name: 'openobserve_mcp_build_info',
    help: 'Always 1; the label is the version.',
    labelNames: ['version'],
    registers: [registry],
  }).set({ version: VERSION }, 1);
  const metrics = new Map(
    Object.entries(INSTRUMENTS).map(([name, instrument]) => [name, create(name, instrument, registry)]),
  );
  const sink = createMeasure((name, value, labels) => {
    const metric = metrics.get(name);
    if (metric instanceof Counter) metric.inc(labels, value);
    else if (metric instanceof Histogram) metric.observe(labels, value);
    else metric?.set(labels, value);
  });
  return { ...sink, contentType: registry.contentType, text: () => registry.metrics() };
}
