import type { Sample } from '../../src/sample/server.ts';

type Json = Readonly<Record<string, unknown>>;

/** Every object of the organization `default`, whole, under its kind and ID: `dashboards/7500…`. */
export type SampleState = ReadonlyMap<string, Json>;

/** What is otherwise in a later state. `kind` is the first part of the key. */
export interface StateChange {
  readonly change: 'created' | 'changed' | 'deleted';
  readonly kind: string;
  readonly id: string;
  /** The object before; null where it was created. */
  readonly before: Json | null;
  /** The object after; null where it was deleted. */
  readonly after: Json | null;
}

/** Kinds that one list has whole: its path, where its rows stand, and what tells them apart. */
const LISTED = [
  ['destinations', 'api/default/alerts/destinations', null, 'name'],
  ['pipeline_destinations', 'api/default/alerts/destinations?module=pipeline', null, 'name'],
  ['templates', 'api/default/alerts/templates', null, 'name'],
  ['pipelines', 'api/default/pipelines', 'list', 'pipeline_id'],
  ['functions', 'api/default/functions', 'list', 'name'],
  ['users', 'api/default/users', 'data', 'email'],
  ['service_accounts', 'api/default/service_accounts', 'data', 'email'],
  ['settings', 'api/default/settings/v2', null, 'setting_key'],
  ['organizations', 'api/organizations', 'data', 'identifier'],
  ...['logs', 'metrics', 'traces', 'enrichment_tables'].map((type) => [
    `streams_${type}`,
    `api/default/streams?type=${type}&fetchSchema=true`,
    'list',
    'name',
  ]),
  ...['dashboards', 'alerts', 'reports'].map((type) => [
    `folders_${type}`,
    `api/v2/default/folders/${type}`,
    'list',
    'folderId',
  ]),
] as ReadonlyArray<readonly [kind: string, path: string, list: string | null, id: string]>;

/** Kinds that are read one by one: the list of IDs, then each. */
const READ = [
  ['alerts', 'api/v2/default/alerts', 'list', 'alert_id', (id: string) => `api/v2/default/alerts/${id}`],
  ['reports', 'api/v2/default/reports', null, 'report_id', (id: string) => `api/v2/default/reports/${id}`],
  [
    'saved_views',
    'api/default/savedviews',
    'views',
    'view_id',
    (id: string) => `api/default/savedviews/${id}`,
  ],
] as const;

/** Members that tell when something was read or run, not what it is. */
const PASSING = new Set(['last_triggered_at', 'last_satisfied_at', 'stats', 'updatedAt', 'updated_at']);

const withoutPassing = (value: unknown): unknown =>
  Array.isArray(value)
    ? value.map(withoutPassing)
    : typeof value === 'object' && value !== null
      ? Object.fromEntries(
          Object.entries(value)
            .filter(([name]) => !PASSING.has(name))
            .map(([name, each]) => [name, withoutPassing(each)]),
        )
      : value;

/** The folder that OpenObserve makes by itself when something is put into it first. */
const isOwn = (kind: string, id: unknown) => kind.startsWith('folders_') && id === 'default';

/** Read all that was written to a sample, object by object, over its own API. @throws when a read is refused */
export async function stateOf({
  url,
  credentials,
}: Pick<Sample, 'url' | 'credentials'>): Promise<SampleState> {
  const authorization = `Basic ${btoa(`${credentials.email}:${credentials.token}`)}`;
  async function get(path: string): Promise<unknown> {
    const answer = await fetch(`${url}/${path}`, { headers: { authorization } });
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    return answer.json();
  }
  async function rows(path: string, list: string | null): Promise<Json[]> {
    const answer = await get(path);
    const found = list === null ? answer : (answer as Json)[list];
    return Array.isArray(found) ? found : Object.values(found as object);
  }
  const state = new Map<string, Json>();
  const keep = (kind: string, id: unknown, value: unknown) =>
    state.set(`${kind}/${String(id)}`, withoutPassing(value) as Json);
  for (const [kind, path, list, id] of LISTED)
    for (const row of await rows(path, list)) if (!isOwn(kind, row[id])) keep(kind, row[id], row);
  for (const [kind, path, list, id, one] of READ)
    for (const row of await rows(path, list))
      keep(kind, row[id], { ...((await get(one(String(row[id])))) as Json), folder: row.folder_id });
  for (const { folderId } of await rows('api/v2/default/folders/dashboards', 'list'))
    for (const row of await rows(`api/default/dashboards?folder=${folderId}`, 'dashboards')) {
      const id = String(row.dashboard_id);
      keep('dashboards', id, { ...((await get(`api/default/dashboards/${id}`)) as Json), folder: folderId });
      const { data } = (await get(
        `api/default/dashboards/${id}/annotations?start_time=0&end_time=9000000000000000`,
      )) as { data?: readonly Json[] };
      for (const each of data ?? []) keep('annotations', each.annotation_id, each);
    }
  for (const key of (await get('api/default/kv')) as string[]) keep('kv', key, { key });
  return state;
}

/** What was created, changed and deleted between two states. */
export function changesBetween(before: SampleState, after: SampleState): StateChange[] {
  const keys = [...new Set([...before.keys(), ...after.keys()])];
  return keys.flatMap((key) => {
    const [was = null, is = null] = [before.get(key), after.get(key)];
    if (JSON.stringify(was) === JSON.stringify(is)) return [];
    const at = key.indexOf('/');
    return {
      change: was === null ? ('created' as const) : is === null ? ('deleted' as const) : ('changed' as const),
      kind: key.slice(0, at),
      id: key.slice(at + 1),
      before: was,
      after: is,
    };
  });
}
