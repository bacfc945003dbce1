import { findStreams } from '../data/find-stream.ts';
import { type FoundTarget, findTarget } from '../data/target.ts';
import type { Stream, StreamType, Telemetry } from '../data/telemetry.ts';
import type { TimeRange } from '../../call/arguments/times.ts';
import { findMetrics } from './metric-names.ts';

const TYPES: readonly StreamType[] = ['logs', 'metrics', 'traces'];
const OF_TRACES = /\b(?:traces?|spans?)\b/i;
const OF_SPANS = /\b(?:traces?|spans?|exceed\w*)\b/gi;
/** What hosts measure of themselves. */
const OF_METRICS = /\b(?:cpu|memory|ram|disk|load|network|bandwidth|metrics?|gauge|queue|lag)\b/i;

/** What services count of themselves: only as a rate, because logs have requests too. */
const OF_RATES =
  /\b(?:requests? rate|rate of (?:the )?requests|throughput|requests? (?:per|a) second|rps|qps)\b/i;

const isSaid = ({ name }: Stream, words: string) =>
  /[_\d-]/.test(name) &&
  new RegExp(`(?<![\\w-])${name.replaceAll(/[^\w]/g, '\\$&')}(?![\\w-])`, 'i').test(words);

/** The kind of stream that an alert is to watch: that of a stream that is named, else the one that the words speak of. */
async function typeOf(words: string, stated: unknown, telemetry: Telemetry): Promise<StreamType> {
  const byType = await Promise.all(TYPES.map((type) => telemetry.streams(type)));
  const [logs = [], metrics = []] = byType;
  const named = (test: (stream: Stream) => boolean) => TYPES.find((_, index) => byType[index]?.some(test));
  if (typeof stated === 'string' && stated !== '') {
    const type = named(({ name }) => name.toLowerCase() === stated.toLowerCase());
    if (type) return type;
  }
  const exact = named((stream) => isSaid(stream, words));
  if (exact) return exact;
  if (OF_TRACES.test(words)) return 'traces';
  if (
    (OF_METRICS.test(words) || OF_RATES.test(words)) &&
    findMetrics(words, metrics).length > 0 &&
    findStreams(words, logs).by !== 'name'
  )
    return 'metrics';
  return 'logs';
}

/** The stream that an alert is to watch. `given` may be a word that was taken for one: it counts where it is a stream. */
export async function alertTarget(
  words: string,
  given: unknown,
  range: TimeRange,
  telemetry: Telemetry,
): Promise<FoundTarget> {
  const all = (await Promise.all(TYPES.map((each) => telemetry.streams(each)))).flat();
  const exists = all.some(({ name }) => name === given);
  const stated = exists || !all.some((stream) => isSaid(stream, words)) ? given : undefined;
  const type = await typeOf(words, stated, telemetry);
  if (type === 'traces') return findTarget(words.replaceAll(OF_SPANS, ' '), stated, type, range, telemetry);
  if (type !== 'metrics') return findTarget(words, stated, type, range, telemetry);
  const metrics = await telemetry.streams('metrics');
  const [first, second] = findMetrics(words, metrics);
  const only = first && !second && typeof stated !== 'string' ? first.name : stated;
  return findTarget(words, only, type, range, telemetry);
}
