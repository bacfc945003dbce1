import type { TimeContext } from '../../../call/arguments/times.ts';
import type { Dictionary, StreamEntry } from '../../data/dictionary.ts';
import { readRecords } from '../read/read-records.ts';
import type { Reading } from '../read/reading.ts';
import { isContentWord, type ParsedQuestion, parseQuestion } from '../parse/parse-question.ts';
import { streamView } from '../link/stream-view.ts';
import { readMetric } from '../read/read-metric.ts';
import { linksOf } from '../link/link-words.ts';

/** Streams whose values are looked up for one question. */
const MOST_STREAMS = 9;

/** A request with the ways to read it, the best first. */
export interface QuestionReadings {
  readonly parsed: ParsedQuestion;
  readonly readings: readonly Reading[];
}

/** How many of the content words the names of a stream and its fields explain. */
function nameScore(asked: ParsedQuestion, entry: StreamEntry): number {
  const view = streamView(entry);
  return asked.words
    .filter((word) => isContentWord(asked, word))
    .reduce((sum, word) => sum + (linksOf([word], view, asked.language)[0]?.score ?? 0), 0);
}

/** Streams that a request may be about, with their fields and values. */
async function candidates(asked: ParsedQuestion, dictionary: Dictionary): Promise<readonly StreamEntry[]> {
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
export async function findReadings(
  request: string,
  dictionary: Dictionary,
  context: TimeContext,
): Promise<QuestionReadings> {
  const asked = parseQuestion(request, context);
  const entries = await candidates(asked, dictionary);
  const readings = entries
    .flatMap((entry) =>
      entry.type === 'metrics'
        ? (readMetric(asked, streamView(entry), context) ?? [])
        : (readRecords(asked, streamView(entry), context) ?? []),
    )
    .sort((a, b) => b.score - a.score);
  return { parsed: asked, readings };
}
