import { ApiError, InputError } from '../../errors.ts';

/** What an investigation may cost. */
export interface ReadLimits {
  readonly mostReads: number;
  readonly timeoutMs: number;
}

const AT_ONCE = 8;

/** Reads of OpenObserve within limits. */
export interface Reads {
  /**
   * What `read` gives; null when no read is left, the time is up, or OpenObserve refuses it. `what` names it for the
   * account of what was not looked at.
   * @throws what stopped the caller, and failures that are no refusals
   */
  take<T>(what: string, read: (signal: AbortSignal) => Promise<T>): Promise<T | null>;
  readonly used: number;
  /** Reads that did not come about, with the reason. */
  readonly missing: ReadonlyArray<{ readonly what: string; readonly why: string }>;
  /** Whether the time is up. */
  readonly isLate: boolean;
}

/**
 * Reads at most `mostReads` times and until the time is up, eight at a time, in the order of the calls. What is
 * running when the time is up is stopped; the caller's own signal stops everything.
 */
export function createReads({ mostReads, timeoutMs }: ReadLimits, signal: AbortSignal): Reads {
  const deadline = AbortSignal.timeout(timeoutMs);
  const both = AbortSignal.any([signal, deadline]);
  const missing: Array<{ what: string; why: string }> = [];
  const waiting: Array<() => void> = [];
  let used = 0;
  let running = 0;

  async function turn(): Promise<void> {
    if (running >= AT_ONCE) await new Promise<void>((resolve) => waiting.push(resolve));
    running += 1;
  }

  function leave(): void {
    running -= 1;
    waiting.shift()?.();
  }

  return {
    get used() {
      return used;
    },
    get isLate() {
      return deadline.aborted;
    },
    missing,
    async take(what, read) {
      await turn();
      try {
        signal.throwIfAborted();
        if (deadline.aborted) {
          missing.push({ what, why: 'the time was up' });
          return null;
        }
        if (used >= mostReads) {
          missing.push({ what, why: `${mostReads} reads were made` });
          return null;
        }
        used += 1;
        return await read(both);
      } catch (error) {
        signal.throwIfAborted();
        if (deadline.aborted) {
          missing.push({ what, why: 'the time was up' });
          return null;
        }
        if (!(error instanceof ApiError || error instanceof InputError)) throw error;
        missing.push({ what, why: error.message });
        return null;
      } finally {
        leave();
      }
    },
  };
}
