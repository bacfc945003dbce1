import { fieldInWords, rolesOf } from '../data/roles.ts';
import type { Target } from '../data/target.ts';
import { labelsOf } from './metric-names.ts';
import type { AlertWords } from './alert-words.ts';
import type { Unmeasurable } from './alert-condition.ts';
import { unknownField } from './alert-condition.ts';

/** What is compared of a metric. */
export interface MetricMeasure {
  readonly promql: string;
  readonly name: string;
}

const quoted = (text: string) => JSON.stringify(text);

/**
 * PromQL for an alert: a rate for what only grows, a quantile for buckets, otherwise values over the period. "Above 90
 * for 5 minutes" holds when the lowest value is above.
 */
export function metricMeasure(
  words: string,
  asked: AlertWords,
  target: Target,
  periodMinutes: number,
): MetricMeasure | Unmeasurable {
  const { stream, schema, only } = target;
  const labels = labelsOf(schema.fields);
  const group = asked.group === null ? null : fieldInWords(asked.group, labels, rolesOf(labels));
  if (asked.group !== null && !group && !/^(?:one|series|of)$/i.test(asked.group))
    return {
      problem: unknownField(asked.group, { ...target, schema: { ...schema, fields: labels } }).replace(
        'field',
        'label',
      ),
    };
  const by = group ? ` by (${group.name})` : '';
  const window = `[${periodMinutes}m]`;
  const { status } = rolesOf(labels);
  const wantsErrors = /\b(?:errors?|failures?|failed|failing|5xx)\b/i.test(words);
  const scope = only ? [`${only.field.name}=${quoted(only.value)}`] : [];
  const selector = (more: readonly string[] = []) => {
    const all = [...scope, ...more];
    return all.length > 0 ? `${stream.name}{${all.join(',')}}` : stream.name;
  };
  const failing = status ? [`${status.name}=~"5.."`] : [];
  const { aggregate, isShare, isSustained, operator } = asked;
  const isCounter = /counter/i.test(schema.metricType ?? '') || /_total$|_count$|_sum$/.test(stream.name);
  const share = typeof aggregate === 'object' && aggregate !== null ? aggregate.share : 0.95;
  if (/histogram/i.test(schema.metricType ?? '') || /_bucket$/.test(stream.name)) {
    const inner = group ? `le, ${group.name}` : 'le';
    return {
      promql: `histogram_quantile(${share}, sum by (${inner}) (rate(${selector()}${window})))`,
      name: `p${share * 100} of ${stream.name}`,
    };
  }
  if (isCounter) {
    if (isShare && wantsErrors && failing.length > 0)
      return {
        promql: `100 * sum${by} (rate(${selector(failing)}${window})) / sum${by} (rate(${selector()}${window}))`,
        name: `share of errors of ${stream.name}`,
      };
    const grows =
      /\b(?:per|a) second\b|\brate\b|\bthroughput\b|\brps\b|\bqps\b/i.test(words) &&
      !/\bper (?:minute|hour)\b/i.test(words)
        ? 'rate'
        : 'increase';
    return {
      promql: `sum${by} (${grows}(${selector(wantsErrors ? failing : [])}${window}))`,
      name: `${grows} of ${stream.name}`,
    };
  }
  const way =
    aggregate === 'max' || aggregate === 'min' || aggregate === 'avg'
      ? `${aggregate}_over_time(${selector()}${window})`
      : typeof aggregate === 'object' && aggregate !== null
        ? `quantile_over_time(${share}, ${selector()}${window})`
        : aggregate === 'sum'
          ? `sum(${selector()})`
          : isSustained
            ? `${operator.startsWith('<') ? 'max' : 'min'}_over_time(${selector()}${window})`
            : `avg_over_time(${selector()}${window})`;
  const across = aggregate === 'min' || operator.startsWith('<') ? 'min' : 'max';
  return {
    promql: group ? `${across}${by} (${way})` : way,
    name: `${typeof aggregate === 'string' ? `${aggregate} of ` : ''}${stream.name}`,
  };
}
