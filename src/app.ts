import { type Catalog, createCatalog, type View } from './catalog.ts';
import { type Config, secretsOf } from './config.ts';
import { ConfigError } from './errors.ts';
import { TOOLS, TOOLSETS } from './generated/tools.ts';
import { HELPER_TOOLS } from './helper-tools.ts';
import { createLog, type Log } from './log.ts';
import { createOpenObserveClient, type OpenObserveClient } from './openobserve/client.ts';
import { createCredentials } from './openobserve/credentials.ts';
import type { Run } from './run.ts';

/** The parts of a running server, built in one place and passed on. */
export interface App {
  readonly config: Config;
  readonly log: Log;
  readonly catalog: Catalog;
  /** What a caller sees who asks for nothing narrower. */
  readonly view: View;
  readonly openobserve: OpenObserveClient;
  readonly run: Run;
  close(): Promise<void>;
}

/** The sample stands in for OpenObserve: its address and credential replace those of the settings. */
async function withSample(config: Config): Promise<{ config: Config; close(): Promise<void> }> {
  if (!config.demo) return { config, close: async () => undefined };
  const { createSample } = await import('./sample/server.ts');
  const sample = await createSample({
    dataDir: new URL('../fixtures/sample/', import.meta.url),
    shiftToNow: true,
  });
  const { email, token } = sample.credentials;
  return {
    config: { ...config, baseUrl: sample.url, apiKey: `${email}:${token}`, apiKeyFile: null, org: 'default' },
    close: () => sample.close(),
  };
}

function viewFor(catalog: Catalog, { profile, readOnly, allow, deny, org, orgs }: Config): View {
  try {
    return catalog.view({ profile, narrow: [], readOnly, allow, deny, org: orgs.length > 1 ? null : org });
  } catch (error) {
    throw new ConfigError((error as Error).message, { code: 'exposure', cause: error });
  }
}

/**
 * Build every part from the settings. Nothing is sent yet, so that a wrong address or credential does not stop the start.
 * @throws {ConfigError} when a profile, or a name in the allow or deny list, is not known
 */
export async function createApp(given: Config): Promise<App> {
  const catalog = createCatalog(TOOLS, TOOLSETS, HELPER_TOOLS);
  const view = viewFor(catalog, given.demo ? { ...given, org: 'default' } : given);
  const sample = await withSample(given);
  const { config } = sample;
  const log = createLog({ level: config.logLevel, secrets: secretsOf(config) });
  const openobserve = createOpenObserveClient({ ...config, credentials: createCredentials(config), log });
  let running: Promise<Run> | null = null;

  async function loadRun(): Promise<Run> {
    const { createRun } = await import('./run.ts');
    return createRun(config, openobserve);
  }

  return {
    config,
    log,
    catalog,
    view,
    openobserve,
    async run(call, context) {
      running ??= loadRun();
      return (await running)(call, context);
    },
    async close() {
      openobserve.close();
      await sample.close();
    },
  };
}
