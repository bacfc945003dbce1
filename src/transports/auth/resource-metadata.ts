import { getOAuthProtectedResourceMetadataUrl } from '@modelcontextprotocol/server';
import type { Config } from '../../config/options.ts';
import { ConfigError } from '../../errors.ts';

/** What clients are told who look for the OAuth server of this one (RFC 9728). */
export interface ResourceMetadata {
  /** Address of the document, for the challenge of a 401. */
  readonly url: string;
  readonly document: object;
}

/**
 * Null without `O2_OAUTH_ISSUER`. Addresses come from the settings, never from the Host of a request.
 * @throws {ConfigError} when the public address is missing
 */
export function resourceMetadata({ oauthIssuer, oauthScope, publicUrl }: Config): ResourceMetadata | null {
  if (oauthIssuer === null) return null;
  if (publicUrl === null)
    throw new ConfigError(
      'O2_OAUTH_ISSUER needs O2_PUBLIC_URL: the address of this server that tokens are made for.',
    );
  return {
    url: getOAuthProtectedResourceMetadataUrl(new URL(publicUrl)),
    document: {
      resource: publicUrl,
      authorization_servers: [oauthIssuer],
      ...(oauthScope === null ? {} : { scopes_supported: [oauthScope] }),
      bearer_methods_supported: ['header'],
      resource_name: 'OpenObserve',
    },
  };
}
