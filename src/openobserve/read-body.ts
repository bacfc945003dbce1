import type { BulkheadPolicy } from 'cockatiel';
import type { Request } from 'got';

/** The text of an answer, at most `maxBytes` of it. */
export type ReadBody = (stream: Request) => Promise<{ readonly text: string; readonly truncated: boolean }>;

/** Most answers are smaller, and wait for no other. */
const LARGE_BYTES = 256 * 1024;
/** Large ones that are read at once: each costs a multiple of its size until it is cut to what is shown. */
const MOST_LARGE = 1;

async function createQueue(): Promise<BulkheadPolicy> {
  const { bulkhead } = await import('cockatiel');
  return bulkhead(MOST_LARGE, Number.MAX_SAFE_INTEGER);
}

/**
 * Reads answers while they come, and stops at `maxBytes`: what is over the cap is never held in memory. Many large ones
 * at once are read one after another; what has not been read waits with OpenObserve.
 */
export function createReadBody(maxBytes: number): ReadBody {
  let queue: Promise<BulkheadPolicy> | null = null;
  /** What a large answer is gathered in, one after another: memory that is given back is collected late. */
  let gathered = Buffer.alloc(0);

  function roomFor(bytes: number): void {
    if (bytes <= gathered.length) return;
    const larger = Buffer.allocUnsafeSlow(Math.min(maxBytes, Math.max(bytes, 2 * gathered.length)));
    gathered.copy(larger);
    gathered = larger;
  }

  return async (stream) => {
    const parts = (stream as AsyncIterable<Buffer>)[Symbol.asyncIterator]();
    const chunks: Buffer[] = [];
    let bytes = 0;

    async function next(): Promise<Buffer | null> {
      const { done, value } = await parts.next();
      return done ? null : value;
    }

    async function readLarge() {
      let used = 0;
      let truncated = false;
      for (const chunk of chunks.splice(0)) used = gather(chunk, used);
      while (!truncated) {
        const value = await next();
        if (value === null) break;
        truncated = used + value.length > maxBytes;
        used = gather(value.subarray(0, maxBytes - used), used);
      }
      if (truncated) await parts.return?.();
      return { text: gathered.toString('utf8', 0, used), truncated };
    }

    function gather(chunk: Buffer, used: number): number {
      roomFor(used + chunk.length);
      return used + chunk.copy(gathered, used);
    }

    while (bytes <= LARGE_BYTES) {
      const value = await next();
      if (value === null) return { text: Buffer.concat(chunks).toString('utf8'), truncated: false };
      chunks.push(value);
      bytes += value.length;
    }
    queue ??= createQueue();
    return (await queue).execute(readLarge);
  };
}
