import type { App } from '../../server/app.ts';
import { isOlder, isTooOld } from '../../openobserve/releases.ts';
import type { Instance } from '../../server/instance.ts';

/** The first client's first answers come before it. */
const AFTER_MS = 1000;
const PATIENCE_MS = 10_000;
const MOST_NAMES = 5;

/** What the version of the server means for the tools, as one log line; null when nothing is to be said. */
function noticeOf({ view, config }: App, version: string, contract: string): string | null {
  const advice = 'openobserve-mcp-codegen writes the tools of your release into a file for O2_CATALOG.';
  const lacking = view.rows.filter((row) => isTooOld(version, row)).map(({ name }) => name);
  if (lacking.length > 0) {
    const more = lacking.length > MOST_NAMES ? ` and ${lacking.length - MOST_NAMES} more` : '';
    return `OpenObserve ${version} is too old for ${lacking.slice(0, MOST_NAMES).join(', ')}${more}: they say so when they are called. ${advice}`;
  }
  return config.catalogFile === null && isOlder(contract, version)
    ? `OpenObserve ${version} is newer than ${contract}, for which the tools were written: it may have more. ${advice}`
    : null;
}

/** Look once at the version of the server, soon after the start, and log what its tools lack. Nothing waits for it. */
export function logReleaseNotice(app: App): void {
  const { config, log, instances } = app;
  if (config.demo) return;
  const notice = async ({ name, server, openobserve }: Instance) => {
    if (openobserve.baseUrl === null) return;
    const { version } = await server.learn(AbortSignal.timeout(PATIENCE_MS));
    if (version === null) return;
    const { PUBLISHED } = await import('../../generated/published.ts');
    const text = noticeOf(app, version, PUBLISHED.release);
    if (text !== null) log.warn(name === null ? text : `${name}: ${text}`);
  };
  setTimeout(() => Promise.all(instances.current().map(notice)), AFTER_MS).unref();
}
