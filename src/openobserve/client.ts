import { setTimeout as sleep } from 'node:timers/promises';
import { ConfigError, OpenObserveMcpError } from '../errors.ts';
import type { Log } from '../log.ts';
import type { Access, HttpMethod } from '../contract/tool.ts';
import type { Telemetry } from '../telemetry/telemetry.ts';
import { childOf, spanUnder, traceHeaders } from '../telemetry/trace.ts';
import type { Answer, SendOnce } from './connection/attempt.ts';
import type { Body } from './connection/read-body.ts';
import type { CertificateFiles } from './connection/certificates.ts';
import type { Connections } from './connection/connections.ts';
import { type Circuit, createCircuit } from './circuit.ts';
import type { Credentials } from './credentials.ts';
import { cancelled, isOfServer, networkFailure, OwnDelay } from './connection/network-failure.ts';
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

/** One answer, whatever its status. At most `maxBytes` are read; `truncated` says that more would have come. */
export interface OpenObserveResponse extends Body {
  readonly status: number;
  readonly contentType: string;
  readonly location: string | null;
  /** The clock of the server, as its header has it. */
  readonly date: string | null;
  /** The Retry-After header as sent; null without one. */
  readonly retryAfter: string | null;
  readonly attempts: number;
}

/** The HTTP client of one OpenObserve. */
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

interface ClientOptions extends CertificateFiles {
  /** Name of the instance, for telemetry and the log; null where there is one alone. */
  readonly instance: string | null;
  readonly baseUrl: string | null;
  readonly credentials: Credentials;
  /** Headers for each request beside those of its own. */
  readonly headers: () => Readonly<Record<string, string>>;
  readonly timeoutMs: number;
  readonly maxBytes: number;
  /** It is the sample of this process, which is never down: only slow, where the machine is. */
  readonly demo?: boolean;
  readonly log: Log;
  readonly telemetry: Telemetry;
}

const PROBE_TIMEOUT_MS = 2000;
const PROBE: OpenObserveRequest = {
  method: 'GET',
  path: '/healthz',
  query: [],
  contentType: null,
  body: null,
  access: 'read',
};

/** What one attempt came to: an answer, or the error that there was in its place. */
interface Tried {
  readonly answer: Answer | null;
  readonly errorCode: string | null;
  readonly failure: unknown;
}

/** The HTTP client on undici, with retries by access instead of method. */
export function createOpenObserveClient(options: ClientOptions): OpenObserveClient {
  const { instance, baseUrl, headers, timeoutMs, maxBytes, log, telemetry, demo = false } = options;
  let connections: Connections | null = null;
  let sending: Promise<SendOnce> | null = null;
  let circuit: Promise<Circuit> | null = null;

  function circuitTo(host: string): Promise<Circuit> {
    circuit ??= createCircuit({
      host,
      onChange(isOpen) {
        telemetry.circuit(isOpen, instance);
        log.warn(
          isOpen ? `OpenObserve at ${host} does not answer.` : `OpenObserve at ${host} answers again.`,
        );
      },
      isOfServer: (error) =>
        !(error instanceof OpenObserveMcpError) && isOfServer((error as NodeJS.ErrnoException).code ?? ''),
      probe: () =>
        attempt(urlOf(PROBE), PROBE, headers(), PROBE_TIMEOUT_MS, AbortSignal.timeout(PROBE_TIMEOUT_MS)),
    });
    return circuit;
  }

  /** One set of connections, for calls that come at once too. */
  async function connect(url: URL): Promise<SendOnce> {
    const [{ createConnections }, { createSendOnce }] = await Promise.all([
      import('./connection/connections.ts'),
      import('./connection/attempt.ts'),
    ]);
    connections = createConnections(url, options, timeoutMs);
    return createSendOnce(connections, maxBytes);
  }

  async function attempt(
    url: URL,
    request: OpenObserveRequest,
    own: Readonly<Record<string, string>>,
    remainingMs: number,
    signal: AbortSignal,
  ): Promise<Answer> {
    sending ??= connect(url).catch((error) => {
      sending = null;
      throw error;
    });
    return (await sending)(url, request, own, remainingMs, signal);
  }

  /** One attempt, or what kept it from being made. Only what OpenObserve is to blame for is an answer or a code. */
  async function tryOnce(
    url: URL,
    request: OpenObserveRequest,
    own: Readonly<Record<string, string>>,
    remainingMs: number,
    signal: AbortSignal,
  ): Promise<Tried> {
    const wasSent = !signal.aborted;
    const work = async () => {
      try {
        return await attempt(url, request, own, remainingMs, signal);
      } catch (error) {
        if (signal.aborted) throw cancelled(wasSent && request.access !== 'read', error);
        throw error;
      }
    };
    try {
      const answer = demo ? await work() : await (await circuitTo(url.host)).attempt(work);
      return { answer, errorCode: null, failure: null };
    } catch (thrown) {
      if (thrown instanceof OpenObserveMcpError) throw thrown;
      const failure = thrown instanceof OwnDelay ? thrown.cause : thrown;
      return { answer: null, errorCode: (failure as NodeJS.ErrnoException).code ?? 'UNKNOWN', failure };
    }
  }

  /** All attempts within one deadline. `counted` is told of each. */
  async function sendAll(
    url: URL,
    request: OpenObserveRequest,
    credentials: Credentials,
    signal: AbortSignal,
    counted: (count: number) => Readonly<Record<string, string>>,
  ): Promise<OpenObserveResponse> {
    const deadlineMs = performance.now() + timeoutMs;
    let reloaded = false;
    for (let count = 1; ; count++) {
      const remainingMs = Math.max(1, deadlineMs - performance.now());
      const own = { ...headers(), ...counted(count), authorization: credentials.header() };
      const { answer, errorCode, failure } = await tryOnce(url, request, own, remainingMs, signal);
      const { method, path, access } = request;
      const status = answer?.status ?? null;
      log.debug('openobserve', { method, path, status, errorCode, attempt: count });
      if (status === 401 && !reloaded && credentials.reload()) {
        reloaded = true;
        continue;
      }
      const delayMs = retryDelayMs({
        count,
        access,
        status,
        errorCode,
        retryAfter: answer?.retryAfter ?? null,
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
        isWrite: access !== 'read',
        timeoutMs,
        cause: failure,
      });
    }
  }

  /** The address of a request. @throws {ConfigError} when no OpenObserve is configured */
  function urlOf({ path, query }: OpenObserveRequest): URL {
    if (baseUrl === null) {
      throw new ConfigError(
        'No OpenObserve is configured. Set O2_BASE_URL to its address, for example http://localhost:5080, or try the sample with --demo.',
        { code: 'address_missing' },
      );
    }
    const url = new URL(baseUrl + path);
    if (query.length === 0) return url;
    url.search = new URLSearchParams(query.map(([name, value]): [string, string] => [name, value]))
      .toString()
      .replaceAll('+', '%20');
    return url;
  }

  const clientFor = (credentials: Credentials): OpenObserveClient => ({
    baseUrl,
    as: clientFor,
    async send(request, signal) {
      const url = urlOf(request);
      const outer = telemetry.current();
      const span = outer === null ? spanUnder(null, null) : childOf(outer);
      const startMs = Date.now();
      const began = performance.now();
      let attempts = 0;
      const told = (status: number | null, error: string | null) =>
        telemetry.backend({
          instance,
          span,
          startMs,
          durationMs: performance.now() - began,
          method: request.method,
          status,
          error,
          attempts,
        });
      try {
        const response = await sendAll(url, request, credentials, signal, (count) => {
          attempts = count;
          return traceHeaders(span);
        });
        told(response.status, null);
        return response;
      } catch (error) {
        told(null, error instanceof OpenObserveMcpError ? error.code : 'unexpected');
        throw error;
      }
    },
    close: () => connections?.close(),
  });
  return clientFor(options.credentials);
}
