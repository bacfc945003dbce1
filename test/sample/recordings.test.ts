import { expect, it } from 'vitest';
import { EARLIER } from './earlier.ts';
import { NOT_ANSWERED } from './not-answered.ts';
import { answeredIn, type Claims, holdAgainstRecordings } from './recorded.ts';

/** When most was recorded: records are refused by their age. */
const RECORDED_MS = 1_795_422_826_000;
/** A moment at which the shifted sample has the times of the second server, to the microsecond. */
const SETTLED_MS = 1_795_421_206_922.801;

/** When the newest points of the metrics were asked for. */
const METRICS_MS = 1_795_422_834_000;

const recordedThen = { shiftToNow: false, nowMs: () => RECORDED_MS };
const FILES = [
  'alerts',
  'dashboards',
  'folders',
  'functions',
  'groups',
  'incidents',
  'kv',
  'logs',
  'organizations',
  'patterns',
  'pipelines',
  'report',
  'reports',
  'roles',
  'saved-views',
  'search-jobs',
  'search',
  'serviceaccounts',
  'streams',
  'templates',
  'traces',
  'transport',
  'usage-reporting',
  'users',
];

const CLAIMS: Claims = {
  files: {
    'metrics.json': { shiftToNow: false, nowMs: () => METRICS_MS },
    ...Object.fromEntries(FILES.map((name) => [`${name}.json`, recordedThen])),
    'settled.json': { shiftToNow: true, nowMs: () => SETTLED_MS },
  },
  isClaimed: ({ op, file }) => op !== null || file === 'transport.json',
  notAnswered: NOT_ANSWERED,
  earlier: EARLIER,
};

holdAgainstRecordings(CLAIMS);

it('answers so many exchanges as they were recorded', () => {
  expect(answeredIn(CLAIMS)).toMatchInlineSnapshot(`
    {
      "alerts.json": "207 of 211",
      "dashboards.json": "94 of 94",
      "folders.json": "58 of 58",
      "functions.json": "96 of 104",
      "groups.json": "6 of 6",
      "incidents.json": "11 of 11",
      "kv.json": "64 of 68",
      "logs.json": "37 of 38",
      "metrics.json": "60 of 63",
      "organizations.json": "48 of 53",
      "patterns.json": "1 of 1",
      "pipelines.json": "56 of 56",
      "report.json": "4 of 4",
      "reports.json": "53 of 53",
      "roles.json": "9 of 9",
      "saved-views.json": "16 of 16",
      "search-jobs.json": "8 of 8",
      "search.json": "182 of 198",
      "serviceaccounts.json": "14 of 14",
      "settled.json": "20 of 26",
      "streams.json": "89 of 107",
      "templates.json": "65 of 65",
      "traces.json": "50 of 59",
      "transport.json": "5 of 14",
      "usage-reporting.json": "1 of 8",
      "users.json": "40 of 40",
    }
  `);
});
