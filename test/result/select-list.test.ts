import { describe, expect, it } from 'vitest';
import { inOrder, searchColumns, unitsOfColumns } from '../../src/result/search-columns.ts';
import { selectedColumns } from '../../src/result/select-list.ts';

const namesOf = (sql: string) => selectedColumns(sql)?.map(({ name }) => name) ?? null;

describe('the columns of a query', () => {
  it.each([
    ['SELECT host, COUNT(*) AS n FROM s GROUP BY host', ['host', 'n']],
    ['select a.trace_id, count(*) n from "s" as a join b on a.x = b.x', ['trace_id', 'n']],
    [`SELECT "my, column" AS "from x", 'it''s, so' AS y -- , z\nFROM s`, ['from x', 'y']],
    ['SELECT DISTINCT level FROM s', ['level']],
    ['SELECT DISTINCT ON (a, b) a, c FROM s', ['a', 'c']],
    ['WITH e AS (SELECT x, y FROM s) SELECT z, max(q) AS most FROM e', ['z', 'most']],
    ['SELECT EXTRACT(day FROM t) AS d, CASE WHEN a THEN b END AS c FROM s', ['d', 'c']],
    ['SELECT count(*), CASE WHEN a THEN b END FROM s', [null, null]],
    ['SELECT (SELECT max(x) FROM t) AS top, y FROM s', ['top', 'y']],
    ['SELECT approx_percentile_cont(0.95) WITHIN GROUP (ORDER BY duration) AS p95 FROM s', ['p95']],
    ['SELECT * FROM s', null],
    ['SELECT t.*, 1 AS one FROM s', null],
    ['EXPLAIN', null],
  ])('%s', (sql, names) => {
    expect(namesOf(sql)).toEqual(names);
  });

  it('stand in its order, with those that no row has and those that the server names', () => {
    const selected = selectedColumns('SELECT region, Level, SUM(x), gone FROM s') ?? [];
    expect(inOrder(selected, ['_timestamp', 'level', 'region', 'sum(s.x)'], true)).toEqual([
      'region',
      'level',
      'sum(s.x)',
      'gone',
    ]);
    expect(inOrder(selected, ['level', 'added', 'region'], false)).toEqual(['region', 'level', 'added']);
  });

  it.each([
    [
      "SELECT histogram(_timestamp, '5 minutes') AS t, count(*) AS n, avg(x) AS a FROM s GROUP BY t ORDER BY t",
      300e6,
      ['n'],
      false,
    ],
    ['SELECT histogram(_timestamp) AS t, sum(x) AS n FROM s GROUP BY t', null, ['n'], false],
    [
      "SELECT date_trunc('hour', t) AS h, count(*) AS n, count(*) * 1.0 / sum(y) AS r FROM s GROUP BY h ORDER BY h DESC",
      3600e6,
      ['n'],
      false,
    ],
    [
      "SELECT histogram(_timestamp, '1h') AS t, count(*) AS n FROM s GROUP BY t ORDER BY n DESC LIMIT 3",
      3600e6,
      ['n'],
      true,
    ],
  ])('that are buckets: %s', (sql, widthUs, counted, isSortedOtherwise) => {
    expect(searchColumns(sql).buckets).toMatchObject({ widthUs, counted, isSortedOtherwise });
  });

  it('keep the unit of a field unless the query calculates with it', () => {
    const selected =
      selectedColumns(
        'SELECT duration, max(duration) AS most, avg("duration") AS mean, duration / 1000 AS ms, sum(duration) / count(*) AS each, approx_percentile_cont(duration, 0.95) AS p95 FROM s',
      ) ?? [];
    expect(unitsOfColumns(selected, { duration: 'us' })).toEqual({
      duration: 'us',
      most: 'us',
      mean: 'us',
      p95: 'us',
    });
  });
});
