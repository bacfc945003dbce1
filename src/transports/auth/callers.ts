import type { App } from '../../server/app.ts';
import { ConfigError, InputError } from '../../errors.ts';
import type { Instance } from '../../server/instance.ts';
import type { Run } from '../../server/run.ts';
import type { Caller } from '../../server/caller.ts';
import type { Origin } from '../../telemetry/records.ts';
import { type Admitted, callerName } from './admission.ts';
import { type Backend, createIdentities } from './identities.ts';
import { type Identity, identityOf, type MetaUser } from './identity.ts';
import type { JsonRpcMessage } from '../json-rpc.ts';
import { createTokenVerifier } from './token-verifier.ts';
import { callerView } from './caller-view.ts';

/** Turns what came in with a request into who calls, what they see, and as whom they act. */
export interface Callers {
  /**
   * @throws {HttpRefusal} when the person's token is not valid
   * @throws {InputError} when the address names a profile or toolset that does not exist
   */
  of(request: CallerRequest): Promise<Caller>;
}

/** The parts of a request that say who it is from. `message` is the first of its body, empty where there is none. */
export interface CallerRequest {
  readonly admitted: Admitted;
  readonly clientAddress: string;
  readonly header: (name: string) => string | null;
  readonly query: URLSearchParams;
  readonly message: JsonRpcMessage;
}

const LONGEST_ID = 128;
const REQUEST_IDS = [
  ['kong_request_id', 'x-kong-request-id'],
  ['cf_ray', 'cf-ray'],
  ['correlation_id', 'x-correlation-id'],
] as const;

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

/** A credential is for one OpenObserve, and it is not said for which. */
const refuseLooseCredential: Run = async () => {
  throw new InputError(
    'Several OpenObserves are behind this address, and your credential is for one of them: say which in the address, as in /mcp?instance=NAME.',
    { code: 'instance_missing' },
  );
};

/** The e-mail in a credential; that of a token is not to be had. */
function accountOf(backend: Backend | null): string {
  if (backend === null) return 'none';
  if (backend.authorization === null) return 'own';
  const [scheme, value = ''] = backend.authorization.split(' ');
  const pair = scheme === 'Basic' ? Buffer.from(value, 'base64').toString('utf8') : '';
  return pair.includes(':') ? pair.slice(0, pair.indexOf(':')) : 'token';
}

function originOf(
  request: CallerRequest,
  identity: Identity | null,
  backends: readonly (Backend | null)[],
): Origin {
  const { admitted, header, clientAddress } = request;
  const requestIds: Record<string, string> = {};
  for (const [field, name] of REQUEST_IDS) {
    const id = header(name);
    if (id !== null) requestIds[field] = id.slice(0, LONGEST_ID);
  }
  const length = header('content-length');
  return {
    transport: 'http',
    caller: callerName(admitted, identity),
    key: admitted.grant.name,
    gateway: admitted.grant.gateway,
    user: identity?.user ?? null,
    verifiedBy: identity?.verifiedBy ?? null,
    account: [...new Set(backends.map(accountOf))].join(','),
    clientAddress,
    client: header('user-agent'),
    requestIds,
    bytesIn: length === null ? null : Number(length),
    traceparent: header('traceparent'),
    tracestate: header('tracestate'),
  };
}

/** @throws {ConfigError} when the file of identities is wrong */
export async function createCallers(app: App): Promise<Callers> {
  const { config, catalog } = app;
  if ((config.accessTeam === null) !== (config.accessAudience === null))
    throw new ConfigError(
      'O2_ACCESS_TEAM and O2_ACCESS_AUDIENCE go together: both are needed to verify tokens of Cloudflare Access.',
    );
  const identities = await createIdentities(app);
  const access =
    config.accessTeam === null || config.accessAudience === null
      ? null
      : createTokenVerifier({
          issuer: config.accessTeam,
          audience: config.accessAudience,
          keysUrl: `${config.accessTeam}/cdn-cgi/access/certs`,
        });

  return {
    async of(request) {
      const { admitted, header, query, message } = request;
      const { grant } = admitted;
      const user = message.params?._meta?.user as MetaUser;
      const identity = admitted.identity ?? (await identityOf(grant, header, user, access));
      const backendIn = (instance: string | null): Backend | null =>
        admitted.authorization === null
          ? identities.backendOf(grant, identity, instance)
          : { authorization: admitted.authorization, readOnly: false };
      const isReadOnly = (instance: string | null) => backendIn(instance)?.readOnly ?? false;
      const view = callerView(catalog, app.view, grant, isReadOnly, query);
      const names = view.options.instances?.map(({ name }) => name) ?? [null];
      const isOfSeveral = admitted.authorization !== null && names.length > 1;
      const runOf = ({ name, run, runAs }: Instance): Run => {
        const backend = backendIn(name);
        if (backend === null) return refusing(identity?.user ?? null, grant.name);
        return backend.authorization === null ? run : runAs(backend.authorization);
      };
      const origin = originOf(request, identity, names.map(backendIn));
      return {
        name: origin.caller,
        view,
        run: isOfSeveral ? refuseLooseCredential : app.instances.runFor(runOf),
        origin,
      };
    },
  };
}
