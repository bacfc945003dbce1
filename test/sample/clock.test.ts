import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSample, type Sample } from '../../src/sample/server.ts';
import { get, search, send } from './call.ts';

const MINUTE_MS = 60_000;
const HOUR_US = 3600e6;
const STARTED_MS = Date.UTC(2030, 0, 2, 3, 4, 5, 678);

let nowMs = STARTED_MS;
let sample: Sample;
beforeAll(async () => {
  sample = await createSample({
    dataDir: new URL('../../fixtures/sample/', import.meta.url),
    shiftToNow: true,
    nowMs: () => nowMs,
  });
});
afterAll(() => sample.close());

const lastHour = () => ({ start_time: nowMs * 1000 - HOUR_US, end_time: nowMs * 1000 });

describe('a sample that is shifted to now', () => {
  it.each([0, 0.5, 1, 5, 9.99, 10, 10.01, 15, 19.999, 20, 24.99, 61, 24 * 60 + 3, 30 * 24 * 60 + 9.99])(
    'has the 47 errors in the last hour, %s minutes after the start',
    async (minutes) => {
      nowMs = STARTED_MS + minutes * MINUTE_MS;
      const sql = `SELECT error_type, count(*) AS n FROM payment_service WHERE level = 'error' GROUP BY error_type ORDER BY n DESC`;
      const { hits } = await search(sample, { sql, ...lastHour() });
      expect(hits).toEqual([
        { error_type: 'DatabaseConnectionTimeout', n: 32 },
        { error_type: 'InvalidCardNumber', n: 12 },
        { error_type: 'RateLimitExceeded', n: 3 },
      ]);
    },
  );

  it('has its newest payment a second ago at the start', async () => {
    nowMs = STARTED_MS;
    const { hits } = await search(sample, {
      sql: 'SELECT max(_timestamp) AS t FROM payment_service',
      ...lastHour(),
    });
    expect(hits).toEqual([{ t: (STARTED_MS - 1000) * 1000 }]);
  });

  it('gives the same pages of a frozen range and the same rows around a key minutes later', async () => {
    nowMs = STARTED_MS;
    const range = lastHour();
    const page = () => search(sample, { sql: 'SELECT * FROM payment_service', ...range, from: 20, size: 20 });
    const first = (await page()).hits;
    const key = Number(first[0]?._timestamp);
    const around = () => get(sample, `/api/default/payment_service/_around?key=${key}&size=4`);
    const before = (await around()).hits;
    expect(before.map((hit) => hit._timestamp)).toContain(key);
    nowMs = STARTED_MS + 9.9 * MINUTE_MS;
    expect((await page()).hits).toEqual(first);
    expect((await around()).hits).toEqual(before);
  });

  it.each([0, 4.5, 7, 9.99, 15, 61])('has metrics as of now, %s minutes after the start', async (minutes) => {
    nowMs = STARTED_MS + minutes * MINUTE_MS;
    const path = '/api/default/prometheus/api/v1/query?query=';
    const { data } = await get(sample, `${path}rate(http_requests_total{status="500"}[5m])`);
    expect((data as { result: unknown[] }).result.length).toBe(6);
  });

  it('moves the times inside spans along with them', async () => {
    nowMs = STARTED_MS;
    const sql = `SELECT start_time, end_time, events FROM "traces"."default" WHERE events LIKE '%exception%'`;
    const { hits } = await search(sample, { sql, ...lastHour() });
    expect(hits.length).toBeGreaterThan(20);
    for (const { _timestamp, start_time: start, end_time: end, events } of hits) {
      expect(BigInt(String(start))).toBe(BigInt(String(_timestamp)) * 1000n);
      const [, at] = /"_timestamp":(\d+)/.exec(String(events)) ?? [];
      expect(BigInt(at ?? 0)).toBeGreaterThanOrEqual(BigInt(String(start)));
      expect(BigInt(at ?? 0)).toBeLessThanOrEqual(BigInt(String(end)));
    }
  });

  it('leaves what was sent at its own time', async () => {
    nowMs = STARTED_MS;
    const sentUs = nowMs * 1000 - 5e6;
    await send(sample, 'POST', '/api/default/payment_service/_json', [
      { _timestamp: sentUs, message: 'sent by hand' },
    ]);
    nowMs = STARTED_MS + 45 * MINUTE_MS;
    const { hits } = await search(sample, {
      sql: `SELECT _timestamp FROM payment_service WHERE match_all('by hand')`,
      ...lastHour(),
    });
    expect(hits).toEqual([{ _timestamp: sentUs }]);
  });
});
