import type { JsonSchema } from '../contract/tool.ts';

/** The argument that says which of several OpenObserves a call goes to. */
export const INSTANCE = 'instance';

/** Characters that the argument may add to a list: about 230 tokens, whatever a client makes of them. */
const MOST_CHARACTERS = 900;

interface Tool {
  readonly name: string;
  readonly inputSchema: JsonSchema;
}

/** Of one tool, such as describe_tool, which answers from the contract alone. */
const NEEDS_NONE = new Set(['describe_tool', 'find_tools']);

/**
 * Tools with the argument in their schemas, the first ones first, as far as there is room: every tool takes it, and the
 * instructions say so. With one OpenObserve or none they stay as they are.
 */
export function withInstances<T extends Tool>(tools: readonly T[], names: readonly string[]): T[] {
  if (names.length < 2) return [...tools];
  const argument = { enum: names };
  const cost = JSON.stringify({ [INSTANCE]: argument }).length;
  let left = Math.floor(MOST_CHARACTERS / cost);
  return tools.map((tool) => {
    if (NEEDS_NONE.has(tool.name) || left === 0) return tool;
    left -= 1;
    const properties = { ...(tool.inputSchema.properties as object), [INSTANCE]: argument };
    return { ...tool, inputSchema: { ...tool.inputSchema, properties } };
  });
}
