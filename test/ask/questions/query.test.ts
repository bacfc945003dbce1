import { describe, expect, it } from 'vitest';
import type { FieldEntry, FieldType } from '../../../src/ask/data/fields/field.ts';
import { identifier, literal } from '../../../src/ask/data/sql.ts';
import type { Condition, LogicalForm } from '../../../src/ask/questions/query/logical-form.ts';
import { sqlFor } from '../../../src/ask/questions/query/sql-query.ts';
import { bucketFor } from '../../../src/ask/questions/read/bucket-width.ts';

describe('names in SQL', () => {
  it('are quoted where they are not plain, and texts are escaped', () => {
    expect(identifier('payment_service')).toBe('payment_service');
    expect(identifier('payment-service')).toBe('"payment-service"');
    for (const word of ['user', 'current_time', 'trim', 'lateral'])
      expect(identifier(word)).toBe(`"${word}"`);
    expect(identifier('a"; DROP TABLE b')).toBe('"a""; DROP TABLE b"');
    expect(literal("it's' OR '1'='1")).toBe("'it''s'' OR ''1''=''1'");
  });

  it('get buckets that cut any range of a month into at most sixty', () => {
    expect([60, 3600, 7200, 86_400, 604_800].map((seconds) => bucketFor(seconds * 1e6))).toEqual([
      '1 minute',
      '1 minute',
      '5 minute',
      '1 hour',
      '6 hour',
    ]);
  });
});

describe('SQL of a form', () => {
  const field = (name: string, type: FieldType): FieldEntry => ({
    name,
    type,
    numberAsText: false,
    roles: [],
    certainty: {},
    unit: null,
    unitFrom: null,
    words: [],
    stems: [],
    distinct: null,
    valuesComplete: false,
    filled: 1,
  });
  const FIELDS = [field('n', 'text'), field('time', 'text'), field('region', 'text'), field('code', 'whole')];
  const FORM: LogicalForm = {
    signal: 'logs',
    stream: 'app',
    measure: { kind: 'count' },
    also: [],
    where: [],
    groupBy: [],
    bucket: null,
    order: { by: 'measure', descending: true },
    limit: null,
    having: null,
    range: { startUs: 0, endUs: 3600e6, text: null },
    compare: null,
    answer: 'table',
    columns: [],
  };
  const sqlOf = (changes: Partial<LogicalForm>) => sqlFor({ ...FORM, ...changes }, FIELDS).sql;

  it('adds numbers up for a share of them', () => {
    const of: Condition[] = [{ kind: 'in', field: 'region', values: ['eu'], not: false }];
    expect(sqlOf({ answer: 'number', measure: { kind: 'ratio', of, sum: 'code' } })).toBe(
      "SELECT 100.0 * sum(CASE WHEN region = 'eu' THEN code ELSE 0 END) / nullif(sum(code), 0) AS n, sum(CASE WHEN region = 'eu' THEN code ELSE 0 END) AS matching, sum(code) AS total FROM app",
    );
    expect(sqlOf({ answer: 'number', measure: { kind: 'ratio', of: [], sum: 'code', perSum: 'n' } })).toBe(
      'SELECT 100.0 * sum(code) / nullif(sum(n), 0) AS n, sum(code) AS matching, sum(n) AS total FROM app',
    );
  });

  it('gives no column the name of a group, and groups by buckets where a field has their name', () => {
    expect(sqlOf({ groupBy: ['n'] })).toBe(
      'SELECT n, count(*) AS n_ FROM app GROUP BY n ORDER BY n_ DESC, n',
    );
    expect(sqlOf({ answer: 'series', bucket: '1 hour' })).toBe(
      `SELECT histogram(_timestamp, '1 hour') AS time, count(*) AS n FROM app GROUP BY histogram(_timestamp, '1 hour') ORDER BY time`,
    );
  });

  it('puts groups without a figure last, and equal ones in one order', () => {
    const measure = { kind: 'average', field: 'code' } as const;
    expect(sqlOf({ measure, groupBy: ['region'] })).toContain('ORDER BY n DESC NULLS LAST, region');
    expect(sqlOf({ measure, groupBy: ['region'], order: { by: 'measure', descending: false } })).toContain(
      'ORDER BY n ASC, region',
    );
    expect(sqlOf({ groupBy: ['region'] })).toContain('ORDER BY n DESC, region');
  });

  it('compares a number with a text as text', () => {
    const where = (condition: Condition) => sqlOf({ answer: 'number', where: [condition] });
    expect(where({ kind: 'in', field: 'code', values: ['x', '3'], not: false })).toContain(
      `CAST(code AS VARCHAR) IN ('x', '3')`,
    );
    expect(where({ kind: 'prefix', field: 'code', text: '50', not: false })).toContain(
      `CAST(code AS VARCHAR) LIKE '50%'`,
    );
    expect(where({ kind: 'in', field: 'code', values: ['3'], not: false })).toContain('code = 3');
  });
});
