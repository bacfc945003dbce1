import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSample, type Sample } from '../../src/sample/server.ts';
import { get, send } from './call.ts';

let sample: Sample;
beforeAll(async () => {
  sample = await createSample({
    dataDir: new URL('../../fixtures/sample/', import.meta.url),
    shiftToNow: true,
    withObjects: true,
  });
});
afterAll(() => sample.close());

/** Names of the objects in an answer, whatever the list is called. */
function names(answer: object, list: string | null, field: string): unknown[] {
  const { httpStatus: _, hits: __, ...rest } = answer as Record<string, unknown>;
  const items = list === null ? Object.values(rest) : (rest[list] as unknown[]);
  return items.map((item) => (item as Record<string, unknown>)[field]);
}

describe('a sample that was just started', () => {
  it.each([
    ['/api/v2/default/folders/dashboards', 'list', 'name', 'Payments'],
    ['/api/default/dashboards?folder=7500000000000000001', 'dashboards', 'title', 'Payment service'],
    ['/api/default/alerts/templates', null, 'name', 'payment_message'],
    ['/api/default/alerts/destinations', null, 'name', 'payment_oncall'],
    ['/api/v2/default/alerts', 'list', 'name', 'payment_errors'],
    ['/api/default/users', 'data', 'email', 'anna@example.com'],
    ['/api/default/pipelines', 'list', 'name', 'payments to archive'],
  ])('has something to show at %s', async (path, list, field, name) => {
    expect(names(await get(sample, path), list, field)).toContain(name);
  });

  it('shows panels whose queries it answers', async () => {
    const { dashboards } = (await get(sample, '/api/default/dashboards?title=Payment')) as unknown as {
      dashboards: ReadonlyArray<{ v8: { tabs: ReadonlyArray<{ panels: readonly Panel[] }> } }>;
    };
    const queries = (dashboards[0]?.v8.tabs[0]?.panels ?? []).flatMap((panel) => panel.queries);
    expect(queries.length).toBe(2);
    const end_time = Date.now() * 1000;
    for (const { query: sql } of queries) {
      const query = { sql, start_time: end_time - 3600e6, end_time };
      const { hits } = await send(sample, 'POST', '/api/default/_search', { query });
      expect(hits.length, sql).toBeGreaterThan(2);
    }
  });
});

interface Panel {
  readonly queries: ReadonlyArray<{ readonly query: string }>;
}

describe('somebody who was made', () => {
  const as = async (email: string, secret: string, path: string) =>
    (await fetch(sample.url + path, { headers: { authorization: `Basic ${btoa(`${email}:${secret}`)}` } }))
      .status;

  it('may call with the password, and not with another', async () => {
    expect(await as('anna@example.com', 'Sample#Passw0rd', '/api/default/users')).toBe(200);
    expect(await as('anna@example.com', 'wrong', '/api/default/users')).toBe(401);
  });

  it('may call as a service account with the token that was shown once', async () => {
    const { token } = await send(sample, 'POST', '/api/default/service_accounts', {
      email: 'robot@example.com',
    });
    expect(await as('robot@example.com', String(token), '/api/default/streams')).toBe(200);
    await send(sample, 'DELETE', '/api/default/service_accounts/robot@example.com');
    expect(await as('robot@example.com', String(token), '/api/default/streams')).toBe(401);
  });

  it('is kept out of organizations that they are not in', async () => {
    const { identifier } = await send(sample, 'POST', '/api/organizations', { name: 'Second' });
    expect(await as('anna@example.com', 'Sample#Passw0rd', `/api/${identifier}/users`)).toBe(401);
    await send(sample, 'POST', `/api/${identifier}/users/anna@example.com`, { role: 'admin' });
    expect(await as('anna@example.com', 'Sample#Passw0rd', `/api/${identifier}/users`)).toBe(200);
  });
});

describe('what the sample cannot do', () => {
  it.each([
    ['PromQL of sets', '/api/default/prometheus/api/v1/query?query=cpu_usage%20and%20cpu_usage'],
    [
      'PromQL of ranges in ranges',
      '/api/default/prometheus/api/v1/query?query=max_over_time(cpu_usage[5m:1m])',
    ],
  ])('%s is refused as its own limit', async (_, path) => {
    const { httpStatus, message } = await get(sample, path);
    expect([httpStatus, message]).toEqual([
      400,
      expect.stringMatching(/^The sample OpenObserve cannot .*PromQL/),
    ]);
  });

  it('VRL is stored and not run', async () => {
    const source = '.a = 1\n.';
    const { httpStatus, message } = await send(sample, 'POST', '/api/default/functions/test', {
      function: source,
      events: [{}],
      trans_type: 0,
    });
    expect([httpStatus, message]).toEqual([400, expect.stringContaining('cannot run VRL')]);
    const saved = await send(sample, 'POST', '/api/default/functions', { name: 'kept', function: source });
    expect(saved.httpStatus).toBe(200);
  });

  it('holds no data of a second organization, and says so', async () => {
    const { identifier } = await send(sample, 'POST', '/api/organizations', { name: 'Third' });
    expect(await get(sample, `/api/${identifier}/streams`)).toMatchObject({ list: [], total: 0 });
    const { httpStatus, message } = await send(sample, 'POST', `/api/${identifier}/app/_json`, [{}]);
    expect([httpStatus, message]).toEqual([400, expect.stringContaining('another organization')]);
  });
});

describe('PromQL over the sample', () => {
  const query = async (text: string) => {
    const answer = await get(
      sample,
      `/api/default/prometheus/api/v1/query?query=${encodeURIComponent(text)}`,
    );
    expect(answer.httpStatus, JSON.stringify(answer)).toBe(200);
    const { result } = answer.data as {
      result: ReadonlyArray<{ metric: Record<string, string>; value: readonly [number, string] }>;
    };
    return result.map(({ metric, value }) => ({ ...metric, value: Number(value[1]) }));
  };

  it('takes the two highest, and no more', async () => {
    const all = await query('sum by (host) (avg_over_time(cpu_usage[30m]))');
    const highest = all.toSorted((a, b) => b.value - a.value).slice(0, 2);
    expect(await query('topk(2, sum by (host) (avg_over_time(cpu_usage[30m])))')).toEqual(highest);
  });

  it('leaves out what a comparison does not hold for', async () => {
    const all = await query('avg_over_time(cpu_usage[30m])');
    const limit = Math.max(...all.map(({ value }) => value)) - 1e-9;
    expect((await query(`avg_over_time(cpu_usage[30m]) > ${limit}`)).length).toBe(1);
    expect(
      (await query(`avg_over_time(cpu_usage[30m]) > bool ${limit}`)).map(({ value }) => value).sort(),
    ).toEqual([0, 0, 0, 1]);
  });

  it('takes matchers of all four kinds', async () => {
    const hosts = async (matcher: string) =>
      (await query(`count by (host) (cpu_usage{${matcher}})`))
        .map((row) => (row as { host?: string }).host)
        .sort();
    expect(await hosts('host="db-1"')).toEqual(['db-1']);
    expect(await hosts('host!="db-1"')).toEqual(['checkout-1', 'pay-1', 'pay-2']);
    expect(await hosts('host=~"pay-.*"')).toEqual(['pay-1', 'pay-2']);
    expect(await hosts('host!~"pay-.*"')).toEqual(['checkout-1', 'db-1']);
  });

  it('divides one metric by another over the same labels', async () => {
    const rows = await query(
      'sum by (service) (rate(http_requests_total{status="500"}[10m])) / sum by (service) (rate(http_requests_total[10m]))',
    );
    expect(rows.length).toBe(3);
    for (const { value } of rows) expect(value > 0 && value < 1, String(value)).toBe(true);
  });
});
