import { describe, expect, it } from 'vitest';
import { parseQuestion } from '../../../../src/ask/questions/parse/parse-question.ts';

const NOW = { nowUs: Date.parse('2026-03-04T15:00:00Z') * 1e3, timeZone: 'UTC' };
const isoRange = ({ startUs, endUs }: { startUs: number; endUs: number }) =>
  [startUs, endUs].map((us) => new Date(us / 1e3).toISOString().slice(0, 16)).join(' ');
const times = (request: string) => parseQuestion(request, NOW).times.map(isoRange);

describe('parsing a question', () => {
  it.each([
    [
      'how many calls yesterday morning (6 to 12) and how many in the afternoon (12 to 18)',
      ['2026-03-03T06:00 2026-03-03T12:00', '2026-03-03T12:00 2026-03-03T18:00'],
    ],
    [
      'change between yesterday morning and yesterday afternoon',
      ['2026-03-03T06:00 2026-03-03T12:00', '2026-03-03T12:00 2026-03-03T18:00'],
    ],
    [
      'scans yesterday 8-10 vs today 8-10',
      ['2026-03-03T08:00 2026-03-03T10:00', '2026-03-04T08:00 2026-03-04T10:00'],
    ],
    ['scans yesterday from 6 in the morning to noon', ['2026-03-03T06:00 2026-03-03T12:00']],
    ['scans for every hour of the last six', ['2026-03-04T09:00 2026-03-04T15:00']],
    ['the biggest order of the day', ['2026-03-04T00:00 2026-03-04T15:00']],
    ['tickets ystd??', ['2026-03-03T00:00 2026-03-04T00:00']],
  ])('reads the times of %s', (request, ranges) => {
    expect(times(request)).toEqual(ranges);
  });

  it('leaves what compares to the comparison', () => {
    expect(parseQuestion('p95 yesterday morning against yesterday afternoon', NOW).has('versus')).toBe(true);
  });

  it('reads a group and a width of time in one list', () => {
    expect(parseQuestion('alarms per site and day', NOW).bucket).toBe('1 day');
  });

  it('takes no abbreviation between sentences for a country', () => {
    const { words } = parseQuestion('is it alive, i.e. did it log anything', NOW);
    expect(words.map(({ folded }) => folded)).not.toContain('i.e');
    expect(words.map(({ folded }) => folded)).not.toContain('ie');
  });

  it('reads capitals as a code', () => {
    const { words } = parseQuestion('orders from US', NOW);
    expect(words.at(-1)?.meanings).toEqual([]);
  });
});
