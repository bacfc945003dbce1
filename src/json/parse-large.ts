import { setImmediate as pause } from 'node:timers/promises';
import { parseExact } from './exact-json.ts';

/** Deeper than any real answer: walking through it would exhaust the stack. */
export const MOST_LEVELS = 200;
/** More members than any real object has: looking through one takes time that nothing can interrupt. */
const MOST_MEMBERS = 5000;
/** More than that, and more than one in so many bytes, no real answer has: each takes memory that is to be collected. */
const MANY_VALUES = 1_000_000;
const BYTES_PER_VALUE = 8;
/** Bytes that are parsed at once, and those that are looked through. */
const SLICE_BYTES = 64 * 1024;
const SCAN_BYTES = 1024 ** 2;
/** Between brackets, commas and texts: nothing real is longer. */
const MOST_BETWEEN_BYTES = SLICE_BYTES;

/** JSON that is nested too deep or too wide to be walked through. */
export class JsonShapeError extends Error {}

type Kind = 'list' | 'object' | 'text';

/** A list, an object or a text that is not parsed at once: it is large, or was cut. */
interface Part {
  readonly kind: Kind;
  readonly start: number;
  /** Where its closing bracket or quote is, or the bytes end. */
  readonly end: number;
  readonly isCut: boolean;
  /** Those in it, by place. */
  readonly parts: readonly Part[];
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const COLON = 0x3a;
const LETTER_U = 0x75;
/** `\uXXXX`, and every other escape. */
const LONG_ESCAPE = 6;
const ESCAPE = 2;
/** All but the first byte of a character in UTF-8. */
const isContinuation = (byte: number | undefined) => byte !== undefined && (byte & 0xc0) === 0x80;
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
    if (quote <= backslash) return quote;
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
  const open: Array<{ kind: Kind; start: number; commas: number; parts: Part[] }> = [];
  const endOfText = createEndOfText(bytes);
  const mostValues = Math.max(MANY_VALUES, bytes.length / BYTES_PER_VALUE);
  let values = 0;
  let scanned = 0;
  /** Where the last bracket, comma or text was. */
  let known = 0;
  let inside: (typeof open)[number] | undefined;

  /** What is closed, with those in it. It is the whole where nothing is open around it. */
  function close(part: Part): Part | null {
    if (inside === undefined) {
      if (afterBlanks(bytes, part.end + 1) < bytes.length)
        throw new SyntaxError(`Unexpected text after ${part.end}`);
      return part;
    }
    if (part.end - part.start > SLICE_BYTES || part.parts.length > 0) inside.parts.push(part);
    return null;
  }

  function closeText(start: number, end: number): Part | null {
    if (end - start > SLICE_BYTES && bytes[afterBlanks(bytes, end + 1)] === COLON)
      throw new JsonShapeError(`has a name of more than ${SLICE_BYTES} bytes`);
    return end < bytes.length ? close({ kind: 'text', start, end, isCut: false, parts: [] }) : null;
  }

  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at];
    if (byte === QUOTE) {
      const start = at;
      at = endOfText(at);
      const whole = inside === undefined || at - start > SLICE_BYTES ? closeText(start, at) : null;
      if (whole !== null) return whole;
    } else if (byte === COMMA) {
      if (++values > mostValues) throw new JsonShapeError(`has more than ${mostValues} values`);
      if (inside?.kind === 'object' && ++inside.commas >= MOST_MEMBERS)
        throw new JsonShapeError(`has an object with more than ${MOST_MEMBERS} members`);
    } else if (isOpening(byte)) {
      inside = { kind: byte === 0x5b ? 'list' : 'object', start: at, commas: 0, parts: [] };
      open.push(inside);
      if (open.length > MOST_LEVELS) throw new JsonShapeError(`is nested deeper than ${MOST_LEVELS} levels`);
    } else if (isClosing(byte)) {
      const closed = open.pop();
      if (closed === undefined || (closed.kind === 'list') !== (byte === 0x5d))
        throw new SyntaxError(`Unexpected bracket at ${at}`);
      const { kind, start, parts } = closed;
      inside = open.at(-1);
      const whole = close({ kind, start, end: at, isCut: false, parts });
      if (whole !== null) return whole;
    } else {
      if (at - known > MOST_BETWEEN_BYTES)
        throw new JsonShapeError(`has a number or blanks of more than ${MOST_BETWEEN_BYTES} bytes`);
      continue;
    }
    known = at;
    if (at - scanned > SCAN_BYTES) {
      scanned = at;
      await pause();
    }
  }
  if (!isCut || open.length === 0) throw new SyntaxError('Unexpected end');
  return open.reduceRight<Part | null>(
    (inner, { kind, start, parts }) => ({
      kind,
      start,
      end: bytes.length,
      isCut: true,
      parts: inner === null ? parts : [...parts, inner],
    }),
    null,
  ) as Part;
}

/** A whole text, in slices that end with a character. */
async function wholeText(bytes: Buffer, { start, end }: Part): Promise<string> {
  let text = '';
  for (let from = start + 1; from < end; ) {
    let to = from;
    const most = Math.min(end, from + SLICE_BYTES);
    while (to < most)
      if (bytes[to] !== BACKSLASH) to += 1;
      else to += bytes[to + 1] === LETTER_U ? LONG_ESCAPE : ESCAPE;
    to = Math.min(to, end);
    while (isContinuation(bytes[to])) to += 1;
    text += JSON.parse(`"${bytes.toString('utf8', from, to)}"`);
    from = to;
    await pause();
  }
  return text;
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
  if (part.kind === 'text') return wholeText(bytes, part);
  const isList = part.kind === 'list';
  const found = collection(isList);
  const textOf = (from: number, to: number) => bytes.toString('utf8', from, to);
  /** Where what is not parsed yet begins, and where its last item does. */
  let [from, last] = [part.start + 1, part.start + 1];
  let depth = 0;
  let closedAt = -1;
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
      const key = isList ? '' : (JSON.parse(before.replace(/:$/, '')) as string);
      if (isList ? before !== '' : !before.endsWith(':')) throw new SyntaxError(`Unexpected text at ${at}`);
      // Of rows only whole ones count, unless there is none.
      if (inner.isCut && isList && !found.isEmpty()) return found.value;
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
    else if (isClosing(byte)) {
      depth -= 1;
      closedAt = at;
    } else if (byte === COMMA && depth === 0) {
      last = at + 1;
      if (at - from > SLICE_BYTES) {
        await take(at);
        from = last;
      }
    }
  }
  if (part.isCut) {
    // What is closed is whole, although no comma follows.
    const isWhole = depth === 0 && closedAt >= last && afterBlanks(bytes, closedAt + 1) === part.end;
    if (isWhole) await take(part.end);
    else if (last > from) await take(last - 1);
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
 * 2^53 are `bigint`. What was cut ends after its last whole row: of the outermost list that was cut, and of the one
 * in it where that has none.
 * @throws {SyntaxError} when it is not JSON
 * @throws {JsonShapeError} when it is nested too deep, or an object has too many members
 */
export async function parseLarge(bytes: Buffer, isCut: boolean): Promise<unknown> {
  const first = bytes[afterBlanks(bytes, 0)];
  if (!isOpening(first) && first !== QUOTE) throw new SyntaxError('Neither a list nor an object nor a text');
  return filled(bytes, await outline(bytes, isCut));
}
