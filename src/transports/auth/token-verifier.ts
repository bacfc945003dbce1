import type { JWTPayload, JWTVerifyGetKey } from 'jose';

/** Checks signed tokens of one issuer. */
export interface TokenVerifier {
  /** What the token says; null when it is none of this issuer, for another audience, expired or forged. */
  verify(token: string): Promise<JWTPayload | null>;
}

interface VerifierOptions {
  readonly issuer: string;
  readonly audience: string;
  /** Address of the issuer's public keys; null to ask its metadata for it. */
  readonly keysUrl: string | null;
}

const METADATA = ['/.well-known/oauth-authorization-server', '/.well-known/openid-configuration'];
const METADATA_TIMEOUT_MS = 5000;
/** A key that the issuer has withdrawn counts no longer than this. */
const KEYS_LIFE_MS = 60_000;

async function findKeysUrl(issuer: string): Promise<string> {
  for (const path of METADATA) {
    const response = await fetch(issuer + path, {
      redirect: 'error',
      signal: AbortSignal.timeout(METADATA_TIMEOUT_MS),
    });
    const metadata = response.ok ? ((await response.json()) as { jwks_uri?: unknown }) : {};
    if (typeof metadata.jwks_uri === 'string') return metadata.jwks_uri;
  }
  throw new Error(`The metadata of ${issuer} names no keys.`);
}

/** The verifier fetches the issuer's keys with the first token, and again when a token names a new one. */
export function createTokenVerifier({ issuer, audience, keysUrl }: VerifierOptions): TokenVerifier {
  let keys: Promise<JWTVerifyGetKey> | null = null;

  async function loadKeys(): Promise<JWTVerifyGetKey> {
    const { createRemoteJWKSet } = await import('jose');
    return createRemoteJWKSet(new URL(keysUrl ?? (await findKeysUrl(issuer))), { cacheMaxAge: KEYS_LIFE_MS });
  }

  return {
    async verify(token) {
      const { jwtVerify } = await import('jose');
      keys ??= loadKeys();
      try {
        return (await jwtVerify(token, await keys, { issuer, audience, requiredClaims: ['exp'] })).payload;
      } catch {
        // An issuer that could not be reached is asked again with the next token.
        await keys.catch(() => {
          keys = null;
        });
        return null;
      }
    },
  };
}
