import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { createDictionaries } from '../../../src/ask/data/dictionary-cache.ts';
import { checkQuery, namesIn } from '../../../src/ask/model/check-query.ts';
import { readExchanges } from '../../helpers/exchanges.ts';
import { fakeSource, listed } from '../data/fake-source.ts';

const FIELDS = ['level', 'message', 'duration_ms', 'kubernetes_pod'].map((name) => [name, 'Utf8'] as const);
const { source } = fakeSource({
  streams: [listed('logs', 'app', FIELDS), listed('logs', 'My-Logs', FIELDS)],
});
const dictionary = createDictionaries(Date.now)('anna', { source, signal: new AbortController().signal });

describe('fields of a query', () => {
  it.each([
    `SELECT * FROM "app"`,
    `SELECT histogram(_timestamp, '5 minutes') AS time, count(*) AS n FROM app WHERE level = 'error' GROUP BY time ORDER BY time`,
    `SELECT a.level, count(*) FROM app a GROUP BY a.level`,
    `SELECT level, n FROM (SELECT level, count(*) AS n FROM "app" GROUP BY level) t WHERE n > 5`,
    `WITH errors AS (SELECT message FROM app WHERE level IN ('error')) SELECT count(*) FROM errors`,
    `SELECT CASE WHEN duration_ms > 100 THEN 'slow' ELSE 'fast' END AS pace, approx_percentile_cont(duration_ms, 0.95) FROM app GROUP BY pace`,
    `SELECT message FROM app WHERE match_all('nonsense here') AND str_match(message, 'x''y') -- nonsense`,
    `SELECT LEVEL, Message FROM app`,
    `SELECT app.level FROM "logs"."app"`,
    `SELECT "level" FROM "My-Logs" WHERE _timestamp > 1.5e3 /* nonsense */ LIMIT 10`,
    `SELECT count(DISTINCT level) FILTER (WHERE duration_ms IS NOT NULL) FROM app HAVING count(*) >= 1`,
    `SELECT CAST(duration_ms AS BIGINT) AS d, date_trunc('hour', to_timestamp(_timestamp)) FROM app`,
  ])('are known: %s', async (sql) => {
    await expect(checkQuery(sql, 'logs', dictionary)).resolves.toBeUndefined();
  });

  it.each([
    [`SELECT mesage FROM app`, /"mesage" is no field of app. Did you mean message/],
    [`SELECT count(*) FROM app WHERE lvl = 'x'`, /"lvl" is no field/],
    [`SELECT count(*) FROM apps`, /no such stream. Did you mean app/],
    [`DELETE FROM app`, /only read|DELETE/],
    [`SELECT 1 FROM app; DROP TABLE app`, /several statements/],
  ])('are missed: %s', async (sql, says) => {
    await expect(checkQuery(sql, 'logs', dictionary)).rejects.toThrow(says);
  });

  it('are never more than OpenObserve knew, in the queries that it took', () => {
    const sqlOf = (body: unknown) => (body as { query?: { sql?: string } } | undefined)?.query?.sql ?? '';
    const hitsOf = (body: unknown) => (body as { hits?: object[] } | undefined)?.hits ?? [];
    const taken = readExchanges().filter(
      ({ op, request, response }) =>
        op === 'SearchSQL' &&
        response.status === 200 &&
        /^\s*(select|with)\b/i.test(sqlOf(request.body)) &&
        hitsOf(response.body).length > 0,
    );
    expect(taken.length).toBeGreaterThan(20);
    const schemas = readFileSync(new URL('../../../fixtures/sample/streams.json', import.meta.url), 'utf8');
    const known = new Set([
      '_timestamp',
      ...[...schemas.matchAll(/"name": "([^"]+)"/g)].map(([, name = '']) => name),
      ...taken.flatMap(({ response }) => hitsOf(response.body).flatMap((hit) => Object.keys(hit))),
    ]);
    const strange = taken.flatMap(({ request }) => {
      const sql = sqlOf(request.body);
      const { fields, streams } = namesIn(sql);
      const wrong = fields.filter((name) => !known.has(name));
      return wrong.length > 0 || (streams.length === 0 && /\bfrom\b/i.test(sql)) ? [[sql, ...wrong]] : [];
    });
    expect(strange).toEqual([]);
  });
});
