import { compile, type JSONSchema } from 'json-schema-to-typescript';
import type { JsonSchema } from '../src/contract/tool.ts';
import { isObject } from '../src/contract/operation.ts';
import type { ToolPlan } from './plan.ts';

const pascalCase = (name: string) =>
  name.replaceAll(/(?:^|_)([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());

/** What a schema means to a type: neither texts nor examples, and ranges as they come. */
function structure(value: unknown, isMap = false): unknown {
  if (Array.isArray(value)) return value.map((item) => structure(item));
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(
        ([key]) =>
          isMap || !['description', 'examples', 'default', 'minItems', 'maxItems', 'title'].includes(key),
      )
      .map(([key, item]) => [
        key,
        structure(item, !isMap && ['properties', 'patternProperties', '$defs'].includes(key)),
      ]),
  );
}

/** TypeScript for the arguments of every tool: one interface each, `ToolArguments` by tool name, and `ToolName`. */
export async function argumentTypes(
  plans: readonly ToolPlan[],
  definitions: Readonly<Record<string, JsonSchema>>,
): Promise<string> {
  const interfaces = Object.fromEntries(
    plans.map(({ row, schema }) => [`${pascalCase(row.name)}Arguments`, structure(schema)]),
  );
  const root: JSONSchema = {
    type: 'object',
    properties: Object.fromEntries(
      plans.map(({ row }) => [row.name, { $ref: `#/$defs/${pascalCase(row.name)}Arguments` }]),
    ),
    required: plans.map(({ row }) => row.name),
    additionalProperties: false,
    $defs: { ...(structure(definitions, true) as object), ...interfaces } as Record<string, JSONSchema>,
  };
  const text = await compile(root, 'ToolArguments', {
    bannerComment: '',
    format: false,
    unreachableDefinitions: false,
  });
  return `${text.trim()}\n\nexport type ToolName = keyof ToolArguments;\n`;
}
