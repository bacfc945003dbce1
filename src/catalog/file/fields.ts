import { isObject, type JsonObject } from '../../contract/operation.ts';
import type { Schemas } from '../../contract/schema.ts';
import type { Field, Fields } from '../../contract/published.ts';
import type { PublishedOperation } from './document.ts';

const COMPONENT = '#/components/schemas/';
/** Fields of the body, and fields of those: where a release adds to a query or a condition it shows here. */
const DEPTH = 2;

/** A schema with what it refers to, and what that is made of; each `$ref` is followed once on a way. */
function partsOf(schema: unknown, schemas: Schemas, seen: ReadonlySet<string> = new Set()): JsonObject[] {
  if (!isObject(schema)) return [];
  const { $ref, allOf, oneOf, anyOf } = schema;
  const isNew = typeof $ref === 'string' && $ref.startsWith(COMPONENT) && !seen.has($ref);
  const referred = isNew ? [schemas[$ref.slice(COMPONENT.length)]] : [];
  const within = isNew ? new Set([...seen, $ref]) : seen;
  const inner = [referred, allOf, oneOf, anyOf].flatMap((list) => (Array.isArray(list) ? list : []));
  return [schema, ...inner.flatMap((each) => partsOf(each, schemas, within))];
}

function typeOf(schema: unknown, schemas: Schemas, depth = DEPTH): string {
  const types = partsOf(schema, schemas).flatMap((part): unknown[] => {
    const { type, properties, items, enum: values } = part;
    const own =
      type ??
      (isObject(properties) ? 'object' : Array.isArray(values) ? values.map((value) => typeof value) : []);
    return [own].flat().map((each) => {
      const item = each === 'array' && depth > 0 ? typeOf(items, schemas, depth - 1) : 'any';
      return item === 'any' ? each : `array of ${item}`;
    });
  });
  return (
    [...new Set(types)]
      .filter((type) => type !== 'null')
      .sort()
      .join(' or ') || 'any'
  );
}

/** The values that a schema allows: those of all its alternatives, where each of them says so. */
function valuesOf(schema: unknown, schemas: Schemas): readonly string[] | null {
  const leaves = partsOf(schema, schemas).filter(
    ({ $ref, allOf, oneOf, anyOf, type }) =>
      type !== 'null' && (allOf ?? oneOf ?? anyOf ?? $ref) === undefined,
  );
  const values = leaves.map((leaf) => (leaf.const === undefined ? leaf.enum : [leaf.const]));
  if (values.length === 0 || !values.every(Array.isArray)) return null;
  return [
    ...new Set(
      values
        .flat()
        .filter((value) => value !== null)
        .map(String),
    ),
  ].sort();
}

function fieldOf(schema: unknown, isRequired: boolean, isDeprecated: boolean, schemas: Schemas): Field {
  const values = valuesOf(schema, schemas);
  return {
    type: typeOf(schema, schemas),
    ...(isRequired ? { required: true } : {}),
    ...(values === null ? {} : { values }),
    ...(isDeprecated || (isObject(schema) && schema.deprecated === true) ? { deprecated: true } : {}),
  };
}

function collect(
  schema: unknown,
  at: string,
  depth: number,
  schemas: Schemas,
  found: Map<string, Field>,
): void {
  if (!isObject(schema)) return;
  const hasAlternatives = (part: JsonObject) => Array.isArray(part.oneOf) || Array.isArray(part.anyOf);
  const parts = partsOf(schema, schemas);
  // What one alternative wants is not wanted of every call.
  const isFirm = !parts.some(hasAlternatives);
  const required = new Set(
    isFirm ? parts.flatMap((part) => (Array.isArray(part.required) ? part.required : [])) : [],
  );
  for (const { properties } of parts) {
    if (!isObject(properties)) continue;
    for (const [name, field] of Object.entries(properties)) {
      found.set(`${at}${name}`, fieldOf(field, required.has(name), false, schemas));
      if (depth > 1) collect(field, `${at}${name}.`, depth - 1, schemas, found);
    }
  }
}

/** What an operation takes besides its address, sorted. */
export function fieldsOf({ parameters, body }: PublishedOperation, schemas: Schemas): Fields {
  const found = new Map<string, Field>();
  for (const { name, in: where, schema, required, deprecated } of parameters)
    if (where === 'query')
      found.set(`query ${name}`, fieldOf(schema, required === true, deprecated === true, schemas));
  if (body !== null) {
    const type = Object.keys(body.content).sort().join(' or ');
    found.set('body', { type, ...(body.required ? { required: true } : {}) });
    for (const schema of Object.values(body.content)) collect(schema, 'body ', DEPTH, schemas, found);
  }
  return Object.fromEntries([...found].sort(([a], [b]) => (a < b ? -1 : 1)));
}
