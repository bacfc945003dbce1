import { setImmediate as pause } from 'node:timers/promises';
import { parseExact } from './exact-json.ts';

/** Deeper than any real answer: walking through it would exhaust the stack. */
export const MOST_LEVELS = 200;
/** More members than any real object has: looking through one takes time that nothing can interrupt. */
const MOST_MEMBERS = 5000;
/** Bytes that are parsed at once, and those that are looked through. */
const SLICE_BYTES = 64 * 1024;
const SCAN_BYTES = 1024 ** 2;

/** JSON that is nested too deep or too wide to be walked through. */
export class JsonShapeError extends Error {}

/** A list or object that is not parsed at once: it is large, or was cut. */
interface Part {
  readonly start: number;
  /** Where its closing bracket is, or the text ends. */
  readonly end: number;
  readonly isList: boolean;
  readonly isCut: boolean;
  /** Those in it, by place. */
  readonly parts: readonly Part[];
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const isOpening = (byte: number | undefined) => byte === 0x7b || byte === 0x5b;
const isClosing = (byte: number | undefined) => byte === 0x7d || byte === 0x5d;
const isBlank = (byte: number | undefined) =>
  byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;

/** Shorter texts are ended sooner byte by byte. */
const SHORT_TEXT = 24;

/** Finds where the text that opens at a place is closed: the length where it is not. Places must grow. */
function createEndOfText(bytes: Buffer): (at: number) => number {
  let backslash = -1;
  return (at) => {
    let index = at + 1;
    const near = Math.min(bytes.length, index + SHORT_TEXT);
    while (index < near && bytes[index] !== QUOTE) index += bytes[index] === BACKSLASH ? 2 : 1;
    if (index < near) return index;
    if (backslash < index) backslash = placeOf(bytes, BACKSLASH, index);
    const quote = placeOf(bytes, QUOTE, index);
    if (quote < backslash) return quote;
    while (index < bytes.length && bytes[index] !== QUOTE) index += bytes[index] === BACKSLASH ? 2 : 1;
    return Math.min(index, bytes.length);
  };
}

function placeOf(bytes: Buffer, byte: number, from: number): number {
  const place = bytes.indexOf(byte, from);
  return place === -1 ? bytes.length : place;
}

function afterBlanks(bytes: Buffer, at: number): number {
  let index = at;
  while (index < bytes.length && isBlank(bytes[index])) index += 1;
  return index;
}

/** The outermost part, found in one way through all brackets. */
async function outline(bytes: Buffer, isCut: boolean): Promise<Part> {
  const open: Array<{ start: number; isList: boolean; commas: number; parts: Part[] }> = [];
  const endOfText = createEndOfText(bytes);
  let scanned = 0;
  let inside: (typeof open)[number] | undefined;
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at];
    if (byte === QUOTE) at = endOfText(at);
    else if (byte === COMMA) {
      if (at - scanned > SCAN_BYTES) {
        scanned = at;
        await pause();
      }
      if (inside !== undefined && !inside.isList && ++inside.commas >= MOST_MEMBERS)
        throw new JsonShapeError(`has an object with more than ${MOST_MEMBERS} members`);
    } else if (isOpening(byte)) {
      inside = { start: at, isList: byte === 0x5b, commas: 0, parts: [] };
      open.push(inside);
      if (open.length > MOST_LEVELS) throw new JsonShapeError(`is nested deeper than ${MOST_LEVELS} levels`);
    } else if (isClosing(byte)) {
      const closed = open.pop();
      if (closed === undefined || closed.isList !== (byte === 0x5d))
        throw new SyntaxError(`Unexpected bracket at ${at}`);
      const { start, isList, parts } = closed;
      const part = { start, end: at, isList, isCut: false, parts };
      inside = open.at(-1);
      if (inside === undefined) {
        if (afterBlanks(bytes, at + 1) < bytes.length) throw new SyntaxError(`Unexpected text after ${at}`);
        return part;
      }
      if (at - start > SLICE_BYTES || parts.length > 0) inside.parts.push(part);
    }
  }
  if (!isCut || open.length === 0) throw new SyntaxError('Unexpected end');
  return open.reduceRight<Part | null>(
    (inner, { start, isList, parts }) => ({
      start,
      end: bytes.length,
      isList,
      isCut: true,
      parts: inner === null ? parts : [...parts, inner],
    }),
    null,
  ) as Part;
}

/** A list or object that fills up. */
function collection(isList: boolean) {
  const list: unknown[] = [];
  const object: Record<string, unknown> = {};
  return {
    value: isList ? list : object,
    isEmpty: () => list.length === 0,
    put(key: string, value: unknown) {
      if (isList) list.push(value);
      else if (key !== '__proto__') object[key] = value;
      else
        Object.defineProperty(object, key, { value, writable: true, enumerable: true, configurable: true });
    },
    /** Items or members as they stand in the text. */
    putAll(text: string) {
      const found = parseExact(isList ? `[${text}]` : `{${text}}`) as Record<string, unknown> | unknown[];
      if (Array.isArray(found)) for (const item of found) list.push(item);
      else for (const key of Object.keys(found)) this.put(key, found[key]);
    },
  };
}

async function filled(bytes: Buffer, part: Part): Promise<unknown> {
  const found = collection(part.isList);
  const textOf = (from: number, to: number) => bytes.toString('utf8', from, to);
  /** Where what is not parsed yet begins, and where its last item does. */
  let [from, last] = [part.start + 1, part.start + 1];
  let depth = 0;
  let next = 0;
  let endsWithPart = false;
  let innerAt = part.parts[0]?.start ?? -1;
  const endOfText = createEndOfText(bytes);

  async function take(to: number): Promise<void> {
    if (afterBlanks(bytes, from) >= to) throw new SyntaxError(`Unexpected comma at ${to}`);
    found.putAll(textOf(from, to));
    await pause();
  }

  for (let at = from; at < part.end; at++) {
    if (at === innerAt) {
      const inner = part.parts[next] as Part;
      if (last > from) await take(last - 1);
      const before = textOf(last, at).trim();
      const key = part.isList ? '' : (JSON.parse(before.replace(/:$/, '')) as string);
      if (part.isList ? before !== '' : !before.endsWith(':'))
        throw new SyntaxError(`Unexpected text at ${at}`);
      // Of rows only whole ones count, unless there is none.
      if (inner.isCut && part.isList && !found.isEmpty()) return found.value;
      found.put(key, await filled(bytes, inner));
      if (inner.isCut) return found.value;
      next += 1;
      innerAt = part.parts[next]?.start ?? -1;
      at = afterBlanks(bytes, inner.end + 1);
      from = last = at + 1;
      endsWithPart = at === part.end;
      if (!endsWithPart && at < part.end && bytes[at] !== COMMA)
        throw new SyntaxError(`Unexpected text at ${at}`);
      continue;
    }
    const byte = bytes[at];
    if (byte === QUOTE) at = endOfText(at);
    else if (isOpening(byte)) depth += 1;
    else if (isClosing(byte)) depth -= 1;
    else if (byte === COMMA && depth === 0) {
      last = at + 1;
      if (at - from > SLICE_BYTES) {
        await take(at);
        from = last;
      }
    }
  }
  if (part.isCut) {
    if (last > from) await take(last - 1);
    return found.value;
  }
  const isDone = endsWithPart || afterBlanks(bytes, from) === part.end;
  if (!isDone) await take(part.end);
  else if (!endsWithPart && from > part.start + 1)
    throw new SyntaxError(`Unexpected comma before ${part.end}`);
  return found.value;
}

/**
 * Parse JSON that is too large to be parsed at once, in slices between which others are served. Whole numbers beyond
 * 2^53 are `bigint`. Text that was cut ends after its last whole row: of the outermost list that was cut, and of the one
 * in it where that has none.
 * @throws {SyntaxError} when it is not JSON
 * @throws {JsonShapeError} when it is nested too deep, or an object has too many members
 */
export async function parseLarge(bytes: Buffer, isCut: boolean): Promise<unknown> {
  if (!isOpening(bytes[afterBlanks(bytes, 0)])) return parseExact(bytes.toString('utf8'));
  return filled(bytes, await outline(bytes, isCut));
}
