import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { cpuMs, memoryMiB } from './server-process.ts';

const MESSAGES = [
  {
    jsonrpc: '2.0',
    id: 1,
    method: 'initialize',
    params: { protocolVersion: '2025-11-25', capabilities: {}, clientInfo: { name: 'bench', version: '1' } },
  },
  { jsonrpc: '2.0', method: 'notifications/initialized' },
  { jsonrpc: '2.0', id: 2, method: 'tools/list' },
];

/** How a server is started: arguments of `node`, and variables beside PATH. */
export interface Start {
  readonly args: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
}

export interface FirstList {
  readonly durationMs: number;
  /** What the process had used when the list was there; null where the system does not tell. */
  readonly cpuMs: number | null;
  readonly memoryMiB: number | null;
  readonly tools: readonly unknown[];
}

/** Start a server on stdio and wait for its first list of tools. @throws when it ends or errs before that */
export function firstList({ args, environment }: Start): Promise<FirstList> {
  return new Promise((resolve, reject) => {
    const startMs = performance.now();
    const child = spawn(process.execPath, args, {
      env: { PATH: process.env.PATH, ...environment },
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    let found: FirstList | null = null;
    createInterface({ input: child.stdout }).on('line', (line) => {
      const message = JSON.parse(line);
      if (message.id !== 2) return;
      if (message.result)
        found = {
          durationMs: performance.now() - startMs,
          cpuMs: cpuMs(child.pid ?? 0),
          memoryMiB: memoryMiB(child.pid ?? 0),
          tools: message.result.tools,
        };
      child.stdin.end();
    });
    child.on('error', reject);
    child.on('exit', () => {
      if (found) resolve(found);
      else reject(new Error(`node ${args.join(' ')} ended without a list of tools.`));
    });
    child.stdin.write(MESSAGES.map((message) => `${JSON.stringify(message)}\n`).join(''));
  });
}
