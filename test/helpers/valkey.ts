import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { type AddressInfo, connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

/** A real Valkey or Redis on loopback. */
export interface Valkey {
  readonly url: string;
  /** `kill -9`, as when the machine is gone. */
  kill(): Promise<void>;
  /** Still connected, but it answers nothing more. */
  hang(): void;
  /** Start it again at the same address, with nothing in it. */
  restart(): Promise<void>;
}

/** Where the program is; null on a machine without one. */
export const VALKEY: string | null =
  ['valkey-server', 'redis-server'].find((name) => spawnSync(name, ['--version']).status === 0) ?? null;

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

const answers = (port: number) =>
  new Promise<boolean>((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => socket.end(() => resolve(true)));
    socket.once('error', () => resolve(false));
  });

export async function startValkey(): Promise<Valkey> {
  const port = await freePort();
  let child: ChildProcess | null = null;

  async function run(): Promise<void> {
    const dir = mkdtempSync(join(tmpdir(), 'valkey-'));
    const options = [
      '--port',
      String(port),
      '--bind',
      '127.0.0.1',
      '--save',
      '',
      '--appendonly',
      'no',
      '--dir',
      dir,
    ];
    child = spawn(VALKEY ?? '', options, { stdio: 'ignore' });
    for (let count = 0; count < 200; count++) {
      if (await answers(port)) return;
      await pause(50);
    }
    throw new Error('The store does not start.');
  }

  await run();
  return {
    url: `redis://127.0.0.1:${port}`,
    async kill() {
      if (child === null || child.exitCode !== null || child.signalCode !== null) return;
      const ended = new Promise((resolve) => child?.once('exit', resolve));
      child.kill('SIGKILL');
      await ended;
    },
    hang: () => void child?.kill('SIGSTOP'),
    restart: run,
  };
}
