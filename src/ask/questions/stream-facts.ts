import { isListRequest } from './parse/list-requests.ts';
import type { Dictionary, StreamEntry } from '../data/dictionary.ts';
import type { DataRow } from '../data/source.ts';
import { fold } from '../language/word-forms.ts';
import { hasTag, type TaggedWord } from '../language/tagged-words.ts';
import { numberText, valueText } from './answers/numbers.ts';
import { isHeldWord } from './read/row-words.ts';
import { linksOf } from './link/link-words.ts';
import { streamView } from './link/stream-view.ts';
import { isContentWord, type ParsedQuestion } from './parse/parse-question.ts';

/** An answer from what is known of streams themselves: their size, age, retention and fields. */
export interface StreamFacts {
  readonly headline: string;
  readonly rows: readonly DataRow[];
}

const MOST_NAMED = 6;
/** Words that ask for the size of what they name, in six languages. */
const HOW_BIG =
  /^(?:and |so )?(?:how (?:big|large)|wie gro(?:ss|ß)|quelle (?:est la )?taille|que tan grande|cuanto ocupa|qual o tamanho|quanto ocupa)\b|^(?:what is the |whats the )?size of\b|多大/;

const HOW_MUCH = /^(?:how much|wie ?viel|combien|cuanto|quanto|多少)/;

/** Words that ask how far back streams go. */
const HOW_OLD =
  /^(?:and |so )?(?:how (?:old|far back)|how fresh|how recent)\b|^(?:what is the |whats the )?(?:age of|oldest (?:data|logs?|records?))\b/;

/** Words that ask what a stream is, in six languages. */
const ABOUT =
  /^(?:describe|tell me about|what(?: data)? is in|whats in|what do (?:you|we) know about|info(?:rmation)? (?:about|on)|(?:stream )?details (?:of|about|for)|beschreibe|decris|descreve)\b|^描述/;

const momentText = (us: number) => new Date(us / 1e3).toISOString();

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

/** Streams that are named in turn: "in the orders log and in payments". Empty where it is one at most. */
function listedStreams(parsed: ParsedQuestion, streams: readonly StreamEntry[]): StreamEntry[] {
  const runs: TaggedWord[][] = [[]];
  for (const word of parsed.words) {
    if (hasTag(word, 'and', 'or')) runs.push([]);
    else if (isContentWord(parsed, word) && !isAside(word.folded)) runs.at(-1)?.push(word);
  }
  const named = runs
    .filter((run) => run.length > 0)
    .map((run) => {
      const scored = streams.map((entry) => {
        const view = streamView(entry);
        const scores = run.map(
          (word) => linksOf([word], view, parsed.language).find(({ kind }) => kind === 'stream')?.score ?? 0,
        );
        const whole = run.length > 1 ? linksOf(run, view, parsed.language) : [];
        const full = whole.find(({ kind }) => kind === 'stream')?.score ?? 0;
        return { entry, score: Math.max(full, scores.reduce((sum, score) => sum + score, 0) / run.length) };
      });
      return scored.reduce((best, each) => (each.score > best.score ? each : best));
    });
  const found = [...new Set(named.map(({ entry }) => entry))];
  return found.length > 1 && named.every(({ score }) => score >= LEAST_NAMED) ? found : [];
}

const LEAST_NAMED = 0.7;

/** Words about sizes of streams beside their names. */
const isAside = (word: string) =>
  isStreamWord(word) ||
  isHeldWord(word) ||
  /^(size|data|disk|organization|openobserve|info|information|details?|describe|about|know|tell|counted|measured|rows|volume|total|use[sd]?|using|takes?|taken|needs?|occup(?:y|ies|ied)|consumed?)$/.test(
    word,
  );

const METRIC = /^(?:metrics?|metriken?|metriques?|metricas?|指标)$/;

/** Whether all that is asked is which metrics there are. */
function wantsMetrics(parsed: ParsedQuestion): boolean {
  const content = parsed.words.filter((word) => isContentWord(parsed, word));
  return (
    content.length > 0 &&
    content.every(({ forms, folded }) => METRIC.test(forms[0] ?? folded)) &&
    parsed.measures.length === 0 &&
    parsed.superlative === null &&
    (parsed.has('show') || parsed.has('which') || parsed.has('values') || isListRequest(parsed))
  );
}

/** The metrics by family, with what kind each is. */
function metricFacts(streams: readonly StreamEntry[]): StreamFacts {
  const metrics = streams.filter(({ metric }) => metric !== undefined);
  const families = new Map(metrics.map(({ name, metric }) => [metric?.family ?? name, metric]));
  const rows = [...families].map(([name, metric]) => ({
    metric: name,
    kind: metric?.kind ?? null,
    unit: metric?.unit ?? null,
    labels: (metric?.labels ?? []).join(', '),
    help: metric?.help ?? '',
  }));
  const list = rows.slice(0, MOST_NAMED).map(({ metric, kind }) => `${metric} (${kind})`);
  const more = rows.length > list.length ? `, and ${rows.length - list.length} more` : '';
  return { headline: `${rows.length} metrics: ${list.join(', ')}${more}`, rows };
}

const sizeText = (bytes: number) => valueText(bytes, 'bytes');
const sizesText = ({ name, records, sizeBytes }: StreamEntry) =>
  `${name} holds ${records === null ? 'no records yet' : `${numberText(records)} records`}, ${sizeText(sizeBytes)} in storage`;
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

const saysOneStream = ({ words, taken }: ParsedQuestion) =>
  words.some(
    ({ folded, index }) => !taken.has(index) && /^(?:stream|datenstrom|flux|flujo|fluxo)$/.test(folded),
  );

/** What a stream holds: its records, time, size, retention and fields. */
function aboutText(entry: StreamEntry): string {
  const { name, type, records, sizeBytes, firstUs, lastUs, fields } = entry;
  const count = records === null ? 'no records counted yet' : `${numberText(records)} records`;
  const times =
    firstUs === null || lastUs === null ? '' : ` from ${momentText(firstUs)} to ${momentText(lastUs)}`;
  const names = (fields ?? []).slice(0, 20).map((field) => field.name);
  const more = (fields?.length ?? 0) > names.length ? ', ...' : '';
  return `${name} (${type}): ${count}${times}, ${sizeText(sizeBytes)} in storage, kept ${dayText(entry)}${names.length === 0 ? '' : `; ${fields?.length} fields: ${names.join(', ')}${more}`}`;
}

/** The facts that a request asks for; null where it asks for something else. */
export async function streamFacts(
  parsed: ParsedQuestion,
  dictionary: Dictionary,
): Promise<StreamFacts | null> {
  const saysStream = parsed.words.some(
    ({ folded, index }) => !parsed.taken.has(index) && isStreamWord(folded),
  );
  const wantsRetention = parsed.has('retention') && !parsed.has('count');
  const wantsStorage =
    parsed.has('storage') &&
    (saysStream || parsed.has('how much') || parsed.has('which') || HOW_MUCH.test(fold(parsed.request)));
  const saysLogs =
    parsed.has('which') &&
    ['largest', 'smallest', 'most', 'least', 'busiest'].includes(parsed.superlative?.tag ?? '') &&
    parsed.words.some(({ folded }) => /^(logs?|datasets?|tables?)$/.test(folded));
  const wantsCounts = parsed.has('records') && (parsed.has('count') || parsed.has('how much'));
  const saysRecords = parsed.words.some(({ folded }) => /^(records|rows|entries|lines)$/.test(folded));
  const isHowBig = HOW_BIG.test(fold(parsed.request));
  const wantsSize =
    isHowBig ||
    saysLogs ||
    // "how big is the audit log, in records"
    (wantsCounts && parsed.has('how much')) ||
    (saysStream && (parsed.superlative !== null || parsed.has('count') || parsed.has('each')));
  const wantsFields =
    parsed.has('fields') && (parsed.has('which') || parsed.has('show')) && parsed.measures.length === 0;
  if (parsed.times.length > 0 || parsed.conditions.length > 0) return null;
  if (wantsMetrics(parsed)) return metricFacts(await dictionary.streams());
  const wantsAge = HOW_OLD.test(fold(parsed.request));
  const isShown = saysStream && parsed.has('show') && parsed.superlative === null;
  const wantsAbout = ABOUT.test(fold(parsed.request)) || isShown;
  const wantsOne = wantsRetention || wantsStorage || wantsSize || wantsFields || wantsCounts || wantsAge;
  if (!wantsOne && !wantsAbout) return null;
  const streams = await dictionary.streams();
  const listed = wantsCounts ? listedStreams(parsed, streams) : [];
  if (listed.length > 0 && listed.every(({ records }) => records !== null)) {
    const parts = listed.map((entry) => `${entry.name} ${numberText(entry.records ?? 0)}`);
    return { headline: `Records: ${parts.join(', ')}`, rows: listed.map(rowOf) };
  }
  if (wantsCounts && !wantsRetention && !wantsStorage && !wantsSize && !wantsFields) return null;
  const named = namedStreams(parsed, streams);
  // Anything else that is said is a question about the records.
  const isOnlyStreams = parsed.words
    .filter(
      (word) => isContentWord(parsed, word) && !isAside(word.folded) && !hasTag(word, 'retention', 'storage'),
    )
    .every((word) =>
      streams.some(
        (entry) =>
          (entry.type !== 'metrics' || saysStream) &&
          linksOf([word], streamView(entry), parsed.language).some(
            ({ kind, score }) => kind === 'stream' && score > 0.45,
          ),
      ),
    );
  if (!isOnlyStreams) return null;
  if (isHowBig && !saysRecords) {
    const isLog = parsed.words.some(
      ({ folded }) => /^(?:logs?|tables?|index)$/.test(folded) || isStreamWord(folded),
    );
    const own = isLog
      ? named
      : named.filter(({ name }) =>
          parsed.words.some(({ text }) => text.toLowerCase() === name.toLowerCase()),
        );
    if (own.length === 0) return null;
    const parts = own.slice(0, MOST_NAMED).map(sizesText);
    return { headline: parts.join('; '), rows: own.map(rowOf) };
  }
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
  if (!wantsOne) {
    const [stream] = await dictionary.detailed(named.slice(0, 1));
    return stream === undefined ? null : { headline: aboutText(stream), rows: [rowOf(stream)] };
  }
  if (wantsAge && !wantsRetention) {
    const ofType = named.length > 0 ? named : streams.filter(({ type }) => type === 'logs');
    const chosen = ofType.filter(({ firstUs, lastUs }) => firstUs !== null && lastUs !== null);
    if (chosen.length === 0) return null;
    const parts = chosen
      .slice(0, MOST_NAMED)
      .map(
        ({ name, firstUs, lastUs }) => `${name} ${momentText(firstUs ?? 0)} to ${momentText(lastUs ?? 0)}`,
      );
    return { headline: `First and last record: ${parts.join(', ')}`, rows: chosen.map(rowOf) };
  }
  if (wantsRetention) {
    const chosen = named.length > 0 ? named : streams;
    const parts = chosen.slice(0, MOST_NAMED).map((entry) => `${entry.name}: ${dayText(entry)}`);
    return { headline: `Records are kept: ${parts.join(', ')}`, rows: chosen.map(rowOf) };
  }
  // "the X stream": that one alone.
  const isOfOne =
    named.length > 0 && parsed.superlative === null && !parsed.has('each') && saysOneStream(parsed);
  if (isOfOne) return { headline: named.map(sizesText).join('; '), rows: named.map(rowOf) };
  const logs = parsed.words.some(({ folded }) => folded === 'log' || folded === 'logs')
    ? streams.filter(({ type }) => type === 'logs')
    : streams;
  const byRecords = parsed.has('count') || saysRecords;
  const sizeOf = ({ records, sizeBytes }: StreamEntry) => (byRecords ? (records ?? 0) : sizeBytes);
  const sorted = [...(named.length > 0 && !saysStream && !saysLogs ? named : logs)].sort(
    (a, b) => sizeOf(b) - sizeOf(a),
  );
  if (parsed.superlative?.descending === false) sorted.reverse();
  const shown = (entry: StreamEntry) =>
    `${entry.name} ${byRecords ? numberText(entry.records ?? 0) : sizeText(entry.sizeBytes)}`;
  const total = sorted.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  const list = sorted.slice(0, MOST_NAMED).map(shown).join(', ');
  return {
    headline: `${sorted.length} ${sorted.length === 1 ? 'stream holds' : 'streams hold'} ${sizeText(total)} in storage: ${list}`,
    rows: sorted.map(rowOf),
  };
}
