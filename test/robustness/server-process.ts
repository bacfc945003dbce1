import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { WITH_HEAP_PROBE } from '../helpers/heap.ts';

const CLI = join(import.meta.dirname, '../../src/cli.ts');

/** Our server as a process of its own. */
export interface ServerProcess {
  readonly url: string;
  readonly child: ChildProcess;
  readonly stderr: () => string;
  /** Resolves with the exit code. */
  stopped: Promise<number | null>;
}

export function startProcess(environment: Readonly<Record<string, string>>): Promise<ServerProcess> {
  const child = spawn(process.execPath, [...WITH_HEAP_PROBE, CLI, '--port', '0'], {
    env: {
      PATH: process.env.PATH,
      NODE_NO_WARNINGS: '1',
      O2_AUDIT: 'off',
      O2_LOG_LEVEL: 'error',
      O2_ORG: 'default',
      ...environment,
    },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  let stderr = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  const stopped = new Promise<number | null>((resolve) => child.once('close', resolve));
  return new Promise((resolve, reject) => {
    let stdout = '';
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      stdout += text;
      const url = /listens on (\S+)/.exec(stdout)?.[1];
      if (url === undefined) return;
      resolve({
        url,
        child,
        stopped,
        stderr: () => stderr,
      });
    });
    void stopped.then((code) => reject(new Error(`The server ended with ${code}: ${stderr}`)));
  });
}
