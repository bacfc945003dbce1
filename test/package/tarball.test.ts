import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, it } from 'vitest';
import { startFakeOpenObserve, sendJson } from '../helpers/fake-openobserve.ts';

const ROOT = join(import.meta.dirname, '../..');
const TSC = join(ROOT, 'node_modules/typescript/bin/tsc');
const run = promisify(execFile);
const MOST_BYTES = 3_000_000;

const CONSUMER = `
import { type AskAnswer, createClient, createServer, OpenObserveMcpError, type ToolName } from 'openobserve-mcp';

const settings = { baseUrl: process.env.ADDRESS ?? '', apiKey: 'ann@example.com:token', org: 'default', timeoutMs: 5000 };
const client = await createClient(settings);
const name: ToolName = 'stream_list';
const { shown } = await client.call(name, { type: 'logs' });
const refused = await client.call('stream_delete', { stream_name: 'app' }).catch((error: unknown) => error);
const plan: AskAnswer = await client.ask('list the streams', { mode: 'semantic', dryRun: true });
await client.close();
const server = await createServer({ ...settings, port: 0, audit: 'off' });
const { status } = await fetch(server.url.replace('/mcp', '/healthz'));
await server.close();
const code = refused instanceof OpenObserveMcpError ? refused.code : null;
const wrong = await createClient({ baseUrl: 'nonsense' }).catch((error: OpenObserveMcpError) => error.message);
console.log(JSON.stringify({ shown, code, tool: plan.steps[0]?.tool, status, wrong }));
`;

const MISTAKES = `
import { createClient } from 'openobserve-mcp';
const client = await createClient({});
// @ts-expect-error no such tool
await client.call('stream_lits', {});
// @ts-expect-error sql is missing
await client.call('search_sql', {});
// @ts-expect-error a wrong kind of stream
await client.call('stream_list', { type: 'nonsense' });
// @ts-expect-error no such setting
await createClient({ baseUrll: 'http://localhost:5080' });
`;

let folder: string;
let packed: { size: number; files: { path: string }[] };

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'openobserve-mcp-package-'));
  const pack = ['pack', '--ignore-scripts', '--json', '--pack-destination', folder];
  const answer = JSON.parse((await run('npm', pack, { cwd: ROOT })).stdout);
  // Newer npm answers with an object by name.
  packed = Array.isArray(answer) ? answer[0] : Object.values(answer)[0];
  const [tarball] = readdirSync(folder);
  writeFileSync(join(folder, 'package.json'), '{"type":"module","private":true}');
  const install = ['install', '--offline', '--ignore-scripts', '--no-audit', '--no-fund', `./${tarball}`];
  await run('npm', install, { cwd: folder });
}, 120_000);

describe('the packed package', () => {
  it('is small, and brings nothing with it', () => {
    expect(packed.size).toBeLessThan(MOST_BYTES);
    const installed = readdirSync(join(folder, 'node_modules')).filter((name) => !name.startsWith('.'));
    expect(installed).toEqual(['openobserve-mcp']);
  });

  it('holds its licenses, and nothing of the building site', () => {
    const paths = packed.files.map(({ path }) => path);
    expect(paths).toEqual(
      expect.arrayContaining(['LICENSE', 'CHANGELOG.md', 'README.md', 'dist/THIRD-PARTY-LICENSES.txt']),
    );
    const links = [...readFileSync(join(ROOT, 'README.md'), 'utf8').matchAll(/\]\((?!http)([^)#]+)\)/g)];
    expect(links.length).toBeGreaterThan(5);
    const missing = links.flatMap(([, path = '']) => (paths.includes(path) ? [] : path));
    expect(missing).toEqual([]);
    expect(paths.filter((path) => /^(src|test|openapi|codegen|bench|\.)/.test(path))).toEqual([]);
  });

  it('is typed for those who embed it, and works as typed', async () => {
    mkdirSync(join(folder, 'types'), { recursive: true });
    writeFileSync(join(folder, 'consumer.ts'), CONSUMER);
    writeFileSync(join(folder, 'mistakes.ts'), MISTAKES);
    const flags = [
      '--strict',
      '--noEmit',
      '--module',
      'nodenext',
      '--target',
      'es2024',
      '--lib',
      'es2024,esnext,dom',
    ];
    const types = ['--typeRoots', join(ROOT, 'node_modules/@types'), '--types', 'node'];
    await run(process.execPath, [TSC, ...flags, ...types, 'consumer.ts', 'mistakes.ts'], {
      cwd: folder,
    }).catch(({ stdout }) => expect.fail(stdout));
    const openobserve = await startFakeOpenObserve((_, response) =>
      sendJson(response, { list: [{ name: 'app', stream_type: 'logs' }], total: 1 }),
    );
    const { stdout } = await run(process.execPath, ['consumer.ts'], {
      cwd: folder,
      env: { PATH: process.env.PATH, NODE_NO_WARNINGS: '1', ADDRESS: openobserve.url },
    });
    await openobserve.close();
    expect(JSON.parse(stdout)).toEqual({
      shown: 1,
      code: 'confirmation_required',
      tool: 'stream_list',
      status: 200,
      wrong: expect.stringMatching(/^O2_BASE_URL must be an address/),
    });
  });
});
