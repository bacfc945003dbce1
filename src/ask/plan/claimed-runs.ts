import { setTimeout as pause } from 'node:timers/promises';
import { createHash } from 'node:crypto';
import { InputError } from '../../errors.ts';
import { parseExact, stringifyExact } from '../../json/exact-json.ts';
import type { SharedState } from '../../state/shared-state.ts';
import type { RunEnd } from './run-end.ts';

const LIFE_MS = 15 * 60_000;
/** A replica that dies while it carries a plan out no longer says that it does. */
const CLAIM_MS = 30_000;
const RENEW_MS = 10_000;
const LOOK_MS = 200;
const PATIENCE_MS = 60_000;
const RUNNING = 'running';

/** Lets one replica of all carry a plan out; the others give its report. */
export type RunOnce = <T>(key: string, run: () => Promise<RunEnd<T>>) => Promise<RunEnd<T>>;

/** Without a store this process knows its own runs alone. */
export function createRunOnce(state: SharedState | null): RunOnce {
  if (state === null) return (_, run) => run();

  /** What another replica came to; null where it did not come to an end. */
  async function endElsewhere<T>(at: string): Promise<RunEnd<T> | null> {
    const untilMs = performance.now() + PATIENCE_MS;
    for (;;) {
      const text = await state?.get(at);
      if (text === null || text === undefined) return null;
      if (text !== RUNNING) return { value: parseExact(text) as T, isCutShort: false };
      if (performance.now() > untilMs)
        throw new InputError(
          'Another replica of this server is carrying the plan out. Call again in a minute for its report.',
          { code: 'plan_running' },
        );
      await pause(LOOK_MS);
    }
  }

  return async <T>(key: string, run: () => Promise<RunEnd<T>>): Promise<RunEnd<T>> => {
    const at = `plan:${createHash('sha256').update(key).digest('base64url')}`;
    while (!(await state.claim(at, RUNNING, CLAIM_MS))) {
      const end = await endElsewhere<T>(at);
      if (end !== null) return end;
    }
    const unlessDown = (work: Promise<void>) => work.catch(() => undefined);
    const renewing = setInterval(() => void unlessDown(state.set(at, RUNNING, CLAIM_MS)), RENEW_MS);
    try {
      const end = await run();
      clearInterval(renewing);
      await unlessDown(end.isCutShort ? state.delete(at) : state.set(at, stringifyExact(end.value), LIFE_MS));
      return end;
    } catch (error) {
      clearInterval(renewing);
      await unlessDown(state.delete(at));
      throw error;
    }
  };
}
