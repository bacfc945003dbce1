import { createHash } from 'node:crypto';
import { stringifyExact } from '../../json/exact-json.ts';

/** Identifiers of the forms that OpenObserve gives. */
export interface Ids {
  /** A whole number beyond 2^53 as text: milliseconds since the epoch, and a count below. */
  snowflake(): string;
  /** 27 letters and digits: seconds, and chance. */
  ksuid(): string;
}

const FIRST_MS = Date.UTC(2026, 0, 1);
const COUNT_BITS = 22n;
const KSUID_EPOCH_SECONDS = 1_400_000_000;
const KSUID_LENGTH = 27;
const BASE_62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** Whether a text has the form of a KSUID, which OpenObserve uses as an ID. */
export const isKsuid = (text: string) => /^[0-9A-Za-z]{27}$/.test(text);

/** Ids count on from one moment, so that what is there at the start has the same ones in every process. */
export function createIds(): Ids {
  let count = 0;
  return {
    snowflake() {
      count += 1;
      return ((BigInt(FIRST_MS) << COUNT_BITS) + BigInt(count)).toString();
    },
    ksuid() {
      count += 1;
      const seconds = FIRST_MS / 1000 - KSUID_EPOCH_SECONDS + count;
      const chance = createHash('sha256').update(`sample ${count}`).digest('hex').slice(0, 32);
      let rest = (BigInt(seconds) << 128n) | BigInt(`0x${chance}`);
      let text = '';
      while (text.length < KSUID_LENGTH) {
        text = BASE_62[Number(rest % 62n)] + text;
        rest /= 62n;
      }
      return text;
    },
  };
}

/** The hash of a dashboard: a whole number up to 2^64 as text, which its content alone decides. */
export function contentHash(content: unknown): string {
  return createHash('sha256').update(stringifyExact(content)).digest().readBigUInt64BE().toString();
}
