import { describe, expect, it } from 'vitest';
import type { AskAnswer } from '../../../src/ask/types.ts';
import { runTool } from '../../helpers/run-tool.ts';
import { sharedApp } from '../model/asking.ts';

const shared = sharedApp();

async function ask(request: string, more: Record<string, unknown> = {}): Promise<AskAnswer> {
  const { answer, error } = await runTool(shared.app, 'ask', { request, mode: 'semantic', ...more });
  expect(error, request).toBeNull();
  return answer as unknown as AskAnswer;
}

/** Questions, and the query that they are. */
const QUERIES: ReadonlyArray<readonly [request: string, query: string]> = [
  ['how many orders were refunded today', "SELECT count(*) AS n FROM sales_orders WHERE status = 'refunded'"],
  ['non-200 responses in nginx', 'SELECT * FROM nginx_access WHERE status <> 200 ORDER BY _timestamp DESC'],
  [
    'payment logs where amount > 900',
    'SELECT * FROM payment_service WHERE amount > 900 ORDER BY _timestamp DESC',
  ],
  [
    'find order ord-102050',
    "SELECT * FROM payment_service WHERE order_id = 'ord-102050' ORDER BY _timestamp DESC",
  ],
  [
    'average request_time by request_uri in nginx_access',
    'SELECT request_uri, avg(request_time) AS n, count(*) AS records FROM nginx_access GROUP BY request_uri ORDER BY n DESC NULLS LAST, request_uri',
  ],
  [
    'p95 latency of the payment service over the last 2 hours',
    'SELECT approx_percentile_cont(duration_ms, 0.95) AS n, count(*) AS records FROM payment_service',
  ],
  [
    'payment errors by region',
    "SELECT region, count(*) AS n FROM payment_service WHERE level = 'error' GROUP BY region ORDER BY n DESC, region",
  ],
  [
    '5xx responses per minute in nginx_access for the last 30 minutes',
    "SELECT histogram(_timestamp, '1 minute') AS time, count(*) AS n FROM nginx_access WHERE status >= 500 GROUP BY time ORDER BY time",
  ],
  [
    'sum of revenue by category in sales_orders',
    'SELECT category, sum(revenue) AS n, count(*) AS records FROM sales_orders GROUP BY category ORDER BY n DESC NULLS LAST, category',
  ],
  [
    'users with more than 3 errors in payment_service',
    "SELECT user_id, count(*) AS n FROM payment_service WHERE level = 'error' GROUP BY user_id HAVING count(*) > 3 ORDER BY n DESC, user_id",
  ],
  [
    'nginx_access requests that were 404 or slower than 2 seconds',
    'SELECT * FROM nginx_access WHERE (status = 404 OR request_time > 2) ORDER BY _timestamp DESC',
  ],
  [
    'how many requests could not be served in nginx_access',
    'SELECT count(*) AS n FROM nginx_access WHERE status >= 500',
  ],
  ['average cpu per host in the last hour', 'avg by (host) (avg_over_time(cpu_usage[1h]))'],
  ['requests per second by service', 'sum by (service) (rate(http_requests_total[5m]))'],
  ['distinct user_id count in payment_service', 'SELECT count(DISTINCT user_id) AS n FROM payment_service'],
  [
    'wie viele Fehler gab es im Payment-Service heute?',
    "SELECT count(*) AS n FROM payment_service WHERE level = 'error'",
  ],
  ['combien de requêtes 500 sur nginx ?', 'SELECT count(*) AS n FROM nginx_access WHERE status = 500'],
];

describe('questions about data', { timeout: 30_000 }, () => {
  it.each(QUERIES)('%s', async (request, query) => {
    const answer = await ask(request);
    expect(answer.decision).toBe('run');
    expect(answer.query).toBe(query);
    expect(answer.not_used ?? []).toEqual([]);
  });

  it('name the words that the data cannot express, in the first line too', async () => {
    const answer = await ask('how many payments failed with a purple unicorn');
    expect(answer.not_used).toEqual(['purple unicorn'].flatMap((words) => words.split(' ')));
    expect(answer.answer).toMatch(/^Not used: "purple", "unicorn"\. /);
  });

  it('set two periods against each other', async () => {
    const { answer } = await ask('compare payment errors in the last hour with the hour before');
    expect(answer).toMatch(
      /^Up [\d.]+ %\. Number of errors in payment_service: \d+ \(.*\) against \d+ \(.*\), a difference of -?\d+ \(.*%\)/,
    );
  });

  it('run SQL and PromQL as they are typed', async () => {
    const sql = await ask('SELECT count(*) FROM nginx_access WHERE status >= 500');
    expect(sql.query).toBe('SELECT count(*) FROM nginx_access WHERE status >= 500');
    const promql = await ask('sum(rate(http_requests_total[5m])) by (service)');
    expect(promql.steps[0]?.tool).toBe('prometheus_query');
  });

  it('go on from the question before', async () => {
    const first = await ask('errors in the payment service in the last 2 hours');
    const second = await ask('and by region?', { previous: first.previous });
    expect(second.query).toBe(
      "SELECT region, count(*) AS n FROM payment_service WHERE level = 'error' GROUP BY region ORDER BY n DESC, region",
    );
    const third = await ask('only the last 10 minutes', { previous: second.previous });
    expect(third.query).toBe(second.query);
    const { startUs: start = 0, endUs: end = 0 } = rangeOf(third);
    expect(end - start).toBeCloseTo(600e6, -7);
  });

  it('refuse a token that is none', async () => {
    const { error } = await runTool(shared.app, 'ask', {
      request: 'by region',
      previous: 'x',
      mode: 'semantic',
    });
    expect(error?.message).toContain('"previous"');
  });

  it('decline with questions that can be answered, and help with the same', async () => {
    const declined = await ask('write me a poem about the sea');
    expect(declined.decision).toBe('decline');
    const examples = [...declined.answer.matchAll(/"([^"]+)"/g)].map(([, example = '']) => example);
    expect(examples.length).toBeGreaterThanOrEqual(3);
    for (const example of examples) expect((await ask(example)).decision, example).toBe('run');
    expect((await ask('help')).answer).toContain('You can ask');
  });

  it('give a next question that is answered in turn, with all of its words', async () => {
    for (const [request] of QUERIES) {
      const { next } = await ask(request);
      if (next === undefined) continue;
      const answer = await ask(next);
      expect(answer.decision, next).toBe('run');
      expect(answer.not_used ?? [], next).toEqual([]);
    }
  });

  it('write nothing', async () => {
    for (const [request] of QUERIES) {
      const { steps } = await ask(request);
      expect(
        steps.every(({ tool }) => /^(search_sql|prometheus_query|prometheus_range_query)$/.test(tool)),
      ).toBe(true);
    }
  });
});

function rangeOf({ steps }: AskAnswer) {
  const { start_time: startUs, end_time: endUs } = (steps[0]?.arguments ?? {}) as {
    start_time?: number;
    end_time?: number;
  };
  return { startUs, endUs };
}
