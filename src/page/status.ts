import { INSTANCE } from '../catalog/instance-argument.ts';
import type { App } from '../server/app.ts';
import type { Instance } from '../server/instance.ts';
import type { View } from '../catalog/catalog.ts';
import { CLIENTS } from '../clients/clients.ts';
import { FORM_CLIENTS } from '../clients/form-clients.ts';
import { GATEWAYS } from '../clients/gateways.ts';
import type { Snippet } from '../clients/target.ts';
import { writeSnippet } from '../clients/write-snippet.ts';
import { OpenObserveMcpError } from '../errors.ts';
import { rowsIn } from '../result/rows.ts';
import { callThrough } from '../catalog/call-through.ts';
import { VERSION } from '../version.ts';
import type { Reached, ShownClient, ShownInstance, ShownStatus } from './page-data.ts';

/** For whom the state is shown. */
export interface Viewer {
  readonly name: string;
  readonly view: View;
  readonly run: App['run'];
}

interface Looked {
  /** Of all, and of each by name where there are several. */
  readonly openobserve: Reached;
  readonly instances: Readonly<Record<string, Reached>>;
  /** Address of MCP as the browser sees it. */
  readonly url: string;
}

/** The state of the server for one viewer. */
export type ShowStatus = (viewer: Viewer, looked: Looked) => Promise<ShownStatus>;

const PATIENCE_MS = 5000;
const LIFE_MS = 60_000;
const INTERNAL = '_meta';
/** Of the person who reads the page, not of this machine. */
const SECRET_FILES = {
  apiKey: '~/.config/openobserve-mcp/api-key',
  header: '~/.config/openobserve-mcp/header',
};

type Organization = ShownInstance['organization'];

/** The organization that calls go to where none is set: the only one that the viewer's credential sees. */
async function findOrganization({ name, view, run }: Viewer, instance: Instance): Promise<Organization> {
  const list = view.rows.find(({ names }) => names !== null && 'org_id' in names.arguments);
  if (!list?.names) return { name: null, remedy: 'Set O2_ORG.' };
  const { id } = list.names;
  try {
    const result = await run(
      callThrough(view, list, instance.name === null ? {} : { [INSTANCE]: instance.name }),
      {
        view,
        signal: AbortSignal.timeout(PATIENCE_MS),
        approved: () => false,
        caller: name,
      },
    );
    const names = rowsIn(result)
      .map((row) => String(row[id]))
      .filter((each) => each !== INTERNAL);
    const [only] = names;
    if (names.length === 1 && only !== undefined) return { name: only, remedy: null };
    const seen = names.length === 0 ? 'The credential sees none' : `There are ${names.join(', ')}`;
    return { name: null, remedy: `${seen}. Set O2_ORG to choose one.` };
  } catch (error) {
    if (error instanceof OpenObserveMcpError) return { name: null, remedy: error.message };
    throw error;
  }
}

async function shownClients(
  url: string,
  keyHeader: string | null,
  timeoutMs: number,
): Promise<ShownClient[]> {
  const shown = async (
    { name, title, file }: { name: string; title: string; file: string },
    snippet: Snippet,
  ) => ({
    name,
    title,
    file,
    snippet: await writeSnippet(snippet),
    notes: snippet.notes,
  });
  return Promise.all([
    ...[...CLIENTS, ...FORM_CLIENTS].map((client) =>
      shown(client, client.snippet({ kind: 'remote', url, keyHeader }, SECRET_FILES)),
    ),
    ...GATEWAYS.map((gateway) => shown(gateway, gateway.snippet({ url, timeoutMs }))),
  ]);
}

/** `needsKey`: whether callers present something. */
export function createShowStatus(app: App, needsKey: boolean): ShowStatus {
  const { config } = app;
  /** By the run, which stands for a credential. */
  const organizations = new WeakMap<App['run'], { untilMs: number; found: Promise<Organization> }>();
  const keyHeader = config.auth === 'caller' || needsKey ? 'Authorization' : null;

  function organizationOf(viewer: Viewer, instance: Instance): Organization | Promise<Organization> {
    const { org } = instance.config;
    if (org !== null) return { name: org, remedy: null };
    // Of several, each has its own, and the run is that of this visit alone.
    if (instance.name !== null) return findOrganization(viewer, instance);
    const known = organizations.get(viewer.run);
    if (known && known.untilMs > Date.now()) return known.found;
    const found = findOrganization(viewer, instance);
    organizations.set(viewer.run, { untilMs: Date.now() + LIFE_MS, found });
    return found;
  }

  async function shown(
    viewer: Viewer,
    instance: Instance,
    state: ShownInstance['state'],
  ): Promise<ShownInstance> {
    const { name, label, openobserve, server, config: own } = instance;
    const isReachable = state === 'reachable';
    const facts = isReachable
      ? await server.learn(AbortSignal.timeout(PATIENCE_MS))
      : { version: null, edition: null };
    const unknown = {
      name: own.org,
      remedy: own.org === null ? 'Shown once OpenObserve is reachable.' : null,
    };
    return {
      name,
      label,
      state,
      address: openobserve.baseUrl,
      ...facts,
      isReadOnly: own.readOnly,
      organization: isReachable ? await organizationOf(viewer, instance) : unknown,
    };
  }

  return async (viewer, looked) => {
    const visible = viewer.view.options.instances;
    const instances = app.instances
      .current()
      .filter(({ name }) => name === null || visible?.some((each) => each.name === name));
    const { view } = viewer;
    return {
      version: VERSION,
      isSample: config.demo,
      instances: await Promise.all(
        instances.map((instance) =>
          shown(viewer, instance, looked.instances[instance.name ?? ''] ?? looked.openobserve),
        ),
      ),
      tools: view.listed.length,
      operations: view.listed.filter(({ name }) => view.reaches(name)).length,
      tokens: view.tokens,
      isOldEra: config.protocol === '2025',
      isReadOnly: view.options.readOnly,
      canAsk: view.listedAs('ask') !== undefined,
      caller: viewer.name,
      model: config.llmProvider,
      clients: await shownClients(looked.url, keyHeader, config.timeoutMs),
    };
  };
}
