import { createHash } from 'node:crypto';
import { InputError } from '../errors.ts';
import { refuseLong } from '../limits.ts';
import { stringifyExact, textOf } from '../json/exact-json.ts';
import type { OpenObserveRequest } from './client.ts';
import type { Place, ToolRow } from '../contract/tool.ts';

/** Where an argument goes. Own names only: `constructor` is no argument. */
export function placesOf(row: ToolRow, name: string): readonly Place[] {
  return Object.hasOwn(row.places, name) ? (row.places[name] ?? []) : [];
}

/**
 * One segment of a path, percent-encoded.
 * @throws {InputError} on an empty value, on `.` and `..`, also between slashes, which would change the address where a
 * proxy decodes it, on an object, and on broken UTF-16
 */
export function encodeSegment(name: string, value: unknown): string {
  if (typeof value === 'object')
    throw new InputError(`"${name}" must not be an object or a list: it is part of the address.`);
  const text = String(value);
  refuseLong(`"${name}"`, text, 'address');
  if (text === '' || text.split(/[/\\]/).some((part) => part === '.' || part === '..')) {
    throw new InputError(
      `"${name}" must not be ${text === '' ? 'empty' : JSON.stringify(text)}: it is part of the address.`,
    );
  }
  try {
    return encodeURIComponent(text);
  } catch (error) {
    throw new InputError(
      `"${name}" holds half of a character (a lone surrogate). Send it as valid Unicode.`,
      { cause: error },
    );
  }
}

/** @throws {InputError} when an argument cannot be part of the address, before anything is read or shown for it */
export function checkAddress(row: ToolRow, args: Readonly<Record<string, unknown>>): void {
  for (const [name, value] of Object.entries(args))
    if (placesOf(row, name).some((place) => place.in === 'path')) encodeSegment(name, value);
}

function queryText(value: unknown): string {
  if (Array.isArray(value)) return value.map(queryText).join(',');
  return textOf(value);
}

function placeInBody(body: Record<string, unknown>, path: readonly string[], value: unknown): void {
  let target = body;
  for (const key of path.slice(0, -1)) {
    target[key] ??= {};
    target = target[key] as Record<string, unknown>;
  }
  target[path.at(-1) as string] = value;
}

/** Multipart with one file part. OpenObserve stores nothing from a part without a file name. */
function multipart(content: string): { contentType: string; body: Buffer } {
  // No content holds its own digest.
  const boundary = createHash('sha256').update(content).digest('hex');
  const head = `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="content.csv"\r\nContent-Type: text/csv\r\n\r\n`;
  return {
    contentType: `multipart/form-data; boundary=${boundary}`,
    body: Buffer.from(`${head}${content}\r\n--${boundary}--\r\n`),
  };
}

function bodyOf(
  row: ToolRow,
  fields: Record<string, unknown>,
  content: unknown,
): Pick<OpenObserveRequest, 'contentType' | 'body'> {
  const { body } = row;
  if (body === null) return { contentType: null, body: null };
  if (body.kind === 'object') {
    if (Object.keys(fields).length === 0 && !body.required) return { contentType: null, body: null };
    return { contentType: 'application/json', body: stringifyExact(fields) };
  }
  if (body.contentType === 'multipart/form-data') return multipart(textOf(content));
  if (body.contentType === 'text/plain') {
    return {
      contentType: 'text/plain',
      body: typeof content === 'string' ? content : stringifyExact(content),
    };
  }
  return { contentType: 'application/json', body: stringifyExact(content) };
}

/**
 * The request for checked arguments: every argument in its place, nothing else.
 * @throws {InputError} when a path value would leave its segment
 */
export function buildRequest(row: ToolRow, args: Readonly<Record<string, unknown>>): OpenObserveRequest {
  const segments = new Map<string, string>();
  const query: Array<readonly [string, string]> = [];
  const fields: Record<string, unknown> = {};
  let content: unknown;
  for (const [name, places] of Object.entries(row.places)) {
    const value = args[name];
    if (value === undefined) continue;
    for (const place of places) {
      if (place.in === 'path') segments.set(place.name, encodeSegment(name, value));
      else if (place.in === 'query') query.push([place.name, queryText(value)]);
      else if (place.in === 'body') placeInBody(fields, place.path, value);
      else content = value;
    }
  }
  const path = row.path.replaceAll(/\{([^{}]+)\}/g, (_, name: string) => {
    const segment = segments.get(name);
    if (segment === undefined)
      throw new InputError(`"${name}" is missing: it is part of the address of ${row.name}.`);
    return segment;
  });
  return { method: row.method, path, query, access: row.access, ...bodyOf(row, fields, content) };
}
