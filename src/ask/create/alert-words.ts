import { parseDurationUs } from '../../call/arguments/lengths.ts';
import type { Operator } from '../../call/short-forms/alert.ts';
import { tagWords } from '../language/tagged-words.ts';
import { type Quantity, quantityAt } from '../questions/parse/quantities.ts';
import { COPULA, comparisonsIn, countsThings, NOT, NUMBER, withoutOthers } from './alert-comparisons.ts';

/** What words say of an alert besides what it watches; null for what they leave open. */
export interface AlertWords {
  readonly operator: Operator;
  readonly threshold: Quantity | null;
  /** The second of two bounds, the threshold being the first; null for one threshold. */
  readonly bound: { readonly to: Quantity; readonly isOutside: boolean } | null;
  /** What is compared, as a question about data: "how many errors per host in payment_service". */
  readonly question: string;
  /** The threshold stands before what is counted, as in "more than 5 errors". */
  readonly isCounted: boolean;
  /** The words for an earlier period that is compared with, such as `twice as many errors as yesterday`; null for none. */
  readonly relative: string | null;
  /** "A request takes longer than 5 s": one is enough. */
  readonly isAnyOne: boolean;
  /** Nothing came. */
  readonly isAbsence: boolean;
  readonly isRealTime: boolean;
  /** The condition held all the time, and not on the whole. */
  readonly isSustained: boolean;
  /** It is made, and not switched on. */
  readonly isOff: boolean;
  readonly periodMinutes: number | null;
  /** How often it is checked. */
  readonly frequencyMinutes: number | null;
  readonly silenceMinutes: number | null;
  /** The words that say when and how often, which the condition and the schedule have in another form. */
  readonly own: string;
  /** Parts of the words that an alert on one value has no place for. */
  readonly left: readonly string[];
}

const LENGTH =
  '(\\d+(?:\\.\\d+)?\\s*-?\\s*(?:m|mins?|minutes?|h|hrs?|hours?|s|secs?|seconds?|d|days?)\\b|an?\\s+(?:hour|minute|day)|(?:hour|minute|day)s?\\b)';
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
      .replace('-', ' ')
      .replace(/^an?\s+/i, '1 ')
      .replace(/^(?=[a-z])/i, '1 '),
  );
  return us === null ? null : Math.max(1, Math.round(us / 60e6));
}

/** "More than a third of the payments", "for half an hour". */
const PARTS: ReadonlyArray<readonly [part: RegExp, share: string]> = [
  [/\b(?:a|one) quarter of an hour\b/i, '15 minutes'],
  [/\bhalf an hour\b/i, '30 minutes'],
  [/\bthree quarters of an hour\b/i, '45 minutes'],
  [/\b(?:a|one) third of (?=the|all|our|\w+s\b)/i, '33.3% of '],
  [/\b(?:a|one) quarter of (?!an hour)/i, '25% of '],
  [/\b(?:one )?half of (?=the|all|our|\w+s\b)/i, '50% of '],
];

const SCALES: Readonly<Record<string, number>> = { k: 1e3, m: 1e6, million: 1e6 };

/** `100,000` is a hundred thousand, `2,5` two and a half, `3k` three thousand. */
function quantityOf(text: string): Quantity | null {
  const plain = text
    .replace(/\d{1,3}(?:,\d{3})+/, (number) => number.replaceAll(',', ''))
    .replace(/(\d),(\d)/, '$1.$2')
    .replace(/(?<![\d.])([\d.]+)\s*(k|m|million)$/i, (_, number: string, scale: string) =>
      String(Number(number) * (SCALES[scale.toLowerCase()] ?? 1)),
    );
  const { words } = tagWords(plain, 'en');
  const at = words.findIndex(({ kind }) => kind === 'number');
  const quantity = quantityAt(words, at);
  return quantity && /^\s*[$€£]/.test(plain) ? { ...quantity, of: 'money' } : quantity;
}

/** Changes that are stated by their size alone. */
const CHANGES =
  /\b(?:(?:rises?|increases?|grows?|jumps?|climbs?|goes up|go up|drops?|falls?|decreases?|declines?|shrinks?|goes down|go down)\s+by\s+(?:more than\s+|at least\s+|over\s+|about\s+)?(?:\d+(?:[.,]\d+)?\s*(?:%|percent\b|x\b|times\b)|half\b|a (?:third|quarter|factor of \d+)\b)|doubles?\b|triples?\b|halves\b)(?:\s+(?:in|within|over)\s+\d+\s*\w+)?/i;
/** "Between 80 and 90", "outside 10 to 20", "not between 5 and 10". */
const BOUNDS = new RegExp(
  `${COPULA}(?<out>${NOT}|outside(?: of)?(?: the)?(?: range)?(?: of)?\\s+(?!\\D))?(?:(?<!\\w)between\\s+)?${NUMBER}\\s*(?:and|to|-|–)\\s*${NUMBER}(?!\\s*(?:am|pm|o'clock|h\\b|:))`,
  'i',
);
const THINGS =
  '(?:data|records?|logs?|log lines|events?|entries|rows|messages?|traces?|spans?|metrics?|samples?|traffic|requests?)';
/** A rate or how often, and only otherwise how long. */
const EACH_TIME = /^(?:per|every|each)\s/i;
const SENDS =
  '(?:(?:is|are|has|have|there is|there are)\\s+)?(?:(?:send|receiv|get|report|log|writ|produc|emit|hav|has|see|record|arriv)(?:s|es|ing|ed)?\\s+)?';
const ABSENCE = new RegExp(
  `\\b(?:${SENDS}(?:no (?:new |more )?(${THINGS})(?! (?:older|more))|nothing(?!\\s+(?:but|else)))(?: (?:arrives?|comes?|is sent|are sent|is received))?|stops? (?:sending|logging|reporting|writing|coming)(?: ${THINGS})?|stopped (?:sending|logging|reporting)|(?:goes|went|is|gets|becomes|has been|falls|fell) (?:silent|quiet|dead)|without (?:any )?${THINGS}|(?:data|logs) (?:is|are|goes|go) missing)(?![\\w-])`,
  'i',
);
/** "No successful payments for 15 minutes". */
const NONE =
  /\b(?:nobody|no one)\s+(?:has|have|is|was)?\s*|\b(?:there (?:is|are)\s+)?no\s+(?=[\w -]{3,60}?\s(?:for|in|within|during|over)\s)/i;
/** "If payments fail a lot": how many that is is asked. */
const VAGUE =
  /\b(?:an? (?:whole |awful )?lot|lots|(?:far |way |much )?too (?:often|much|many times|frequently)|(?:(?:very|quite|really|so) )?(?:often|frequently|repeatedly)|(?:very )?many times|all the time|again and again|over and over|like crazy)(?=\s*(?:$|[.,;!]|in\b|within\b|on\b|for\b|and\b))/i;
/** Compared with what was before, and with no number. */
const EARLIER =
  '(?:before|usual(?:ly)?|normal(?:ly)?|yesterday|average|(?:(?:the|in the|during the|at the same time) )?(?:last|previous|prior|past|day|week|hour)\\b[\\w ]*|(?:the )?(?:same time|baseline)[\\w ]*|an? (?:day|week|hour|month) (?:ago|earlier|before)|\\d+ (?:minutes|hours|days|weeks) (?:ago|earlier|before))';
const MORE =
  '(?:(?:twice|double|triple|half|three times|\\d+(?:\\.\\d+)? times|\\d+x)(?:\\s+(?:as (?:many|much)|more|the))?|(?:\\d+\\s*(?:%|percent)\\s+)?(?:more|less|fewer|higher|lower|greater|slower|worse)\\b(?! than \\d))';
const RELATIVE = new RegExp(
  `\\b(${MORE})\\b([^,]*?)\\b((?:than|as|of|compared (?:to|with))\\s+(?:it was |they were |in |on |at )?${EARLIER})`,
  'i',
);
const REAL_TIME =
  /\b(?:(?:in |as a )?real-?\s?time|instantly|on every (?=record|event|log)|(?:at once|immediately)(?= (?:when|if))|for each (?=record))/i;
/** What is measured in percent itself. */
const IN_PERCENT = /\b(?:usage|used|utili[sz]ation|load|cpu|memory|disk|free|full|idle|occupancy)\b/i;
const IN_SHARES = /\b(?:ratio|share|percentage|percent|fraction|proportion)\b|%/i;
const ANY_ONE =
  /\b(?:an?|any|one)\s+(?:single\s+)?(?:[\w-]+\s+)?(?:span|trace|request|call|query|response|transaction|job|operation)\b(?=[^,]*\b(?:takes?|lasts?|runs?|is|needs)\b)/i;
const PERSONS =
  'pod|host|user|customer|service|node|container|instance|region|server|client|ip|namespace|machine|endpoint|url|account|tenant|device|shop|store|site|team|method|level|path|type|step|product|channel';
/** "Any user has more than 5 errors": each of them is counted by itself. */
const EACH = new RegExp(
  `\\b(?:(?:of|on|in|for|from)\\s+)?(?:any|one|some|an?|every|each|a single)\\s+(?:single\\s+|one\\s+)?(?=(?:${PERSONS})(?:\\s|$))`,
  'gi',
);
const SILENCE = new RegExp(
  `[,;]?\\s*(?:\\b(?:and|but|then|it)\\b\\s*)*\\b(?:silen(?:ce|t)|(?:stay |keep )?quiet|mute|cool\\s?down|snooze|not again|again after|(?:not )?(?:more than|at most|no more than) once|(?:only )?once|(?:do not|don't|never|not|no) (?:repeat|resend|re-send|remind|(?:alert|notify|send|warn|page|tell|fire)(?: \\w+)? again)(?: (?:it|this|that|me|us))?|not more often than(?: once)?)\\s+(?:for\\s+|of\\s+|within\\s+|per\\s+|every\\s+|in\\s+|during\\s+)?(?:at least\\s+|the next\\s+)?${LENGTH}`,
  'i',
);

/** "With silence 0", "without a cool-down". */
const NO_SILENCE =
  /[,;]?\s*\b(?:(?:and|with|but)\s+)*(?:(?:silence|cool\s?down)(?:\s+(?:of|is|=))?\s*0(?:\s*m(?:in(?:ute)?s?)?)?\b(?![.\d])|(?:no|without(?: an?y?)?)\s+(?:silence|cool\s?down)\b)/i;

/** "Check it every minute". */
const CHECKED = new RegExp(
  `[,;]?\\s*(?:\\b(?:and|then|please)\\b\\s*)*\\b(?:(?:check|evaluat|run|look|test)\\w*(?:\\s+(?:it|this|that|at it))?\\s+(?:once\\s+)?(?:every|each)\\s+|(?<=,\\s*)every\\s+)${LENGTH}`,
  'i',
);
/** "Create a disabled alert", "..., switched off". */
const OFF =
  /\b(?:disabled|inactive|switched[ -]off|paused)\s+(?=alert\b)|[,;(]\s*(?:but\s+|and\s+)?(?:(?:leave|keep|create|make|have) it\s+)?(?:(?:(?:switched|turned)\s+)?off|disabled|inactive|(?:not|don't|do not)\s+(?:yet\s+)?(?:enabled?|active|activate|(?:switch|turn)(?:ed)?\s+(?:it\s+)?on)(?:\s+it)?(?:\s+yet)?)(?:\s+(?:for now|at first))?\s*\)?(?=[\s.,;]*$|[,;])/i;

/** What is said before the condition that it is an alert, and no more. */
const VERB = String.raw`(?:please\s+)?(?:create|make|add|set\s?up|build|define|configure|new|need|want|raise|trigger|fire|send|get|give|alert|alarm|warn|notify|page|ping|tell|inform|email|mail|message|post|let)`;
const HEAD_NOISE =
  /\b(?:please|pls|kindly|can|could|would|you|i|we|me|us|my|our|someone|the team|team|should|must|be|get|'d|like|want|need|to|an?|the|new|real|alert(?:s|ed|ing)?|alarms?|alarmed|warn(?:ed|ing)?|notif(?:y|ied|ication|ications)|paged?|ping(?:ed)?|tell|told|inform(?:ed)?|e?mail(?:ed)?|message|post|let|know|create|make|add|set ?up|setup|build|define|configure|raise|trigger|fires?|firing|send|sends|sending|called|named|titled|via|through|using|with|by|destination|channel|which|that|it|slack|for me|watch(?:es|ing)?|and|then|also|rule|immediately|straight away)\b/gi;
/** Where it sends to, said after the condition. */
const TAIL =
  /[,;.]?\s*(?:\b(?:and|then|please|also)\b\s*)*\b(?:(?:send|sent|sending|notify|notifying|email|mail|page|ping|post|route|deliver|message|tell|alert|inform|warn)\b(?:\s+(?:it|this|that|them|the|an?|alert|alerts|notification|notifications|me|us|messages?))*(?:\s+(?:to|via|through|on|in|at|using|by))*|(?:via|through|using)\s+(?:the\s+)?(?:destination|channel)?)\s*(?:destination|channel)?\s*$/i;
const WHEN = /\b(?:when(?:ever)?|if|once|as soon as|in case|where|wenn|falls|sobald)\b/i;

/** The words of the condition, without the order and without where it sends to. */
function conditionIn(words: string): string {
  const when = WHEN.exec(words);
  const head = when === null ? words : words.slice(0, when.index);
  const rest = when === null ? '' : words.slice(when.index + when[0].length);
  const isOrder = new RegExp(`^\\W*(?:${VERB})\\b|\\balert`, 'i').test(head);
  const bare = isOrder ? head.replaceAll(HEAD_NOISE, ' ') : head;
  const leading = /^[\s,.;:]*(?:on|for|of|about|over|in|from)?[\s,.;:]*$/i.test(bare) ? '' : bare;
  return `${when === null ? leading : ''} ${rest.replace(TAIL, ' ')} ${when === null ? '' : leading}`;
}

const tidy = (text: string) =>
  text
    .replaceAll(/\s+([,.;])/g, '$1')
    .replaceAll(/[\s,.;:!]+$/g, '')
    .replaceAll(/^[\s,.;:]+/g, '')
    .replaceAll(/\s+/g, ' ');

/** That something is there, which a count says. */
const THERE =
  /\b(?:arrives?|comes?(?: in)?|appears?|occurs?|happens?|piles? up|shows? up|turns? up|placed|(?:are|is) (?:logged|seen|recorded|found|reported)|reach(?:es)?|(?:returns?|sees?|gets?|hits?|throws?|serves?|logs?|produces?|gives?|experiences?|makes?|sends?|receives?|reports?|raises?|shows?|answers?(?: with)?|responds?(?: with)?)(?=\s+(?:how many|status|code|http\b|[1-5]\d\d\b|[1-5]xx\b)))\b/gi;
const LASTS = /\b(?:lasts|lasting)\b/gi;
const DIVIDED =
  /\b(?:the )?(?:number of )?([\w.]+(?: [\w.]+)?) (?:divided by|in relation to|relative to|per 100|as a share of) (?:the )?(?:number of )?([\w.]+)/i;

const OVER_TIME = /^\s*over\s.*\d\s*(?:min|hour|day)/i;

/** What a threshold in percent is of: an error rate of 5% is a share, and none per second. */
const inPercent = (question: string) =>
  IN_SHARES.test(question) || IN_PERCENT.test(question)
    ? question
    : /\b[\w-]+ rate\b/i.test(question)
      ? question.replace(/\b([\w-]+) rate\b/i, 'percentage of $1s')
      : `percentage of ${question}`;

/** Read what words state of an alert. */
export function readAlertWords(given: string): AlertWords {
  const counted = PARTS.reduce(
    (text, [part, share]) => text.replace(part, share),
    given.replace(CHECKED, ' ').replace(OFF, ' ').replace(NO_SILENCE, ' '),
  ).replaceAll(COUNT_WORD, (word) => COUNTS[word.toLowerCase()] ?? word);
  const { words: single, left, range } = withoutOthers(counted.replace(REAL_TIME, ' '));
  const words = conditionIn(single);
  const isRealTime = REAL_TIME.test(given);
  const silent = SILENCE.exec(given);
  const checked = CHECKED.exec(given);
  const never = NO_SILENCE.exec(given);
  const off = OFF.exec(given);
  const isAbsent = ABSENCE.test(words);
  const silence =
    isAbsent && silent !== null && !/once|again|repeat|re-?send|remind|often/i.test(silent[0])
      ? null
      : silent;
  const heard = silence ? words.replace(silence[0], ' ') : words;
  const change = CHANGES.exec(heard);
  const relative = RELATIVE.exec(heard) ?? change;
  const told = change
    ? heard.replace(CHANGES, ' ')
    : relative
      ? heard.replace(RELATIVE, 'how many$2 ')
      : heard;
  const ranged = /\b(?:between|outside)\b/i.test(told) ? BOUNDS.exec(told) : null;
  const comparisons = comparisonsIn(told);
  // "exceed 25 over 30 minutes": the second is how long.
  const found = comparisons.filter(({ match }) => comparisons.length === 1 || !OVER_TIME.test(match[0]));
  // "requests over 2 s exceed 5": what decides comes last, unless a number of things does: "more than 5 requests over 2 s".
  const counting = found.find((each) => countsThings(each, told));
  const one = counting ?? (isRealTime ? undefined : found.at(-1));
  const two = ranged && {
    operator: '>=' as const,
    match: [ranged[0], ranged[0]] as const,
    index: ranged.index,
    end: ranged.index + ranged[0].length,
  };
  const compared = relative ? undefined : (two ?? one);
  const isAbsence = compared === undefined && (isAbsent || NONE.test(told));
  const vague = compared === undefined && !relative && !isAbsence ? VAGUE.exec(told) : null;
  const before = compared ? told.slice(0, compared.index) : told;
  const after = compared ? told.slice(compared.end) : '';
  const isCounted =
    compared !== undefined && (compared === counting || (compared === two && countsThings(compared, told)));
  const [, lower = '', upper = ''] = (compared === two && ranged?.filter((_, at) => at !== 1)) || [];
  // "between 80 and 90 %": the unit is said once.
  const unit = /\d\s*$/.test(lower) ? (/[^\d.,\s].*$/.exec(upper)?.[0] ?? '') : '';
  const threshold = compared
    ? quantityOf(compared === two ? `${lower} ${unit}`.trim() : (compared.match[1] ?? ''))
    : null;
  const to = compared === two ? quantityOf(upper) : null;
  const joined = compared
    ? `${before} ${isCounted ? (threshold?.of === 'percent' ? 'percentage' : 'how many') : ''} ${after}`
    : isAbsent
      ? told.replace(
          ABSENCE,
          (_, things = 'records') => ` how many ${/^(?:data|nothing)$/i.test(things) ? 'records' : things} `,
        )
      : isAbsence
        ? told.replace(NONE, 'how many ')
        : vague
          ? `how many ${told.replace(VAGUE, ' ')}`
          : told;
  const periods = [
    `\\b(?:in|within|over|per|for|during|every|each|last|past)\\s+(?:the\\s+|a\\s+|any\\s+)?(?:last\\s+|past\\s+)?${LENGTH}`,
    `\\b${LENGTH}\\s+(?:window|long|lang)`,
    '\\b(an?\\s+(?:hour|minute|day))\\b',
  ].map((pattern) => new RegExp(pattern, 'gi'));
  const stretches = periods
    .flatMap((pattern) => [...joined.matchAll(pattern)])
    .filter(([text]) => !/^(?:per|every|each)\s+(?:a\s+)?second/i.test(text))
    // "In 5 minutes", and only then "per minute".
    .sort((a, b) => Number(EACH_TIME.test(a[0])) - Number(EACH_TIME.test(b[0])) || b.index - a.index);
  const [period] = stretches;
  const otherPeriods = stretches.filter(
    ({ 0: text, 1: length, index }) =>
      period !== undefined &&
      minutes(length) !== minutes(period[1]) &&
      (index >= period.index + period[0].length || index + text.length <= period.index),
  );
  const question = tidy(
    (period ? joined.replace(period[0], ' ') : joined)
      .replaceAll(EACH, ' per ')
      .replaceAll(THERE, ' ')
      .replaceAll(LASTS, 'takes')
      .replace(DIVIDED, 'ratio of $1 to $2'),
  );
  return {
    operator: isAbsence ? '<' : (compared?.operator ?? '>'),
    bound: to === null ? null : { to, isOutside: ranged?.groups?.out !== undefined },
    threshold: isAbsence ? { value: 1, of: 'plain', text: '1', length: 1 } : threshold,
    question: threshold?.of === 'percent' ? inPercent(question) : question,
    isCounted: isCounted || isAbsence || vague !== null,
    relative: relative?.[0] ?? null,
    isAnyOne: ANY_ONE.test(told),
    isAbsence,
    isRealTime,
    isSustained: /\bfor\b/i.test(period?.[0] ?? '') && !/\b(?:last|past)\b/i.test(period?.[0] ?? ''),
    isOff: off !== null,
    periodMinutes: minutes(period?.[1]),
    frequencyMinutes: minutes(checked?.[1]),
    silenceMinutes: never === null ? minutes(silence?.[1]) : 0,
    own: [
      compared?.match[0],
      period?.[0],
      silence?.[0],
      checked?.[0],
      off?.[0],
      never?.[0],
      relative?.[0],
      vague?.[0],
      REAL_TIME.exec(given)?.[0],
      ...PARTS.map(([part]) => part.exec(given)?.[0]),
      ...(joined.match(THERE) ?? []),
      ...(joined.match(LASTS) ?? []),
      ...(threshold?.of === 'percent' ? (question.match(/\brate\b/i) ?? []) : []),
      ...(isAbsence ? [(ABSENCE.exec(told) ?? NONE.exec(told))?.[0]] : []),
      ...left,
      range,
    ].join(' '),
    left: [...left, ...new Set(otherPeriods.map(([text]) => text))],
  };
}
