import { mkdirSync } from 'node:fs';
import { createServer } from 'node:net';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { createProcesses, type Processes } from './processes.ts';

export const ROOT = join(import.meta.dirname, '../..');
export const KEY = 'a-key-for-the-gateway-tests-0123456789';

/** Our server as a gateway reaches it. */
export interface OurServer {
  /** With `/mcp` at its end. */
  readonly url: string;
  readonly port: number;
}

export interface GatewayContext {
  readonly ours: OurServer;
  /** Those of this gateway alone. */
  readonly processes: Processes;
  /** A folder of this gateway alone, kept between runs; outside the repository. */
  readonly folder: string;
  /** One checked step: a line with what was seen, or why it failed. Answers whether it passed. */
  step(what: string, check: () => Promise<string>): Promise<boolean>;
}

export function cacheFolder(name: string): string {
  const base = process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache');
  const folder = join(base, 'openobserve-mcp', 'gateways', name);
  mkdirSync(folder, { recursive: true });
  return folder;
}

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

/** The built server with its sample, on a free port of loopback, opened by `KEY`. */
export async function startOurServer(processes: Processes, logPath: string): Promise<OurServer> {
  const [, url = ''] = await processes.start(
    process.execPath,
    [join(ROOT, 'dist/cli.js'), '--demo', '--port', '0'],
    { environment: { MCP_KEYS: `gateway:${KEY}` }, logPath },
    /listens on (http:\S+)/,
  );
  return { url, port: Number(new URL(url).port) };
}

/** Prints the steps of one gateway and remembers whether all passed. */
export function createContext(name: string, ours: OurServer) {
  let failures = 0;
  const processes = createProcesses();
  const context: GatewayContext = {
    ours,
    processes,
    folder: cacheFolder(name),
    async step(what, check) {
      const startMs = performance.now();
      const line = (state: string, seen: string) => {
        const seconds = ((performance.now() - startMs) / 1000).toFixed(1);
        process.stdout.write(`${state} ${name}: ${what}: ${seen} (${seconds} s)\n`);
      };
      try {
        line('PASS', await check());
        return true;
      } catch (error) {
        failures++;
        line('FAIL', error instanceof Error ? error.message.replaceAll('\n', ' ') : String(error));
        return false;
      }
    },
  };
  return { context, failures: () => failures };
}
