import type { App } from '../../server/app.ts';

/** Whether this process should get calls. */
export interface Readiness {
  /** From now on it should not: it is about to stop. */
  drain(): void;
  check(): Promise<ReadyState>;
}

export interface ReadyState {
  readonly status: 'ready' | 'not ready';
  readonly tools: number;
  readonly openobserve: 'reachable' | 'unreachable' | 'not configured';
  readonly draining: boolean;
}

const CACHED_MS = 3000;
const PROBE_TIMEOUT_MS = 2000;
const ANONYMOUS = { header: () => '', reload: () => false };
const PROBE = {
  method: 'GET',
  path: '/healthz',
  query: [],
  contentType: null,
  body: null,
  // Not repeated, unlike a read: the next look is a few seconds away.
  access: 'write',
} as const;

export function createReadiness({ openobserve, view }: App): Readiness {
  const client = openobserve.as(ANONYMOUS);
  let isDraining = false;
  let probe: Promise<boolean> | null = null;
  let probedMs = 0;

  async function isReachable(): Promise<boolean> {
    try {
      return (await client.send(PROBE, AbortSignal.timeout(PROBE_TIMEOUT_MS))).status < 500;
    } catch {
      return false;
    }
  }

  function look(): Promise<boolean> {
    if (probe === null || performance.now() - probedMs > CACHED_MS) {
      probedMs = performance.now();
      probe = isReachable();
    }
    return probe;
  }

  return {
    drain() {
      isDraining = true;
    },
    async check() {
      const isConfigured = openobserve.baseUrl !== null;
      const reaches = isConfigured && (await look());
      return {
        status: reaches && !isDraining ? 'ready' : 'not ready',
        tools: view.listed.length,
        openobserve: isConfigured ? (reaches ? 'reachable' : 'unreachable') : 'not configured',
        draining: isDraining,
      };
    },
  };
}
