import { type Span, selfUsOf } from '../../traces/span-tree.ts';
import { probabilityOfExcess, significant } from './significance.ts';

/** The calls of one operation in one period, as counted by OpenObserve. Times in microseconds. */
export interface OperationCalls {
  readonly service: string;
  readonly operation: string;
  readonly inWindow: boolean;
  readonly calls: number;
  readonly errors: number;
  readonly meanUs: number;
  readonly p50Us: number;
  readonly p95Us: number;
  /** The service that a client span calls; null for others, and where the span does not say. */
  readonly peer: string | null;
}

/** An operation that got slower or fails more than before. */
export interface OperationDifference {
  readonly service: string;
  readonly operation: string;
  readonly peer: string | null;
  readonly kind: 'slower' | 'failing';
  readonly before: OperationCalls | null;
  readonly during: OperationCalls;
  /** Times the mean duration, or times the share of errors; infinite where there were none. */
  readonly ratio: number;
  /** What was added: seconds of waiting, or errors. */
  readonly added: number;
  /** Its part of the greatest amount that one operation of its kind added, 0 to 1. */
  readonly explains: number;
}

const FEWEST_CALLS = 5;
const FEWEST_TIMED = 8;
const MANY_CALLS = 60;
const LEAST_SLOWER = 1.6;
const LEAST_SLOWER_TAIL = 2;
const LEAST_MORE_ERRORS = 1.8;
const FALSE_DISCOVERY_RATE = 0.001;
const LEAST_ADDED_US = 5000;

const nameOf = ({ service, operation }: Pick<OperationCalls, 'service' | 'operation'>) =>
  `${service}\0${operation}`;

/**
 * Operations that take longer or fail more often than before, those first that added most. Errors by Fisher's exact
 * test with the correction of Benjamini and Hochberg; durations by their mean together with their median, because a few
 * slow calls come by chance. Of many calls the 95th percentile counts too.
 */
export function operationDifferences(calls: readonly OperationCalls[]): readonly OperationDifference[] {
  const before = new Map(calls.filter(({ inWindow }) => !inWindow).map((each) => [nameOf(each), each]));
  const during = calls.filter(({ inWindow, calls: count }) => inWindow && count >= FEWEST_CALLS);
  const failing = significant(
    during.map((now) => {
      const then = before.get(nameOf(now));
      return probabilityOfExcess(
        { hits: now.errors, total: now.calls },
        { hits: then?.errors ?? 0, total: then?.calls ?? 0 },
      );
    }),
    FALSE_DISCOVERY_RATE,
  );
  const found = during.flatMap((now, at) => {
    const then = before.get(nameOf(now)) ?? null;
    if (!then || then.calls < FEWEST_CALLS) return [];
    const found: Omit<OperationDifference, 'explains'>[] = [];
    const base = {
      service: now.service,
      operation: now.operation,
      peer: now.peer,
      before: then,
      during: now,
    };
    const shareNow = now.errors / now.calls;
    const shareThen = then.errors / then.calls;
    if (failing[at] && shareNow > shareThen * LEAST_MORE_ERRORS)
      found.push({
        ...base,
        kind: 'failing',
        ratio: shareThen === 0 ? Number.POSITIVE_INFINITY : shareNow / shareThen,
        added: now.errors - now.calls * shareThen,
      });
    const slower = now.meanUs / Math.max(1, then.meanUs);
    const isSlower =
      now.p50Us >= then.p50Us * LEAST_SLOWER ||
      (now.calls >= MANY_CALLS && now.p95Us >= then.p95Us * LEAST_SLOWER_TAIL);
    if (
      isSlower &&
      slower >= LEAST_SLOWER &&
      now.calls >= FEWEST_TIMED &&
      now.meanUs - then.meanUs >= LEAST_ADDED_US
    )
      found.push({
        ...base,
        kind: 'slower',
        ratio: slower,
        added: ((now.meanUs - then.meanUs) * now.calls) / 1e6,
      });
    return found;
  });
  return found
    .map((each) => {
      const most = Math.max(...found.filter(({ kind }) => kind === each.kind).map(({ added }) => added));
      return { ...each, explains: each.added / most };
    })
    .sort((a, b) => b.explains - a.explains);
}

/** One span of an example trace. */
export interface ExampleSpan extends Span {
  readonly traceId: string;
}

/** Time that an operation spends itself, without those that it calls. */
export interface SelfTime {
  readonly service: string;
  readonly operation: string;
  /** Mean of one trace. */
  readonly selfUs: number;
  /** Of the time of all operations, 0 to 1. */
  readonly share: number;
  /** Errors that no span below had. */
  readonly ownErrors: number;
}

/** How long spans took themselves: their duration without the time in which a span below them ran. Longest first. */
export function selfTimes(spans: readonly ExampleSpan[]): readonly SelfTime[] {
  const children = Map.groupBy(spans, ({ traceId, parentId }) => `${traceId} ${parentId}`);
  const traces = new Set(spans.map(({ traceId }) => traceId)).size;
  const found = new Map<string, { service: string; operation: string; selfUs: number; ownErrors: number }>();
  for (const span of spans) {
    const below = children.get(`${span.traceId} ${span.spanId}`) ?? [];
    const key = nameOf(span);
    const entry = found.get(key) ?? {
      service: span.service,
      operation: span.operation,
      selfUs: 0,
      ownErrors: 0,
    };
    entry.selfUs += selfUsOf(span, below);
    if (span.isError && !below.some(({ isError }) => isError)) entry.ownErrors += 1;
    found.set(key, entry);
  }
  const totalUs = [...found.values()].reduce((sum, { selfUs }) => sum + selfUs, 0);
  return [...found.values()]
    .map((entry) => ({
      ...entry,
      selfUs: entry.selfUs / Math.max(1, traces),
      share: totalUs === 0 ? 0 : entry.selfUs / totalUs,
    }))
    .sort((a, b) => b.selfUs - a.selfUs);
}
