import assert from 'node:assert/strict';
import { existsSync, globSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'tsdown';
import { TOOLS } from '../../src/generated/tools.ts';
import { checkTools, type ListedThere } from './calls.ts';
import { freePort, type GatewayContext, KEY, ROOT } from './context.ts';
import { finish } from './processes.ts';
import { connectSdk, type Mode } from './sdk-caller.ts';

const WORKERD = 'workerd@1.20261117.1';

/** The runtime of Cloudflare's Workers, from npm. Answers with its program. */
async function install(folder: string): Promise<string> {
  const args = ['install', '--no-save', '--ignore-scripts', '--no-audit', '--no-fund', '--prefix', folder];
  if (!existsSync(join(folder, 'node_modules/workerd'))) await finish('npm', [...args, WORKERD]);
  const [program] = globSync(join(folder, 'node_modules/@cloudflare/workerd-*/bin/workerd'));
  assert.ok(program, `${WORKERD} has no program for this platform.`);
  return program;
}

/** The Worker with the official client inside, and what workerd needs to know of it. */
async function bundle(folder: string, port: number): Promise<string> {
  await build({
    config: false,
    entry: { worker: join(import.meta.dirname, 'cloudflare/worker.ts') },
    outDir: join(folder, 'worker'),
    format: 'esm',
    platform: 'neutral',
    dts: false,
    fixedExtension: true,
    report: false,
    logLevel: 'error',
    inputOptions: {
      resolve: {
        conditionNames: ['workerd', 'worker', 'browser', 'import', 'default'],
        mainFields: ['module', 'main'],
      },
    },
    deps: { alwaysBundle: [/^[^.]/], neverBundle: [/^node:/], onlyBundle: false },
  });
  const config = `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [
    (name = "main", worker = (
      modules = [(name = "worker", esModule = embed "worker/worker.mjs")],
      compatibilityDate = "2026-11-01",
      compatibilityFlags = ["nodejs_compat"],
    )),
    (name = "internet", network = (allow = ["local"])),
  ],
  sockets = [(name = "http", address = "127.0.0.1:${port}", http = (), service = "main")],
);
`;
  const path = join(folder, 'config.capnp');
  writeFileSync(path, config);
  return path;
}

const shown = <T>(name: string) => JSON.parse(readFileSync(join(ROOT, 'docs/gateways', name), 'utf8')) as T;

/** The bodies that the docs show, against the rules of the portal. Answers with how many tools it opens. */
function checkRegistration(): number {
  const server = shown<{ id: string; hostname: string; auth_type: string }>('cloudflare-server.json');
  type Portal = { servers: Array<{ server_id: string; updated_tools: Array<{ name: string }> }> };
  const [entry] = shown<Portal>('cloudflare-portal.json').servers;
  assert.match(server.id, /^[a-z0-9-]+$/, 'the portal splits names at an underscore');
  assert.match(
    server.hostname,
    /^https:.*\/mcp$/,
    'only an address that ends in /mcp is Streamable HTTP at once',
  );
  assert.equal(server.auth_type, 'bearer');
  assert.equal(entry?.server_id, server.id);
  const names = entry?.updated_tools.map(({ name }) => name) ?? [];
  const unknown = names.filter((name) => !TOOLS.some((tool) => tool.name === name));
  assert.deepEqual(unknown, [], `no such tools: ${unknown.join(', ')}`);
  return names.length;
}

interface Found {
  readonly version: string;
  readonly tools: readonly ListedThere[];
}

/** A Worker probes us as the portal does: 2026-07-28 first, then the handshake of 2025; and one forwards to us. */
export async function checkCloudflare(context: GatewayContext): Promise<void> {
  const { ours, step, folder, processes } = context;
  const port = await freePort();
  const worker = `http://127.0.0.1:${port}`;
  await step('the registration keeps the rules of the portal', async () => {
    return `${checkRegistration()} tools opened`;
  });
  const isStarted = await step('starts a Worker in workerd from npm', async () => {
    const program = await install(folder);
    const config = await bundle(folder, port);
    await processes.start(program, ['serve', config], { logPath: join(folder, 'workerd.log') });
    for (let tries = 0; tries < 50; tries++) {
      if (await fetch(worker).catch(() => null)) return WORKERD;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    throw new Error(`workerd does not answer; see ${folder}/workerd.log`);
  });
  if (!isStarted) return;
  const bearer = { authorization: `Bearer ${KEY}` };
  const order = async <T>(mode: Mode, url: string, headers: Record<string, string>, call?: object) => {
    const body = JSON.stringify({ url, headers, mode, call });
    const response = await fetch(worker, { method: 'POST', body });
    const answer = (await response.json()) as T & { readonly failure?: string };
    if (answer.failure) throw new Error(answer.failure);
    return answer;
  };
  const origin = new URL(ours.url).origin;
  const ways = [
    { what: 'probes 2026-07-28 first', mode: 'auto', url: ours.url, headers: bearer, version: '2026-07-28' },
    { what: 'falls back to 2025', mode: 'legacy', url: ours.url, headers: bearer, version: '2025-11-25' },
    { what: 'takes the bare address', mode: 'auto', url: origin, headers: bearer, version: '2026-07-28' },
    {
      what: 'sends the key as a custom header',
      mode: 'auto',
      url: ours.url,
      headers: { 'x-api-key': KEY },
      version: '2026-07-28',
    },
  ] as const;
  for (const { what, mode, url, headers, version } of ways) {
    await step(what, async () => {
      const found = await order<Found>(mode, url, headers);
      assert.equal(found.version, version);
      return `MCP ${found.version}, ${found.tools.length} tools`;
    });
  }
  await step('learns that a bearer key is wrong', async () => {
    await assert.rejects(
      order('auto', ours.url, { authorization: 'Bearer wrong' }),
      /401|unauthori[sz]ed|key/i,
    );
    return 'refused';
  });
  await checkTools(context, {
    list: async () => (await order<Found>('auto', ours.url, bearer)).tools,
    async call(name, args) {
      type RefusedCall = { readonly content: Array<{ text: string }>; readonly isError?: boolean };
      const { content, isError = false } = await order<RefusedCall>('auto', ours.url, bearer, {
        name,
        arguments: args,
      });
      return { text: content[0]?.text ?? '', isError };
    },
  });
  await step('forwards a 2026-07-28 client through a Worker that sets our key', async () => {
    const through = {
      'x-target': ours.url,
      'x-key': KEY,
      'x-caller-key': 'of-the-person',
      authorization: 'Bearer of-the-person',
      cookie: 'a=b',
    };
    const caller = await connectSdk(worker, through, { mode: { pin: '2026-07-28' } });
    const { isError, text } = await caller.call('stream_list', {});
    await caller.close();
    assert.equal(isError, false, text);
    return `${text.length} characters`;
  });
}
