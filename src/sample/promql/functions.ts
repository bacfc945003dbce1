import { stddev } from './quantiles.ts';

/** Points of one series in a window, oldest first; times in µs. */
export interface Window {
  readonly timesUs: readonly number[];
  readonly values: readonly number[];
  readonly startUs: number;
  readonly endUs: number;
}

const EXTRAPOLATED = 1.1;

/** The rise of a counter over its points: a fall is a new start from zero. */
function rise(values: readonly number[]): number {
  const first = values[0] as number;
  let sum = (values.at(-1) as number) - first;
  values.forEach((value, index) => {
    const before = values[index - 1] ?? value;
    if (value < before) sum += before;
  });
  return sum;
}

/** The change over the whole window, reaching over its ends as Prometheus does; null with fewer than two points. */
function extrapolated({ timesUs, values, startUs, endUs }: Window, isCounter: boolean): number | null {
  const count = values.length;
  if (count < 2) return null;
  const [first, last] = [timesUs[0] as number, timesUs[count - 1] as number];
  const change = isCounter ? rise(values) : (values[count - 1] as number) - (values[0] as number);
  const sampled = last - first;
  const average = sampled / (count - 1);
  const limit = average * EXTRAPOLATED;
  let toStart = first - startUs;
  if (isCounter && change > 0 && (values[0] as number) >= 0)
    toStart = Math.min(toStart, sampled * ((values[0] as number) / change));
  const toEnd = endUs - last;
  const reached = sampled + (toStart < limit ? toStart : average / 2) + (toEnd < limit ? toEnd : average / 2);
  return change * (reached / sampled);
}

function instantRate({ timesUs, values }: Window): number | null {
  const count = values.length;
  if (count < 2) return null;
  const [before, last] = [values[count - 2] as number, values[count - 1] as number];
  const seconds = ((timesUs[count - 1] as number) - (timesUs[count - 2] as number)) / 1e6;
  return (last < before ? last : last - before) / seconds;
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
const over = (compute: (values: readonly number[]) => number) => (window: Window) =>
  window.values.length === 0 ? null : compute(window.values);

/** Functions of a range: the value of a window, null for none. */
export const RANGE_FUNCTIONS: Readonly<Record<string, (window: Window) => number | null>> = {
  rate: (window) => {
    const change = extrapolated(window, true);
    return change === null ? null : change / ((window.endUs - window.startUs) / 1e6);
  },
  increase: (window) => extrapolated(window, true),
  delta: (window) => extrapolated(window, false),
  irate: instantRate,
  present_over_time: over(() => 1),
  avg_over_time: over((values) => sum(values) / values.length),
  sum_over_time: over(sum),
  min_over_time: over((values) => Math.min(...values)),
  max_over_time: over((values) => Math.max(...values)),
  count_over_time: over((values) => values.length),
  stddev_over_time: over(stddev),
  last_over_time: over((values) => values.at(-1) as number),
};

/** Functions of each value. */
export const VALUE_FUNCTIONS: Readonly<Record<string, (value: number) => number>> = {
  abs: Math.abs,
  ceil: Math.ceil,
  floor: Math.floor,
  round: Math.round,
  sqrt: Math.sqrt,
  ln: Math.log,
  log2: Math.log2,
  log10: Math.log10,
  exp: Math.exp,
};

/** Aggregations of PromQL over the values of a group. */
export const AGGREGATIONS: Readonly<Record<string, (values: readonly number[]) => number>> = {
  sum,
  avg: (values) => sum(values) / values.length,
  min: (values) => Math.min(...values),
  max: (values) => Math.max(...values),
  count: (values) => values.length,
  group: () => 1,
  stddev,
};

/** Arithmetic operators of PromQL. */
export const ARITHMETIC: Readonly<Record<string, (a: number, b: number) => number>> = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '/': (a, b) => a / b,
  '%': (a, b) => a % b,
  '^': (a, b) => a ** b,
};

/** Comparison operators of PromQL. */
export const COMPARISONS: Readonly<Record<string, (a: number, b: number) => boolean>> = {
  '==': (a, b) => a === b,
  '!=': (a, b) => a !== b,
  '>': (a, b) => a > b,
  '<': (a, b) => a < b,
  '>=': (a, b) => a >= b,
  '<=': (a, b) => a <= b,
};
