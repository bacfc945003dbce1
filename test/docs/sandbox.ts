import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Document, ours } from '../catalog/file/releases.ts';
import { type Sample, createSample } from '../../src/sample/server.ts';
import { startFakeOpenObserve } from '../helpers/fake-openobserve.ts';
import { type Block, ROOT } from './pages.ts';

/** A command that serves is stopped as soon as it listens; all others run to their end. */
const SHIM = (script: string) => `#!/usr/bin/env bash
exec "${process.execPath}" "${join(import.meta.dirname, 'shim.ts')}" "${script}" "$@"
`;

export interface Sandbox {
  /** Runs the blocks of a page as one script, as a reader types them. @throws with the output when a command fails */
  run(blocks: readonly Block[]): Promise<string>;
  close(): Promise<void>;
}

/** The sample, with what a whole OpenObserve has besides: the document of itself. */
async function withDocument(sample: Sample) {
  const document: Document = await ours();
  return startFakeOpenObserve(async ({ method, path, query, headers, body }, response) => {
    if (path === '/api-doc/openapi.json') return void response.end(JSON.stringify(document));
    const answer = await fetch(`${sample.url}${path}${query === '' ? '' : `?${query}`}`, {
      method,
      headers: {
        authorization: headers.authorization ?? '',
        'content-type': headers['content-type'] ?? 'application/json',
      },
      ...(body === '' ? {} : { body }),
    });
    response.writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? '' });
    response.end(await answer.text());
  });
}

export async function createSandbox(): Promise<Sandbox> {
  const sample = await createSample({
    dataDir: new URL('../../fixtures/sample/', import.meta.url),
    shiftToNow: true,
    withObjects: true,
  });
  const openobserve = await withDocument(sample);
  const folder = await mkdtemp(join(tmpdir(), 'docs-'));
  const bin = join(folder, 'bin');
  await mkdir(bin);
  for (const name of ['openobserve-mcp', 'openobserve-mcp-codegen', 'npx', 'npm'])
    await writeFile(join(bin, name), SHIM(name), { mode: 0o755 });
  const { email, token } = sample.credentials;
  await mkdir(join(folder, 'secrets'));
  await writeFile(join(folder, 'secrets/openobserve'), `${email}:${token}\n`);
  await writeFile(join(folder, 'secrets/state-key'), 'k'.repeat(40));
  await writeFile(join(folder, 'keys.yaml'), `keys: [{ name: a, key: ${'a'.repeat(20)} }]\n`);

  /** What stands in the pages for what each reader has. */
  const placeholders: ReadonlyArray<readonly [string, string]> = [
    ['https://openobserve.example.com', openobserve.url],
    ['service-account@example.com:token', `${email}:${token}`],
    ['/run/secrets/', `${folder}/secrets/`],
    ['/etc/openobserve-mcp/', `${folder}/`],
    ['BASE64-OF-EMAIL:TOKEN', Buffer.from(`${email}:${token}`).toString('base64')],
    [':KEY ', `:${'k'.repeat(20)} `],
    ['_API_KEY=...', '_API_KEY=none'],
  ];
  const filled = (text: string) =>
    placeholders.reduce((script, [from, to]) => script.replaceAll(from, to), text);

  return {
    async run(blocks) {
      const home = await mkdtemp(join(folder, 'page-'));
      await symlink(join(ROOT, 'docs'), join(home, 'docs'));
      await cp(join(ROOT, 'package.json'), join(home, 'package.json'));
      const script = blocks.map(({ line, text }) => `echo "line ${line}" >&2\n${filled(text)}`).join('\n');
      return new Promise((resolve, reject) => {
        execFile(
          'bash',
          ['--norc', '-euo', 'pipefail', '-c', script],
          {
            cwd: home,
            env: {
              PATH: `${bin}:${process.env.PATH}`,
              HOME: home,
              NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE,
              NODE_NO_WARNINGS: '1',
              O2_PORT: '0',
              O2_ORG: 'default',
            },
            maxBuffer: 32 * 2 ** 20,
          },
          (error, stdout, stderr) =>
            error ? reject(new Error(`${stderr}\n${stdout.slice(-2000)}`)) : resolve(stdout),
        );
      });
    },
    async close() {
      await openobserve.close();
      await sample.close();
    },
  };
}
