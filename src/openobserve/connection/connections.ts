import { getProxyForUrl } from 'proxy-from-env';
import { type Dispatcher, Pool, ProxyAgent } from 'undici';
import { type CertificateFiles, readCertificates } from './certificates.ts';

/** Connections to one address that are kept alive, and used by the names of undici. */
export interface Connections {
  readonly dispatcher: Dispatcher;
  close(): void;
}

/** Requests that are under way at once; others wait for one of them to end. */
export const MOST_CONNECTIONS = 64;

/** The proxy on the way to `url`, from `HTTPS_PROXY` or `HTTP_PROXY`; empty where there is none, or NO_PROXY names it. */
export function proxyFor(url: URL): string {
  const isLoopback = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(url.hostname);
  return isLoopback ? '' : getProxyForUrl(url.href);
}

/**
 * Connections to `url`, through `HTTPS_PROXY` or `HTTP_PROXY` unless `NO_PROXY` names it. Loopback never goes through a proxy.
 * A connection that is not made within `connectTimeoutMs` fails with UND_ERR_CONNECT_TIMEOUT.
 * @throws {ConfigError} when one of the files cannot be read, or is not what its name says
 */
export function createConnections(url: URL, files: CertificateFiles, connectTimeoutMs: number): Connections {
  const certificates = readCertificates(files);
  const proxy = proxyFor(url);
  const options = { connections: MOST_CONNECTIONS, connectTimeout: connectTimeoutMs, allowH2: false };
  const pool = proxy
    ? new ProxyAgent({
        ...options,
        uri: proxy,
        requestTls: certificates,
        proxyTls: certificates,
        proxyTunnel: true,
      })
    : new Pool(url.origin, { ...options, connect: certificates });
  return {
    dispatcher: pool,
    close: () => void pool.destroy(),
  };
}
