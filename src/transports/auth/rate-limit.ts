import type { RateLimiterAbstract, RateLimiterRes } from 'rate-limiter-flexible';
import type { SharedState } from '../../state/shared-state.ts';
import type { Rate } from './key-permissions.ts';
import type { JsonRpcMessage } from '../json-rpc.ts';
import { HttpRefusal } from '../refusal.ts';

/** Counts calls by caller, for all replicas that share a store together; while it does not answer each counts its own. */
export interface RateLimits {
  /**
   * Counts the messages that are calls; answers with the headers that say what is left.
   * @throws {HttpRefusal} 429 when nothing is
   */
  take(
    caller: string,
    rate: Rate,
    messages: readonly JsonRpcMessage[],
  ): Promise<Readonly<Record<string, string>>>;
}

/** What gateways send on their own, to see whether a server is well. */
const FREE = new Set([
  'initialize',
  'ping',
  'tools/list',
  'prompts/list',
  'resources/list',
  'resources/templates/list',
  'server/discover',
]);

function headersOf(rate: Rate, { remainingPoints, msBeforeNext }: RateLimiterRes): Record<string, string> {
  return {
    'x-ratelimit-limit': String(rate.count),
    'x-ratelimit-remaining': String(Math.max(0, remainingPoints)),
    'x-ratelimit-reset': String(Math.ceil(msBeforeNext / 1000)),
  };
}

const MOST_NAMES = 10_000;
const OTHERS = '\u0000others';

/** Limit calls per caller in fixed windows. */
export function createRateLimits(state: SharedState | null): RateLimits {
  const limiters = new Map<string, Promise<RateLimiterAbstract>>();
  const known = new Map<string, { names: Set<string>; untilMs: number }>();

  /** Each name is kept until its time is over. Beyond so many, such as credentials that are made up, all others share one. */
  function keptName(caller: string, rate: string, seconds: number): string {
    let kept = known.get(rate);
    if (!kept || kept.untilMs < performance.now()) {
      kept = { names: new Set(), untilMs: performance.now() + seconds * 1000 };
      known.set(rate, kept);
    }
    if (kept.names.size >= MOST_NAMES && !kept.names.has(caller)) return OTHERS;
    kept.names.add(caller);
    return caller;
  }

  async function create({ count, seconds }: Rate): Promise<RateLimiterAbstract> {
    const { RateLimiterMemory, RateLimiterRedis } = await import('rate-limiter-flexible');
    const own = new RateLimiterMemory({ points: count, duration: seconds });
    if (state === null) return own;
    const { client, prefix } = await state.connection();
    return new RateLimiterRedis({
      storeClient: client,
      keyPrefix: `${prefix}rate:${count}/${seconds}`,
      points: count,
      duration: seconds,
      rejectIfRedisNotReady: true,
      insuranceLimiter: own,
    });
  }

  return {
    async take(caller, rate, messages) {
      const calls = messages.filter(({ id, method = '' }) => id !== undefined && !FREE.has(method)).length;
      if (calls === 0) return {};
      const name = `${rate.count}/${rate.seconds}`;
      const limiter = limiters.get(name) ?? create(rate);
      limiters.set(name, limiter);
      try {
        return headersOf(rate, await (await limiter).consume(keptName(caller, name, rate.seconds), calls));
      } catch (spent) {
        if (spent instanceof Error) throw spent;
        const left = spent as RateLimiterRes;
        const seconds = Math.max(1, Math.ceil(left.msBeforeNext / 1000));
        // Some gateways repeat a call whose text has the number of a status or "try again" in it.
        throw new HttpRefusal(
          429,
          -32003,
          `This caller has used up its calls for now. There are new ones in ${seconds} s.`,
          { ...headersOf(rate, left), 'retry-after': String(seconds) },
        );
      }
    },
  };
}
