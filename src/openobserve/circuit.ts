import type { CircuitBreakerPolicy } from 'cockatiel';
import { NetworkError } from '../errors.ts';

/** Holds requests back while OpenObserve does not answer, and lets one through now and then to see. */
export interface Circuit {
  /**
   * Make one attempt, unless it is held back.
   * @throws {NetworkError} `backend_down` when it is held back; else what the attempt throws
   */
  attempt<T extends { readonly status: number }>(work: () => Promise<T>): Promise<T>;
}

interface CircuitOptions {
  /** Host and port of OpenObserve. */
  readonly host: string;
  readonly onChange: (isOpen: boolean) => void;
  /** Whether an error is a failure of OpenObserve, and not of a request or of this process. */
  readonly isOfServer: (error: unknown) => boolean;
  /** A small request of our own, which no caller has a hand in: it decides whether OpenObserve is back. */
  readonly probe: () => Promise<{ readonly status: number }>;
}

/** More than one call makes with all its retries. */
const FAILURES_IN_A_ROW = 10;
const TRY_AGAIN_MS = 2000;
/** What a proxy answers in the place of a server that is down. */
const DOWN = new Set([502, 503, 504]);

/** Stop sending to an OpenObserve that does not answer, and probe it until it does. */
export async function createCircuit({ host, onChange, isOfServer, probe }: CircuitOptions): Promise<Circuit> {
  const { BrokenCircuitError, CircuitState, ConsecutiveBreaker, circuitBreaker, handleWhen } = await import(
    'cockatiel'
  );
  const isDown = (result: unknown) => DOWN.has((result as { status: number }).status);
  const policy: CircuitBreakerPolicy = circuitBreaker(handleWhen(isOfServer).orWhenResult(isDown), {
    halfOpenAfter: TRY_AGAIN_MS,
    breaker: new ConsecutiveBreaker(FAILURES_IN_A_ROW),
  });
  policy.onStateChange((state) => onChange(state !== CircuitState.Closed));

  let probing: Promise<unknown> | null = null;

  /** Look whether OpenObserve is back, once for all who wait. */
  function look(): Promise<unknown> {
    probing ??= policy
      .execute(probe)
      .catch(() => undefined)
      .finally(() => {
        probing = null;
      });
    return probing;
  }

  return {
    async attempt(work) {
      if (policy.state !== CircuitState.Closed) await look();
      try {
        return await policy.execute(work);
      } catch (error) {
        if (!(error instanceof BrokenCircuitError)) throw error;
        throw new NetworkError(
          `OpenObserve at ${host} did not answer the last ${FAILURES_IN_A_ROW} requests, so nothing was sent now. It is tried again every ${TRY_AGAIN_MS / 1000} s. Check that OpenObserve runs and that O2_BASE_URL is right.`,
          { code: 'backend_down', cause: error },
        );
      }
    },
  };
}
