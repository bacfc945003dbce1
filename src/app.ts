import { createApprovals } from './approvals.ts';
import { type Catalog, createCatalog, type View } from './catalog.ts';
import type { Config } from './config.ts';
import { DESCRIBE_TOOL, describeTool } from './describe-tool.ts';
import { ConfigError } from './errors.ts';
import { type CallContext, createExecute, type ToolCall } from './execute.ts';
import { TOOLS, TOOLSETS } from './generated/tools.ts';
import { createLog, type Log } from './log.ts';
import { createOpenObserveClient, type OpenObserveClient } from './openobserve/client.ts';
import { createCredentials } from './openobserve/credentials.ts';
import { createOrganizations } from './openobserve/organizations.ts';
import { type ToolResult, toResult } from './result.ts';
import { createSuggest } from './suggest.ts';
import type { InputSchemas } from './validate.ts';

/** The parts of a running server, built in one place and passed on. */
export interface App {
  readonly config: Config;
  readonly log: Log;
  readonly catalog: Catalog;
  /** What a caller sees who asks for nothing narrower. */
  readonly view: View;
  readonly openobserve: OpenObserveClient;
  /**
   * Run one tool, helper or operation, and shape its answer.
   * @throws {OpenObserveMcpError} of every kind; the server turns them into results
   */
  run(call: ToolCall, context: CallContext): Promise<ToolResult>;
  close(): Promise<void>;
}

async function loadSchemas(): Promise<InputSchemas> {
  const { INPUT_SCHEMAS, DEFINITIONS } = await import('./generated/schemas.ts');
  return { inputs: INPUT_SCHEMAS, definitions: DEFINITIONS };
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

function secretsOf({ apiKey, stateKey }: Config): string[] {
  return [
    apiKey,
    stateKey,
    apiKey?.replace(/^(basic|bearer)\s+/i, ''),
    apiKey?.split(':').slice(1).join(':'),
  ].filter((secret): secret is string => typeof secret === 'string' && secret !== '');
}

/**
 * Build every part from the settings. Nothing is sent yet, so that a wrong address or credential does not stop the start.
 * @throws {ConfigError} when a profile, or a name in the allow or deny list, is not known
 */
export async function createApp(given: Config): Promise<App> {
  const sample = await withSample(given);
  const { config } = sample;
  const log = createLog({ level: config.logLevel, secrets: secretsOf(config) });
  const catalog = createCatalog(TOOLS, TOOLSETS, [DESCRIBE_TOOL]);
  const view = viewFor(catalog, config);
  const openobserve = createOpenObserveClient({ ...config, credentials: createCredentials(config), log });
  const nowMs = () => Date.now();
  const execute = createExecute({
    client: openobserve,
    organizations: createOrganizations({ client: openobserve, org: config.org, orgs: config.orgs }),
    approvals: createApprovals({ mode: config.confirm, stateKey: config.stateKey, nowMs }),
    suggest: createSuggest(openobserve),
    loadSchemas,
    timeZone: config.timeZone,
    nowMs,
  });

  return {
    config,
    log,
    catalog,
    view,
    openobserve,
    async run(call, context) {
      if (call.name === DESCRIBE_TOOL.name) return describeTool(call.arguments, context.view, loadSchemas);
      return toResult(await execute(call, context), config);
    },
    async close() {
      openobserve.close();
      await sample.close();
    },
  };
}

function viewFor(catalog: Catalog, { profile, readOnly, allow, deny, org, orgs }: Config): View {
  try {
    return catalog.view({ profile, readOnly, allow, deny, org: orgs.length > 1 ? null : org });
  } catch (error) {
    throw new ConfigError((error as Error).message, { code: 'exposure', cause: error });
  }
}
