import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'tsdown';
import { type FirstList, firstList, type Start } from './first-list.ts';

const ROUNDS = 15;
const WARM_UPS = 2;
const ROOT = join(import.meta.dirname, '..');
const OUT = join(ROOT, 'bench/out');

/** Nothing listens on port 1: a start must not wait for OpenObserve. */
const OURS: Start = {
  args: [join(ROOT, 'dist/cli.js'), 'stdio'],
  environment: { O2_BASE_URL: 'http://127.0.0.1:1', API_KEY: 'bench@example.com:token' },
};
const WITHOUT_CACHE = { NODE_DISABLE_COMPILE_CACHE: '1' };

async function bundleMinimal(tools: readonly unknown[], folder: string): Promise<Start> {
  await build({
    config: false,
    entry: { server: join(ROOT, 'bench/minimal-server.ts') },
    outDir: folder,
    format: 'esm',
    platform: 'node',
    target: 'node22.19',
    dts: false,
    fixedExtension: true,
    report: false,
    logLevel: 'warn',
    deps: { alwaysBundle: [/^[^.]/], neverBundle: [/^node:/], onlyBundle: false },
    define: { LISTED_TOOLS: JSON.stringify(tools) },
  });
  return { args: [join(folder, 'server.mjs')], environment: WITHOUT_CACHE };
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

async function measure(starts: Readonly<Record<string, Start>>): Promise<Record<string, number>> {
  const times: Record<string, number[]> = {};
  for (let round = 0; round < WARM_UPS + ROUNDS; round++) {
    for (const [name, start] of Object.entries(starts)) {
      const { durationMs }: FirstList = await firstList(start);
      if (round >= WARM_UPS) times[name] = [...(times[name] ?? []), durationMs];
    }
  }
  return Object.fromEntries(Object.entries(times).map(([name, values]) => [name, median(values)]));
}

const folder = mkdtempSync(join(tmpdir(), 'openobserve-mcp-bench-'));
try {
  const { tools } = await firstList(OURS);
  const minimal = await bundleMinimal(tools, folder);
  const cached = { ...OURS, environment: { ...OURS.environment, NODE_COMPILE_CACHE: join(folder, 'cache') } };
  const ours = { ...OURS, environment: { ...OURS.environment, ...WITHOUT_CACHE } };
  const p50Ms = await measure({ minimal, ours, cached });
  const { coldStartRatio: limit } = JSON.parse(readFileSync(join(ROOT, 'bench/limits.json'), 'utf8'));
  const floorMs = p50Ms.minimal ?? Number.NaN;
  const ratio = (p50Ms.ours ?? Number.NaN) / floorMs;
  const labels = {
    minimal: 'bare server of the same SDK',
    ours: 'openobserve-mcp',
    cached: "openobserve-mcp, with Node's compile cache",
  };
  const rows = Object.entries(labels).map(([name, label]) => {
    const ms = p50Ms[name] ?? Number.NaN;
    return `| ${label} | ${ms.toFixed(0)} | ${(ms / floorMs).toFixed(2)} |`;
  });
  process.stdout.write(
    `${[`Cold start on stdio, from the spawn to the first list of ${tools.length} tools, Node ${process.versions.node}, p50 of ${ROUNDS}:`, '', '| server | ms | ratio |', '| --- | --- | --- |', ...rows, '', `The limit is ${limit}: ${ratio <= limit ? 'kept' : 'EXCEEDED'}.`].join('\n')}\n`,
  );
  mkdirSync(OUT, { recursive: true });
  writeFileSync(
    join(OUT, 'cold-start.json'),
    `${JSON.stringify({ node: process.versions.node, rounds: ROUNDS, tools: tools.length, p50Ms, ratio, limit }, null, 2)}\n`,
  );
  process.exitCode = ratio <= limit ? 0 : 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
