import { plainRefusal } from '../http/refusal.ts';
import type { Call, Route } from '../http/route.ts';
import { fieldOf, type Json, objectOf } from '../http/search-body.ts';
import { bodyWith, listIn, textIn } from '../objects/body.ts';
import type { World } from '../objects/world.ts';

const DEFAULTS = {
  scrape_interval: 15,
  trace_id_field_name: 'trace_id',
  span_id_field_name: 'span_id',
  toggle_ingestion_logs: false,
  streaming_aggregation_enabled: false,
  enable_streaming_search: false,
  min_auto_refresh_interval: 5,
  usage_stream_enabled: false,
  cross_links: [],
  org_storage_enabled: false,
};
/** Fields that a write changes; others are left unread. */
const CHANGEABLE = [
  'scrape_interval',
  'trace_id_field_name',
  'span_id_field_name',
  'toggle_ingestion_logs',
  'enable_streaming_search',
  'usage_stream_enabled',
  'cross_links',
  'light_mode_theme_color',
  'dark_mode_theme_color',
  'max_series_per_query',
];
const SERIES_LIMITS = [1000, 1_000_000] as const;

interface Setting extends Json {
  readonly setting_key: string;
}

const refuse = (message: string) => plainRefusal(400, message);

function checkOrganizationSettings(body: Json): void {
  const named = (field: string) => body[field] !== undefined && body[field] !== null;
  if (!CHANGEABLE.some(named)) throw refuse('No valid field found');
  if (named('scrape_interval')) fieldOf(body, '', 'scrape_interval', 'number', 'u32');
  if (body.scrape_interval === 0) throw refuse('scrape_interval should be a positive value');
  const series = Number(body.max_series_per_query ?? SERIES_LIMITS[0]);
  if (series < SERIES_LIMITS[0] || series > SERIES_LIMITS[1])
    throw refuse('max_series_per_query must be between 1,000 and 1,000,000');
  for (const link of listIn(body, 'cross_links'))
    if (textIn(objectOf(link, ''), 'url') === '') throw refuse('Cross-link URL is required');
}

/** Routes of settings. */
export function settingRoutes({ objects, nowUs }: World): Route[] {
  let lastId = 0;
  const ofOrganization = (org: string) => objects.of<unknown>(org, 'organization settings');
  const ofUser = (org: string, user: string | null) =>
    objects.of<Setting>(org, user === null ? 'settings' : `settings of ${user}`);

  async function change({ path: { org = '' }, body }: Call) {
    const given = bodyWith(await body());
    checkOrganizationSettings(given);
    for (const field of CHANGEABLE)
      if ((given[field] ?? null) !== null) ofOrganization(org).set(field, given[field]);
    return { successful: 'true' };
  }

  async function set({ path: { org = '', user }, body }: Call) {
    const given = bodyWith(await body(), 'setting_key', 'setting_value');
    const key = textIn(given, 'setting_key');
    const kept = ofUser(org, user ?? null);
    const known = kept.get(key);
    lastId += known ? 0 : 1;
    const setting = {
      id: known?.id ?? lastId,
      scope: user === undefined ? 'org' : 'user',
      org_id: org,
      ...(user === undefined ? {} : { user_id: user }),
      setting_key: key,
      ...(given.setting_category ? { setting_category: given.setting_category } : {}),
      setting_value: given.setting_value,
      ...(given.description ? { description: given.description } : {}),
      created_at: known?.created_at ?? nowUs(),
      updated_at: nowUs(),
    };
    kept.set(key, setting);
    return setting;
  }

  function remove({ path: { org = '', user, key = '' } }: Call) {
    if (!ofUser(org, user ?? null).delete(key)) throw plainRefusal(404, 'Setting not found');
    return { deleted: true };
  }

  /** The settings that hold: the user's come before the organization's. */
  function resolved({ path: { org = '' }, query }: Call): ReadonlyMap<string, Setting> {
    const user = query.get('user_id');
    return new Map([...ofUser(org, null), ...(user === null ? [] : ofUser(org, user))]);
  }

  const BASE = '/api/:org/settings';
  return [
    [
      'GET',
      BASE,
      ({ path: { org = '' } }) => ({ data: { ...DEFAULTS, ...Object.fromEntries(ofOrganization(org)) } }),
    ],
    ['POST', BASE, change],
    [
      'GET',
      `${BASE}/v2`,
      (call) => {
        const category = call.query.get('category');
        return Object.fromEntries(
          [...resolved(call)].filter(
            ([, setting]) => category === null || setting.setting_category === category,
          ),
        );
      },
    ],
    ['POST', `${BASE}/v2`, set],
    ['GET', `${BASE}/v2/:key`, (call) => resolved(call).get(call.path.key ?? '') ?? null],
    ['DELETE', `${BASE}/v2/:key`, remove],
    ['POST', `${BASE}/v2/user/:user`, set],
    ['DELETE', `${BASE}/v2/user/:user/:key`, remove],
  ];
}
