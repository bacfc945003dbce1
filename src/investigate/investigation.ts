import type { Dictionary, StreamEntry } from '../ask/data/dictionary.ts';
import type { DataSource } from '../ask/data/source.ts';
import { type Affected, affectedBy, withPeople } from './affected.ts';
import { likelyEvents, readEvents } from './reading/event-findings.ts';
import type { NearEvent } from './detection/events.ts';
import { type FailureKinds, failureKinds } from './reading/failure-kinds.ts';
import type { Finding } from './reading/findings.ts';
import { bucketsSql, countedBuckets, type Periods } from './reading/log-queries.ts';
import { metricFindings } from './reading/metric-findings.ts';
import { type Evidence, onsetOf, scoreOf } from './detection/ranking.ts';
import type { Reads } from './reading/reads.ts';
import { readPairs } from './reading/pair-findings.ts';
import { readMessages, readValues, type StreamReading } from './reading/stream-reading.ts';
import { type NamedService, namedServices } from './named-services.ts';
import { operationDifferences } from './detection/trace-differences.ts';
import { seriesShifts } from './reading/stream-series.ts';
import { type TimeTaken, timeTaken } from './reading/trace-findings.ts';

/** What an investigation is asked for. */
export interface InvestigationRequest {
  /** Words that say what it is about; null for everything. */
  readonly about: string | null;
  readonly periods: Periods;
}

/** A finding with its rank; the highest score comes first. */
export interface RankedFinding extends Finding {
  readonly score: number;
}

/** What an investigation found. */
export interface Investigation {
  readonly periods: Periods;
  /** The part of the window that values are counted in: from the onset, where messages and metrics tell it. */
  readonly focus: Periods;
  /** Whether anything failed, got slower or fell silent that was not so before. */
  readonly isUnusual: boolean;
  /** Microseconds since the epoch; null where nothing tells. */
  readonly onsetUs: number | null;
  /** Null while it lasts, and where nothing tells. */
  readonly endUs: number | null;
  /** Best first. */
  readonly findings: readonly RankedFinding[];
  /** Before the onset. */
  readonly events: readonly NearEvent[];
  /** Before the end, which may have brought it about; empty while it lasts. */
  readonly endEvents: readonly NearEvent[];
  readonly affected: readonly Affected[];
  /** What fails in the streams of the best findings. */
  readonly failing: readonly FailureKinds[];
  readonly services: ReadonlyArray<{ readonly service: string; readonly bad: number }>;
  readonly timeTaken: TimeTaken | null;
  /** Services that the words name, else streams. */
  readonly named: readonly NamedService[];
  /** No stream, field, value or message has a name that the words hold. */
  readonly isUnknown: boolean;
  readonly about: string | null;
  /** Streams that were read, and what was not read with the reason. */
  readonly lookedAt: readonly string[];
}

/** What an investigation reads from, and where it reports progress. */
export interface InvestigationContext {
  readonly dictionary: Dictionary;
  readonly source: DataSource;
  readonly reads: Reads;
  readonly onProgress?: (message: string, done: number, total: number) => void;
}

const MOST_LOGS = 9;
const MOST_TRACES = 2;
const MOST_METRICS = 8;
const MOST_FAILING = 2;
const STAGES = 5;
const LEAST_SCORE = 0.12;
const LEAST_BAD_SCORE = 0.2;
const MINUTE_US = 60e6;
const SHORTEST_FOCUS_US = 10 * MINUTE_US;
const SURE_WEIGHT = 5;
const SAME_TIME_US = 8 * MINUTE_US;
const FEWEST_NEWCOMERS = 20;
/** Chance of an alarm where nothing happened. */
const FALSE_ALARMS = 0.001;
/** Failures of an earlier incident say little of how they usually come. */
const MOST_DISPERSION = 4;
const LEAST_EVENT_SCORE = 0.2;
/** What the words are about counts so much more. */
const RELEVANT = 1.25;

/** Streams of one type, those that the words are about first, then those with most records. */
function inOrder(
  streams: readonly StreamEntry[],
  relevant: ReadonlyMap<string, number>,
  { baselineStartUs }: Periods,
): StreamEntry[] {
  const scoreOfStream = ({ type, name }: StreamEntry) => relevant.get(`${type}/${name}`) ?? 0;
  return streams
    .filter(({ lastUs }) => lastUs === null || lastUs >= baselineStartUs)
    .toSorted((a, b) => scoreOfStream(b) - scoreOfStream(a) || (b.records ?? 0) - (a.records ?? 0));
}

const weightOf = ({ count, isBad, kind }: Finding) =>
  kind === 'metric'
    ? 2
    : kind === 'series'
      ? isBad
        ? 6
        : 2
      : Math.min(5, Math.log2(1 + count)) * (isBad ? 1.5 : 0.4);

/** Moments at which findings began that were not there before, within the window. */
function evidenceOf(findings: readonly Finding[], { startUs }: Periods): Evidence[] {
  return findings.flatMap((finding) =>
    finding.isNew && finding.firstUs !== null && finding.firstUs > startUs - 60e6 * 10
      ? [{ atUs: finding.firstUs, weight: weightOf(finding) }]
      : [],
  );
}

function rank(
  findings: readonly Finding[],
  onsetUs: number | null,
  relevant: ReadonlyMap<string, number>,
): RankedFinding[] {
  return findings
    .map((finding) => {
      const isRelevant = [...relevant.keys()].some((key) => key.endsWith(`/${finding.stream}`));
      const known = { ...finding, firstUs: finding.isNew ? finding.firstUs : null };
      const score = scoreOf(known, onsetUs) * (finding.isBad ? 1 : 0.6) * (isRelevant ? RELEVANT : 1);
      return { ...finding, score: Math.min(1, score) };
    })
    .sort((a, b) => b.score - a.score);
}

/** When most of the series that moved at the onset were back; null while they are not. */
function endOf(findings: readonly Finding[], onsetUs: number): number | null {
  const moved = findings.filter(
    ({ kind, firstUs }) =>
      (kind === 'metric' || kind === 'series') &&
      firstUs !== null &&
      Math.abs(firstUs - onsetUs) < SAME_TIME_US,
  );
  const ends = moved.map(({ lastUs }) => lastUs).filter((us) => us !== null);
  return ends.length > moved.length / 2
    ? (ends.toSorted((a, b) => a - b)[Math.floor(ends.length / 2)] as number)
    : null;
}

/** The window from the onset to the end, where messages and metrics tell them surely; else the whole window. */
function focusOf(findings: readonly Finding[], periods: Periods): Periods {
  const sure = findings.filter(({ isNew, isBad }) => isNew && isBad);
  const onsetUs = onsetOf(evidenceOf(sure, periods));
  const weight = sure.reduce((sum, finding) => sum + weightOf(finding), 0);
  if (onsetUs === null || weight < SURE_WEIGHT) return periods;
  const wholeSecond = (us: number) => Math.floor(us / 1e6) * 1e6;
  const startUs = Math.max(periods.startUs, wholeSecond(onsetUs - MINUTE_US));
  const endUs = wholeSecond(endOf(sure, onsetUs) ?? periods.endUs);
  return endUs - startUs < SHORTEST_FOCUS_US ? periods : { ...periods, startUs, endUs };
}

/**
 * Whether findings are worth an alarm: something fails, got slow or fell silent; or a metric moved when something new
 * came up that is no failure by itself.
 */
function isAlarming(
  ranked: readonly RankedFinding[],
  onsetUs: number,
  isNoChance: (finding: Finding) => boolean,
): boolean {
  const failing = ranked.filter(
    ({ isBad, score, kind }) => isBad && kind !== 'metric' && score >= LEAST_BAD_SCORE,
  );
  if (failing.some(isNoChance)) return true;
  const near = ranked.filter(
    ({ isNew, firstUs }) => isNew && firstUs !== null && Math.abs(firstUs - onsetUs) < SAME_TIME_US,
  );
  const isNewcomer = ({ kind, count }: Finding) => kind !== 'metric' && count >= FEWEST_NEWCOMERS;
  return near.some(({ kind }) => kind === 'metric') && near.some(isNewcomer);
}

/**
 * Whether a finding is no chance among all that were tested (Bonferroni), where failures of its stream come in bursts too:
 * a quasi-Poisson model divides the evidence by their dispersion.
 */
function chanceTest(readings: readonly StreamReading[]): (finding: Finding) => boolean {
  const tests = readings.reduce(
    (sum, { counted, messages, calls }) => sum + 2 * counted.values.length + messages.length + calls.length,
    1,
  );
  const dispersions = new Map(
    readings.map(({ stream, dispersion }) => [stream.name, Math.min(MOST_DISPERSION, dispersion)]),
  );
  return ({ stream, kind, probability }) => {
    const dispersion = kind === 'values' || kind === 'message' ? (dispersions.get(stream) ?? 1) : 1;
    return Math.log10(probability) / dispersion + Math.log10(tests) <= Math.log10(FALSE_ALARMS);
  };
}

/** Whether a word of a text stands in values or messages that were counted. */
function areSaid(about: string, readings: readonly StreamReading[]): boolean {
  const words = about.toLowerCase().match(/[\p{L}\p{N}_.-]{3,}/gu) ?? [];
  const said = readings.flatMap(({ counted, messages }) => [
    ...counted.values.map(({ value }) => value),
    ...messages.map(({ example }) => example),
  ]);
  return said.some((text) => words.some((word) => text.toLowerCase().includes(word)));
}

/**
 * When the rows of the best failing values rose, where nothing is new: what always failed a little fails much. Null
 * where they did not rise at one moment. One read.
 */
async function onsetOfBest(
  ranked: readonly RankedFinding[],
  readings: readonly StreamReading[],
  { baselineStartUs, endUs }: Periods,
  { source, reads }: InvestigationContext,
): Promise<number | null> {
  const best = ranked.find(({ isBad, kind, isGone }) => isBad && kind === 'values' && !isGone);
  const reading = readings.find(({ stream }) => stream.name === best?.stream);
  if (!best?.condition || !reading) return null;
  const { stream, grid } = reading;
  const rows = await reads.take(`onset in ${stream.name}`, (signal) =>
    source.search(
      {
        sql: bucketsSql(stream.name, best.condition as string, grid.stepUs),
        type: stream.type,
        startUs: Math.max(baselineStartUs, grid.startUs),
        endUs,
        size: grid.buckets + 1,
      },
      signal,
    ),
  );
  const [shift] = seriesShifts(countedBuckets(rows ?? []), grid, 1);
  return shift?.onsetUs ?? null;
}

/** Services with bad rows in the window that exceed what was usual, those with most first. */
function servicesOf(readings: readonly StreamReading[]): Array<{ service: string; bad: number }> {
  const sums = new Map<string, number>();
  for (const { counted, fields } of readings)
    for (const { field, value, nowBad, beforeBad, now, before } of counted.values) {
      if (field !== fields.service) continue;
      const excess = nowBad - (before === 0 ? 0 : (beforeBad / before) * now);
      if (excess >= 3 && excess > nowBad / 3) sums.set(value, (sums.get(value) ?? 0) + nowBad);
    }
  return [...sums].map(([service, bad]) => ({ service, bad })).sort((a, b) => b.bad - a.bad);
}

const GENERIC = /^(error|err|fail(ed|ure)?|true|false|warn(ing)?|info|\d{1,3}|ok|e|w|i|\w)$/i;

/** Names that events may mention: of services, and of what the best findings are about. */
function affectedNames(
  findings: readonly RankedFinding[],
  services: ReadonlyArray<{ service: string }>,
): Set<string> {
  const best = findings.filter(({ isBad }) => isBad).slice(0, 8);
  const fresh = findings.filter(({ isNew, kind }) => isNew && kind === 'values').slice(0, 8);
  return new Set(
    [
      ...services.slice(0, 4).map(({ service }) => service.toLowerCase()),
      ...[...best, ...fresh].flatMap(({ names }) => names),
    ].filter((name) => !GENERIC.test(name) && name.length > 1),
  );
}

/**
 * Finds what changed in a window against the time before: counts on the server, by stream, and what stands out of
 * them. Reads only. With fewer reads or less time than it needs, it tells what it found so far.
 */
export async function investigate(
  { about, periods }: InvestigationRequest,
  using: InvestigationContext,
): Promise<Investigation> {
  const { dictionary, source, reads, onProgress = () => undefined } = using;
  onProgress('Listing streams', 0, STAGES);
  const streams = (await reads.take('the list of streams', () => dictionary.streams())) ?? [];
  const relevant = new Map(
    about === null
      ? []
      : (await dictionary.relevant(about)).map(
          ({ stream, score }) => [`${stream.type}/${stream.name}`, score] as const,
        ),
  );
  const ofType = (type: StreamEntry['type']) =>
    inOrder(
      streams.filter((each) => each.type === type),
      relevant,
      periods,
    );
  const chosen = [...ofType('logs').slice(0, MOST_LOGS), ...ofType('traces').slice(0, MOST_TRACES)];

  onProgress('Grouping messages and durations, looking at metrics', 1, STAGES);
  const [spoken, shifted] = await Promise.all([
    Promise.all(chosen.map((stream) => readMessages(stream, periods, source, reads))),
    metricFindings(ofType('metrics'), MOST_METRICS, periods, source, reads),
  ]);

  onProgress('Counting values', 2, STAGES);
  const focus = focusOf([...spoken.flatMap(({ findings }) => findings), ...shifted.findings], periods);
  const readings = (
    await Promise.all(spoken.map((reading) => readValues(reading, focus, source, reads)))
  ).filter((reading) => reading !== null);

  onProgress('Finding the onset', 3, STAGES);
  const first = [...readings.flatMap(({ findings }) => findings), ...shifted.findings];
  const isNoChance = chanceTest(readings);
  const onsetUs =
    onsetOf(evidenceOf(first, periods)) ??
    (await onsetOfBest(rank(first, null, relevant).filter(isNoChance), readings, periods, using));
  const ranked = rank(first, onsetUs, relevant).filter(({ score }) => score >= LEAST_SCORE);
  const isUnusual = onsetUs !== null && isAlarming(ranked, onsetUs, isNoChance);
  const isUnknown = relevant.size === 0 && about !== null && !areSaid(about, readings);
  const lookedAt = [...readings.map(({ stream }) => stream.name), ...shifted.lookedAt];
  const nothing = {
    findings: [],
    events: [],
    endEvents: [],
    affected: [],
    failing: [],
    services: [],
    timeTaken: null,
    endUs: null,
    named: namedServices(about ?? '', readings, new Set()),
  };
  if (!isUnusual) return { periods, focus, isUnusual, isUnknown, about, onsetUs: null, lookedAt, ...nothing };

  onProgress('Looking for what came before', 4, STAGES);
  const services = servicesOf(readings);
  const traces = readings.filter(({ stream }) => stream.type === 'traces');
  const slow = traces
    .flatMap((reading) => operationDifferences(reading.calls).map((difference) => ({ reading, difference })))
    .at(0);
  const worst = readings.find(
    ({ stream }) => stream.name === ranked.find(({ field, isBad }) => field && isBad)?.stream,
  );
  const [events, affected, taken, pairs] = await Promise.all([
    readEvents(readings, periods, source, reads),
    Promise.all(
      withPeople(ranked, readings).map(({ reading, best }) =>
        affectedBy(reading, best, focus, source, reads),
      ),
    ),
    slow ? timeTaken(slow.reading.stream, slow.difference, periods, source, reads) : null,
    worst ? readPairs(worst, focus, source, reads) : [],
  ]);
  const findings = rank([...ranked, ...pairs], onsetUs, relevant);
  const endUs = endOf(ranked, onsetUs);
  const names = affectedNames(ranked, services);
  const badStreams = new Set(
    findings.flatMap(({ isBad, isGone, kind, stream }) =>
      isBad && !isGone && kind !== 'metric' && kind !== 'operation' ? [stream] : [],
    ),
  );
  const failing = [...badStreams].slice(0, MOST_FAILING).flatMap((name) => {
    const reading = readings.find(({ stream }) => stream.name === name);
    return (reading && failureKinds(reading, focus)) ?? [];
  });
  const unusual = [
    ...services.map(({ service }) => service),
    ...findings.filter(({ isBad }) => isBad).map(({ stream }) => stream),
  ];
  const eventsAt = (us: number) =>
    likelyEvents(events, us, names).filter(({ score }) => score >= LEAST_EVENT_SCORE);
  onProgress('Done', STAGES, STAGES);
  return {
    periods,
    focus,
    isUnusual,
    isUnknown,
    about,
    onsetUs,
    endUs,
    findings,
    events: eventsAt(onsetUs),
    endEvents: endUs === null ? [] : eventsAt(endUs).filter(({ atUs }) => atUs > onsetUs),
    affected: affected.flat(),
    failing,
    services,
    timeTaken: taken,
    named: namedServices(about ?? '', readings, new Set(unusual)),
    lookedAt,
  };
}
