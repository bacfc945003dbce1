import { describe, expect, it } from 'vitest';
import { rates } from '../../src/investigate/reading/findings.ts';
import { seriesShifts } from '../../src/investigate/reading/stream-series.ts';
import { changePoints, shiftOf } from '../../src/investigate/detection/change-points.ts';
import { createRandom } from '../worlds/random.ts';

const random = createRandom(7);

/** About a Poisson distribution: so many events a minute. */
function events(mean: number): number {
  let count = 0;
  for (let left = Math.exp(-mean), product = random.next(); product > left; product *= random.next())
    count += 1;
  return count;
}

const series = (length: number, at: (index: number) => number) =>
  Array.from({ length }, (_, index) => at(index));

describe('a shift', () => {
  it('is found within two buckets of its onset and its end', () => {
    const values = series(120, (index) => events(index >= 70 && index < 95 ? 12 : 3));
    const shift = shiftOf(values, { from: 60 });
    expect(shift?.direction).toBe('up');
    expect(Math.abs((shift?.onset as number) - 70)).toBeLessThanOrEqual(2);
    expect(Math.abs((shift?.end as number) - 95)).toBeLessThanOrEqual(2);
  });

  it('that lasts has no end', () => {
    expect(
      shiftOf(
        series(120, (index) => events(index >= 80 ? 14 : 4)),
        { from: 60 },
      )?.end,
    ).toBeNull();
  });

  it('is found where a series falls silent', () => {
    const shift = shiftOf(
      series(120, (index) => (index >= 90 ? 0 : 20 + events(4))),
      { from: 60 },
    );
    expect(shift).toMatchObject({ direction: 'down', onset: 90, during: 0 });
  });

  it('is found among values of which a few are a hundred times as large', () => {
    const values = series(
      120,
      (index) => (index >= 75 ? 300 : 100) * (random.chance(0.04) ? 100 : 1) + random.next(),
    );
    expect(Math.abs((shiftOf(values, { from: 60 })?.onset as number) - 75)).toBeLessThanOrEqual(1);
  });

  it('is none where the same happened the day before', () => {
    const day = (index: number) => (index >= 80 ? 60 : 20) + random.normal(0, 1);
    const today = series(120, day);
    expect(shiftOf(today, { from: 60, season: series(120, day) })).toBeNull();
    expect(shiftOf(today, { from: 60 })).not.toBeNull();
  });

  it('is none for a single outlier', () => {
    expect(
      shiftOf(
        series(120, (index) => (index === 90 ? 900 : 10 + events(3))),
        { from: 60 },
      ),
    ).toBeNull();
  });
});

describe('quiet series', () => {
  const makers: Readonly<Record<string, (index: number) => number>> = {
    'few events': () => events(0.3),
    'many events': () => events(40),
    'latencies with a long tail': () => Math.exp(random.normal(4, 0.6)),
    'a level with noise': () => random.normal(500, 20),
    'a slow daily rhythm': (index) => 100 + 20 * Math.sin(index / 60) + random.normal(0, 6),
    nothing: () => 0,
  };
  for (const [name, maker] of Object.entries(makers))
    it(`raise at most one false alarm in 200: ${name}`, () => {
      let alarms = 0;
      for (let round = 0; round < 200; round += 1) if (shiftOf(series(120, maker), { from: 60 })) alarms += 1;
      expect(alarms).toBeLessThanOrEqual(1);
    });

  it('hold no change points', () => {
    let found = 0;
    for (let round = 0; round < 200; round += 1) found += changePoints(series(100, () => events(5))).length;
    expect(found).toBeLessThanOrEqual(2);
  });
});

describe('failures of a stream over time', () => {
  const STEP_US = 60e6;
  const GRID = { startUs: 0, stepUs: STEP_US, buckets: 180, from: 120 };
  const bucketsWith = (last: number, badAfter: (at: number) => number) =>
    Array.from({ length: last }, (_, at) => ({
      atUs: at * STEP_US,
      all: 20,
      bad: at < 140 ? Number(at % 10 === 0) : badAfter(at),
    }));

  it('last where the newest rows have not come yet', () => {
    const [shift] = seriesShifts(
      bucketsWith(172, () => 3),
      GRID,
      1,
    );
    expect(shift).toMatchObject({ of: 'failures', endUs: null });
  });

  it('are over where rows came without them', () => {
    const [shift] = seriesShifts(
      bucketsWith(180, (at) => (at < 165 ? 3 : 0)),
      GRID,
      1,
    );
    expect(shift?.endUs).toBe(165 * STEP_US);
  });

  it('are told in a rate that people can read', () => {
    expect(rates(2.56, 0.194, 120e6)).toEqual({ now: '77 an hour', before: '5.82' });
    expect(rates(120, 40, 60e6)).toEqual({ now: '120 a minute', before: '40' });
    expect(rates(3, 0, 60e6)).toEqual({ now: '3 a minute', before: '0' });
  });
});
