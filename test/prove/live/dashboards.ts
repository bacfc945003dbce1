import { valueAt } from '../../../src/openobserve/answer.ts';
import type { Session } from './session.ts';

type Row = Record<string, unknown>;

function panel(id: string, title: string): Row {
  return {
    id,
    type: 'line',
    title,
    description: 'kept',
    queryType: 'sql',
    config: { show_legends: true },
    queries: [
      {
        query: 'SELECT histogram(_timestamp) AS ts, COUNT(*) AS n FROM "default" GROUP BY ts ORDER BY ts',
        customQuery: true,
        fields: {
          stream: 'default',
          stream_type: 'logs',
          x: [{ label: 'ts', alias: 'ts', column: 'ts' }],
          y: [{ label: 'n', alias: 'n', column: 'n' }],
          filter: { filterType: 'group', logicalOperator: 'AND', conditions: [] },
        },
        config: { promql_legend: '' },
      },
    ],
  };
}

const FAR_AHEAD_US = Date.UTC(2090, 0, 1) * 1000;
/** Fields of a report that every write changes. */
const REPORT_WRITES = ['updatedAt', 'lastEditedBy'];

const inner = (dashboard: unknown) => valueAt(dashboard, `v${valueAt(dashboard, 'version')}`) as Row;
const panelsOf = (dashboard: unknown) => valueAt(inner(dashboard), 'tabs.*.panels') as Row[];

export async function folders({ name, call, same, onlyChanged, later, refused }: Session): Promise<void> {
  for (const folder_type of ['dashboards', 'alerts', 'reports']) {
    const title = name(folder_type);
    const made = await call('create_folder', { folder_type, name: title, description: 'kept' });
    const folder_id = valueAt(made, 'folderId');
    later('delete_folder', { folder_type, folder_id });
    const before = await call('get_folder', { folder_type, folder_id });
    await call('update_folder', { folder_type, folder_id, name: `${title}_2` });
    const read = await call('get_folder', { folder_type, folder_id });
    same('a folder takes its new name', valueAt(read, 'name'), `${title}_2`);
    onlyChanged('a folder', before, read, ['name']);
    same(
      'a folder is found by its name',
      valueAt(await call('get_folder_by_name', { folder_type, folder_name: `${title}_2` }), 'folderId'),
      folder_id,
    );
    const listed = (await call('list_folders', { folder_type })) as Row[];
    same(
      'a folder is listed',
      listed.some((row) => row.folderId === folder_id),
      true,
    );
    await refused(
      'update_folder',
      { folder_type, folder_id: '7000000000000000001', name: 'x' },
      /not found|no such|does not exist|nothing to change/i,
    );
    await call('delete_folder', { folder_type, folder_id });
  }
}

export async function dashboards({ name, call, same, onlyChanged, later, refused }: Session): Promise<void> {
  const title = name('dashboard');
  const folder = valueAt(
    await call('create_folder', { folder_type: 'dashboards', name: name('folder'), description: '' }),
    'folderId',
  );
  later('delete_folder', { folder_type: 'dashboards', folder_id: folder });
  const made = inner(
    await call('create_dashboard', {
      title,
      description: 'kept',
      tabs: [
        {
          tabId: 'default',
          name: 'Default',
          panels: [{ ...panel('Panel_1', 'First'), layout: { x: 0, y: 0, w: 96, h: 18, i: 1 } }],
        },
      ],
    }),
  );
  const dashboard_id = made.dashboardId as string;
  later('delete_dashboard', { dashboard_id });
  later('delete_dashboard', { dashboard_id, folder });

  const before = inner(await call('get_dashboard', { dashboard_id }));
  await call('update_dashboard', { dashboard_id, title: `${title} edited` });
  const after = inner(await call('get_dashboard', { dashboard_id }));
  same('a dashboard takes its new title', after.title, `${title} edited`);
  onlyChanged('a dashboard', before, after, ['title']);
  await refused('update_dashboard', { dashboard_id, title: 'late', hash: '1' }, /changed|conflict|hash/i);
  await refused('update_dashboard', { dashboard_id, title: '' }, /title/);

  await call('add_panel', { dashboard_id, panel: panel('Panel_2', 'Second') });
  const [, second] = panelsOf(await call('get_dashboard', { dashboard_id }));
  await call('update_panel', { dashboard_id, panel_id: 'Panel_2', panel: { title: 'Second, edited' } });
  const [first, edited] = panelsOf(await call('get_dashboard', { dashboard_id }));
  same('a panel takes its new title', edited?.title, 'Second, edited');
  onlyChanged('a panel', second, edited, ['title']);
  same('the other panel stays', first?.title, 'First');
  await call('delete_panel', { dashboard_id, panel_id: 'Panel_2' });
  same('a panel is gone', panelsOf(await call('get_dashboard', { dashboard_id })).length, 1);

  const listed = (await call('list_dashboards', { title })) as Row[];
  same(
    'a dashboard is found by its title',
    listed.some((row) => row.dashboard_id === dashboard_id),
    true,
  );
  await call('move_dashboard', { dashboard_id, from: 'default', to: folder });
  const moved = (await call('list_dashboards', { folder })) as Row[];
  same(
    'a dashboard is in its new folder',
    moved.map((row) => row.dashboard_id),
    [dashboard_id],
  );
  await call('update_dashboard', { dashboard_id, description: 'changed in its folder' });
  same(
    'a dashboard takes a description in its folder',
    inner(await call('get_dashboard', { dashboard_id })).description,
    'changed in its folder',
  );
  await call('move_dashboards', { dashboard_ids: [dashboard_id], dst_folder_id: 'default' });
  await call('delete_dashboard', { dashboard_id });
  await refused('get_dashboard', { dashboard_id }, /not found|no /i);
}

export async function annotations({ name, call, same, later }: Session): Promise<void> {
  const made = inner(await call('create_dashboard', { title: name('annotated') }));
  const dashboard_id = made.dashboardId as string;
  later('delete_dashboard', { dashboard_id });
  const start_time = (Date.now() - 3600_000) * 1000;
  const [annotation] = (await call('create_annotations', {
    dashboard_id,
    timed_annotations: [
      { title: 'Deploy', text: 'kept', start_time, tags: ['release'], panels: ['Panel_1', 'Panel_2'] },
    ],
  })) as Row[];
  const timed_annotation_id = annotation?.annotation_id;
  await call('update_annotations', { dashboard_id, timed_annotation_id, title: 'Deploy 2' });
  const range = { start_time: 'now-2h', end_time: 'now' };
  const [read] = (await call('get_annotations', { dashboard_id, ...range })) as Row[];
  same('an annotation takes its new title', read?.title, 'Deploy 2');
  same(
    'an annotation keeps everything else',
    [
      read?.text,
      Date.parse(String(read?.start_time)) * 1000,
      read?.tags,
      [...((read?.panels ?? []) as string[])].sort(),
    ],
    ['kept', start_time, ['release'], ['Panel_1', 'Panel_2']],
  );
  await call('remove_timed_annotation_from_panel', {
    dashboard_id,
    timed_annotation_id,
    content: ['Panel_2'],
  });
  const [less] = (await call('get_annotations', { dashboard_id, ...range })) as Row[];
  same('an annotation is off a panel', less?.panels, ['Panel_1']);
  await call('delete_annotations', { dashboard_id, annotation_ids: [timed_annotation_id] });
  same('an annotation is gone', await call('get_annotations', { dashboard_id, ...range }), []);
}

export async function views({ name, call, same, onlyChanged, later }: Session): Promise<void> {
  const view_name = name('view');
  const made = await call('create_saved_views', {
    view_name,
    data: { query: 'level = 1', big: 9007199254740993n },
  });
  const view_id = valueAt(made, 'view_id');
  later('delete_saved_views', { view_id });
  const before = await call('get_saved_view', { view_id });
  await call('update_saved_views', { view_id, view_name: `${view_name}_2` });
  const read = await call('get_saved_view', { view_id });
  same('a view takes its new name', valueAt(read, 'view_name'), `${view_name}_2`);
  same('a view has its content', valueAt(read, 'data'), { query: 'level = 1', big: 9007199254740993n });
  onlyChanged('a view', before, read, ['view_name']);
  const listed = (await call('list_saved_views')) as Row[];
  same(
    'a view is listed',
    listed.some((row) => row.view_id === view_id),
    true,
  );
  await call('delete_saved_views', { view_id });
}

export async function reports({ name, call, same, onlyChanged, later }: Session): Promise<void> {
  const made = await call('create_dashboard', {
    title: name('reported'),
    tabs: [{ tabId: 'default', name: 'Default' }],
  });
  const dashboard = inner(made).dashboardId as string;
  later('delete_dashboard', { dashboard_id: dashboard });
  const report = (title: string) => ({
    name: title,
    description: 'kept',
    title: 'Sample report',
    dashboards: [{ dashboard, folder: 'default', tabs: ['default'] }],
    destinations: [],
    enabled: false,
    frequency: { type: 'weeks', interval: 1, cron: '' },
    // Far ahead: nothing is sent meanwhile.
    start: FAR_AHEAD_US,
    timezone: 'UTC',
  });
  const second = name('report_v2');
  await call('create_report_v2', { ...report(second), folder: 'default' });
  const listed = (await call('list_reports_v2')) as Row[];
  const report_id = listed.find((row) => row.name === second)?.report_id;
  later('delete_report_v2', { report_id });
  const before = await call('get_report_v2', { report_id });
  await call('update_report_v2', { report_id, message: 'changed' });
  const read = await call('get_report_v2', { report_id });
  same('a report takes its new message', valueAt(read, 'message'), 'changed');
  same('a report has its dashboard', valueAt(read, 'dashboards.*.dashboard'), [dashboard]);
  onlyChanged('a report', before, read, ['message', ...REPORT_WRITES]);
  await call('enable_report_v2', { report_id, value: true });
  same('a report is on', valueAt(await call('get_report_v2', { report_id }), 'enabled'), true);
  const folder = valueAt(
    await call('create_folder', { folder_type: 'reports', name: name('folder'), description: '' }),
    'folderId',
  );
  later('delete_folder', { folder_type: 'reports', folder_id: folder });
  await call('move_reports', { report_ids: [report_id], dst_folder_id: folder });
  const moved = (await call('list_reports_v2', { folder })) as Row[];
  same(
    'a report is in its new folder',
    moved.map((row) => row.report_id),
    [report_id],
  );
  await call('delete_report_v2', { report_id });

  const first = name('report');
  await call('create_report', report(first));
  later('delete_report', { name: first });
  const earlier = await call('get_report', { name: first });
  await call('update_report', { name: first, message: 'changed' });
  const old = await call('get_report', { name: first });
  same('a report by name takes its new message', valueAt(old, 'message'), 'changed');
  onlyChanged('a report by name', earlier, old, ['message', ...REPORT_WRITES]);
  await call('enable_report', { name: first, value: true });
  const all = (await call('list_reports')) as Row[];
  same(
    'a report by name is listed',
    all.some((row) => row.name === first),
    true,
  );
  await call('delete_report', { name: first });
}
