import type { FieldEntry } from '../../data/fields/field.ts';
import { PLAIN } from '../../data/fields/plain-words.ts';
import type { Language } from '../../language/lexicon/lexicon.ts';
import { countryCode, languageCode, regionPrefixes } from '../../language/places.ts';
import { type TaggedWord, writtenText } from '../../language/tagged-words.ts';
import { fold, splitIntoParts, stemOf } from '../../language/word-forms.ts';
import { isTermOfField } from './concepts.ts';
import { namesPersons, tellsWhatHappened } from './fields.ts';
import { currencyOf } from '../parse/quantities.ts';
import type { Link } from './link.ts';
import { type StreamView, withoutSeparators } from './stream-view.ts';
import { areSameState, hasSameStates } from './value-synonyms.ts';

/** Letters that words are cut to in codes. */
const SHORTENED = [4, 5];

const isMessage = (field: FieldEntry) => field.roles[0] === 'message';
const sameStems = (a: readonly string[], b: readonly string[]) =>
  a.length === b.length && a.every((stem) => b.includes(stem));

interface Found {
  readonly field: FieldEntry;
  readonly values: Set<string>;
  readonly score: number;
  readonly isContained: boolean;
}

const BEFORE: Readonly<Record<string, readonly string[]>> = {
  from: ['to'],
  old: ['new', 'current'],
  previous: ['new', 'current', 'next'],
  prev: ['new', 'current', 'next', 'cur'],
};

/** Whether a field holds what was before a change, and another one what came of it: `from_state` beside `to_state`. */
export function isBeforeChange(field: FieldEntry, view: StreamView): boolean {
  const parts = splitIntoParts(field.name);
  const at = parts.findIndex((part) => Object.hasOwn(BEFORE, part));
  if (at < 0) return false;
  const after = BEFORE[parts[at] ?? ''] ?? [];
  return view.fields.some(({ field: { name } }) => {
    const others = splitIntoParts(name);
    return (
      others.length === parts.length &&
      others.every((other, index) => (index === at ? after.includes(other) : other === parts[index]))
    );
  });
}

/** Values of a field as they are collected: those of the best score stay. */
function collector() {
  const found = new Map<string, Found>();
  return {
    note(field: FieldEntry, value: string, score: number, isContained = false) {
      const known = found.get(field.name);
      if (!known || score > known.score + 0.02)
        found.set(field.name, { field, values: new Set([value]), score, isContained });
      else if (score >= known.score - 0.02) known.values.add(value);
    },
    all: () => [...found.values()],
  };
}

/** The part of a text that holds words of these stems in a row, as written there; null where they do not stand together. */
function partOf(text: string, stems: readonly string[]): string | null {
  const words = [...text.matchAll(/[\p{L}\d]+/gu)].map((match) => ({
    at: match.index,
    word: match[0],
    stem: stemOf(fold(match[0])),
  }));
  for (let from = 0; from + stems.length <= words.length; from++) {
    const slice = words.slice(from, from + stems.length);
    if (!slice.every(({ stem }) => stems.includes(stem))) continue;
    const last = slice.at(-1) as (typeof words)[number];
    return text.slice((slice[0] as (typeof words)[number]).at, last.at + last.word.length);
  }
  return null;
}

/** "paid" of `invoice.paid` in a stream of invoices: the stream says the rest. */
const isOfStream = (
  own: readonly string[],
  stems: readonly string[],
  field: FieldEntry,
  view: StreamView,
): boolean =>
  own.length === 2 &&
  stems.length === 1 &&
  own[1] === stems[0] &&
  view.telling.at(-1) === own[0] &&
  tellsWhatHappened(field) &&
  !isMessage(field);

/** "mira" of `mira.k`, where no other person is called so. */
const isFirstName = (name: string, value: string, field: FieldEntry, candidates: number): boolean =>
  candidates === 1 &&
  namesPersons(field) &&
  field.valuesComplete &&
  /^\p{L}{3,}[._-]\p{L}+$/u.test(value) &&
  stemOf(splitIntoParts(value)[0] ?? '') === name;

function byStems(
  readings: readonly string[][],
  view: StreamView,
  language: Language,
  compound: 'name' | 'head' | null,
  note: ReturnType<typeof collector>['note'],
): void {
  for (const stems of readings) {
    const [first] = stems;
    if (first === undefined || first.length < 2) continue;
    const candidates = (view.valuesByStem.get(first) ?? []).filter(({ stems: own }) =>
      stems.every((stem) =>
        own.some((each) => each === stem || (each.length > 3 && each.replace(/\d+$/, '') === stem)),
      ),
    );
    for (const { field, value, stems: own, isTranslated } of candidates) {
      if (sameStems(own, stems)) note(field, value, stems.length > 1 ? 0.96 : 0.93);
      else if (isOfStream(own, stems, field, view)) note(field, value, 0.9);
      else if (isTranslated) continue;
      else if (stems.length === 1 && isFirstName(first, value, field, candidates.length))
        note(field, value, 0.84, true);
      else if (first.length >= 3 && !(stems.length === 1 && own.length > 4 && !isMessage(field))) {
        const share = stems.length / own.length;
        const ofText = stems.length > 1 ? 0.64 + 0.2 * share : 0.55 + 0.2 * share;
        const ofName = 0.5 + 0.36 * share + (stems.length > 1 ? 0.1 : 0);
        note(field, value, isMessage(field) ? ofText : ofName, true);
      }
    }
    // "instant" of `SCT_INST`
    for (const length of language === 'en' && stems.length === 1 ? SHORTENED : []) {
      const short = first.slice(0, length);
      if (first.length < length + 2 || PLAIN.has(short)) continue;
      for (const { field, value, stems: own } of view.valuesByStem.get(short) ?? [])
        if (field.valuesComplete && !isMessage(field) && value === value.toUpperCase() && own.includes(short))
          note(field, value, 0.6 + 0.24 / own.length, true);
    }
    // "Google Play" of a field that holds `play`, "cell sites" of one with `cell`; of "furniture online" the second word is another thing.
    if (stems.length === 2 && compound !== null)
      for (const stem of compound === 'name' ? stems : stems.slice(0, 1))
        for (const { field, value, stems: own } of view.valuesByStem.get(stem) ?? [])
          if (
            own.length === 1 &&
            stem.length > 3 &&
            !isMessage(field) &&
            field.valuesComplete &&
            !view.stems.has(stems.find((other) => other !== stem) ?? '')
          )
            note(field, value, 0.56, true);
  }
}

const isShortCode = (value: string) => /^\p{Lu}{3,5}\d*$/u.test(value) || /^\p{Ll}{3,4}\d*$/u.test(value);

/** Whether the letters of a code stand in a text in their order: `MUC` of Munich. */
function isWithin(code: string, word: string): boolean {
  let at = 0;
  for (const letter of word) if (letter === code[at]) at += 1;
  return at === code.length;
}

/** Words against values that are written otherwise: `prod`, `HAM1` of Hamburg, `OOMKilled` of an "oom kill". */
function bySpelling(
  words: readonly string[],
  values: StreamView['valuesByLetter'],
  note: ReturnType<typeof collector>['note'],
): void {
  const text = words.join('');
  const initials = words.map((word) => word.charAt(0)).join('');
  if (text.length < 3 || !/^\p{L}+$/u.test(text)) return;
  for (const [key, list] of values.get(text.charAt(0)) ?? [])
    for (const { field, value, stems } of list) {
      if (field.type !== 'text' || key === text || isMessage(field)) continue;
      const isPlace = field.roles
        .slice(0, 3)
        .some(
          (role) =>
            role === 'environment' ||
            role === 'country' ||
            role === 'region' ||
            role === 'site' ||
            role === 'city',
        );
      const letters = key.replace(/\d+$/, '');
      if (
        isPlace &&
        letters.length >= 3 &&
        (letters.startsWith(text) || (text.startsWith(letters) && !isTermOfField(text)))
      )
        note(field, value, field.roles.includes('environment') ? 0.85 : 0.74);
      else if (
        text.length >= 6 &&
        key.startsWith(text) &&
        key.length - text.length <= 8 &&
        !(tellsWhatHappened(field) && stems.length > 1 && stems[0] === stemOf(text))
      )
        note(field, value, 0.8);
      else if (isPlace && isShortCode(value) && text.length > letters.length && text.startsWith(letters))
        note(field, value, 0.74);
      else if (
        isPlace &&
        isShortCode(value) &&
        letters.length >= 3 &&
        (words.length === 1 || letters.startsWith(initials)) &&
        isWithin(letters, text)
      )
        note(field, value, 0.64);
    }
}

const LOCALE = /^(?:locale|language|lang)$/;
/** Fields whose values are names of single things. */
const NAMES_THINGS: ReadonlySet<string> = new Set(['host', 'device', 'pod', 'container']);
const NAMED_FAMILY = 0.72;

/** "at the gates" of hosts that are called `gate-north-01`, `gate-south-01`: all that begin so. */
const isFamily = (
  { roles }: FieldEntry,
  values: ReadonlySet<string>,
  words: readonly TaggedWord[],
): boolean => {
  const [word] = words;
  const said = stemOf(word?.forms[0] ?? '');
  return (
    words.length === 1 &&
    values.size > 1 &&
    said.length > 2 &&
    NAMES_THINGS.has(roles[0] ?? '') &&
    /[^s]s$/.test(word?.folded ?? '') &&
    [...values].every((value) => stemOf(splitIntoParts(value)[0] ?? '') === said)
  );
};

/** Fields that hold what words name as a value, whatever the field is called. */
export function valueLinks(
  readings: readonly string[][],
  words: readonly TaggedWord[],
  view: StreamView,
  language: Language,
): Link[] {
  const { note, all } = collector();
  const written = withoutSeparators(writtenText(words, ''));
  const isPlainWord = words.every(({ kind }) => kind === 'word' || kind === 'quoted' || kind === 'id');
  const texts = new Set([
    written,
    ...readings.map((stems) => stems.join('')),
    withoutSeparators(words.map(({ forms }) => forms[0] ?? '').join('')),
  ]);
  for (const text of texts)
    for (const { field, value } of view.valuesByText.get(text) ?? []) {
      if (field.type !== 'text' && isPlainWord && !/\d/.test(text)) continue;
      note(field, value, text === written ? 0.98 : 0.92);
    }
  const isName = language !== 'de' && words.every(({ text }) => /^\p{Lu}/u.test(text));
  const isHead = /[^s]s$/.test(words.at(-1)?.folded ?? '');
  const compound = isName || words.length === 1 ? 'name' : isHead ? 'head' : null;
  byStems(readings, view, language, compound, note);
  bySpelling(readings[0] ?? [], view.valuesByLetter, note);
  for (const stems of readings) {
    if (stems.length !== 1 || !hasSameStates(stems[0] as string)) continue;
    for (const [stem, list] of view.valuesByStem)
      if (areSameState(stems[0] as string, stem, true))
        for (const { field, value, stems: own } of list) {
          const isSaid = own.length === 2 || areSameState(stems[0] as string, stem, false);
          if (isSaid && own.length <= 2 && (!isMessage(field) || own.length === 2))
            note(field, value, own.length === 1 ? 0.79 : 0.66);
        }
  }
  const text = writtenText(words);
  const code = countryCode(text, language);
  for (const key of code === null ? [] : [code.toLowerCase()])
    for (const { field, value } of view.valuesByText.get(key) ?? [])
      if (value.length <= 3 && field.type === 'text') note(field, value, 0.93);
  // "German conversations" of a locale `de` or `de-AT`.
  const spoken = languageCode(words.map(({ forms }) => forms[0] ?? '').join(' '));
  for (const { field } of spoken === null ? [] : view.fields)
    if (field.type === 'text' && field.words.some((word) => LOCALE.test(word)))
      for (const { value } of field.values ?? [])
        if (splitIntoParts(value)[0] === spoken) note(field, value, 0.94);
  const { currency } = currencyOf(fold(text));
  if (currency !== undefined)
    for (const { field, value } of view.valuesByText.get(currency.toLowerCase()) ?? [])
      if (field.roles[0] === 'currency') note(field, value, 0.95);
  const prefixes = regionPrefixes(readings[0] ? words.map(({ forms }) => forms[0] ?? '').join(' ') : text);
  if (prefixes.length > 0)
    for (const { field } of view.fields)
      if (
        field.roles
          .slice(0, 3)
          .some((role) => role === 'region' || role === 'zone' || role === 'site' || role === 'category')
      )
        for (const { value } of field.values ?? []) {
          const first = splitIntoParts(value)[0] ?? '';
          if (prefixes.includes(first)) note(field, value, 0.9);
        }
  return all().flatMap(({ field, values, score: found, isContained }): Link[] => {
    // Words for a change say what came of it.
    const score = isBeforeChange(field, view) ? found - 0.1 : found;
    if (isMessage(field) && isContained) {
      const parts = new Set(
        [...values].map(
          (value) => readings.map((stems) => partOf(value, stems)).find((part) => part !== null) ?? null,
        ),
      );
      const [part] = parts;
      if (parts.size === 1 && part)
        return [
          {
            kind: 'condition',
            score,
            condition: { kind: 'contains', field: field.name, text: part, not: false },
          },
        ];
      return [{ kind: 'value', field, values: [...values], score: score - 0.04 }];
    }
    if (isFamily(field, values, words))
      return [{ kind: 'value', field, values: [...values], score: Math.max(score, NAMED_FAMILY) }];
    return [
      {
        kind: 'value',
        field,
        values: [...values],
        score: isContained ? score - Math.min(0.2, 0.05 * (values.size - 1)) : score,
      },
    ];
  });
}
