import { InputError } from '../../errors.ts';
import { refuseLong } from '../../limits.ts';
import type { Arguments, ToolRow } from '../../contract/tool.ts';
import { reachingFunctions } from './vrl.ts';

/** Arguments, at any depth, that carry VRL: OpenObserve runs it at once, or keeps it to run it later. */
const CARRIES_VRL = /^(query_?fn|vrl_?function(_?query)?|function)$/i;
/** A number that says which language a function is in; 0 is VRL. */
const LANGUAGE = /^trans_?type$/i;
/** A script that OpenObserve keeps, and runs over the rows. */
const STORED_SCRIPT = /^action_?id$/i;

const isEmpty = (value: unknown) => value === undefined || value === null || value === '';

function listed(names: readonly string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}

/**
 * What code in the arguments may do beyond the records that it is given, each as a few words that begin with the
 * argument. Empty where it cannot.
 * @throws {InputError} when code is longer than is read
 */
export function codeThatReaches(value: unknown, path = ''): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) => {
    const field = path === '' ? key : `${path}.${key}`;
    if (CARRIES_VRL.test(key) && typeof item === 'string') {
      refuseLong(`"${field}"`, item, 'code');
      const called = reachingFunctions(item);
      return called.length === 0 ? [] : [`${field} calls ${listed(called)}`];
    }
    if (LANGUAGE.test(key) && !isEmpty(item) && Number(item) !== 0)
      return [`${field} says that the function is not VRL`];
    if (STORED_SCRIPT.test(key) && !isEmpty(item)) return [`${field} runs a script`];
    return codeThatReaches(item, field);
  });
}

/**
 * A read runs only code that stays with the records.
 * @throws {InputError} where it may not
 */
export function refuseReachingCode(row: ToolRow, args: Readonly<Arguments>): void {
  if (row.access !== 'read') return;
  const [found] = codeThatReaches(args);
  if (found === undefined) return;
  throw new InputError(
    `${row.name} only reads, but ${found}, which may reach beyond the records: the network, a file or the host. Use functions of VRL that work on a record alone, or leave it out. Nothing was sent.`,
    { code: 'code_not_allowed' },
  );
}
