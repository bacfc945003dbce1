import { listAt, valueAt } from '../../../openobserve/answer.ts';
import { didYouMean } from '../../../names/nearest.ts';
import type { Arguments } from '../../../contract/tool.ts';
import type { Explanation } from './explanation.ts';
import { newestRecord } from './explain-sql.ts';
import { type EmptyReads, lookBack } from './read.ts';
import { labelsOf, type Selector, selectorsIn } from './selectors.ts';

const PAST_US = 60e6;
const MOST_SEEN = 10;
const MINUTE_S = 60;
const MOST_POINTS = 10_000;
const ASKED_AGAIN =
  'OpenObserve answered this past time with nothing, so it was asked up to now, and what came after was cut off.';

interface Series {
  readonly metric: unknown;
  readonly values: ReadonlyArray<readonly [atS: number, value: string]>;
}

const seriesIn = (answer: unknown): Series[] => (listAt(answer, 'data.result') ?? []) as Series[];

/**
 * A range up to now that begins at the minute of a moment, in seconds; null for one of too many points. Points lie on whole multiples of
 * the step, so the moment must be one: with any other step the first point is long before it.
 */
function rangeFrom(momentS: number, nowS: number): { start: number; end: number; step: number } | null {
  const minute = Math.floor(momentS / MINUTE_S);
  const spanMinutes = Math.ceil(nowS / MINUTE_S) - minute;
  let stepMinutes = spanMinutes;
  while (minute % stepMinutes !== 0) stepMinutes -= 1;
  return spanMinutes / stepMinutes > MOST_POINTS
    ? null
    : { start: minute * MINUTE_S, end: nowS, step: stepMinutes * MINUTE_S };
}

/** The answer to a query of the past, from one up to now. Null where that has nothing either. */
async function askUpToNow(
  reads: EmptyReads,
  args: Readonly<Arguments>,
  answer: unknown,
  nowUs: number,
  signal: AbortSignal,
): Promise<unknown> {
  const nowS = nowUs / 1e6;
  const isMatrix = valueAt(answer, 'data.resultType') === 'matrix';
  const lastS = Number(isMatrix ? args.end : args.time);
  if (!Number.isFinite(lastS) || lastS >= nowS - PAST_US / 1e6) return null;
  const { org_id, query } = args;
  const range = isMatrix ? { ...args, end: nowS } : rangeFrom(lastS, nowS);
  if (range === null) return null;
  const asked = isMatrix ? range : { org_id, query, ...range };
  const series = seriesIn(await reads.answer('PrometheusRangeQuery', asked, signal))
    .map(({ metric, values }) => ({
      metric,
      values: values.filter(([atS]) => Number(atS) <= lastS && (isMatrix || Number(atS) > lastS - MINUTE_S)),
    }))
    .filter(({ values }) => values.length > 0);
  if (series.length === 0) return null;
  const result = isMatrix ? series : series.map(({ metric, values }) => ({ metric, value: values[0] }));
  const { data, ...rest } = answer as { data: object };
  return { ...rest, data: { ...data, result } };
}

/** Which labels of a selector no series has, by those that there are. */
function wrongLabels({ metric, matchers }: Selector, series: readonly unknown[]): Explanation | null {
  const labels = labelsOf(series);
  const known = [...labels.keys()];
  const wrong = matchers.filter(({ operator }) => operator === '=');
  const notes = wrong.flatMap(({ label, value }) => {
    const values = labels.get(label);
    if (values === undefined) return [`${metric} has no label "${label}".${didYouMean(label, known, 1)}`];
    if (values.has(value)) return [];
    const alike = [...values].find((other) => other.toLowerCase() === value.toLowerCase());
    return [
      alike === undefined
        ? `No series of ${metric} has ${label}="${value}". The values are under "seen".`
        : `${label} is "${alike}" here, not "${value}": values are compared with their letter case.`,
    ];
  });
  if (notes.length === 0) return null;
  const seen = [...labels].filter(([label]) => label !== '__name__' && label !== '__hash__');
  return {
    notes,
    seen: Object.fromEntries(
      seen.map(([label, values]) => [
        label,
        [...values].slice(0, MOST_SEEN).map((value) => [value, null] as const),
      ]),
    ),
  };
}

/** Why PromQL gave nothing: a metric or label that is not there, samples that are too old, or a past that is not answered. */
export async function explainPromql(
  reads: EmptyReads,
  args: Readonly<Arguments>,
  answer: unknown,
  { nowUs }: { nowUs: number },
  signal: AbortSignal,
): Promise<Explanation | null> {
  const text = [args.query, args.match].find((each) => typeof each === 'string');
  const [selector] = selectorsIn(String(text ?? ''));
  if (selector === undefined)
    return 'label_name' in args && args.match === undefined
      ? {
          notes: [
            'Give match, such as the name of a metric: without it OpenObserve lists no values of a label.',
          ],
          seen: {},
        }
      : null;
  const again = await askUpToNow(reads, args, answer, nowUs, signal);
  if (again !== null) return { notes: [ASKED_AGAIN], seen: {}, value: again };
  const { org_id } = args;
  const streams = await reads.answer('StreamList', { org_id, type: 'metrics' }, signal);
  const names = listAt(streams, 'list')?.map((stream) => String(valueAt(stream, 'name')));
  if (names === undefined) return null;
  if (!names.includes(selector.metric))
    return {
      notes: [
        `There is no metric "${selector.metric}".${didYouMean(selector.metric, names) || ' prometheus_label_values with label_name __name__ lists them.'}`,
      ],
      seen: {},
    };
  const { label_name: label } = args;
  if (selector.matchers.length > 0 || typeof label === 'string') {
    const { startUs } = lookBack(nowUs);
    const range = { start: startUs / 1e6, end: nowUs / 1e6 };
    const found = await reads.answer(
      'PrometheusSeries',
      { org_id, match: selector.metric, ...range },
      signal,
    );
    const series = listAt(found, 'data') ?? [];
    const labels = [...labelsOf(series).keys()];
    if (typeof label === 'string' && labels.length > 0 && !labels.includes(label))
      return {
        notes: [`${selector.metric} has no label "${label}".${didYouMean(label, labels, 1)}`],
        seen: {},
      };
    const wrong = wrongLabels(selector, series);
    if (wrong !== null) return wrong;
  }
  const of = { org_id, stream: selector.metric, type: 'metrics' };
  const newest = await newestRecord(reads, of, nowUs, signal);
  return {
    notes: [
      newest.replace('record', 'sample'),
      'A moment shows only series with a sample in the 5 minutes before it.',
    ],
    seen: {},
  };
}
