import { HttpRefusal } from '../refusal.ts';

/** Bytes of bodies that are larger than `FREE_BYTES` and held at once, by all callers and by one. */
const MOST_BYTES = 32 * 1024 ** 2;
const MOST_BYTES_OF_ONE = 16 * 1024 ** 2;
/** An ordinary call is shorter, and is never refused for the bodies of others. */
export const FREE_BYTES = 32 * 1024;

/** Requests that are answered at once, by all callers and by one. */
const MOST_CALLS = 2000;
const MOST_CALLS_OF_ONE = 500;
/** Answers without an end, such as a subscription. */
const MOST_STREAMS = 500;
const MOST_STREAMS_OF_ONE = 50;

/** Connections at once; each may hold a body that is not whole yet. */
export const MOST_CONNECTIONS = 2000;

/** Adds up what requests hold, so that many together cost no more than the process has. */
export interface LoadLimits {
  /**
   * Counts the bytes that a body may have for whoever sends it. Answers with what gives them back.
   * @throws {HttpRefusal} 503 when all bodies together hold too much, 429 when those of this sender do
   */
  hold(sender: string, bytes: number): () => void;
  /**
   * Counts a request under way, or an answer without an end. Answers with what ends it.
   * @throws {HttpRefusal} 503 when there are too many, 429 when this caller has too many
   */
  enter(caller: string, isStream: boolean): () => void;
}

/** Amounts by owner, with a cap on each and on all. */
function createShares(most: number, mostOfOne: number, what: string) {
  const byOwner = new Map<string, number>();
  let total = 0;
  function add(owner: string, amount: number): void {
    const own = (byOwner.get(owner) ?? 0) + amount;
    total += amount;
    if (own > 0) byOwner.set(owner, own);
    else byOwner.delete(owner);
  }
  return (owner: string, amount: number): (() => void) => {
    const refusal = (status: number, whose: string) =>
      new HttpRefusal(status, -32003, `${whose} ${what}. Wait until some have ended.`, {
        'retry-after': '1',
      });
    if ((byOwner.get(owner) ?? 0) + amount > mostOfOne) throw refusal(429, 'This caller has too many');
    if (total + amount > most) throw refusal(503, 'This server has too many');
    add(owner, amount);
    let isHeld = true;
    return () => {
      if (isHeld) add(owner, -amount);
      isHeld = false;
    };
  };
}

/** Limit large bodies, calls and subscriptions in flight, in all and for each caller; beyond that 429 or 503. */
export function createLoadLimits(): LoadLimits {
  const hold = createShares(MOST_BYTES, MOST_BYTES_OF_ONE, 'large request bodies under way');
  const calls = createShares(MOST_CALLS, MOST_CALLS_OF_ONE, 'calls under way');
  const streams = createShares(MOST_STREAMS, MOST_STREAMS_OF_ONE, 'subscriptions open');
  return { hold, enter: (caller, isStream) => (isStream ? streams : calls)(caller, 1) };
}
