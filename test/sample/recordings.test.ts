import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSample, type Sample, type SampleOptions } from '../../src/sample/server.ts';
import { type Exchange, readExchanges } from '../helpers/exchanges.ts';
import { NOT_ANSWERED } from './not-answered.ts';
import { compare, send } from './replay.ts';

const DATA = new URL('../../fixtures/sample/', import.meta.url);
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

/** Each file is replayed in order on a sample of its own. */
const FILES: Readonly<Record<string, Omit<SampleOptions, 'dataDir'>>> = {
  'search.json': { shiftToNow: false, nowMs: () => RECORDED_MS },
  'streams.json': { shiftToNow: false, nowMs: () => RECORDED_MS },
  'logs.json': { shiftToNow: false, nowMs: () => RECORDED_MS },
  'patterns.json': { shiftToNow: false },
  'settled.json': { shiftToNow: true, nowMs: () => SETTLED_MS },
  'usage-reporting.json': { shiftToNow: false },
  'transport.json': { shiftToNow: false },
};

const all = readExchanges();
const claimed = (exchange: Exchange) =>
  exchange.op === null ? exchange.file === 'transport.json' : OPERATIONS.has(exchange.op);
const excuseOf = ({ file, op, title }: Exchange) =>
  NOT_ANSWERED.find((row) => row.file === file && row.title.test(`${op}: ${title}`));

describe.each(Object.entries(FILES))('%s', (file, options) => {
  const exchanges = all.filter((exchange) => exchange.file === file && claimed(exchange));
  let sample: Sample;
  beforeAll(async () => {
    sample = await createSample({ dataDir: DATA, ...options });
    // The recorded server held this stream already when its streams were listed.
    const token = all.find(({ title }) => title === 'org ingestion token on an ingestion path');
    if (file === 'streams.json') await send(sample, token as Exchange);
  });
  afterAll(() => sample.close());

  it.each(
    exchanges.map((exchange, index) => [`${index} ${exchange.op}: ${exchange.title}`, exchange] as const),
  )('%s', async (_, exchange) => {
    const found = compare(await send(sample, exchange), exchange);
    const excuse = excuseOf(exchange);
    if (excuse === undefined) expect(found).toBeNull();
    else expect(found, `answered now, so take it off the list: ${excuse.reason}`).not.toBeNull();
  });
});

it('lists no exchange that is not there', () => {
  const stale = NOT_ANSWERED.filter(
    (row) => !all.some((exchange) => claimed(exchange) && excuseOf(exchange) === row),
  );
  expect(stale).toEqual([]);
});
