import { refuseLong, refuseMany } from '../../limits.ts';
import type { Arguments, JsonSchema, ToolRow } from '../../contract/tool.ts';
import { isClientMember } from './client-members.ts';
import { meantBy } from './synonyms.ts';

/** Arguments under the names that the tool has, and what was done to get there. */
export interface NamedArguments {
  readonly args: Arguments;
  readonly notes: string[];
}

/** What of a tool its arguments are named by. */
type NamingRow = Pick<ToolRow, 'name' | 'access' | 'update' | 'exported' | 'inputSchema'> &
  Partial<Pick<ToolRow, 'time'>>;

const fold = (name: string) => name.toLowerCase().replaceAll(/[^a-z0-9]/g, '');

const inQuotes = (names: readonly string[]) => names.map((name) => `"${name}"`).join(', ');

/** Whether a client fills in every argument that is listed, null for those that are left out. */
function isFilledIn({ inputSchema }: NamingRow, given: Arguments): boolean {
  const listed = Object.keys((inputSchema.properties ?? {}) as object).filter((name) => name !== 'org_id');
  return listed.every((name) => name in given);
}

/** What programs write for nothing. */
const NOTHING = /^(?:null|none|nil|undefined|nan)$/i;

/** Whether text can only stand for nothing: where no text is free. */
const isNothing = (value: string, { type, enum: values }: JsonSchema, isTime: boolean) =>
  NOTHING.test(value.trim()) &&
  (isTime ||
    (Array.isArray(values)
      ? !values.includes(value)
      : type !== undefined && ![type].flat().includes('string')));

/** Empty text is a value only where an update writes it over another, and null only where it takes a field away. */
function isLeftOut(
  row: NamingRow,
  given: Arguments,
  value: unknown,
  isRequired: boolean,
  schema: JsonSchema | undefined,
  isTime: boolean,
): boolean {
  const { update } = row;
  if (value === undefined) return true;
  if (typeof value === 'string' && !isRequired && isNothing(value, schema ?? {}, isTime)) return true;
  if (value === null)
    return !(update?.replaces && [schema?.type].flat().includes('null') && !isFilledIn(row, given));
  if (typeof value !== 'string' || value.trim() !== '' || isRequired) return false;
  return !(
    update?.replaces &&
    schema !== undefined &&
    [schema.type].flat().includes('string') &&
    !schema.enum
  );
}

/**
 * Arguments by their right names: case and punctuation do not count, a read takes the names of other tools too, what a
 * client or OpenObserve adds is left out, and so is null or empty text for what is optional. What stays unknown is for
 * the validator to refuse.
 */
export function withRightNames(row: NamingRow, given: Arguments, schema: JsonSchema): NamedArguments {
  refuseMany(given);
  for (const name of Object.keys(given)) refuseLong('The name of an argument', name, 'name');
  const properties = (schema.properties ?? {}) as Readonly<Record<string, JsonSchema>>;
  const known = Object.keys(properties);
  const times = row.time?.arguments ?? {};
  const required = ((schema.required ?? []) as readonly string[]).filter((name) => name !== 'org_id');
  const args: Arguments = {};
  const notes: string[] = [];
  const ignored: string[] = [];
  const unnamed: Arguments = {};
  for (const [name, value] of Object.entries(given)) {
    const alike = known.includes(name) ? name : known.find((other) => fold(other) === fold(name));
    const right = alike !== undefined && (alike === name || !(alike in given)) ? alike : undefined;
    if (right === undefined) unnamed[name] = value;
    else if (!isLeftOut(row, given, value, required.includes(right), properties[right], right in times))
      args[right] = value;
  }
  for (const [name, value] of Object.entries(unnamed)) {
    const meant = row.access === 'read' ? meantBy(name, known, required) : null;
    if (meant !== null && !(meant in args)) {
      if (isLeftOut(row, given, value, false, properties[meant], meant in times)) continue;
      args[meant] = value;
      notes.push(`"${name}" was read as "${meant}".`);
    } else if (isClientMember(name) || row.exported?.omit.includes(name)) ignored.push(name);
    else if (value !== null && value !== undefined) args[name] = value;
  }
  if (ignored.length > 0)
    notes.push(`Ignored, because ${row.name} has no such argument: ${inQuotes(ignored)}.`);
  return { args, notes };
}
