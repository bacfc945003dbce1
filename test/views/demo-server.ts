import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { EXTENSION, VIEW_TYPE } from '../../src/views/tool-views.ts';

const CLI = new URL('../../src/cli.ts', import.meta.url).pathname;
const QUIET = { PATH: process.env.PATH ?? '', O2_LOG_LEVEL: 'error', O2_AUDIT: 'off' };

export type Arguments = Record<string, unknown>;
export type Era = 'legacy' | { readonly pin: string };

/** The official client of a host that draws views, or of one that does not. */
export function clientOf(hasViews: boolean, mode: Era = { pin: '2026-07-28' }): Client {
  const extensions = { [EXTENSION]: { mimeTypes: [VIEW_TYPE] } };
  return new Client(
    { name: 'test', version: '1' },
    { capabilities: hasViews ? { extensions } : {}, versionNegotiation: { mode } },
  );
}

/** A server of its own on stdio, with the sample. */
export async function onStdio(hasViews: boolean, mode: Era): Promise<Client> {
  const client = clientOf(hasViews, mode);
  const args = [CLI, 'stdio', '--demo'];
  await client.connect(new StdioClientTransport({ command: process.execPath, args, env: QUIET }));
  return client;
}

/** The server as people start it with the sample, and the clients of two hosts. */
export interface DemoServer {
  readonly views: Client;
  readonly plain: Client;
  close(): Promise<void>;
}

export async function startDemoServer(settings: Readonly<Record<string, string>> = {}): Promise<DemoServer> {
  const server = spawn(process.execPath, [CLI, '--demo', '--port', '0'], {
    env: { ...QUIET, ...settings },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(server, 'exit');
  let url: string | undefined;
  for await (const line of createInterface({ input: server.stdout })) {
    url = /listens on (\S+)/.exec(line)?.[1];
    if (url !== undefined) break;
  }
  const connect = async (hasViews: boolean) => {
    const client = clientOf(hasViews);
    await client.connect(new StreamableHTTPClientTransport(new URL(url ?? '')));
    return client;
  };
  const [views, plain] = await Promise.all([connect(true), connect(false)]);
  return {
    views,
    plain,
    async close() {
      await Promise.all([views.close(), plain.close()]);
      server.kill('SIGTERM');
      await ended;
    },
  };
}
