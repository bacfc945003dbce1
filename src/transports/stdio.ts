import { Console } from 'node:console';
import { serveStdio as serve } from '@modelcontextprotocol/server/stdio';
import type { App } from '../server/app.ts';
import { createMcpFactory } from '../server/server.ts';
import { localCaller } from '../server/caller.ts';

/** Serve one client on stdin and stdout, in either era. Resolves when the client is gone. */
export async function serveStdio(app: App): Promise<void> {
  // stdout belongs to the protocol: a stray line from a library would break the client.
  globalThis.console = new Console(process.stderr, process.stderr);
  const gone = new Promise<void>((resolve) => process.stdin.once('end', resolve).once('close', resolve));
  const handle = serve(createMcpFactory(app, localCaller(app, 'stdio')), {
    onerror: (error) => app.log.debug('protocol', { error: error.message }),
  });
  await gone;
  await handle.close();
}
