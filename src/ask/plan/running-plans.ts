import type { DoneStep } from './commit.ts';

const LIFE_MS = 15 * 60_000;

/** What a run of a plan came to. A run that was cut short may be taken up again. */
export interface RunEnd<T> {
  readonly value: T;
  readonly isCutShort: boolean;
}

/**
 * Runs of plans in this process: a plan that is sent twice runs once, and the second caller gets the report of the first.
 * Other replicas know nothing of it; there each step looks for what stands before it writes.
 */
export interface PlanRuns<T> {
  run(key: string, start: (before: Map<string, DoneStep>) => Promise<RunEnd<T>>): Promise<T>;
}

export function createPlanRuns<T>(nowMs: () => number): PlanRuns<T> {
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
      const running = start(before);
      runs.set(key, { untilMs: nowMs() + LIFE_MS, before, running });
      return (await running).value;
    },
  };
}
