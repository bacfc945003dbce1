import type { Operator } from '../../call/short-forms/alert.ts';
import { parseDurationUs } from '../../call/arguments/lengths.ts';

/** What words state of an alert's condition; null for what they leave open. */
export interface AlertWords {
  readonly operator: Operator;
  readonly threshold: number | null;
  /** The threshold is a length of time, in ms, and what is compared is a duration. */
  readonly isDuration: boolean;
  /** The threshold is a share of all records, in percent. */
  readonly isPercent: boolean;
  /** The threshold is an amount of money. */
  readonly isMoney: boolean;
  /** The word before the comparison, which may be what is compared, such as `revenue`; null without one. */
  readonly subject: string | null;
  readonly periodMinutes: number | null;
  readonly silenceMinutes: number | null;
}

const OPERATORS: ReadonlyArray<readonly [pattern: string, operator: Operator]> = [
  ['(?:at least|>=|no (?:fewer|less) than|reach(?:es)?|hits?)', '>='],
  ['(?:at most|<=|no more than)', '<='],
  [
    '(?:more than|over|above|exceeds?|exceeding|greater than|higher than|goes over|goes above|rises above|beyond|>)',
    '>',
  ],
  ['(?:fewer than|less than|below|under|drops? (?:below|under)|falls? (?:below|under)|<)', '<'],
];
const MONEY = '[$€£]';
const NUMBER = `(${MONEY}\\s*)?(\\d{1,3}(?:,\\d{3})+|\\d+(?:[.,]\\d+)?)\\s*(k\\b|%|percent\\b|ms\\b|milliseconds?\\b|s\\b|secs?\\b|seconds?\\b)?`;
const LENGTH =
  '(\\d+\\s*(?:m|mins?|minutes?|h|hrs?|hours?|s|secs?|seconds?|d|days?)\\b|an?\\s+(?:hour|minute|day)|hour|minute|day)';

function minutes(text: string | undefined): number | null {
  if (text === undefined) return null;
  const us = parseDurationUs(text.replace(/^an?\s+/i, '1 ').replace(/^(?=[a-z])/i, '1 '));
  return us === null ? null : Math.max(1, Math.round(us / 60e6));
}

/** `100,000` is a hundred thousand, `2,5` two and a half. */
const numberOf = (text: string) =>
  Number(/,\d{3}\b/.test(text) ? text.replaceAll(',', '') : text.replace(',', '.'));

const COPULA = '(?:\\s+(?:is|are|was|goes|gets|stays|remains))?';

/** Reads "more than 10 errors in 5 minutes", "p95 over 2 s for 10m", "error rate above 5 %". */
export function readAlertWords(words: string): AlertWords {
  const compared = OPERATORS.map(([pattern, operator]) => ({
    operator,
    match: new RegExp(`(?<![\\w])${pattern}\\s*${NUMBER}`, 'i').exec(words),
  })).find(({ match }) => match !== null);
  const [, money, amount, unit = ''] = compared?.match ?? [];
  const before = compared?.match ? words.slice(0, compared.match.index) : '';
  const [, subject = null] = new RegExp(`(\\w+)${COPULA}\\s*$`, 'i').exec(before) ?? [];
  const scale = /^k$/i.test(unit) ? 1000 : /^(s|secs?|seconds?)$/i.test(unit) ? 1000 : 1;
  const rest = compared?.match ? words.slice(compared.match.index + compared.match[0].length) : words;
  const period =
    new RegExp(
      `\\b(?:in|within|over|per|for|during|every|each|last)\\s+(?:the\\s+)?(?:last\\s+|past\\s+)?${LENGTH}`,
      'i',
    ).exec(rest) ?? new RegExp(`\\b(?:last|past|within|over)\\s+${LENGTH}`, 'i').exec(words);
  const silence = new RegExp(
    `\\b(?:silen(?:ce|t)|quiet|mute|cool\\s?down)\\s+(?:for\\s+|of\\s+)?${LENGTH}`,
    'i',
  ).exec(words);
  return {
    operator: compared?.operator ?? '>',
    threshold: amount === undefined ? null : numberOf(amount) * scale,
    isDuration: /^(ms|milli|s)/i.test(unit),
    isMoney: money !== undefined,
    subject,
    isPercent: /^(%|percent)/i.test(unit),
    periodMinutes: minutes(period?.[1]),
    silenceMinutes: minutes(silence?.[1]),
  };
}
