import { createCipheriv, createDecipheriv, createHash, createHmac, randomBytes } from 'node:crypto';
import { parseExact, stringifyExact } from '../json/exact-json.ts';
import type { SharedState } from './shared-state.ts';

/** What one replica has read and another need not. It may be away at any time, and is never a reason to fail. */
export interface SealedCache {
  /** What was put, or what `read` gives, which is put for others. JSON values. */
  through<T>(key: string, lifeMs: number, read: () => Promise<T>): Promise<T>;
}

const ALGORITHM = 'aes-256-gcm';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/**
 * `scope` tells apart what may not be shown to one another: an OpenObserve, and a credential of it. In the store neither
 * keys nor values can be read, nor changed unseen, without the key that replicas share.
 */
export function createSealedCache(state: SharedState, stateKey: string, scope: () => string): SealedCache {
  const secret = createHash('sha256').update(`cache:${stateKey}`).digest();

  function seal(at: string, value: unknown): string {
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv(ALGORITHM, secret, nonce).setAAD(Buffer.from(at));
    const body = Buffer.concat([cipher.update(stringifyExact(value)), cipher.final()]);
    return Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64');
  }

  /** @throws when it was sealed by another key, for another place, or changed */
  function open(at: string, text: string): unknown {
    const sealed = Buffer.from(text, 'base64');
    const nonce = sealed.subarray(0, NONCE_BYTES);
    const decipher = createDecipheriv(ALGORITHM, secret, nonce, { authTagLength: TAG_BYTES })
      .setAAD(Buffer.from(at))
      .setAuthTag(sealed.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
    const body = sealed.subarray(NONCE_BYTES + TAG_BYTES);
    return parseExact(Buffer.concat([decipher.update(body), decipher.final()]).toString());
  }

  return {
    async through<T>(key: string, lifeMs: number, read: () => Promise<T>): Promise<T> {
      const at = `cache:${createHmac('sha256', secret)
        .update(stringifyExact([scope(), key]))
        .digest('base64url')}`;
      const known = await state
        .get(at)
        .then((text) => (text === null ? undefined : (open(at, text) as T)))
        .catch(() => undefined);
      if (known !== undefined) return known;
      const value = await read();
      state.set(at, seal(at, value), lifeMs).catch(() => undefined);
      return value;
    },
  };
}
