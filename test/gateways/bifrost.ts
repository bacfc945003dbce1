import assert from 'node:assert/strict';
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkTools, type ListedThere } from './calls.ts';
import { type GatewayContext, KEY, ROOT } from './context.ts';
import { finish } from './processes.ts';

const CLIENT = 'github.com/mark3labs/mcp-go v0.43.2';

interface ClientConfig {
  readonly name: string;
  readonly connection_type: string;
  readonly auth_type: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly tools_to_execute: readonly string[];
}

/** What the docs show, against Bifrost's rules. Answers with the Authorization that it sends. */
function authorizationOf(key: string): string {
  const text = readFileSync(join(ROOT, 'docs/gateways/bifrost.json'), 'utf8');
  const config = JSON.parse(text) as ClientConfig;
  assert.match(config.name, /^[A-Za-z_]\w*$/);
  assert.deepEqual([config.connection_type, config.auth_type], ['http', 'headers']);
  assert.ok(config.tools_to_execute.length > 0, 'without tools_to_execute there are no tools');
  return config.headers.Authorization?.replace('KEY', key) ?? '';
}

async function build(folder: string): Promise<string> {
  copyFileSync(join(import.meta.dirname, 'bifrost/main.go'), join(folder, 'main.go'));
  writeFileSync(join(folder, 'go.mod'), `module bifrost-client\n\ngo 1.23\n\nrequire ${CLIENT}\n`);
  await finish('go', ['mod', 'tidy'], { folder });
  const binary = join(folder, 'client');
  await finish('go', ['build', '-o', binary, '.'], { folder });
  return binary;
}

/** The client of Bifrost's core, at the version that Bifrost pins, does what Bifrost does: ping, list, and one session a call. */
export async function checkBifrost(context: GatewayContext): Promise<void> {
  const { ours, step, folder } = context;
  let binary = '';
  const isBuilt = await step('builds its MCP client from the Go module proxy', async () => {
    binary = await build(folder);
    return CLIENT;
  });
  if (!isBuilt) return;
  const ask = async (args: readonly string[], url = ours.url, authorization = authorizationOf(KEY)) =>
    JSON.parse(await finish(binary, [url, ...args], { environment: { AUTHORIZATION: authorization } }));
  await step('connects and pings within 5 s', async () => {
    const { version } = await ask(['ping']);
    return `MCP ${version}`;
  });
  await step('connects to the bare address with the key alone', async () => {
    const { tools } = await ask(['list'], new URL(ours.url).origin, KEY);
    return `${tools.length} tools`;
  });
  await step('says 401 for a wrong key, not "legacy server"', async () => {
    await assert.rejects(ask(['list'], ours.url, 'Bearer wrong'), (error: Error) => {
      assert.doesNotMatch(error.message, /legacy/i);
      assert.match(error.message, /401|unauthori[sz]ed|key/i);
      return true;
    });
    return 'refused with the reason';
  });
  await checkTools(context, {
    list: async () => (await ask(['list'])).tools as ListedThere[],
    async call(name, args) {
      const { content, isError = false } = await ask(['call', name, JSON.stringify(args)]);
      return { text: content[0].text, isError };
    },
  });
}
