import type { IncomingHttpHeaders } from 'node:http';
import type { Dispatcher } from 'undici';
import type { HttpMethod } from '../../contract/tool.ts';
import { type Connections, MOST_CONNECTIONS } from './connections.ts';
import { ACCEPT_ENCODING, decodedBody } from './decoded-body.ts';
import { OwnDelay } from './network-failure.ts';
import { type Body, createReadBody } from './read-body.ts';

/** What of a request goes over the connection beside its address and headers. */
interface Sending {
  readonly method: HttpMethod;
  readonly contentType: string | null;
  readonly body: string | Buffer | null;
}

/** One answer as it came over the connection, cut at the size cap. */
export interface Answer extends Body {
  readonly status: number;
  readonly contentType: string;
  readonly location: string | null;
  readonly date: string | null;
  readonly retryAfter: string | null;
}

/**
 * Send one request once, and read its answer within `remainingMs`. No redirect is followed, and nothing is tried again.
 * @throws {OwnDelay} when time ran out here and not at OpenObserve; else an error with the code of Node for the failure
 */
export type SendOnce = (
  url: URL,
  request: Sending,
  headers: Readonly<Record<string, string>>,
  remainingMs: number,
  signal: AbortSignal,
) => Promise<Answer>;

/** Share of a wait in which this process was at work: above it, a timeout says nothing of OpenObserve. */
const BUSY = 0.9;

const HEADERS = {
  accept: 'application/json, text/plain;q=0.9, */*;q=0.1',
  'accept-encoding': ACCEPT_ENCODING,
  'user-agent': 'openobserve-mcp',
};

/** The codes of Node for what undici names itself. A body that cannot be decompressed was not read to its end. */
const NODE_CODES: Readonly<Record<string, string>> = {
  UND_ERR_SOCKET: 'ECONNRESET',
  UND_ERR_CONNECT_TIMEOUT: 'ETIMEDOUT',
  UND_ERR_HEADERS_OVERFLOW: 'HPE_HEADER_OVERFLOW',
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: 'ERR_HTTP_CONTENT_LENGTH_MISMATCH',
  UND_ERR_PRX_TLS: 'ERR_TLS_CERT_ALTNAME_INVALID',
};

function inNodeCodes(error: unknown): unknown {
  const { code } = error as NodeJS.ErrnoException;
  const own = code?.startsWith('Z_') ? 'ERR_READING_RESPONSE_STREAM' : NODE_CODES[code ?? ''];
  return own === undefined
    ? error
    : Object.assign(new Error((error as Error).message, { cause: error }), { code: own });
}

const one = (value: IncomingHttpHeaders[string]): string | null =>
  Array.isArray(value) ? (value[0] ?? null) : (value ?? null);

/** Sends over `connections`, and reads at most `maxBytes` of an answer. */
export function createSendOnce({ dispatcher }: Connections, maxBytes: number): SendOnce {
  const readBody = createReadBody(maxBytes);
  let underWay = 0;

  return async (url, { method, contentType, body }, headers, remainingMs, signal) => {
    const before = performance.eventLoopUtilization();
    const isQueued = underWay >= MOST_CONNECTIONS;
    const ending = new AbortController();
    const leave = () => ending.abort(signal.reason);
    const late = Object.assign(new Error('timeout'), { code: 'ETIMEDOUT' });
    const timer = setTimeout(() => ending.abort(late), remainingMs);
    if (signal.aborted) leave();
    else signal.addEventListener('abort', leave);
    let answer: Dispatcher.ResponseData | null = null;
    underWay += 1;
    try {
      answer = await dispatcher.request({
        origin: url.origin,
        path: url.pathname + url.search,
        method,
        headers:
          contentType === null
            ? { ...HEADERS, ...headers }
            : { ...HEADERS, ...headers, 'content-type': contentType },
        body,
        signal: ending.signal,
        headersTimeout: 0,
        bodyTimeout: 0,
      });
      const { statusCode, headers: given } = answer;
      return {
        status: statusCode,
        contentType: one(given['content-type']) ?? '',
        location: one(given.location),
        date: one(given.date),
        retryAfter: one(given['retry-after']),
        ...(await readBody(
          decodedBody(answer.body, one(given['content-encoding']) ?? ''),
          one(given['content-type']) ?? '',
        )),
      };
    } catch (error) {
      const isOwn =
        answer !== null || isQueued || performance.eventLoopUtilization(before).utilization > BUSY;
      throw error === late && isOwn
        ? new OwnDelay('Time ran out here.', { cause: error })
        : inNodeCodes(error);
    } finally {
      underWay -= 1;
      clearTimeout(timer);
      signal.removeEventListener('abort', leave);
    }
  };
}
