import { setImmediate as pause } from 'node:timers/promises';
import type { Relevant, StreamEntry } from './dictionary.ts';
import type { FieldEntry } from './fields/field.ts';
import { ROLE_RULES } from './fields/field-roles.ts';
import { plainLetters, stemOf, stemsOf, wordsOf } from './fields/name-parts.ts';
import type { StreamIndex } from './stream-index.ts';

const BY_NAME = 3;
const BY_VALUE = 2.5;
/** A word of a longer value, such as a message. */
const BY_WORD_OF_VALUE = 0.8;
const SHORTEST_WORD = 3;
const BY_FIELD = 1;
/** A word that means the same as one of the name, such as latency for `took`. */
const BY_SYNONYM = 0.5;
/** A word of so many streams' fields tells none apart. */
const MOST_SHARE = 0.5;
const FEW = 5;
const MOST_FOUND = 16;

/** By the stem of a word, those of words that mean the same for a field. */
const SYNONYMS: ReadonlyMap<string, readonly string[]> = (() => {
  const found = new Map<string, string[]>();
  for (const { phrases } of ROLE_RULES) {
    const words = stemsOf(phrases.filter((phrase) => !/[ =]/.test(phrase)));
    for (const word of words)
      found.set(word, [...(found.get(word) ?? []), ...words.filter((each) => each !== word)]);
  }
  return found;
})();

/** Each word of a request with the stems of what it may stand for in names. */
function meaningsIn(words: string): ReadonlyMap<string, readonly string[]> {
  const said = plainLetters(words).split(/[^a-z0-9_.-]+/);
  return new Map(said.filter((word) => word.length > 1).map((word) => [word, stemsOf(wordsOf(word))]));
}

/** By text, the places of the fields that hold it. */
type Places = ReadonlyMap<string, readonly number[]>;

/** What known values say, in lower case and without accents. */
export interface ValueWords {
  readonly whole: Places;
  /** By the stems of the words of longer values. */
  readonly within: Places;
}

/** Fields whose words are read at once; others are served in between. */
const MOST_AT_ONCE = 8;

/** Words of the frequent values of a stream, for finding the streams that a request is about. */
export async function valueWordsOf(stream: StreamEntry): Promise<ValueWords> {
  const whole = new Map<string, number[]>();
  const within = new Map<string, number[]>();
  function add(places: Map<string, number[]>, word: string, at: number): void {
    const known = places.get(word);
    if (!known) places.set(word, [at]);
    else if (known.at(-1) !== at) known.push(at);
  }
  for (const [at, field] of (stream.fields ?? []).entries()) {
    if (at > 0 && at % MOST_AT_ONCE === 0) await pause();
    for (const { value } of field.type === 'text' ? (field.values ?? []) : []) {
      const plain = plainLetters(value);
      add(whole, plain, at);
      const words = plain.split(/[^a-z0-9]+/).filter((word) => word.length >= SHORTEST_WORD);
      for (const word of words) if (word !== plain) add(within, stemOf(word), at);
    }
  }
  return { whole, within };
}

interface Hit {
  score: number;
  readonly words: Set<string>;
}

/** Rarer words weigh more. */
const weightOf = (among: number, of: number) => Math.log(1 + of / Math.max(1, among));

/** The words of a request by the stems that they may stand for, and by those that mean the same for a field. */
interface Wanted {
  readonly words: readonly (readonly [word: string, stems: readonly string[]])[];
  readonly byStem: ReadonlyMap<string, readonly string[]>;
  readonly bySynonym: ReadonlyMap<string, readonly string[]>;
}

function wantedOf(meanings: ReadonlyMap<string, readonly string[]>): Wanted {
  const byStem = new Map<string, string[]>();
  const bySynonym = new Map<string, string[]>();
  const add = (places: Map<string, string[]>, stem: string, word: string) =>
    void places.set(stem, [...(places.get(stem) ?? []), word]);
  for (const [word, meant] of meanings) {
    for (const stem of meant) add(byStem, stem, word);
    for (const stem of new Set(meant.flatMap((each) => SYNONYMS.get(each) ?? []))) add(bySynonym, stem, word);
  }
  return { words: [...meanings], byStem, bySynonym };
}

/** What a field's name has of the words: each counts once, and a synonym only for a word that the name does not have. */
function nameScore({ name, stems }: FieldEntry, { byStem, bySynonym }: Wanted): number {
  const same = stems.flatMap((stem) => byStem.get(stem) ?? []);
  const said = new Set(same);
  const alike = new Set(stems.flatMap((stem) => bySynonym.get(stem) ?? []).filter((word) => !said.has(word)));
  return (
    said.size * BY_FIELD +
    same.length / Math.max(1, stems.length) +
    alike.size * BY_SYNONYM +
    (said.has(name) ? BY_NAME : 0)
  );
}

/** The fields of a stream that words name or whose values they hold, the likeliest first. */
function fieldsNamed(stream: StreamEntry, values: ValueWords | undefined, wanted: Wanted): FieldEntry[] {
  const fields = stream.fields ?? [];
  const scores = fields.map((field) => nameScore(field, wanted));
  for (const [word, meant] of values ? wanted.words : []) {
    const whole = new Set([word, ...meant].flatMap((each) => values?.whole.get(each) ?? []));
    const within = new Set(meant.flatMap((each) => values?.within.get(each) ?? []));
    for (const at of whole) scores[at] = (scores[at] ?? 0) + BY_VALUE;
    for (const at of within) if (!whole.has(at)) scores[at] = (scores[at] ?? 0) + BY_WORD_OF_VALUE;
  }
  return fields
    .map((field, at) => ({ field, score: scores[at] ?? 0 }))
    .filter(({ score }) => score > 0)
    .sort((x, y) => y.score - x.score)
    .map(({ field }) => field);
}

const placesWhere = (
  entries: ReadonlyArray<{ readonly values?: ValueWords }>,
  holds: (values: ValueWords) => boolean,
) => entries.flatMap(({ values }, at) => (values && holds(values) ? [at] : []));

/** Streams that words may be about. `entries` are those of the index, with values and their words where they were looked up. */
export function relevantIn(
  index: StreamIndex,
  entries: ReadonlyArray<{ readonly entry: StreamEntry; readonly values?: ValueWords }>,
  words: string,
): readonly Relevant[] {
  const meanings = meaningsIn(words);
  const wanted = wantedOf(meanings);
  const telling = Math.max(FEW, entries.length * MOST_SHARE);
  // A word says less of a longer name.
  const shares = entries.map(({ entry }) => 1 / Math.sqrt(entry.name.split('_').length));
  const hits = new Map<number, Hit>();
  function hit(
    places: readonly number[],
    word: string,
    worth: number,
    share: (at: number) => number = () => 1,
  ) {
    const weight = worth * weightOf(places.length, entries.length);
    for (const at of places) {
      const known = hits.get(at) ?? { score: 0, words: new Set() };
      known.score += weight * share(at);
      known.words.add(word);
      hits.set(at, known);
    }
  }
  const placesOf = (meant: readonly string[], find: (word: string) => readonly number[]) => [
    ...new Set(meant.flatMap(find)),
  ];
  for (const [word, meant] of meanings) {
    hit(placesOf(meant, index.named), word, BY_NAME, (at) => shares[at] ?? 1);
    const holding = placesOf(meant, index.holding);
    if (holding.length <= telling) hit(holding, word, BY_FIELD);
    const alike = placesOf(
      meant.flatMap((each) => SYNONYMS.get(each) ?? []),
      index.holding,
    );
    if (holding.length === 0 && alike.length <= telling) hit(alike, word, BY_SYNONYM);
    const wholly = placesWhere(entries, ({ whole }) => [word, ...meant].some((each) => whole.has(each)));
    hit(wholly, word, BY_VALUE);
    const partly = placesWhere(entries, ({ within }) => meant.some((each) => within.has(each)));
    hit(
      partly.filter((at) => !wholly.includes(at)),
      word,
      BY_WORD_OF_VALUE,
    );
  }
  return [...hits]
    .sort(([a, x], [b, y]) => y.score - x.score || a - b)
    .slice(0, MOST_FOUND)
    .flatMap(([at, { score, words: led }]) => {
      const found = entries[at];
      if (!found) return [];
      const stream = index.withFields(found.entry);
      return [{ stream, score, fields: fieldsNamed(stream, found.values, wanted), words: [...led] }];
    });
}
