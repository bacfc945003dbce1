import { normalizeArguments } from '../../call/arguments/arguments.ts';
import type { Checks } from '../../call/execute.ts';
import { withShortForms } from '../../call/short-forms/expand.ts';
import type { ToolRow, Arguments } from '../../contract/tool.ts';

/**
 * Check the arguments of a call without sending anything. Answers with them written out, short forms included.
 * @throws {InputError} as the call itself would
 */
export type CheckCall = (row: ToolRow, args: Readonly<Arguments>) => Promise<Arguments>;

/** Checks one call before it is planned: arguments, times, names. */
export function createCheckCall(
  loadChecks: () => Promise<Checks>,
  timeZone: string,
  nowMs: () => number,
): CheckCall {
  return async (row, args) => {
    const { schemas, validate } = await loadChecks();
    const time = { nowUs: nowMs() * 1000, timeZone };
    const { args: normal } = normalizeArguments(
      row,
      { ...args },
      schemas.inputs[row.name] ?? {},
      schemas.definitions,
      time,
    );
    const withOrganization = (each: Arguments) =>
      row.places.org_id === undefined ? each : { org_id: 'default', ...each };
    if (row.update === null) {
      validate(row.name, withOrganization(normal));
      return withShortForms(row, normal);
    }
    // What an update does not name is taken from the object itself.
    const written = withShortForms(row, normal);
    const { [row.update.into ?? '']: _, ...named } = written;
    validate(row.name, withOrganization(written), row.update.replaces ? named : written);
    return written;
  };
}
