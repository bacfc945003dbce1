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
    ['now-6M', Date.UTC(2026, 4, 24, 11)],
    ['6M', Date.UTC(2026, 4, 24, 11)],
    ['1 month', Date.UTC(2026, 9, 24, 11)],
    ['1y', Date.UTC(2025, 10, 24, 12)],
    ['PT90M', now - 90 * 60e3],
    ['an hour ago', now - 3600e3],
    ['last hour', now - 3600e3],
    ['past week', now - 7 * 86_400e3],
    ['last week', now - 7 * 86_400e3],
    ['this week', Date.UTC(2026, 10, 22, 23)],
    ['this hour', now],
    ['now/d', Date.UTC(2026, 10, 23, 23)],
    ['now-7d/d', Date.UTC(2026, 10, 16, 23)],
    ['now-1M/M', Date.UTC(2026, 8, 30, 22)],
    ['monday', Date.UTC(2026, 10, 22, 23)],
    ['friday 10:30', Date.UTC(2026, 10, 20, 9, 30)],
    ['9am', Date.UTC(2026, 10, 24, 8)],
    ['noon', Date.UTC(2026, 10, 24, 11)],
    ['17:00', Date.UTC(2026, 10, 23, 16)],
    ['yesterday 14:00', Date.UTC(2026, 10, 23, 13)],
    ['14:00 UTC', Date.UTC(2026, 10, 23, 14)],
    ['10:00 CET', Date.UTC(2026, 10, 24, 9)],
    ['10:00 New York', Date.UTC(2026, 10, 23, 15)],
    ['9am Tokyo time', Date.UTC(2026, 10, 24, 0)],
    ['12:00 UTC+5:30', Date.UTC(2026, 10, 24, 6, 30)],
    ['yesterday 9am America/Los_Angeles', Date.UTC(2026, 10, 23, 17)],
    ['2026-07-01 14:00 CET', Date.UTC(2026, 6, 1, 12)],
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

  it.each([
    ['now/d', now],
    ['now-1d/d', Date.UTC(2026, 10, 23, 23)],
    ['monday', Date.UTC(2026, 10, 23, 23)],
    ['last week', now],
    [0, now],
  ])('ends with %s', (text, expected) => {
    expect(end(text)).toBe(expected);
  });

  it.each([-3600, '-3600', 60, 86_400])(
    'refuses %j, which is no moment, and names the unit that is missing',
    (value) => {
      expect(() => start(value)).toThrow(/no moment.*with a unit, such as \d+s/);
    },
  );

  it.each([
    'soon',
    '25 parsecs',
    '14:00 Atlantis',
    '25:00',
    '9999999y',
    '2026-13-45',
    '',
    {},
    null,
    Number.NaN,
  ])('refuses %j and says what is possible', (value) => {
    expect(() => start(value)).toThrow(InputError);
    expect(() => start(value)).toThrow(/"start_time" is no time.*ISO 8601/);
  });
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
    expect(parseDurationUs('1M')).toBe(30 * 86_400e6);
    expect(parseDurationUs('soon')).toBeNull();
    expect(parseDurationUs('1h of sleep')).toBeNull();
  });

  it('shows a moment in the zone', () => {
    expect(isoFromUs(now * 1000, 'Europe/Berlin')).toBe('2026-11-24T13:00:00.000+01:00');
  });
});
