import type { IncomingMessage, ServerResponse } from 'node:http';
import { HttpRefusal } from '../refusal.ts';
import { whenOver } from './connections/answer-over.ts';
import { MOST_PIECES } from './connections/unread-body.ts';
import { FREE_BYTES } from './load-limits.ts';

/** Bytes of the largest body that is read. */
export const MAX_BODY_BYTES = 1 << 20;
/** Longest that a body may take to arrive. */
const MAX_BODY_MS = 30_000;

/** A request as Node has it. What is common is answered without the cost of a web Request. */
export interface IncomingRequest {
  readonly method: string;
  readonly query: URLSearchParams;
  /** Null when it is missing; several of one name are joined by commas. */
  header(name: string): string | null;
  /**
   * The body. `hold` is told how long a large one may become, and throws when there is no room for it.
   * @throws {HttpRefusal} when it is too large, comes too slowly, or the client leaves while sending it
   */
  text(hold: (bytes: number) => void): Promise<string>;
  /** For the SDK: without the body, with some headers in the place of the client's, aborted when the client leaves. */
  toRequest(headers: Readonly<Record<string, string>>): Request;
}

function tooLarge(): HttpRefusal {
  const most = `${MAX_BODY_BYTES / 1024 / 1024} MiB`;
  return new HttpRefusal(413, -32600, `The request body is larger than ${most}. Send it in parts.`);
}

function tooManyPieces(): HttpRefusal {
  return new HttpRefusal(
    400,
    -32600,
    `The request body comes in more than ${MOST_PIECES} pieces. Send larger ones.`,
  );
}

/** Puts the parts of a body together: kept apart, each short one would take many times its length. */
function createGatherer(most: number, hold: (bytes: number) => void) {
  let gathered: Buffer = Buffer.alloc(0);
  let used = 0;
  let pieces = 0;
  return {
    /** @throws {HttpRefusal} when the body is too large, there is no room for it, or it comes in too many pieces */
    add(part: Buffer): void {
      const bytes = used + part.length;
      if (bytes > MAX_BODY_BYTES) throw tooLarge();
      pieces += 1;
      if (pieces > MOST_PIECES) throw tooManyPieces();
      if (bytes > FREE_BYTES && used <= FREE_BYTES) hold(most);
      if (bytes <= gathered.length) part.copy(gathered, used);
      else if (used === 0) gathered = part;
      else {
        // Pages that nothing was written to take no memory.
        const larger = Buffer.allocUnsafeSlow(bytes > FREE_BYTES ? most : Math.min(most, FREE_BYTES));
        gathered.copy(larger, 0, 0, used);
        part.copy(larger, used);
        gathered = larger;
      }
      used = bytes;
    },
    text: () => gathered.toString('utf8', 0, used),
  };
}

function readText(incoming: IncomingMessage, most: number, hold: (bytes: number) => void): Promise<string> {
  return new Promise((resolve, reject) => {
    const gatherer = createGatherer(most, hold);
    const fail = (error: unknown) => {
      clearTimeout(deadline);
      incoming.removeAllListeners('data');
      incoming.pause();
      reject(error);
    };
    const leave = () => fail(new HttpRefusal(400, -32700, 'The request did not arrive whole.'));
    const deadline = setTimeout(
      () => fail(new HttpRefusal(408, -32700, 'The request did not arrive in time.')),
      MAX_BODY_MS,
    );
    incoming.on('data', (part: Buffer) => {
      try {
        gatherer.add(part);
      } catch (error) {
        fail(error);
      }
    });
    incoming.once('end', () => {
      clearTimeout(deadline);
      incoming.off('error', leave).off('close', leave);
      resolve(gatherer.text());
    });
    incoming.once('error', leave).once('close', leave);
  });
}

/** A request of Node as the transport reads it; its body is read once, within limits of size and time. */
export function createIncomingRequest(incoming: IncomingMessage, outgoing: ServerResponse): IncomingRequest {
  const { method = '', url = '', headers } = incoming;
  const mark = url.indexOf('?');

  function header(name: string): string | null {
    const value = headers[name.toLowerCase()];
    return (Array.isArray(value) ? value.join(', ') : value) ?? null;
  }

  return {
    method,
    query: new URLSearchParams(mark === -1 ? '' : url.slice(mark)),
    header,
    async text(hold) {
      const declared = header('content-length');
      if (Number(declared) > MAX_BODY_BYTES) throw tooLarge();
      return readText(incoming, declared === null ? MAX_BODY_BYTES : Number(declared), hold);
    },
    toRequest(own) {
      const gone = new AbortController();
      whenOver(outgoing, () => {
        if (!outgoing.writableFinished) gone.abort();
      });
      const get = (name: string) => own[name.toLowerCase()] ?? header(name);
      // The SDK reads nothing else of a request whose body it is given; a whole one would cost a tenth of the call.
      const request = { method, url: 'http://localhost/mcp', headers: { get }, signal: gone.signal };
      return request as unknown as Request;
    },
  };
}
