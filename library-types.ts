import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';

// Writes dist/types: the declarations that those see who import the package, and no others. Run by `npm run build`.

const ROOT = import.meta.dirname;
const TARGET = join(ROOT, 'dist/types');
const IMPORTED = /((?:from |import\()')(\.[^']+)\.ts(')/g;

/** Copy a declaration and what it refers to, with imports as they are named when built. */
function copy(folder: string, path: string, done: Set<string>): void {
  if (done.has(path)) return;
  done.add(path);
  const text = readFileSync(join(folder, path), 'utf8');
  const to = join(TARGET, path);
  mkdirSync(dirname(to), { recursive: true });
  writeFileSync(
    to,
    text.replaceAll(IMPORTED, (_, before, name, after) => `${before}${name}.js${after}`),
  );
  for (const [, , name] of text.matchAll(IMPORTED))
    copy(folder, relative(folder, join(folder, dirname(path), `${name}.d.ts`)), done);
}

const folder = mkdtempSync(join(tmpdir(), 'openobserve-mcp-types-'));
try {
  const tsc = join(ROOT, 'node_modules/typescript/bin/tsc');
  const project = join(ROOT, 'tsconfig.library.json');
  execFileSync(process.execPath, [tsc, '--project', project, '--outDir', folder], { stdio: 'inherit' });
  copy(folder, 'library.d.ts', new Set());
} finally {
  rmSync(folder, { recursive: true });
}
