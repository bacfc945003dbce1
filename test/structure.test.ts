import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { BROWSER, ROOMS, SAMPLE } from '../layers.ts';

const ROOT = join(import.meta.dirname, '..');
const CRUISE = join(ROOT, 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs');
const RULES = join(ROOT, '.dependency-cruiser.mjs');

const oneLine = (text: unknown) => String(text).replaceAll(/\s+/g, ' ');

/** What the check says of a tree that holds these files, on one line. */
function check(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'structure-'));
  try {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    const options = { cwd: folder, encoding: 'utf8', stdio: 'pipe' } as const;
    return oneLine(
      execFileSync(
        process.execPath,
        [CRUISE, '--config', RULES, '--output-type', 'err-long', 'src'],
        options,
      ),
    );
  } catch (error) {
    return oneLine((error as { stdout: unknown }).stdout);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Files that lie in a folder itself. */
const filesIn = (folder: string) =>
  readdirSync(join(ROOT, folder), { withFileTypes: true }).filter((entry) => entry.isFile());

const folders = [
  'src',
  ...readdirSync(join(ROOT, 'src'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name).slice(ROOT.length + 1)),
];

describe('the check of imports', () => {
  it('refuses an import from above, and says where the thing belongs', () => {
    const said = check({
      'src/call/execute.ts': `import { ask } from '../ask/dispatcher.ts';\nexport const execute = ask;\n`,
      'src/ask/dispatcher.ts': 'export const ask = 1;\n',
    });
    expect(said).toContain('src/call imports from above');
    expect(said).toContain('Move what it needs down to the lowest room that fits');
  });

  it('refuses a circle of files, even of types alone', () => {
    const said = check({
      'src/call/a.ts': `import type { B } from './b.ts';\nexport type A = B | null;\n`,
      'src/call/b.ts': `import type { A } from './a.ts';\nexport type B = A | 1;\n`,
    });
    expect(said).toContain('circle of files');
  });

  it('refuses a circle of folders, even of types alone', () => {
    const said = check({
      'src/call/a.ts': `import type { B } from '../result/b.ts';\nexport type A = B | null;\n`,
      'src/call/c.ts': 'export type C = 1;\n',
      'src/result/b.ts': `import type { C } from '../call/c.ts';\nexport type B = C | 2;\n`,
    });
    expect(said).toContain('circle of folders');
  });

  it('refuses a folder that has no room', () => {
    expect(
      check({ 'src/utils/a.ts': 'export const a = 1;\nimport "../errors.ts";\n', 'src/errors.ts': '' }),
    ).toContain('file without a room');
  });

  it('passes what points down', () => {
    const said = check({
      'src/ask/dispatcher.ts': `import { execute } from '../call/execute.ts';\nexport const ask = execute;\n`,
      'src/call/execute.ts': 'export const execute = 1;\n',
    });
    expect(said).toContain('no dependency violations found');
  });
});

describe('folders', () => {
  it('each have a room, and each room has files', () => {
    const rooms = [...ROOMS, ...SAMPLE, ...BROWSER]
      .flatMap(({ paths }) => paths)
      .filter((path) => !path.endsWith('.ts'));
    const withFiles = folders.filter((folder) => folder !== 'src' && filesIn(folder).length > 0);
    expect([...rooms].sort()).toEqual(withFiles.sort());
  });

  it('hold at most 20 files, and src at most 8', () => {
    const full = folders.filter((folder) => filesIn(folder).length > (folder === 'src' ? 8 : 20));
    expect(full).toEqual([]);
  });
});

describe('files', () => {
  const own = folders
    .filter((folder) => folder !== 'src/generated')
    .flatMap((folder) => filesIn(folder).map(({ name }) => join(folder, name)))
    .filter((path) => path.endsWith('.ts'));

  it('are no barrels', () => {
    expect(own.filter((path) => /\/index\.ts$/.test(path))).toEqual([]);
  });

  it('have at most 400 lines', () => {
    const lines = (path: string) => readFileSync(join(ROOT, path), 'utf8').split('\n').length - 1;
    expect(own.filter((path) => lines(path) > 400)).toEqual([]);
  });
});
