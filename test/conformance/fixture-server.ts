import {
  createRequestStateCodec,
  type McpServerFactory,
  Server,
  type Tool,
} from '@modelcontextprotocol/server';
import { createApp } from '../../src/server/app.ts';
import type { ListedTool } from '../../src/catalog/listed-tool.ts';
import { createCatalog } from '../../src/catalog/catalog.ts';
import { readConfig } from '../../src/config/config.ts';
import { guideCapabilities, serveGuides } from '../../src/server/guide-handlers.ts';
import { type HttpServer, serveHttp } from '../../src/transports/http/http.ts';
import { FIXTURE_GUIDES } from './fixture-guides.ts';
import { FIXTURE_TOOLS, type FixtureState } from './fixture-tools.ts';

const HINTS = { readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: false };

const LISTED: ListedTool[] = Object.entries(FIXTURE_TOOLS).map(([name, { inputSchema }]) => ({
  name,
  title: name,
  description: `Fixture of the conformance suites: ${name}.`,
  inputSchema: inputSchema ?? { type: 'object', additionalProperties: false },
  annotations: { title: name, ...HINTS },
}));

const OFFERS = { prompts: true, templates: true };

/** The fixture tools behind a server of the SDK. */
function createFixtureFactory(): McpServerFactory {
  const codec = createRequestStateCodec<FixtureState>({ key: 'k'.repeat(32), ttlSeconds: 600 });
  return () => {
    const cache = { ttlMs: 60_000, cacheScope: 'private' as const };
    const server = new Server(
      { name: 'conformance-fixture', version: '1.0.0' },
      {
        capabilities: { tools: { listChanged: false }, ...guideCapabilities(OFFERS) },
        cacheHints: {
          'tools/list': cache,
          'server/discover': cache,
          'prompts/list': cache,
          'resources/list': cache,
          'resources/templates/list': cache,
          'resources/read': cache,
        },
        requestState: { verify: codec.verify },
      },
    );
    serveGuides(server, async () => FIXTURE_GUIDES, OFFERS);
    server.setRequestHandler('tools/list', () => ({ tools: LISTED as unknown as Tool[] }));
    server.setRequestHandler('tools/call', async ({ params }, context) => {
      const tool = FIXTURE_TOOLS[params.name];
      if (!tool) return { isError: true, content: [{ type: 'text', text: `No tool ${params.name}.` }] };
      try {
        const mint = (state: FixtureState) => codec.mint(state);
        return await tool.call({ arguments: params.arguments ?? {}, context, mint });
      } catch (error) {
        if (!(error instanceof Error) || 'code' in error) throw error;
        return { isError: true, content: [{ type: 'text', text: error.message }] };
      }
    });
    return server;
  };
}

/** Our own HTTP transport on a free port of loopback, with the fixture tools in the place of ours. */
export async function startFixtureServer({ sessions }: { sessions: number }): Promise<HttpServer> {
  const environment = { O2_PORT: '0', O2_LOG_LEVEL: 'error', O2_SESSIONS: String(sessions) };
  const app = await createApp(readConfig({}, environment));
  const catalog = createCatalog(
    [],
    [],
    LISTED.map((listed) => ({ listed, in: 'all-profiles' as const })),
  );
  const view = catalog.view({ ...app.view.options, profile: 'all' });
  return serveHttp({ ...app, catalog, view }, createFixtureFactory);
}
