import { clockIn } from '../../../src/call/arguments/times.ts';
import { beforeAll, describe, expect, it } from 'vitest';
import { loadRouter } from '../../../src/ask/understand/router.ts';
import type { Router } from '../../../src/ask/types.ts';
import { TOOLS } from '../../../src/generated/tools.ts';

type Case = readonly [
  operation: string,
  request: string,
  args: Record<string, unknown>,
  missing?: readonly string[],
];

let router: Router;
beforeAll(async () => {
  router = await loadRouter(clockIn('UTC'));
});

const KINDS: Readonly<Record<string, readonly Case[]>> = {
  'names beside their noun': [
    ['GetDashboard', 'open the dashboard Checkout Health', { dashboard_id: 'Checkout Health' }],
    ['GetDashboard', 'open the Checkout Health dashboard', { dashboard_id: 'Checkout Health' }],
    ['GetDashboard', 'where is the invoicing board', { dashboard_id: 'invoicing' }],
    ['DeleteAlert', 'delete alert disk-full-30d', { alert_id: 'disk-full-30d' }],
    ['GetGroup', 'who is in group billing?', { group_name: 'billing' }],
    ['GetDashboard', 'opne teh dashbord Stock', { dashboard_id: 'Stock' }],
  ],
  'where names end': [
    ['GetDashboard', 'open dashboard 7301998877', { dashboard_id: '7301998877' }],
    [
      'MoveDashboards',
      'Dashboards 7301998877, 7301998878 and 7301998879 belong in folder Archive',
      { dashboard_ids: ['7301998877', '7301998878', '7301998879'], dst_folder_id: 'Archive' },
    ],
    ['DeleteSavedViews', 'the saved view VPN gateway timeouts can go', { view_id: 'VPN gateway timeouts' }],
    ['DeleteDashboard', 'delete the dashboard Ferry Times altogether', { dashboard_id: 'Ferry Times' }],
    ['GetDashboard', 'what is on ER Waits, which panels', { dashboard_id: 'ER Waits' }],
    ['GetDashboard', 'the Harbour dashboard uses avg, show it', { dashboard_id: 'Harbour' }],
    ['EnableAlert', 'mute TLS-expiry', { alert_id: 'TLS-expiry', value: false }],
    ['ListAlerts', 'which alerts are in foldr Night Crew', { folder: 'Night Crew' }],
    [
      'MoveDashboard',
      'move Ferry Times from the folder Docks to Quay Side',
      {
        dashboard_id: 'Ferry Times',
        from: 'Docks',
        to: 'Quay Side',
      },
    ],
    ['RetrainAlert', 'let the alarm Gate Pattern learn afresh', { alert_id: 'Gate Pattern' }],
  ],
  'names without a noun': [
    ['EnableAlert', 'mute Queue Depth', { alert_id: 'Queue Depth', value: false }],
    ['EnableAlert', 'mute edge-4xx-burst', { alert_id: 'edge-4xx-burst', value: false }],
    ['GetDashboard', 'show me logistics', { dashboard_id: 'logistics' }],
    ['DeleteAlert', 'get rid of it', {}, ['alert_id']],
  ],
  'new names': [
    ['CreateDashboard', 'make a dashboard called Cold Starts', { title: 'Cold Starts' }],
    [
      'CreateDashboard',
      'make a dashboard called Payments overview with a panel',
      { title: 'Payments overview' },
    ],
    ['CreateFolder', 'create a folder called Foo delete the folder Bar', { name: 'Foo' }, ['folder_type']],
    ['CreateDashboard', 'I need a dashboard for the cache', {}, ['title']],
    ['CloneAlert', 'copy alert Disk EU as Disk US', { alert_id: 'Disk EU', name: 'Disk US' }],
    [
      'UpdateFolder',
      'rename the alerts folder Attic to New Shop',
      { folder_type: 'alerts', folder_id: 'Attic', name: 'New Shop' },
    ],
    [
      'updatePipeline',
      'pipeline geo-split -> geo-split-v2',
      { pipeline_id: 'geo-split', name: 'geo-split-v2' },
    ],
  ],
  'which of two': [
    [
      'UpdateDestination',
      'in destination crew-mail, ann@old.example should become bob@new.example',
      { destination_name: 'crew-mail', emails: ['bob@new.example'] },
    ],
    [
      'UpdateReport',
      'in the report named tide_daily replace ann@old.example by bob@new.example',
      { name: 'tide_daily', destinations: ['bob@new.example'] },
    ],
    [
      'UpdateGroup',
      'bob@new.example goes into the group pilots, and ann@old.example comes out of it',
      { group_name: 'pilots', add_users: ['bob@new.example'], remove_users: ['ann@old.example'] },
    ],
    [
      'UpdateStreamSettings',
      'tide_log drops everything older than 60 days, the port authority wants three years',
      { stream_name: 'tide_log', data_retention: 1095 },
    ],
    [
      'UserUpdate',
      'bob@new.example: editor was a mistake, viewer please',
      { email_id: 'bob@new.example', role: 'viewer' },
    ],
    [
      'UserUpdate',
      'Ann Reed, ann@old.example, got married and is called Stone now',
      { email_id: 'ann@old.example', last_name: 'Stone' },
    ],
    [
      'ServiceAccountUpdate',
      'service account svc-3@bots.example should be shown as "Tide Gauge North"',
      { email_id: 'svc-3@bots.example', first_name: 'Tide Gauge North' },
    ],
    [
      'UpdateDashboard',
      'the board called Old Quay should from now on read New Quay',
      { dashboard_id: 'Old Quay', title: 'New Quay' },
    ],
    [
      'CreateDestination',
      'create a destination dock-chat of type Slack, https://hooks.example/T1/x',
      { name: 'dock-chat', destination_type_name: 'Slack', url: 'https://hooks.example/T1/x' },
    ],
  ],
  'lists, folders and people': [
    [
      'MoveDashboards',
      'move the dashboards Cost A, Cost B and Cloud Spend into folder FinOps',
      { dashboard_ids: ['Cost A', 'Cost B', 'Cloud Spend'], dst_folder_id: 'FinOps' },
    ],
    [
      'UpdateRoles',
      'give the role bi-readonly to pia@shop.example and take it from leo@shop.example',
      { role_id: 'bi-readonly', add_users: ['pia@shop.example'], remove_users: ['leo@shop.example'] },
    ],
  ],
  identifiers: [
    ['GetIncident', 'open incident inc-4411', { incident_id: 'inc-4411' }],
    ['CancelSearchJob', 'stop job 8123', { job_id: '8123' }],
    [
      'GetBackfillJob',
      'how far is backfill bf-77 of daily_rollup?',
      { pipeline_id: 'daily_rollup', job_id: 'bf-77' },
    ],
    ['GetIncident', 'the payment outage, what is known?', {}, ['incident_id']],
  ],
  switches: [
    ['enablePipeline', 'resume pipeline geo_enrich', { pipeline_id: 'geo_enrich', value: true }],
    [
      'EnableAlert',
      "I don't want Queue Depth to ring anyone tonight",
      { alert_id: 'Queue Depth', value: false },
    ],
    [
      'enablePipeline',
      'geo_enrich is down since I paused it, it has to run again',
      { pipeline_id: 'geo_enrich', value: true },
    ],
    [
      'EnableReport',
      "the report tide_daily shouldn't go out over Easter",
      { name: 'tide_daily', value: false },
    ],
    [
      'EnableAlert',
      'gate_open pages us every two minutes. Afterwards we need it again.',
      { alert_id: 'gate_open', value: false },
    ],
  ],
  'streams and fields': [
    [
      'SearchValues',
      'distinct country in shop_orders, 30d',
      { stream_name: 'shop_orders', fields: ['country'], start_time: '30d' },
    ],
    [
      'SearchValues',
      'which namespaces occur in k8s_events',
      { stream_name: 'k8s_events', fields: ['namespace'] },
    ],
    ['StreamSchema', 'what columns does the stream cloudtrail have', { stream_name: 'cloudtrail' }],
    [
      'UpdateStreamSettings',
      'keep nginx_logs for 90 days',
      { stream_name: 'nginx_logs', data_retention: 90 },
    ],
  ],
  'no streams': [
    [
      'GetLatestTraces',
      'traces of booking-api that failed, last 15m',
      { start_time: '15m' },
      ['stream_name'],
    ],
    ['StreamSchema', 'my query on tide_log dies with "No field named depth"', { stream_name: 'tide_log' }],
    [
      'SearchValues',
      'top berths in tide_log last 1h',
      {
        stream_name: 'tide_log',
        fields: ['berth'],
        start_time: '1h',
      },
    ],
  ],
  'languages of their own': [
    [
      'SearchSQL',
      'run SELECT a, count(*) FROM web GROUP BY a over the last 2 hours',
      { sql: 'SELECT a, count(*) FROM web GROUP BY a', start_time: '2h' },
    ],
    [
      'PrometheusRangeQuery',
      'plot sum by (pod) (rate(http_requests_total{code=~"5.."}[5m])) over the last 6 hours in 5m steps',
      { query: 'sum by (pod) (rate(http_requests_total{code=~"5.."}[5m]))', start: '6h', step: '5m' },
    ],
    [
      'createFunction',
      'save a VRL function hide_mail: .mail = "***"',
      { name: 'hide_mail', function: '.mail = "***"' },
    ],
    [
      'LogsIngestionJson',
      'write {"job":"nightly"} to etl_status',
      { stream_name: 'etl_status', content: [{ job: 'nightly' }] },
    ],
    [
      'LogsIngestionJson',
      'write {"gate":1} and {"gate":2} into gate_log',
      { stream_name: 'gate_log', content: [{ gate: 1 }, { gate: 2 }] },
    ],
    [
      'PrometheusFormatQuery',
      'lay this out: sum by(site)(rate(ships_total{kind="ferry"}[5m]))/ignoring(kind) group_left sum(rate(ships_total[5m] offset 1d))',
      {
        query:
          'sum by(site)(rate(ships_total{kind="ferry"}[5m]))/ignoring(kind) group_left sum(rate(ships_total[5m] offset 1d))',
      },
    ],
    [
      'PrometheusSeries',
      'which series has ships_total{port="north"}?',
      { match: 'ships_total{port="north"}' },
    ],
  ],
  'keys and values': [
    ['SetKVValue', 'set key promo_code to SUMMER', { key: 'promo_code', content: 'SUMMER' }],
    [
      'SystemSettingSetOrg',
      'set v2 setting row_limit = 500 for the whole org',
      { setting_key: 'row_limit', setting_value: '500' },
    ],
  ],
  alerts: [
    [
      'CreateAlert',
      'create an alert called Slow Cart on stream cart_events when more than 50 errors come in 5 minutes, send to shop-slack',
      { name: 'Slow Cart', stream_name: 'cart_events', destinations: ['shop-slack'] },
    ],
    ['CreateAlert', 'new alert please', {}, ['name', 'stream_name', 'query_condition', 'destinations']],
    [
      'UpdateIncident',
      'make incident inc-9 a P1 and acknowledge it',
      { incident_id: 'inc-9', severity: 'P1', status: 'acknowledged' },
    ],
  ],
  times: [
    ['GetAlertHistory', 'what fired yesterday', { start_time: 'yesterday', end_time: 'yesterday' }],
    ['GetAlertHistory', 'what fired since yesterday', { start_time: 'yesterday' }],
    ['GetAlertHistory', 'what fired as soon as I left', {}],
    ['GetAlertHistory', 'firing history gate_open 7d', { alert_id: 'gate_open', start_time: '7d' }],
    ['GetAlertHistory', 'what fired lats 30 mins', { start_time: '30m' }],
    ['GetAlertHistory', 'what fired in the past days', {}],
    ['GetAlertHistory', 'what fired in the last half hour', { start_time: '30m' }],
    ['GetAlertHistory', 'what fired over twelve hours', { start_time: '12h' }],
    ['GetAlertHistory', 'what fired 3 days back until now', { start_time: '3d' }],
    [
      'GetAlertHistory',
      'what fired on 2025-03-10 between 9:00 and 10:00',
      { start_time: '2025-03-10T09:00:00.000Z', end_time: '2025-03-10T10:00:00.000Z' },
    ],
    [
      'GetAlertHistory',
      'demo in 20 min and the pager screams, what fired in the last hour',
      { start_time: '1h' },
    ],
    [
      'GetAlertHistory',
      'it was slow this morning, what fired yesterday',
      { start_time: 'yesterday', end_time: 'yesterday' },
    ],
    [
      'PrometheusRangeQuery',
      'chart up over the last 6 hours in 5m steps',
      { start: '6h', step: '5m' },
      ['query'],
    ],
    ['SubmitSearchJob', 'run it overnight', {}, ['sql']],
  ],
};

describe.each(Object.entries(KINDS))('%s', (_kind, cases) => {
  it.each(cases.map(([operation, request, args, missing = []]) => ({ operation, request, args, missing })))(
    '$operation: $request',
    ({ operation, request, args, missing }) => {
      const row = TOOLS.find(({ operationId }) => operationId === operation);
      if (!row) throw new Error(`There is no ${operation}.`);
      const filled = router.fill(request, row);
      expect(filled.arguments).toEqual(args);
      expect(filled.missing.map(({ name }) => name).sort()).toEqual([...missing].sort());
    },
  );
});
