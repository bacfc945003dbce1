import type { Earlier } from './recorded.ts';

const ORGANIZATION = 'organizations.json/CreateOrganization: create';
const USER = 'users.json/UserSave: create';
const TEMPLATE = 'templates.json/CreateTemplate: create';
const HOOK = 'alerts.json/CreateDestination: create';
const ALERT_FOLDER = 'folders.json/CreateFolder: create for alerts';
const REPORT_FOLDER = 'folders.json/CreateFolder: create for reports';
const DASHBOARD = 'dashboards.json/CreateDashboard: with one panel';
const DASHBOARD_FOLDER = {
  method: 'POST',
  path: '/api/v2/default/folders/dashboards',
  body: { name: 'Recorded', description: '' },
  stands: { folderId: '7530549204393918464' },
};
const PIPELINE_FUNCTION = {
  method: 'POST',
  path: '/api/default/functions',
  body: { name: 'rec_pipe_fn', function: '.a = 1\n.' },
};
/** In the place of an identifier that no answer shows. */
const ALERT_WITH_TEMPLATE = '3MV500000000000000000000000';

/** In the order of the files; what was not recorded is made as its traces in the recordings tell. */
export const EARLIER: readonly Earlier[] = [
  {
    file: 'streams.json',
    title: /^StreamList: /,
    steps: ['logs.json/LogsIngestionJson: org ingestion token on an ingestion path'],
  },

  { file: 'alerts.json', title: /^CreateDestination: create$/, steps: [TEMPLATE, ALERT_FOLDER] },
  {
    file: 'alerts.json',
    title: /: list of module pipeline$/,
    undone: /^CreateDestination: URL: unresolvable/,
  },
  {
    file: 'alerts.json',
    title: /^CreateAlert: period beyond/,
    steps: [
      {
        method: 'POST',
        path: '/api/default/streams/rec_ranged',
        body: { fields: [], settings: { max_query_range: 1 } },
      },
    ],
  },
  {
    file: 'alerts.json',
    title: /^ListAlerts: all$/,
    undone:
      /^CreateAlert: (umlaut|condition value|trigger_condition missing|.* in (promql_condition|aggregation\.having|conditions)$)/,
  },
  {
    file: 'alerts.json',
    title: /: destination a pipeline uses$/,
    steps: ['pipelines.json/createPipeline: to a remote destination'],
  },
  { file: 'alerts.json', title: /: that destination afterwards$/, undone: /^createPipeline: to a remote/ },

  { file: 'dashboards.json', title: /^CreateDashboard: with one/, steps: [DASHBOARD_FOLDER, ORGANIZATION] },
  {
    file: 'dashboards.json',
    title: /^AddPanel: dashboard without tabs$/,
    steps: [
      {
        method: 'POST',
        path: '/api/default/dashboards',
        body: { title: 'Without tabs' },
        stands: { v8: { dashboardId: '7530549206453321728' }, hash: '4259766782320101803' },
      },
    ],
  },

  {
    file: 'folders.json',
    title: /: kinds of a new organisation$/,
    steps: [ORGANIZATION],
  },
  {
    file: 'folders.json',
    title: /: alerts folder with alerts in it$/,
    steps: [TEMPLATE, HOOK, 'alerts.json/CreateAlert: folder in the query'],
  },
  {
    file: 'folders.json',
    title: /: alerts folder, now empty$/,
    undone: /^CreateAlert: folder in the query$/,
  },
  {
    file: 'folders.json',
    title: /: dashboards folder with dashboards/,
    steps: [DASHBOARD_FOLDER, DASHBOARD, 'dashboards.json/CreateDashboard: in a folder'],
  },
  {
    file: 'folders.json',
    title: /: reports folder with reports/,
    steps: ['reports.json/CreateReportV2: in a folder', 'reports.json/ListReportsV2: one dashboard'],
  },
  {
    file: 'folders.json',
    title: /: reports folder, now empty$/,
    steps: [{ method: 'DELETE', path: '/api/v2/default/reports/3MV5M1PNEdjpfWaZUMNFuGDfrvP' }],
  },

  {
    file: 'functions.json',
    title: /^listFunctions: list of the new ones$/,
    undone: /^createFunction: VRL that does not compile$/,
  },
  {
    file: 'functions.json',
    title: /: both names exist now$/,
    steps: ['functions.json/updateFunction: change the body'],
  },
  {
    file: 'functions.json',
    title: /: pipelines of the function$/,
    steps: [PIPELINE_FUNCTION, 'pipelines.json/createPipeline: real-time with a function'],
  },
  { file: 'functions.json', title: /: the function afterwards$/, undone: /^createPipeline: / },
  {
    file: 'functions.json',
    title: /^updateFunction: transType null$/,
    undone: /^createFunction: (create|with params|snake_case)/,
    steps: [
      {
        method: 'POST',
        path: '/api/default/functions',
        body: { name: 'rec_panic', function: '.a = 1\n.' },
      },
    ],
  },

  {
    file: 'kv.json',
    title: /: underscore in the prefix$/,
    steps: [{ method: 'POST', path: '/api/default/kv/recXk', body: 'other' }],
  },
  {
    file: 'kv.json',
    title: /: all those keys$/,
    undone: /^SetKVValue: store/,
    steps: [{ method: 'DELETE', path: '/api/default/kv/recXk' }],
  },
  {
    file: 'kv.json',
    title: /: nothing is left$/,
    undone: /^SetKVValue: (question mark not|hash not)/,
    steps: [{ method: 'DELETE', path: '/api/default/kv/rec_trim' }],
  },

  {
    file: 'organizations.json',
    title: /: create as an ordinary user$/,
    steps: [USER],
  },

  {
    file: 'pipelines.json',
    title: /: real-time with a function$/,
    steps: [PIPELINE_FUNCTION, ORGANIZATION],
  },
  {
    file: 'pipelines.json',
    title: /^getStreamsWithPipeline: streams$/,
    undone: /: (second one with `source` left out|an id of my own|undocumented overwrite with that id)$/,
  },

  {
    file: 'report.json',
    title: /: switch on$/,
    steps: [DASHBOARD, 'reports.json/CreateReport: without destinations (a cached one)'],
  },
  { file: 'reports.json', title: /^CreateReport: create$/, steps: [DASHBOARD, ORGANIZATION] },
  {
    file: 'reports.json',
    title: /: item fields$/,
    steps: [{ method: 'DELETE', path: '/api/default/reports/rec_report_needs' }],
  },
  { file: 'reports.json', title: /^CreateReportV2: in a folder$/, steps: [REPORT_FOLDER] },
  {
    file: 'reports.json',
    title: /: the report afterwards$/,
    steps: ['dashboards.json/DeleteDashboard: delete one a report uses'],
  },

  {
    file: 'templates.json',
    title: /^UpdateTemplate: a built-in one, as an ordinary user$/,
    steps: [USER, ORGANIZATION],
  },
  { file: 'templates.json', title: /: template a destination uses$/, steps: [HOOK] },
  {
    file: 'templates.json',
    title: /: template an alert names$/,
    steps: [
      {
        method: 'POST',
        path: '/api/default/alerts/templates',
        body: { name: 'rec_direct', body: 'text' },
      },
      {
        method: 'POST',
        path: '/api/v2/default/alerts',
        body: {
          name: 'rec_with_template',
          stream_type: 'logs',
          stream_name: 'payment_service',
          destinations: ['rec_hook'],
          template: 'rec_direct',
        },
        stands: { id: ALERT_WITH_TEMPLATE },
      },
    ],
  },
  {
    file: 'templates.json',
    title: /^DeleteAlertTemplate: delete$/,
    steps: [
      { method: 'DELETE', path: `/api/v2/default/alerts/${ALERT_WITH_TEMPLATE}` },
      { method: 'DELETE', path: '/api/default/alerts/destinations/rec_hook' },
    ],
  },

  { file: 'users.json', title: /^AddUserToOrg: add an existing user$/, steps: [ORGANIZATION] },
];
