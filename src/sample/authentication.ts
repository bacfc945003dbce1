import { organizationsOf } from './organizations.ts';
import { Refusal } from './http/refusal.ts';
import { isSecret, peopleOf } from './objects/people.ts';
import type { World } from './objects/world.ts';

/** What a caller of the sample shows by Basic authentication. */
export interface Credentials {
  readonly email: string;
  readonly token: string;
}

interface Caller {
  readonly email: string;
  /** Organizations that the caller is in; null for root, who is in all. */
  readonly organizations: ReadonlyMap<string, unknown> | null;
}

const ONE_SEGMENT = 'organizations';

/** Who sends these credentials: root, or somebody that was made. */
function callerOf(world: World, root: Credentials, authorization: string): Caller | null {
  if (!authorization.startsWith('Basic ')) return null;
  const text = Buffer.from(authorization.slice('Basic '.length), 'base64').toString();
  const colon = text.indexOf(':');
  const email = text.slice(0, Math.max(colon, 0)).toLowerCase();
  const secret = text.slice(colon + 1);
  if (email === root.email.toLowerCase() && isSecret(secret, root.token))
    return { email: root.email, organizations: null };
  const person = peopleOf(world).get(email);
  return person && isSecret(secret, person.secret) ? { email, organizations: person.memberships } : null;
}

/**
 * Credentials first, then the organization, as in OpenObserve; the e-mail of who calls.
 * `target` is the request's path as it was sent.
 * @throws {Refusal} 401 or 404 in the real server's words
 */
export function admit(
  world: World,
  root: Credentials,
  authorization: string | undefined,
  target: string,
): string {
  if (authorization === undefined) throw new Refusal(401, { code: 401, message: 'Unauthorized Access' });
  const stranger = () =>
    new Refusal(401, authorization.startsWith('Bearer ') ? 'Not Supported' : 'Unauthorized Access', {
      headers: { 'www-authenticate': 'Bearer realm="openobserve"' },
      isUntyped: true,
    });
  const caller = callerOf(world, root, authorization);
  if (!caller) throw stranger();
  const segments = (target.split('?')[0] ?? '').split('/').slice(2);
  const organization = segments[0] === 'v2' ? segments[1] : segments[0];
  if (organization === ONE_SEGMENT) return caller.email;
  if (organization === undefined || organization === '') throw new Refusal(404, '');
  if (!organizationsOf(world).has(organization)) throw new Refusal(404, 'Organization not found');
  if (caller.organizations !== null && !caller.organizations.has(organization)) throw stranger();
  return caller.email;
}
