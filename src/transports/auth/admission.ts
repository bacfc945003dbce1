import { createHash } from 'node:crypto';
import type { App } from '../../server/app.ts';
import { ConfigError } from '../../errors.ts';
import { authorizationFrom } from '../../openobserve/credentials.ts';
import { type KeyPermissions, defaultPermissions } from './key-permissions.ts';
import { firstName, foldedName, type Identity } from './identity.ts';
import { createKeys, fallbackKeys, type Keys, noKeys } from './keys.ts';
import { HttpRefusal } from '../refusal.ts';
import { resourceMetadata } from './resource-metadata.ts';
import { createTokenVerifier, type TokenVerifier } from './token-verifier.ts';
import { checkPermissions } from './caller-view.ts';

/** Who a request is from, as far as its headers say. */
export interface Admitted {
  readonly grant: KeyPermissions;
  /** The caller's own credential for OpenObserve, under `O2_AUTH=caller`. */
  readonly authorization: string | null;
  /** The person of an OAuth token. */
  readonly identity: Identity | null;
}

/** Decides who may come in. */
export interface Admission {
  /** Whether callers present anything: where they do, a stranger's web page cannot, and Host needs no check. */
  readonly isOpen: boolean;
  /** @throws {HttpRefusal} 401 */
  admit(header: (name: string) => string | null): Promise<Admitted>;
}

/** Whether only this machine reaches the address. */
export function isLoopback(host: string): boolean {
  return /^(localhost|127(\.\d{1,3}){3}|\[?::1\]?)$/i.test(host);
}

const isJwt = (text: string) => /^[\w-]+\.[\w-]+\.[\w-]+$/.test(text);
const isPair = (text: string) => /^[^\s:]+:[^\p{Cc}]+$/u.test(text);

/** `Bearer` before a credential of OpenObserve is the client's habit, not part of it. */
function callerAuthorization(value: string): string {
  const [, inner = ''] = /^bearer\s+(\S+)$/i.exec(value) ?? [];
  if (isPair(inner) || isPair(Buffer.from(inner, 'base64').toString('utf8'))) return authorizationFrom(inner);
  return authorizationFrom(value);
}

/**
 * @throws {ConfigError} when nothing says who may come in over an address that others can reach, or the keys are wrong
 */
export async function createAdmission(app: App): Promise<Admission> {
  const { config, catalog } = app;
  if (config.noAuth && (config.keys !== null || config.keysFile !== null || config.auth === 'caller'))
    throw new ConfigError(
      'MCP_KEYS, MCP_KEYS_FILE and O2_AUTH=caller say that callers need a key, and --no-auth (O2_NO_AUTH) that nobody does. Remove one of them.',
    );
  const configured = await createKeys(config, (grant) => checkPermissions(catalog, app.view, grant), app);
  const oauth: TokenVerifier | null =
    config.oauthIssuer === null
      ? null
      : createTokenVerifier({
          issuer: config.oauthIssuer,
          audience: config.publicUrl ?? '',
          keysUrl: null,
        });
  const byCaller = config.auth === 'caller';
  const isOpen =
    configured === null && oauth === null && !byCaller && (config.noAuth || isLoopback(config.host));
  let keys: Keys | null = configured;
  if (!isOpen && keys === null && oauth === null && !byCaller) {
    // Nobody knows the credential of the sample, which stands in for API_KEY.
    if (config.demo || (config.apiKey === null && config.apiKeyFile === null)) noKeys(config);
    keys = fallbackKeys(config, app.log);
  }
  const metadata = resourceMetadata(config);
  const challenge = `Bearer realm="openobserve-mcp"${metadata === null ? '' : `, resource_metadata="${metadata.url}"`}`;

  function refused(message: string): HttpRefusal {
    return new HttpRefusal(401, -32001, message, {
      'www-authenticate': byCaller
        ? 'Basic realm="OpenObserve"'
        : `${challenge}, error="invalid_token", error_description="${message.replaceAll('"', "'")}"`,
    });
  }

  /** A key may stand in X-API-Key, and in Authorization with or without Bearer before it. */
  function grantOf(header: (name: string) => string | null, live: Keys): KeyPermissions | null {
    const apiKey = header('x-api-key');
    const authorization = byCaller ? null : header('authorization');
    const presented = [apiKey, authorization, authorization?.replace(/^bearer\s+/i, '')];
    for (const key of presented) {
      const grant = key ? live.find(key.trim()) : null;
      if (grant) return grant;
    }
    return null;
  }

  /** @throws {HttpRefusal} 403, as RFC 6750 has it */
  function requireScope({ scope, scp }: Readonly<Record<string, unknown>>): void {
    const wanted = config.oauthScope;
    const given = [scope, scp].flat().flatMap((each) => (typeof each === 'string' ? each.split(' ') : []));
    if (wanted === null || given.includes(wanted)) return;
    throw new HttpRefusal(403, -32001, `The token lacks the scope "${wanted}" that this server asks for.`, {
      'www-authenticate': `${challenge}, error="insufficient_scope", scope="${wanted}"`,
    });
  }

  async function byToken(header: (name: string) => string | null): Promise<Admitted | null> {
    const token = (header('authorization') ?? '').replace(/^bearer\s+/i, '');
    if (oauth === null || !isJwt(token)) return null;
    const claims = await oauth.verify(token);
    if (claims === null) return null;
    requireScope(claims);
    // Whoever may write any address into an account must not become the person of that address.
    const isVerified = claims.email_verified === true || claims.email_verified === 'true';
    const user = firstName([isVerified ? claims.email : null, claims.sub]);
    if (user === null) return null;
    return {
      grant: defaultPermissions('oauth'),
      authorization: null,
      identity: { user, verifiedBy: 'oauth' },
    };
  }

  function withCredential(header: (name: string) => string | null, grant: KeyPermissions): Admitted {
    const value = header('authorization')?.trim();
    if (!value)
      throw refused(
        'Send your OpenObserve credential in the Authorization header, as "Basic ..." or as base64 of email:token.',
      );
    try {
      return { grant, authorization: callerAuthorization(value), identity: null };
    } catch {
      throw refused(
        'The Authorization header holds no OpenObserve credential: it must be "Basic ...", "Bearer ...", or the base64 of email:token.',
      );
    }
  }

  return {
    isOpen,
    async admit(header) {
      if (isOpen)
        return {
          grant: defaultPermissions(config.noAuth ? 'anyone' : 'local'),
          authorization: null,
          identity: null,
        };
      const grant = keys === null ? null : grantOf(header, keys);
      if (byCaller) {
        if (keys !== null && grant === null)
          throw refused(
            'This server needs one of its keys in X-API-Key, beside your OpenObserve credential in Authorization.',
          );
        return withCredential(header, grant ?? defaultPermissions('caller'));
      }
      if (grant) return { grant, authorization: null, identity: null };
      const admitted = await byToken(header);
      if (admitted) return admitted;
      throw refused(
        'This server needs a key: send it as "Authorization: Bearer KEY" or "X-API-Key: KEY". The one sent is missing, wrong or no longer valid.',
      );
    },
  };
}

/** A credential in one form, however it was written: OpenObserve takes an e-mail in capitals for the same account. */
function accountIn(authorization: string): string {
  const [scheme, value = ''] = authorization.split(' ');
  if (scheme !== 'Basic') return authorization;
  const pair = Buffer.from(value, 'base64').toString('utf8');
  const colon = pair.indexOf(':');
  if (colon < 0) return authorization;
  return `${pair.slice(0, colon).trim().normalize('NFKC').toLowerCase()}${pair.slice(colon)}`;
}

/** Tells callers apart without saying who they are: for approvals, audit lines and rates. */
export function callerName({ grant, authorization }: Admitted, identity: Identity | null): string {
  if (authorization !== null)
    return `${grant.name}/${createHash('sha256').update(accountIn(authorization)).digest('base64url').slice(0, 16)}`;
  return identity === null ? grant.name : `${grant.name}/${foldedName(identity.user)}`;
}
