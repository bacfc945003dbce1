import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundleFloor } from './bundle.ts';
import { alone, type Measurement, median, withFloor } from './figure.ts';
import { type FirstList, firstList, type Start } from './first-list.ts';
import goals from './goals.json' with { type: 'json' };
import { CLI } from './server-process.ts';

const ROUNDS = 15;
const WARM_UPS = 2;

/** Nothing listens on port 1: a start must not wait for OpenObserve. */
const OURS: Start = {
  args: [CLI, 'stdio'],
  environment: { O2_BASE_URL: 'http://127.0.0.1:1', API_KEY: 'bench@example.com:token' },
};
const WITHOUT_CACHE = { NODE_DISABLE_COMPILE_CACHE: '1' };

type Results = Readonly<Record<string, readonly FirstList[]>>;

/** Start each server in turn, so that what else the machine does hits all alike. */
async function inTurns(starts: Readonly<Record<string, Start>>): Promise<Results> {
  const results: Record<string, FirstList[]> = {};
  for (let round = 0; round < WARM_UPS + ROUNDS; round++) {
    for (const [name, start] of Object.entries(starts)) {
      const result = await firstList(start);
      if (round >= WARM_UPS) results[name] = [...(results[name] ?? []), result];
    }
  }
  return results;
}

/** Time from the spawn to the first list over stdio, and the memory held then, against a bare server of the same SDK. */
export async function measureColdStart(): Promise<Measurement> {
  const folder = mkdtempSync(join(tmpdir(), 'openobserve-mcp-bench-'));
  try {
    const { tools } = await firstList(OURS);
    const minimal = { args: [await bundleFloor('minimal-stdio', tools, folder)], environment: WITHOUT_CACHE };
    const results = await inTurns({
      minimal,
      ours: { ...OURS, environment: { ...OURS.environment, ...WITHOUT_CACHE } },
      cached: { ...OURS, environment: { ...OURS.environment, NODE_COMPILE_CACHE: join(folder, 'cache') } },
    });
    const timeMs = (name: string) => median((results[name] ?? []).map(({ durationMs }) => durationMs));
    const cpu = (name: string) => median((results[name] ?? []).map(({ cpuMs }) => cpuMs ?? Number.NaN));
    const memory = (name: string) =>
      median((results[name] ?? []).map(({ memoryMiB }) => memoryMiB ?? Number.NaN));
    return {
      figures: [
        withFloor(
          'cold start to the first list, stdio',
          'ms',
          timeMs('ours'),
          timeMs('minimal'),
          goals.coldStart,
        ),
        withFloor("the same with Node's compile cache warm", 'ms', timeMs('cached'), timeMs('minimal'), null),
        withFloor('processor time until then', 'ms', cpu('ours'), cpu('minimal'), null),
        alone('memory after the list, stdio', 'MiB', memory('ours'), goals.memoryMiB),
        alone('memory of the bare server then', 'MiB', memory('minimal'), null),
      ],
      skipped: [],
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
