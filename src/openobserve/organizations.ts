import { ConfigError, InputError } from '../errors.ts';
import { parseExact, textOf } from '../json/exact-json.ts';
import type { OpenObserveClient } from './client.ts';
import { refusalOf } from './refusals.ts';

/** Finds out which organisation a call is about. */
export interface Organizations {
  /**
   * The organisation of a call: the one asked for, else `O2_ORG`, else the only one that the credential sees.
   * @throws {InputError} when the one asked for is not allowed by `O2_ORGS`
   * @throws {ConfigError} when there are several and none is named
   */
  choose(asked: unknown, signal: AbortSignal): Promise<string>;
}

interface OrganizationsOptions {
  readonly client: OpenObserveClient;
  readonly org: string | null;
  readonly orgs: readonly string[];
}

/** @see design.md 11: `O2_ORG` unset means the only organisation, else the message names them. */
export function createOrganizations({ client, org, orgs }: OrganizationsOptions): Organizations {
  let only: string | null = null;

  async function findOnly(signal: AbortSignal): Promise<string> {
    const request = {
      method: 'GET',
      path: '/api/organizations',
      query: [],
      contentType: null,
      body: null,
      access: 'read',
    } as const;
    const response = await client.send(request, signal);
    const refusal = refusalOf(response, { tool: 'get_user_organizations', edition: 'all', isWrite: false });
    if (refusal) throw refusal;
    const { data = [] } = parseExact(response.text) as { data?: Array<{ identifier?: string }> };
    const names = data
      .map((item) => item.identifier)
      .filter((name): name is string => typeof name === 'string' && name !== '_meta');
    const allowed = orgs.length > 0 ? names.filter((name) => orgs.includes(name)) : names;
    if (allowed.length === 1 && allowed[0] !== undefined) return allowed[0];
    if (allowed.length === 0)
      throw new ConfigError(
        'The credential sees no organisation. Set O2_ORG, or use a credential that is a member of one.',
      );
    throw new ConfigError(
      `There are several organisations: ${allowed.join(', ')}. Give org_id with the call, or set O2_ORG.`,
      { code: 'organization_missing' },
    );
  }

  return {
    async choose(asked, signal) {
      const wanted = asked === undefined || asked === null || asked === '' ? org : textOf(asked);
      if (wanted !== null) {
        if (orgs.length > 0 && !orgs.includes(wanted)) {
          throw new InputError(`Organisation "${wanted}" is not allowed here. Allowed: ${orgs.join(', ')}.`, {
            code: 'organization_not_allowed',
          });
        }
        return wanted;
      }
      only ??= await findOnly(signal);
      return only;
    },
  };
}
