import type { Config } from '../../config/options.ts';
import { ProviderError } from '../../errors.ts';
import type { Usage } from '../providers/provider.ts';
import type { Reserved, TokenAccount } from './token-account.ts';

/** The limits of one request are reached: what was found out so far is told, and nothing more is asked. */
export class BudgetSpent extends ProviderError {}

/** The error of a request whose time is up. */
export const timeUp = (cause?: unknown) =>
  new BudgetSpent('The time for one request is up (O2_LLM_TIMEOUT).', { code: 'budget_time', cause });

/** What one request may still use of the model. */
export interface Budget {
  /** Aborted when the caller leaves, and when the time is up. */
  readonly signal: AbortSignal;
  /**
   * Most tokens that the next completion may write, after reading about `estimated` tokens, and whether it is the last
   * one that there is room for. They are put aside for this caller.
   * @throws {BudgetSpent} when there are none, or no steps or time left
   */
  next(estimated: number): { readonly maxTokens: number; readonly isLast: boolean };
  spend(usage: Usage): void;
  /** The last completion failed, and what the model used of it is not known. */
  fail(): void;
  /** Whether the time is up, as a failed completion may have it. */
  isTimeUp(): boolean;
  used(): Usage;
}

const MOST_WRITTEN = 16_000;
const LEAST_WRITTEN = 200;
/** With room for less than so many more turns of the same length, the next is the last. */
const TURNS_LEFT = 2;

/** `before`: what an earlier call used that this one goes on with. It counts like what this one uses. */
export function createBudget(
  { llmSteps, llmTimeoutMs, llmTokens }: Config,
  account: TokenAccount,
  caller: string,
  signal: AbortSignal,
  before: Usage = { input: 0, output: 0, cached: 0 },
): Budget {
  const timeout = AbortSignal.timeout(llmTimeoutMs);
  const used = { ...before };
  let steps = 0;
  let lastTurn = 0;
  let reserved: Reserved | null = null;
  const spent = (code: string, text: string) => new BudgetSpent(text, { code });
  return {
    signal: AbortSignal.any([signal, timeout]),
    isTimeUp: () => timeout.aborted && !signal.aborted,
    used: () => ({ ...used }),
    next(estimated) {
      // What the last turn really read and wrote is all read again.
      const input = Math.max(estimated, lastTurn);
      if (timeout.aborted) throw timeUp();
      if (steps >= llmSteps)
        throw spent(
          'budget_steps',
          `The language model was asked ${steps} times, which is the most (O2_LLM_STEPS).`,
        );
      const left = llmTokens - used.input - used.output;
      if (left < LEAST_WRITTEN)
        throw spent('budget_tokens', 'The tokens for one request are used up (O2_LLM_TOKENS).');
      reserved = account.reserve(caller, input + Math.min(MOST_WRITTEN, left));
      steps += 1;
      return {
        maxTokens: Math.max(LEAST_WRITTEN, Math.min(MOST_WRITTEN, left, reserved.tokens - input)),
        // Another one would read all of this again, and more.
        isLast: steps >= llmSteps || left < TURNS_LEFT * input,
      };
    },
    spend(usage) {
      lastTurn = usage.input + usage.output;
      used.input += usage.input;
      used.output += usage.output;
      used.cached += usage.cached;
      reserved?.settle(usage.input + usage.output);
    },
    fail() {
      // Whoever leaves, or lets the time run out, has had the model at work.
      if (!signal.aborted && !timeout.aborted) reserved?.settle(0);
    },
  };
}
