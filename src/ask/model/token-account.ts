import { ProviderError } from '../../errors.ts';

const HOUR_MS = 3_600_000;

/** Tokens that callers used within the hour, shared by all their requests. */
export interface TokenAccount {
  /**
   * Put tokens aside before the model is asked, as many of `wanted` as are left.
   * @throws {ProviderError} when the caller has used up the hour, or other requests of theirs have put aside the rest
   */
  reserve(caller: string, wanted: number): Reserved;
}

/** Tokens that are reserved for a call until its usage is known. */
export interface Reserved {
  readonly tokens: number;
  /** What was really used. Unless this is told, all that was put aside counts: a model works on for who has left. */
  settle(used: number): void;
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
    reserve(caller, wanted) {
      if (limit === null) return { tokens: wanted, settle: () => undefined };
      const before = usedBy(caller);
      const tokens = Math.min(wanted, limit - before);
      if (tokens <= 0)
        throw new ProviderError(
          'The tokens of this hour are used up (O2_LLM_CALLER_TOKENS). The language model can be asked again when the next hour begins.',
          { code: 'budget_caller' },
        );
      used.set(caller, before + tokens);
      return {
        tokens,
        settle: (really) => void used.set(caller, Math.max(0, usedBy(caller) - tokens + really)),
      };
    },
  };
}
