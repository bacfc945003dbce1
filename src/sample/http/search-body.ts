import { cannot, plainRefusal, Refusal } from './refusal.ts';
import { STREAM_TYPES } from '../store/store.ts';

/** A JSON object. */
export type Json = Readonly<Record<string, unknown>>;

const SEARCH_TYPES = [
  'ui',
  'dashboards',
  'reports',
  'alerts',
  'values',
  'other',
  'rum',
  'derived_stream',
  'search_job',
  'insights',
];

/** A body that has the wrong shape, worded as the real server's reader does. */
export const unreadable = (message: string) =>
  new Refusal(422, `Failed to deserialize the JSON body into the target type: ${message} at line 1 column 0`);

/** The object under `body`. @throws {Refusal} when it is none */
export function objectOf(body: unknown, where: string): Json {
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    throw unreadable(`${where}invalid type: ${body === null ? 'null' : typeof body}, expected struct`);
  return body as Json;
}

/** How serde names a value of the wrong type. */
function named(value: unknown): string {
  if (typeof value === 'string') return `string ${JSON.stringify(value)}`;
  if (typeof value === 'number') return `floating point \`${value}\``;
  if (typeof value === 'boolean') return `boolean \`${value}\``;
  if (typeof value === 'bigint') return `integer \`${value}\``;
  return value === null ? 'null' : Array.isArray(value) ? 'sequence' : 'map';
}

/** A required field; a number is a whole one, of the type `whole`. `where` is the path to it, as `query: `. @throws {Refusal} when it is missing or of another type */
export function fieldOf(
  object: Json,
  where: string,
  field: string,
  wanted: 'string' | 'number',
  whole = 'i64',
): unknown {
  const value = object[field];
  if (value === undefined) throw unreadable(`${where}missing field \`${field}\``);
  const isRight = wanted === 'number' ? Number.isInteger(value) : typeof value === wanted;
  if (!isRight) {
    const expected = wanted === 'number' ? whole : 'a string';
    throw unreadable(
      `${where.replace(/: $/, '.')}${field}: invalid type: ${named(value)}, expected ${expected}`,
    );
  }
  return value;
}

/** @throws {Refusal} for a range that the real server refuses; times in µs */
export function checkRange(startUs: number, endUs: number): void {
  if (startUs === 0 || endUs === 0 || startUs > endUs)
    throw plainRefusal(400, 'Error# [file_list] invalid time range');
}

/** @throws {Refusal} made of the message, when the type of the search is not known */
export function checkSearchType(type: unknown, refusal: (message: string) => Refusal): void {
  if (type === null || type === undefined || SEARCH_TYPES.includes(String(type))) return;
  throw refusal(
    `invalid SearchEventType \`${type}\`, expected one of ${SEARCH_TYPES.map((known) => `\`${known}\``).join(', ')}`,
  );
}

/** The stream type of a request: an unknown one is `logs`. */
export const streamType = (type: string | null) =>
  type === 'enrich' ? 'enrichment_tables' : STREAM_TYPES.includes(type ?? '') ? (type as string) : 'logs';

/** SQL that may be base64, in either alphabet. @throws {Refusal} when it is not */
export function decoded(sql: string, encoding: unknown): string {
  if (encoding !== 'base64') return sql;
  const wrong = [...sql].findIndex((symbol) => !/[A-Za-z0-9+/=_.-]/.test(symbol));
  if (wrong >= 0)
    throw plainRefusal(400, `base64 decode error: Invalid symbol ${sql.charCodeAt(wrong)}, offset ${wrong}.`);
  return Buffer.from(sql.replaceAll('-', '+').replaceAll('_', '/').replaceAll('.', '='), 'base64').toString(
    'utf8',
  );
}

/** @throws {Refusal} for VRL, which the sample does not run */
export function refuseFunction(code: unknown): void {
  if (typeof code === 'string' && code !== '') throw cannot('run VRL functions (query_fn)');
}

/** A trace ID such as OpenObserve gives to each search: 32 hex digits. */
export const traceId = () => crypto.randomUUID().replaceAll('-', '');

/** A search as asked for. Times in µs, half-open. `size` and `from` as in OpenObserve. */
export interface SearchRequest {
  readonly sql: string;
  readonly type: string;
  readonly startUs: number;
  readonly endUs: number;
  readonly from: number;
  readonly size: number | null;
  readonly histogramSeconds: number | null;
  readonly timeZone: unknown;
}
