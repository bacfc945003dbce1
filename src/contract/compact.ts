import type { JsonSchema } from './tool.ts';
import type { Argument } from './arguments.ts';
import { splitDescription } from './descriptions.ts';
import { mergedObject, resolve, type Schemas, typesOf } from './schema.ts';

/** How deep `x-listed: full` goes: deeper is for describe_tool, and a schema may refer to itself. */
const MAX_DEPTH = 4;

function description(schema: JsonSchema): JsonSchema {
  const { first } = splitDescription(typeof schema.description === 'string' ? schema.description : '');
  return first === '' ? {} : { description: first };
}

/** The branch of a union that takes `type`, or the schema itself. */
function branchOf(schema: JsonSchema, type: string, schemas: Schemas): JsonSchema {
  const resolved = resolve(schema, schemas);
  const branches = resolved.oneOf ?? resolved.anyOf;
  if (!Array.isArray(branches)) return resolved;
  const found = branches.find((branch) => typesOf(branch, schemas)?.includes(type));
  return found ? branchOf(found, type, schemas) : resolved;
}

function items(schema: JsonSchema, depth: number, schemas: Schemas): JsonSchema {
  const inner = (branchOf(schema, 'array', schemas).items ?? {}) as JsonSchema;
  return depth > 0 ? short(inner, depth - 1, schemas) : bare(inner, schemas);
}

/** One type, the first where several are taken: clients of a narrower dialect drop a tool that lists a choice. */
function bare(schema: JsonSchema, schemas: Schemas): JsonSchema {
  const types = typesOf(schema, schemas)?.filter((type) => type !== 'null') ?? [];
  if (types.length === 0) return {};
  const array = types[0] === 'array' ? { items: items(schema, 0, schemas) } : {};
  return { type: types[0], ...array };
}

function allowed(schema: JsonSchema, schemas: Schemas): JsonSchema {
  const resolved = resolve(schema, schemas);
  const branches = (resolved.oneOf ?? resolved.anyOf ?? []) as JsonSchema[];
  const simple = branches.filter((branch) => typesOf(branch, schemas)?.join() !== 'null');
  const only = simple.length === 1 ? resolve(simple[0] as JsonSchema, schemas) : resolved;
  const values = (only.enum ?? (only.const === undefined ? undefined : [only.const])) as
    | unknown[]
    | undefined;
  const shown = Array.isArray(only['x-listed']) ? (only['x-listed'] as unknown[]) : values;
  return values && shown ? { enum: shown.filter((value) => value !== null) } : {};
}

function nested(schema: JsonSchema, depth: number, schemas: Schemas): JsonSchema {
  const { properties, required } = mergedObject(branchOf(schema, 'object', schemas), schemas);
  const listed = Object.entries((properties ?? {}) as Record<string, JsonSchema>).filter(
    ([, field]) => field['x-listed'] !== false,
  );
  const needed = ((required ?? []) as string[]).filter((name) => listed.some(([field]) => field === name));
  if (listed.length === 0) return {};
  return {
    properties: Object.fromEntries(listed.map(([name, field]) => [name, short(field, depth - 1, schemas)])),
    ...(needed.length > 0 ? { required: needed } : {}),
  };
}

function short(schema: JsonSchema, depth: number, schemas: Schemas): JsonSchema {
  const resolved = resolve(schema, schemas);
  const outline = bare(resolved, schemas);
  const types = [outline.type].flat();
  return {
    ...outline,
    ...(types.includes('array') && depth > 0 ? { items: items(resolved, depth, schemas) } : {}),
    ...allowed(resolved, schemas),
    ...description(resolved),
    ...(types.includes('object') && depth > 0 ? nested(resolved, depth, schemas) : {}),
  };
}

/**
 * The schema that tools/list shows: the top level, first lines of descriptions, nothing that a client could choke on.
 * `optional`: arguments that are not required of the caller although the API wants them, as the product fills them in.
 */
export function compactSchema(
  planned: readonly Argument[],
  optional: ReadonlySet<string>,
  schemas: Schemas,
): JsonSchema {
  const listed = planned.filter(
    ({ name, listed, required }) => listed !== false || (required && !optional.has(name)),
  );
  const required = listed
    .filter((argument) => argument.required && !optional.has(argument.name))
    .map(({ name }) => name);
  return {
    type: 'object',
    properties: Object.fromEntries(
      listed.map(({ name, schema, listed }) => [
        name,
        short(schema, listed === 'full' ? MAX_DEPTH : 0, schemas),
      ]),
    ),
    ...(required.length > 0 ? { required } : {}),
  };
}
