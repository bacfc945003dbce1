import type { JsonSchema } from './tool.ts';
import { isObject, type JsonObject } from './operation.ts';

/** Schemas by their names. */
export type Schemas = Readonly<Record<string, JsonSchema>>;

const COMPONENT = '#/components/schemas/';
/** Widths of numbers: OpenAPI's own formats, which say nothing to a JSON Schema validator. */
const NUMBER_FORMATS = ['int32', 'int64', 'float', 'double'];
/** Keywords whose value maps names to schemas: the names are no keywords. */
const MAPS = ['properties', 'patternProperties', '$defs', 'dependentSchemas'];
/** Keywords whose value is data. */
const DATA = ['enum', 'const', 'default', 'examples', 'required'];
const DROPPED = ['example', 'nullable', 'discriminator', 'xml', 'externalDocs'];

const mapValues = (object: JsonObject, change: (value: unknown) => unknown) =>
  Object.fromEntries(Object.entries(object).map(([key, value]) => [key, change(value)]));

function withNull(schema: JsonObject): JsonObject {
  if (schema.type === undefined) return schema;
  const type = [...new Set([schema.type, 'null'].flat())];
  return Array.isArray(schema.enum) && !schema.enum.includes(null)
    ? { ...schema, type, enum: [...schema.enum, null] }
    : { ...schema, type };
}

/** An OpenAPI schema as JSON Schema 2020-12: only its own keywords, `$ref`s into `$defs`, null as a type. */
export function toJsonSchema(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(toJsonSchema);
  if (!isObject(value)) return value;
  const converted: JsonObject = {};
  for (const [key, inner] of Object.entries(value)) {
    if (key.startsWith('x-') || DROPPED.includes(key)) {
      if (key === 'example') converted.examples = [inner];
    } else if (key === '$ref') converted.$ref = String(inner).replace(COMPONENT, '#/$defs/');
    else if (key === 'format' && NUMBER_FORMATS.includes(String(inner))) continue;
    else if (DATA.includes(key)) {
      if (key !== 'required' || (Array.isArray(inner) && inner.length > 0)) converted[key] = inner;
    } else if (MAPS.includes(key) && isObject(inner)) converted[key] = mapValues(inner, toJsonSchema);
    else converted[key] = toJsonSchema(inner);
  }
  return value.nullable === true ? withNull(converted) : converted;
}

/** The schema itself, after following `$ref`s of the contract; keywords beside a `$ref` win over those behind it. */
export function resolve(schema: JsonSchema, schemas: Schemas): JsonSchema {
  let found = schema;
  for (let hops = 0; typeof found.$ref === 'string' && hops < 20; hops++) {
    const { $ref, ...beside } = found;
    found = { ...schemas[String($ref).slice(COMPONENT.length)], ...beside };
  }
  return found;
}

/** JSON types that a schema takes, null included; null when it takes any, or does not say. */
export function typesOf(schema: JsonSchema, schemas: Schemas): readonly string[] | null {
  const { type, oneOf, anyOf, allOf, enum: values } = resolve(schema, schemas);
  if (type !== undefined) return [type].flat() as string[];
  const branches = oneOf ?? anyOf;
  if (Array.isArray(branches)) {
    const types = branches.map((branch) => typesOf(branch, schemas));
    return types.includes(null) ? null : [...new Set(types.flat() as string[])];
  }
  if (Array.isArray(allOf))
    return allOf.map((part) => typesOf(part, schemas)).find((types) => types !== null) ?? null;
  if (Array.isArray(values) && values.every((item) => typeof item === 'string')) return ['string'];
  return null;
}

/** An object schema with the parts of its `allOf` merged into it. */
export function mergedObject(schema: JsonSchema, schemas: Schemas): JsonSchema {
  const { allOf, ...own } = resolve(schema, schemas);
  if (!Array.isArray(allOf)) return own;
  const parts = [...allOf.map((part) => mergedObject(part, schemas)), own];
  return {
    ...Object.assign({}, ...parts),
    properties: Object.assign({}, ...parts.map((part) => part.properties ?? {})),
    required: [...new Set(parts.flatMap((part) => (part.required ?? []) as string[]))],
  };
}

/** The components that `roots` point at, also through each other, as JSON Schema, sorted by name. */
export function reachableDefinitions(
  roots: readonly unknown[],
  schemas: Schemas,
): Record<string, JsonSchema> {
  const found = new Map<string, JsonSchema>();
  const walk = (value: unknown): void => {
    if (Array.isArray(value)) for (const item of value) walk(item);
    else if (isObject(value)) {
      const name = typeof value.$ref === 'string' ? value.$ref.slice('#/$defs/'.length) : '';
      if (name !== '' && !found.has(name)) {
        found.set(name, toJsonSchema(schemas[name]) as JsonSchema);
        walk(found.get(name));
      }
      for (const item of Object.values(value)) walk(item);
    }
  };
  walk(roots);
  return Object.fromEntries([...found].sort(([a], [b]) => (a < b ? -1 : 1)));
}
