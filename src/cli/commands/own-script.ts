import { realpathSync } from 'node:fs';

/** The file of this copy, for clients to start: no link, as those lie in caches. Null in the cache of npx, which npm may empty. */
export function ownScript(): string | null {
  const script = realpathSync(process.argv[1] ?? '');
  return /[\\/]_npx[\\/]/.test(script) ? null : script;
}
