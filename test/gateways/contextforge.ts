import assert from 'node:assert/strict';
import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { checkTools } from './calls.ts';
import { freePort, type GatewayContext, KEY, ROOT } from './context.ts';
import { finish, untilHealthy } from './processes.ts';
import { connectSdk } from './sdk-caller.ts';

const REQUIREMENTS = join(import.meta.dirname, 'contextforge-requirements.txt');
const SIGNING_KEY = 'a-signing-key-for-tests-of-32-characters';
const EMAIL = 'admin@example.com';
const HEALTHY_TIMEOUT_MS = 90_000;

const slug = (name: string) => `openobserve-${name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')}`;

/** Install into a virtual environment, once for these requirements. Answers with the folder of its programs. */
async function install(folder: string): Promise<string> {
  const bin = join(folder, 'venv/bin');
  const stamp = join(folder, 'installed.txt');
  const wanted = readFileSync(REQUIREMENTS, 'utf8');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return bin;
  const python = process.env.PYTHON ?? 'python3';
  await finish(python, ['-m', 'venv', '--clear', join(folder, 'venv')]);
  await finish(join(bin, 'pip'), ['install', '--quiet', '--requirement', REQUIREMENTS]);
  copyFileSync(REQUIREMENTS, stamp);
  return bin;
}

interface Gateway {
  readonly url: string;
  request<T>(method: string, path: string, body?: unknown): Promise<T>;
  readonly authorization: string;
}

async function start({ folder, processes }: GatewayContext, bin: string, data: string): Promise<Gateway> {
  const port = await freePort();
  const environment = {
    DATABASE_URL: `sqlite:///${join(data, 'gateway.db')}`,
    JWT_SECRET_KEY: SIGNING_KEY,
    AUTH_ENCRYPTION_SECRET: SIGNING_KEY,
    PLATFORM_ADMIN_EMAIL: EMAIL,
    PLATFORM_ADMIN_PASSWORD: 'Only-4-tests-here',
    DEFAULT_USER_PASSWORD: 'Only-4-tests-here',
    BASIC_AUTH_PASSWORD: 'Only-4-tests-here',
    MCPGATEWAY_UI_ENABLED: 'false',
    PLUGINS_ENABLED: 'false',
    CACHE_TYPE: 'memory',
    LOG_LEVEL: 'WARNING',
    // Our server is on this machine, and more calls come than a person would make.
    SSRF_ALLOW_LOCALHOST: 'true',
    RATE_LIMITING_ENABLED: 'false',
  };
  await processes.start(
    join(bin, 'mcpgateway'),
    ['mcpgateway.main:app', '--host', '127.0.0.1', '--port', String(port)],
    { environment, folder: data, logPath: join(folder, 'gateway.log') },
  );
  const url = `http://127.0.0.1:${port}`;
  await untilHealthy(`${url}/health`, HEALTHY_TIMEOUT_MS);
  const token = await finish(
    join(bin, 'python'),
    ['-m', 'mcpgateway.utils.create_jwt_token', '--username', EMAIL, '--exp', '60', '--secret', SIGNING_KEY],
    { environment, folder: data },
  );
  const authorization = `Bearer ${token.trim().split('\n').at(-1)}`;
  return {
    url,
    authorization,
    async request<T>(method: string, path: string, body?: unknown): Promise<T> {
      const response = await fetch(`${url}${path}`, {
        method,
        headers: { authorization, 'content-type': 'application/json' },
        body: body === undefined ? null : JSON.stringify(body),
      });
      const text = await response.text();
      assert.ok(response.ok, `${method} ${path}: ${response.status} ${text.slice(0, 300)}`);
      return JSON.parse(text) as T;
    },
  };
}

interface Registered {
  readonly id: string;
  readonly reachable: boolean;
}

/** ContextForge registers our server, lists its tools from its own catalog, and calls them as a virtual server. */
export async function checkContextForge(context: GatewayContext): Promise<void> {
  const { ours, step, folder } = context;
  let bin = '';
  const installed = await step('installs from PyPI', async () => {
    bin = await install(folder);
    return (await finish(join(bin, 'pip'), ['show', 'mcp-contextforge-gateway'])).split('\n')[1] ?? '';
  });
  if (!installed) return;
  const data = mkdtempSync(join(folder, 'data-'));
  try {
    const gateway = await start(context, bin, data);
    const registration = JSON.parse(readFileSync(join(ROOT, 'docs/gateways/contextforge.json'), 'utf8'));
    let ids: string[] = [];
    await step('registers us with a bearer key', async () => {
      const { id, reachable } = await gateway.request<Registered>('POST', '/gateways', {
        ...registration,
        url: ours.url,
        auth_token: KEY,
      });
      assert.equal(reachable, true);
      const tools = await gateway.request<Array<{ id: string }>>('GET', `/tools?gateway_id=${id}&limit=0`);
      ids = tools.map((tool) => tool.id);
      return `${tools.length} tools in its catalog`;
    });
    await step('refuses to register us with a wrong key', async () => {
      const wrong = { ...registration, name: 'wrong', url: ours.url, auth_token: 'wrong-key' };
      await assert.rejects(gateway.request('POST', '/gateways', wrong), /40\d|50\d/);
      return 'refused';
    });
    const server = { name: 'openobserve', associated_tools: ids };
    const { id } = await gateway.request<{ id: string }>('POST', '/servers', { server });
    const caller = await connectSdk(
      `${gateway.url}/servers/${id}/mcp`,
      { authorization: gateway.authorization },
      { mode: 'legacy', nameOf: slug },
    );
    await checkTools(context, caller, slug);
    await caller.close();
  } finally {
    await context.processes.stopAll();
    rmSync(data, { recursive: true, force: true });
  }
}
