import { InputError } from '../../errors.ts';

export type Operator = '>' | '>=' | '<' | '<=' | '=' | '!=';

/** When an alert fires, in short: a measure over a stream compared with a threshold, over the last minutes. */
export interface AlertIntent {
  readonly stream: string;
  readonly streamType?: 'logs' | 'metrics' | 'traces';
  /** SQL conditions on records, such as `level = 'error'`; left out for all records. */
  readonly where?: string;
  /** SQL aggregate that is compared; the number of records when left out. */
  readonly measure?: string;
  readonly operator: Operator;
  readonly threshold: number;
  readonly periodMinutes: number;
  /** How often it is checked; left out for the period, at most 10. */
  readonly frequencyMinutes?: number;
  /** Quiet after a message; left out for 30. */
  readonly silenceMinutes?: number;
}

const MOST_FREQUENCY_MINUTES = 10;
const SILENCE_MINUTES = 30;

const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`;

/**
 * The condition and trigger that really fire for an intent. The threshold stands in HAVING, so that the query gives one
 * row when it is crossed and none when it is not: OpenObserve compares rows, fetches at most 100 of them, and a count
 * without HAVING always gives one.
 * @throws {InputError} on a threshold or period that can never be met
 */
export function alertFor(intent: AlertIntent): {
  readonly query_condition: Readonly<Record<string, unknown>>;
  readonly trigger_condition: Readonly<Record<string, unknown>>;
} {
  const { stream, where, measure: asked = 'count(*)', operator, threshold, periodMinutes } = intent;
  // A sum of no records is no number, and would be below nothing.
  const measure = /^sum\s*\(/i.test(asked) ? `coalesce(${asked}, 0)` : asked;
  if (!Number.isFinite(threshold)) throw new InputError('The threshold of the alert must be a number.');
  if (!Number.isInteger(periodMinutes) || periodMinutes < 1)
    throw new InputError('The period of the alert must be a whole number of minutes, at least 1.');
  const condition = where === undefined || where === '' ? '' : ` WHERE ${where}`;
  const sql = `SELECT ${measure} AS value FROM ${quoted(stream)}${condition} HAVING ${measure} ${operator} ${threshold}`;
  return {
    query_condition: { type: 'sql', sql, conditions: [] },
    trigger_condition: {
      period: periodMinutes,
      operator: '>=',
      threshold: 1,
      frequency: intent.frequencyMinutes ?? Math.min(periodMinutes, MOST_FREQUENCY_MINUTES),
      silence: intent.silenceMinutes ?? SILENCE_MINUTES,
    },
  };
}

/** A name as alerts may have: without blanks and `:#?&%'"/`. */
export function alertName(words: string): string {
  return words
    .trim()
    .replaceAll(/[\s:#?&%'"/]+/g, '_')
    .replaceAll(/^_+|_+$/g, '');
}
