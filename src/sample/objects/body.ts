import { plainRefusal, Refusal } from '../http/refusal.ts';
import { fieldOf, type Json, objectOf, unreadable } from '../http/search-body.ts';

/** The body as an object that has all of `fields`, checked in this order. @throws {Refusal} 422 */
export function bodyWith(body: unknown, ...fields: readonly string[]): Json {
  const whole = objectOf(body, '');
  for (const field of fields) if (whole[field] === undefined) throw unreadable(`missing field \`${field}\``);
  return whole;
}

/** A text of the body; empty where it is left out. @throws {Refusal} 422 for another type */
export const textIn = (body: Json, field: string) =>
  body[field] === undefined || body[field] === null ? '' : (fieldOf(body, '', field, 'string') as string);

/** A list in a body; empty where the field holds none. */
export const listIn = (body: Json, field: string) =>
  Array.isArray(body[field]) ? (body[field] as readonly unknown[]) : [];

const among = (names: readonly string[]) => names.map((name) => `\`${name}\``).join(', ');

/** @throws {Refusal} 422 unless `value` is left out or one of `variants`; `where` is the path to it, as `type: ` */
export function checkVariant(value: unknown, variants: readonly string[], where = ''): void {
  if (value === undefined || value === null || variants.includes(String(value))) return;
  throw unreadable(`${where}unknown variant \`${value}\`, expected one of ${among(variants)}`);
}

/** @throws {Refusal} 400 text, as for a query parameter of the wrong form */
export const badQuery = (cause: string) => new Refusal(400, `Failed to deserialize query string: ${cause}`);

/** A whole number of the query; null where it is left out. @throws {Refusal} 400 */
export function wholeNumberIn(query: URLSearchParams, name: string): number | null {
  const text = query.get(name);
  if (text === null) return null;
  if (!/^\d+$/.test(text)) throw badQuery(`${name}: invalid digit found in string`);
  return Number(text);
}

/** @throws {Refusal} 400 unless the parameter is left out or one of `variants` */
export function checkQueryVariant(query: URLSearchParams, name: string, variants: readonly string[]): void {
  const value = query.get(name);
  if (value !== null && !variants.includes(value))
    throw badQuery(`${name}: unknown variant \`${value}\`, expected one of ${among(variants)}`);
}

/** `?value=` where anything but `true`, also nothing, switches off. */
export const switchedOn = (query: URLSearchParams) => query.get('value') === 'true';

/** @throws {Refusal} 400 for characters that the names of `kind` cannot have */
export function checkName(name: string, kind: string, forbidden: RegExp, words: string): void {
  if (forbidden.test(name)) throw plainRefusal(400, `${kind} name cannot contain ${words}`);
}

/** @throws {Refusal} 400 for a cron expression that is none, in the words of the real server's reader */
export function checkCron(cron: unknown): void {
  if (typeof cron !== 'string' || cron === '') return;
  const [first = ''] = cron.trim().split(/\s+/);
  if (!/^[\d*/,?LW#-]+$/i.test(first) || /[a-z]/i.test(first))
    throw plainRefusal(
      400,
      `${cron}\n^\nThe 'Seconds' field does not support using names. '${first}' specified.`,
    );
}
