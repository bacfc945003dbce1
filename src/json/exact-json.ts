/** JSON whose whole numbers keep every digit: those beyond 2^53 become `bigint` on the way in and plain digits on the way out. */

/** Whole numbers of up to 128 bits: to read and write longer ones takes a time that grows with the square of their length. */
const WHOLE = /^-?\d{1,40}$/;

/** A reviver costs a call per value, so that only texts with a number of 16 digits from 9... or of 17 and more pay for it. */
const BEYOND_SAFE = /(?<!\d)(?:9\d{15}|\d{17})/;

interface RawJson {
  rawJSON(text: string): unknown;
}

/**
 * Parse JSON. Whole numbers beyond 2^53 are `bigint` up to 40 digits, every other value is as in `JSON.parse`.
 * @throws {SyntaxError} when `text` is not JSON
 */
export function parseExact(text: string): unknown {
  if (!BEYOND_SAFE.test(text)) return JSON.parse(text);
  const reviver = (_key: string, value: unknown, context?: { source?: string }) => {
    if (typeof value !== 'number' || Number.isSafeInteger(value)) return value;
    const source = context?.source;
    return source !== undefined && WHOLE.test(source) ? BigInt(source) : value;
  };
  return JSON.parse(text, reviver as (key: string, value: unknown) => unknown);
}

/** Compact JSON text (or indented by `indent` blanks) of a value that may hold `bigint`. */
export function stringifyExact(value: unknown, indent?: number): string {
  try {
    return JSON.stringify(value, null, indent);
  } catch {
    // It stops at the first `bigint`; a replacer, called for every value, would cost those without one too.
    const replacer = (_key: string, item: unknown) =>
      typeof item === 'bigint' ? (JSON as unknown as RawJson).rawJSON(item.toString()) : item;
    return JSON.stringify(value, replacer, indent);
  }
}

/** Any value as text, objects and lists as JSON: a value from outside may have a `toString` that is no function. */
export function textOf(value: unknown): string {
  return typeof value === 'object' && value !== null ? stringifyExact(value) : String(value);
}
