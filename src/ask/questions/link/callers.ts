import type { FieldEntry } from '../../data/fields/field.ts';
import { stemOf } from '../../language/word-forms.ts';

/** Words for who calls, in names of fields and in questions. */
const CALLER = new Set(
  'client remote downstream source src peer caller visitor requester forwarded'.split(' ').map(stemOf),
);
/** Words for what is called. */
const CALLED = new Set(
  'upstream destination dest dst server target backend local listener'.split(' ').map(stemOf),
);
const ADDRESS = new Set('ip ips addr address host'.split(' ').map(stemOf));

const NAMED = 0.95;

/** How well words for the address of the caller, such as "client ip", name a field that holds addresses; null for other words and fields. */
export function callerScore(stems: readonly string[], { roles, stems: own }: FieldEntry): number | null {
  const isAsked =
    stems.some((stem) => CALLER.has(stem)) &&
    stems.some((stem) => ADDRESS.has(stem)) &&
    stems.every((stem) => CALLER.has(stem) || ADDRESS.has(stem));
  if (!isAsked) return null;
  if (own.some((stem) => CALLED.has(stem))) return 0;
  const isAddress = roles.includes('ip') || own.some((stem) => ADDRESS.has(stem));
  return isAddress && own.some((stem) => CALLER.has(stem)) ? NAMED : null;
}
