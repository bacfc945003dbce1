import { didYouMean } from '../../../names/nearest.ts';

/** What LIKE has before and after a text. */
const WILDCARDS_AROUND = /^%+|(?<!%)%+$/g;

/** A field that must equal a text, or have it within, as a condition says. */
export interface Equality {
  readonly field: string;
  readonly value: string;
  /** The function or operator that looks for the text within the value; left out where they must be equal. */
  readonly within?: string;
}

/** A value of a field and how many records have it; null where they were not counted. */
export type SeenValue = readonly [value: string, records: number | null];

const NAME = String.raw`(?:[A-Za-z_][\w.]*|"(?:[^"]|"")+")`;
const TEXT = `'(?:[^']|'')*'`;
const EQUALS = new RegExp(String.raw`(${NAME})\s*=\s*(${TEXT})`, 'g');
const IN = new RegExp(String.raw`(${NAME})\s+in\s*\(\s*(${TEXT}(?:\s*,\s*${TEXT})*)\s*\)`, 'gi');

const LIKE = new RegExp(String.raw`(${NAME})\s+(i?like)\s+(${TEXT})`, 'gi');
const MATCH = new RegExp(
  String.raw`\b(str_match|str_match_ignore_case)\s*\(\s*(${NAME})\s*,\s*(${TEXT})`,
  'gi',
);
const FOLDED = new RegExp(String.raw`\b(lower|upper)\s*\(\s*(${NAME})\s*\)\s*=\s*(${TEXT})`, 'gi');
/** A name without its quotes, or without that of its stream: `level` of `p.level`. */
const unquotedName = (name: string) =>
  name.startsWith('"') ? name.slice(1, -1).replaceAll('""', '"') : name.slice(name.lastIndexOf('.') + 1);
const unquotedText = (text: string) => text.slice(1, -1).replaceAll("''", "'");

/** The equalities of a condition in SQL, and the texts that it looks for, each once. Negated ones are none: they use other signs. */
export function equalitiesIn(sql: string): Equality[] {
  const found: Equality[] = [
    ...[...sql.matchAll(EQUALS)].map(([, field = '', text = '']) => ({
      field: unquotedName(field),
      value: unquotedText(text),
    })),
    ...[...sql.matchAll(IN)].flatMap(([, field = '', list = '']) =>
      (list.match(new RegExp(TEXT, 'g')) ?? []).map((text) => ({
        field: unquotedName(field),
        value: unquotedText(text),
      })),
    ),
    ...[...sql.matchAll(LIKE)].flatMap(([, field = '', operator = '', text = '']) =>
      /^not$/i.test(field)
        ? []
        : [{ field: unquotedName(field), value: unquotedText(text), within: operator.toUpperCase() }],
    ),
    ...[...sql.matchAll(MATCH)].map(([, name = '', field = '', text = '']) => ({
      field: unquotedName(field),
      value: unquotedText(text),
      within: name.toLowerCase(),
    })),
  ];
  return [...new Map(found.map((each) => [`${each.field}\0${each.value}`, each])).values()];
}

/** What compares folded values with a text in the other letter case, which no record can meet; null when nothing does. */
export function foldedOtherwise(sql: string): string | null {
  for (const [, name = '', field = '', text = ''] of sql.matchAll(FOLDED)) {
    const value = unquotedText(text);
    const folded = name.toLowerCase() === 'lower' ? value.toLowerCase() : value.toUpperCase();
    if (folded !== value) return `${name}(${field}) never is ${text}. Compare it with '${folded}'.`;
  }
  return null;
}

/** The equalities of a filter as `field=value1,value2`. */
export function plainEqualitiesIn(filter: string): Equality[] {
  return [...filter.matchAll(/(?<![\w.])([A-Za-z_][\w.]*)\s*=\s*([^\s='"][^\s='"]*)/g)].flatMap(
    ([, field = '', values = '']) => values.split(',').map((value) => ({ field, value })),
  );
}

/** Why no record has this value, by the values that the field has; null when it has it. */
export function explainValue({ field, value, within }: Equality, seen: readonly SeenValue[]): string | null {
  if (seen.length === 0)
    return `No record in this range has a value in "${field}". stream_schema lists the fields.`;
  if (within !== undefined) {
    const folds = /^(?:ILIKE|str_match_ignore_case)$/.test(within);
    const wanted = value.replaceAll(WILDCARDS_AROUND, '').toLowerCase();
    const held = /[%_]/.test(wanted)
      ? undefined
      : seen.find(([known]) => known.toLowerCase().includes(wanted));
    if (held === undefined)
      return `No frequent value of "${field}" in this range has '${value}'. They are under "seen".`;
    return folds ||
      held[0].includes(wanted === value.toLowerCase() ? value : value.replaceAll(WILDCARDS_AROUND, ''))
      ? null
      : `"${field}" has '${held}' here: ${within} compares with the letter case. Use ${within === 'LIKE' ? 'ILIKE' : 'str_match_ignore_case'}.`;
  }
  if (seen.some(([known]) => known === value)) return null;
  const alike = seen.find(([known]) => known.toLowerCase() === value.trim().toLowerCase());
  if (alike)
    return `"${field}" is '${alike[0]}' here, not '${value}': values are compared with their letter case.`;
  // Only what is as short as the value that was asked for is repeated: the rest was written by others.
  const near = seen.map(([known]) => known).filter((known) => known.length <= value.length + 4);
  return `"${field}" has no value '${value}' in this range.${didYouMean(value, near, 1)} Its most frequent values are under "seen".`;
}
