import { existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unpackExtension, validateManifest } from '@anthropic-ai/mcpb';
import { Client } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { beforeAll, describe, expect, it } from 'vitest';
import { desktopManifest, packDesktop } from '../../deploy/desktop.ts';
import manifest from '../../package.json' with { type: 'json' };
import { OPTIONS } from '../../src/config/options.ts';
import { sendJson, startFakeOpenObserve } from '../helpers/fake-openobserve.ts';

interface Bundle {
  readonly version: string;
  readonly server: {
    readonly entry_point: string;
    readonly mcp_config: {
      readonly command: string;
      readonly args: string[];
      readonly env: Record<string, string>;
    };
  };
  readonly user_config: Record<string, { default?: unknown; sensitive?: boolean; required?: boolean }>;
}

let folder: string;
let bundle: Bundle;

beforeAll(async () => {
  const work = mkdtempSync(join(tmpdir(), 'openobserve-mcp-desktop-test-'));
  const file = join(work, 'openobserve.mcpb');
  await packDesktop(file);
  folder = join(work, 'unpacked');
  expect(await unpackExtension({ mcpbPath: file, outputDir: folder, silent: true })).toBe(true);
  bundle = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8'));
}, 120_000);

/** As Claude Desktop fills the settings in: what was typed into the form, else the default. */
function filled(text: string, typed: Record<string, string>): string {
  return text.replaceAll(/\$\{(?:user_config\.)?(\w+)\}/g, (_, name: string) =>
    name === '__dirname' ? folder : String(typed[name] ?? bundle.user_config[name]?.default ?? ''),
  );
}

describe('the bundle for Claude Desktop', () => {
  it('has a manifest that its own tools accept', () => {
    expect(validateManifest(join(folder, 'manifest.json'))).toBe(true);
    expect(bundle).toEqual(desktopManifest());
    expect(bundle.version).toBe(manifest.version);
    expect(existsSync(join(folder, bundle.server.entry_point))).toBe(true);
    expect(existsSync(join(folder, 'LICENSE'))).toBe(true);
  });

  it('asks for settings that exist, and hides the secret ones', () => {
    const { env } = bundle.server.mcp_config;
    const options = Object.values(OPTIONS);
    for (const [variable, reference] of Object.entries(env)) {
      const option = options.find((each) => each.variable === variable);
      const field = bundle.user_config[/\.(\w+)\}/.exec(reference)?.[1] ?? ''];
      expect(field?.sensitive === true, variable).toBe(option?.secret === true);
    }
    expect(Object.keys(env)).toEqual(expect.arrayContaining(['O2_BASE_URL', 'API_KEY']));
  });

  it('starts, lists its tools and answers, with what was typed into the form', async () => {
    const openobserve = await startFakeOpenObserve((_, response) =>
      sendJson(response, { list: [], total: 0 }),
    );
    const typed = { baseUrl: openobserve.url, apiKey: 'ann@example.com:token', org: 'default' };
    const { args, env } = bundle.server.mcp_config;
    const client = new Client({ name: 'test', version: '1' });
    await client.connect(
      new StdioClientTransport({
        command: process.execPath,
        args: args.map((text) => filled(text, typed)),
        env: Object.fromEntries(Object.entries(env).map(([name, text]) => [name, filled(text, typed)])),
      }),
    );
    const { tools } = await client.listTools();
    expect(tools.map(({ name }) => name)).toContain('find_tools');
    const result = await client.callTool({ name: 'stream_list', arguments: {} });
    expect(result.isError).toBeFalsy();
    await client.close();
    await openobserve.close();
  });
});
