import { findStreams } from '../data/find-stream.ts';
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
