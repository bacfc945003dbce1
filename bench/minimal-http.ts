import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { toNodeHandler } from '@modelcontextprotocol/node';
import { createMcpHandler, Server, type Tool } from '@modelcontextprotocol/server';
import got from 'got';

/** The tools that our server lists, put in by the bundler, so that both send the same bytes. */
declare const LISTED_TOOLS: Tool[];

const [, , upstream] = process.argv;

/** Echoes, or passes an answer of the address in the arguments of the process on as it is. */
const handler = createMcpHandler(() => {
  const server = new Server({ name: 'minimal', version: '1.0.0' }, { capabilities: { tools: {} } });
  server.setRequestHandler('tools/list', () => ({ tools: LISTED_TOOLS }));
  server.setRequestHandler('tools/call', async ({ params }) => {
    const text =
      params.name === 'echo' ? JSON.stringify(params.arguments) : await got(String(upstream)).text();
    return { content: [{ type: 'text', text }] };
  });
  return server;
});
const http = createServer(toNodeHandler(handler));
http.listen(0, '127.0.0.1', () => {
  process.stdout.write(`listens on http://127.0.0.1:${(http.address() as AddressInfo).port}/mcp\n`);
});
