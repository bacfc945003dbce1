import { createHash, timingSafeEqual } from 'node:crypto';
import type { Config } from '../../config/options.ts';
import { ConfigError } from '../../errors.ts';
import type { App } from '../../server/app.ts';
import { list } from '../../config/values.ts';
import { type KeyPermissions, parseRate, defaultPermissions } from './key-permissions.ts';
import { settingsParser } from '../../config/settings-file.ts';
import { watchFile } from '../../config/watched-file.ts';

/** The keys that are live. */
export interface Keys {
  /** What the presented key opens; null when no live key equals it. Takes as long whichever it is. */
  find(presented: string): KeyPermissions | null;
}

interface LiveKey {
  readonly digest: Buffer;
  /** The key where the file has it as it is. */
  readonly secret: string | null;
  readonly grant: KeyPermissions;
  readonly expiresMs: number;
}

const digestOf = (key: string) => createHash('sha256').update(key).digest();

function inlineKeys(text: string): LiveKey[] {
  return list(text).map((pair) => {
    const colon = pair.indexOf(':');
    return {
      digest: digestOf(pair.slice(colon + 1)),
      secret: null,
      grant: defaultPermissions(pair.slice(0, colon)),
      expiresMs: Infinity,
    };
  });
}

async function keysParser(): Promise<(text: string) => LiveKey[]> {
  return settingsParser('MCP_KEYS_FILE', ({ array, boolean, oneOf, strictObject, string }) => {
    const entry = strictObject({
      name: string().regex(/^[\w.-]+$/, 'must be letters, digits, dots, dashes or underscores'),
      key: string().min(16, 'must have 16 characters or more').optional(),
      sha256: string()
        .regex(/^[0-9a-f]{64}$/i, 'must be the SHA-256 of a key in 64 hexadecimal digits')
        .optional(),
      gateway: oneOf(['kong', 'contextforge', 'cloudflare', 'bifrost']).optional(),
      identity_header: string()
        .regex(/^[\w-]+$/, 'must be the name of a header')
        .optional(),
      profile: string().min(1).optional(),
      toolsets: array(string().min(1)).min(1).optional(),
      instances: array(string().min(1)).min(1).optional(),
      read_only: boolean().optional(),
      rate: string()
        .refine((rate) => parseRate(rate) !== null, 'must be a count per time such as 600/min')
        .optional(),
      expires: string()
        .refine(
          (day) => !Number.isNaN(Date.parse(day)),
          'must be a day or time such as 2027-01-31 or 2027-01-31T12:00:00Z',
        )
        .optional(),
    })
      .refine(({ key, sha256 }) => (key === undefined) !== (sha256 === undefined), {
        error: 'give either "key" or "sha256"',
      })
      .refine(({ identity_header, gateway }) => identity_header === undefined || gateway !== undefined, {
        error: '"identity_header" needs "gateway"',
      });
    return strictObject({ keys: array(entry).min(1, 'at least one key is needed') }).transform(({ keys }) =>
      keys.map((item) => ({
        secret: item.key ?? null,
        digest: item.key === undefined ? Buffer.from(String(item.sha256), 'hex') : digestOf(item.key),
        grant: {
          name: item.name,
          gateway: item.gateway ?? null,
          identityHeader: item.identity_header?.toLowerCase() ?? null,
          profile: item.profile ?? null,
          toolsets: item.toolsets ?? [],
          instances: item.instances ?? [],
          readOnly: item.read_only ?? false,
          rate: item.rate === undefined ? null : parseRate(item.rate),
        },
        expiresMs: item.expires === undefined ? Infinity : Date.parse(item.expires),
      })),
    );
  });
}

/** Every grant must name profiles and toolsets that exist. @throws {ConfigError} */
type CheckGrant = (grant: KeyPermissions) => void;

/**
 * The keys of `MCP_KEYS` and `MCP_KEYS_FILE`; null when neither is set.
 * @throws {ConfigError} one line on what is wrong
 */
export async function createKeys(
  { keys, keysFile }: Pick<Config, 'keys' | 'keysFile'>,
  check: CheckGrant,
  { log, hideSecrets }: Pick<App, 'log' | 'hideSecrets'>,
): Promise<Keys | null> {
  if (keys === null && keysFile === null) return null;
  const inline = keys === null ? [] : inlineKeys(keys);
  const parse = keysFile === null ? null : await keysParser();
  const file =
    keysFile === null || parse === null
      ? null
      : watchFile({
          path: keysFile,
          variable: 'MCP_KEYS_FILE',
          parse: (text) => {
            const found = parse(text);
            for (const { grant } of found) check(grant);
            hideSecrets(
              'MCP_KEYS_FILE',
              found.flatMap(({ secret }) => secret ?? []),
            );
            return found;
          },
          nothing: [],
          log,
        });
  return keysOf(() => [...inline, ...(file?.current() ?? [])]);
}

/** The value of `API_KEY`, or of its file, as the only key, where an address beyond loopback has no others. */
export function fallbackKeys(
  { apiKey, apiKeyFile }: Pick<Config, 'apiKey' | 'apiKeyFile'>,
  log: App['log'],
): Keys {
  const keyOf = (key: string): LiveKey[] => [
    { digest: digestOf(key), secret: null, grant: defaultPermissions('api-key'), expiresMs: Infinity },
  ];
  if (apiKeyFile === null) {
    const live = apiKey === null ? [] : keyOf(apiKey);
    return keysOf(() => live);
  }
  const parse = (text: string) => (text.trim() === '' ? [] : keyOf(text.trim()));
  const file = watchFile({ path: apiKeyFile, variable: 'API_KEY_FILE', parse, nothing: [], log });
  return keysOf(() => file.current());
}

function keysOf(live: () => readonly LiveKey[]): Keys {
  return {
    find(presented) {
      const digest = digestOf(presented);
      let found: KeyPermissions | null = null;
      for (const key of live()) {
        if (timingSafeEqual(key.digest, digest) && key.expiresMs > Date.now()) found = key.grant;
      }
      return found;
    },
  };
}

/** @throws {ConfigError} with the sentence that the start ends with */
export function noKeys({ host, demo }: Pick<Config, 'host' | 'demo'>): never {
  const ways = demo
    ? 'Set MCP_KEYS or MCP_KEYS_FILE, or let everybody in with --no-auth.'
    : 'Set MCP_KEYS or MCP_KEYS_FILE, or API_KEY, whose value is then the key; or let callers bring their own credentials with O2_AUTH=caller, or let everybody in with --no-auth.';
  throw new ConfigError(
    `O2_HOST (--host) is ${JSON.stringify(host)}, which others can reach, and nothing says who may come in. ${ways}`,
  );
}
