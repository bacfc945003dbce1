import type { SharedState } from '../../state/shared-state.ts';

/** Which approvals were redeemed: one preview, one call. */
export interface Spent {
  /** Whether every process that could redeem one looks here. */
  readonly isShared: boolean;
  /** @throws {StateError} */
  has(name: string): Promise<boolean>;
  /** Redeem one that holds until `untilMs`. False where that was done before. @throws {StateError} */
  take(name: string, untilMs: number): Promise<boolean>;
}

const keyOf = (name: string) => `spent:${name}`;

function inProcess(nowMs: () => number): Spent {
  const redeemed = new Map<string, number>();
  return {
    isShared: false,
    has: async (name) => redeemed.has(name),
    async take(name, untilMs) {
      for (const [old, oldMs] of redeemed) if (oldMs < nowMs()) redeemed.delete(old);
      if (redeemed.has(name)) return false;
      redeemed.set(name, untilMs);
      return true;
    },
  };
}

/** In the store that replicas share, or in this process where there is none. */
export function createSpent(state: SharedState | null, nowMs: () => number): Spent {
  if (state === null) return inProcess(nowMs);
  return {
    isShared: true,
    has: async (name) => (await state.get(keyOf(name))) !== null,
    take: (name, untilMs) => state.claim(keyOf(name), '1', Math.max(1, untilMs - nowMs())),
  };
}
