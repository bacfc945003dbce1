import { describe, expect, it } from 'vitest';
import { InputError } from '../../src/errors.ts';
import { checkSql } from '../../src/call/checks/sql-guard.ts';

const HOUR = { startUs: 0, endUs: 3600e6 };
const WEEK = { startUs: 0, endUs: 7 * 86_400e6 };

describe('SQL that only reads', () => {
  it.each([
    'SELECT 1',
    'select * from a limit 5;',
    'WITH e AS (SELECT * FROM a) SELECT count(*) FROM e',
    '(SELECT a FROM b) UNION (SELECT a FROM c)',
    `SELECT * FROM a WHERE message = 'x; DROP TABLE a'`,
    'SELECT "delete" FROM a -- ; delete',
    'EXPLAIN SELECT 1',
    `SELECT update, created, "insert into" FROM a WHERE message = 'drop table a'`,
    'SELECT EXTRACT(day FROM a-b) FROM c',
    'SELECT trim(both x FROM a-b), (SELECT 1 FROM "d-e") FROM c.d',
    'SELECT a-b FROM c WHERE from_a-b > 1',
  ])('%s', (sql) => {
    expect(checkSql(sql, HOUR, null)).toEqual({ sql, notes: [] });
  });

  it.each([
    ['DELETE FROM a', /must only read, and DELETE FROM does not/],
    ['/* c */ drop table a', /must only read, and DROP TABLE does not/],
    ['SELECT 1; SELECT 2', /several statements/],
    [`SELECT 'a''b'; DELETE FROM a`, /several statements/],
    ['WITH x AS (SELECT 1) INSERT INTO a SELECT * FROM x', /must only read, and INSERT INTO does not/],
    ['EXPLAIN ANALYZE DELETE FROM a', /DELETE FROM does not/],
    [`COPY a TO '/tmp/x'`, /must only read, and COPY/],
    ['SELECT * INTO TABLE b FROM a', /must only read/],
    ['VACUUM', /must only read, and VACUUM does not/],
    ['SELEC 1', /Did you mean SELECT/],
    ['', /"sql" is empty/],
    [' -- only a comment', /"sql" is empty/],
  ])('refuses %s', (sql, says) => {
    expect(() => checkSql(sql, HOUR, null)).toThrow(InputError);
    expect(() => checkSql(sql, HOUR, null)).toThrow(says);
  });

  it('warns of every column of every row over a long time, and only then', () => {
    const notesOn = (sql: string, range = WEEK) => checkSql(sql, range, null).notes;
    expect(notesOn('SELECT * FROM a')).toEqual([expect.stringContaining('count(*) first')]);
    expect(notesOn('SELECT * FROM a', HOUR)).toEqual([]);
    expect(notesOn('SELECT * FROM a LIMIT 5')).toEqual([]);
    expect(notesOn(`SELECT * FROM a WHERE level = 'error'`)).toEqual([]);
  });

  it('warns of very many rows at once, and only where the SQL does not bound them', () => {
    const notesOn = (sql: string, size: number) => checkSql(sql, HOUR, size).notes;
    expect(notesOn('SELECT a FROM b', -999)).toEqual([expect.stringContaining('asks for every row at once')]);
    expect(notesOn('SELECT a FROM b', 50_000)).toEqual([
      expect.stringContaining('asks for 50000 rows at once'),
    ]);
    expect(notesOn('SELECT a FROM b', 1000)).toEqual([]);
    expect(notesOn('SELECT a, count(*) FROM b GROUP BY a', -999)).toEqual([]);
    expect(notesOn('SELECT a FROM b LIMIT 5', -999)).toEqual([]);
  });

  it.each([
    ['SELECT a FROM my-stream', 'SELECT a FROM "my-stream"', 1],
    ['select * from my-stream-2 where x-y > 1', 'select * from "my-stream-2" where x-y > 1', 1],
    ['SELECT a FROM 2024_logs', 'SELECT a FROM "2024_logs"', 1],
    [
      `SELECT '/* from a-b */' FROM a-b /* join c-d */ JOIN c-d ON true`,
      `SELECT '/* from a-b */' FROM "a-b" /* join c-d */ JOIN "c-d" ON true`,
      2,
    ],
    [
      'WITH w AS (SELECT * FROM k8s-logs) SELECT * FROM w',
      'WITH w AS (SELECT * FROM "k8s-logs") SELECT * FROM w',
      1,
    ],
  ])('puts a stream name that needs it in quotes: %s', (given, sent, names) => {
    const { sql, notes } = checkSql(given, HOUR, null);
    expect(sql).toBe(sent);
    expect(notes.filter((note) => note.includes('double quotes'))).toHaveLength(names);
  });
});
