import { fetch as fetchOver } from 'undici';
import type { Config } from '../../config/options.ts';
import { type Connections, createConnections } from '../../openobserve/connection/connections.ts';

const CONNECT_TIMEOUT_MS = 30_000;

/** `fetch` over the proxy and the authorities that OpenObserve is reached with too. It follows no redirect. */
export function createFetch({
  caFile,
  llmHeaders,
}: Pick<Config, 'caFile' | 'llmHeaders'>): typeof globalThis.fetch {
  const files = { caFile, clientCertFile: null, clientKeyFile: null };
  const known = new Map<string, Connections>();

  function connectionsTo(url: URL): Connections {
    const found = known.get(url.origin) ?? createConnections(url, files, CONNECT_TIMEOUT_MS);
    known.set(url.origin, found);
    return found;
  }

  const send = async (input: string | URL, init: Parameters<typeof fetchOver>[1] = {}) => {
    const url = new URL(input);
    const headers = {
      ...Object.fromEntries(new Headers(init.headers as Record<string, string>)),
      ...llmHeaders,
    };
    return fetchOver(url, {
      ...init,
      headers,
      redirect: 'manual',
      dispatcher: connectionsTo(url).dispatcher,
    });
  };
  return send as unknown as typeof globalThis.fetch;
}
