import { describe, expect, it } from 'vitest';
import { askOnce, sharedApp } from '../ask/model/asking.ts';

const shared = sharedApp();

const ask = async (request: string) =>
  (await askOnce(shared.app, { request, mode: 'semantic' }, { approved: () => true })).answer;

describe('what a new user asked', () => {
  it.each([
    ['find order ord-100651', "FROM payment_service WHERE order_id = 'ord-100651'"],
    ['show me records in sales_orders with status refunded', "FROM sales_orders WHERE status = 'refunded'"],
    ['how many payments succeeded', "service_name = 'payment' AND span_status <> 'ERROR'"],
    [
      'logs of pod payment-1 in namespace shop',
      "FROM k8s_logs WHERE kubernetes_pod_name = 'payment-1' AND kubernetes_namespace_name = 'shop'",
    ],
    ['search for DatabaseConnectionTimeout', "WHERE error_type = 'DatabaseConnectionTimeout'"],
    [
      'latest 5 DatabaseConnectionTimeout errors with order_id and amount',
      "WHERE error_type = 'DatabaseConnectionTimeout'",
    ],
    ['which endpoint is the slowest', 'avg(request_time) AS n, count(*) AS records FROM nginx_access'],
    ['top 5 slowest urls in nginx', 'avg(request_time) AS n, count(*) AS records FROM nginx_access'],
    ['top 5 urls by number of requests', 'SELECT request_uri, count(*) AS n FROM nginx_access'],
    ['payment errors by host over time', "host, count(*) AS n FROM payment_service WHERE level = 'error'"],
    ['p99 of duration_ms in payment_service', 'approx_percentile_cont(duration_ms, 0.99)'],
    [
      'which pods are crashing?',
      "SELECT kubernetes_pod_name, count(*) AS n FROM k8s_logs WHERE level = 'ERROR'",
    ],
    ['which host has the highest cpu?', 'avg by (host) (cpu_usage)'],
    ['highest cpu_usage in the last 24 hours', 'max_over_time(cpu_usage[1d])'],
    ['sum of revenue by category in sales_orders', 'SELECT category, sum(revenue) AS n'],
    ['SELECT count(*) FROM nginx_access WHERE status >= 500', 'WHERE status >= 500'],
    [
      'zeig mir die Fehler im Payment-Service der letzten Stunde',
      "FROM payment_service WHERE level = 'error'",
    ],
    ['records in payment-service in the last 24 hours', 'FROM payment_service'],
  ])('%s: is read whole', async (request, query) => {
    const answer = await ask(request);
    expect(answer.decision).toBe('run');
    expect(answer.query).toContain(query);
    expect(answer.answer).not.toMatch(/not used/i);
  });

  it.each(['who logged in from a strange ip?', 'any suspicious activity?'])(
    '%s: is not answered with other records',
    async (request) => {
      const answer = await ask(request);
      expect(answer).toMatchObject({ decision: 'decline', steps: [] });
      expect(answer.answer).toContain('I did not find what you ask about');
    },
  );

  it.each([
    ['show me the payment_errors alert', 'get_alert', 'HAVING COUNT(*) > 40'],
    ['how much storage do we use?', 'stream_list', '"size_bytes"'],
    ['what settings does the organisation have', 'organization_setting_get', '"scrape_interval"'],
    ['show the pipeline payments to archive', 'get_pipeline', '"payments to archive"'],
    ['show the dashboard Payment service', 'get_dashboard', '"title":"Payment service"'],
    ['what dashboards do we have?', 'list_dashboards', '"Payment service"'],
    ['list all dashboards in all folders', 'list_dashboards', '"Payment service"'],
    ['list dashboards in the folder Payments', 'list_dashboards', '"Payment service"'],
  ])('%s: shows what there is', async (request, tool, shown) => {
    const answer = await ask(request);
    expect(answer.steps).toMatchObject([{ tool, state: 'done' }]);
    expect(JSON.stringify(answer).replaceAll('\\"', '"')).toContain(shown);
  });

  it.each(['help', 'what can you do?'])('%s: tells what can be asked', async (request) => {
    expect((await ask(request)).answer).toContain('You can ask, for example');
  });
});
