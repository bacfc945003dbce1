import { join } from 'node:path';
import { type ServerProcess, startServer } from './server-process.ts';

/** The address of OpenObserve that lists streams. */
export const STREAMS_PATH = '/api/default/streams';

/** A stand-in for OpenObserve in a process of its own, so that its time is not counted. Its address has no path. */
export async function startUpstream(): Promise<ServerProcess> {
  const { url, ...rest } = await startServer(join(import.meta.dirname, 'upstream-process.ts'), []);
  return { ...rest, url: new URL(url).origin };
}

/** The settings of a server that calls it. */
export const settingsFor = (url: string): Readonly<Record<string, string>> => ({
  O2_BASE_URL: url,
  API_KEY: 'a@example.com:b',
  O2_ORG: 'default',
  O2_LOG_LEVEL: 'error',
});
