import { readFileSync, writeFileSync } from 'node:fs';
import { type PanelIntent, tabOf } from '../../src/call/short-forms/panel.ts';
import { AUDIT_FIELDS } from '../../src/telemetry/audit.ts';
import { INSTRUMENTS, type Instrument } from '../../src/telemetry/instruments.ts';
import { markdownTable } from './markdown-table.ts';

const PAGE = new URL('../../docs/http.md', import.meta.url);
const FOLDER = new URL('../../docs/observability/', import.meta.url);

const PANELS: readonly PanelIntent[] = [
  {
    title: 'Calls a second, by how they ended',
    promql: 'sum by (end) (rate(openobserve_mcp_calls_total[5m]))',
    stream: 'openobserve_mcp_calls_total',
  },
  {
    title: 'Failed calls, %',
    promql:
      '100 * sum(rate(openobserve_mcp_calls_total{end="error"}[5m])) / sum(rate(openobserve_mcp_calls_total[5m]))',
    stream: 'openobserve_mcp_calls_total',
  },
  {
    title: '95 % of calls take less than, s',
    promql: 'histogram_quantile(0.95, sum by (le) (rate(openobserve_mcp_call_duration_seconds_bucket[5m])))',
    stream: 'openobserve_mcp_call_duration_seconds_bucket',
  },
  {
    title: 'Errors, by their code',
    promql: 'sum by (error) (rate(openobserve_mcp_call_errors_total[5m]))',
    stream: 'openobserve_mcp_call_errors_total',
  },
  {
    title: 'Calls, by tool',
    promql: 'topk(10, sum by (tool) (rate(openobserve_mcp_calls_total[5m])))',
    stream: 'openobserve_mcp_calls_total',
  },
  {
    title: 'Calls, by key',
    promql: 'sum by (key) (rate(openobserve_mcp_calls_total[5m]))',
    stream: 'openobserve_mcp_calls_total',
  },
  {
    title: 'OpenObserve: answers, by status',
    promql: 'sum by (status) (rate(openobserve_mcp_backend_requests_total[5m]))',
    stream: 'openobserve_mcp_backend_requests_total',
  },
  {
    title: 'OpenObserve: 95 % of requests take less than, s',
    promql:
      'histogram_quantile(0.95, sum by (le) (rate(openobserve_mcp_backend_duration_seconds_bucket[5m])))',
    stream: 'openobserve_mcp_backend_duration_seconds_bucket',
  },
  {
    title: 'OpenObserve: attempts after the first',
    promql: 'sum by (method) (rate(openobserve_mcp_backend_retries_total[5m]))',
    stream: 'openobserve_mcp_backend_retries_total',
  },
  {
    title: 'OpenObserve does not answer (1)',
    promql: 'max(openobserve_mcp_circuit_open)',
    stream: 'openobserve_mcp_circuit_open',
  },
  {
    title: 'HTTP requests, by status',
    promql: 'sum by (status) (rate(openobserve_mcp_http_requests_total[5m]))',
    stream: 'openobserve_mcp_http_requests_total',
  },
];

function alert(name: string, description: string, stream: string, promql: string, value: number): object {
  return {
    name,
    description,
    stream_type: 'metrics',
    stream_name: stream,
    is_real_time: false,
    destinations: ['on_call'],
    query_condition: {
      type: 'promql',
      promql,
      promql_condition: { column: 'value', operator: '>=', value },
    },
    trigger_condition: { period: 10, operator: '>=', threshold: 1, frequency: 1, silence: 30 },
    enabled: true,
  };
}

/** The ready files by their names: arguments of create_dashboard and create_alert. */
export const FILES: Readonly<Record<string, object>> = {
  'dashboard.json': {
    title: 'openobserve-mcp',
    description: 'Calls of tools, their errors and times, and how OpenObserve answers.',
    version: 8,
    tabs: [tabOf(PANELS)],
  },
  'alert-failing-calls.json': alert(
    'openobserve_mcp_failing_calls',
    'A fifth of all calls or more fail.',
    'openobserve_mcp_calls_total',
    '100 * sum(rate(openobserve_mcp_calls_total{end="error"}[5m])) / sum(rate(openobserve_mcp_calls_total[5m]))',
    20,
  ),
  'alert-openobserve-down.json': alert(
    'openobserve_mcp_openobserve_down',
    'Requests are held back since OpenObserve does not answer.',
    'openobserve_mcp_circuit_open',
    'max(openobserve_mcp_circuit_open)',
    1,
  ),
};

const code = (text: string) => `\`${text}\``;

const auditTable = () =>
  markdownTable(
    ['field', 'meaning'],
    Object.entries(AUDIT_FIELDS).map(([field, meaning]) => [code(field), meaning]),
  );

const metricsTable = () =>
  markdownTable(
    ['metric', 'kind', 'labels', 'meaning'],
    Object.entries<Instrument>(INSTRUMENTS).map(([name, { kind, labels, help }]) => [
      code(name),
      kind,
      labels.map(code).join(', '),
      help,
    ]),
  );

/** `markdown` with the tables of audit fields and metrics written anew. */
export function withTables(markdown: string): string {
  return Object.entries({ audit: auditTable, metrics: metricsTable }).reduce(
    (text, [name, make]) =>
      text.replace(
        new RegExp(`(<!-- ${name} -->\n)[\\s\\S]*?(\n<!-- /${name} -->)`),
        (_, start: string, end: string) => `${start}${make()}${end}`,
      ),
    markdown,
  );
}

if (import.meta.main) {
  writeFileSync(PAGE, withTables(readFileSync(PAGE, 'utf8')));
  for (const [name, content] of Object.entries(FILES))
    writeFileSync(new URL(name, FOLDER), `${JSON.stringify(content, null, 2)}\n`);
}
