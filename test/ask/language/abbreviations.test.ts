import { describe, expect, it } from 'vitest';
import { isAbbreviationOf } from '../../../src/ask/language/abbreviations.ts';

describe('abbreviations in names', () => {
  it.each([
    ['smp', 'sample'],
    ['instr', 'instrument'],
    ['shp', 'shipment'],
    ['wgt', 'weight'],
    ['temp', 'temperature'],
    ['tst', 'test'],
    ['flg', 'flag'],
  ])('%s is %s', (short, word) => {
    expect(isAbbreviationOf(short, word)).toBe(true);
  });

  it.each([
    ['depot', 'deprecated'],
    ['adm', 'admitted'],
    ['cat', 'account'],
    ['sam', 'same'],
    ['tes', 'test'],
    ['id', 'identifier'],
    ['trip', 'transport'],
  ])('%s is not %s', (short, word) => {
    expect(isAbbreviationOf(short, word)).toBe(false);
  });
});
