import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

const WAVES = 5;
/** Calls at the same time, each on a connection of its own behind the proxy. */
const WIDTH = 200;
/** Node closes an idle connection after 5 s, and a second of grace: there a proxy with a longer pool loses calls. */
const GAP_MS = 6000;
/** How far the calls of one wave lie apart, around the gap. */
const SPREAD_MS = 200;

/** A server as Node makes it when nobody sets the time that connections are kept. */
export function startDefaultServer(): Promise<{ url: string; close(): void }> {
  const server = createServer((request, response) => {
    request.resume().on('end', () => response.end('{}'));
  });
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/mcp`;
      resolve({ url, close: () => server.close() });
    });
  });
}

async function lostAt(url: string, init: RequestInit): Promise<number> {
  let lost = 0;
  const one = async (index: number) => {
    await pause((index / WIDTH) * SPREAD_MS);
    try {
      const response = await fetch(url, init);
      await response.arrayBuffer();
      if (!response.ok) lost++;
    } catch {
      lost++;
    }
  };
  for (let wave = 0; wave < WAVES; wave++) {
    if (wave > 0) await pause(GAP_MS - SPREAD_MS / 2);
    await Promise.all(Array.from({ length: WIDTH }, (_, index) => one(index)));
  }
  return lost;
}

/** Send waves of calls with idle gaps between them to both at once. Answers with how many got no success. */
export async function callAroundGaps(
  urls: { readonly ours: string; readonly defaults: string },
  init: RequestInit,
): Promise<{ sent: number; lost: number; lostByDefaults: number }> {
  const [lost, lostByDefaults] = await Promise.all([lostAt(urls.ours, init), lostAt(urls.defaults, init)]);
  return { sent: WAVES * WIDTH, lost, lostByDefaults };
}
