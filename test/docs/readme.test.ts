import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { PAGES, withGeneratedParts } from '../../codegen/docs/tables.ts';
import manifest from '../../package.json' with { type: 'json' };
import { forPerson } from '../../src/cli/terminal/print.ts';
import { SAMPLE_ERRORS_SQL } from '../../src/cli/terminal/sample-question.ts';
import { OPTIONS } from '../../src/config/options.ts';
import { runCli } from '../cli/run-cli.ts';

const ROOT = join(import.meta.dirname, '../..');
const readme = readFileSync(join(ROOT, 'README.md'), 'utf8');

describe('README', () => {
  it('and the other pages have the tables and counts of the code (npm run docs writes them)', {
    timeout: 180_000,
  }, async () => {
    for (const page of PAGES) {
      const text = readFileSync(join(ROOT, page), 'utf8');
      expect(await withGeneratedParts(page, text)).toBe(text);
    }
  });

  it('says in three lines what it is, and shows it', () => {
    const [, about = '', images = ''] = readme.split('\n\n');
    expect(about.split('\n')).toHaveLength(3);
    const shown = [...images.matchAll(/\]\((docs\/images\/[^)]+)\)/g)].map(([, path = '']) => path);
    expect(shown).toHaveLength(2);
    for (const path of shown) {
      const png = readFileSync(join(ROOT, path));
      expect(png.toString('latin1', 1, 4)).toBe('PNG');
      expect(png.readUInt32BE(16)).toBeGreaterThanOrEqual(900);
    }
  });

  it('names the version of the package', () => {
    expect(readme).toContain(`openobserve-mcp-${manifest.version}.tgz`);
  });

  it('names only scripts that exist', () => {
    const named = [...readme.matchAll(/npm (?:run )?([a-z:]+)/g)]
      .map((match) => match[1] ?? '')
      .filter((name) => !['ci', 'install', 'pack'].includes(name));
    expect(named).toEqual(expect.arrayContaining(['demo', 'test']));
    expect(named.filter((name) => !(name in manifest.scripts))).toEqual([]);
    expect(existsSync(join(ROOT, '.ci/run'))).toBe(true);
  });

  it('names only commands, variables and flags that exist', async () => {
    const { stdout: help } = await runCli(['--help']);
    const commands = [...help.matchAll(/^ {2}([a-z]+) .*/gm)].map((match) => match[1]);
    const named = [...readme.matchAll(/openobserve-mcp ([a-z]+)\b/g)].map((match) => match[1]);
    expect(named.length).toBeGreaterThan(3);
    expect(named.filter((name) => !commands.includes(name))).toEqual([]);
    const variables = Object.values(OPTIONS).flatMap((option) => [
      option.variable,
      ...(option.otherVariables ?? []),
    ]);
    const namedVariables = [...readme.matchAll(/\bO2_[A-Z_]+|\bAPI_KEY\w*/g)].map((match) => match[0]);
    expect(namedVariables.filter((name) => !variables.includes(name))).toEqual([]);
    const helps = await Promise.all(
      ['call', 'ask', 'config', 'codegen'].map((command) => runCli([command, '--help-all'])),
    );
    const commandHelp = helps.map(({ stdout }) => stdout).join('');
    const namedFlags = [...readme.matchAll(/(?<![\w-])--[a-z][a-z-]+/g)].map((match) => match[0]);
    expect(namedFlags.filter((flag) => !commandHelp.includes(flag))).toEqual([]);
  });

  it('holds JSON that clients can read', () => {
    const blocks = [...readme.matchAll(/```json\n([\s\S]*?)```/g)].map((match) => JSON.parse(match[1] ?? ''));
    expect(blocks[0].mcpServers.openobserve.args).toContain('stdio');
  });

  it('shows what its first call really prints', async () => {
    const command = readme.split('\n').find((line) => line.startsWith('npx openobserve-mcp call')) ?? '';
    expect(command).toContain(SAMPLE_ERRORS_SQL);
    const shell = `npx() { shift; "${process.execPath}" "${join(ROOT, 'src/cli.ts')}" "$@"; }; ${command}`;
    const { stdout } = await promisify(execFile)('bash', ['--norc', '-c', shell], {
      env: { PATH: process.env.PATH, NODE_NO_WARNINGS: '1' },
    });
    const [, shown = ''] = /<!-- first-call -->\n```\n([\s\S]*?)\n```/.exec(readme) ?? [];
    const printed = forPerson(stdout.trim());
    expect(printed.slice(0, shown.length)).toBe(shown);
    const { range } = JSON.parse(stdout);
    expect(Date.parse(range.end) - Date.parse(range.start)).toBe(3_600_000);
  });
});
