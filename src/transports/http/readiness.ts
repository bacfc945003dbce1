import type { Reached } from '../../page/page-data.ts';
import type { OpenObserveClient } from '../../openobserve/client.ts';
import type { App } from '../../server/app.ts';
import type { Instance } from '../../server/instance.ts';

/** Whether this process should get calls. */
export interface Readiness {
  /** From now on it should not: it is about to stop. */
  drain(): void;
  check(): Promise<ReadyState>;
}

/** The answer of `/readyz`. */
export interface ReadyState {
  readonly status: 'ready' | 'not ready';
  readonly tools: number;
  /** Whether any of them is. */
  readonly openobserve: Reached;
  readonly draining: boolean;
  /** By name, where there are several. */
  readonly instances?: Readonly<Record<string, Reached>>;
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

async function isReachable(client: OpenObserveClient): Promise<boolean> {
  try {
    return (await client.send(PROBE, AbortSignal.timeout(PROBE_TIMEOUT_MS))).status < 500;
  } catch {
    return false;
  }
}

/** Looks at an OpenObserve now and then, for all who ask. */
function createLook({ openobserve, config }: Instance): () => Promise<Reached> {
  const client = openobserve.as(ANONYMOUS);
  let probe: Promise<boolean> | null = null;
  let probedMs = 0;
  return async () => {
    if (openobserve.baseUrl === null) return 'not configured';
    // The sample is a part of this process: a probe would measure how busy the machine is.
    if (config.demo) return 'reachable';
    if (probe === null || performance.now() - probedMs > CACHED_MS) {
      probedMs = performance.now();
      probe = isReachable(client);
    }
    return (await probe) ? 'reachable' : 'unreachable';
  };
}

/** Answer `/readyz`: whether OpenObserve is reachable and calls are taken. */
export function createReadiness(app: App): Readiness {
  const looks = new WeakMap<Instance, () => Promise<Reached>>();
  let isDraining = false;

  function look(instance: Instance): Promise<Reached> {
    const known = looks.get(instance) ?? createLook(instance);
    looks.set(instance, known);
    return known();
  }

  return {
    drain() {
      isDraining = true;
    },
    async check() {
      const each = await Promise.all(
        app.instances.current().map(async (instance) => [instance.name, await look(instance)] as const),
      );
      const states = each.map(([, state]) => state);
      const openobserve = states.includes('reachable') ? 'reachable' : (states[0] ?? 'not configured');
      const named = each.filter(([name]) => name !== null);
      return {
        status: openobserve === 'reachable' && !isDraining ? 'ready' : 'not ready',
        tools: app.view.listed.length,
        openobserve,
        draining: isDraining,
        ...(named.length === 0 ? {} : { instances: Object.fromEntries(named) }),
      };
    },
  };
}
