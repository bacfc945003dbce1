import { Console } from 'node:console';
import type { Transport } from '@modelcontextprotocol/server';
import { serveStdio as serve, StdioServerTransport } from '@modelcontextprotocol/server/stdio';
import type { App } from '../server/app.ts';
import { localCaller } from '../server/caller.ts';
import { createMcpFactory } from '../server/server.ts';
import { withCallArguments } from './json-rpc.ts';

/**
 * The transport of the SDK, which checks arguments of calls before a handler sees them, with those in its shape. It ends
 * with stdin, and where a message is too large to be held.
 */
function createTransport(onClosed: () => void): Transport {
  const inner = new StdioServerTransport();
  const outer: Transport = {
    start() {
      inner.onmessage = (message) => outer.onmessage?.(withCallArguments(message));
      inner.onerror = (error) => outer.onerror?.(error);
      inner.onclose = () => {
        outer.onclose?.();
        onClosed();
      };
      return inner.start();
    },
    send: (message) => inner.send(message),
    close: () => inner.close(),
  };
  return outer;
}

/** Serve one client on stdin and stdout, in either era. Resolves when the client is gone. */
export async function serveStdio(app: App): Promise<void> {
  // stdout belongs to the protocol: a stray line from a library would break the client.
  globalThis.console = new Console(process.stderr, process.stderr);
  const { promise: gone, resolve } = Promise.withResolvers<void>();
  let fault = '';
  process.stdin.once('end', resolve).once('close', resolve);
  const handle = serve(createMcpFactory(app, localCaller(app, 'stdio')), {
    transport: createTransport(resolve),
    onerror: (error) => {
      fault = error.message;
      app.log.debug('protocol', { error: fault });
    },
  });
  await gone;
  if (!process.stdin.readableEnded && fault !== '') app.log.error('connection_ended', { error: fault });
  await handle.close();
}
