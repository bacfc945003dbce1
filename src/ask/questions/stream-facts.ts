import type { Dictionary, StreamEntry } from '../data/dictionary.ts';
import type { DataRow } from '../data/source.ts';
import { numberText, valueText } from './answers/numbers.ts';
import { linksOf } from './link/link-words.ts';
import { isContentWord, type ParsedQuestion } from './parse/parse-question.ts';
import { streamView } from './link/stream-view.ts';

/** An answer from what is known of streams themselves: their size, age, retention and fields. */
export interface StreamFacts {
  readonly headline: string;
  readonly rows: readonly DataRow[];
}

const MOST_NAMED = 6;

/** Streams that the words name, the best first. */
function namedStreams(
  { words, language, taken }: ParsedQuestion,
  streams: readonly StreamEntry[],
): StreamEntry[] {
  const content = words.filter((word) => isContentWord({ taken }, word));
  const scored = streams.map((entry) => {
    const view = streamView(entry);
    const scores = content.map(
      (word) => linksOf([word], view, language).find(({ kind }) => kind === 'stream')?.score ?? 0,
    );
    return { entry, score: Math.max(0, ...scores.filter((score) => score > 0.5)) };
  });
  const best = Math.max(0, ...scored.map(({ score }) => score));
  return best < 0.7 ? [] : scored.filter(({ score }) => score >= best - 0.02).map(({ entry }) => entry);
}

const sizeText = (bytes: number) => valueText(bytes, 'bytes');
const dayText = ({ retentionDays }: StreamEntry) =>
  retentionDays === null ? 'as long as the organization’s default says' : `${retentionDays} days`;

const rowOf = ({ name, type, records, sizeBytes, retentionDays, firstUs, lastUs }: StreamEntry): DataRow => ({
  stream: name,
  type,
  records,
  size_bytes: sizeBytes,
  retention_days: retentionDays,
  first: firstUs === null ? null : new Date(firstUs / 1e3).toISOString(),
  last: lastUs === null ? null : new Date(lastUs / 1e3).toISOString(),
});

const isStreamWord = (word: string) => /^(streams?|datenstrom|datenstrome|flux|flujos?|fluxos?)$/.test(word);

/** The facts that a request asks for; null where it asks for something else. */
export async function streamFacts(
  parsed: ParsedQuestion,
  dictionary: Dictionary,
): Promise<StreamFacts | null> {
  const saysStream = parsed.words.some(
    ({ folded, index }) => !parsed.taken.has(index) && isStreamWord(folded),
  );
  const wantsRetention = parsed.has('retention');
  const wantsStorage = parsed.has('storage') && (saysStream || parsed.has('how much') || parsed.has('which'));
  const wantsSize = saysStream && (parsed.superlative !== null || parsed.has('count') || parsed.has('each'));
  const wantsFields =
    parsed.has('fields') && (parsed.has('which') || parsed.has('show')) && parsed.measures.length === 0;
  if (parsed.times.length > 0 || parsed.conditions.length > 0) return null;
  if (!wantsRetention && !wantsStorage && !wantsSize && !wantsFields) return null;
  const streams = await dictionary.streams();
  const named = namedStreams(parsed, streams);
  // Anything else that is said is a question about the records.
  const isOnlyStreams = parsed.words
    .filter(
      (word) =>
        isContentWord(parsed, word) &&
        !isStreamWord(word.folded) &&
        !/^(size|data|disk|organization|openobserve)$/.test(word.folded),
    )
    .every((word) =>
      streams.some((entry) =>
        linksOf([word], streamView(entry), parsed.language).some(
          ({ kind, score }) => kind === 'stream' && score > 0.45,
        ),
      ),
    );
  if (!isOnlyStreams) return null;
  if (wantsFields) {
    const [stream] = await dictionary.detailed(named.slice(0, 1));
    if (!stream?.fields) return null;
    const rows = stream.fields.map(({ name, type, roles, unit }) => ({
      field: name,
      type,
      about: roles[0] ?? null,
      unit,
    }));
    return {
      headline: `${stream.name} has ${rows.length} fields: ${rows
        .slice(0, 20)
        .map(({ field }) => field)
        .join(', ')}`,
      rows,
    };
  }
  if (wantsRetention) {
    const chosen = named.length > 0 ? named : streams;
    const parts = chosen.slice(0, MOST_NAMED).map((entry) => `${entry.name}: ${dayText(entry)}`);
    return { headline: `Records are kept: ${parts.join(', ')}`, rows: chosen.map(rowOf) };
  }
  const logs = parsed.words.some(({ folded }) => folded === 'log' || folded === 'logs')
    ? streams.filter(({ type }) => type === 'logs')
    : streams;
  const byRecords = parsed.has('records') || parsed.has('count');
  const sizeOf = ({ records, sizeBytes }: StreamEntry) => (byRecords ? (records ?? 0) : sizeBytes);
  const sorted = [...(named.length > 0 && !saysStream ? named : logs)].sort((a, b) => sizeOf(b) - sizeOf(a));
  if (parsed.superlative?.descending === false) sorted.reverse();
  const shown = (entry: StreamEntry) =>
    `${entry.name} ${byRecords ? numberText(entry.records ?? 0) : sizeText(entry.sizeBytes)}`;
  const total = sorted.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  const list = sorted.slice(0, MOST_NAMED).map(shown).join(', ');
  return {
    headline: `${sorted.length} streams hold ${sizeText(total)} in storage: ${list}`,
    rows: sorted.map(rowOf),
  };
}
