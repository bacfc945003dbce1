import type { DataSource } from '../ask/data/source.ts';
import { InputError } from '../errors.ts';
import { stringifyExact } from '../json/exact-json.ts';
import { maskSecrets } from '../redact/patterns.ts';
import { type OwnToolAnswer, rangeText } from '../result/body.ts';
import { findTrace, type StoredSpan, type Trace } from './fetch-trace.ts';
import { criticalPath, flatNodes, type SpanNode, spanTrees } from './span-tree.ts';
import { traceLogs } from './trace-logs.ts';

/** Spans of one answer, and characters of their rows. */
const MOST_ROWS = 30;
const MOST_CHARACTERS = 1590;
const MOST_HOT = 3;
const COLUMNS = ['depth', 'service', 'operation', 'start_ms', 'duration_ms', 'self_ms', 'critical'];

type Node = SpanNode<StoredSpan>;

/** Milliseconds to three digits, or to the millisecond. */
function ms(us: number): number {
  const value = us / 1000;
  return value >= 100 ? Math.round(value) : Number(value.toPrecision(3));
}

/** Where the time goes: the operations that took most themselves, and their part of the time of all. */
function hottest(nodes: readonly Node[]): unknown[][] {
  const all = nodes.reduce((sum, { selfUs }) => sum + selfUs, 0);
  const byOperation = Map.groupBy(nodes, ({ span }) => `${span.service}\0${span.operation}`);
  return [...byOperation.values()]
    .map((members) => ({
      span: (members[0] as Node).span,
      selfUs: members.reduce((sum, { selfUs }) => sum + selfUs, 0),
    }))
    .sort((a, b) => b.selfUs - a.selfUs)
    .slice(0, MOST_HOT)
    .map(({ span, selfUs }) => [
      span.service,
      span.operation,
      ms(selfUs),
      all === 0 ? 0 : Math.round((selfUs / all) * 100),
    ]);
}

function rowsOf(
  nodes: readonly Node[],
  { startUs }: Trace,
  critical: ReadonlySet<string>,
  hasErrors: boolean,
) {
  return nodes.map(({ span, depth, selfUs }) => [
    depth,
    span.service,
    span.operation,
    ms(span.startUs - startUs),
    ms(span.durationUs),
    ms(selfUs),
    critical.has(span.spanId) ? 1 : 0,
    ...(hasErrors ? [span.error] : []),
  ]);
}

function fitting(rows: readonly unknown[][]): unknown[][] {
  let used = 0;
  const kept: unknown[][] = [];
  for (const row of rows.slice(0, MOST_ROWS)) {
    used += stringifyExact(row).length + 1;
    if (used > MOST_CHARACTERS && kept.length > 0) break;
    kept.push(row);
  }
  return kept;
}

function notesOn(trace: Trace, roots: readonly Node[]): string[] {
  const orphans = roots.filter(({ span }) => span.parentId !== '').length;
  return [
    ...(trace.isWhole ? [] : ['The trace has more spans than were read.']),
    ...(orphans === 0 ? [] : [`${orphans} spans name a parent that is not there; they stand at the top.`]),
  ];
}

function readArguments(args: Readonly<Record<string, unknown>>): { traceId: string; from: number } {
  const traceId =
    typeof args.trace_id === 'string' ? args.trace_id.trim().replaceAll('-', '').toLowerCase() : '';
  if (!/^[0-9a-f]{16,32}$/.test(traceId))
    throw new InputError(
      '"trace_id" must be the 32 hexadecimal digits of a trace. get_latest_traces lists them.',
    );
  const from = Number(args.from ?? 0);
  if (!Number.isInteger(from) || from < 0)
    throw new InputError('"from" must be a whole number: how many spans to skip.');
  return { traceId, from };
}

/**
 * One trace as a tree, from the top down: of each span when it began, how long it took, how long itself, whether the
 * end waited for it, and its error.
 * @throws {InputError} when an argument is wrong or there is no such trace
 */
export async function getTrace(
  args: Readonly<Record<string, unknown>>,
  source: DataSource,
  nowMs: number,
  signal: AbortSignal,
): Promise<OwnToolAnswer> {
  const { traceId, from } = readArguments(args);
  const trace = await findTrace(traceId, source, nowMs * 1000, signal);
  const roots = spanTrees(trace.spans);
  const nodes = flatNodes(roots);
  const errors = nodes.filter(({ span }) => span.isError).length;
  const longest = roots.reduce((most, root) => (root.span.durationUs > most.span.durationUs ? root : most));
  const all = maskSecrets(rowsOf(nodes, trace, criticalPath(longest), errors > 0)) as unknown[][];
  const rows = fitting(all.slice(from));
  const logs = args.logs === true ? await traceLogs(traceId, trace, source, signal) : null;
  const head =
    from > 0
      ? {}
      : {
          stream: trace.streams.join(', '),
          duration_ms: ms(trace.endUs - trace.startUs),
          errors,
          most_self_time: {
            columns: ['service', 'operation', 'self_ms', 'percent'],
            rows: hottest(nodes),
          },
        };
  const next = from + rows.length < nodes.length ? { same_call_with: { from: from + rows.length } } : null;
  const notes = [
    ...notesOn(trace, roots),
    ...(logs !== null && logs.total > logs.table.rows.length
      ? [`${logs.table.rows.length} of ${logs.total} log lines are shown; search_sql shows the others.`]
      : []),
  ];
  const columns = [...COLUMNS, ...(errors > 0 ? ['error'] : [])];
  return {
    parts: {
      head: { range: rangeText(trace) },
      data: {
        ...(maskSecrets(head) as object),
        columns,
        rows,
        ...(logs === null ? {} : { logs: maskSecrets(logs.table) }),
      },
      tail: { shown: rows.length, total: nodes.length, ...(next === null ? {} : { next }) },
      cut: [],
      notes,
    },
    whole: { columns, rows: all.slice(from) },
  };
}
