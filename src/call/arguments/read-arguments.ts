import { placesOf } from '../../openobserve/request.ts';
import type { ToolRow, Arguments } from '../../contract/tool.ts';

/**
 * Arguments of a read that tells about a call: those of its address that the call has too, and what the contract adds,
 * `{name}`, `{name:default}` and `{name|trim}` filled in from the call.
 */
export function readArguments(
  reader: ToolRow,
  args: Readonly<Arguments>,
  added: Readonly<Record<string, unknown>>,
): Arguments {
  const shared = Object.entries(args).filter(([name]) =>
    placesOf(reader, name).some((place) => place.in === 'path'),
  );
  const filled = Object.entries(added).map(([name, value]): [string, unknown] => {
    const [, argument, trim, otherwise] =
      (typeof value === 'string' && /^\{(\w+)(\|trim)?(?::(.*))?\}$/.exec(value)) || [];
    if (argument === undefined) return [name, value];
    const given = args[argument] ?? otherwise;
    return [name, trim !== undefined && typeof given === 'string' ? given.trim() : given];
  });
  return Object.fromEntries([...shared, ...filled.filter(([, value]) => value !== undefined)]);
}
