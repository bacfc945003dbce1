import type { Problems } from './problems.ts';

/** Longest name of a tool, in characters. */
export const MAX_NAME_CHARACTERS = 40;
/** Tools that are not operations. */
export const OWN_TOOLS = ['ask', 'find_tools', 'describe_tool', 'read_tool', 'write_tool'];

/** `SearchSQL` becomes `search_sql`, `CreateReportV2` `create_report_v2`. */
export function snakeCase(operationId: string): string {
  return operationId
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replaceAll(/([A-Z]+)([A-Z][a-z])/g, '$1_$2')
    .replaceAll(/[^A-Za-z0-9]+/g, '_')
    .toLowerCase();
}

/** A name as gateways compare it: without case and punctuation. */
export const fold = (name: string) => name.toLowerCase().replaceAll(/[^a-z0-9]/g, '');

/** Reports names that are too long, or equal to another one once case and punctuation are gone, as gateways fold them. */
export function checkNames(
  tools: ReadonlyArray<{
    readonly label: string;
    readonly name: string;
    readonly aliases: readonly string[];
  }>,
  problems: Problems,
): void {
  const owners = new Map(OWN_TOOLS.map((name) => [fold(name), `the product's own tool ${name}`]));
  const claim = (label: string, name: string) => {
    const owner = owners.get(fold(name));
    if (owner !== undefined)
      problems.add(label, `the name "${name}" equals that of ${owner} once case and punctuation are gone`);
    else owners.set(fold(name), label);
  };
  for (const { label, name } of tools) {
    if (name.length > MAX_NAME_CHARACTERS)
      problems.add(
        label,
        `the tool name "${name}" has ${name.length} characters; at most ${MAX_NAME_CHARACTERS} are allowed`,
      );
    claim(label, name);
  }
  for (const { label, aliases } of tools) for (const alias of aliases) claim(label, alias);
}
