import { cutTogether } from '../../data/fields/name-parts.ts';
import { splitIntoParts } from '../../language/word-forms.ts';

/** Beginnings that no word is without: a subtitle is no title. */
const PREFIXES = new Set([
  'sub',
  'pre',
  'non',
  'out',
  'over',
  'under',
  'inter',
  'super',
  'micro',
  'mini',
  'auto',
  'multi',
]);

/** The words of a value: `payment_failed`, `PaymentFailed` and `paymentfailed` alike. */
export function valueParts(value: string): readonly string[] {
  const parts = splitIntoParts(value);
  const [only = ''] = parts;
  if (parts.length > 1) return parts;
  const together = cutTogether(only);
  return PREFIXES.has(together[0] ?? '') ? parts : together;
}
