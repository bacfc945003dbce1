import { setFlagsFromString } from 'node:v8';
import type { BulkheadPolicy } from 'cockatiel';
import { parseLarge } from '../../json/parse-large.ts';

/** A large answer in JSON, parsed already: its value, or what is wrong with it. */
export type ParsedJson = { readonly value: unknown } | { readonly fault: unknown };

/** An answer, at most `maxBytes` of it. */
export interface Body {
  /** Empty where it was parsed. */
  readonly text: string;
  readonly truncated: boolean;
  /** Null for a short answer, and one that is no JSON. */
  readonly parsed: ParsedJson | null;
}

/** Reads the body of an answer to its end or to the cap. */
export type ReadBody = (stream: AsyncIterable<Buffer>, contentType: string) => Promise<Body>;

/** Most answers are smaller, and wait for no other. */
const LARGE_BYTES = 128 * 1024;
/** What tells whether an answer is JSON. */
const HEAD_BYTES = 200;
/** Large ones that are read and parsed at once: each costs a multiple of its size until it is cut to what is shown. */
const MOST_LARGE = 1;

/** Whether an answer that begins with `head` is JSON. */
export function isJson(contentType: string, head: string): boolean {
  return /json/i.test(contentType) || /^\s*[[{]/.test(head);
}

async function parse(bytes: Buffer, isCut: boolean): Promise<ParsedJson> {
  try {
    return { value: await parseLarge(bytes, isCut) };
  } catch (fault) {
    return { fault };
  }
}

/**
 * V8 lets its space for new values grow to 100 MiB where many come at once, and keeps it, and lets old ones grow to four
 * times what is in use before it collects them. Of large answers little is kept, so that neither need grow for them.
 */
function holdHeap(isHeld: boolean): void {
  setFlagsFromString(`--semi-space-growth-factor=${isHeld ? 1 : 2}`);
  // By as much as is in use; 0 leaves it to V8.
  setFlagsFromString(`--heap-growing-percent=${isHeld ? 100 : 0}`);
}

async function createQueue(): Promise<BulkheadPolicy> {
  const { bulkhead } = await import('cockatiel');
  return bulkhead(MOST_LARGE, Number.MAX_SAFE_INTEGER);
}

/**
 * Reads answers while they come, and stops at `maxBytes`: what is over the cap is never held in memory. Many large ones
 * at once are read and parsed one after another; what has not been read waits with OpenObserve.
 */
export function createReadBody(maxBytes: number): ReadBody {
  let queue: Promise<BulkheadPolicy> | null = null;
  /** What large answers are gathered in, one after another: memory that is given back is collected late. */
  let gathered: Buffer | null = null;
  let waiting = 0;

  return async (stream, contentType) => {
    const parts = stream[Symbol.asyncIterator]();
    const chunks: Buffer[] = [];
    let bytes = 0;

    async function next(): Promise<Buffer | null> {
      const { done, value } = await parts.next();
      return done ? null : value;
    }

    async function readLarge(): Promise<Body> {
      // Pages that nothing was written to take no memory.
      gathered ??= Buffer.allocUnsafeSlow(maxBytes);
      let used = 0;
      let truncated = false;
      while (!truncated) {
        const value = chunks.shift() ?? (await next());
        if (value === null) break;
        truncated = used + value.length > maxBytes;
        used += value.copy(gathered, used);
      }
      if (truncated) await parts.return?.();
      const head = gathered.toString('utf8', 0, Math.min(used, HEAD_BYTES));
      const isParsed = isJson(contentType, head);
      return isParsed
        ? { text: '', truncated, parsed: await parse(gathered.subarray(0, used), truncated) }
        : { text: gathered.toString('utf8', 0, used), truncated, parsed: null };
    }

    while (bytes <= Math.min(LARGE_BYTES, maxBytes)) {
      const value = await next();
      if (value === null)
        return { text: Buffer.concat(chunks).toString('utf8'), truncated: false, parsed: null };
      chunks.push(value);
      bytes += value.length;
    }
    queue ??= createQueue();
    waiting += 1;
    if (waiting === 1) holdHeap(true);
    try {
      return await (await queue).execute(readLarge);
    } finally {
      waiting -= 1;
      if (waiting === 0) {
        gathered = null;
        holdHeap(false);
      }
    }
  };
}
