import type { FieldEntry } from '../../data/fields/field.ts';
import type { TaggedWord } from '../../language/tagged-words.ts';
import type { Condition } from '../query/logical-form.ts';
import { httpCodes } from './http-codes.ts';
import type { Link } from './link.ts';
import { linksOf } from './link-words.ts';
import type { StreamView } from './stream-view.ts';

/** Whether a text has letters and digits. */
export const isCode = (text: string) => /\d/.test(text) && /[\p{L}]/u.test(text);
/** Whether a text is written as names are: `OrderPlaced`, `OOM`, `MAX_SIZE`. */
export const isName = (text: string) =>
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

/** A search for a text: in the field with the message, or in all of the stream; null where neither is searched. */
export function textCondition(text: string, { entry, fields }: StreamView): Condition | null {
  const message = fields.find(({ field }) => field.roles[0] === 'message' && field.type === 'text');
  if (message) return { kind: 'contains', field: message.field.name, text, not: false };
  return entry.fullText.length > 0 ? { kind: 'full text', text, not: false } : null;
}

/** An ID, an address, a path or a text that no dictionary holds: the fields whose values have its form. */
export function formLinks(word: TaggedWord, view: StreamView): Link[] {
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

const DOMAIN = /^@?[a-z\d-]+(?:\.[a-z\d-]+)*\.[a-z]{2,}$/i;

/** All addresses at a domain, and not only those that are known; empty where no address is at it. */
export function domainLinks({ text }: TaggedWord, { fields }: StreamView): Link[] {
  if (!DOMAIN.test(text)) return [];
  const end = `@${text.replace(/^@/, '')}`;
  const known = fields.find(
    ({ field: { roles, values = [] } }) =>
      roles[0] === 'e-mail' && values.some(({ value }) => value.toLowerCase().endsWith(end.toLowerCase())),
  );
  return known
    ? [
        {
          kind: 'condition',
          condition: { kind: 'contains', field: known.field.name, text: end, not: false },
          score: 0.95,
        },
      ]
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
export function numberLinks(word: TaggedWord, view: StreamView): Link[] {
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

/** `5xx`: the statuses of a class. */
export function classLinks(word: TaggedWord, view: StreamView): Link[] {
  const field = view.fields.find(
    (each) =>
      each.field.roles.slice(0, 2).includes('status') &&
      (each.field.values ?? []).some(({ value }) => STATUS_CODE.test(value)),
  )?.field;
  const value = word.value ?? 5;
  // A label may hold the classes themselves.
  const own = (view.valuesByText.get(word.folded) ?? []).find((known) => known.field.type === 'text');
  if (!field && own) return [{ kind: 'value', field: own.field, values: [own.value], score: 0.95 }];
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

/** What words may be the name of, such as `not found`. */
export const codesIn = (words: readonly TaggedWord[]) =>
  httpCodes(words.map(({ forms }) => forms[0] ?? '').join(' '));

/** `not found` and the like, as the codes of HTTP. */
export function codeLinks(codes: ReturnType<typeof httpCodes>, view: StreamView): Link[] {
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

/** "emergency department" of a stream or a value `ED`. */
export function initialLinks(words: readonly TaggedWord[], view: StreamView): Link[] {
  if (!words.every(({ kind, forms }) => kind === 'word' && /^\p{Ll}{3,}/u.test(forms[0] ?? ''))) return [];
  const initials = words.map(({ forms }) => (forms[0] ?? '').charAt(0)).join('');
  const score = 0.76;
  // Two letters stand for too much, but for the name of a stream.
  const values = (initials.length > 2 ? (view.valuesByText.get(initials) ?? []) : []).filter(
    ({ field, value }) => field.type === 'text' && value === value.toUpperCase(),
  );
  return [
    ...(view.telling.includes(initials) ? [{ kind: 'stream' as const, score }] : []),
    ...values.map(({ field, value }): Link => ({ kind: 'value', field, values: [value], score })),
  ];
}
