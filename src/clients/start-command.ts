import type { LocalTarget, RemoteTarget } from './target.ts';

/** A program and its arguments. */
export interface StartCommand {
  readonly command: string;
  readonly args: readonly string[];
}

/** The sample needs a package that those who have an OpenObserve do not download. */
const WITH_SAMPLE = ['-p', 'openobserve-mcp', '-p', '@duckdb/node-api', 'openobserve-mcp'];

/** Desktop programs and editors slow down, or stop, at more tools than these. */
export const EVERYDAY = { O2_PROFILE: 'core' };

/** A command through npx. On Windows npx is a batch file, which only its shell can start. */
const npx = (args: readonly string[], platform: NodeJS.Platform): StartCommand =>
  platform === 'win32' ? { command: 'cmd', args: ['/c', 'npx', ...args] } : { command: 'npx', args };

/** How the server is started on stdio: this copy, or the package that npm fetches. */
export function stdioCommand({ settings, script }: LocalTarget, platform = process.platform): StartCommand {
  if (script !== null) return { command: process.execPath, args: [script, 'stdio'] };
  const packages = settings.O2_DEMO === undefined ? ['openobserve-mcp'] : WITH_SAMPLE;
  return npx(['-y', ...packages, 'stdio'], platform);
}

const LOOPBACK = /^https?:\/\/(localhost|127\.0\.0\.1|\[::1\])(?=[:/]|$)/;

/** Whether only programs of the same machine reach the address. */
export const isLoopback = (url: string) => LOOPBACK.test(url);

/** A program on stdio that passes on to a server that listens somewhere; its key comes from a file with the line of the header. */
export function bridgeCommand(
  { url, keyHeader }: RemoteTarget,
  headerFile: string,
  platform = process.platform,
): StartCommand {
  const plain = url.startsWith('http:') && !isLoopback(url) ? ['--allow-http'] : [];
  const key = keyHeader === null ? [] : ['--header-file', headerFile];
  return npx(['-y', 'mcp-remote', url, '--transport', 'http-only', ...plain, ...key], platform);
}
