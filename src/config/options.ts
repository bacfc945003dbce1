import { WAY_OPTIONS, type WayConfig } from './connection-options.ts';
import { LLM_OPTIONS, type LlmConfig } from './llm-options.ts';
import { SERVING_OPTIONS, type ServingConfig } from './serving-options.ts';
import {
  baseUrl,
  choice,
  list,
  type Option,
  quantity,
  text,
  timeZone,
  wholeNumber,
  yesOrNo,
} from './values.ts';

/** Everything that can be set, read and checked. Times are milliseconds, sizes are bytes. */
export interface Config extends WayConfig, ServingConfig, LlmConfig {
  readonly baseUrl: string | null;
  readonly apiKey: string | null;
  readonly apiKeyFile: string | null;
  readonly org: string | null;
  readonly orgs: readonly string[];
  readonly port: number;
  readonly host: string;
  readonly timeoutMs: number;
  /** IANA name, or `system`, which luxon knows as the zone of the machine. */
  readonly timeZone: string;
  readonly catalogFile: string | null;
  readonly profile: string;
  readonly readOnly: boolean;
  /** List what the release of the server has, and nothing else. */
  readonly matchRelease: boolean;
  readonly allow: readonly string[];
  readonly deny: readonly string[];
  readonly confirm: 'person' | 'token' | 'never';
  readonly stateKey: string | null;
  /** Valkey or Redis that replicas share; null: each process by itself. */
  readonly stateUrl: string | null;
  readonly maxTokens: number;
  readonly maxBytes: number;
  /** Reads that one investigation may make, and how long it may take. */
  readonly investigateReads: number;
  readonly investigateTimeoutMs: number;
  readonly logLevel: 'debug' | 'info' | 'warn' | 'error';
  readonly demo: boolean;
}

/** The one table of settings: it makes the parser, `--help` and the README's table. */
export const OPTIONS: { readonly [K in keyof Config]: Option<Config[K]> } = {
  baseUrl: {
    flag: '--base-url',
    variable: 'O2_BASE_URL',
    type: 'address',
    placeholder: '<address>',
    default: null,
    unit: null,
    sentence:
      'Address of OpenObserve; it may have a path, or be copied from the browser or an ingestion page.',
    read: baseUrl,
  },
  apiKey: {
    flag: null,
    variable: 'API_KEY',
    type: 'text',
    placeholder: null,
    default: null,
    unit: null,
    sentence:
      'Credential for OpenObserve: "email:token", "Basic ...", "Bearer ...", or the base64 of email:token.',
    secret: true,
    read: text(),
  },
  apiKeyFile: {
    flag: '--api-key-file',
    variable: 'API_KEY_FILE',
    type: 'file',
    placeholder: '<file>',
    default: null,
    unit: null,
    sentence:
      'File that holds the credential; it is used instead of API_KEY and read again when it is refused.',
    read: text(),
  },
  org: {
    flag: '--org',
    variable: 'O2_ORG',
    type: 'text',
    placeholder: '<id>',
    default: null,
    unit: null,
    sentence: 'Organization that calls go to; without it the only one that the credential can see.',
    read: text(),
  },
  orgs: {
    flag: '--orgs',
    variable: 'O2_ORGS',
    type: 'list',
    placeholder: '<ids>',
    default: '',
    unit: null,
    sentence:
      'Organizations that calls may name, joined by commas; empty means all that the credential can see.',
    read: list,
  },
  port: {
    flag: '--port',
    variable: 'O2_PORT',
    type: 'number',
    placeholder: '<number>',
    default: '3000',
    unit: null,
    sentence: 'Port of the HTTP server; 0 takes a free one.',
    read: wholeNumber(0, 65_535),
  },
  host: {
    flag: '--host',
    variable: 'O2_HOST',
    type: 'text',
    placeholder: '<address>',
    default: '127.0.0.1',
    unit: null,
    sentence: 'Address that the HTTP server listens on; any but loopback needs keys for callers.',
    read: text(),
  },
  timeoutMs: {
    flag: '--timeout',
    variable: 'O2_TIMEOUT',
    type: 'duration',
    placeholder: '<duration>',
    default: '25',
    unit: 'seconds',
    sentence: 'Maximum duration of one call, retries included; 500ms, 25s and 1m work too.',
    read: quantity(
      { '': 1000, ms: 1, s: 1000, m: 60_000 },
      100,
      600_000,
      'must be a time from 100ms to 10m, such as 25 (seconds), 25s or 1m',
    ),
  },
  timeZone: {
    flag: '--tz',
    variable: 'O2_TZ',
    type: 'text',
    placeholder: '<zone>',
    default: 'system',
    unit: null,
    sentence: 'Time zone in which words such as "today" and times without an offset are read.',
    read: timeZone,
  },
  catalogFile: {
    flag: '--catalog',
    variable: 'O2_CATALOG',
    type: 'file',
    placeholder: '<file>',
    default: null,
    unit: null,
    sentence:
      'File of tools for another release of OpenObserve, as openobserve-mcp-codegen writes it (docs/releases.md).',
    read: text(),
  },
  profile: {
    flag: '--profile',
    variable: 'O2_PROFILE',
    type: 'text',
    placeholder: '<name>',
    default: 'all',
    unit: null,
    sentence:
      'Tools to offer: all, core, search (only helpers that find and call the rest), or toolsets joined by commas.',
    read: text({
      form: /^[\w-]+(\s*,\s*[\w-]+)*$/,
      problem: 'must be all, core, or names of toolsets joined by commas',
    }),
  },
  readOnly: {
    flag: '--read-only',
    variable: 'O2_READ_ONLY',
    type: 'switch',
    placeholder: null,
    default: 'false',
    unit: null,
    sentence: 'Offer only tools that change nothing.',
    read: yesOrNo,
  },
  matchRelease: {
    flag: '--match-release',
    variable: 'O2_MATCH_RELEASE',
    type: 'switch',
    placeholder: null,
    default: 'false',
    unit: null,
    sentence:
      'List the tools that the release of your OpenObserve has: newer ones too, and none that it lacks.',
    read: yesOrNo,
  },
  allow: {
    flag: '--allow',
    variable: 'O2_ALLOW',
    type: 'list',
    placeholder: '<tools>',
    default: '',
    unit: null,
    sentence: 'Tools to offer, joined by commas; empty means all of the profile.',
    read: list,
  },
  deny: {
    flag: '--deny',
    variable: 'O2_DENY',
    type: 'list',
    placeholder: '<tools>',
    default: '',
    unit: null,
    sentence: 'Tools never to offer, joined by commas; it takes precedence over O2_ALLOW.',
    read: list,
  },
  confirm: {
    flag: '--confirm',
    variable: 'O2_CONFIRM',
    type: 'choice',
    placeholder: '<how>',
    default: 'token',
    unit: null,
    sentence:
      'Confirmation before something is deleted or overwritten: person (ask a person or refuse), token (a preview and a second call), or never.',
    read: choice('person', 'token', 'never'),
  },
  stateKey: {
    flag: null,
    variable: 'O2_STATE_KEY',
    type: 'text',
    placeholder: null,
    default: null,
    unit: null,
    sentence:
      'Key that signs confirmations, 32 characters or more; the same for all replicas. Without it each start generates one.',
    secret: true,
    read: text({
      minimum: 32,
      problem: 'must have at least 32 characters, for example from "openssl rand -hex 32"',
    }),
  },
  maxTokens: {
    flag: '--max-tokens',
    variable: 'O2_MAX_TOKENS',
    type: 'number',
    placeholder: '<number>',
    default: '8000',
    unit: 'tokens',
    sentence: 'Maximum size of a result; another call fetches the rest.',
    read: wholeNumber(500, 1_000_000),
  },
  maxBytes: {
    flag: '--max-bytes',
    variable: 'O2_MAX_BYTES',
    type: 'size',
    placeholder: '<size>',
    default: '8MiB',
    unit: null,
    sentence: 'Maximum size of one OpenObserve response; 500kB and 16MiB work too.',
    read: quantity(
      { '': 1, kb: 1000, mb: 1_000_000, gb: 1e9, kib: 1024, mib: 1024 ** 2, gib: 1024 ** 3 },
      65_536,
      1024 ** 3,
      'must be a size from 64KiB to 1GiB, such as 16777216 or 16MiB',
    ),
  },
  stateUrl: {
    flag: null,
    variable: 'O2_STATE_URL',
    type: 'address',
    placeholder: null,
    default: null,
    unit: null,
    sentence:
      'Valkey or Redis that replicas share, such as redis://valkey:6379; it needs O2_STATE_KEY (docs/replicas.md).',
    secret: true,
    read: text({
      form: /^(redis|valkey)s?:\/\/\S+$/,
      problem: 'must be an address such as redis://valkey:6379 or rediss://user:password@host:6380/1',
    }),
  },
  investigateReads: {
    flag: null,
    variable: 'O2_INVESTIGATE_READS',
    type: 'number',
    placeholder: null,
    default: '40',
    unit: null,
    sentence: 'Maximum reads of OpenObserve for one call of investigate.',
    read: wholeNumber(5, 200),
  },
  investigateTimeoutMs: {
    flag: null,
    variable: 'O2_INVESTIGATE_TIMEOUT',
    type: 'duration',
    placeholder: null,
    default: '15',
    unit: 'seconds',
    sentence: 'Maximum time that one investigation reads; then it answers with what it has found.',
    read: quantity(
      { '': 1000, ms: 1, s: 1000, m: 60_000 },
      100,
      600_000,
      'must be a time from 100ms to 10m, such as 15 (seconds), 15s or 1m',
    ),
  },
  logLevel: {
    flag: '--log-level',
    variable: 'O2_LOG_LEVEL',
    type: 'choice',
    placeholder: '<level>',
    default: 'info',
    unit: null,
    sentence: 'Minimum log level on stderr: debug, info, warn or error.',
    read: choice('debug', 'info', 'warn', 'error'),
  },
  demo: {
    flag: '--demo',
    variable: 'O2_DEMO',
    type: 'switch',
    placeholder: null,
    default: 'false',
    unit: null,
    sentence: 'Use the built-in sample instead of an OpenObserve.',
    read: yesOrNo,
  },
  ...WAY_OPTIONS,
  ...SERVING_OPTIONS,
  ...LLM_OPTIONS,
};
