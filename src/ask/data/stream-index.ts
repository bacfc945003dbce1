import { setImmediate as pause } from 'node:timers/promises';
import type { StreamEntry } from './dictionary.ts';
import type { FieldEntry } from './fields/field.ts';
import { fieldEntry, type FieldOf } from './fields/field-entry.ts';
import { metricEntry } from './metrics.ts';
import { stemsOf, wordsOf } from './fields/name-parts.ts';
import type { DataSource, ListedStream, StreamType } from './source.ts';

/** Streams whose fields are read with the list: one answer of some megabytes at most. */
const MOST_WITH_FIELDS = 500;
/** Up to here, all fields are at hand at once. */
const MOST_AT_HAND = 5000;
/** Streams whose fields are kept unpacked in larger organizations. */
const MOST_UNPACKED = 20;

/** Names of fields that every stream has, or that OpenObserve adds for itself. */
const OWN_FIELDS: ReadonlySet<string> = new Set([
  '_timestamp',
  '_all',
  '_o2_id',
  '_original',
  '_all_values',
  '__hash__',
]);

/** Names and stored types of fields: a twentieth of what their entries take. */
interface PackedFields {
  readonly names: readonly string[];
  readonly types: readonly string[];
}

/** All streams of an organization, and which words lead to which. Immutable; made anew every five minutes. */
export interface StreamIndex {
  /** Those with most records first. */
  readonly entries: readonly StreamEntry[];
  find(type: StreamType, name: string): StreamEntry | null;
  /** With its fields, without values; as it is where the fields are not known. */
  withFields(entry: StreamEntry): StreamEntry;
  /** Places in `entries` of streams that have the stem of a word in their name, or in that of a field or the help of the metric. */
  named(stem: string): readonly number[];
  holding(stem: string): readonly number[];
}

const keyOf = (type: StreamType, name: string) => `${type}/${name}`;

/** Whose fields a stream of this type has. */
export const fieldsOf = (type: StreamType): FieldOf => (type === 'traces' ? 'span' : 'record');

/** A stream that was listed, without its fields. */
export function streamEntry(listed: ListedStream, metricNames: ReadonlySet<string>): StreamEntry {
  const { type, name, records, firstUs, lastUs, sizeBytes, retentionDays, fullText } = listed;
  return {
    type,
    name,
    records: records || null,
    firstUs: firstUs || null,
    lastUs: lastUs || null,
    sizeBytes,
    retentionDays,
    fullText,
    words: wordsOf(name),
    hasValues: false,
    ...(type === 'metrics' ? { metric: metricEntry(listed, metricNames) } : {}),
  };
}

/** The fields of a stream that was read with them, without values. */
export function fieldEntries({ type, fields }: ListedStream): FieldEntry[] {
  const names = (fields ?? []).map(({ name }) => name);
  return (fields ?? [])
    .filter(({ name }) => !OWN_FIELDS.has(name))
    .map(({ name, type: stored }) => fieldEntry(fieldsOf(type), name, stored, null, names));
}

/** Read the list of all streams: with their fields in one read, and in a few where there are very many streams. */
export async function listStreams(source: DataSource, signal: AbortSignal): Promise<readonly ListedStream[]> {
  const most = MOST_WITH_FIELDS;
  const fullest = await source.streams({ type: null, withFields: true, most }, signal);
  if (fullest.isWhole) return fullest.streams;
  const all = await source.streams({ type: null, withFields: false, most: null }, signal);
  const known = new Map(fullest.streams.map((stream) => [keyOf(stream.type, stream.name), stream]));
  // Metrics may fill the first answer, and what people ask about is mostly in logs and traces.
  for (const type of ['logs', 'traces'] as const) {
    const lacks = all.streams.some((stream) => stream.type === type && !known.has(keyOf(type, stream.name)));
    const has = fullest.streams.filter((stream) => stream.type === type).length;
    if (!lacks || has >= most / 2) continue;
    const { streams } = await source.streams({ type, withFields: true, most }, signal);
    for (const stream of streams) known.set(keyOf(type, stream.name), stream);
  }
  return all.streams.map((stream) => known.get(keyOf(stream.type, stream.name)) ?? stream);
}

/** Names that are read at once; others are served in between. */
const MOST_AT_ONCE = 200;

/** Counts names as they are read, and pauses after so many. */
function createPauses(): (names: number) => Promise<void> {
  let left = MOST_AT_ONCE;
  return async (names) => {
    left -= names;
    if (left > 0) return;
    left = MOST_AT_ONCE;
    await pause();
  };
}

/** By the stem of a word, the places of what has it. */
type Postings = ReadonlyMap<string, readonly number[]>;

async function postings(lists: ReadonlyArray<readonly string[]>): Promise<Postings> {
  const stemsKnown = new Map<string, readonly string[]>();
  const places = new Map<string, number[]>();
  const paused = createPauses();
  for (const [at, names] of lists.entries()) {
    for (const name of names) {
      const stems = stemsKnown.get(name) ?? stemsOf(wordsOf(name));
      stemsKnown.set(name, stems);
      for (const word of stems) {
        const known = places.get(word);
        if (!known) places.set(word, [at]);
        else if (known.at(-1) !== at) known.push(at);
      }
      await paused(1);
    }
  }
  return places;
}

/** Equal texts are kept once: parsed JSON has each anew. */
function packedFields(listed: readonly ListedStream[]): ReadonlyArray<PackedFields | null> {
  const texts = new Map<string, string>();
  const once = (text: string) => {
    const known = texts.get(text);
    if (known === undefined) texts.set(text, text);
    return known ?? text;
  };
  return listed.map(
    ({ fields }) =>
      fields && { names: fields.map(({ name }) => once(name)), types: fields.map(({ type }) => once(type)) },
  );
}

const entriesOf = (type: StreamType, { names, types }: PackedFields) =>
  names.flatMap((name, at) =>
    OWN_FIELDS.has(name) ? [] : [fieldEntry(fieldsOf(type), name, types[at] ?? '', null, names)],
  );

/** An index of streams by the words of their names. */
export async function indexOf(listed: readonly ListedStream[]): Promise<StreamIndex> {
  const metricNames = new Set(listed.filter(({ type }) => type === 'metrics').map(({ name }) => name));
  const sorted = [...listed].sort((a, b) => b.records - a.records || (a.name < b.name ? -1 : 1));
  const packed = packedFields(sorted);
  const isAtHand = packed.reduce((sum, fields) => sum + (fields?.names.length ?? 0), 0) <= MOST_AT_HAND;
  const entries: StreamEntry[] = [];
  const paused = createPauses();
  for (const [at, stream] of sorted.entries()) {
    const entry = streamEntry(stream, metricNames);
    const fields = packed[at];
    await paused(1 + (fields?.names.length ?? 0));
    entries.push(isAtHand && fields ? { ...entry, fields: entriesOf(entry.type, fields) } : entry);
  }
  const places = new Map(entries.map(({ type, name }, at) => [keyOf(type, name), at]));
  return madeOf(entries, packed, places, {
    byName: await postings(sorted.map(({ name }) => [name])),
    byField: await postings(
      sorted.map(({ metric }, at) => [...(packed[at]?.names ?? []), ...(metric?.help.split(' ') ?? [])]),
    ),
  });
}

function madeOf(
  entries: readonly StreamEntry[],
  packed: ReadonlyArray<PackedFields | null>,
  places: ReadonlyMap<string, number>,
  { byName, byField }: { readonly byName: Postings; readonly byField: Postings },
): StreamIndex {
  const unpacked = new Map<StreamEntry, StreamEntry>();
  const placeOf = (type: StreamType, name: string) => places.get(keyOf(type, name)) ?? -1;
  return {
    entries,
    find: (type, name) => entries[placeOf(type, name)] ?? null,
    withFields(entry) {
      const known = entry.fields ? entry : unpacked.get(entry);
      const fields = known ? null : packed[placeOf(entry.type, entry.name)];
      const full = known ?? (fields ? { ...entry, fields: entriesOf(entry.type, fields) } : entry);
      if (entry.fields || !full.fields) return full;
      // The one used longest ago goes first.
      unpacked.delete(entry);
      unpacked.set(entry, full);
      if (unpacked.size > MOST_UNPACKED) unpacked.delete(unpacked.keys().next().value as StreamEntry);
      return full;
    },
    named: (stem) => byName.get(stem) ?? [],
    holding: (stem) => byField.get(stem) ?? [],
  };
}
