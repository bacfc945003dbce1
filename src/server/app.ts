import { type Catalog, createCatalog, type View } from '../catalog/catalog.ts';
import { secretsOf } from '../config/config.ts';
import type { Config } from '../config/options.ts';
import { ConfigError } from '../errors.ts';
import { loadCatalogRows } from '../catalog/rows.ts';
import { HELPER_TOOLS } from '../catalog/helper-tools.ts';
import { createRedactKnown, secretForms } from '../redact/known-secrets.ts';
import { createLog, type Log } from '../log.ts';
import type { CatalogRows } from '../contract/catalog-rows.ts';
import type { ToolRow } from '../contract/tool.ts';
import { createOpenObserveClient, type OpenObserveClient } from '../openobserve/client.ts';
import { type Credentials, createCredentials } from '../openobserve/credentials.ts';
import { createServerKnowledge, type ServerKnowledge } from '../openobserve/server-facts.ts';
import { SAMPLE_FOLDER } from '../sample-folder.ts';
import type { Run } from './run.ts';
import { lazySink } from '../telemetry/lazy-sink.ts';
import type { Sink } from '../telemetry/records.ts';
import { createTelemetry, type Telemetry } from '../telemetry/telemetry.ts';

/** Credentials of callers that are kept ready. */
const MOST_CREDENTIALS = 200;
/** Shorter ones would blot out ordinary words. */
const SHORTEST_SECRET = 8;
/** How long a start waits for the version that lists go by. */
const PATIENCE_MS = 3000;
const METRICS_INTERVAL_MS = 30_000;

/** The parts of a running server, built in one place and passed on. */
export interface App {
  readonly config: Config;
  readonly log: Log;
  readonly catalog: Catalog;
  /** What a caller sees who asks for nothing narrower. */
  readonly view: View;
  readonly openobserve: OpenObserveClient;
  readonly server: ServerKnowledge;
  readonly telemetry: Telemetry;
  /** Signs what travels through clients; 32 characters or more. */
  stateKey(): string;
  /** Run with the server's own credential. */
  readonly run: Run;
  /** Run with another credential, given as its Authorization header: what one sees is never kept for another. */
  runAs(authorization: string): Run;
  /** Hide what a file of settings holds wherever secrets are hidden; the next of the same file takes its place. */
  hideSecrets(file: string, secrets: readonly string[]): void;
  close(): Promise<void>;
}

/** The sample stands in for OpenObserve: its address and credential replace those of the settings. */
async function withSample(config: Config): Promise<{ config: Config; close(): Promise<void> }> {
  if (!config.demo) return { config, close: async () => undefined };
  const { createSample } = await import('../sample/server.ts');
  const sample = await createSample({
    dataDir: SAMPLE_FOLDER,
    shiftToNow: true,
    withObjects: true,
  });
  const { email, token } = sample.credentials;
  return {
    config: { ...config, baseUrl: sample.url, apiKey: `${email}:${token}`, apiKeyFile: null, org: 'default' },
    close: () => sample.close(),
  };
}

/** Secrets of the settings, and the credential as it is just now: the file that holds it may change. */
function withCredential(settings: Iterable<string>, credentials: Credentials): Iterable<string> {
  let header: string | null = null;
  let parts: readonly string[] = [];
  return {
    *[Symbol.iterator]() {
      yield* settings;
      try {
        const current = credentials.header();
        if (current !== header) parts = secretForms(current);
        header = current;
        yield* parts;
      } catch {
        // Without a credential there is none to hide.
      }
    },
  };
}

/** Writes that are about no organization: while O2_ORGS is set, they are about none of it. */
function outsideOrganizations(rows: readonly ToolRow[], orgs: readonly string[]): string[] {
  const outside = rows.filter(({ access, places }) => access !== 'read' && places.org_id === undefined);
  return orgs.length === 0 ? [] : outside.map(({ name }) => name);
}

function viewFor(
  catalog: Catalog,
  { rows, newer }: CatalogRows,
  { profile, readOnly, allow, deny: denied, org, orgs }: Config,
): View {
  const deny = [...denied, ...outsideOrganizations([...rows, ...newer], orgs)];
  try {
    return catalog.view({ profile, narrow: [], readOnly, allow, deny, org: orgs.length > 1 ? null : org });
  } catch (error) {
    throw new ConfigError((error as Error).message, { code: 'exposure', cause: error });
  }
}

async function loadOtlp(endpoint: string, { otlpHeaders }: Config): Promise<Sink> {
  const { createOtlp } = await import('../telemetry/otlp.ts');
  return createOtlp({ endpoint, headers: otlpHeaders ?? {}, metricsIntervalMs: METRICS_INTERVAL_MS });
}

/**
 * Build every part from the settings. Nothing is sent yet, so that a wrong address or credential does not stop the start.
 * @throws {ConfigError} when a profile, or a name in the allow or deny list, is not known, or the catalog file is wrong
 */
export async function createApp(given: Config): Promise<App> {
  const source = await loadCatalogRows(given.catalogFile);
  let server: ServerKnowledge | null = null;
  const catalog = createCatalog(source.rows, source.toolsets, HELPER_TOOLS, {
    absent: source.absent,
    newer: source.newer,
    release: () => ({ version: server?.soFar().version ?? null, isMatched: given.matchRelease }),
  });
  const exposed = given.demo ? { ...given, org: 'default' } : given;
  viewFor(catalog, source, exposed);
  const sample = await withSample(given);
  const { config } = sample;
  const credentials = createCredentials(config);
  const ofSettings = secretsOf(config);
  const ofFiles = new Map<string, readonly string[]>();
  const settings: Iterable<string> = {
    *[Symbol.iterator]() {
      yield* ofSettings;
      for (const secrets of ofFiles.values()) yield* secrets;
    },
  };
  const secrets = withCredential(settings, credentials);
  const log = createLog({ level: config.logLevel, secrets });
  const telemetry = createTelemetry(createRedactKnown(secrets, SHORTEST_SECRET));
  const { otlpEndpoint } = config;
  if (otlpEndpoint !== null) telemetry.add(lazySink(() => loadOtlp(otlpEndpoint, config)));
  const openobserve = createOpenObserveClient({ ...config, credentials, log, telemetry });
  const knowledge = createServerKnowledge(openobserve, Date.now);
  server = knowledge;
  if (config.matchRelease && openobserve.baseUrl !== null)
    await knowledge.learn(AbortSignal.timeout(PATIENCE_MS));
  let loading: ReturnType<typeof loadRuns> | null = null;
  const others = new Map<string, Run>();

  let ownKey: string | null = null;

  /** Without a key in the settings this process signs with one that it forgets, made when it is first needed. */
  function stateKey(): string {
    // What was signed for one OpenObserve holds for no other that shares the key.
    ownKey ??=
      config.stateKey === null
        ? Buffer.from(crypto.getRandomValues(new Uint8Array(32))).toString('hex')
        : `${config.stateKey} for ${config.baseUrl}`;
    return ownKey;
  }

  async function loadRuns() {
    return (await import('./run.ts')).createRuns(config, stateKey(), source, knowledge);
  }

  /** A run that is made with its first call. */
  function runWith(client: OpenObserveClient, hidden: Iterable<string>): Run {
    let running: Promise<Run> | null = null;
    return async (call, context) => {
      loading ??= loadRuns();
      running ??= loading.then((runFor) => runFor(client, hidden));
      return (await running)(call, context);
    };
  }

  return {
    config,
    log,
    catalog,
    get view() {
      return viewFor(catalog, source, exposed);
    },
    openobserve,
    server: knowledge,
    telemetry,
    stateKey,
    run: runWith(openobserve, secrets),
    runAs(authorization) {
      const known = others.get(authorization);
      const own = createCredentials({ apiKey: authorization, apiKeyFile: null });
      const run = known ?? runWith(openobserve.as(own), withCredential(settings, own));
      // The one used longest ago goes first.
      others.delete(authorization);
      others.set(authorization, run);
      if (others.size > MOST_CREDENTIALS) others.delete(others.keys().next().value as string);
      return run;
    },
    hideSecrets: (file, found) => void ofFiles.set(file, found.flatMap(secretForms)),
    async close() {
      openobserve.close();
      await telemetry.close();
      await sample.close();
    },
  };
}
