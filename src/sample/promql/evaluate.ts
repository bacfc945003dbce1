import { type Expression, type Grouping, PromqlLimit, PromqlMistake, type Selector } from './expression.ts';
import { histogramQuantile, quantile } from './quantiles.ts';
import {
  AGGREGATIONS,
  ARITHMETIC,
  COMPARISONS,
  RANGE_FUNCTIONS,
  VALUE_FUNCTIONS,
  type Window,
} from './functions.ts';

/** Labels of a series. */
export type Labels = Readonly<Record<string, string>>;

/** A series with all its points, oldest first; times in µs. */
export interface Series {
  readonly labels: Labels;
  readonly timesUs: readonly number[];
  readonly values: readonly number[];
}

/** One value of an instant vector. */
export interface Point {
  readonly labels: Labels;
  readonly value: number;
  /** Set where it is not the time of the query. */
  readonly atUs?: number;
}

/** A value of a query at one time: a number, a text, or one for each series. */
export type Value =
  | { readonly kind: 'scalar'; readonly value: number }
  | { readonly kind: 'string'; readonly value: string }
  | { readonly kind: 'vector'; readonly points: readonly Point[] };

const NAME = '__name__';
const LOOKBACK_US = 300e6;

const without = (labels: Labels, names: readonly string[]): Labels =>
  Object.fromEntries(Object.entries(labels).filter(([label]) => !names.includes(label)));

const grouped = (labels: Labels, { isOnly, labels: names }: Grouping): Labels =>
  isOnly
    ? Object.fromEntries(Object.entries(labels).filter(([label]) => names.includes(label)))
    : without(labels, [...names, NAME]);

const keyOf = (labels: Labels) => JSON.stringify(Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1)));

/** Selectors of an expression, wherever they stand. */
export function selectorsOf(expression: Expression): Selector[] {
  switch (expression.kind) {
    case 'selector':
      return [expression];
    case 'call':
      return expression.args.flatMap(selectorsOf);
    case 'aggregate':
      return selectorsOf(expression.of);
    case 'binary':
      return [expression.left, expression.right].flatMap(selectorsOf);
    case 'negative':
    case 'parentheses':
      return selectorsOf(expression.of);
    default:
      return [];
  }
}

/** How far before the time of the query a selector reads, in µs. */
export const reachUs = ({ rangeUs, offsetUs }: Selector) => (rangeUs ?? LOOKBACK_US) + offsetUs;

/** The points of a series in (`endUs` − `spanUs`, `endUs`]. */
function windowOf({ timesUs, values }: Series, endUs: number, spanUs: number): Window {
  const startUs = endUs - spanUs;
  const first = timesUs.findIndex((time) => time > startUs);
  const last = timesUs.findLastIndex((time) => time <= endUs);
  const [from, to] = first < 0 ? [0, 0] : [first, last + 1];
  return { timesUs: timesUs.slice(from, to), values: values.slice(from, to), startUs, endUs };
}

/**
 * The value of a query at `atUs`. `seriesOf` gives what a selector matches.
 * @throws {PromqlMistake} {PromqlLimit}
 */
export function evaluate(
  expression: Expression,
  atUs: number,
  seriesOf: (selector: Selector) => readonly Series[],
): Value {
  const vector = (points: readonly Point[]): Value => ({ kind: 'vector', points });
  const isPoint = (point: Point | null): point is Point => point !== null;

  function pointsOf(inner: Expression): readonly Point[] {
    const value = read(inner);
    if (value.kind !== 'vector') throw new PromqlMistake(`expected type vector, got ${value.kind}`);
    return value.points;
  }

  function numberOf(inner: Expression | null): number {
    const value = inner && read(inner);
    if (value?.kind !== 'scalar') throw new PromqlMistake('expected type scalar');
    return value.value;
  }

  /** A range that stands alone is answered with the first point of each series. */
  function selected(selector: Selector): Value {
    const endUs = atUs - selector.offsetUs;
    const points = seriesOf(selector).map((series): Point | null => {
      const window = windowOf(series, endUs, selector.rangeUs ?? LOOKBACK_US);
      const value = selector.rangeUs === null ? window.values.at(-1) : window.values[0];
      if (value === undefined) return null;
      const firstUs = window.timesUs[0];
      return selector.rangeUs !== null && firstUs !== undefined
        ? { labels: series.labels, value, atUs: firstUs }
        : { labels: series.labels, value };
    });
    return vector(points.filter(isPoint));
  }

  function called(name: string, args: readonly Expression[]): Value {
    if (name === 'histogram_quantile') return histogramQuantiles(numberOf(args[0] ?? null), args[1]);
    const isShared = name === 'quantile_over_time';
    const share = isShared ? numberOf(args[0] ?? null) : 0;
    const first = isShared ? args[1] : args[0];
    const ofRange = isShared
      ? (window: Window) => (window.values.length === 0 ? null : quantile(share, window.values))
      : RANGE_FUNCTIONS[name];
    if (ofRange) {
      if (first?.kind !== 'selector' || first.rangeUs === null)
        throw new PromqlMistake(`expected type range vector in call to function '${name}', got vector`);
      const { rangeUs, offsetUs } = first;
      const points = seriesOf(first).map((series): Point | null => {
        const value = ofRange(windowOf(series, atUs - offsetUs, rangeUs));
        return value === null ? null : { labels: without(series.labels, [NAME]), value };
      });
      return vector(points.filter(isPoint));
    }
    const ofValue = VALUE_FUNCTIONS[name];
    if (ofValue && first && args.length === 1)
      return vector(
        pointsOf(first).map(({ labels, value }) => ({
          labels: without(labels, [NAME]),
          value: ofValue(value),
        })),
      );
    if (name === 'time') return { kind: 'scalar', value: atUs / 1e6 };
    throw new PromqlLimit(`compute ${name}() in PromQL`);
  }

  /** One quantile for the buckets of each histogram; series without the label `le` are left out. */
  function histogramQuantiles(share: number, of: Expression | undefined): Value {
    if (!of) throw new PromqlMistake('expected 2 argument(s) in call to "histogram_quantile"');
    const groups = new Map<string, { labels: Labels; buckets: Array<{ upTo: number; count: number }> }>();
    for (const { labels: all, value } of pointsOf(of)) {
      if (all.le === undefined) continue;
      const labels = without(all, ['le', NAME]);
      const group = groups.get(keyOf(labels)) ?? { labels, buckets: [] };
      group.buckets.push({
        upTo: all.le === '+Inf' ? Number.POSITIVE_INFINITY : Number(all.le),
        count: value,
      });
      groups.set(keyOf(labels), group);
    }
    return vector(
      [...groups.values()].map(({ labels, buckets }) => ({
        labels,
        value: histogramQuantile(share, buckets),
      })),
    );
  }

  function aggregated({ name, grouping, parameter, of }: Extract<Expression, { kind: 'aggregate' }>): Value {
    const groups = new Map<string, { labels: Labels; points: Point[] }>();
    for (const point of pointsOf(of)) {
      const labels = grouped(point.labels, grouping ?? { isOnly: true, labels: [] });
      const group = groups.get(keyOf(labels)) ?? { labels, points: [] };
      group.points.push(point);
      groups.set(keyOf(labels), group);
    }
    if (name === 'topk' || name === 'bottomk') {
      const count = Math.trunc(numberOf(parameter));
      const sign = name === 'topk' ? -1 : 1;
      return vector(
        [...groups.values()].flatMap(({ points }) =>
          [...points].sort((a, b) => sign * (a.value - b.value)).slice(0, count),
        ),
      );
    }
    if (name === 'count_values') {
      if (parameter?.kind !== 'string') throw new PromqlMistake('expected type string');
      const label = parameter.value;
      return vector(
        [...groups.values()].flatMap(({ labels, points }) =>
          [...Map.groupBy(points, ({ value }) => String(value))].map(([value, same]) => ({
            labels: { ...labels, [label]: value },
            value: same.length,
          })),
        ),
      );
    }
    const share = name === 'quantile' ? numberOf(parameter) : 0;
    const compute =
      name === 'quantile' ? (values: readonly number[]) => quantile(share, values) : AGGREGATIONS[name];
    if (!compute) throw new PromqlLimit(`compute ${name}() in PromQL`);
    return vector(
      [...groups.values()].map(({ labels, points }) => ({
        labels,
        value: compute(points.map(({ value }) => value)),
      })),
    );
  }

  /** One side's points with what the operator makes of them and of the other; null leaves a point out. */
  function combined(operator: string, isBool: boolean) {
    const arithmetic = ARITHMETIC[operator];
    if (arithmetic)
      return (a: number, b: number, labels: Labels): Point => ({
        labels: without(labels, [NAME]),
        value: arithmetic(a, b),
      });
    const comparison = COMPARISONS[operator];
    if (!comparison) throw new PromqlLimit(`compute "${operator}" in PromQL`);
    return (a: number, b: number, labels: Labels, kept = a): Point | null => {
      const holds = comparison(a, b);
      if (isBool) return { labels: without(labels, [NAME]), value: holds ? 1 : 0 };
      return holds ? { labels, value: kept } : null;
    };
  }

  function joined({ operator, isBool, matching, ...sides }: Extract<Expression, { kind: 'binary' }>): Value {
    const [left, right] = [read(sides.left), read(sides.right)];
    if (left.kind === 'string' || right.kind === 'string')
      throw new PromqlMistake('binary expression must contain only scalar and instant vector types');
    const combine = combined(operator, isBool);
    if (left.kind === 'scalar' && right.kind === 'scalar') {
      if (operator in COMPARISONS && !isBool)
        throw new PromqlMistake('comparisons between scalars must use BOOL modifier');
      return { kind: 'scalar', value: combine(left.value, right.value, {})?.value ?? 0 };
    }
    if (left.kind === 'vector' && right.kind === 'vector') {
      const byLabels = (labels: Labels) => keyOf(grouped(labels, matching ?? { isOnly: false, labels: [] }));
      const others = new Map(right.points.map((point) => [byLabels(point.labels), point]));
      const points = left.points.map((point) => {
        const other = others.get(byLabels(point.labels));
        const labels = matching === null ? point.labels : grouped(point.labels, matching);
        return other ? combine(point.value, other.value, labels) : null;
      });
      return vector(points.filter(isPoint));
    }
    const isLeft = left.kind === 'vector';
    const points = (isLeft ? left : (right as Extract<Value, { kind: 'vector' }>)).points;
    const number = (isLeft ? right : left) as Extract<Value, { kind: 'scalar' }>;
    const made = points.map(({ labels, value }) =>
      isLeft ? combine(value, number.value, labels) : combine(number.value, value, labels, value),
    );
    return vector(made.filter(isPoint));
  }

  function read(inner: Expression): Value {
    switch (inner.kind) {
      case 'number':
        return { kind: 'scalar', value: inner.value };
      case 'string':
        return { kind: 'string', value: inner.value };
      case 'selector':
        return selected(inner);
      case 'call':
        return called(inner.name, inner.args);
      case 'aggregate':
        return aggregated(inner);
      case 'binary':
        return joined(inner);
      case 'parentheses':
        return read(inner.of);
      case 'negative': {
        const value = read(inner.of);
        if (value.kind === 'scalar') return { kind: 'scalar', value: -value.value };
        return vector(
          pointsOf(inner.of).map((point) => ({ labels: without(point.labels, [NAME]), value: -point.value })),
        );
      }
    }
  }

  return read(expression);
}
