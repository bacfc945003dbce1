import { spawn } from 'node:child_process';
import { join } from 'node:path';

const CLI = join(import.meta.dirname, '../../src/cli.ts');

export interface Finished {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  /** Variables beside PATH; nothing of the tester's own reaches the command. */
  readonly environment?: Readonly<Record<string, string>>;
  /** Called with each piece of stderr or stdout as it comes. */
  readonly onOutput?: (text: string, stop: (signal: NodeJS.Signals) => void) => void;
  /** Aborting sends SIGINT, as Ctrl-C does. */
  readonly interrupt?: AbortSignal;
}

/** Run the command line as its own process, without a terminal, and wait for its end. */
export function runCli(
  args: readonly string[],
  { environment = {}, onOutput, interrupt }: RunOptions = {},
): Promise<Finished> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [CLI, ...args], {
      env: {
        PATH: process.env.PATH,
        NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE,
        NODE_NO_WARNINGS: '1',
        ...environment,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const output = { stdout: '', stderr: '' };
    const stop = (signal: NodeJS.Signals) => child.kill(signal);
    interrupt?.addEventListener('abort', () => stop('SIGINT'));
    for (const name of ['stdout', 'stderr'] as const) {
      child[name].setEncoding('utf8').on('data', (text: string) => {
        output[name] += text;
        onOutput?.(output[name], stop);
      });
    }
    child.on('error', reject);
    child.on('close', (exitCode) => resolve({ exitCode, ...output }));
  });
}
