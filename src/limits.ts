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
  /** The answers to questions that `ask` put, all together. */
  answer: 50_000,
  sql: 50_000,
  /** A function in VRL. */
  code: 50_000,
  /** A word to search for, and what was typed so far of a value. */
  keyword: 500,
  /** The address of a resource, and a name or ID that is part of an address of OpenObserve. */
  address: 1000,
  /** The JSON-RPC id of a request. */
  id: 200,
} as const;

/** No words: many patterns would read such a run from each of its characters. */
const MOST_SIGNS = 100;
const LONG_RUN = new RegExp(String.raw`[^\p{L}\p{N}]{${MOST_SIGNS + 1}}`, 'u');

/** @throws {InputError} when `text` is longer than texts of its kind are read; `what` names it */
export function refuseLong(what: string, text: string, kind: keyof typeof LONGEST): void {
  const most = LONGEST[kind];
  if (kind === 'question' && text.length <= most && LONG_RUN.test(text))
    throw new InputError(
      `${what} has more than ${MOST_SIGNS} blanks or signs in a row, without a letter or digit. Send it without them.`,
      { code: 'too_long' },
    );
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
/** Of all arguments together: each is checked, and nothing else runs meanwhile. */
const MOST_VALUES = 50_000;

/** How many of `most` values a value leaves, itself and those in it at any depth; below 0 where it has more. */
function leftOf(value: unknown, most: number, levels: number): number {
  let left = most - 1;
  if (typeof value !== 'object' || value === null) return left;
  if (levels === 0)
    throw new InputError(`An argument is nested deeper than ${MOST_LEVELS} levels.`, { code: 'too_deep' });
  const items = Array.isArray(value) ? value : Object.values(value);
  if (items.length > left) return -1;
  for (const item of items) {
    if (left < 0) break;
    left = leftOf(item, left, levels - 1);
  }
  return left;
}

/** Whether a value and those in it are more than `most`. */
export const hasMoreValues = (value: unknown, most: number): boolean =>
  leftOf(value, most, Number.POSITIVE_INFINITY) < 0;

/** @throws {InputError} when a call has more arguments or values than any tool takes, or one is nested without end */
export function refuseMany(args: Readonly<Record<string, unknown>>): void {
  const count = Object.keys(args).length;
  if (count > MOST_ARGUMENTS)
    throw new InputError(`A call has at most ${MOST_ARGUMENTS} arguments, and this one has ${count}.`, {
      code: 'too_long',
    });
  if (leftOf(args, MOST_VALUES, MOST_LEVELS + 1) < 0)
    throw new InputError(
      `The arguments have more than ${MOST_VALUES.toLocaleString('en')} values. Send them in parts.`,
      { code: 'too_long' },
    );
}
