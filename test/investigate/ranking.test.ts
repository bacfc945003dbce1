import { describe, expect, it } from 'vitest';
import { onsetOf, scoreOf } from '../../src/investigate/detection/ranking.ts';

const MINUTE_US = 60e6;

describe('the onset', () => {
  it('is where most of the evidence is, whatever a stray says', () => {
    const at = (minutes: number, weight: number) => ({ atUs: minutes * MINUTE_US, weight });
    expect(onsetOf([at(3, 1), at(40, 5), at(41, 3), at(42, 2), at(90, 4)])).toBe(40 * MINUTE_US);
  });

  it('is unknown without evidence', () => expect(onsetOf([])).toBeNull());
});

describe('the score of a finding', () => {
  const onsetUs = 100 * MINUTE_US;
  const strong = { explains: 0.9, probability: 1e-30, firstUs: onsetUs };

  it('falls with what it explains, with chance, and with the distance to the onset', () => {
    const best = scoreOf(strong, onsetUs);
    expect(scoreOf({ ...strong, explains: 0.1 }, onsetUs)).toBeLessThan(best);
    expect(scoreOf({ ...strong, probability: 1e-3 }, onsetUs)).toBeLessThan(best);
    expect(scoreOf({ ...strong, firstUs: onsetUs - 60 * MINUTE_US }, onsetUs)).toBeLessThan(best / 2);
    expect(best).toBeLessThanOrEqual(1);
  });
});
