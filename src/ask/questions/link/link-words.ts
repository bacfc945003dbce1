import { isUnknownPart } from '../../data/fields/name-parts.ts';
import { US_PER } from '../../data/fields/unit-sizes.ts';
import { isAbbreviationOf } from '../../language/abbreviations.ts';
import type { Language } from '../../language/lexicon/lexicon.ts';
import { type TaggedWord, writtenText } from '../../language/tagged-words.ts';
import { isMisspellingOf, splitIntoParts, stemOf } from '../../language/word-forms.ts';
import type { FieldEntry, Role } from '../../data/fields/field.ts';
import { areRelated, areSynonyms, isMail, isRecordOf, namesRecords, rolesFor } from './concepts.ts';
import { withoutPlaces } from './code-places.ts';
import { isMeasure } from './fields.ts';
import type { Link } from './link.ts';
import { valueLinks } from './link-values.ts';
import { metricScore } from './metric-names.ts';
import { booleanLinks } from './boolean-links.ts';
import { callerScore, customerScore } from './callers.ts';
import { asSaid, meaningOfState, stateOf } from './states.ts';
import { type KnownField, type StreamView, withoutSeparators } from './stream-view.ts';

/** Words that mean the records themselves in any stream of the kind. */
const RECORD_WORDS: Readonly<Record<string, readonly string[]>> = {
  traces: ['trace', 'span'],
  metrics: ['metric', 'sampl', 'histogram', 'gaug', 'counter'],
  logs: ['messag', 'event', 'log'],
};

type FieldLink = Extract<Link, { kind: 'field' }>;

const asStems = (readings: ReadonlyArray<readonly string[]>): string[][] =>
  readings
    .map((reading) => reading.flatMap(splitIntoParts).map(stemOf))
    .filter(
      (reading, index, all) =>
        reading.length > 0 && all.findIndex((other) => other.join(' ') === reading.join(' ')) === index,
    );

/** The readings of a span as stems: in English, and as written. */
const readingsOf = (words: readonly TaggedWord[]): string[][] =>
  asStems([words.map(({ forms }) => forms[0] ?? ''), words.map(({ folded }) => folded)]);

/** The same where a word may be something else than it likely is, each word in turn. */
const furtherReadings = (words: readonly TaggedWord[]): string[][] =>
  asStems(
    words.flatMap(({ forms }, at) =>
      forms.slice(2).map((form) => words.map((word, index) => (index === at ? form : (word.forms[0] ?? '')))),
    ),
  );

const UNIT_FREE = (stems: readonly string[]) => stems.filter((stem) => !['the', 'of', 'a'].includes(stem));

/** How well stems name a field, 0 to 1. */
function fieldScore(stems: readonly string[], roles: readonly Role[], known: KnownField): number {
  const ofCaller = callerScore(stems, known.field);
  if (ofCaller !== null) return ofCaller;
  const direct = stems.filter((stem) => known.stems.has(stem)).length;
  if (direct === stems.length) {
    const named = known.parts.filter((part) => stems.some((stem) => part.has(stem))).length;
    const covered = Math.max(
      named / Math.max(1, known.parts.length),
      known.telling.filter((stem) => stems.includes(stem)).length / known.telling.length,
    );
    const isInRole = roles.some(
      (role) => known.field.roles[0] === role && role !== 'error type' && role !== 'error code',
    );
    return Math.max(
      isInRole ? 0.9 : 0.35,
      0.42 + 0.56 * covered - (stems.some((stem) => known.telling.includes(stem)) ? 0 : 0.12),
    );
  }
  // The verb of a request is no endpoint, though an operation may be called a method.
  if (known.field.roles[0] === 'method' && direct === 0 && !roles.includes('method')) return 0;
  let best = 0;
  for (const role of roles) {
    const at = known.field.roles.indexOf(role);
    // Of two addresses the source is the one that is called so.
    if (at >= 0) best = Math.max(best, 0.86 - 0.07 * at + (direct > 0 ? 0.03 : 0));
  }
  const alike = stems.filter(
    (stem) => known.stems.has(stem) || known.telling.some((own) => areSynonyms(stem, own)),
  ).length;
  if (alike === stems.length) {
    const isSaid = (own: string) => stems.some((stem) => stem === own || areSynonyms(stem, own));
    const covered = Math.max(
      known.telling.filter(isSaid).length / known.telling.length,
      known.parts.filter((part) => [...part].some(isSaid)).length / Math.max(1, known.parts.length),
    );
    best = Math.max(best, 0.36 + 0.44 * covered);
  }
  if (best < 0.62 && stems.length === 1 && known.telling.some((own) => areRelated(stems[0] as string, own)))
    best = Math.max(best, 0.4 + 0.24 / known.telling.length);
  if (best === 0 && areSynonyms(stems.join(' '), known.telling.join(' '))) best = 0.78;
  const [only = ''] = stems;
  if (
    best < 0.7 &&
    stems.length === 1 &&
    only.length >= 3 &&
    known.telling.some((own) => own.length - only.length >= 3 && own.startsWith(only))
  )
    best = Math.max(best, 0.5 + 0.2 / known.telling.length);
  return best;
}

/** Ends of names of numbers that people say and systems leave out: "coolant value". */
const TAILS: ReadonlySet<string> = new Set(['time', 'value', 'reading', 'measurement'].map(stemOf));

/** Whether "response time" may be a field called `response_ms`. */
const hasTimeUnit = ({ field }: KnownField) => field.unit !== null && field.unit in US_PER;

/** A field that only some of the words name, such as `order value` of `total_value`. */
function looseFieldScore(stems: readonly string[], known: KnownField, view: StreamView): number {
  if (stems.length < 2) return 0;
  const rest = stems.filter(
    (stem) => !(known.stems.has(stem) || known.telling.some((own) => areSynonyms(stem, own))),
  );
  // Of an "API call" the call is meant.
  if (namesRecords(stems.at(-1) as string)) return 0;
  if (rest.length === 0 || rest.length === stems.length || rest.includes(stems.at(-1) as string)) return 0;
  // What the field does not say, the stream does.
  return rest.every(
    (stem) =>
      view.stems.has(stem) || view.telling.some((own) => areSynonyms(stem, own) || isRecordOf(stem, own)),
  )
    ? 0.84
    : 0;
}

/** What another system took, which words for the time of a request do not mean beside the time of the whole. */
const BEHIND: ReadonlySet<string> = new Set(['upstream', 'backend']);
const BEHIND_LESS = 0.12;

/** The same links, those of what stands behind the thing itself less likely where nothing says so and the thing has its own. */
function ownFirst(links: readonly FieldLink[], readings: readonly string[][]): Link[] {
  const isBehind = ({ words }: FieldEntry) =>
    words.some((word) => BEHIND.has(word) && !readings.some((stems) => stems.includes(stemOf(word))));
  return links.map((link) => {
    const isLess =
      isBehind(link.field) &&
      links.some(
        ({ field, score }) => field.roles[0] === link.field.roles[0] && score >= 0.7 && !isBehind(field),
      );
    return isLess ? { ...link, score: link.score - BEHIND_LESS } : link;
  });
}

function fieldLinks(readings: readonly string[][], words: readonly TaggedWord[], view: StreamView): Link[] {
  const texts = [
    withoutSeparators(writtenText(words, '')),
    withoutSeparators(words.map(({ forms }) => forms[0] ?? '').join('')),
  ];
  const asked = readings.map((stems) => {
    const plain = UNIT_FREE(stems);
    const untimed = stems.length > 1 && TAILS.has(stems.at(-1) ?? '') ? stems.slice(0, -1) : null;
    return {
      stems,
      plain,
      roles: rolesFor(plain.join(' ')),
      untimed,
      untimedRoles: untimed ? rolesFor(untimed.join(' ')) : [],
    };
  });
  const fields = view.fields.map(({ field }) => field);
  const links = view.fields.flatMap((known): FieldLink[] => {
    const ofCustomer = asked
      .map(({ plain }) => customerScore(plain, known.field, fields))
      .find((each) => each !== null);
    const score =
      ofCustomer ??
      Math.max(
        ...asked.map(({ stems, plain, roles, untimed, untimedRoles }) =>
          Math.max(
            fieldScore(plain, roles, known),
            looseFieldScore(stems, known, view),
            untimed && (stems.at(-1) === 'time' ? hasTimeUnit(known) : isMeasure(known.field))
              ? fieldScore(untimed, untimedRoles, known)
              : 0,
          ),
        ),
        ...texts.map((text) => (text === known.folded ? 1 : text === known.bare ? 0.97 : 0)),
      );
    return score >= 0.5 ? [{ kind: 'field', field: known.field, score }] : [];
  });
  return ownFirst(links, readings);
}

/** Parts of names that are synonyms of too much. */
const VAGUE = new Set([
  'total',
  'count',
  'sum',
  'valu',
  'size',
  'time',
  'second',
  'byte',
  'usag',
  'servic',
  'system',
  'current',
  'number',
]);

/** Kinds of streams that are named as such. */
const KINDS: ReadonlySet<string> = new Set(['audit', 'access', 'histori', 'transact', 'chang']);

const APP: ReadonlySet<string> = new Set(['app', 'applic']);

function streamScore(stems: readonly string[], view: StreamView): number {
  if (stems.length === 0) return 0;
  const isWhole = stems.every((stem) => view.stems.has(stem));
  if (isWhole) {
    const covered = view.telling.filter((stem) => stems.includes(stem)).length / view.telling.length;
    const isFull = stems.length > 1 && [...view.stems].every((stem) => stems.includes(stem));
    // Of `sales_orders` the orders are the records; an app has much besides.
    const isHead = stems.includes(view.telling.at(-1) ?? '');
    if (stems.every((stem) => APP.has(stem)) && !isFull) return 0.8;
    // Of `epr_audit` the audit is what "the audit entries" means, though many streams are one.
    const isOwnKind = stems.every((stem) => KINDS.has(stem));
    return isFull
      ? 1
      : covered === 0
        ? isOwnKind
          ? 0.74
          : 0.4
        : Math.max(isHead ? 0.95 : 0, 0.72 + 0.24 * covered);
  }
  if (stems.length > 1) return 0;
  const [stem] = stems as [string];
  const telling = view.telling.filter((own) => !VAGUE.has(own));
  if (telling.some((own) => areSynonyms(stem, own))) return 0.74;
  if (view.telling.some((own) => isRecordOf(stem, own))) return 0.72;
  if (view.entities.has(stem)) return 0.78;
  // "windows" of `winevents`
  const [first = ''] = view.telling;
  return first.length >= 3 && stem.length > first.length + 1 && stem.startsWith(first) ? 0.68 : 0;
}

function streamLinks(readings: readonly string[][], words: readonly TaggedWord[], view: StreamView): Link[] {
  const { type } = view.entry;
  const { metric } = view;
  const isOneWord = new Set(words.map(({ forms, folded }) => forms[0] ?? folded)).size === 1;
  const score = Math.max(
    ...readings.map((stems) =>
      Math.max(streamScore(stems, view), metric !== null && isOneWord ? metricScore(stems, metric) : 0),
    ),
  );
  const isRecord = readings.some(
    (stems) => stems.length === 1 && (RECORD_WORDS[type] ?? []).includes(stems[0] as string),
  );
  const isRequest = readings.some(
    (stems) =>
      stems.length === 1 && ['request', 'call', 'hit', 'traffic', 'respons'].includes(stems[0] as string),
  );
  const isWeb = readings.some(
    (stems) => stems.length === 1 && ['web', 'http', 'websit', 'webserv'].includes(stems[0] as string),
  );
  const serves =
    (isRequest || isWeb) &&
    view.fields.some(({ field }) => field.roles[0] === 'path') &&
    view.fields.some(({ field }) => field.roles[0] === 'method' || field.roles[0] === 'status');
  // What has a sender and recipients is a mail.
  const holdsMails =
    readings.some((stems) => stems.length === 1 && stems.every(isMail)) &&
    view.fields.filter(({ field }) => field.roles[0] === 'e-mail').length > 1;
  const isTracedRequest = isRequest && type === 'traces';
  const best = Math.max(
    score,
    isRecord ? (type === 'logs' ? 0.5 : 0.9) : 0,
    serves ? (isRequest ? 0.8 : 0.74) : 0,
    isTracedRequest ? 0.62 : 0,
    holdsMails ? 0.9 : 0,
  );
  return best > 0 ? [{ kind: 'stream', score: best }] : [];
}

const CRASHED = /^crash(?:e[sd]|ing)?$/;

/** What a single word of a state means; words such as `failed` and `errors` are looked up as written. */
function wordState(words: readonly TaggedWord[], view: StreamView): Link[] {
  const [word] = words;
  if (!word || words.length > 1) return [];
  const states = [...new Set([word.forms[0] ?? '', word.folded].map((form) => stateOf(form)))].filter(
    (state) => state !== null,
  );
  return states.flatMap((state): Link[] => {
    const meaning = meaningOfState(state, view.entry, CRASHED.test(word.folded));
    if (!meaning) return [];
    return [
      { kind: 'state', state, condition: asSaid(word.folded, meaning.condition), score: meaning.score },
    ];
  });
}

/** Spans whose links are kept of one stream; a question has some twenty. */
const MOST_KEPT = 2000;

const kept = new WeakMap<StreamView, Map<string, readonly Link[]>>();

/** Everything that a span of words may mean in a stream, the best first. Kept for as long as the view of the stream. */
export function linksOf(words: readonly TaggedWord[], view: StreamView, language: Language): readonly Link[] {
  const key = `${language} ${words.map(({ kind, text, forms }) => `${kind} ${text} ${forms.join(' ')}`).join('|')}`;
  return keptLinks(view, key, () => findLinks(words, view, language));
}

function keptLinks(view: StreamView, key: string, find: () => readonly Link[]): readonly Link[] {
  const before = kept.get(view);
  const known = before && before.size < MOST_KEPT ? before : new Map<string, readonly Link[]>();
  kept.set(view, known);
  const found = known.get(key) ?? find();
  known.set(key, found);
  return found;
}

/** How much less sure a meaning is that a word has less often. */
const LESS_LIKELY = 0.05;

const textOfLink = (link: Link) =>
  link.kind === 'condition' || link.kind === 'state'
    ? JSON.stringify(link.condition)
    : `${link.kind} ${'field' in link ? link.field.name : ''} ${'values' in link ? link.values.join(' ') : ''}`;

function findLinks(words: readonly TaggedWord[], view: StreamView, language: Language): readonly Link[] {
  const readings = readingsOf(words);
  if (readings.length === 0) return [];
  const likely = [
    ...valueLinks(readings, words, view, language),
    ...booleanLinks(readings, words, view),
    ...wordState(words, view),
    ...fieldLinks(readings, words, view),
    ...streamLinks(readings, words, view),
  ];
  const known = new Set(likely.map(textOfLink));
  const others = furtherReadings(words);
  const less =
    others.length === 0
      ? []
      : [
          ...valueLinks(others, words, view, language),
          ...booleanLinks(others, words, view),
          ...fieldLinks(others, words, view),
          ...streamLinks(others, words, view),
        ]
          .filter((link) => !known.has(textOfLink(link)))
          .map((link) => ({ ...link, score: link.score - LESS_LIKELY }));
  return withoutPlaces([...likely, ...less], view.entry.fields ?? []).toSorted((a, b) => b.score - a.score);
}

/** The same for a misspelt word, or one that names shorten: fields, values and streams with one that differs by a slip, or is its abbreviation. */
export function nearLinksOf(word: TaggedWord, view: StreamView): readonly Link[] {
  return word.folded.length < 5
    ? []
    : keptLinks(view, `near ${word.folded}`, () => findNearLinks(word, view));
}

/** Whether names shorten a word so that no table knows: `prb` of probes. */
const isShortOf = (own: string, { folded }: TaggedWord): boolean =>
  isAbbreviationOf(own, folded.replace(/s$/, '')) && isUnknownPart(own);

/** The fields of a stream whose names shorten a word. */
export const shortLinksOf = (word: TaggedWord, view: StreamView): readonly Link[] =>
  keptLinks(view, `short ${word.folded}`, () =>
    view.fields
      .filter(({ field }) => field.words.some((own) => isShortOf(own, word)))
      .map(({ field }): Link => ({ kind: 'field', field, score: SHORT })),
  );
/** How sure a field is whose name is short for a word. */
const SHORT = 0.66;

function findNearLinks(word: TaggedWord, view: StreamView): readonly Link[] {
  const { folded } = word;
  const singular = folded.replace(/s$/, '');
  const isShort = (own: string) => isShortOf(own, word);
  const isNear = (own: string) =>
    isMisspellingOf(folded, own) || isMisspellingOf(singular, own) || isShort(own);
  const fields = view.fields
    .filter(({ field }) => field.words.some(isNear))
    .map(({ field }): Link => ({ kind: 'field', field, score: SHORT }));
  const values: Link[] = [];
  for (const [text, list] of view.valuesByText) {
    const isMisspelt = isMisspellingOf(folded, text) || isMisspellingOf(singular, text);
    if (!isMisspelt && !isShort(text)) continue;
    for (const { field, value } of list)
      if (isMisspelt || value === value.toUpperCase())
        values.push({ kind: 'value', field, values: [value], score: isMisspelt ? 0.7 : 0.64 });
  }
  const stream = view.entry.words.some(isNear);
  const states = ['errors', 'error', 'failed', 'warnings', 'success'].filter(
    (known) =>
      isMisspellingOf(folded, known) ||
      (known === 'errors' && /^err?o?rs?$/.test(folded) && folded.length > 3),
  );
  const found = states.flatMap((known) =>
    wordState([{ ...word, folded: known, forms: [known] }], view).map((link) => ({
      ...link,
      score: link.score - 0.2,
    })),
  );
  return [...values, ...found, ...fields, ...(stream ? [{ kind: 'stream' as const, score: 0.74 }] : [])].sort(
    (a, b) => b.score - a.score,
  );
}
