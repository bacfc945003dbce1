import { ConfigError, InputError } from '../errors.ts';
import { textOf } from '../json/exact-json.ts';
import { readAnswer, valueAt } from './answer.ts';
import type { Arguments, ToolRow } from '../contract/tool.ts';
import type { OpenObserveClient } from './client.ts';
import { refusalOf } from './refusals.ts';

/** Finds out which organization a call is about. */
export interface Organizations {
  /**
   * The organization of a call: the one asked for, else `O2_ORG`, else the only one that the credential sees.
   * @throws {InputError} when the one asked for is not allowed by `O2_ORGS`
   * @throws {ConfigError} when there are several and none is named
   */
  choose(asked: unknown, signal: AbortSignal): Promise<string>;
  /**
   * Hold every organization that arguments name, at any depth, against `O2_ORGS`.
   * @throws {InputError} when one is not allowed, or the call writes and is about none
   */
  check(row: Pick<ToolRow, 'name' | 'access' | 'places'>, args: Readonly<Arguments>): void;
  /** The rows of a list without organizations that `O2_ORGS` does not allow; rows of other lists as they are. */
  allowedRows(list: ToolRow, rows: readonly unknown[]): readonly unknown[];
}

/** Keys that name an organization wherever they stand, and those that do among the arguments themselves. */
const NAMES_ORGANIZATION = /^(\w*_)?org_?id(entifier)?$/i;
const NAMES_AT_TOP = /^org(ani[sz]ation)?$/i;

interface OrganizationsOptions {
  readonly client: OpenObserveClient;
  readonly org: string | null;
  readonly orgs: readonly string[];
}

/** `O2_ORG` unset means the only organization, else the message names them. */
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
    const { data = [] } = readAnswer(response) as { data?: Array<{ identifier?: string }> };
    const names = data
      .map((item) => item.identifier)
      .filter((name): name is string => typeof name === 'string' && name !== '_meta');
    const allowed = orgs.length > 0 ? names.filter((name) => orgs.includes(name)) : names;
    if (allowed.length === 1 && allowed[0] !== undefined) return allowed[0];
    if (allowed.length === 0)
      throw new ConfigError(
        'The credential has access to no organization. Set O2_ORG, or use a credential that is a member of one.',
      );
    throw new ConfigError(
      `There are several organizations: ${allowed.join(', ')}. Give org_id with the call, or set O2_ORG.`,
      { code: 'organization_missing' },
    );
  }

  const isAllowed = (name: string) => orgs.length === 0 || orgs.includes(name);

  function refused(name: string): InputError {
    return new InputError(`Organization "${name}" is not allowed here. Allowed: ${orgs.join(', ')}.`, {
      code: 'organization_not_allowed',
    });
  }

  function checkNamed(value: unknown, isTop: boolean): void {
    if (typeof value !== 'object' || value === null) return;
    for (const [key, item] of Object.entries(value)) {
      const isName = NAMES_ORGANIZATION.test(key) || (isTop && NAMES_AT_TOP.test(key));
      const names = isName ? [item].flat().filter((name) => name !== undefined && name !== null) : [];
      for (const name of names) if (name !== '' && !isAllowed(textOf(name))) throw refused(textOf(name));
      if (!isName) checkNamed(item, false);
    }
  }

  return {
    check(row, args) {
      if (orgs.length === 0) return;
      if (row.access !== 'read' && row.places.org_id === undefined)
        throw new InputError(
          `${row.name} is about no organization of O2_ORGS, so it is not allowed here. Allowed: ${orgs.join(', ')}.`,
          { code: 'organization_not_allowed' },
        );
      // Records are what others wrote: a field of theirs names nothing here.
      const { content: _, events: __, ...named } = args;
      checkNamed(named, true);
    },
    allowedRows(list, rows) {
      const { names } = list;
      if (orgs.length === 0 || names === null || !('org_id' in names.arguments)) return rows;
      return rows.filter((row) => isAllowed(textOf(valueAt(row, names.id))));
    },
    async choose(asked, signal) {
      const wanted = asked === undefined || asked === null || asked === '' ? org : textOf(asked);
      if (wanted !== null) {
        if (!isAllowed(wanted)) throw refused(wanted);
        return wanted;
      }
      only ??= await findOnly(signal);
      return only;
    },
  };
}
