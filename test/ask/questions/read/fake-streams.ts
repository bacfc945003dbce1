import type { StreamEntry } from '../../../../src/ask/data/dictionary.ts';
import { fieldEntry } from '../../../../src/ask/data/fields/field-entry.ts';
import { streamView } from '../../../../src/ask/questions/link/stream-view.ts';
import { parseQuestion } from '../../../../src/ask/questions/parse/parse-question.ts';
import { readRecords } from '../../../../src/ask/questions/read/read-records.ts';

/** The moment of every question here. */
export const NOW = { nowUs: Date.parse('2026-03-04T15:00:00Z') * 1e3, timeZone: 'UTC' };
/** Records of each stream. */
export const MOST = 1000;

/** A field with a few values of equal share. */
export const few = (name: string, values: readonly (string | number)[], stored = 'Utf8') =>
  fieldEntry('record', name, stored, {
    values: values.map((value) => ({ value: String(value), count: Math.floor(MOST / values.length) })),
    isComplete: true,
    most: MOST,
  });

/** An ID with another value in each record. */
export const unique = (name: string, prefix: string) =>
  fieldEntry('record', name, 'Utf8', {
    values: Array.from({ length: 100 }, (_, at) => ({ value: `${prefix}${1000 + at}`, count: 1 })),
    isComplete: false,
    most: MOST,
  });

/** A number of which no values are known. */
export const number = (name: string, stored = 'Float64') => fieldEntry('record', name, stored, null);

/** A stream of logs. */
export const stream = (
  name: string,
  words: readonly string[],
  fields: StreamEntry['fields'],
): StreamEntry => ({
  type: 'logs',
  name,
  records: MOST,
  firstUs: null,
  lastUs: null,
  sizeBytes: 0,
  retentionDays: null,
  fullText: [],
  words,
  hasValues: true,
  ...(fields ? { fields } : {}),
});

/** The reading of a request over a stream; one that is none is an error. */
export const readOver = (request: string, entry: StreamEntry) => {
  const reading = readRecords(parseQuestion(request, NOW), streamView(entry), NOW);
  if (!reading) throw new Error(`not read: ${request}`);
  return reading;
};
