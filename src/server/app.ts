import { type Catalog, createCatalog, type View } from '../catalog/catalog.ts';
import { secretsOf } from '../config/config.ts';
import type { Config } from '../config/options.ts';
import { ConfigError } from '../errors.ts';
import { loadCatalogRows } from '../catalog/rows.ts';
import { HELPER_TOOLS } from '../catalog/helper-tools.ts';
import { createRedactKnown, secretForms } from '../redact/known-secrets.ts';
import { createLog, type Log } from '../log.ts';
import type { ToolRow } from '../contract/tool.ts';
import type { SharedState } from '../state/shared-state.ts';
import { SAMPLE_FOLDER } from '../sample-folder.ts';
import type { InstanceParts } from './instance.ts';
import type { ExposureOf, Instances } from './instances.ts';
import { onlyInstance } from './only-instance.ts';
import type { Run, RunsOf } from './run.ts';
import { lazySink } from '../telemetry/lazy-sink.ts';
import type { Sink } from '../telemetry/records.ts';
import { createTelemetry, type Telemetry } from '../telemetry/telemetry.ts';

/** Shorter ones would blot out ordinary words. */
const SHORTEST_SECRET = 8;
/** How long a start waits for the versions that lists go by. */
const PATIENCE_MS = 3000;
const METRICS_INTERVAL_MS = 30_000;

/** The parts of a running server, built in one place and passed on. */
export interface App {
  readonly config: Config;
  readonly log: Log;
  readonly catalog: Catalog;
  /** What a caller sees who asks for nothing narrower. */
  readonly view: View;
  readonly instances: Instances;
  readonly telemetry: Telemetry;
  /** What replicas share; null where they share nothing. */
  readonly state: SharedState | null;
  /** Signs what travels through clients; 32 characters or more. */
  stateKey(): string;
  /** Run with the server's own credentials. */
  readonly run: Run;
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

/** Writes that are about no organization: while O2_ORGS is set, they are about none of it. */
function outsideOrganizations(rows: readonly ToolRow[], orgs: readonly string[]): string[] {
  const outside = rows.filter(({ access, places }) => access !== 'read' && places.org_id === undefined);
  return orgs.length === 0 ? [] : outside.map(({ name }) => name);
}

/** What the settings expose of an OpenObserve. */
function exposureOf(
  rows: readonly ToolRow[],
  { profile, readOnly, allow, deny, org, orgs }: Config,
): ReturnType<ExposureOf> {
  return {
    profile,
    readOnly,
    allow,
    deny: [...deny, ...outsideOrganizations(rows, orgs)],
    org: orgs.length > 1 ? null : org,
  };
}

/** @throws {ConfigError} */
function checked<T>(make: () => T): T {
  try {
    return make();
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
 * @throws {ConfigError} when a profile, or a name in the allow or deny list, is not known, or a file of settings is wrong
 */
export async function createApp(given: Config): Promise<App> {
  const source = await loadCatalogRows(given.catalogFile);
  const { rows, newer, toolsets, absent } = source;
  const catalog = createCatalog(rows, toolsets, HELPER_TOOLS, {
    absent,
    newer,
    matchRelease: given.matchRelease,
    versionOf: (name) =>
      instances
        ?.current()
        .find((each) => each.name === name)
        ?.server.soFar().version ?? null,
  });
  const ofFiles = new Map<string, readonly string[]>();
  let instances: Instances | null = null;
  let settings: readonly string[] = secretsOf(given);
  const secrets: Iterable<string> = {
    *[Symbol.iterator]() {
      yield* settings;
      if (instances !== null) yield* instances.secrets;
      for (const found of ofFiles.values()) yield* found;
    },
  };
  const log = createLog({ level: given.logLevel, secrets });
  const telemetry = createTelemetry(createRedactKnown(secrets, SHORTEST_SECRET));
  const state =
    given.stateUrl === null
      ? null
      : (await import('../state/shared-state.ts')).sharedStateOf(given.stateUrl, given, log);
  let ownKey: string | null = null;
  let loading: Promise<RunsOf> | null = null;
  const parts: InstanceParts = {
    log,
    telemetry,
    secrets,
    // Without a key in the settings this process signs with one that it forgets, made when it is first needed.
    stateKey() {
      ownKey ??= given.stateKey ?? Buffer.from(crypto.getRandomValues(new Uint8Array(32))).toString('hex');
      return ownKey;
    },
    loadRuns() {
      loading ??= import('./run.ts').then(({ createRuns }) => createRuns(source, state));
      return loading;
    },
  };
  const exposure: ExposureOf = (config) => exposureOf([...rows, ...newer], config);
  const view = checked(() =>
    catalog.view({ ...exposure(given.demo ? { ...given, org: 'default' } : given), narrow: [] }),
  );
  const sample = await withSample(given);
  const { config } = sample;
  settings = secretsOf(config);
  const { otlpEndpoint, instancesFile: path } = config;
  if (otlpEndpoint !== null) telemetry.add(lazySink(() => loadOtlp(otlpEndpoint, config)));
  const own =
    path === null
      ? onlyInstance(config, view, parts)
      : await (await import('./instances.ts')).instancesOfFile({
          config,
          path,
          catalog,
          exposureOf: exposure,
          log,
          parts,
        });
  instances = own;
  if (config.matchRelease)
    await Promise.all(own.current().map(({ server }) => server.learn(AbortSignal.timeout(PATIENCE_MS))));

  return {
    config,
    log,
    catalog,
    get view() {
      return own.view().current();
    },
    instances: own,
    telemetry,
    state,
    stateKey: () => `${parts.stateKey()} for ${config.baseUrl}`,
    run: own.runFor(({ run }) => run),
    hideSecrets: (file, found) => void ofFiles.set(file, found.flatMap(secretForms)),
    async close() {
      own.close();
      state?.close();
      await telemetry.close();
      await sample.close();
    },
  };
}
