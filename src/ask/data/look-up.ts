import { type StreamDescription, describeStreams } from './describe.ts';
import type { Dictionary, Relevant, StreamEntry } from './dictionary.ts';

/** Streams whose values are looked up for one question. */
const MOST_LOGS = 8;
const MOST_METRICS = 2;
const TOLD_TO_MODELS_TOKENS = 800;
/** Share of the best stream's score from which on others are told of too. */
const LIKELY = 0.2;

const isSame = (a: StreamEntry, b: StreamEntry) => a.type === b.type && a.name === b.name;

/** Streams to look into for words: those that the words name, and with `others` the fullest, because values may be what they name. */
function worthALook(found: readonly Relevant[], others: readonly StreamEntry[]): StreamEntry[] {
  const named = found.map(({ stream }) => stream);
  const both = [...named, ...others.filter((stream) => !named.some((each) => isSame(each, stream)))];
  return [
    ...both.filter(({ type }) => type !== 'metrics').slice(0, MOST_LOGS),
    ...named.filter(({ type }) => type === 'metrics').slice(0, MOST_METRICS),
  ];
}

/** Streams and fields that words may be about, their values looked up: what the words name by its values is found too. */
export async function lookUp(dictionary: Dictionary, words: string): Promise<readonly Relevant[]> {
  const known = await dictionary.streams();
  const isFirst = dictionary.reads > 0;
  let found = await dictionary.relevant(words);
  if (found.length === 0 && !isFirst && words !== '') {
    dictionary.refresh();
    found = await dictionary.relevant(words);
  }
  await dictionary.detailed(worthALook(found, isFirst || found.length === 0 ? known : []));
  return dictionary.relevant(words);
}

/** The relevant streams first, then the others. */
async function withOthers(dictionary: Dictionary, found: readonly Relevant[]): Promise<StreamDescription[]> {
  const others = (await dictionary.streams()).filter(
    (stream) => !found.some((each) => isSame(each.stream, stream)),
  );
  return [...found, ...others.map((stream) => ({ stream, fields: [] }))];
}

/** What a model is told of the data before it answers a request: at most 800 tokens, a line or some for each stream. `schemaOnly`: names and types alone. */
export async function dataForModel(
  dictionary: Dictionary,
  words: string,
  schemaOnly: boolean,
): Promise<readonly string[]> {
  const found = await lookUp(dictionary, words);
  return describeStreams(await withOthers(dictionary, found), TOLD_TO_MODELS_TOKENS, schemaOnly);
}

/** Streams to tell of. */
export interface StreamsToDescribe {
  /** A sentence that says what they are, where they are not what was asked for. */
  readonly note: string | null;
  readonly streams: readonly StreamDescription[];
}

/** What data there are, or those that words are about. */
export async function streamsAbout(dictionary: Dictionary, about: string | null): Promise<StreamsToDescribe> {
  const found = await lookUp(dictionary, about ?? '');
  const best = found[0]?.score ?? 0;
  const likely = found.filter(({ score }) => score >= best * LIKELY);
  if (likely.length > 0) return { note: null, streams: likely };
  const streams = await withOthers(dictionary, found);
  if (streams.length === 0) return { note: 'There are no streams of logs, metrics or traces.', streams };
  const note = 'No stream, field or frequent value is called like that. This is what there is.';
  return { note: about === null ? null : note, streams };
}
