import { describe, expect, it } from 'vitest';
import type { AskAnswer } from '../../src/ask/types.ts';
import { runTool } from '../helpers/run-tool.ts';
import { sharedApp } from '../ask/model/asking.ts';

const shared = sharedApp();

async function ask(request: string): Promise<AskAnswer> {
  const { answer, error } = await runTool(shared.app, 'ask', { request, mode: 'semantic' });
  expect(error, request).toBeNull();
  return answer as unknown as AskAnswer;
}

/** Steps that are no read: none may be in the answer to a question. */
const READS = new Set([
  'search_sql',
  'prometheus_query',
  'prometheus_range_query',
  'stream_list',
  'list_dashboards',
  'list_functions',
  'list_pipelines',
  'get_latest_traces',
]);
function onlyReads({ steps }: AskAnswer): void {
  expect(steps.map(({ tool }) => tool).filter((tool) => !READS.has(tool))).toEqual([]);
}

/** Questions that others had, and the query that each is. */
const QUERIES: ReadonlyArray<readonly [request: string, query: string]> = [
  [
    'max duration_ms in payment_service',
    'SELECT max(duration_ms) AS n, count(*) AS records FROM payment_service',
  ],
  [
    'what is the maximum duration_ms in payment_service?',
    'SELECT max(duration_ms) AS n, count(*) AS records FROM payment_service',
  ],
  [
    'average body_bytes_sent in nginx_access',
    'SELECT avg(body_bytes_sent) AS n, count(*) AS records FROM nginx_access',
  ],
  [
    'average duration_ms of payment_service by region',
    'SELECT region, avg(duration_ms) AS n, count(*) AS records FROM payment_service GROUP BY region ORDER BY n DESC NULLS LAST, region',
  ],
  [
    'show logs where duration_ms > 3000 in payment_service',
    'SELECT * FROM payment_service WHERE duration_ms > 3000 ORDER BY _timestamp DESC',
  ],
  [
    'payment_service logs with duration_ms above 3000',
    'SELECT * FROM payment_service WHERE duration_ms > 3000 ORDER BY _timestamp DESC',
  ],
  [
    'nginx_access requests with status 404',
    'SELECT * FROM nginx_access WHERE status = 404 ORDER BY _timestamp DESC',
  ],
  [
    'show checkout logs with duration over 500 ms',
    'SELECT * FROM checkout_service WHERE duration_ms > 500 ORDER BY _timestamp DESC',
  ],
  ['how many requests per second', 'sum(rate(http_requests_total[5m]))'],
  ['requests per second', 'sum(rate(http_requests_total[5m]))'],
  [
    'how many errors today vs yesterday in payment_service',
    "SELECT count(*) AS n FROM payment_service WHERE level = 'error'",
  ],
  [
    'payment_service errors this week compared to last week',
    "SELECT count(*) AS n FROM payment_service WHERE level = 'error'",
  ],
  [
    '查看 payment_service 最近一小时的错误日志',
    "SELECT * FROM payment_service WHERE level = 'error' ORDER BY _timestamp DESC",
  ],
  [
    'payment_service logs for user u1045',
    "SELECT * FROM payment_service WHERE user_id = 'u1045' ORDER BY _timestamp DESC",
  ],
];

describe('questions in reports of others', () => {
  it.each(QUERIES)('%s', async (request, query) => {
    const answer = await ask(request);
    expect(answer.query).toBe(query);
    onlyReads(answer);
  });

  it('name both periods of a comparison, with a figure for each', async () => {
    const { answer } = await ask('how many errors today vs yesterday in payment_service');
    expect(answer).toMatch(
      /\d+ \(today\)(?: against \d+ \(yesterday\)|\. There are no (?:such )?records (?:at all )?from yesterday)/,
    );
  });

  it('take a length that is compared for no range of time', async () => {
    const { steps } = await ask('show checkout logs with duration over 500 ms');
    const { start_time: start, end_time: end } = (steps[0]?.arguments ?? {}) as Record<string, number>;
    expect(Number(end) - Number(start)).toBeGreaterThan(3600e6);
  });

  it.each([
    ['between 2pm and 3pm CET', 'T13:00:00', 60],
    ['between 14:00 and 15:00 UTC+2', 'T12:00:00', 60],
    ['between 14:00 and 15:00 Tokyo time', 'T05:00:00', 60],
    ['at 9am in Berlin time', 'T07:55:00', 10],
    ['at 14:00 CET', 'T12:55:00', 10],
  ])('read hours of a named zone there: %s', async (when, startsAt, minutes) => {
    const { steps, answer } = await ask(`errors in payment_service yesterday ${when}`);
    const args = (steps[0]?.arguments ?? {}) as Record<string, number | string>;
    expect(new Date(Number(args.start_time) / 1000).toISOString()).toContain(startsAt);
    expect(Number(args.end_time) - Number(args.start_time)).toBe(minutes * 60e6);
    expect(args.sql).not.toContain('status_code');
    expect(answer).not.toMatch(/not (?:sure|used)/i);
  });

  it.each(['CST', 'Atlantis time'])('name a zone that may be several or none: %s', async (zone) => {
    const { answer } = await ask(`errors in payment_service at 14:00 ${zone}`);
    expect(answer).toMatch(new RegExp(`Not used: "${zone.split(' ')[0]}"`));
  });

  it.each([
    'zeige die Fehler im payment_service der letzten Stunde',
    'muestra los errores de payment_service',
  ])('are read in the language that they are in: %s', async (request) => {
    const { query, answer } = await ask(request);
    expect(query).toContain("FROM payment_service WHERE level = 'error'");
    expect(answer).toMatch(/gefunden|en payment_service/);
  });
});

describe('a trace', () => {
  const ID = /[0-9a-f]{32}/;
  it.each([
    (id: string) => `show the spans of trace ${id}`,
    (id: string) => `show me trace ${id}`,
    (id: string) => `what happened in trace ${id}`,
    (id: string) => `find logs for trace_id ${id}`,
  ])('is found by its id, as the last answer shows it', async (words) => {
    const rows = JSON.stringify((await ask('show traces with errors')).untrusted_data);
    const id = ID.exec(rows)?.[0] ?? '';
    const { decision, query, steps, answer } = await ask(words(id));
    expect(decision).toBe('run');
    expect(`${query} ${JSON.stringify(steps)}`).toContain(id);
    expect(answer).toMatch(/Found [1-9]|[1-9]\d* spans/);
  });
});

/** Questions of a new user whose answers were wrong, and what an answer must be now: right, or honest. */
const ONCE_WRONG: ReadonlyArray<readonly [request: string, answer: RegExp, query?: RegExp]> = [
  [
    'error rate of the payment service in percent',
    /^6\.7 %/,
    /100\.0 \* sum\(CASE WHEN level = 'error'.*FROM payment_service/,
  ],
  ['what happened to user u1001', /user_id = u1001/, /user_id = 'u1001'/],
  ['requests per second by service', /payment [\d.]+\/s, checkout/, /sum by \(service\) \(rate/],
  [
    'compare payment errors today with yesterday',
    /\(today\)(?: against \d+ \(yesterday\)|\. There are no (?:such )?records (?:at all )?from yesterday)/,
    /FROM payment_service WHERE level = 'error'/,
  ],
  // Of several streams with errors, the one with most in that time comes first.
  ['did errors start after 16:45?', /errors in \w+, the first at/, /min\(_timestamp\).*'(?:error|ERROR)'/],
  ['did errors start after 16:45 in payment_service?', /errors in payment_service, the first at/],
  ['what dashboards do we have?', /^1 dashboard: Payment service\./],
  ['count erors in paymnet servce', /Found 67 errors in payment_service/, /WHERE level = 'error'/],
  ['show failed logins', /Not used: "login"|no .*login|did not find what you ask about/],
  ['list the functions and the pipelines', /No functions\. 1 pipeline: payments to archive\./],
  [
    'show me warnings and errors except RateLimitExceeded',
    /error_type ≠ RateLimitExceeded/,
    /\(error_type IS NULL OR error_type <> 'RateLimitExceeded'\)/,
  ],
  ['total amount of failed payments', /Total amount/, /sum\(amount\).*WHERE level = 'error'/],
  ['how many tokens did we use', /^(?!List service accounts)/],
  ['do not mute payment_errors', /^You did not ask me to turn anything off/],
  ['search for DatabaseConnectionTimeout', /payment_service/, /'DatabaseConnectionTimeout'/],
  ['memory usage', /^I did not find what you ask about/],
  ['create a service account ci@example.com', /The token can be seen only once/],
  ['drop the stream nginx_access and k8s_logs', /It is about the logs stream nginx_access/],
  ['error count by region in payment_service', /by region: /, /WHERE level = 'error' GROUP BY region/],
  [
    'payment errors today versus yesterday',
    /\(today\)(?: against \d+ \(yesterday\)|\. There are no (?:such )?records (?:at all )?from yesterday)/,
  ],
  ['non-200 responses in nginx', /Found 111 responses/, /status <> 200/],
  ['nginx requests with status 502', /Found 2 /, /FROM nginx_access WHERE status = 502/],
  ['how many orders were refunded', /Found \d+ orders/, /FROM sales_orders WHERE status = 'refunded'/],
  ['export the payment errors as csv', /Not used: "export", "csv"/],
];

describe('questions of a new user', () => {
  it.each(ONCE_WRONG.map(([request, said, query]) => ({ request, said, query })))(
    '$request',
    async ({ request, said, query = /^/ }) => {
      const { answer, query: asked = '' } = await ask(request);
      expect(answer).toMatch(said);
      expect(asked).toMatch(query);
    },
  );

  it('about both streams of a list plans both', async () => {
    const { steps } = await ask('drop the stream nginx_access and k8s_logs');
    expect(steps.map(({ arguments: args }) => args.stream_name)).toEqual(['nginx_access', 'k8s_logs']);
  });
});
