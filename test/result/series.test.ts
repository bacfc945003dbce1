import { describe, expect, it } from 'vitest';
import { seriesStatistics, type Point } from '../../src/result/series-summary.ts';
import { metricsOf } from '../../src/result/metrics.ts';
import { asSeries, statisticsRows, summarize, thinnedTo, withEveryBucket } from '../../src/result/series.ts';
import { keepPeaks } from '../../src/result/thinning.ts';

const START_US = Date.UTC(2026, 10, 23, 7) * 1000;
const MINUTE_US = 60e6;
const at = (minute: number) => new Date(START_US / 1000 + minute * 60_000).toISOString().replace('.000', '');
const points = (values: ReadonlyArray<number | null>): Point[] =>
  values.map((value, minute) => ({ at: at(minute), value }));

describe('a course', () => {
  it('that spikes and comes back is told by its peak and how long it stood out', () => {
    const values = [3, 4, 3, 5, 4, 3, 90, 115, 4, 80, 3, 4, 5, 3, 4, 3];
    expect(seriesStatistics(points(values))).toEqual({
      min: [at(0), 3],
      max: [at(7), 115],
      first: [at(0), 3],
      last: [at(15), 3],
      raised: { above: expect.any(Number), from: at(6), until: at(10) },
    });
  });

  it('that goes on standing out has no end, also where all else is 0', () => {
    const values = [...Array.from({ length: 20 }, () => 0), 1, 40, 50, 45];
    expect(seriesStatistics(points(values))?.raised).toMatchObject({ from: at(21), until: null });
  });

  it('that is even, short or half high does not stand out', () => {
    expect(
      seriesStatistics(points(Array.from({ length: 40 }, (_, minute) => 100 + (minute % 3))))?.raised,
    ).toBeUndefined();
    expect(seriesStatistics(points([1, 1, 90]))?.raised).toBeUndefined();
    expect(seriesStatistics(points([...Array(20).fill(1), ...Array(20).fill(9)]))?.raised).toBeUndefined();
  });

  it('leaves buckets that are not whole out of its lowest value and its ends', () => {
    expect(seriesStatistics(points([1, 5, 6, 2]), [at(0), at(3)])).toMatchObject({
      min: [at(1), 5],
      max: [at(2), 6],
      first: [at(1), 5],
      last: [at(2), 6],
    });
    expect(seriesStatistics(points([null, null]))).toBeNull();
  });
});

describe('fewer points', () => {
  it('hold the ends, the highest and the lowest, wherever they are', () => {
    for (let peak = 1; peak < 499; peak += 7) {
      const all = points(
        Array.from({ length: 500 }, (_, minute) => (minute === peak ? 4693 : 100 + (minute % 50))),
      );
      all[(peak + 200) % 499] = { at: at((peak + 200) % 499), value: -5 };
      const few = keepPeaks(all, 24);
      expect(few.length).toBeLessThanOrEqual(24);
      expect(few).toContainEqual(all[peak]);
      expect(few).toContainEqual({ at: at((peak + 200) % 499), value: -5 });
      expect([few[0], few.at(-1)]).toEqual([all[0], all.at(-1)]);
      expect(few.map((point) => point.at)).toEqual(few.map((point) => point.at).toSorted());
    }
  });
});

const table = (rows: ReadonlyArray<readonly unknown[]>, columns = ['t', 'n']) => ({ columns, rows });

describe('buckets', () => {
  const filling = {
    widthUs: MINUTE_US,
    counted: ['n'],
    range: { startUs: START_US + 30e6, endUs: START_US + 5.5 * MINUTE_US },
    isComplete: true,
  };

  it('without a row are there: 0 where it is a count, no value where it is not; those not whole are named', () => {
    const series = asSeries(
      table(
        [
          [at(1), 4, 2.5],
          [at(4), 1, 3],
        ],
        ['t', 'n', 'mean'],
      ),
      't',
    );
    expect(series && withEveryBucket(series, filling)).toMatchObject({
      partial: [at(0), at(5)],
      rows: [
        [at(0), 0, null],
        [at(1), 4, 2.5],
        [at(2), 0, null],
        [at(3), 0, null],
        [at(4), 1, 3],
        [at(5), 0, null],
      ],
    });
  });

  it('are filled for each group, and backwards where the rows run backwards', () => {
    const rows = [
      [at(3), 'b', 1],
      [at(2), 'a', 7],
    ];
    const series = asSeries(table(rows, ['t', 'host', 'n']), 't');
    const filled =
      series &&
      withEveryBucket(series, {
        ...filling,
        range: { startUs: START_US + 2 * MINUTE_US, endUs: START_US + 4 * MINUTE_US },
      });
    expect(filled?.rows).toEqual([
      [at(3), 'b', 1],
      [at(3), 'a', 0],
      [at(2), 'a', 7],
      [at(2), 'b', 0],
    ]);
  });

  it('are not made up where rows may be missing, or the width is not known', () => {
    const series = asSeries(
      table([
        [at(1), 4],
        [at(4), 1],
      ]),
      't',
    );
    for (const wrong of [{ isComplete: false }, { widthUs: null }, { widthUs: 7e6 }])
      expect(series && withEveryBucket(series, { ...filling, ...wrong }).rows).toHaveLength(2);
  });
});

describe('several courses', () => {
  const rows = ['a', 'b'].flatMap((host, of) => [1, 2, 3].map((n) => [at(n), n * 10 ** of, host]));

  it('are told one by one, the highest peak first', () => {
    const series = asSeries(table(rows, ['t', 'n', 'host']), 't');
    const summary = series && summarize(series);
    expect(Object.keys(summary?.courses ?? {})).toEqual(['b', 'a']);
    expect(summary?.courses.b).toMatchObject({ max: [at(3), 30], first: [at(1), 10] });
  });

  it('are each thinned without losing a peak, and become a row each where there are many', () => {
    const many = Array.from({ length: 40 }, (_, host) =>
      Array.from({ length: 30 }, (_each, minute) => [
        at(minute),
        minute === host % 30 ? 1000 + host : 1,
        `h${host}`,
      ]),
    ).flat();
    const series = asSeries(table(many, ['t', 'n', 'host']), 't');
    if (!series) throw new Error('no series');
    const peaks = thinnedTo(series).rows.filter((row) => (row[1] as number) >= 1000);
    expect(peaks).toHaveLength(40);
    const one = statisticsRows(series);
    expect(one.rows).toHaveLength(40);
    expect(one.rows[0]?.slice(0, 2)).toEqual(['h39', 30]);
    expect(one.columns).toEqual(['host', 'points', 'first', 'last', 'min', 'min_at', 'max', 'max_at']);
  });

  it('of a table without times or numbers are none', () => {
    expect(
      asSeries(
        table([
          ['x', 1],
          ['y', 2],
        ]),
        't',
      ),
    ).toBeNull();
    expect(
      asSeries(
        table([
          [at(1), 'a'],
          [at(2), 'b'],
        ]),
        't',
      ),
    ).toBeNull();
  });
});

describe('PromQL', () => {
  it('gives a row for each sample, with numbers, and labels that all share once', () => {
    const matrix = [
      {
        metric: { __name__: 'up', host: 'a' },
        values: [
          [1795419300, '0.5'],
          [1795419360.25, 'NaN'],
        ],
      },
      { metric: { __name__: 'up', host: 'b' }, values: [[1795419300, '1e3']] },
    ];
    expect(metricsOf(matrix)).toEqual({
      table: {
        columns: ['host', 'time', 'value'],
        rows: [
          ['a', '2026-11-23T07:35:00Z', 0.5],
          ['a', '2026-11-23T07:36:00.250Z', 'NaN'],
          ['b', '2026-11-23T07:35:00Z', 1000],
        ],
      },
      labels: { __name__: 'up' },
      at: null,
      time: 'time',
    });
  });

  it('says the one moment of a vector or a scalar once', () => {
    const vector = [{ metric: { host: 'a' }, value: [1795419300, '71.87'] }];
    expect(metricsOf(vector)).toMatchObject({
      table: { columns: ['host', 'value'], rows: [['a', 71.87]] },
      at: '2026-11-23T07:35:00Z',
    });
    expect(metricsOf([1795419300, '2'])).toMatchObject({ table: { columns: ['value'], rows: [[2]] } });
  });
});
