import { randomBytes, randomInt } from 'node:crypto';

const KINDS = ['abcdefghijkmnopqrstuvwxyz', 'ABCDEFGHJKLMNPQRSTUVWXYZ', '23456789', '!#%*+-=?@_'] as const;

/** A first password: random, and with each kind of character that OpenObserve wants. */
export function firstPassword(): string {
  const each = KINDS.map((kind) => kind[randomInt(kind.length)]).join('');
  return `${randomBytes(12).toString('base64url')}${each}`;
}
