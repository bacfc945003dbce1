import { describe, expect, it } from 'vitest';
import { InputError } from '../src/errors.ts';
import { checkSql } from '../src/sql-guard.ts';

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
    'SELEC 1',
    '',
  ])('%s', (sql) => {
    expect(checkSql(sql, HOUR)).toEqual([]);
  });

  it.each([
    ['DELETE FROM a', /must only read, and DELETE does not/],
    ['/* c */ drop table a', /must only read, and DROP does not/],
    ['SELECT 1; SELECT 2', /several statements/],
    [`SELECT 'a''b'; DELETE FROM a`, /several statements/],
  ])('refuses %s', (sql, says) => {
    expect(() => checkSql(sql, HOUR)).toThrow(InputError);
    expect(() => checkSql(sql, HOUR)).toThrow(says);
  });

  it('warns of every column of every row over a long time, and only then', () => {
    expect(checkSql('SELECT * FROM a', WEEK)).toEqual([expect.stringContaining('count(*) first')]);
    expect(checkSql('SELECT * FROM a', HOUR)).toEqual([]);
    expect(checkSql('SELECT * FROM a LIMIT 5', WEEK)).toEqual([]);
    expect(checkSql(`SELECT * FROM a WHERE level = 'error'`, WEEK)).toEqual([]);
  });
});
