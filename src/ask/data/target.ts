import type { Arguments } from '../../contract/tool.ts';
import type { TimeRange } from '../../call/arguments/times.ts';
import { findStreams, subjectsOf, tokensOf, valueInWords } from './find-stream.ts';
import { rolesOf } from './roles.ts';
import type { Field, Stream, StreamSchema, StreamType, Telemetry } from './telemetry.ts';
import type { MissingArgument } from '../types.ts';

/** What a request is about: a stream, and within it perhaps one service. */
export interface Target {
  readonly stream: Stream;
  readonly schema: StreamSchema;
  /** The field and value that the words narrow it to; null for the whole stream. */
  readonly only: { readonly field: Field; readonly value: string } | null;
  /** What people call it, for answers. */
  readonly name: string;
}

/** A target, or what must be asked to find it, or several streams of which none is meant alone. */
export type FoundTarget =
  | { readonly target: Target }
  | { readonly missing: MissingArgument }
  | { readonly streams: readonly Stream[] };

const MOST_SEARCHED = 5;
const MOST_CHOICES = 20;

/** The name under which the stream to use is asked for and answered. */
export const STREAM = 'stream';

const withHyphens = (name: string) => name.replaceAll('_', '-');

/** The question for a stream, with the streams there are as choices. */
export function streamQuestion(question: string, streams: readonly Stream[]): MissingArgument {
  const names = streams.map(({ name }) => name).slice(0, MOST_CHOICES);
  return { name: STREAM, question, ...(names.length > 0 ? { choices: names } : {}) };
}

/** Whether words point at something by name: "in the billing service", "billing logs". */
function pointsAt(subject: string, words: string): boolean {
  const name = subject.replaceAll(/[^\w]/g, '\\$&');
  return new RegExp(
    `\\b(?:in|from|for|of|on|at|by)\\s+(?:the\\s+|our\\s+|my\\s+)?${name}\\b|\\b${name}\\s+(?:service|app|api|stream|logs?|pods?|container|errors?)\\b`,
    'i',
  ).test(words);
}

async function narrowed(
  subjects: readonly string[],
  stream: Stream,
  schema: StreamSchema,
  range: TimeRange,
  telemetry: Telemetry,
): Promise<Target['only']> {
  const { service, pod, namespace, host } = rolesOf(schema.fields);
  for (const field of [service, pod, namespace, host]) {
    if (!field || subjects.length === 0) continue;
    const values = await telemetry.values(stream, field.name, range);
    const value = valueInWords(
      subjects,
      values.map((each) => each.value),
    );
    if (value !== null) return { field, value };
  }
  return null;
}

/**
 * Find what words are about. `stated` is the stream that was answered to a question, or named by an argument.
 * `taken` are words that mean something else, such as a field to group by.
 */
export async function findTarget(
  words: string,
  stated: unknown,
  type: StreamType,
  range: TimeRange,
  telemetry: Telemetry,
  taken: readonly string[] = [],
): Promise<FoundTarget> {
  const streams = await telemetry.streams(type);
  if (streams.length === 0) return { streams };
  const said = typeof stated === 'string' && stated !== '' ? stated : null;
  const found = findStreams(said ?? words, streams);
  const own = found.words;
  const subjects = subjectsOf(words).filter(
    (word) => !tokensOf(word).every((token) => own.includes(token)) && !taken.includes(word),
  );
  const targetFor = async (stream: Stream): Promise<FoundTarget> => {
    const schema = await telemetry.schema(stream);
    const only = await narrowed(subjects, stream, schema, range, telemetry);
    return { target: { stream, schema, only, name: withHyphens(only?.value ?? stream.name) } };
  };
  const [first] = found.best;
  if (first && found.best.length === 1) return targetFor(first);
  if (said !== null && !first)
    return { missing: streamQuestion(`There is no stream "${said}". Which one is meant?`, streams) };
  if (found.best.length > 1)
    return { missing: streamQuestion('Several streams fit. Which one is meant?', found.best) };
  const [only] = streams;
  if (only && streams.length === 1) return targetFor(only);
  if (subjects.length > 0) {
    const searched = [...streams].sort((a, b) => b.records - a.records).slice(0, MOST_SEARCHED);
    for (const stream of searched) {
      const schema = await telemetry.schema(stream);
      const part = await narrowed(subjects, stream, schema, range, telemetry);
      if (part) return { target: { stream, schema, only: part, name: withHyphens(part.value) } };
    }
    const pointed = subjects.find((subject) => pointsAt(subject, words));
    if (pointed !== undefined)
      return {
        missing: streamQuestion(
          `No stream or service is called "${pointed}". Which stream is meant?`,
          streams,
        ),
      };
  }
  const standard = streams.find(({ name }) => name === 'default');
  return standard && type !== 'logs' ? targetFor(standard) : { streams };
}

/** The stream that arguments name, under whichever name they do. */
export function statedStream(args: Readonly<Arguments>): unknown {
  return args[STREAM] ?? args.stream_name;
}
