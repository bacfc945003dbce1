import type { TimeContext } from '../../../call/arguments/times.ts';
import type { Dictionary, StreamEntry } from '../../data/dictionary.ts';
import { readRecords } from '../read/read-records.ts';
import type { Reading } from '../read/reading.ts';
import { isContent, type Sketch, sketch } from '../sketch/sketch.ts';
import { viewFor } from '../link/stream-view.ts';
import { readMetric } from '../read/read-metric.ts';
import { linksOf } from '../link/link.ts';

/** Streams whose values are looked up for one question. */
const MOST_STREAMS = 9;

/** A request with the ways to read it, the best first. */
export interface Understood {
  readonly sketch: Sketch;
  readonly readings: readonly Reading[];
}

/** How many of the content words the names of a stream and its fields explain. */
function nameScore(asked: Sketch, entry: StreamEntry): number {
  const view = viewFor(entry);
  return asked.words
    .filter((word) => isContent(asked, word))
    .reduce((sum, word) => sum + (linksOf([word], view, asked.language)[0]?.score ?? 0), 0);
}

/** Streams that a request may be about, with their fields and values. */
async function candidates(asked: Sketch, dictionary: Dictionary): Promise<readonly StreamEntry[]> {
  const all = await dictionary.streams();
  const usable = all.filter(
    ({ metric }) => (metric?.part !== 'sum' && metric?.part !== 'count') || metric.family === null,
  );
  const ranked = usable
    .map((entry) => ({
      entry,
      score:
        nameScore(asked, entry) +
        (entry.type === 'metrics' ? -0.3 : 0) +
        (entry.type === 'logs' ? Math.log10(1 + (entry.records ?? 0)) / 50 : 0),
    }))
    .sort((a, b) => b.score - a.score)
    .slice(0, 40)
    .map(({ entry }) => entry);
  const metrics = ranked.filter(({ type }) => type === 'metrics').slice(0, 4);
  const others = ranked.filter(({ type }) => type !== 'metrics');
  const wanted = ranked
    .filter(
      (entry) => others.slice(0, MOST_STREAMS - 1).includes(entry) || metrics.slice(0, 3).includes(entry),
    )
    .slice(0, MOST_STREAMS);
  const detailed = await dictionary.detailed(wanted);
  const rest = ranked.filter((entry) => !wanted.includes(entry));
  return [...detailed, ...rest];
}

/** Read a request over all streams that it may be about. */
export async function understand(
  request: string,
  dictionary: Dictionary,
  context: TimeContext,
): Promise<Understood> {
  const asked = sketch(request, context);
  const entries = await candidates(asked, dictionary);
  const readings = entries
    .flatMap((entry) =>
      entry.type === 'metrics'
        ? (readMetric(asked, viewFor(entry), context) ?? [])
        : (readRecords(asked, viewFor(entry), context) ?? []),
    )
    .sort((a, b) => b.score - a.score);
  return { sketch: asked, readings };
}
