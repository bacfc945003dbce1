import { listAt } from '../../openobserve/answer.ts';
import type { Arguments } from '../../contract/tool.ts';
import { slowerThanMs } from '../data/log-intent.ts';
import { rangeText } from './log-words.ts';
import type { Make } from '../data/maker.ts';
import { rolesOf } from '../data/roles.ts';
import { identifier, literal } from '../data/sql.ts';
import { statedRange } from '../data/stated-range.ts';
import { findTarget, STREAM, streamQuestion, type Target } from '../data/target.ts';
import { shapedOf } from '../outcome-text.ts';

const TIMES = { start: 'start_time', end: 'end_time' };
const SIZE = 20;
const US_PER_MS = 1000;

interface TraceHit {
  readonly trace_id?: string;
  /** µs. */
  readonly duration?: number;
}

/** The condition on spans that words state; empty for all. */
export function traceFilter(words: string, { schema, only }: Target): string {
  const fields = new Set(schema.fields.map(({ name }) => name));
  const { status } = rolesOf(schema.fields);
  const slow = slowerThanMs(words);
  const code = /\b([45]\d\d)\b/.exec(words)?.[1];
  const wantsFailed = /\b(fail(?:s|ed|ing|ures?)?|errors?|broken|erroneous|exceptions?)\b/i.test(words);
  return [
    ...(only ? [`${identifier(only.field.name)} = ${literal(only.value)}`] : []),
    ...(slow !== null && fields.has('duration') ? [`duration > ${Math.round(slow * US_PER_MS)}`] : []),
    ...(wantsFailed && fields.has('span_status') ? ["span_status = 'ERROR'"] : []),
    ...(code !== undefined && status && status.name !== 'status_code'
      ? [`${identifier(status.name)} = ${literal(code)}`]
      : []),
  ].join(' AND ');
}

const seconds = (us: number) =>
  us >= 1e6 ? `${Number((us / 1e6).toFixed(2))} s` : `${Math.round(us / 1e3)} ms`;

/** A request for traces: the stream, the service and the condition on spans are found from words. */
export const makeTraces: Make = async ({ said, telemetry, time, config, row }) => {
  const { [STREAM]: _, ...given } = said.arguments;
  const words = said.words;
  const range = statedRange(words, given, TIMES, time);
  const streams = await telemetry.streams('traces');
  const isKnown = streams.some(({ name }) => name === given.stream_name);
  const stated = said.arguments[STREAM] ?? (isKnown ? given.stream_name : undefined);
  const found = await findTarget(words, stated, 'traces', range, telemetry);
  const fallback = streams.find(({ name }) => name === 'default') ?? streams[0];
  const target =
    'target' in found
      ? found.target
      : fallback && stated === undefined && !('missing' in found)
        ? { stream: fallback, schema: await telemetry.schema(fallback), only: null, name: fallback.name }
        : null;
  if (!target) {
    const question =
      'missing' in found ? found.missing : streamQuestion('Which stream of traces is meant?', streams);
    return { arguments: given, missing: [question] };
  }
  const filter = given.filter ?? traceFilter(words, target);
  const isSlow =
    /\b(slow(?:est|er)?|longest|latency|duration)\b/i.test(words) || slowerThanMs(words) !== null;
  const size = /\b(?:top|last|latest|first|slowest)\s+(\d{1,3})\b/i.exec(words)?.[1];
  return {
    arguments: {
      size: size === undefined ? SIZE : Number(size),
      ...given,
      stream_name: target.stream.name,
      start_time: range.startUs,
      end_time: range.endUs,
      ...(filter === '' ? {} : { filter }),
      ...(isSlow ? { sort_by: 'duration', sort_order: 'desc' } : {}),
    },
    missing: [],
    tell(outcome) {
      const hits = (listAt(outcome.value, row.rows ?? '') ?? []) as Arguments[] as TraceHit[];
      const kind = /\b(?:fail|error|broken)/i.test(words) ? 'failed ' : isSlow ? 'slow ' : '';
      const noun = `${kind}${hits.length === 1 ? 'trace' : 'traces'}`;
      const [first] = [...hits].sort((a, b) => Number(b.duration) - Number(a.duration));
      const more = hits.length >= Number(size ?? SIZE) ? ' (there may be more)' : '';
      const answer = first
        ? `Found ${hits.length} ${noun} in ${target.name}${more}; the longest took ${seconds(Number(first.duration))}: ${first.trace_id}`
        : `Found no ${noun} in ${target.name}. Try a longer time, or a smaller duration.`;
      return {
        answer: `${answer}\nTime: ${rangeText(range, config.timeZone)}`,
        ...(filter === '' ? {} : { query: String(filter) }),
        next: first
          ? `show the spans of trace ${first.trace_id}`
          : `traces in ${target.name} in the last 24 hours`,
        data: shapedOf(outcome, config),
      };
    },
  };
};
