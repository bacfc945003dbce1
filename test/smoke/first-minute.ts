// From nothing to the first answer, as a newcomer types it, on each Node: node test/smoke/first-minute.ts TARBALL
import { strict as assert } from 'node:assert';
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import manifest from '../../package.json' with { type: 'json' };
import { SAMPLE_ERRORS_SQL } from '../../src/cli/terminal/sample-question.ts';
import { sendJson, startFakeOpenObserve } from '../helpers/fake-openobserve.ts';

const VERSIONS = ['22.19.0', '24'];
const A_MINUTE_MS = 60_000;
const tarball = resolve(process.argv[2] ?? '');
const duckdb = `@duckdb/node-api@${manifest.devDependencies['@duckdb/node-api']}`;

const work = mkdtempSync(join(tmpdir(), 'openobserve-mcp-first-'));

/** A folder for PATH with that Node in it. */
function folderWithNode(version: string): string {
  const folder = join(work, `node-${version}`);
  mkdirSync(folder);
  const name = `node-${process.platform}-${process.arch}`;
  const args = ['install', '--no-audit', '--no-fund', '--silent', '--prefix', folder, `${name}@${version}`];
  execFileSync('npm', args, { cwd: folder });
  return join(folder, 'node_modules', name, 'bin');
}

interface Place {
  readonly cwd: string;
  readonly env: Record<string, string>;
}

/** An empty folder, and an npm that has downloaded nothing yet. */
function emptyPlace(nodeFolder: string): Place {
  const cwd = mkdtempSync(join(work, 'empty-'));
  const home = mkdtempSync(join(work, 'home-'));
  // Where the registry is, a user of this machine may have said at home.
  const userconfig = process.env.npm_config_userconfig ?? join(process.env.HOME ?? '', '.npmrc');
  // And how the registry is reached, in variables.
  const way = Object.entries(process.env).filter(([name]) => /proxy|_cert|^npm_config_registry$/i.test(name));
  const env = { PATH: `${nodeFolder}:${process.env.PATH}`, HOME: home, npm_config_userconfig: userconfig };
  return {
    cwd,
    env: { ...(Object.fromEntries(way) as Place['env']), ...env, npm_config_cache: join(home, 'cache') },
  };
}

const npx = (packages: readonly string[], words: readonly string[]) => [
  '-y',
  ...packages.map((name) => `--package=${name}`),
  'openobserve-mcp',
  ...words,
];

/** Answers with when it came. */
async function firstAnswer(transport: StdioClientTransport | StreamableHTTPClientTransport) {
  const client = new Client({ name: 'newcomer', version: '1' });
  await client.connect(transport, { timeout: A_MINUTE_MS });
  const result = await client.callTool({ name: 'stream_list', arguments: {} });
  const atMs = performance.now();
  assert.ok(!result.isError, JSON.stringify(result.content));
  await client.close();
  return atMs;
}

/** The sample over HTTP, and one question on the command line. */
async function sample({ cwd, env }: Place): Promise<number> {
  let atMs = Infinity;
  const server = spawn('npx', npx([tarball, duckdb], ['--demo', '--port', '0']), {
    cwd,
    env,
    stdio: ['ignore', 'pipe', 'ignore'],
    // npx does not pass signals on: its whole group is told.
    detached: true,
  });
  const ended = once(server, 'exit');
  for await (const line of createInterface({ input: server.stdout })) {
    const url = /listens on (\S+)/.exec(line)?.[1];
    if (url === undefined) continue;
    atMs = await firstAnswer(new StreamableHTTPClientTransport(new URL(url)));
    break;
  }
  process.kill(-Number(server.pid), 'SIGTERM');
  await ended;
  return atMs;
}

async function question({ cwd, env }: Place): Promise<number> {
  const args = npx([tarball, duckdb], ['call', 'search_sql', '--demo', `sql=${SAMPLE_ERRORS_SQL}`]);
  assert.match(execFileSync('npx', args, { cwd, env, encoding: 'utf8' }), /DatabaseConnectionTimeout/);
  return performance.now();
}

async function stdio({ cwd, env }: Place): Promise<number> {
  const openobserve = await startFakeOpenObserve((_, response) => sendJson(response, { list: [], total: 0 }));
  const settings = { O2_BASE_URL: openobserve.url, API_KEY: 'ann@example.com:token', O2_ORG: 'default' };
  const atMs = await firstAnswer(
    new StdioClientTransport({
      command: 'npx',
      args: npx([tarball], ['stdio']),
      cwd,
      env: { ...env, ...settings },
    }),
  );
  await openobserve.close();
  return atMs;
}

try {
  for (const version of VERSIONS) {
    const nodeFolder = folderWithNode(version);
    const actual = execFileSync(join(nodeFolder, 'node'), ['--version'], { encoding: 'utf8' }).trim();
    for (const [name, first] of Object.entries({ sample, question, stdio })) {
      const place = emptyPlace(nodeFolder);
      const began = performance.now();
      const tookMs = (await first(place)) - began;
      process.stdout.write(`${name} on Node ${actual}: first answer after ${(tookMs / 1000).toFixed(1)} s\n`);
      assert.ok(tookMs < A_MINUTE_MS, 'The first answer took longer than a minute.');
    }
  }
} finally {
  rmSync(work, { recursive: true, force: true });
}
