import { valueAt } from '../../../src/openobserve/answer.ts';
import type { Session } from './session.ts';

type Row = Record<string, unknown>;

/** Passes OpenObserve's check of addresses without a name server, and nobody listens there. */
const NOWHERE = 'http://0.0.0.0:9/hook';

export async function makeTemplate({ name, call, later }: Session): Promise<string> {
  const template = name('template');
  await call('create_template', { name: template, type: 'http', body: '{"text":"{alert_name}"}' });
  later('delete_alert_template', { template_name: template });
  return template;
}

export async function makeDestination(session: Session, template: string): Promise<string> {
  const { name, call, later } = session;
  const destination = name('hook');
  await call('create_destination', {
    name: destination,
    type: 'http',
    url: NOWHERE,
    method: 'post',
    template,
    headers: { 'X-Kept': '1' },
  });
  later('delete_alert_destination', { destination_name: destination });
  return destination;
}

export async function templates(session: Session): Promise<void> {
  const { call, same, onlyChanged } = session;
  const template_name = await makeTemplate(session);
  const before = await call('get_template', { template_name });
  await call('update_template', { template_name, body: '{"text":"changed {alert_name}"}' });
  const read = await call('get_template', { template_name });
  same('a template takes its new body', valueAt(read, 'body'), '{"text":"changed {alert_name}"}');
  onlyChanged('a template', before, read, ['body']);
  const listed = (await call('list_templates')) as Row[];
  same(
    'a template is listed',
    listed.some((row) => row.name === template_name),
    true,
  );
  await call('get_system_templates');
  await call('delete_alert_template', { template_name });
}

export async function destinations(session: Session): Promise<void> {
  const { call, same, onlyChanged, refused, name } = session;
  const template = await makeTemplate(session);
  const destination_name = await makeDestination(session, template);
  const before = await call('get_destination', { destination_name });
  await call('update_destination', { destination_name, method: 'put' });
  const read = await call('get_destination', { destination_name });
  same('a destination takes its new method', valueAt(read, 'method'), 'put');
  same('a destination has its headers', valueAt(read, 'headers'), { 'X-Kept': '1' });
  same('a destination has its template', valueAt(read, 'template'), template);
  onlyChanged('a destination', before, read, ['method']);
  const listed = (await call('list_destinations')) as Row[];
  same(
    'a destination is listed',
    listed.some((row) => row.name === destination_name),
    true,
  );
  await refused(
    'create_destination',
    { name: name('bad'), type: 'http', url: NOWHERE, method: 'post', template: 'no_such_template' },
    /does not exist/,
  );
  await refused('delete_alert_template', { template_name: template }, /use|destination/i);
  await call('delete_alert_destination', { destination_name });
}

export async function alerts(session: Session): Promise<void> {
  const { name, call, same, onlyChanged, later, refused } = session;
  const stream = name('watched');
  await call('stream_create', {
    stream_name: stream,
    type: 'logs',
    fields: [{ name: 'level', type: 'Utf8' }],
    settings: {},
  });
  later('stream_delete', { stream_name: stream, type: 'logs' });
  const destination = await makeDestination(session, await makeTemplate(session));
  const alert = {
    name: name('alert'),
    stream_type: 'logs',
    stream_name: stream,
    destinations: [destination],
    description: 'kept',
    query_condition: {
      type: 'sql',
      sql: `SELECT COUNT(*) AS n FROM "${stream}" WHERE level = 'error' HAVING COUNT(*) > 100`,
    },
    trigger_condition: { period: 10, operator: '>=', threshold: 1, frequency: 1, silence: 30 },
  };
  await call('create_alert', alert);
  const found = (await call('list_alerts', { alert_name_substring: alert.name })) as Row[];
  const alert_id = found[0]?.alert_id;
  later('delete_alert', { alert_id });
  await refused('create_alert', alert, /already/);

  const before = (await call('get_alert', { alert_id })) as Row;
  await call('update_alert', { alert_id, trigger_condition: { threshold: 5 } });
  const after = (await call('get_alert', { alert_id })) as Row;
  same('an alert takes its new threshold', valueAt(after, 'trigger_condition.threshold'), 5);
  onlyChanged('an alert', before, after, ['trigger_condition', 'updated_at']);
  onlyChanged("an alert's trigger", before.trigger_condition, after.trigger_condition, ['threshold']);
  await call('enable_alert', { alert_id, value: true });
  same('an alert is on', valueAt(await call('get_alert', { alert_id }), 'enabled'), true);
  await call('enable_alert', { alert_id, value: false });
  same('an alert is off', valueAt(await call('get_alert', { alert_id }), 'enabled'), false);
  await refused('enable_alert', { alert_id }, /value/);
  await call('export_alert', { alert_id });
  await call('generate_sql', {
    stream_name: stream,
    stream_type: 'logs',
    query_condition: {
      type: 'custom',
      conditions: {
        version: 2,
        conditions: {
          filterType: 'group',
          logicalOperator: 'AND',
          conditions: [
            {
              filterType: 'condition',
              column: 'level',
              operator: '=',
              value: 'error',
              logicalOperator: 'AND',
            },
          ],
        },
      },
    },
  });
  const copy = valueAt(await call('clone_alert', { alert_id, name: `${alert.name}_copy` }), 'id');
  later('delete_alert', { alert_id: copy });
  const folder = valueAt(
    await call('create_folder', { folder_type: 'alerts', name: name('folder'), description: '' }),
    'folderId',
  );
  later('delete_folder', { folder_type: 'alerts', folder_id: folder });
  later('delete_alert', { alert_id: copy });
  await call('move_alerts', { alert_ids: [copy], dst_folder_id: folder });
  const moved = (await call('list_alerts', { folder })) as Row[];
  same(
    'an alert is in its new folder',
    moved.map((row) => row.alert_id),
    [copy],
  );
  await call('get_alert_history', { alert_id });
  await call('get_dedup_summary');
  await refused('delete_alert_destination', { destination_name: destination }, /use|alert/i);
  await call('delete_alert', { alert_id });
  await refused('get_alert', { alert_id }, /not found|no /i);
  // A real one would send: nobody should get a message.
  await refused('trigger_alert', { alert_id }, /not found/i);
  await call('list_incidents');
}
