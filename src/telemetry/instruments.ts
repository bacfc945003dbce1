import type { BackendRecord, CallRecord, HttpRecord, Sink } from './records.ts';

/** One metric. The name is that of Prometheus; over OTLP it is the same. */
export interface Instrument {
  readonly kind: 'counter' | 'histogram' | 'gauge';
  readonly help: string;
  readonly labels: readonly string[];
  /** Upper bounds in seconds; left out for other kinds. */
  readonly buckets?: readonly number[];
}

const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 25];

/** Every metric of our own. `docs/http.md` shows this table. */
export const INSTRUMENTS = {
  openobserve_mcp_calls_total: {
    kind: 'counter',
    help: 'Tool calls, by outcome.',
    labels: ['tool', 'access', 'end', 'key', 'instance'],
  },
  openobserve_mcp_call_errors_total: {
    kind: 'counter',
    help: 'Failed tool calls, by error code.',
    labels: ['error'],
  },
  openobserve_mcp_call_duration_seconds: {
    kind: 'histogram',
    help: 'Duration of tool calls.',
    labels: ['tool'],
    buckets: SECONDS,
  },
  openobserve_mcp_http_requests_total: {
    kind: 'counter',
    help: 'HTTP requests to /mcp, by JSON-RPC method and status.',
    labels: ['method', 'status'],
  },
  openobserve_mcp_backend_requests_total: {
    kind: 'counter',
    help: 'Requests to OpenObserve, by method and status; an error code if there was no response.',
    labels: ['method', 'status', 'instance'],
  },
  openobserve_mcp_backend_duration_seconds: {
    kind: 'histogram',
    help: 'Duration of requests to OpenObserve, retries included.',
    labels: ['method', 'instance'],
    buckets: SECONDS,
  },
  openobserve_mcp_backend_retries_total: {
    kind: 'counter',
    help: 'Retries of requests to OpenObserve.',
    labels: ['method'],
  },
  openobserve_mcp_audit_lines_lost_total: {
    kind: 'counter',
    help: 'Audit lines that could not be written.',
    labels: [],
  },
  openobserve_mcp_circuit_open: {
    kind: 'gauge',
    help: '1 while the circuit breaker holds requests back because OpenObserve does not respond.',
    labels: ['instance'],
  },
} as const satisfies Readonly<Record<string, Instrument>>;

/** Name of a metric of our own. */
export type InstrumentName = keyof typeof INSTRUMENTS;

/** Counts, observes or sets, as the kind of the instrument wants it. */
export type Measure = (name: InstrumentName, value: number, labels: Readonly<Record<string, string>>) => void;

/** The label of an instance; left out where there is one alone. */
const labelOf = (name: string | null): Readonly<Record<string, string>> => (name ? { instance: name } : {});

/** Turns records into measurements. Labels hold nothing that callers can make up. */
export function createMeasure(measure: Measure): Sink {
  return {
    call({ tool, isKnown, access, end, error, origin, durationMs, instances }: CallRecord) {
      const name = isKnown ? tool : 'unknown';
      const where = labelOf(instances.join(','));
      measure('openobserve_mcp_calls_total', 1, { tool: name, access, end, key: origin.key, ...where });
      if (error !== null) measure('openobserve_mcp_call_errors_total', 1, { error });
      measure('openobserve_mcp_call_duration_seconds', durationMs / 1000, { tool: name });
    },
    backend({ method, status, error, attempts, durationMs, instance }: BackendRecord) {
      const where = labelOf(instance);
      measure('openobserve_mcp_backend_requests_total', 1, {
        method,
        status: String(status ?? error),
        ...where,
      });
      measure('openobserve_mcp_backend_duration_seconds', durationMs / 1000, { method, ...where });
      if (attempts > 1) measure('openobserve_mcp_backend_retries_total', attempts - 1, { method });
    },
    http({ method, status }: HttpRecord) {
      measure('openobserve_mcp_http_requests_total', 1, { method, status: String(status) });
    },
    lost: (lines) => measure('openobserve_mcp_audit_lines_lost_total', lines, {}),
    circuit: (isOpen, instance) => measure('openobserve_mcp_circuit_open', isOpen ? 1 : 0, labelOf(instance)),
  };
}
