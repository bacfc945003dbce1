import type { StreamEntry } from '../../data/dictionary.ts';
import type { FieldEntry } from '../../data/fields/field.ts';
import { isUnitWord } from '../../data/fields/units.ts';
import { translationsOf } from '../../language/vocabulary.ts';
import { fold, splitIntoParts, stemOf } from '../../language/word-forms.ts';
import { valueParts } from './value-parts.ts';

/** A value of a field, ready to be compared with words. */
export interface KnownValue {
  readonly field: FieldEntry;
  readonly value: string;
  readonly count: number;
  readonly stems: readonly string[];
  /** The stems are of its translation: only all of them together mean it. */
  readonly isTranslated?: boolean;
}

/** A field, ready to be compared with words. */
export interface KnownField {
  readonly field: FieldEntry;
  /** The name without separators. */
  readonly folded: string;
  /** The same without a unit at its end. */
  readonly bare: string;
  /** Stems of the name's parts and of what they mean. */
  readonly stems: ReadonlySet<string>;
  /** Stems of the parts that say what the field is about. */
  readonly telling: readonly string[];
  /** How texts with many values begin, and how long they are; null for others. */
  readonly affix: { readonly prefix: string; readonly least: number; readonly most: number } | null;
}

/** A stream ready to be compared with words. */
export interface StreamView {
  readonly entry: StreamEntry;
  readonly fields: readonly KnownField[];
  /** By the whole value, without separators. */
  readonly valuesByText: ReadonlyMap<string, readonly KnownValue[]>;
  /** The same by the first letter. */
  readonly valuesByLetter: ReadonlyMap<
    string,
    ReadonlyArray<readonly [text: string, values: readonly KnownValue[]]>
  >;
  readonly valuesByStem: ReadonlyMap<string, readonly KnownValue[]>;
  /** Stems of the stream's name and of what its parts mean. */
  readonly stems: ReadonlySet<string>;
  readonly telling: readonly string[];
}

/** Parts of names that say nothing of what a thing is about. */
const GENERIC_FIELD = new Set(
  'id name number code key uuid guid identifier display nr no num value attribute attributes label labels field data body resource log record string text'
    .split(' ')
    .map(stemOf),
);
const GENERIC_STREAM = new Set(
  'log logs event events stream service data app application record records raw prod production default table history info access message messages fact tbl audit svc v1 v2 entries'
    .split(' ')
    .map(stemOf),
);

/** A text without what separates its parts. */
export const withoutSeparators = (text: string) => fold(text).replaceAll(/[^\p{L}\d]+/gu, '');

/** `java.lang.OutOfMemoryError` is an OutOfMemoryError, and an OutOfMemory. */
function shortNames(value: string): string[] {
  const match = /^(?:[A-Za-z_]\w*\.){1,}([A-Z]\w+)$/.exec(value);
  const name = match?.[1] ?? (/^[A-Z]\w*(?:Exception|Error)$/.test(value) ? value : null);
  if (name === null) return [];
  const bare = name.replace(/(?:Exception|Error)$/, '');
  return [
    ...new Set([
      withoutSeparators(name),
      `${withoutSeparators(name)}s`,
      ...(bare.length > 5 ? [withoutSeparators(bare)] : []),
    ]),
  ].filter((short) => short !== withoutSeparators(value));
}

/** Fields with more values than this hold names, which nobody translates. */
const MOST_TRANSLATED = 60;

const isTranslatable = ({ roles, values = [] }: FieldEntry) =>
  values.length <= MOST_TRANSLATED && !['message', 'path', 'operation', 'host'].includes(roles[0] ?? '');

/** A value of another language as English says it. */
function translatedValues(known: KnownValue): KnownValue[] {
  const parts = valueParts(known.value);
  if (parts.length > 3) return [];
  const meanings = parts.map((part) => [...translationsOf(part), part]);
  const [first = [], ...rest] = meanings;
  const phrases = rest.reduce<readonly string[]>(
    (texts, next) => texts.flatMap((text) => next.slice(0, 2).map((word) => `${text} ${word}`)),
    first,
  );
  const own = known.stems.join(' ');
  return phrases
    .map((phrase) => ({ ...known, stems: splitIntoParts(phrase).map(stemOf), isTranslated: true }))
    .filter(({ stems }) => stems.join(' ') !== own);
}

const withoutDigits = (stem: string) => (stem.length > 3 ? stem.replace(/\d+$/, '') : stem);

const add = <T>(map: Map<string, T[]>, key: string, item: T) => {
  const list = map.get(key);
  if (list) list.push(item);
  else map.set(key, [item]);
};

/** Values of these fields are whole texts or numbers that words do not mean by their parts. */
const hasValueParts = ({ roles, type }: FieldEntry) =>
  type === 'text' &&
  !roles
    .slice(0, 1)
    .some((role) => ['trace id', 'span id', 'parent span id', 'request id', 'ip', 'time'].includes(role));

function affixOf({ type, valuesComplete, values = [] }: FieldEntry): KnownField['affix'] {
  if (type !== 'text' || valuesComplete || values.length < 5) return null;
  const texts = values.map(({ value }) => value);
  const [first = ''] = texts;
  let length = /^[^\d]*/.exec(first)?.[0].length ?? 0;
  while (length > 0 && !texts.every((text) => text.startsWith(first.slice(0, length)))) length -= 1;
  const lengths = texts.map((text) => text.length);
  return length < 2
    ? null
    : { prefix: first.slice(0, length), least: Math.min(...lengths), most: Math.max(...lengths) };
}

function viewOf(entry: StreamEntry): StreamView {
  const valuesByText = new Map<string, KnownValue[]>();
  const valuesByStem = new Map<string, KnownValue[]>();
  const fields = (entry.fields ?? []).map((field): KnownField => {
    const stems = new Set(field.words.map(stemOf));
    const parts = splitIntoParts(field.name);
    const own = field.words
      .map(stemOf)
      .filter(
        (stem, index) =>
          index < Math.max(parts.length, 1) || field.words.length <= parts.length || stems.has(stem),
      );
    const telling = own.filter((stem) => !GENERIC_FIELD.has(stem) && !isUnitWord(stem));
    for (const { value, count } of field.values ?? []) {
      if (value === '') continue;
      const known: KnownValue = { field, value, count, stems: valueParts(value).map(stemOf) };
      add(valuesByText, withoutSeparators(value), known);
      for (const short of shortNames(value)) add(valuesByText, short, known);
      if (hasValueParts(field))
        for (const stem of new Set([...known.stems, ...known.stems.map(withoutDigits)]))
          if (stem.length > 1) add(valuesByStem, stem, known);
      if (hasValueParts(field) && isTranslatable(field))
        for (const translated of translatedValues(known))
          for (const stem of new Set(translated.stems)) add(valuesByStem, stem, translated);
    }
    return {
      field,
      folded: withoutSeparators(field.name),
      bare: parts.filter((part) => !isUnitWord(part)).join(''),
      stems,
      telling: telling.length > 0 ? telling : own,
      affix: affixOf(field),
    };
  });
  const streamStems = entry.words.map(stemOf);
  const telling = streamStems.filter((stem) => !GENERIC_STREAM.has(stem) && !isUnitWord(stem));
  return {
    entry,
    fields,
    valuesByText,
    valuesByLetter: Map.groupBy(valuesByText, ([text]) => text.charAt(0)),
    valuesByStem,
    stems: new Set(streamStems),
    telling: telling.length > 0 ? telling : streamStems,
  };
}

const views = new WeakMap<StreamEntry, StreamView>();

/** The view of an entry, made once for it. */
export function streamView(entry: StreamEntry): StreamView {
  const known = views.get(entry);
  if (known) return known;
  const made = viewOf(entry);
  views.set(entry, made);
  return made;
}
