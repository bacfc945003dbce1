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

const CUSTOMER = new Set('customer client buyer shopper'.split(' ').map(stemOf));
/** Those on the other side of a sale. */
const SELLER = new Set('merchant seller vendor retailer store shop payee supplier'.split(' ').map(stemOf));

/** How surely the users of a stream that tells of sellers, and of no other buyers, are its customers. */
const ONLY_USERS = 0.74;

/**
 * How well words for customers name a field of a stream with users and sellers: of a payment they are the users, and the merchant is none.
 * Null for other words and streams.
 */
export function customerScore(
  stems: readonly string[],
  { roles, stems: own }: FieldEntry,
  fields: readonly FieldEntry[],
): number | null {
  if (!stems.every((stem) => CUSTOMER.has(stem)) || own.some((stem) => CUSTOMER.has(stem))) return null;
  const isSeller = (each: FieldEntry) => each.stems.some((stem) => SELLER.has(stem));
  const customers = fields.filter((each) => each.roles[0] === 'customer');
  const users = fields.filter((each) => each.roles[0] === 'user');
  if (users.length !== 1 || customers.length === 0 || !customers.every(isSeller)) return null;
  if (roles[0] === 'user') return ONLY_USERS;
  return roles[0] === 'customer' ? 0 : null;
}
