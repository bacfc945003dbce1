import { listAt, readAnswer, valueAt } from '../../openobserve/answer.ts';
import { InputError } from '../../errors.ts';
import { textOf } from '../../json/exact-json.ts';
import { didYouMean } from '../../names/nearest.ts';
import type { OpenObserveClient } from '../../openobserve/client.ts';
import type { MayRead } from './name-lists.ts';
import { buildRequest, placesOf } from '../../openobserve/request.ts';
import type { NameCheck, ToolRow } from '../../contract/tool.ts';
import { offeredNames } from '../../redact/quoted-words.ts';

/**
 * Look up the names that a write leans on, where OpenObserve would do harm without a word.
 * @throws {InputError} when a name that must exist does not, or one that must be new is taken
 */
export type CheckNames = (
  row: ToolRow,
  args: Readonly<Record<string, unknown>>,
  signal: AbortSignal,
  mayRead: MayRead,
) => Promise<void>;

/** Checks that what a call names exists, before a write. */
export function createCheckNames(
  client: OpenObserveClient,
  byOperationId: ReadonlyMap<string, ToolRow>,
): CheckNames {
  /** Names of the list; null when it cannot be read, which is then for the write itself to say. */
  async function namesOf(
    check: NameCheck,
    args: Readonly<Record<string, unknown>>,
    signal: AbortSignal,
  ): Promise<string[] | null> {
    const reader = byOperationId.get(check.list) as ToolRow;
    const response = await client.send(
      buildRequest(reader, { org_id: args.org_id, ...typeOnly(reader, args) }),
      signal,
    );
    if (response.status !== 200 || response.truncated) return null;
    const rows = listAt(readAnswer(response), check.rows) ?? [];
    return rows.map((row) => textOf(valueAt(row, check.field)));
  }

  return async (row, args, signal, mayRead) => {
    for (const check of row.checks?.exists ?? []) {
      const wanted = args[check.argument];
      if (typeof wanted !== 'string' || wanted === '') continue;
      const names = await namesOf(check, args, signal);
      if (names === null || names.some((name) => name.toLowerCase() === wanted.toLowerCase())) continue;
      // It is looked up all the same, as the write would do harm; but what else there is, is not told.
      const isTold = mayRead(byOperationId.get(check.list) as ToolRow);
      const known = !isTold
        ? ''
        : names.length === 0
          ? ' There are none yet.'
          : didYouMean(wanted, names) || ` There are: ${offeredNames(names.slice(0, 12))}.`;
      throw new InputError(
        `"${check.argument}" is "${wanted}", which does not exist here.${known} Nothing was sent, because OpenObserve would accept it without a word.`,
        { code: 'name_not_found' },
      );
    }
    for (const check of row.checks?.unique ?? []) {
      const wanted = args[check.argument];
      if (typeof wanted !== 'string') continue;
      const names = await namesOf(check, args, signal);
      if (names?.includes(wanted)) {
        throw new InputError(
          `There is one with the ${check.argument} "${wanted}" already, and OpenObserve would make a second. Choose another ${check.argument}, or change the one that is there.`,
          { code: 'name_taken' },
        );
      }
    }
  };
}

/** Path arguments of the list that the write has too, such as the kind of a folder. */
function typeOnly(reader: ToolRow, args: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(args).filter(([name]) => placesOf(reader, name).some((place) => place.in === 'path')),
  );
}
