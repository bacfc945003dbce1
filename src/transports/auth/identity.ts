import type { GatewayKind, KeyPermissions } from './key-permissions.ts';
import { HttpRefusal } from '../refusal.ts';
import type { TokenVerifier } from './token-verifier.ts';

/** A person, and who vouches for them. */
export interface Identity {
  readonly user: string;
  readonly verifiedBy: string;
}

type ReadHeader = (name: string) => string | null;

/** `_meta.user` of a call, as ContextForge sends it. */
export type MetaUser = string | { readonly email?: unknown; readonly id?: unknown } | undefined;

const LONGEST_NAME = 256;

/** The first of some that can be the name of a person; null for none. */
export function firstName(values: readonly unknown[]): string | null {
  for (const value of values) {
    const name = typeof value === 'string' ? value.trim() : '';
    if (name !== '' && name.length <= LONGEST_NAME) return name;
  }
  return null;
}

/** A letter in lower case. One that would only then be a letter of ASCII, as the sign for kelvin, stays what it is. */
function folded(letter: string): string {
  const lower = letter.toLowerCase();
  return letter > '\u007f' && lower <= '\u007f' ? letter : lower;
}

/** A name as names are compared: capitals make no other person, and letters that look like others do. */
export const foldedName = (name: string): string => Array.from(name, folded).join('');

/** Anything but a plain no: a header that came twice, or in capitals, is no reason to believe a name. */
const isAnonymous = (value: string | null) => value !== null && value.trim().toLowerCase() !== 'false';

/** How each gateway names the person. A header that another gateway would set is not looked at: this one may let it through. */
const NAMES: Readonly<Record<GatewayKind, (header: ReadHeader, user: MetaUser) => string | null>> = {
  kong: (header) =>
    isAnonymous(header('x-anonymous-consumer'))
      ? null
      : firstName([header('x-consumer-username'), header('x-consumer-custom-id'), header('x-consumer-id')]),
  contextforge: (header, user) => {
    const [email, id] = [header('x-forwarded-user-email'), header('x-forwarded-user-id')];
    // What the client itself may have written counts only where the gateway wrote nothing at all.
    if (email !== null || id !== null) return firstName([email ?? id]);
    return firstName(typeof user === 'object' && user !== null ? [user.email, user.id] : [user]);
  },
  cloudflare: () => null,
  bifrost: () => null,
};

const ACCESS_HEADER = 'cf-access-jwt-assertion';

/** Who stands behind the request of a gateway, as far as it says so in a way that can be believed; null for nobody. */
export async function identityOf(
  { gateway, identityHeader }: KeyPermissions,
  header: ReadHeader,
  user: MetaUser,
  access: TokenVerifier | null,
): Promise<Identity | null> {
  if (gateway === null) return null;
  if (gateway === 'cloudflare' && access !== null) return accessIdentity(header(ACCESS_HEADER), access);
  const name = identityHeader === null ? NAMES[gateway](header, user) : firstName([header(identityHeader)]);
  return name === null ? null : { user: name, verifiedBy: gateway };
}

async function accessIdentity(token: string | null, access: TokenVerifier): Promise<Identity | null> {
  if (token === null) return null;
  const claims = await access.verify(token);
  const user = claims && firstName([claims.email, claims.common_name, claims.sub]);
  if (user) return { user, verifiedBy: 'cloudflare-access' };
  throw new HttpRefusal(
    401,
    -32001,
    'The Cf-Access-Jwt-Assertion header is not valid here: its signature, issuer, audience or time is wrong.',
  );
}
