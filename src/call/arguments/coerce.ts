import { InputError } from '../../errors.ts';
import { LONGEST } from '../../limits.ts';
import { jsonInText } from '../../json/json-in-text.ts';
import type { JsonSchema } from '../../contract/tool.ts';

/** Schemas that `#/$defs/Name` refers to. */
export type Definitions = Readonly<Record<string, JsonSchema>>;

function resolve(schema: unknown, definitions: Definitions): JsonSchema {
  const object = (schema ?? {}) as JsonSchema;
  const reference = object.$ref;
  return typeof reference === 'string'
    ? resolve(definitions[reference.slice('#/$defs/'.length)], definitions)
    : object;
}

/** Every JSON type that a schema lets through; empty when it does not say. */
function typesOf(schema: JsonSchema, definitions: Definitions): string[] {
  if (schema.type !== undefined) return [schema.type].flat() as string[];
  if (Array.isArray(schema.enum))
    return [...new Set(schema.enum.map((item) => (item === null ? 'null' : typeof item)))];
  if (schema.const !== undefined) return [typeof schema.const];
  const branches = (schema.anyOf ?? schema.oneOf ?? schema.allOf ?? []) as unknown[];
  return branches.flatMap((branch) => typesOf(resolve(branch, definitions), definitions));
}

/** A schema without references, and the types that it lets through. */
interface Shape {
  readonly schema: JsonSchema;
  readonly types: readonly string[];
}

function shapeOf(schemaOrReference: unknown, definitions: Definitions): Shape {
  const schema = resolve(schemaOrReference, definitions);
  return { schema, types: typesOf(schema, definitions) };
}

/** Names joined by commas; anything with quotes, brackets or operators is one text. */
const NAMES = /^[\w.@:/ -]+(?:,[\w.@:/ -]+)+$/;

/** `1,000` as people write it. */
const THOUSANDS = /^\d{1,3}(?:,\d{3})+$/;

/** Lines that are read one by one. */
const MOST_ITEMS = 50_000;

/** A JSON value for each line; null where a line is none. */
function fromLines(text: string): unknown[] | null {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  if (lines.length < 2 || lines.length > MOST_ITEMS) return null;
  const values = lines.map(jsonInText);
  return values.includes(null) ? null : values.map((found) => found?.value);
}

/** What text stands for where a list is wanted; the text itself where that is not plain. */
function listFromText(text: string, items: JsonSchema, definitions: Definitions): unknown {
  if (text.startsWith('{')) return fromLines(text) ?? text;
  const isOfText = typesOf(resolve(items, definitions), definitions).join() === 'string';
  return isOfText && text.length <= LONGEST.answer && NAMES.test(text)
    ? text.split(',').map((item) => item.trim())
    : text;
}

/** A list where text is wanted: its only item, or all of them where the text is a list joined by commas. */
function textFromList(list: readonly unknown[], schema: JsonSchema): unknown {
  const isPlain = list.every((item) => typeof item === 'string' || typeof item === 'number');
  if (!isPlain || list.length === 0) return list;
  return list.length === 1 || /\bcommas?\b/.test(String(schema.description ?? '')) ? list.join(',') : list;
}

/** The same for a list in JSON; the text itself where it is none. */
function textFromJsonList(text: string, schema: JsonSchema): unknown {
  const list = /\bcommas?\b/.test(String(schema.description ?? '')) ? jsonInText(text)?.value : null;
  const joined = Array.isArray(list) ? textFromList(list, schema) : text;
  return typeof joined === 'string' ? joined : text;
}

function fromText(given: string, types: readonly string[]): unknown {
  const trimmed = given.trim().replace(THOUSANDS, (number) => number.replaceAll(',', ''));
  const text = given;
  if (types.includes('integer') && /^[+-]?\d{1,40}$/.test(trimmed)) {
    const number = Number(trimmed);
    return Number.isSafeInteger(number) ? number : BigInt(trimmed);
  }
  if (types.includes('number') && trimmed !== '' && Number.isFinite(Number(trimmed))) return Number(trimmed);
  if (types.includes('boolean') && /^(true|false)$/i.test(trimmed)) return trimmed.toLowerCase() === 'true';
  if (types.includes('null') && trimmed === 'null') return null;
  if (
    (types.includes('object') && trimmed.startsWith('{')) ||
    (types.includes('array') && trimmed.startsWith('['))
  ) {
    const found = jsonInText(trimmed);
    if (found !== null) return found.value;
    return types.includes('array') ? (fromLines(trimmed) ?? text) : text;
  }
  return text;
}

/** Whether names are added and removed by an object, and a list of them can only be those to add. */
const isOfChanges = ({ properties }: JsonSchema) => {
  const members = Object.keys((properties ?? {}) as object);
  return members.length === 2 && members.includes('add') && members.includes('remove');
};

/**
 * A value as its schema wants it, where that is plain: numbers and booleans from text, JSON and lines of JSON from text,
 * a list from one value or from names joined by commas, what is added from a list of names, text from a number or such a list. What does not fit stays as it is, for the validator to name.
 * @throws {InputError} on a whole number beyond 2^53, whose last digits were lost before it got here
 */
export function coerce(
  path: string,
  value: unknown,
  schemaOrReference: unknown,
  definitions: Definitions,
): unknown {
  return coerceAs(shapeOf(schemaOrReference, definitions), path, value, definitions);
}

function coerceAs({ schema, types }: Shape, path: string, value: unknown, definitions: Definitions): unknown {
  const known = types.length > 0;
  if (typeof value === 'number' && Number.isInteger(value) && !Number.isSafeInteger(value)) {
    throw new InputError(
      `"${path}" is a whole number beyond 2^53, which JSON numbers cannot carry exactly. Send it as a string.`,
    );
  }
  if (
    types.includes('object') &&
    isOfChanges(schema) &&
    (Array.isArray(value) || typeof value === 'string')
  ) {
    const added = (schema.properties as Record<string, unknown>).add;
    const text = typeof value === 'string' ? value.trim() : '';
    if (!text.startsWith('{')) return { add: coerce(path, value, added, definitions) };
  }
  let result = value;
  if (typeof value === 'string' && types.join() === 'string' && value.trimStart().startsWith('["'))
    result = textFromJsonList(value, schema);
  if (typeof value === 'string' && known && !types.includes('string')) {
    result = fromText(value, types);
    if (result === value && types.includes('array'))
      result = listFromText(value.trim(), (schema.items ?? {}) as JsonSchema, definitions);
  }
  if (Array.isArray(value) && types.includes('string') && !types.includes('array'))
    result = textFromList(value, schema);
  if (
    known &&
    types.includes('array') &&
    !Array.isArray(result) &&
    result !== null &&
    !types.includes(typeof result)
  )
    result = [result];
  if (known && types.includes('string') && !types.includes('number') && !types.includes('integer')) {
    if (typeof result === 'number' || typeof result === 'bigint') result = String(result);
  }
  if (Array.isArray(result)) {
    const shape = shapeOf(schema.items, definitions);
    return result.map((item, index) => coerceAs(shape, `${path}[${index}]`, item, definitions));
  }
  if (typeof result === 'object' && result !== null) {
    const properties = (schema.properties ?? {}) as Record<string, unknown>;
    const required = (schema.required ?? []) as readonly string[];
    const isLeftOut = (key: string, item: unknown) => {
      const allowed =
        item === null && key in properties ? typesOf(resolve(properties[key], definitions), definitions) : [];
      return allowed.length > 0 && !allowed.includes('null') && !required.includes(key);
    };
    const members = Object.entries(result).filter(([key, item]) => !isLeftOut(key, item));
    return Object.fromEntries(
      members.map(([key, item]) => [key, coerce(`${path}.${key}`, item, properties[key], definitions)]),
    );
  }
  return result;
}
