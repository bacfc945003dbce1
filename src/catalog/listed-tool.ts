import { withOwnArguments } from '../contract/own-arguments.ts';
import type { Access, JsonSchema, ToolRow } from '../contract/tool.ts';

/** A tool as tools/list shows it. */
export interface ListedTool {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly inputSchema: JsonSchema;
  readonly outputSchema?: JsonSchema;
  readonly annotations: {
    readonly title: string;
    readonly readOnlyHint: boolean;
    readonly destructiveHint: boolean;
    readonly idempotentHint: boolean;
    readonly openWorldHint: boolean;
  };
}

/** All four hints, said outright: clients take a missing one for the worst. */
export function annotationsOf(
  row: Pick<ToolRow, 'title' | 'access' | 'idempotent'>,
): ListedTool['annotations'] {
  return {
    title: row.title,
    readOnlyHint: row.access === 'read',
    destructiveHint: row.access === 'destructive',
    idempotentHint: row.access === 'read' || row.idempotent,
    openWorldHint: false,
  };
}

/** A tool that is no operation, with its hints from what it may do. */
export function helper(
  name: string,
  title: string,
  description: string,
  access: Access,
  inputSchema: JsonSchema,
  outputSchema?: JsonSchema,
): ListedTool {
  return {
    name,
    title,
    description,
    inputSchema,
    ...(outputSchema === undefined ? {} : { outputSchema }),
    annotations: annotationsOf({ title, access, idempotent: access === 'read' }),
  };
}

/** A schema without the organization, where one is set. */
export function withoutOrganization(schema: JsonSchema): JsonSchema {
  const { org_id: organization, ...properties } = (schema.properties ?? {}) as Record<string, JsonSchema>;
  return organization === undefined ? schema : { ...schema, properties };
}

/** `isLacked`: the server is known not to have it. */
export function listRow(row: ToolRow, hideOrganization: boolean, isLacked: boolean): ListedTool {
  return {
    name: row.name,
    title: row.title,
    description: isLacked ? `Needs OpenObserve ${row.since}. ${row.description}` : row.description,
    inputSchema: withOwnArguments(
      row,
      hideOrganization && row.places.org_id ? withoutOrganization(row.inputSchema) : row.inputSchema,
    ),
    annotations: annotationsOf(row),
  };
}
