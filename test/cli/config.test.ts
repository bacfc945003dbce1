import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { parse } from 'yaml';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CLIENTS } from '../../src/clients/clients.ts';
import { FORM_CLIENTS } from '../../src/clients/form-clients.ts';
import { GATEWAYS } from '../../src/clients/gateways.ts';
import { checkKongConfig } from '../gateways/kong-rules.ts';
import { type Running, start } from '../transports/running.ts';
import { folderWithNpx } from './npx.ts';
import { runCli } from './run-cli.ts';

const SECRET = 'ann@example.com:a-secret-of-this-test';
const CLI = join(import.meta.dirname, '../../src/cli.ts');
const PROGRAM = join(import.meta.dirname, '../../src/cli/program.ts');
const KEY = 'a-key-of-this-test-0123';
const DOCS = join(import.meta.dirname, '../../docs/gateways');

const home = mkdtempSync(join(tmpdir(), 'openobserve-mcp-home-'));
const PATH = `${folderWithNpx()}:${process.env.PATH}`;

let server: Running;
beforeAll(async () => {
  server = await start({ MCP_KEYS: `client:${KEY}` });
});
afterAll(() => server.close());

async function config(args: readonly string[], environment: Record<string, string> = {}) {
  const finished = await runCli(['config', ...args], {
    environment: { HOME: home, O2_BASE_URL: server.openobserve.url, API_KEY: SECRET, ...environment },
  });
  expect(finished.exitCode, finished.stderr).toBe(0);
  const output = finished.stdout + finished.stderr;
  for (const secret of [SECRET, 'a-secret-of-this-test', Buffer.from(SECRET).toString('base64'), KEY])
    expect(output).not.toContain(secret);
  return finished;
}

interface Entry {
  readonly command?: string;
  readonly cmd?: string;
  readonly args?: string[];
  readonly env?: Record<string, string>;
  readonly envs?: Record<string, string>;
  readonly env_keys?: string[];
  readonly url?: string;
  readonly serverUrl?: string;
  readonly httpUrl?: string;
  readonly uri?: string;
  readonly headers?: Record<string, string>;
}

/** The part of a snippet that is about the server, wherever the client wants it. */
function entryOf(text: string): Entry {
  const { mcpServers, servers, context_servers, extensions } = parse(text);
  return (mcpServers ?? servers ?? context_servers ?? extensions).openobserve;
}

/** As the client would fill references in: from the environment, or from what it asked for. */
function filled(text: string, values: Record<string, string>): string {
  return text.replaceAll(/\$\{(?:env:|input:)?([\w-]+)\}/g, (_, name: string) => {
    const value = values[name.toUpperCase().replaceAll('-', '_')];
    if (value === undefined) throw new Error(`Nothing says what ${name} is.`);
    return value;
  });
}

function filledAll(texts: Record<string, string>, values: Record<string, string>) {
  return Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, filled(text, values)]));
}

const VALUES = { API_KEY: SECRET, OPENOBSERVE_MCP_KEY: KEY };

function transportOf(entry: Entry) {
  const url = entry.url ?? entry.serverUrl ?? entry.httpUrl ?? entry.uri;
  if (url !== undefined)
    return new StreamableHTTPClientTransport(new URL(url), {
      requestInit: { headers: filledAll(entry.headers ?? {}, VALUES) },
    });
  const asked = Object.fromEntries(
    (entry.env_keys ?? []).map((name) => [name, filled(`\${${name}}`, VALUES)]),
  );
  return new StdioClientTransport({
    command: entry.command ?? entry.cmd ?? '',
    args: entry.args ?? [],
    env: { PATH, HOME: home, ...filledAll(entry.env ?? entry.envs ?? {}, VALUES), ...asked },
    stderr: 'ignore',
  });
}

/** Lists the tools and calls one, which needs the credential and, over HTTP, the key. */
async function use(text: string): Promise<string[]> {
  const client = new Client({ name: 'test', version: '1' });
  await client.connect(transportOf(entryOf(text)));
  try {
    const { tools } = await client.listTools();
    const result = await client.callTool({ name: 'stream_list', arguments: { org_id: 'default' } });
    expect(result.isError, JSON.stringify(result.content)).toBeFalsy();
    return tools.map((tool) => tool.name);
  } finally {
    await client.close();
  }
}

/** Do what the notes say: put each secret into the file that the snippet names. */
function obeyNotes(notes: readonly string[]): void {
  for (const note of notes) {
    const path = /into (\S+),/.exec(note)?.[1] ?? '';
    const line = /the line "([^"]*)"/.exec(note)?.[1];
    if (path === '') continue;
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, line === undefined ? SECRET : line.replace('KEY', KEY));
  }
}

describe.each(CLIENTS)('config $name', ({ name, file }) => {
  it('starts the server here', async () => {
    const { stdout, stderr } = await config([name]);
    expect(stderr).toContain(file);
    obeyNotes(stderr.split('\n'));
    const tools = await use(stdout);
    expect(tools).toContain('find_tools');
    expect(tools.length).toBeLessThan(60);
  });

  it('reaches one that listens', async () => {
    const { stdout, stderr } = await config([name, '--url', server.url]).then(async (open) => {
      // On loopback no key is wanted unless the settings have one.
      expect(open.stdout).not.toContain('header');
      return config([name, '--url', server.url], { MCP_KEYS: `client:${KEY}` });
    });
    obeyNotes(stderr.split('\n'));
    expect(await use(stdout)).toContain('search_sql');
  });

  it('goes through a gateway with a header of its own', async () => {
    const { stdout } = await config([
      name,
      '--url',
      'https://gw.example.com/o2',
      '--key-header',
      'apikey',
      '--json',
    ]);
    const { snippet, notes } = JSON.parse(stdout);
    expect(parse(snippet)).toBeTypeOf('object');
    expect(snippet).toContain('https://gw.example.com/o2');
    expect(`${snippet} ${notes}`).toContain('apikey');
  });
});

describe('config', () => {
  it('carries the settings in force, with paths that hold elsewhere', async () => {
    const { stdout } = await config(
      ['cursor', '--org', 'acme', '--read-only', '--profile', 'streams,queries'],
      {
        O2_CA_FILE: 'ca.pem',
        HTTPS_PROXY: 'http://user:proxy-secret@proxy:3128',
        O2_PORT: '4000',
      },
    );
    expect(entryOf(stdout).env).toEqual({
      O2_PROFILE: 'streams,queries',
      O2_BASE_URL: server.openobserve.url,
      O2_ORG: 'acme',
      O2_READ_ONLY: 'true',
      O2_CA_FILE: join(process.cwd(), 'ca.pem'),
      // biome-ignore lint/suspicious/noTemplateCurlyInString: the client fills it in
      API_KEY: '${env:API_KEY}',
      // biome-ignore lint/suspicious/noTemplateCurlyInString: the client fills it in
      HTTPS_PROXY: '${env:HTTPS_PROXY}',
    });
    expect(stdout).not.toContain('proxy-secret');
  });

  it.each(CLIENTS.map(({ name }) => name))('for %s says what the settings lack', async (name) => {
    const { stderr } = await config([name], { O2_BASE_URL: '' });
    expect(stderr).toContain('still needs O2_BASE_URL');
    expect((await config([name], {})).stderr).not.toContain('still needs');
    expect((await config([name, '--demo'], { O2_BASE_URL: '' })).stderr).not.toContain('still needs');
    const remote = await config([name, '--url', 'http://127.0.0.1:3000/mcp'], { O2_BASE_URL: '' });
    expect(remote.stderr).not.toContain('still needs');
  });

  it.each(FORM_CLIENTS)('for $name says what to type, and where', async ({ name, file }) => {
    const { stdout, stderr } = await config([name, '--url', 'https://mcp.example.com/mcp'], {
      MCP_KEYS: `client:${KEY}`,
    });
    expect(stderr).toContain(file);
    expect(stdout).toContain('https://mcp.example.com/mcp?profile=core');
    if (name !== 'codex') expect((await config([name])).stderr).toContain('over HTTP only');
  });

  it('for Codex is a command that the shell reads as it is meant', async () => {
    const { stdout } = await config(['codex'], { O2_ORG: "o'neill org" });
    const shell = `codex() { printf '%s\\n' "$@"; }; ${stdout}`;
    const { stdout: words } = await promisify(execFile)('bash', ['--norc', '-c', shell], {
      env: { PATH, API_KEY: SECRET },
    });
    const [, , , ...rest] = words.trim().split('\n');
    expect(rest).toContain("O2_ORG=o'neill org");
    expect(rest).toContain(`API_KEY=${SECRET}`);
    expect(rest.slice(-4)).toEqual(['npx', '-y', 'openobserve-mcp', 'stdio']);
  });

  it('prints one-click links and the command of Claude Code that hold the same server', async () => {
    const wordAfter = (text: string, mark: string) => (text.split(mark)[1] ?? '').split(/\s/)[0] ?? '';
    const cursor = await config(['cursor']);
    const encoded = decodeURIComponent(wordAfter(cursor.stderr, '&config='));
    expect(JSON.parse(Buffer.from(encoded, 'base64').toString())).toEqual(entryOf(cursor.stdout));
    const code = await config(['vscode']);
    const { name, inputs, ...server } = JSON.parse(
      decodeURIComponent(wordAfter(code.stderr, 'mcp/install?')),
    );
    expect(name).toBe('openobserve');
    expect({ ...server, inputs }).toEqual({ ...entryOf(code.stdout), inputs: parse(code.stdout).inputs });
    const claude = await config(['claude-code']);
    const json = /add-json --scope user openobserve '(.*)'/.exec(claude.stderr)?.[1] ?? '';
    expect(JSON.parse(json)).toEqual(entryOf(claude.stdout));
  });

  it('--local starts this copy', async () => {
    const { stdout } = await config(['claude-desktop', '--local']);
    const { command, args = [] } = entryOf(stdout);
    expect(command).toBe(process.execPath);
    expect(args[0]).toMatch(/src\/cli\.ts$/);
    obeyNotes((await config(['claude-desktop', '--local'])).stderr.split('\n'));
    expect(await use(stdout)).toContain('find_tools');
  });

  it.each([['claude-desktop', '--url', 'https://mcp.example.com/mcp'], ['kong'], ['chatgpt']])(
    '--local is refused where the client starts nothing: %s',
    async (...args) => {
      const { exitCode, stderr } = await runCli(['config', ...args, '--local']);
      expect(exitCode).toBe(2);
      expect(stderr).toMatch(/--local says which copy a client starts, and .* starts none\. Leave it out\./);
    },
  );

  it('says that npx fetches the package, where the file is, and that the client restarts', async () => {
    const { stderr } = await config(['claude-desktop']);
    expect(stderr).toContain('# npx fetches the package from npm.');
    expect(stderr).toContain('~/Library/Application Support/Claude');
    expect(stderr).toContain('# Claude Desktop sees it after a restart.');
    expect((await config(['claude-desktop', '--local'])).stderr).not.toContain('npx fetches');
  });

  it('--local names the file itself, and not a link that a cache may lose', async () => {
    const cache = join(home, '_npx/0123/node_modules');
    mkdirSync(join(cache, '.bin'), { recursive: true });
    const link = join(cache, '.bin/openobserve-mcp');
    symlinkSync(CLI, link);
    const run = (script: string) =>
      promisify(execFile)(process.execPath, [script, 'config', 'claude-desktop', '--local', '--demo'], {
        env: { HOME: home, NODE_NO_WARNINGS: '1' },
      });
    expect(entryOf((await run(link)).stdout).args?.[0]).toBe(CLI);
    mkdirSync(join(cache, 'openobserve-mcp'));
    const fetched = join(cache, 'openobserve-mcp/cli.mjs');
    writeFileSync(
      fetched,
      `process.exitCode = await (await import(${JSON.stringify(PROGRAM)})).run(process.argv.slice(2));`,
    );
    await expect(run(fetched)).rejects.toMatchObject({
      stderr: expect.stringContaining('cache of npx'),
    });
  });

  it.each(['claude-ai', 'chatgpt'])('%s takes no variable, so that none is missing', async (name) => {
    expect((await config([name], { O2_BASE_URL: '' })).stderr).not.toContain('O2_BASE_URL');
  });

  it('gives the command that puts the credential where the snippet looks', async () => {
    const { stderr } = await config(['claude-desktop']);
    rmSync(join(home, '.config'), { recursive: true, force: true });
    const command = /With API_KEY set in this shell: (.*)/.exec(stderr)?.[1] ?? '';
    await promisify(execFile)('bash', ['--norc', '-c', command], { env: { PATH, API_KEY: SECRET } });
    const file = join(home, '.config/openobserve-mcp/api-key');
    expect(readFileSync(file, 'utf8').trim()).toBe(SECRET);
    expect(statSync(file).mode & 0o077).toBe(0);
  });

  it('for the sample brings what the sample needs', async () => {
    const { stdout } = await config(['claude-code', '--demo']);
    expect(entryOf(stdout).args).toContain('@duckdb/node-api');
  });

  it.each([
    [['cursr'], /no snippet for "cursr".*Did you mean cursor.*bifrost/],
    [['cursor', '--url', 'gw'], /--url must be an address/],
  ])('%j is wrong usage', async (args, message) => {
    const { exitCode, stdout, stderr } = await runCli(['config', ...args]);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr).toMatch(message);
  });
});

const readDoc = (name: string) => parse(readFileSync(join(DOCS, name), 'utf8'));

/** What the commands of a snippet send, run with a curl that only keeps the body. */
async function bodyOf(script: string): Promise<unknown> {
  const shell = `curl() { cat; }\n${script}`;
  const { stdout } = await promisify(execFile)('bash', ['--norc', '-c', shell], {
    env: { PATH: process.env.PATH, OPENOBSERVE_MCP_KEY: 'KEY' },
  });
  return JSON.parse(stdout);
}

describe('config for gateways is what docs/gateways has tried', () => {
  it('kong', async () => {
    const { stdout } = await config(['kong']);
    expect(parse(stdout)).toEqual(readDoc('kong.yaml'));
    const { stdout: slow } = await config([
      'kong',
      '--url',
      'https://o2-mcp.example.com/mcp',
      '--timeout',
      '90s',
    ]);
    expect(() => checkKongConfig(parse(slow))).not.toThrow();
    expect(parse(slow).services[0]).toMatchObject({
      url: 'https://o2-mcp.example.com/mcp',
      read_timeout: 180_000,
    });
  });

  it('contextforge', async () => {
    expect(await bodyOf((await config(['contextforge'])).stdout)).toEqual(readDoc('contextforge.json'));
  });

  it('cloudflare', async () => {
    const { stdout } = await config(['cloudflare'], { O2_PUBLIC_URL: 'https://mcp-origin.example.com/mcp' });
    expect(await bodyOf(stdout)).toEqual(readDoc('cloudflare-server.json'));
  });

  it('bifrost, whose file refers to the key in its own way', async () => {
    const [entry] = JSON.parse((await config(['bifrost'])).stdout).mcp.client_configs;
    const { headers: _, ...tried } = readDoc('bifrost.json');
    expect(entry).toEqual({ ...tried, headers: { 'X-API-Key': 'env.OPENOBSERVE_MCP_KEY' } });
  });

  it('and there is one for each', () => {
    expect(GATEWAYS.map(({ name }) => name)).toEqual(['cloudflare', 'kong', 'contextforge', 'bifrost']);
  });
});
