/** Run with a clock that stands still: what is asked has the same times in every run. Timers go on. */
export async function atFixedTime<T>(nowMs: number, use: (nowMs: number) => Promise<T>): Promise<T> {
  const { now } = Date;
  Date.now = () => nowMs;
  try {
    return await use(nowMs);
  } finally {
    Date.now = now;
  }
}
