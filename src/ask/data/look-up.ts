import { describeStreams } from './describe.ts';
import type { Dictionary, Relevant, StreamEntry } from './dictionary.ts';

/** Streams whose values are looked up for one question. */
const MOST_LOGS = 8;
const MOST_METRICS = 2;
const TOLD_TO_MODELS_TOKENS = 1200;
const TOLD_TOKENS = 1500;
const NOTHING_TOKENS = 20;

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
  const all = await dictionary.streams();
  const isFirst = dictionary.reads > 0;
  const found = await dictionary.relevant(words);
  await dictionary.detailed(worthALook(found, isFirst || found.length === 0 ? all : []));
  return dictionary.relevant(words);
}

/** The relevant streams first, then the others. */
async function described(dictionary: Dictionary, found: readonly Relevant[], mostTokens: number) {
  const others = (await dictionary.streams()).filter(
    (stream) => !found.some((each) => isSame(each.stream, stream)),
  );
  return describeStreams([...found, ...others.map((stream) => ({ stream, fields: [] }))], mostTokens);
}

/** What a model is told of the data before it answers a request: at most 1,200 tokens. */
export async function dataForModel(dictionary: Dictionary, words: string): Promise<string> {
  return described(dictionary, await lookUp(dictionary, words), TOLD_TO_MODELS_TOKENS);
}

/** What data there are, or those that words are about: at most 1,500 tokens. */
export async function describeData(dictionary: Dictionary, about: string | null): Promise<string> {
  const found = await lookUp(dictionary, about ?? '');
  if (about === null) return described(dictionary, found, TOLD_TOKENS);
  if (found.length > 0) return describeStreams(found, TOLD_TOKENS);
  const all = await described(dictionary, found, TOLD_TOKENS - NOTHING_TOKENS);
  return `No stream, field or frequent value is called like that. What there is:\n${all}`;
}
