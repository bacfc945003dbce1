import type { Operator } from '../../call/short-forms/alert.ts';
import { parseDurationUs } from '../../call/arguments/lengths.ts';

/** How values are put together before they are compared. */
export type Aggregate = 'count' | 'avg' | 'sum' | 'min' | 'max' | 'distinct' | { readonly share: number };

/** What words state of an alert's condition; null for what they leave open. */
export interface AlertWords {
  readonly operator: Operator;
  readonly threshold: number | null;
  /** The threshold is a length of time, in ms, and what is compared is a duration. */
  readonly isDuration: boolean;
  /** What is compared is a share of all records, and the threshold is in percent. */
  readonly isShare: boolean;
  readonly isPercent: boolean;
  readonly isMoney: boolean;
  /** How the values of a field are put together; null where the words only count records, or name no way. */
  readonly aggregate: Aggregate | null;
  /** The words for what is compared, such as `amount` or `disk usage`; null without any. */
  readonly subject: string | null;
  /** What each alert is for, such as `host`. */
  readonly group: string | null;
  /** "The ratio of errors to warnings": the words for what is divided, and by what. */
  readonly ratio: { readonly over: string; readonly under: string } | null;
  /** The words for an earlier period that is compared with, such as `twice as many errors as yesterday`; null for none. */
  readonly relative: string | null;
  /** Nothing came. */
  readonly isAbsence: boolean;
  readonly isRealTime: boolean;
  /** The condition held all the time, and not on the whole. */
  readonly isSustained: boolean;
  readonly periodMinutes: number | null;
  readonly silenceMinutes: number | null;
}

const OPERATORS: ReadonlyArray<readonly [pattern: string, operator: Operator]> = [
  ['(?:at least|>=|≥|no (?:fewer|less) than|not (?:less|fewer) than|reach(?:es|ed)?|hits?|or more)', '>='],
  ['(?:at most|<=|≤|no more than|not more than|not over)', '<='],
  [
    '(?:more than|over|above|exceeds?|exceed|exceeding|greater than|bigger than|larger than|higher than|longer than|slower than|goes over|goes above|rises above|climbs above|gets above|beyond|>)',
    '>',
  ],
  [
    '(?:fewer than|less than|lower than|smaller than|below|under|faster than|drops? (?:below|under|to)|falls? (?:below|under)|beneath|<)',
    '<',
  ],
  ['(?:exactly|equals?(?: to)?|==?)', '='],
];
const MONEY = '[$€£]';
const NUMBER = `(${MONEY}\\s*)?(\\d{1,3}(?:,\\d{3})+|\\d+(?:[.,]\\d+)?)\\s*(k\\b|m\\b(?!s)|million\\b|%|percent\\b|ms\\b|milliseconds?\\b|s\\b|secs?\\b|seconds?\\b|min\\b|minutes?\\b)?`;
const LENGTH =
  '(\\d+(?:\\.\\d+)?\\s*-?\\s*(?:m|mins?|minutes?|h|hrs?|hours?|s|secs?|seconds?|d|days?)\\b|an?\\s+(?:hour|minute|day)|half an hour|hour|minute|day)';
const COUNTS: Readonly<Record<string, string>> = {
  one: '1',
  two: '2',
  three: '3',
  four: '4',
  five: '5',
  six: '6',
  seven: '7',
  eight: '8',
  nine: '9',
  ten: '10',
  fifteen: '15',
  twenty: '20',
  thirty: '30',
  fifty: '50',
  hundred: '100',
};
const COUNT_WORD = new RegExp(`\\b(?:${Object.keys(COUNTS).join('|')})\\b`, 'gi');

function minutes(text: string | undefined): number | null {
  if (text === undefined) return null;
  const us = parseDurationUs(
    text
      .replace(/^half an hour$/i, '30 minutes')
      .replace('-', ' ')
      .replace(/^an?\s+/i, '1 ')
      .replace(/^(?=[a-z])/i, '1 '),
  );
  return us === null ? null : Math.max(1, Math.round(us / 60e6));
}

/** `100,000` is a hundred thousand, `2,5` two and a half. */
const numberOf = (text: string) =>
  Number(/,\d{3}\b/.test(text) ? text.replaceAll(',', '') : text.replace(',', '.'));

const COPULA = '(?:\\s+(?:is|are|was|goes|gets|stays|remains|rises|climbs|has been|become|becomes))?';
const FIELD =
  '([\\w.]+(?:\\s+(?!in\\b|of\\b|on\\b|for\\b|is\\b|are\\b|over\\b|above\\b|below\\b|under\\b|per\\b|by\\b|exceeds?\\b|drops?\\b|falls?\\b|goes\\b|gets\\b|at\\b|reaches\\b|rises\\b|stays\\b|more\\b|less\\b|greater\\b|higher\\b|lower\\b|fewer\\b)[\\w.]+)?)';
const AGGREGATES: ReadonlyArray<readonly [aggregate: Exclude<Aggregate, object>, pattern: string]> = [
  [
    'distinct',
    'count\\s*\\(\\s*distinct|(?:number|count) of (?:distinct|unique|different)|distinct|unique|different',
  ],
  ['avg', 'avg|average|mean'],
  ['sum', 'sum|total|sum total'],
  ['max', 'max|maximum|highest|peak|largest|biggest'],
  ['min', 'min|minimum|lowest|smallest'],
];
const ABSENCE =
  /\b(?:no (?:data|records?|logs?|events?|entries|rows|messages?|traces?|spans?|metrics?|samples?|traffic|requests?|orders?)(?! (?:older|more))|nothing|stops? (?:sending|logging|reporting|writing|coming)|stopped (?:sending|logging|reporting)|(?:goes|went|is|gets|becomes|has been) (?:silent|quiet|dead)|(?:receives?|gets?|sends?) nothing|without (?:any )?(?:data|records|logs)|(?:data|logs) (?:is|are|goes|go) missing)\b/i;
/** Compared with what was before, and with no number. */
const EARLIER =
  '(?:before|usual(?:ly)?|normal(?:ly)?|yesterday|average|(?:(?:the|in the|during the|at the same time) )?(?:last|previous|prior|past|day|week|hour)\\b[\\w ]*|(?:the )?(?:same time|baseline)[\\w ]*|an? (?:day|week|hour|month) (?:ago|earlier|before)|\\d+ (?:minutes|hours|days|weeks) (?:ago|earlier|before))';
const RELATIVE = new RegExp(
  `\\b(?:(?:twice|double|triple|half|three times|\\d+(?:\\.\\d+)? times|\\d+x)\\b.*?|(?:\\d+\\s*(?:%|percent)\\s+)?(?:more|less|fewer|higher|lower|greater|slower|worse)\\b(?! than \\d)[^,]*?)\\b(?:than|as|of|compared (?:to|with))\\s+(?:it was |they were |in |on |at )?${EARLIER}`,
  'i',
);
const REAL_TIME =
  /\b(?:real-?\s?time|in real time|instantly|on every (?:record|event|log)|(?:at once|immediately) (?:when|if)|for each record)\b/i;
const SHARE =
  /\b(?:(?:error|failure|success|fail|drop|rejection|refusal)\s+(?:rate|ratio|share|percentage)|(?:rate|ratio|share|percentage|percent|fraction|proportion) of|% of)\b/i;
const RATIO =
  /\b(?:ratio (?:of|between) (?:the )?([\w .]+?) (?:to|and|over|against) (?:the )?|([\w.]+(?: responses| requests| records| logs)?) (?:divided by|in relation to|relative to) (?:the )?)([\w.]+(?: responses| requests| records| logs)?)/i;
const GROUP =
  /\b(?:when (?:an?|one|some)(?=\s+(?:pod|host|user|customer|service|node|container|instance|region|server|client|ip|namespace|machine|endpoint|url|account|tenant|device)\b)|per|for (?:each|every|any)|by|grouped by|of (?:any|each|every)|(?:on|in) (?:any|each|every)|any|each)\s+(?:single\s+)?([a-z][\w.]*)/gi;
const NO_GROUP =
  /^(?:second|minute|min|hour|day|week|month|the|last|records?|time|email|mail|slack|webhook|more|less|errors?|data|logs?|one|a|an|s|m|h)s?$/i;

/** Where the last percentile stands, and its share. */
function percentileIn(words: string): number | null {
  const [, short, long] =
    /\bp(\d{2}(?:\.?\d)?)\b|\b(\d{2}(?:\.\d+)?)(?:th|nd|rd|st)?[\s-]*percentile/i.exec(words) ?? [];
  if (short !== undefined) return Number(`0.${short.replace('.', '')}`);
  if (long !== undefined) return Number(long) / 100;
  return /\bmedian\b/i.test(words) ? 0.5 : null;
}

/** Reads "more than 10 errors in 5 minutes", "max(amount) over 900", "p95 over 2 s for 10m", "no data for 10 minutes". */
export function readAlertWords(given: string): AlertWords {
  const words = given.replaceAll(COUNT_WORD, (word) => COUNTS[word.toLowerCase()] ?? word);
  const silence = new RegExp(
    `\\b(?:silen(?:ce|t)|quiet|mute|cool\\s?down|snooze|not again|again after|at most once|once)\\s+(?:for\\s+|of\\s+|within\\s+|per\\s+|every\\s+|in\\s+)?${LENGTH}`,
    'i',
  ).exec(words);
  const isAbsence = ABSENCE.test(words) && !/\bnothing (?:but|else)\b/i.test(words);
  const told = isAbsence && silence ? words : silence ? words.replace(silence[0], ' ') : words;
  const compared = OPERATORS.flatMap(([pattern, operator]) => {
    const match = new RegExp(`(?<![\\w])${pattern}\\s*(?:the\\s+|a\\s+)?${NUMBER}`, 'i').exec(told);
    return match ? [{ operator, match }] : [];
  }).sort((a, b) => a.match.index - b.match.index || b.match[0].length - a.match[0].length)[0];
  const [, money, amount, unit = ''] = compared?.match ?? [];
  const before = compared?.match ? told.slice(0, compared.match.index) : told;
  const after = compared?.match ? told.slice(compared.match.index + compared.match[0].length) : told;
  const scale = /^k$/i.test(unit)
    ? 1000
    : /^(?:m|million)$/i.test(unit)
      ? 1e6
      : /^(?:s|secs?|seconds?)$/i.test(unit)
        ? 1000
        : /^min/i.test(unit)
          ? 60_000
          : 1;
  const period =
    new RegExp(
      `\\b(?:in|within|over|per|for|during|every|each|last|past)\\s+(?:the\\s+|a\\s+|any\\s+)?(?:last\\s+|past\\s+)?${LENGTH}`,
      'i',
    ).exec(after) ??
    new RegExp(
      `\\b(?:last|past|within|over|for|in|during|every)\\s+(?:the\\s+)?(?:last\\s+|past\\s+)?${LENGTH}`,
      'i',
    ).exec(compared ? before : told) ??
    new RegExp(`\\b${LENGTH}\\s+window`, 'i').exec(told);
  const share = percentileIn(words);
  const [aggregate, subjectOf] = AGGREGATES.flatMap(([name, pattern]) => {
    const found = new RegExp(
      `\\b(?:${pattern})(?![a-z])\\s*(?:\\(\\s*(?:distinct\\s+)?|of\\s+(?:the\\s+|all\\s+)?)?\\s*${FIELD}`,
      'i',
    ).exec(told);
    return found ? [[name, found[1] ?? ''] as const] : [];
  })[0] ?? [null, null];
  const percentileOf = new RegExp(
    `(?:\\bp\\d{2,3}|percentile|median)\\s+(?:of\\s+(?:the\\s+)?|for\\s+)?${FIELD}`,
    'i',
  ).exec(told)?.[1];
  const counted =
    compared?.match && amount !== undefined
      ? new RegExp(`^\\s*(?:distinct|unique|different)\\s+${FIELD}`, 'i').exec(after)?.[1]
      : undefined;
  const [, near = null] =
    new RegExp(
      `(?:\\b(?:if|when|whenever|once|where|that)\\s+)?([\\w.]+(?:\\s+(?!(?:is|are|was|were|be|gets?|goes|has|have)\\b)[\\w.]+)?)${COPULA}\\s*$`,
      'i',
    ).exec(before) ?? [];
  const groups = [...told.matchAll(GROUP)]
    .map(([, group = '']) => group)
    .filter((group) => !NO_GROUP.test(group));
  const relative = RELATIVE.exec(told)?.[0] ?? null;
  const isPercent = relative === null && /^(?:%|percent)/i.test(unit);
  const threshold = amount === undefined || relative !== null ? null : numberOf(amount) * scale;
  const [divided, over = '', otherOver = '', under = ''] = RATIO.exec(told) ?? [];
  const ratio = divided === undefined ? null : { over: over || otherOver, under };
  const isShare = SHARE.test(told) || ratio !== null;
  const isFraction = isShare && !isPercent && threshold !== null && (threshold <= 1 || ratio !== null);
  return {
    operator: isAbsence && !compared ? '<' : (compared?.operator ?? '>'),
    threshold:
      isAbsence && !compared ? 1 : isFraction ? Number((threshold * 100).toPrecision(12)) : threshold,
    isDuration: /^(?:ms|milli|s|min)/i.test(unit),
    isShare: isShare || isPercent,
    isPercent,
    isMoney: money !== undefined,
    relative,
    aggregate: counted !== undefined ? 'distinct' : share !== null ? { share } : aggregate,
    subject: counted ?? percentileOf ?? subjectOf ?? near,
    group: groups[0] ?? null,
    ratio,
    isAbsence: isAbsence && !compared,
    isRealTime: REAL_TIME.test(words),
    isSustained: /\bfor\b/i.test(period?.[0] ?? '') && !/\b(?:last|past)\b/i.test(period?.[0] ?? ''),
    periodMinutes: minutes(period?.[1]),
    silenceMinutes: isAbsence && !compared ? null : minutes(silence?.[1]),
  };
}
