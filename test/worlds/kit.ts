import type { Random } from './random.ts';
import type { Cell, Row } from './world.ts';

/** A row while it is being made: incidents change rows. */
export type Draft = Record<string, Cell | undefined> & { _timestamp: number };
export type Labels = Readonly<Record<string, string>>;

export const SECOND_US = 1e6;
export const MINUTE_US = 60 * SECOND_US;
export const HOUR_US = 60 * MINUTE_US;
export const DAY_US = 24 * HOUR_US;

/** Activity at a moment, from `lowest` in the night to 1 in the afternoon (UTC). */
export function rhythm(timeUs: number, lowest = 0.35): number {
  const hour = (timeUs % DAY_US) / HOUR_US;
  return lowest + ((1 - lowest) * (1 + Math.cos(((hour - 15) / 24) * 2 * Math.PI))) / 2;
}

/** `count` moments from `fromUs` to before `toUs`, in order, more of them in the day than at night. */
export function moments(random: Random, count: number, fromUs: number, toUs: number, lowest = 0.35) {
  const times: number[] = [];
  while (times.length < count) {
    const time = Math.floor(fromUs + random.next() * (toUs - fromUs));
    if (random.next() < rhythm(time, lowest)) times.push(time);
  }
  return times.sort((a, b) => a - b);
}

/** `count` moments spread evenly, with some jitter. */
export function spread(random: Random, count: number, fromUs: number, toUs: number): number[] {
  const step = (toUs - fromUs) / count;
  return Array.from({ length: count }, (_, index) => Math.floor(fromUs + (index + random.next()) * step));
}

/** Skewed to the right, as latencies are. */
export const latency = (random: Random, median: number, deviation = 0.45): number =>
  median * Math.exp(random.normal(0, deviation));

export const within = (timeUs: number, fromUs: number, toUs: number): boolean =>
  timeUs >= fromUs && timeUs < toUs;

export const round = (value: number, digits = 2): number => Math.round(value * 10 ** digits) / 10 ** digits;

/** Sample moments, a minute apart, the last at `nowUs`. */
export const scrapes = (hours: number, nowUs: number): number[] =>
  Array.from({ length: hours * 60 }, (_, index) => nowUs - (hours * 60 - 1 - index) * MINUTE_US);

/** A series that grows by `perMinute` at each sample. */
export function counter(
  times: readonly number[],
  labels: Labels,
  random: Random,
  perMinute: (timeUs: number) => number,
  start = 1000,
): Row[] {
  let value = start;
  return times.map((_timestamp) => {
    value += Math.max(0, Math.round(perMinute(_timestamp) * (0.9 + 0.2 * random.next())));
    return { _timestamp, value, ...labels };
  });
}

export const gauge = (times: readonly number[], labels: Labels, valueAt: (timeUs: number) => number): Row[] =>
  times.map((_timestamp) => ({ _timestamp, value: valueAt(_timestamp), ...labels }));

/** The three streams of a histogram. `median` is in the unit of `bounds`; latencies are log-normal. */
export function histogram(
  times: readonly number[],
  labels: Labels,
  random: Random,
  bounds: readonly number[],
  perMinute: (timeUs: number) => number,
  median: (timeUs: number) => number,
): { bucket: Row[]; sum: Row[]; count: Row[] } {
  const below = bounds.map(() => 2000);
  let [count, sum] = [2000, 100];
  const rows = { bucket: [] as Row[], sum: [] as Row[], count: [] as Row[] };
  for (const _timestamp of times) {
    const added = Math.max(1, Math.round(perMinute(_timestamp) * (0.9 + 0.2 * random.next())));
    const middle = median(_timestamp) * (0.95 + 0.1 * random.next());
    count += added;
    sum += added * middle * 1.13;
    bounds.forEach((bound, index) => {
      const share = 1 / (1 + (middle / bound) ** 3.4);
      below[index] = (below[index] as number) + Math.round(added * share);
      rows.bucket.push({ _timestamp, value: below[index] as number, le: String(bound), ...labels });
    });
    rows.bucket.push({ _timestamp, value: count, le: '+Inf', ...labels });
    rows.sum.push({ _timestamp, value: round(sum, 4), ...labels });
    rows.count.push({ _timestamp, value: count, ...labels });
  }
  return rows;
}

export interface SpanInput {
  readonly trace: string;
  readonly parent?: string;
  readonly id: string;
  readonly service: string;
  readonly operation: string;
  readonly kind: '1' | '2' | '3';
  readonly startUs: number;
  readonly durationUs: number;
  readonly status?: 'OK' | 'ERROR' | 'UNSET';
  readonly attributes?: Readonly<Record<string, Cell | undefined>>;
}

export function span(input: SpanInput): Draft {
  const startUs = Math.floor(input.startUs);
  const duration = Math.max(1, Math.round(input.durationUs));
  return {
    _timestamp: startUs,
    trace_id: input.trace,
    span_id: input.id,
    reference_parent_span_id: input.parent ?? '',
    operation_name: input.operation,
    service_name: input.service,
    start_time: BigInt(startUs) * 1000n,
    end_time: BigInt(startUs + duration) * 1000n,
    duration,
    span_status: input.status ?? 'UNSET',
    span_kind: input.kind,
    ...input.attributes,
  };
}

export interface Step {
  readonly service: string;
  readonly operation: string;
  readonly kind: '1' | '2' | '3';
  /** Time of its own, without that of the steps inside it. */
  readonly ownUs: number;
  readonly attributes?: Readonly<Record<string, Cell | undefined>>;
}

/** A trace in which each step waits for the next; when `failed`, all of its spans are errors. */
export function nested(
  random: Random,
  trace: string,
  startUs: number,
  steps: readonly Step[],
  failed = false,
): Draft[] {
  const ids = steps.map(() => random.hex(16));
  return steps.map((step, index) => {
    const before = steps.slice(0, index).reduce((sum, each) => sum + each.ownUs / 2, 0);
    return span({
      ...step,
      trace,
      id: ids[index] as string,
      ...(index > 0 ? { parent: ids[index - 1] as string } : {}),
      startUs: startUs + before,
      durationUs: steps.slice(index).reduce((sum, each) => sum + each.ownUs, 0),
      status: failed ? 'ERROR' : 'OK',
    });
  });
}
