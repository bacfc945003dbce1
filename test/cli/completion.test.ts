import { execFile } from 'node:child_process';
import { chmodSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { TOOLS } from '../../src/generated/tools.ts';
import { runCli } from './run-cli.ts';

const run = promisify(execFile);

async function completed(...words: string[]): Promise<string[]> {
  const { exitCode, stdout, stderr } = await runCli(['complete', '--', ...words]);
  expect(exitCode, stderr).toBe(0);
  return stdout.split('\n').flatMap((line) => line.split('\t')[0] || []);
}

describe('completion', () => {
  it.each(['bash', 'zsh', 'fish'])('prints a script that %s reads', async (shell) => {
    const { exitCode, stdout } = await runCli(['completion', shell]);
    expect(exitCode).toBe(0);
    expect(stdout).toContain('openobserve-mcp complete --');
    const found = await run(shell, ['-n', '-c', 'true']).then(
      () => true,
      () => false,
    );
    if (!found) return;
    const file = join(mkdtempSync(join(tmpdir(), 'openobserve-mcp-completion-')), 'script');
    writeFileSync(file, stdout);
    await run(shell, ['-n', file]);
  });

  it('knows commands, flags, tools and clients', async () => {
    expect(await completed('d')).toContain('doctor');
    expect(await completed('call', 'search_s')).toContain('search_sql');
    expect(
      (await completed('tools', '')).filter((name) => TOOLS.some((tool) => tool.name === name)),
    ).toHaveLength(TOOLS.length);
    expect(await completed('config', 'claude')).toEqual(
      expect.arrayContaining(['claude-desktop', 'claude-code']),
    );
    expect(await completed('call', '--de')).toContain('--demo');
  });

  it('knows values, and the arguments of a tool', async () => {
    expect(await completed('ask', '--mode', '')).toContain('semantic');
    expect(await completed('tools', '--profile', '')).toEqual(expect.arrayContaining(['core', 'alerts']));
    expect(await completed('call', '--confirm', '')).toContain('person');
    expect(await completed('call', 'search_sql', 's')).toContain('sql=');
    expect(await completed('config', 'c')).toContain('codex');
  });

  it('works in a real bash', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'openobserve-mcp-bash-'));
    const command = join(folder, 'openobserve-mcp');
    const cli = join(import.meta.dirname, '../../src/cli.ts');
    writeFileSync(command, `#!/bin/sh\nexec "${process.execPath}" "${cli}" "$@"\n`);
    chmodSync(command, 0o755);
    const { stdout: script } = await runCli(['completion', 'bash']);
    const shell = `${script}
COMP_WORDS=(openobserve-mcp call stream_l); COMP_CWORD=2; COMP_LINE="openobserve-mcp call stream_l"; COMP_POINT=\${#COMP_LINE}
fn=$(complete -p openobserve-mcp | sed 's/.*-F \\([^ ]*\\).*/\\1/'); $fn; printf '%s\\n' "\${COMPREPLY[@]}"`;
    const { stdout } = await run('bash', ['--norc', '-c', shell], {
      env: { PATH: `${folder}:${process.env.PATH}`, NODE_NO_WARNINGS: '1' },
    });
    expect(stdout).toContain('stream_list');
  });

  it('refuses a shell that it does not know', async () => {
    const { exitCode, stderr } = await runCli(['completion', 'tcsh']);
    expect(exitCode).toBe(2);
    expect(stderr).toContain('bash, zsh, fish');
  });
});
