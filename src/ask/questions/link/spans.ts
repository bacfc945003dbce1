import type { FieldEntry } from '../../data/fields/field.ts';
import { hasTag, type TaggedWord } from '../../language/tagged-words.ts';
import { stemOf } from '../../language/word-forms.ts';
import { isContentWord, type ParsedQuestion } from '../parse/parse-question.ts';
import type { Condition } from '../query/logical-form.ts';
import { httpCodes } from './http-codes.ts';
import type { Link } from './link.ts';
import { linksOf, nearLinksOf } from './link-words.ts';
import { type StreamView, withoutSeparators } from './stream-view.ts';

/** Words that stand together for one thing, and what that may be in a stream. */
export interface Span {
  readonly from: number;
  readonly to: number;
  readonly words: readonly TaggedWord[];
  /** The best first; empty where nothing in the stream is meant. */
  readonly links: readonly Link[];
  /** It consists of words that mean something without the stream too. */
  readonly isOptional: boolean;
}

const MOST_WORDS = 4;

const bestOf = (links: readonly Link[]) => links[0]?.score ?? 0;

const isCode = (text: string) => /\d/.test(text) && /[\p{L}]/u.test(text);
const isName = (text: string) =>
  /^(?:\p{Lu}[\p{L}\d]*\p{Ll}\p{Lu}[\p{L}\d]*|\p{Lu}{3,}[\p{Lu}\d_]*|[\p{Lu}]+_[\p{Lu}\d_]+|\p{Lu}{2,}\p{Ll}+)$/u.test(
    text,
  );

const equal = (field: FieldEntry, value: string): Condition => ({
  kind: 'in',
  field: field.name,
  values: [value],
  not: false,
});
const anyOf = (conditions: readonly Condition[]): Condition =>
  conditions.length === 1 ? (conditions[0] as Condition) : { kind: 'any', of: conditions };

/** Where a text search looks: the field with the message, or all of the stream. */
export function textCondition(text: string, { entry, fields }: StreamView): Condition | null {
  const message = fields.find(({ field }) => field.roles[0] === 'message' && field.type === 'text');
  if (message) return { kind: 'contains', field: message.field.name, text, not: false };
  return entry.fullText.length > 0 ? { kind: 'full text', text, not: false } : null;
}

/** An ID, an address, a path or a text that no dictionary holds: the fields whose values have its form. */
function formLinks(word: TaggedWord, view: StreamView): Link[] {
  const { text, kind } = word;
  const texts = view.fields.filter(({ field }) => field.type === 'text');
  const link = (fields: readonly FieldEntry[], score: number): Link[] =>
    fields.length > 0
      ? [{ kind: 'condition', condition: anyOf(fields.map((field) => equal(field, text))), score }]
      : [];
  const withRole = (...roles: string[]) =>
    texts
      .filter(({ field }) => field.roles.slice(0, 2).some((role) => roles.includes(role)))
      .map(({ field }) => field);
  if (/^[0-9a-f]{32}$/i.test(text)) return link(withRole('trace id'), 0.97);
  if (/^[0-9a-f]{16}$/i.test(text)) return link(withRole('span id').slice(0, 1), 0.95);
  const formed = texts
    .filter(({ field }) => field.form !== undefined && matches(field.form.pattern, text))
    .map(({ field }) => field);
  if (formed.length > 0 && (isCode(text) || kind === 'id')) return link(formed, 0.93);
  const alike = texts
    .filter(
      ({ affix }) =>
        affix !== null &&
        text.toLowerCase().startsWith(affix.prefix.toLowerCase()) &&
        text.length >= affix.least &&
        text.length <= affix.most,
    )
    .map(({ field }) => field);
  if (alike.length > 0 && isCode(text)) return link(alike, 0.88);
  if (/^(?:\d{1,3}\.){3}\d{1,3}$/.test(text)) return link(withRole('ip'), 0.85);
  if (kind === 'id' && text.startsWith('/')) {
    const paths = withRole('path', 'operation');
    return paths.length > 0
      ? [
          {
            kind: 'condition',
            condition: anyOf(
              paths.slice(0, 1).map((field) => ({ kind: 'prefix', field: field.name, text, not: false })),
            ),
            score: 0.8,
          },
        ]
      : [];
  }
  if (text.includes('@')) return link(withRole('e-mail', 'user'), 0.85);
  const contained =
    kind === 'quoted' || (kind === 'word' && (isName(text) || isCode(text)) && text.length > 3)
      ? textCondition(text, view)
      : null;
  return contained
    ? [{ kind: 'condition', condition: contained, score: kind === 'quoted' ? 0.8 : 0.55 }]
    : [];
}

function matches(pattern: string, text: string): boolean {
  try {
    return new RegExp(pattern).test(text);
  } catch {
    return false;
  }
}

const STATUS_CODE = /^[1-5]\d\d$/;

/** A bare number: the code of a status, or a value of a field of texts. */
function numberLinks(word: TaggedWord, view: StreamView): Link[] {
  const text = String(word.value);
  // "1s" is a time; the "s" of "404s" says that there are several.
  if (word.unit !== undefined && !STATUS_CODE.test(text)) return [];
  const exact = linksOf([word], view, 'en').filter((link) => link.kind === 'value');
  const isStatus = (field: FieldEntry) =>
    field.roles.slice(0, 2).includes('status') || field.roles[0] === 'error code';
  if (!STATUS_CODE.test(text))
    return exact.filter(
      (link) =>
        link.kind === 'value' &&
        link.field.roles[0] !== 'span kind' &&
        (isStatus(link.field) || link.field.type === 'text'),
    );
  const known = exact.filter((link) => link.kind === 'value' && isStatus(link.field));
  if (known.length > 0) return known;
  const field = view.fields.find(
    (each) => isStatus(each.field) && (each.field.values ?? []).some(({ value }) => STATUS_CODE.test(value)),
  )?.field;
  return field ? [{ kind: 'value', field, values: [text], score: 0.85 }] : [];
}

function classLinks(word: TaggedWord, view: StreamView): Link[] {
  const field = view.fields.find(
    (each) =>
      each.field.roles.slice(0, 2).includes('status') &&
      (each.field.values ?? []).some(({ value }) => STATUS_CODE.test(value)),
  )?.field;
  const value = word.value ?? 5;
  return field
    ? [
        {
          kind: 'condition',
          condition: {
            kind: 'status class',
            field: field.name,
            from: value,
            to: value,
            isNumber: field.type !== 'text',
            not: false,
          },
          score: 0.95,
        },
      ]
    : [];
}

/** `not found` and the like, as the codes of HTTP. */
function codeLinks(words: readonly TaggedWord[], view: StreamView): Link[] {
  const codes = httpCodes(words.map(({ forms }) => forms[0] ?? '').join(' '));
  if (!codes) return [];
  const field = view.fields.find(
    (each) =>
      each.field.roles.slice(0, 2).includes('status') &&
      (each.field.values ?? []).some(({ value }) => STATUS_CODE.test(value)),
  )?.field;
  if (!field) return [];
  const [from, to] = codes;
  const condition: Condition =
    from < 10
      ? { kind: 'status class', field: field.name, from, to, isNumber: field.type !== 'text', not: false }
      : { kind: 'in', field: field.name, values: [String(from)], not: false };
  return [{ kind: 'condition', condition, score: 0.86 }];
}

function linksFor(words: readonly TaggedWord[], view: StreamView, { language }: ParsedQuestion): Link[] {
  const [word] = words;
  if (!word) return [];
  if (words.length === 1) {
    if (word.kind === 'number') return numberLinks(word, view);
    if (word.kind === 'status class') return classLinks(word, view);
  }
  if (words.length > 1 && words.some(({ kind }) => kind === 'quoted' || kind === 'status class')) return [];
  const known = linksOf(words, view, language);
  if (words.length > 1) return [...known, ...codeLinks(words, view)].sort((a, b) => b.score - a.score);
  const halves =
    known.length === 0 && word.kind === 'word' && /^\p{L}+-\p{L}+$/u.test(word.text)
      ? word.text
          .split('-')
          .flatMap((text) =>
            linksOf(
              [{ ...word, text, folded: text.toLowerCase(), forms: [text.toLowerCase()] }],
              view,
              language,
            ),
          )
          .map((link) => ({ ...link, score: link.score * 0.9 }))
      : [];
  const formed =
    word.kind === 'quoted' || word.kind === 'id' || isCode(word.text) || isName(word.text)
      ? formLinks(word, view)
      : [];
  const isKnown = known.some(
    ({ kind, score }) => (kind === 'value' || kind === 'field' || kind === 'stream') && score > 0.85,
  );
  return [...known, ...halves, ...(isKnown ? [] : formed), ...codeLinks(words, view)].sort(
    (a, b) => b.score - a.score,
  );
}

/** Values and names that hold function words, such as `out of stock` or `time to first byte`. */
function reserved(parsed: ParsedQuestion, view: StreamView): Span[] {
  const { words, taken } = parsed;
  const found: Span[] = [];
  for (let from = 0; from < words.length; from++) {
    for (let count = MOST_WORDS; count > 1; count--) {
      const slice = words.slice(from, from + count);
      if (slice.length < count || slice.some(({ index, kind }) => taken.has(index) || kind !== 'word'))
        continue;
      if (slice.every((word) => isContentWord(parsed, word))) continue;
      if (hasTag(slice[0], 'stop word') && (slice[0]?.folded.length ?? 0) < 3) continue;
      const text = withoutSeparators(slice.map((word) => word.text).join(''));
      if (text.length < 5) continue;
      const values = (view.valuesByText.get(text) ?? []).filter(({ field }) => field.type === 'text');
      const singular = text.replace(/s$/, '');
      const field = view.fields.find(({ folded }) => folded === text || folded === singular)?.field;
      const links: Link[] = [
        ...[...new Set(values.map((known) => known.field))].map(
          (each): Link => ({
            kind: 'value',
            field: each,
            values: values.filter((known) => known.field === each).map(({ value }) => value),
            score: 0.98,
          }),
        ),
        ...(field ? [{ kind: 'field' as const, field, score: 0.98 }] : []),
        ...codeLinks(slice, view),
      ];
      if (links.length === 0) continue;
      found.push({ from, to: from + count - 1, words: slice, links, isOptional: false });
      from += count - 1;
      break;
    }
  }
  return found;
}

/** Words of the language that are a value of the stream: `returned` orders. */
function optionalSpan(word: TaggedWord, view: StreamView, parsed: ParsedQuestion): Span | null {
  if (parsed.taken.has(word.index) || word.kind !== 'word' || word.folded.length < 4) return null;
  const isVerb = hasTag(word, 'show') && word.index > 0;
  // "free, plus and business": the name of a plan.
  const isName = hasTag(word, 'and') && word.folded === 'plus';
  if (
    !(isVerb || isName || hasTag(word, 'stop word', 'records', 'storage', 'start', 'stop', 'rate')) ||
    hasTag(word, 'preposition', 'which', 'how much')
  )
    return null;
  const own = view.valuesByText.get(withoutSeparators(word.text));
  const isBegin = hasTag(word, 'start') && !parsed.has('when') && !parsed.has('since when');
  const begun = isBegin ? ['started', 'start', 'begun', 'begin', 'opened', 'open'] : [];
  const values = (own ?? begun.map((text) => view.valuesByText.get(text)).find(Boolean) ?? []).filter(
    ({ field }) => field.type === 'text' && !['message'].includes(field.roles[0] ?? ''),
  );
  const [first] = values;
  if (first)
    return {
      from: word.index,
      to: word.index,
      words: [word],
      isOptional: true,
      links: [{ kind: 'value', field: first.field, values: [first.value], score: 0.9 }],
    };
  const stem = stemOf(word.folded);
  const field =
    view.fields.find(({ folded }) => folded === withoutSeparators(word.text))?.field ??
    view.fields.find(({ telling }) => telling.length === 1 && telling[0] === stem)?.field;
  const links: Link[] = [
    ...(field ? [{ kind: 'field' as const, field, score: 0.9 }] : []),
    ...(view.telling.includes(stem) ? [{ kind: 'stream' as const, score: 0.9 }] : []),
  ];
  return links.length > 0
    ? { from: word.index, to: word.index, words: [word], isOptional: true, links }
    : null;
}

/** Cut a row of content words into spans so that as much as can be means something. */
function segment(run: readonly TaggedWord[], view: StreamView, parsed: ParsedQuestion): Span[] {
  const best: Array<{ score: number; spans: readonly Span[] }> = [{ score: 0, spans: [] }];
  for (let end = 1; end <= run.length; end++) {
    for (let count = 1; count <= Math.min(MOST_WORDS, end); count++) {
      const words = run.slice(end - count, end);
      const before = best[end - count];
      if (!before) continue;
      const links = linksFor(words, view, parsed);
      const isPhrase =
        words[0]?.phrase[0] === words[0]?.index &&
        words.at(-1)?.phrase[1] === words.at(-1)?.index &&
        words[0]?.phrase[1] === words.at(-1)?.index;
      if (count > 1 && links.length === 0 && !isPhrase) continue;
      // What was translated as one stays together.
      if (words[0]?.phrase[0] !== words[0]?.index || words.at(-1)?.phrase[1] !== words.at(-1)?.index)
        continue;
      const score = before.score + bestOf(links) * count + (count - 1) * 0.06;
      if (best[end] && score <= (best[end]?.score ?? 0)) continue;
      const [first, last] = [words[0] as TaggedWord, words.at(-1) as TaggedWord];
      best[end] = {
        score,
        spans: [...before.spans, { from: first.index, to: last.index, words, links, isOptional: false }],
      };
    }
  }
  return [...(best[run.length]?.spans ?? [])];
}

/** The content of a request as spans, in its order, with what each may mean in a stream. */
export function spansOf(parsed: ParsedQuestion, view: StreamView): Span[] {
  const whole = reserved(parsed, view);
  const isReserved = new Set(
    whole.flatMap(({ from, to }) => Array.from({ length: to - from + 1 }, (_, at) => from + at)),
  );
  const runs: TaggedWord[][] = [];
  for (const word of parsed.words) {
    if (isReserved.has(word.index) || !isContentWord(parsed, word)) continue;
    const last = runs.at(-1);
    if (last && last.at(-1)?.index === word.index - 1) last.push(word);
    else runs.push([word]);
  }
  const optional = parsed.words.flatMap((word) =>
    isReserved.has(word.index) || isContentWord(parsed, word) ? [] : (optionalSpan(word, view, parsed) ?? []),
  );
  return [...whole, ...optional, ...runs.flatMap((run) => segment(run, view, parsed))].sort(
    (a, b) => a.from - b.from,
  );
}

/** The same spans, with words that nothing explains read as misspelt ones. */
export function linkMisspelledWords(spans: readonly Span[], view: StreamView): Span[] {
  return spans.map((span) => {
    const [word] = span.words;
    if (span.links.length > 0 || span.words.length > 1 || word?.kind !== 'word') return span;
    return { ...span, links: nearLinksOf(word, view) };
  });
}
