import { placesOf } from '../../openobserve/request.ts';
import type { ToolRow, Arguments } from '../../contract/tool.ts';

/**
 * Arguments of a read that tells about a call: those of its address that the call has too, and what the contract adds,
 * `{name}` and `{name:default}` filled in from the call.
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
    const [, argument, otherwise] = (typeof value === 'string' && /^\{(\w+)(?::(.*))?\}$/.exec(value)) || [];
    return [name, argument === undefined ? value : (args[argument] ?? otherwise)];
  });
  return Object.fromEntries([...shared, ...filled.filter(([, value]) => value !== undefined)]);
}
