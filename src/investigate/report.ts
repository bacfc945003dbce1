import { utcFromUs } from '../call/arguments/times.ts';
import { GET_TRACE } from '../catalog/helper-tools.ts';
import { PATTERNS } from '../catalog/investigate-tools.ts';
import { type OwnToolAnswer, bodyOf, type ResultParts, rangeText } from '../result/body.ts';
import { cutText } from '../json/cut-text.ts';
import { stringifyExact } from '../json/exact-json.ts';
import type { FailureKinds } from './reading/failure-kinds.ts';
import { amount, length } from './reading/findings.ts';
import type { Investigation, RankedFinding } from './investigation.ts';
import { namedText } from './named-services.ts';
import type { Reads } from './reading/reads.ts';

/** Characters of an answer for a model: about 2,500 tokens. */
const MOST_CHARACTERS = 7200;
const MOST_CHARACTERS_FULL = 30_000;
const MOST_FINDINGS = 26;
const MOST_FINDINGS_FULL = 80;
const FURTHER = 0.72;
const MOST_EVENTS = 3;
const MOST_END_EVENTS = 2;
const MOST_SERVICES = 5;
const MOST_MISSING = 6;
const MOST_RECORD = 200;
const LONGEST_NAME = 60;

interface ReportOptions {
  readonly isFull: boolean;
  readonly nowUs: number;
}

/** What two findings say in common: the same value as failing and as new is told once. */
const subjectOf = ({ kind, stream, names, text }: RankedFinding) =>
  `${stream} ${kind} ${kind === 'message' || kind === 'metric' ? text : names.join(' ')}`;

/** The best findings of many streams: each further one of a stream counts less. */
function chosen(findings: readonly RankedFinding[], most: number): RankedFinding[] {
  const left = [...findings];
  const taken: RankedFinding[] = [];
  const perStream = new Map<string, number>();
  const told = new Set<string>();
  while (left.length > 0 && taken.length < most) {
    const worth = left.map(({ score, stream }) => score * FURTHER ** (perStream.get(stream) ?? 0));
    const [next] = left.splice(worth.indexOf(Math.max(...worth)), 1) as [RankedFinding];
    if (told.has(subjectOf(next))) continue;
    told.add(subjectOf(next));
    perStream.set(next.stream, (perStream.get(next.stream) ?? 0) + 1);
    taken.push(next);
  }
  return taken;
}

const COLUMNS = ['kind', 'stream', 'finding', 'since', 'query'];
const EVENT_COLUMNS = ['at', 'event', 'stream', 'record', 'mentions'];

/** Words that name nothing must not pass for a scope. */
const unknownText = ({ isUnknown, about, lookedAt }: Investigation) =>
  isUnknown && about !== null && lookedAt.length > 0
    ? about.length <= LONGEST_NAME && !about.includes(' ')
      ? ` Nothing is called "${about}": no stream, field, value or message that was read holds it, so everything was looked into.`
      : ' The words name no stream, field, value or message that was read, so everything was looked into.'
    : '';

const readText = ({ lookedAt: { length: many } }: Investigation) =>
  many === 1 ? 'one stream or metric' : `${many} streams and metrics`;

/** An onset is no exact moment. */
const secondOf = (us: number) => utcFromUs(Math.floor(us / 1e6) * 1e6);

/** What fails, and of which kind, before anything else. */
function failingText(
  { stream, records, failures, kinds }: FailureKinds,
  { focus, periods }: Investigation,
): string {
  const when =
    focus === periods
      ? `since ${secondOf(periods.startUs)}`
      : focus.endUs < periods.endUs
        ? `from ${secondOf(focus.startUs)} to ${secondOf(focus.endUs)}`
        : `since ${secondOf(focus.startUs)}`;
  const told = kinds.map(({ name, count }) => `${name} (${amount(count)})`).join(', ');
  return `In ${stream}, ${amount(failures)} of ${amount(records)} records ${when} report a failure${told === '' ? '' : `: ${told}`}. `;
}

/** What an investigation found, best first, with what was said by others as data. */
export function reportOf(found: Investigation, reads: Reads, options: ReportOptions): OwnToolAnswer {
  const { isFull, nowUs } = options;
  const { periods, isUnusual, onsetUs, endUs } = found;
  const ranges = {
    range: rangeText(periods),
    baseline: rangeText({ startUs: periods.baselineStartUs, endUs: periods.startUs }),
    ...(found.focus === periods ? {} : { values_counted_in: rangeText(found.focus) }),
  };
  const missing = reads.missing.slice(0, MOST_MISSING).map(({ what, why }) => `${what}: ${why}`);
  const tail = {
    looked_at: found.lookedAt,
    ...(missing.length === 0 ? {} : { not_looked_at: missing }),
    ...(reads.missing.length > MOST_MISSING ? { not_looked_at_count: reads.missing.length } : {}),
    reads: reads.used,
  };
  if (!isUnusual || onsetUs === null)
    return {
      parts: {
        head: {
          answer:
            found.named.map(namedText).join('') +
            (missing.length === 0
              ? `Nothing unusual: in ${readText(found)} no failures, delays or silence beyond what was usual before the window.`
              : `Not everything was looked at. In what was, ${readText(found)}, there are no failures, delays or silence beyond what was usual before the window; the rest is not known.`) +
            unknownText(found),
          unusual: false,
          ...ranges,
        },
        data: { columns: COLUMNS, rows: [] },
        tail: { shown: 0, total: 0, ...tail },
        cut: [],
        notes: [],
      },
      whole: null,
    };
  const since = `${length(Math.max(0, nowUs - onsetUs))} ago`;
  const over = endUs === null ? 'it still goes on' : `it was over at ${secondOf(endUs)}`;
  const list = chosen(found.findings, isFull ? MOST_FINDINGS_FULL : MOST_FINDINGS);
  const rows = list.map(({ kind, stream, text, firstUs, isNew, query }) => [
    kind,
    stream,
    text,
    isNew && firstUs !== null ? utcFromUs(firstUs) : null,
    'sql' in query ? query.sql : query.promql,
  ]);
  const beside = besideFindings(found);
  const next = nextCalls(found);
  const partsOf = (count: number): ResultParts => ({
    head: {
      answer:
        found.failing.map((each) => failingText(each, found)).join('') +
        found.named.map(namedText).join('') +
        `Something changed at ${secondOf(onsetUs)} (${since}), and ${over}. ${count === 1 ? 'One finding goes along with it' : `${count} findings go along with it, the likeliest first`}. ` +
        `${count === 1 ? 'It is associated with it, and not proven to be its cause.' : 'They are associated with it; none is proven to be its cause.'}` +
        unknownText(found),
      unusual: true,
      onset: secondOf(onsetUs),
      end: endUs === null ? null : secondOf(endUs),
      ...ranges,
    },
    data: { ...beside, columns: COLUMNS, rows: rows.slice(0, count) },
    tail: { shown: count, total: rows.length, ...tail, ...(next.length === 0 ? {} : { next }) },
    cut:
      count === rows.length
        ? []
        : [
            `${count} of ${rows.length} findings fit into one answer${isFull ? '' : '; detail: "full" shows more'}.`,
          ],
    notes: [],
  });
  const most = isFull ? MOST_CHARACTERS_FULL : MOST_CHARACTERS;
  let count = rows.length;
  while (count > 3 && stringifyExact(bodyOf(partsOf(count))).length > most) count -= 1;
  return { parts: partsOf(count), whole: null };
}

const eventRows = (events: Investigation['events']) =>
  events.map(({ atUs, kind, stream, text, shared }) => [
    utcFromUs(atUs),
    kind,
    stream,
    cutText(text, MOST_RECORD),
    shared.length === 0 ? null : shared.slice(0, 3).join(', '),
  ]);

/** What came before the onset and the end, how long calls take, and who is affected. */
function besideFindings(found: Investigation): Record<string, unknown> {
  const { timeTaken, services, affected } = found;
  const before = eventRows(found.events.slice(0, MOST_EVENTS));
  const beforeEnd = eventRows(found.endEvents.slice(0, MOST_END_EVENTS));
  return {
    ...(before.length === 0 ? {} : { events_before_the_onset: { columns: EVENT_COLUMNS, rows: before } }),
    ...(beforeEnd.length === 0 ? {} : { events_before_the_end: { columns: EVENT_COLUMNS, rows: beforeEnd } }),
    ...(timeTaken === null
      ? {}
      : {
          traces: {
            finding: timeTaken.text,
            example: timeTaken.slowTrace,
            usual_example: timeTaken.usualTrace,
          },
        }),
    ...(services.length === 0
      ? {}
      : {
          services: services.slice(0, MOST_SERVICES).map(({ service, bad }) => `${service}: ${bad} failures`),
        }),
    ...(affected.length === 0
      ? {}
      : {
          affected: affected.map(
            ({ field, called, count: many, of, stream, isGone }) =>
              `${many} of ${of} ${called}${isGone ? ' sent nothing any more' : ''} (${field} in ${stream})`,
          ),
        }),
  };
}

/** Reads that lead on from the findings. */
function nextCalls({ findings, timeTaken, periods }: Investigation) {
  const { start: start_time, end: end_time } = rangeText(periods);
  const best = findings.find(({ kind, isBad }) => isBad && kind !== 'metric' && kind !== 'operation');
  return [
    ...(timeTaken ? [{ tool: GET_TRACE, arguments: { trace_id: timeTaken.slowTrace } }] : []),
    ...(best ? [{ tool: PATTERNS, arguments: { stream: best.stream, start_time, end_time } }] : []),
  ];
}
