import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PROMQL_SHAPES, SQL_SHAPES } from '../../codegen/docs/query-shapes.ts';
import { createSample, type Sample } from '../../src/sample/server.ts';
import { request } from '../worlds/load.ts';

let sample: Sample;
beforeAll(async () => {
  sample = await createSample({
    dataDir: new URL('../../fixtures/sample/', import.meta.url),
    shiftToNow: true,
  });
});
afterAll(() => sample.close());

const DAY_US = 86_400e6;
/** No such metric is in the sample, or no series with such labels or values. */
const EMPTY = /http_duration_seconds|open_connections|== 10$|service=""/;

describe('the queries of docs/questions.md', () => {
  it.each([...SQL_SHAPES])('$asks: $query', async ({ query: sql }) => {
    const endUs = Date.now() * 1000;
    const type = sql.includes(' FROM "default"') ? 'traces' : 'logs';
    const query = { sql, start_time: endUs - 2 * DAY_US, end_time: endUs, from: 0, size: 50 };
    const { hits } = (await request(sample, 'POST', `/api/default/_search?type=${type}`, { query })) as {
      hits: readonly object[];
    };
    expect(hits).not.toEqual([]);
  });

  it.each([...PROMQL_SHAPES])('$asks: $query', async ({ query }) => {
    const path = `/api/default/prometheus/api/v1/query?query=${encodeURIComponent(query)}&time=${Date.now() / 1000}`;
    const { data } = (await request(sample, 'GET', path)) as { data: { result: readonly object[] } };
    if (!EMPTY.test(query)) expect(data.result).not.toEqual([]);
  });
});
