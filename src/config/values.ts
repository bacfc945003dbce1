import { normalizeBaseUrl } from '../openobserve/base-url.ts';

// Plain functions and no schema library: every start reads the settings, and loading one costs a tenth of it.

/** What is wrong with a value, to go on after the name of its flag or variable: "must be ...". */
export class ValueProblem extends Error {}

/** Reads a value that a person wrote. @throws {ValueProblem} */
export type ReadValue<T> = ((text: string) => T) & {
  /** All values that there are, where they are few words. */
  readonly words?: readonly string[];
};

/** Any text that is not empty, of at least so many characters, or of a form. */
export function text({ minimum = 1, form = /^/, problem = 'must not be empty' } = {}): ReadValue<string> {
  return (value) => {
    if (value.length < minimum || !form.test(value)) throw new ValueProblem(problem);
    return value;
  };
}

/** One of some words. */
export function choice<const Word extends string>(...words: readonly Word[]): ReadValue<Word> {
  const read = (value: string) => {
    const found = words.find((word) => word === value);
    if (found !== undefined) return found;
    throw new ValueProblem(`must be ${words.slice(0, -1).join(', ')} or ${words.at(-1)}`);
  };
  return Object.assign(read, { words });
}

/** Names joined by commas. */
export function list(value: string): readonly string[] {
  const items = value.split(',').map((item) => item.trim());
  return items.filter((item) => item !== '');
}

/** A whole number within bounds, written in digits. */
export function wholeNumber(minimum: number, maximum: number): ReadValue<number> {
  return quantity({ '': 1 }, minimum, maximum, `must be a whole number from ${minimum} to ${maximum}`);
}

/** A number with one of the units; a bare number counts in the unit named by the empty string. Fractions only before a unit. */
export function quantity(
  units: Readonly<Record<string, number>>,
  minimum: number,
  maximum: number,
  problem: string,
): ReadValue<number> {
  return (value) => {
    const match = /^(\d+|\d+\.\d+(?=\s*[a-z]))\s*([a-z]*)$/i.exec(value);
    const number = Math.round(Number(match?.[1]) * (units[(match?.[2] ?? '').toLowerCase()] ?? Number.NaN));
    if (number >= minimum && number <= maximum) return number;
    throw new ValueProblem(problem);
  };
}

/** A switch in the words that people use. */
export function yesOrNo(value: string): boolean {
  const word = value.toLowerCase();
  if (['true', '1', 'yes', 'on'].includes(word)) return true;
  if (['false', '0', 'no', 'off'].includes(word)) return false;
  throw new ValueProblem('must be true or false');
}

/** An IANA time zone, or `system` as it is: loading the zones only to name that of the machine costs 9 ms of every start. */
export function timeZone(value: string): string {
  if (value === 'system') return value;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: value }).resolvedOptions().timeZone;
  } catch {
    throw new ValueProblem('must be an IANA time zone such as Europe/Berlin, UTC, or system');
  }
}

/** Address of an OpenObserve, brought to its base. */
export function baseUrl(value: string): string {
  const result = normalizeBaseUrl(value);
  if ('url' in result) return result.url;
  throw new ValueProblem(result.problem);
}

/** Any http or https address, without a slash at its end. */
export function address(value: string): string {
  if (/^https?:\/\//i.test(value) && URL.canParse(value)) {
    const { username, password } = new URL(value);
    // It is shown to clients and in messages.
    if (username !== '' || password !== '') throw new ValueProblem('must not hold a user name or password');
    return value.replace(/\/+$/, '');
  }
  throw new ValueProblem('must be an address that begins with http:// or https://');
}

/** `name:key` pairs joined by commas; long keys only, as they are all that keeps strangers out. */
export function keyList(value: string): string {
  if (list(value).every((pair) => /^[\w.-]+:\S{16,}$/.test(pair))) return value;
  throw new ValueProblem(
    'must be name:key pairs joined by commas, with keys of 16 characters or more, for example from "openssl rand -hex 32"',
  );
}

/** `name=value` pairs; values may be percent-encoded, as OpenTelemetry has it. */
export function headerList(value: string): Readonly<Record<string, string>> {
  return Object.fromEntries(
    list(value).map((pair) => {
      const [, name, text = ''] = /^([\w-]+)=(.*)$/.exec(pair) ?? [];
      if (name === undefined) throw new ValueProblem('must be name=value pairs joined by commas');
      try {
        return [name, decodeURIComponent(text)];
      } catch {
        return [name, text];
      }
    }),
  );
}

/** Headers that a request has of its own, or that say how it is sent. */
const TAKEN = /^(authorization|host|connection|content-(length|type)|transfer-encoding|upgrade|te|trailer)$/i;

/** Why a header may not be added to requests; null where it may. Never holds the value. */
export function headerProblem(name: string, value: string): string | null {
  if (!/^[\w!#$%&'*+.^`|~-]+$/.test(name)) return 'must have names of headers';
  if (TAKEN.test(name)) return `must not set ${name}, which each request has of its own`;
  return /^[\t\x20-\x7e\x80-\xff]+$/.test(value) ? null : `must have one line of text for ${name}`;
}

/** Headers to add to requests, as `headerList` has them. */
export function headerPairs(value: string): Readonly<Record<string, string>> {
  const headers = headerList(value);
  for (const [name, text] of Object.entries(headers)) {
    const problem = headerProblem(name, text);
    if (problem !== null) throw new ValueProblem(problem);
  }
  return headers;
}

/**
 * One setting. `placeholder` is what follows the flag in `--help`, null for a switch. `default` is written as a person
 * would write it. Secrets have no flag, because other users of the machine can read a command line.
 */
export interface Option<T = unknown> {
  readonly flag: string | null;
  readonly variable: string;
  readonly otherVariables?: readonly string[];
  readonly type: string;
  readonly placeholder: string | null;
  readonly default: null extends T ? null : string;
  readonly unit: string | null;
  readonly sentence: string;
  readonly secret?: true;
  readonly read: ReadValue<NonNullable<T>>;
}
