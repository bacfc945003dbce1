import { ENGLISH_COUNT, englishCount } from '../../language/lexicon/number-words.ts';
import type { Reading } from './reading.ts';

const ON_SURELY =
  /\b(?:un-?mut\w*|un-?freez\w*|un-?block\w*|un-?silenc\w*|un-?paus\w*|un-?snooz\w*|re-?enabl\w*|re-?activat\w*|resum\w*|wake\w* up|(?:turn|switch|flip|bring|put|get)\w* (?:[\w-]+ ){0,5}(?:back )?on(?=$|\W*$| again| for| so|,|\.)|(?:turn|switch)\w* on|back (?:on|to life|in action|online|up)|(?:start|run|fire|ring|go|work|send|sent|shout|shouting|running|ringing|sending|working|firing|live|active|flow|mail|mailed)\w* (?:[\w-]+ ){0,5}again|may (?:[\w-]+ ){0,3}again|on again|activate|enable[ds]?|enabling|again please|(?:can|may|should) (?:go|be) (?:live|on)\b|set (?:[\w-]+ ){0,4}live)\b/i;
const OFF =
  /\b(?:(?<!\b(?:go|goes|going|gone|went) )off|(?:turn|switch) of|mut(?:e|ed|es|ing)|silenc\w*|snooz\w*|disabl\w*|paus(?:e|ed|es|ing)|stop\w*|suspend\w*|deactivat\w*|de-activat\w*|halt\w*|quiet\w*|shut (?:[\w-]+ )?up|shush|hush|hold|knock\w* out|out of action|inactive|freez\w*|stand\w* still|sleep|stfu|kill\w*|cease|rest|nobody|wait|no more|(?:\w+n't|dont|not|never) (?:[\w-]+ ){0,6}(?:ring|alert|page|fire|wake|send|sent|run|mail|notify|bother|go out|come|disturb|want)\w*|p[aus]{3}e|leave (?:me|us) (?:alone|in peace)|switch\w* it off|until (?:further notice|tonight|tomorrow|monday)|for (?:now|the moment|the time being))\b/i;
/** Complained of, so that it should stop: `wakes me every five minutes`. */
const NOISE =
  /\b(?:wake|page|ring|scream|buzz|bark|nag|cr(?:y|ie)|spam)s?\b (?:[\w-]+ ){0,5}(?:every|each|all night|the whole|for nothing|nonstop|constantly)\b/i;
/** What should be only afterwards. */
const LATER =
  /(?:^|[.!?]\s+)(?:afterwards?|later|after that|from (?:tomorrow|then|monday)|tomorrow)\b[^.!?]*/gi;
/** An order at the start; what comes later tells of another time. */
const OFF_FIRST =
  /^(?:(?:please|pls|plz|can you|could you|kindly)\s+)*(?:stop|mute|pause|disable|silence|suspend|snooze|hold|halt|deactivate|(?:turn|switch) off)\b/i;
/** Told of what was: `since I paused it`. */
const WAS =
  /\b(?:since|after|that|which|because|while|when|been|was|were|had|got|we|i|they)\s+(?:(?:i|we|you|he|she|they|somebody|someone|it|was|were|had|has|been|[A-Z]\w+)\s+){0,3}(?:muted|silenced|snoozed|disabled|paused|stopped|suspended|deactivated|turned (?:it |them )?off|switched (?:it |them )?off|mute|off)\b/gi;
const ON = /\b(?:on|start(?:ed)?|restart|live|active|back|again)\b/i;

/** Whether something should be on (true) or off (false); undefined where the words do not say. */
export function readSwitch(reading: Reading): boolean | undefined {
  const wish = (text: string) => {
    if (OFF_FIRST.test(text)) return false;
    const told = text.replaceAll(WAS, ' ').replaceAll(LATER, ' ');
    if (ON_SURELY.test(told)) return true;
    if (OFF.test(told) || NOISE.test(told)) return false;
    return ON.test(told.replaceAll(/\bon (?:the|our|my|a|pipeline|alert|[a-z]+[-_])/gi, ' '))
      ? true
      : undefined;
  };
  return wish(reading.text) ?? wish(reading.corrected());
}

/** Words that only count: "one of them" and "a few" are no limits. */
const ROUND_COUNT = `(?!(?:an?|one|few|half|couple)\\b)${ENGLISH_COUNT}`;
const NUMBER = `(?<!some )(\\d{1,6}(?:[,.]\\d{3})*|${ROUND_COUNT})(?! (?:\\d|thousand|million))`;
const ROWS =
  'rows?|results?|entries|records?|lines?|hits?|log lines?|logs|slowest|newest|latest|oldest|biggest|most|worst|traces|values|examples?|sessions|conversations|users|messages|events|incidents|streams|matches|per page|items|alerts|dashboards|boards|errors|chats|queries|searches|metrics|of (?:them|those)|at most|max(?:imum)?|patterns|runs|firings';
const NO_LENGTH =
  '(?!\\s*-?(?:ms|m|h|d|s|w|mins?|m[inutes]{5,6}|h[ours]{3,4}|hrs?|d[ays]{2,3}|weeks?|secs?|seconds?|months?|years?|%|x)\\b)';
const COUNTED = [
  new RegExp(
    `\\b(?:top|first|last|latest|newest|recent|next|limit(?:ed)?(?: to| of)?|max(?:imum)?(?: of)?|at most|up to|no more than|only|just|slowest|biggest|show(?: me)?|give me|list(?: me)?|size(?: of)?|page size(?: of)?)\\s*[:=]?\\s*(?:the\\s+)?(?:last\\s+|first\\s+|top\\s+)?${NUMBER}\\b${NO_LENGTH}`,
    'i',
  ),
  new RegExp(`\\b${NUMBER}\\s+(?:\\w+\\s+)?(?:${ROWS})\\b(?! (?:per|an?|each|every) )`, 'i'),
];

/** How many of something are wanted. */
export function readCount(reading: Reading): number | undefined {
  const text = reading.unused();
  for (const form of COUNTED) {
    const found = form.exec(text)?.[1];
    if (found !== undefined) return englishCount(found.replaceAll(/[,.]/g, '')) ?? undefined;
  }
  return undefined;
}

const DAYS: Readonly<Record<string, number>> = {
  day: 1,
  dasy: 1,
  week: 7,
  month: 30,
  year: 365,
  d: 1,
  w: 7,
  y: 365,
};
const COUNTED_DAYS = new RegExp(
  `(?<![\\d.,])\\b(\\d+|(?!few\\b|half\\b)${ENGLISH_COUNT})(?:[\\s-]+|(?<=\\d))((?:day|dasy|week|month|year)s?|(?<=\\d\\s?)[dwy])\\b`,
  'gi',
);

/** Before a length that is only a change, or no clear amount. */
const CHANGED_BY =
  /(?:\b(?:by(?: about)?|another|extra|additional|further|more than|less than|fewer than|longer than|over|under|above|below|about|around|roughly|approximately|approx\.?|circa|almost|nearly|some|half|between|or|maybe|perhaps|than|plus|minus|(?<!\bfrom\s+\d*)(?:\d+|one|two)\s*(?:to|and|or))|[\d~+±]\s*[-–~+±]?|~)\s*(?:an?\s+)?$/i;
/** After such a length: "30 days less than now", "a week or two", "7 days and 12 hours". */
const CHANGE_AFTER =
  /^\s*(?:(?:more|less|longer|shorter|fewer|extra|additional|on top|than|or|ish|and a half)\b|(?:and\s+|,\s*)?\d+\s*(?:h|m|s|hrs?|hours?|min\w*|sec\w*)\b|[-–]\s*\d)/i;
/** Units below a day, which no number of days states. */
const BELOW_DAY = '(?!\\s*-?(?:ms|h|m|s|hrs?|hours?|hourly|min|mins|minutes?|secs?|seconds?|millis\\w*)\\b)';

/** How many days something should be kept; undefined for units below a day, changes, and unclear amounts. */
export function readDays({ text }: Reading): number | undefined {
  const counts = [...text.matchAll(COUNTED_DAYS)];
  const wanted = `\\b(?:to|for|need\\w*|keep|kept|=|down to|up to|only|instead|at)\\s+(?:it\\s+|them\\s+|at least\\s+)?(\\d+)\\b(?!\\s*(?:gb|mb|tb|%|\\/|percent|[.,]\\d|[-–]\\s*\\d|or\\b))${BELOW_DAY}|\\b(\\d+)\\s+(?:would|is|are|will|should)\\s+(?:be\\s+|also\\s+)*(?:enough|plenty|ok|okay|fine|do|sufficient)\\b`;
  const bare = [...text.matchAll(new RegExp(wanted, 'gi'))].at(-1);
  const isNot = (index: number) =>
    /\b(?:after|from|instead of|not|currently|was|were|older than)\s+(?:only\s+)?$/i.test(
      text.slice(0, index),
    );
  const stated = counts.filter(({ index }) => !isNot(index));
  const best =
    stated.find(({ index }) =>
      /\b(?:to|for|keep|need\w*|=)\s+(?:\w+\s+){0,2}$/i.test(text.slice(0, index)),
    ) ?? stated[0];
  if (
    bare &&
    !counts.some(
      ({ index, 0: whole }) => bare.index + bare[0].length > index && bare.index <= index + whole.length,
    )
  )
    return Number(bare[1] ?? bare[2]);
  if (!best) return undefined;
  if (
    CHANGED_BY.test(text.slice(0, best.index)) ||
    CHANGE_AFTER.test(text.slice(best.index + best[0].length))
  )
    return undefined;
  const [, count = '', unit = ''] = best;
  return (
    (englishCount(count) ?? Number.NaN) *
    (DAYS[unit.toLowerCase().replace(/(?<=day|week|month|year)s$/, '')] as number)
  );
}

const CONDITION =
  /[<>]=?|\b(?:more than|above|below|over|under|exceed\w*|drop\w*|less than|fewer than|at least|go(?:es)? (?:up|down|above|below|over|under|past|beyond)|rise\w*|fall\w*|dip\w*|whenever|when|if|once|as soon as|next time|spike\w*|reach\w*|hits?|shows? up|turns? up|appears?|any|greater|higher|lower|zero|nothing|stops?|missing|every time|each time|too many|no (?:rows|records|data)|the moment|\w+er than|w[hen]{2,4}|equals?|\d+\s*(?:%|percent|errors?|times))\b/i;

/** Whether a request says what an alert should watch for. */
export const statesCondition = (reading: Reading) =>
  CONDITION.test(reading.text.replaceAll(/\bif (?:you can|possible|that's ok)\b/gi, ''));
