import type { IncomingMessage } from 'node:http';

/** Pieces that a body may come in: each costs time and memory of its own, however short it is. */
export const MOST_PIECES = 2048;

/** What is still read, and not kept, of a body that was refused. */
const MOST_BYTES = 16 * 1024 ** 2;
const MOST_MS = 5000;
/** Pieces that are read of it, however short they are; more only where they are of some length. */
const FREE_PIECES = 64;
const LEAST_BYTES_A_PIECE = 256;

/** Resolves when the rest of a body has come, or as much of it as is waited for. */
function restOf(incoming: IncomingMessage): Promise<void> {
  return new Promise((resolve) => {
    let bytes = 0;
    let pieces = 0;
    const timer = setTimeout(end, MOST_MS);
    function end(): void {
      clearTimeout(timer);
      incoming.off('data', count).pause();
      resolve();
    }
    function count(chunk: Buffer): void {
      bytes += chunk.length;
      pieces += 1;
      const isInCrumbs = pieces > FREE_PIECES && bytes < pieces * LEAST_BYTES_A_PIECE;
      if (bytes > MOST_BYTES || isInCrumbs) end();
    }
    incoming.on('data', count).once('end', end).once('close', end).once('error', end).resume();
  });
}

/**
 * The answer to a request whose body was not read to its end. It is sent whole at once, and the connection ends when the
 * rest has come: a proxy that hands bodies on would make a 502 of one that ends while it writes.
 */
export async function beforeRest(response: Response, incoming: IncomingMessage): Promise<Response> {
  const body = new Uint8Array(await response.arrayBuffer());
  const headers = { ...Object.fromEntries(response.headers), 'content-length': String(body.length) };
  const stream = new ReadableStream({
    async start(controller) {
      controller.enqueue(body);
      await restOf(incoming);
      controller.close();
    },
  });
  return new Response(stream, { status: response.status, headers });
}
