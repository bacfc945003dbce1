import { describe, expect, it } from 'vitest';
import { stringifyExact } from '../../src/json/exact-json.ts';
import { MASK, maskSecrets } from '../../src/redact/patterns.ts';
import { fitRows, shrink } from '../../src/result/cut-to-size.ts';
import { project, tableOf } from '../../src/result/table.ts';

describe('rows', () => {
  it('say each column once, also one row, with null where a row lacks it', () => {
    expect(tableOf([{ a: 1, b: 2 }, { a: 3 }], [])).toEqual({
      columns: ['a', 'b'],
      rows: [
        [1, 2],
        [3, null],
      ],
    });
    expect(tableOf([{ n: 164 }], ['ip', 'n'])).toEqual({ columns: ['ip', 'n'], rows: [[null, 164]] });
    expect(tableOf(['x', 'y'], [])).toEqual({ columns: ['value'], rows: [['x'], ['y']] });
    expect(tableOf([[1, 2]], [], ['from', 'to'])).toEqual({ columns: ['from', 'to'], rows: [[1, 2]] });
  });

  it('stop at the budget but never at nothing', () => {
    const rows = Array.from({ length: 100 }, (_, index) => [`line ${index} ${'x'.repeat(50)}`]);
    const fitted = fitRows({ columns: ['text'], rows }, 1000, false);
    expect(fitted.shown).toBeGreaterThan(5);
    expect(stringifyExact(fitted.table.rows).length).toBeLessThanOrEqual(1000);
    const wide = fitRows({ columns: ['text'], rows: [['y'.repeat(9000)]] }, 500, true);
    expect(wide.shown).toBe(1);
    expect(wide.shortened).toBe(true);
    expect(stringifyExact(wide.table).length).toBeLessThan(500);
  });

  it('keep the named fields, going into objects and lists', () => {
    const row = { name: 's', stats: { size: 5 }, spans: [6, 5], parts: [{ of: 'a' }, { of: 'b' }] };
    expect(project(row, ['name', 'stats.size', 'spans.1', 'parts.*.of'])).toEqual({
      name: 's',
      'stats.size': 5,
      'spans.1': 5,
      'parts.*.of': ['a', 'b'],
    });
  });
});

describe('one big value', () => {
  it('is cut until it fits, and says what was cut', () => {
    const value = {
      title: 'T',
      panels: Array.from({ length: 80 }, (_, id) => ({ id, sql: 'SELECT '.repeat(100) })),
    };
    const { value: small, cut } = shrink(value, 4000);
    expect(cut).toBe(true);
    expect(stringifyExact(small).length).toBeLessThanOrEqual(4000);
    expect(stringifyExact(small)).toMatch(/\+\d+ items/);
  });
});

describe('secrets', () => {
  it('are masked in a copy, and what holds none is not copied', () => {
    const rows = JSON.parse('[{"a":[1]},{"a":[2],"__proto__":{"token":"t"},"password":"p"}]');
    const before = JSON.stringify(rows);
    const masked = maskSecrets(rows) as object[];
    expect(JSON.stringify(masked)).toBe(before.replace('"t"', `"${MASK}"`).replace('"p"', `"${MASK}"`));
    expect(JSON.stringify(rows)).toBe(before);
    expect(masked[0]).toBe(rows[0]);
    expect(Object.getPrototypeOf(masked[1])).toBe(Object.prototype);
  });

  it('are masked by the name of their key and by their look', () => {
    expect(
      maskSecrets({
        password: 'p',
        nested: { 'x-api-key': 'k', headers: { Authorization: 'Basic cm9vdDpzZWNyZXQ=' } },
        text: 'sent Bearer abcdefghijklmnop1 on',
        key: 'o2oi_abc123',
      }),
    ).toEqual({
      password: '***masked***',
      nested: { 'x-api-key': '***masked***', headers: { Authorization: '***masked***' } },
      text: 'sent ***masked*** on',
      key: '***masked***',
    });
  });

  it('are not seen in what only sounds like one', () => {
    const usage = {
      gen_ai_usage_input_tokens: 12,
      tokens_total: '379',
      token_count: 'many',
      message: 'basic training',
    };
    expect(maskSecrets(usage)).toEqual(usage);
  });
});
