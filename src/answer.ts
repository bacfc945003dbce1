import { jsonrepair } from 'jsonrepair';
import { ApiError } from './errors.ts';
import { parseExact } from './exact-json.ts';
import type { OpenObserveResponse } from './openobserve/client.ts';

/** The list at `path` (keys joined by dots, empty for the value itself), or null. */
export function listAt(value: unknown, path: string): unknown[] | null {
  let found = value;
  for (const key of path === '' ? [] : path.split('.'))
    found = (found as Record<string, unknown> | null)?.[key];
  return Array.isArray(found) ? found : null;
}

/**
 * The value of a successful answer: parsed JSON, or text where the server sends text.
 * An answer that was cut at the size cap is closed where it was cut, without its last, perhaps broken, row.
 * @throws {ApiError} when JSON was promised and did not come
 */
export function readAnswer(response: OpenObserveResponse, rows: string | null): unknown {
  const { text, truncated } = response;
  const isJson = /json/i.test(response.contentType) || /^\s*[[{]/.test(text);
  if (!isJson || text === '') return text;
  try {
    if (!truncated) return parseExact(text);
    const value = parseExact(jsonrepair(text));
    if (rows !== null) listAt(value, rows)?.pop();
    return value;
  } catch (error) {
    throw new ApiError(
      'OpenObserve sent an answer that is not valid JSON. A proxy in between may have changed or cut it; try again.',
      'nobody',
      {
        code: 'broken_answer',
        status: response.status,
        apiCode: null,
        cause: error,
      },
    );
  }
}
