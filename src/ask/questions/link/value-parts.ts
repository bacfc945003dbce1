import { cutTogether } from '../../data/fields/name-parts.ts';
import { splitIntoParts } from '../../language/word-forms.ts';

/** The words of a value: `payment_failed`, `PaymentFailed` and `paymentfailed` alike. */
export function valueParts(value: string): readonly string[] {
  const parts = splitIntoParts(value);
  const [only = ''] = parts;
  return parts.length === 1 ? cutTogether(only) : parts;
}
