import { setTimeout as pause } from 'node:timers/promises';

export interface GapOptions {
  readonly url: string;
  readonly init: RequestInit;
  /** Calls at the same time, each on a connection of its own behind the proxy. */
  readonly width: number;
  readonly waves: number;
  /** Idle time between two waves, and how far the calls of one wave lie apart around it. */
  readonly gapMs: number;
  readonly spreadMs: number;
}

/** Send waves of calls with idle gaps between them. Answers with how many were sent, and how many got no success. */
export async function callAroundGaps(options: GapOptions): Promise<{ sent: number; lost: number }> {
  const { url, init, width, waves, gapMs, spreadMs } = options;
  let lost = 0;
  const one = async (index: number) => {
    await pause((index / width) * spreadMs);
    try {
      const response = await fetch(url, init);
      await response.arrayBuffer();
      if (!response.ok) lost++;
    } catch {
      lost++;
    }
  };
  for (let wave = 0; wave < waves; wave++) {
    if (wave > 0) await pause(gapMs - spreadMs / 2);
    await Promise.all(Array.from({ length: width }, (_, index) => one(index)));
  }
  return { sent: width * waves, lost };
}
