import { setImmediate as pause } from 'node:timers/promises';
import type { StreamEntry } from '../../data/dictionary.ts';
import type { FieldEntry } from '../../data/fields/field.ts';
import { meaningsOf, partsOf } from '../../data/fields/name-parts.ts';
import { isUnitWord } from '../../data/fields/units.ts';
import { translationsOf } from '../../language/vocabulary.ts';
import { fold, splitIntoParts, stemOf } from '../../language/word-forms.ts';
import { type MetricNames, metricNames } from './metric-names.ts';
import { isTermOfField } from './concepts.ts';
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
  /** The same by the part of the name that they are of: `fehlercode` is about errors, in whichever language. */
  readonly parts: ReadonlyArray<ReadonlySet<string>>;
  /** How texts with many values begin, and how long they are; null for others. */
  readonly affix: { readonly prefix: string; readonly least: number; readonly most: number } | null;
}

/** A stream ready to be compared with words. */
export interface StreamView {
  readonly entry: StreamEntry;
  /** The name without separators. */
  readonly folded: string;
  readonly fields: readonly KnownField[];
  /** Names of the fields without separators. */
  readonly foldedFields: ReadonlySet<string>;
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
  /** Stems of what each record is one of, by an ID that no two of them share: `call` of `call_id`. */
  readonly entities: ReadonlySet<string>;
  /** Null for what is no metric. */
  readonly metric: MetricNames | null;
}

/** Parts of names that say nothing of what a thing is about. */
const GENERIC_FIELD = new Set(
  'id name number code key uuid guid identifier display nr no num value attribute attributes label labels field data body resource log record string text extra extras context ctx metadata meta mdc yn cd num nbr nm'
    .split(' ')
    .map(stemOf),
);
const GENERIC_STREAM = new Set(
  'log logs event events stream service data application record records raw prod production default table history info access message messages fact tbl audit svc v1 v2 entries'
    .split(' ')
    .map(stemOf),
);

/** Columns of metrics that are no labels to ask about. */
const NO_LABELS: ReadonlySet<string> = new Set(['value', 'le']);

const SERVICE = stemOf('service');

/** A text without what separates its parts. */
export const withoutSeparators = (text: string) => fold(text).replaceAll(/[^\p{L}\d]+/gu, '');

/** `java.lang.OutOfMemoryError` is an OutOfMemoryError, and an OutOfMemory. */
function shortNames(value: string): string[] {
  const match = /^(?:[A-Za-z_]\w*\.){1,}([A-Z]\w+)$/.exec(value);
  const name = match?.[1] ?? (/^[A-Z]\w*(?:Exception|Error)$/.test(value) ? value : null);
  if (name === null) return [];
  const bare = name.replace(/(?:Exception|Error)$/, '');
  // An OOM is an OutOfMemory.
  const parts = splitIntoParts(bare);
  const acronym = parts.length > 2 ? parts.map((part) => part.charAt(0)).join('') : null;
  return [
    ...new Set([
      ...(acronym === null ? [] : [acronym, `${acronym}s`]),
      withoutSeparators(name),
      `${withoutSeparators(name)}s`,
      ...(bare.length > 5 ? [withoutSeparators(bare)] : []),
    ]),
  ].filter((short) => short !== withoutSeparators(value));
}

/** Records that share an ID of one thing each, by chance. */
const MOST_SAME = 2;
/** Fields with more values than this hold names, which nobody translates. */
const MOST_TRANSLATED = 60;

const isTranslatable = ({ roles, values = [] }: FieldEntry) =>
  values.length <= MOST_TRANSLATED && !['message', 'path', 'operation', 'host'].includes(roles[0] ?? '');

/** A value of another language as English says it. */
function translatedValues(known: KnownValue): KnownValue[] {
  const parts = valueParts(known.value);
  if (parts.length > 3) return [];
  const meanings = parts.map((part) =>
    isTermOfField(stemOf(part)) ? [part] : [...translationsOf(part), part],
  );
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

/** Parts of values that are words of their own, whatever they are short for in names of fields. */
const WHOLE_WORDS: ReadonlySet<string> = new Set(
  'id in out no be op cat del max min app rep sub net pos'.split(' '),
);
/** Values of more parts are sentences, which nobody shortens. */
const MOST_SHORTENED = 4;

/** A value that is written in abbreviations as its words: `eng_alm` is an engine alarm. */
function spelledOutValues(known: KnownValue): KnownValue[] {
  const parts = valueParts(known.value);
  if (parts.length < 2 || parts.length > MOST_SHORTENED) return [];
  const meanings = parts.map((part) => (WHOLE_WORDS.has(part) ? [[part]] : meaningsOf(part).slice(0, 2)));
  const texts = meanings.reduce<ReadonlyArray<readonly string[]>>(
    (readings, next) => readings.flatMap((reading) => next.map((words) => [...reading, ...words])),
    [[]],
  );
  const own = known.stems.join(' ');
  return texts
    .map((words) => ({ ...known, stems: words.map(stemOf), isTranslated: true }))
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

/** Names of IDs that say nothing of what a record is. */
const TECHNICAL: ReadonlySet<string> = new Set([
  'request',
  'trace',
  'span',
  'correlation',
  'session',
  'message',
]);

/** An ID with another value in each record. */
const isOneEach = ({ type, values = [], valuesComplete, words }: FieldEntry) =>
  type === 'text' &&
  !valuesComplete &&
  values.length > 0 &&
  words.some((word) => word === 'id' || word === 'number' || word === 'reference') &&
  !words.some((word) => TECHNICAL.has(word)) &&
  values.every(({ count }) => count <= MOST_SAME);

/** The stems of each part of a name that says what it is about. */
function partsOfName(name: string, telling: ReadonlySet<string>): ReadonlyArray<ReadonlySet<string>> {
  return partsOf(name)
    .map(
      (part) => new Set([part, ...meaningsOf(part).flat()].map(stemOf).filter((stem) => telling.has(stem))),
    )
    .filter(({ size }) => size > 0);
}

/** Makes a view, with a step for each of the many things that it is made of. */
function* viewOf(entry: StreamEntry): Generator<void, StreamView, void> {
  const valuesByText = new Map<string, KnownValue[]>();
  const valuesByStem = new Map<string, KnownValue[]>();
  const own = (entry.fields ?? []).filter(({ name }) => !entry.metric || !NO_LABELS.has(name));
  const fields: KnownField[] = [];
  for (const field of own) {
    yield;
    const stems = new Set(field.words.map(stemOf));
    const parts = splitIntoParts(field.name);
    const wordStems = field.words.map(stemOf);
    // Of the service of a peer, that it is the peer's.
    const isOfPeer = parts.includes('peer');
    const telling = wordStems.filter(
      (stem, index) =>
        !GENERIC_FIELD.has(stem) &&
        !isUnitWord(stem) &&
        !isUnitWord(field.words[index] ?? '') &&
        !(isOfPeer && stem === SERVICE),
    );
    // The meter of `meterid` is no unit.
    const things = wordStems.filter((stem) => !GENERIC_FIELD.has(stem));
    for (const { value, count } of field.values ?? []) {
      if (value === '') continue;
      const known: KnownValue = { field, value, count, stems: valueParts(value).map(stemOf) };
      add(valuesByText, withoutSeparators(value), known);
      for (const short of shortNames(value)) add(valuesByText, short, known);
      if (hasValueParts(field))
        for (const stem of new Set([...known.stems, ...known.stems.map(withoutDigits)]))
          if (stem.length > 1) add(valuesByStem, stem, known);
      if (hasValueParts(field) && isTranslatable(field))
        for (const translated of [...translatedValues(known), ...spelledOutValues(known)])
          for (const stem of new Set(translated.stems)) add(valuesByStem, stem, translated);
    }
    fields.push({
      field,
      folded: withoutSeparators(field.name),
      bare: parts.filter((part) => !isUnitWord(part)).join(''),
      stems,
      telling: telling.length > 0 ? telling : things.length > 0 ? things : wordStems,
      parts: partsOfName(field.name, new Set(telling)),
      affix: affixOf(field),
    });
  }
  const streamStems = entry.words.map(stemOf);
  const telling = streamStems.filter(
    (stem) => !GENERIC_STREAM.has(stem) && !(entry.type === 'metrics' && isUnitWord(stem)),
  );
  return {
    entry,
    folded: withoutSeparators(entry.name),
    fields,
    foldedFields: new Set(fields.map(({ folded }) => folded)),
    valuesByText,
    valuesByLetter: Map.groupBy(valuesByText, ([text]) => text.charAt(0)),
    valuesByStem,
    stems: new Set(streamStems),
    telling: telling.length > 0 ? telling : streamStems,
    entities: new Set(fields.filter(({ field }) => isOneEach(field)).flatMap(({ telling: own }) => own)),
    metric: metricNames(entry),
  };
}

const views = new WeakMap<StreamEntry, StreamView>();

/** The view of an entry, made once for it. */
export function streamView(entry: StreamEntry): StreamView {
  const known = views.get(entry);
  if (known) return known;
  const steps = viewOf(entry);
  for (let step = steps.next(); ; step = steps.next()) {
    if (!step.done) continue;
    views.set(entry, step.value);
    return step.value;
  }
}

/** The same, with others served while it is made: an entry may have thousands of values. */
export async function streamViewInSteps(entry: StreamEntry): Promise<StreamView> {
  const known = views.get(entry);
  if (known) return known;
  const steps = viewOf(entry);
  for (let step = steps.next(); ; step = steps.next()) {
    await pause();
    if (!step.done) continue;
    views.set(entry, step.value);
    return step.value;
  }
}
