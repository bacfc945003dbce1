import { type App, createApp } from '../../server/app.ts';
import { EVERYDAY, stdioCommand } from '../../clients/start-command.ts';
import type { Config } from '../../config/options.ts';
import { isLoopback } from '../../transports/auth/admission.ts';
import { serveHttp } from '../../transports/http/http.ts';
import { VERSION } from '../../version.ts';
import { ownScript } from './own-script.ts';
import { logReleaseNotice } from './release-notice.ts';
import { programName } from '../terminal/program-name.ts';
import { SAMPLE_ERRORS_SQL } from '../terminal/sample-question.ts';
import { onShutdownSignal } from '../terminal/shutdown.ts';

const MANY_TOKENS = 10_000;

/** Serve Streamable HTTP until a signal arrives. Calls in flight are finished first. */
export async function runServe(config: Config): Promise<number> {
  const app = await createApp(config);
  const server = await serveHttp(app).catch(async (error) => {
    await app.close();
    throw error;
  });
  const stopped = onShutdownSignal();
  process.stdout.write(startText(app, server.url));
  logReleaseNotice(app);
  // A person at the keyboard does not wait for load balancers.
  if ((await stopped) === 'SIGTERM') await server.drain();
  await server.close();
  await app.close();
  return 0;
}

/** An address to call: one that stands for every address of this machine is none. */
const calledAt = (url: string) => url.replace(/\/\/(?:0\.0\.0\.0|\[::\])(?=[:/])/, '//localhost');

function startText(app: App, listening: string): string {
  const { config, view } = app;
  const url = calledAt(listening);
  const tokens = Math.round(view.tokens / 100) * 100;
  const advice = tokens > MANY_TOKENS ? '; --profile core costs far less' : '';
  return `${[
    `openobserve-mcp ${VERSION} listens on ${listening}`,
    `  Web page      ${url.replace(/mcp$/, '')}`,
    ...(config.instancesFile === null ? placeText(app) : instancesText(app)),
    `  Tools         ${toolsText(view)}, about ${tokens.toLocaleString('en')} tokens for a model${advice}`,
    `  Key           ${keyText(config)}`,
    ...(config.demo ? tryText(url) : []),
    '  Ctrl-C stops it.',
  ].join('\n')}\n`;
}

/** Operations of OpenObserve, and the tools of this server beside them. */
function toolsText({ listed, reaches }: App['view']): string {
  const operations = listed.filter(({ name }) => reaches(name)).length;
  return `${listed.length} (${operations} operations, ${listed.length - operations} helpers)`;
}

/** Which key callers need. The key itself is never printed. */
function keyText({ auth, keys, keysFile, host, noAuth, oauthIssuer }: Config): string {
  if (noAuth) return 'none: --no-auth lets anybody call';
  if (auth === 'caller') return "each caller's own credential for OpenObserve";
  const own = keysFile === null ? 'MCP_KEYS' : 'MCP_KEYS_FILE';
  const oauth = oauthIssuer === null ? '' : `, or a token of ${oauthIssuer}`;
  if (keys !== null || keysFile !== null) return `one of ${own}, as Authorization: Bearer KEY${oauth}`;
  if (oauthIssuer !== null) return `a token of ${oauthIssuer}`;
  return isLoopback(host) ? 'none on this machine' : 'the value of API_KEY, as Authorization: Bearer KEY';
}

function placeText({ config }: App): string[] {
  const where = config.demo
    ? 'the built-in sample, not an OpenObserve'
    : (config.baseUrl ?? 'not set yet: set O2_BASE_URL and API_KEY, or try --demo');
  const org =
    config.org ??
    (config.demo ? 'default' : 'the only one that the credential can see (set O2_ORG for another)');
  return [`  OpenObserve   ${where}`, `  Organization  ${org}`];
}

function instancesText({ instances }: App): string[] {
  return instances.current().map(({ name, config }, index) => {
    const access = config.readOnly ? ', read-only' : '';
    return `  ${index === 0 ? 'OpenObserve' : '           '}   ${name}: ${config.baseUrl}${access}`;
  });
}

function tryText(url: string): string[] {
  const settings = { O2_DEMO: 'true', ...EVERYDAY };
  const start = stdioCommand({ kind: 'local', settings, secrets: [], script: ownScript() });
  const server = { ...start, env: settings };
  return [
    '',
    'Open the web page, and ask "errors in payment_service per minute". Or, in another terminal:',
    `  ${programName()} call search_sql --demo sql="${SAMPLE_ERRORS_SQL}"`,
    `  ${programName()} tools --demo`,
    `Point any MCP client at ${url}, or give Claude Desktop (claude_desktop_config.json, then a restart) this:`,
    `  ${JSON.stringify({ mcpServers: { openobserve: server } })}`,
    '',
  ];
}
