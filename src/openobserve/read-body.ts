import type { BulkheadPolicy } from 'cockatiel';
import type { Request } from 'got';

/** The text of an answer, at most `maxBytes` of it. */
export type ReadBody = (stream: Request) => Promise<{ readonly text: string; readonly truncated: boolean }>;

/** Most answers are smaller, and wait for no other. */
const LARGE_BYTES = 1024 ** 2;
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

  return async (stream) => {
    const parts = (stream as AsyncIterable<Buffer>)[Symbol.asyncIterator]();
    const chunks: Buffer[] = [];
    let bytes = 0;

    /** Read until there are more bytes than these; false when the answer ends before. */
    async function readBeyond(most: number): Promise<boolean> {
      for (;;) {
        const { done, value } = await parts.next();
        if (done) return false;
        const chunk = value.subarray(0, maxBytes - bytes);
        chunks.push(chunk);
        bytes += chunk.length;
        if (chunk.length < value.length || bytes > most) return true;
      }
    }

    const end = async (truncated: boolean) => {
      if (truncated) await parts.return?.();
      return { text: Buffer.concat(chunks).toString('utf8'), truncated };
    };
    const most = Math.min(LARGE_BYTES, maxBytes);
    if (!(await readBeyond(most))) return end(false);
    if (bytes >= maxBytes) return end(true);
    queue ??= createQueue();
    return (await queue).execute(async () => end(await readBeyond(maxBytes)));
  };
}
