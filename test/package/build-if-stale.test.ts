import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { isStale } from '../../build-if-stale.ts';

const roots: string[] = [];

afterEach(() => {
  for (const root of roots.splice(0)) rmSync(root, { recursive: true });
});

/** A checkout whose files were changed at these seconds. */
function checkout(changed: Readonly<Record<string, number>>): string {
  const root = mkdtempSync(join(tmpdir(), 'openobserve-mcp-stale-'));
  roots.push(root);
  const files = {
    'src/a/b.ts': 10,
    'package-lock.json': 10,
    'tsdown.config.ts': 10,
    'library-types.ts': 10,
    'third-party-licenses.ts': 10,
    ...changed,
  };
  for (const [name, seconds] of Object.entries(files)) {
    const path = join(root, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, '');
    utimesSync(path, seconds, seconds);
  }
  for (const folder of ['src/a', 'src']) utimesSync(join(root, folder), 10, 10);
  return root;
}

it('keeps a build that is newer than all sources', () => {
  expect(isStale(checkout({ 'dist/types/library.d.ts': 20 }))).toBe(false);
});

it.each(['src/a/b.ts', 'package-lock.json', 'tsdown.config.ts'])(
  'builds again after a change of %s',
  (name) => {
    expect(isStale(checkout({ 'dist/types/library.d.ts': 20, [name]: 30 }))).toBe(true);
  },
);

it('builds where nothing is built', () => {
  expect(isStale(checkout({}))).toBe(true);
});
