import {
  address,
  choice,
  headerList,
  keyList,
  list,
  quantity,
  text,
  wholeNumber,
  yesOrNo,
  type Option,
} from './values.ts';

/** The settings of serving: HTTP, who may come in, and what is told of it. Times are milliseconds. */
export interface ServingConfig {
  /** `name:key` pairs joined by commas, checked but not split. */
  readonly keys: string | null;
  readonly keysFile: string | null;
  readonly auth: 'keys' | 'caller';
  readonly noAuth: boolean;
  readonly identitiesFile: string | null;
  readonly accessTeam: string | null;
  readonly accessAudience: string | null;
  readonly publicUrl: string | null;
  readonly oauthIssuer: string | null;
  readonly oauthScope: string | null;
  readonly allowedHosts: readonly string[];
  readonly allowedOrigins: readonly string[];
  /** How many proxies in front are ours, counted from this server outwards. */
  readonly trustProxy: number;
  readonly protocol: 'both' | '2025';
  readonly sessions: number;
  readonly sessionIdleMs: number;
  readonly rate: string | null;
  readonly drainMs: number;
  /** `stderr`, `stdout`, `off`, or the path of a file. */
  readonly audit: string;
  readonly otlpEndpoint: string | null;
  readonly otlpHeaders: Readonly<Record<string, string>> | null;
}

const RATE = {
  form: /^\d+\s*\/\s*(s|m|h|sec|second|min|minute|hour)$/,
  problem: 'must be a count per time such as 10/s, 600/min or 5000/hour',
};

/** Options of serving over HTTP. */
export const SERVING_OPTIONS: { readonly [K in keyof ServingConfig]: Option<ServingConfig[K]> } = {
  keys: {
    flag: null,
    variable: 'MCP_KEYS',
    type: 'list',
    placeholder: null,
    default: null,
    unit: null,
    sentence:
      'Keys that HTTP callers must present, as name:key pairs joined by commas; several may be live at once.',
    secret: true,
    read: keyList,
  },
  keysFile: {
    flag: '--keys-file',
    variable: 'MCP_KEYS_FILE',
    type: 'file',
    placeholder: '<file>',
    default: null,
    unit: null,
    sentence:
      'YAML or JSON file of keys, each with its own permissions; it is read again when it changes (docs/http.md).',
    read: text(),
  },
  auth: {
    flag: null,
    variable: 'O2_AUTH',
    type: 'choice',
    placeholder: null,
    default: 'keys',
    unit: null,
    sentence:
      'What the Authorization header of HTTP callers holds: a key of this server (keys), or their own credential for OpenObserve (caller).',
    read: choice('keys', 'caller'),
  },
  noAuth: {
    flag: '--no-auth',
    variable: 'O2_NO_AUTH',
    type: 'switch',
    placeholder: null,
    default: 'false',
    unit: null,
    sentence: 'Let anybody who can reach the address call, with the permissions of API_KEY.',
    read: yesOrNo,
  },
  identitiesFile: {
    flag: '--identities-file',
    variable: 'O2_IDENTITIES_FILE',
    type: 'file',
    placeholder: '<file>',
    default: null,
    unit: null,
    sentence:
      'YAML or JSON file that maps people named by gateways to credentials for OpenObserve (docs/http.md).',
    read: text(),
  },
  accessTeam: {
    flag: '--access-team',
    variable: 'O2_ACCESS_TEAM',
    type: 'address',
    placeholder: '<address>',
    default: null,
    unit: null,
    sentence:
      'Team address of Cloudflare Access, such as https://acme.cloudflareaccess.com; its tokens are verified.',
    read: address,
  },
  accessAudience: {
    flag: '--access-audience',
    variable: 'O2_ACCESS_AUDIENCE',
    type: 'text',
    placeholder: '<tag>',
    default: null,
    unit: null,
    sentence: 'Application audience (AUD) tag that tokens of Cloudflare Access must carry.',
    read: text(),
  },
  publicUrl: {
    flag: '--public-url',
    variable: 'O2_PUBLIC_URL',
    type: 'address',
    placeholder: '<address>',
    default: null,
    unit: null,
    sentence: 'Public address of /mcp, as clients use it; OAuth metadata and audiences contain it.',
    read: address,
  },
  oauthIssuer: {
    flag: '--oauth-issuer',
    variable: 'O2_OAUTH_ISSUER',
    type: 'address',
    placeholder: '<address>',
    default: null,
    unit: null,
    sentence:
      'OAuth authorization server whose tokens for O2_PUBLIC_URL are accepted, and which the metadata names.',
    read: address,
  },
  oauthScope: {
    flag: '--oauth-scope',
    variable: 'O2_OAUTH_SCOPE',
    type: 'text',
    placeholder: '<scope>',
    default: null,
    unit: null,
    sentence: 'Scope that tokens of O2_OAUTH_ISSUER must have; without it none is required.',
    read: text({
      form: /^[\x21\x23-\x5b\x5d-\x7e]+$/,
      problem: 'must be one scope without spaces or quotes',
    }),
  },
  allowedHosts: {
    flag: '--allowed-hosts',
    variable: 'O2_ALLOWED_HOSTS',
    type: 'list',
    placeholder: '<names>',
    default: '',
    unit: null,
    sentence: 'Allowed values of the Host header, joined by commas; without keys on loopback also localhost.',
    read: list,
  },
  allowedOrigins: {
    flag: '--allowed-origins',
    variable: 'O2_ALLOWED_ORIGINS',
    type: 'list',
    placeholder: '<origins>',
    default: '',
    unit: null,
    sentence:
      'Origins of web pages that may call from a browser (CORS), such as https://chat.example.com; * allows any.',
    read: list,
  },
  trustProxy: {
    flag: '--trust-proxy',
    variable: 'TRUST_PROXY',
    type: 'number',
    placeholder: '<hops>',
    default: '0',
    unit: null,
    sentence:
      'Number of trusted proxies in front: as many X-Forwarded-For entries count for the client address.',
    read: wholeNumber(0, 10),
  },
  protocol: {
    flag: '--protocol',
    variable: 'O2_PROTOCOL',
    type: 'choice',
    placeholder: '<eras>',
    default: 'both',
    unit: null,
    sentence:
      'Protocol eras over HTTP: both, or 2025 for gateways that do not know the revision of 2026 yet.',
    read: choice('both', '2025'),
  },
  sessions: {
    flag: '--sessions',
    variable: 'O2_SESSIONS',
    type: 'number',
    placeholder: '<number>',
    default: '0',
    unit: null,
    sentence:
      'Maximum concurrent sessions of 2025 clients over HTTP, which let them answer questions and see progress; 0 is none.',
    read: wholeNumber(0, 100_000),
  },
  sessionIdleMs: {
    flag: '--session-idle',
    variable: 'O2_SESSION_IDLE',
    type: 'duration',
    placeholder: '<duration>',
    default: '10m',
    unit: null,
    sentence: 'Idle time after which a session ends.',
    read: quantity(
      { '': 1000, ms: 1, s: 1000, m: 60_000, h: 3_600_000 },
      100,
      86_400_000,
      'must be a time from 100ms to 24h, such as 10m',
    ),
  },
  rate: {
    flag: '--rate',
    variable: 'O2_RATE',
    type: 'text',
    placeholder: '<rate>',
    default: null,
    unit: null,
    sentence:
      'Maximum rate of tool calls of one key or person over HTTP, such as 600/min; replicas without O2_STATE_URL count their own.',
    read: text(RATE),
  },
  drainMs: {
    flag: '--drain',
    variable: 'O2_DRAIN',
    type: 'duration',
    placeholder: '<duration>',
    default: '1s',
    unit: null,
    sentence:
      'Time between SIGTERM and the end of listening, in which /readyz returns 503 and calls are still accepted.',
    read: quantity(
      { '': 1000, ms: 1, s: 1000, m: 60_000 },
      0,
      600_000,
      'must be a time from 0 to 10m, such as 5s',
    ),
  },
  audit: {
    flag: '--audit',
    variable: 'O2_AUDIT',
    type: 'text',
    placeholder: '<where>',
    default: 'stderr',
    unit: null,
    sentence: 'Where one JSON line for each call over HTTP goes: stderr, stdout, off, or a file.',
    read: text(),
  },
  otlpEndpoint: {
    flag: '--otlp-endpoint',
    variable: 'OTEL_EXPORTER_OTLP_ENDPOINT',
    type: 'address',
    placeholder: '<address>',
    default: null,
    unit: null,
    sentence:
      'OTLP/HTTP endpoint for traces, metrics and logs, such as https://openobserve.example.com/api/default.',
    read: address,
  },
  otlpHeaders: {
    flag: null,
    variable: 'OTEL_EXPORTER_OTLP_HEADERS',
    type: 'list',
    placeholder: null,
    default: null,
    unit: null,
    sentence: 'Headers for that endpoint, as name=value pairs joined by commas.',
    secret: true,
    read: headerList,
  },
};
