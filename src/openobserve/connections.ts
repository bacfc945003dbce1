import { readFileSync } from 'node:fs';
import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { rootCertificates } from 'node:tls';
import { HttpProxyAgent, HttpsProxyAgent } from 'hpagent';
import { getProxyForUrl } from 'proxy-from-env';
import { ConfigError } from '../errors.ts';

/** Keep-alive agents for one address, and the certificates to trust for it. */
export interface Connections {
  readonly agent: { readonly http?: HttpAgent; readonly https?: HttpsAgent };
  readonly certificateAuthority: readonly string[] | undefined;
  close(): void;
}

const KEEP_ALIVE = { keepAlive: true, maxSockets: 64, scheduling: 'lifo' as const };

function readAuthority(caFile: string | null): readonly string[] | undefined {
  if (caFile === null) return undefined;
  try {
    return [...rootCertificates, readFileSync(caFile, 'utf8')];
  } catch (error) {
    throw new ConfigError(
      `The file named by O2_CA_FILE cannot be read (${(error as NodeJS.ErrnoException).code}). Check its path and rights.`,
      { cause: error },
    );
  }
}

/** The proxy on the way to `url`, from `HTTPS_PROXY` or `HTTP_PROXY`; empty where there is none, or NO_PROXY names it. */
export function proxyFor(url: URL): string {
  const isLoopback = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(url.hostname);
  return isLoopback ? '' : getProxyForUrl(url.href);
}

/**
 * Connections to `url`, through `HTTPS_PROXY` or `HTTP_PROXY` unless `NO_PROXY` names it. Loopback never goes through a proxy.
 * @throws {ConfigError} when `caFile` cannot be read
 */
export function createConnections(url: URL, caFile: string | null): Connections {
  const certificateAuthority = readAuthority(caFile);
  const ca = certificateAuthority ? { ca: [...certificateAuthority] } : {};
  const proxy = proxyFor(url);
  let agent: HttpAgent | HttpsAgent;
  if (url.protocol === 'https:')
    agent = proxy
      ? new HttpsProxyAgent({ ...KEEP_ALIVE, ...ca, proxy })
      : new HttpsAgent({ ...KEEP_ALIVE, ...ca });
  else agent = proxy ? new HttpProxyAgent({ ...KEEP_ALIVE, proxy }) : new HttpAgent(KEEP_ALIVE);
  return {
    agent: url.protocol === 'https:' ? { https: agent as HttpsAgent } : { http: agent },
    certificateAuthority,
    close: () => agent.destroy(),
  };
}
