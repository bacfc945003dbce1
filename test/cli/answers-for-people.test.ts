import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { forPerson } from '../../src/cli/terminal/print.ts';
import { runTool } from '../helpers/run-tool.ts';
import { sharedApp } from '../ask/model/asking.ts';

const shared = sharedApp();
const WIDTH = 100;
let columns: number;
beforeAll(() => {
  columns = process.stdout.columns;
  process.stdout.columns = WIDTH;
});
afterAll(() => {
  process.stdout.columns = columns;
});

/** A moment as a number: seconds, milliseconds, microseconds or nanoseconds since 1970. */
const EPOCH = /(?<![\w.])1[5-9]\d{8}(?:\d{3}){0,3}(?![\w.])/;
/** A value of an answer as JSON: the brackets of a list or an object with a quoted name in it. */
const RAW_JSON = /\[\[|\[\{|\{"|\[\d+,"/;

async function shown(tool: string, args: Readonly<Record<string, unknown>>): Promise<string> {
  const { text } = await runTool(shared.app, tool, args);
  return forPerson(text);
}

/** As `ask` of the command line prints the rows of an answer. */
async function ask(request: string): Promise<string> {
  const { answer, untrusted_data: data } = JSON.parse(
    (await runTool(shared.app, 'ask', { request, mode: 'semantic' })).text,
  ) as { answer: string; untrusted_data?: { columns?: unknown; rows?: unknown } };
  const { columns, rows } = data ?? {};
  return forPerson(JSON.stringify({ answer, untrusted_data: columns ? { columns, rows } : {} }));
}

describe('what a terminal shows of an answer', { timeout: 60_000 }, () => {
  it.each([
    'slowest traces',
    'values of region in payment_service',
    'list streams',
    'cpu usage over the last 3 hours',
    'cpu usage per host per 10 minutes over the last 3 hours',
    'payment errors per minute',
    'errors per hour today by level in k8s_logs',
    'show me the last 5 orders',
    'latest traces with errors',
    'list alerts',
    'list users',
    'show the alert payment_errors',
    'which requests were slowest in nginx_access',
    'when was the last error in payment_service',
  ])('has no epochs and no JSON, and fits: %s', async (request) => {
    const text = await ask(request);
    expect(text).not.toMatch(EPOCH);
    expect(text).not.toMatch(RAW_JSON);
    expect(text).not.toContain('zo_sql');
    const table = text.split('\n').filter((line) => /[│┌└├]/.test(line));
    for (const line of table) expect(line.length).toBeLessThanOrEqual(WIDTH);
  });

  it('draws no line between rows, and cuts no word in two', async () => {
    const text = await shown('search_sql', { sql: 'SELECT * FROM sales_orders LIMIT 3', start_time: '24h' });
    const rules = text.split('\n').filter((line) => /^[├─┼┤\s]+$/.test(line) && line.trim() !== '');
    expect(rules.length).toBeLessThanOrEqual(1);
    const { text: json } = await runTool(shared.app, 'search_sql', {
      sql: 'SELECT * FROM sales_orders LIMIT 3',
      start_time: '24h',
    });
    const whole = new Set(json.match(/[A-Za-z]{3,}/g) ?? []);
    const table = text.split('\n').slice(0, 12).join('\n');
    const known = new Set([
      ...whole,
      'range',
      'shown',
      'room',
      'for',
      'all',
      'json',
      'shows',
      'query',
      'not',
      'known',
    ]);
    const cut = (table.match(/(?<![\w.…-])[a-z]{3,}(?![\w…-])/g) ?? []).filter((word) => !known.has(word));
    expect(cut).toEqual([]);
  });

  it('says sizes and lengths with their unit', async () => {
    expect(await ask('list streams')).not.toMatch(/0\.\d{8,}/);
    expect(await ask('slowest traces')).toMatch(/\d(?:\.\d+)? ?(?:ms|s)\b/);
  });

  it('draws several series as several pictures, to the scale of time', async () => {
    const text = await ask('cpu usage per host per 10 minutes over the last 3 hours');
    expect(text.split('\n').filter((line) => /[▁-█]{3,}/.test(line)).length).toBeGreaterThanOrEqual(3);
  });
});
