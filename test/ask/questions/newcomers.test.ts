import { describe, expect, it } from 'vitest';
import { answerTo, sharedApp } from '../model/asking.ts';

const shared = sharedApp();

const ask = (request: string) => answerTo(shared.app, request);

describe('short questions of people who do not know the data', { timeout: 60_000 }, () => {
  it.each([
    ['revenue today', /^SELECT sum\(revenue\) AS n, count\(\*\) AS records FROM sales_orders$/],
    ['revenue by category', /^SELECT category, sum\(revenue\) AS n/],
    ['is revenue going up?', /^SELECT sum\(revenue\) AS n/],
    ['how many tokens did the llm use today', /^SELECT sum\(gen_ai_usage_total_tokens\) AS n/],
    ['cost of the llm today', /^SELECT sum\(gen_ai_usage_cost\) AS n/],
    [
      'how many customers bought something today',
      /^SELECT count\(DISTINCT customer_id\) AS n FROM sales_orders/,
    ],
    ['logs without a trace id', /WHERE \(trace_id IS NULL OR trace_id = ''\)/],
    ['orders that have no user', /WHERE customer_id IS NULL/],
    ['which host is running hot?', /^avg by \(host\) \(cpu_usage\)$/],
    ['user agents in nginx', /^SELECT http_user_agent, count\(\*\) AS n FROM nginx_access/],
    ['bytes sent by nginx', /^SELECT sum\(body_bytes_sent\) AS n, count\(\*\) AS records FROM nginx_access$/],
  ])('%s', async (request, query) => {
    const { answer, query: run, not_used: unused } = await ask(request);
    expect(run, answer).toMatch(query);
    expect(unused ?? []).toEqual([]);
  });

  it.each([
    ['which region is worst hit by payment errors', /^SELECT region, count\(\*\) AS n FROM payment_service /],
    [
      'which region is hit hardest by errors in payment_service',
      /^SELECT region, count\(\*\) AS n FROM payment_service /,
    ],
    [
      'how many users were hit by errors in payment_service',
      /^SELECT count\(DISTINCT user_id\) AS n FROM payment_service WHERE level = 'error'$/,
    ],
    [
      'how many customers are affected by failed payments',
      /^SELECT count\(DISTINCT user_id\) AS n FROM payment_service WHERE level = 'error'$/,
    ],
    ['combien de clients sont touchés par les échecs de paiement', /^SELECT count\(DISTINCT user_id\) AS n/],
  ])('what something is hit by is no group: %s', async (request, query) => {
    expect((await ask(request)).query).toMatch(query);
  });

  it.each([
    ['error rate of payment_service compared to checkout_service', 'payment_service', 'checkout_service'],
    ['error rate of checkout vs payment', 'checkout', 'payment'],
    ['checkout error rate vs payment error rate', 'checkout error rate', 'payment error rate'],
    ['payment vs checkout error rate', 'payment', 'checkout'],
    ['compare error rate of payment and checkout', 'payment', 'checkout'],
    [
      'Fehlerrate von payment_service im Vergleich zu checkout_service',
      'payment_service',
      'checkout_service',
    ],
    ['errors in payment_service vs checkout_service', 'payment_service', 'checkout_service'],
    ['errors in payment_service and checkout_service', 'payment_service', 'checkout_service'],
    ['p95 latency of the payment service vs the checkout service', 'payment service', 'checkout service'],
    ['average latency payment vs checkout in the last hour', 'payment', 'checkout'],
    ['how many orders compared to how many refunds', 'how many orders', 'how many refunds'],
  ])('two things side by side: %s', async (request, first, second) => {
    const { answer, not_used: unused, untrusted_data: data, steps } = await ask(request);
    const [one = '', other = ''] = answer.split('\n');
    expect(one).toMatch(new RegExp(`^${first}: .*\\d`));
    expect(other).toMatch(new RegExp(`^${second}: .*\\d`));
    expect(one.slice(first.length)).not.toBe(other.slice(second.length));
    expect(unused ?? []).toEqual([]);
    expect(steps).toHaveLength(2);
    const { columns, rows } = data as { columns: string[]; rows: unknown[][] };
    expect(columns[0]).toBe('side');
    expect(new Set(rows.map(([side]) => side))).toEqual(new Set([first, second]));
  });

  it('two values of one field, and two times, in one query', async () => {
    expect((await ask('revenue of web vs phone')).query).toMatch(
      /channel IN \('web', 'phone'\) GROUP BY channel/,
    );
    expect((await ask('errors in payment_service today vs yesterday')).answer).toMatch(/\(today\)/);
  });

  it('say of a measure which records it is of', async () => {
    expect((await ask('average duration of errors in payment_service')).answer).toMatch(
      /^Average duration_ms in payment_service is .* with level = error/,
    );
  });

  it('of a state that no record has, doubt it, and say 0 and the states that there are', async () => {
    const { answer, query } = await ask('how many orders over 500 euros were cancelled');
    expect(answer).toMatch(
      /^Not sure of: "cancelled" \(status = cancelled\)\. Found no orders .*status = cancelled\. status has: (?=.*open)(?=.*paid)(?=.*refunded)/,
    );
    expect(query).toContain("status = 'cancelled'");
  });

  it('of a cause that no record has, say 0 and the causes that there are', async () => {
    expect((await ask('how many payments failed because of fraud')).answer).toMatch(
      /^Not sure of: "fraud" \(error_type = fraud\)\. Found no payments .*error_type has: .*InvalidCardNumber/,
    );
  });

  it('of a share of what nothing here is called, say which values there are', async () => {
    expect((await ask('share of orders from mobile')).answer).toMatch(
      /^Not used: "mobile"\. .* in sales_orders by channel: (?=.*web)(?=.*phone)(?=.*partner)/,
    );
  });

  it.each([
    'are we losing money because of the payment failures?',
    'did checkout have errors with a purple hat',
  ])('say no yes to a question that was not read in full: %s', async (request) => {
    expect((await ask(request)).answer).toMatch(/^Not used: .*\. Found \d+ errors in /);
  });

  it('refuse an order without a list of questions', async () => {
    expect((await ask('delete all dashboards')).answer).toBe(
      'This is not done from a sentence, as it would take away or silence everything of a kind at once.',
    );
  });

  it.each(['what was our best selling category yesterday', 'errors in payment_service yesterday'])(
    'say when there are records, where the time asked about has none: %s',
    async (request) => {
      expect((await ask(request)).answer).toMatch(
        /^Found no \w+ in \w+\. Its records are from \S+Z to \S+Z$/m,
      );
    },
  );

  it('name groups in the order of the table, and all of them', async () => {
    const { answer, untrusted_data: data } = await ask('top 5 slowest endpoints in nginx');
    const { columns, rows } = data as { columns: string[]; rows: unknown[][] };
    expect(columns[0]).toBe('request_uri');
    const said = [...answer.matchAll(/(\/\S*) \(/g)].map(([, name]) => name);
    expect(said).toEqual(rows.map(([name]) => name));
  });

  it('show the person first where "who" is asked', async () => {
    const { answer, untrusted_data: data } = await ask('who was the last user with a failed payment?');
    const { columns, rows } = data as { columns: string[]; rows: unknown[][] };
    expect(columns[0]).toBe('user_id');
    expect(answer.split('\n')[0]).toContain(`(user_id = ${rows[0]?.[0]})`);
  });

  it('fill buckets without records, and average over all', async () => {
    const { answer, untrusted_data: data } = await ask(
      'errors per minute in payment_service in the last hour',
    );
    const { rows } = data as { rows: unknown[][] };
    const [, total, buckets, average] =
      /: (\d+) in total over (\d+) buckets, ([\d.]+) on average/.exec(answer) ?? [];
    expect(rows).toHaveLength(Number(buckets));
    expect(rows.length).toBeGreaterThanOrEqual(60);
    expect(Number(average)).toBeCloseTo(Number(total) / Number(buckets), 2);
  });

  it('say what lacks where records cannot be grouped', async () => {
    const { answer } = await ask('p99 latency of checkout by region');
    expect(answer).toMatch(/and none of them has a user_region\. There are: .*service_name/);
  });

  it('name the range that nobody stated, with its zone', async () => {
    expect((await ask('errors not in eu-west')).answer).toMatch(
      /Time: \S+ to \S+ \(UTC, no time stated, so the last 24 h\)/,
    );
    expect((await ask('errors in payment_service in the last hour')).answer).toMatch(
      /Time: \S+ to \S+ \(UTC\)/,
    );
  });

  it.each([
    'who has repainted the lorries in the last 24 hours?',
    'main reason people give for leaving the choir',
    'Did we win or lose choristers yesterday? Give me new choristers against leavers please.',
  ])('say what was not found, and not that nothing can be done: %s', async (request) => {
    const { answer, decision } = await ask(request);
    expect({ answer, decision }).toMatchObject({
      decision: 'decline',
      answer: expect.stringMatching(/^I did not find what you ask about in the data here\./),
    });
  });

  it.each(['memory per host', 'failed logins'])('%s: nothing of it is here', async (request) => {
    expect(await ask(request)).toMatchObject({ decision: 'decline', steps: [] });
  });

  it.each([
    'last 3 errors from payment_service with time',
    'latest 3 exceptions of payment_service with message and time',
    'show the newest 3 errors in payment_service with timestamp, message',
    'zeige die letzten 3 Fehler von payment_service mit Zeit und Meldung',
  ])('list so many of the newest records: %s', async (request) => {
    const { query, untrusted_data: data, not_used: unused } = await ask(request);
    expect(query).toMatch(/^SELECT \* FROM payment_service WHERE .* ORDER BY _timestamp DESC$/);
    expect((data as { rows: unknown[][] }).rows).toHaveLength(3);
    expect(unused ?? []).toEqual([]);
  });

  it.each([
    ['how many customers bought something for the first time today', 'for the first time'],
    ['how many payments failed in a row', 'in a row'],
    ['how many payment errors happened at the same time today', 'at the same time'],
    ['how many orders were refunded again today', 'again'],
    ['which hour had no orders today', 'no orders'],
  ])('name how things happened to one another, which no count tells: %s', async (request, words) => {
    expect((await ask(request)).not_used).toContain(words);
  });

  it.each([
    ['how many orders per customer on average', 'customer_id', 'sales_orders'],
    ['average number of errors per host in payment_service', 'host', 'payment_service'],
    ['wie viele Bestellungen pro Kunde im Durchschnitt', 'customer_id', 'sales_orders'],
  ])('count how many each has on average: %s', async (request, field, stream) => {
    const { query } = await ask(request);
    expect(query).toMatch(
      new RegExp(
        `^SELECT 1\\.0 \\* count\\(\\*\\) / nullif\\(count\\(DISTINCT ${field}\\), 0\\) AS n.* FROM ${stream}`,
      ),
    );
  });

  it('average a number of records per hour over the hours that there are', async () => {
    const { answer } = await ask('how many orders a day do we get on average');
    const [, total, buckets, average] =
      /: (\d+) in total over (\d+) buckets, ([\d.]+) on average/.exec(answer) ?? [];
    expect(Number(buckets)).toBeLessThan(7);
    expect(Number(average)).toBeCloseTo(Number(total) / Number(buckets), 2);
  });

  it('count each trace once', async () => {
    expect((await ask('how many traces with errors today')).query).toMatch(
      /^SELECT count\(DISTINCT trace_id\) AS n FROM "default" WHERE/,
    );
  });

  it('say which of two periods a value of a metric is of', async () => {
    expect((await ask('cpu usage of pay-1 now compared with 30 minutes ago')).answer).toMatch(
      /: [\d.]+ \(now\), [\d.]+ \(30 minutes ago\), [+-]?[\d.]+ \([+-]?[\d.]+ %\)/,
    );
  });

  it.each([
    ['llm cost per model', /^SELECT gen_ai_request_model, sum\(gen_ai_usage_cost\) AS n/],
    ['how many tokens did we use', /^SELECT sum\(gen_ai_usage_total_tokens\) AS n/],
    ['log volume of payment_service by level', /^SELECT level, count\(\*\) AS n FROM payment_service/],
    ['show me slow requests', /ORDER BY duration DESC$/],
    ['shwo me slwo requets', /ORDER BY duration DESC$/],
  ])('take the number that is meant: %s', async (request, query) => {
    expect((await ask(request)).query).toMatch(query);
  });

  it.each(['wie viele Bestellungen gab es heute?', '¿cuántos pedidos hubo hoy mismo?'])(
    'keep to today: %s',
    async (request) => {
      expect((await ask(request)).answer).toMatch(/T00:00:00\.000Z (?:bis|a) \S+ \(UTC\)/);
    },
  );

  it('does not answer about one metric what is asked of another', async () => {
    expect(await ask('memory usage')).toMatchObject({ decision: 'decline', steps: [] });
    expect((await ask('cpu usage')).query).toMatch(/cpu_usage/);
  });

  it.each([
    ['list metrics', /^2 metrics: http_requests_total \(counter\), cpu_usage \(gauge\)\.$/],
    ['how much storage do we use?', /^10 streams hold [\d.]+ bytes \([\d.]+ MB\) in storage: /],
    ['how much storage does payment_service take', /^1 stream holds [\d.]+ bytes/],
  ])('say what streams there are: %s', async (request, answer) => {
    expect((await ask(request)).answer).toMatch(answer);
  });

  it('say first what fails, by kinds with counts', async () => {
    expect((await ask('why are payments failing?')).answer).toMatch(
      /^In payment_service, \d+ of \d+ records since \S+Z report a failure: DatabaseConnectionTimeout \(\d+\), /,
    );
  });

  it.each(['is the database the problem?', 'is checkout to blame?', 'ist die Datenbank schuld?'])(
    'look into what is suspected: %s',
    async (request) => {
      const { steps } = await ask(request);
      expect(steps.map(({ tool }) => tool)).toEqual(['investigate']);
    },
  );
});
