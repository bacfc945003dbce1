import { ConfigError } from '../../errors.ts';
import type { App } from '../../server/app.ts';
import { authorizationFrom } from '../../openobserve/credentials.ts';
import type { KeyPermissions } from './key-permissions.ts';
import { foldedName, type Identity } from './identity.ts';
import { settingsParser } from '../../config/settings-file.ts';
import { watchFile } from '../../config/watched-file.ts';

/** As whom a person acts in OpenObserve. */
export interface Backend {
  /** Authorization header for OpenObserve; null for the server's own credential. */
  readonly authorization: string | null;
  readonly readOnly: boolean;
}

/** The table of people and credentials. */
export interface Identities {
  /** `instance`: the OpenObserve, where there are several. Null when the person, or a gateway's call without one, is refused. */
  backendOf(grant: KeyPermissions, identity: Identity | null, instance: string | null): Backend | null;
}

interface Person extends Backend {
  readonly user: string;
  readonly key: string | null;
  /** The OpenObserve that it is about; null where there is one alone, or for all. */
  readonly instance: string | null;
}

interface People {
  readonly people: readonly Person[];
  readonly others: Backend | null;
}

const NOBODY: People = { people: [], others: null };

const OWN: Backend = { authorization: null, readOnly: false };

function toAuthorization(credential: string | undefined, who: string): string | null {
  if (credential === undefined) return null;
  try {
    return authorizationFrom(credential);
  } catch (error) {
    throw new ConfigError(
      `The credential of ${who} in the file named by O2_IDENTITIES_FILE has none of the known forms: "email:token", "Basic ...", "Bearer ...", or the base64 of email:token.`,
      { cause: error },
    );
  }
}

/** A credential is for one OpenObserve, and never shown to another. */
function checkInstances(people: readonly Person[], others: Backend | null): void {
  const loose = [...people.filter(({ instance }) => instance === null), ...(others === null ? [] : [others])];
  if (loose.some(({ authorization }) => authorization !== null))
    throw new ConfigError(
      'The file named by O2_IDENTITIES_FILE must say with each credential for which instance of O2_INSTANCES_FILE it is.',
    );
}

async function peopleParser(): Promise<(text: string) => People> {
  return settingsParser('O2_IDENTITIES_FILE', ({ array, boolean, literal, strictObject, string, union }) => {
    const person = strictObject({
      user: string().min(1),
      key: string().min(1).optional(),
      instance: string().min(1).optional(),
      credential: string().min(1).optional(),
      read_only: boolean().optional(),
    });
    const others = union([
      literal('refuse'),
      strictObject({ credential: string().min(1).optional(), read_only: boolean().optional() }),
    ]);
    return strictObject({ people: array(person).optional(), others: others.optional() }).transform(
      (file) => ({
        people: (file.people ?? []).map((item) => ({
          user: foldedName(item.user),
          key: item.key ?? null,
          instance: item.instance ?? null,
          authorization: toAuthorization(item.credential, item.user),
          readOnly: item.read_only ?? false,
        })),
        others:
          file.others === undefined || file.others === 'refuse'
            ? null
            : {
                authorization: toAuthorization(file.others.credential, '"others"'),
                readOnly: file.others.read_only ?? false,
              },
      }),
    );
  });
}

/**
 * The table of `O2_IDENTITIES_FILE`; without one everybody acts with the server's own credential.
 * It is about gateways and tokens only: callers with plain keys, and those on loopback, use the server's own.
 * @throws {ConfigError} one line on what is wrong
 */
export async function createIdentities({
  config: { identitiesFile, instancesFile },
  log,
  hideSecrets,
}: Pick<App, 'config' | 'log' | 'hideSecrets'>): Promise<Identities> {
  if (identitiesFile === null) return { backendOf: () => OWN };
  const read = await peopleParser();
  const parse = (text: string): People => {
    const found = read(text);
    if (instancesFile !== null) checkInstances(found.people, found.others);
    const credentials = [...found.people, ...(found.others === null ? [] : [found.others])];
    hideSecrets(
      'O2_IDENTITIES_FILE',
      credentials.flatMap(({ authorization }) => authorization ?? []),
    );
    return found;
  };
  const file = watchFile({
    path: identitiesFile,
    variable: 'O2_IDENTITIES_FILE',
    parse,
    nothing: NOBODY,
    log,
  });
  return {
    backendOf(grant, identity, instance) {
      if (grant.gateway === null && identity === null) return OWN;
      const { people, others } = file.current();
      const user = identity === null ? null : foldedName(identity.user);
      const mine = people
        .filter((person) => person.user === user && [null, instance].includes(person.instance))
        .sort((a, b) => Number(a.instance === null) - Number(b.instance === null));
      return mine.find(({ key }) => key === grant.name) ?? mine.find(({ key }) => key === null) ?? others;
    },
  };
}
