import type { LocalTarget, RemoteTarget } from './target.ts';

/** A program and its arguments. */
export interface StartCommand {
  readonly command: string;
  readonly args: readonly string[];
}

/** The sample needs a package that those who have an OpenObserve do not download. */
const WITH_SAMPLE = ['-p', 'openobserve-mcp', '-p', '@duckdb/node-api', 'openobserve-mcp'];

/** How npm fetches and starts the server on stdio. */
export function stdioCommand({ settings }: LocalTarget): StartCommand {
  const packages = settings.O2_DEMO === undefined ? ['openobserve-mcp'] : WITH_SAMPLE;
  return { command: 'npx', args: ['-y', ...packages, 'stdio'] };
}

const LOOPBACK = /^https?:\/\/(localhost|127\.0\.0\.1|\[::1\])(?=[:/]|$)/;

/** Whether only programs of the same machine reach the address. */
export const isLoopback = (url: string) => LOOPBACK.test(url);

/** A program on stdio that passes on to a server that listens somewhere; its key comes from a file with the line of the header. */
export function bridgeCommand({ url, keyHeader }: RemoteTarget, headerFile: string): StartCommand {
  const plain = url.startsWith('http:') && !isLoopback(url) ? ['--allow-http'] : [];
  const key = keyHeader === null ? [] : ['--header-file', headerFile];
  return { command: 'npx', args: ['-y', 'mcp-remote', url, '--transport', 'http-only', ...plain, ...key] };
}
