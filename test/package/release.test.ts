import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { beforeEach, describe, expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '../..');
const run = promisify(execFile);
const VERSION = '0.1.0';

let folder: string;

const git = (...args: string[]) =>
  run('git', ['-c', 'user.name=Test', '-c', 'user.email=test@example.com', ...args], { cwd: folder });

/** A repository with what the script looks at, and an npm that only tells what it is told. */
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'openobserve-mcp-release-'));
  mkdirSync(join(folder, '.ci'));
  mkdirSync(join(folder, 'deploy'));
  mkdirSync(join(folder, 'bin'));
  cpSync(join(ROOT, '.ci/release'), join(folder, '.ci/release'));
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'x', version: VERSION }));
  writeFileSync(join(folder, 'package-lock.json'), JSON.stringify({ version: VERSION }));
  writeFileSync(
    join(folder, 'server.json'),
    JSON.stringify({ version: VERSION, packages: [{ version: VERSION }] }),
  );
  writeFileSync(join(folder, 'CHANGELOG.md'), `# Changes\n\n## ${VERSION}, 2026-12-01\n`);
  writeFileSync(join(folder, 'deploy/desktop.ts'), '');
  writeFileSync(join(folder, 'bin/npm'), '#!/bin/sh\necho "npm $*"\n', { mode: 0o755 });
  await git('init', '--quiet');
  await git('add', '--all');
  await git('commit', '--quiet', '--message', 'All');
});

async function release(...args: string[]) {
  return run(join(folder, '.ci/release'), args, {
    cwd: folder,
    env: { PATH: `${join(folder, 'bin')}:${process.env.PATH}`, HOME: folder, RELEASE_CHECKED: '1' },
  }).then(
    ({ stdout }) => ({ exitCode: 0, text: stdout }),
    ({ code, stderr }) => ({ exitCode: code, text: stderr }),
  );
}

const write = async (name: string, text: string) => {
  writeFileSync(join(folder, name), text);
  await git('commit', '--quiet', '--all', '--message', name);
};

describe('.ci/release', () => {
  it('tries everything, and publishes nothing, without --publish', async () => {
    const { exitCode, text } = await release();
    expect({ exitCode, text }).toMatchObject({ exitCode: 0 });
    expect(text).toContain('npm publish --dry-run');
    expect(text).toContain('is ready');
  });

  it('publishes with provenance what is tagged and names its repository', async () => {
    await write('package.json', JSON.stringify({ name: 'x', version: VERSION, repository: 'github:x/x' }));
    await git('tag', `v${VERSION}`);
    expect((await release('--publish')).text).toContain('npm publish --provenance');
  });

  it.each([
    ['changes', 'the tree has changes', () => writeFileSync(join(folder, 'server.json'), '{}')],
    [
      'a changelog without the day',
      'CHANGELOG.md has no heading',
      () => write('CHANGELOG.md', `## ${VERSION}, not released yet\n`),
    ],
    [
      'another version in the lock file',
      'package-lock.json has another',
      () => write('package-lock.json', '{"version":"0.0.9"}'),
    ],
    [
      'another version in server.json',
      'server.json has another',
      () => write('server.json', '{"version":"0.2.0","packages":[]}'),
    ],
    [
      'a version that was released',
      'is another commit',
      async () => {
        await git('tag', `v${VERSION}`);
        await write('deploy/desktop.ts', '// later\n');
      },
    ],
  ])('stops at %s', async (_, says, spoil) => {
    await spoil();
    const { exitCode, text } = await release();
    expect(exitCode).toBe(1);
    expect(text).toContain(says);
  });

  it('does not publish without a tag, nor without a repository', async () => {
    expect((await release('--publish')).text).toContain('there is no tag');
    await git('tag', `v${VERSION}`);
    expect((await release('--publish')).text).toContain('names no repository');
    expect(readFileSync(join(folder, 'CHANGELOG.md'), 'utf8')).toContain('2026-12-01');
  });
});
