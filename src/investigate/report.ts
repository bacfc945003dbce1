import { identifier, literal } from '../ask/data/sql.ts';
import { stringifyExact } from '../json/exact-json.ts';
import { length } from './reading/findings.ts';
import type { Investigation, RankedFinding } from './investigation.ts';
import type { Reads } from './reading/reads.ts';

/** Characters of an answer for a model: about 2,500 tokens. */
const MOST_CHARACTERS = 8000;
const MOST_CHARACTERS_FULL = 30_000;
const MOST_FINDINGS = 26;
const MOST_FINDINGS_FULL = 80;
const FURTHER = 0.72;
const MOST_EVENTS = 3;
const MOST_SERVICES = 5;
const MOST_MISSING = 6;

interface ReportOptions {
  /** A moment as text. */
  readonly iso: (us: number) => string;
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

/** What an investigation found, best first, with what was said by others under `untrusted_data`. */
export function reportOf(
  found: Investigation,
  reads: Reads,
  options: ReportOptions,
): Record<string, unknown> {
  const { iso, isFull, nowUs } = options;
  const { periods, isUnusual, onsetUs, endUs } = found;
  const head = {
    window: { start: iso(periods.startUs), end: iso(periods.endUs) },
    ...(found.focus === periods
      ? {}
      : { values_counted_in: { start: iso(found.focus.startUs), end: iso(found.focus.endUs) } }),
    baseline: { start: iso(periods.baselineStartUs), end: iso(periods.startUs) },
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
      answer:
        `Nothing unusual: in ${found.lookedAt.length} streams and metrics no failures, delays or silence beyond what was usual before the window.` +
        (missing.length === 0 ? '' : ' Not everything was looked at.'),
      unusual: false,
      ...head,
      ...tail,
    };
  const since = `${length(Math.max(0, nowUs - onsetUs))} ago`;
  const over = endUs === null ? 'it still goes on' : `it was over at ${iso(endUs)}`;
  const events = found.events.slice(0, MOST_EVENTS).map((event) => ({
    event: event.kind,
    at: iso(event.atUs),
    stream: event.stream,
    record: event.text.slice(0, 200),
    ...(event.shared.length === 0 ? {} : { mentions: event.shared.slice(0, 3) }),
  }));
  const list = chosen(found.findings, isFull ? MOST_FINDINGS_FULL : MOST_FINDINGS);
  const bodyOf = (count: number) => {
    const findings = list.slice(0, count).map(({ kind, stream, text, firstUs, isNew, query }) => ({
      kind,
      stream,
      finding: text,
      ...(isNew && firstUs !== null ? { since: iso(firstUs) } : {}),
      ...('sql' in query ? { sql: query.sql } : { promql: query.promql }),
    }));
    return {
      answer:
        `Something changed at ${iso(onsetUs)} (${since}), and ${over}. ${count} findings go along with it, the likeliest first. ` +
        'They are associated with it; none is proven to be its cause.',
      unusual: true,
      onset: iso(onsetUs),
      end: endUs === null ? null : iso(endUs),
      ...head,
      untrusted_data: {
        ...(events.length === 0 ? {} : { events_before_the_onset: events }),
        findings,
        ...(found.timeTaken === null
          ? {}
          : {
              traces: {
                finding: found.timeTaken.text,
                example: found.timeTaken.slowTrace,
                usual_example: found.timeTaken.usualTrace,
              },
            }),
        ...(found.services.length === 0
          ? {}
          : {
              services: found.services
                .slice(0, MOST_SERVICES)
                .map(({ service, bad }) => `${service}: ${bad} failures`),
            }),
        ...(found.affected.length === 0
          ? {}
          : {
              affected: found.affected.map(
                ({ field, count: many, of, stream }) => `${many} of ${of} different ${field} in ${stream}`,
              ),
            }),
      },
      ...tail,
      next: nextCalls(found, iso),
    };
  };
  const most = isFull ? MOST_CHARACTERS_FULL : MOST_CHARACTERS;
  let count = list.length;
  while (count > 3 && stringifyExact(bodyOf(count)).length > most) count -= 1;
  return bodyOf(count);
}

function nextCalls({ findings, timeTaken, periods }: Investigation, iso: (us: number) => string) {
  const range = { start_time: iso(periods.startUs), end_time: iso(periods.endUs) };
  const best = findings.find(({ kind, isBad }) => isBad && kind !== 'metric' && kind !== 'operation');
  const spans = timeTaken && {
    sql: `SELECT service_name, operation_name, duration, span_status FROM ${identifier(timeTaken.stream)} WHERE trace_id = ${literal(timeTaken.slowTrace)} ORDER BY start_time`,
    type: 'traces',
    ...range,
  };
  return [
    ...(spans ? [{ tool: 'search_sql', arguments: spans }] : []),
    ...(best ? [{ tool: 'patterns', arguments: { stream: best.stream, ...range } }] : []),
  ];
}
