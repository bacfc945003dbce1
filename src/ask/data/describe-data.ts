import { InputError } from '../../errors.ts';
import type { CallContext } from '../../call/execute.ts';
import type { OwnToolAnswer } from '../../result/body.ts';
import type { DataFor } from './data-for.ts';
import { streamsTable } from './describe.ts';
import { streamsAbout } from './look-up.ts';

const MOST_TOKENS = 1400;

/**
 * What data there are, or those that `about` is about: a row for each stream, at most 1,500 tokens.
 * @throws {InputError} when an argument is of the wrong type
 */
export async function describeDataTool(
  { about = '', org_id: organization }: Readonly<Record<string, unknown>>,
  context: CallContext,
  dataFor: DataFor,
): Promise<OwnToolAnswer> {
  if (typeof about !== 'string')
    throw new InputError('"about" must be text: what the description should be about, in plain words.');
  const words = about.trim();
  const { dictionary } = dataFor(context, organization);
  const { note, streams } = await streamsAbout(dictionary, words === '' ? null : words);
  const { table, more } = streamsTable(streams, MOST_TOKENS);
  const shown = table.rows.length;
  return {
    parts: {
      head: {},
      data: table,
      tail: { shown, total: shown + more },
      cut: more === 0 ? [] : [`${more} more streams did not fit: say with "about" which data you look for.`],
      notes: note === null ? [] : [note],
    },
    whole: null,
  };
}
