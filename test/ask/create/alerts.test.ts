import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { App } from '../../../src/server/app.ts';
import { runTool } from '../../helpers/run-tool.ts';
import { appWith, askOnce, startSample } from '../model/asking.ts';

/**
 * Sentences and the alerts that they must become: kind of stream, stream, kind of query, period in minutes, words (`X` is
 * the destination), condition.
 */
const CASES = readFileSync(new URL('alerts.txt', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .map((line) => line.split(' | ') as [string, string, string, string, string, string]);

interface Alert {
  readonly name: string;
  readonly stream_type: string;
  readonly stream_name: string;
  readonly enabled: boolean;
  readonly is_real_time?: boolean;
  readonly destinations: readonly string[];
  readonly query_condition: {
    readonly type: string;
    readonly sql?: string;
    readonly promql?: string;
    readonly promql_condition?: { readonly operator: string; readonly value: number };
    readonly conditions: { readonly conditions: { readonly conditions: readonly Record<string, unknown>[] } };
  };
  readonly trigger_condition: {
    readonly period: number;
    readonly operator: string;
    readonly threshold: number;
  };
}

/** What it would have done, with how often its condition held. */
const TELLS_HISTORY =
  /Over the last \d+ (?:hours|minutes) it would (?:not have fired|have sent (?:at least )?\d+ messages?): the condition held at (?:none of |all |\d+ of )\d+ checks?\b/;

/** How an answer begins where the words are none of English. */
const IN_ANOTHER_LANGUAGE = /^(?:Angelegt|Créée|Creada|Criado|已创建)[ ：:]/;

const SHOP = 'planted_shop';

/** A stream that sends. */
async function plant(): Promise<void> {
  const nowUs = Date.now() * 1000;
  const content = Array.from({ length: 40 }, (_, index) => ({
    _timestamp: nowUs - (60 + index) * 1e6,
    level: 'info',
    message: 'order',
  }));
  const { text } = await runTool(app, 'logs_ingestion_json', { stream_name: SHOP, content });
  expect(text).toContain('"successful"');
}

let sample: Awaited<ReturnType<typeof startSample>>;
let app: App;
beforeAll(async () => {
  sample = await startSample();
  app = await appWith(sample.env);
  await plant();
}, 60_000);
afterAll(async () => {
  await app.close();
  await sample.close();
});

async function planned(request: string): Promise<{ alert: Alert; answer: string; state: string }> {
  const { answer } = await askOnce(app, { request, mode: 'semantic' });
  const [step] = answer.steps;
  return { alert: step?.arguments as unknown as Alert, answer: answer.answer, state: step?.state ?? 'none' };
}

function conditionOf({ query_condition: query, stream_name: stream }: Alert): string {
  if (query.type === 'sql') return (query.sql ?? '').replace(new RegExp(`^SELECT .* FROM "${stream}" `), '');
  if (query.type === 'promql')
    return `${query.promql} ${query.promql_condition?.operator} ${query.promql_condition?.value}`;
  return query.conditions.conditions.conditions
    .map(({ column, operator, value }) => `${column} ${operator} ${value}`)
    .join(' AND ');
}

describe('alerts from words', () => {
  it('are sixty, over logs, metrics and traces', () => {
    expect(CASES.length).toBeGreaterThanOrEqual(60);
    expect(new Set(CASES.map(([type]) => type))).toEqual(new Set(['logs', 'metrics', 'traces']));
  });

  it.each(CASES)(
    '%s of %s by %s over %s minutes: %s',
    async (type, stream, kind, period, words, condition) => {
      const { alert, state, answer } = await planned(words.replaceAll('X', 'payment_oncall'));
      expect(alert, answer).toMatchObject({
        stream_type: type,
        stream_name: stream,
        enabled: true,
        destinations: ['payment_oncall'],
        trigger_condition: { period: Number(period), operator: '>=', threshold: 1 },
      });
      expect(alert.query_condition.type).toBe(kind);
      expect(conditionOf(alert)).toBe(condition);
      // Some sentences mean the same, and the second is not made.
      if (state !== 'done') expect(answer).toContain('There is one with the name');
      else {
        expect(answer).toContain(alert.name);
        if (answer.startsWith('Created')) {
          expect(answer).toContain(`"${alert.name}" is on. It sends to payment_oncall`);
          if (kind !== 'custom') expect(answer).toMatch(TELLS_HISTORY);
        } else expect(answer).toMatch(IN_ANOTHER_LANGUAGE);
        const { text } = await runTool(app, 'list_alerts', {});
        expect(text).toContain(alert.name);
      }
    },
  );
});

describe('an alert in a dry run', () => {
  const dryRun = async (request: string) =>
    (await askOnce(app, { request, mode: 'semantic', dry_run: true })).answer;

  it('shows stream, condition, period, frequency, silence, destination and past firings, and makes nothing', async () => {
    const { answer, steps } = await dryRun(
      'create an alert called only_shown on payment_service when errors > 10 in 5 minutes and send to payment_oncall',
    );
    expect(answer).toMatch(
      /^Nothing was done\. .*"only_shown" would be on\. It would send to payment_oncall when the number of errors in payment_service is over 10 within 5 minutes\. Chosen for you: checked every 5 minutes, silent for 30 minutes after a message\. Over the last \d+ hours it would/,
    );
    expect(steps).toMatchObject([
      {
        state: 'planned',
        arguments: { stream_name: 'payment_service', trigger_condition: { period: 5, frequency: 5 } },
      },
    ]);
    expect((await runTool(app, 'list_alerts', {})).text).not.toContain('only_shown');
  });

  it('shows the period that is taken where none is said', async () => {
    const { answer } = await dryRun('alert payment_oncall when payment_service has more than 10 errors');
    expect(answer).toContain('Chosen for you: counted over 10 minutes');
  });

  it('says what it would ask, and how an address becomes a destination', async () => {
    const { answer } = await dryRun(
      'alert when payment_service has more than 10 errors in 5 minutes by mail to ops@example.com',
    );
    expect(answer).toContain('would first ask: Where should it send to?');
    expect(answer).toContain('"create a destination called ops_mail that sends to ops@example.com"');
  });
});

describe('an earlier period', () => {
  it.each([
    'alert payment_oncall when there are twice as many errors as before in payment_service',
    'alert payment_oncall when there are twice as many errors in payment_service as yesterday',
    'alert payment_oncall when payment_service has 50% more errors than yesterday',
    'alert payment_oncall when payment_service has 3 times more errors than last week',
    'alert payment_oncall when payment_service has more errors than usual',
  ])('is not compared with, which is said, and a fixed number is asked: %s', async (request) => {
    const { answer } = await askOnce(app, { request, mode: 'semantic' });
    expect(answer.decision).toBe('ask');
    expect(answer.missing.map(({ name }) => name)).toContain('threshold');
    expect(answer.answer).toMatch(
      /multi_time_range.* An alert on a fixed number can be made\. More than how many errors/,
    );
    const { tool, answers } = answer.resume ?? {};
    const made = await askOnce(app, {
      request,
      mode: 'semantic',
      tool,
      answers: { ...answers, threshold: 30, period_minutes: 10 },
    });
    expect(JSON.stringify(made.answer.steps)).toContain('HAVING count(*) > 30');
  });
});

describe('alerts that are not made', () => {
  it.each([
    ['alert payment_oncall when payment_service has under 0 errors in 5 minutes', 'would never fire'],
    ['alert payment_oncall when payment_service has at least 0 records in 5 minutes', 'would always fire'],
    [
      'alert payment_oncall when the error rate of payment_service is above 100% in 5 minutes',
      'would never fire',
    ],
    [
      'alert payment_oncall when the average of message in payment_service is above 3 in 5 minutes',
      '"message" of payment_service holds text',
    ],
    [
      'alert payment_oncall when max(nonsense) in payment_service is above 3 in 5 minutes',
      'has no field "nonsense"',
    ],
    [
      'alert payment_oncall when disk usage is over 60% in k8s_logs within 5 minutes',
      'has no field "disk usage"',
    ],
    [
      'alert payment_oncall in real time when payment_service has more than 5 errors',
      'looks at each record by itself',
    ],
    [
      'alert payment_oncall when payment_service has more than 3 errors of premium customers in 5 minutes',
      '"premium customers"',
    ],
  ])('%s: %s', async (request, why) => {
    const { answer, state } = await planned(request);
    expect(answer).toContain(why);
    expect(state).toBe('waiting');
  });
});

describe('the query of an alert', () => {
  it('fires when a stream is silent', async () => {
    const { alert } = await planned(`alert payment_oncall when ${SHOP} sends no data for 10 minutes`);
    const shown = async (range: Record<string, string>) =>
      (
        JSON.parse((await runTool(app, 'search_sql', { sql: alert.query_condition.sql, ...range })).text) as {
          shown: number;
        }
      ).shown;
    expect(await shown({ start_time: '10m' })).toBe(0);
    expect(await shown({ start_time: '30h', end_time: '29h' })).toBe(1);
  });
});

describe('create_alert, called as a tool', () => {
  const create = (name: string, condition: Record<string, unknown>, more: Record<string, unknown> = {}) =>
    runTool(app, 'create_alert', {
      name,
      stream_name: 'payment_service',
      stream_type: 'logs',
      destinations: ['payment_oncall'],
      condition: { threshold: 1, period: 10, ...condition },
      ...more,
    });
  /** As OpenObserve has it. */
  const enabledOf = async (name: string): Promise<boolean | undefined> => {
    const response = await fetch(`${sample.url}/api/v2/default/alerts`, {
      headers: { authorization: `Basic ${Buffer.from(sample.env.API_KEY).toString('base64')}` },
    });
    const { list } = (await response.json()) as { list: { name: string; enabled: boolean }[] };
    return list.find((alert) => alert.name === name)?.enabled;
  };

  it('makes an alert that is on, and tells what it would have done', async () => {
    const { text } = await create('tool_on', { where: "level = 'error'" });
    expect(text).toMatch(TELLS_HISTORY);
    expect(await enabledOf('tool_on')).toBe(true);
  });

  it('says that an alert is off', async () => {
    const { text } = await create('tool_off', {}, { enabled: false });
    expect(text).toContain('The alert is off: enable_alert turns it on.');
    expect(await enabledOf('tool_off')).toBe(false);
  });

  it.each([
    ['a field that there is not', { where: "lvl = 'error'" }, 'does not run'],
    ['a count below zero', { operator: '<', threshold: 0 }, 'would never fire'],
    ['a count of at least zero', { operator: '>=', threshold: 0 }, 'would always fire'],
  ])('refuses %s', async (_, condition, why) => {
    const { text } = await create('tool_refused', condition);
    expect(text).toContain(why);
    expect(text).toContain('Nothing was saved');
    expect(await enabledOf('tool_refused')).toBeUndefined();
  });
});
