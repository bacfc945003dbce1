import { headerPairs, type Option, text } from './values.ts';

/** What is on the way to OpenObserve: headers, certificates and proxies, and files that name several of them. */
export interface WayConfig {
  /** YAML or JSON of several OpenObserves; null for the one of the settings. */
  readonly instancesFile: string | null;
  /** Headers of each request to OpenObserve, such as those of a login in front of it. */
  readonly headers: Readonly<Record<string, string>> | null;
  readonly headersFile: string | null;
  readonly caFile: string | null;
  readonly clientCertFile: string | null;
  readonly clientKeyFile: string | null;
  readonly proxy: string | null;
  readonly noProxy: string | null;
}

const file = (flag: string | null, variable: string, sentence: string): Option<string | null> => ({
  flag,
  variable,
  type: 'file',
  placeholder: flag === null ? null : '<file>',
  default: null,
  unit: null,
  sentence,
  read: text(),
});

/** Options of reaching OpenObserve. */
export const WAY_OPTIONS: { readonly [K in keyof WayConfig]: Option<WayConfig[K]> } = {
  instancesFile: file(
    '--instances-file',
    'O2_INSTANCES_FILE',
    'YAML or JSON file of several OpenObserves, each with its own credential and permissions; re-read when it changes (docs/instances.md).',
  ),
  headers: {
    flag: null,
    variable: 'O2_HEADERS',
    type: 'list',
    placeholder: null,
    default: null,
    unit: null,
    sentence:
      'Headers for each request to OpenObserve, as name=value pairs joined by commas, such as those of Cloudflare Access.',
    secret: true,
    read: headerPairs,
  },
  headersFile: file(
    '--headers-file',
    'O2_HEADERS_FILE',
    'File with one "name: value" line for each such header; it is read again when it changes.',
  ),
  caFile: file(
    '--ca-file',
    'O2_CA_FILE',
    'PEM file with certificate authorities to trust besides the usual ones.',
  ),
  clientCertFile: file(
    '--client-cert-file',
    'O2_CLIENT_CERT_FILE',
    'PEM file with the client certificate for OpenObserve.',
  ),
  clientKeyFile: file(
    '--client-key-file',
    'O2_CLIENT_KEY_FILE',
    'PEM file with the private key of that certificate.',
  ),
  proxy: {
    flag: null,
    variable: 'HTTPS_PROXY',
    otherVariables: ['https_proxy', 'HTTP_PROXY', 'http_proxy'],
    type: 'address',
    placeholder: null,
    default: null,
    unit: null,
    sentence: 'Proxy on the way to an https OpenObserve or model; HTTP_PROXY is the one for http addresses.',
    secret: true,
    read: text(),
  },
  noProxy: {
    flag: null,
    variable: 'NO_PROXY',
    otherVariables: ['no_proxy'],
    type: 'list',
    placeholder: null,
    default: null,
    unit: null,
    sentence: 'Hosts that are reached without the proxy, joined by commas.',
    read: text(),
  },
};
