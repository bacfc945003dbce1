/** What the workload below takes on the core for which the limits of the tests were set, in ms of the processor. */
const NOMINAL_MS = 6;

const RECORD = JSON.stringify({
  level: 'error',
  message: 'payment 4711 failed after 1250 ms: connection to 10.0.0.7:5432 timed out',
  attributes: Object.fromEntries(
    Array.from({ length: 20 }, (_, index) => [`attribute_${index}`, index * 1.5]),
  ),
});

/** Parsing, matching and counting, as the product does all day. Its result is used, so that no compiler leaves it out. */
function workload(): number {
  const counts = new Map<string, number>();
  for (let round = 0; round < 1000; round++) {
    const { message } = JSON.parse(RECORD) as { message: string };
    for (const [word] of `${message} ${round}`.matchAll(/[\p{L}\p{N}]+/gu))
      counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  return counts.size;
}

/**
 * How many times longer than nominal this core takes right now, at least 1: cores of CI differ, and share their caches
 * and clock with what else runs. A limit in ms is multiplied by it.
 */
export function slowdown(): number {
  let least = Number.POSITIVE_INFINITY;
  for (let run = 0; run < 10; run++) {
    const before = process.threadCpuUsage();
    if (workload() < 1000) throw new Error('The workload was not done.');
    const { user, system } = process.threadCpuUsage(before);
    least = Math.min(least, (user + system) / 1000);
  }
  return Math.max(1, least / NOMINAL_MS);
}
