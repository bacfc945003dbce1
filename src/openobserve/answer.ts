import { ApiError } from '../errors.ts';
import { parseExact, textOf } from '../json/exact-json.ts';
import type { OpenObserveResponse } from './client.ts';
import { isJson } from './connection/read-body.ts';
import { JsonShapeError, MOST_LEVELS } from '../json/parse-large.ts';

/** The value at `path`: keys joined by dots, empty for the value itself, `*` for every item of a list on the way. */
export function valueAt(value: unknown, path: string): unknown {
  const [key, ...rest] = path === '' ? [] : path.split('.');
  if (key === undefined) return value;
  if (key === '*')
    return Array.isArray(value) ? value.flatMap((item) => valueAt(item, rest.join('.'))) : undefined;
  return valueAt((value as Record<string, unknown> | null | undefined)?.[key], rest.join('.'));
}

/** A path of the contract with its `{field}`s filled from the answer. */
export function filledPath(path: string, answer: unknown): string {
  return path.replaceAll(/\{(\w+)\}/g, (_, field: string) => textOf(valueAt(answer, field)));
}

/** The list at `path`, or null. */
export function listAt(value: unknown, path: string): unknown[] | null {
  const found = valueAt(value, path);
  return Array.isArray(found) ? found : null;
}

/** The value with the list at `path` put through `change`; as it is where there is no list, or it stays the same. */
export function withRows(
  value: unknown,
  path: string | null,
  change: (rows: readonly unknown[]) => readonly unknown[],
): unknown {
  const rows = path === null ? null : listAt(value, path);
  const changed = rows === null ? null : change(rows);
  if (path === null || changed === null || changed === rows) return value;
  const put = (at: unknown, [key, ...rest]: readonly string[]): unknown =>
    key === undefined ? changed : { ...(at as object), [key]: put(valueAt(at, key), rest) };
  return put(value, path === '' ? [] : path.split('.'));
}

/** Whether `character` stands in `text` more than `most` times. */
function isOften(text: string, character: string, most: number): boolean {
  let at = -1;
  for (let count = 0; count <= most; count++) {
    at = text.indexOf(character, at + 1);
    if (at === -1) return false;
  }
  return true;
}

/** Whether brackets in `text` enclose each other deeper than any real answer: shaping it would exhaust the stack. */
function isTooDeep(text: string): boolean {
  // Most answers have too few brackets to be deep, whatever their order.
  if (!isOften(text, '[', MOST_LEVELS / 2) && !isOften(text, '{', MOST_LEVELS / 2)) return false;
  let depth = 0;
  let isInText = false;
  for (let at = 0; at < text.length; at++) {
    const character = text[at];
    if (character === '"') isInText = !isInText;
    else if (isInText) at += character === '\\' ? 1 : 0;
    else if (character === '[' || character === '{') depth += 1;
    else if (character === ']' || character === '}') depth -= 1;
    if (depth > MOST_LEVELS) return true;
  }
  return false;
}

function broken(response: OpenObserveResponse, why: string, isWrite: boolean, cause?: unknown): ApiError {
  const next = isWrite
    ? 'Whether the write was carried out is not known: check before you repeat it.'
    : 'A proxy in between may have changed or cut it; try again.';
  const { status } = response;
  return new ApiError(`OpenObserve sent an answer that ${why}. ${next}`, 'nobody', {
    code: 'broken_answer',
    status,
    apiCode: null,
    cause,
  });
}

/**
 * The value of a successful answer: parsed JSON, or text where the server sends text.
 * An answer that was cut at the size cap ends after its last whole row.
 * @throws {ApiError} when JSON was promised and did not come, or is nested without end
 */
export function readAnswer(response: OpenObserveResponse, isWrite = false): unknown {
  const { text, parsed, contentType } = response;
  if (parsed !== null) {
    if ('value' in parsed) return parsed.value;
    const { fault } = parsed;
    throw broken(
      response,
      fault instanceof JsonShapeError ? fault.message : 'is not valid JSON',
      isWrite,
      fault,
    );
  }
  if (!isJson(contentType, text) || text === '') return text;
  if (isTooDeep(text)) throw broken(response, `is nested deeper than ${MOST_LEVELS} levels`, isWrite);
  try {
    return parseExact(text);
  } catch (error) {
    throw broken(response, 'is not valid JSON', isWrite, error);
  }
}
