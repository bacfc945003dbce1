import { describe, expect, it } from 'vitest';
import type { Dictionary, StreamEntry } from '../../../../src/ask/data/dictionary.ts';
import { fieldEntry } from '../../../../src/ask/data/fields/field-entry.ts';
import { wordsOf } from '../../../../src/ask/data/fields/name-parts.ts';
import { findReadings } from '../../../../src/ask/questions/answers/find-readings.ts';
import { parseQuestion } from '../../../../src/ask/questions/parse/parse-question.ts';

const NOW = { nowUs: Date.parse('2026-03-04T15:00:00Z') * 1e3, timeZone: 'UTC' };

/** A log with fields that each hold a few values. */
const log = (
  name: string,
  fields: Readonly<Record<string, readonly string[]>>,
  records: number,
): StreamEntry => ({
  type: 'logs',
  name,
  records,
  firstUs: null,
  lastUs: null,
  sizeBytes: 0,
  retentionDays: null,
  fullText: [],
  words: wordsOf(name),
  hasValues: true,
  fields: Object.entries(fields).map(([field, values]) =>
    fieldEntry('record', field, 'Utf8', {
      values: values.map((value) => ({ value, count: 10 })),
      isComplete: true,
      most: values.length * 10,
    }),
  ),
});

async function bestFor(request: string, streams: readonly StreamEntry[]): Promise<string | undefined> {
  const dictionary = {
    streams: async () => streams,
    detailed: async (entries: readonly StreamEntry[]) => entries,
  } as unknown as Dictionary;
  const [best] = await findReadings(parseQuestion(request, NOW), dictionary, NOW);
  return best?.entry.name;
}

describe('the stream that a question is about', () => {
  it.each([
    ['how many observations were there yesterday', 'st_obsv'],
    ['critical cases in the last 2 days', 'desk_cases'],
    ['how many entries are there with level FATAL', 'machine_log'],
  ])('is the one that is called after what is counted, in full or short: %s', async (request, name) => {
    const streams = [
      log('machine_log', { level: ['INFO', 'FATAL'], unit: ['a', 'b'] }, 90_000),
      log('st_obsv', { station: ['x', 'y'] }, 500),
      log('desk_cases', { crit_yn: ['Y', 'N'], desk: ['x', 'y'] }, 500),
    ];
    expect(await bestFor(request, streams)).toBe(name);
  });
});
