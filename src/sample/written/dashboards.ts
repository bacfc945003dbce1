import { plainRefusal } from '../http/refusal.ts';
import type { Call, Route } from '../http/route.ts';
import { type Json, objectOf, unreadable } from '../http/search-body.ts';
import { bodyWith, listIn, textIn, wholeNumberIn } from '../objects/body.ts';
import { DEFAULT_FOLDER, folderFor, foldersOf } from './folders.ts';
import { contentHash } from '../objects/ids.ts';
import { sortedBy } from '../objects/objects.ts';
import { storedPanel, storedTabs, type Tab, withChangedPanel, withPanel } from './panels.ts';
import type { World } from '../objects/world.ts';

interface Dashboard {
  readonly folder: string;
  readonly content: Json & {
    readonly dashboardId: string;
    readonly title: string;
    readonly tabs: readonly Tab[];
  };
}

const VERSIONS = [1, 2, 3, 4, 5, 6, 7, 8];
const NEWEST = 8;

/** The wrapper in which dashboards travel: the content stands under its version. */
function wrapped({ content }: Dashboard): Json {
  const versions = VERSIONS.map((version) => [`v${version}`, version === content.version ? content : null]);
  return {
    ...Object.fromEntries(versions),
    version: content.version,
    hash: contentHash(content),
    updatedAt: 0,
  };
}

const notFound = () => plainRefusal(404, 'Dashboard not found');

/** Routes of dashboards. */
export function dashboardRoutes(world: World): Route[] {
  const { objects, ids, nowUs } = world;
  const inOrganization = (org: string) => objects.of<Dashboard>(org, 'dashboards');

  function read(body: Json, fixed: Json): Dashboard['content'] {
    const version = body.version ?? NEWEST;
    if (!VERSIONS.includes(Number(version))) throw unreadable(`unsupported version: ${version}`);
    const title = textIn(body, 'title');
    const tabs = storedTabs(listIn(body, 'tabs'));
    if (title.trim() === '') throw plainRefusal(500, 'Dashboard should have title');
    return {
      dashboardId: '',
      ...body,
      version,
      title,
      description: textIn(body, 'description'),
      role: textIn(body, 'role'),
      tabs,
      ...fixed,
    };
  }

  function existing({ path: { org = '', id = '' } }: Call): Dashboard {
    const dashboard = inOrganization(org).get(id);
    if (!dashboard) throw notFound();
    return dashboard;
  }

  function target(org: string, id: string): string {
    const folder = folderFor(world, org, 'dashboards', id);
    if (!folder) throw plainRefusal(404, 'Folder not found');
    return folder.folderId;
  }

  /** @throws {Refusal} 500 for a hash that is none, 409 for a stale one */
  function checkHash(hash: string | null, dashboard: Dashboard): void {
    if (!/^\d+$/.test(hash ?? ''))
      throw plainRefusal(500, 'Request to update existing dashboard with missing or invalid hash value. BUG');
    if (hash !== contentHash(dashboard.content))
      throw plainRefusal(
        409,
        'Conflict: Failed to save due to concurrent changes. Please refresh the page after backing up your work to avoid losing changes.',
      );
  }

  function keep(org: string, dashboard: Dashboard): Dashboard {
    inOrganization(org).set(dashboard.content.dashboardId, dashboard);
    return dashboard;
  }

  async function create({ path: { org = '' }, query, body, caller }: Call) {
    const fixed = {
      dashboardId: ids.snowflake(),
      owner: caller,
      created: `${new Date(nowUs() / 1000).toISOString().slice(0, -1)}000000Z`,
    };
    const content = read(bodyWith(await body()), fixed);
    return wrapped(keep(org, { folder: target(org, query.get('folder') ?? DEFAULT_FOLDER), content }));
  }

  async function update(call: Call) {
    const { org = '' } = call.path;
    const body = bodyWith(await call.body());
    const dashboard = existing(call);
    if ((call.query.get('folder') ?? DEFAULT_FOLDER) !== dashboard.folder) throw notFound();
    const { dashboardId, owner, created } = dashboard.content;
    const content = read(body, { dashboardId, owner: body.owner ?? owner, created });
    checkHash(call.query.get('hash'), dashboard);
    return wrapped(keep(org, { ...dashboard, content }));
  }

  function list({ path: { org = '' }, query }: Call) {
    const title = query.get('title');
    const size = wholeNumberIn(query, 'pageSize');
    const folder = query.get('folder') ?? (title === null ? DEFAULT_FOLDER : null);
    const folders = foldersOf(world, org, 'dashboards');
    const wanted = sortedBy(inOrganization(org).values(), ({ content }) => content.title).filter(
      (dashboard) =>
        (folder === null || dashboard.folder === folder) &&
        dashboard.content.title.toLowerCase().includes((title ?? '').toLowerCase()),
    );
    return {
      dashboards: wanted.slice(0, title === null || size === null ? undefined : size).map((dashboard) => {
        const { dashboardId, title: name, description, role, owner, created } = dashboard.content;
        return {
          ...wrapped(dashboard),
          folder_id: dashboard.folder,
          folder_name: folders.get(dashboard.folder)?.name,
          dashboard_id: dashboardId,
          title: name,
          description,
          role,
          owner,
          created,
        };
      }),
    };
  }

  function move(org: string, wanted: readonly string[], folder: string): void {
    const found = wanted.map((id) => inOrganization(org).get(id) ?? null);
    const held = target(org, folder);
    for (const dashboard of found) {
      if (dashboard === null) throw notFound();
      keep(org, { ...dashboard, folder: held });
    }
  }

  async function moveOne({ path: { org = '', id = '' }, body }: Call) {
    const given = bodyWith(await body(), 'from', 'to');
    if (!inOrganization(org).has(id)) throw notFound();
    move(org, [id], textIn(given, 'to'));
    return { code: 200, message: 'Dashboard moved' };
  }

  async function moveSeveral({ path: { org = '' }, body }: Call) {
    const given = bodyWith(await body(), 'dashboard_ids', 'dst_folder_id');
    move(org, listIn(given, 'dashboard_ids').map(String), textIn(given, 'dst_folder_id'));
    return { code: 200, message: 'Dashboards moved' };
  }

  /** Reports that use it go with it. */
  function remove(call: Call) {
    const { org = '' } = call.path;
    const { dashboardId } = existing(call).content;
    const reports = objects.of<{ content: { dashboards: ReadonlyArray<{ dashboard: string }> } }>(
      org,
      'reports',
    );
    for (const [id, { content }] of reports)
      if (content.dashboards.some(({ dashboard }) => dashboard === dashboardId)) reports.delete(id);
    inOrganization(org).delete(dashboardId);
    return { code: 200, message: 'Dashboard deleted' };
  }

  /** Change the tabs of a dashboard under its hash. */
  function changePanels(
    call: Call,
    change: (tabs: readonly Tab[]) => { tabs: Tab[]; panel: Json; tabId: string },
  ) {
    const hash = call.query.get('hash');
    if (hash === null) throw plainRefusal(400, 'hash query parameter is required');
    const dashboard = existing(call);
    checkHash(hash, dashboard);
    const { tabs, panel, tabId } = change(dashboard.content.tabs);
    const kept = keep(call.path.org ?? '', { ...dashboard, content: { ...dashboard.content, tabs } });
    return { panel, hash: contentHash(kept.content), tabId };
  }

  async function addPanel(call: Call) {
    const body = bodyWith(await call.body(), 'panel');
    const panel = storedPanel(objectOf(body.panel, ''));
    const tabId = typeof body.tabId === 'string' ? body.tabId : null;
    return changePanels(call, (tabs) => withPanel(tabs, panel, tabId, ids.snowflake));
  }

  async function updatePanel(call: Call) {
    const body = bodyWith(await call.body(), 'panel');
    const panel = storedPanel(objectOf(body.panel, ''));
    const tabId = typeof body.tabId === 'string' ? body.tabId : null;
    return changePanels(call, (tabs) => withChangedPanel(tabs, call.path.panel ?? '', panel, tabId));
  }

  function removePanel(call: Call) {
    const id = call.path.panel ?? '';
    const { hash } = changePanels(call, (tabs) => withChangedPanel(tabs, id, null, call.query.get('tabId')));
    return { hash, panelId: id };
  }

  const BASE = '/api/:org/dashboards';
  return [
    ['GET', BASE, list],
    ['POST', BASE, create],
    ['PATCH', `${BASE}/move`, moveSeveral],
    ['GET', `${BASE}/:id`, (call) => wrapped(existing(call))],
    ['PUT', `${BASE}/:id`, update],
    ['DELETE', `${BASE}/:id`, remove],
    ['POST', `${BASE}/:id/panels`, addPanel],
    ['PUT', `${BASE}/:id/panels/:panel`, updatePanel],
    ['DELETE', `${BASE}/:id/panels/:panel`, removePanel],
    ['PUT', '/api/:org/folders/dashboards/:id', moveOne],
  ];
}
