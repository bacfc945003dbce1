import { setTimeout as sleep } from 'node:timers/promises';
import type { Options, Request } from 'got';
import { ConfigError, NetworkError } from '../errors.ts';
import type { Log } from '../log.ts';
import type { Access, HttpMethod } from '../tool.ts';
import type { Connections } from './agents.ts';
import type { Credentials } from './credentials.ts';
import { networkFailure } from './network-failure.ts';
import { retryDelayMs } from './retry.ts';

/** One request. `path` begins with `/` and is already percent-encoded; `query` keeps its order. */
export interface OpenObserveRequest {
  readonly method: HttpMethod;
  readonly path: string;
  readonly query: ReadonlyArray<readonly [name: string, value: string]>;
  readonly contentType: string | null;
  readonly body: string | Buffer | null;
  readonly access: Access;
}

/** One answer, whatever its status. `text` is at most `maxBytes` long; `truncated` says that more would have come. */
export interface OpenObserveResponse {
  readonly status: number;
  readonly contentType: string;
  readonly location: string | null;
  readonly text: string;
  readonly truncated: boolean;
  readonly attempts: number;
}

export interface OpenObserveClient {
  /** Address of the server as configured, without credentials; null when none is set. */
  readonly baseUrl: string | null;
  /**
   * Send one request and read its answer, within one deadline for all attempts.
   * @throws {ConfigError} without address or credentials
   * @throws {NetworkError} when no usable answer came, or the caller cancelled
   */
  send(request: OpenObserveRequest, signal: AbortSignal): Promise<OpenObserveResponse>;
  /** The same OpenObserve over the same connections, with another credential. */
  as(credentials: Credentials): OpenObserveClient;
  close(): void;
}

interface ClientOptions {
  readonly baseUrl: string | null;
  readonly credentials: Credentials;
  readonly timeoutMs: number;
  readonly maxBytes: number;
  readonly caFile: string | null;
  readonly log: Log;
}

type Got = typeof import('got').default;

/** The HTTP client on got, with its defaults turned round: no redirects, and retries by access instead of method. */
export function createOpenObserveClient(options: ClientOptions): OpenObserveClient {
  const { baseUrl, timeoutMs, maxBytes, caFile, log } = options;
  let connections: Connections | null = null;
  let got: Got | null = null;

  async function attempt(
    url: URL,
    request: OpenObserveRequest,
    authorization: string,
    remainingMs: number,
    signal: AbortSignal,
  ) {
    got ??= (await import('got')).default;
    connections ??= (await import('./agents.ts')).createConnections(url, caFile);
    const headers: Record<string, string> = {
      authorization,
      accept: 'application/json, text/plain;q=0.9, */*;q=0.1',
      'user-agent': 'openobserve-mcp',
    };
    if (request.contentType !== null) headers['content-type'] = request.contentType;
    const gotOptions: Options & { isStream: true } = {
      isStream: true,
      method: request.method,
      headers,
      followRedirect: false,
      throwHttpErrors: false,
      retry: { limit: 0 },
      timeout: { request: remainingMs },
      signal,
      agent: connections.agent,
      https: connections.certificateAuthority
        ? { certificateAuthority: [...connections.certificateAuthority] }
        : {},
      ...(request.body === null ? {} : { body: request.body }),
    } as Options & { isStream: true };
    const stream = got.stream(url, gotOptions);
    if (request.body === null && request.method !== 'GET') stream.end();
    return readAnswer(stream, maxBytes);
  }

  const clientFor = (credentials: Credentials): OpenObserveClient => ({
    baseUrl,
    as: clientFor,
    async send(request, signal) {
      if (baseUrl === null) {
        throw new ConfigError(
          'No OpenObserve is configured. Set O2_BASE_URL to its address, for example http://localhost:5080, or try the sample with --demo.',
          { code: 'address_missing' },
        );
      }
      const url = new URL(baseUrl + request.path);
      url.search = new URLSearchParams(request.query.map(([name, value]): [string, string] => [name, value]))
        .toString()
        .replaceAll('+', '%20');
      const deadlineMs = performance.now() + timeoutMs;
      let reloaded = false;
      for (let count = 1; ; count++) {
        const remainingMs = Math.max(1, deadlineMs - performance.now());
        let status: number | null = null;
        let errorCode: string | null = null;
        let retryAfter: string | null = null;
        let failure: unknown = null;
        let answer: Awaited<ReturnType<typeof readAnswer>> | null = null;
        try {
          answer = await attempt(url, request, credentials.header(), remainingMs, signal);
          status = answer.status;
          retryAfter = answer.retryAfter;
        } catch (error) {
          if (error instanceof ConfigError) throw error;
          if (signal.aborted)
            throw new NetworkError('The call was cancelled.', {
              code: 'cancelled',
              remedy: 'caller',
              cause: error,
            });
          failure = error;
          errorCode = (error as NodeJS.ErrnoException).code ?? 'UNKNOWN';
        }
        log.debug('openobserve', {
          method: request.method,
          path: request.path,
          status,
          errorCode,
          attempt: count,
        });
        if (status === 401 && !reloaded && credentials.reload()) {
          reloaded = true;
          continue;
        }
        const delayMs = retryDelayMs({
          count,
          access: request.access,
          status,
          errorCode,
          retryAfter,
          remainingMs: deadlineMs - performance.now(),
        });
        if (delayMs !== null) {
          await sleep(delayMs, undefined, { signal }).catch(() => undefined);
          continue;
        }
        if (answer) return { ...answer, attempts: count };
        throw networkFailure({
          host: url.host,
          code: errorCode ?? 'UNKNOWN',
          isWrite: request.access !== 'read',
          timeoutMs,
          cause: failure,
        });
      }
    },
    close: () => connections?.close(),
  });
  return clientFor(options.credentials);
}

/** Read an answer while it comes, and stop at `maxBytes`: what is over the cap is never held in memory. */
async function readAnswer(stream: Request, maxBytes: number) {
  const chunks: Buffer[] = [];
  let bytes = 0;
  let truncated = false;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    const room = maxBytes - bytes;
    if (chunk.length > room) {
      chunks.push(chunk.subarray(0, room));
      truncated = true;
      break;
    }
    chunks.push(chunk);
    bytes += chunk.length;
  }
  const response = stream.response;
  if (!response) throw Object.assign(new Error('no response'), { code: 'ERR_READING_RESPONSE_STREAM' });
  return {
    status: response.statusCode,
    contentType: response.headers['content-type'] ?? '',
    location: response.headers.location ?? null,
    retryAfter: response.headers['retry-after'] ?? null,
    text: Buffer.concat(chunks).toString('utf8'),
    truncated,
  };
}
