import { splitDescription } from '../contract/descriptions.ts';
import type { JsonSchema } from '../contract/tool.ts';

type Definitions = Readonly<Record<string, JsonSchema>>;

/** Keywords that say what a value may be. */
const KEPT = ['type', 'enum', 'const', 'default', 'minimum', 'maximum', 'format'];

const isSchema = (value: unknown): value is JsonSchema =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function resolved(schema: JsonSchema, definitions: Definitions): JsonSchema {
  const [, name] = /^#\/\$defs\/(.+)$/.exec(String(schema.$ref ?? '')) ?? [];
  const definition = name === undefined ? undefined : definitions[name];
  if (!definition) return schema;
  const { $ref: _, ...own } = schema;
  return { ...resolved(definition, definitions), ...own };
}

/** The one branch of a union with null, or the schema itself. */
function withoutNull(schema: JsonSchema, definitions: Definitions): JsonSchema {
  const branches = schema.anyOf ?? schema.oneOf;
  if (!Array.isArray(branches)) return schema;
  const others = branches.filter((branch) => isSchema(branch) && branch.type !== 'null') as JsonSchema[];
  if (others.length !== 1) return schema;
  const { anyOf: _, oneOf: __, ...own } = schema;
  return { ...resolved(others[0] as JsonSchema, definitions), ...own };
}

/**
 * A schema in short: `depth` levels of fields, references resolved, the first paragraph of each description. What lies
 * deeper is only named.
 */
export function outline(schema: JsonSchema, depth: number, definitions: Definitions): JsonSchema {
  const whole = withoutNull(resolved(schema, definitions), definitions);
  const { description, properties, items, required } = whole;
  const branches = (whole.anyOf ?? whole.oneOf) as JsonSchema[] | undefined;
  const first = typeof description === 'string' ? splitDescription(description).first : '';
  const inner = (each: unknown) => outline(each as JsonSchema, depth - 1, definitions);
  return {
    ...Object.fromEntries(KEPT.filter((key) => whole[key] !== undefined).map((key) => [key, whole[key]])),
    ...(first === '' ? {} : { description: first }),
    ...(branches && depth > 0 ? { oneOf: branches.map(inner) } : {}),
    ...(isSchema(items) && depth > 0 ? { items: inner(items) } : {}),
    ...(isSchema(properties)
      ? depth > 0
        ? {
            properties: Object.fromEntries(
              Object.entries(properties).map(([name, each]) => [name, inner(each)]),
            ),
            ...(required === undefined ? {} : { required }),
          }
        : { fields: Object.keys(properties).join(', ') }
      : {}),
  };
}
