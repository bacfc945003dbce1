import { readFileSync } from 'node:fs';
import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { rootCertificates } from 'node:tls';
import { HttpProxyAgent, HttpsProxyAgent } from 'hpagent';
import { getProxyForUrl } from 'proxy-from-env';
import { ConfigError } from '../errors.ts';

/** PEM files of the way to an address; null for none. */
export interface CertificateFiles {
  /** Authorities to trust besides the usual ones. */
  readonly caFile: string | null;
  /** What this server shows of itself, and the key of it. */
  readonly clientCertFile: string | null;
  readonly clientKeyFile: string | null;
}

/** The content of those files, as Node and got want it; empty where there are none. */
export interface Certificates {
  readonly ca?: string[];
  readonly cert?: string;
  readonly key?: string;
}

/** Keep-alive agents for one address, and the certificates of the way there. */
export interface Connections {
  readonly agent: { readonly http?: HttpAgent; readonly https?: HttpsAgent };
  readonly certificates: Certificates;
  close(): void;
}

const KEEP_ALIVE = { keepAlive: true, maxSockets: 64, scheduling: 'lifo' as const };

function readPem(path: string, variable: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new ConfigError(
      `The file named by ${variable} cannot be read (${(error as NodeJS.ErrnoException).code}). Check its path and rights.`,
      { cause: error },
    );
  }
}

function readCertificates({ caFile, clientCertFile, clientKeyFile }: CertificateFiles): Certificates {
  if ((clientCertFile === null) !== (clientKeyFile === null))
    throw new ConfigError('O2_CLIENT_CERT_FILE and O2_CLIENT_KEY_FILE go together.');
  return {
    ...(caFile === null ? {} : { ca: [...rootCertificates, readPem(caFile, 'O2_CA_FILE')] }),
    ...(clientCertFile === null ? {} : { cert: readPem(clientCertFile, 'O2_CLIENT_CERT_FILE') }),
    ...(clientKeyFile === null ? {} : { key: readPem(clientKeyFile, 'O2_CLIENT_KEY_FILE') }),
  };
}

/** The proxy on the way to `url`, from `HTTPS_PROXY` or `HTTP_PROXY`; empty where there is none, or NO_PROXY names it. */
export function proxyFor(url: URL): string {
  const isLoopback = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(url.hostname);
  return isLoopback ? '' : getProxyForUrl(url.href);
}

/**
 * Connections to `url`, through `HTTPS_PROXY` or `HTTP_PROXY` unless `NO_PROXY` names it. Loopback never goes through a proxy.
 * @throws {ConfigError} when one of the files cannot be read, or is not what its name says
 */
export function createConnections(url: URL, files: CertificateFiles): Connections {
  const certificates = readCertificates(files);
  const proxy = proxyFor(url);
  let agent: HttpAgent | HttpsAgent;
  if (url.protocol === 'https:')
    agent = proxy
      ? new HttpsProxyAgent({ ...KEEP_ALIVE, ...certificates, proxy })
      : new HttpsAgent({ ...KEEP_ALIVE, ...certificates });
  else agent = proxy ? new HttpProxyAgent({ ...KEEP_ALIVE, proxy }) : new HttpAgent(KEEP_ALIVE);
  return {
    agent: url.protocol === 'https:' ? { https: agent as HttpsAgent } : { http: agent },
    certificates,
    close: () => agent.destroy(),
  };
}
