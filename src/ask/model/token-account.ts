import { ProviderError } from '../../errors.ts';

const HOUR_MS = 3_600_000;

/** Tokens that callers used within the hour, shared by all their requests. */
export interface TokenAccount {
  /** @throws {ProviderError} when the caller has used up the hour */
  require(caller: string): void;
  add(caller: string, tokens: number): void;
}

/** `limit`: most tokens an hour for each caller; null is no limit. */
export function createTokenAccount(limit: number | null, nowMs: () => number): TokenAccount {
  let used = new Map<string, number>();
  let hour = 0;
  const usedBy = (caller: string) => {
    const now = Math.floor(nowMs() / HOUR_MS);
    if (now !== hour) used = new Map();
    hour = now;
    return used.get(caller) ?? 0;
  };
  return {
    require(caller) {
      if (limit !== null && usedBy(caller) >= limit)
        throw new ProviderError(
          'The tokens of this hour are used up (O2_LLM_CALLER_TOKENS). The language model can be asked again when the next hour begins.',
          { code: 'budget_caller' },
        );
    },
    add(caller, tokens) {
      used.set(caller, usedBy(caller) + tokens);
    },
  };
}
