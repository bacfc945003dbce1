import type { View } from '../catalog/catalog.ts';
import type { Toolset } from '../contract/catalog-rows.ts';
import { INSTANCE } from '../catalog/instance-argument.ts';
import { PROOFS } from '../generated/proofs.ts';
import type { JsonSchema, ToolRow } from '../contract/tool.ts';
import type { ShownArgument, ShownTool } from './page-data.ts';

/** Of an operation that a catalog file brought. */
const NOT_OURS = { level: 'not proven', exchanges: 0, reason: 'it comes from a catalog file' };

function typeOf({ type, enum: choices, items }: JsonSchema): string {
  if (Array.isArray(choices)) return 'choice';
  if (type === 'array') return `list of ${typeOf((items ?? {}) as JsonSchema)}`;
  return Array.isArray(type) ? type.join(' or ') : String(type ?? 'any');
}

/** Which OpenObserve a call goes to, where there are several. */
function instanceArgument({ access }: ToolRow, { options: { instances = [] } }: View): ShownArgument[] {
  if (instances.length < 2) return [];
  const choices = instances.map(({ name }) => name);
  return [
    {
      name: INSTANCE,
      type: 'choice',
      description: `The OpenObserve that it goes to${access === 'read' ? `; default ${choices[0]}` : ''}.`,
      required: access !== 'read',
      choices,
    },
  ];
}

function argumentsOf({ inputSchema }: ToolRow, hidesOrganization: boolean): ShownArgument[] {
  const required = (inputSchema.required ?? []) as readonly string[];
  const properties = (inputSchema.properties ?? {}) as Record<string, JsonSchema>;
  return Object.entries(properties)
    .filter(([name]) => !(hidesOrganization && name === 'org_id'))
    .map(([name, schema]) => ({
      name,
      type: typeOf(schema),
      description: String(schema.description ?? ''),
      required: required.includes(name),
      choices: Array.isArray(schema.enum) ? schema.enum.map(String) : [],
    }));
}

/** The operations that a caller may call, in the order of their toolsets. */
export function pageTools(view: View, toolsets: readonly Toolset[]): ShownTool[] {
  const listed = new Set(view.listed.map(({ name }) => name));
  return toolsets.flatMap(({ name: toolset, title }) =>
    view.rows
      .filter((row) => row.toolset === toolset)
      .map((row) => ({
        name: row.name,
        title: row.title,
        description: row.description,
        details: row.details,
        toolset: title,
        access: row.access,
        edition: row.edition,
        since: row.since,
        isListed: listed.has(row.name),
        proof: PROOFS[row.name] ?? NOT_OURS,
        arguments: [...instanceArgument(row, view), ...argumentsOf(row, view.options.org !== null)],
      })),
  );
}
