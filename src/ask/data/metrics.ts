import type { MetricEntry, MetricKind } from './dictionary.ts';
import { partsOf } from './fields/name-parts.ts';
import type { ListedStream } from './source.ts';
import { unitOfMetadata, unitOfName } from './fields/units.ts';

/** Columns of a stream of metrics that are no labels. */
const NO_LABELS: ReadonlySet<string> = new Set([
  '_timestamp',
  '__name__',
  '__hash__',
  '__type__',
  'value',
  'exemplars',
  'flag',
  'flags',
  'is_monotonic',
  'aggregation_temporality',
  'start_time',
  'trace_id',
  'span_id',
]);

const KINDS: ReadonlySet<string> = new Set([
  'counter',
  'gauge',
  'histogram',
  'summary',
] satisfies MetricKind[]);
const PART = /^(.+)_(bucket|sum|count)$/;

/** Whether a field of a metric is a label, and no value or bookkeeping. */
export const isLabel = (field: string) => !NO_LABELS.has(field);

function kindOf(stored: string, name: string): MetricKind {
  const kind = stored.toLowerCase();
  if (KINDS.has(kind)) return kind as MetricKind;
  return /_total$/.test(name) ? 'counter' : 'unknown';
}

/** What a stream of metrics measures. `names` are those of all such streams: three of them make up a histogram. */
export function metricEntry(stream: ListedStream, names: ReadonlySet<string>): MetricEntry {
  const { name, metric, fields } = stream;
  const [, base, part] = PART.exec(name) ?? [];
  const family = base !== undefined && names.has(`${base}_bucket`) ? base : null;
  const labels = (fields ?? []).map((field) => field.name).filter(isLabel);
  const unit = unitOfMetadata(metric?.unit ?? '');
  return {
    kind: family === null ? kindOf(metric?.type ?? '', name) : 'histogram',
    unit: unit ?? unitOfName(partsOf((family ?? name).replace(/_total$/, ''))),
    help: metric?.help ?? '',
    family,
    part: family === null ? null : (part as MetricEntry['part']),
    labels,
  };
}
