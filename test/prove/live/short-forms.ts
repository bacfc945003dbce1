import { valueAt } from '../../../src/openobserve/answer.ts';
import { makeDestination, makeTemplate } from './alerts.ts';
import type { Session } from './session.ts';

type Row = Record<string, unknown>;

/** Dashboards and alerts as our builders write them from a few words: made, read back, and deleted. */
export async function shortForms(session: Session): Promise<void> {
  const { name, call, same, later } = session;
  const stream = name('orders');
  await call('stream_create', {
    stream_name: stream,
    type: 'logs',
    fields: [
      { name: 'revenue', type: 'Float64' },
      { name: 'region', type: 'Utf8' },
    ],
    settings: {},
  });
  later('stream_delete', { stream_name: stream, type: 'logs' });

  const overTime = `SELECT histogram(_timestamp) AS time, sum(revenue) AS revenue FROM "${stream}" GROUP BY time ORDER BY time`;
  const byRegion = `SELECT region, count(*) AS n FROM "${stream}" GROUP BY region ORDER BY n DESC`;
  const panels = [
    { title: 'line', type: 'line', sql: overTime },
    { title: 'area', type: 'area', sql: overTime },
    { title: 'bar', type: 'bar', sql: overTime },
    { title: 'h-bar', type: 'h-bar', sql: byRegion },
    { title: 'pie', type: 'pie', sql: byRegion },
    { title: 'table', type: 'table', sql: byRegion },
    { title: 'stat', type: 'stat', sql: `SELECT count(*) AS n FROM "${stream}"` },
    { title: 'promql', promql: 'up' },
  ];
  const title = name('short_dashboard');
  await call('create_dashboard', { title, panels });
  const [listed] = (await call('list_dashboards', { title })) as Row[];
  const dashboard_id = listed?.dashboard_id;
  later('delete_dashboard', { dashboard_id });
  const read = (await call('get_dashboard', { dashboard_id })) as Row;
  const kept = [valueAt(read[`v${read.version}`] ?? read, 'tabs.*.panels')].flat() as Row[];
  same(
    'panels in short are all there',
    kept.map((panel) => panel.title),
    panels.map((panel) => panel.title),
  );
  same(
    'panels in short keep their queries',
    kept.map((panel) => valueAt(panel, 'queries.*.query')),
    panels.map(({ sql, promql }) => [sql ?? promql]),
  );
  await call('delete_dashboard', { dashboard_id });

  const destination = await makeDestination(session, await makeTemplate(session));
  for (const [kind, condition, says] of [
    [
      'low',
      { measure: 'sum(revenue)', operator: '<', threshold: 100000, period: 60 },
      'HAVING coalesce(sum(revenue), 0) < 100000',
    ],
    ['high', { where: "region = 'EU'", threshold: 10, period: 15 }, 'HAVING count(*) > 10'],
  ] as const) {
    const alert = name(`short_${kind}`);
    await call('create_alert', {
      name: alert,
      stream_name: stream,
      stream_type: 'logs',
      destinations: [destination],
      enabled: true,
      condition,
    });
    const [found] = (await call('list_alerts', { alert_name_substring: alert })) as Row[];
    const alert_id = found?.alert_id;
    later('delete_alert', { alert_id });
    const stands = await call('get_alert', { alert_id });
    same(
      `the ${kind} alert compares as it was told`,
      String(valueAt(stands, 'query_condition.sql')).includes(says),
      true,
    );
    same(
      `the ${kind} alert looks back as far as it was told`,
      valueAt(stands, 'trigger_condition.period'),
      condition.period,
    );
    same(`the ${kind} alert counts rows`, valueAt(stands, 'trigger_condition.threshold'), 1);
    same(`the ${kind} alert has its destination`, valueAt(stands, 'destinations'), [destination]);
    await call('delete_alert', { alert_id });
  }
}
