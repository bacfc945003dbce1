const MOST_RUNS = 4;

/**
 * How long nothing else could run while `work` was done, in ms of the processor between two turns of the event loop:
 * what else the machine does counts for nothing. The least of a few runs, as what is compiled with the first ones is no
 * part of it; runs end with the first that is no longer than `enoughMs`.
 */
export async function blockedMs(work: () => Promise<unknown>, enoughMs: number): Promise<number> {
  let least = Number.POSITIVE_INFINITY;
  for (let run = 0; run < MOST_RUNS && least > enoughMs; run++) {
    let isOver = false;
    let most = 0;
    let before = process.threadCpuUsage();
    const turn = () => {
      const { user, system } = process.threadCpuUsage(before);
      most = Math.max(most, (user + system) / 1000);
      before = process.threadCpuUsage();
      if (!isOver) setImmediate(turn);
    };
    setImmediate(turn);
    await work();
    isOver = true;
    await new Promise((resolve) => setImmediate(resolve));
    least = Math.min(least, most);
  }
  return least;
}
