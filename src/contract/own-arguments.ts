import type { JsonSchema, ToolRow } from './tool.ts';

/** Arguments that the product itself takes, of a tool that has a use for them; they are never sent. */
export function ownArguments({
  rows,
  access,
  confirm,
}: Pick<ToolRow, 'rows' | 'access' | 'confirm'>): Readonly<Record<string, JsonSchema>> {
  return {
    ...(rows === null ? {} : { detail: { type: 'string', enum: ['full'] } }),
    ...(access === 'destructive' || confirm.length > 0 ? { confirm: { type: 'string' } } : {}),
  };
}

/** A schema with them. */
export function withOwnArguments(
  row: Pick<ToolRow, 'rows' | 'access' | 'confirm'>,
  schema: JsonSchema,
): JsonSchema {
  return { ...schema, properties: { ...(schema.properties as object), ...ownArguments(row) } };
}
