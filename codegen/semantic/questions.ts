import type { JsonSchema } from '../../src/contract/tool.ts';
import type { ToolPlan } from '../plan.ts';

const NAMING = /^(?:name|title|view_name|table_name|new_name|role)$/;
const POINTING = /(?:_id|_ids|_name|^name|^key)$/;

const words = (name: string) =>
  name
    .replaceAll(/([a-z])([A-Z])/g, '$1 $2')
    .replaceAll('_', ' ')
    .toLowerCase();

/** Values that a person can say in a word or a list of words. */
function isSayable(schema: JsonSchema): boolean {
  const types = [schema.type ?? 'object'].flat();
  if (types.includes('array')) return isSayable((schema.items ?? {}) as JsonSchema);
  return !types.includes('object');
}

function questionFor(name: string, schema: JsonSchema, { row, mcp }: ToolPlan): string {
  const { entity, action } = mcp.intent;
  const meaning = typeof schema.description === 'string' ? ` (${schema.description.replace(/\.$/, '')})` : '';
  if (NAMING.test(name) && /create|add|copy|rename/.test(action))
    return `What should the ${entity} be called?`;
  if (POINTING.test(name)) {
    const thing = words(name).replace(/ (?:ids?|name)$/, '');
    const noun = thing === 'name' ? entity : thing.replace(/^dst /, 'target ');
    return `Which ${noun} do you mean?`;
  }
  if (schema.type === 'boolean')
    return row.path.includes('enable') ? 'Should it be on or off?' : `${words(name)}: yes or no?`;
  return `What is the ${words(name)}${meaning}?`;
}

/** What a person is asked for, by argument: what the contract says, else everything that is required and can be said. */
export function questionsOf(plan: ToolPlan): Readonly<Record<string, string>> {
  const { row, mcp } = plan;
  const properties = (row.inputSchema.properties ?? {}) as Record<string, JsonSchema>;
  const required = ((row.inputSchema.required ?? []) as string[]).filter((name) => name !== 'org_id');
  const asked: Readonly<Record<string, string | null>> =
    mcp.ask ??
    Object.fromEntries(
      required.filter((name) => isSayable(properties[name] ?? {})).map((name) => [name, null]),
    );
  return Object.fromEntries(
    Object.entries(asked).map(([name, question]) => [
      name,
      question ?? questionFor(name, properties[name] ?? {}, plan),
    ]),
  );
}
