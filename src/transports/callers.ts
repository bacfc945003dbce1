import type { App } from '../app.ts';
import { ConfigError, InputError } from '../errors.ts';
import type { Run } from '../run.ts';
import type { Caller } from '../server.ts';
import { type Admitted, callerName } from './admission.ts';
import { createIdentities } from './identities.ts';
import { identityOf, type MetaUser } from './identity.ts';
import { messagesOf } from './json-rpc.ts';
import { createTokenVerifier } from './token-verifier.ts';
import { viewFor } from './views.ts';

/** Turns what came in with a request into who calls, what they see, and as whom they act. */
export interface Callers {
  /**
   * @throws {Refused} when the person's token is not valid
   * @throws {InputError} when the address names a profile or toolset that does not exist
   */
  of(request: CallerRequest): Promise<Caller>;
}

/** The parts of a request that say who it is from. `body` is undefined where there is none. */
export interface CallerRequest {
  readonly admitted: Admitted;
  readonly header: (name: string) => string | null;
  readonly query: URLSearchParams;
  readonly body: unknown;
}

function refusing(user: string | null, gateway: string): Run {
  const who =
    user === null ? `Calls through ${gateway} that name no person` : `${user}, named by ${gateway},`;
  return async () => {
    throw new InputError(
      `${who} may not use OpenObserve here. An operator can add the person to the file named by O2_IDENTITIES_FILE.`,
      { code: 'person_refused' },
    );
  };
}

/** @throws {ConfigError} when the file of identities is wrong */
export async function createCallers(app: App): Promise<Callers> {
  const { config, catalog, view, log } = app;
  if ((config.accessTeam === null) !== (config.accessAudience === null))
    throw new ConfigError(
      'O2_ACCESS_TEAM and O2_ACCESS_AUDIENCE go together: both are needed to verify tokens of Cloudflare Access.',
    );
  const identities = await createIdentities(config, log);
  const access =
    config.accessTeam === null || config.accessAudience === null
      ? null
      : createTokenVerifier({
          issuer: config.accessTeam,
          audience: config.accessAudience,
          keysUrl: `${config.accessTeam}/cdn-cgi/access/certs`,
        });

  return {
    async of({ admitted, header, query, body }) {
      const { grant } = admitted;
      const [first] = messagesOf(body);
      const user = first?.params?._meta?.user as MetaUser;
      const identity = admitted.identity ?? (await identityOf(grant, header, user, access));
      const backend =
        admitted.authorization === null
          ? identities.backendOf(grant, identity)
          : { authorization: admitted.authorization, readOnly: false };
      let run = app.run;
      if (backend === null) run = refusing(identity?.user ?? null, grant.name);
      else if (backend.authorization !== null) run = app.runAs(backend.authorization);
      return {
        name: callerName(admitted, identity),
        view: viewFor(catalog, view, grant, backend?.readOnly ?? false, query),
        run,
      };
    },
  };
}
