import { join } from 'node:path';
import { cacheFolder, createContext, type GatewayContext, startOurServer } from './context.ts';
import { createProcesses } from './processes.ts';

/** Loaded one by one, so that one gateway can be tried alone: `npm run test:gateways -- kong`. */
const GATEWAYS: Readonly<Record<string, () => Promise<(context: GatewayContext) => Promise<void>>>> = {
  plain: async () => (await import('./plain.ts')).checkPlain,
  cloudflare: async () => (await import('./cloudflare.ts')).checkCloudflare,
  kong: async () => (await import('./kong.ts')).checkKong,
  contextforge: async () => (await import('./contextforge.ts')).checkContextForge,
  bifrost: async () => (await import('./bifrost.ts')).checkBifrost,
};

const names = process.argv.slice(2).length > 0 ? process.argv.slice(2) : Object.keys(GATEWAYS);
const unknown = names.filter((name) => !(name in GATEWAYS));
if (unknown.length > 0) {
  process.stderr.write(
    `There is no gateway ${unknown.join(', ')}; there are ${Object.keys(GATEWAYS).join(', ')}.\n`,
  );
  process.exit(2);
}

const processes = createProcesses();
let failed = 0;
try {
  const ours = await startOurServer(processes, join(cacheFolder('ours'), 'server.log'));
  for (const name of names) {
    const { context, failures } = createContext(name, ours);
    const check = await GATEWAYS[name]?.();
    await check?.(context).catch((error) => context.step('goes to its end', () => Promise.reject(error)));
    await context.processes.stopAll();
    failed += failures();
  }
} finally {
  await processes.stopAll();
}
process.stdout.write(failed === 0 ? 'All passed.\n' : `${failed} failed.\n`);
process.exitCode = failed === 0 ? 0 : 1;
