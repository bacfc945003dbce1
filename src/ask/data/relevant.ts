import type { FieldEntry, Relevant, StreamEntry } from './dictionary.ts';
import { ROLE_RULES } from './field-roles.ts';
import { plainLetters, wordsOf } from './name-parts.ts';
import type { StreamIndex } from './stream-index.ts';

const BY_NAME = 3;
const BY_VALUE = 2.5;
const BY_FIELD = 1;
/** A word that means the same as one of the name, such as latency for `took`. */
const BY_SYNONYM = 0.5;
/** A word of so many streams' fields tells none apart. */
const MOST_SHARE = 0.5;
const FEW = 5;
const MOST_FOUND = 16;

/** Words of one part, by the words that mean the same for a field. */
const SYNONYMS: ReadonlyMap<string, readonly string[]> = (() => {
  const found = new Map<string, string[]>();
  for (const { phrases } of ROLE_RULES) {
    const words = phrases.filter((phrase) => !phrase.includes(' '));
    for (const word of words)
      found.set(word, [...(found.get(word) ?? []), ...words.filter((each) => each !== word)]);
  }
  return found;
})();

/** Each word of a request with what it may stand for in names. */
function meaningsIn(words: string): ReadonlyMap<string, readonly string[]> {
  const said = plainLetters(words).split(/[^a-z0-9_.-]+/);
  return new Map(said.filter((word) => word.length > 1).map((word) => [word, wordsOf(word)]));
}

/** By word of known values, the places of the fields that hold it. */
export type ValueWords = ReadonlyMap<string, readonly number[]>;

/** Whole values and their words, in lower case and without accents. */
export function valueWordsOf(stream: StreamEntry): ValueWords {
  const found = new Map<string, number[]>();
  (stream.fields ?? []).forEach((field, at) => {
    for (const { value } of field.type === 'text' ? (field.values ?? []) : []) {
      const plain = plainLetters(value);
      for (const word of [plain, ...plain.split(/[^a-z0-9]+/)]) {
        if (word.length < 3) continue;
        const fields = found.get(word);
        if (!fields) found.set(word, [at]);
        else if (fields.at(-1) !== at) fields.push(at);
      }
    }
  });
  return found;
}

interface Hit {
  score: number;
  readonly words: Set<string>;
}

/** Rarer words weigh more. */
const weightOf = (among: number, of: number) => Math.log(1 + of / Math.max(1, among));

/** The fields of a stream that words name or whose values they hold, the likeliest first. */
function fieldsNamed(
  stream: StreamEntry,
  values: ValueWords | undefined,
  meanings: ReadonlyMap<string, readonly string[]>,
): FieldEntry[] {
  const scored = (stream.fields ?? []).map((field, at) => {
    let score = 0;
    for (const [word, meant] of meanings) {
      const same = meant.filter((each) => field.words.includes(each)).length;
      if (word === field.name) score += BY_NAME;
      else if (same > 0) score += BY_FIELD + same / field.words.length;
      else if (meant.some((each) => SYNONYMS.get(each)?.some((other) => field.words.includes(other))))
        score += BY_SYNONYM;
      if ([word, ...meant].some((each) => values?.get(each)?.includes(at))) score += BY_VALUE;
    }
    return { field, score };
  });
  return scored
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score)
    .map(({ field }) => field);
}

/** Streams that words may be about. `entries` are those of the index, with values and their words where they were looked up. */
export function relevantIn(
  index: StreamIndex,
  entries: ReadonlyArray<{ readonly entry: StreamEntry; readonly values?: ValueWords }>,
  words: string,
): readonly Relevant[] {
  const meanings = meaningsIn(words);
  const telling = Math.max(FEW, entries.length * MOST_SHARE);
  const hits = new Map<number, Hit>();
  function hit(places: readonly number[], word: string, worth: number): void {
    const weight = worth * weightOf(places.length, entries.length);
    for (const at of places) {
      const known = hits.get(at) ?? { score: 0, words: new Set() };
      known.score += weight;
      known.words.add(word);
      hits.set(at, known);
    }
  }
  const placesOf = (meant: readonly string[], find: (word: string) => readonly number[]) => [
    ...new Set(meant.flatMap(find)),
  ];
  for (const [word, meant] of meanings) {
    hit(placesOf(meant, index.named), word, BY_NAME);
    const holding = placesOf(meant, index.holding);
    if (holding.length <= telling) hit(holding, word, BY_FIELD);
    const alike = placesOf(
      meant.flatMap((each) => SYNONYMS.get(each) ?? []),
      index.holding,
    );
    if (holding.length === 0 && alike.length <= telling) hit(alike, word, BY_SYNONYM);
    const valued = entries.flatMap(({ values }, at) =>
      values && [word, ...meant].some((each) => values.has(each)) ? [at] : [],
    );
    hit(valued, word, BY_VALUE);
  }
  return [...hits]
    .sort(([a, x], [b, y]) => y.score - x.score || a - b)
    .slice(0, MOST_FOUND)
    .flatMap(([at, { score, words: led }]) => {
      const found = entries[at];
      if (!found) return [];
      const stream = index.withFields(found.entry);
      return [{ stream, score, fields: fieldsNamed(stream, found.values, meanings), words: [...led] }];
    });
}
