import { EARLIER } from './earlier.ts';
import { NOT_ANSWERED } from './not-answered.ts';
import { holdAgainstRecordings } from './recorded.ts';

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

holdAgainstRecordings({
  files: {
    'metrics.json': { shiftToNow: false, nowMs: () => METRICS_MS },
    ...Object.fromEntries(FILES.map((name) => [`${name}.json`, recordedThen])),
    'settled.json': { shiftToNow: true, nowMs: () => SETTLED_MS },
  },
  isClaimed: ({ op, file }) => op !== null || file === 'transport.json',
  notAnswered: NOT_ANSWERED,
  earlier: EARLIER,
});
