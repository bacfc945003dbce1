import { findStreams } from '../data/find-stream.ts';
import { fieldInWords, rolesOf } from '../data/roles.ts';
import type { Target } from '../data/target.ts';
import type { Field, Stream } from '../data/telemetry.ts';

/** Other words for what metrics are called. */
const ALSO: ReadonlyArray<readonly [pattern: RegExp, words: string]> = [
  [/\b(?:processor|load)\b/i, 'cpu'],
  [/\bmemory|\bram\b/i, 'memory mem'],
  [/\bdisk|storage\b/i, 'disk filesystem'],
  [/\b(?:requests?|traffic|throughput|rps|qps|hits)\b/i, 'http requests request'],
  [/\b(?:latency|response time)\b/i, 'duration latency'],
  [/\bnetwork|bandwidth\b/i, 'network net'],
  [/\b(?:error (?:ratio|rate|percentage)|failure rate|5xx)\b/i, 'http requests request'],
];

/** Metrics that words name, best first. */
export function findMetrics(words: string, metrics: readonly Stream[]): readonly Stream[] {
  const direct = findStreams(words, metrics);
  if (direct.best.length > 0) return direct.best;
  const more = ALSO.filter(([pattern]) => pattern.test(words)).map(([, also]) => also);
  return more.length > 0 ? findStreams(more.join(' '), metrics).best : [];
}

const HIDDEN = /^_|^value$|^le$/;

/** Labels that a metric has. */
export const labelsOf = (fields: readonly Field[]) => fields.filter(({ name }) => !HIDDEN.test(name));

const quoted = (text: string) => JSON.stringify(text);

function groupOf(words: string, target: Target): string | null {
  const by =
    /\b(?:by|per|for each|grouped by|across)\s+(?:the\s+|each\s+|all\s+)?([a-z][\w]*(?:\s+codes?)?)/i.exec(
      words,
    )?.[1] ?? null;
  if (by === null || /^(second|minute|hour|day|s|m|h)s?$/i.test(by)) return null;
  const labels = labelsOf(target.schema.fields);
  return fieldInWords(by, labels, rolesOf(labels))?.name ?? null;
}

const WINDOW = /\b(?:over|in|per|rate of)\s+(?:the\s+last\s+)?(\d+)\s*(m|min|minutes?|h|hours?)\b/i;

/** PromQL for one metric: a rate for what only grows, the value itself for what goes up and down. */
export function promqlFor(words: string, target: Target): string {
  const { stream, schema, only } = target;
  const labels = labelsOf(schema.fields);
  const { status } = rolesOf(labels);
  const scope = only ? [`${only.field.name}=${quoted(only.value)}`] : [];
  const selector = (extra: readonly string[] = []) => {
    const all = [...scope, ...extra];
    return all.length > 0 ? `${stream.name}{${all.join(',')}}` : stream.name;
  };
  const [, amount = '5', unit = 'm'] = WINDOW.exec(words) ?? [];
  const window = `[${amount}${unit[0]?.toLowerCase()}]`;
  const group = groupOf(words, target);
  const by = group === null ? '' : ` by (${group})`;
  const isCounter = /counter/i.test(schema.metricType ?? '') || /_total$|_count$|_sum$/.test(stream.name);
  const wantsErrors = /\b(errors?|failures?|failed|failing|5xx)\b/i.test(words);
  const failing = status ? [`${status.name}=~"5.."`] : null;

  if (/histogram/i.test(schema.metricType ?? '') || /_bucket$/.test(stream.name)) {
    const percent = /\bp(\d{2})\b|\b(\d{2})(?:th)?\s*percentile/i.exec(words);
    const share = Number(percent?.[1] ?? percent?.[2] ?? 95) / 100;
    const inner = group === null ? 'le' : `le, ${group}`;
    return `histogram_quantile(${share}, sum by (${inner}) (rate(${selector()}${window})))`;
  }
  if (isCounter) {
    const isRatio = wantsErrors && /\b(ratio|rate|percent(?:age)?|share|%)\b/i.test(words);
    if (isRatio && failing)
      return `sum${by} (rate(${selector(failing)}${window})) / sum${by} (rate(${selector()}${window}))`;
    const extra = wantsErrors && failing ? failing : [];
    const grows = /\b(total|how many|number of|count)\b/i.test(words) ? 'increase' : 'rate';
    return `sum${by} (${grows}(${selector(extra)}${window}))`;
  }
  const aggregate = /\b(max(?:imum)?|highest|peak|worst)\b/i.test(words)
    ? 'max'
    : /\b(min(?:imum)?|lowest)\b/i.test(words)
      ? 'min'
      : /\b(sum|total)\b/i.test(words)
        ? 'sum'
        : /\b(avg|average|mean)\b/i.test(words) || group !== null
          ? 'avg'
          : null;
  return aggregate === null ? selector() : `${aggregate}${by} (${selector()})`;
}
