import type { View } from './catalog.ts';
import { READ_TOOL } from './helper-tools.ts';
import type { ToolRow, Arguments } from '../contract/tool.ts';

/** The call of a tool that reads, through the helper where the view does not list the tool itself. */
export function callThrough(
  view: View,
  { name }: Pick<ToolRow, 'name'>,
  args: Arguments,
): { name: string; arguments: Arguments } {
  const direct = { name, arguments: args };
  return view.listedAs(name) ? direct : { name: READ_TOOL, arguments: direct };
}
