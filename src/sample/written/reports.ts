import { plainRefusal } from '../http/refusal.ts';
import type { Call, Route } from '../http/route.ts';
import { type Json, objectOf } from '../http/search-body.ts';
import { bodyWith, checkCron, checkName, listIn, switchedOn, textIn } from '../objects/body.ts';
import { DEFAULT_FOLDER, folderFor, foldersOf } from './folders.ts';
import { sortedBy } from '../objects/objects.ts';
import type { World } from '../objects/world.ts';

interface ReportDashboard extends Json {
  readonly dashboard: string;
}

interface Report {
  readonly id: string;
  readonly folder: string;
  readonly createdUs: number;
  readonly content: Json & { readonly name: string; readonly dashboards: readonly ReportDashboard[] };
}

const TIME_RANGE = { type: 'relative', period: '1w', from: 0, to: 0 };
const refuse = (message: string) => plainRefusal(400, message);

/** Reports of both generations: one store, addressed by name in `default` or by id in any folder. */
export function reportRoutes(world: World): Route[] {
  const { objects, ids, nowUs } = world;
  const inOrganization = (org: string) => objects.of<Report>(org, 'reports');

  function checkDashboards(organization: string, dashboards: readonly Json[], status: number): void {
    if (dashboards.length === 0) throw refuse('Atleast one dashboard is required');
    if (dashboards.some((item) => listIn(item, 'tabs').length === 0))
      throw refuse('Atleast one tab is required');
    const known = objects.of(organization, 'dashboards');
    if (dashboards.some(({ dashboard }) => !known.has(String(dashboard))))
      throw plainRefusal(status, 'Dashboard not found.');
  }

  /** `status`: what an unknown dashboard or folder is answered with. */
  function read(body: Json, status: number): Report['content'] {
    const name = textIn(body, 'name');
    if (name === '') throw refuse('Report name is required');
    checkName(name, 'Report', /[:#?&%\s'"]/, `':', '#', '?', '&', '%', quotes and space characters`);
    checkName(name, 'Report', /\//, `'/'`);
    const frequency = objectOf(body.frequency ?? {}, 'frequency: ');
    checkCron(frequency.cron);
    const dashboards = listIn(body, 'dashboards') as readonly ReportDashboard[];
    checkDashboards(String(body.orgId), dashboards, status);
    const now = new Date(nowUs() / 1000).toISOString();
    return {
      name,
      title: textIn(body, 'title'),
      orgId: body.orgId,
      frequency: { interval: 1, cron: '', type: 'weeks', align_time: true, ...frequency },
      start: body.start ?? 0,
      dashboards: dashboards.map((item) => ({
        variables: [],
        timerange: TIME_RANGE,
        report_type: 'pdf',
        email_attachment_type: 'standard',
        ...item,
      })),
      destinations: listIn(body, 'destinations'),
      description: textIn(body, 'description'),
      message: textIn(body, 'message'),
      enabled: body.enabled ?? false,
      imagePreview: body.imagePreview ?? false,
      timezone: textIn(body, 'timezone'),
      timezoneOffset: body.timezoneOffset ?? 0,
      createdAt: now,
      updatedAt: now,
      owner: textIn(body, 'owner'),
      lastEditedBy: '',
    };
  }

  const required = ['orgId', 'name', 'dashboards', 'destinations'];
  const byName = (org: string, name: string) =>
    [...inOrganization(org).values()].find(
      (report) => report.folder === DEFAULT_FOLDER && report.content.name === name,
    );

  async function create(call: Call, folder: string, status: number) {
    const body = bodyWith(await call.body(), ...required);
    const content = { ...read(body, status), owner: call.caller };
    const org = String(body.orgId);
    const held = folderFor(world, org, 'reports', folder);
    if (!held) throw plainRefusal(status, 'Report folder not found.');
    const isTaken = [...inOrganization(org).values()].some(
      (report) => report.folder === folder && report.content.name === content.name,
    );
    if (isTaken) throw refuse('Report already exists');
    const id = ids.ksuid();
    inOrganization(org).set(id, { id, folder, createdUs: nowUs(), content });
    return { code: 200, message: 'Report saved' };
  }

  async function update(call: Call, find: () => Report, message: string) {
    const body = bodyWith(await call.body(), ...required);
    const { content: old, ...report } = find();
    const content = read(body, 400);
    inOrganization(call.path.org ?? '').set(report.id, {
      ...report,
      content: { ...content, owner: old.owner, createdAt: old.createdAt, lastEditedBy: call.caller },
    });
    return { code: 200, message };
  }

  function enable({ path: { org = '' }, query }: Call, report: Report) {
    const enabled = switchedOn(query);
    inOrganization(org).set(report.id, { ...report, content: { ...report.content, enabled } });
    return { enabled };
  }

  function remove({ path: { org = '' } }: Call, report: Report) {
    inOrganization(org).delete(report.id);
    return { code: 200, message: 'Report deleted' };
  }

  function list({ path: { org = '' }, query }: Call, folder: string | null) {
    const dashboard = query.get('dashboard_id');
    const part = query.get('report_name_substring') ?? '';
    const folders = foldersOf(world, org, 'reports');
    return sortedBy(inOrganization(org).values(), ({ content }) => content.name)
      .filter((report) => folder === null || report.folder === folder)
      .filter(
        ({ content }) =>
          content.name.includes(part) &&
          (dashboard === null || content.dashboards.some((item) => item.dashboard === dashboard)) &&
          // A cached report is one that is sent to nobody.
          (query.get('cache') !== 'true' || (content.destinations as unknown[]).length === 0),
      )
      .map(({ id, folder: held, createdUs, content }) => ({
        report_id: id,
        folder_id: held,
        folder_name: folders.get(held)?.name,
        name: content.name,
        owner: content.owner,
        description: content.description,
        created_at: createdUs,
        dashboards: content.dashboards.map((item) => ({
          dashboard: item.dashboard,
          folder: held,
          tabs: item.tabs,
          timerange: item.timerange,
        })),
        frequency: content.frequency,
        enabled: content.enabled,
        org_id: content.orgId,
        last_triggered_at: 0,
      }));
  }

  async function move({ path: { org = '' }, body }: Call) {
    const given = bodyWith(await body(), 'report_ids', 'dst_folder_id');
    const held = folderFor(world, org, 'reports', textIn(given, 'dst_folder_id'));
    if (!held) throw plainRefusal(500, 'Report folder not found.');
    for (const id of listIn(given, 'report_ids')) {
      const report = inOrganization(org).get(String(id));
      if (!report) throw plainRefusal(404, 'Report not found');
      inOrganization(org).set(report.id, { ...report, folder: held.folderId });
    }
    return { code: 200, message: 'Report moved' };
  }

  function named({ path: { org = '', name = '' } }: Call, status: number): Report {
    const report = byName(org, name);
    if (!report) throw plainRefusal(status, 'Report not found');
    return report;
  }

  function withId({ path: { org = '', id = '' } }: Call): Report {
    const report = inOrganization(org).get(id);
    if (!report) throw plainRefusal(404, 'Report not found');
    return report;
  }

  const FIRST = '/api/:org/reports';
  const SECOND = '/api/v2/:org/reports';
  return [
    ['GET', FIRST, (call) => list(call, DEFAULT_FOLDER)],
    ['POST', FIRST, (call) => create(call, DEFAULT_FOLDER, 400)],
    ['GET', `${FIRST}/:name`, (call) => named(call, 400).content],
    ['PUT', `${FIRST}/:name`, (call) => update(call, () => named(call, 400), 'Report saved')],
    ['DELETE', `${FIRST}/:name`, (call) => remove(call, named(call, 404))],
    ['PUT', `${FIRST}/:name/enable`, (call) => enable(call, named(call, 404))],
    ['GET', SECOND, (call) => list(call, call.query.get('folder'))],
    ['POST', SECOND, (call) => create(call, call.query.get('folder') ?? DEFAULT_FOLDER, 500)],
    ['PATCH', `${SECOND}/move`, move],
    ['GET', `${SECOND}/:id`, (call) => withId(call).content],
    ['PUT', `${SECOND}/:id`, (call) => update(call, () => withId(call), 'Report updated')],
    ['DELETE', `${SECOND}/:id`, (call) => remove(call, withId(call))],
    ['PATCH', `${SECOND}/:id/enable`, (call) => enable(call, withId(call))],
  ];
}
