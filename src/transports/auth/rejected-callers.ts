import type { Log } from '../../log.ts';

const QUIET_MS = 10_000;

/** Tells of callers who are not let in, at most once in ten seconds however many there are. */
export function createRejectedCallersLog(log: Log): (address: string) => void {
  let count = 0;
  let toldMs = Number.NEGATIVE_INFINITY;
  return (address) => {
    count += 1;
    if (performance.now() - toldMs < QUIET_MS) return;
    log.warn('Requests without a valid key were refused.', { count, lastAddress: address });
    toldMs = performance.now();
    count = 0;
  };
}
