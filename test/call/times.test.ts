import { describe, expect, it } from 'vitest';
import { InputError } from '../../src/errors.ts';
import { parseDurationUs } from '../../src/call/arguments/lengths.ts';
import { parseMomentUs } from '../../src/call/arguments/moments.ts';
import { fromUs, isoFromUs } from '../../src/call/arguments/times.ts';

const now = Date.UTC(2026, 10, 24, 12, 0, 0);
const context = { nowUs: now * 1000, timeZone: 'Europe/Berlin' };
const start = (value: unknown) => parseMomentUs('start_time', value, context, 'start') / 1000;
const end = (value: unknown) => parseMomentUs('end_time', value, context, 'end') / 1000;

describe('moments', () => {
  it.each([
    ['now', now],
    ['1h', now - 3600e3],
    ['-1h', now - 3600e3],
    ['now-15m', now - 15 * 60e3],
    ['now - 90s', now - 90e3],
    ['now+1h', now + 3600e3],
    ['last 2 days', now - 2 * 86_400e3],
    ['30 minutes ago', now - 30 * 60e3],
    ['1h30m', now - 90 * 60e3],
    ['2026-11-24T10:00:00Z', Date.UTC(2026, 10, 24, 10)],
    ['2026-11-24T10:00:00', Date.UTC(2026, 10, 24, 9)],
    ['2026-11-24 10:00', Date.UTC(2026, 10, 24, 9)],
    ['2026-11-24', Date.UTC(2026, 10, 23, 23)],
    ['today', Date.UTC(2026, 10, 23, 23)],
    ['yesterday', Date.UTC(2026, 10, 22, 23)],
  ])('reads %s', (text, expected) => {
    expect(start(text)).toBe(expected);
  });

  it('ends yesterday where today begins, and today now', () => {
    expect(end('yesterday')).toBe(Date.UTC(2026, 10, 23, 23));
    expect(end('today')).toBe(now);
  });

  it.each([
    ['seconds', 1_795_419_188, 1_795_419_188_000_000],
    ['milliseconds', 1_795_419_188_716, 1_795_419_188_716_000],
    ['microseconds', 1_795_419_188_716_764, 1_795_419_188_716_764],
    ['nanoseconds', 1_795_419_188_716_764_000, 1_795_419_188_716_764],
    ['seconds in text', '1795419188', 1_795_419_188_000_000],
  ])('tells an epoch in %s by its magnitude', (_, value, expectedUs) => {
    expect(parseMomentUs('start_time', value, context, 'start')).toBe(expectedUs);
  });

  it('keeps microseconds of ISO text', () => {
    expect(parseMomentUs('key', '2026-11-24T10:00:00.123456Z', context, 'at')).toBe(
      Date.UTC(2026, 10, 24, 10) * 1000 + 123_456,
    );
  });

  it.each(['soon', '25 parsecs', '2026-13-45', '', {}, null, Number.NaN])(
    'refuses %j and says what is possible',
    (value) => {
      expect(() => start(value)).toThrow(InputError);
      expect(() => start(value)).toThrow(/"start_time" is no time.*ISO 8601/);
    },
  );
});

describe('units', () => {
  it.each([
    ['us', 1_795_419_188_716_764],
    ['ms', 1_795_419_188_717],
    ['s', 1_795_419_189],
    ['ns', 1_795_419_188_716_764_000n],
    ['prometheus', 1_795_419_188.716764],
  ] as const)('gives %s', (unit, expected) => {
    expect(fromUs(1_795_419_188_716_764, unit)).toBe(expected);
  });

  it('reads lengths of time', () => {
    expect(parseDurationUs('90s')).toBe(90e6);
    expect(parseDurationUs('2 days 3h')).toBe(51 * 3600e6);
    expect(parseDurationUs('soon')).toBeNull();
    expect(parseDurationUs('1h of sleep')).toBeNull();
  });

  it('shows a moment in the zone', () => {
    expect(isoFromUs(now * 1000, 'Europe/Berlin')).toBe('2026-11-24T13:00:00.000+01:00');
  });
});
