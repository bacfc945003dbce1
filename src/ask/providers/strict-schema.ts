import type { JsonSchema } from '../../contract/tool.ts';

const KEPT = ['type', 'description', 'enum', 'items', 'properties', 'required', 'const'];

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * A schema that a model cannot miss: closed objects, and every argument named, null where it is left out. Null when it
 * cannot be closed, because it has objects of any shape or unions.
 */
export function strictSchema(schema: JsonSchema): JsonSchema | null {
  const { type, properties, items, required } = schema as {
    type?: unknown;
    properties?: unknown;
    items?: unknown;
    required?: readonly string[];
  };
  if (type === undefined && schema.enum === undefined) return null;
  if (
    Object.keys(schema).some((key) => key === 'anyOf' || key === 'oneOf' || key === 'allOf' || key === '$ref')
  )
    return null;
  const own = Object.fromEntries(Object.entries(schema).filter(([key]) => KEPT.includes(key)));
  const types = [type].flat();
  if (types.includes('array')) {
    const inner = isObject(items) ? strictSchema(items) : null;
    return inner === null ? null : { ...own, items: inner };
  }
  if (!types.includes('object')) return own;
  if (!isObject(properties)) return null;
  const closed = Object.entries(properties).map(([name, value]): [string, JsonSchema | null] => {
    const inner = isObject(value) ? strictSchema(value) : null;
    return [name, inner === null || required?.includes(name) ? inner : nullable(inner)];
  });
  if (closed.some(([, inner]) => inner === null)) return null;
  return {
    ...own,
    properties: Object.fromEntries(closed),
    required: closed.map(([name]) => name),
    additionalProperties: false,
  };
}

function nullable(schema: JsonSchema): JsonSchema {
  const types = [schema.type].flat().filter((type) => type !== undefined);
  return {
    ...schema,
    ...(types.length > 0 ? { type: [...new Set([...types, 'null'])] } : {}),
    ...(Array.isArray(schema.enum) ? { enum: [...new Set([...schema.enum, null])] } : {}),
  };
}

/** Arguments without those that a strict schema made the model name although it leaves them out. */
export function withoutNulls<T>(args: Readonly<Record<string, T>>): Record<string, T> {
  return Object.fromEntries(Object.entries(args).filter(([, value]) => value !== null));
}
