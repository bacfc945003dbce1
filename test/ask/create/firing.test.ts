import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSample } from '../../../src/sample/server.ts';
import type { App } from '../../../src/server/app.ts';
import { runTool } from '../../helpers/run-tool.ts';
import { appWith, askOnce } from '../model/asking.ts';
import { plantedFor } from './planted.ts';

const CASES = readFileSync(new URL('alerts.txt', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .map((line) => line.split(' | ') as [string, string, string, string, string, string]);
/** Two bounds fire on one side of each, and are tried by themselves. */
const hasBounds = (condition: string) => /BETWEEN| OR |^abs|>= \d+ <=/.test(condition);
const ON_RECORDS = CASES.filter(([, , kind, , , condition]) => kind === 'sql' && !hasBounds(condition));
const ON_METRICS = CASES.filter(([, , kind, , , condition]) => kind === 'promql' && !hasBounds(condition));
const IN_REAL_TIME = CASES.filter(([, , kind]) => kind === 'custom');

const MINUTE_US = 60e6;
const nowUs = Date.now() * 1000;
/** When planted metrics are calm, high and low: each for half an hour up to then. */
const MOMENTS = { calm: nowUs - 95 * MINUTE_US, high: nowUs - 62 * MINUTE_US, low: nowUs - 29 * MINUTE_US };

/** What metrics say at each minute before a moment. */
const LEVELS = {
  calm: { cpu: 50, perSecond: 1, failing: 0.01 },
  high: { cpu: 99, perSecond: 20, failing: 0.3 },
  low: { cpu: 2, perSecond: 0.1, failing: 0 },
};

function plantMetrics(folder: string): void {
  const cpu: object[] = [];
  const requests: object[] = [];
  const totals = { 200: 0, 503: 0 };
  for (const [level, end] of Object.entries(MOMENTS) as Array<[keyof typeof MOMENTS, number]>)
    for (let minute = 30; minute >= 0; minute--) {
      const _timestamp = Math.round(end - minute * MINUTE_US);
      const { cpu: value, perSecond, failing } = LEVELS[level];
      for (const host of ['pay-1', 'pay-2'])
        cpu.push({ __hash__: host, __name__: 'cpu_usage', _timestamp, host, mode: 'user', value });
      totals[200] += perSecond * 60 * (1 - failing);
      totals[503] += perSecond * 60 * failing;
      for (const status of [200, 503] as const)
        requests.push({
          __hash__: String(status),
          __name__: 'http_requests_total',
          _timestamp,
          service: 'payment',
          method: 'GET',
          status: String(status),
          value: totals[status],
        });
    }
  const lines = (rows: readonly object[]) => `${rows.map((row) => JSON.stringify(row)).join('\n')}\n`;
  writeFileSync(join(folder, 'metrics-cpu_usage.jsonl'), lines(cpu));
  writeFileSync(join(folder, 'metrics-http_requests_total.jsonl'), lines(requests));
}

const env = (sample: Awaited<ReturnType<typeof createSample>>) => ({
  O2_BASE_URL: sample.url,
  API_KEY: `${sample.credentials.email}:${sample.credentials.token}`,
  O2_ORG: 'default',
  O2_LOG_LEVEL: 'error',
  O2_TZ: 'UTC',
});

let folder: string;
let samples: Awaited<ReturnType<typeof createSample>>[];
/** Over the sample's own records, and over planted metrics. */
let apps: { readonly records: App; readonly metrics: App };
beforeAll(async () => {
  const dataDir = new URL('../../../fixtures/sample/', import.meta.url);
  folder = mkdtempSync(join(tmpdir(), 'planted-'));
  cpSync(dataDir, folder, { recursive: true });
  plantMetrics(folder);
  const own = await createSample({ dataDir, shiftToNow: true, withObjects: true });
  const planted = await createSample({ dataDir: folder, shiftToNow: false, withObjects: true });
  samples = [own, planted];
  apps = { records: await appWith(env(own)), metrics: await appWith(env(planted)) };
}, 60_000);
afterAll(async () => {
  await apps.records.close();
  await apps.metrics.close();
  for (const sample of samples) await sample.close();
  rmSync(folder, { recursive: true });
});

interface Query {
  readonly sql?: string;
  readonly promql?: string;
  readonly promql_condition?: { readonly operator: string; readonly value: number };
  readonly conditions: { readonly conditions: { readonly conditions: readonly Condition[] } };
}
interface Condition {
  readonly column: string;
  readonly operator: string;
  readonly value: string | number;
}

/** The query of the alert that words become. */
async function queryOf(app: App, words: string): Promise<Query> {
  const { answer } = await askOnce(app, {
    request: words.replaceAll('X', 'payment_oncall'),
    mode: 'semantic',
  });
  const query = answer.steps[0]?.arguments.query_condition as Query | undefined;
  expect(query, `${words}: ${answer.answer}`).toBeDefined();
  return query as Query;
}

async function shown(app: App, tool: string, args: Record<string, unknown>): Promise<number> {
  const { text } = await runTool(app, tool, args);
  const found = (JSON.parse(text) as { shown?: number }).shown;
  expect(found, text).toBeTypeOf('number');
  return found ?? 0;
}

let streams = 0;

describe('an alert on records', () => {
  it.each(ON_RECORDS)('%s of %s by %s over %s minutes fires when it should: %s', async (...given) => {
    const [, stream, , , words, condition] = given;
    const { sql = '' } = await queryOf(apps.records, words);
    const planted = plantedFor(condition);
    const name = `planted_${streams++}`;
    const at = { storm: nowUs - 20 * MINUTE_US, calm: nowUs - 40 * MINUTE_US };
    const content = [
      ...planted.storm.map((row) => ({ ...row, _timestamp: at.storm })),
      ...planted.calm.map((row) => ({ ...row, _timestamp: at.calm })),
      // So that the stream has its fields though nothing was planted.
      { ...planted.storm[0], ...planted.calm[0], _timestamp: nowUs - 60 * MINUTE_US },
    ];
    const ingested = await runTool(apps.records, 'logs_ingestion_json', { stream_name: name, content });
    expect(ingested.text).toContain('"successful"');
    const fires = async (moment: number) =>
      (await shown(apps.records, 'search_sql', {
        sql: sql.replace(`FROM "${stream}"`, `FROM "${name}"`),
        start_time: moment - MINUTE_US,
        end_time: moment + MINUTE_US,
      })) > 0;
    expect({ storm: await fires(at.storm), calm: await fires(at.calm) }).toEqual({
      storm: true,
      calm: false,
    });
  });
});

describe('an alert on metrics', () => {
  it.each(ON_METRICS)('%s of %s by %s over %s minutes fires when it should: %s', async (...given) => {
    const { promql, promql_condition: condition } = await queryOf(apps.metrics, given[4]);
    const query = `(${promql}) ${condition?.operator} ${condition?.value}`;
    const fired: Record<string, boolean> = {};
    for (const [level, moment] of Object.entries(MOMENTS))
      fired[level] = (await shown(apps.metrics, 'prometheus_query', { query, time: Math.round(moment) })) > 0;
    const isBelow = condition?.operator.startsWith('<') === true;
    expect(fired).toEqual({ calm: false, high: !isBelow, low: isBelow });
  });
});

describe('an alert on two bounds', () => {
  it.each([
    ['alert X when there are between 5 and 10 errors in payment_service in 10 minutes', [5, 10], [4, 11]],
    ['alert X when errors in payment_service are not between 5 and 10 in 10 minutes', [4, 11], [5, 10]],
  ])('%s: fires within or outside of them', async (words, firing, calm) => {
    const { sql = '' } = await queryOf(apps.records, words);
    const fires = async (count: number) => {
      const name = `planted_${streams++}`;
      const content = Array.from({ length: count }, (_, index) => ({
        level: 'error',
        message: 'failed',
        _timestamp: nowUs - 20 * MINUTE_US + index,
      }));
      await runTool(apps.records, 'logs_ingestion_json', { stream_name: name, content });
      return (
        (await shown(apps.records, 'search_sql', {
          sql: sql.replace('FROM "payment_service"', `FROM "${name}"`),
          start_time: nowUs - 21 * MINUTE_US,
          end_time: nowUs - 19 * MINUTE_US,
        })) > 0
      );
    };
    for (const count of firing) expect(await fires(count), String(count)).toBe(true);
    for (const count of calm) expect(await fires(count), String(count)).toBe(false);
  });

  it.each([
    ['alert X when cpu_usage is between 40 and 60 in 5 minutes', { calm: true, high: false, low: false }],
    ['alert X when cpu_usage is outside 40 to 60 in 5 minutes', { calm: false, high: true, low: true }],
  ])('%s: fires on a metric', async (words, wanted) => {
    const { promql, promql_condition: condition } = await queryOf(apps.metrics, words);
    const query = `(${promql}) ${condition?.operator} ${condition?.value}`;
    const fired: Record<string, boolean> = {};
    for (const [level, moment] of Object.entries(MOMENTS))
      fired[level] = (await shown(apps.metrics, 'prometheus_query', { query, time: Math.round(moment) })) > 0;
    expect(fired).toEqual(wanted);
  });
});

describe('an alert in real time', () => {
  const FITS: Record<string, string | number> = { level: 'error', amount: 900.5, status: 500 };
  const MISSES: Record<string, string | number> = { level: 'info', amount: 900, status: 499 };
  const TESTS: Readonly<Record<string, (one: string | number, other: string | number) => boolean>> = {
    '=': (one, other) => String(one) === String(other),
    '>': (one, other) => Number(one) > Number(other),
  };

  it.each(IN_REAL_TIME)('%s of %s by %s over %s minutes fires when it should: %s', async (...given) => {
    const { conditions } = await queryOf(apps.records, given[4]);
    const fires = (row: typeof FITS) =>
      conditions.conditions.conditions.every(
        ({ column, operator, value }) => TESTS[operator]?.(row[column] ?? '', value) === true,
      );
    expect([fires(FITS), fires(MISSES)]).toEqual([true, false]);
  });
});
