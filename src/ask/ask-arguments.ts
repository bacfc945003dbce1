import { withRightNames } from '../call/arguments/argument-names.ts';
import { coerce } from '../call/arguments/coerce.ts';
import { ASK, ASK_INPUT } from '../catalog/ask-tool.ts';
import type { Arguments, JsonSchema } from '../contract/tool.ts';

/** What the reading of arguments asks of a tool. */
const AS_ROW = {
  name: ASK,
  access: 'destructive',
  update: null,
  exported: null,
  inputSchema: ASK_INPUT,
} as const;

/** The arguments of `ask` by their right names and types, as far as they can be read so. @throws {InputError} */
export function askArguments(given: Readonly<Arguments>): Arguments {
  const properties = ASK_INPUT.properties as Readonly<Record<string, JsonSchema>>;
  const { args } = withRightNames(AS_ROW, given, ASK_INPUT);
  return Object.fromEntries(
    Object.entries(args).map(([name, value]) => [name, coerce(name, value, properties[name], {})]),
  );
}
