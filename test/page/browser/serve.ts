import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

const CLI = new URL('../../../src/cli.ts', import.meta.url).pathname;

export interface Serving {
  readonly url: string;
  close(): Promise<void>;
}

/** The server as people start it, with the sample. */
export async function serve(settings: Readonly<Record<string, string>> = {}): Promise<Serving> {
  const server = spawn(process.execPath, [CLI, '--demo', '--port', '0'], {
    env: { PATH: process.env.PATH ?? '', O2_LOG_LEVEL: 'error', O2_AUDIT: 'off', ...settings },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(server, 'exit');
  for await (const line of createInterface({ input: server.stdout })) {
    const url = /listens on (\S+)\/mcp/.exec(line)?.[1];
    if (url === undefined) continue;
    return {
      url,
      async close() {
        server.kill('SIGTERM');
        await ended;
      },
    };
  }
  throw new Error('The server did not start.');
}
