import type { StreamEntry } from '../../data/dictionary.ts';
import type { Condition, LogicalForm, Measure } from './logical-form.ts';

const quoted = (text: string) => JSON.stringify(text);
const escaped = (text: string) => text.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&');

function matchersOf(conditions: readonly Condition[]): string[] {
  return conditions.flatMap((condition): string[] => {
    switch (condition.kind) {
      case 'in': {
        const sign = condition.not ? '!' : '';
        const [only] = condition.values;
        return condition.values.length === 1
          ? [`${condition.field}${condition.not ? '!=' : '='}${quoted(only as string)}`]
          : [
              `${condition.field}${sign}${condition.not ? '' : '='}~${quoted(condition.values.map(escaped).join('|'))}`,
            ];
      }
      case 'status class': {
        const range =
          condition.from === condition.to ? String(condition.from) : `[${condition.from}-${condition.to}]`;
        return [`${condition.field}${condition.not ? '!' : '='}~${quoted(`${range}.*`)}`];
      }
      case 'contains':
        return [
          `${condition.field}${condition.not ? '!' : '='}~${quoted(`(?i).*${escaped(condition.text)}.*`)}`,
        ];
      case 'prefix':
        return [`${condition.field}${condition.not ? '!' : '='}~${quoted(`${escaped(condition.text)}.*`)}`];
      case 'exists':
        return [`${condition.field}${condition.not ? '=' : '!='}""`];
      default:
        return [];
    }
  });
}

/** A length in the form that PromQL takes: the largest unit that divides it. */
export function durationText(us: number): string {
  const seconds = Math.max(1, Math.round(us / 1e6));
  for (const [unit, size] of [
    ['d', 86_400],
    ['h', 3600],
    ['m', 60],
  ] as const)
    if (seconds % size === 0) return `${seconds / size}${unit}`;
  return `${seconds}s`;
}

/** The width of a bucket such as `30 minute` in seconds. */
export function stepSeconds(bucket: string): number {
  const [count = '1', unit = 'minute'] = bucket.split(' ');
  return Number(count) * ({ second: 1, minute: 60, hour: 3600, day: 86_400, week: 604_800 }[unit] ?? 60);
}

/** A metric whose values add up over its series, such as connections or players; others are averaged. */
export function isAdded({ metric, words }: StreamEntry): boolean {
  const unit = metric?.unit ?? null;
  if (
    unit === 'percent' ||
    unit === 'fraction' ||
    unit === 'celsius' ||
    unit === 'fahrenheit' ||
    unit === 's' ||
    unit === 'ms' ||
    unit === 'us'
  )
    return false;
  return (
    !words.some((word) =>
      [
        'temperature',
        'ratio',
        'percent',
        'utilization',
        'latency',
        'duration',
        'wait',
        'load',
        'pressure',
        'humidity',
        'speed',
        'voltage',
        'level',
        'age',
        'usage',
        'frequency',
        'dbm',
        'rssi',
        'score',
        'price',
        'average',
        'mean',
      ].includes(word),
    ) || unit === 'bytes'
  );
}

/** The function that makes one value of a window, up to its range. */
function overTime(measure: Measure): string {
  if (measure.kind === 'percentile') return `quantile_over_time(${measure.share}, `;
  if (measure.kind === 'median') return 'quantile_over_time(0.5, ';
  return measure.kind === 'max' || measure.kind === 'min' || measure.kind === 'sum'
    ? `${measure.kind}_over_time(`
    : 'avg_over_time(';
}

const RATE_WINDOW_US = 300e6;
/** Two samples of a metric that is scraped each minute, without which there is no rate. */
const LEAST_WINDOW_US = 120e6;

/** The PromQL of a form over one metric. */
export function promqlFor(form: LogicalForm, entry: StreamEntry): string {
  const { metric, name } = entry;
  const matchers = matchersOf(form.where);
  const selector = (of: string, extra: readonly string[] = []) => {
    const all = [...matchers, ...extra];
    return all.length > 0 ? `${of}{${all.join(',')}}` : of;
  };
  const lengthUs = form.range.endUs - form.range.startUs;
  const isSeries = form.answer === 'series';
  const bucketUs = stepSeconds(form.bucket ?? '1 minute') * 1e6;
  const window = isSeries ? Math.max(bucketUs, LEAST_WINDOW_US) : lengthUs > 0 ? lengthUs : RATE_WINDOW_US;
  const over = `[${durationText(window)}]`;
  const groups = form.groupBy.join(', ');
  const by = (aggregate: string, of: string, labels = groups) =>
    labels === '' ? `${aggregate}(${of})` : `${aggregate} by (${labels}) (${of})`;
  const compared = (expression: string) =>
    form.where.reduce((text, condition) => {
      if (condition.kind === 'compare' && condition.field === 'value')
        return `${text} ${condition.operator === '=' ? '==' : condition.operator} ${condition.value}`;
      if (condition.kind === 'between' && condition.field === 'value')
        return `${text} >= ${condition.from} <= ${condition.to}`;
      return text;
    }, expression);
  // Buckets shorter than what a rate needs take their part of it.
  const grown = ({ kind }: Measure, of: string) =>
    kind === 'rate' || (isSeries && window > bucketUs)
      ? `rate(${of}${over})${kind === 'rate' ? '' : ` * ${bucketUs / 1e6}`}`
      : `increase(${of}${over})`;
  const { measure } = form;
  const family = metric?.family;
  if (family !== null && family !== undefined) {
    if (measure.kind === 'percentile' || measure.kind === 'median') {
      const share = 'share' in measure ? measure.share : 0.5;
      return compared(
        `histogram_quantile(${share}, ${by('sum', `rate(${selector(`${family}_bucket`)}${over})`, ['le', ...form.groupBy].join(', '))})`,
      );
    }
    if (measure.kind === 'average' || measure.kind === 'summary')
      return compared(
        `${by('sum', `increase(${selector(`${family}_sum`)}${over})`)} / ${by('sum', `increase(${selector(`${family}_count`)}${over})`)}`,
      );
    return compared(by('sum', grown(measure, selector(`${family}_count`))));
  }
  if (metric?.kind === 'counter' || measure.kind === 'rate') {
    if (measure.kind === 'ratio')
      return `100 * ${by('sum', `rate(${selector(name, matchersOf(measure.of))}${over})`)} / ${by('sum', `rate(${selector(name)}${over})`)}`;
    return compared(by('sum', grown(measure, selector(name))));
  }
  const inner =
    lengthUs > 0 && !isSeries && measure.kind !== 'current'
      ? `${overTime(measure)}${selector(name)}${over})`
      : selector(name);
  if (groups === '') return compared(inner);
  const aggregate =
    measure.kind === 'max' || measure.kind === 'min' ? measure.kind : isAdded(entry) ? 'sum' : 'avg';
  return compared(by(aggregate, inner));
}
