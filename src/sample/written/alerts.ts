import { plainRefusal } from '../http/refusal.ts';
import type { Call, Route } from '../http/route.ts';
import { type Json, unreadable } from '../http/search-body.ts';
import {
  badQuery,
  bodyWith,
  checkCron,
  checkName,
  checkQueryVariant,
  checkVariant,
  listIn,
  switchedOn,
  textIn,
  wholeNumberIn,
} from '../objects/body.ts';
import { conditionSql, queryCondition, triggerCondition } from '../objects/conditions.ts';
import { DEFAULT_FOLDER, folderFor, foldersOf } from './folders.ts';
import { isKsuid } from '../objects/ids.ts';
import { sortedBy } from '../objects/objects.ts';
import { findTemplate } from './templates.ts';
import type { World } from '../objects/world.ts';

type AlertContent = Json & { readonly name: string; readonly trigger_condition: Json };
/** `folder` is the folder's id, which only lists show. */
type Alert = AlertContent & { readonly id: string; readonly folder: string };

const STREAM_TYPES = ['logs', 'metrics', 'traces', 'enrichment_tables', 'file_list', 'metadata', 'index'];
const ALERT_TYPES = ['all', 'scheduled', 'realtime', 'anomaly_detection'];
/** Fields that are kept as they were given, where they were. */
const OPTIONAL = ['template', 'context_attributes', 'deduplication'];

const refuse = (message: string) => plainRefusal(400, message);
const notFound = (message: string) => plainRefusal(404, message);
const shown = ({ folder: _, ...alert }: Alert) => alert;

/** Routes of alerts. */
export function alertRoutes(world: World): Route[] {
  const { objects, ids, store } = world;
  const inOrganization = (org: string) => objects.of<Alert>(org, 'alerts');

  function checkQuery(alert: Json): void {
    const { type, sql, promql } = alert.query_condition as Json;
    if (alert.is_real_time === true && type !== 'custom')
      throw refuse('Realtime alert should use Custom query type');
    if (type === 'sql' && !sql) throw refuse('Alert with SQL mode should have a query');
    if (type === 'promql' && !promql) throw refuse('Alert with PromQL mode should have a query');
    if (type === 'sql' && /\bselect\s+\*/i.test(String(sql)))
      throw refuse('Alert with SQL can not contain SELECT * in the SQL query');
  }

  /** What an alert leans on must be there. */
  function checkOthers(org: string, alert: Json): void {
    for (const name of listIn(alert, 'destinations'))
      if (!objects.of(org, 'destinations').has(String(name)))
        throw notFound(`Alert destination ${name} not found`);
    if (typeof alert.template === 'string' && !findTemplate(world, org, alert.template))
      throw notFound(`Alert template ${alert.template} not found`);
    const stream = store.find(String(alert.stream_type), String(alert.stream_name));
    if (!stream) throw notFound(`Stream ${alert.stream_name} not found`);
    const hours = Number(stream.settings.max_query_range ?? 0);
    if (hours > 0 && Number((alert.trigger_condition as Json).period) > hours * 60)
      throw refuse(
        `Alert period is greater than max query range of ${hours} hours for stream "${stream.name}"`,
      );
  }

  function checkNames(name: string): void {
    if (name === '') throw refuse('Alert name is required');
    checkName(name, 'Alert', /[:#?&%\s'"]/, `':', '#', '?', '&', '%', quotes and space characters`);
    checkName(name, 'Alert', /\//, `'/'`);
  }

  function read(org: string, body: Json, caller: string): AlertContent {
    checkVariant(body.stream_type, STREAM_TYPES);
    const destinations = listIn(body, 'destinations' in body ? 'destinations' : 'alert_destinations');
    const alert = {
      name: textIn(body, 'name'),
      org_id: org,
      stream_type: body.stream_type ?? 'logs',
      stream_name: textIn(body, 'stream_name'),
      is_real_time: body.is_real_time ?? false,
      query_condition: queryCondition(body.query_condition),
      trigger_condition: triggerCondition(body.trigger_condition),
      destinations,
      row_template: textIn(body, 'row_template'),
      row_template_type: body.row_template_type ?? 'String',
      description: textIn(body, 'description'),
      enabled: body.enabled ?? false,
      tz_offset: body.tz_offset ?? 0,
      last_triggered_at: 0,
      last_satisfied_at: null,
      owner: body.owner ?? caller,
      last_edited_by: caller,
      creates_incident: body.creates_incident ?? false,
      ...Object.fromEntries(
        OPTIONAL.filter((field) => (body[field] ?? null) !== null).map((field) => [field, body[field]]),
      ),
    };
    checkNames(alert.name);
    if (destinations.length === 0) throw refuse('Alert destinations is required');
    checkCron(alert.trigger_condition.cron);
    checkQuery(alert);
    checkOthers(org, alert);
    const operator = String(alert.trigger_condition.operator);
    if (/Contains/.test(operator))
      throw plainRefusal(
        500,
        `DbError# PutAlert# cannot convert ${operator === 'Contains' ? 'contains' : 'not contains'} into a trigger threshold operator`,
      );
    return alert;
  }

  function existing({ path: { org = '', id = '' } }: Call, missing = `alert ${id} not found`): Alert {
    if (!isKsuid(id)) throw notFound(`invalid alert id ${id}`);
    const alert = inOrganization(org).get(id);
    if (!alert) throw notFound(missing);
    return alert;
  }

  function folder(org: string, id: unknown): string {
    const found = folderFor(world, org, 'alerts', String(id ?? DEFAULT_FOLDER));
    if (!found) throw notFound('Error creating alert in folder that cannot be found');
    return found.folderId;
  }

  async function create({ path: { org = '' }, query, body, caller }: Call) {
    const given = bodyWith(await body());
    const alert = read(org, given, caller);
    const isOverwritten = query.get('overwrite') === 'true';
    if (typeof given.id === 'string' && inOrganization(org).has(given.id))
      throw isOverwritten
        ? plainRefusal(
            500,
            'DbError# SeaORMError# Execution Error: error returned from database: (code: 1555) UNIQUE constraint failed: alerts.id',
          )
        : plainRefusal(409, 'Alert already exists');
    const id = isOverwritten && typeof given.id === 'string' ? given.id : ids.ksuid();
    inOrganization(org).set(id, { ...alert, id, folder: folder(org, query.get('folder')) });
    return { code: 200, message: 'Alert saved', id, name: alert.name };
  }

  async function update(call: Call) {
    const { org = '' } = call.path;
    const body = bodyWith(await call.body());
    if (!isKsuid(call.path.id ?? '')) existing(call);
    const alert = read(org, body, call.caller);
    const { id, folder: held } = existing(call);
    inOrganization(org).set(id, { ...alert, id, folder: held });
    return { code: 200, message: 'Alert Updated' };
  }

  function list({ path: { org = '' }, query }: Call) {
    checkQueryVariant(query, 'stream_type', STREAM_TYPES);
    checkQueryVariant(query, 'alert_type', ALERT_TYPES);
    const size = wholeNumberIn(query, 'page_size');
    const first = (wholeNumberIn(query, 'page_idx') ?? 0) * (size ?? 0);
    const is = (name: string, value: unknown) => !query.has(name) || query.get(name) === String(value);
    const part = (query.get('alert_name_substring') ?? '').toLowerCase();
    const wanted = sortedBy(inOrganization(org).values(), ({ name }) => name).filter(
      (alert) =>
        is('folder', alert.folder) &&
        is('stream_type', alert.stream_type) &&
        (!query.has('stream_type') || is('stream_name', alert.stream_name)) &&
        is('enabled', alert.enabled) &&
        is('owner', alert.owner) &&
        alert.name.toLowerCase().includes(part),
    );
    const type = query.get('alert_type') ?? 'all';
    const folders = foldersOf(world, org, 'alerts');
    return {
      // The kind is looked at after the page was cut.
      list: wanted
        .slice(first, size === null ? undefined : first + size)
        .map((alert) => ({
          alert_id: alert.id,
          folder_id: alert.folder,
          folder_name: folders.get(alert.folder)?.name,
          name: alert.name,
          owner: alert.owner,
          description: alert.description || null,
          alert_type: alert.is_real_time === true ? 'realtime' : 'scheduled',
          condition: alert.query_condition,
          trigger_condition: alert.trigger_condition,
          enabled: alert.enabled,
          last_triggered_at: alert.last_triggered_at,
          last_satisfied_at: alert.last_satisfied_at,
          is_real_time: alert.is_real_time,
        }))
        .filter(({ alert_type }) => type === 'all' || alert_type === type),
    };
  }

  async function clone(call: Call) {
    const { org = '' } = call.path;
    const body = bodyWith(await call.body());
    const source = existing(call);
    const held = folder(org, body.folder_id ?? source.folder);
    const id = ids.ksuid();
    const copy = { ...source, id, name: textIn(body, 'name') || `${source.name}_copy`, folder: held };
    inOrganization(org).set(id, copy);
    const { trigger_condition: trigger } = copy;
    // The answer alone has the frequency in seconds.
    return {
      ...shown(copy),
      trigger_condition: { ...trigger, frequency: Number(trigger.frequency) * 60 },
      last_triggered_at: null,
    };
  }

  async function move({ path: { org = '' }, body }: Call) {
    const given = bodyWith(await body(), 'alert_ids', 'dst_folder_id');
    const wanted = listIn(given, 'alert_ids').map(String);
    const wrong = wanted.findIndex((id) => !isKsuid(id));
    if (wrong >= 0)
      throw unreadable(`alert_ids[${wrong}]: Got ksuid of unexpected length ${wanted[wrong]?.length}`);
    const target = folderFor(world, org, 'alerts', textIn(given, 'dst_folder_id'));
    if (!target) throw notFound('Error moving alert to folder that cannot be found');
    for (const id of wanted) {
      const alert = inOrganization(org).get(id);
      if (!alert) throw notFound('Alert not found');
      inOrganization(org).set(id, { ...alert, folder: target.folderId });
    }
    const isAny = wanted.length > 0 || listIn(given, 'anomaly_config_ids').length > 0;
    return { code: 200, message: isAny ? 'Alert moved' : 'Alerts moved' };
  }

  function enable(call: Call) {
    const value = call.query.get('value');
    if (value === null) throw badQuery('missing field `value`');
    if (!/^(true|false)$/.test(value)) throw badQuery('value: provided string was not `true` or `false`');
    const alert = existing(call);
    inOrganization(call.path.org ?? '').set(alert.id, { ...alert, enabled: switchedOn(call.query) });
    return { enabled: switchedOn(call.query) };
  }

  async function generateSql({ body }: Call) {
    const given = bodyWith(await body(), 'stream_name', 'stream_type', 'query_condition');
    const stream = store.find(textIn(given, 'stream_type'), textIn(given, 'stream_name'));
    if (!stream) throw refuse(`Stream '${given.stream_name}' of type '${given.stream_type}' does not exist`);
    const condition = queryCondition(given.query_condition);
    const column = ((condition.aggregation as Json | null)?.having as Json | undefined)?.column;
    if (column !== undefined && !stream.fields.some(({ name }) => name === column))
      throw refuse(`Failed to generate SQL: Aggregation column ${column} not found on stream ${stream.name}`);
    return conditionSql(condition, stream);
  }

  const BASE = '/api/v2/:org/alerts';
  return [
    ['GET', BASE, list],
    ['POST', BASE, create],
    ['POST', `${BASE}/generate_sql`, generateSql],
    ['PATCH', `${BASE}/move`, move],
    ['GET', `${BASE}/:id`, (call) => shown(existing(call))],
    ['PUT', `${BASE}/:id`, update],
    [
      'DELETE',
      `${BASE}/:id`,
      (call) => {
        inOrganization(call.path.org ?? '').delete(existing(call).id);
        return { code: 200, message: 'Alert deleted' };
      },
    ],
    ['POST', `${BASE}/:id/clone`, clone],
    ['POST', `${BASE}/:id/export`, (call) => shown(existing(call, 'alert not found'))],
    ['PATCH', `${BASE}/:id/enable`, enable],
    [
      'PATCH',
      `${BASE}/:id/trigger`,
      (call) => {
        existing(call);
        // Nothing is sent: the sample reaches no other address.
        return { code: 200, message: 'Alert triggered' };
      },
    ],
    [
      'PATCH',
      `${BASE}/:id/retrain`,
      ({ path: { id = '' } }) => {
        if (!isKsuid(id)) throw notFound(`invalid alert id ${id}`);
        throw refuse('retrain is only supported for anomaly detection alerts');
      },
    ],
  ];
}
