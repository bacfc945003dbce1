import { describe, expect, it } from 'vitest';
import { runTool } from '../../helpers/run-tool.ts';
import { askOnce, sharedApp } from '../model/asking.ts';

const shared = sharedApp();

interface Panel {
  readonly title: string;
  readonly type: string;
  readonly queryType: string;
  readonly queries: ReadonlyArray<{ readonly query: string }>;
}

async function made(request: string) {
  const { answer } = await askOnce(shared.app, { request, mode: 'semantic' });
  const [step] = answer.steps;
  const tabs = (step?.arguments.tabs ?? []) as ReadonlyArray<{ readonly panels: readonly Panel[] }>;
  return { answer: answer.answer, state: step?.state, panels: tabs.flatMap(({ panels }) => panels) };
}

describe('a dashboard shows what the words say', { timeout: 60_000 }, () => {
  it.each<[string, ReadonlyArray<readonly [title: string, type: string, query: RegExp]>]>([
    [
      'create a dashboard called "Pay health" with p95 latency of payment_service and errors by region',
      [
        ['P95 latency of payment_service', 'line', /approx_percentile_cont\(duration_ms, 0\.95\) AS n FROM/],
        ['Errors by region', 'table', /region, count\(\*\) AS n FROM payment_service WHERE level = 'error'/],
      ],
    ],
    [
      'create a dashboard named Web showing 5xx responses over time, requests per status and bytes sent in nginx_access',
      [
        ['5xx responses over time', 'line', /WHERE status >= 500 GROUP BY time/],
        ['Requests per status', 'table', /SELECT status, count\(\*\)/],
        ['Bytes sent in nginx_access', 'line', /sum\(body_bytes_sent\)/],
      ],
    ],
    [
      'create a dashboard called Ops with a panel of errors per region in payment_service',
      [
        [
          'Errors per region in payment_service',
          'table',
          /region, count\(\*\) AS n FROM payment_service WHERE level = 'error'/,
        ],
      ],
    ],
    [
      'create a dashboard called Ops overview with a panel of errors per minute in payment_service',
      [['Errors per minute in payment_service', 'line', /FROM payment_service WHERE level = 'error'/]],
    ],
    ['create a dashboard "CPU" with cpu usage per host', [['Cpu usage per host', 'line', /avg by \(host\)/]]],
  ])('%s', async (request, expected) => {
    const { panels, state, answer } = await made(request);
    expect(state, answer).toBe('done');
    expect(panels.map(({ title, type }) => [title, type])).toEqual(
      expected.map(([title, type]) => [title, type]),
    );
    for (const [index, panel] of panels.entries()) {
      const [{ query = '' } = {}] = panel.queries;
      expect(query).toMatch(expected[index]?.[2] ?? /never/);
      const { text } =
        panel.queryType === 'promql'
          ? await runTool(shared.app, 'prometheus_query', { query })
          : await runTool(shared.app, 'search_sql', { sql: query, start_time: '24h' });
      expect(text).not.toContain('"shown":0');
      expect(text).toContain('"shown":');
    }
  });

  it.each(['for payment errors', 'about the payment service'])(
    'and the usual panels where they only name data: %s',
    async (about) => {
      const { panels, answer } = await made(`create a dashboard called "Usual ${about}" ${about}`);
      expect(
        panels.map(({ title }) => title),
        answer,
      ).toEqual(expect.arrayContaining(['Records over time', 'Kinds of errors', 'p95 of duration_ms']));
    },
  );

  it('and asks what a panel shows that it cannot read, and takes the answer', async () => {
    const request =
      'create a dashboard called "Asked" with two panels: errors and p95 latency of checkout_service';
    const { answer } = await askOnce(shared.app, { request, mode: 'semantic' });
    expect(answer.missing.map(({ name }) => name)).toEqual(['shows']);
    const answers = { ...answer.resume?.answers, shows: 'errors per hour in payment_service' };
    const { answer: after } = await askOnce(shared.app, {
      request,
      mode: 'semantic',
      tool: 'create_dashboard',
      answers,
    });
    expect(after.answer).toContain('with 1 panel over payment_service');
  });

  it('and asks before it leaves out what is not in the data', async () => {
    const { state, answer } = await made(
      'create a dashboard called "Odd" for checkout_service with errors by step and quantum flux',
    );
    expect(state).toBe('waiting');
    expect(answer).toContain('"quantum"');
  });
});
