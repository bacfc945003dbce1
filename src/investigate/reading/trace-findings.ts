import { identifier, literal } from '../../ask/data/sql.ts';
import type { DataRow, DataSource } from '../../ask/data/source.ts';
import { type Finding, length, percent, times } from './findings.ts';
import type { Periods } from './log-queries.ts';
import type { Reads } from './reads.ts';
import type { StreamName } from './stream-findings.ts';
import {
  type ExampleSpan,
  type OperationCalls,
  type OperationDifference,
  operationDifferences,
  selfTimes,
} from '../detection/trace-differences.ts';

const MOST_EXAMPLES = 12;
const MOST_SPANS = 1500;
/** An operation takes the time where at least this part of the additional self time is its own. */
const LEAST_PART = 0.3;

function operationText(
  { service, operation, peer, kind, before, during, ratio }: OperationDifference,
  peerField: string | null,
): string {
  const of = `${operation} of ${service}${peer === null || peer === '' ? '' : ` (${peerField} = ${peer})`}`;
  if (kind === 'failing')
    return (
      `${of}: ${during.errors} of ${during.calls} calls fail (${percent(during.errors / during.calls)}), ` +
      `before ${percent((before?.errors ?? 0) / Math.max(1, before?.calls ?? 0))}`
    );
  return (
    `${of}: takes ${length(during.meanUs)} on average, before ${length(before?.meanUs ?? 0)} (${times(ratio)}); ` +
    `95 % within ${length(during.p95Us)}`
  );
}

/** Operations that got slower or fail more, over spans or over logs with a duration. */
export function operationFindings(
  { type, name }: StreamName,
  calls: readonly OperationCalls[],
  where: {
    readonly service: string | null;
    readonly operation: string;
    readonly duration: string;
    readonly isBad: string | null;
    readonly peer: string | null;
  },
): Finding[] {
  return operationDifferences(calls).map((difference): Finding => {
    const { service, operation, kind, explains, during, peer } = difference;
    const condition = [
      ...(where.service === null ? [] : [`${identifier(where.service)} = ${literal(service)}`]),
      `${identifier(where.operation)} = ${literal(operation)}`,
    ].join(' AND ');
    const measure =
      kind === 'failing'
        ? `sum(CASE WHEN ${where.isBad ?? 'false'} THEN 1 ELSE 0 END) AS errors`
        : `avg(${identifier(where.duration)}) AS mean`;
    return {
      kind: 'operation',
      stream: name,
      text: operationText(difference, where.peer),
      isBad: true,
      explains: Math.min(0.95, explains),
      probability: 1e-9,
      firstUs: null,
      lastUs: null,
      isNew: false,
      count: kind === 'failing' ? during.errors : during.calls,
      names: [service, operation, ...(peer === null ? [] : [peer])].map((each) => each.toLowerCase()),
      condition: null,
      query: {
        type,
        sql: `SELECT count(*) AS calls, ${measure} FROM ${identifier(name)} WHERE ${condition}`,
      },
    };
  });
}

const spanOf = (row: DataRow): ExampleSpan => ({
  traceId: String(row.trace_id),
  spanId: String(row.span_id),
  parentId: String(row.reference_parent_span_id ?? ''),
  service: String(row.service_name),
  operation: String(row.operation_name),
  startUs: Number(BigInt(String(row.start_time ?? 0)) / 1000n),
  durationUs: Number(row.duration ?? 0),
  isError: row.span_status === 'ERROR',
});

/** Where the time of an operation goes, and an example of each side. */
export interface TimeTaken {
  readonly text: string;
  readonly names: readonly string[];
  readonly stream: string;
  readonly slowTrace: string;
  readonly usualTrace: string | null;
}

/** Looks into a few traces of an operation, now and before, for what takes the time or fails. Three reads. */
export async function timeTaken(
  { type, name }: StreamName,
  { service, operation, kind }: OperationDifference,
  periods: Periods,
  source: DataSource,
  reads: Reads,
): Promise<TimeTaken | null> {
  const where = `service_name = ${literal(service)} AND operation_name = ${literal(operation)}`;
  const ids = async (range: { startUs: number; endUs: number }, more: string, order: string) => {
    const sql = `SELECT trace_id FROM ${identifier(name)} WHERE ${where}${more} ORDER BY ${order} DESC`;
    const rows = await reads.take(`example traces of ${name}`, (signal) =>
      source.search({ sql, type, ...range, size: MOST_EXAMPLES }, signal),
    );
    return (rows ?? []).map((row) => String(row.trace_id));
  };
  const [now, before] = await Promise.all([
    ids(periods, kind === 'failing' ? " AND span_status = 'ERROR'" : '', 'duration'),
    ids(
      { startUs: periods.baselineStartUs, endUs: periods.baselineEndUs },
      " AND span_status <> 'ERROR'",
      '_timestamp',
    ),
  ]);
  if (now.length === 0) return null;
  const list = [...now, ...before].map(literal).join(', ');
  const columns =
    'trace_id, span_id, reference_parent_span_id, service_name, operation_name, start_time, duration, span_status';
  const rows = await reads.take(`spans of ${name}`, (signal) =>
    source.search(
      {
        sql: `SELECT ${columns} FROM ${identifier(name)} WHERE trace_id IN (${list})`,
        type,
        startUs: periods.baselineStartUs,
        endUs: periods.endUs,
        size: MOST_SPANS,
      },
      signal,
    ),
  );
  const spans = (rows ?? []).map(spanOf);
  const isNow = new Set(now);
  const during = selfTimes(spans.filter(({ traceId }) => isNow.has(traceId)));
  const usual = new Map(
    selfTimes(spans.filter(({ traceId }) => !isNow.has(traceId))).map((each) => [
      `${each.service}\0${each.operation}`,
      each,
    ]),
  );
  const grown = during
    .map((each) => ({
      each,
      moreUs: each.selfUs - (usual.get(`${each.service}\0${each.operation}`)?.selfUs ?? 0),
    }))
    .sort((a, b) => b.moreUs - a.moreUs);
  const [top] =
    kind === 'failing'
      ? during
          .filter(({ ownErrors }) => ownErrors > 0)
          .toSorted((a, b) => b.ownErrors - a.ownErrors)
          .map((each) => ({ each, moreUs: 0 }))
      : grown;
  const allUs = grown.reduce((sum, { moreUs }) => sum + Math.max(0, moreUs), 0);
  if (!top || (kind === 'slower' && top.moreUs < allUs * LEAST_PART)) return null;
  const { each } = top;
  return {
    text:
      kind === 'failing'
        ? `the error begins in ${each.operation} of ${each.service} (${each.ownErrors} of ${now.length} example traces)`
        : `${each.operation} of ${each.service} takes the time itself: ${length(each.selfUs)}, before ${length(usual.get(`${each.service}\0${each.operation}`)?.selfUs ?? 0)}`,
    names: [each.service, each.operation].map((text) => text.toLowerCase()),
    stream: name,
    slowTrace: now[0] as string,
    usualTrace: before[0] ?? null,
  };
}
