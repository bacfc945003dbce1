import { Server, type Tool } from '@modelcontextprotocol/server';
import { serveStdio } from '@modelcontextprotocol/server/stdio';

/** The tools that our server lists, put in by the bundler, so that both send the same bytes. */
declare const LISTED_TOOLS: Tool[];

serveStdio(() => {
  const server = new Server({ name: 'minimal', version: '1.0.0' }, { capabilities: { tools: {} } });
  server.setRequestHandler('tools/list', () => ({ tools: LISTED_TOOLS }));
  return server;
});
