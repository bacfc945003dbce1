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

/** @throws {InputError} when a call has more arguments than any tool takes */
export function refuseMany(args: Readonly<Record<string, unknown>>): void {
  const count = Object.keys(args).length;
  if (count <= MOST_ARGUMENTS) return;
  throw new InputError(`A call has at most ${MOST_ARGUMENTS} arguments, and this one has ${count}.`, {
    code: 'too_long',
  });
}
