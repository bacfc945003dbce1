import { type Exchange, readExchanges } from '../helpers/exchanges.ts';
import { NOT_ANSWERED } from './not-answered.ts';
import { holdAgainstRecordings } from './recorded.ts';
import { send } from './replay.ts';

/** When the ingestion exchanges were recorded: records are refused by their age. */
const RECORDED_MS = 1_795_422_826_000;
/** A moment at which the shifted sample has the times of the second server, to the microsecond. */
const SETTLED_MS = 1_795_421_206_922.801;

const OPERATIONS = new Set([
  'StreamList',
  'StreamSchema',
  'StreamCreate',
  'UpdateStreamSettings',
  'StreamDelete',
  'ExtractPatterns',
  'SearchSQL',
  'SearchValues',
  'SearchAround',
  'SearchPartition',
  'SearchHistory',
  'LogsIngestionJson',
]);

holdAgainstRecordings({
  files: {
    'search.json': { shiftToNow: false, nowMs: () => RECORDED_MS },
    'streams.json': { shiftToNow: false, nowMs: () => RECORDED_MS },
    'logs.json': { shiftToNow: false, nowMs: () => RECORDED_MS },
    'patterns.json': { shiftToNow: false },
    'settled.json': { shiftToNow: true, nowMs: () => SETTLED_MS },
    'usage-reporting.json': { shiftToNow: false },
    'transport.json': { shiftToNow: false },
  },
  isClaimed: ({ op, file }) => (op === null ? file === 'transport.json' : OPERATIONS.has(op)),
  notAnswered: NOT_ANSWERED,
  async prepare(file, sample) {
    // The recorded server held this stream already when its streams were listed.
    const token = readExchanges().find(({ title }) => title === 'org ingestion token on an ingestion path');
    if (file === 'streams.json') await send(sample, token as Exchange);
  },
});
