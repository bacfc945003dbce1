import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runCli } from './run-cli.ts';
import { json, type StandIn, standIn } from './stand-in.ts';

const STREAMS = {
  list: ['payment_service', 'old'].map((name) => ({
    name,
    stream_type: 'logs',
    storage_type: 'disk',
    stats: { doc_num: 5 },
  })),
  total: 2,
};

let server: StandIn;
let folder: string;
let sawSearch: () => void = () => undefined;
let searchClosed: () => void = () => undefined;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'openobserve-mcp-test-'));
  server = await standIn({
    '/api/default/streams': json(STREAMS),
    '/api/default/streams/old': json({ code: 200, message: 'stream deleted' }),
    '/api/default/_search': (_request, response) => {
      sawSearch();
      response.on('close', () => searchClosed());
    },
  });
});

afterEach(async () => {
  await server.close();
  await rm(folder, { recursive: true });
});

function call(args: readonly string[], options: Parameters<typeof runCli>[1] = {}) {
  const environment = { O2_BASE_URL: server.url, API_KEY: 'a@example.com:token', O2_ORG: 'default' };
  return runCli(['call', ...args], { ...options, environment });
}

describe('call', () => {
  it('prints one line of JSON into a pipe', async () => {
    const { exitCode, stdout, stderr } = await call(['stream_list', 'type=logs']);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(stdout.trimEnd().split('\n')).toHaveLength(1);
    expect(JSON.stringify(JSON.parse(stdout))).toContain('payment_service');
  });

  it('takes arguments as JSON, and single ones before them', async () => {
    const { exitCode } = await call([
      'stream_list',
      '--args',
      '{"type": "traces"}',
      'type=logs',
      'fetchSchema:=false',
    ]);
    expect(exitCode).toBe(0);
    expect(server.seen).toEqual(['GET /api/default/streams']);
  });

  it('writes the answer to a file, whole', async () => {
    const file = join(folder, 'streams.json');
    expect(await call(['stream_list', '--out', file])).toEqual({ exitCode: 0, stdout: '', stderr: '' });
    expect(JSON.stringify(JSON.parse(await readFile(file, 'utf8')))).toContain('payment_service');
  });

  it('writes no file when the tool fails', async () => {
    const { exitCode, stderr } = await call(['stream_lits', '--out', join(folder, 'x.json')]);
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(/no tool "stream_lits".*stream_list/);
    expect(await readdir(folder)).toEqual([]);
  });

  it('leaves nothing behind when the file cannot be written', async () => {
    const { exitCode, stderr } = await call(['stream_list', '--out', join(folder, 'missing/x.json')]);
    expect(exitCode).toBe(2);
    expect(stderr).toContain('--out');
    expect(await readdir(folder)).toEqual([]);
  });

  it('destroys only with --yes where nobody can be asked', async () => {
    const { exitCode, stderr } = await call(['stream_delete', 'stream_name=old']);
    expect(exitCode).toBe(3);
    expect(stderr).toContain('src/cli.ts call stream_delete stream_name=old --yes');
    const changes = () => server.seen.filter((request) => !request.startsWith('GET '));
    expect(changes()).toEqual([]);
    expect((await call(['stream_delete', 'stream_name=old', '--yes'])).exitCode).toBe(0);
    expect(changes()).toEqual(['DELETE /api/default/streams/old']);
  });

  it('says that there is nothing to destroy, rather than ask for a yes', async () => {
    const { exitCode, stderr } = await call(['stream_delete', 'stream_name=payment_servce']);
    expect(exitCode).toBe(1);
    expect(stderr).toContain('Did you mean payment_service');
    expect(stderr).not.toContain('--yes');
  });

  it('is cancelled by Ctrl-C, down to the socket', async () => {
    const interrupt = new AbortController();
    const closed = new Promise<void>((resolve) => {
      searchClosed = resolve;
    });
    sawSearch = () => interrupt.abort();
    const { exitCode, stdout, stderr } = await call(['search_sql', 'sql=SELECT * FROM payment_service'], {
      interrupt: interrupt.signal,
    });
    await closed;
    expect({ exitCode, stdout, stderr }).toEqual({
      exitCode: 130,
      stdout: '',
      stderr: 'openobserve-mcp: The call was canceled.\n',
    });
  });
});

describe('tools', () => {
  it('lists all in a pipe, and one with its arguments', async () => {
    const all = JSON.parse((await runCli(['tools'])).stdout);
    expect(all.map((tool: { name: string }) => tool.name)).toEqual(
      expect.arrayContaining(['search_sql', 'describe_tool']),
    );
    const one = JSON.parse((await runCli(['tools', 'SearchSQL'])).stdout);
    expect(one).toMatchObject({ name: 'search_sql', inputSchema: { type: 'object' } });
    // Lists for models leave it out.
    expect(one.inputSchema.properties).toHaveProperty('use_cache');
    expect(one.example.sql).toContain('SELECT');
  });

  it('names the near one', async () => {
    const { exitCode, stderr } = await runCli(['tools', 'serch_sql']);
    expect(exitCode).toBe(2);
    expect(stderr).toContain('search_sql');
  });

  it('are named in messages by what a person types', async () => {
    const said = async (...args: string[]) => (await runCli(args)).stderr;
    expect(await said('call', '--demo', 'create_dashboard', 'title=')).toMatch(
      /^openobserve-mcp: "title" must not be empty\. ".*src\/cli\.ts tools create_dashboard" shows the full schema of create_dashboard, with an example\.\n$/,
    );
    expect(await said('tools', 'qqqq')).toMatch(
      /^openobserve-mcp: There is no tool "qqqq"\. ".*src\/cli\.ts tools" lists them\.\n$/,
    );
  });

  it('does not mind a reader that leaves early', async () => {
    const cli = join(import.meta.dirname, '../../src/cli.ts');
    const line = `set -o pipefail; "${process.execPath}" "${cli}" tools | head -c 1`;
    expect(
      await promisify(execFile)('bash', ['--norc', '-c', line], {
        env: { PATH: process.env.PATH, NODE_NO_WARNINGS: '1' },
      }),
    ).toEqual({ stdout: '[', stderr: '' });
  });
});
