import { readFileSync } from 'node:fs';
import { ConfigError } from '../errors.ts';
import { unfilledProblem } from './unfilled-value.ts';

const HELP =
  'Set API_KEY to "email:token" (a service account or user of OpenObserve), to a whole "Basic ..." value, or to the base64 of email:token';

/** Where the credential comes from: the value itself, or a file that is read again when OpenObserve refuses it. */
export interface CredentialSource {
  readonly apiKey: string | null;
  readonly apiKeyFile: string | null;
}

/** The Authorization header for OpenObserve, made when it is first needed. */
export interface Credentials {
  /** @throws {ConfigError} when none is set or the value has no known form */
  header(): string;
  /** Read the file again after a 401. True when that gave another value, so that one more try makes sense. */
  reload(): boolean;
}

/**
 * `email:token`, `Basic ...`, `Bearer ...` or the base64 of `email:token` as a header value.
 * @throws {ConfigError} on anything else; the value is never part of the message
 */
export function authorizationFrom(apiKey: string): string {
  const value = apiKey.trim();
  const written = unfilledProblem(value);
  if (written !== null)
    throw new ConfigError(`API_KEY ${written}. ${HELP}.`, { code: 'credentials_malformed' });
  const scheme = /^(basic|bearer)\s+(\S+)$/i.exec(value);
  if (scheme) return `${scheme[1]?.toLowerCase() === 'basic' ? 'Basic' : 'Bearer'} ${scheme[2]}`;
  if (/^[^\s:]+:\S.*$/.test(value)) return `Basic ${Buffer.from(value, 'utf8').toString('base64')}`;
  if (
    /^[A-Za-z0-9+/_-]+=*$/.test(value) &&
    /^[^\s:]+:[^\p{Cc}]+$/u.test(Buffer.from(value, 'base64').toString('utf8'))
  ) {
    return `Basic ${value}`;
  }
  throw new ConfigError(`The value of API_KEY has none of the known forms. ${HELP}.`, {
    code: 'credentials_malformed',
  });
}

/** `API_KEY_FILE` is read again after a 401, once. */
export function createCredentials({ apiKey, apiKeyFile }: CredentialSource): Credentials {
  let current: string | null = null;

  function read(): string {
    if (apiKeyFile === null) {
      if (apiKey === null)
        throw new ConfigError(`OpenObserve needs credentials and none are set. ${HELP}.`, {
          code: 'credentials_missing',
        });
      return authorizationFrom(apiKey);
    }
    try {
      return authorizationFrom(readFileSync(apiKeyFile, 'utf8'));
    } catch (error) {
      if (error instanceof ConfigError) throw error;
      throw new ConfigError(
        `The file named by API_KEY_FILE cannot be read (${(error as NodeJS.ErrnoException).code ?? 'unknown reason'}). Check its path and permissions.`,
        {
          code: 'credentials_missing',
          cause: error,
        },
      );
    }
  }

  return {
    header() {
      current ??= read();
      return current;
    },
    reload() {
      if (apiKeyFile === null) return false;
      const before = current;
      current = read();
      return current !== before;
    },
  };
}
