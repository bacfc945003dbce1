import { InputError } from '../errors.ts';
import { parseExact } from './exact-json.ts';
import { tooManyIn, type Widest } from './members.ts';

/** No argument that comes as text has more: V8 alone takes long to read them. */
const WIDEST: Widest = { members: 5000, values: 25_000, levels: 100 };

/** @throws {InputError} when JSON in a text has more members, values or levels than arguments have */
export function refuseWideText(text: string): void {
  if (tooManyIn(text, WIDEST) !== null)
    throw new InputError(
      'JSON that stands in an argument as text has too many values or levels. Send it in parts.',
      {
        code: 'too_long',
      },
    );
}

/**
 * The value of JSON that stands in an argument as text; null where it is none.
 * @throws {InputError} when it has more members, values or levels than arguments have
 */
export function jsonInText(text: string): { readonly value: unknown } | null {
  if (!/^\s*[[{"\d-]|^\s*(?:null|true|false)\s*$/.test(text)) return null;
  refuseWideText(text);
  try {
    return { value: parseExact(text) };
  } catch {
    return null;
  }
}
