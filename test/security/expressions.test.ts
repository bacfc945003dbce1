import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { refuseUnsoundSql } from '../../src/call/checks/sql-expression.ts';
import { sqlWithoutLiterals } from '../../src/call/checks/sql-guard.ts';
import { createSample, type Sample } from '../../src/sample/server.ts';
import type { App } from '../../src/server/app.ts';
import { appAt, runTool } from '../helpers/run-tool.ts';

let sample: Sample;
let app: App;
beforeAll(async () => {
  sample = await createSample({
    dataDir: new URL('../../fixtures/sample/', import.meta.url),
    shiftToNow: true,
    withObjects: true,
  });
  const { email, token } = sample.credentials;
  app = await appAt(sample.url, { API_KEY: `${email}:${token}` });
});
afterAll(async () => {
  await app.close();
  await sample.close();
});

const BREAKS_OUT = [
  '1=1) --',
  '1=1) OR (1=1',
  '1=1 -- ',
  '1=1 /* ',
  '1=1 /* x */',
  '1=1; SELECT 2',
  '1=1 GROUP BY level',
  '1=1 ORDER BY 1',
  '1=1 LIMIT 1',
  '1=1 UNION SELECT message AS value FROM payment_service',
  "level = 'error",
  'level = "error',
  "level = E'\\'' ) -- '",
  "level = e'\\'' OR (1=1",
  'level = $$error$$',
  'level = $x$ ) -- $x$',
  '(((1=1))',
  '1=1, 2',
  'SELECT 1',
];
const SOUND = [
  "level = 'error'",
  "level = 'it''s (not' AND (code > 500 OR \"odd)name\" = 'x--y')",
  "level IS DISTINCT FROM 'info'",
  'extract(hour FROM to_timestamp(1)) = 1 AND code IN (1, 2)',
  'code > (SELECT avg(code) FROM payment_service)',
  "re_match(message, '^a[b;c]/*')",
  "message LIKE 'x' AND level='a'",
];
const MEASURES = ['count(*)', "sum(CASE WHEN level = 'error' THEN 1 ELSE 0 END)", 'avg(took) * 2'];

/** Where text of a caller becomes part of a query. */
const PLACES: Readonly<Record<string, (text: string) => readonly [string, Record<string, unknown>]>> = {
  'where of compare': (where) => ['compare', { stream: 'payment_service', where }],
  'measure of compare': (measure) => ['compare', { stream: 'payment_service', measure }],
  'where of timeline': (where) => ['timeline', { stream: 'payment_service', where }],
  'measure of timeline': (measure) => ['timeline', { stream: 'payment_service', measure }],
  'where of patterns': (where) => ['patterns', { stream: 'payment_service', where }],
  'where of an alert': (where) => [
    'create_alert',
    {
      name: 'broken_out',
      stream_type: 'logs',
      stream_name: 'payment_service',
      destinations: ['payment_oncall'],
      condition: { where, threshold: 5, period: 10 },
    },
  ],
  'measure of an alert': (measure) => [
    'create_alert',
    {
      name: 'broken_out',
      stream_type: 'logs',
      stream_name: 'payment_service',
      destinations: ['payment_oncall'],
      condition: { measure, threshold: 5, period: 10 },
    },
  ],
};

describe('text that becomes part of a query', () => {
  it.each(Object.keys(PLACES))('stays within %s', async (place) => {
    const passed: string[] = [];
    for (const text of BREAKS_OUT) {
      const [tool, args] = PLACES[place]?.(text) ?? ['', {}];
      const { error } = await runTool(app, tool, args);
      if (error?.code !== 'not_an_expression') passed.push(`${text}: ${error?.message ?? 'ran'}`);
    }
    expect(passed).toEqual([]);
  });

  it.each([...SOUND, ...MEASURES])('may be %s', (text) => {
    expect(() => refuseUnsoundSql('where', text)).not.toThrow();
  });

  it('is an expression in the tools too', async () => {
    const where = "level = 'error' AND (1 = 1)";
    for (const tool of ['compare', 'timeline', 'patterns']) {
      const { error } = await runTool(app, tool, { stream: 'payment_service', where });
      expect(error).toBeNull();
    }
  });

  it('is no more than a number where a field holds numbers', async () => {
    const args = { stream: 'nginx_access', field: 'status', values: ['200', '1 OR 1=1'] };
    const { error, text } = await runTool(app, 'compare', args);
    expect(text).toContain('"status" holds no text');
    expect(error?.code).toBe('invalid_argument');
    expect((await runTool(app, 'compare', { ...args, values: ['200', '500'] })).error).toBeNull();
  });
});

it('texts with escapes end where a database ends them', () => {
  const sql = "SELECT E'\\'' ; DROP TABLE x --'";
  expect(sqlWithoutLiterals(sql)).toContain('; DROP TABLE x');
  expect(sqlWithoutLiterals(sql)).toHaveLength(sql.length);
});
