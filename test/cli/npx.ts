import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '../..');

/**
 * A folder for PATH whose `npx` runs what is here already instead of fetching it: the server from its sources, and
 * mcp-remote as it is installed. `server` is what runs as openobserve-mcp.
 */
export function folderWithNpx(server = join(ROOT, 'src/cli.ts')): string {
  const folder = mkdtempSync(join(tmpdir(), 'openobserve-mcp-npx-'));
  mkdirSync(folder, { recursive: true });
  const script = `#!/bin/sh
[ "$1" = -y ] && shift
while [ "$1" = -p ]; do shift 2; done
name=$1; shift
case $name in
  openobserve-mcp) exec "${process.execPath}" "${server}" "$@" ;;
  mcp-remote) exec "${process.execPath}" "${join(ROOT, 'node_modules/mcp-remote/dist/proxy.js')}" "$@" ;;
esac
echo "$name is not here" >&2; exit 1
`;
  writeFileSync(join(folder, 'npx'), script, { mode: 0o755 });
  return folder;
}
