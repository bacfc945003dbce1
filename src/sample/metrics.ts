import { movedRows, type Offset } from './store/clock.ts';
import { evaluate, type Labels, reachUs, type Series, selectorsOf, type Value } from './promql/evaluate.ts';
import {
  durationUs,
  type Expression,
  type Matcher,
  PromqlLimit,
  PromqlMistake,
  type Selector,
} from './promql/expression.ts';
import { formatPromql } from './promql/format.ts';
import { parsePromql } from './promql/parse.ts';
import { cannot, Refusal } from './http/refusal.ts';
import type { Call, Route } from './http/route.ts';
import { traceId } from './http/search-body.ts';
import type { SampleStream, Store } from './store/store.ts';
import { badQuery, wholeNumberIn } from './objects/body.ts';

const NAME = '__name__';
/** Columns of a metric that are no labels. */
const NO_LABELS = ['__hash__', '_timestamp', 'value'];
const MOST_POINTS = 30_000;
const AUTOMATIC_POINTS = 256;

const refuse = (error: string, extra: object = {}) =>
  new Refusal(400, { status: 'error', errorType: 'bad_data', error, ...extra });
const success = (data: unknown) => ({ status: 'success', data });

/** Microseconds of a time in any unit or of a written date; `fallback` where there is none or 0. @throws {Refusal} 400 */
function timeUs(text: string | null, fallback: number): number {
  if (text === null || text === '' || text === '0') return fallback;
  const number = Number(text);
  if (Number.isFinite(number)) {
    const size = Math.abs(number);
    const factor = size < 1e11 ? 1e6 : size < 1e14 ? 1e3 : size < 1e17 ? 1 : 1e-3;
    return Math.trunc(number * factor);
  }
  const ms = Date.parse(/^\d{4}-\d\d-\d\d \d/.test(text) ? `${text.replace(' ', 'T')}Z` : text);
  if (Number.isNaN(ms)) throw refuse('invalid time format [string]');
  return ms * 1000;
}

/** Whole seconds of a step; the range gives it where it is left out or 0. @throws {Refusal} 400 */
function stepSeconds(text: string | null, rangeSeconds: number): number {
  if (text !== null && text !== '' && text !== '0') {
    const us = durationUs(text);
    const wrong = /[^0-9a-z]/i.exec(text)?.[0] ?? text;
    if (us === null) throw refuse(`Invalid time format: ${wrong}`, { trace_id: traceId() });
    return Math.max(1, us / 1e6);
  }
  const step = Math.trunc(rangeSeconds / AUTOMATIC_POINTS);
  const unit = step > 60 ? 60 : step > 10 ? 5 : 1;
  return Math.max(1, step - (step % unit));
}

const valueText = (value: number) =>
  Number.isFinite(value) ? String(value) : Number.isNaN(value) ? 'NaN' : value > 0 ? '+Inf' : '-Inf';

/** Flags before an expression, as in `(?i)timeout`, which JavaScript takes beside it. */
const LEADING_FLAGS = /^\(\?([ims]+)\)/;

function isMatch(labels: Labels, { label, operator, value }: Matcher): boolean {
  const found = labels[label] ?? '';
  if (operator === '=') return found === value;
  if (operator === '!=') return found !== value;
  let pattern: RegExp;
  try {
    const [whole = '', flags] = LEADING_FLAGS.exec(value) ?? [];
    pattern = new RegExp(`^(?:${value.slice(whole.length)})$`, flags);
  } catch {
    throw new PromqlMistake(`invalid regular expression: ${value}`);
  }
  return pattern.test(found) === (operator === '=~');
}

/** Mistakes and limits of a query as answers. `prefix` stands before the words. */
function answered<T>(compute: () => T, prefix: string, extra: () => object): T {
  try {
    return compute();
  } catch (error) {
    if (error instanceof PromqlLimit) throw cannot(error.message);
    if (error instanceof PromqlMistake) throw refuse(prefix + error.message, extra());
    throw error;
  }
}

/** Routes of the Prometheus API. */
export function metricRoutes(store: Store, offset: Offset, nowUs: () => number): Route[] {
  const metrics = () => [...store.streams.values()].filter(({ type }) => type === 'metrics');
  const labelsOf = ({ fields }: SampleStream) =>
    fields.map(({ name }) => name).filter((name) => !NO_LABELS.includes(name));

  async function seriesOf(selector: Selector, fromUs: number, toUs: number): Promise<Series[]> {
    const wanted = metrics().filter(({ name }) => selector.metric === null || name === selector.metric);
    const found = new Map<string, { labels: Labels; timesUs: number[]; values: number[] }>();
    for (const stream of wanted) {
      const labels = labelsOf(stream);
      const rows = await store.query(
        `SELECT * FROM (${movedRows(stream, offset(stream))}) WHERE _timestamp > ${Math.floor(fromUs)} AND _timestamp <= ${Math.ceil(toUs)} ORDER BY _timestamp`,
      );
      for (const row of rows) {
        const own = Object.fromEntries(
          labels.filter((label) => (row[label] ?? null) !== null).map((label) => [label, String(row[label])]),
        );
        const key = JSON.stringify(own);
        const series = found.get(key) ?? { labels: own, timesUs: [], values: [] };
        series.timesUs.push(Number(row._timestamp));
        series.values.push(Number(row.value));
        found.set(key, series);
      }
    }
    return [...found.values()].filter(({ labels }) => selector.matchers.every((one) => isMatch(labels, one)));
  }

  /** Evaluates a query at any time from `firstUs` to `lastUs`. */
  async function evaluator(expression: Expression, firstUs: number, lastUs: number) {
    const loaded = new Map<Selector, readonly Series[]>();
    for (const selector of selectorsOf(expression))
      loaded.set(selector, await seriesOf(selector, firstUs - reachUs(selector), lastUs - selector.offsetUs));
    return (atUs: number): Value => evaluate(expression, atUs, (selector) => loaded.get(selector) ?? []);
  }

  const execution = <T>(compute: () => T) =>
    answered(compute, 'Execution error: ', () => ({ trace_id: traceId() }));

  async function runAt(expression: Expression, times: readonly number[]): Promise<Value[]> {
    const run = await evaluator(expression, times[0] as number, times.at(-1) as number).catch((error) =>
      execution((): never => {
        throw error;
      }),
    );
    return execution(() => times.map(run));
  }

  async function instant({ query }: Call) {
    const atUs = timeUs(query.get('time'), nowUs());
    const expression = execution(() => parsePromql(query.get('query') ?? ''));
    const [value] = (await runAt(expression, [atUs])) as [Value];
    const seconds = Math.trunc(atUs / 1e6);
    if (value.kind === 'string') throw refuse('invalid result type: string', { trace_id: traceId() });
    const data =
      value.kind === 'scalar'
        ? { resultType: 'scalar', result: [seconds, valueText(value.value)] }
        : {
            resultType: 'vector',
            result: value.points.map(({ labels, value: number, atUs: own }) => ({
              metric: labels,
              value: [own === undefined ? seconds : Math.trunc(own / 1e6), valueText(number)],
            })),
          };
    return { ...success(data), trace_id: traceId() };
  }

  /** The times of a range: whole multiples of the step, or the one moment that it is. */
  function timesOf(query: URLSearchParams): number[] {
    const [startUs, endUs] = ['start', 'end'].map((name) => timeUs(query.get(name), nowUs())) as [
      number,
      number,
    ];
    if (endUs < startUs) throw refuse('invalid result type: ', { trace_id: traceId() });
    const step = stepSeconds(query.get('step'), (endUs - startUs) / 1e6) * 1e6;
    if ((endUs - startUs) / step > MOST_POINTS)
      throw refuse(
        'too many points per series must be returned on the given, you can change the limit by ZO_METRICS_MAX_POINTS_PER_SERIES',
        { trace_id: traceId() },
      );
    if (startUs === endUs) return [startUs];
    const first = startUs - (startUs % step);
    return Array.from({ length: Math.floor((endUs - first) / step) + 1 }, (_, index) => first + index * step);
  }

  async function range({ query }: Call) {
    const expression = execution(() => parsePromql(query.get('query') ?? ''));
    const times = timesOf(query);
    const series = new Map<string, { metric: Labels; values: Array<[number, string]> }>();
    for (const [index, value] of (await runAt(expression, times)).entries()) {
      if (value.kind === 'string') throw refuse('invalid result type: string', { trace_id: traceId() });
      const points = value.kind === 'scalar' ? [{ labels: {}, value: value.value }] : value.points;
      for (const { labels, value: number } of points) {
        const key = JSON.stringify(labels);
        const one = series.get(key) ?? { metric: labels, values: [] };
        one.values.push([Math.trunc((times[index] as number) / 1e6), valueText(number)]);
        series.set(key, one);
      }
    }
    return { ...success({ resultType: 'matrix', result: [...series.values()] }), trace_id: traceId() };
  }

  /** What `match[]` selects; null where it is left out. @throws {Refusal} 400 */
  function matched(query: URLSearchParams): (Selector & { readonly metric: string }) | null {
    const given = query.getAll('match[]');
    if (given.length > 1) throw badQuery('duplicate field `match[]`');
    if (given[0] === undefined) return null;
    const expression = answered(
      () => parsePromql(given[0] ?? ''),
      'parse promql error: ',
      () => ({}),
    );
    if (expression.kind !== 'selector') throw refuse('vector selector expected');
    const { metric } = expression;
    if (metric === null) throw refuse('match[] argument must start with a metric name, e.g. `match[]=up`');
    return { ...expression, metric };
  }

  /** Labels of the series that `match[]` selects in the range. @throws {Refusal} 500 without a start */
  async function matchedLabels(query: URLSearchParams): Promise<Labels[]> {
    const selector = matched(query);
    if (selector === null) return [];
    const [startUs, endUs] = [timeUs(query.get('start'), 0), timeUs(query.get('end'), nowUs())];
    if (startUs === 0)
      throw new Refusal(500, {
        status: 'error',
        errorType: 'internal',
        error: 'Error# [file_list] invalid time range',
      });
    return (await seriesOf(selector, startUs, endUs)).map(({ labels }) => labels);
  }

  function labels({ query }: Call) {
    const selector = matched(query);
    const wanted = metrics().filter(({ name }) => selector === null || name === selector.metric);
    return success([...new Set(wanted.flatMap(labelsOf))].sort());
  }

  async function labelValues({ path: { label = '' }, query }: Call) {
    const selector = matched(query);
    if (label === NAME)
      return success(
        metrics()
          .map(({ name }) => name)
          .filter((name) => selector === null || name === selector.metric)
          .sort(),
      );
    const values = (await matchedLabels(query)).flatMap((one) => one[label] ?? []);
    return success([...new Set(values)].sort());
  }

  function metadata({ query }: Call) {
    const limit = wholeNumberIn(query, 'limit');
    const asked = query.get('metric');
    const wanted = metrics()
      .filter(({ name }) => asked === null || name === asked)
      .slice(0, limit ?? undefined);
    return success(
      Object.fromEntries(
        wanted.map(({ name, metric }) => [
          name,
          [
            {
              type: (metric?.metric_type ?? 'unknown').toLowerCase(),
              help: metric?.help ?? name,
              unit: metric?.unit ?? '',
            },
          ],
        ]),
      ),
    );
  }

  function format({ query }: Call) {
    const text = query.get('query');
    if (text === null) throw badQuery('missing field `query`');
    return success(
      answered(
        () => formatPromql(parsePromql(text)),
        '',
        () => ({}),
      ),
    );
  }

  const BASE = '/api/default/prometheus/api/v1';
  return [
    ['GET', `${BASE}/query`, instant],
    ['GET', `${BASE}/query_range`, range],
    ['GET', `${BASE}/series`, async ({ query }) => success(await matchedLabels(query))],
    ['GET', `${BASE}/labels`, labels],
    ['GET', `${BASE}/label/:label/values`, labelValues],
    ['GET', `${BASE}/metadata`, metadata],
    ['GET', `${BASE}/format_query`, format],
  ];
}
