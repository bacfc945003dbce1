import { setImmediate as pause } from 'node:timers/promises';
import type { TimeContext } from '../../../call/arguments/times.ts';
import type { Dictionary, StreamEntry } from '../../data/dictionary.ts';
import { readRecords } from '../read/read-records.ts';
import type { Reading } from '../read/reading.ts';
import { isContentWord, type ParsedQuestion } from '../parse/parse-question.ts';
import { type StreamView, streamViewInSteps } from '../link/stream-view.ts';
import { readMetric } from '../read/read-metric.ts';
import { linksOf } from '../link/link-words.ts';

/** Streams whose values are looked up for one question. */
const MOST_STREAMS = 9;
const MOST_METRICS = 3;
const LEAST_NAMED = 0.4;
/** What speaks for a counter whose label holds what is asked for. */
const CLASS = 0.8;

/** How many of the content words the names of a stream and its fields explain. */
function nameScore(asked: ParsedQuestion, view: StreamView): number {
  return asked.words
    .filter((word) => isContentWord(asked, word))
    .reduce((sum, word) => sum + (linksOf([word], view, asked.language)[0]?.score ?? 0), 0);
}

/** A counter by the class or code of a status, where such a class is asked for. */
const countsClass = ({ words }: ParsedQuestion, { metric }: StreamEntry) =>
  metric?.kind === 'counter' &&
  words.some(({ kind }) => kind === 'status class') &&
  metric.labels.some((label) => /(?:^|_)(?:code|status|class)(?:_|$)/.test(label));

/** Streams that a request may be about, with their fields and values. */
async function candidates(asked: ParsedQuestion, dictionary: Dictionary): Promise<readonly StreamEntry[]> {
  const all = await dictionary.streams();
  const usable = all.filter(
    ({ metric }) => (metric?.part !== 'sum' && metric?.part !== 'count') || metric.family === null,
  );
  const scored: Array<{ readonly entry: StreamEntry; readonly score: number }> = [];
  for (const entry of usable) {
    await pause();
    const score =
      nameScore(asked, await streamViewInSteps(entry)) +
      (entry.type === 'metrics' ? -0.3 : 0) +
      (countsClass(asked, entry) ? CLASS : 0) +
      (entry.type === 'logs' ? Math.log10(1 + (entry.records ?? 0)) / 50 : 0);
    scored.push({ entry, score });
  }
  const ranked = scored.sort((a, b) => b.score - a.score).slice(0, 40);
  // Metrics are many: those that the words do not name must not push out what may be in logs.
  const metrics = ranked
    .filter(({ entry, score }, at) => entry.type === 'metrics' && (score >= LEAST_NAMED || at === 0))
    .slice(0, MOST_METRICS);
  // What is known already costs no read: others can be looked up in its place.
  let unknown = 0;
  const others = ranked.filter(({ entry }) => {
    if (entry.type === 'metrics') return false;
    if (!entry.hasValues) unknown += 1;
    return unknown <= MOST_STREAMS - metrics.length;
  });
  const isWanted = (each: (typeof ranked)[number]) => metrics.includes(each) || others.includes(each);
  const detailed = await dictionary.detailed(ranked.filter(isWanted).map(({ entry }) => entry));
  const rest = ranked.filter((each) => !isWanted(each)).map(({ entry }) => entry);
  return [...detailed, ...rest];
}

/** What speaks against another stream than the one whose whole name the words give, such as `nginx_access`. */
const OTHER_STREAM = 0.2;
const NAME_OF_PARTS = /[\p{L}\p{N}][_-][\p{L}\p{N}]/u;

/** Streams whose names of several parts stand in the words as they are. */
function statedStreams({ words }: ParsedQuestion, entries: readonly StreamEntry[]): ReadonlySet<string> {
  const said = new Set(words.map(({ text }) => text.toLowerCase()));
  return new Set(
    entries
      .map(({ name }) => name)
      .filter((name) => NAME_OF_PARTS.test(name) && said.has(name.toLowerCase())),
  );
}

/** What speaks against a stream where another one is called after a word for records, such as "samples". */
const OTHER_RECORDS = 0.1;
const PLURAL = /[^s]s$/;

/** The word for records in general that a reading takes as the name of its stream; null for none. */
function recordsNamed(asked: ParsedQuestion, { noun, entry }: Reading): number | null {
  const word = noun === null ? undefined : asked.words[noun.to];
  return entry.type === 'logs' && word && !isContentWord(asked, word) && PLURAL.test(word.folded)
    ? word.index
    : null;
}

/** Readings with those marked down that leave unread what another stream is called after. */
function withRecordsNamed(asked: ParsedQuestion, readings: readonly Reading[]): readonly Reading[] {
  const named = new Set(readings.flatMap((each) => recordsNamed(asked, each) ?? []));
  const isOther = (each: Reading) => named.size > 0 && recordsNamed(asked, each) === null;
  return readings.map((each) => (isOther(each) ? { ...each, score: each.score - OTHER_RECORDS } : each));
}

/** The ways to read a question over all streams that it may be about, the best first. */
export async function findReadings(
  asked: ParsedQuestion,
  dictionary: Dictionary,
  context: TimeContext,
): Promise<readonly Reading[]> {
  const entries = await candidates(asked, dictionary);
  const readings: Reading[] = [];
  for (const entry of entries) {
    await pause();
    const read = entry.type === 'metrics' ? readMetric : readRecords;
    readings.push(...[read(asked, await streamViewInSteps(entry), context) ?? []].flat());
  }
  const stated = statedStreams(asked, entries);
  return withRecordsNamed(asked, readings)
    .map((each) =>
      stated.size === 0 || stated.has(each.entry.name) ? each : { ...each, score: each.score - OTHER_STREAM },
    )
    .sort((a, b) => b.score - a.score);
}
