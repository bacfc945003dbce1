import { OpenObserveMcpError } from '../../errors.ts';
import type { SealedCache } from '../../state/sealed-cache.ts';
import type { Dictionary, StreamEntry } from './dictionary.ts';
import { relevantIn, type ValueWords, valueWordsOf } from './relevant.ts';
import type { DataSource, StreamType } from './source.ts';
import { fieldEntries, indexOf, listStreams, type StreamIndex, streamEntry } from './stream-index.ts';
import { readsFor, withValues } from './stream-values.ts';

const LIFE_MS = 5 * 60_000;
/** A list of this age is read anew where what is asked for is not in it. */
const RECENT_MS = 5000;
/** Values that are kept of all streams together: about 10 MB. A stream has some hundred, at most 6,000. */
const MOST_VALUES = 40_000;
/** How long a question waits for the values of streams; those that come later are there for the next one. */
const MOST_WAIT_MS = 4000;
/** Callers and organizations whose dictionary is kept. */
const MOST_KEPT = 20;
const MOST_READS = 12;
/** Reads that are left for the question's own queries. */
const OWN_QUERIES = 2;

const LATE = Symbol('late');

interface Kept<T> {
  readonly untilMs: number;
  readonly value: Promise<T>;
}

interface Detailed {
  readonly entry: StreamEntry;
  /** Left out of a stream of which no value is known. */
  readonly values?: ValueWords;
}

/** What is known of one organization to one caller. */
interface Store {
  index: Kept<StreamIndex> | null;
  readonly details: Map<string, Kept<StreamEntry | null>>;
  /** The details that have come, by the same keys. */
  readonly settled: Map<string, Detailed>;
}

/** What one question may read to describe data. */
export interface DictionaryOptions {
  readonly source: DataSource;
  readonly signal: AbortSignal;
  /** Reads allowed for the question, its own queries included; 12 by default. */
  readonly mostReads?: number;
  /** Nothing that records hold is read: fields come without values. False by default. */
  readonly schemaOnly?: boolean;
}

/** Dictionaries of one credential. `key` tells callers and organizations apart: what one sees is never kept for another. */
export interface DictionaryFor {
  (key: string, options: DictionaryOptions): Dictionary;
  /** Forget everything that is known: streams were written, made or deleted. */
  readonly forget: () => void;
}

const keyOf = (type: StreamType, name: string) => `${type}/${name}`;

const valuesIn = ({ fields = [] }: StreamEntry) =>
  fields.reduce((sum, { values = [] }) => sum + values.length, 0);

/** Let go of the streams looked up longest ago, until the values of the others are few enough. */
function forgetOldest({ details, settled }: Store): void {
  let kept = 0;
  for (const [at, { entry }] of [...settled].reverse()) {
    kept += valuesIn(entry);
    if (kept <= MOST_VALUES) continue;
    settled.delete(at);
    details.delete(at);
  }
}

/** `cache`: values of streams that other replicas have read for the same credential; null without a store. */
export function createDictionaries(nowMs: () => number, cache: SealedCache | null = null): DictionaryFor {
  const stores = new Map<string, Store>();

  function storeOf(key: string): Store {
    const store = stores.get(key) ?? { index: null, details: new Map(), settled: new Map() };
    // The one used longest ago goes first.
    stores.delete(key);
    stores.set(key, store);
    if (stores.size > MOST_KEPT) stores.delete(stores.keys().next().value as string);
    return store;
  }

  const dictionaryFor = (
    key: string,
    { source, signal, mostReads = MOST_READS, schemaOnly = false }: DictionaryOptions,
  ): Dictionary => {
    const store = storeOf(`${schemaOnly ? 'schema' : 'values'} ${key}`);
    const nowUs = nowMs() * 1000;
    const isFresh = (kept: Kept<unknown> | null | undefined) =>
      kept !== null && kept !== undefined && kept.untilMs > nowMs();

    /** A read that another question of the caller started may have been stopped with that question. */
    async function shared<T>(kept: Kept<T>, again: () => Promise<T>): Promise<T> {
      try {
        return await kept.value;
      } catch (error) {
        if (signal.aborted || !(error instanceof Error)) throw error;
        return again();
      }
    }

    async function index(): Promise<StreamIndex> {
      const known = store.index;
      const read = () => {
        const value = listStreams(source, signal).then(indexOf);
        const kept = { untilMs: nowMs() + LIFE_MS, value };
        store.index = kept;
        value.catch(() => {
          if (store.index === kept) store.index = null;
        });
        return value;
      };
      return known && isFresh(known) ? shared(known, read) : read();
    }

    /** A stream with its fields; read alone where the list came without. */
    async function withFields(type: StreamType, name: string): Promise<StreamEntry | null> {
      const streams = await index();
      const known = streams.find(type, name);
      const entry = known && streams.withFields(known);
      if (entry?.fields) return entry;
      if (source.reads >= mostReads - OWN_QUERIES) return entry;
      const listed = await source.stream(type, name, signal);
      if (!listed) return null;
      const names = new Set(
        streams.entries.filter((each) => each.type === 'metrics').map((each) => each.name),
      );
      return { ...streamEntry(listed, names), fields: fieldEntries(listed) };
    }

    function remember(
      type: StreamType,
      name: string,
      detailed: Promise<Detailed | null>,
    ): Promise<StreamEntry | null> {
      const at = keyOf(type, name);
      const value = detailed.then((known) => known?.entry ?? null);
      const kept = { untilMs: nowMs() + LIFE_MS, value };
      store.details.set(at, kept);
      store.settled.delete(at);
      const settle = (known: Detailed | null) => {
        if (store.details.get(at) !== kept) return;
        if (known?.values) {
          store.settled.set(at, known);
          forgetOldest(store);
        } else store.details.delete(at);
      };
      detailed.then(settle, () => settle(null));
      return value;
    }

    async function read(type: StreamType, name: string): Promise<StreamEntry | null> {
      const entry = await withFields(type, name);
      if (!entry?.fields || schemaOnly) return entry;
      if (source.reads + readsFor(entry) > mostReads - OWN_QUERIES) return entry;
      try {
        const look = () => withValues(entry, nowUs, source, signal);
        return await (cache?.through(`values ${key} ${keyOf(type, name)}`, LIFE_MS, look) ?? look());
      } catch (error) {
        if (signal.aborted || !(error instanceof OpenObserveMcpError)) throw error;
        // A stream whose values OpenObserve refuses, such as for its size, still has its fields, and is not asked again.
        return { ...entry, hasValues: true };
      }
    }

    /** With the words of its values, where they were looked up. */
    async function withWords(whole: Promise<StreamEntry | null>): Promise<Detailed | null> {
      const entry = await whole;
      return entry && { entry, ...(entry.hasValues ? { values: await valueWordsOf(entry) } : {}) };
    }

    async function complete(type: StreamType, name: string): Promise<StreamEntry | null> {
      const known = store.details.get(keyOf(type, name));
      const start = () => remember(type, name, withWords(read(type, name)));
      return known && isFresh(known) ? shared(known, start) : start();
    }

    async function stream(type: StreamType, name: string): Promise<StreamEntry | null> {
      const whole = complete(type, name);
      const { promise: late, resolve } = Promise.withResolvers<typeof LATE>();
      const timer = setTimeout(resolve, MOST_WAIT_MS, LATE).unref();
      const entry = await Promise.race([whole, late]).finally(() => clearTimeout(timer));
      if (entry !== LATE) return entry;
      whole.catch(() => undefined);
      return withFields(type, name);
    }

    /** The entry as it is known best, without a read. */
    function best(entry: StreamEntry): Detailed {
      const at = keyOf(entry.type, entry.name);
      return (isFresh(store.details.get(at)) ? store.settled.get(at) : undefined) ?? { entry };
    }

    return {
      nowUs,
      get reads() {
        return source.reads;
      },
      async streams() {
        return (await index()).entries.map((each) => best(each).entry);
      },
      refresh() {
        if (store.index && store.index.untilMs < nowMs() + LIFE_MS - RECENT_MS) store.index = null;
      },
      async relevant(words) {
        const streams = await index();
        return relevantIn(streams, streams.entries.map(best), words);
      },
      async schema(type, name) {
        const entry = await withFields(type, name);
        return entry && best(entry).entry;
      },
      stream,
      async detailed(streams) {
        const { find, withFields: unpacked } = await index();
        const lacks = ({ type, name }: StreamEntry) => {
          const entry = find(type, name);
          return !entry || !unpacked(entry).fields;
        };
        // Their fields are read first, so that the others, which all begin at once, do not use up what is left.
        for (const { type, name } of streams.filter(lacks)) await stream(type, name);
        return Promise.all(streams.map(async (entry) => (await stream(entry.type, entry.name)) ?? entry));
      },
    };
  };
  return Object.assign(dictionaryFor, { forget: () => stores.clear() });
}
