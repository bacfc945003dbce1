import { describe, expect, it } from 'vitest';
import { probabilityOfExcess, significant } from '../../src/investigate/detection/significance.ts';
import { type CountedRows, valueDifferences } from '../../src/investigate/detection/value-differences.ts';
import { createRandom, type Random } from '../worlds/random.ts';

type Values = Readonly<Record<'region' | 'version' | 'currency', string>>;

/** Rows one by one: 8,000 of the baseline, 1,000 of the window. */
function rows(
  random: Random,
  bad: (values: Values, inWindow: boolean) => number,
  more = (values: Values) => values,
) {
  return Array.from({ length: 9000 }, (_, index): CountedRows => {
    const inWindow = index >= 8000;
    const usual = {
      region: random.weighted({ north: 5, south: 3, east: 2 }),
      version: random.weighted({ '1.0': 7, '1.1': 3 }),
      currency: random.weighted({ EUR: 7, SEK: 2, PLN: 1 }),
    };
    const values = inWindow ? more(usual) : usual;
    return { values, inWindow, isBad: random.chance(bad(values, inWindow)), count: 1 };
  });
}

describe('differences of values', () => {
  it('name the value whose rows fail, and by how much', () => {
    const found = valueDifferences(
      rows(createRandom(1), ({ currency }, inWindow) => (inWindow && currency === 'SEK' ? 0.9 : 0.02)),
    );
    expect(found[0]).toMatchObject({ values: [{ field: 'currency', value: 'SEK' }], kind: 'bad' });
    expect(found[0]?.explains).toBeGreaterThan(0.9);
    expect(found[0]?.ratio).toBeGreaterThan(20);
  });

  it('name two values where one alone does not explain', () => {
    const found = valueDifferences(
      rows(createRandom(2), ({ currency, region }, inWindow) =>
        inWindow && currency === 'SEK' && region === 'east' ? 0.95 : 0.02,
      ),
    );
    const pair = found.find(({ values }) => values.length === 2);
    expect(pair?.values.map(({ value }) => value).sort()).toEqual(['SEK', 'east']);
  });

  it('leave a value alone that fails as often as before', () => {
    const found = valueDifferences(
      rows(createRandom(3), ({ region, currency }, inWindow) =>
        region === 'east' ? 0.3 : inWindow && currency === 'PLN' ? 0.8 : 0.02,
      ),
    );
    expect(found.flatMap(({ values }) => values.map(({ value }) => value))).not.toContain('east');
  });

  it('name what is new and what is gone', () => {
    const found = valueDifferences(
      rows(
        createRandom(4),
        () => 0.02,
        (values) => ({
          ...values,
          version: values.version === '1.0' ? '1.2' : values.version,
          region: values.region === 'south' ? 'north' : values.region,
        }),
      ),
    );
    expect(found).toContainEqual(
      expect.objectContaining({ values: [{ field: 'version', value: '1.2' }], kind: 'more' }),
    );
    expect(found).toContainEqual(
      expect.objectContaining({ values: [{ field: 'region', value: 'south' }], kind: 'less' }),
    );
  });

  it('find nothing in 99 of 100 windows without a change', () => {
    let alarms = 0;
    for (let seed = 0; seed < 100; seed += 1)
      if (valueDifferences(rows(createRandom(seed), () => 0.05)).length > 0) alarms += 1;
    expect(alarms).toBeLessThanOrEqual(1);
  });
});

describe('significance', () => {
  it('is exact: the lady who tasted eight cups', () => {
    expect(probabilityOfExcess({ hits: 4, total: 4 }, { hits: 0, total: 4 })).toBeCloseTo(1 / 70, 6);
    expect(probabilityOfExcess({ hits: 3, total: 4 }, { hits: 1, total: 4 })).toBeCloseTo(17 / 70, 6);
  });

  it('holds for millions of rows', () => {
    expect(probabilityOfExcess({ hits: 2000, total: 1e6 }, { hits: 12_000, total: 1e7 })).toBeLessThan(1e-40);
    expect(probabilityOfExcess({ hits: 1200, total: 1e6 }, { hits: 12_000, total: 1e7 })).toBeGreaterThan(
      0.3,
    );
  });

  it('is corrected for the number of tests', () => {
    expect(significant([0.001, 0.04, 0.04, 0.9, 0.03], 0.01)).toEqual([true, false, false, false, false]);
    expect(significant([], 0.01)).toEqual([]);
  });
});
