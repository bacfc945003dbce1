import type { View } from '../catalog/catalog.ts';
import { InputError } from '../errors.ts';
import { stringifyExact } from '../json/exact-json.ts';
import { isTooOld } from '../openobserve/releases.ts';
import type { ServerFacts } from '../openobserve/server-facts.ts';
import { outline } from './outline.ts';
import type { ToolResult } from '../result/result.ts';
import { withOwnArguments } from '../contract/own-arguments.ts';
import { type JsonSchema, type ToolRow, UNKNOWN_SINCE } from '../contract/tool.ts';
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
  const since = row.since === UNKNOWN_SINCE ? '' : `, since OpenObserve ${row.since}`;
  const said = `${where[row.edition]}${since}.`;
  if (isTooOld(version, row)) return `${said} This server is ${version}, so it lacks the tool.`;
  return row.edition === 'enterprise' && edition === 'opensource'
    ? `${said} This server is the open edition, so it lacks the tool.`
    : said;
}

/** Characters of a description: at most 1,200 tokens. */
const MOST_CHARACTERS = 4400;
const DEPTHS = [4, 3, 2, 1];

/** The arguments that lists show, and the names of the others. */
function listedOnly({ inputSchema }: ToolRow, schema: JsonSchema): JsonSchema {
  const listed = inputSchema.properties as object;
  const others = Object.keys(schema.properties as object).filter((name) => !(name in listed));
  return { ...inputSchema, others: others.join(', ') };
}

/** The schema as it is, or as much of it as there is room for, and how to see the rest. */
function fitted(
  schema: JsonSchema,
  definitions: InputSchemas['definitions'],
  room: number,
  least: JsonSchema,
) {
  const needed = reachable(schema, definitions);
  const whole = Object.keys(needed).length > 0 ? { ...schema, $defs: needed } : schema;
  if (stringifyExact(whole).length <= room) return { inputSchema: whole };
  const outlines = DEPTHS.map((depth) => outline(schema, depth, definitions));
  return {
    inputSchema: outlines.find((each) => stringifyExact(each).length <= room) ?? least,
    more: 'Deeper fields are left out. Call describe_tool with argument to see one argument in full.',
  };
}

function describe(
  row: ToolRow,
  { inputs, definitions }: InputSchemas,
  server: ServerFacts,
  most: number,
): string {
  const { examples, required, ...listed } = inputs[row.name] ?? {};
  // The organization is filled in where one is set, or where there is only one.
  const mustGive = ((required ?? []) as readonly string[]).filter((name) => name !== 'org_id');
  const schema = withOwnArguments(row, { ...listed, ...(mustGive.length > 0 ? { required: mustGive } : {}) });
  const head = {
    name: row.name,
    title: row.title,
    description: [row.description, row.details].filter((part) => part !== '').join('\n\n'),
    access: row.access,
    toolset: row.toolset,
    available: availability(row, server),
    ...(Array.isArray(examples) ? { example: examples[0] } : {}),
  };
  const room = most - stringifyExact(head).length;
  return stringifyExact({ ...head, ...fitted(schema, definitions, room, listedOnly(row, schema)) });
}

/**
 * One argument in full.
 * @throws {InputError} when the tool has no such argument
 */
function describeArgument(row: ToolRow, name: string, { inputs, definitions }: InputSchemas): string {
  const properties = (inputs[row.name]?.properties ?? {}) as Readonly<Record<string, JsonSchema>>;
  const schema = properties[name];
  if (!schema)
    throw new InputError(
      `${row.name} has no argument "${name}". It has ${Object.keys(properties).join(', ')}.`,
    );
  const { inputSchema, ...rest } = fitted(
    schema,
    definitions,
    MOST_CHARACTERS,
    outline(schema, 0, definitions),
  );
  return stringifyExact({ name: row.name, argument: name, schema: inputSchema, ...rest });
}

/**
 * Everything about one tool of the view, with its full schema and example, or one of its arguments.
 * @throws {InputError} when the name is missing, or names no tool of the view, or no argument of it
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
    if (typeof args.argument === 'string' && args.argument !== '') {
      const text = describeArgument(row, args.argument, await loadSchemas());
      return { content: [{ type: 'text', text }] };
    }
    // A terminal has room for all of it.
    if (args.whole === true) {
      const text = describe(row, await loadSchemas(), server, Number.POSITIVE_INFINITY);
      return { content: [{ type: 'text', text }] };
    }
    let known = described.get(row);
    if (known?.server !== server) {
      known = { server, text: describe(row, await loadSchemas(), server, MOST_CHARACTERS) };
      described.set(row, known);
    }
    return { content: [{ type: 'text', text: known.text }] };
  };
}
