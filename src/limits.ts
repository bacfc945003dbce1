import { InputError } from './errors.ts';

/**
 * The longest text of each kind that is read, in characters. Whoever calls is refused before anything looks at a
 * longer one: names are compared with many others, and words are read by many patterns.
 */
export const LONGEST = {
  /** The name of a tool, prompt, argument or person. */
  name: 100,
  /** A request in plain words: `ask`, `find_tools`, the arguments of prompts. */
  question: 2000,
  /** One time or length of time. */
  time: 100,
  /** An answer to a question that `ask` put. */
  answer: 50_000,
  sql: 50_000,
  /** A word to search for, and what was typed so far of a value. */
  keyword: 500,
  /** The address of a resource, and a name or ID that is part of an address of OpenObserve. */
  address: 1000,
  /** The JSON-RPC id of a request. */
  id: 200,
} as const;

/** @throws {InputError} when `text` is longer than texts of its kind are read; `what` names it */
export function refuseLong(what: string, text: string, kind: keyof typeof LONGEST): void {
  const most = LONGEST[kind];
  if (text.length <= most) return;
  throw new InputError(
    `${what} has ${text.length} characters, and at most ${most} are read. Send a shorter one.`,
    { code: 'too_long' },
  );
}

/** No tool has nearly as many. */
const MOST_ARGUMENTS = 200;
/** Deeper than any real argument: walking through it would exhaust the stack. */
const MOST_LEVELS = 100;

/** Whether lists and objects enclose each other deeper than `most`. */
function isDeeper(value: unknown, most: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return most === 0 || Object.values(value).some((item) => isDeeper(item, most - 1));
}

/** @throws {InputError} when a call has more arguments than any tool takes, or one is nested without end */
export function refuseMany(args: Readonly<Record<string, unknown>>): void {
  const count = Object.keys(args).length;
  if (count > MOST_ARGUMENTS)
    throw new InputError(`A call has at most ${MOST_ARGUMENTS} arguments, and this one has ${count}.`, {
      code: 'too_long',
    });
  if (isDeeper(args, MOST_LEVELS))
    throw new InputError(`An argument is nested deeper than ${MOST_LEVELS} levels.`, { code: 'too_deep' });
}
