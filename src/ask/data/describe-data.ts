import { InputError } from '../../errors.ts';
import { stringifyExact } from '../../json/exact-json.ts';
import type { CallContext } from '../../call/execute.ts';
import type { ToolResult } from '../../result/result.ts';
import type { DataFor } from './data-for.ts';
import { describeData } from './look-up.ts';

/**
 * What data there are, or those that `about` is about: one text for each stream.
 * @throws {InputError} when an argument is of the wrong type
 */
export async function describeDataTool(
  { about = '', org_id: organization }: Readonly<Record<string, unknown>>,
  context: CallContext,
  dataFor: DataFor,
): Promise<ToolResult> {
  if (typeof about !== 'string')
    throw new InputError('"about" must be text: what the description should be about, in plain words.');
  const words = about.trim();
  const { dictionary } = dataFor(context, organization);
  const { note, streams } = await describeData(dictionary, words === '' ? null : words);
  const body = { ...(note === null ? {} : { note }), untrusted_data: streams };
  return { content: [{ type: 'text', text: stringifyExact(body) }] };
}
