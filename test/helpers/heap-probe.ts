import { setImmediate as turn } from 'node:timers/promises';

/** Loaded into a server before it starts, with `--expose-gc`: answers each message with the bytes that are in use. */
async function tell(): Promise<void> {
  // Twice, since what is finalised after the first holds on to more.
  globalThis.gc?.();
  await turn();
  globalThis.gc?.();
  const { heapUsed, external } = process.memoryUsage();
  process.send?.(heapUsed + external);
}

process.on('message', () => void tell());
process.channel?.unref();
