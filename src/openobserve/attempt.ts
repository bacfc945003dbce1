import type { Request } from 'got';
import type { HttpMethod } from '../contract/tool.ts';
import { type Body, createReadBody, type ReadBody } from './read-body.ts';
import type { Connections } from './connections.ts';

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
 * Send one request once, and read its answer within `remainingMs`.
 * @throws {OwnDelay} when time ran out here and not at OpenObserve; else what got throws, with the code of the failure
 */
export type SendOnce = (
  url: URL,
  request: Sending,
  headers: Readonly<Record<string, string>>,
  remainingMs: number,
  signal: AbortSignal,
) => Promise<Answer>;

/** Time ran out although OpenObserve was answering, or while this process was too busy to look. `cause`: the timeout. */
export class OwnDelay extends Error {}

/** Share of a wait in which this process was at work: above it, a timeout says nothing of OpenObserve. */
const BUSY = 0.9;

/** got with its defaults turned round: no redirects, and no retries of its own. Options cost less here than at each call. */
export async function createSendOnce(
  { agent, certificates: { ca, cert, key } }: Connections,
  maxBytes: number,
): Promise<SendOnce> {
  const { default: got } = await import('got');
  const readBody = createReadBody(maxBytes);
  const client = got.extend({
    headers: { accept: 'application/json, text/plain;q=0.9, */*;q=0.1', 'user-agent': 'openobserve-mcp' },
    followRedirect: false,
    throwHttpErrors: false,
    retry: { limit: 0 },
    agent,
    https: {
      ...(ca ? { certificateAuthority: ca } : {}),
      ...(cert ? { certificate: cert } : {}),
      ...(key ? { key } : {}),
    },
  });
  return async (url, request, headers, remainingMs, signal) => {
    const before = performance.eventLoopUtilization();
    const stream = client.stream(url, {
      method: request.method,
      headers: request.contentType === null ? headers : { ...headers, 'content-type': request.contentType },
      timeout: { request: remainingMs },
      signal,
      ...(request.body === null ? {} : { body: request.body }),
    });
    if (request.body === null && request.method !== 'GET') stream.end();
    try {
      return await readAnswer(stream, readBody);
    } catch (error) {
      const isLate = (error as NodeJS.ErrnoException).code === 'ETIMEDOUT';
      const isOwn =
        stream.response !== undefined ||
        waitedMs(stream) > remainingMs / 2 ||
        performance.eventLoopUtilization(before).utilization > BUSY;
      throw isLate && isOwn ? new OwnDelay('Time ran out here.', { cause: error }) : error;
    }
  };
}

/** How long a request waited for a connection, while other calls held all that there are. */
function waitedMs({ timings }: Request): number {
  return timings === undefined ? 0 : (timings.socket ?? Date.now()) - timings.start;
}

async function readAnswer(stream: Request, readBody: ReadBody): Promise<Answer> {
  const body = await readBody(stream);
  const response = stream.response;
  if (!response) throw Object.assign(new Error('no response'), { code: 'ERR_READING_RESPONSE_STREAM' });
  return {
    status: response.statusCode,
    contentType: response.headers['content-type'] ?? '',
    location: response.headers.location ?? null,
    date: response.headers.date ?? null,
    retryAfter: response.headers['retry-after'] ?? null,
    ...body,
  };
}
