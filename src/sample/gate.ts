import { timingSafeEqual } from 'node:crypto';
import { Refusal } from './refusal.ts';

export interface Credentials {
  readonly email: string;
  readonly token: string;
}

const ORGANIZATION = 'default';

function isRight({ email, token }: Credentials, authorization: string): boolean {
  const wanted = Buffer.from(`Basic ${Buffer.from(`${email}:${token}`).toString('base64')}`);
  const given = Buffer.from(authorization);
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}

/**
 * Credentials first, then the organisation, as in OpenObserve. `target` is the request's path as it was sent.
 * @throws {Refusal} 401 or 404 in the real server's words
 */
export function refuseStrangers(
  credentials: Credentials,
  authorization: string | undefined,
  target: string,
): void {
  if (authorization === undefined) throw new Refusal(401, { code: 401, message: 'Unauthorized Access' });
  if (!isRight(credentials, authorization)) {
    throw new Refusal(401, authorization.startsWith('Bearer ') ? 'Not Supported' : 'Unauthorized Access', {
      headers: { 'www-authenticate': 'Bearer realm="openobserve"' },
      isUntyped: true,
    });
  }
  const segments = (target.split('?')[0] ?? '').split('/').slice(2);
  // The real server keeps dot segments as names; here they would have been resolved to another path.
  if (segments[0] === '' || segments.includes('.') || segments.includes('..')) throw new Refusal(404, '');
  if (segments[0] !== ORGANIZATION && segments[0] !== 'organizations')
    throw new Refusal(404, 'Organization not found');
}
