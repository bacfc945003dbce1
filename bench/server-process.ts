import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, openSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';

export const ROOT = join(import.meta.dirname, '..');
export const CLI = join(ROOT, 'dist/cli.js');
const MIB = 1024;
/** Linux counts the time of a process in hundredths of a second. */
const TICK_MS = 10;

/** A server in a process of its own, as it would run. */
export interface ServerProcess {
  readonly url: string;
  readonly pid: number;
  readonly child: ChildProcess;
  stop(): Promise<void>;
}

/** Takes what the servers log: a line for each call is part of what a call costs. */
function logFile(script: string): number {
  const folder = join(import.meta.dirname, 'out');
  mkdirSync(folder, { recursive: true });
  return openSync(join(folder, `${basename(script)}.log`), 'w');
}

/** Start a script that writes `listens on URL`, by `node` with `nodeArgs`. @throws when it ends before that */
export function startServer(
  script: string,
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
  nodeArgs: readonly string[] = [],
): Promise<ServerProcess> {
  const child = spawn(process.execPath, [...nodeArgs, script, ...args], {
    env: { PATH: process.env.PATH, ...environment },
    stdio: ['ignore', 'pipe', logFile(script), 'ipc'],
  });
  return new Promise((resolve, reject) => {
    let output = '';
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      output += text;
      const url = /listens on (http:\S+)/.exec(output)?.[1];
      if (url && child.pid) resolve({ url, pid: child.pid, child, stop: () => stop(child) });
    });
    child.once('error', reject);
    child.once('exit', (code) =>
      reject(new Error(`${script} ended with ${code}; see bench/out/${basename(script)}.log.`)),
    );
  });
}

function stop(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    child.once('exit', () => resolve());
    child.kill('SIGTERM');
  });
}

/** Memory that a process holds, in MiB; null where the system has no /proc. */
export function memoryMiB(pid: number): number | null {
  try {
    const text = readFileSync(`/proc/${pid}/status`, 'utf8');
    return Number(/VmRSS:\s+(\d+)/.exec(text)?.[1]) / MIB;
  } catch {
    return null;
  }
}

/** Time that a process spent on a processor, in ms; null where the system has no /proc. */
export function cpuMs(pid: number): number | null {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
    return (Number(fields[11]) + Number(fields[12])) * TICK_MS;
  } catch {
    return null;
  }
}
