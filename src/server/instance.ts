import { secretsOf } from '../config/config.ts';
import type { InstanceSettings } from '../config/instances-file.ts';
import { createOwnHeaders } from '../config/own-headers.ts';
import type { Log } from '../log.ts';
import { createOpenObserveClient, type OpenObserveClient } from '../openobserve/client.ts';
import { type Credentials, createCredentials } from '../openobserve/credentials.ts';
import { createServerKnowledge, type ServerKnowledge } from '../openobserve/server-facts.ts';
import { secretForms } from '../redact/known-secrets.ts';
import type { Telemetry } from '../telemetry/telemetry.ts';
import type { Run, RunsOf } from './run.ts';

/** Credentials of callers that are kept ready. */
const MOST_CREDENTIALS = 200;

/** One OpenObserve with everything that is set for it, and nothing that another may see. */
export interface Instance extends Omit<InstanceSettings, 'name'> {
  /** Null for the one of the settings, where there is no file of several. */
  readonly name: string | null;
  readonly openobserve: OpenObserveClient;
  readonly server: ServerKnowledge;
  /** Texts of it that must be seen nowhere. */
  readonly secrets: Iterable<string>;
  /** Run with its own credential. */
  readonly run: Run;
  /** Run with another credential, given as its Authorization header: what one sees is never kept for another. */
  runAs(authorization: string): Run;
  close(): void;
}

/** What the instances of one process share. */
export interface InstanceParts {
  readonly log: Log;
  readonly telemetry: Telemetry;
  /** What no result may hold: that of all instances. */
  readonly secrets: Iterable<string>;
  /** Signs what travels through clients; 32 characters or more. */
  readonly stateKey: () => string;
  /** Loads what runs calls, with the first of them. */
  readonly loadRuns: () => Promise<RunsOf>;
}

/** The forms of a credential as it is just now: the file that holds it may change. */
function credentialForms(credentials: Credentials): () => readonly string[] {
  let header: string | null = null;
  let parts: readonly string[] = [];
  return () => {
    try {
      const current = credentials.header();
      if (current !== header) parts = secretForms(current);
      header = current;
    } catch {
      // Without a credential there is none to hide.
    }
    return parts;
  };
}

function iterable(make: () => Iterator<string>): Iterable<string> {
  return { [Symbol.iterator]: make };
}

/** Nothing is sent yet, so that a wrong address or credential stops neither the start nor the others. */
export function createInstance(
  settings: Omit<InstanceSettings, 'name'> & Pick<Instance, 'name'>,
  { log, telemetry, secrets: ofAll, stateKey, loadRuns }: InstanceParts,
): Instance {
  const { name, config } = settings;
  const credentials = createCredentials(config);
  const ofSettings = secretsOf(config);
  let ofHeaders: readonly string[] = [];
  const headers = createOwnHeaders(config, log, (found) => {
    ofHeaders = found.flatMap(secretForms);
  });
  const forms = credentialForms(credentials);
  const openobserve = createOpenObserveClient({
    ...config,
    instance: name,
    headers,
    credentials,
    log,
    telemetry,
  });
  const server = createServerKnowledge(openobserve, Date.now);
  const others = new Map<string, Run>();

  // What was signed for one OpenObserve holds for no other that shares the key.
  const ownKey = () => `${stateKey()} for ${name === null ? '' : `${name} at `}${config.baseUrl}`;

  let loading: Promise<ReturnType<RunsOf>> | null = null;

  /** A run that is made with its first call. */
  function runWith(client: OpenObserveClient, own: Credentials, hidden: Iterable<string>): Run {
    let running: Promise<Run> | null = null;
    return async (call, context) => {
      loading ??= loadRuns().then((runsOf) =>
        runsOf({ config, stateKey: ownKey(), server, isInFile: name !== null }),
      );
      running ??= loading.then((runFor) => runFor(client, hidden, own.header));
      return (await running)(call, context);
    };
  }

  return {
    ...settings,
    openobserve,
    server,
    secrets: iterable(function* () {
      yield* ofSettings;
      yield* ofHeaders;
      yield* forms();
    }),
    run: runWith(openobserve, credentials, ofAll),
    runAs(authorization) {
      const known = others.get(authorization);
      const own = createCredentials({ apiKey: authorization, apiKeyFile: null });
      const ownForms = credentialForms(own);
      const hidden = iterable(function* () {
        yield* ofAll;
        yield* ownForms();
      });
      const run = known ?? runWith(openobserve.as(own), own, hidden);
      // The one used longest ago goes first.
      others.delete(authorization);
      others.set(authorization, run);
      if (others.size > MOST_CREDENTIALS) others.delete(others.keys().next().value as string);
      return run;
    },
    close: () => openobserve.close(),
  };
}
