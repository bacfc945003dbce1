import { cannot, plainRefusal } from './http/refusal.ts';
import type { Call, Route } from './http/route.ts';
import type { Json } from './http/search-body.ts';
import { bodyWith, textIn } from './objects/body.ts';
import { sortedBy } from './objects/objects.ts';
import { peopleOf } from './objects/people.ts';
import { DEFAULT_ORGANIZATION, type World } from './objects/world.ts';

interface Organization {
  readonly identifier: string;
  readonly name: string;
  /** What it was called first, which answers to a renaming go on to show. */
  readonly firstName: string;
}

const NAME = /^[A-Za-z0-9 _]*$/;
const THRESHOLD = 9_383_939_382;
const DEFAULT_PAGE = 100;

/** The organizations of the sample. */
export const organizationsOf = ({ objects }: Pick<World, 'objects'>) =>
  objects.of<Organization>('', 'organizations');

const refuse = (message: string) => plainRefusal(400, message);

function checkName(name: string): void {
  if (!NAME.test(name))
    throw refuse('Only alphanumeric characters (A-Z, a-z, 0-9), spaces, and underscores are allowed');
}

const shown = ({ identifier, firstName }: Organization) => ({
  identifier,
  name: firstName,
  org_type: 'custom',
  service_account: null,
});

/** Routes of organizations. */
export function organizationRoutes(world: World): Route[] {
  const { objects, ids, store, root } = world;
  const organizations = organizationsOf(world);
  organizations.set(DEFAULT_ORGANIZATION, {
    identifier: DEFAULT_ORGANIZATION,
    name: DEFAULT_ORGANIZATION,
    firstName: DEFAULT_ORGANIZATION,
  });

  function list({ query, caller }: Call) {
    const memberships = peopleOf(world).get(caller)?.memberships;
    const size = Number(query.get('page_size')) || DEFAULT_PAGE;
    const newestFirst = [...organizations.values()]
      .filter(({ identifier }) => caller === root || memberships?.has(identifier))
      .reverse()
      .slice(0, size)
      .map(({ identifier, name }, index) => ({
        id: index + 1,
        identifier,
        name,
        user_email: caller,
        ingest_threshold: THRESHOLD,
        search_threshold: THRESHOLD,
        type: identifier === DEFAULT_ORGANIZATION ? 'default' : 'custom',
        UserObj: { first_name: '', last_name: '', email: caller },
        plan: 0,
      }));
    return { data: sortedBy(newestFirst, ({ name }) => name) };
  }

  async function create({ body, caller }: Call) {
    const name = textIn(bodyWith(await body(), 'name'), 'name');
    if (caller !== root) throw refuse('Only root user can create organization');
    checkName(name);
    if (name.trim() === '') throw refuse('Error creating org: Organization name cannot be empty');
    const organization = { identifier: ids.ksuid(), name, firstName: name };
    organizations.set(organization.identifier, organization);
    return shown(organization);
  }

  async function rename({ path: { org = '' }, body }: Call) {
    const name = textIn(bodyWith(await body(), 'new_name'), 'new_name');
    if (name === '') throw refuse('New name cannot be empty');
    checkName(name);
    const organization = organizations.get(org) as Organization;
    organizations.set(org, { ...organization, name });
    return shown(organization);
  }

  async function summary({ path: { org = '' } }: Call) {
    const streams = org === DEFAULT_ORGANIZATION ? [...store.streams.values()] : [];
    const megabytes = streams.reduce((sum, { bytes }) => sum + bytes, 0) / 1_048_576;
    const count = (kind: string, is: (item: Json) => boolean) =>
      [...objects.of<Json>(org, kind).values()].filter(is).length;
    const trigger_status = { healthy: 0, failed: 0, warning: 0 };
    const isRealtime = ({ source }: Json) => (source as Json).source_type === 'realtime';
    return {
      streams: {
        num_streams: streams.length,
        total_records: streams.reduce((sum, { records }) => sum + records, 0),
        total_storage_size: megabytes,
        total_compressed_size: megabytes / 8,
        total_index_size: 0,
      },
      pipelines: {
        num_realtime: count('pipelines', isRealtime),
        num_scheduled: count('pipelines', (item) => !isRealtime(item)),
        trigger_status,
      },
      alerts: {
        num_realtime: count('alerts', ({ is_real_time }) => is_real_time === true),
        num_scheduled: count('alerts', ({ is_real_time }) => is_real_time !== true),
        trigger_status,
      },
      total_functions: objects.of(org, 'functions').size,
      total_dashboards: objects.of(org, 'dashboards').size,
    };
  }

  return [
    ['GET', '/api/organizations', list],
    ['POST', '/api/organizations', create],
    ['PUT', '/api/:org/rename', rename],
    ['GET', '/api/:org/summary', summary],
  ];
}

/** The telemetry of every other organization: it has no streams, and gets none. */
export function withoutTelemetry(routes: readonly Route[]): Route[] {
  return routes.map(([method, path]) => {
    const open = path.replace(`/api/${DEFAULT_ORGANIZATION}/`, '/api/:org/');
    const isList = method === 'GET' && open === '/api/:org/streams';
    return [
      method,
      open,
      () => {
        if (isList) return { list: [], total: 0 };
        throw cannot(`hold or search data of another organization than "${DEFAULT_ORGANIZATION}"`);
      },
    ];
  });
}
