import type { View } from '../catalog/catalog.ts';
import { InputError } from '../errors.ts';
import { stringifyExact } from '../json/exact-json.ts';
import { isOlder, type ServerFacts } from '../openobserve/server-facts.ts';
import type { ToolResult } from '../result/result.ts';
import { withOwnArguments } from '../contract/own-arguments.ts';
import type { JsonSchema, ToolRow } from '../contract/tool.ts';
import type { InputSchemas } from '../contract/catalog-rows.ts';

/** The definitions that a schema reaches through its references, so that it stands alone. */
function reachable(
  schema: JsonSchema,
  definitions: Readonly<Record<string, JsonSchema>>,
): Record<string, JsonSchema> {
  const found: Record<string, JsonSchema> = {};
  const visit = (value: unknown) => {
    for (const [, name] of JSON.stringify(value).matchAll(/"\$ref":"#\/\$defs\/([^"]+)"/g)) {
      const definition = name === undefined ? undefined : definitions[name];
      if (name === undefined || definition === undefined || name in found) continue;
      found[name] = definition;
      visit(definition);
    }
  };
  visit(schema);
  return found;
}

function availability(row: ToolRow, { version, edition }: ServerFacts): string {
  const where = {
    enterprise: 'Enterprise edition only',
    partial: 'Open edition in part',
    all: 'All editions',
  };
  const said = `${where[row.edition]}, since OpenObserve ${row.since}.`;
  if (version !== null && isOlder(version, row.since))
    return `${said} This server is ${version}, so it lacks the tool.`;
  return row.edition === 'enterprise' && edition === 'opensource'
    ? `${said} This server is the open edition, so it lacks the tool.`
    : said;
}

function describe(row: ToolRow, { inputs, definitions }: InputSchemas, server: ServerFacts): string {
  const { examples, required, ...listed } = inputs[row.name] ?? {};
  // The organization is filled in where one is set, or where there is only one.
  const mustGive = ((required ?? []) as readonly string[]).filter((name) => name !== 'org_id');
  const schema = withOwnArguments(row, { ...listed, ...(mustGive.length > 0 ? { required: mustGive } : {}) });
  const needed = reachable(schema, definitions);
  return stringifyExact({
    name: row.name,
    title: row.title,
    description: [row.description, row.details].filter((part) => part !== '').join('\n\n'),
    access: row.access,
    toolset: row.toolset,
    available: availability(row, server),
    ...(Array.isArray(examples) ? { example: examples[0] } : {}),
    inputSchema: Object.keys(needed).length > 0 ? { ...schema, $defs: needed } : schema,
  });
}

/**
 * Everything about one tool of the view, with its full schema and example.
 * @throws {InputError} when the name is missing, or names no tool of the view
 */
export type DescribeTool = (
  args: Readonly<Record<string, unknown>>,
  view: View,
  server: ServerFacts,
) => Promise<ToolResult>;

/** Each tool is described once for what is known of the server, and again when more is learned of that. */
export function createDescribeTool(loadSchemas: () => Promise<InputSchemas>): DescribeTool {
  const described = new WeakMap<ToolRow, { readonly server: ServerFacts; readonly text: string }>();

  return async (args, view, server) => {
    if (typeof args.name !== 'string' || args.name === '')
      throw new InputError('"name" is missing: say which tool to describe.');
    const row = view.reach(args.name);
    let known = described.get(row);
    if (known?.server !== server) {
      known = { server, text: describe(row, await loadSchemas(), server) };
      described.set(row, known);
    }
    return { content: [{ type: 'text', text: known.text }] };
  };
}
