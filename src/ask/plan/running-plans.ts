import type { RunOnce } from './claimed-runs.ts';
import type { DoneStep } from './commit.ts';
import type { RunEnd } from './run-end.ts';

const LIFE_MS = 15 * 60_000;

/**
 * Runs of plans: a plan that is sent twice runs once, and the second caller gets the report of the first. Replicas that
 * share no store know nothing of each other's; there each step looks for what stands before it writes.
 */
export interface PlanRuns<T> {
  run(key: string, start: (before: Map<string, DoneStep>) => Promise<RunEnd<T>>): Promise<T>;
}

/** Keep track of plans that are being carried out. */
export function createPlanRuns<T>(runOnce: RunOnce, nowMs: () => number): PlanRuns<T> {
  const runs = new Map<
    string,
    { untilMs: number; before: Map<string, DoneStep>; running: Promise<RunEnd<T>> }
  >();
  return {
    async run(key, start) {
      for (const [old, { untilMs }] of runs) if (untilMs < nowMs()) runs.delete(old);
      const known = runs.get(key);
      const last = await known?.running.catch(() => null);
      if (last && !last.isCutShort) return last.value;
      // While this one waited, another may have taken it up.
      const current = runs.get(key);
      if (current && current !== known) return (await current.running).value;
      const before = known?.before ?? new Map<string, DoneStep>();
      const running = runOnce(key, () => start(before));
      runs.set(key, { untilMs: nowMs() + LIFE_MS, before, running });
      return (await running).value;
    },
  };
}
