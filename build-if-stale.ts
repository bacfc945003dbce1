import { execSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

const SOURCES = [
  'src',
  'package-lock.json',
  'tsdown.config.ts',
  'library-types.ts',
  'third-party-licenses.ts',
];
/** The last file that `npm run build` writes. */
const LAST_BUILT = 'dist/types/library.d.ts';

/** The newest change of a file, or of the files below a folder, in ms since the epoch. */
function changedMs(path: string): number {
  const stats = statSync(path);
  if (!stats.isDirectory()) return stats.mtimeMs;
  return Math.max(
    stats.mtimeMs,
    ...readdirSync(path, { recursive: true }).map((name) => statSync(join(path, String(name))).mtimeMs),
  );
}

/** Whether the checkout in `root` has no build, or sources that are newer than it. */
export function isStale(root: string): boolean {
  const built = join(root, LAST_BUILT);
  if (!existsSync(built)) return true;
  const builtMs = statSync(built).mtimeMs;
  return SOURCES.some((source) => changedMs(join(root, source)) > builtMs);
}

// `npx` in a checkout runs `prepare` before its first command, when `npm ci` has just built.
if (import.meta.main && isStale(import.meta.dirname))
  execSync('npm run build', { cwd: import.meta.dirname, stdio: 'inherit' });
