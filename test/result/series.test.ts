import { describe, expect, it } from 'vitest';
import {
  compactSeries,
  type Point,
  summarise,
  summariseHistogram,
  thinned,
} from '../../src/result/series.ts';

describe('a series', () => {
  const rising = Array.from({ length: 90 }, (_, index): Point => [index, index * 2]);

  it('is told by its extremes, its ends and its trend', () => {
    expect(summarise(rising)).toEqual({
      points: 90,
      min: [0, 0],
      max: [89, 178],
      first: [0, 0],
      last: [89, 178],
      trend: 'rising',
    });
    expect(summarise([...rising].reverse())?.trend).toBe('falling');
    expect(summarise(rising.map(([at]) => [at, 100 + ((at as number) % 2)]))?.trend).toBe('steady');
    expect(summarise([[0, Number.NaN]])).toBeNull();
  });

  it('keeps its ends when it is thinned', () => {
    const few = thinned(rising, 10);
    expect(few).toHaveLength(10);
    expect([few[0], few.at(-1)]).toEqual([rising[0], rising.at(-1)]);
    expect(thinned([1, 2], 10)).toEqual([1, 2]);
  });

  it('of Prometheus stays small, and short ones stay whole', () => {
    const long = { metric: { host: 'a' }, values: rising.map(([at, value]) => [at, String(value)]) };
    expect(compactSeries(long)).toMatchObject({
      metric: { host: 'a' },
      points: 90,
      max: [89, 178],
      trend: 'rising',
    });
    expect((compactSeries(long) as { values: unknown[] }).values).toHaveLength(24);
    const short = { metric: {}, values: [[1, '2']] };
    expect(compactSeries(short)).toBe(short);
  });
});

describe('rows', () => {
  it('that are a histogram get a summary', () => {
    const rows = [3, 9, 1].map((n, index) => ({ t: `2026-11-23T0${index}:00:00`, n }));
    expect(summariseHistogram(rows)).toMatchObject({
      of: 'n',
      points: 3,
      max: ['2026-11-23T01:00:00', 9],
      last: ['2026-11-23T02:00:00', 1],
    });
  });

  it('of several groups are told group by group, the highest peak first', () => {
    const rows = ['a', 'b'].flatMap((host, of) =>
      [1, 2, 3].map((n) => ({ t: `2026-11-23T0${n}:00:00`, n: n * 10 ** of, host })),
    );
    const summary = summariseHistogram(rows);
    expect(summary).toMatchObject({ of: 'n', by: 'host', groups: { b: { points: 3, trend: 'rising' } } });
    expect(Object.keys((summary as { groups: object }).groups)).toEqual(['b', 'a']);
    const many = Array.from({ length: 40 }, (_, index) => ({
      t: '2026-11-23T01:00:00',
      n: index,
      host: `h${index % 20}`,
    }));
    expect(summariseHistogram(many)).toMatchObject({ moreGroups: 10 });
  });

  it('that are none get none', () => {
    expect(summariseHistogram([{ a: 1 }, { a: 2 }, { a: 3 }])).toBeNull();
    const each = ['a', 'b', 'c'].map((host) => ({ t: '2026-11-23T00:00:00', n: 1, host }));
    expect(summariseHistogram(each)).toBeNull();
    expect(summariseHistogram(each.map((row) => ({ ...row, more: 'x' })))).toBeNull();
  });
});
