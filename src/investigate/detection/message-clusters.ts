import { createHash } from 'node:crypto';
import { maskValues } from './mask-values.ts';

/** Messages that say the same with other values. */
export interface MessageCluster {
  /** Hash of the template: the same in every run that finds the template. */
  readonly id: string;
  /** The words that stay, `<num>`, `<ip>`, … for values of a known type, `<*>` for words that vary. */
  readonly template: string;
  readonly count: number;
  /** Messages of each period, as numbered by `add`. */
  readonly counts: readonly number[];
  /** One of its first messages, shortened to 300 characters. */
  readonly example: string;
  /** Least and greatest time of its messages, as given. */
  readonly first: number;
  readonly last: number;
}

/** How often a message came. */
export interface Occurrence {
  /** Times of the first and the last one, in any unit. */
  readonly first: number;
  readonly last: number;
  readonly count: number;
  /** Where messages of several periods are compared: 0, 1, … */
  readonly period: number;
}

/** Messages grouped by template (Drain). */
export interface MessageClusters {
  /** One message now if nothing else is said. */
  add(message: string, occurrence?: Partial<Occurrence>): void;
  /** The most frequent first. */
  clusters(): readonly MessageCluster[];
  /** The template of the cluster that holds a message that was added; null once it was forgotten. */
  templateOf(message: string): string | null;
}

/** Masked messages with the same words. */
interface Shape {
  readonly words: readonly string[];
  readonly counts: number[];
  example: string;
  first: number;
  last: number;
}

/** Shapes of the same length that share most words. */
interface Group {
  readonly key: string;
  /** Null where words varied too much to keep them apart. */
  readonly template: (string | null)[];
  readonly distinct: (Set<string> | null)[];
  readonly shapes: Map<string, Shape>;
}

const VARIES = '<*>';
const SHARE_OF_EQUAL_WORDS = 0.5;
/** Fewer different words at one position keep messages apart. */
const FEWEST_VARYING = 4;
const MOST_WORDS_AT_A_POSITION = 40;
const MOST_SHAPES_OF_A_GROUP = 200;
const MOST_SHAPES = 10_000;
const MOST_GROUPS = 1000;
const MOST_REMEMBERED = 5000;
const EXAMPLE_CHARACTERS = 300;

const isPlaceholder = (word: string) => word.startsWith('<');

/** Share of the words that are equal; values of the same type do not count. */
function similarity(template: readonly (string | null)[], words: readonly string[]): number {
  let equal = 0;
  let compared = 0;
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] as string;
    const other = template[at] as string | null;
    if (other === null || (other === word && isPlaceholder(word))) continue;
    compared += 1;
    if (other === word) equal += 1;
  }
  return compared === 0 ? 1 : equal / compared;
}

const shapeOf = (words: readonly string[]): Shape => ({
  words,
  counts: [],
  example: '',
  first: Number.POSITIVE_INFINITY,
  last: Number.NEGATIVE_INFINITY,
});

function merge(into: Shape, from: Shape): void {
  if (from.first < into.first || into.example === '') into.example = from.example;
  for (const [period, count] of from.counts.entries())
    into.counts[period] = (into.counts[period] ?? 0) + (count ?? 0);
  into.first = Math.min(into.first, from.first);
  into.last = Math.max(into.last, from.last);
}

/** Keep the words at `position` of a group no longer apart. */
function collapse(group: Group, position: number): void {
  group.template[position] = null;
  group.distinct[position] = null;
  const shapes = [...group.shapes.values()];
  group.shapes.clear();
  for (const shape of shapes) {
    const words = shape.words.with(position, VARIES);
    const key = words.join(' ');
    const kept = group.shapes.get(key) ?? shapeOf(words);
    merge(kept, shape);
    group.shapes.set(key, kept);
  }
}

const ownWords = ({ template }: Group, words: readonly string[]) =>
  words.map((word, at) => (template[at] === null ? VARIES : word));

/** Where a message is looked up: its length, and its first word unless that is a value. */
function keyOf(words: readonly string[]): string {
  const [first = ''] = words;
  return `${words.length} ${/[<\d]/.test(first) ? '' : first}`;
}

/** The key that all words of a position give a value to, as in `user=anna`; empty when there is none. */
function sharedKey(words: ReadonlySet<string>): string {
  const [first = ''] = words;
  const key = /^[^=<]+=/.exec(first)?.[0] ?? '';
  return [...words].every((word) => word.startsWith(key)) ? key : '';
}

/**
 * Whether the different words at a position are values: one of them is known as a value, they differ in no letter, all
 * are values of one key, or there are many. Words in capitals name states, and stay.
 */
function isVariable(words: ReadonlySet<string>): boolean {
  const list = [...words];
  const letters = list.map((word) => word.replaceAll(/<[a-z*]+>|[^\p{L}]/gu, ''));
  if (letters.some((text, at) => text === '' && list[at]?.includes('<'))) return true;
  if (new Set(letters).size === 1 || sharedKey(words) !== '') return true;
  return words.size >= FEWEST_VARYING && !list.every((word) => /^[A-Z][A-Z_]+$/.test(word));
}

/** Shapes of a group that belong together, and what they have in common. */
interface Part {
  readonly common: Shape;
  readonly shapes: readonly Shape[];
}

/** Shapes of a group apart by the words that stay, together by the words that vary. */
function splitShapes(shapes: readonly Shape[]): Part[] {
  const [first] = shapes;
  if (first === undefined) return [];
  const distinct = first.words.map((_, at) => new Set(shapes.map(({ words }) => words[at] as string)));
  let apart = -1;
  for (const [at, words] of distinct.entries())
    if (
      words.size > 1 &&
      !isVariable(words) &&
      words.size < (distinct[apart]?.size ?? Number.POSITIVE_INFINITY)
    )
      apart = at;
  if (apart >= 0)
    return [...Map.groupBy(shapes, ({ words }) => words[apart]).values()].flatMap((part) =>
      splitShapes(part),
    );
  const common = shapeOf(
    distinct.map((words, at) =>
      words.size === 1 ? (first.words[at] as string) : `${sharedKey(words)}${VARIES}`,
    ),
  );
  for (const shape of shapes) merge(common, shape);
  return [{ common, shapes }];
}

function clusterOf({ words, counts, ...rest }: Shape): MessageCluster {
  const template = words.join(' ');
  const id = createHash('sha256').update(template).digest('hex').slice(0, 12);
  const filled = Array.from(counts, (count) => count ?? 0);
  return { id, template, count: filled.reduce((sum, each) => sum + each, 0), counts: filled, ...rest };
}

/**
 * Groups messages as they come, in bounded memory: what was used longest ago is forgotten. As in Drain (He et al.,
 * ICWS 2017), a message goes to the group of the same number of words and the same first word whose words it shares
 * most. Unlike there, a group keeps its variants until it is read: then a position that holds a few different words
 * splits the group, and one that holds values or many words does not.
 */
export function createMessageClusters(): MessageClusters {
  const groups = new Map<string, Set<Group>>();
  /** The one used longest ago first. */
  const byUse = new Set<Group>();
  const remembered = new Map<string, { readonly group: Group; readonly shape: Shape }>();
  /** How groups fall apart, as long as nothing is added. */
  const split = new Map<Group, readonly Part[]>();
  let shapes = 0;

  function partsOf(group: Group): readonly Part[] {
    const parts = split.get(group) ?? splitShapes([...group.shapes.values()]);
    split.set(group, parts);
    return parts;
  }

  function nearestGroup(words: readonly string[]): Group | null {
    let best: Group | null = null;
    let bestShare = SHARE_OF_EQUAL_WORDS;
    for (const group of groups.get(keyOf(words)) ?? []) {
      const share = similarity(group.template, words);
      if (share < bestShare) continue;
      best = group;
      bestShare = share;
    }
    return best;
  }

  function addGroup(words: readonly string[]): Group {
    const key = keyOf(words);
    const group: Group = {
      key,
      template: [...words],
      distinct: words.map(() => new Set()),
      shapes: new Map(),
    };
    groups.set(key, (groups.get(key) ?? new Set()).add(group));
    return group;
  }

  function forget(group: Group): void {
    byUse.delete(group);
    groups.get(group.key)?.delete(group);
    if (groups.get(group.key)?.size === 0) groups.delete(group.key);
    shapes -= group.shapes.size;
    remembered.clear();
  }

  function limit(group: Group): void {
    const sizes = group.distinct.map((words) => words?.size ?? 0);
    const most = Math.max(...sizes);
    if (most > MOST_WORDS_AT_A_POSITION || group.shapes.size > MOST_SHAPES_OF_A_GROUP) {
      shapes -= group.shapes.size;
      collapse(group, sizes.indexOf(most));
      shapes += group.shapes.size;
      remembered.clear();
    }
    for (const oldest of byUse) {
      if (shapes <= MOST_SHAPES && byUse.size <= MOST_GROUPS) return;
      forget(oldest);
    }
  }

  function place(words: readonly string[]): { group: Group; shape: Shape } {
    const group = nearestGroup(words) ?? addGroup(words);
    for (const [at, word] of words.entries()) group.distinct[at]?.add(word);
    const own = ownWords(group, words);
    const key = own.join(' ');
    const known = group.shapes.get(key);
    if (known) return { group, shape: known };
    const shape = shapeOf(own);
    group.shapes.set(key, shape);
    shapes += 1;
    return { group, shape };
  }

  return {
    add(message, { first = 0, last = first, count = 1, period = 0 } = {}) {
      split.clear();
      const words = maskValues(message);
      const key = words.join(' ');
      const known = remembered.get(key);
      const { group, shape } = known ?? place(words);
      const counts: number[] = [];
      counts[period] = count;
      merge(shape, { words, counts, example: message.slice(0, EXAMPLE_CHARACTERS), first, last });
      byUse.delete(group);
      byUse.add(group);
      if (known) return;
      if (remembered.size >= MOST_REMEMBERED) remembered.clear();
      remembered.set(key, { group, shape });
      limit(group);
    },
    clusters: () =>
      [...byUse]
        .flatMap(partsOf)
        .map(({ common }) => clusterOf(common))
        .sort((a, b) => b.count - a.count || (a.id < b.id ? -1 : 1)),
    templateOf(message) {
      const words = maskValues(message);
      const known = remembered.get(words.join(' '));
      const group = known?.group ?? nearestGroup(words);
      const shape = known?.shape ?? group?.shapes.get(ownWords(group, words).join(' '));
      if (!group || !shape) return null;
      const part = partsOf(group).find((each) => each.shapes.includes(shape));
      return part?.common.words.join(' ') ?? null;
    },
  };
}
