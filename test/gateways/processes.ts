import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { promisify } from 'node:util';

const run = promisify(execFile);
const STOP_GRACE_MS = 10_000;

export interface StartOptions {
  readonly environment?: Readonly<Record<string, string>>;
  readonly folder?: string;
  /** File that takes what the process writes, for a reader after a failure. */
  readonly logPath: string;
}

/** Started processes, ended by their ids and the last first. */
export interface Processes {
  /** Start one; with `until`, wait for what it writes on stdout or stderr. @throws when it ends before that */
  start(command: string, args: readonly string[], options: StartOptions, until?: RegExp): Promise<string[]>;
  stopAll(): Promise<void>;
}

export function createProcesses(): Processes {
  const children: ChildProcess[] = [];
  return {
    start(command, args, { environment = {}, folder, logPath }, until) {
      const child = spawn(command, args, {
        cwd: folder,
        env: { PATH: process.env.PATH, HOME: process.env.HOME, ...environment },
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      children.push(child);
      const log = createWriteStream(logPath);
      let output = '';
      return new Promise((resolve, reject) => {
        for (const stream of [child.stdout, child.stderr]) {
          stream.setEncoding('utf8').on('data', (text: string) => {
            log.write(text);
            if (!until) return;
            output += text;
            const match = until.exec(output);
            if (match) resolve([...match]);
          });
        }
        child.once('error', reject);
        child.once('exit', (code) => reject(new Error(`${command} ended with ${code}; see ${logPath}`)));
        if (!until) child.once('spawn', () => resolve([]));
      });
    },
    async stopAll() {
      for (const child of children.reverse()) await stop(child);
    },
  };
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), STOP_GRACE_MS);
  await ended;
  clearTimeout(timer);
}

/** Run a command to its end and answer with its stdout. @throws with its last lines when it fails */
export async function finish(
  command: string,
  args: readonly string[],
  { environment = {}, folder }: { environment?: Readonly<Record<string, string>>; folder?: string } = {},
): Promise<string> {
  try {
    const { stdout } = await run(command, args, {
      cwd: folder,
      env: { ...process.env, ...environment },
      maxBuffer: 64 * 1024 ** 2,
    });
    return stdout;
  } catch (error) {
    const { stderr = '', stdout = '' } = error as { stderr?: string; stdout?: string };
    const last = `${stdout}\n${stderr}`.trim().split('\n').slice(-3).join(' ');
    throw new Error(`${command} ${args.slice(0, 3).join(' ')} failed: ${last || String(error)}`);
  }
}

/** Wait until an address answers with a success. @throws after `timeoutMs` */
export async function untilHealthy(url: string, timeoutMs: number): Promise<void> {
  const endMs = Date.now() + timeoutMs;
  while (Date.now() < endMs) {
    const response = await fetch(url).catch(() => null);
    await response?.body?.cancel();
    if (response?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error(`${url} did not answer within ${timeoutMs} ms.`);
}
