import { didYouMean } from '../../../names/nearest.ts';

/** A field that must equal a text, as a condition has it. */
export interface Equality {
  readonly field: string;
  readonly value: string;
}

/** A value of a field and how many records have it; null where they were not counted. */
export type SeenValue = readonly [value: string, records: number | null];

const NAME = String.raw`(?:[A-Za-z_][\w.]*|"(?:[^"]|"")+")`;
const TEXT = `'(?:[^']|'')*'`;
const EQUALS = new RegExp(String.raw`(${NAME})\s*=\s*(${TEXT})`, 'g');
const IN = new RegExp(String.raw`(${NAME})\s+in\s*\(\s*(${TEXT}(?:\s*,\s*${TEXT})*)\s*\)`, 'gi');

const unquotedName = (name: string) => name.replace(/^"(.*)"$/, '$1').replaceAll('""', '"');
const unquotedText = (text: string) => text.slice(1, -1).replaceAll("''", "'");

/** The equalities of a condition in SQL, each once. Negated ones are none: they use other signs. */
export function equalitiesIn(sql: string): Equality[] {
  const found = [
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
  ];
  return [...new Map(found.map((each) => [`${each.field}\0${each.value}`, each])).values()];
}

/** The equalities of a filter as `field=value1,value2`. */
export function plainEqualitiesIn(filter: string): Equality[] {
  return [...filter.matchAll(/(?<![\w.])([A-Za-z_][\w.]*)\s*=\s*([^\s='"][^\s='"]*)/g)].flatMap(
    ([, field = '', values = '']) => values.split(',').map((value) => ({ field, value })),
  );
}

/** Why no record has this value, by the values that the field has; null when it has it. */
export function explainValue({ field, value }: Equality, seen: readonly SeenValue[]): string | null {
  if (seen.length === 0)
    return `No record in this range has a value in "${field}". stream_schema lists the fields.`;
  if (seen.some(([known]) => known === value)) return null;
  const alike = seen.find(([known]) => known.toLowerCase() === value.trim().toLowerCase());
  if (alike)
    return `"${field}" is '${alike[0]}' here, not '${value}': values are compared with their letter case.`;
  // Only what is as short as the value that was asked for is repeated: the rest was written by others.
  const near = seen.map(([known]) => known).filter((known) => known.length <= value.length + 4);
  return `"${field}" has no value '${value}' in this range.${didYouMean(value, near, 1)} Its most frequent values are under "seen".`;
}
