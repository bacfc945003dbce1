import type { ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';

const PROBE = pathToFileURL(join(import.meta.dirname, 'heap-probe.ts')).href;

/** Arguments of `node` for a child whose heap can be asked for. It needs a channel too: `ipc` in its `stdio`. */
export const WITH_HEAP_PROBE = ['--expose-gc', '--import', PROBE] as const;

/**
 * What a child holds after all garbage is gone, buffers included, in MiB. Resident memory says less: how much garbage
 * V8 lets lie depends on the load and on the machine.
 */
export function heapMiB(child: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    child.once('message', (bytes: number) => resolve(bytes / 2 ** 20));
    child.send('heap', (error) => error && reject(error));
  });
}

/** The same once nothing more is freed: connections that ended are let go of a moment later. */
export async function settledHeapMiB(child: ChildProcess): Promise<number> {
  let before = Number.POSITIVE_INFINITY;
  let now = await heapMiB(child);
  while (now < before - 0.1) {
    await sleep(300);
    before = now;
    now = await heapMiB(child);
  }
  return now;
}
