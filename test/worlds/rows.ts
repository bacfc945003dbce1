import type { Random } from './random.ts';
import type { Cell, Row } from './world.ts';

/** A row while an incident may still change it. */
export type Draft = { [field: string]: Cell | undefined; _timestamp: number };
export type Labels = Readonly<Record<string, string>>;

export const MINUTE = 60e6;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
export const HOURS = 52;

/** How busy a moment is: `night` at its quietest, 1 at the peak hour (UTC). */
export function busyness(timeUs: number, night: number, peakHour: number): number {
  const hour = (timeUs % DAY) / HOUR;
  const wave = (1 + Math.cos(((hour - peakHour) / 12) * Math.PI)) / 2;
  return night + (1 - night) * wave;
}

/** Moments of the whole period, ascending, denser by day. */
export function moments(random: Random, nowUs: number, count: number, night = 0.45, peakHour = 13): number[] {
  const found: number[] = [];
  while (found.length < count) {
    const timeUs = Math.floor(nowUs - random.next() * HOURS * HOUR);
    if (random.next() < busyness(timeUs, night, peakHour)) found.push(timeUs);
  }
  return found.sort((a, b) => a - b);
}

/** Moments at a constant pace, the last of them before `nowUs`. */
export function ticks(nowUs: number, stepUs: number, hours = HOURS): number[] {
  const first = Math.ceil((nowUs - hours * HOUR) / stepUs) * stepUs;
  return Array.from(
    { length: Math.floor((nowUs - first) / stepUs) + 1 },
    (_, index) => first + index * stepUs,
  );
}

/** When metrics are sampled: every minute in the last two hours, every four minutes before. */
export function samples(nowUs: number): number[] {
  const recent = Array.from({ length: 121 }, (_, index) => nowUs - (120 - index) * MINUTE);
  const steps = ((HOURS - 2) * 60) / 4;
  const older = Array.from(
    { length: steps },
    (_, index) => nowUs - 120 * MINUTE - (steps - index) * 4 * MINUTE,
  );
  return [...older, ...recent];
}

export const rounded = (value: number, digits = 2) => Number(value.toFixed(digits));

export const gauge = (times: readonly number[], labels: Labels, valueAt: (timeUs: number) => number): Row[] =>
  times.map((timeUs) => ({ ...labels, _timestamp: timeUs, value: rounded(valueAt(timeUs)) }));

/** A counter that grows by `perSecond`. */
export function counter(
  times: readonly number[],
  labels: Labels,
  start: number,
  perSecond: (timeUs: number) => number,
): Row[] {
  let total = start;
  let last = times[0] ?? 0;
  return times.map((timeUs) => {
    total += Math.max(0, Math.round((perSecond(timeUs) * (timeUs - last)) / 1e6));
    last = timeUs;
    return { ...labels, _timestamp: timeUs, value: total };
  });
}

export interface Span {
  readonly trace: string;
  readonly id: string;
  readonly parent?: string;
  readonly operation: string;
  readonly service: string;
  readonly startUs: number;
  readonly durationUs: number;
  readonly failed?: boolean;
  readonly kind: '1' | '2' | '3';
  readonly fields?: Readonly<Record<string, Cell | undefined>>;
}

export function spanRow(span: Span): Draft {
  const startUs = Math.floor(span.startUs);
  const duration = Math.max(1, Math.floor(span.durationUs));
  return {
    _timestamp: startUs,
    trace_id: span.trace,
    span_id: span.id,
    reference_parent_span_id: span.parent ?? '',
    operation_name: span.operation,
    service_name: span.service,
    start_time: BigInt(startUs) * 1000n,
    end_time: BigInt(startUs + duration) * 1000n,
    duration,
    span_status: span.failed ? 'ERROR' : 'OK',
    span_kind: span.kind,
    ...span.fields,
  };
}
