import { withRightNames } from '../call/arguments/argument-names.ts';
import type { ListedTool } from '../catalog/listed-tool.ts';
import type { Arguments, JsonSchema } from '../contract/tool.ts';
import { InputError } from '../errors.ts';
import { refuseLong } from '../limits.ts';
import { nearestNames } from '../names/nearest.ts';

/** Texts of these are read as queries; all others are words, names and times. */
const OF_QUERIES = new Set(['where', 'measure', 'sql']);

function refuseLongTexts(name: string, value: unknown): void {
  const texts = (Array.isArray(value) ? value : [value]).filter((each) => typeof each === 'string');
  if (texts.length > 100)
    throw new InputError(`"${name}" has ${texts.length} items, and at most 100 are read.`);
  for (const text of texts) refuseLong(`"${name}"`, text, OF_QUERIES.has(name) ? 'sql' : 'question');
}

/**
 * Arguments of a tool of our own: by their right names, none that the tool does not have, no text that is too long.
 * @throws {InputError}
 */
export function helperArguments({ name, inputSchema }: ListedTool, given: Readonly<Arguments>): Arguments {
  const asRow = { name, access: 'read', update: null, exported: null, inputSchema } as const;
  const { args } = withRightNames(asRow, given, inputSchema);
  const properties = (inputSchema.properties ?? {}) as Readonly<Record<string, JsonSchema>>;
  const known = [...Object.keys(properties), 'org_id'];
  for (const [argument, value] of Object.entries(args)) {
    if (!known.includes(argument)) {
      const near = nearestNames(argument, known, 1);
      const hint = near.length > 0 ? ` Did you mean "${near[0]}"?` : '';
      throw new InputError(`${name} has no argument "${argument}".${hint} It takes: ${known.join(', ')}.`);
    }
    refuseLongTexts(argument, value);
  }
  return args;
}
